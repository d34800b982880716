//! Mistakes in what an `_index.md` says of its collection.

use snapbox::str;

use super::check;
use super::collections::{collection, indexed};
use crate::site_test::SETTINGS;

#[test]
fn key_of_a_collection_is_misspelt() {
    check(
        &collection("  permalnk: /x/:slug/\n"),
        str![[r#"
error[unknown-key]: unknown key `permalnk`
 --> content/statements/_index.md:5:3
  |
5 |   permalnk: /x/:slug/
  |   ^^^^^^^^
  |
  = hint: did you mean `permalink`?
"#]],
    );
}

#[test]
fn type_is_none_that_collections_have() {
    check(
        &collection("  type: leter\n"),
        str![[r#"
error[unknown-choice]: `type` cannot be `leter`
 --> content/statements/_index.md:5:9
  |
5 |   type: leter
  |         ^^^^^
  |
  = hint: did you mean `letter`?
  = hint: it is one of `publication`, `letter`, `brief`, `newsletter`, `page`
"#]],
    );
}

#[test]
fn permalink_has_no_slug() {
    check(
        &collection("  permalink: /said/:year/\n"),
        str![[r#"
error[bad-permalink]: two pages would have the address that this permalink gives: it has no `:slug`
 --> content/statements/_index.md:5:14
  |
5 |   permalink: /said/:year/
  |              ^^^^^^^^^^^^
  |
  = hint: write `permalink: /said/:year/:slug/`
"#]],
    );
}

#[test]
fn permalink_has_no_slash() {
    check(
        &collection("  permalink: said/:slug\n"),
        str![[r#"
error[bad-permalink]: the permalink `said/:slug` does not begin with `/`
 --> content/statements/_index.md:5:14
  |
5 |   permalink: said/:slug
  |              ^^^^^^^^^^
  |
  = hint: write `permalink: /said/:slug/`
"#]],
    );
}

#[test]
fn permalink_has_an_unknown_name() {
    check(
        &collection("  permalink: /said/:yaer/:slug/\n"),
        str![[r#"
error[bad-permalink]: `:yaer` stands for nothing in a permalink
 --> content/statements/_index.md:5:14
  |
5 |   permalink: /said/:yaer/:slug/
  |              ^^^^^^^^^^^^^^^^^^
  |
  = hint: did you mean `:year`?
  = hint: between two slashes stands a word of a-z, 0-9 and hyphens, or one of `:slug`, `:year`, `:month`, `:day`, `:folder`, `:session`, `:state`, `:number`
"#]],
    );
}

#[test]
fn permalink_has_a_capital() {
    check(
        &collection("  permalink: /Said/:slug/\n"),
        str![[r#"
error[bad-slug]: `Said` cannot be part of an address
 --> content/statements/_index.md:5:14
  |
5 |   permalink: /Said/:slug/
  |              ^^^^^^^^^^^^
  |
  = hint: did you mean `said`?
  = hint: use a-z, 0-9 and hyphens; never a path
"#]],
    );
}

#[test]
fn permalink_needs_a_date_that_is_missing() {
    let site = collection("  permalink: /said/:year/:slug/\n");
    check(
        &site.replace("content/statements/one.md", "date: 2025-03-01\n", ""),
        str![[r#"
error[missing-key]: the key `date` of `publication` is missing
 --> content/statements/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `date: 2025-03-14`
  = hint: its address is made of it: the permalink of the collection is `/said/:year/:slug/`
"#]],
    );
}

#[test]
fn layout_is_not_there() {
    check(
        &collection("  layout: statement\n"),
        str![[r#"
error[no-own-layout]: there is no layout `statement`
 --> content/statements/_index.md:5:11
  |
5 |   layout: statement
  |           ^^^^^^^^^
  |
  = hint: write one of `layouts/statement.html`, `layouts/statement-list.html`, `layouts/partials/statement-card.html` and `layouts/newsletter/statement.html` with `.txt`; or remove the line, and the layouts of the type are taken
"#]],
    );
}

#[test]
fn layout_is_no_name() {
    check(
        &collection("  layout: layouts/statement.html\n"),
        str![[r#"
error[bad-layout-name]: `layouts/statement.html` is no name of a layout
 --> content/statements/_index.md:5:11
  |
5 |   layout: layouts/statement.html
  |           ^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write the name alone, without folder and suffix: `statement` for `layouts/statement.html`
"#]],
    );
}

#[test]
fn singular_is_in_no_language_of_the_site() {
    check(
        &indexed("statements", "collection:\n  singular: {en: Statement, de: Erklärung}\n"),
        str![[r#"
error[unknown-language]: the site has no language `de`
 --> content/statements/_index.md:4:29
  |
4 |   singular: {en: Statement, de: Erklärung}
  |                             ^^
  |
  = hint: write a text, or texts by language, of which the site has `en`; more are added to `languages:` in `content/site.yaml`
"#]],
    );
}

#[test]
fn two_collections_have_one_address() {
    let site = collection("  permalink: /said/:slug/\n")
        .file("content/press/_index.md", "---\ntitle: Press\ncollection:\n  permalink: /said/:slug/\n---\n")
        .file("content/press/one.md", "---\ntitle: One\n---\nText.\n");
    check(
        &site,
        str![[r#"
error[duplicate-route]: `said/one/index.html` is made twice; the other is the page `content/press/one.md`
--> content/statements/one.md:1:1
::: content/press/one.md:1:1
 = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn page_has_the_address_of_a_collection() {
    check(
        &collection("").file("content/pages/statements.md", "---\ntitle: One\n---\nText.\n"),
        str![[r#"
error[duplicate-route]: `statements/index.html` is made twice; the other is the page `content/pages/statements.md`
--> content/statements/_index.md:1:1
::: content/pages/statements.md:1:1
 = hint: give one of them another `slug:`, name or alias
"#]],
    );
}

#[test]
fn permalink_needs_what_a_page_lacks() {
    let lines = "  permalink: /said/:level/:state/:slug/\n  fields:\n    level: {type: choice, options: {low: Low}}\n";
    check(
        &collection(lines),
        str![[r#"
error[missing-key]: the key `level` of `publication` is missing
 --> content/statements/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `level: …`
  = hint: it is one of `low`
  = hint: its address is made of it: the permalink of the collection is `/said/:level/:state/:slug/`

error[missing-key]: the key `states` of `publication` is missing
 --> content/statements/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `states: [KEN]`, the codes of the states
  = hint: its address is made of it: the permalink of the collection is `/said/:level/:state/:slug/`
"#]],
    );
    let empty = collection(lines).replace("content/statements/one.md", "date:", "level: low\nstates: []\ndate:");
    check(
        &empty,
        str![[r#"
error[empty-text]: `states` is empty
 --> content/statements/one.md:4:1
  |
4 | states: []
  | ^^^^^^
  |
  = hint: write `states: [KEN]`, the codes of the states
"#]],
    );
}

#[test]
fn permalink_of_a_translation_needs_its_choice() {
    let lines = "  permalink: /said/:level/:slug/\n  fields:\n    level: {type: choice, options: {low: Low}}\n";
    let site = collection(lines)
        .replace("content/statements/one.md", "date:", "level: low\ndate:")
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/statements/one.fr.md", "---\ntitle: Un\ndate: 2025-03-01\n---\nTexte.\n");
    check(
        &site,
        str![[r#"
error[missing-key]: the key `level` of `publication` is missing
 --> content/statements/one.fr.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `level: …`
  = hint: it is one of `low`
  = hint: its address is made of it: the permalink of the collection is `/said/:level/:slug/`
"#]],
    );
}

#[test]
fn permalink_is_made_of_what_the_type_does_not_have() {
    check(
        &collection("  type: page\n  permalink: /said/:session/:number/:slug/\n"),
        str![[r#"
error[bad-permalink]: the permalink is made of `number`, which pages of type `page` do not have
 --> content/statements/_index.md:6:14
  |
6 |   permalink: /said/:session/:number/:slug/
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take `:number` out, or say `type: newsletter`

error[bad-permalink]: the permalink is made of `session`, which pages of type `page` do not have
 --> content/statements/_index.md:6:14
  |
6 |   permalink: /said/:session/:number/:slug/
  |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take it out, or say `type: publication`
"#]],
    );
}
