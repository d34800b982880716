//! Links and files: what each destination in a body leads to.

use std::collections::BTreeSet;

use super::paths::{file_in, join, paths_of};
use super::publish::Visibility;
use super::signatories::read_signatories;
use super::{PageId, Site, SitePage, extra, spelt};
use crate::address::percent_decoded;
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, mistakes};
use crate::parse::{Signatories, Signatory};
use crate::route::composed;
use crate::source::{Sources, page_stem};
use crate::track::Fingerprint;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A page of this site, with what stands behind its path: a query, a fragment, both or nothing.
    Page(PageId, String),
    /// A file of this site, by content path, with what stands behind it.
    File(String, String),
    /// An address of this site, to be looked up among all outputs.
    Address(String),
    /// A page that is not published; the link is shown as plain text.
    Unpublished,
    /// Nothing; this was reported.
    Broken,
}

/// What was found on one page.
#[derive(Default)]
pub(super) struct Found {
    pub(super) links: Vec<Resolved>,
    pub(super) images: Vec<Option<String>>,
    pub(super) photo: Option<String>,
    pub(super) attachments: Vec<Option<String>>,
    /// The files that were read, with their fingerprints.
    pub(super) read: Vec<(String, Fingerprint)>,
    /// Those whom it lists.
    pub(super) signed: Vec<Signatory>,
    pub(super) files: Vec<(String, Option<Span>)>,
    /// Whether the link that is resolved is one of those that a block lists.
    is_listed: bool,
    /// The files among them that the text uses.
    in_text: BTreeSet<String>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The links among them that may have been meant for something else.
    pub(super) missed: Vec<Missed>,
}

/// A link that leads nowhere and may have been meant for something else.
#[derive(Clone, Debug)]
pub(super) struct Missed {
    /// The place of what is said of it among the diagnostics of its page.
    pub(super) at: usize,
    /// The path it names, from `content/`.
    pub(super) path: String,
    /// The link as it is written.
    pub(super) dest: String,
    /// What it names.
    pub(super) names: Names,
}

/// What a link that leads nowhere names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// A page.
    Page,
    /// A file that is no page.
    File,
    /// A page of a folder, as fields name it.
    PageOf(String),
}

impl Found {
    /// Notes that the page uses a file; the place is looked up the first time only.
    pub(super) fn use_file(&mut self, path: &str, span: impl FnOnce() -> Span) {
        if self.in_text.insert(path.to_owned()) {
            self.files.push((path.to_owned(), Some(span())));
        }
    }
}

/// Resolves what one page refers to.
pub(super) struct Resolver<'a> {
    pub(super) site: &'a Site,
    pub(super) sources: &'a Sources,
    pub(super) page: &'a SitePage,
}

