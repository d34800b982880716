//! What time alone does to a site: which pages the public does not see at an instant and why, and when the site is next
//! another although nobody has saved anything.
//!
//! Takes sources and an instant; gives an [`Outlook`]. Only files whose front matter may speak of such things are
//! parsed, and each of them once for as long as it stays the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::publish::{Visibility, visibility};
use crate::config::{Config, SITE_FILE};
use crate::content::{Page, classify_page};
use crate::parse::{Body, ParseOptions, parse_source};
use crate::source::{SourceFile, Sources};
use crate::track::Fingerprint;
use crate::yaml::Source;

/// The site at an instant, as far as that makes a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Why the public does not see a page, by route.
    pub hidden: BTreeMap<String, String>,
    /// The instant, as people of the site's time zone write it.
    pub at: String,
    /// The next instant at which the site is another by itself; nothing where no later one can be counted.
    ///
    /// An embargo ends, a page expires, or a day begins: what is called the next session depends on the day.
    pub next: Option<Timestamp>,
}

/// Knows the pages that time makes a difference to.
#[derive(Debug, Default)]
pub struct Schedule {
    /// The fingerprint of the settings under which the files were parsed.
    settings: Fingerprint,
    config: Config,
    /// The Markdown files, in order of path.
    seen: Vec<Seen>,
}

/// A file that was looked at.
#[derive(Debug)]
struct Seen {
    path: Arc<str>,
    fingerprint: Fingerprint,
    /// The page, if time makes a difference to it.
    page: Option<Page>,
}

impl Schedule {
    /// Returns a schedule that knows nothing yet.
    pub fn new() -> Schedule {
        Schedule::default()
    }

    /// Returns what can be said of the site of these sources at an instant.
    pub fn outlook(&mut self, sources: &Sources, now: Timestamp) -> Outlook {
        self.read(sources);
        let zone = &self.config.time_zone;
        let mut hidden = BTreeMap::new();
        let mut next = next_day(now, zone);
        for page in self.seen.iter().filter_map(|seen| seen.page.as_ref()) {
            let seen = visibility(&page.document, now, zone);
            if seen != Visibility::Public {
                hidden.insert(page.route.to_string(), seen.reason(zone));
            }
            // A draft stays one, whatever the time.
            let front = &page.document.front;
            let moments = [front.embargo, front.expires].into_iter().flatten().filter(|_| seen != Visibility::Draft);
            let later = moments.map(|moment| moment.instant(zone)).filter(|instant| *instant > now);
            next = next.into_iter().chain(later).min();
        }
        let at = now.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string();
        Outlook { hidden, at, next }
    }

    /// Parses the files that may speak of time and are others than before.
    fn read(&mut self, sources: &Sources) {
        let settings = sources.get(SITE_FILE).map_or(0, |file| file.fingerprint);
        if self.settings != settings || self.seen.is_empty() {
            self.settings = settings;
            self.config = read_config(sources);
            self.seen.clear();
        }
        // Both lists are in order of path, and most files are as they were.
        let mut before = std::mem::take(&mut self.seen).into_iter().peekable();
        for file in sources.under("content/").filter(|file| file.path.ends_with(".md")) {
            while before.next_if(|seen| seen.path < file.path).is_some() {}
            let known = before.next_if(|seen| seen.path == file.path && seen.fingerprint == file.fingerprint);
            self.seen.push(known.unwrap_or_else(|| Seen {
                path: Arc::clone(&file.path),
                fingerprint: file.fingerprint,
                page: read_page(file, &self.config),
            }));
        }
    }
}

/// Returns the page of a file, if its front matter may speak of drafts, embargoes or expiry.
fn read_page(file: &SourceFile, config: &Config) -> Option<Page> {
    let text = file.text.as_deref()?;
    let end = text.get(3..)?.find("\n---").map_or(text.len(), |at| at + 3);
    // A key may be written with escapes, and is then another word to the eye.
    if !["draft", "embargo", "expires", "\\"].iter().any(|word| text[..end].contains(word)) {
        return None;
    }
    let (raw_html, language) = (config.raw_html, config.language.clone());
    let mut document = parse_source(file, &ParseOptions { raw_html, language, languages: config.languages.clone() });
    document.body = Body::default();
    classify_page(Arc::new(document), config).ok()
}

/// Reads the settings; what is wrong with them is reported by a build.
fn read_config(sources: &Sources) -> Config {
    match sources.get(SITE_FILE) {
        Some(SourceFile { path, text: Some(text), .. }) => {
            let source = Source { file: Arc::clone(path), text: Arc::clone(text), range: 0..text.len() };
            Config::read(&source, &mut Vec::new())
        }
        _ => Config::default(),
    }
}

/// Returns the instant at which the next day begins in a zone.
fn next_day(now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
    let tomorrow = now.to_zoned_datetime(zone.clone()).date().tomorrow().ok()?;
    zone.to_ambiguous_timestamp(tomorrow.to_datetime(Time::midnight())).compatible().ok()
}
