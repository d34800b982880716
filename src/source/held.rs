//! The text of a file, as long as somebody needs it.
//!
//! Once a page was parsed, its text is of use only to whoever shows a line of it. So it may be left, and is read again where
//! it is asked for; from then on it is held, for what has one mistake has many.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::track::{Fingerprint, fingerprint};

use super::open::{Opened, Root, read_bytes};
use super::text::decode_text;

/// The text of a file of the project.
#[derive(Debug)]
pub struct Text {
    /// The text; nothing while it is left.
    held: Mutex<Option<Arc<str>>>,
    /// Where it is read again: the root of the site and the path in it; nothing for a text that lies in memory alone.
    from: Option<(Arc<Path>, Arc<str>)>,
    /// The fingerprint of the text.
    fingerprint: Fingerprint,
}

impl Text {
    /// Returns a text that is held for good.
    pub fn held(text: Arc<str>) -> Text {
        let fingerprint = fingerprint(text.as_bytes());
        Text { held: Mutex::new(Some(text)), from: None, fingerprint }
    }

    /// Returns the text of a file that was not read, since it is known to be the same as it was.
    pub(super) fn left(root: &Arc<Path>, path: &Arc<str>, fingerprint: Fingerprint) -> Text {
        Text { held: Mutex::default(), from: Some((Arc::clone(root), Arc::clone(path))), fingerprint }
    }

    /// Returns the text of the file at a path of the site at `root`, if there is one to go back to.
    pub(super) fn of_file(text: Arc<str>, root: Option<&Arc<Path>>, path: &Arc<str>) -> Text {
        Text { from: root.map(|root| (Arc::clone(root), Arc::clone(path))), ..Text::held(text) }
    }

    /// Returns the fingerprint of the text.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Returns the text; an empty one where it was left and the file is another by now, which the next build will see.
    pub fn get(&self) -> Arc<str> {
        self.whole().unwrap_or_default()
    }

    /// Returns the text; nothing where it was left and the file is another by now.
    pub fn whole(&self) -> Option<Arc<str>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            *held = self.read_again();
        }
        held.clone()
    }

    /// Lets the text go, if it can be read again.
    pub(crate) fn leave(&self) {
        if self.from.is_some() {
            *self.held.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
    }

    /// Reads the text again; nothing where it is not the same any more.
    fn read_again(&self) -> Option<Arc<str>> {
        let (root, path) = self.from.as_ref()?;
        let bytes = read_file(root, path).ok().flatten()?;
        let text = decode_text(path, &bytes).ok()?;
        (fingerprint(text.as_bytes()) == self.fingerprint).then(|| text.into())
    }
}

/// Reads the file at a path of the site at `root`; nothing where no file stands there.
fn read_file(root: &Path, path: &str) -> io::Result<Option<Vec<u8>>> {
    let Opened::File(file, metadata) = Root::open(root)?.file(path)? else { return Ok(None) };
    let mut bytes = Vec::new();
    read_bytes(file, metadata.len(), &mut bytes)?;
    Ok(Some(bytes))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make the files that they are about")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn text_that_was_left_is_read_again_unless_the_file_is_another() {
        let root = tempfile::tempdir().expect("a folder for the test");
        fs::write(root.path().join("one.md"), "One.\r\n").expect("a good disk");
        let text = Text::of_file("One.\n".into(), Some(&root.path().into()), &"one.md".into());
        text.leave();
        assert!(text.held.lock().expect("sound").is_none());
        assert_eq!(&*text.get(), "One.\n");
        fs::write(root.path().join("one.md"), "Two.\n").expect("a good disk");
        assert_eq!(&*text.get(), "One.\n", "it is held again");
        text.leave();
        assert_eq!(&*text.get(), "");
        text.leave();
        fs::remove_file(root.path().join("one.md")).expect("it stands");
        assert_eq!(&*text.get(), "");
    }

    #[test]
    fn text_in_memory_alone_is_never_left() {
        let text = Text::held("One.\n".into());
        text.leave();
        assert_eq!(&*text.get(), "One.\n");
    }
}
