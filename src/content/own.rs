//! What the organisation itself says of a State, a topic, an instrument, a body or a session: the text of that one page.
//!
//! Such a file is named by the id of what it is about. It has no page of its own: it stands on the page that there is.

use super::{ContentType, slug_from_name};
use crate::parse::Document;

/// The content type of texts on one kind of thing.
pub(super) struct Own {
    name: &'static str,
    folder: &'static str,
}

/// The texts on States.
pub(super) static STATE: Own = Own { name: "state", folder: "states" };
/// The texts on topics.
pub(super) static TOPIC: Own = Own { name: "topic", folder: "topics" };
/// The texts on instruments.
pub(super) static INSTRUMENT: Own = Own { name: "instrument", folder: "instruments" };
/// The texts on bodies.
pub(super) static BODY: Own = Own { name: "body", folder: "bodies" };
/// The texts on sessions.
pub(super) static SESSION: Own = Own { name: "session", folder: "sessions" };

impl ContentType for Own {
    fn name(&self) -> &'static str {
        self.name
    }

    fn folder(&self) -> Option<&'static str> {
        Some(self.folder)
    }

    fn keys(&self) -> &'static [&'static str] {
        &[]
    }

    fn required(&self) -> &'static [&'static str] {
        &[]
    }

    fn segments(&self, document: &Document) -> Vec<String> {
        let name = document.id.rsplit('/').next().unwrap_or(&document.id);
        vec![self.folder.to_owned(), slug_from_name(name)]
    }

    fn has_page(&self) -> bool {
        false
    }
}
