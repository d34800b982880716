//! The journal: all that a commit is going to do, written down before the first of it is done.
//!
//! Takes a list of operations, or the text a killed build left; gives the other. It promises that an operation read
//! from a text points nowhere but into the stage and the output.

use crate::route::OutPath;

use super::beside::is_stage_name;
use super::identity::Identity;
use super::stage::Spare;
use crate::checksummed::{checked, with_checksum};

/// The name and version of the book.
const NAME: &str = "demarche journal 2";
/// The one before, which did not know its folder.
const FORMER: &str = "demarche journal 1";

/// One operation on the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Removes a file that a former build made and this one does not.
    Remove(OutPath),
    /// Removes a folder if it has become empty.
    RemoveFolder(OutPath),
    /// Moves a staged file, or a staged folder with all in it, to where nothing stands.
    Place(OutPath),
    /// Moves this staged file over the one that stands there, or to where a folder stood.
    Replace(Spare, OutPath),
    /// Moves all that is staged as new to where no output stands.
    PlaceAll,
}

/// What one commit is going to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Journal {
    /// The name of the stage folder.
    pub(super) stage: String,
    /// The folders it is about; nothing in a journal of the version before.
    pub(super) folders: Option<Folders>,
    /// The operations, in order.
    pub(super) ops: Vec<Op>,
}

/// The folders that a commit is about, so that no other is taken for the output which somebody has moved away since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Folders {
    /// The output as it stood; nothing where none did.
    pub(super) old: Option<Identity>,
    /// The staged folder that becomes the output; nothing where files are moved into the old one.
    pub(super) new: Option<Identity>,
}

impl Journal {
    /// Returns the journal with this text, or nothing if it is damaged or of another version.
    pub(super) fn parse(bytes: &[u8]) -> Option<Journal> {
        let (mut lines, is_former) = match checked(NAME, bytes) {
            Some(lines) => (lines.lines(), false),
            None => (checked(FORMER, bytes)?.lines(), true),
        };
        let stage = lines.next()?.strip_prefix("stage ")?;
        let folders = if is_former { None } else { Some(Folders::parse(lines.next()?)?) };
        let ops: Option<Vec<Op>> = lines.map(Op::parse).collect();
        is_stage_name(stage).then_some(())?;
        Some(Journal { stage: stage.to_owned(), folders, ops: ops? })
    }

    /// Returns lines as those of a journal, with the checksum that they should have.
    #[cfg(any(test, fuzzing))]
    pub(super) fn with_checksum_of(lines: &str) -> String {
        with_checksum(NAME, lines)
    }

    /// Returns the text of the journal.
    pub(super) fn render(&self) -> String {
        let mut lines = format!("stage {}\n", self.stage);
        lines.push_str(&self.folders.map(Folders::line).unwrap_or_default());
        for op in &self.ops {
            lines.push_str(&op.line());
        }
        with_checksum(NAME, &lines)
    }
}

impl Folders {
    /// Returns the line that names them.
    fn line(self) -> String {
        format!("folders {} {}\n", Identity::render(self.old), Identity::render(self.new))
    }

    /// Returns the folders that a line names; a commit without either is none.
    fn parse(line: &str) -> Option<Folders> {
        let (old, new) = line.strip_prefix("folders ")?.split_once(' ')?;
        let folders = Folders { old: Identity::parse(old)?, new: Identity::parse(new)? };
        (folders.old.is_some() || folders.new.is_some()).then_some(folders)
    }
}

impl Op {
    /// Returns the path it concerns, relative to the output.
    pub(super) fn route(&self) -> &str {
        match self {
            Op::Remove(route) | Op::RemoveFolder(route) | Op::Place(route) | Op::Replace(_, route) => route.as_str(),
            Op::PlaceAll => "",
        }
    }

    /// Returns the line that names the operation.
    fn line(&self) -> String {
        match self {
            Op::Remove(route) => format!("remove {route}\n"),
            Op::RemoveFolder(route) => format!("remove-folder {route}\n"),
            Op::Place(route) => format!("place {route}\n"),
            Op::Replace(spare, route) => format!("replace {} {route}\n", spare.render()),
            Op::PlaceAll => "place-all\n".to_owned(),
        }
    }

    /// Returns the operation that a line names.
    fn parse(line: &str) -> Option<Op> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let route = |text| OutPath::parse(text).ok();
        match verb {
            "remove" => route(rest).map(Op::Remove),
            "remove-folder" => route(rest).map(Op::RemoveFolder),
            "place" => route(rest).map(Op::Place),
            "replace" => {
                let (spare, path) = rest.split_once(' ')?;
                Some(Op::Replace(Spare::parse(spare)?, route(path)?))
            }
            "place-all" if rest.is_empty() => Some(Op::PlaceAll),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn journal_comes_back_from_its_text() {
        let route = |text| OutPath::parse(text).expect("a good path");
        let ops = vec![Op::Remove(route("a b/c")), Op::RemoveFolder(route("a b")), Op::Place(route("d"))];
        let spare = |word| Spare::parse(word).expect("a spare file");
        let others =
            vec![Op::Replace(spare("12"), route("e f/g")), Op::Replace(spare("2-0"), route("h")), Op::PlaceAll];
        let ops = [ops, others].concat();
        let identity = |word| Identity::parse(word).expect("an identity");
        for (old, new) in [("none", "7@-"), ("7@12", "none"), ("7@12", "8@13")] {
            let folders = Some(Folders { old: identity(old), new: identity(new) });
            let journal = Journal { stage: "stage-7".to_owned(), folders, ops: ops.clone() };
            assert_eq!(Journal::parse(journal.render().as_bytes()), Some(journal));
        }
    }

    #[test]
    fn journal_of_the_version_before_is_read() {
        let journal =
            Journal::parse(with_checksum(FORMER, "stage stage-7\nreplace 3 a\n").as_bytes()).expect("it is whole");
        let route = OutPath::parse("a").expect("a good path");
        assert_eq!((journal.folders, journal.ops), (None, vec![Op::Replace(Spare { part: 0, number: 3 }, route)]));
    }

    #[test]
    fn journal_that_points_out_of_its_folders_is_refused() {
        let check = |lines: &str| {
            assert_eq!(Journal::parse(with_checksum(FORMER, lines).as_bytes()), None, "{lines}");
            let lines = lines.replacen('\n', "\nfolders 7@- none\n", 1);
            assert_eq!(Journal::parse(with_checksum(NAME, &lines).as_bytes()), None, "{lines}");
        };
        check("stage ../../home\nplace a\n");
        check("stage stage-7\nplace ../a\n");
        check("stage stage-7\nremove /etc/passwd\n");
        check("stage stage-7\nreplace ../a b\n");
        check("stage stage-7\nreplace 1 ../b\n");
        check("stage stage-7\nreplace 1-../b c\n");
        check("stage stage-7\nreplace +1 c\n");
        check("stage stage-7\nerase a\n");
        for folders in ["", "folders none none\n", "folders 7@-\n", "folders x none\n"] {
            assert_eq!(
                Journal::parse(with_checksum(NAME, &format!("stage stage-7\n{folders}place a\n")).as_bytes()),
                None
            );
        }
    }
}
