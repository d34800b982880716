//! The files of a build as they are served: by route, each with its content type.

use std::collections::BTreeMap;

use crate::route::OutPath;
use crate::spill::Spilled;

/// The files of a build: bytes by route, as in `letters/upr-49/index.html`.
pub type Files = BTreeMap<String, Spilled>;
/// The files of a build that are others than in the one before: bytes by route; nothing for one that is not there any
/// more.
pub type Changes = BTreeMap<String, Option<Spilled>>;

/// Returns the route that a path without its first slash leads to.
pub(super) fn route_of(path: &str) -> String {
    if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() }
}

/// Returns the address of the folder at `path`, if the map has a page there.
pub(super) fn folder_url(files: &Files, path: &str) -> Option<String> {
    let (route, _) = files.get_key_value(&format!("{path}/index.html"))?;
    Some(OutPath::parse(route).ok()?.url())
}

/// Returns the content type of a file, by the end of its name.
pub(super) fn content_type(route: &str) -> &'static str {
    let name = route.rsplit('/').next().unwrap_or(route);
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_ascii_lowercase();
    match suffix.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "geojson" => "application/json",
        "xml" => "application/xml; charset=utf-8",
        "atom" => "application/atom+xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "eml" => "message/rfc822",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "zip" => "application/zip",
        "txt" | "md" | "asc" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
