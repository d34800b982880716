//! Mistakes in addresses that are kept from a former site, and in those of pages that stand elsewhere.

use snapbox::IntoData as _;
use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

#[test]
fn permalink_is_an_address_of_a_page() {
    let site =
        |line: &str| SiteTest::new().file("content/pages/about.md", format!("---\ntitle: About\n{line}\n---\nText.\n"));
    let report = |line: &str| format!("{line}\n{}\n", site(line).build().report());
    let lines = [
        "permalink: 2019/letter/",
        "permalink: https://old.example/2019/letter/?p=1",
        "permalink: /2019/?p=1",
        "permalink: /../x/",
        "permalink: /report.pdf",
        "permalink: /",
        "permalink: /:year/:title/",
        "permalink: false",
        "permalink: /letters/upr-49/",
        "permalink: /feed.xml/x/",
        "permalink: /a/\nslug: b",
    ];
    snapbox::assert_data_eq!(lines.map(report).concat(), str![[r#"
permalink: 2019/letter/
error[bad-permalink]: `2019/letter/` cannot be the address of a page: it does not begin with `/`
 --> content/pages/about.md:3:12
  |
3 | permalink: 2019/letter/
  |            ^^^^^^^^^^^^
  |
  = hint: write `/2019/letter/`, the address without the name of the host and without what follows the path
permalink: https://old.example/2019/letter/?p=1
error[bad-permalink]: `https://old.example/2019/letter/?p=1` cannot be the address of a page: it does not begin with `/`
 --> content/pages/about.md:3:12
  |
3 | permalink: https://old.example/2019/letter/?p=1
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `/2019/letter/`, the address without the name of the host and without what follows the path
permalink: /2019/?p=1
error[bad-permalink]: `/2019/?p=1` cannot be the address of a page: it has a query or a fragment
 --> content/pages/about.md:3:12
  |
3 | permalink: /2019/?p=1
  |            ^^^^^^^^^^
  |
  = hint: write `/2019/`, the address without the name of the host and without what follows the path
permalink: /../x/
error[bad-permalink]: `/../x/` cannot be the address of a page: `..` cannot be a segment of a path
 --> content/pages/about.md:3:12
  |
3 | permalink: /../x/
  |            ^^^^^^
  |
  = hint: write the whole address from the home page, such as `/2019/letter/`; an old address that cannot be that of a page goes into `aliases:`
permalink: /report.pdf
error[bad-permalink]: `/report.pdf` cannot be the address of a page: a page ends in `/` or `.html`
 --> content/pages/about.md:3:12
  |
3 | permalink: /report.pdf
  |            ^^^^^^^^^^^
  |
  = hint: write the whole address from the home page, such as `/2019/letter/`; an old address that cannot be that of a page goes into `aliases:`
permalink: /
error[bad-permalink]: `/` cannot be the address of a page: it is the home page
 --> content/pages/about.md:3:12
  |
3 | permalink: /
  |            ^
  |
  = hint: write the whole address from the home page, such as `/2019/letter/`; an old address that cannot be that of a page goes into `aliases:`
permalink: /:year/:title/
error[bad-permalink]: `/:year/:title/` cannot be the address of a page: the character `:` cannot stand in a path
 --> content/pages/about.md:3:12
  |
3 | permalink: /:year/:title/
  |            ^^^^^^^^^^^^^^
  |
  = hint: take the line out: the file's name makes the address, or `slug:`
permalink: false
error[bad-permalink]: `false` is not the address of a page
 --> content/pages/about.md:3:12
  |
3 | permalink: false
  |            ^^^^^
  |
  = hint: write `draft: true` instead
permalink: /letters/upr-49/
error[duplicate-route]: `letters/upr-49/index.html` is made twice; the other is the page `content/letters/upr-49.md`
 --> content/pages/about.md:3:12
  |
3 | permalink: /letters/upr-49/
  |            ^^^^^^^^^^^^^^^^
 ::: content/letters/upr-49.md:1:1
  = hint: give one of them another `slug:`, name or alias
permalink: /feed.xml/x/
error[duplicate-route]: `feed.xml/x/index.html` and `feed.xml` cannot both be: one is a folder of the other's name, which is the home page
 --> content/pages/about.md:3:12
  |
3 | permalink: /feed.xml/x/
  |            ^^^^^^^^^^^^
  |
  = hint: give one of them another `slug:`, name or alias
permalink: /a/
slug: b
error[slug-beside-permalink]: `slug` says nothing beside `permalink`
 --> content/pages/about.md:4:1
  |
4 | slug: b
  | ^^^^
  |
 ::: content/pages/about.md:3:1
  |
3 | permalink: /a/
  | --------- this is the whole address
  |
  = hint: take one of the two out

"#]].raw());
}

#[test]
fn page_elsewhere_has_no_address_of_its_own() {
    check(
        &SiteTest::new()
            .file("content/pages/a.md", "---\ntitle: A\nlink: https://example.net/a\npermalink: /b/\n---\n"),
        str![[r#"
error[permalink-elsewhere]: the page has no text, so it has no page of its own at this address
 --> content/pages/a.md:4:1
  |
4 | permalink: /b/
  | ^^^^^^^^^
  |
 ::: content/pages/a.md:3:1
  |
3 | link: https://example.net/a
  | ---- readers are led there
  |
  = hint: write `aliases:` for an old address that is to lead there, or a text for a page of its own
"#]],
    );
    check(
        &SiteTest::new().file("content/pages/a.md", "---\ntitle: A\nlink: example.net/a\n---\n"),
        str![[r#"
error[bad-url]: `example.net/a` is not a web address
 --> content/pages/a.md:3:7
  |
3 | link: example.net/a
  |       ^^^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://example.net/a`
"#]],
    );
}

#[test]
fn slug_is_no_part_of_the_address() {
    let index = "---\ntitle: Notes\ncollection: {singular: Note, type: newsletter, permalink: /notes/:number/}\n---\n";
    let note = "---\ntitle: A\nnumber: 7\ndate: 2025-01-01\nslug: seventh\n---\nText.\n";
    check(
        &SiteTest::new().file("content/notes/_index.md", index).file("content/notes/a.md", note),
        str![[r#"
warning[slug-of-no-use]: the slug is no part of the address: the permalink of the collection is `/notes/:number/`
 --> content/notes/a.md:5:1
  |
5 | slug: seventh
  | ^^^^
  |
  = hint: remove this line, or put `:slug` into the permalink in the `_index.md` of the folder
"#]],
    );
}
