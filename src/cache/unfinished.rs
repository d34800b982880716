//! Outputs that a build is about to change: what a later command has to look at where the build is killed.
//!
//! The folder `public` is found by every command; of another one, which was given with `--out`, only the build knows. Takes
//! the folder for caches, the site and the output; keeps one small file for the time of the commit. Promises: it is the
//! user's alone, and what anybody else has written is not read.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;

use crate::checksummed::{checked, with_checksum};
use crate::diag::Error;

use super::{is_own, make_folder, write_own};

/// The name and version of the file.
const NAME: &str = "demarche unfinished 1";
/// How the name of such a file ends.
const SUFFIX: &str = ".unfinished";

/// A note that a build is changing an output.
#[derive(Debug)]
pub struct Unfinished {
    /// The output.
    pub out: PathBuf,
    /// The file that says so.
    file: PathBuf,
}

impl Unfinished {
    /// Notes in the folder for caches that a build of the site at `root` is about to change `out`.
    ///
    /// # Errors
    /// When it cannot be noted; the build is none the worse for it, unless it is killed.
    pub fn note(folder: &Path, root: &Path, out: &Path) -> Result<Unfinished, Error> {
        let absolute = |path: &Path| std::path::absolute(path).map_err(|error| Error::io("cannot find", path, error));
        let (out, folder) = (absolute(out)?, absolute(folder)?);
        let root = resolve(root).ok_or_else(|| Error::new(format!("cannot find `{}`", root.display())))?;
        if folder.starts_with(&root) || folder.starts_with(&out) {
            return Err(Error::new(format!("`{}` lies in the site or in what is published", folder.display())));
        }
        let file = folder.join(format!("{}-{}{SUFFIX}", name_of(&root), name_of(&out)));
        // A path that is no text names nothing that another command could find.
        let lines = out.to_str().filter(|path| !path.contains('\n')).map(|path| format!("{path}\n"));
        let Some(lines) = lines else { return Err(Error::new(format!("`{}` is no text", out.display()))) };
        let written = make_folder(&folder)
            .and_then(|()| write_own(&file, |file| file.write_all(with_checksum(NAME, &lines).as_bytes())));
        written.map_err(|error| Error::io("cannot write", &file, error))?;
        Ok(Unfinished { out, file })
    }

    /// Returns the outputs of the site at `root` that builds have begun to change and have not noted the end of, in order.
    pub fn of(folder: &Path, root: &Path) -> Vec<Unfinished> {
        let Some(root) = resolve(root) else { return Vec::new() };
        let prefix = format!("{}-", name_of(&root));
        let is_one = |file: &PathBuf| {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(&prefix) && name.ends_with(SUFFIX)
        };
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_one).collect();
        files.sort();
        files.into_iter().filter_map(Unfinished::read).collect()
    }

    /// Reads a note, if it can be trusted.
    fn read(file: PathBuf) -> Option<Unfinished> {
        let metadata = fs::symlink_metadata(&file).ok()?;
        let bytes = if metadata.is_file() && is_own(&metadata) { fs::read(&file).ok()? } else { return None };
        let out = PathBuf::from(checked(NAME, &bytes)?.strip_suffix('\n')?);
        out.is_absolute().then_some(Unfinished { out, file })
    }

    /// Takes the note back, since the output is whole.
    pub fn end(self) {
        // If it stays, a later command looks once more and finds nothing to do.
        let _ = fs::remove_file(&self.file);
    }
}

/// Returns the full path of a site, the same for each way to it.
fn resolve(root: &Path) -> Option<PathBuf> {
    fs::canonicalize(root).or_else(|_| std::path::absolute(root)).ok()
}

/// Returns what names a folder in the name of a file.
fn name_of(folder: &Path) -> String {
    format!("{:032x}", XxHash3_128::oneshot(folder.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_is_found_for_its_site_until_it_is_taken_back() {
        let ground = tempfile::tempdir().expect("a folder for the test");
        let [folder, root, other] = ["cache", "site", "other"].map(|name| ground.path().join(name));
        let outs = || Unfinished::of(&folder, &root).into_iter().map(|one| one.out).collect::<Vec<_>>();
        assert_eq!(outs(), Vec::<PathBuf>::new());
        let first = Unfinished::note(&folder, &root, &ground.path().join("www")).expect("a good disk");
        Unfinished::note(&folder, &other, &ground.path().join("others")).expect("a good disk");
        assert_eq!(outs(), [ground.path().join("www")]);
        for damaged in ["", "demarche unfinished 1\n/etc\nend 00000000000000000000000000000000\n"] {
            fs::write(&first.file, damaged).expect("our own");
            assert_eq!(outs(), Vec::<PathBuf>::new());
        }
        let again = Unfinished::note(&folder, &root, &ground.path().join("www")).expect("a good disk");
        assert_eq!(outs().len(), 1);
        again.end();
        assert_eq!(outs(), Vec::<PathBuf>::new());
    }

    #[test]
    fn nothing_is_noted_where_it_would_be_published() {
        let note = |folder| Unfinished::note(Path::new(folder), Path::new("/site"), Path::new("/srv/www"));
        assert!(note("/site/.cache").is_err() && note("/srv/www/cache").is_err());
    }
}
