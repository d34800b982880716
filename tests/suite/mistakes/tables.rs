//! Mistakes in the files of which tables are made.

use snapbox::str;

use super::{check, letter_body};
use crate::site_test::SiteTest;

/// Returns a site with a letter that shows a table with these arguments, and the file beside it.
fn with_table(arguments: &str, bytes: impl AsRef<[u8]>) -> SiteTest {
    letter_body(&format!("::: table source=posts.csv{arguments}\n:::\n")).file("content/letters/posts.csv", bytes)
}

#[test]
fn table_is_of_a_file_that_is_there_and_can_hold_one() {
    let lines = ["source=posts.xlsx", "source=https://example.org/posts.csv", "source=psots.csv", "columns=State"];
    let body: String = lines.iter().map(|line| format!("::: table {line}\n:::\n\n")).collect();
    check(
        &letter_body(&body).file("content/data/tables/posts.csv", "State\nKenya\n"),
        str![[r#"
error[table-source]: `posts.xlsx` names no CSV or YAML file of this site
 --> content/letters/upr-49.md:6:18
  |
6 | ::: table source=posts.xlsx
  |                  ^^^^^^^^^^
  |
  = hint: save the table as "CSV UTF-8", and name that file as in `source=focal-points.csv`

error[table-source]: `https://example.org/posts.csv` names no CSV or YAML file of this site
 --> content/letters/upr-49.md:9:18
  |
9 | ::: table source=https://example.org/posts.csv
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: save the table as "CSV UTF-8", and name that file as in `source=focal-points.csv`

error[missing-file]: there is no file `psots.csv`
  --> content/letters/upr-49.md:12:18
   |
12 | ::: table source=psots.csv
   |                  ^^^^^^^^^
   |
   = hint: did you mean `posts.csv`?

error[missing-argument]: a block `table` needs the argument `source`
  --> content/letters/upr-49.md:15:1
   |
15 | ::: table columns=State
   | ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = hint: as in `::: table source=focal-points.csv columns="State, Post"`
"#]],
    );
}

#[test]
fn file_of_a_table_is_text() {
    check(
        &with_table("", b"State\nC\xf4te\n"),
        str![[r#"
error[table-not-text]: the file is neither in UTF-8 nor in UTF-16
--> content/letters/posts.csv:1:1
 = hint: save it once more as "CSV UTF-8"; what some programs save as "CSV" alone has other letters
"#]],
    );
}

#[test]
fn table_has_heads_and_rows() {
    check(
        &with_table("", "\n\n"),
        str![[r#"
error[table-head]: the file names no columns
--> content/letters/posts.csv:1:1
 = hint: write the names of the columns into its first line, as in `State,Post`; in YAML they are keys
"#]],
    );
    check(
        &with_table("", "State,Post\n"),
        str![[r#"
warning[table-without-rows]: the table has columns and no row
--> content/letters/posts.csv:1:1
 = hint: write a line below the names of the columns, or take the table out
"#]],
    );
    check(
        &with_table("", "State,,Post\nKenya,x,y\n"),
        str![[r#"
error[table-head]: a column between the others has no name
 --> content/letters/posts.csv:1:7
  |
1 | State,,Post
  |       ^
  |
  = hint: name it in the first line: readers who hear a table are told the name with each value
"#]],
    );
    check(
        &with_table("", "State,Post,State\nKenya,x,y\n"),
        str![[r#"
error[column-twice]: the column `State` stands twice
 --> content/letters/posts.csv:1:12
  |
1 | State,Post,State
  |            ^^^^^
  |
 ::: content/letters/posts.csv:1:1
  |
1 | State,Post,State
  | ----- first here
  |
  = hint: take one of the two out
"#]],
    );
}

#[test]
fn rows_have_no_more_values_than_there_are_columns() {
    check(
        &with_table("", "State,Post\nKenya,Director, Ministry\nGuyana,x\nItaly,a,b,c\n"),
        str![[r#"
error[table-row]: the row has 3 values, and the table 2 columns
 --> content/letters/posts.csv:2:17
  |
2 | Kenya,Director, Ministry
  |                 ^^^^^^^^
  |
  = hint: put a value that has a comma in it into `"`, or name the column

error[table-row]: the row has 4 values, and the table 2 columns
 --> content/letters/posts.csv:4:11
  |
4 | Italy,a,b,c
  |           ^
  |
  = hint: put a value that has a comma in it into `"`, or name the column
"#]],
    );
}

#[test]
fn quotation_marks_are_closed() {
    check(
        &with_table("", "State,Post\nKenya,\"Director\nGuyana,x\n"),
        str![[r#"
error[table-not-read]: a quotation mark is not closed
 --> content/letters/posts.csv:2:7
  |
2 | Kenya,"Director
  |       ^
  |
  = hint: close it, or write it twice where it belongs to the value
"#]],
    );
    check(
        &with_table("", "State,Post\nKenya,\"the \"red\" list\"\n"),
        str![[r#"
error[table-not-read]: something stands behind the closing quotation mark
 --> content/letters/posts.csv:2:13
  |
2 | Kenya,"the "red" list"
  |             ^^^^^^^^^^
  |
  = hint: put a comma between, or write the mark twice where it belongs to the value: `"the ""red"" list"`
"#]],
    );
}

#[test]
fn columns_are_those_of_the_file() {
    check(
        &with_table(" columns=\"State, Psot, Seat, State\"", "State,Post,Seat,Seat\nKenya,x,1,2\n"),
        str![[r#"
error[column-twice]: the column `Seat` stands twice
 --> content/letters/posts.csv:1:17
  |
1 | State,Post,Seat,Seat
  |                 ^^^^
  |
 ::: content/letters/posts.csv:1:12
  |
1 | State,Post,Seat,Seat
  |            ---- first here
  |
  = hint: take one of the two out

error[unknown-column]: the table has no column `Psot`
 --> content/letters/upr-49.md:6:44
  |
6 | ::: table source=posts.csv columns="State, Psot, Seat, State"
  |                                            ^^^^
  |
  = hint: did you mean `Post`?

error[column-twice]: the column `State` is named twice
 --> content/letters/upr-49.md:6:56
  |
6 | ::: table source=posts.csv columns="State, Psot, Seat, State"
  |                                                        ^^^^^
  |
  = hint: name it once
"#]],
    );
}

#[test]
fn formulas_and_unseen_characters_are_no_values() {
    check(
        &with_table("", "State,Seats\nKenya,=SUM(B3:B9)\nGuyana,\u{1}3\n"),
        str![[r#"
error[formula-in-table]: `=SUM(B3:B9)` is a formula, and what it comes to is not in the file
 --> content/letters/posts.csv:2:7
  |
2 | Kenya,=SUM(B3:B9)
  |       ^^^^^^^^^^^
  |
  = hint: copy the table, and paste it by its values alone before you save it as CSV

error[control-character]: a character that nobody sees (U+0001) stands here
 --> content/letters/posts.csv:3:8
  |
3 | Guyana,�3
  |        ^^
  |
  = hint: type the value anew
"#]],
    );
    assert_eq!(with_table(" columns=State", "State,Seats\nKenya,=SUM(B3:B9)\n").build().report(), "");
}

#[test]
fn table_is_not_longer_than_a_page() {
    check(
        &with_table("", format!("State,Seats\n{}", "Kenya,1\n".repeat(100_000))),
        str![[r#"
error[table-too-large]: the table would show 100000 rows of 2 columns, and 20000 values are the most
--> content/letters/posts.csv:1:1
 = hint: name fewer `columns`, or offer the file by `::: download` and show a shorter one
"#]],
    );
    let heads: Vec<String> = (0..500).map(|at| format!("h{at}")).collect();
    let wide = |rows: usize| format!("{}\n{}", heads.join(","), format!("{}\n", ["1"; 500].join(",")).repeat(rows));
    assert_eq!(with_table("", wide(40)).build().report(), "");
    check(
        &with_table("", wide(41)),
        str![[r#"
error[table-too-large]: the table would show 41 rows of 500 columns, and 20000 values are the most
--> content/letters/posts.csv:1:1
 = hint: name fewer `columns`, or offer the file by `::: download` and show a shorter one
"#]],
    );
    check(
        &with_table(" columns=a", format!("a,b\n{}", "Kenya,1\n".repeat(300_000))),
        str![[r#"
error[table-too-large]: the file has 2400004 bytes, and a table is made of 2097152 at most
--> content/letters/posts.csv:1:1
 = hint: offer it by `::: download`, and show a shorter one
"#]],
    );
}

#[test]
fn values_that_pass_for_something_else_are_told() {
    check(
        &with_table(" columns=State", "State,Post\nKenya \u{202e}x,\u{202e}not shown\nGuyana,1\n"),
        str![[r#"
warning[unbalanced-direction]: the invisible `\u{202e}` changes the direction of text and is not closed in its paragraph
 --> content/letters/posts.csv:2:1
  |
2 | Kenya �x,�not shown
  | ^^^^^^^^
  |
  = hint: what follows may be shown in another order than it is written: remove it, or close it with `\u{202c}`
"#]],
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is looked at")]
fn table_with_very_many_columns_costs_no_more_than_others() {
    let begun = std::time::Instant::now();
    let heads: Vec<String> = (0..200_000).map(|at| format!("h{at}")).collect();
    check(
        &with_table("", format!("{}\n1\n", heads.join(","))),
        str![[r#"
error[table-too-large]: the table would show 1 rows of 200000 columns, and 20000 values are the most
--> content/letters/posts.csv:1:1
 = hint: name fewer `columns`, or offer the file by `::: download` and show a shorter one
"#]],
    );
    // Records without a key in common.
    let records: String = (0..10_000).map(|at| format!("- {{h{at}: x}}\n")).collect();
    check(
        &letter_body("::: table source=posts.yaml\n:::\n").file("content/letters/posts.yaml", records),
        str![[r#"
error[table-too-large]: the table would show 10000 rows of 10000 columns, and 20000 values are the most
--> content/letters/posts.yaml:1:1
 = hint: name fewer `columns`, or offer the file by `::: download` and show a shorter one
"#]],
    );
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn records_in_yaml_hold_texts_and_whole_numbers() {
    let yaml = "- {State: Kenya, Seats: 1.10, Open: true}\n- {State: [a]}\n- Guyana\n";
    check(
        &letter_body("::: table source=posts.yaml\n:::\n").file("content/data/tables/posts.yaml", yaml),
        str![[r#"
error[wrong-type]: `Seats` takes text, not the number `1.10`
 --> content/data/tables/posts.yaml:1:25
  |
1 | - {State: Kenya, Seats: 1.10, Open: true}
  |                         ^^^^
  |
  = hint: put it between quotes

error[wrong-type]: `Open` takes text, not `true`
 --> content/data/tables/posts.yaml:1:37
  |
1 | - {State: Kenya, Seats: 1.10, Open: true}
  |                                     ^^^^
  |
  = hint: put it between quotes

error[wrong-type]: `State` takes text, not a list
 --> content/data/tables/posts.yaml:2:11
  |
2 | - {State: [a]}
  |           ^^^
  |
  = hint: write it as one text, without brackets or hyphens before it

error[wrong-type]: an item of the list takes keys with values, not the text `Guyana`
 --> content/data/tables/posts.yaml:3:3
  |
3 | - Guyana
  |   ^^^^^^
  |
  = hint: write one `key: value` a line
"#]],
    );
    check(
        &letter_body("::: table source=posts.yaml\n:::\n").file("content/data/tables/posts.yaml", "State: Kenya\n"),
        str![[r#"
error[wrong-type]: this place takes a list, not keys with values
 --> content/data/tables/posts.yaml:1:1
  |
1 | State: Kenya
  | ^
  |
  = hint: a list is written `[a, b]`, or one `- item` a line
"#]],
    );
    check(
        &letter_body("::: table source=posts.yaml\n:::\n")
            .file("content/data/tables/posts.yaml", "- {State: \"=A1\"}\n"),
        str![[r#"
error[formula-in-table]: `=A1` is a formula, and what it comes to is not in the file
 --> content/data/tables/posts.yaml:1:3
  |
1 | - {State: "=A1"}
  |   ^^^^^^^^^^^^^^
  |
  = hint: copy the table, and paste it by its values alone before you save it as CSV
"#]],
    );
}

#[test]
fn caption_is_words() {
    check(
        &letter_body("::: table source=posts.csv\n## A head\n\n| a |\n|---|\n| b |\n:::\n")
            .file("content/letters/posts.csv", "State\nKenya\n"),
        str![[r#"
error[block-content]: a block `table` takes words alone: no headings and no tables
 --> content/letters/upr-49.md:6:1
  |
6 | ::: table source=posts.csv
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put what else stands in it below the line that closes it
"#]],
    );
}
