//! The menu and the foot as layouts see them: each entry with its words and where it leads.
//!
//! An entry that leads to what is not published is not there, nor a heading below which nothing is: no word of them is in
//! any file before that page is.

use minijinja::Value;

use super::Snapshot;
use super::addresses::place_in_list;
use super::addresses::section_url;
use super::direction::marked;
use super::entity::Entity;
use super::index::{HOME, section_lang, section_title};
use super::value::{map, text_or_none};
use crate::address::encoded;
use crate::config::{MenuEntry, Opens, SECTIONS};
use crate::model::PageId;
use crate::plan::{Subject, Target};
use crate::route::{OutPath, composed};

/// Where an entry leads.
struct Lead<'a> {
    /// The address, on this host or elsewhere.
    url: String,
    /// The id of the section that it leads to; empty for all else.
    section: &'a str,
    /// The page that it leads to.
    page: Option<PageId>,
}

/// Returns the entries of the menu.
pub(super) fn menu(snapshot: &Snapshot, lang: usize) -> Value {
    let none = || Value::from(());
    let entry = |entry: &MenuEntry| {
        if matches!(entry.opens, Opens::Items(_)) {
            let [title, lang, dir, items] = heading(snapshot, lang, entry)?;
            return Some([title, lang, dir, none(), Value::from(""), none(), items]);
        }
        let [title, lang, dir, url, id, page] = link(snapshot, lang, entry)?;
        Some([title, lang, dir, url, id, page, Value::from(Vec::<Value>::new())])
    };
    let entries = snapshot.site.config().menus.menu.iter().filter_map(entry);
    entries
        .map(|[title, lang, dir, url, id, page, items]| {
            map([
                ("title", title),
                ("lang", lang),
                ("dir", dir),
                ("url", url),
                ("id", id),
                ("page", page),
                ("items", items),
            ])
        })
        .collect()
}

/// Returns the links of the menu, whatever they stand below.
pub(super) fn menu_links(snapshot: &Snapshot, lang: usize) -> Value {
    let links = snapshot.site.config().menus.menu.iter().flat_map(MenuEntry::links);
    links.filter_map(|entry| link(snapshot, lang, entry)).map(link_record).collect()
}

/// Returns the announcement that is shown; one that leads to what is not published is not there.
pub(super) fn banner(snapshot: &Snapshot, lang: usize) -> Option<Value> {
    let banner = snapshot.site.banner()?;
    let url = match &banner.link {
        Some(entry) => Some(lead(snapshot, lang, &entry.opens)?.url),
        None => None,
    };
    let (text, of) = banner.text.words(snapshot.lang(lang), &snapshot.site.config().language);
    let [lang, dir] = marked(snapshot, lang, of);
    Some(map([("text", Value::from(text)), ("lang", lang), ("dir", dir), ("url", text_or_none(url.as_deref()))]))
}

/// Returns the columns of the foot; links that stand in none are in one without a title, before the others.
pub(super) fn columns(snapshot: &Snapshot, lang: usize) -> Value {
    let of_config = &snapshot.site.config().menus.footer;
    let is_column = |entry: &&MenuEntry| matches!(entry.opens, Opens::Items(_));
    let single = of_config.iter().filter(|entry| !is_column(entry));
    let single: Vec<Value> = single.filter_map(|entry| link(snapshot, lang, entry)).map(link_record).collect();
    let none = || Value::from(());
    let untitled = (!single.is_empty()).then(|| [none(), none(), none(), Value::from(single)]);
    let titled = of_config.iter().filter(is_column).filter_map(|entry| heading(snapshot, lang, entry));
    let record =
        |[title, lang, dir, items]: [Value; 4]| map([("title", title), ("lang", lang), ("dir", dir), ("items", items)]);
    untitled.into_iter().chain(titled).map(record).collect()
}

/// Returns the pages linked in the foot.
pub(super) fn pages_of_foot(snapshot: &Snapshot, lang: usize) -> Value {
    let links = snapshot.site.config().menus.footer.iter().flat_map(MenuEntry::links);
    let page = |entry: &MenuEntry| {
        let lead = lead(snapshot, lang, &entry.opens)?;
        let (title, _) = words(snapshot, lang, entry, &lead);
        let page = snapshot.handle(Entity::Page(lead.page?));
        Some(map([("title", Value::from(title)), ("url", Value::from(lead.url)), ("page", page)]))
    };
    links.filter_map(page).collect()
}

/// Tells whether an entry of the menu leads to an address on this host and to no section.
pub(super) fn names(snapshot: &Snapshot, lang: usize, url: &str) -> bool {
    let mut links = snapshot.site.config().menus.menu.iter().flat_map(MenuEntry::links);
    links.any(|entry| {
        let is_own = matches!(entry.opens, Opens::Page(_) | Opens::Path(_));
        is_own && lead(snapshot, lang, &entry.opens).is_some_and(|lead| lead.section.is_empty() && lead.url == url)
    })
}

/// Returns an entry that leads somewhere, if that is published: its words, their language and direction, the address, the id
/// of the section and the page.
fn link(snapshot: &Snapshot, lang: usize, entry: &MenuEntry) -> Option<[Value; 6]> {
    let lead = lead(snapshot, lang, &entry.opens)
        .filter(|lead| !entry.place.is_empty() || has_something(snapshot, lang, lead.section))?;
    let (title, of) = words(snapshot, lang, entry, &lead);
    let page = lead.page.map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(id)));
    let [lang, dir] = marked(snapshot, lang, &of);
    Some([Value::from(title), lang, dir, Value::from(lead.url), Value::from(lead.section), page])
}

