//! What is told of files in words, and the look for it: bytes among others, as many as are looked at.

/// How much of one part of a document is unpacked, in bytes.
pub(super) const PART: usize = 4 * 1024 * 1024;
/// How much of a document is unpacked, in bytes.
pub(super) const WHOLE: usize = 64 * 1024 * 1024;

/// A name.
pub(super) const AUTHOR: &str = "the name of who wrote it";
/// Days.
pub(super) const DATES: &str = "the days on which it was written";
/// A program.
pub(super) const PROGRAM: &str = "the program that it was made with";
/// An organisation.
pub(super) const COMPANY: &str = "the name of an organisation";
/// Comments.
pub(super) const COMMENTS: &str = "comments";
/// What lies in a document as a file of its own.
pub(super) const FILES: &str = "files inside it";
/// What is not shown.
pub(super) const HIDDEN: &str = "hidden sheets";
/// What is not shown to an audience.
pub(super) const SLIDES: &str = "hidden slides";
/// Words for whoever speaks.
pub(super) const NOTES: &str = "notes for the speaker";
/// Wordings.
pub(super) const CHANGES: &str = "earlier wordings";
/// Photos.
pub(super) const PHOTOS: &str = "photos with what the camera wrote into them";
/// Photos, sounds and films inside a document.
pub(super) const UNCLEAN: &str = "pictures, sounds or films that cannot be cleaned";
/// A signature.
pub(super) const SIGNED: &str = "the name of who signed it";
/// Folders.
pub(super) const PATHS: &str = "where files lie on a computer of yours";
/// Other files.
pub(super) const LINKED: &str = "links to other workbooks, with what stood in them";
/// Data.
pub(super) const QUERIES: &str = "how a database is reached";
/// A place.
pub(super) const PLACE: &str = "a place on Earth";
/// A track that is no film.
pub(super) const DIARY: &str = "a track beside picture and sound, such as of the places on the way";

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Facts {
    /// What it carries.
    pub(super) found: Vec<&'static str>,
    /// Whether all of it could be looked through.
    pub(super) is_whole: bool,
}

impl Default for Facts {
    fn default() -> Self {
        Facts { found: Vec::new(), is_whole: true }
    }
}

/// Tells whether bytes hold others.
pub(super) fn finds(bytes: &[u8], wanted: &[u8]) -> bool {
    places(bytes, wanted).next().is_some()
}

/// Lists the places behind some bytes.
pub(super) fn places<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes[at..].iter().position(|byte| *byte == wanted[0])?;
            let is_here = bytes[at..].starts_with(wanted);
            at += 1;
            if is_here {
                return Some(at - 1 + wanted.len());
            }
        }
    })
}

/// Adds a fact once.
pub(super) fn add(facts: &mut Vec<&'static str>, fact: &'static str, is_found: impl FnOnce() -> bool) {
    if !facts.contains(&fact) && is_found() {
        facts.push(fact);
    }
}
