//! The colours of a drawing: its shapes come in, with what each is filled or lined, and go out one by one.

use super::markup::{Markup, Tag, Token, local};

/// The most shapes that are looked at.
const MOST: usize = 20_000;
/// What is drawn, but for text.
const SHAPES: [&str; 7] = ["path", "rect", "circle", "ellipse", "polygon", "polyline", "line"];
/// What is drawn only where something refers to it.
const HIDDEN: [&str; 8] =
    ["defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient"];

/// A paint: nothing is drawn, a colour, or one that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Nothing,
    Colour([u8; 3]),
    /// That of `color`, whatever it is where something is drawn.
    Current,
    Unknown,
}

/// What elements inside one another have.
#[derive(Clone, Copy)]
struct Around {
    fill: Paint,
    stroke: Paint,
    color: Paint,
    /// Whether what is filled is seen, by its opacity.
    is_filled: bool,
    /// Whether lines are seen.
    is_lined: bool,
    is_drawn: bool,
}

/// What stands around the drawing.
const OUTSIDE: Around = Around {
    fill: Paint::Colour([0; 3]),
    stroke: Paint::Nothing,
    color: Paint::Colour([0; 3]),
    is_filled: true,
    is_lined: true,
    is_drawn: true,
};

impl Around {
    /// Returns the paint in which an element is seen: what fills it, else its line.
    fn seen(self, name: &str) -> Paint {
        let fill = if self.is_filled && name != "line" { self.fill } else { Paint::Nothing };
        let stroke = if self.is_lined { self.stroke } else { Paint::Nothing };
        let found = if fill == Paint::Nothing { stroke } else { fill };
        if found == Paint::Current { self.color } else { found }
    }
}

/// Returns the colour of each shape, nothing for one that is not known; nothing at all for a drawing of a style sheet, of a picture, or with a
/// ground of its own, of which that says little.
pub(in crate::media) fn paints(bytes: &[u8]) -> Option<Vec<Option<[u8; 3]>>> {
    let mut markup = Markup::new(std::str::from_utf8(bytes).ok()?);
    let mut around = vec![OUTSIDE];
    let mut found = Vec::new();
    // The text of an element counts once there is some.
    let mut text = Paint::Nothing;
    while let Some(token) = markup.next().ok()? {
        match token {
            Token::Open(tag) => {
                let name = local(tag.name);
                if matches!(name, "style" | "image" | "foreignObject") || found.len() > MOST {
                    return None;
                }
                let own = within(&tag, *around.last()?);
                let seen = if own.is_drawn { own.seen(name) } else { Paint::Nothing };
                text = Paint::Nothing;
                match name {
                    "text" | "tspan" | "textPath" => text = seen,
                    // What is drawn again has colours of its own.
                    "use" if own.is_drawn => found.push(None),
                    _ if seen == Paint::Nothing || !SHAPES.contains(&name) => {}
                    // What is filled and drawn first, and is as simple as that, is what the rest stands on.
                    _ if found.is_empty() && is_ground(&tag, name) && own.is_filled && own.fill != Paint::Nothing => {
                        return None;
                    }
                    _ => found.push(colour_of(seen)),
                }
                if !tag.is_empty {
                    around.push(own);
                }
            }
            Token::Text(words) if text != Paint::Nothing && !words.trim().is_empty() => found.push(colour_of(text)),
            Token::Close(..) if around.len() > 1 => {
                around.pop();
                text = Paint::Nothing;
            }
            _ => {}
        }
    }
    Some(found)
}

/// Returns the colour of a paint, if that is known.
fn colour_of(paint: Paint) -> Option<[u8; 3]> {
    if let Paint::Colour(colour) = paint { Some(colour) } else { None }
}

/// Tells whether an element is as simple as what others stand on: a disc or a rectangle, which programs write as a path, too.
fn is_ground(tag: &Tag<'_>, name: &str) -> bool {
    let is_rectangle = |path: &str| {
        let letters: String = path.chars().filter(char::is_ascii_alphabetic).collect();
        let letters = letters.to_ascii_lowercase();
        ["mhvh", "mvhv"].contains(&letters.trim_end_matches('z').get(..4).unwrap_or("")) && letters.len() <= 6
    };
    match name {
        "path" => {
            let path = tag.attributes().find(|attribute| attribute.name == "d");
            path.is_some_and(|path| path.value().is_ok_and(|path| is_rectangle(&path)))
        }
        _ => matches!(name, "rect" | "circle" | "ellipse"),
    }
}

/// Returns what an element has, given what is around it.
fn within(tag: &Tag<'_>, around: Around) -> Around {
    let mut own = around;
    own.is_drawn &= !HIDDEN.contains(&local(tag.name));
    for attribute in tag.attributes() {
        let Ok(value) = attribute.value() else { continue };
        let mut set = |name: &str, value: &str| match name {
            "fill" => own.fill = paint(value, around.fill),
            "stroke" => own.stroke = paint(value, around.stroke),
            "color" => own.color = paint(value, around.color),
            "fill-opacity" => own.is_filled = !is_zero(value),
            "stroke-opacity" | "stroke-width" => own.is_lined &= !is_zero(value),
            "opacity" => own.is_drawn &= !is_zero(value),
            "display" => own.is_drawn &= value.trim() != "none",
            "visibility" => own.is_drawn &= !matches!(value.trim(), "hidden" | "collapse"),
            _ => {}
        };
        match attribute.name {
            "style" => {
                let rules = value.split(';').filter_map(|rule| rule.split_once(':'));
                rules.for_each(|(name, value)| set(name.trim(), value));
            }
            name => set(name, &value),
        }
    }
    own
}

/// Tells whether a number, or a part of a hundred, is zero.
fn is_zero(text: &str) -> bool {
    text.trim().trim_end_matches('%').parse::<f64>() == Ok(0.0)
}

/// Reads a paint.
fn paint(text: &str, inherited: Paint) -> Paint {
    let text = text.trim().to_ascii_lowercase();
    let hex = |digits: &str| u8::from_str_radix(digits, 16).ok();
    let colour = match (text.strip_prefix('#'), text.as_str()) {
        (Some(digits), _) if digits.is_ascii() && digits.len() == 6 => {
            [&digits[..2], &digits[2..4], &digits[4..]].map(hex)
        }
        (Some(digits), _) if digits.is_ascii() && digits.len() == 3 => {
            [&digits[..1], &digits[1..2], &digits[2..]].map(|digit| hex(digit).map(|part| part * 17))
        }
        (_, "none" | "transparent") => return Paint::Nothing,
        (_, "inherit") => return inherited,
        (_, "currentcolor") => return Paint::Current,
        (_, "black") => [Some(0); 3],
        (_, "white") => [Some(255); 3],
        (_, rest) => {
            let parts = rest.strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')')).unwrap_or("");
            let mut parts = parts.split(',').map(|part| part.trim().parse().ok());
            [0; 3].map(|_| parts.next().flatten())
        }
    };
    match colour {
        [Some(red), Some(green), Some(blue)] => Paint::Colour([red, green, blue]),
        _ => Paint::Unknown,
    }
}
