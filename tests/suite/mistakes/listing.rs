//! Mistakes in how a collection lists its pages.

use snapbox::str;

use super::check;
use super::collections::collection;
use super::declared::fields;

#[test]
fn sorts_groups_and_splits_by_no_field() {
    check(
        &collection("  sort_by: -dat\n  group_by: level\n  split_by: starts\n  card: [level]\n"),
        str![[r#"
error[no-field-for]: `sort_by` cannot be `dat`
 --> content/statements/_index.md:5:12
  |
5 |   sort_by: -dat
  |            ^^^^
  |
  = hint: did you mean `date`?
  = hint: it is one of `date`, `title`

warning[grouped-and-split]: `group_by` does nothing beside `split_by`
 --> content/statements/_index.md:6:3
  |
6 |   group_by: level
  |   ^^^^^^^^
  |
  = hint: remove one of the two

error[no-field-for]: `group_by` cannot be `level`
 --> content/statements/_index.md:6:13
  |
6 |   group_by: level
  |             ^^^^^
  |
  = hint: it is one of `year`, `state`, `topics`

error[no-field-for]: `split_by` cannot be `starts`
 --> content/statements/_index.md:7:13
  |
7 |   split_by: starts
  |             ^^^^^^
  |
  = hint: declare a field of type `date` or `datetime` below `fields:` first

error[no-field-for]: `card` cannot be `level`
 --> content/statements/_index.md:8:10
  |
8 |   card: [level]
  |          ^^^^^
  |
  = hint: declare a field with a `label` below `fields:` first
"#]],
    );
}

#[test]
fn groups_by_what_is_no_choice() {
    let declared = "    size: {type: number, label: Size}\n    level: {type: choice, options: {low: Low}}\n  group_by: size\n  split_by: size\n  card: [level]\n";
    check(
        &fields(declared, ""),
        str![[r#"
warning[grouped-and-split]: `group_by` does nothing beside `split_by`
 --> content/vacancies/_index.md:8:3
  |
8 |   group_by: size
  |   ^^^^^^^^
  |
  = hint: remove one of the two

error[no-field-for]: `group_by` cannot be `size`
 --> content/vacancies/_index.md:8:13
  |
8 |   group_by: size
  |             ^^^^
  |
  = hint: it is one of `level`, `year`, `state`, `topics`

error[no-field-for]: `split_by` cannot be `size`
 --> content/vacancies/_index.md:9:13
  |
9 |   split_by: size
  |             ^^^^
  |
  = hint: declare a field of type `date` or `datetime` below `fields:` first

error[no-field-for]: `card` cannot be `level`, which has no label
  --> content/vacancies/_index.md:10:10
   |
10 |   card: [level]
   |          ^^^^^
   |
   = hint: add a `label` to `level` below `fields:`, the words that readers see before its value
"#]],
    );
}

#[test]
fn shape_and_number_are_none() {
    check(
        &collection("  list: card\n  per_page: 0\n"),
        str![[r#"
error[no-field-for]: `list` cannot be `card`
 --> content/statements/_index.md:5:9
  |
5 |   list: card
  |         ^^^^
  |
  = hint: did you mean `cards`?
  = hint: it is one of `cards`, `lines`, `portraits`, `logos`, `table`

error[out-of-range]: `per_page` goes from 1 to 1000
 --> content/statements/_index.md:6:13
  |
6 |   per_page: 0
  |             ^
  |
  = hint: write a number between the two, or leave the key out
"#]],
    );
}

#[test]
fn event_ends_before_it_starts() {
    let declared = "    starts: {type: datetime}\n    ends: {type: datetime}\n  split_by: starts\n";
    check(
        &fields(declared, "starts: 2025-05-02T10:00:00+02:00\nends: 2025-05-01\n"),
        str![[r#"
error[ends-before-starts]: `ends` lies before `starts`
 --> content/vacancies/one.md:5:7
  |
5 | ends: 2025-05-01
  |       ^^^^^^^^^^
  |
 ::: content/vacancies/one.md:4:9
  |
4 | starts: 2025-05-02T10:00:00+02:00
  |         ------------------------- starts here
  |
  = hint: correct one of the two
"#]],
    );
}

#[test]
fn ends_are_compared_in_the_zone_of_the_site() {
    let declared = "    starts: {type: datetime}\n    ends: {type: datetime}\n";
    let site = |lines: &str| fields(declared, lines).replace("content/site.yaml", "Europe/Zurich", "Asia/Karachi");
    // Karachi is five hours ahead: ten in the morning there is five in UTC.
    site("starts: 2025-05-02T10:00\nends: 2025-05-02T12:00:00+05:00\n").build();
    check(
        &site("starts: 2025-05-02T10:00\nends: 2025-05-02T09:00:00+05:00\n"),
        str![[r#"
error[ends-before-starts]: `ends` lies before `starts`
 --> content/vacancies/one.md:5:7
  |
5 | ends: 2025-05-02T09:00:00+05:00
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
 ::: content/vacancies/one.md:4:9
  |
4 | starts: 2025-05-02T10:00
  |         ---------------- starts here
  |
  = hint: correct one of the two
"#]],
    );
}

#[test]
fn list_is_grouped_and_split() {
    let declared = "    starts: {type: datetime}\n  split_by: starts\n  group_by: year\n";
    check(
        &fields(declared, ""),
        str![[r#"
warning[grouped-and-split]: `group_by` does nothing beside `split_by`
 --> content/vacancies/_index.md:8:3
  |
8 |   group_by: year
  |   ^^^^^^^^
  |
  = hint: remove one of the two
"#]],
    );
}

#[test]
fn field_that_cannot_be_read_is_told_once() {
    let listing = "  group_by: level\n  sort_by: -level\n  card: [level]\n";
    for declared in ["{type: select, label: Level}", "{type: choice, label: Level, options: [low]}", "{label: Level}"] {
        let built = fields(&format!("    level: {declared}\n{listing}"), "").build();
        assert_eq!(built.codes().len(), 1, "{}", built.report());
    }
    check(
        &fields(&format!("    level: {{type: select, label: Level}}\n{listing}"), ""),
        str![[r#"
error[unknown-choice]: `type` cannot be `select`
 --> content/vacancies/_index.md:6:19
  |
6 |     level: {type: select, label: Level}
  |                   ^^^^^^
  |
  = hint: it is one of `text`, `number`, `boolean`, `date`, `datetime`, `choice`, `url`, `email`, `image`, `file`, `reference`, `record`, `list`
"#]],
    );
}
