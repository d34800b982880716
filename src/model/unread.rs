//! Texts under `content/` that nobody reads.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::source::{SourceFile, Sources};

/// The suffixes of texts that somebody may take for pages.
const UNREAD_SUFFIXES: [&str; 12] =
    ["txt", "text", "html", "htm", "mdx", "docx", "doc", "odt", "rtf", "rst", "adoc", "org"];

/// How many such texts are named.
const UNREAD_LIMIT: usize = 20;

/// Warns of texts under `content/` that are in no format that is read and that nothing leads to.
pub(super) fn report_unread(
    sources: &Sources,
    used: &BTreeMap<String, Option<Span>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_unread = |file: &&SourceFile| {
        let suffix = file.path.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_lowercase();
        let may_be_page = UNREAD_SUFFIXES.contains(&suffix.as_str()) && !file.path.starts_with("content/data/");
        may_be_page && file.text.is_none() && !used.contains_key(&*file.path)
    };
    // Each is looked for in all texts, so more of them are not listed.
    for file in sources.under("content/").filter(is_unread).take(UNREAD_LIMIT) {
        let name = file.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(name, _)| name);
        // A page that is not shown yet may lead to it.
        if !is_mentioned(sources, &file.path) {
            diagnostics.push(mistakes::unread_text(&file.path, name));
        }
    }
}

/// Warns of rules of `site.yaml` for files that there are not.
pub(super) fn report_unused_rules(config: &Config, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
    for (key, patterns) in [("active_files", &config.files.active), ("keep_metadata", &config.files.keep)] {
        for (index, pattern) in patterns.iter().enumerate() {
            let files = || sources.iter().map(|file| &*file.path);
            if !files().any(|path| pattern.names(path)) {
                let known = files().filter(|path| path.starts_with("content/") || path.starts_with("layouts/static/"));
                let known = known.map(|path| path.strip_prefix("content/").unwrap_or(path));
                let hint = did_you_mean(pattern.as_str(), known);
                let span = config.value_span(&format!("{key}[{index}]"));
                diagnostics.push(mistakes::unused_file_pattern(span, pattern.as_str(), hint));
            }
        }
    }
}

/// Tells whether the text of a page mentions the name of a file, or lies as `index.md` beside it.
fn is_mentioned(sources: &Sources, path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let encoded = crate::address::encoded(name);
    sources.under("content/").any(|file| {
        let is_bundle = file.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with("/index."));
        let text = file.held().unwrap_or_default();
        is_bundle && !text.is_empty() || text.contains(name) || text.contains(&*encoded)
    })
}
