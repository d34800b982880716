//! Mistakes in links: pages, files, addresses and anchors that are not there or not published.
#![expect(clippy::invisible_characters, reason = "messages show the line as it is written")]

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

/// A page with one anchor.
const ABOUT: &str = "---\ntitle: About\n---\n## Our mandate\n\nText.\n";

/// Returns the smallest site with a page and other words in its letter.
fn beside_about(body: &str) -> SiteTest {
    letter_body(body).file("content/pages/about.md", ABOUT)
}

#[test]
fn slip_in_a_link_gets_the_right_path() {
    check(
        &beside_about("See [who we are](../pages/abuot.md) first.\n"),
        str![[r#"
error[dangling-link]: the link `../pages/abuot.md` leads nowhere
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](../pages/abuot.md) first.
  |                  ^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `../pages/about.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_from_the_wrong_folder_gets_the_right_path() {
    check(
        &beside_about("See [who we are](about.md) first.\n"),
        str![[r#"
error[dangling-link]: the link `about.md` leads nowhere
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](about.md) first.
  |                  ^^^^^^^^
  |
  = hint: did you mean `../pages/about.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_without_its_suffix_gets_the_right_path() {
    check(
        &beside_about("See [who we are](../pages/about) first.\n"),
        str![[r#"
error[dangling-link]: the link `../pages/about` leads nowhere
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](../pages/about) first.
  |                  ^^^^^^^^^^^^^^
  |
  = hint: did you mean `../pages/about.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_to_nothing_is_shown() {
    check(
        &letter_body("See [the annex](annexes/table-of-figures.pdf) first.\n"),
        str![[r#"
error[dangling-link]: the link `annexes/table-of-figures.pdf` leads nowhere
 --> content/letters/upr-49.md:6:17
  |
6 | See [the annex](annexes/table-of-figures.pdf) first.
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_out_of_the_site_is_refused() {
    check(
        &letter_body("See [the file](../../../etc/passwd) first.\n"),
        str![[r#"
error[dangling-link]: the link `../../../etc/passwd` leads out of `content/`
 --> content/letters/upr-49.md:6:16
  |
6 | See [the file](../../../etc/passwd) first.
  |                ^^^^^^^^^^^^^^^^^^^
  |
  = hint: links name files under `content/`, from the folder of this file
"#]],
    );
}

#[test]
fn slip_in_an_address_gets_the_right_one() {
    check(
        &beside_about("See [who we are](/abuot/) first.\n"),
        str![[r#"
error[dangling-link]: no page stands at the address `/abuot/`
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](/abuot/) first.
  |                  ^^^^^^^
  |
  = hint: did you mean `/about/`?
  = hint: name the file instead, such as `../briefs/upr-49/ken.md`; the address then follows the page
"#]],
    );
}

#[test]
fn anchor_at_an_address_exists() {
    check(
        &beside_about("See [our mandate](/about/#our-mandat) first.\n"),
        str![[r#"
error[missing-anchor]: there is no `#our-mandat` on `/about/`
 --> content/letters/upr-49.md:6:26
  |
6 | See [our mandate](/about/#our-mandat) first.
  |                          ^^^^^^^^^^^
  |
  = hint: did you mean `#our-mandate`?
"#]],
    );
}

#[test]
fn slip_in_an_anchor_of_another_page_gets_the_right_one() {
    check(
        &beside_about("See [our mandate](../pages/about.md#mandate) first.\n"),
        str![[r#"
error[missing-anchor]: there is no `#mandate` on `pages/about.md`
 --> content/letters/upr-49.md:6:36
  |
6 | See [our mandate](../pages/about.md#mandate) first.
  |                                    ^^^^^^^^
  |
  = hint: what can be linked to there is `#our-mandate`
"#]],
    );
}

#[test]
fn slip_in_an_anchor_of_this_page_gets_the_right_one() {
    check(
        &letter_body("## Why now\n\nSee [above](#why-nwo).\n"),
        str![[r#"
error[missing-anchor]: there is no `#why-nwo` on this page
 --> content/letters/upr-49.md:8:13
  |
8 | See [above](#why-nwo).
  |             ^^^^^^^^
  |
  = hint: did you mean `#why-now`?
"#]],
    );
}

#[test]
fn anchor_of_a_page_without_any_is_shown() {
    check(
        &letter_body("See [above](#why).\n"),
        str![[r#"
error[missing-anchor]: there is no `#why` on this page
 --> content/letters/upr-49.md:6:13
  |
6 | See [above](#why).
  |             ^^^^
  |
  = hint: there is no heading and no recommendation to link to
"#]],
    );
}

#[test]
fn link_to_a_draft_is_plain_text() {
    let draft = ABOUT.replace("title: About\n", "title: About\ndraft: true\n");
    check(
        &letter_body("See [who we are](../pages/about.md).\n").file("content/pages/about.md", draft),
        str![[r#"
warning[link-to-unpublished]: the link `../pages/about.md` is shown as plain text: the page is a draft
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](../pages/about.md).
  |                  ^^^^^^^^^^^^^^^^^
  |
  = hint: it becomes a link by itself once the page is published
"#]],
    );
}

#[test]
fn link_to_a_page_under_embargo_says_until_when() {
    let later = ABOUT.replace("title: About\n", "title: About\nembargo: 2025-09-01T09:00:00+02:00\n");
    check(
        &letter_body("See [who we are](../pages/about.md).\n").file("content/pages/about.md", later),
        str![[r#"
warning[link-to-unpublished]: the link `../pages/about.md` is shown as plain text: the page is under embargo until 2025-09-01 09:00 CEST
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](../pages/about.md).
  |                  ^^^^^^^^^^^^^^^^^
  |
  = hint: it becomes a link by itself once the page is published
"#]],
    );
}

#[test]
fn link_by_reference_is_shown_where_it_is_used() {
    check(
        &beside_about("See [who we are][about] first.\n\n[about]: ../pages/abuot.md\n"),
        str![[r#"
error[dangling-link]: the link `../pages/abuot.md` leads nowhere
 --> content/letters/upr-49.md:8:10
  |
8 | [about]: ../pages/abuot.md
  |          ^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `../pages/about.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_over_two_lines_is_shown_where_its_address_stands() {
    check(
        &beside_about("See [who\nwe are](../pages/abuot.md) first.\n"),
        str![[r#"
error[dangling-link]: the link `../pages/abuot.md` leads nowhere
 --> content/letters/upr-49.md:7:9
  |
7 | we are](../pages/abuot.md) first.
  |         ^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `../pages/about.md`?
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`
"#]],
    );
}

#[test]
fn link_to_a_page_that_cannot_be_read_is_not_a_second_mistake() {
    let latin = [ABOUT.as_bytes(), b"Merci \xe0 tous.\n"].concat();
    check(
        &letter_body("See [who we are](../pages/about.md).\n").file("content/pages/about.md", latin),
        str![[r#"
error[not-utf8]: the file is not saved as UTF-8: the byte 0xe0 at 49 is no letter in it
 --> content/pages/about.md:7:7
  |
7 | Merci � tous.
  |       ^
  |
  = hint: save it again as plain text with the encoding UTF-8
"#]],
    );
}

#[test]
fn unseen_character_in_a_link_is_named() {
    check(
        &beside_about(
            "See [who we are](../pages/about\u{ad}.md), [it](/about\u{200b}/) and [more](https://example.net/a\u{a0}b).\n",
        ),
        str![[r#"
error[dangling-link]: the link `../pages/about­.md` leads nowhere
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](../pages/about­.md), [it](/about​/) and [more](https://example.net/a b).
  |                  ^^^^^^^^^^^^^^^^^
  |
  = hint: it holds a soft hyphen (U+00AD); remove it
  = hint: links name files from the folder of this file, such as `../briefs/upr-49/ken.md`

error[dangling-link]: no page stands at the address `/about​/`
 --> content/letters/upr-49.md:6:44
  |
6 | See [who we are](../pages/about­.md), [it](/about​/) and [more](https://example.net/a b).
  |                                           ^^^^^^^
  |
  = hint: it holds a space without width (U+200B); remove it
  = hint: name the file instead, such as `../briefs/upr-49/ken.md`; the address then follows the page

error[unseen-character]: the address `https://example.net/a[U+00A0]b` holds a no-break space (U+00A0)
 --> content/letters/upr-49.md:6:65
  |
6 | See [who we are](../pages/about­.md), [it](/about​/) and [more](https://example.net/a b).
  |                                                               ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: remove it; where it is meant, write `%C2%A0`
"#]],
    );
}

#[test]
fn page_that_is_hidden_is_plain_text_by_its_address_too() {
    check(
        &beside_about("See [who we are](/about/).\n").replace(
            "content/pages/about.md",
            "title: About\n",
            "title: About\ndraft: true\n",
        ),
        str![[r#"
warning[link-to-unpublished]: the link `/about/` is shown as plain text: the page is a draft
 --> content/letters/upr-49.md:6:18
  |
6 | See [who we are](/about/).
  |                  ^^^^^^^
  |
  = hint: it becomes a link by itself once the page is published
"#]],
    );
}

/// Each hint is a look at all pages, or at all addresses: in order of pages the first 200 have one.
#[test]
fn what_may_have_been_meant_is_said_of_the_first_links_of_a_site() {
    for (link, code, hint) in [
        ("../pages/abuot.md", "dangling-link", "did you mean `../pages/about.md`?"),
        ("/abuot/", "dangling-link", "did you mean `/about/`?"),
    ] {
        let mut site = beside_about("Text.\n");
        for n in 0..210 {
            let text = format!("---\ntitle: Letter {n}\ndate: 2025-03-14\nsession: upr-49\n---\nSee [us]({link}).\n");
            site = site.file(&format!("content/letters/l{n:03}.md"), text);
        }
        let said = |site: &SiteTest| -> Vec<(String, bool)> {
            let found = site.build().diagnostics.into_iter().filter(|found| found.code == code);
            let one = |found: demarche::diag::Diagnostic| {
                let file = found.span.map_or_else(String::new, |span| span.file.to_string());
                (file, found.hints.iter().any(|said| said == hint))
            };
            found.map(one).collect()
        };
        let first = said(&site);
        assert_eq!((first.len(), first.iter().filter(|(_, has_hint)| *has_hint).count()), (210, 200), "{link}");
        assert!(first[..200].iter().all(|(_, has_hint)| *has_hint), "{link}");
        let more = site.file("content/pages/more.md", "---\ntitle: More\n---\nText.\n");
        assert_eq!(said(&more), first, "{link}");
    }
}
