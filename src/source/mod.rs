//! Sources: the only reader of the project.
//!
//! Takes the root of a site, on disk or in memory; gives the text of every Markdown, YAML and layout file, and the
//! names of all others, which are loaded when an output needs them. Promises: text is UTF-8 without BOM or control
//! characters and with LF line ends; no symbolic link is followed, also if it was put there while the site was read; nothing
//! outside `content/` and `layouts/` is read; a file that is loaded later has the bytes that it had; what cannot be taken is
//! reported with file and place, and never skipped in silence.

pub mod blanks;
mod forms;
mod held;
mod left;
mod look;
mod names;
mod open;
mod stamps;
mod text;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use twox_hash::XxHash3_128;

use crate::diag::{Diagnostic, Error, mistakes};
use crate::track::{Fingerprint, fingerprint};

use forms::Forms;
pub use held::Text;
use left::{leave_out, original_of, report_leftovers};
use look::{Look, is_read, look};
pub use names::{is_page_text, page_stem};
use open::{Opened, Root, read_bytes};
use stamps::Stamp;
pub use stamps::Stamps;
use text::decode_text;
use walk::{Found, all_files, is_named};

/// The folders of a site that are read.
pub const FOLDERS: [&str; 2] = ["content", "layouts"];
/// The largest text file, in bytes.
pub const TEXT_LIMIT: u64 = 8 * 1024 * 1024;
/// The largest data file, in bytes; the YAML limits of the data room are no wider.
pub const DATA_LIMIT: u64 = 16 * 1024 * 1024;
/// The largest other file, in bytes.
pub const FILE_LIMIT: u64 = 64 * 1024 * 1024;
/// The folder whose files are published under their own names.
const STATIC: &str = "layouts/static/";
/// How deep folders may nest.
const DEPTH_LIMIT: usize = 64;

/// One file of the project.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path from the site's root, with `/` between segments.
    pub path: Arc<str>,
    /// The text, for files that are text; others are loaded on demand.
    pub text: Option<Arc<Text>>,
    /// The fingerprint of the text, or of the bytes of a file that is loaded on demand.
    pub fingerprint: Fingerprint,
}

impl SourceFile {
    /// Returns the text, if the file is text; it is read again where it was left.
    pub fn held(&self) -> Option<Arc<str>> {
        self.text.as_ref().map(|text| text.get())
    }
}

/// All files of a site.
#[derive(Debug, Default)]
pub struct Sources {
    files: BTreeMap<Arc<str>, SourceFile>,
    /// The names of files in other forms.
    forms: Forms,
    /// The paths of files that could not be taken, which was reported.
    refused: BTreeSet<Arc<str>>,
    /// The stamps of the files, as far as they can be trusted.
    stamps: Stamps,
    origin: Origin,
}

/// Where files come from.
#[derive(Debug)]
enum Origin {
    Disk(Arc<Path>),
    Memory(BTreeMap<String, Vec<u8>>),
}

impl Default for Origin {
    fn default() -> Origin {
        Origin::Memory(BTreeMap::new())
    }
}

