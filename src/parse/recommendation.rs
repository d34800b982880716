//! Recommendations marked where they stand: `- Name a focal point. {#focal-point priority states=KEN,GUY}`.

use std::ops::Range;

use super::Hole;

/// What a marker says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// The id: `[a-z0-9-]+`.
    pub id: String,
    /// Whether it is marked as a priority.
    pub priority: bool,
    /// The states it is addressed to; empty means all that the page is addressed to.
    pub states: Vec<String>,
}

/// A recommendation as it stands in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// What its marker says.
    pub marker: Marker,
    /// Its place on the page, from 1.
    pub number: u32,
    /// The number or label that is written there, with those of the items it stands in: `3`, `(a)`, `1(a)`.
    pub label: Option<String>,
    /// Its wording as HTML.
    pub html: String,
    /// The holes of `html`.
    pub holes: Vec<(u32, Hole)>,
    /// Its wording as text.
    pub text: String,
    /// Where its marker stands in the file.
    pub range: Range<usize>,
}

/// What the tail of a list item turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// No marker.
    None,
    /// A marker that begins at this offset of the tail.
    Marker(usize, Marker),
    /// Something that looks like a marker and is none: the word that is wrong, and why.
    Bad(String, String),
}

/// Looks for a marker at the end of `text`.
pub(super) fn find_marker(text: &str) -> Tail {
    let trimmed = text.trim_end();
    let Some(inner) = trimmed.strip_suffix('}') else { return Tail::None };
    // No further back than the mark can reach: a list may have many paragraphs, and each is looked at.
    let Some(at) = inner.rfind(['{', '}', '<', '\n']) else { return Tail::None };
    let Some(inner) = inner[at..].strip_prefix("{#") else { return Tail::None };
    match read_marker(inner) {
        Ok(marker) => Tail::Marker(at, marker),
        Err((word, why)) => Tail::Bad(word, why),
    }
}

/// Reads what stands between `{#` and `}`; or gives the word that is wrong, and why.
fn read_marker(inner: &str) -> Result<Marker, (String, String)> {
    let mut words = inner.split_whitespace();
    let id = words.next().unwrap_or("");
    if !super::front_matter::is_slug(id) {
        return Err((id.to_owned(), format!("`{id}` is not an id; ids are made of a-z, 0-9 and hyphens")));
    }
    let mut marker = Marker { id: id.to_owned(), ..Marker::default() };
    for word in words {
        match word.split_once('=') {
            None if word == "priority" => marker.priority = true,
            Some(("states", codes)) if !codes.is_empty() => {
                marker.states = codes.split(',').map(str::to_owned).collect();
            }
            _ => return Err((word.to_owned(), format!("`{word}` is neither `priority` nor `states=…`"))),
        }
    }
    Ok(marker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read() {
        let tail = find_marker("Name an official. {#focal-point priority states=KEN,GUY}");
        let marker = Marker { id: "focal-point".into(), priority: true, states: vec!["KEN".into(), "GUY".into()] };
        assert_eq!(tail, Tail::Marker(18, marker));
        assert_eq!(find_marker("no marker {x}"), Tail::None);
        assert!(matches!(find_marker("x {#Focal Point}"), Tail::Bad(word, _) if word == "Focal"));
        assert!(matches!(find_marker("x {#a urgent}"), Tail::Bad(_, why) if why.contains("`urgent`")));
        assert!(matches!(find_marker("x {#a states=}"), Tail::Bad(word, _) if word == "states="));
    }
}
