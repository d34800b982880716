//! Conflicts: what stands in the output and is not the program's own, where a new file must go.
//!
//! Takes paths and reasons; gives one error that names the first of them, in order of path, and tells the next step.

use std::path::Path;

use crate::diag::Error;

use super::beside::Beside;
use super::books::State;
use super::tree::{Obstacle, Standing};

/// Why a path of the output cannot become what the build wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// A file of other bytes stands there, and the last build did not make it.
    Foreign,
    /// A folder or something in it stands where a file must go.
    FileNeeded,
    /// Something else stands where a folder must go.
    FolderNeeded,
    /// A symbolic link stands there.
    Link,
    /// The folder is on another file system.
    OtherDisk,
    /// The folder may not be changed.
    ReadOnly,
    /// A file that was made of drafts, that must go before the folder is published, and that somebody has changed.
    ChangedDraft,
}

/// A path that forbids the commit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Conflict {
    /// The path, relative to the output.
    path: String,
    /// Why it forbids the commit.
    reason: Reason,
}

impl Conflict {
    /// Returns the conflict at `path`.
    pub(super) fn new(path: &str, reason: Reason) -> Conflict {
        Conflict { path: path.to_owned(), reason }
    }

    /// Returns the conflict with what stands where a folder must go.
    pub(super) fn with(obstacle: &Obstacle) -> Conflict {
        let reason = match obstacle.standing {
            Standing::Link => Reason::Link,
            Standing::Folder => Reason::OtherDisk,
            Standing::Nothing | Standing::File(..) | Standing::Special => Reason::FolderNeeded,
        };
        Conflict::new(&obstacle.path, reason)
    }

    /// Returns the sentence about the conflict in the output `out`.
    fn sentence(&self, out: &Path) -> String {
        let path = if self.path.is_empty() { out.to_owned() } else { out.join(&self.path) };
        let path = path.display();
        match self.reason {
            Reason::Foreign => format!("`{path}` would be overwritten, but no build made it"),
            Reason::FileNeeded => format!("`{path}` stands where a file of the site must go, and no build made it"),
            Reason::FolderNeeded => format!("`{path}` stands where a folder of the site must go, and no build made it"),
            Reason::Link => format!("`{path}` is a symbolic link, and nothing is written or removed through one"),
            Reason::OtherDisk => format!("`{path}` is a mount of its own, and nothing can be renamed into it"),
            Reason::ReadOnly => format!("`{path}` may not be written to"),
            Reason::ChangedDraft => format!(
                "`{path}` would be published: a build with drafts made it, and it was changed by someone else since"
            ),
        }
    }
}

/// Returns the error for the conflicts in an output, or nothing if there are none.
///
/// Where the books are not whole, all files count as somebody else's, and the hint tells of it.
pub(super) fn refuse(mut conflicts: Vec<Conflict>, beside: &Beside, books: State) -> Option<Error> {
    let (out, folder) = (&beside.shown, beside.folder.display());
    conflicts.sort();
    conflicts.dedup();
    let first = conflicts.first()?;
    let more = match conflicts.len() - 1 {
        0 => String::new(),
        1 => " (and 1 more is in the way)".to_owned(),
        more => format!(" (and {more} more are in the way)"),
    };
    let hint = match (first.reason, books) {
        (Reason::ReadOnly, _) => "allow writing or choose another `--out`".to_owned(),
        (_, State::Damaged) => {
            format!("the list of the last build is damaged: remove `{}` and build again", out.display())
        }
        (Reason::Foreign | Reason::FileNeeded | Reason::FolderNeeded, State::Missing) => format!(
            "move it away or choose another `--out`; if `{0}` comes from an earlier build, the list of its files, \
             `{folder}`, is lost: keep both together, as in the cache of a CI, and this time remove `{0}` and build again",
            out.display()
        ),
        _ => "move it away or choose another `--out`".to_owned(),
    };
    Some(Error::new(format!("{}{more}; nothing was changed; hint: {hint}", first.sentence(out))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_conflict_is_named_and_the_others_are_counted() {
        let place = |path: &str| Path::new(path).to_owned();
        let beside = Beside { shown: place("public"), out: place("/s/public"), folder: place("/s/.public.demarche") };
        let check = |conflicts: &[(&str, Reason)], books, expected: &str| {
            let conflicts = conflicts.iter().map(|(path, reason)| Conflict::new(path, *reason)).collect();
            let error = refuse(conflicts, &beside, books).map(|error| error.to_string());
            assert_eq!(error.as_deref().unwrap_or("none"), expected);
        };
        check(&[], State::Damaged, "none");
        check(
            &[("b", Reason::Foreign), ("a", Reason::Link), ("b", Reason::Foreign)],
            State::Missing,
            "`public/a` is a symbolic link, and nothing is written or removed through one (and 1 more is in the way); \
             nothing was changed; hint: move it away or choose another `--out`",
        );
        check(
            &[("b", Reason::Foreign)],
            State::Damaged,
            "`public/b` would be overwritten, but no build made it; nothing was changed; hint: the list of the last \
             build is damaged: remove `public` and build again",
        );
        check(
            &[("b", Reason::Foreign)],
            State::Missing,
            "`public/b` would be overwritten, but no build made it; nothing was changed; hint: move it away or choose \
             another `--out`; if `public` comes from an earlier build, the list of its files, `/s/.public.demarche`, is \
             lost: keep both together, as in the cache of a CI, and this time remove `public` and build again",
        );
    }
}
