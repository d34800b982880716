//! Files that pages use: where each goes, how large it is, and whether it is the picture that it is shown as.

use std::sync::Arc;

use super::{Site, SitePage};
use crate::config::Logo;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::media::{self, Carried, Kind, MediaError, Original, Picture, Tones};
use crate::route::{OutPath, composed};
use crate::source::Sources;
use crate::track::Fingerprint;

/// A file that is published because something uses it.
#[derive(Clone, Debug)]
pub struct FileUse {
    /// The first place that uses it.
    pub span: Option<Span>,
    /// Where it is published.
    pub route: OutPath,
    /// Its size in bytes, as it lies in the project.
    pub length: u64,
    /// The width of an image, in pixels; 0 for other files.
    pub width: u32,
    /// The height of an image, in pixels; 0 for other files.
    pub height: u32,
    /// What is known of an image, for those who change it.
    pub original: Option<Original>,
    /// The metadata that it carries and that is not taken out.
    pub carried: Option<Carried>,
    /// How light and dark it is, where it is the logo and has no ground of its own.
    pub tones: Option<Arc<Tones>>,
    /// The format of an image whose name says another.
    pub misnamed: Option<Kind>,
    /// The fingerprint of its bytes.
    pub(super) bytes: Fingerprint,
    /// Whether it is shown as a picture.
    pub(super) is_shown: bool,
}

impl FileUse {
    /// Tells whether this is what is found of a file with these bytes that is used so: all else goes by its path and the settings.
    pub(super) fn is_of(&self, bytes: Fingerprint, is_shown: bool) -> bool {
        (self.bytes, self.is_shown) == (bytes, is_shown)
    }
}

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
    let rule = site.config.files.of(path);
    let length = bytes.len() as u64;
    let span = span.clone();
    let (original, misnamed, carried) = (None, None, None);
    let fingerprint = sources.get(path).map_or(0, |file| file.fingerprint);
    let known = (fingerprint, is_shown);
    let mut opened = FileUse {
        span,
        route,
        length,
        width: 0,
        height: 0,
        original,
        carried,
        tones: None,
        misnamed,
        bytes: known.0,
        is_shown,
    };
    let named = Kind::of_suffix(&media::suffix_of(path));
    if is_shown || named.is_some() {
        let picture = look(&bytes).map_err(|why| Box::new(mistakes::bad_image(place(), path, &why)))?;
        let kind = picture.kind;
        // Browsers look into a picture for what it is, but never for a drawing, and never take a drawing for a picture.
        if named != Some(kind) && (kind == Kind::Svg || named == Some(Kind::Svg)) {
            return Err(Box::new(mistakes::misnamed_drawing(place(), path, kind.name(), kind.suffix())));
        }
        opened.misnamed = named.filter(|named| *named != kind).map(|_| kind);
        (opened.width, opened.height) = (picture.width, picture.height);
        let original = Original::look(&bytes, kind);
        opened.original = Some(original);
        if site.config.logo.iter().flat_map(Logo::files).any(|(_, src)| src == name) {
            opened.tones = Tones::look(&bytes, original).map(Arc::new);
        }
    }
    if site.config.looks.fonts.iter().any(|font| font.src == name) {
        media::look_at_font(&bytes).map_err(|why| Box::new(mistakes::bad_font(place(), name, &why.to_string())))?;
    }
    media::check(path, &bytes, rule).map_err(|why| Box::new(mistakes::unpublishable(place(), path, &why)))?;
    opened.carried = media::carried(path, &bytes, rule);
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

/// Returns a place at which a file is used: the one given, or the key of a page or of the settings that names it; the
/// file itself where nothing but its folder makes it part of a page.
pub(super) fn place_of(site: &Site, path: &str, given: Option<&Span>) -> Span {
    let key = |page: &SitePage| {
        let photo = (page.photo.as_deref() == Some(path)).then(|| "photo.src".to_owned());
        let named = |file: &Option<String>| file.as_deref() == Some(path);
        photo.or_else(|| page.attachments.iter().position(named).map(|index| format!("attachments[{index}].src")))
    };
    let named = || site.pages.iter().find_map(|page| key(page).map(|key| page.document.value_span(&key)));
    let logo = || {
        let found = site.config.named_files().find(|(_, src)| path.strip_prefix("content/") == Some(src));
        found.map(|(place, _)| site.config.value_span(&place))
    };
    given.cloned().or_else(named).or_else(logo).unwrap_or_else(|| Span::whole(&path.into()))
}
