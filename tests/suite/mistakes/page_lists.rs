//! Mistakes in blocks that list pages.

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

/// Returns a site with statements, and a letter with lists of these arguments.
fn with_lists(arguments: &[&str]) -> SiteTest {
    let body: String = arguments.iter().map(|line| format!("::: list {line}\n:::\n\n")).collect();
    let index = "---\ntitle: Statements\ncollection:\n  singular: Statement\n  fields:\n    level: {type: choice, label: Level, options: {crisis: Crisis, concern: Concern}}\n    weight: {type: number}\n    closes: {type: date}\n---\n";
    let draft = "---\ntitle: Draft\ndate: 2025-02-01\ndraft: true\n---\nText.\n";
    letter_body(&body).file("content/statements/_index.md", index).file("content/statements/draft.md", draft)
}

#[test]
fn list_says_of_what_it_is() {
    check(
        &with_lists(&["count=3", "from=statements pages=upr-49.md", "pages=upr-49.md count=3 where=coming"]),
        str![[r#"
error[missing-argument]: a block `list` needs the argument `from` or `pages`
 --> content/letters/upr-49.md:6:1
  |
6 | ::: list count=3
  | ^^^^^^^^^^^^^^^^
  |
  = hint: as in `::: list from=letters count=5`, or `::: list pages="a.md, b.md"`

error[bad-argument]: `pages` says nothing beside `from`
 --> content/letters/upr-49.md:9:26
  |
9 | ::: list from=statements pages=upr-49.md
  |                          ^^^^^
  |
  = hint: take `pages` out, or `from`

error[bad-argument]: `count` says nothing beside `pages`
  --> content/letters/upr-49.md:12:26
   |
12 | ::: list pages=upr-49.md count=3 where=coming
   |                          ^^^^^
   |
   = hint: take `count` out, or `pages`

error[bad-argument]: `where` says nothing beside `pages`
  --> content/letters/upr-49.md:12:34
   |
12 | ::: list pages=upr-49.md count=3 where=coming
   |                                  ^^^^^
   |
   = hint: take `where` out, or `pages`
"#]],
    );
}

#[test]
fn list_is_of_a_folder_that_there_is() {
    check(
        &with_lists(&["from=statments", "from=states", "from=data/topics.yaml"]),
        str![[r#"
error[list-from]: there is no folder of pages `statments`
 --> content/letters/upr-49.md:6:15
  |
6 | ::: list from=statments
  |               ^^^^^^^^^
  |
  = hint: did you mean `statements`?

error[list-from]: there is no folder of pages `states`
 --> content/letters/upr-49.md:9:15
  |
9 | ::: list from=states
  |               ^^^^^^
  |
  = hint: there are `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `statements`

error[list-from]: there is no folder of pages `data/topics.yaml`
  --> content/letters/upr-49.md:12:15
   |
12 | ::: list from=data/topics.yaml
   |               ^^^^^^^^^^^^^^^^
   |
   = hint: there are `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `statements`
"#]],
    );
}

#[test]
fn conditions_are_on_what_pages_have() {
    check(
        &with_lists(&[
            "from=statements where=crisis",
            "from=statements where=\"levle=crisis\"",
            "from=statements where=\"level=crises, closes=2025-01-01\"",
            "from=statements where=\"weight=heavy\"",
            "from=letters where=\"session=upr49\"",
            "from=letters where=\"state=Kenya, topic=preventoin, year=next\"",
            "from=statements where=past",
        ]),
        str![[r#"
error[bad-condition]: `crisis` is no condition
 --> content/letters/upr-49.md:6:32
  |
6 | ::: list from=statements where=crisis
  |                                ^^^^^^
  |
  = hint: write `field=value`, with commas between several: `where="level=crisis, year=2025"`

error[bad-condition]: pages of `statements` cannot be chosen by `levle`
 --> content/letters/upr-49.md:9:33
  |
9 | ::: list from=statements where="levle=crisis"
  |                                 ^^^^^^^^^^^^
  |
  = hint: did you mean `level`?

error[bad-condition]: `level` cannot be `crises`
  --> content/letters/upr-49.md:12:33
   |
12 | ::: list from=statements where="level=crises, closes=2025-01-01"
   |                                 ^^^^^^^^^^^^
   |
   = hint: did you mean `crisis`?

error[bad-condition]: pages of `statements` cannot be chosen by `closes`
  --> content/letters/upr-49.md:12:47
   |
12 | ::: list from=statements where="level=crises, closes=2025-01-01"
   |                                               ^^^^^^^^^^^^^^^^^
   |
   = hint: by `level`, `weight`, `session`, `state`, `topic`, `year` they can

error[bad-condition]: `weight` cannot be `heavy`
  --> content/letters/upr-49.md:15:33
   |
15 | ::: list from=statements where="weight=heavy"
   |                                 ^^^^^^^^^^^^
   |
   = hint: write a number in figures

error[bad-condition]: `session` cannot be `upr49`
  --> content/letters/upr-49.md:18:30
   |
18 | ::: list from=letters where="session=upr49"
   |                              ^^^^^^^^^^^^^
   |
   = hint: did you mean `upr-49`?

error[bad-condition]: `state` cannot be `Kenya`
  --> content/letters/upr-49.md:21:30
   |
21 | ::: list from=letters where="state=Kenya, topic=preventoin, year=next"
   |                              ^^^^^^^^^^^
   |
   = hint: the code of Kenya is `KEN`

error[bad-condition]: `topic` cannot be `preventoin`
  --> content/letters/upr-49.md:21:43
   |
21 | ::: list from=letters where="state=Kenya, topic=preventoin, year=next"
   |                                           ^^^^^^^^^^^^^^^^
   |
   = hint: did you mean `prevention`?

error[bad-condition]: `year` cannot be `next`
  --> content/letters/upr-49.md:21:61
   |
21 | ::: list from=letters where="state=Kenya, topic=preventoin, year=next"
   |                                                             ^^^^^^^^^
   |
   = hint: write the year in four figures

error[bad-condition]: pages of `statements` cannot be chosen by `past`
  --> content/letters/upr-49.md:24:32
   |
24 | ::: list from=statements where=past
   |                                ^^^^
   |
   = hint: by `level`, `weight`, `session`, `state`, `topic`, `year` they can
"#]],
    );
}

#[test]
fn conditions_can_hold_together() {
    check(
        &with_lists(&[
            "from=statements where=\"level=crisis, level=concern\"",
            "from=letters where=\"year=2024, year=2025\"",
        ]),
        str![[r#"
error[bad-condition]: no page meets `level=crisis` and `level=concern`, and so the list would show none
 --> content/letters/upr-49.md:6:47
  |
6 | ::: list from=statements where="level=crisis, level=concern"
  |                                               ^^^^^^^^^^^^^
  |
  = hint: conditions hold all together: write a list for each of the two

error[bad-condition]: no page meets `year=2024` and `year=2025`, and so the list would show none
 --> content/letters/upr-49.md:9:41
  |
9 | ::: list from=letters where="year=2024, year=2025"
  |                                         ^^^^^^^^^
  |
  = hint: conditions hold all together: write a list for each of the two
"#]],
    );
    assert_eq!(with_lists(&["from=letters where=\"state=KEN, state=GUY\""]).build().report(), "");
}

#[test]
fn order_number_and_shape_are_known_ones() {
    check(
        &with_lists(&[
            "from=statements sort_by=-datum",
            "from=letters sort_by=level",
            "from=letters count=0",
            "from=letters count=many",
            "from=letters shape=card",
        ]),
        str![[r#"
error[no-field-for]: `sort_by` cannot be `datum`
 --> content/letters/upr-49.md:6:34
  |
6 | ::: list from=statements sort_by=-datum
  |                                  ^^^^^^
  |
  = hint: it is one of `date`, `title`, `level`, `weight`, `closes`

error[no-field-for]: `sort_by` cannot be `level`
 --> content/letters/upr-49.md:9:31
  |
9 | ::: list from=letters sort_by=level
  |                               ^^^^^
  |
  = hint: it is one of `date`, `title`

error[bad-argument]: `count` takes a number from 1 to 100, not `0`
  --> content/letters/upr-49.md:12:29
   |
12 | ::: list from=letters count=0
   |                             ^
   |
   = hint: write it in figures, as in `count=5`

error[bad-argument]: `count` takes a number from 1 to 100, not `many`
  --> content/letters/upr-49.md:15:29
   |
15 | ::: list from=letters count=many
   |                             ^^^^
   |
   = hint: write it in figures, as in `count=5`

error[bad-argument]: `shape` cannot be `card`
  --> content/letters/upr-49.md:18:29
   |
18 | ::: list from=letters shape=card
   |                             ^^^^
   |
   = hint: did you mean `cards`?
"#]],
    );
}

#[test]
fn pages_are_named_by_their_files() {
    check(
        &with_lists(&[
            "pages=\"upr-49.md, upr-94.md\"",
            "pages=/letters/upr-49/",
            "pages=https://example.org/",
            "pages=../statements/draft.md",
        ]),
        str![[r#"
error[dangling-link]: the link `upr-94.md` leads nowhere
 --> content/letters/upr-49.md:6:28
  |
6 | ::: list pages="upr-49.md, upr-94.md"
  |                            ^^^^^^^^^
  |
  = hint: did you mean `upr-49.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[bad-argument]: `/letters/upr-49/` names no page by its file
 --> content/letters/upr-49.md:9:16
  |
9 | ::: list pages=/letters/upr-49/
  |                ^^^^^^^^^^^^^^^^
  |
  = hint: name files from the folder of this file, such as `../briefs/upr-49/ken.md`, with commas between

error[bad-argument]: `https://example.org/` names no page by its file
  --> content/letters/upr-49.md:12:16
   |
12 | ::: list pages=https://example.org/
   |                ^^^^^^^^^^^^^^^^^^^^
   |
   = hint: name files from the folder of this file, such as `../briefs/upr-49/ken.md`, with commas between

warning[link-to-unpublished]: `../statements/draft.md` is left out of the list: the page is a draft
  --> content/letters/upr-49.md:15:16
   |
15 | ::: list pages=../statements/draft.md
   |                ^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: it stands there by itself once the page is published
"#]],
    );
}
