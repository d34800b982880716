//! Every address in every file that was made, against the list of files made.
//!
//! Takes the files as they come, in any order and from several threads; gives what leads nowhere once the plan is known.
//! Most addresses are made from the plan: what is found here was put together by a layout, or stands in a file that is
//! published as it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::{CheckCx, without_fragment};
use crate::address::places::{Place, in_html, in_styles};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, mistakes};
use crate::plan::Subject;
use crate::render::below;
use crate::route::OutPath;

/// The addresses of the files that were made.
#[derive(Debug, Default)]
pub struct MadeAddresses {
    found: Mutex<HashMap<String, Holder>>,
}

/// Who holds an address.
#[derive(Debug)]
struct Holder {
    /// The address as it stands there.
    written: String,
    /// The first file that holds it, in order of route.
    route: OutPath,
}

/// Stands before a path from the root of the output, which no base path stands before.
const BESIDE: char = '\u{0}';

impl MadeAddresses {
    /// Takes a file that was made.
    pub fn look(&self, route: &OutPath, bytes: &[u8]) {
        let suffix = route.as_str().rsplit_once('.').map_or("", |(_, suffix)| suffix);
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let places: Vec<Place> = match suffix {
            "html" | "htm" => in_html(text, false),
            "xml" => in_html(text, true),
            "css" => in_styles(text).into_iter().map(|range| Place { range, is_own: false }).collect(),
            _ => return,
        };
        let keyed: Vec<(Cow<'_, str>, &str)> = places
            .into_iter()
            .filter_map(|place| {
                let written = &text[place.range];
                key(route, written, place.is_own).map(|key| (key, written))
            })
            .collect();
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, written) in keyed {
            match found.get_mut(&*key) {
                Some(holder) if holder.route <= *route => {}
                Some(holder) => *holder = Holder { written: written.to_owned(), route: route.clone() },
                None => {
                    let holder = Holder { written: written.to_owned(), route: route.clone() };
                    found.insert(key.into_owned(), holder);
                }
            }
        }
    }

    /// Returns what leads nowhere, but for what was told of layouts already.
    pub fn dead(self, cx: CheckCx<'_>) -> Vec<Diagnostic> {
        let config = &cx.site.config;
        let written = cx.layouts.written_addresses(&config.base_path);
        let told: HashSet<&str> = written.iter().map(|written| without_fragment(&written.below)).collect();
        // Relative addresses of one layout lead elsewhere on each page, and are one mistake.
        let mut dead: BTreeMap<String, (OutPath, String)> = BTreeMap::new();
        let found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (key, holder) in found.into_iter().collect::<BTreeMap<_, _>>() {
            let host = config.base_url.strip_suffix(&config.base_path).unwrap_or(&config.base_url);
            let path = match key.strip_prefix(BESIDE) {
                Some(path) => Some(path),
                None => below(&config.base_path, key.strip_prefix(host).unwrap_or(&key)),
            };
            let Some(path) = path.filter(|path| cx.plan.at_address(path).is_none() && !told.contains(path)) else {
                continue;
            };
            let place = (holder.route, path.to_owned());
            match dead.get_mut(&holder.written) {
                Some(first) => *first = place.min(first.clone()),
                None => _ = dead.insert(holder.written, place),
            }
        }
        let more = dead.len().saturating_sub(MISTAKES_LIMIT);
        let listed = dead.into_iter().take(MISTAKES_LIMIT);
        mistakes::with_rest(listed.map(|(written, (route, path))| tell(cx, &written, &route, &path)).collect(), more)
    }
}

/// Returns what an address leads to, as far as it is told without the settings; nothing for what leads out of the site.
fn key<'a>(route: &OutPath, written: &'a str, is_own: bool) -> Option<Cow<'a, str>> {
    let address = without_fragment(written);
    let has_scheme = address.find(':').is_some_and(|colon| !address[..colon].contains('/'));
    // A whole address in a text may lead to whatever else stands on the host; those that are this site's own are
    // made from the plan or by a layout.
    if address.is_empty() || address.starts_with("//") || has_scheme && !is_own {
        return None;
    }
    let address = plain(address)?;
    if has_scheme || address.starts_with('/') {
        return Some(address);
    }
    let folder = route.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in address.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            segment => segments.push(segment),
        }
    }
    let is_folder = address.ends_with('/') || address.ends_with("/.") || matches!(&*address, "." | "..");
    let end = if (is_folder || address.ends_with("..")) && !segments.is_empty() { "/" } else { "" };
    Some(Cow::Owned(format!("{BESIDE}/{}{end}", segments.join("/"))))
}

/// Returns an address with the references that programs write as characters; nothing where others are left.
fn plain(address: &str) -> Option<Cow<'_, str>> {
    if !address.contains('&') {
        return Some(Cow::Borrowed(address));
    }
    let text = address.replace("&#39;", "'").replace("&#x2f;", "/").replace("&quot;", "\"").replace("&amp;", "&");
    (!text.contains("&#")).then_some(Cow::Owned(text))
}

/// Tells of an address, at the text that the file is made of where there is one.
fn tell(cx: CheckCx<'_>, written: &str, route: &OutPath, path: &str) -> Diagnostic {
    let target = cx.plan.position(route).map(|at| &cx.plan.targets[at]);
    let span = target.and_then(|target| match &target.subject {
        Subject::Page(id) => Some(Span::whole(&cx.site.page(*id).document.path)),
        Subject::File(file) => Some(Span::whole(&file.as_str().into())),
        _ => None,
    });
    let made = target.filter(|target| !matches!(target.subject, Subject::File(_)));
    let layout = made.map(|target| target.layout.clone()).filter(|layout| !layout.is_empty());
    mistakes::dead_address_made(span, route.as_str(), written, layout.as_deref()).suggest(cx.hint(path))
}
