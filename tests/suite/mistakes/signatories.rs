//! Mistakes in who signs a letter.

use snapbox::str;

use super::check;
use crate::site_test::SiteTest;

/// Returns a site with a letter that is signed by those in a file.
fn with_file(bytes: impl AsRef<[u8]>) -> SiteTest {
    let letter = "---\ntitle: Open\ndate: 2025-03-20\nsignatories: who.csv\n---\nWe write.\n";
    SiteTest::new().file("content/letters/open.md", letter).file("content/letters/who.csv", bytes)
}

#[test]
fn file_of_signatories_is_there() {
    check(
        &with_file("name\nAnn\n").without("content/letters/who.csv"),
        str![[r#"
error[missing-file]: there is no file `who.csv`
 --> content/letters/open.md:4:14
  |
4 | signatories: who.csv
  |              ^^^^^^^
  |
  = hint: put the file beside the page, or name it by its path from `content/`
"#]],
    );
}

#[test]
fn file_of_signatories_is_text() {
    check(
        &with_file(b"name\nCaf\xe9\n"),
        str![[r#"
error[signatories-not-text]: the file is neither in UTF-8 nor in UTF-16
--> content/letters/who.csv:1:1
 = hint: save it once more as "CSV UTF-8"; what some programs save as "CSV" alone has other letters
"#]],
    );
}

#[test]
fn first_line_names_the_columns() {
    check(
        &with_file("Ann,Chair\nBo,Member\n"),
        str![[r#"
error[signatories-head]: the first line does not name the columns
 --> content/letters/who.csv:1:1
  |
1 | Ann,Chair
  | ^^^
  |
  = hint: write `name,role,organisation,country` above the first name, or those of them that there are
"#]],
    );
}

#[test]
fn columns_are_those_of_signatories() {
    check(
        &with_file("name,organization,e-mail,name\nAnn,Centre,ann@example.org,Bo\n"),
        str![[r#"
error[unknown-column]: there is no column `organization`
 --> content/letters/who.csv:1:6
  |
1 | name,organization,e-mail,name
  |      ^^^^^^^^^^^^
  |
  = hint: did you mean `organisation`?
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: there is no column `e-mail`
 --> content/letters/who.csv:1:19
  |
1 | name,organization,e-mail,name
  |                   ^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[column-twice]: the column `name` stands twice
 --> content/letters/who.csv:1:26
  |
1 | name,organization,e-mail,name
  |                          ^^^^
  |
 ::: content/letters/who.csv:1:1
  |
1 | name,organization,e-mail,name
  | ---- first here
  |
  = hint: take one of the two out
"#]],
    );
}

#[test]
fn line_names_somebody_and_fits_the_columns() {
    check(
        &with_file("name,role\n,Chair\nAnn,Chair,Centre\n\"Bo\nSample\",Chair\nDee,Chair\nDee,Chair\n"),
        str![[r#"
error[bad-signatory]: the line names neither a person nor an organisation
 --> content/letters/who.csv:2:1
  |
2 | ,Chair
  | ^
  |
  = hint: a line has a `name`, an `organisation` or both, a value for each column

error[bad-signatory]: the line has more values than the first line has columns
 --> content/letters/who.csv:3:11
  |
3 | Ann,Chair,Centre
  |           ^^^^^^
  |
  = hint: a line has a `name`, an `organisation` or both, a value for each column

error[bad-signatory]: the value has more than one line, or a character that nobody sees
 --> content/letters/who.csv:4:1
  |
4 | "Bo
  | ^^^
  |
  = hint: a line has a `name`, an `organisation` or both, a value for each column

warning[signed-twice]: the same signatory stands in two lines, and is shown once
 --> content/letters/who.csv:7:1
  |
7 | Dee,Chair
  | ^^^
  |
 ::: content/letters/who.csv:6:1
  |
6 | Dee,Chair
  | --- first here
  |
  = hint: take one of the two lines out
"#]],
    );
}

#[test]
fn quotation_marks_of_a_line_are_closed() {
    check(
        &with_file("name\n\"Ann\n"),
        str![[r#"
error[signatories-not-read]: a quotation mark is not closed
 --> content/letters/who.csv:2:1
  |
2 | "Ann
  | ^
  |
  = hint: close it, or write it twice where it is part of the name
"#]],
    );
    check(
        &with_file("name\n\"Ann\" B,\n"),
        str![[r#"
error[signatories-not-read]: something stands behind the closing quotation mark
 --> content/letters/who.csv:2:6
  |
2 | "Ann" B,
  |      ^^
  |
  = hint: put a comma between, or write the mark twice where it is part of the name
"#]],
    );
}

#[test]
fn signatory_has_a_name() {
    let letter = "---\ntitle: Open\ndate: 2025-03-20\nsignatories: [{role: Chair}]\n---\nWe write.\n";
    check(
        &SiteTest::new().file("content/letters/open.md", letter),
        str![[r#"
error[missing-key]: the key `name` of an item of `signatories` is missing
 --> content/letters/open.md:4:15
  |
4 | signatories: [{role: Chair}]
  |               ^^^^^^^^^^^^^
  |
  = hint: add `name: Example Centre`
"#]],
    );
}

#[test]
fn formula_is_nobody() {
    check(
        &with_file("name,organisation\n=A1,Centre\nAnn,=VLOOKUP(A3;B:B)\n"),
        str![[r#"
error[formula-in-table]: `=A1` is a formula, and what it comes to is not in the file
 --> content/letters/who.csv:2:1
  |
2 | =A1,Centre
  | ^^^
  |
  = hint: copy the table, and paste it by its values alone before you save it as CSV

error[formula-in-table]: `=VLOOKUP(A3;B:B)` is a formula, and what it comes to is not in the file
 --> content/letters/who.csv:3:5
  |
3 | Ann,=VLOOKUP(A3;B:B)
  |     ^^^^^^^^^^^^^^^^
  |
  = hint: copy the table, and paste it by its values alone before you save it as CSV
"#]],
    );
}

#[test]
fn list_is_not_longer_than_can_be_read() {
    check(
        &with_file(format!("name\n{}", (0..100_000).map(|at| format!("Ann {at}\n")).collect::<String>())),
        str![[r#"
error[too-many-signatories]: the file names 100000, and 10000 can sign at most
--> content/letters/who.csv:1:1
 = hint: let the organisations sign for those who belong to them, and offer the whole list by `::: download`
"#]],
    );
    let most = format!("name\n{}", (0..10_000).map(|at| format!("Ann {at}\n")).collect::<String>());
    assert_eq!(with_file(most).build().report(), "");
}

#[test]
fn many_columns_are_told_at_once() {
    let heads: Vec<String> = (1..500).map(|at| format!("column {at}")).collect();
    check(
        &with_file(format!("name,{}\nAnn\n", heads.join(","))),
        str![[r#"
error[unknown-column]: there is no column `column 1`
 --> content/letters/who.csv:1:6
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |      ^^^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: there is no column `column 2`
 --> content/letters/who.csv:1:15
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |               ^^^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: there is no column `column 3`
 --> content/letters/who.csv:1:24
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |                        ^^^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: there is no column `column 4`
 --> content/letters/who.csv:1:33
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |                                 ^^^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: there is no column `column 5`
 --> content/letters/who.csv:1:42
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |                                          ^^^^^^^^
  |
  = hint: the columns are `name`, `role`, `organisation`, `country`; take others out of the file

error[unknown-column]: 494 columns from here on were not looked at
 --> content/letters/who.csv:1:51
  |
1 | name,column 1,column 2,column 3,column 4,column 5,column 6,column 7,column 8,column 9,column 10,column 11,column ...
  |                                                   ^^^^^^^^
  |
  = hint: take the others out first
"#]],
    );
}
