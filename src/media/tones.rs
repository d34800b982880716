//! How light and dark a picture is: its bytes come in, how much of it is as light as which grey goes out.

use image::{GenericImageView, Rgba};

use super::svg::paints;
use super::{Kind, Original, shrink, upright};

/// The side of a picture whose pixels are counted: enough to tell letters from what is around them.
const SIDE: u32 = 128;
/// The number of pixels above which nothing is counted.
const MOST: u64 = 16 * 1024 * 1024;

/// How much of a picture is as light as each grey, from black to white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tones {
    weights: Vec<u32>,
    /// What is in colours that nobody knows here, such as those that run into one another.
    unknown: u32,
}

impl Tones {
    /// Looks at a picture that stands on the ground of the page; nothing for one that has a ground of its own, or that
    /// cannot be read.
    pub fn look(bytes: &[u8], original: Original) -> Option<Tones> {
        match original.kind {
            Kind::Svg => Tones::of_drawing(bytes),
            Kind::Avif => None,
            _ => Tones::of_pixels(bytes, original),
        }
    }

    /// Returns how much of what is drawn a rule meets, given greys as `#rrggbb`: of 1.
    pub fn share(&self, meets: impl Fn(&str) -> bool) -> f64 {
        let all: u32 = self.weights.iter().sum::<u32>() + self.unknown;
        let greys = self.weights.iter().zip(0_u32..).filter(|(weight, _)| **weight > 0);
        let met = greys.filter(|(_, grey)| meets(&format!("#{grey:02x}{grey:02x}{grey:02x}")));
        f64::from(met.map(|(weight, _)| weight).sum::<u32>()) / f64::from(all.max(1))
    }

    /// Counts the pixels of a picture; one whose corners are opaque has a ground of its own.
    fn of_pixels(bytes: &[u8], original: Original) -> Option<Tones> {
        let size = super::inspect(bytes).ok()?;
        if u64::from(size.width) * u64::from(size.height) > MOST {
            return None;
        }
        let (picture, _) = upright(bytes, original).ok()?;
        let (width, height) = (picture.width().clamp(1, SIDE), picture.height().clamp(1, SIDE));
        let picture = shrink(picture, (width, height)).ok()?;
        let corners = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)];
        let is_seen = |Rgba([.., alpha]): &Rgba<u8>| *alpha > 127;
        if corners.iter().all(|(x, y)| is_seen(&picture.get_pixel(*x, *y))) {
            return None;
        }
        let seen = picture.into_rgba8();
        Tones::of(seen.pixels().filter(|pixel| is_seen(pixel)).map(|Rgba([r, g, b, _])| Some([*r, *g, *b])))
    }

    /// Counts the shapes of a drawing.
    fn of_drawing(bytes: &[u8]) -> Option<Tones> {
        Tones::of(paints(bytes)?.into_iter())
    }

    /// Counts colours; nothing where there are none.
    fn of(colours: impl Iterator<Item = Option<[u8; 3]>>) -> Option<Tones> {
        let mut tones = Tones { weights: vec![0; 256], unknown: 0 };
        for colour in colours {
            match colour {
                Some(colour) => tones.weights[usize::from(grey(colour))] += 1,
                None => tones.unknown += 1,
            }
        }
        let is_some = tones.unknown > 0 || tones.weights.iter().any(|weight| *weight > 0);
        is_some.then_some(tones)
    }
}

/// Returns the grey that is as light as a colour.
fn grey([red, green, blue]: [u8; 3]) -> u8 {
    let light = |part: u8| (f64::from(part) / 255.0).powf(2.2);
    let sum = 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
    (sum.powf(1.0 / 2.2) * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbaImage};
    use std::io::Cursor;

    /// Returns how much of a drawing is darker than half of white, of a hundred; nothing for what is not looked at.
    fn dark(inside: &str) -> Option<u32> {
        let bytes = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>");
        let tones = Tones::look(bytes.as_bytes(), Original::look(bytes.as_bytes(), Kind::Svg))?;
        Some((tones.share(|grey| grey < "#808080") * 100.0) as u32)
    }

    #[test]
    fn drawings_are_told_by_their_paints() {
        assert_eq!(dark("<path d='M0 0'/>"), Some(100), "black where nothing is said");
        assert_eq!(dark("<g fill='#fff'><path d='M0 0'/><path fill='#111' d='M0 0'/></g>"), Some(50));
        assert_eq!(dark("<path style='fill: rgb(10, 20, 30)'/><path fill='none' stroke='white'/>"), Some(50));
        assert_eq!(dark("<path fill='url(#a)'/><path fill='#000000'/>"), Some(50), "what runs is not known");
        assert_eq!(dark("<defs><path d='M0 0'/></defs><text fill='currentColor'>A</text>"), Some(100));
        assert_eq!(dark("<style>path { fill: white }</style><path d='M0 0'/>"), None);
        assert_eq!(dark("<rect width='9' height='9' fill='#fff'/><path d='M0 0'/>"), None, "a ground of its own");
        assert_eq!(dark("<path fill='none'/>"), None);
        let red = "<path fill='#d44' d='M0 0'/>";
        for (other, expected) in [
            ("<line stroke='#fff' x1='9'/>", 50),
            ("<symbol id='a'><path d='M0 0'/></symbol><use href='#a'/>", 50),
            ("<g display='none'><path d='M0 0'/><path d='M0 0'/></g>", 100),
            ("<path style='opacity: 0' d='M0 0'/><path visibility='hidden' d='M0 0'/>", 100),
            ("<path fill-opacity='0' stroke='#fff' d='M0 0'/>", 50),
            ("<g color='#fff'><path fill='currentColor' d='M0 0'/></g>", 50),
            ("<text> <tspan fill='#fff'>A</tspan></text>", 50),
        ] {
            assert_eq!(dark(&format!("{red}{other}")), Some(expected), "{other}");
        }
        for ground in ["M0 0h9v9H0z", "M0,0V9H9V0Z", "M 0 0 H 9 V 9 H 0"] {
            assert_eq!(dark(&format!("<path fill='#fff' d='{ground}'/>{red}{red}")), None, "a ground of its own");
        }
        assert_eq!(dark("<path d='M0 0h9v9z'/>"), Some(100), "a shape that is none");
    }

    #[test]
    fn pictures_are_told_by_their_pixels() {
        let look = |pixels: RgbaImage| {
            let mut bytes = Cursor::new(Vec::new());
            pixels.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
            let bytes = bytes.into_inner();
            Tones::look(&bytes, Original::look(&bytes, Kind::Png))
        };
        let stripes = |ground: [u8; 4]| {
            RgbaImage::from_fn(40, 40, |x, y| {
                Rgba(if x > 9 && x < 30 && y > 9 && y < 30 { [0, 0, 0, 255] } else { ground })
            })
        };
        let tones = look(stripes([255, 255, 255, 0])).expect("transparent corners");
        assert!(tones.share(|grey| grey == "#000000") > 0.99);
        assert_eq!(look(stripes([255, 255, 255, 255])), None, "a ground of its own");
        assert_eq!(look(RgbaImage::new(4, 4)), None, "nothing to be seen");
    }
}
