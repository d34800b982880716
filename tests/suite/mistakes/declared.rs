//! Mistakes in the fields that a collection declares.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// Returns the smallest site with a collection of these fields, and a page with these lines.
pub(super) fn fields(declared: &str, lines: &str) -> SiteTest {
    let index = format!("---\ntitle: Vacancies\ncollection:\n  singular: Vacancy\n  fields:\n{declared}---\n");
    SiteTest::new()
        .file("content/vacancies/_index.md", index)
        .file("content/vacancies/one.md", format!("---\ntitle: One\ndate: 2025-03-01\n{lines}---\nText.\n"))
}

#[test]
fn field_has_no_type() {
    check(
        &fields("    level: {label: Level}\n", ""),
        str![[r#"
error[field-without-type]: this field has no `type`
 --> content/vacancies/_index.md:6:5
  |
6 |     level: {label: Level}
  |     ^^^^^
  |
  = hint: add `type: text`, or another of `text`, `number`, `boolean`, `date`, `datetime`, `choice`, `url`, `email`, `image`, `file`, `reference`, `record`, `list`
"#]],
    );
}

#[test]
fn field_is_no_map() {
    check(
        &fields("    level: text\n", ""),
        str![[r#"
error[wrong-type]: `level` takes keys with values, not the text `text`
 --> content/vacancies/_index.md:6:12
  |
6 |     level: text
  |            ^^^^
  |
  = hint: write one `key: value` a line
"#]],
    );
}

#[test]
fn type_of_a_field_is_misspelt() {
    check(
        &fields("    level: {type: txt}\n", ""),
        str![[r#"
error[unknown-choice]: `type` cannot be `txt`
 --> content/vacancies/_index.md:6:19
  |
6 |     level: {type: txt}
  |                   ^^^
  |
  = hint: did you mean `text`?
  = hint: it is one of `text`, `number`, `boolean`, `date`, `datetime`, `choice`, `url`, `email`, `image`, `file`, `reference`, `record`, `list`
"#]],
    );
}

#[test]
fn key_of_a_field_is_misspelt() {
    check(
        &fields("    level: {type: text, requird: true}\n", ""),
        str![[r#"
error[unknown-key]: unknown key `requird`
 --> content/vacancies/_index.md:6:25
  |
6 |     level: {type: text, requird: true}
  |                         ^^^^^^^
  |
  = hint: did you mean `required`?
"#]],
    );
}

#[test]
fn name_of_a_field_is_taken() {
    check(
        &fields("    topics: {type: text}\n", ""),
        str![[r#"
error[field-name-taken]: `topics` is a key that pages have already
 --> content/vacancies/_index.md:6:5
  |
6 |     topics: {type: text}
  |     ^^^^^^
  |
  = hint: give the field another name; or write `topics: {required: true}` if each page is to have that key
"#]],
    );
}

#[test]
fn name_of_a_field_is_none() {
    check(
        &fields("    Pay-Scale: {type: text}\n", ""),
        str![[r#"
error[bad-field-name]: `Pay-Scale` cannot be the name of a field
 --> content/vacancies/_index.md:6:5
  |
6 |     Pay-Scale: {type: text}
  |     ^^^^^^^^^
  |
  = hint: use at most 40 of a-z, 0-9 and `_`, a letter first; `label:` says what readers see
"#]],
    );
}

#[test]
fn types_lack_what_they_need() {
    let declared = "    a: {type: choice}\n    b: {type: reference}\n    c: {type: list}\n    d: {type: record}\n";
    check(
        &fields(declared, ""),
        str![[r#"
error[field-lacks]: a field of type `choice` needs `options`
 --> content/vacancies/_index.md:6:5
  |
6 |     a: {type: choice}
  |     ^
  |
  = hint: add it, as in `{type: choice, options: {open: Open, filled: Filled}}`

error[field-lacks]: a field of type `reference` needs `to`
 --> content/vacancies/_index.md:7:5
  |
7 |     b: {type: reference}
  |     ^
  |
  = hint: add it, as in `{type: reference, to: states}`

error[field-lacks]: a field of type `list` needs `of`
 --> content/vacancies/_index.md:8:5
  |
8 |     c: {type: list}
  |     ^
  |
  = hint: add it, as in `{type: list, of: {type: text}}`

error[field-lacks]: a field of type `record` needs `fields`
 --> content/vacancies/_index.md:9:5
  |
9 |     d: {type: record}
  |     ^
  |
  = hint: add it, as in `{type: record, fields: {name: {type: text}}}`
"#]],
    );
}

#[test]
fn choice_has_no_options_or_odd_ones() {
    check(
        &fields("    a: {type: choice, options: {}}\n    b: {type: choice, options: {\"a b\": X}}\n", ""),
        str![[r#"
error[no-options]: there is nothing to choose from
 --> content/vacancies/_index.md:6:32
  |
6 |     a: {type: choice, options: {}}
  |                                ^
  |
  = hint: write an id and what readers see for each: `options: {open: Open, filled: Filled}`

error[no-options]: there is nothing to choose from
 --> content/vacancies/_index.md:7:32
  |
7 |     b: {type: choice, options: {"a b": X}}
  |                                ^^^^^^^^^^
  |
  = hint: write an id and what readers see for each: `options: {open: Open, filled: Filled}`

error[bad-option]: `a b` cannot be the id of an option
 --> content/vacancies/_index.md:7:33
  |
7 |     b: {type: choice, options: {"a b": X}}
  |                                 ^^^^^
  |
  = hint: use letters, figures, `-` and `_`, and write what readers see behind it: `open: Open for applications`
"#]],
    );
}

#[test]
fn lists_hold_no_lists() {
    let declared = "    a: {type: list, of: {type: list, of: {type: text}}}\n    b: {type: record, fields: {c: {type: record, fields: {}}}}\n";
    check(
        &fields(declared, ""),
        str![[r#"
error[field-too-deep]: a `list` cannot stand here
 --> content/vacancies/_index.md:6:32
  |
6 |     a: {type: list, of: {type: list, of: {type: text}}}
  |                                ^^^^
  |
  = hint: a list holds records or single values, and a record single values

error[field-too-deep]: a `record` cannot stand here
 --> content/vacancies/_index.md:7:42
  |
7 |     b: {type: record, fields: {c: {type: record, fields: {}}}}
  |                                          ^^^^^^
  |
  = hint: a list holds records or single values, and a record single values
"#]],
    );
}

#[test]
fn too_many_fields_are_declared() {
    let declared: String = (0..102).map(|at| format!("    f{at}: {{type: text}}\n")).collect();
    check(
        &fields(&declared, ""),
        str![[r#"
error[too-many-fields]: there are more than 100 fields
   --> content/vacancies/_index.md:106:5
    |
106 |     f100: {type: text}
    |     ^^^^
    |
    = hint: put what belongs together into a field of type `record`

error[too-many-fields]: there are more than 100 fields
   --> content/vacancies/_index.md:107:5
    |
107 |     f101: {type: text}
    |     ^^^^
    |
    = hint: put what belongs together into a field of type `record`
"#]],
    );
}

#[test]
fn pattern_is_none() {
    check(
        &fields("    code: {type: text, pattern: \"(a|b)\"}\n", ""),
        str![[r#"
error[bad-pattern]: `(a|b)` is no pattern: `(` has no meaning here; as a sign of the text it is `\(`
 --> content/vacancies/_index.md:6:33
  |
6 |     code: {type: text, pattern: "(a|b)"}
  |                                 ^^^^^^^
  |
  = hint: a pattern is made of signs, `[0-9a-f]`, `.` and `\d`, each perhaps with `?`, `*`, `+` or `{2,4}` behind it
"#]],
    );
}

#[test]
fn pattern_takes_no_longer_than_others() {
    // What makes others go back without end.
    check(
        &fields("    code: {type: text, pattern: \"(a+)+$\"}\n", ""),
        str![[r#"
error[bad-pattern]: `(a+)+$` is no pattern: `(` has no meaning here; as a sign of the text it is `\(`
 --> content/vacancies/_index.md:6:33
  |
6 |     code: {type: text, pattern: "(a+)+$"}
  |                                 ^^^^^^^^
  |
  = hint: a pattern is made of signs, `[0-9a-f]`, `.` and `\d`, each perhaps with `?`, `*`, `+` or `{2,4}` behind it
"#]],
    );
    check(
        &fields("    code: {type: text, pattern: \"a{1,99}b{1,102}\"}\n", ""),
        str![[r#"
error[bad-pattern]: `a{1,99}b{1,102}` is no pattern: it comes to more than 200 signs
 --> content/vacancies/_index.md:6:33
  |
6 |     code: {type: text, pattern: "a{1,99}b{1,102}"}
  |                                 ^^^^^^^^^^^^^^^^^
  |
  = hint: a pattern is made of signs, `[0-9a-f]`, `.` and `\d`, each perhaps with `?`, `*`, `+` or `{2,4}` behind it
"#]],
    );
    check(
        &fields(
            &format!("    code: {{type: text, pattern: \"{}c\"}}\n", "a*".repeat(20)),
            &format!("code: {}b\n", "a".repeat(30)),
        ),
        str![[r#"
error[no-match]: `code` does not fit its pattern
 --> content/vacancies/one.md:4:7
  |
4 | code: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the collection asks for `a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*c`
"#]],
    );
}

#[test]
fn reference_leads_to_no_collection() {
    check(
        &fields("    by: {type: list, of: {type: reference, to: vacances}}\n", ""),
        str![[r#"
error[reference-to-nothing]: there is no collection `vacances` to refer to
 --> content/vacancies/_index.md:6:48
  |
6 |     by: {type: list, of: {type: reference, to: vacances}}
  |                                                ^^^^^^^^
  |
  = hint: did you mean `vacancies`?
  = hint: it is one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `vacancies`, `states`, `sessions`, `topics`, `instruments`
"#]],
    );
}

#[test]
fn reference_within_a_record_or_a_list_leads_to_no_collection() {
    let record = "{type: record, fields: {what: {type: text}, who: {type: reference, to: persons}}}";
    check(
        &fields(
            &format!(
                "    one: {record}\n    many: {{type: list, of: {record}}}\n    bodies: {{type: reference, to: bodies}}\n"
            ),
            "",
        ),
        str![[r#"
error[reference-to-nothing]: there is no collection `persons` to refer to
 --> content/vacancies/_index.md:6:81
  |
6 |     one: {type: record, fields: {what: {type: text}, who: {type: reference, to: persons}}}
  |                                                                                 ^^^^^^^
  |
  = hint: it is one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `vacancies`, `states`, `sessions`, `topics`, `instruments`

error[reference-to-nothing]: there is no collection `persons` to refer to
 --> content/vacancies/_index.md:7:99
  |
7 |     many: {type: list, of: {type: record, fields: {what: {type: text}, who: {type: reference, to: persons}}}}
  |                                                                                                   ^^^^^^^
  |
  = hint: it is one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `vacancies`, `states`, `sessions`, `topics`, `instruments`

error[reference-to-nothing]: there is no collection `bodies` to refer to
 --> content/vacancies/_index.md:8:35
  |
8 |     bodies: {type: reference, to: bodies}
  |                                   ^^^^^^
  |
  = hint: it is one of `letters`, `briefs`, `newsletters`, `recommendations`, `pages`, `vacancies`, `states`, `sessions`, `topics`, `instruments`
"#]],
    );
}

#[test]
fn key_of_letters_is_required_of_publications() {
    check(
        &fields("    salutation: {required: true}\n", ""),
        str![[r#"
error[key-of-other-type]: pages of type `publication` have no `salutation`
 --> content/vacancies/_index.md:6:5
  |
6 |     salutation: {required: true}
  |     ^^^^^^^^^^
  |
  = hint: give the field another name and a `type`, or remove it

error[missing-key]: the key `salutation` of `publication` is missing
 --> content/vacancies/one.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `salutation: …`
"#]],
    );
}

#[test]
fn credit_is_something_else() {
    check(
        &fields("    face: {type: image, credit: us}\n", ""),
        str![[r#"
error[unknown-choice]: `credit` cannot be `us`
 --> content/vacancies/_index.md:6:33
  |
6 |     face: {type: image, credit: us}
  |                                 ^^
  |
  = hint: it is one of `required`
"#]],
    );
}
