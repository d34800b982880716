//! Square pictures, as icons are: a picture comes in, and stands in the middle of the one that goes out.

use std::io::Cursor;

use image::imageops::overlay;
use image::{ImageFormat, Rgba, RgbaImage};

use super::{Original, shrink, upright};

/// Makes a square PNG of a picture, `side` pixels wide. Without a ground it fills the square, and what it leaves is
/// transparent; on one it has a margin.
///
/// # Errors
/// When the pixels cannot be read.
pub fn square(bytes: &[u8], original: Original, side: u32, ground: Option<[u8; 3]>) -> Result<Vec<u8>, String> {
    let (picture, _) = upright(bytes, original).map_err(|error| error.to_string())?;
    let inner = if ground.is_some() { side * 4 / 5 } else { side };
    let (width, height) = (u64::from(picture.width()), u64::from(picture.height()));
    let longer = width.max(height).max(1);
    let fitted = |length: u64| ((length * u64::from(inner) + longer / 2) / longer).max(1) as u32;
    let (width, height) = (fitted(width), fitted(height));
    let picture = shrink(picture, (width, height))?.into_rgba8();
    let clear = ground.map_or(Rgba([0; 4]), |[red, green, blue]| Rgba([red, green, blue, 255]));
    let mut made = RgbaImage::from_pixel(side, side, clear);
    overlay(&mut made, &picture, i64::from((side - width) / 2), i64::from((side - height) / 2));
    let mut out = Cursor::new(Vec::new());
    made.write_to(&mut out, ImageFormat::Png).map_err(|error| error.to_string())?;
    Ok(out.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::Kind;

    #[test]
    fn picture_stands_in_the_middle() {
        let mut bytes = Cursor::new(Vec::new());
        let red = RgbaImage::from_pixel(80, 40, Rgba([200, 0, 0, 255]));
        red.write_to(&mut bytes, ImageFormat::Png).expect("a picture");
        let bytes = bytes.into_inner();
        let original = Original::look(&bytes, Kind::Png);
        let made = |side, ground| {
            let made = square(&bytes, original, side, ground).expect("a picture");
            image::load_from_memory(&made).expect("a picture").into_rgba8()
        };
        let icon = made(32, None);
        assert_eq!((icon.get_pixel(16, 16).0, icon.get_pixel(0, 8).0), ([200, 0, 0, 255], [200, 0, 0, 255]));
        assert_eq!((icon.get_pixel(16, 7).0, icon.get_pixel(16, 24).0), ([0; 4], [0; 4]));
        let touch = made(180, Some([1, 2, 3]));
        assert_eq!((touch.get_pixel(17, 90).0, touch.get_pixel(18, 90).0), ([1, 2, 3, 255], [200, 0, 0, 255]));
        assert!(square(b"no picture", original, 32, None).is_err());
    }
}
