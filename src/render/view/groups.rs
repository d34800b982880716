//! The pages of a list in groups: under years, what is coming before what is past, or by what the collection says.

use std::sync::Arc;

use minijinja::Value;

use super::Snapshot;
use super::direction::marked;
use super::value::map;
use crate::content::Kind;
use crate::model::PageId;
use crate::moment::Moment;
use crate::parse::Listing;

/// Tells whether a list is in order of date alone, and can stand under years.
fn is_by_date(listing: &Listing) -> bool {
    let by_date = listing.sort_by.as_ref().is_none_or(|sort| sort.key == "date");
    by_date && listing.group_by.is_none() && listing.split_by.is_none()
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

/// Returns some pages of a list, which begin at a place in it, in groups with a title each; the title of a list without groups is empty.
pub(super) fn grouped(snapshot: &Snapshot, (folder, lang): (&str, &str), (from, pages): (usize, &[PageId])) -> Value {
    let site = &snapshot.site;
    let words = snapshot.words(snapshot.language(lang));
    let kind = site.kinds().of_folder(folder);
    let coming = site.coming(folder, lang);
    let group_by = kind.and_then(|kind| kind.listing()?.group_by.as_deref());
    let is_dated = is_dated(snapshot, kind, lang);
    let title_of = |at: usize, id: &PageId| -> (String, String) {
        let own = |title: &str| (title.to_owned(), lang.to_owned());
        if let Some(coming) = coming {
            return own(words.get(if at < coming { "coming" } else { "past" }));
        }
        if is_dated {
            let date = site.listed(*id).date();
            return date.map_or_else(|| own(words.get("undated")), |date| own(&year_of(snapshot, &date)));
        }
        let (Some(kind), Some(name)) = (kind, group_by) else { return own("") };
        let option = site.option(kind, *id, name, lang).map(|(title, of)| (title.to_owned(), of.to_owned()));
        option.unwrap_or_else(|| own(words.get("other")))
    };
    let mut groups: Vec<((String, String), Vec<PageId>)> = Vec::new();
    for (at, id) in pages.iter().enumerate() {
        let title = title_of(from + at, id);
        match groups.last_mut() {
            Some((known, pages)) if *known == title => pages.push(*id),
            _ => groups.push((title, vec![*id])),
        }
    }
    let of = |((title, of), pages): &((String, String), Vec<PageId>)| {
        let [lang, dir] = marked(snapshot, snapshot.language(lang), of);
        map([("title", Value::from(title.as_str())), ("lang", lang), ("dir", dir), ("pages", snapshot.pages(pages))])
    };
    groups.iter().map(of).collect()
}

/// Returns the year of a date, as pages show it.
fn year_of(snapshot: &Snapshot, date: &Moment) -> String {
    let iso = date.iso(&snapshot.site.config().time_zone);
    iso.get(..4).unwrap_or(&iso).to_owned()
}
