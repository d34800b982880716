//! Mistakes in addresses outside of the site: schemes, hosts, texts that say another.

use snapbox::str;

use super::{check, letter_body};

#[test]
fn script_is_no_address() {
    check(
        &letter_body("Read [more](javascript:alert(1)) here.\n"),
        str![[r#"
error[forbidden-scheme]: addresses that begin with `javascript:` are not allowed
 --> content/letters/upr-49.md:6:13
  |
6 | Read [more](javascript:alert(1)) here.
  |             ^^^^^^^^^^^^^^^^^^^
  |
  = hint: use `https:`, `http:`, `mailto:` or `tel:`, or a path
"#]],
    );
}

#[test]
fn address_without_a_scheme_is_refused() {
    check(
        &letter_body("Read [more](//example.net/more) here.\n"),
        str![[r#"
error[forbidden-scheme]: addresses that begin with `//` are not allowed
 --> content/letters/upr-49.md:6:13
  |
6 | Read [more](//example.net/more) here.
  |             ^^^^^^^^^^^^^^^^^^
  |
  = hint: write `https:` before it
"#]],
    );
}

#[test]
fn host_that_mixes_scripts_is_doubtful() {
    check(
        &letter_body("Read [more](https://ex\u{430}mple.org/more) here.\n"),
        str![[r#"
warning[mixed-script-host]: the host name `exаmple.org` mixes scripts
 --> content/letters/upr-49.md:6:21
  |
6 | Read [more](https://exаmple.org/more) here.
  |                     ^^^^^^^^^^^
  |
  = hint: it may pass for another; make sure that `ex[U+0430]mple.org` is meant
"#]],
    );
}

#[test]
fn link_leads_to_the_address_that_its_text_says() {
    check(
        &letter_body("See [https://ohchr.example/upr](https://ohchr.example.net/upr).\n"),
        str![[r#"
warning[misleading-link]: the text of the link says `ohchr.example`, and it leads to `ohchr.example.net`
 --> content/letters/upr-49.md:6:5
  |
6 | See [https://ohchr.example/upr](https://ohchr.example.net/upr).
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: readers trust what they see; let both say the same, or write words instead
"#]],
    );
    for same in [
        "[https://www.example.org/a](https://example.org/b)",
        "[example.org](https://docs.example.org/)",
        "[Example.ORG](https://example.org)",
        "<https://example.net/a>",
        "[more](https://example.net/)",
        "[site.yaml](https://example.net/)",
        "[about example.org](https://example.net/)",
        "[us@example.org](mailto:us@example.org)",
    ] {
        letter_body(&format!("See {same}.\n")).build().assert_silent();
    }
    for other in ["[example.org](https://example.org.evil.example/)", "[WWW.example.org](https://example.net/)"] {
        assert_eq!(letter_body(&format!("See {other}.\n")).build().codes(), ["misleading-link"], "{other}");
    }
}

#[test]
fn address_that_leads_nowhere_is_an_error() {
    check(
        &letter_body(
            "See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).\n",
        ),
        str![[r#"
error[bad-address]: the address `https:/example.net/` has no host
 --> content/letters/upr-49.md:6:9
  |
6 | See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).
  |         ^^^^^^^^^^^^^^^^^^^
  |
  = hint: two slashes and a host come after `https:`, as in `https://example.org/`

error[bad-address]: the address `https://` has no host
 --> content/letters/upr-49.md:6:35
  |
6 | See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).
  |                                   ^^^^^^^^
  |
  = hint: two slashes and a host come after `https:`, as in `https://example.org/`

error[bad-address]: the address `https://example.net:99999/` has a port that cannot be one
 --> content/letters/upr-49.md:6:50
  |
6 | See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).
  |                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: a port is a number up to 65535; mostly none is needed

error[bad-address]: the address `http://a b` has a host that cannot be one
 --> content/letters/upr-49.md:6:84
  |
6 | See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).
  |                                                                                    ^^^^^^^^^^
  |
  = hint: a host is made of letters, digits, hyphens and dots

error[bad-address]: the address `mailto:` has nothing after its colon
 --> content/letters/upr-49.md:6:105
  |
6 | See [a](https:/example.net/), [b](https://), [c](https://example.net:99999/), [d](<http://a b>) and [e](mailto:).
  |                                                                                                         ^^^^^^^
  |
  = hint: write an e-mail address or a telephone number after the colon
"#]],
    );
}
