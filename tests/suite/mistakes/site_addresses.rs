//! Lists and addresses in `site.yaml`.

use snapbox::str;

use super::settings::settings_line;
use super::{SITE_FILE, check};
use crate::site_test::SiteTest;

#[test]
fn what_stands_twice_in_a_list_is_shown_with_the_first() {
    check(
        &settings_line("languages: [en, fr, fr]\nnav: [letters, briefs, letters]"),
        str![[r#"
error[listed-twice]: `fr` stands twice in this list
 --> content/site.yaml:5:21
  |
5 | languages: [en, fr, fr]
  |                     ^^
  |
 ::: content/site.yaml:5:17
  |
5 | languages: [en, fr, fr]
  |                 -- first here
  |
  = hint: remove one of the two

error[listed-twice]: `letters` stands twice in this list
 --> content/site.yaml:6:24
  |
6 | nav: [letters, briefs, letters]
  |                        ^^^^^^^
  |
 ::: content/site.yaml:6:7
  |
6 | nav: [letters, briefs, letters]
  |       ------- first here
  |
  = hint: remove one of the two
"#]],
    );
    for (line, codes) in [
        ("languages: [en, pt-BR, pt-br]", vec!["listed-twice"]),
        ("languages: [en, en]", vec!["listed-twice"]),
        ("languages: [en, fr-]", vec!["bad-language"]),
        ("languages: [en, -fr]", vec!["bad-language"]),
        ("languages: [en, fr--CH]", vec!["bad-language"]),
        ("languages: [en, fr-abcdefghi]", vec!["bad-language"]),
        ("languages: [en, zh-Hant, zh-Hans, fr-CH, pt-BR]", vec![]),
        ("footer_nav: [pages/about.md, pages/about.md]", vec!["unknown-footer-page", "listed-twice"]),
    ] {
        assert_eq!(settings_line(line).build().codes(), codes, "{line}");
    }
}

#[test]
fn base_address_is_one_that_browsers_read() {
    for (url, hint) in [
        ("https://example.org:abc/", "a port is a number"),
        ("https://example.org:99999/", "a port is a number"),
        ("https://[::1/", "a host is made of"),
        ("http://%/", "a host is made of"),
        ("https://bücher.example", "write `https://xn--bcher-kva.example`"),
        ("https://a b.example/", "a host is made of"),
        ("https://example.org/?a", "write it like"),
    ] {
        let site = SiteTest::new().replace(SITE_FILE, "https://example.org/", &format!("\"{url}\""));
        let found = site.build().diagnostics;
        let found = found.iter().find(|found| found.code == "bad-base-url").unwrap_or_else(|| panic!("{url}"));
        assert!(found.hints[0].contains(hint), "{url}: {:?}", found.hints);
    }
}

#[test]
fn addresses_of_the_organisation_are_some() {
    for (line, code) in [
        ("email: a@b.", "bad-email"),
        ("email: a@.b", "bad-email"),
        ("social: [{name: A, url: \"https://\"}]", "bad-address"),
        ("social: [{name: A, url: \"https://a.example:x/\"}]", "bad-address"),
        ("newsletter: {signup_url: \"https://[::1/\"}", "bad-address"),
        ("mail: {unsubscribe: \"mailto:a@b.\"}", "bad-email"),
    ] {
        assert_eq!(settings_line(line).build().codes(), [code], "{line}");
    }
}

#[test]
fn address_that_could_not_be_read_is_not_said_to_be_missing() {
    let line = "address: [1 Example Street, 0000 Sampleton]\n";
    for (address, code) in [
        ("address: a\n", "wrong-type"),
        ("address: 7\n", "wrong-type"),
        ("address: {street: a}\n", "wrong-type"),
        ("address: [[a]]\n", "wrong-type"),
        ("adress: [a, b]\n", "unknown-key"),
        ("address: []\n", "missing-postal-address"),
        ("address:\n", "missing-postal-address"),
        ("", "missing-postal-address"),
    ] {
        let built = SiteTest::new().replace(SITE_FILE, line, address).build();
        assert_eq!(built.codes(), [code], "{address}: {}", built.report());
    }
}

#[test]
fn unknown_key_that_is_no_text_is_told_where_it_stands() {
    check(
        &settings_line("? [a, b]\n: c"),
        str![[r#"
error[unknown-key]: unknown key `?`
 --> content/site.yaml:5:3
  |
5 | ? [a, b]
  |   ^^^^^^
  |
  = hint: the keys here are `language`, `languages`, `name`, `base_url`, `time_zone`, `tagline`, `description`, `banner`, `notice`, `address`, `phone`, `email`, `social`, `newsletter`, `mail`, `licence`, `accent`, `colours`, `fonts`, `logo`, `favicon`, `menu`, `footer`, `nav`, `footer_nav`, `security`, `statistics`, `embeds`, `unsafe_html`, `active_files`, `keep_metadata`, `taxonomies`, `per_page`
"#]],
    );
}
