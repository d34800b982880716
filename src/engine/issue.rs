//! The next issue of the newsletter: its number and date, and what was published since another date.
//!
//! Takes the project; gives a [`NextIssue`], or why there is none. Only what the public sees at the instant of the build
//! is listed, in the default language of the site. Issues that the public does not see yet count as earlier ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::facts::parse_all;
use super::parsing::Under;
use super::prepare::{self, Before, Prepared};
use super::{BuildOptions, Progress};
use crate::config::Config;
use crate::content::Page;
use crate::diag::{Diagnostic, Error, has_errors};
use crate::mail::{PREHEADER, preheader, subject_of_titles};
use crate::model::{PageId, SitePage};
use crate::moment::Moment;
use crate::parse::{Document, ItemEntry};
use crate::source::{SourceFile, Sources};

/// The types that an issue lists without being told to: a standing recommendation is no news, and an issue neither.
const LISTED: [&str; 4] = ["letter", "brief", "page", "publication"];
/// How many digits the number of an issue has in the name of its file, where no earlier issue shows another way.
const DIGITS: usize = 3;

/// The beginning of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextIssue {
    /// Its number: one more than the highest.
    pub number: u32,
    /// The name of its file, without a suffix.
    pub name: String,
    /// The day of the instant of the build in the zone of the site, but not before that of the last issue.
    pub date: Date,
    /// A title, in the language of the site.
    pub title: String,
    /// A subject line: as many titles as fit.
    pub subject: String,
    /// What stands beside it, if there is enough to say.
    pub preheader: Option<String>,
    /// What it lists, newest first.
    pub items: Vec<Listed>,
    /// What it leaves out, for an earlier issue lists it.
    pub left_out: Vec<LeftOut>,
}

/// A text that an issue lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The path of its file, from `content/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The day on which it was published.
    pub date: Date,
}

/// A text that was published since, with the number of the issue that lists it already.
pub type LeftOut = (String, u32);

/// What came of asking for the next issue.
#[derive(Debug)]
pub enum Next {
    /// The issue.
    Found(Box<NextIssue>),
    /// Nothing was published since that day, but for what earlier issues list.
    Nothing(Date, Vec<LeftOut>),
    /// It was not said since when, and there is no issue yet.
    NoIssueYet,
    /// The site has errors.
    Faulty,
}

/// Returns the next issue, with what was published since a moment or else since the last issue.
///
/// # Errors
/// When the project cannot be read.
pub fn next_issue(
    sources: &Sources,
    options: &BuildOptions,
    since: Option<Moment>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Next, Error> {
    let progress = Progress::default();
    let mut found = Vec::new();
    // All of them, for the site holds only those that the public sees.
    let mut issues: Vec<Arc<Document>> = Vec::new();
    let parse = |under: Under<'_>, files: &[&SourceFile]| {
        let texts = parse_all(under, sources, files, &progress, &mut found);
        // A series of its own has its own issues.
        let is_issue = |page: &&Arc<Page>| page.kind.name() == "newsletter" && page.kind.collection().is_none();
        issues.extend(texts.pages.iter().filter(is_issue).map(|page| Arc::clone(&page.document)));
        texts
    };
    let prepared = prepare::prepare(sources, options, (parse, Before::default()), &progress, diagnostics)?;
    diagnostics.append(&mut found);
    if has_errors(diagnostics) {
        return Ok(Next::Faulty);
    }
    let config = &prepared.site().config;
    let zone = &config.time_zone;
    let number = issues.iter().filter_map(|issue| issue.front.number).max().unwrap_or(0).saturating_add(1);
    issues.retain(|issue| issue.lang == config.language);
    issues.sort_by_key(|issue| issue.front.number);
    let last = issues.last().and_then(|issue| issue.front.date);
    let Some(since) = since.or(last) else { return Ok(Next::NoIssueYet) };
    // The day of the last issue counts as a whole: what it did not list may have come after it.
    let since = if since.has_time() && Some(since) != last { since } else { Moment::of_day(since.date()) };
    let (items, left_out) = published(&prepared, since.instant(zone), &issues);
    if items.is_empty() {
        return Ok(Next::Nothing(since.date(), left_out));
    }
    let today = options.at.to_zoned_datetime(zone.clone()).date();
    let word = prepared.compiled.layouts.strings(&config.language);
    let titles: Vec<&str> = items.iter().map(|page| page.title()).collect();
    Ok(Next::Found(Box::new(NextIssue {
        number,
        name: name_of(number, issues.last().map(|issue| &**issue)),
        date: last.map_or(today, |last| today.max(last.date())),
        title: format!("{} {number}", word.get("newsletter")),
        subject: subject_of_titles(&titles),
        preheader: preheader_of_items(&items, config),
        items: items.iter().map(|page| listed(page, config)).collect(),
        left_out,
    })))
}

