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
    let report = site("{src: logo.svg, light: logo.svg, alt: A}").build().report();
    assert!(report.contains("error[unknown-key]"), "{report}");
}
