//! The rules that a site's colours and fonts add to the built-in style sheet.

use std::fmt::Write as _;

use crate::config::{Config, FONT_ROLES, Font};
use crate::media::look_at_font;
use crate::route::{composed, push_percent_encoded};
use crate::source::Sources;

/// Returns the rules for the colours and fonts of a site; nothing where it names none.
pub(super) fn rules_of(config: &Config, sources: &Sources) -> String {
    let looks = &config.looks;
    let mut rules = String::new();
    if let Some(accent) = &looks.accent {
        rules.push_str(&format!("\n:root {{ --accent: {accent}; }}\n"));
    }
    // Print has colours of its own, in black and white.
    for (colours, scheme) in [(&looks.light, "light"), (&looks.dark, "dark")] {
        let set: String = colours.iter().map(|(name, colour)| format!(" --{name}: {colour};")).collect();
        if !set.is_empty() {
            let when = format!("screen and (prefers-color-scheme: {scheme})");
            _ = writeln!(rules, "\n@media {when} {{\n  :root {{{set} }}\n}}");
        }
    }
    rules.push_str(&fonts(&looks.fonts, sources));
    rules
}

/// Returns the rules for fonts.
fn fonts(fonts: &[Font], sources: &Sources) -> String {
    let mut rules = String::new();
    for font in fonts {
        rules.push_str(&face(font, fonts, sources));
    }
    let is_named = |role: &str| fonts.iter().any(|font| font.role == role);
    let mut set = String::new();
    for role in FONT_ROLES.into_iter().filter(|role| is_named(role)) {
        let behind = match role {
            "heading" => "text",
            "interface" => "sans",
            _ => "serif",
        };
        _ = write!(set, " --{role}: \"site {role}\", var(--{behind});");
    }
    if is_named("heading") {
        rules.push_str("\n:where(h1, h2, h3, h4, h5, h6) { font-family: var(--heading); }\n");
    }
    if !set.is_empty() {
        // Small letters of all fonts are as high as one another, so that lines hardly move once a font is there. In Arabic
        // script there are none.
        _ = writeln!(
            rules,
            "\n:root {{{set} }}\n\n:root:not(:lang(ar), :lang(fa), :lang(ur)) {{ font-size-adjust: 0.5; }}"
        );
    }
    rules
}

/// Returns the rule for one file, given all.
fn face(font: &Font, all: &[Font], sources: &Sources) -> String {
    let path = format!("content/{}", font.src);
    let is_variable = sources
        .spelt(&path)
        .and_then(|path| sources.load(path).ok())
        .is_some_and(|bytes| look_at_font(&bytes).is_ok_and(|font| font.is_variable));
    let has = |cut: &str| all.iter().any(|other| other.role == font.role && other.cut == Some(cut));
    // A file of many weights has all; one for headings is bold as it is, and is not made bolder by the browser.
    let weight = match font.cut {
        Some("bold" | "bold_italic") => "700",
        Some("regular") if !has("bold") && is_variable => "1 1000",
        Some("italic") if !has("bold_italic") && is_variable => "1 1000",
        None if is_variable || font.role == "heading" => "1 1000",
        _ => "400",
    };
    let style = if font.cut.is_some_and(|cut| cut.ends_with("italic")) { "italic" } else { "normal" };
    let mut url = String::from("../");
    push_percent_encoded(&mut url, &composed(&font.src));
    format!(
        "\n@font-face {{\n  font-family: \"site {}\";\n  src: url(\"{url}\") format(\"woff2\");\n  font-weight: {weight};\n  font-style: {style};\n  font-display: swap;\n}}\n",
        font.role
    )
}
