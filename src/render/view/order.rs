//! The order in which collections list their pages: by a field, in groups, coming before past.
//!
//! Takes the site; gives for each collection and language its pages as its list shows them. It is made anew with each site, for titles, fields
//! and the instant of the build decide.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::Kind;
use crate::data::StateId;
use crate::model::{PageId, Site, SitePage};
use crate::parse::{FieldType, FieldValue, Sort};
use crate::render::collation::{SortKey, sort_key};

/// The pages of a collection in a language, in order.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// The pages.
    pub(super) pages: Vec<PageId>,
    /// How many of them, which stand first, are coming; nothing where they are not split so.
    pub(super) coming: Option<usize>,
}

/// The orders of all collections, by folder and language.
pub(super) type Orders = BTreeMap<Arc<str>, BTreeMap<String, Order>>;

/// Returns the orders of the collections of a site.
pub(super) fn orders_of(site: &Site) -> Orders {
    let of = |kind: &Arc<Kind>| {
        let languages = site.config.languages.iter();
        let orders = languages.map(|lang| (lang.clone(), order_of(site, kind, lang))).collect();
        (Arc::from(kind.folder()), orders)
    };
    site.kinds.collections().map(of).collect()
}

/// What a page is sorted by.
#[derive(PartialEq)]
enum Key {
    Number(f64),
    Text(SortKey),
}

/// Compares what two pages are sorted by.
fn compare(one: &Key, next: &Key) -> Ordering {
    match (one, next) {
        (Key::Number(one), Key::Number(next)) => one.total_cmp(next),
        (Key::Text(one), Key::Text(next)) => one.cmp(next),
        (Key::Number(_), Key::Text(_)) => Ordering::Less,
        (Key::Text(_), Key::Number(_)) => Ordering::Greater,
    }
}

/// Returns the pages of a collection in a language, in order.
fn order_of(site: &Site, kind: &Kind, lang: &str) -> Order {
    let mut pages = site.list(kind.folder(), lang).to_vec();
    let page = |id: &PageId| site.page(*id);
    // The newest stand first as they come; those without a date behind them, by title.
    let by_title = |id: &PageId| page(id).date.is_none().then(|| sort_key(lang, page(id).title()));
    pages.sort_by_cached_key(|id| (page(id).date.is_none(), by_title(id)));
    let Some(listing) = kind.listing() else { return Order { pages, coming: None } };
    if let Some(sort) = &listing.sort_by {
        sort_pages(site, (kind, lang), sort, &mut pages);
    }
    if let Some(name) = &listing.group_by {
        let is_rising = listing.sort_by.as_ref().is_some_and(|sort| sort.key == "date" && !sort.is_descending);
        let rank = |id: &PageId| group_of(site, kind, page(id), name).map(|group| group.rank(is_rising));
        pages.sort_by_cached_key(|id| (rank(id).is_none(), rank(id)));
    }
    let Some(split_by) = &listing.split_by else { return Order { pages, coming: None } };
    let zone = &site.config.time_zone;
    let ends = |id: &PageId| kind.past_from(&field_page(site, *id).document, zone);
    let begins = |id: &PageId| field_page(site, *id).document.front.moment(split_by).map(|moment| moment.instant(zone));
    let (mut coming, mut past): (Vec<PageId>, Vec<PageId>) =
        pages.into_iter().partition(|id| ends(id).is_none_or(|ends| ends > site.now));
    // Those of which no day is known come last of those to come.
    coming.sort_by_key(|id| (begins(id).is_none(), begins(id)));
    past.sort_by_key(|id| Reverse(begins(id)));
    let count = coming.len();
    coming.append(&mut past);
    Order { pages: coming, coming: Some(count) }
}

/// Returns the page whose fields hold for a page and its translations.
pub(super) fn field_page(site: &Site, id: PageId) -> &SitePage {
    site.page(site.original(id))
}

