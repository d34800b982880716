//! The logo: one image, or one for light and one for dark screens.

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// A drawing.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><path fill=\"#1d5c72\" d=\"M0 0h40v10z\"/></svg>";

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

/// Returns a picture of one colour and this size on a transparent ground, as a PNG.
pub(crate) fn png(width: u32, height: u32, colour: [u8; 3]) -> Vec<u8> {
    let [red, green, blue] = colour;
    let is_edge = |x: u32, y: u32| x == 0 || y == 0 || x == width - 1 || y == height - 1;
    let pixels = image::RgbaImage::from_fn(width, height, |x, y| {
        image::Rgba(if is_edge(x, y) { [0; 4] } else { [red, green, blue, 255] })
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// Returns the icons of a page: what they are for, and their addresses.
fn icons(page: &str) -> Vec<(&str, &str)> {
    let links = page.split("<link rel=\"").skip(1).filter_map(|link| link.split_once("\" href=\""));
    let icons = links.filter(|(of, _)| of.ends_with("icon"));
    icons.filter_map(|(of, rest)| Some((of, rest.split_once('"')?.0))).collect()
}

#[test]
fn icons_are_made_of_a_logo_that_is_about_square() {
    let built = site("{src: square.png, alt: A}").file("content/square.png", png(90, 120, [200, 20, 20])).build();
    assert_eq!(built.report(), "");
    let home = built.text("index.html");
    let [("icon", tab), ("apple-touch-icon", touch)] = icons(&home)[..] else { panic!("{home}") };
    for (address, side, corner) in [(tab, 32, [0; 4]), (touch, 180, [0xfc, 0xfb, 0xf8, 255])] {
        let made = image::load_from_memory(&built.files[address.trim_start_matches('/')]).expect("a PNG").into_rgba8();
        assert_eq!((made.dimensions(), made.get_pixel(0, 0).0), ((side, side), corner), "{address}");
        assert_eq!(made.get_pixel(side / 2, side / 2).0, [200, 20, 20, 255]);
    }
    let other = site("{src: square.png, alt: A}").file("content/square.png", png(90, 120, [20, 20, 200])).build();
    assert_ne!(icons(&other.text("index.html"))[0].1, tab, "its name changes with its bytes");
    let drawing = DRAWING.replace("height=\"10\"", "height=\"30\"");
    let built = site("{src: square.svg, alt: A}").file("content/square.svg", drawing).build();
    assert_eq!(icons(&built.text("index.html")), [("icon", "/square.svg")]);
}

#[test]
fn icon_of_a_wide_logo_or_of_none_has_the_initials() {
    let named = |lines: &str| SiteTest::new().file("content/site.yaml", format!("{SETTINGS}{lines}"));
    for site in [
        site("{src: wide.png, alt: A}").file("content/wide.png", png(600, 104, [200, 20, 20])),
        named("accent: \"#7a1f2b\"\n"),
    ] {
        let built = site.build();
        assert_eq!(icons(&built.text("index.html")), [("icon", "/favicon.svg")]);
        let icon = built.text("favicon.svg");
        assert!(icon.contains(">EC</text>"), "{icon}");
        assert!(!built.files.keys().any(|path| path.starts_with("assets/icon")));
    }
    assert!(named("accent: \"#7a1f2b\"\n").build().text("favicon.svg").contains("fill=\"#7a1f2b\""));
}

#[test]
fn icon_of_the_site_itself_is_kept() {
    let own = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
    let square = site("{src: square.png, alt: A}").file("content/square.png", png(90, 120, [200, 20, 20]));
    let built = square.file("layouts/static/favicon.svg", own).build();
    assert_eq!(icons(&built.text("index.html")), [("icon", "/favicon.svg")]);
    assert_eq!(built.text("favicon.svg"), own);
    assert!(!built.files.keys().any(|path| path.starts_with("assets/icon")));
}

#[test]
fn icon_or_logo_in_the_content_may_have_the_name_that_browsers_ask_for() {
    let square = DRAWING.replace("height=\"10\"", "height=\"40\"");
    for key in ["favicon: favicon.svg", "logo: {src: favicon.svg, alt: A}"] {
        let site = SiteTest::new().file("content/site.yaml", format!("{SETTINGS}{key}\n"));
        let built = site.file("content/favicon.svg", square.as_str()).build();
        assert_eq!(built.report(), "", "{key}");
        assert_eq!(icons(&built.text("index.html")), [("icon", "/favicon.svg")]);
        assert_eq!(built.text("favicon.svg"), square);
    }
    let linked = site("{src: square.png, alt: A}")
        .file("content/square.png", png(90, 120, [200, 20, 20]))
        .file("content/favicon.svg", square.as_str())
        .file("content/_index.md", "---\ntitle: Home\n---\n[Our icon](favicon.svg)\n")
        .build();
    assert_eq!(linked.report(), "");
    assert!(icons(&linked.text("index.html")).iter().all(|(_, url)| linked.files.contains_key(&url[1..])));
}

#[test]
fn logo_that_cannot_be_seen_is_told() {
    let report = |logo: &str, colour| site(logo).file("content/l.png", png(60, 40, colour)).build().report();
    let dark = report("{src: l.png, alt: A}", [10, 10, 10]);
    assert!(
        dark.contains("warning[logo-not-seen]: most of the logo `l.png` cannot be seen on dark screens, where it stands on `#14181b`\n --> content/site.yaml:5:13"),
        "{dark}"
    );
    assert!(dark.contains("hint: name one for dark screens: `logo: {light: …, dark: …, alt: …}`"), "{dark}");
    let light = report("{light: l.png, dark: logo-dark.gif, alt: A}", [250, 250, 240]);
    assert!(light.contains("cannot be seen on light screens") && light.contains("take a darker one"), "{light}");
    let of_dark = report("{light: logo-dark.gif, dark: l.png, alt: A}", [10, 10, 10]);
    assert!(of_dark.contains("hint: take a lighter one as `dark`"), "{of_dark}");
    assert_eq!(report("{src: l.png, alt: A}", [200, 60, 20]), "");
    assert_eq!(report("{light: l.png, dark: logo-dark.gif, alt: A}", [10, 10, 10]), "");
    let black = DRAWING.replace("#1d5c72", "#000");
    let drawn = site("{src: logo.svg, alt: A}").file("content/logo.svg", black).build().report();
    assert!(drawn.contains("most of the logo `logo.svg` cannot be seen on dark screens"), "{drawn}");
}
