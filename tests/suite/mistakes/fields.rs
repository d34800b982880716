//! Mistakes in the values of fields that a collection declares.

use snapbox::str;

use super::check;
use super::declared::fields;

/// The declaration of a choice.
const LEVEL: &str = "    level: {type: choice, options: {junior: First job, senior: Experienced}}\n";

#[test]
fn field_or_key_that_is_required_is_missing() {
    check(
        &fields("    code: {type: text, required: true}\n    description: {required: true}\n", ""),
        str![[r#"
error[missing-key]: the key `code` of `publication` is missing
 --> content/vacancies/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `code: …`

error[missing-key]: the key `description` of `publication` is missing
 --> content/vacancies/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `description: …`
"#]],
    );
}

#[test]
fn choice_is_none_of_its_options() {
    check(
        &fields(LEVEL, "level: junor\n"),
        str![[r#"
error[unknown-choice]: `level` cannot be `junor`
 --> content/vacancies/one.md:4:8
  |
4 | level: junor
  |        ^^^^^
  |
  = hint: did you mean `junior`?
  = hint: it is one of `junior`, `senior`
"#]],
    );
}

#[test]
fn choice_is_written_as_its_label() {
    check(
        &fields(LEVEL, "level: First job\n"),
        str![[r#"
error[unknown-choice]: `level` cannot be `First job`, which is what readers see
 --> content/vacancies/one.md:4:8
  |
4 | level: First job
  |        ^^^^^^^^^
  |
  = hint: write `level: junior`
"#]],
    );
}

#[test]
fn name_of_a_field_is_misspelt_on_a_page() {
    check(
        &fields(LEVEL, "levle: junior\n"),
        str![[r#"
error[unknown-key]: unknown key `levle`
 --> content/vacancies/one.md:4:1
  |
4 | levle: junior
  | ^^^^^
  |
  = hint: did you mean `level`?
"#]],
    );
}

#[test]
fn values_are_not_of_their_types() {
    let declared = "    a: {type: number}\n    b: {type: boolean}\n    c: {type: date}\n    d: {type: url}\n    e: {type: email}\n    f: {type: text}\n    g: {type: list, of: {type: number}}\n";
    let lines = "a: many\nb: maybe\nc: 2025-03-01T10:00:00+01:00\nd: example.org\ne: nobody\nf: [x]\ng: [1, two]\n";
    check(
        &fields(declared, lines),
        str![[r#"
error[wrong-type]: `a` takes a number, not the text `many`
 --> content/vacancies/one.md:4:4
  |
4 | a: many
  |    ^^^^
  |
  = hint: write it anew

error[wrong-type]: `b` takes `true` or `false`, not `maybe`
 --> content/vacancies/one.md:5:4
  |
5 | b: maybe
  |    ^^^^^
  |
  = hint: write `b: true` or `b: false`

error[date-with-time]: `c` takes a day, without a time
 --> content/vacancies/one.md:6:4
  |
6 | c: 2025-03-01T10:00:00+01:00
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `c: 2025-03-01`; or declare it as `type: datetime` in the `_index.md`

error[bad-url]: `example.org` is not a web address
 --> content/vacancies/one.md:7:4
  |
7 | d: example.org
  |    ^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://example.org`

error[bad-email]: `nobody` is not an e-mail address
 --> content/vacancies/one.md:8:4
  |
8 | e: nobody
  |    ^^^^^^
  |
  = hint: write it like `office@example.org`

error[wrong-type]: `f` takes text, not a list
 --> content/vacancies/one.md:9:4
  |
9 | f: [x]
  |    ^^^
  |
  = hint: write it as one text, without brackets or hyphens before it

error[wrong-type]: an item of `g` takes a number, not the text `two`
  --> content/vacancies/one.md:10:8
   |
10 | g: [1, two]
   |        ^^^
   |
   = hint: write it anew
"#]],
    );
}

#[test]
fn text_does_not_fit_its_pattern() {
    check(
        &fields("    isbn: {type: text, pattern: \"97[89][0-9-]+\"}\n", "isbn: 977-1\n"),
        str![[r#"
error[no-match]: `isbn` does not fit its pattern
 --> content/vacancies/one.md:4:7
  |
4 | isbn: 977-1
  |       ^^^^^
  |
  = hint: the collection asks for `97[89][0-9-]+`
"#]],
    );
}

#[test]
fn record_lacks_what_it_must_have() {
    let declared = "    office: {type: record, fields: {town: {type: text, required: true}}}\n";
    check(
        &fields(declared, "office: {twon: Sampleton}\n"),
        str![[r#"
error[unknown-key]: unknown key `twon`
 --> content/vacancies/one.md:4:10
  |
4 | office: {twon: Sampleton}
  |          ^^^^
  |
  = hint: did you mean `town`?
"#]],
    );
}

#[test]
fn image_has_no_credit_and_file_is_not_there() {
    let declared = "    face: {type: image, credit: required}\n    form: {type: file}\n";
    check(
        &fields(declared, "face: face.gif\nform: form.pdf\n"),
        str![[r#"
error[image-without-credit]: the collection asks who made this picture
 --> content/vacancies/one.md:4:7
  |
4 | face: face.gif
  |       ^^^^^^^^
  |
  = hint: write `{src: face.gif, credit: Who made it}`

error[missing-file]: there is no file `form.pdf`
 --> content/vacancies/one.md:5:7
  |
5 | form: form.pdf
  |       ^^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`
"#]],
    );
}

#[test]
fn reference_leads_to_nothing() {
    let declared = "    by: {type: reference, to: vacancies}\n    on: {type: reference, to: states}\n    at: {type: reference, to: sessions}\n";
    check(
        &fields(declared, "by: two\non: KENYA\nat: upr-94\n"),
        str![[r#"
error[unknown-reference]: there is no `two` in `vacancies`
 --> content/vacancies/one.md:4:5
  |
4 | by: two
  |     ^^^
  |
  = hint: it is one of `one`

error[unknown-state]: `KENYA` is not the code of a state
 --> content/vacancies/one.md:5:5
  |
5 | on: KENYA
  |     ^^^^^
  |
  = hint: the code of Kenya is `KEN`

error[unknown-reference]: there is no `upr-94` in `sessions`
 --> content/vacancies/one.md:6:5
  |
6 | at: upr-94
  |     ^^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: it is one of `upr-49`, `upr-48`
"#]],
    );
}

#[test]
fn reference_leads_to_a_hidden_page() {
    let site = fields("    by: {type: reference, to: vacancies}\n", "by: two\n");
    check(
        &site.file("content/vacancies/two.md", "---\ntitle: Two\ndraft: true\n---\nText.\n"),
        str![[r#"
warning[reference-not-published]: the page `two` is left out here: it is a draft
 --> content/vacancies/one.md:4:5
  |
4 | by: two
  |     ^^^
  |
  = hint: it appears by itself once the page is published
"#]],
    );
}
