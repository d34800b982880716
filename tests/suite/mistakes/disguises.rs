//! Texts and addresses that pass for something else to whoever reads them.
#![expect(clippy::invisible_characters, reason = "messages show the line as it is written")]

use snapbox::str;

use super::{SITE_FILE, check, letter_body, letter_line};
use crate::site_test::SiteTest;

#[test]
fn name_before_the_host_is_not_where_the_address_leads() {
    check(
        &letter_body("See [the bank](https://bank.example@evil.example/).\n"),
        str![[r#"
warning[name-before-host]: the address leads to `evil.example`; `bank.example` before the `@` is not where it leads
 --> content/letters/upr-49.md:6:24
  |
6 | See [the bank](https://bank.example@evil.example/).
  |                        ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: take out the `@` and what stands before it, or write the address that is meant
"#]],
    );
}

#[test]
fn number_for_a_host_says_nothing() {
    check(
        &letter_body("See [one](http://192.0.2.1:80/) and [the other](http://3221225985/).\n"),
        str![[r#"
warning[number-for-host]: the host `192.0.2.1:80` is a number
 --> content/letters/upr-49.md:6:18
  |
6 | See [one](http://192.0.2.1:80/) and [the other](http://3221225985/).
  |                  ^^^^^^^^^^^^
  |
  = hint: nobody can tell from it whose it is; write the name of the host

warning[number-for-host]: the host `3221225985` is a number, `192.0.2.1`
 --> content/letters/upr-49.md:6:56
  |
6 | See [one](http://192.0.2.1:80/) and [the other](http://3221225985/).
  |                                                        ^^^^^^^^^^
  |
  = hint: nobody can tell from it whose it is; write the name of the host
"#]],
    );
}

#[test]
fn host_that_passes_for_another_is_told() {
    check(
        &letter_body(
            "See [one](https://xn--80ak6aa92e.com/) and [two](https://bank.example\u{2044}a.evil.example/).\n",
        ),
        str![[r#"
warning[lookalike-host]: the host name `аррӏе.com` passes for `apple.com`
 --> content/letters/upr-49.md:6:19
  |
6 | See [one](https://xn--80ak6aa92e.com/) and [two](https://bank.example⁄a.evil.example/).
  |                   ^^^^^^^^^^^^^^^^^^
  |
  = hint: it is `xn--80ak6aa92e.com`; make sure that it is meant

warning[lookalike-host]: the host name `bank.example⁄a.evil.example` holds `⁄`, which looks like a sign of an address
 --> content/letters/upr-49.md:6:58
  |
6 | See [one](https://xn--80ak6aa92e.com/) and [two](https://bank.example⁄a.evil.example/).
  |                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: the address leads to all of `bank.example⁄a.evil.example`; write the address that is meant
"#]],
    );
}

#[test]
fn letters_in_reverse_order_are_told() {
    check(
        &letter_body("See \u{202e}exe.gpj\u{202c} here.\n"),
        str![[r#"
warning[reversed-text]: the invisible `\u{202e}` shows letters in the reverse of their order, so that they say something else
 --> content/letters/upr-49.md:6:5
  |
6 | See �exe.gpj� here.
  |     ^
  |
  = hint: remove it, and what closes it
"#]],
    );
}

#[test]
fn unseen_characters_within_words_are_told_once() {
    check(
        &letter_body("The pay\u{200b}pal page.\n\nThe pay\u{2060}pal, the pay\u{200d}pal.\n"),
        str![[r#"
warning[unseen-in-word]: a space without width (U+200B) stands within a word, where nobody sees it; there are 2 more in this file
 --> content/letters/upr-49.md:6:8
  |
6 | The pay​pal page.
  |        ^
  |
  = hint: remove it; who searches for the word would not find it
"#]],
    );
}

#[test]
fn word_of_two_scripts_is_told_once() {
    check(
        &letter_body("The p\u{430}yp\u{430}l page.\n\nThe Googl\u{435} page.\n"),
        str![[r#"
warning[mixed-script-word]: the word `pаypаl` has letters that look like those of another script; there is one more in this file
 --> content/letters/upr-49.md:6:5
  |
6 | The pаypаl page.
  |     ^^^^^^
  |
  = hint: it is `p[U+0430]yp[U+0430]l`; type the word anew, in one script
"#]],
    );
}

#[test]
fn values_of_front_matter_are_looked_at() {
    check(
        &letter_line("description: \"Pay \\u202enow\""),
        str![[r#"
warning[unbalanced-direction]: the invisible `\u{202e}` changes the direction of text and is not closed in its paragraph
 --> content/letters/upr-49.md:5:19
  |
5 | description: "Pay \u202enow"
  |                   ^^^^^^
  |
  = hint: what follows may be shown in another order than it is written: remove it, or close it with `\u{202c}`
"#]],
    );
}

#[test]
fn settings_hold_no_marks_of_direction() {
    let site = SiteTest::new().replace(SITE_FILE, "base_url", "tagline: Words \u{202e}here\nbase_url");
    check(
        &site,
        str![[r#"
error[direction-in-data]: the file holds the invisible character `\u{202e}`, which changes the direction of text
 --> content/site.yaml:2:16
  |
2 | tagline: Words �here
  |                ^
  |
  = hint: remove it; pages show names and texts in their own direction without it
"#]],
    );
}
