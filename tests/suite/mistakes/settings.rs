//! Mistakes in `site.yaml`, and in languages that it does not know.

use snapbox::str;

use super::{SITE_FILE, check, letter_with};
use crate::site_test::{LETTER, SETTINGS, SiteTest};

/// Returns the smallest site with a line added to its settings.
pub(super) fn settings_line(line: &str) -> SiteTest {
    SiteTest::new().file(SITE_FILE, format!("{SETTINGS}{line}\n"))
}

#[test]
fn site_has_settings() {
    check(
        &SiteTest::new().without(SITE_FILE),
        str![[r#"
error[no-site-file]: there is no `content/site.yaml`
--> content/site.yaml:1:1
 = hint: `demarche new site DIR` makes a site to begin with
"#]],
    );
}

#[test]
fn site_has_a_name_and_an_address() {
    check(
        &SiteTest::new().file(SITE_FILE, "language: en\n"),
        str![[r#"
error[missing-key]: the key `base_url` is missing
 --> content/site.yaml:1:1
  |
1 | language: en
  | ^
  |
  = hint: add `base_url: https://example.org/`, the address of the home page

error[missing-key]: the key `name` is missing
 --> content/site.yaml:1:1
  |
1 | language: en
  | ^
  |
  = hint: add `name: Example Centre`
"#]],
    );
}

#[test]
fn slip_in_a_setting_gets_the_right_one() {
    check(
        &SiteTest::new().replace(SITE_FILE, "time_zone", "timezone"),
        str![[r#"
error[unknown-key]: unknown key `timezone`
 --> content/site.yaml:3:1
  |
3 | timezone: Europe/Zurich
  | ^^^^^^^^
  |
  = hint: did you mean `time_zone`?
"#]],
    );
}

#[test]
fn foreign_setting_gets_the_settings() {
    check(
        &settings_line("theme: dark"),
        str![[r#"
error[unknown-key]: unknown key `theme`
 --> content/site.yaml:5:1
  |
5 | theme: dark
  | ^^^^^
  |
  = hint: the keys here are `language`, `languages`, `name`, `base_url`, `time_zone`, `tagline`, `description`, `banner`, `notice`, `address`, `phone`, `email`, `social`, `newsletter`, `mail`, `licence`, `accent`, `colours`, `fonts`, `logo`, `favicon`, `menu`, `footer`, `nav`, `footer_nav`, `security`, `statistics`, `embeds`, `unsafe_html`, `active_files`, `keep_metadata`, `taxonomies`, `per_page`
"#]],
    );
}

#[test]
fn base_address_names_its_scheme() {
    check(
        &SiteTest::new().replace(SITE_FILE, "https://example.org/", "example.org"),
        str![[r#"
error[bad-base-url]: `example.org` is not the address of a site
 --> content/site.yaml:2:11
  |
2 | base_url: example.org
  |           ^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://example.org`
"#]],
    );
}

#[test]
fn slip_in_a_time_zone_gets_the_right_one() {
    check(
        &SiteTest::new().replace(SITE_FILE, "Europe/Zurich", "Europe/Zurch"),
        str![[r#"
error[unknown-time-zone]: there is no time zone `Europe/Zurch`
 --> content/site.yaml:3:12
  |
3 | time_zone: Europe/Zurch
  |            ^^^^^^^^^^^^
  |
  = hint: did you mean `Europe/Zurich`?
  = hint: write it by continent and city, such as `Europe/Zurich`
"#]],
    );
}

#[test]
fn time_zone_is_not_a_city() {
    check(
        &SiteTest::new().replace(SITE_FILE, "Europe/Zurich", "Bern"),
        str![[r#"
error[unknown-time-zone]: there is no time zone `Bern`
 --> content/site.yaml:3:12
  |
3 | time_zone: Bern
  |            ^^^^
  |
  = hint: write it by continent and city, such as `Europe/Zurich`
"#]],
    );
}

#[test]
fn colour_has_six_digits() {
    check(
        &settings_line("accent: teal"),
        str![[r##"
error[bad-colour]: `teal` is not a colour
 --> content/site.yaml:5:9
  |
5 | accent: teal
  |         ^^^^
  |
  = hint: write it like "#1d5c72", between quotes
"##]],
    );
}

#[test]
fn colour_without_quotes_is_a_comment() {
    check(
        &settings_line("accent: #1d5c72"),
        str![[r##"
error[bad-colour]: there is no colour here: what follows a `#` is a comment
 --> content/site.yaml:5:1
  |
5 | accent: #1d5c72
  | ^^^^^^
  |
  = hint: write it like "#1d5c72", between quotes
"##]],
    );
}

#[test]
fn language_is_a_tag() {
    check(
        &settings_line("language: English"),
        str![[r#"
error[bad-language]: `English` is not the code of a language
 --> content/site.yaml:5:11
  |
5 | language: English
  |           ^^^^^^^
  |
  = hint: write `en`, `fr`, `ar`, `pt-BR`
"#]],
    );
}

#[test]
fn slip_in_a_section_gets_the_right_one() {
    check(
        &settings_line("nav: [letters, breifs]"),
        str![[r#"
error[unknown-section]: there is no section `breifs`
 --> content/site.yaml:5:16
  |
5 | nav: [letters, breifs]
  |                ^^^^^^
  |
  = hint: did you mean `briefs`?
  = hint: the sections are `letters`, `briefs`, `states`, `sessions`, `recommendations`, `topics`, `instruments`, `newsletters`, `bodies`, `home`
"#]],
    );
}

#[test]
fn slip_in_a_page_of_the_foot_gets_the_right_one() {
    let page = "---\ntitle: About\n---\nText.\n";
    check(
        &settings_line("footer_nav:\n  - pages/abuot.md").file("content/pages/about.md", page),
        str![[r#"
error[unknown-footer-page]: there is no page `pages/abuot.md`
 --> content/site.yaml:6:5
  |
6 |   - pages/abuot.md
  |     ^^^^^^^^^^^^^^
  |
  = hint: did you mean `pages/about.md`?
  = hint: name it by its path from `content/`, such as `pages/about.md`
"#]],
    );
}

#[test]
fn mail_address_has_a_host() {
    check(
        &settings_line("email: office"),
        str![[r#"
error[bad-email]: `office` is not an e-mail address
 --> content/site.yaml:5:8
  |
5 | email: office
  |        ^^^^^^
  |
  = hint: write it like `office@example.org`
"#]],
    );
}

#[test]
fn web_address_names_its_scheme() {
    check(
        &settings_line("social:\n  - {name: Example, url: social.example.net/centre}"),
        str![[r#"
error[bad-url]: `social.example.net/centre` is not a web address
 --> content/site.yaml:6:26
  |
6 |   - {name: Example, url: social.example.net/centre}
  |                          ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = hint: put `https://` before it: `https://social.example.net/centre`
"#]],
    );
}

#[test]
fn pages_per_list_have_a_range() {
    check(
        &settings_line("per_page: 0"),
        str![[r#"
error[out-of-range]: `per_page` goes from 1 to 1000
 --> content/site.yaml:5:11
  |
5 | per_page: 0
  |           ^
  |
  = hint: write a number between the two, or leave the key out
"#]],
    );
}

#[test]
fn logo_is_there() {
    check(
        &settings_line("logo: {src: lgo.svg, alt: Example Centre}").file("content/logo.svg", super::PICTURE),
        str![[r#"
error[missing-file]: there is no file `lgo.svg`
 --> content/site.yaml:5:13
  |
5 | logo: {src: lgo.svg, alt: Example Centre}
  |             ^^^^^^^
  |
  = hint: did you mean `logo.svg`?
"#]],
    );
}

#[test]
fn language_of_a_file_is_one_of_the_site() {
    check(
        &SiteTest::new().file("content/letters/upr-49.fr.md", LETTER),
        str![[r#"
error[unknown-language]: the file name says the language is `fr`, which the site does not have
--> content/letters/upr-49.fr.md:1:1
 = hint: add it to `languages:` in `content/site.yaml`, which has `en`
"#]],
    );
}

#[test]
fn mistakes_in_settings_and_pages_are_told_together() {
    check(
        &letter_with("upr-49", "upr-94").replace(SITE_FILE, "name:", "nam:"),
        str![[r#"
error[unknown-session]: there is no session `upr-94`
 --> content/letters/upr-49.md:4:10
  |
4 | session: upr-94
  |          ^^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: sessions are listed in `content/data/sessions.yaml`: `upr-49`, `upr-48`

error[unknown-key]: unknown key `nam`
 --> content/site.yaml:1:1
  |
1 | nam: Example Centre
  | ^^^
  |
  = hint: did you mean `name`?
"#]],
    );
}

#[test]
fn settings_that_cannot_be_read_hide_no_mistake_in_pages() {
    let site = letter_with("upr-49", "upr-94").file("content/letters/upr-49.fr.md", LETTER);
    check(
        &site.file(SITE_FILE, "name: \"Example Centre\nbase_url: https://example.org/\n"),
        str![[r#"
warning[translations-differ]: `session` is another than that of the page itself
 --> content/letters/upr-49.fr.md:4:10
  |
4 | session: upr-49
  |          ^^^^^^
  |
 ::: content/letters/upr-49.md:4:10
  |
4 | session: upr-94
  |          ------ the page itself says so here
  |
  = hint: a page and its translations are one page; give both the same value

error[unknown-session]: there is no session `upr-94`
 --> content/letters/upr-49.md:4:10
  |
4 | session: upr-94
  |          ^^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: sessions are listed in `content/data/sessions.yaml`: `upr-49`, `upr-48`

error[yaml-syntax]: this is not YAML: the quote that opens here is not closed
 --> content/site.yaml:1:7
  |
1 | name: "Example Centre
  |       ^
  |
  = hint: close it at the end of the text
"#]],
    );
}

#[test]
fn sender_is_one_that_messages_can_have() {
    check(
        &settings_line("email: büro@example.org"),
        str![[r#"
error[no-sender]: the message cannot name its sender: before the `@` of `büro@example.org` stands more than unaccented Latin letters, digits and signs
 --> content/site.yaml:5:8
  |
5 | email: büro@example.org
  |        ^^^^^^^^^^^^^^^^
  |
  = hint: give an address: `mail: {from: office@example.org}` in `content/site.yaml`
"#]],
    );
    check(
        &settings_line("email: büro@example.org\nmail: {from: a..b@example.org}"),
        str![[r#"
error[bad-email]: `a..b@example.org` is not an e-mail address
 --> content/site.yaml:6:14
  |
6 | mail: {from: a..b@example.org}
  |              ^^^^^^^^^^^^^^^^
  |
  = hint: write it like `office@example.org`
"#]],
    );
    settings_line("email: büro@bücher.example\nmail: {from: contact@bücher.example}").build().assert_silent();
    settings_line("email: büro@example.org\nmail: false").build().assert_silent();
}
