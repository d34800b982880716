//! Mistakes in newsletter versions: what mail programs cut off, cannot show, or readers cannot read.

use snapbox::str;

use snapbox::IntoData as _;
use snapbox::data::Inline;

use super::{LETTER_FILE, PICTURE, SITE_FILE, check, letter_body, letter_line};
use crate::site_test::SiteTest;

/// Compares everything that is reported, of what is found only when a mail is made.
#[track_caller]
fn check_late(site: &SiteTest, expected: Inline) {
    let built = site.build();
    snapbox::assert_data_eq!(built.report(), expected.into_data().raw());
}

#[test]
fn mail_carries_a_postal_address() {
    check(
        &SiteTest::new().replace(SITE_FILE, "address: [1 Example Street, 0000 Sampleton]\n", ""),
        str![[r#"
warning[missing-postal-address]: the newsletter versions carry no postal address, which the law of many countries asks for
 --> content/site.yaml:1:7
  |
1 | name: Example Centre
  |       ^^^^^^^^^^^^^^
  |
  = hint: add `address:` with its lines, or `mail: false` to make no newsletter versions
"#]],
    );
}

#[test]
fn no_mail_needs_no_postal_address() {
    let off = SiteTest::new().replace(SITE_FILE, "address: [1 Example Street, 0000 Sampleton]\n", "mail: false\n");
    off.build().assert_silent();
}

#[test]
fn title_is_short_enough_for_a_subject_line() {
    check(
        &SiteTest::new().replace(
            LETTER_FILE,
            "title: ",
            "title: A very long title that goes on and on and on and on and on, ",
        ),
        str![[r#"
warning[long-subject]: as a subject line this title is too long: 86 characters, of which 78 are shown
 --> content/letters/upr-49.md:2:8
  |
2 | title: A very long title that goes on and on and on and on and on, Recommendations for UPR 49
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: name a shorter one: `newsletter: {subject: …}`
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn subject_line_is_short_enough() {
    let subject = "word ".repeat(20);
    check(
        &letter_line(&format!("newsletter: {{subject: {}}}", subject.trim())),
        str![[r#"
error[mail-subject-too-long]: the subject line has 99 characters; at most 78 fit
 --> content/letters/upr-49.md:5:23
  |
5 | ...ect: word word word word word word word word word word word word word word word word word word word word}
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: give a shorter `newsletter.subject:`
"#]],
    );
}

#[test]
fn preheader_of_a_letter_has_a_length() {
    check(
        &letter_line("newsletter: {preheader: Too short}"),
        str![[r#"
error[preheader-length]: the preheader has 9 characters; it takes 40 to 130
 --> content/letters/upr-49.md:5:25
  |
5 | newsletter: {preheader: Too short}
  |                         ^^^^^^^^^
  |
  = hint: say more: mail programs fill up a short one with whatever comes next
"#]],
    );
}

#[test]
fn drawing_is_a_link_in_mails() {
    check(
        &letter_body("![A map](map.svg)\n").file("content/letters/map.svg", PICTURE),
        str![[r#"
warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/map.svg` is a link
 --> content/letters/upr-49.md:6:10
  |
6 | ![A map](map.svg)
  |          ^^^^^^^
  |
  = hint: use a JPEG or PNG, or leave it at that
  = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn accent_can_be_read_by_day() {
    check(
        &SiteTest::new().replace(SITE_FILE, "time_zone", "accent: \"#ffcc00\"\ntime_zone"),
        str![[r##"
warning[low-contrast]: text in `#ffcc00` on `#ffffff` has a contrast of 1.5:1; reading takes 4.5:1
 --> content/site.yaml:3:9
  |
3 | accent: "#ffcc00"
  |         ^^^^^^^^^
  |
  = hint: in mails `#8f7200` stands for it; name that one
"##]],
    );
}

#[test]
fn accent_can_be_read_by_night() {
    check(
        &SiteTest::new().replace(SITE_FILE, "time_zone", "mail: {dark_accent: \"#1d5c72\"}\ntime_zone"),
        str![[r##"
warning[low-contrast]: text in `#1d5c72` on `#1b1d1f` has a contrast of 2.3:1; reading takes 4.5:1
 --> content/site.yaml:3:21
  |
3 | mail: {dark_accent: "#1d5c72"}
  |                     ^^^^^^^^^
  |
  = hint: in mails `#608c9b` stands for it; name that one
"##]],
    );
}

#[test]
fn heavy_mail_is_doubtful() {
    check(
        &letter_body(&"word ".repeat(15_500)),
        str![[r#"
warning[mail-heavy]: the newsletter version has 84 kB; Gmail cuts off what comes after 100
--> content/letters/upr-49.md:1:1
 = hint: shorten the text, or split it into two pages
 = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn too_large_a_mail_is_refused() {
    check_late(
        &letter_body(&"word ".repeat(40_050)),
        str![[r#"
error[mail-too-large]: the newsletter version has 207 kB; Gmail cuts off what comes after 100
--> content/letters/upr-49.md:1:1
 = hint: shorten the text, or split it into two pages
 = hint: `newsletter: false` in the front matter leaves this page without a newsletter version
"#]],
    );
}

#[test]
fn too_large_a_mail_can_be_left_out() {
    let site = letter_body(&"word ".repeat(40_050)).replace(LETTER_FILE, "session:", "newsletter: false\nsession:");
    let built = site.build();
    built.assert_silent();
    assert!(!built.files.contains_key("letters/upr-49/newsletter.html"));
}

#[test]
fn relative_address_in_a_mail_layout_is_told() {
    let layout = "<html><head></head><body><a href=\"{{ page.url }}\">a</a><img src=\"https://x/a.png\"></body></html>";
    check(
        &SiteTest::new().file("layouts/newsletter/letter.html", layout),
        str![[r#"
warning[mail-fault]: the newsletter version made by `layouts/newsletter/letter.html` has the address `/letters/upr-49/`, which means nothing in a mail
--> content/letters/upr-49.md:1:1
 = hint: write `{{ absolute(…) }}` around it

warning[mail-fault]: the newsletter version made by `layouts/newsletter/letter.html` has the picture `https://x/a.png` without a description
--> content/letters/upr-49.md:1:1
 = hint: give it an `alt`, an empty one for an ornament

warning[mail-fault]: the newsletter version made by `layouts/newsletter/letter.html` has the picture `https://x/a.png` without its size
--> content/letters/upr-49.md:1:1
 = hint: give it `width` and `height` in whole pixels
"#]],
    );
}

#[test]
fn message_names_a_sender() {
    check_late(
        &SiteTest::new().replace(SITE_FILE, "https://example.org/", "https://-/"),
        str![[r#"
error[no-sender]: the message cannot name its sender: `-`: Invalid email domain
--> content/letters/upr-49.md:1:1
 = hint: give an address: `mail: {from: office@example.org}` in `content/site.yaml`
"#]],
    );
}

#[test]
fn mail_is_switched_off_or_set_up() {
    check(
        &SiteTest::new().replace(SITE_FILE, "time_zone", "mail: none\ntime_zone"),
        str![[r#"
error[wrong-type]: `mail` takes `false`, or keys with values, not the text `none`
 --> content/site.yaml:3:7
  |
3 | mail: none
  |       ^^^^
  |
  = hint: write `mail: false`, or `mail: {from: office@example.org}`
"#]],
    );
}

#[test]
fn unsubscribing_happens_at_an_address() {
    check(
        &SiteTest::new().replace(SITE_FILE, "time_zone", "mail: {unsubscribe: reply}\ntime_zone"),
        str![[r#"
error[bad-url]: `reply` is not a web address
 --> content/site.yaml:3:21
  |
3 | mail: {unsubscribe: reply}
  |                     ^^^^^
  |
  = hint: it begins with `https://`
"#]],
    );
}
