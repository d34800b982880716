//! Redirects of a former site: `content/redirects.csv`.
//!
//! Takes the file and the pages; gives for each old address where it leads in one step, and what is wrong. Whether something
//! stands at an address of the site is seen once the plan is known (`check/redirects.rs`).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::chains::{End, ends_of, rings_of};
use super::former::{Former, former};
use super::{PageId, Site, spelt};
use crate::address::{self, encoded, percent_decoded};
use crate::csv::{Cell, rows};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, did_you_mean, mistakes};
use crate::route::{OutPath, composed};
use crate::source::{Sources, page_stem};
use crate::track::Table;

/// The path of the file from the site's root.
pub const REDIRECTS_FILE: &str = "content/redirects.csv";

/// The redirects of a site.
#[derive(Debug, Default)]
pub struct Redirects {
    /// The text of the file.
    text: Arc<str>,
    /// The redirects, in the order of the file.
    pub all: Vec<Redirect>,
}

/// One old address and where it leads.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The old address.
    pub from: Former,
    /// Where it leads.
    pub to: Leads,
    /// The place of the old address.
    from_range: Range<usize>,
    /// The place of the new one.
    to_range: Range<usize>,
}

/// Where an old address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a page, and what stands behind its path: `#anchor`.
    Page(PageId, String),
    /// To an address of the site, from the home page.
    Path(String),
    /// To an address elsewhere.
    Web(String),
}

impl Leads {
    /// Returns the place on the page that is named: `#anchor`.
    fn place(&self) -> Option<&str> {
        let (Leads::Page(_, text) | Leads::Path(text) | Leads::Web(text)) = self;
        text.find('#').map(|at| &text[at..]).filter(|place| place.len() > 1)
    }

    /// Returns the same with a place on the page, where none is named.
    fn with(mut self, place: &str) -> Leads {
        let (Leads::Page(_, text) | Leads::Path(text) | Leads::Web(text)) = &mut self;
        text.push_str(if text.ends_with('#') { place.trim_start_matches('#') } else { place });
        self
    }
}

impl Redirects {
    /// Returns the place of the old address of a redirect.
    pub fn from_span(&self, redirect: &Redirect) -> Span {
        self.span(&redirect.from_range)
    }

    /// Returns the place of the new address of a redirect.
    pub fn to_span(&self, redirect: &Redirect) -> Span {
        self.span(&redirect.to_range)
    }

    /// Returns the place of a range.
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&REDIRECTS_FILE.into(), &self.text, range.clone())
    }

    /// Returns the redirect whose page stands at a route.
    pub fn at(&self, route: &OutPath) -> Option<&Redirect> {
        self.all.iter().find(|redirect| redirect.from.route.as_ref() == Some(route))
    }

    /// Tells whether the same addresses lead to the same places, among pages with the same ids.
    pub(super) fn is_like(&self, other: &Redirects) -> bool {
        let is_same = |(one, other): (&Redirect, &Redirect)| (&one.from, &one.to) == (&other.from, &other.to);
        self.all.len() == other.all.len() && self.all.iter().zip(&other.all).all(is_same)
    }
}

impl Site {
    /// Returns the address to which a redirect leads: on the host, or elsewhere.
    pub fn lead_of(&self, redirect: &Redirect) -> String {
        match &redirect.to {
            Leads::Page(id, behind) => self.page(*id).address(&encoded(&composed(behind))),
            Leads::Path(path) => format!("{}{}", self.config.base_path.trim_end_matches('/'), encoded(&composed(path))),
            Leads::Web(url) => url.clone(),
        }
    }
}

/// Reads the redirects of a site whose pages are listed; what is wrong is reported.
pub(super) fn read_redirects(site: &Site, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Redirects {
    if sources.get(REDIRECTS_FILE).is_none() {
        return Redirects::default();
    }
    let whole = || Span::whole(&REDIRECTS_FILE.into());
    let bytes = match sources.load(REDIRECTS_FILE) {
        Ok(bytes) => bytes,
        Err(why) => {
            diagnostics.push(mistakes::unreadable_file(whole(), REDIRECTS_FILE, &why.to_string()));
            return Redirects::default();
        }
    };
    let text: Arc<str> = match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => {
            diagnostics.push(mistakes::csv_not_utf8(whole()));
            return Redirects::default();
        }
    };
    let mut reader = Reader { site, sources, redirects: Redirects { text, all: Vec::new() }, found: Vec::new() };
    reader.read();
    reader.join();
    let Reader { mut found, redirects, .. } = reader;
    if found.len() > MISTAKES_LIMIT {
        found.truncate(MISTAKES_LIMIT);
        found.push(mistakes::too_many_mistakes(whole(), MISTAKES_LIMIT));
    }
    diagnostics.append(&mut found);
    redirects
}