impl Resolver<'_> {
    /// Resolves the links, images, photo and attachments of the page.
    pub(super) fn resolve(&self) -> Found {
        let mut found = Found::default();
        let document = &self.page.document;
        for (index, link) in document.body.links.iter().enumerate() {
            // Blocks stand in the order of their links.
            let blocks = &document.body.blocks;
            let next = blocks.get(blocks.partition_point(|block| block.links.end <= index));
            found.is_listed = next.is_some_and(|block| block.links.contains(&index));
            let resolved = match found.diagnostics.len() {
                ..MISTAKES_LIMIT => self.link(&link.dest, &link.range, &mut found),
                _ => Resolved::Broken,
            };
            if let Resolved::File(path, _) = &resolved {
                found.use_file(path, || document.dest_span(&link.range, &link.dest));
            }
            found.links.push(resolved);
        }
        for image in &document.body.images {
            let named = self.file(&image.src);
            let place = || document.dest_span(&image.range, &image.src);
            let is_there = named.is_some();
            let file = self.unless_hidden(named, place, &mut found.diagnostics);
            match &file {
                Some(path) => found.use_file(path, place),
                None if is_there || self.is_refused(&image.src) => {}
                None if found.diagnostics.len() >= MISTAKES_LIMIT => {}
                None => {
                    let hint = self.similar_file(&image.src);
                    found.diagnostics.push(mistakes::missing_file(place(), &image.src, hint));
                }
            }
            found.images.push(file);
        }
        if let Some(photo) = &document.front.photo {
            found.photo = self.named_file(&photo.src, "photo.src", &mut found.files, &mut found.diagnostics);
        }
        for (index, attachment) in document.front.attachments.iter().enumerate() {
            let key = format!("attachments[{index}].src");
            let file = self.named_file(&attachment.src, &key, &mut found.files, &mut found.diagnostics);
            found.attachments.push(file);
        }
        self.signatories(&mut found);
        self.extra(&mut found);
        if document.is_bundle() {
            found.files.extend(self.bundle_files());
        }
        if found.diagnostics.len() >= MISTAKES_LIMIT {
            found.diagnostics.push(mistakes::too_many_mistakes(document.span(0..0), MISTAKES_LIMIT));
        }
        found
    }

    /// Reads who signs, where a file lists them.
    fn signatories(&self, found: &mut Found) {
        let Signatories::File(name) = &self.page.document.front.signatories else { return };
        // It is read and not published.
        let mut files = Vec::new();
        let Some(path) = self.named_file(name, "signatories", &mut files, &mut found.diagnostics) else { return };
        let Some(file) = self.sources.get(&path) else { return };
        match self.sources.load(&path) {
            Ok(bytes) => found.signed = read_signatories(&file.path, &bytes, &mut found.diagnostics),
            Err(_) => {
                let span = self.page.document.value_span("signatories");
                found.diagnostics.push(mistakes::missing_file(span, name, None));
            }
        }
        found.read.push((path, file.fingerprint));
    }

    /// Resolves the files that `extra:` names, which layouts may show.
    fn extra(&self, found: &mut Found) {
        let document = &self.page.document;
        for (path, name) in document.front.extra.iter().flat_map(extra::names) {
            if let Some(file) = self.file(name) {
                let span = || document.value_span(&path);
                if let Some(file) = self.unless_hidden(Some(file), span, &mut found.diagnostics) {
                    found.files.push((file, None));
                }
            } else if extra::must_be_file(name) && found.diagnostics.len() < MISTAKES_LIMIT && !self.is_refused(name) {
                let span = document.value_span(&path);
                found.diagnostics.push(mistakes::missing_extra_file(span, name, self.similar_file(name)));
            }
        }
    }

    /// Returns the files that lie beside the `index.md` of this page and go with it.
    fn bundle_files(&self) -> Vec<(String, Option<Span>)> {
        let prefix = format!("content/{}/", self.page.document.folder());
        let under = self.sources.under(&prefix);
        let goes_along =
            |path: &str| self.site.hidden_files.owner(path).is_none() && !self.site.read_files.contains(path);
        let files = under.filter(|file| file.text.is_none() && goes_along(&file.path));
        files.map(|file| (file.path.to_string(), None)).collect()
    }

    /// Resolves a file named in front matter, and reports when it is missing.
    pub(super) fn named_file(
        &self,
        src: &str,
        key: &str,
        files: &mut Vec<(String, Option<Span>)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let span = || self.page.document.value_span(key);
        match self.file(src) {
            Some(path) => {
                let path = self.unless_hidden(Some(path), span, diagnostics)?;
                files.push((path.clone(), None));
                Some(path)
            }
            None if self.is_refused(src) => None,
            None => {
                let span = span();
                diagnostics.push(mistakes::missing_file(span, src, self.similar_file(src)));
                None
            }
        }
    }

    /// Returns the content path of a file: beside the page, or from `content/`.
    pub(super) fn file(&self, src: &str) -> Option<String> {
        file_in(self.page.document.folder(), src, self.sources)
    }

    /// Tells whether a file of this name is there and could not be taken, which was reported.
    pub(super) fn is_refused(&self, src: &str) -> bool {
        let mut paths = paths_of(self.page.document.folder(), src);
        paths.any(|path| self.sources.knows(&path) && self.sources.get(&path).is_none())
    }

    /// Returns the file, if it is not one of a hidden page, which is reported.
    pub(super) fn unless_hidden(
        &self,
        file: Option<String>,
        span: impl FnOnce() -> Span,
        found: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        let owner = file.as_deref().and_then(|path| self.site.hidden_files.owner(path));
        match (owner, &file) {
            (Some(owner), Some(path)) => {
                found.push(mistakes::file_of_hidden_page(span(), path, &owner.path, &self.reason(owner.seen)));
                None
            }
            _ => file,
        }
    }

    /// Returns in a few words why a page is not shown.
    fn reason(&self, seen: Visibility) -> String {
        seen.reason(&self.site.config.time_zone)
    }

    /// Resolves a link.
    fn link(&self, dest: &str, range: &std::ops::Range<usize>, found: &mut Found) -> Resolved {
        let diagnostics = &mut found.diagnostics;
        let span = || self.page.document.dest_span(range, dest);
        if dest.is_empty() {
            let place = self.page.document.span(range.clone());
            diagnostics.push(mistakes::dangling_link(place, dest).hint("write its address between the parentheses"));
            return Resolved::Broken;
        }
        let (path, behind) = dest.find(['?', '#']).map_or((dest, ""), |at| dest.split_at(at));
        let fragment = behind.find('#').map_or("", |at| &behind[at..]);
        if path.is_empty() {
            self.check_anchor(&self.page.document.body.anchors, fragment, None, range, diagnostics);
            let own = self.site.by_path(&self.page.document.path);
            return own.map_or(Resolved::Broken, |own| Resolved::Page(own, behind.to_owned()));
        }
        if path.starts_with('/') {
            let Some(seen) = self.site.hidden_at(path) else {
                let hidden = self.file(path).and_then(|file| self.hidden_file(&file, dest, span, diagnostics));
                return hidden.unwrap_or_else(|| Resolved::Address(dest.to_owned()));
            };
            let reason = seen.reason(&self.site.config.time_zone);
            diagnostics.push(mistakes::link_to_unpublished(span(), dest, &reason));
            return Resolved::Unpublished;
        }
        let decoded = percent_decoded(path);
        let Some(joined) = join(self.page.document.folder(), &decoded) else {
            diagnostics.push(mistakes::link_out_of_site(span(), dest));
            return Resolved::Broken;
        };
        if page_stem(&joined).is_none() {
            return match self.file(&decoded) {
                Some(file) => self
                    .hidden_file(&file, dest, span, diagnostics)
                    .unwrap_or_else(|| Resolved::File(file, behind.to_owned())),
                None if self.is_refused(&decoded) => Resolved::Broken,
                None => self.missing(&joined, (dest, &decoded), Names::File, (span(), found)),
            };
        }
        let full = format!("content/{joined}");
        let full = spelt(self.sources, &full);
        match self.site.by_path(full) {
            Some(id) => {
                let id = self.in_own_language(id);
                let target = &self.site.page(id).document;
                self.check_anchor(&target.body.anchors, fragment, Some(&joined), range, diagnostics);
                Resolved::Page(id, behind.to_owned())
            }
            None => self.missing_page(full, dest, (span(), found)),
        }
    }

    /// Reports a link to a file of a hidden page, if it is one.
    fn hidden_file(
        &self,
        file: &str,
        dest: &str,
        span: impl FnOnce() -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Resolved> {
        let owner = self.site.hidden_files.owner(file)?;
        let reason = self.reason(owner.seen);
        diagnostics.push(mistakes::link_to_file_of_hidden_page(span(), dest, &owner.path, &reason));
        Some(Resolved::Unpublished)
    }

    /// Reports a link to a page that is hidden or does not exist.
    fn missing_page(&self, full: &str, dest: &str, (span, found): (Span, &mut Found)) -> Resolved {
        if let Some(seen) = self.site.hidden(full) {
            let reason = seen.reason(&self.site.config.time_zone);
            let say = if found.is_listed { mistakes::listed_unpublished } else { mistakes::link_to_unpublished };
            found.diagnostics.push(say(span, dest, &reason));
            return Resolved::Unpublished;
        }
        // A file that is there and is no page has been reported.
        if !self.sources.knows(full) {
            let joined = full.strip_prefix("content/").unwrap_or(full);
            return self.missing(joined, (dest, dest), Names::Page, (span, found));
        }
        Resolved::Broken
    }

    /// Reports a link that leads nowhere: to a path, as it is written and decoded. What it may have been meant for is found
    /// out at the end.
    fn missing(
        &self,
        path: &str,
        (dest, decoded): (&str, &str),
        names: Names,
        (span, found): (Span, &mut Found),
    ) -> Resolved {
        let unseen = unseen_hint(dest);
        if unseen.is_none() {
            let (path, dest) = (path.to_owned(), decoded.to_owned());
            found.missed.push(Missed { at: found.diagnostics.len(), path, dest, names });
        }
        found.diagnostics.push(mistakes::dangling_link(span, dest).suggest(unseen));
        Resolved::Broken
    }

    /// Returns the translation of a page into the language of this one, if there is one.
    pub(super) fn in_own_language(&self, id: PageId) -> PageId {
        let lang = &self.page.document.lang;
        let page = self.site.page(id);
        if page.document.lang == *lang {
            return id;
        }
        page.translations.iter().copied().find(|other| self.site.page(*other).document.lang == *lang).unwrap_or(id)
    }

    /// Reports a fragment that is no anchor of the target.
    fn check_anchor(
        &self,
        anchors: &[String],
        fragment: &str,
        path: Option<&str>,
        range: &std::ops::Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(wanted) = fragment.strip_prefix('#').filter(|wanted| !wanted.is_empty()) else { return };
        let wanted = percent_decoded(wanted);
        let wanted = composed(&wanted);
        if anchors.binary_search_by(|anchor| anchor.as_str().cmp(&wanted)).is_ok() {
            return;
        }
        let span = self.page.document.words_span(range.clone(), fragment);
        diagnostics.push(mistakes::missing_anchor(span, &wanted, path, anchors));
    }
}

/// Returns the hint at a character in a name that nobody sees.
pub(super) fn unseen_hint(name: &str) -> Option<String> {
    crate::address::unseen(name).map(mistakes::unseen_hint)
}
