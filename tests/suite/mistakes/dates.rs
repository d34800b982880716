//! Dates that are written otherwise than they are read.

use snapbox::str;

use super::{LETTER_FILE, check, letter_line, letter_with};
use crate::site_test::{LETTER, SiteTest};

#[test]
fn day_before_month_gets_both_readings() {
    check(
        &letter_with("2025-03-14", "05/01/2026"),
        str![[r#"
error[bad-date]: `05/01/2026` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 05/01/2026
  |       ^^^^^^^^^^
  |
  = hint: year, month, day: write `date: 2026-01-05` or `date: 2026-05-01`, whichever day is meant
"#]],
    );
}

#[test]
fn day_that_can_be_no_month_gets_one_reading() {
    check(
        &letter_with("2025-03-14", "14/03/2025"),
        str![[r#"
error[bad-date]: `14/03/2025` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 14/03/2025
  |       ^^^^^^^^^^
  |
  = hint: write `date: 2025-03-14`
"#]],
    );
}

#[test]
fn month_by_name_gets_the_date() {
    check(
        &letter_with("2025-03-14", "March 14th, 2025"),
        str![[r#"
error[bad-date]: `March 14th, 2025` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: March 14th, 2025
  |       ^^^^^^^^^^^^^^^^
  |
  = hint: write `date: 2025-03-14`
"#]],
    );
}

#[test]
fn time_goes_along() {
    check(
        &letter_with("2025-03-14", "14 mars 2025 9:30"),
        str![[r#"
error[bad-date]: `14 mars 2025 9:30` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 14 mars 2025 9:30
  |       ^^^^^^^^^^^^^^^^^
  |
  = hint: write `date: 2025-03-14T09:30:00`
"#]],
    );
}

#[test]
fn figures_without_hyphens_get_the_date() {
    check(
        &letter_with("2025-03-14", "20250314"),
        str![[r#"
error[bad-date]: `20250314` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 20250314
  |       ^^^^^^^^
  |
  = hint: write `date: 2025-03-14`
"#]],
    );
}

#[test]
fn quotes_of_print_go_away() {
    check(
        &letter_with("2025-03-14", "“2025-03-14”"),
        str![[r#"
error[bad-date]: `“2025-03-14”` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: “2025-03-14”
  |       ^^^^^^^^^^^^
  |
  = hint: write `date: 2025-03-14`
"#]],
    );
}

#[test]
fn zone_by_name_is_no_offset() {
    check(
        &letter_with("2025-03-14", "2025-03-14 09:30 CET"),
        str![[r#"
error[bad-date]: `2025-03-14 09:30 CET` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 2025-03-14 09:30 CET
  |       ^^^^^^^^^^^^^^^^^^^^
  |
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn year_has_twelve_months() {
    check(
        &letter_with("2025-03-14", "2025-13-01"),
        str![[r#"
error[bad-date]: `2025-13-01` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: 2025-13-01
  |       ^^^^^^^^^^
  |
  = hint: there is no month 13
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn month_without_a_day_is_no_date() {
    check(
        &letter_with("2025-03-14", "March 2025"),
        str![[r#"
error[bad-date]: `March 2025` is not a date
 --> content/letters/upr-49.md:3:7
  |
3 | date: March 2025
  |       ^^^^^^^^^^
  |
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn truth_value_is_no_date() {
    check(
        &letter_with("2025-03-14", "true"),
        str![[r#"
error[wrong-type]: `date` takes a date, not `true`
 --> content/letters/upr-49.md:3:7
  |
3 | date: true
  |       ^^^^
  |
  = hint: dates are written `2025-03-14`
"#]],
    );
}

#[test]
fn embargo_of_a_day_gets_its_midnight() {
    check(
        &letter_line("embargo: 2025-07-01"),
        str![[r#"
error[no-offset]: `embargo` needs the time of day and its time zone
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: 2025-07-01
  |          ^^^^^^^^^^
  |
  = hint: write `embargo: 2025-07-01T00:00:00+02:00`, which is the time zone of the site, or with that of another place
"#]],
    );
}

#[test]
fn embargo_in_words_gets_time_and_offset() {
    check(
        &letter_line("embargo: 1 July 2025"),
        str![[r#"
error[bad-date]: `1 July 2025` is not a date
 --> content/letters/upr-49.md:5:10
  |
5 | embargo: 1 July 2025
  |          ^^^^^^^^^^^
  |
  = hint: write `embargo: 2025-07-01T00:00:00+02:00`
"#]],
    );
}

#[test]
fn expiry_without_an_offset_gets_that_of_its_day() {
    check(
        &letter_line("expires: 2030-01-05 09:00:00"),
        str![[r#"
error[no-offset]: `expires` needs the time zone
 --> content/letters/upr-49.md:5:10
  |
5 | expires: 2030-01-05 09:00:00
  |          ^^^^^^^^^^^^^^^^^^^
  |
  = hint: write `expires: 2030-01-05T09:00:00+01:00`, which is the time zone of the site, or with that of another place
"#]],
    );
}

#[test]
fn dates_of_other_programs_are_read() {
    for (written, shown) in [
        ("2025-01-05 09:00:00 +0100", "2025-01-05T09:00:00+01:00"),
        ("2025-01-05 9:00:00 -0500", "2025-01-05T09:00:00-05:00"),
        ("2025-01-05T09:00:00.000Z", "2025-01-05T09:00:00+00:00"),
        ("2025-1-5", "2025-01-05"),
        ("\"2025-01-05\"", "2025-01-05"),
    ] {
        let page = letter_with("2025-03-14", written).build().text("letters/upr-49/index.html");
        assert!(page.contains(&format!("datetime=\"{shown}\"")), "{written}");
    }
}

#[test]
fn embargo_of_another_program_hides_until_then() {
    let site = letter_line("embargo: 2025-07-01 9:00:00 +0200").at("2025-07-01T06:59:59Z");
    assert!(!site.build().files.contains_key("letters/upr-49/index.html"));
    assert!(site.at("2025-07-01T07:00:00Z").build().files.contains_key("letters/upr-49/index.html"));
}

#[test]
fn noughts_and_quotes_do_not_change_a_number() {
    for number in ["012", "\"012\"", "12", "\"12\""] {
        let issue = format!("---\ntitle: Issue twelve\ndate: 2025-01-05\nnumber: {number}\n---\nText.\n");
        let built = SiteTest::new().file(LETTER_FILE, LETTER).file("content/newsletters/012.md", issue).build();
        assert!(built.text("newsletters/12/index.html").contains("Issue twelve"), "{number}");
    }
}