impl Sources {
    /// Returns the files of the site at `root`, and what is wrong with them.
    ///
    /// # Errors
    /// When a folder or file cannot be read; the message names it.
    pub fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
        Sources::read_since(root, None, SystemTime::UNIX_EPOCH)
    }

    /// Does as [`Sources::read`]; texts of pages and files that are loaded on demand are not read where they have the stamp
    /// by which they are known; where anything is known, texts of pages are left (see [`Text`]). `now` is the time by the clock of the system: a file that was changed just before it has none.
    ///
    /// # Errors
    /// When a folder or file cannot be read; the message names it.
    pub fn read_since(
        root: &Path,
        known: Option<&Stamps>,
        now: SystemTime,
    ) -> Result<(Sources, Vec<Diagnostic>), Error> {
        let mut diagnostics = Vec::new();
        let (found, mut refused) = all_files(root, known.is_some(), &mut diagnostics)?;
        let root: Arc<Path> = root.into();
        let from = open_root(&root)?;
        let read_next = |buffer: &mut Vec<u8>, (found, known_file): (&Found, Option<_>)| {
            if let Some(known) = known_file {
                return Ok(Ok(take_known(&root, &found.path, known)));
            }
            let read = read_file(&root, &from, &found.path, buffer)?;
            // Few texts are parsed again, as like as not.
            if let Ok((SourceFile { path, text: Some(text), .. }, _)) = &read
                && known.is_some()
                && is_page_text(path)
            {
                text.leave();
            }
            Ok(read)
        };
        let stamped = found.iter().map(|Found { path, stamp }| (&**path, stamp.filter(|_| is_known_by_stamp(path))));
        let nothing = Stamps::default();
        let known_files: Vec<_> = known.unwrap_or(&nothing).known(stamped).collect();
        let read: Result<Vec<_>, Error> = found.par_iter().zip(known_files).map_init(Vec::new, read_next).collect();
        let (mut files, mut stamps) = (Vec::with_capacity(found.len()), Stamps::default());
        for file in read? {
            match file {
                Ok((file, stamp)) => {
                    if let Some(stamp) = stamp {
                        stamps.note(&file.path, stamp, file.fingerprint, now);
                    }
                    files.push((Arc::clone(&file.path), file));
                }
                Err(found) => diagnostics.push(*found),
            }
        }
        let files = BTreeMap::from_iter(files);
        refused.extend(refused_in(&diagnostics));
        let forms = Forms::new(&files, &mut diagnostics);
        Ok((Sources { files, forms, refused, stamps, origin: Origin::Disk(root) }, diagnostics))
    }

    /// Returns the files given as path and bytes, under the same rules as files on disk.
    pub fn from_memory(given: BTreeMap<String, Vec<u8>>) -> (Sources, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut files = BTreeMap::new();
        let mut names: Vec<Arc<str>> = given.keys().map(|path| path.as_str().into()).collect();
        let left = leave_out(&mut names, |path| path);
        let mut refused: BTreeSet<Arc<str>> = left.iter().map(|(path, _)| Arc::clone(path)).collect();
        report_leftovers(left, || names.iter(), &mut diagnostics);
        for path in names {
            let bytes = &given[&*path];
            match take_file(&path, bytes, None) {
                Ok(file) => _ = files.insert(path, file),
                Err(found) => diagnostics.push(*found),
            }
        }
        refused.extend(refused_in(&diagnostics));
        let forms = Forms::new(&files, &mut diagnostics);
        (Sources { files, forms, refused, stamps: Stamps::default(), origin: Origin::Memory(given) }, diagnostics)
    }

    /// Reads these paths again, as [`Sources::read`] would find them now; returns whether that could be done one by one.
    ///
    /// It cannot where a path is or was a folder or a link, where a file cannot be taken, and where the names of files
    /// may differ in case from those that the system opens; then all must be read again, and this is to be thrown away.
    ///
    /// # Errors
    /// When a file cannot be read; the message names it.
    pub fn refresh(&mut self, paths: &BTreeSet<String>) -> Result<bool, Error> {
        let Origin::Disk(root) = &self.origin else { return Ok(false) };
        if !cfg!(target_os = "linux") || !self.refused.is_empty() {
            return Ok(false);
        }
        let from = open_root(root)?;
        // Whether such a file is there is told by those who read all.
        if paths.iter().any(|path| is_named(path)) {
            return Ok(false);
        }
        for path in paths.iter().filter(|path| is_read(path)) {
            match look(root, path).map_err(|error| Error::io("cannot read", &root.join(path), error))? {
                // A file of this name may be what another one is a copy of.
                Look::File if !self.files.contains_key(path.as_str()) && self.has_copy_of(path) => return Ok(false),
                Look::File => match read_file(root, &from, &path.as_str().into(), &mut Vec::new())? {
                    Ok((file, _)) => _ = self.files.insert(Arc::clone(&file.path), file),
                    Err(_) => return Ok(false),
                },
                Look::Nothing if self.under(&format!("{path}/")).next().is_none() => {
                    _ = self.files.remove(path.as_str())
                }
                Look::Nothing | Look::Other => return Ok(false),
            }
        }
        // Two names that differ in their form alone are reported by those who read all.
        let mut found = Vec::new();
        if paths.iter().any(|path| !path.is_ascii()) {
            self.forms = Forms::new(&self.files, &mut found);
        }
        Ok(found.is_empty())
    }

    /// Tells whether a file in the same folder has the name of a copy of the one at `path`.
    fn has_copy_of(&self, path: &str) -> bool {
        let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
        self.under(folder).any(|file| original_of(&file.path).as_deref() == Some(path))
    }

    /// Returns a hash of all paths and contents.
    pub fn checksum(&self) -> u128 {
        seal_of(self.files.values().map(|file| (&*file.path, file.fingerprint)))
    }

    /// Returns the stamps of the files as they were read, for [`Sources::read_since`].
    pub fn stamps(&self) -> &Stamps {
        &self.stamps
    }

    /// Returns the file at `path`.
    pub fn get(&self, path: &str) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// Returns the path of the file that `path` names, in whichever form of Unicode either is written.
    pub fn spelt<'a>(&'a self, path: &str) -> Option<&'a str> {
        match self.files.get_key_value(path) {
            Some((path, _)) => Some(path),
            None => self.forms.find(&self.files, path),
        }
    }

    /// Tells whether there is a file at `path`, be it one that could not be taken.
    pub fn knows(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.refused.contains(path)
    }

    /// Returns the paths of the files that could not be taken, in order.
    pub fn refused(&self) -> impl Iterator<Item = &str> {
        self.refused.iter().map(|path| &**path)
    }

    /// Returns the text of the file at `path`, if it is there and is text.
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        self.files.get(path)?.held()
    }

    /// Returns all files, in order of path.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// Returns the files whose path begins with `prefix`, in order of path.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a SourceFile> {
        let from = (Bound::Included(prefix), Bound::Unbounded);
        self.files.range::<str, _>(from).map(|(_, file)| file).take_while(move |file| file.path.starts_with(prefix))
    }

    /// Loads the bytes of the file at `path`, which are those that it had when these sources were read.
    ///
    /// # Errors
    /// When the file is not one of these sources, cannot be read any more, or is another one by now.
    pub fn load(&self, path: &str) -> Result<Vec<u8>, Error> {
        let known = self.files.get(path);
        let known = known.ok_or_else(|| Error::new(format!("`{path}` is not a file of this site")))?;
        let root = match &self.origin {
            Origin::Disk(root) => root,
            Origin::Memory(files) => return Ok(files.get(path).cloned().unwrap_or_default()),
        };
        let failed = |error| Error::io("cannot read", &root.join(path), error);
        let changed = || Error::new("it has been changed since the build began");
        match open_root(root)?.file(path).map_err(failed)? {
            Opened::File(file, metadata) => {
                let mut bytes = Vec::new();
                read_bytes(file, metadata.len().min(FILE_LIMIT), &mut bytes).map_err(failed)?;
                let is_known = known.text.is_some() || fingerprint(&bytes) == known.fingerprint;
                if is_known { Ok(bytes) } else { Err(changed()) }
            }
            Opened::Link | Opened::Special => Err(changed()),
        }
    }
}

