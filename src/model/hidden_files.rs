//! Files of hidden pages: what lies in the folder of a page that is not shown is shown by none.
//!
//! Takes the pages that are shown and those that are not; tells of a file whose it is. A folder with an `index.md` is that
//! page's own, with all below it but the folders of other pages. Where all pages of a folder are hidden, so are its files;
//! where some translation is shown, those that only a hidden one names, or whose name has its language: `annex.fr.pdf`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::paths::file_in;
use super::publish::Visibility;
use super::{SitePage, extra};
use crate::parse::{Document, FieldValue, Signatories};
use crate::source::Sources;

/// The files of hidden pages; nothing is kept where no page is hidden.
#[derive(Debug, Default, PartialEq)]
pub(super) struct HiddenFiles {
    /// The folders that are a page's own, with a final slash.
    folders: BTreeMap<String, Folder>,
}

/// The folder of a page and its translations.
#[derive(Debug, Default, PartialEq)]
struct Folder {
    /// Whether one of them is shown.
    is_shown: bool,
    /// Those that are not.
    hidden: Vec<Hidden>,
    /// The files that pages in it name and that are shown.
    named: BTreeSet<String>,
}

/// A page that is not shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Hidden {
    /// The path of its file.
    pub(super) path: Arc<str>,
    /// Why not.
    pub(super) seen: Visibility,
    /// Whether it is what the folder is of.
    is_index: bool,
    /// Its language.
    lang: String,
    /// The files that it names.
    named: BTreeSet<String>,
}

impl HiddenFiles {
    /// Returns the files of the pages in `hidden`, none of which is in `shown`.
    pub(super) fn of(shown: &[SitePage], hidden: &[(Arc<Document>, Visibility)], sources: &Sources) -> HiddenFiles {
        let mut files = HiddenFiles::default();
        if hidden.is_empty() {
            return files;
        }
        let shown = || shown.iter().map(|page| &*page.document);
        for document in shown().chain(hidden.iter().map(|(document, _)| &**document)).filter(|one| one.is_bundle()) {
            files.folders.entry(format!("content/{}/", document.folder())).or_default();
        }
        for (document, seen) in hidden {
            if let Some(folder) = files.folder_mut(&document.path) {
                let (path, lang, named) = (document.path.clone(), document.lang.clone(), names(document, sources));
                folder.hidden.push(Hidden { path, seen: *seen, is_index: document.is_bundle(), lang, named });
            }
        }
        for document in shown() {
            let Some(folder) = files.folder_mut(&document.path) else { continue };
            folder.is_shown |= document.is_bundle();
            if !folder.hidden.is_empty() {
                folder.named.append(&mut names(document, sources));
            }
        }
        files
    }

    /// Returns the hidden page whose file this is, if it is one's.
    pub(super) fn owner(&self, path: &str) -> Option<&Hidden> {
        let at = self.folder_of(path)?;
        let folder = &self.folders[at];
        if !folder.is_shown {
            return folder.hidden.iter().find(|page| page.is_index);
        }
        if folder.named.contains(path) {
            return None;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let has_lang = |lang: &str| name.split('.').rev().nth(1) == Some(lang) && name.split('.').count() > 2;
        folder.hidden.iter().find(|page| page.named.contains(path) || page.is_index && has_lang(&page.lang))
    }

    /// Returns the name of the innermost folder that is a page's own and holds the file at a path.
    fn folder_of<'a>(&self, path: &'a str) -> Option<&'a str> {
        if self.folders.is_empty() {
            return None;
        }
        let slashes = path.rmatch_indices('/').map(|(at, _)| &path[..=at]);
        slashes.into_iter().find(|folder| self.folders.contains_key(*folder))
    }

    /// Returns the innermost folder that is a page's own and holds the file at a path.
    fn folder_mut(&mut self, path: &str) -> Option<&mut Folder> {
        let folder = self.folder_of(path)?;
        self.folders.get_mut(folder)
    }
}

/// Returns the files that a page names: links, images, photo, attachments, who signs, and what stands under `extra`.
fn names(document: &Document, sources: &Sources) -> BTreeSet<String> {
    let front = &document.front;
    let links = document.body.links.iter().map(|link| link.dest.split(['?', '#']).next().unwrap_or(&link.dest));
    let images = document.body.images.iter().map(|image| image.src.as_str());
    let photo = front.photo.iter().map(|photo| photo.src.as_str());
    let attachments = front.attachments.iter().map(|attachment| attachment.src.as_str());
    let extra: Vec<&str> = front.extra.iter().flat_map(extra::names).map(|(_, name)| name).collect();
    let mut in_fields: Vec<&str> = Vec::new();
    for (name, value) in &front.fields {
        value.each(name, &mut |_, value| match value {
            FieldValue::File(src) | FieldValue::Image { src, .. } => in_fields.push(src),
            _ => {}
        });
    }
    let tables = document.body.blocks.iter().filter_map(|block| Some(block.table_source()?.value.as_str()));
    let signed = match &front.signatories {
        Signatories::File(name) => Some(name.as_str()),
        Signatories::Listed(_) => None,
    };
    let all = in_fields
        .into_iter()
        .chain(signed)
        .chain(links)
        .chain(images)
        .chain(photo)
        .chain(attachments)
        .chain(extra)
        .chain(tables);
    all.filter_map(|name| file_in(document.folder(), name, sources)).collect()
}
