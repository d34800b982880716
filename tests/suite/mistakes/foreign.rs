//! Keys that other programs know: each is named with a line that says the same here.

use snapbox::{IntoData as _, str};

use super::{LETTER_FILE, check, letter_line, letter_with};
use crate::site_test::{LETTER, SiteTest};

/// Returns lines of front matter, each with what is hinted at where a letter has it.
fn hints(lines: &[&str]) -> String {
    let mut table = String::new();
    for line in lines {
        let built = letter_line(line).build();
        let hints: Vec<&str> = built.diagnostics.iter().flat_map(|found| &found.hints).map(String::as_str).collect();
        table += &format!("{line}\n    => {}\n", hints.join(" | "));
    }
    table
}

#[test]
fn tags_get_the_topics_among_them() {
    check(
        &letter_line("tags: [Prevention, weather]"),
        str![[r#"
error[unknown-key]: unknown key `tags`
 --> content/letters/upr-49.md:5:1
  |
5 | tags: [Prevention, weather]
  | ^^^^
  |
  = hint: write `topics: [prevention]` instead
"#]],
    );
}

#[test]
fn tags_that_are_no_topics_get_those_that_exist() {
    check(
        &letter_line("categories: weather"),
        str![[r#"
error[unknown-key]: unknown key `categories`
 --> content/letters/upr-49.md:5:1
  |
5 | categories: weather
  | ^^^^^^^^^^
  |
  = hint: write `topics: […]` instead, with some of `prevention`, `accountability`; or take the line out
"#]],
    );
}

#[test]
fn published_false_is_a_draft() {
    check(
        &letter_line("published: false"),
        str![[r#"
error[unknown-key]: unknown key `published`
 --> content/letters/upr-49.md:5:1
  |
5 | published: false
  | ^^^^^^^^^
  |
  = hint: write `draft: true` instead
"#]],
    );
}

#[test]
fn publish_date_is_an_embargo() {
    check(
        &letter_line("publishDate: 2031-03-14T09:30:00+01:00"),
        str![[r#"
error[unknown-key]: unknown key `publishDate`
 --> content/letters/upr-49.md:5:1
  |
5 | publishDate: 2031-03-14T09:30:00+01:00
  | ^^^^^^^^^^^
  |
  = hint: write `embargo: 2031-03-14T09:30:00+01:00` instead: until then the page is held back
"#]],
    );
}

#[test]
fn session_that_the_name_of_the_file_tells_is_named() {
    check(
        &letter_with("session: upr-49\n", ""),
        str![[r#"
warning[session-not-named]: the file is named after the session `upr-49`, and the letter names no session
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: if it was written for that session, add `session: upr-49`; if not, give the file another name
"#]],
    );
}

#[test]
fn session_of_a_draft_is_named_as_well() {
    let draft = LETTER.replace("session: upr-49", "draft: true");
    let built = SiteTest::new().file(LETTER_FILE, draft).build();
    assert_eq!(built.codes(), ["session-not-named"], "{}", built.report());
}

#[test]
fn web_address_lacks_its_beginning() {
    let issue = "---\ntitle: An issue\ndate: 2025-05-02\nnumber: 1\nitems:\n  - {title: A, text: B, link: www.gazette.example/x}\n---\n";
    check(
        &SiteTest::new().file("content/newsletters/001.md", issue),
        str![[r#"
error[bad-url]: `www.gazette.example/x` is not a web address
 --> content/newsletters/001.md:6:31
  |
6 |   - {title: A, text: B, link: www.gazette.example/x}
  |                               ^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://www.gazette.example/x`
"#]],
    );
}

#[test]
fn each_key_gets_its_line() {
    let lines = [
        "tags: [Prevention, weather]",
        "categories: weather",
        "topics: [prevention]\ntags: [a]",
        "published: false",
        "published: true",
        "published: 2031-03-14",
        "publishDate: 2031-03-14T09:30:00+01:00",
        "expiryDate: 2031-03-14",
        "embargo_until: summer",
        "private: true",
        "sitemap: false",
        "status: pending",
        "status: publish",
        "permalink: false",
        "author: \"Lee, Anna\"",
        "author:\n  - name: Anna Lee\n  - name: Bo",
        "url: https://old.example/2019/letter/?p=1",
        "permalink: /:year/:title/",
        "lastmod: 2025-03-20 09:00:00 +0100",
        "excerpt: 'What we ask: three things'",
        "cover: {image: hall.jpg, alt: A hall}",
        "layout: post",
        "lang: fr",
        "summary: In short",
        "weight: 3",
        "image: hall.jpg",
        "redirect_from: [/a.html, /c/]",
        "created: yesterday",
        "updated: 2025-03-20\nmodified: 2025-03-20",
        "noindex: true",
        "hidden: yes",
        "robots: \"noindex, nofollow\"",
        "build: {render: never}",
        "render: true",
        "password: x",
        "pubDate: Mar 20, 2031",
        "Tags: []",
        "description: A\nsubtitle: B",
        "params: {a: 1}",
        "country: Kenya",
        "entwurf: ja",
        "name: Another title",
        "type: post",
    ];
    snapbox::assert_data_eq!(hints(&lines), str![[r#"
tags: [Prevention, weather]
    => write `topics: [prevention]` instead
categories: weather
    => write `topics: […]` instead, with some of `prevention`, `accountability`; or take the line out
topics: [prevention]
tags: [a]
    => take the line out: topics stand in `topics:`
published: false
    => write `draft: true` instead
published: true
    => take the line out: a page without `draft: true` is published
published: 2031-03-14
    => write `embargo: 2031-03-14T00:00:00+01:00` instead: until then the page is held back
publishDate: 2031-03-14T09:30:00+01:00
    => write `embargo: 2031-03-14T09:30:00+01:00` instead: until then the page is held back
expiryDate: 2031-03-14
    => write `expires: 2031-03-14T00:00:00+01:00` instead
embargo_until: summer
    => write `draft: true` instead
private: true
    => write `draft: true` instead
sitemap: false
    => write `draft: true` instead
status: pending
    => write `draft: true` instead
status: publish
    => take the line out: nothing comes of it here; what your own layouts read goes under `extra:`
permalink: false
    => write `draft: true` instead
author: "Lee, Anna"
    => write `authors: ["Lee, Anna"]` instead
author:
  - name: Anna Lee
  - name: Bo
    => write `authors: [Anna Lee, Bo]` instead
url: https://old.example/2019/letter/?p=1
    => write `aliases: [/2019/letter/]` instead: an old address leads on to the page; where it is the same, take the line out
permalink: /:year/:title/
    => take the line out: the file's name makes the address, or `slug:`
lastmod: 2025-03-20 09:00:00 +0100
    => write `updated: 2025-03-20T09:00:00+01:00` instead
excerpt: 'What we ask: three things'
    => write `description: "What we ask: three things"` instead
cover: {image: hall.jpg, alt: A hall}
    => write `photo: {src: hall.jpg, alt: A hall, credit: Who made it}` instead
layout: post
    => take the line out: nothing comes of it here; what your own layouts read goes under `extra:`
lang: fr
    => take the line out: the file's name says the language, such as `letter.fr.md`
summary: In short
    => write it as `description: …`
weight: 3
    => take the line out: pages stand in the order of their dates, and plain pages below others by `order:`
image: hall.jpg
    => write `photo: {src: hall.jpg, alt: What it shows, credit: Who made it}` instead
redirect_from: [/a.html, /c/]
    => write `aliases: [/a.html, /c/]` instead: an old address leads on to the page; where it is the same, take the line out
created: yesterday
    => take the line out: `date` says it
updated: 2025-03-20
modified: 2025-03-20
    => take the line out: `updated` says it
noindex: true
    => write `draft: true` instead
hidden: yes
    => write `draft: true` instead
robots: "noindex, nofollow"
    => write `draft: true` instead
build: {render: never}
    => write `draft: true` instead
render: true
    => take the line out: nothing comes of it here; what your own layouts read goes under `extra:`
password: x
    => write `draft: true` instead
pubDate: Mar 20, 2031
    => write `embargo: 2031-03-20T00:00:00+01:00` instead: until then the page is held back
Tags: []
    => take the line out: topics stand in `topics:`
description: A
subtitle: B
    => take the line out, or put its words into `description:`
params: {a: 1}
    => write `extra:` instead of it
country: Kenya
    => write `states:` instead, with a list of the codes of the states
entwurf: ja
    => write `draft: true` instead
name: Another title
    => take the line out, or put its words into `title:`
type: post
    => it is one of `letter`, `brief`, `newsletter`, `recommendation`, `page`, `state`, `topic`, `instrument`, `body`, `session`; the folder says it as well, so the line may go

"#]].raw());
}
