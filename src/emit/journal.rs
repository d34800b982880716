//! The journal: all that a commit is going to do, written down before the first of it is done.
//!
//! Takes a list of operations, or the text a killed build left; gives the other. It promises that an operation read
//! from a text points nowhere but into the stage and the output.

use crate::route::OutPath;

use super::beside::is_stage_name;
use crate::sealed::{seal, unseal};

/// The name and version of the book.
const NAME: &str = "demarche journal 1";

/// One operation on the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Removes a file that a former build made and this one does not.
    Remove(OutPath),
    /// Removes a folder if it has become empty.
    RemoveFolder(OutPath),
    /// Moves a staged file, or a staged folder with all in it, to where nothing stands.
    Place(OutPath),
    /// Moves the staged file with this number over the one that stands there, or to where a folder stood.
    Replace(usize, OutPath),
    /// Moves all that is staged as new to where no output stands.
    PlaceAll,
}

/// What one commit is going to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Journal {
    /// The name of the stage folder.
    pub(super) stage: String,
    /// The operations, in order.
    pub(super) ops: Vec<Op>,
}

impl Journal {
    /// Returns the journal with this text, or nothing if it is damaged or of another version.
    pub(super) fn parse(bytes: &[u8]) -> Option<Journal> {
        let mut lines = unseal(NAME, bytes)?.lines();
        let stage = lines.next()?.strip_prefix("stage ")?;
        let ops: Option<Vec<Op>> = lines.map(Op::parse).collect();
        is_stage_name(stage).then_some(())?;
        Some(Journal { stage: stage.to_owned(), ops: ops? })
    }

    /// Returns lines as those of a journal, with the seal that they should have.
    #[cfg(any(test, fuzzing))]
    pub(super) fn sealed(lines: &str) -> String {
        seal(NAME, lines)
    }

    /// Returns the text of the journal.
    pub(super) fn render(&self) -> String {
        let mut lines = format!("stage {}\n", self.stage);
        for op in &self.ops {
            lines.push_str(&op.line());
        }
        seal(NAME, &lines)
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
            Op::Replace(number, route) => format!("replace {number} {route}\n"),
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
                let (number, path) = rest.split_once(' ')?;
                Some(Op::Replace(number.parse().ok()?, route(path)?))
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
        let ops = [ops, vec![Op::Replace(12, route("e f/g")), Op::PlaceAll]].concat();
        let journal = Journal { stage: "stage-7".to_owned(), ops };
        assert_eq!(Journal::parse(journal.render().as_bytes()), Some(journal));
    }

    #[test]
    fn journal_that_points_out_of_its_folders_is_refused() {
        let check = |lines| assert_eq!(Journal::parse(seal(NAME, lines).as_bytes()), None, "{lines}");
        check("stage ../../home\nplace a\n");
        check("stage stage-7\nplace ../a\n");
        check("stage stage-7\nremove /etc/passwd\n");
        check("stage stage-7\nreplace ../a b\n");
        check("stage stage-7\nreplace 1 ../b\n");
        check("stage stage-7\nerase a\n");
    }
}
