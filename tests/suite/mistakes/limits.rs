//! Limits that only carelessness or malice reaches: depth, numbers, characters that no text holds.

use demarche::diag::{MISTAKES_LIMIT, Palette, render_text};
use snapbox::{IntoData as _, str};

use super::{check, letter_body};

#[test]
fn quotes_do_not_nest_without_end() {
    check(
        &letter_body(&format!("{} Text.\n", ">".repeat(120))),
        str![[r#"
error[nested-too-deep]: quotes, lists or emphasis nest deeper than 100 levels
 --> content/letters/upr-49.md:6:101
  |
6 | ...>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Text.
  |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: nobody can read that; write it in fewer levels
"#]],
    );
}

#[test]
fn text_of_an_author_does_nothing_to_the_terminal() {
    check(
        &letter_body("Text.[^red\u{1b}31m]\n\nSee [more](\u{9b}31m.md).\n"),
        str![[r#"
error[control-character]: the file holds the unseen character `\u{1b}`
 --> content/letters/upr-49.md:6:11
  |
6 | Text.[^red�31m]
  |           ^
  |
  = hint: remove it; it cannot be shown
"#]],
    );
}

#[test]
fn a_flood_of_mistakes_in_one_file_is_cut_and_says_so() {
    let files = letter_body(&"[^a] ".repeat(300));
    let built = files.build();
    assert_eq!(built.codes().len(), MISTAKES_LIMIT + 1);
    let (last, first) = built.diagnostics.split_first().expect("mistakes");
    assert!(first.iter().all(|found| found.code == "missing-footnote"), "{}", built.report());
    snapbox::assert_data_eq!(
        render_text(last, Palette::Plain),
        str![[r#"
error[too-many-mistakes]: there are more than 200 mistakes in this file; from here on it was not looked at
 --> content/letters/upr-49.md:1:1
  |
1 | ---
  | ^
  |
  = hint: mend those that are listed first
"#]]
        .raw()
    );
}
