//! Names of the parts of a site that answers are made of.

use crate::data::StateId;
use crate::route::OutPath;
use crate::track::{Fingerprint, Table, combine, fingerprint};

/// A table by part.
pub type ByRead<T> = Table<Read, T>;

/// Parts of the site.
pub(super) type Reads = ByRead<()>;

/// A part of the site that an answer was made of: the fingerprint of its name, which is the same in every build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Read(Fingerprint);

impl Read {
    /// Returns the part of a kind with a name.
    fn named(kind: &str, name: &str) -> Read {
        Read(combine(fingerprint(kind.as_bytes()), fingerprint(name.as_bytes())))
    }

    /// Returns a part by its number among those that a build has left.
    pub fn of_number(number: u64) -> Read {
        Read(number)
    }

    /// Returns its number, by which the next build knows it.
    pub fn number(self) -> u64 {
        self.0
    }

    /// Returns all that a page is, by its path.
    pub(super) fn page(path: &str) -> Read {
        Read::named("page", path)
    }

    /// Returns what the recommendations of a page say, and to whom, by its path.
    pub(super) fn marks(path: &str) -> Read {
        Read::named("marks", path)
    }

    /// Returns the place of a page among the others, by its path.
    pub(super) fn place(path: &str) -> Read {
        Read::named("place", path)
    }

    /// Returns the pages of the kind of a folder in a language.
    pub(super) fn list(folder: &str, lang: &str) -> Read {
        Read(combine(Read::named("list", folder).0, fingerprint(lang.as_bytes())))
    }

    /// Returns the plain pages at and right below an id in a language.
    pub(super) fn branch(id: &str, lang: &str) -> Read {
        Read(combine(Read::named("branch", id).0, fingerprint(lang.as_bytes())))
    }

    /// Returns the pages about or addressed to a state.
    pub(super) fn state(state: StateId) -> Read {
        Read::named("state", state.info().code)
    }

    /// Returns the pages of a session.
    pub(super) fn session(id: &str) -> Read {
        Read::named("session", id)
    }

    /// Returns the pages addressed to a body.
    pub(super) fn body(id: &str) -> Read {
        Read::named("body", id)
    }

    /// Returns what is asked of a body.
    pub(super) fn asked_of_body(id: &str) -> Read {
        Read::named("asked of body", id)
    }

    /// Returns the text on something.
    pub(super) fn own_text(kind: &str, id: &str) -> Read {
        Read(combine(Read::named("own text", kind).0, fingerprint(id.as_bytes())))
    }

    /// Returns whether something stands on the page of something in a language.
    pub(super) fn stands(kind: &str, id: &str, lang: &str) -> Read {
        Read(combine(combine(Read::named("stands", kind).0, fingerprint(id.as_bytes())), fingerprint(lang.as_bytes())))
    }

    /// Returns the pages of a topic or of a term of another taxonomy, by its key.
    pub(super) fn term(key: &str) -> Read {
        Read::named("term", key)
    }

    /// Returns the standing recommendations by title, for the language at a place.
    pub(super) fn titles(lang: usize) -> Read {
        Read(0x1_0000 + lang as u64)
    }

    /// Returns the pages that the menu and the foot name.
    pub(super) fn menus() -> Read {
        Read(1)
    }

    /// Returns what is asked of a state in a session, or without one.
    pub(super) fn asked(session: Option<&str>, state: StateId) -> Read {
        let session = session.map_or(0, |id| fingerprint(id.as_bytes()));
        Read(combine(Read::named("asked", state.info().code).0, session))
    }

    /// Returns the sessions in which something is asked of a state.
    pub(super) fn asked_anywhere(state: StateId) -> Read {
        Read::named("asked anywhere", state.info().code)
    }

    /// Returns the states that have a sheet in a session.
    pub(super) fn sheets(session: &str) -> Read {
        Read::named("sheets", session)
    }

    /// Returns where a row of what is asked is asked, by the fingerprint of what it is.
    pub(super) fn row(identity: Fingerprint) -> Read {
        Read(combine(Read::named("row", "").0, identity))
    }

    /// Returns the wordings of a standing recommendation.
    pub(super) fn wordings(standing: Read) -> Read {
        Read(combine(Read::named("wordings", "").0, standing.0))
    }

    /// Returns a file that pages use, by its content path.
    pub(super) fn file(path: &str) -> Read {
        Read::named("file", path)
    }

    /// Returns the layouts of a block of the site's own.
    pub(super) fn block(name: &str) -> Read {
        Read::named("block", name)
    }

    /// Returns the words of the language at a place.
    pub(super) fn words(lang: usize) -> Read {
        Read(0x100 + lang as u64)
    }

    /// Returns what is made at a route.
    pub(super) fn target(route: &OutPath) -> Read {
        Read::named("target", route.as_str())
    }

    /// Returns the settings, of which every answer is made.
    pub fn settings() -> Read {
        Read(2)
    }

    /// Returns what is recorded of a state.
    pub(super) fn facts(state: StateId) -> Read {
        Read::named("facts", state.info().code)
    }

    /// Returns what is recorded of all states and an instrument.
    pub(super) fn records(instrument: &str) -> Read {
        Read::named("records", instrument)
    }

    /// Returns the sessions, topics and instruments.
    pub(super) fn data() -> Read {
        Read(3)
    }

    /// Returns the day of the build.
    pub(super) fn today() -> Read {
        Read(4)
    }

    /// Returns what the texts of the site use.
    pub(super) fn uses() -> Read {
        Read(6)
    }

    /// Returns whether the announcement is shown.
    pub(super) fn banner() -> Read {
        Read(5)
    }
}
