//! The HTML of a body: held, or left with whoever keeps it until the page is rendered.

use std::fmt::{self, Debug, Formatter};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{ParseOptions, parse_source};
use crate::packed::{Packed, Reader, Writer};
use crate::source::SourceFile;
use crate::spill::Spilled;
use crate::track::Fingerprint;

/// Keeps the HTML of bodies.
pub trait Shelf: Send + Sync {
    /// Returns the HTML that was left under a key; `None` where it is lost.
    fn prose(&self, key: Fingerprint) -> Option<String>;
}

/// One body lies there, whatever its key.
impl Shelf for Spilled {
    fn prose(&self, _: Fingerprint) -> Option<String> {
        String::from_utf8(self.read().ok()?.into_owned()).ok()
    }
}

/// The HTML of a body, complete but for the holes.
pub struct Prose(Mutex<Place>);

/// Where HTML is.
#[derive(Clone)]
enum Place {
    /// Here.
    Held(Arc<str>),
    /// With somebody.
    Left(Box<Left>),
}

/// HTML that was left.
#[derive(Clone)]
struct Left {
    shelf: Arc<dyn Shelf>,
    /// The key that it has there.
    key: Fingerprint,
    /// The file, which is parsed again should what was left be lost.
    file: SourceFile,
    /// How it is parsed.
    options: Arc<ParseOptions>,
}

impl Left {
    /// Returns the HTML.
    fn get(&self) -> Arc<str> {
        if let Some(html) = self.shelf.prose(self.key) {
            return html.into();
        }
        let text = self.file.text.as_ref().and_then(|text| text.whole());
        text.expect("a text has changed since the build began, and the cache is lost");
        parse_source(&self.file, &self.options).body.html.get()
    }
}

impl Prose {
    /// Returns HTML that was left under a key, and that comes of a file.
    pub fn left(shelf: Arc<dyn Shelf>, key: Fingerprint, file: &SourceFile, options: &Arc<ParseOptions>) -> Prose {
        let (file, options) = (file.clone(), Arc::clone(options));
        Prose(Mutex::new(Place::Left(Box::new(Left { shelf, key, file, options }))))
    }

    /// Returns the HTML.
    ///
    /// # Panics
    /// When it was left, is lost, and its file is another by now. What is being rendered fails then, and so does the build.
    pub fn get(&self) -> Arc<str> {
        match &*self.place() {
            Place::Held(html) => Arc::clone(html),
            Place::Left(left) => left.get(),
        }
    }

    /// Takes the place of other HTML, which is the same.
    pub fn replace(&self, other: Prose) {
        *self.place() = other.0.into_inner().unwrap_or_else(PoisonError::into_inner);
    }

    /// Returns where the HTML is.
    fn place(&self) -> MutexGuard<'_, Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<&str> for Prose {
    fn from(html: &str) -> Prose {
        Prose(Mutex::new(Place::Held(html.into())))
    }
}

impl Default for Prose {
    fn default() -> Prose {
        Prose::from("")
    }
}

impl Clone for Prose {
    fn clone(&self) -> Prose {
        Prose(Mutex::new(self.place().clone()))
    }
}

impl Debug for Prose {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &*self.place() {
            Place::Held(html) => html.fmt(f),
            Place::Left(left) => write!(f, "left under {:x}", left.key),
        }
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Prose) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Prose {}

/// It is no part of the facts, and is kept beside them.
impl Packed for Prose {
    fn pack(&self, _: &mut Writer) {}

    fn unpack(_: &mut Reader<'_>) -> Option<Prose> {
        Some(Prose::default())
    }
}
