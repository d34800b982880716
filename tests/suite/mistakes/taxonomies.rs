//! Taxonomies of a site's own: their ids, their terms, what pages name.

use snapbox::str;

use super::{SITE_FILE, check, letter_line};
use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site with these taxonomies, and a letter with this line.
fn site(taxonomies: &str, line: &str) -> SiteTest {
    letter_line(line).file(SITE_FILE, format!("{SETTINGS}taxonomies:\n{taxonomies}"))
}

/// A taxonomy.
const POPULATIONS: &str = "  - {id: populations, title: Populations, singular: Population}\n";

#[test]
fn id_is_a_key_a_file_and_a_folder() {
    check(
        &site(
            "  - {id: Populations, title: A, singular: B}\n  - {id: states, title: A, singular: B}\n  - {id: photo, title: A, singular: B}\n  - {id: a, title: A}\n  - {id: a, title: A, singular: B, plural: C}\n",
            "draft: false",
        ),
        str![[r#"
error[bad-taxonomy-id]: `Populations` cannot be the id of a taxonomy
 --> content/site.yaml:6:10
  |
6 |   - {id: Populations, title: A, singular: B}
  |          ^^^^^^^^^^^
  |
  = hint: use at most 40 of a-z, 0-9 and `-`, a letter first; `title` says what readers see

error[taxonomy-taken]: `states` means something else here already
 --> content/site.yaml:7:10
  |
7 |   - {id: states, title: A, singular: B}
  |          ^^^^^^
  |
  = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `photo` means something else here already
 --> content/site.yaml:8:10
  |
8 |   - {id: photo, title: A, singular: B}
  |          ^^^^^
  |
  = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[missing-key]: the key `singular` of an item of `taxonomies` is missing
 --> content/site.yaml:9:5
  |
9 |   - {id: a, title: A}
  |     ^^^^^^^^^^^^^^^^^
  |
  = hint: add `singular: …`

error[taxonomy-taken]: `a` means something else here already
  --> content/site.yaml:10:10
   |
10 |   - {id: a, title: A, singular: B, plural: C}
   |          ^
   |
   = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[unknown-key]: unknown key `plural`
  --> content/site.yaml:10:36
   |
10 |   - {id: a, title: A, singular: B, plural: C}
   |                                    ^^^^^^
   |
   = hint: the keys here are `id`, `title`, `singular`
"#]],
    );
    let many: String = (0..13).map(|at| format!("  - {{id: a{at}, title: A, singular: A}}\n")).collect();
    check(
        &site(&many, "draft: false"),
        str![[r#"
error[too-many-taxonomies]: there are 13 taxonomies, and at most 12 can be
 --> content/site.yaml:5:1
  |
5 | taxonomies:
  | ^^^^^^^^^^
  |
  = hint: a field of type `choice` sorts the pages of one collection
"#]],
    );
}

#[test]
fn id_is_none_of_a_language_a_data_file_or_a_type_of_texts() {
    let ids = ["fr", "ab", "topic", "instrument", "focal-points", "treaty-actions"];
    let own: String = ids.iter().map(|id| format!("  - {{id: {id}, title: A, singular: B}}\n")).collect();
    let languages = format!("{SETTINGS}languages: [en, fr]\ntaxonomies:\n{own}");
    check(
        &site("", "draft: false").file(SITE_FILE, languages),
        str![[r#"
error[duplicate-route]: `fr/index.html` is made twice; the other is the list of fr
 |
 = hint: give one of them another `slug:`, name or alias

error[taxonomy-taken]: `fr` means something else here already
 --> content/site.yaml:7:10
  |
7 |   - {id: fr, title: A, singular: B}
  |          ^^
  |
  = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `ab` means something else here already
 --> content/site.yaml:8:10
  |
8 |   - {id: ab, title: A, singular: B}
  |          ^^
  |
  = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `topic` means something else here already
 --> content/site.yaml:9:10
  |
9 |   - {id: topic, title: A, singular: B}
  |          ^^^^^
  |
  = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `instrument` means something else here already
  --> content/site.yaml:10:10
   |
10 |   - {id: instrument, title: A, singular: B}
   |          ^^^^^^^^^^
   |
   = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `focal-points` means something else here already
  --> content/site.yaml:11:10
   |
11 |   - {id: focal-points, title: A, singular: B}
   |          ^^^^^^^^^^^^
   |
   = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder

error[taxonomy-taken]: `treaty-actions` means something else here already
  --> content/site.yaml:12:10
   |
12 |   - {id: treaty-actions, title: A, singular: B}
   |          ^^^^^^^^^^^^^^
   |
   = hint: give the taxonomy another id; it is a key of pages, a file in `content/data/` and a folder
"#]],
    );
}

#[test]
fn terms_are_those_of_its_file() {
    let data = "- {id: children, title: Children}\n- {id: women, title: Women}\n";
    check(
        &site(POPULATIONS, "populations: [childen, women, men]").file("content/data/populations.yaml", data),
        str![[r#"
error[unknown-term]: there is no `childen` in `populations`
 --> content/letters/upr-49.md:5:15
  |
5 | populations: [childen, women, men]
  |               ^^^^^^^
  |
  = hint: did you mean `children`?
  = hint: `content/data/populations.yaml` lists `children`, `women`

error[unknown-term]: there is no `men` in `populations`
 --> content/letters/upr-49.md:5:31
  |
5 | populations: [childen, women, men]
  |                               ^^^
  |
  = hint: `content/data/populations.yaml` lists `children`, `women`
"#]],
    );
    check(
        &site(POPULATIONS, "populations: [children]"),
        str![[r#"
error[unknown-term]: there is no `children` in `populations`
 --> content/letters/upr-49.md:5:15
  |
5 | populations: [children]
  |               ^^^^^^^^
  |
  = hint: there are none yet; list them in `content/data/populations.yaml`, as in `- {id: children, title: …}`
"#]],
    );
    check(
        &site(POPULATIONS, "population: [children]").file("content/data/populations.yaml", data),
        str![[r#"
error[unknown-key]: unknown key `population`
 --> content/letters/upr-49.md:5:1
  |
5 | population: [children]
  | ^^^^^^^^^^
  |
  = hint: did you mean `populations`?
"#]],
    );
    check(
        &site(POPULATIONS, "populations: children\n").file("content/data/population.yaml", data),
        str![[r#"
warning[unknown-data-file]: `content/data/population.yaml` is not read
--> content/data/population.yaml:1:1
 = hint: did you mean `content/data/populations.yaml`?
 = hint: the data files are `content/data/bodies.yaml`, `content/data/sessions.yaml`, `content/data/topics.yaml`, `content/data/instruments.yaml`, `content/data/treaty-actions.yaml`, `content/data/focal-points.yaml`, `content/data/populations.yaml`

error[wrong-type]: `populations` takes a list, not the text `children`
 --> content/letters/upr-49.md:5:14
  |
5 | populations: children
  |              ^^^^^^^^
  |
  = hint: write `populations: [children]`
"#]],
    );
    check(
        &site(POPULATIONS, "draft: false").file(
            "content/data/populations.yaml",
            "- {id: a}\n- {id: a, title: A}\n- {id: a, title: {en: A}, colour: red}\n",
        ),
        str![[r#"
error[missing-key]: the key `title` of an item of the list is missing
 --> content/data/populations.yaml:1:3
  |
1 | - {id: a}
  |   ^^^^^^^
  |
  = hint: add `title: A title in plain text`

error[duplicate-record]: there are two records of `a`
 --> content/data/populations.yaml:3:3
  |
3 | - {id: a, title: {en: A}, colour: red}
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/data/populations.yaml:2:3
  |
2 | - {id: a, title: A}
  |   ----------------- first here
  |
  = hint: keep one of the two

error[unknown-key]: unknown key `colour`
 --> content/data/populations.yaml:3:27
  |
3 | - {id: a, title: {en: A}, colour: red}
  |                           ^^^^^^
  |
  = hint: the keys here are `id`, `title`, `description`
"#]],
    );
}

#[test]
fn folder_of_a_taxonomy_holds_the_texts_on_its_terms() {
    let text = "---\ntitle: Ours\n---\nText.\n";
    let site =
        site(POPULATIONS, "draft: false").file("content/data/populations.yaml", "- {id: children, title: Children}\n");
    check(
        &site.clone().file("content/populations/childen.md", text),
        str![[r#"
error[unknown-term]: there is no `childen` in `populations`
--> content/populations/childen.md:1:1
 = hint: did you mean `children`?
 = hint: `content/data/populations.yaml` lists `children`
"#]],
    );
    check(
        &site.file("content/populations/_index.md", "---\ntitle: All\ncollection: {singular: One}\n---\n"),
        str![[r#"
error[collection-shadows]: `populations` is built in, and cannot be a collection
 --> content/populations/_index.md:3:1
  |
3 | collection: {singular: One}
  | ^^^^^^^^^^
  |
  = hint: remove `collection:`; title, description and text of the `_index.md` are shown. For a collection of your own take a folder with another name
"#]],
    );
}

#[test]
fn field_cannot_have_the_name_of_a_taxonomy() {
    let index = "---\ntitle: Notes\ncollection: {group_by: population, fields: {populations: {type: text}, about: {type: reference, to: population}}}\n---\n";
    let site = site(POPULATIONS, "draft: false").file("content/notes/_index.md", index);
    check(
        &site,
        str![[r#"
error[no-field-for]: `group_by` cannot be `population`
 --> content/notes/_index.md:3:24
  |
3 | collection: {group_by: population, fields: {populations: {type: text}, about: {type: reference, to: population}}}
  |                        ^^^^^^^^^^
  |
  = hint: did you mean `populations`?
  = hint: it is one of `year`, `state`, `topics`, `populations`

error[field-name-taken]: `populations` is a key that pages have already
 --> content/notes/_index.md:3:45
  |
3 | collection: {group_by: population, fields: {populations: {type: text}, about: {type: reference, to: population}}}
  |                                             ^^^^^^^^^^^
  |
  = hint: give the field another name; or write `populations: {required: true}` if each page is to have that key

error[reference-to-nothing]: there is no collection `population` to refer to
 --> content/notes/_index.md:3:101
  |
3 | collection: {group_by: population, fields: {populations: {type: text}, about: {type: reference, to: population}}}
  |                                                                                                     ^^^^^^^^^^
  |
  = hint: did you mean `populations`?
  = hint: it is one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `notes`, `states`, `sessions`, `topics`, `instruments`, `populations`
"#]],
    );
    let list = "---\ntitle: All\n---\n::: list from=letters where=\"populations=men\"\n:::\n";
    let site =
        self::site(POPULATIONS, "draft: false").file("content/data/populations.yaml", "- {id: women, title: Women}\n");
    check(
        &site.file("content/pages/all.md", list),
        str![[r#"
error[bad-condition]: `populations` cannot be `men`
 --> content/pages/all.md:4:30
  |
4 | ::: list from=letters where="populations=men"
  |                              ^^^^^^^^^^^^^^^
"#]],
    );
}
