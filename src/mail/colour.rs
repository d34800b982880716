//! Colours of mails: the organisation's own, as light or dark as reading takes (WCAG 2.2, success criterion 1.4.3).

/// The least contrast of text, as a ratio.
pub const CONTRAST: f64 = 4.5;
/// The contrast of an accent by night that is made of the one by day.
const BRIGHT: f64 = 6.5;
/// What mails stand on by day.
pub const LIGHT: &str = "#ffffff";
/// What mails stand on by night.
pub const DARK: &str = "#1b1d1f";
/// The accent of a site that names none.
const ACCENT: &str = "#1d5c72";

/// The colours that depend on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The accent on a light ground.
    pub accent: String,
    /// What is read on that accent.
    pub on_accent: &'static str,
    /// The accent on a dark ground.
    pub dark_accent: String,
    /// What is read on the dark accent.
    pub on_dark_accent: &'static str,
}

/// Returns the colours for an accent and, if one is named, an accent by night; each is changed no more than reading takes.
pub fn palette(accent: Option<&str>, dark_accent: Option<&str>) -> Palette {
    let accent = accent.unwrap_or(ACCENT);
    let day = readable(accent, LIGHT);
    // A colour that nobody chose for the night may be brighter than it must.
    let night = dark_accent.map_or_else(|| readable_at(accent, DARK, BRIGHT), |accent| readable(accent, DARK));
    Palette { on_accent: ink(&day), on_dark_accent: ink(&night), accent: day, dark_accent: night }
}

/// Returns the contrast of two colours, 1 to 21.
pub fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(parts(one)), luminance(parts(other)));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Returns a colour that can be read on a ground: itself, or the nearest on the way to black or white.
pub fn readable(colour: &str, ground: &str) -> String {
    readable_at(colour, ground, CONTRAST)
}

/// Returns a colour that has this contrast to a ground, or the most that there is.
fn readable_at(colour: &str, ground: &str, wanted: f64) -> String {
    let goal = if luminance(parts(ground)) > 0.2 { 0 } else { 255 };
    let from = parts(colour);
    let mixed = |step: u32| from.map(|part| ((u32::from(part) * (64 - step) + goal * step) / 64) as u8);
    let found = (0..=64).map(mixed).map(written).find(|mixed| contrast(mixed, ground) >= wanted);
    found.unwrap_or_else(|| written([goal as u8; 3]))
}

/// Returns black or white: what is read better on a colour.
fn ink(ground: &str) -> &'static str {
    if contrast("#ffffff", ground) >= contrast("#111111", ground) { "#ffffff" } else { "#111111" }
}

/// Returns red, green and blue of `#rrggbb`; black for what is none.
fn parts(colour: &str) -> [u8; 3] {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    [part(1), part(3), part(5)]
}

/// Writes a colour.
fn written([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Returns the relative luminance of a colour (WCAG 2.2, "relative luminance").
fn luminance(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.478).abs() < 1e-3);
    }

    #[test]
    fn colours_are_changed_until_they_can_be_read() {
        assert_eq!(readable("#1d5c72", LIGHT), "#1d5c72");
        for colour in ["#000000", "#ffffff", "#ffcc00", "#1d5c72", "#ff0000", "#808080", "nonsense", "é"] {
            let palette = palette(Some(colour), None);
            assert!(contrast(&palette.accent, LIGHT) >= CONTRAST, "{palette:?}");
            assert!(contrast(&palette.dark_accent, DARK) >= CONTRAST, "{palette:?}");
            assert!(contrast(&palette.accent, palette.on_accent) >= CONTRAST, "{palette:?}");
            assert!(contrast(&palette.dark_accent, palette.on_dark_accent) >= CONTRAST, "{palette:?}");
        }
    }
}
