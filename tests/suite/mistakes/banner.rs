//! Mistakes in the announcement, and in the icon of the site.

use snapbox::str;

use super::check;
use super::settings::settings_line;

#[test]
fn announcements_say_something_lead_somewhere_and_end_after_they_begin() {
    check(
        &settings_line(
            "banner:\n  text: Sign our letter\n  link: pages/letter.md\n  from: 2025-06-03\n  until: 2025-06-02",
        ),
        str![[r#"
error[unknown-menu-page]: there is no page `pages/letter.md`
 --> content/site.yaml:7:9
  |
7 |   link: pages/letter.md
  |         ^^^^^^^^^^^^^^^
  |
  = hint: name it by its path from `content/`, such as `pages/about.md`

error[banner-never-shown]: `until` lies before `from`, so the announcement is never shown
 --> content/site.yaml:9:10
  |
9 |   until: 2025-06-02
  |          ^^^^^^^^^^
  |
 ::: content/site.yaml:8:9
  |
8 |   from: 2025-06-03
  |         ---------- from here
  |
  = hint: correct one of the two; a day without a time is meant with its last hour in `until`
"#]],
    );
    check(
        &settings_line("banner: {link: letters, from: soon}"),
        str![[r#"
error[missing-key]: the key `text` of `banner` is missing
 --> content/site.yaml:5:1
  |
5 | banner: {link: letters, from: soon}
  | ^^^^^^
  |
  = hint: add `text: …`

error[bad-date]: `soon` is not a date
 --> content/site.yaml:5:31
  |
5 | banner: {link: letters, from: soon}
  |                               ^^^^
  |
  = hint: dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`
"#]],
    );
}

#[test]
fn icons_are_drawings_or_png() {
    check(
        &settings_line("favicon: icon.ico"),
        str![[r#"
error[bad-favicon]: `icon.ico` is neither an SVG nor a PNG
 --> content/site.yaml:5:10
  |
5 | favicon: icon.ico
  |          ^^^^^^^^
  |
  = hint: browsers show a square drawing, `favicon: icon.svg`, or a square picture of 180 pixels or more, `favicon: icon.png`
"#]],
    );
}
