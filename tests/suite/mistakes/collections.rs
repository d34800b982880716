//! Mistakes in `_index.md` files, and in what they make of a folder.

use snapbox::str;

use super::check;
use crate::site_test::{SETTINGS, SiteTest};

/// Returns the smallest site with a page in a folder whose `_index.md` has these lines of front matter.
pub(super) fn indexed(folder: &str, lines: &str) -> SiteTest {
    SiteTest::new()
        .file(&format!("content/{folder}/_index.md"), format!("---\ntitle: Statements\n{lines}---\n"))
        .file(&format!("content/{folder}/one.md"), "---\ntitle: One\ndate: 2025-03-01\n---\nText.\n")
}

/// Returns the smallest site with a collection that says this of itself.
pub(super) fn collection(lines: &str) -> SiteTest {
    indexed("statements", &format!("collection:\n  singular: Statement\n{lines}"))
}

#[test]
fn index_without_collection_makes_none() {
    check(
        &indexed("statements", ""),
        str![[r#"
error[index-without-collection]: the folder `statements` is not built in, and its `_index.md` has no `collection:`
--> content/statements/_index.md:1:1
 = hint: add `collection: {singular: Statement}`, with the word for one of its pages
"#]],
    );
}

#[test]
fn collection_is_misspelt() {
    check(
        &indexed("statements", "colection: {singular: Statement}\n"),
        str![[r#"
error[unknown-key]: unknown key `colection`
 --> content/statements/_index.md:3:1
  |
3 | colection: {singular: Statement}
  | ^^^^^^^^^
  |
  = hint: did you mean `collection`?
"#]],
    );
}

#[test]
fn collection_is_no_map() {
    check(
        &indexed("statements", "collection: true\n"),
        str![[r#"
error[wrong-type]: `collection` takes keys with values, not `true`
 --> content/statements/_index.md:3:13
  |
3 | collection: true
  |             ^^^^
  |
  = hint: write one `key: value` a line
"#]],
    );
}

#[test]
fn collection_shadows_a_built_in_folder() {
    let site = SiteTest::new();
    check(
        &site.file("content/letters/_index.md", "---\ntitle: Letters\ncollection:\n  permalink: /x/:slug/\n---\n"),
        str![[r#"
error[collection-shadows]: `letters` is built in, and cannot be a collection
 --> content/letters/_index.md:4:3
  |
4 |   permalink: /x/:slug/
  |   ^^^^^^^^^
  |
  = hint: remove `collection:`; title, description and text of the `_index.md` are shown. For a collection of your own take a folder with another name
"#]],
    );
}

#[test]
fn pages_and_data_have_no_list() {
    let index = "---\ntitle: T\n---\n";
    check(
        &SiteTest::new().file("content/pages/_index.md", index).file("content/data/_index.md", index),
        str![[r#"
error[index-elsewhere]: the folder `data` has no list of which this could be the text
--> content/data/_index.md:1:1
 = hint: remove the file; what it says can stand on a page of its own, such as `content/pages/about.md`

error[index-elsewhere]: the folder `pages` has no list of which this could be the text
--> content/pages/_index.md:1:1
 = hint: remove the file; what it says can stand on a page of its own, such as `content/pages/about.md`
"#]],
    );
}

#[test]
fn index_stands_where_no_section_is() {
    let index = "---\ntitle: T\n---\n";
    check(
        &SiteTest::new().file("content/home/_index.md", index).file("content/letters/a/_index.md", index),
        str![[r#"
error[index-elsewhere]: the folder `home` has no list of which this could be the text
--> content/home/_index.md:1:1
 = hint: remove the file; what it says can stand on a page of its own, such as `content/pages/about.md`

error[index-elsewhere]: `_index.md` says what a section is, and there is none here
--> content/letters/a/_index.md:1:1
 = hint: move it to a folder right under `content/`, to `content/` itself for the home page, or give it another name if it is a page
"#]],
    );
}

#[test]
fn home_page_is_no_collection() {
    let home = |lines: &str| SiteTest::new().file("content/_index.md", format!("---\ntitle: T\n{lines}---\n"));
    check(
        &home("collection: {singular: Page}\n"),
        str![[r#"
error[collection-shadows]: `home` is built in, and cannot be a collection
 --> content/_index.md:3:14
  |
3 | collection: {singular: Page}
  |              ^^^^^^^^
  |
  = hint: remove `collection:`; title, description and text of the `_index.md` are shown. For a collection of your own take a folder with another name
"#]],
    );
    check(
        &home("collection: {fields: {}}\ndate: 2025-03-14\n"),
        str![[r#"
error[collection-shadows]: `home` is built in, and cannot be a collection
 --> content/_index.md:3:1
  |
3 | collection: {fields: {}}
  | ^^^^^^^^^^
  |
  = hint: remove `collection:`; title, description and text of the `_index.md` are shown. For a collection of your own take a folder with another name

error[key-of-other-type]: an `_index.md` has no `date`
 --> content/_index.md:4:1
  |
4 | date: 2025-03-14
  | ^^^^
  |
  = hint: remove it; its keys are `title`, `description`, `collection`
"#]],
    );
    check(
        &SiteTest::new()
            .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
            .file("content/_index.fr.md", "---\ntitle: T\n---\n")
            .file("content/_index.draft.md", "---\ntitle: T\n---\n"),
        str![[r#"
error[held-by-name]: `_index.draft.md` would be published like an `_index.md`: what else its name says holds nothing back
--> content/_index.draft.md:1:1
 = hint: name it `_index.md`, or `_index.fr.md` for a translation; a text that is not to be seen yet has no place under `content/`

error[index-translation-alone]: this translates `content/_index.md`, which is not there
--> content/_index.fr.md:1:1
 = hint: write `content/_index.md`, the home page, in the default language of the site
"#]],
    );
}

#[test]
fn index_is_named_as_a_draft() {
    let index = "---\ntitle: Not yet\ncollection: {singular: Event}\n---\n";
    check(
        &SiteTest::new()
            .file("content/events/_index.draft.md", index)
            .file("content/letters/_index.old.md", "---\ntitle: T\n---\n"),
        str![[r#"
error[held-by-name]: `_index.draft.md` would be published like an `_index.md`: what else its name says holds nothing back
--> content/events/_index.draft.md:1:1
 = hint: name it `_index.md`, or `_index.fr.md` for a translation; a text that is not to be seen yet has no place under `content/`

error[index-translation-alone]: this translates `content/letters/_index.md`, which is not there
--> content/letters/_index.old.md:1:1
 = hint: write `content/letters/_index.md` in the default language of the site, with `title:` and `collection:`

error[unknown-language]: the file name says the language is `old`, which the site does not have
--> content/letters/_index.old.md:1:1
 = hint: add it to `languages:` in `content/site.yaml`, which has `en`
"#]],
    );
}

#[test]
fn collection_is_named_like_a_language() {
    check(
        &indexed("fr", "collection: {singular: Statement}\n"),
        str![[r#"
error[collection-name]: the folder `fr` has the name of a language, below which its pages stand
--> content/fr/_index.md:1:1
 = hint: give the folder another name; `title:` says what readers see
"#]],
    );
}

#[test]
fn collection_is_named_like_a_key() {
    check(
        &indexed("photo", "collection: {singular: Photo}\n"),
        str![[r#"
error[collection-name]: the folder `photo` has the name of a key of front matter
--> content/photo/_index.md:1:1
 = hint: give the folder another name; `title:` says what readers see
"#]],
    );
}

#[test]
fn collection_is_named_by_no_slug() {
    check(
        &indexed("Our Statements", "collection: {singular: Statement}\n"),
        str![[r#"
error[collection-name]: the name of the folder `Our Statements` cannot be part of an address
--> content/Our Statements/_index.md:1:1
 = hint: call the folder `our-statements`; `title:` says what readers see
"#]],
    );
}

#[test]
fn translation_of_an_index_stands_alone() {
    let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    check(
        &site.file("content/statements/_index.fr.md", "---\ntitle: Déclarations\n---\n"),
        str![[r#"
error[index-translation-alone]: this translates `content/statements/_index.md`, which is not there
--> content/statements/_index.fr.md:1:1
 = hint: write `content/statements/_index.md` in the default language of the site, with `title:` and `collection:`
"#]],
    );
}

#[test]
fn collection_stands_in_a_translation() {
    let site = collection("").file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    let index = "---\ntitle: Déclarations\ncollection: {singular: Déclaration}\n---\n";
    check(
        &site.file("content/statements/_index.fr.md", index),
        str![[r#"
error[collection-in-translation]: `collection:` stands in a translation
 --> content/statements/_index.fr.md:3:1
  |
3 | collection: {singular: Déclaration}
  | ^^^^^^^^^^
  |
  = hint: remove it: what `content/statements/_index.md` says of the collection holds for all languages; words for readers are written there by language, as in `singular: {en: Statement, fr: Déclaration}`
"#]],
    );
}

#[test]
fn collection_stands_in_a_page() {
    check(
        &collection("").replace("content/statements/one.md", "date:", "collection: {}\ndate:"),
        str![[r#"
error[collection-in-page]: `collection:` stands in a page
 --> content/statements/one.md:3:1
  |
3 | collection: {}
  | ^^^^^^^^^^
  |
  = hint: move it to the `_index.md` of the folder that is to be a collection
"#]],
    );
}

#[test]
fn index_has_a_key_of_pages_and_no_title() {
    let index = "---\ndraft: true\ncollection: {singular: Statement}\n---\n";
    check(
        &collection("").file("content/statements/_index.md", index),
        str![[r#"
error[missing-key]: the key `title` of `_index.md` is missing
 --> content/statements/_index.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `title: A title in plain text`

error[key-of-other-type]: an `_index.md` has no `draft`
 --> content/statements/_index.md:2:1
  |
2 | draft: true
  | ^^^^^
  |
  = hint: a list cannot be held back, but each of its pages can: take what is not to be seen yet out of the `_index.md`, and then this line
"#]],
    );
}

#[test]
fn page_of_a_collection_says_a_type() {
    check(
        &collection("").replace("content/statements/one.md", "date:", "type: letter\ndate:"),
        str![[r#"
error[type-in-collection]: the type of pages in `statements` is said by its `_index.md`
 --> content/statements/one.md:3:1
  |
3 | type: letter
  | ^^^^
  |
  = hint: remove this line
"#]],
    );
}

#[test]
fn page_of_a_collection_has_a_key_of_letters() {
    check(
        &collection("").replace("content/statements/one.md", "date:", "salutation: Excellency,\ndate:"),
        str![[r#"
error[key-of-other-type]: `salutation` is a key of `letter`, not of `publication`
 --> content/statements/one.md:3:1
  |
3 | salutation: Excellency,
  | ^^^^^^^^^^
  |
  = hint: remove it, or put it under `extra:`
"#]],
    );
}

#[test]
fn navigation_names_no_collection() {
    let site = collection("").file("content/site.yaml", format!("{SETTINGS}nav: [letters, statemets]\n"));
    check(
        &site,
        str![[r#"
error[unknown-section]: there is no section `statemets`
 --> content/site.yaml:5:16
  |
5 | nav: [letters, statemets]
  |                ^^^^^^^^^
  |
  = hint: did you mean `statements`?
  = hint: the sections are `letters`, `briefs`, `states`, `sessions`, `recommendations`, `topics`, `instruments`, `newsletters`, `bodies`, `home`, `statements`
"#]],
    );
}