/// Returns the value of a field of a page, or else that of the page whose translation it is.
pub(super) fn value_of<'a>(site: &'a Site, page: &'a SitePage, name: &str) -> Option<&'a FieldValue> {
    let of_original = || {
        let id = site.by_path(&page.document.path)?;
        field_page(site, id).document.front.field(name)
    };
    page.document.front.field(name).or_else(of_original)
}

/// What a page stands under in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// An option, by its place among those of a choice.
    Option(usize),
    /// The year of its date.
    Year(i16),
    /// A state.
    State(StateId),
    /// A topic or a term of another taxonomy, by its place in the data.
    Term(usize),
}

impl Group {
    /// Returns by what groups are in order: years the latest first, unless dates rise, states by name, all else as it is declared.
    fn rank(self, is_rising: bool) -> (i64, &'static str) {
        match self {
            Group::Option(at) | Group::Term(at) => (at as i64, ""),
            Group::Year(year) if is_rising => (year.into(), ""),
            Group::Year(year) => (-i64::from(year), ""),
            Group::State(state) => (0, state.info().sort_key),
        }
    }
}

/// Returns what a page stands under: the first of the states or topics that it names, or else the page whose translation it is.
pub(super) fn group_of(site: &Site, kind: &Kind, page: &SitePage, name: &str) -> Option<Group> {
    let original = || site.by_path(&page.document.path).map(|id| field_page(site, id));
    let of_page = |page: &SitePage| {
        let front = &page.document.front;
        match name {
            "state" => {
                let named = front.states.iter().find_map(|code| StateId::of(code));
                page.state.or(named).or_else(|| page.states.first().copied()).map(Group::State)
            }
            taxonomy => {
                let mut ids = front.terms_of(taxonomy).iter();
                ids.find_map(|id| site.data.term(taxonomy, id)).map(Group::Term)
            }
        }
    };
    match name {
        "year" => page.date.map(|date| Group::Year(date.date().year())),
        "state" => of_page(page).or_else(|| of_page(original()?)),
        name if site.config.taxonomy_ids().any(|id| id == name) => of_page(page).or_else(|| of_page(original()?)),
        _ => place_of(site, kind, page, name).map(Group::Option),
    }
}

/// Returns the place of the option that a page has, among those of a choice.
fn place_of(site: &Site, kind: &Kind, page: &SitePage, name: &str) -> Option<usize> {
    let FieldValue::Choice(id) = value_of(site, page, name)? else { return None };
    match kind.fields().iter().find(|field| field.name == name)?.of.as_ref()? {
        FieldType::Choice(options) => options.iter().position(|(known, _)| known == id),
        _ => None,
    }
}

/// Sorts pages; those that say nothing stand last.
pub(super) fn sort_pages(site: &Site, (kind, lang): (&Kind, &str), sort: &Sort, pages: &mut Vec<PageId>) {
    let zone = &site.config.time_zone;
    let seconds = |moment: &crate::moment::Moment| Key::Number(moment.instant(zone).as_second() as f64);
    let key = |id: &PageId| -> Option<Key> {
        let page = site.page(*id);
        match sort.key.as_str() {
            "date" => page.date.as_ref().map(seconds),
            "title" => Some(Key::Text(sort_key(lang, page.title()))),
            name => match value_of(site, page, name)? {
                FieldValue::Number(number) => Some(Key::Number(*number)),
                FieldValue::Boolean(value) => Some(Key::Number(f64::from(u8::from(*value)))),
                FieldValue::Date(moment) => Some(seconds(moment)),
                FieldValue::Choice(_) => place_of(site, kind, page, name).map(|place| Key::Number(place as f64)),
                FieldValue::Text(text) => Some(Key::Text(sort_key(lang, text))),
                _ => None,
            },
        }
    };
    let mut keyed: Vec<(Option<Key>, PageId)> = pages.iter().map(|id| (key(id), *id)).collect();
    keyed.sort_by(|(one, _), (next, _)| match (one, next) {
        (Some(one), Some(next)) if sort.is_descending => compare(next, one),
        (Some(one), Some(next)) => compare(one, next),
        (one, next) => one.is_none().cmp(&next.is_none()),
    });
    *pages = keyed.into_iter().map(|(_, id)| id).collect();
}
