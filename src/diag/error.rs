//! The failure of the outside world: a disk, a permission, a lock.

use std::fmt;
use std::io;
use std::path::Path;

/// A failure that stops a command: one line, with the path it concerns.
#[derive(Debug)]
pub struct Error {
    message: String,
    source: Option<io::Error>,
}

impl Error {
    /// Returns an error with the given sentence.
    pub fn new(message: impl Into<String>) -> Error {
        Error { message: message.into(), source: None }
    }

    /// Returns an error of input or output while `doing` something ("cannot write") to `path`.
    pub fn io(doing: &str, path: &Path, source: io::Error) -> Error {
        let why = match source.kind() {
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::NotADirectory => "what it lies in is no folder".to_owned(),
            io::ErrorKind::QuotaExceeded => "the space allotted to this user is used up".to_owned(),
            io::ErrorKind::FileTooLarge => "a file may not be so large here".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
            _ => source.to_string(),
        };
        Error { message: format!("{doing} `{}`: {why}", path.display()), source: Some(source) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
