//! The pixels of a picture made fewer, or more.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, MulDiv, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, RgbImage, RgbaImage};

/// Makes a picture as wide and as high as this, as one of red, green and blue, with what is transparent if it has any.
///
/// Done in whole numbers of eight bits, for which every processor gives the same, whatever it has to do many at once. Of the
/// library's dozen kinds of pixels these two are named, for each that is named is compiled, with all its ways, into this crate.
///
/// # Errors
/// When there is no memory for it.
pub fn shrink(picture: DynamicImage, (width, height): (u32, u32)) -> Result<DynamicImage, String> {
    match picture.color().has_alpha() {
        true => shrink_clear(picture.into_rgba8(), width, height).map(DynamicImage::from),
        false => shrink_opaque(picture.into_rgb8(), width, height).map(DynamicImage::from),
    }
}

/// Makes a picture smaller of which nothing is transparent.
fn shrink_opaque(picture: RgbImage, width: u32, height: u32) -> Result<RgbImage, String> {
    let mut made = RgbImage::new(width, height);
    let view = TypedImageRef::<U8x3>::from_buffer(picture.width(), picture.height(), picture.as_raw()).map_err(told)?;
    let mut smaller = TypedImage::<U8x3>::from_buffer(width, height, &mut made).map_err(told)?;
    Resizer::new().resize_typed(&view, &mut smaller, &resampling()).map_err(told)?;
    Ok(made)
}

/// Makes a picture smaller of which something may be transparent. Colours weigh as much as they are seen: what lies below
/// transparent pixels shows at no edge.
fn shrink_clear(mut picture: RgbaImage, width: u32, height: u32) -> Result<RgbaImage, String> {
    let mut made = RgbaImage::new(width, height);
    let weights = MulDiv::new();
    let (wide, high) = picture.dimensions();
    // What weighs is weighed in its place, and not in a copy as large as the picture.
    let mut view = TypedImage::<U8x4>::from_buffer(wide, high, &mut picture).map_err(told)?;
    weights.multiply_alpha_inplace_typed(&mut view).map_err(told)?;
    let mut smaller = TypedImage::<U8x4>::from_buffer(width, height, &mut made).map_err(told)?;
    Resizer::new().resize_typed(&view, &mut smaller, &resampling()).map_err(told)?;
    weights.divide_alpha_inplace_typed(&mut smaller).map_err(told)?;
    Ok(made)
}

/// Returns how pixels are made of others.
fn resampling() -> ResizeOptions {
    ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom)).use_alpha(false)
}

/// Returns the sentence that tells of an error.
fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}
