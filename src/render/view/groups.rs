//! The pages of a list in groups: under years, what is coming before what is past, or by what the collection says.

use std::sync::Arc;

use minijinja::Value;

use super::Snapshot;
use super::addresses::{section_url, state_url};
use super::direction::marked;
use super::order::Group;
use super::value::{map, text_or_none};
use crate::config::Translated;
use crate::content::Kind;
use crate::model::PageId;
use crate::parse::{FieldType, Listing};

/// Tells whether a list is in order of date alone, and can stand under years.
fn is_by_date(listing: &Listing) -> bool {
    let by_date = listing.sort_by.as_ref().is_none_or(|sort| sort.key == "date");
    let by_year = listing.group_by.as_deref().is_none_or(|name| name == "year");
    by_date && by_year && listing.split_by.is_none()
}

/// Tells whether the list of a kind in a language stands under the years of its dates.
pub(super) fn is_dated(snapshot: &Snapshot, kind: Option<&Arc<Kind>>, lang: &str) -> bool {
    let Some(kind) = kind else { return true };
    let site = &snapshot.site;
    let has_dates = || site.list(kind.folder(), lang).iter().any(|page| site.listed(*page).date().is_some());
    kind.listing().is_none_or(|listing| is_by_date(listing) && has_dates())
}

/// Returns the columns of a table of the pages of a kind.
pub(super) fn columns(snapshot: &Snapshot, kind: &Kind, lang: usize) -> Value {
    let names = kind.listing().map_or(&[][..], |listing| listing.card.as_slice());
    let column = |name: &String| {
        let field = kind.fields().iter().find(|field| field.name == name)?;
        let (label, of) = field.label.as_ref()?.words(snapshot.lang(lang), &snapshot.site.config().language);
        let [lang, dir] = marked(snapshot, lang, of);
        Some(map([("name", Value::from(field.name)), ("label", Value::from(label)), ("lang", lang), ("dir", dir)]))
    };
    names.iter().filter_map(column).collect()
}

/// What stands above a group.
#[derive(Clone, PartialEq)]
struct Title {
    /// The words; empty where there are none.
    text: String,
    /// Their language.
    lang: String,
    /// The page that there is on it.
    url: Option<String>,
}

/// Returns some pages of a list, which begin at a place in it, in groups with a title each; the title of a list without groups is empty.
pub(super) fn grouped(snapshot: &Snapshot, (folder, lang): (&str, &str), (from, pages): (usize, &[PageId])) -> Value {
    let site = &snapshot.site;
    let titles = Titles { snapshot, kind: site.kinds().of_folder(folder), lang: snapshot.language(lang) };
    let coming = site.coming(folder, lang);
    let is_dated = is_dated(snapshot, titles.kind, lang);
    let mut groups: Vec<(Title, Vec<PageId>)> = Vec::new();
    for (at, id) in pages.iter().enumerate() {
        let title = match coming {
            Some(coming) => titles.word(if from + at < coming { "coming" } else { "past" }),
            None if is_dated => titles.year(*id),
            None => titles.of(*id),
        };
        match groups.last_mut() {
            Some((known, pages)) if *known == title => pages.push(*id),
            _ => groups.push((title, vec![*id])),
        }
    }
    let of = |(title, pages): &(Title, Vec<PageId>)| {
        let [lang, dir] = marked(snapshot, snapshot.language(lang), &title.lang);
        map([
            ("title", Value::from(title.text.as_str())),
            ("url", text_or_none(title.url.as_deref())),
            ("lang", lang),
            ("dir", dir),
            ("pages", snapshot.pages(pages)),
        ])
    };
    groups.iter().map(of).collect()
}

/// The titles of the groups of a list.
struct Titles<'a> {
    snapshot: &'a Snapshot,
    kind: Option<&'a Arc<Kind>>,
    /// The language of the list.
    lang: usize,
}

impl Titles<'_> {
    /// Returns a title in the language of the list.
    fn own(&self, text: &str, url: Option<String>) -> Title {
        Title { text: text.to_owned(), lang: self.snapshot.lang(self.lang).to_owned(), url }
    }

    /// Returns a word of the language as a title.
    fn word(&self, key: &str) -> Title {
        self.own(self.snapshot.words(self.lang).get(key), None)
    }

    /// Returns the year of the date of a page, whose place in the list was read.
    fn year(&self, id: PageId) -> Title {
        let date = self.snapshot.site.listed(id).date();
        date.map_or_else(|| self.word("undated"), |date| self.own(&format!("{:04}", date.date().year()), None))
    }

    /// Returns what a page stands under by what the collection says.
    fn of(&self, id: PageId) -> Title {
        let (snapshot, site) = (self.snapshot, &self.snapshot.site);
        let grouping = self.kind.and_then(|kind| Some((kind, kind.listing()?.group_by.as_deref()?)));
        let Some((kind, name)) = grouping else { return self.own("", None) };
        match site.group(kind, id, name) {
            None if name == "year" => self.word("undated"),
            None => self.word("other"),
            Some(Group::Year(year)) => self.own(&format!("{year:04}"), None),
            Some(Group::State(state)) => self.own(state.info().name, Some(state_url(snapshot, self.lang, state))),
            Some(Group::Term(at)) => {
                let term = &site.data().terms[at];
                let (text, of) = term.title.words(snapshot.lang(self.lang), &site.config().language);
                let url = format!("{}{}/", section_url(snapshot, self.lang, term.taxonomy), term.id);
                Title { text: text.to_owned(), lang: of.to_owned(), url: Some(url) }
            }
            Some(Group::Option(at)) => {
                let field = kind.fields().iter().find(|field| field.name == name);
                let option = match field.and_then(|field| field.of.as_ref()) {
                    Some(FieldType::Choice(options)) => options.get(at),
                    _ => None,
                };
                let words = |(_, words): &(String, Translated)| {
                    let (text, of) = words.words(snapshot.lang(self.lang), &site.config().language);
                    Title { text: text.to_owned(), lang: of.to_owned(), url: None }
                };
                option.map_or_else(|| self.word("other"), words)
            }
        }
    }
}
