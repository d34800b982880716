//! The icon that browsers show: the one that the settings name, else the logo where it is about as wide as high, else the
//! initials of the organisation.

use super::{FileUse, Site};
use crate::media::{Kind, Original};
use crate::track::{combine, fingerprint};

/// The side of the icon of a tab, in pixels: twice as many as it is shown at.
pub const TAB: u32 = 32;
/// The side of the icon on the screen of a telephone.
pub const TOUCH: u32 = 180;
/// Which of the ways in which icons were ever made this is.
const EDITION: u64 = 1;

/// What browsers show as an icon.
#[derive(Clone, Copy, Debug)]
pub enum Icon<'a> {
    /// A file as it is: one that the settings name, or a drawing.
    File(&'a FileUse),
    /// A picture, given its path, made as small as icons are.
    Made(&'a str, Original),
    /// The initials of the organisation.
    Initials,
}

impl Site {
    /// Returns what browsers show as an icon; the file that the settings name counts even where it could not be taken.
    pub fn icon(&self) -> Icon<'_> {
        if let Some(named) = &self.config.favicon {
            return self.files.get(&format!("content/{named}")).map_or(Icon::Initials, Icon::File);
        }
        let logo = self.config.logo.as_ref().map(|logo| format!("content/{}", logo.src));
        let Some((path, file)) = logo.and_then(|path| self.files.get_key_value(&path)) else { return Icon::Initials };
        let (longer, shorter) = (file.width.max(file.height), file.width.min(file.height));
        // Of a name in one line nothing can be read in a square of 16 pixels.
        if u64::from(longer) * 2 > u64::from(shorter) * 3 {
            return Icon::Initials;
        }
        match file.original {
            Some(original) if original.kind == Kind::Svg => Icon::File(file),
            Some(original) if original.kind != Kind::Avif => Icon::Made(path, original),
            _ => Icon::Initials,
        }
    }

    /// Returns where the icon that is made of a picture stands: a name that changes with its bytes and what it stands on.
    pub fn icon_path(&self, original: Original, side: u32) -> String {
        let ground = fingerprint(self.config.looks.paper(false).as_bytes());
        let mark = combine(combine(original.fingerprint, ground), EDITION << 32 | u64::from(side));
        format!("assets/icon-{side}.{mark:016x}.png")
    }
}

/// Returns the initials of a name: those of its first two words in scripts that have capitals, else its first letter.
pub fn initials(name: &str) -> String {
    let letters = || name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let capitals: String = letters().filter(|c| c.is_uppercase()).take(2).collect();
    match capitals.is_empty() {
        true => letters().take(1).flat_map(char::to_uppercase).collect(),
        false => capitals,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_letters_of_words() {
        for (name, expected) in [
            ("Example Centre for Atrocity Prevention", "EC"),
            ("La Maison aux lanternes", "LM"),
            ("\"Lantern\" House", "LH"),
            ("lantern", "L"),
            ("دار الفوانيس", "د"),
            ("中心", "中"),
            ("… <&>", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }
}
