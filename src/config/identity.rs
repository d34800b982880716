//! The pictures that stand for the organisation: its logo, and the icon that browsers show.

use super::Config;
use crate::diag::mistakes;
use crate::yaml::{self, Map, Node};

/// The organisation's logo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The content path of the image.
    pub src: String,
    /// The key that names it.
    pub key: &'static str,
    /// The content path of the image for dark screens.
    pub dark: Option<String>,
    /// What it shows, for those who cannot see it.
    pub alt: String,
}

impl Logo {
    /// Returns the content paths of its pictures, each with the value of `site.yaml` that names it.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let place = if self.key == "light" { "logo.light" } else { "logo.src" };
        [(place, &self.src)].into_iter().chain(self.dark.iter().map(|dark| ("logo.dark", dark)))
    }
}

impl Config {
    /// Returns the content paths of these pictures, each with the value of `site.yaml` that names it.
    pub fn images(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let logo = self.logo.iter().flat_map(Logo::files);
        logo.chain(self.favicon.iter().map(|favicon| ("favicon", favicon)))
    }

    /// Returns the content paths of all files that the settings name, each with the value that does.
    pub fn named_files(&self) -> impl Iterator<Item = (String, &String)> {
        let fonts = self.looks.fonts.iter().map(|font| (font.place(), &font.src));
        self.images().map(|(place, src)| (place.to_owned(), src)).chain(fonts)
    }
}

/// Reads the logo.
pub(super) fn read_logo(map: &mut Map<'_>) -> Option<Logo> {
    // Beside a picture for dark screens the other one is for light ones.
    let key = if map.has("light") || map.has("dark") && !map.has("src") { "light" } else { "src" };
    let src = map.required(key, yaml::filled_text);
    let dark = map.field("dark", yaml::filled_text);
    let alt = map.required("alt", yaml::words);
    Some(Logo { src: src?, key, dark, alt: alt? })
}

/// Reads the icon that browsers show: a drawing, or a picture in PNG.
pub(super) fn read_favicon(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    let suffix = text.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_ascii_lowercase();
    if suffix != "svg" && suffix != "png" {
        node.note(move |span| mistakes::bad_favicon(span, &text));
        return None;
    }
    Some(text)
}

/// Reads a colour, `#rrggbb`.
pub(super) fn read_colour(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    let good = text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    if !good {
        node.note(move |span| mistakes::bad_colour(span, &text));
        return None;
    }
    Some(text.to_ascii_lowercase())
}
