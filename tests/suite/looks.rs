//! Colours and fonts of a site's own.

use crate::site_test::{SETTINGS, SiteTest};

/// Returns the beginning of a font in WOFF2 that lists these tables, as a whole file.
pub(crate) fn font(tables: &[u8]) -> Vec<u8> {
    let list: Vec<u8> = tables.iter().flat_map(|table| [*table, 4]).collect();
    let length = (48 + list.len() + 1) as u32;
    let mut bytes = [&b"wOF2\0\x01\0\0"[..], &length.to_be_bytes()].concat();
    bytes.extend((tables.len() as u16).to_be_bytes());
    bytes.extend([0, 0, 0, 0, 0, 99, 0, 0, 0, 1]);
    bytes.resize(48, 0);
    [bytes, list, vec![6]].concat()
}

/// The tables of a plain font, and of one with many weights.
pub(crate) const PLAIN: &[u8] = &[0, 13];
pub(crate) const VARIABLE: &[u8] = &[0, 13, 47];

/// Returns a site with lines added to its settings, and two fonts.
fn site(lines: &str) -> SiteTest {
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{lines}"))
        .file("content/fonts/plain.woff2", font(PLAIN))
        .file("content/fonts/many weights.woff2", font(VARIABLE))
}

/// Returns what the built site adds to the style sheet.
fn added(lines: &str) -> String {
    let built = site(lines).build();
    assert_eq!(built.report(), "");
    let style = built.files.keys().find(|path| path.starts_with("assets/style.")).expect("a style sheet").clone();
    let text = built.text(&style);
    let plain = SiteTest::new().build();
    let before = plain.files.keys().find(|path| path.starts_with("assets/style.")).expect("a style sheet").clone();
    text.strip_prefix(plain.text(&before).as_str()).expect("the built-in style sheet").to_owned()
}

#[test]
fn fonts_are_of_the_site_and_loaded_at_once() {
    let lines = "fonts: {text: fonts/many weights.woff2, heading: fonts/plain.woff2}\n";
    let built = site(lines).build();
    let home = built.text("index.html");
    let preload = |file: &str| {
        format!("<link rel=\"preload\" href=\"/fonts/{file}\" as=\"font\" type=\"font/woff2\" crossorigin>")
    };
    assert!(home.contains(&preload("many%20weights.woff2")) && home.contains(&preload("plain.woff2")), "{home}");
    assert!(home.contains("style-src 'self'; base-uri 'none'; form-action 'self'; font-src 'self'"), "{home}");
    assert!(built.text("_headers").contains("frame-ancestors 'none'; font-src 'self'"));
    assert!(built.files.contains_key("fonts/plain.woff2") && built.files.contains_key("fonts/many weights.woff2"));
    let rules = added(lines);
    for rule in [
        "src: url(\"../fonts/many%20weights.woff2\") format(\"woff2\");\n  font-weight: 1 1000;\n  font-style: normal;\n  font-display: swap;",
        "font-family: \"site heading\";\n  src: url(\"../fonts/plain.woff2\")",
        ":root { --text: \"site text\", var(--serif); --heading: \"site heading\", var(--text); }",
        ":where(h1, h2, h3, h4, h5, h6) { font-family: var(--heading); }",
        "font-size-adjust: 0.5",
    ] {
        assert!(rules.contains(rule), "{rule}\n{rules}");
    }
    let plain = SiteTest::new().build().text("index.html");
    assert!(!plain.contains("preload") && !plain.contains("font-src"), "{plain}");
}

#[test]
fn cuts_are_for_their_weights_and_only_the_first_is_loaded_at_once() {
    let lines =
        "fonts: {interface: {regular: fonts/many weights.woff2, bold: fonts/plain.woff2, italic: fonts/plain.woff2}}\n";
    let rules = added(lines);
    let weights: Vec<&str> = rules.lines().filter_map(|line| line.trim().strip_prefix("font-weight: ")).collect();
    assert_eq!(weights, ["400;", "700;", "400;"], "{rules}");
    assert_eq!(rules.matches("font-style: italic").count(), 1);
    assert!(rules.contains("--interface: \"site interface\", var(--sans);"));
    assert_eq!(site(lines).build().text("index.html").matches("rel=\"preload\"").count(), 1);
    let one = added("fonts: {text: fonts/plain.woff2}\n");
    assert!(one.contains("font-weight: 400;"), "the browser makes the bold of one file: {one}");
}

#[test]
fn colours_of_one_screen_are_not_those_of_the_other_or_of_print() {
    let rules =
        added("accent: \"#7a1f2b\"\ncolours: {paper: \"#FFFFFF\", ink: \"#111111\", dark: {paper: \"#000000\"}}\n");
    assert_eq!(
        rules,
        "\n:root { --accent: #7a1f2b; }\n\
         \n@media screen and (prefers-color-scheme: light) {\n  :root { --paper: #ffffff; --ink: #111111; }\n}\n\
         \n@media screen and (prefers-color-scheme: dark) {\n  :root { --paper: #000000; }\n}\n"
    );
    let home = site("colours: {paper: \"#ffffff\", dark: {paper: \"#000000\"}}\n").build().text("index.html");
    assert!(home.contains("<meta name=\"theme-color\" content=\"#ffffff\" media=\"(prefers-color-scheme: light)\">"));
    assert!(home.contains("<meta name=\"theme-color\" content=\"#000000\" media=\"(prefers-color-scheme: dark)\">"));
}

#[test]
fn colours_that_are_known_are_those_of_the_style_sheet() {
    let style = include_str!("../../layouts/assets/style.css");
    let (light, dark) = style.split_once("@media (prefers-color-scheme: dark)").expect("dark colours");
    for colour in demarche::config::COLOURS {
        for (text, value) in
            [(light, colour.light), (dark, colour.dark)].into_iter().filter(|(_, value)| !value.is_empty())
        {
            assert!(text.contains(&format!("--{}: {value};", colour.name)), "{colour:?}");
        }
    }
}
