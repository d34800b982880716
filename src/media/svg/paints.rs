//! The colours of a drawing: its shapes come in, with what each is filled or lined, and go out one by one.

use super::markup::{Markup, Tag, Token, local};

/// The most shapes that are looked at.
const MOST: usize = 20_000;
/// What is drawn.
const SHAPES: [&str; 9] = ["path", "rect", "circle", "ellipse", "polygon", "polyline", "line", "text", "use"];
/// What is drawn only where something refers to it.
const HIDDEN: [&str; 8] =
    ["defs", "symbol", "clipPath", "mask", "marker", "pattern", "linearGradient", "radialGradient"];

/// A paint: nothing is drawn, a colour, or one that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paint {
    Nothing,
    Colour([u8; 3]),
    Unknown,
}

/// What elements inside one another have.
#[derive(Clone, Copy)]
struct Around {
    fill: Paint,
    stroke: Paint,
    is_drawn: bool,
}

/// Returns the colour of each shape, nothing for one that is not known; nothing at all for a drawing of a style sheet, of a picture, or with a
/// ground of its own, of which that says little.
pub(in crate::media) fn paints(bytes: &[u8]) -> Option<Vec<Option<[u8; 3]>>> {
    let mut markup = Markup::new(std::str::from_utf8(bytes).ok()?);
    let mut around = vec![Around { fill: Paint::Colour([0; 3]), stroke: Paint::Nothing, is_drawn: true }];
    let mut found = Vec::new();
    while let Some(token) = markup.next().ok()? {
        match token {
            Token::Open(tag) => {
                let name = local(tag.name);
                if matches!(name, "style" | "image" | "foreignObject") || found.len() > MOST {
                    return None;
                }
                let own = within(&tag, *around.last()?);
                if own.is_drawn && SHAPES.contains(&name) {
                    // What is filled and drawn first, and is as simple as that, is what the rest stands on.
                    if found.is_empty() && matches!(name, "rect" | "circle" | "ellipse") && own.fill != Paint::Nothing {
                        return None;
                    }
                    let seen = [own.fill, own.stroke].into_iter().find(|paint| *paint != Paint::Nothing);
                    found.extend(seen.map(|paint| if let Paint::Colour(colour) = paint { Some(colour) } else { None }));
                }
                if !tag.is_empty {
                    around.push(own);
                }
            }
            Token::Close(..) if around.len() > 1 => _ = around.pop(),
            _ => {}
        }
    }
    Some(found)
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
        (_, "black" | "currentcolor") => [Some(0); 3],
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