/// A file of redirects while it is read.
struct Reader<'a> {
    site: &'a Site,
    sources: &'a Sources,
    redirects: Redirects,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads all rows.
    fn read(&mut self) {
        let text = Arc::clone(&self.redirects.text);
        let rows = match rows(&text) {
            Ok(rows) => rows,
            Err((range, fault)) => return self.found.push(mistakes::bad_csv(self.redirects.span(&range), &fault)),
        };
        let Some((head, rows)) = rows.split_first() else { return };
        let Some(places) = self.places(head) else { return };
        let mut first_of: BTreeMap<String, Range<usize>> = BTreeMap::new();
        for row in rows {
            // Each mistake is looked up in the text, and some are compared with all pages.
            if self.found.len() > MISTAKES_LIMIT {
                break;
            }
            if row.len() < 2 || row[2..].iter().any(|cell| !cell.text.is_empty()) {
                let range = row[0].range.start..row[row.len() - 1].range.end;
                self.found.push(mistakes::redirect_row(self.redirects.span(&range), row.len()));
                continue;
            }
            let [from, to] = places.map(|at| &row[at]);
            let (Some(former), Some(leads)) = (self.from(from), self.to(to)) else { continue };
            if let Some(first) = first_of.get(&former.key) {
                let [span, first] = [&from.range, first].map(|range| self.redirects.span(range));
                self.found.push(mistakes::redirect_twice(span, &from.text, first));
                continue;
            }
            first_of.insert(former.key.clone(), from.range.clone());
            let (from_range, to_range) = (from.range.clone(), to.range.clone());
            self.redirects.all.push(Redirect { from: former, to: leads, from_range, to_range });
        }
    }

    /// Returns the places of `from` and `to` in the first row.
    fn places(&mut self, head: &[Cell]) -> Option<[usize; 2]> {
        let place = |name: &str| head.iter().position(|cell| cell.text.eq_ignore_ascii_case(name));
        let places =
            place("from").zip(place("to")).filter(|_| head.iter().filter(|cell| !cell.text.is_empty()).count() == 2);
        match places {
            Some((from, to)) if from < 2 && to < 2 => Some([from, to]),
            _ => {
                let range = head[0].range.start..head[head.len() - 1].range.end;
                self.found.push(mistakes::redirects_head(self.redirects.span(&range)));
                None
            }
        }
    }

    /// Returns an old address.
    fn from(&mut self, cell: &Cell) -> Option<Former> {
        match former(&cell.text, &self.site.config.base_url) {
            Ok(former) => Some(former),
            Err(why) => {
                self.found.push(mistakes::bad_redirect_from(self.redirects.span(&cell.range), &cell.text, &why));
                None
            }
        }
    }

    /// Returns where an old address leads.
    fn to(&mut self, cell: &Cell) -> Option<Leads> {
        let text = &cell.text;
        // A place is looked up from the beginning of the file, so only where there is something to say.
        let span = || self.redirects.span(&cell.range);
        if text.is_empty() {
            self.found.push(mistakes::bad_redirect_to(span(), text));
            return None;
        }
        let own = text.strip_prefix(&self.site.config.base_url).map(|rest| format!("/{rest}"));
        let path = own.or_else(|| (text.starts_with('/') && !text.starts_with("//")).then(|| text.clone()));
        if let Some(c) = address::unseen(text) {
            self.found.push(mistakes::unseen_in_address(span(), text, c));
            return None;
        }
        match path {
            Some(path) => Some(Leads::Path(path)),
            None if text.contains(':') => match address::normalised(text) {
                Ok(url) if url.starts_with("https://") => Some(Leads::Web(url)),
                Err(fault) if text.starts_with("https:") => {
                    self.found.push(mistakes::bad_address(span(), text, &fault));
                    None
                }
                _ => {
                    self.found.push(mistakes::bad_redirect_to(span(), text));
                    None
                }
            },
            None => self.page(text, &cell.range),
        }
    }

    /// Returns the page that a path from `content/` names.
    fn page(&mut self, text: &str, range: &Range<usize>) -> Option<Leads> {
        let span = || self.redirects.span(range);
        let (path, behind) = text.split_at(text.find('#').unwrap_or(text.len()));
        let full = format!("content/{}", path.strip_prefix("content/").unwrap_or(path));
        let full = spelt(self.sources, &full);
        if let Some(id) = self.site.by_path(full) {
            self.check_anchor(id, behind, range);
            return Some(Leads::Page(id, behind.to_owned()));
        }
        if let Some(seen) = self.site.hidden(full) {
            self.found.push(mistakes::redirect_to_hidden(span(), text, &seen.reason(&self.site.config.time_zone)));
        } else if page_stem(path).is_none() {
            self.found.push(mistakes::bad_redirect_to(span(), text));
        } else if !self.sources.knows(full) {
            let pages = self.site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"));
            let hint = did_you_mean(path, pages);
            self.found.push(mistakes::redirect_to_no_page(span(), path).suggest(hint));
        }
        None
    }

    /// Reports an anchor that a page does not have.
    fn check_anchor(&mut self, id: PageId, behind: &str, range: &Range<usize>) {
        let Some(wanted) = behind.strip_prefix('#').filter(|wanted| !wanted.is_empty()) else { return };
        let (anchors, wanted) = (&self.site.page(id).document.body.anchors, percent_decoded(wanted));
        let wanted = composed(&wanted);
        if anchors.binary_search_by(|anchor| anchor.as_str().cmp(&wanted)).is_err() {
            let path = &self.site.page(id).document.path;
            self.found.push(mistakes::missing_anchor(
                self.redirects.span(range),
                &wanted,
                Some(path.trim_start_matches("content/")),
                anchors,
            ));
        }
    }

    /// Lets each redirect lead in one step to where the last of a chain leads; loops are reported.
    fn join(&mut self) {
        let all = &self.redirects.all;
        let known: BTreeMap<&str, usize> = all.iter().enumerate().map(|(at, of)| (of.from.key.as_str(), at)).collect();
        let base = &self.site.config.base_url;
        let next = |redirect: &Redirect| {
            let Leads::Path(path) = &redirect.to else { return None };
            let (bare, _) = path.split_at(path.find('#').unwrap_or(path.len()));
            known.get(former(bare, base).ok()?.key.as_str()).copied()
        };
        let names_place = all.iter().map(|redirect| redirect.to.place().is_some());
        let next: Vec<Option<usize>> = all.iter().map(next).collect();
        let ends = ends_of(&next.iter().copied().zip(names_place).collect::<Vec<_>>());
        for redirect in rings_of(&next).into_iter().take(MISTAKES_LIMIT).map(|at| &all[at]) {
            let [from, to] = [self.redirects.from_span(redirect), self.redirects.to_span(redirect)];
            self.found.push(mistakes::redirect_loop(from, &redirect.from.address, to));
        }
        let pages = Pages::of(self.site);
        let mut joined = Vec::with_capacity(all.len());
        for (redirect, end) in all.iter().zip(ends) {
            // What leads round, or into what does, leads nowhere.
            let Some(End { last, place }) = end else { continue };
            let to = &all[last].to;
            let to = pages.meant(to).unwrap_or_else(|| to.clone());
            let place = place.filter(|at| *at != last).and_then(|at| all[at].to.place());
            joined.push(Redirect { to: to.with(place.unwrap_or("")), ..redirect.clone() });
        }
        self.redirects.all = joined;
    }
}

/// The pages of a site by where they stand, and by their old addresses.
struct Pages(Table<String, PageId>);

impl Pages {
    /// Returns the pages of a site.
    fn of(site: &Site) -> Pages {
        let mut pages = Table::default();
        for (id, page) in site.iter() {
            let aliases = page.document.front.aliases.iter().filter_map(|alias| OutPath::of_alias(alias).ok());
            let own = page.has_own_page().then(|| page.route.clone());
            pages.extend(aliases.chain(own).map(|route| (route.as_str().to_owned(), id)));
        }
        Pages(pages)
    }

    /// Returns the page that an address means.
    fn meant(&self, leads: &Leads) -> Option<Leads> {
        let Leads::Path(path) = leads else { return None };
        let (bare, behind) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        let id = self.0.get(OutPath::of_address(bare)?.as_str())?;
        (!behind.starts_with('?')).then(|| Leads::Page(*id, behind.to_owned()))
    }
}
