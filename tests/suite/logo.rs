//! The logo: one image, or one for light and one for dark screens.

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// A drawing.
const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><path d=\"M0 0h40v10z\"/></svg>";

/// Returns a site with a logo.
fn site(logo: &str) -> SiteTest {
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}logo: {logo}\n"))
        .file("content/logo.svg", DRAWING)
        .file("content/logo-dark.gif", GIF)
}

#[test]
fn dark_screens_have_a_logo_of_their_own() {
    let built = site("{light: logo.svg, dark: logo-dark.gif, alt: Example Centre}").build();
    let home = built.text("index.html");
    assert!(home.contains(
        "<picture><source srcset=\"/logo-dark.gif\" media=\"(prefers-color-scheme: dark)\"><img class=\"brand-logo\" src=\"/logo.svg\" width=\"40\" height=\"10\" alt=\"Example Centre\"></picture>"
    ), "{home}");
    assert!(built.files.contains_key("logo-dark.gif") && built.files.contains_key("logo.svg"));
}

#[test]
fn one_logo_is_as_before() {
    for key in ["src", "light"] {
        let built = site(&format!("{{{key}: logo.svg, alt: Example Centre}}")).build();
        let home = built.text("index.html");
        assert!(home.contains("<img class=\"brand-logo\" src=\"/logo.svg\"") && !home.contains("<picture"), "{home}");
        assert!(!built.files.contains_key("logo-dark.gif"));
    }
}

#[test]
fn logo_that_is_not_there_is_told_at_its_key() {
    let report = site("{light: logo.svg, dark: logo-drak.gif, alt: A}").build().report();
    assert!(
        report.contains("error[missing-file]: there is no file `logo-drak.gif`\n --> content/site.yaml:5:31"),
        "{report}"
    );
    assert!(report.contains("did you mean `logo-dark.gif`?"), "{report}");
    let report = site("{dark: logo-dark.gif, alt: A}").build().report();
    assert!(report.contains("error[missing-key]: the key `light` of `logo` is missing"), "{report}");
    let report = site("{src: logo.svg, light: logo.svg, alt: A}").build().report();
    assert!(report.contains("error[unknown-key]"), "{report}");
}

#[test]
fn icon_of_browsers_is_the_one_that_is_named() {
    let icon = |name: &str, bytes: &[u8]| {
        let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}favicon: {name}\n"));
        site.file(&format!("content/{name}"), bytes).build()
    };
    let built = icon("icon.svg", DRAWING.as_bytes());
    let home = built.text("index.html");
    assert!(home.contains("<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">"), "{home}");
    assert!(!home.contains("apple-touch-icon") && built.files.contains_key("icon.svg"));
    let report = icon("icon.gif", GIF).report();
    assert!(report.contains("error[bad-favicon]: `icon.gif` is neither an SVG nor a PNG"), "{report}");
    let as_before = SiteTest::new().build().text("index.html");
    assert!(as_before.contains("<link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">"));
}
