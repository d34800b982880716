//! Mistakes in `security`, from which `security.txt` is made.

use snapbox::str;

use super::check;
use super::settings::settings_line;

#[test]
fn security_has_an_address_and_a_day() {
    check(
        &settings_line("security: {contact: office, expires: soon}"),
        str![[r#"
error[bad-url]: `office` is not a web address
 --> content/site.yaml:5:21
  |
5 | security: {contact: office, expires: soon}
  |                     ^^^^^^
  |
  = hint: it begins with `https://`

error[bad-date]: `soon` is not a date
 --> content/site.yaml:5:38
  |
5 | security: {contact: office, expires: soon}
  |                                      ^^^^
  |
  = hint: it takes a date with the time of day and its time zone, as in `2025-03-14T09:30:00+01:00`
"#]],
    );
    check(
        &settings_line("security: {contact: a@, expires: 2025-05-01}"),
        str![[r#"
error[bad-email]: `a@` is not an e-mail address
 --> content/site.yaml:5:21
  |
5 | security: {contact: a@, expires: 2025-05-01}
  |                     ^^
  |
  = hint: write it like `office@example.org`
"#]],
    );
    check(
        &settings_line("security: {contact: a@example.org, expires: 2025-05-01}"),
        str![[r#"
warning[security-expired]: `security.txt` has expired, so nobody goes by it
 --> content/site.yaml:5:45
  |
5 | security: {contact: a@example.org, expires: 2025-05-01}
  |                                             ^^^^^^^^^^
  |
  = hint: see whether the addresses are right still, and write a day within a year from now
"#]],
    );
    check(
        &settings_line("security: {}"),
        str![[r#"
error[missing-key]: the key `contact` of `security` is missing
 --> content/site.yaml:5:1
  |
5 | security: {}
  | ^^^^^^^^
  |
  = hint: add `contact: …`

error[missing-key]: the key `expires` of `security` is missing
 --> content/site.yaml:5:1
  |
5 | security: {}
  | ^^^^^^^^
  |
  = hint: add `expires: …`
"#]],
    );
}
