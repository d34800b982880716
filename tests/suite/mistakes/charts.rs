//! Mistakes in charts.

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

/// Returns a site with a letter that draws a chart with these arguments, and the file beside it.
fn with_chart(arguments: &str, table: &str) -> SiteTest {
    letter_body(&format!("::: chart source=seats.csv{arguments}\n:::\n")).file("content/letters/seats.csv", table)
}

#[test]
fn values_of_a_chart_are_numbers() {
    let table = "State,Seats\nKenya,12 seats\nGuyana,-3\nItaly,\"12,5\"\nSweden,=B2\nTuvalu,\"1,250\"\n";
    check(
        &with_chart("", table),
        str![[r#"
error[chart]: `12 seats` is no number that a chart can show
 --> content/letters/seats.csv:2:7
  |
2 | Kenya,12 seats
  |       ^^^^^^^^
  |
  = hint: write it in figures, from 0 upward, with a point before decimals: `1,250` or `12.5`

error[chart]: `-3` is no number that a chart can show
 --> content/letters/seats.csv:3:8
  |
3 | Guyana,-3
  |        ^^
  |
  = hint: write it in figures, from 0 upward, with a point before decimals: `1,250` or `12.5`

error[chart]: `12,5` is no number that a chart can show
 --> content/letters/seats.csv:4:7
  |
4 | Italy,"12,5"
  |       ^^^^^^
  |
  = hint: write it in figures, from 0 upward, with a point before decimals: `1,250` or `12.5`

error[formula-in-table]: `=B2` is a formula, and what it comes to is not in the file
 --> content/letters/seats.csv:5:8
  |
5 | Sweden,=B2
  |        ^^^
  |
  = hint: copy the table, and paste it by its values alone before you save it as CSV
"#]],
    );
    check(
        &with_chart("", "State,Seats\nKenya,\nGuyana,\n"),
        str![[r#"
error[chart]: there is no number in the columns of the chart
--> content/letters/seats.csv:1:1
 = hint: name other `columns`, the first of them with names
"#]],
    );
}

#[test]
fn chart_has_as_much_as_one_can_see() {
    check(
        &with_chart("", "State\nKenya\n"),
        str![[r#"
error[chart]: a chart does not show this table: its rows are 1, its columns of numbers 0
--> content/letters/seats.csv:1:1
 = hint: it shows a column of names and 1 to 4 of numbers, in 40 rows at most: name them in `columns`
"#]],
    );
    check(
        &with_chart("", "State,a,b,c,d,e\nKenya,1,2,3,4,5\n"),
        str![[r#"
error[chart]: a chart does not show this table: its rows are 1, its columns of numbers 5
--> content/letters/seats.csv:1:1
 = hint: it shows a column of names and 1 to 4 of numbers, in 40 rows at most: name them in `columns`
"#]],
    );
    check(
        &with_chart("", &format!("State,Seats\n{}", "Kenya,1\n".repeat(41))),
        str![[r#"
error[chart]: a chart does not show this table: its rows are 41, its columns of numbers 1
--> content/letters/seats.csv:1:1
 = hint: it shows a column of names and 1 to 4 of numbers, in 40 rows at most: name them in `columns`
"#]],
    );
    check(
        &with_chart(" type=pie columns=\"State, Seat\"", "State,Seats\nKenya,1\n"),
        str![[r#"
error[bad-argument]: `type` cannot be `pie`
 --> content/letters/upr-49.md:6:33
  |
6 | ::: chart source=seats.csv type=pie columns="State, Seat"
  |                                 ^^^
  |
  = hint: it is one of `bar`, `line`
"#]],
    );
}
