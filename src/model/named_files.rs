//! The files that the settings name, of the logo, for browsers, and fonts: that they are there, and may be seen.

use super::Site;
use crate::diag::{Diagnostic, did_you_mean, mistakes};
use crate::source::{Sources, page_stem};

/// Returns the content paths of those that there are; reports those that are missing or belong to a hidden page.
pub(super) fn named_files(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    site.config.named_files().filter_map(|named| named_file(site, sources, named, diagnostics)).collect()
}

/// Returns the content path of the file that a value of the settings names.
fn named_file(
    site: &Site,
    sources: &Sources,
    (place, src): (String, &String),
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let span = || site.config.value_span(&place);
    let path = format!("content/{src}");
    let Some(path) = sources.spelt(&path) else {
        // A file that could not be taken has been reported.
        if sources.knows(&path) {
            return None;
        }
        let content = sources.under("content/").filter_map(|file| file.path.strip_prefix("content/"));
        let hint = did_you_mean(src, content.filter(|path| page_stem(path).is_none()));
        diagnostics.push(mistakes::missing_file(span(), src, hint));
        return None;
    };
    if let Some(owner) = site.hidden_files.owner(path) {
        let reason = owner.seen.reason(&site.config.time_zone);
        diagnostics.push(mistakes::file_of_hidden_page(span(), path, &owner.path, &reason));
        return None;
    }
    Some(path.to_owned())
}
