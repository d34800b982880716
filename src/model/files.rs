//! The files that pages use: each once, with the first place that uses it.
//!
//! Takes the pages and the files of before; a file whose bytes are the same and that is used alike is not opened again.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::named_files::named_files;
use super::opened::{FileUse, open_file, place_of};
use super::unread::{report_unread, report_unused_rules};
use super::{Referred, Site, SitePage};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::source::Sources;

/// Finds the files that pages and the settings use, which are those of before where they can be.
pub(super) fn collect_files(
    site: &mut Site,
    before: &BTreeMap<String, FileUse>,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut used: BTreeMap<String, Option<Span>> = BTreeMap::new();
    for (path, span) in site.pages.iter().flat_map(|page| &page.uses) {
        if !used.contains_key(path) {
            used.insert(path.clone(), span.clone());
        }
    }
    for path in named_files(site, sources, diagnostics) {
        used.entry(path).or_insert(None);
    }
    report_unread(sources, &used, diagnostics);
    report_unused_rules(&site.config, sources, diagnostics);
    let in_fields = |(_, target): &(String, Referred)| match target {
        Referred::Image(path) => Some(path.clone()),
        _ => None,
    };
    let pictures = |page: &SitePage| {
        let named = page.images.iter().flatten().chain(&page.photo).cloned();
        named.chain(page.fields.iter().filter_map(in_fields)).collect::<Vec<_>>()
    };
    let shown: BTreeSet<String> = site.pages.iter().flat_map(pictures).collect();
    let logos: Vec<String> = site.config.images().map(|(_, src)| format!("content/{src}")).collect();
    let asked: Vec<_> = used
        .into_iter()
        .map(|(path, span)| {
            let is_shown = shown.contains(&path) || logos.contains(&path);
            let bytes = sources.get(&path).map_or(0, |file| file.fingerprint);
            let known = before.get(&path).filter(|file| file.is_of(bytes, is_shown));
            (path, span, is_shown, known)
        })
        .collect();
    let open = |(path, span, is_shown, known): (String, Option<Span>, bool, Option<&FileUse>)| match known {
        Some(known) => (Ok(FileUse { span, ..known.clone() }), path),
        None => (open_file(site, sources, &path, span, is_shown), path),
    };
    let opened: Vec<_> = asked.into_par_iter().map(open).collect();
    for (file, path) in opened {
        match file {
            Ok(file) => {
                let place = || place_of(site, &path, file.span.as_ref());
                let carried = file.carried.as_ref().map(|carried| mistakes::metadata_stays(place(), &path, carried));
                let misnamed =
                    file.misnamed.map(|kind| mistakes::misnamed_image(place(), &path, kind.name(), kind.suffix()));
                diagnostics.extend(carried.into_iter().chain(misnamed));
                site.files.insert(path, file);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
}

/// Tells whether files are published and shown alike, wherever they are used.
pub(super) fn same_files(one: &BTreeMap<String, FileUse>, next: &BTreeMap<String, FileUse>) -> bool {
    let is_same = |((path, file), (other, next)): ((&String, &FileUse), (&String, &FileUse))| {
        path == other && file.is_of(next.bytes, next.is_shown)
    };
    one.len() == next.len() && one.iter().zip(next).all(is_same)
}