/// Returns what the public sees and did not before an instant, newest first, and what of it these issues list.
fn published<'a>(
    prepared: &'a Prepared,
    since: Timestamp,
    issues: &[Arc<Document>],
) -> (Vec<&'a SitePage>, Vec<LeftOut>) {
    let site = &prepared.site();
    let mut known: BTreeMap<PageId, u32> = BTreeMap::new();
    for issue in issues {
        for item in &issue.front.items {
            let ItemEntry::Content(path) = item else { continue };
            if let (Some(id), Some(number)) = (site.by_path(&format!("content/{path}")), issue.front.number) {
                known.entry(id).or_insert(number);
            }
        }
    }
    let is_news = |page: &SitePage| {
        LISTED.contains(&page.kind.name())
            && page.document.lang == site.config.language
            && instant_of(page, &site.config) >= since
    };
    let mut news: Vec<(PageId, &SitePage)> = site.iter().filter(|(_, page)| is_news(page)).collect();
    // By path where two came at the same instant, so that the order is the same each time.
    news.sort_by_key(|(_, page)| (std::cmp::Reverse(instant_of(page, &site.config)), &page.document.path));
    let (old, new): (Vec<_>, Vec<_>) = news.into_iter().partition(|(id, _)| known.contains_key(id));
    let left_out = old.into_iter().map(|(id, page)| (path_of(page), known[&id])).collect();
    (new.into_iter().map(|(_, page)| page).collect(), left_out)
}

/// Returns the instant from which on the public could see a page: that of its date, or the end of its embargo.
fn instant_of(page: &SitePage, config: &Config) -> Timestamp {
    let embargo = page.document.front.embargo.map(|moment| moment.instant(&config.time_zone));
    embargo.map_or(page.instant, |embargo| embargo.max(page.instant))
}

/// Returns the path by which an issue names a page.
fn path_of(page: &SitePage) -> String {
    page.document.path.trim_start_matches("content/").to_owned()
}

/// Returns a page as an issue lists it.
fn listed(page: &SitePage, config: &Config) -> Listed {
    let date = instant_of(page, config).to_zoned_datetime(config.time_zone.clone()).date();
    Listed { path: path_of(page), title: crate::mail::one_line(page.title()), date }
}

/// Returns what stands beside the subject: what is said of the first item, then more titles.
fn preheader_of_items(items: &[&SitePage], config: &Config) -> Option<String> {
    let (first, rest) = items.split_first()?;
    let more: Vec<&str> = rest
        .iter()
        .map(|page| page.title())
        .chain([config.name_in(&config.language), config.words(config.tagline.as_ref(), &config.language)])
        .collect();
    let text = preheader(first.document.told(), &more);
    (text.chars().count() >= PREHEADER.0).then_some(text)
}

/// Returns the name of an issue's file: its number with as many digits as the last one's.
fn name_of(number: u32, last: Option<&Document>) -> String {
    let stem = last.map_or("", |issue| issue.id.rsplit('/').next().unwrap_or(&issue.id));
    let is_number = !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit());
    let digits = if is_number { stem.len() } else { DIGITS };
    format!("{number:0digits$}")
}