/// Returns the hash of files, each with its path and its fingerprint, in order of path.
fn seal_of<'a>(files: impl Iterator<Item = (&'a str, Fingerprint)>) -> u128 {
    let mut bytes = Vec::new();
    for (path, fingerprint) in files {
        bytes.extend_from_slice(path.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(&fingerprint.to_le_bytes());
    }
    XxHash3_128::oneshot(&bytes)
}

/// Opens the folder from which files are read.
fn open_root(root: &Path) -> Result<Root, Error> {
    Root::open(root).map_err(|error| Error::io("cannot read", root, error))
}

/// Returns the paths of the files that were reported.
fn refused_in(diagnostics: &[Diagnostic]) -> BTreeSet<Arc<str>> {
    diagnostics.iter().filter_map(|found| found.span.as_ref()).map(|span| Arc::clone(&span.file)).collect()
}

/// A file with its stamp, or what is wrong with it.
type Taken = Result<(SourceFile, Option<Stamp>), Box<Diagnostic>>;

/// Reads one file from disk, into a buffer that was used before.
fn read_file(root: &Arc<Path>, from: &Root, path: &Arc<str>, buffer: &mut Vec<u8>) -> Result<Taken, Error> {
    /// The largest buffer that is kept for the next file, in bytes.
    const KEPT: usize = 1024 * 1024;
    let failed = |error| Error::io("cannot read", &root.join(path.as_ref()), error);
    match from.file(path).map_err(failed)? {
        Opened::File(_, metadata) if metadata.len() > limit_of(path) => Ok(Err(too_large(path, metadata.len()))),
        Opened::File(file, metadata) => {
            // That of before it is read: what is written meanwhile changes it.
            let stamp = Stamp::of(&metadata);
            read_bytes(file, metadata.len(), buffer).map_err(failed)?;
            let taken = take_file(path, buffer, Some(root)).map(|file| (file, stamp));
            if buffer.capacity() > KEPT {
                *buffer = Vec::new();
            }
            Ok(taken)
        }
        Opened::Link => Ok(Err(Box::new(mistakes::symlink(path)))),
        Opened::Special => Ok(Err(Box::new(mistakes::special_file(path)))),
    }
}

/// Tells whether a file is read as text, by its name.
fn is_text(path: &str) -> bool {
    let suffix = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, suffix)| suffix);
    if path.starts_with(STATIC) {
        return false;
    }
    matches!(suffix, "yaml" | "yml")
        || page_stem(path).is_some()
        || path.starts_with("layouts/") && matches!(suffix, "html" | "xml" | "txt" | "css")
}

