//! Marks of recommendations and ids of headings that are nearly right: what stands between their braces, and how many there are.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn mark_has_no_blanks_at_its_braces() {
    check(
        &letter_body("- Pay reparations. { #reparations }\n"),
        str![[r#"
error[bad-marker]: this mark has blanks between its braces and `#`
 --> content/letters/upr-49.md:6:20
  |
6 | - Pay reparations. { #reparations }
  |                    ^^^^^^^^^^^^^^^^
  |
  = hint: write it like this: `- Pay reparations. {#reparations}`
"#]],
    );
}

#[test]
fn mark_has_no_blank_after_its_sign() {
    check(
        &letter_body("Pay reparations. {# reparations priority}\n"),
        str![[r#"
error[bad-marker]: this mark has blanks between its braces and `#`
 --> content/letters/upr-49.md:6:18
  |
6 | Pay reparations. {# reparations priority}
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like this: `Pay reparations. {#reparations priority}`
"#]],
    );
}

#[test]
fn mark_has_two_braces() {
    check(
        &letter_body("- Pay reparations. {#reparations priority\n- Publish.\n"),
        str![[r#"
error[bad-marker]: this mark has no closing brace
 --> content/letters/upr-49.md:6:20
  |
6 | - Pay reparations. {#reparations priority
  |                    ^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: write it like this: `- Pay reparations. {#reparations priority}`
"#]],
    );
}

#[test]
fn mark_has_an_id() {
    check(
        &letter_body("- Pay reparations. {#}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: there is no id after `#`
 --> content/letters/upr-49.md:6:20
  |
6 | - Pay reparations. {#}
  |                    ^^^
  |
  = hint: write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`
"#]],
    );
}

#[test]
fn mark_has_no_commas() {
    check(
        &letter_body("- Pay reparations. {#reparations, priority}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `reparations,` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:22
  |
6 | - Pay reparations. {#reparations, priority}
  |                      ^^^^^^^^^^^^
  |
  = hint: write it like this: `- Pay reparations. {#reparations priority}`
"#]],
    );
}

#[test]
fn mark_has_no_capitals() {
    check(
        &letter_body("- Pay reparations. {#Reparations Priority}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: `Reparations` is not an id; ids are made of letters in lower case, figures and hyphens
 --> content/letters/upr-49.md:6:22
  |
6 | - Pay reparations. {#Reparations Priority}
  |                      ^^^^^^^^^^^
  |
  = hint: write it like this: `- Pay reparations. {#reparations priority}`
"#]],
    );
}

#[test]
fn mark_says_once_to_whom_it_is_addressed() {
    check(
        &letter_body("- Pay reparations. {#reparations states=KEN to=GUY}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: it says twice to whom it is addressed
 --> content/letters/upr-49.md:6:45
  |
6 | - Pay reparations. {#reparations states=KEN to=GUY}
  |                                             ^^^^^^
  |
  = hint: write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`
"#]],
    );
}

#[test]
fn mark_names_states_and_bodies() {
    check(
        &letter_body("- Pay reparations. {#reparations to=KEN,unsc}\n"),
        str![[r#"
error[unknown-addressee]: `unsc` is neither the code of a state nor the id of a body
 --> content/letters/upr-49.md:6:41
  |
6 | - Pay reparations. {#reparations to=KEN,unsc}
  |                                         ^^^^
  |
  = hint: states are named by their codes, such as `KEN`; bodies are listed in `content/data/bodies.yaml`: `upr`; in words it stands in `addressee:`
"#]],
    );
}

#[test]
fn recommendation_has_one_mark() {
    check(
        &letter_body("- Free the prisoners. {#free} {#prisoners}\n"),
        str![[r#"
error[bad-marker]: this is a second mark of the same words
 --> content/letters/upr-49.md:6:31
  |
6 | - Free the prisoners. {#free} {#prisoners}
  |                               ^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:23
  |
6 | - Free the prisoners. {#free} {#prisoners}
  |                       ------- the first
  |
  = hint: keep one of them: `- Free the prisoners. {#free}`
"#]],
    );
}

#[test]
fn recommendation_of_two_paragraphs_has_one_mark() {
    check(
        &letter_body("- Free the prisoners. {#free}\n\n  All of them. {#prisoners}\n"),
        str![[r#"
error[bad-marker]: this is a second mark of the same words
 --> content/letters/upr-49.md:8:16
  |
8 |   All of them. {#prisoners}
  |                ^^^^^^^^^^^^
  |
 ::: content/letters/upr-49.md:6:23
  |
6 | - Free the prisoners. {#free}
  |                       ------- the first
  |
  = hint: keep one of them: `All of them.`
"#]],
    );
}

#[test]
fn mark_does_not_stand_in_a_heading() {
    check(
        &letter_body("## Open the archives {#archives priority}\n\nText.\n"),
        str![[r#"
error[bad-marker]: a heading cannot be a recommendation
 --> content/letters/upr-49.md:6:22
  |
6 | ## Open the archives {#archives priority}
  |                      ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give it an id, as in `## Open the archives {#archives}`, and mark the paragraph or the item below it
"#]],
    );
}

#[test]
fn id_of_a_heading_stands_at_its_end() {
    check(
        &letter_body("## Why {#why} now\n\nText.\n"),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:8
  |
6 | ## Why {#why} now
  |        ^^^^^^
  |
  = hint: it comes last, after the full stop: `## Why now {#why}`
"#]],
    );
}

#[test]
fn id_of_a_heading_has_two_braces() {
    check(
        &letter_body("## Why {#why\n\nText.\n"),
        str![[r#"
error[bad-marker]: this mark has no closing brace
 --> content/letters/upr-49.md:6:8
  |
6 | ## Why {#why
  |        ^^^^^
  |
  = hint: write it like this: `## Why {#why}`
"#]],
    );
}

#[test]
fn heading_has_one_id() {
    check(
        &letter_body("## Why {#why} {#now}\n\nText.\n"),
        str![[r#"
error[bad-marker]: this is a second mark of the same words
 --> content/letters/upr-49.md:6:15
  |
6 | ## Why {#why} {#now}
  |               ^^^^^^
  |
 ::: content/letters/upr-49.md:6:8
  |
6 | ## Why {#why} {#now}
  |        ------ the first
  |
  = hint: keep one of them: `## Why {#why}`
"#]],
    );
}

#[test]
fn id_of_a_heading_does_not_stand_in_bold_words() {
    check(
        &letter_body("## **Why {#why}**\n\nText.\n"),
        str![[r#"
error[bad-marker]: this mark stands in emphasised words
 --> content/letters/upr-49.md:6:10
  |
6 | ## **Why {#why}**
  |          ^^^^^^
  |
  = hint: it comes after: `## **Why** {#why}`
"#]],
    );
}

#[test]
fn id_of_a_heading_is_one_word() {
    check(
        &letter_body("Why {#}\n---\n\nText.\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: there is no id after `#`
 --> content/letters/upr-49.md:6:5
  |
6 | Why {#}
  |     ^^^
  |
  = hint: write it like `{#focal-point}` or `{#focal-point priority states=KEN,GUY}`
"#]],
    );
}

#[test]
fn mark_of_a_long_line_is_shown_with_its_end() {
    check(
        &letter_body(&format!("- {}the words before the mark {{#long}}.\n", "and once more ".repeat(12))),
        str![[r#"
error[bad-marker]: this mark does not stand at the end of its words
 --> content/letters/upr-49.md:6:197
  |
6 | ... once more and once more the words before the mark {#long}.
  |                                                       ^^^^^^^
  |
  = hint: it comes last, after the full stop: `… once more and once more and once more and once more the words before the mark. {#long}`
"#]],
    );
}

#[test]
fn recommendation_below_another_is_addressed_to_some_of_its_states() {
    check(
        &letter_body("- Ratify the Convention. {#ratify states=KEN,GUY}\n  - Within a year. {#year states=GIN}\n"),
        str![[r#"
error[state-not-addressed]: the recommendation that this one stands below is not addressed to Guinea
 --> content/letters/upr-49.md:7:34
  |
7 |   - Within a year. {#year states=GIN}
  |                                  ^^^
  |
  = hint: take it off the mark; the one above is addressed to GUY, KEN
"#]],
    );
}

#[test]
fn states_of_a_mark_have_no_blanks_between_them() {
    check(
        &letter_body("- Ratify. {#ratify states=KEN, GUY}\n- Publish. {#publish to = KEN}\n"),
        str![[r#"
error[bad-marker]: this is not the mark of a recommendation: a blank parts the states; between them stands a comma alone, and none at `=`
 --> content/letters/upr-49.md:6:20
  |
6 | - Ratify. {#ratify states=KEN, GUY}
  |                    ^^^^^^^^^^^
  |
  = hint: write it like this: `- Ratify. {#ratify states=KEN,GUY}`

error[bad-marker]: this is not the mark of a recommendation: a blank parts the states; between them stands a comma alone, and none at `=`
 --> content/letters/upr-49.md:7:22
  |
7 | - Publish. {#publish to = KEN}
  |                      ^^
  |
  = hint: write it like this: `- Publish. {#publish states=KEN}`
"#]],
    );
}