/// Tells whether there is anything in a section for readers of a language: of the menu that nobody has written an entry that
/// leads to nothing is left out.
fn has_something(snapshot: &Snapshot, lang: usize, section: &str) -> bool {
    match section {
        "states" => true,
        "sessions" => !snapshot.site.data().sessions.is_empty(),
        folder => !snapshot.site.list(folder, snapshot.lang(lang)).is_empty(),
    }
}

/// Returns a link as layouts see it.
fn link_record([title, lang, dir, url, id, page]: [Value; 6]) -> Value {
    map([("title", title), ("lang", lang), ("dir", dir), ("url", url), ("id", id), ("page", page)])
}

/// Returns an entry that opens a second level, if anything in it is published: its words, their language and direction, and
/// the links.
fn heading(snapshot: &Snapshot, lang: usize, entry: &MenuEntry) -> Option<[Value; 4]> {
    let (Opens::Items(items), Some(title)) = (&entry.opens, &entry.title) else { return None };
    let items: Vec<Value> = items.iter().filter_map(|entry| link(snapshot, lang, entry)).map(link_record).collect();
    let (title, of) = title.words(snapshot.lang(lang), &snapshot.site.config().language);
    let [lang, dir] = marked(snapshot, lang, of);
    (!items.is_empty()).then(|| [Value::from(title), lang, dir, Value::from(items)])
}

/// Returns the words of an entry and their language: its own, else those of what it leads to.
fn words(snapshot: &Snapshot, lang: usize, entry: &MenuEntry, lead: &Lead<'_>) -> (String, String) {
    let tag = snapshot.lang(lang);
    match (&entry.title, lead.page) {
        (Some(title), _) => {
            let (text, of) = title.words(tag, &snapshot.site.config().language);
            (text.to_owned(), of.to_owned())
        }
        (None, Some(id)) => {
            let page = snapshot.site.page(id);
            (page.title().to_owned(), page.document.lang.clone())
        }
        (None, None) => {
            let of = section_lang(snapshot, lang, lead.section);
            (section_title(snapshot, lang, lead.section), of.to_owned())
        }
    }
}

/// Returns where an entry leads for readers of a language, if that is published.
fn lead<'a>(snapshot: &'a Snapshot, lang: usize, opens: &'a Opens) -> Option<Lead<'a>> {
    match opens {
        Opens::Section(id) => {
            snapshot.site.kinds().section(id)?;
            // Bodies have a list where something stands on one of them.
            if id == "bodies" && !(0..snapshot.site.data().bodies.len()).any(|at| snapshot.site.body_stands(at)) {
                return None;
            }
            Some(Lead { url: section_url(snapshot, lang, id), section: id, page: None })
        }
        Opens::Page(path) => {
            let id = in_language(snapshot, lang, snapshot.site.named_in_menus(path)?);
            Some(Lead { url: snapshot.site.place(id).url().to_owned(), section: "", page: Some(id) })
        }
        Opens::Path(path) => path_lead(snapshot, lang, path),
        Opens::Web(url) => Some(Lead { url: url.clone(), section: "", page: None }),
        Opens::Items(_) => None,
    }
}

/// Returns where an address of this site leads: to what stands there, in the language where there is that.
fn path_lead<'a>(snapshot: &'a Snapshot, lang: usize, dest: &str) -> Option<Lead<'a>> {
    let (path, behind) = dest.split_at(dest.find(['?', '#']).unwrap_or(dest.len()));
    let behind = encoded(&composed(behind)).into_owned();
    // A State without a page is in the list of States.
    let place = place_in_list(snapshot, path);
    let listed = place.as_deref().and_then(|place| place.split_once('#'));
    let (path, behind) = listed.map_or((path, behind), |(list, id)| (list, format!("#{id}")));
    let found = standing_at(snapshot, path)?;
    if let Subject::Page(id) = found.subject {
        let _ = snapshot.site.place(id);
        let id = in_language(snapshot, lang, id);
        return Some(Lead { url: [snapshot.site.place(id).url(), &behind].concat(), section: "", page: Some(id) });
    }
    let prefix = snapshot.site.config().language_prefix(snapshot.lang(lang));
    let own = prefix.and_then(|prefix| standing_at(snapshot, &format!("/{prefix}{path}")));
    let target = own.unwrap_or(found);
    let section = match &target.subject {
        Subject::Archive(id) if behind.is_empty() => &**id,
        Subject::Index(id) if behind.is_empty() => id,
        Subject::Home if behind.is_empty() => SECTIONS[HOME],
        _ => "",
    };
    Some(Lead { url: [snapshot.url(&target.route), behind].concat(), section, page: None })
}

/// Returns what is made at an address of this site; noted, also where it is nothing.
fn standing_at<'a>(snapshot: &'a Snapshot, path: &str) -> Option<&'a Target> {
    let route = OutPath::of_address(path)?;
    let at = if snapshot.is_planned(&route) { snapshot.plan.position(&route) } else { None };
    at.map(|at| &snapshot.plan.targets[at])
}

/// Returns the translation of a page whose place was read, if there is one.
fn in_language(snapshot: &Snapshot, lang: usize, id: PageId) -> PageId {
    let site = &snapshot.site;
    if site.listed(id).lang() == snapshot.lang(lang) {
        return id;
    }
    let mut translations = site.listed(id).translations().iter().copied();
    translations.find(|other| site.listed(*other).lang() == snapshot.lang(lang)).unwrap_or(id)
}
