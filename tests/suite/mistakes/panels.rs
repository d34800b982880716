//! Mistakes in blocks that show what layouts show elsewhere: sessions, the sign-up, standing recommendations, heroes.

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

#[test]
fn names_are_those_of_the_data() {
    check(
        &letter_body(
            "::: session body=urp\n:::\n\n::: recommendations topic=preventon state=Kenya count=0\n:::\n\n::: recommendations topic=preventon\n:::\n\n::: recommendations state=Kenya\n:::\n",
        ),
        str![[r#"
error[bad-argument]: `body` cannot be `urp`
 --> content/letters/upr-49.md:6:18
  |
6 | ::: session body=urp
  |                  ^^^
  |
  = hint: did you mean `upr`?

error[bad-argument]: `count` takes a number from 1 to 100, not `0`
 --> content/letters/upr-49.md:9:55
  |
9 | ::: recommendations topic=preventon state=Kenya count=0
  |                                                       ^
  |
  = hint: write it in figures, as in `count=5`

error[bad-argument]: `topic` cannot be `preventon`
  --> content/letters/upr-49.md:12:27
   |
12 | ::: recommendations topic=preventon
   |                           ^^^^^^^^^
   |
   = hint: did you mean `prevention`?

error[bad-argument]: `state` cannot be `Kenya`
  --> content/letters/upr-49.md:15:27
   |
15 | ::: recommendations state=Kenya
   |                           ^^^^^
   |
   = hint: the code of Kenya is `KEN`
"#]],
    );
}

#[test]
fn body_has_a_session() {
    check(
        &letter_body("::: session body=cedaw\n:::\n").file(
            "content/data/bodies.yaml",
            "- {id: upr, name: Universal Periodic Review, short: UPR}\n- {id: cedaw, name: Committee, short: CEDAW}\n",
        ),
        str![[r#"
error[no-session]: no session of `cedaw` stands in `content/data/sessions.yaml`
 --> content/letters/upr-49.md:6:1
  |
6 | ::: session body=cedaw
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: add its next session there, or take the block out
"#]],
    );
}

#[test]
fn what_the_data_could_not_say_is_told_there_alone() {
    let blocks = "::: session\n:::\n\n::: session body=cedaw\n:::\n\n::: recommendations topic=accountability\n:::\n\n::: list from=letters where=\"topic=accountability, session=upr-50\"\n:::\n";
    let site = letter_body(blocks)
        .file("content/data/sessions.yaml", "- {id: upr-49, number: many}\n")
        .file("content/data/bodies.yaml", "- {id: cedaw}\n")
        .file("content/data/topics.yaml", "- {id: accountability}\n");
    let built = site.build();
    assert!(built.codes().len() > 2 && !built.report().contains("upr-49.md"), "{}", built.report());
}

#[test]
fn sign_up_is_there() {
    check(
        &letter_body("::: signup\n:::\n"),
        str![[r#"
error[no-signup]: the settings name no newsletter that readers can sign up for
 --> content/letters/upr-49.md:6:1
  |
6 | ::: signup
  | ^^^^^^^^^^
  |
  = hint: add `newsletter: {signup_url: https://example.org/newsletter}` to `content/site.yaml`, or take the block out
"#]],
    );
}

#[test]
fn hero_begins_a_page_that_may_have_one() {
    check(
        &letter_body("::: hero title=A\nWords.\n:::\n"),
        str![[r#"
error[hero-place]: a block `hero` begins the home page or a plain page
 --> content/letters/upr-49.md:6:1
  |
6 | ::: hero title=A
  | ^^^^^^^^^^^^^^^^
  |
  = hint: take it out: this page has its title and what goes with it at its top
"#]],
    );
    let page = "---\ntitle: About\n---\nWords.\n\n::: hero title=A image=hall.svg\nWords.\n:::\n\n::: hero title=B alt=C\n## Heading\n:::\n";
    check(
        &SiteTest::new().file("content/pages/about.md", page),
        str![[r#"
error[hero-place]: a block `hero` has the heading of its page, and something stands before it
 --> content/pages/about.md:6:1
  |
6 | ::: hero title=A image=hall.svg
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put it at the beginning of the text, outside of other blocks

error[missing-argument]: the picture of a block `hero` needs the argument `alt`
 --> content/pages/about.md:6:24
  |
6 | ::: hero title=A image=hall.svg
  |                        ^^^^^^^^
  |
  = hint: say what it shows, as in `alt="Delegates in the hall"`

error[block-content]: a block `hero` takes words alone: no headings and no tables
  --> content/pages/about.md:10:1
   |
10 | ::: hero title=B alt=C
   | ^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: put what else stands in it below the line that closes it

error[hero-place]: a block `hero` has the heading of its page, and something stands before it
  --> content/pages/about.md:10:1
   |
10 | ::: hero title=B alt=C
   | ^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: put it at the beginning of the text, outside of other blocks

error[bad-argument]: `alt` says nothing without `image`
  --> content/pages/about.md:10:18
   |
10 | ::: hero title=B alt=C
   |                  ^^^
   |
   = hint: add `image`, or take `alt` out
"#]],
    );
}