/// Returns the largest size of a file, in bytes.
fn limit_of(path: &str) -> u64 {
    match path {
        path if !is_text(path) => FILE_LIMIT,
        path if path.starts_with("content/data/") => DATA_LIMIT,
        _ => TEXT_LIMIT,
    }
}

/// Reports a file that is too large.
fn too_large(path: &Arc<str>, length: u64) -> Box<Diagnostic> {
    Box::new(mistakes::file_too_large(path, length, limit_of(path)))
}

/// Tells whether a file need not be read if it has the stamp by which it is known, by its name. What is needed before the first page
/// is read in any case.
fn is_known_by_stamp(path: &str) -> bool {
    !is_text(path) || is_page_text(path)
}

/// Returns a file that need not be read: it has the stamp by which it is known.
fn take_known(
    root: &Arc<Path>,
    path: &Arc<str>,
    (stamp, fingerprint): (Stamp, Fingerprint),
) -> (SourceFile, Option<Stamp>) {
    let text = is_text(path).then(|| Arc::new(Text::left(root, path, fingerprint)));
    (SourceFile { path: Arc::clone(path), text, fingerprint }, Some(stamp))
}

/// Takes one file under the rules of this room; `root` is that of the site, where it can be read again.
fn take_file(path: &Arc<str>, bytes: &[u8], root: Option<&Arc<Path>>) -> Result<SourceFile, Box<Diagnostic>> {
    if bytes.len() as u64 > limit_of(path) {
        return Err(too_large(path, bytes.len() as u64));
    }
    if !is_text(path) {
        return Ok(SourceFile { path: Arc::clone(path), text: None, fingerprint: fingerprint(bytes) });
    }
    let text = Text::of_file(decode_text(path, bytes)?.into(), root, path);
    Ok(SourceFile { path: Arc::clone(path), fingerprint: text.fingerprint(), text: Some(Arc::new(text)) })
}

/// Finds the root of a site: the nearest folder from `start` upward that holds `content/site.yaml`.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| folder.join("content/site.yaml").is_file()).map(Path::to_owned)
}
