//! Mistakes in collections whose pages have no pages of their own.

use snapbox::str;

use super::check;
use super::collections::collection;

#[test]
fn collection_without_pages_says_something_of_pages() {
    check(
        &collection("  render: false\n  permalink: /x/:slug/\n  per_page: 3\n  feed: true\n  newsletter: true\n"),
        str![[r#"
error[render-false]: `permalink` stands beside `render: false`: its pages have no addresses
 --> content/statements/_index.md:6:3
  |
6 |   permalink: /x/:slug/
  |   ^^^^^^^^^
  |
  = hint: remove this line, or `render: false`

error[render-false]: `per_page` stands beside `render: false`: its list is not divided, so that links to a place on it hold
 --> content/statements/_index.md:7:3
  |
7 |   per_page: 3
  |   ^^^^^^^^
  |
  = hint: remove this line, or `render: false`

error[render-false]: `feed` stands beside `render: false`: feeds lead to pages
 --> content/statements/_index.md:8:3
  |
8 |   feed: true
  |   ^^^^
  |
  = hint: remove this line, or `render: false`

error[render-false]: `newsletter` stands beside `render: false`: there are no pages of which mails could be made
 --> content/statements/_index.md:9:3
  |
9 |   newsletter: true
  |   ^^^^^^^^^^
  |
  = hint: remove this line, or `render: false`
"#]],
    );
}

#[test]
fn record_has_keys_of_pages() {
    let site = collection("  render: false\n");
    let lines = "aliases: [/old/]\npermalink: /x/\nnewsletter: true\ndate:";
    check(
        &site.replace("content/statements/one.md", "date:", lines),
        str![[r#"
error[render-false]: pages in `statements` have no page of their own, and so no `aliases`
 --> content/statements/one.md:3:1
  |
3 | aliases: [/old/]
  | ^^^^^^^
  |
  = hint: remove it; a row of `content/redirects.csv` leads an old address to its place: `/old/,statements/one.md`

error[render-false]: pages in `statements` have no page of their own, and so no `permalink`
 --> content/statements/one.md:4:1
  |
4 | permalink: /x/
  | ^^^^^^^^^
  |
  = hint: remove it, or `render: false` in `content/statements/_index.md`

error[render-false]: pages in `statements` have no page of their own, and so no `newsletter`
 --> content/statements/one.md:5:1
  |
5 | newsletter: true
  | ^^^^^^^^^^
  |
  = hint: remove it, or `render: false` in `content/statements/_index.md`
"#]],
    );
}

#[test]
fn two_records_stand_at_one_place() {
    let site = collection("  render: false\n");
    check(
        &site.file("content/statements/un/one.md", "---\ntitle: Other\ndraft: true\n---\nText.\n"),
        str![[r#"
error[duplicate-anchor]: two pages would stand at `#one` on the list
--> content/statements/un/one.md:1:1
::: content/statements/one.md:1:1
 = hint: give one of the two a `slug`
"#]],
    );
}

#[test]
fn record_stands_at_an_anchor_of_the_introduction() {
    let site = collection("  render: false\n");
    let index = site.source("content/statements/_index.md").unwrap_or_default();
    check(
        &site.file("content/statements/_index.md", format!("{index}\n## One\n\nText.\n")),
        str![[r#"
error[duplicate-anchor]: `#one` on the list is an anchor of its introduction, in `content/statements/_index.md`
--> content/statements/one.md:1:1
 = hint: give the page a `slug`, or the heading there other words
"#]],
    );
}

#[test]
fn table_has_no_columns() {
    check(
        &collection("  list: table\n"),
        str![[r#"
error[table-without-columns]: `list: table` needs columns, and there is no `card`
 --> content/statements/_index.md:5:9
  |
5 |   list: table
  |         ^^^^^
  |
  = hint: name the fields that are to be columns, each with a `label`: `card: [level, starts]`
"#]],
    );
}
