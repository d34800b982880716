//! Files that pages use: where each goes, how large it is, and whether it is the picture that it is shown as.

use super::Site;
use super::links::{FileUse, place_of};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::media::{self, Kind, MediaError, Original, Picture};
use crate::route::{OutPath, composed};
use crate::source::Sources;

/// Looks at a file that is used, and shown as a picture if `is_shown` says so.
pub(super) fn open_file(
    site: &Site,
    sources: &Sources,
    path: &str,
    span: Option<Span>,
    is_shown: bool,
) -> Result<FileUse, Box<Diagnostic>> {
    let place = || place_of(site, path, span.as_ref());
    let name = path.strip_prefix("content/").unwrap_or(path);
    let route =
        OutPath::parse(&composed(name)).map_err(|why| Box::new(mistakes::bad_route(place(), &why.to_string())))?;
    let bytes =
        sources.load(path).map_err(|error| Box::new(mistakes::unreadable_file(place(), path, &error.to_string())))?;
    let file_name = name.rsplit('/').next().unwrap_or(name);
    let suffix = file_name.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_lowercase();
    let length = bytes.len() as u64;
    let span = span.clone();
    let (original, misnamed) = (None, None);
    let mut opened = FileUse { span, route, length, width: 0, height: 0, original, keeps_metadata: false, misnamed };
    let named = Kind::of_suffix(&suffix);
    if is_shown || named.is_some() {
        let picture = look(&bytes).map_err(|why| Box::new(mistakes::bad_image(place(), path, &why)))?;
        let kind = picture.kind;
        // Browsers look into a picture for what it is, but never for a drawing, and never take a drawing for a picture.
        if named != Some(kind) && (kind == Kind::Svg || named == Some(Kind::Svg)) {
            return Err(Box::new(mistakes::misnamed_drawing(place(), path, kind.name(), kind.suffix())));
        }
        opened.misnamed = named.filter(|named| *named != kind).map(|_| kind);
        (opened.width, opened.height) = (picture.width, picture.height);
        opened.original = Some(Original::look(&bytes, kind));
    }
    opened.keeps_metadata = ["avif", "heic", "heif", "mp4", "mov", "tif", "tiff"].contains(&suffix.as_str());
    match media::strip(&bytes) {
        Ok(_) | Err(MediaError::Unknown) => {}
        Err(MediaError::Unsupported { .. }) => opened.keeps_metadata = true,
        Err(why @ MediaError::Unsafe { .. }) => {
            return Err(Box::new(mistakes::unsafe_image(place(), path, &why.to_string())));
        }
        Err(why) => return Err(Box::new(mistakes::bad_image(place(), path, &why.to_string()))),
    }
    Ok(opened)
}

/// Measures a picture, or tells why it is none.
fn look(bytes: &[u8]) -> Result<Picture, String> {
    media::inspect(bytes).map_err(|why| match &why {
        MediaError::Unknown | MediaError::Unsupported { .. } => {
            media::told_of_foreign(bytes).unwrap_or_else(|| why.to_string())
        }
        _ => why.to_string(),
    })
}
