//! The size of a drawing: its first tag comes in, width and height in CSS pixels go out.

use super::super::MediaError;
use super::markup::{Tag, is_space, malformed};

/// Returns the size that the first tag asks for, or that of its view box.
pub(super) fn size_of(tag: &Tag<'_>) -> Result<(u32, u32), MediaError> {
    let (mut width, mut height, mut view) = (None, None, None);
    for attribute in tag.attributes() {
        match attribute.name {
            "width" => width = pixels(&attribute.value()?),
            "height" => height = pixels(&attribute.value()?),
            "viewBox" => view = view_size(&attribute.value()?),
            _ => {}
        }
    }
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(size)) => size,
        _ => {
            return Err(malformed(tag.at, "neither a width and height nor a `viewBox`"));
        }
    };
    // The cast stops at the greatest number; a drawing of no size would not be shown at all.
    let whole = |length: f64| (length.round() as u32).max(1);
    Ok((whole(width), whole(height)))
}

/// Returns a length in CSS pixels, if it is one that does not depend on the page.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim_matches(is_space);
    let number = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let pixels = match length[number.len()..].to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    positive(number).map(|number| number * pixels)
}

/// Returns the width and height of a view box.
fn view_size(value: &str) -> Option<(f64, f64)> {
    let mut numbers = value.split(|c| is_space(c) || c == ',').filter(|part| !part.is_empty());
    let (width, height) = (numbers.nth(2)?, numbers.next()?);
    Some((positive(width)?, positive(height)?))
}

/// Returns a number if it is greater than nothing and less than infinite.
fn positive(number: &str) -> Option<f64> {
    number.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}
