//! The menu at the top of every page and the columns of its foot: what `site.yaml` says of them.
//!
//! Takes `menu`, `footer` and what sites wrote before these, `nav` and `footer_nav`; gives entries, each with the place that
//! names it. Whether there is what an entry leads to is seen once the site is known (`check/menus.rs`).

use super::SECTIONS;
use super::addresses::read_web_url;
use super::translated::{Translated, read_in_default};
use crate::address;
use crate::diag::mistakes;
use crate::yaml::{Map, Node};

/// How many entries the menu can have side by side.
const MENU_LIMIT: usize = 12;
/// How many columns the foot can have, with the links beside them.
const FOOTER_LIMIT: usize = 12;
/// How many entries stand under one heading at most.
const ITEMS_LIMIT: usize = 20;

/// An entry of the menu, or of the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// The value that names it in `site.yaml`: `menu[2].items[0]`; nothing for an entry that nobody has written.
    pub place: String,
    /// Its words; without, those of what it leads to.
    pub title: Option<Translated>,
    /// What it opens.
    pub opens: Opens,
}

/// What an entry opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A section, by its id.
    Section(String),
    /// A page, by its path from `content/`.
    Page(String),
    /// An address of this site, from the home page: `/states/ken/`.
    Path(String),
    /// An address elsewhere.
    Web(String),
    /// A second level.
    Items(Vec<MenuEntry>),
}

/// The menu and the foot.
#[derive(Clone, Debug)]
pub struct Menus {
    /// The entries of the menu.
    pub menu: Vec<MenuEntry>,
    /// The columns of the foot, and links that stand in none.
    pub footer: Vec<MenuEntry>,
}

impl Default for Menus {
    /// Returns the menu of a site that says nothing: the first sections.
    fn default() -> Menus {
        let section =
            |id: &&str| MenuEntry { place: String::new(), title: None, opens: Opens::Section((*id).to_owned()) };
        Menus { menu: SECTIONS[..5].iter().map(section).collect(), footer: Vec::new() }
    }
}

impl Menus {
    /// Returns all entries that lead somewhere, in order.
    pub fn links(&self) -> impl Iterator<Item = &MenuEntry> {
        self.menu.iter().chain(&self.footer).flat_map(MenuEntry::links)
    }

    /// Returns the paths of all pages that are named.
    pub fn pages_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let entries = self.menu.iter_mut().chain(&mut self.footer);
        entries.flat_map(MenuEntry::pages_mut)
    }
}

impl MenuEntry {
    /// Returns the entry itself, or those of its second level.
    pub fn links(&self) -> impl Iterator<Item = &MenuEntry> {
        let (own, items) = match &self.opens {
            Opens::Items(items) => (None, &items[..]),
            _ => (Some(self), &[][..]),
        };
        own.into_iter().chain(items)
    }

    /// Returns the paths of the pages that it names.
    pub(super) fn pages_mut(&mut self) -> Box<dyn Iterator<Item = &mut String> + '_> {
        match &mut self.opens {
            Opens::Page(path) => Box::new(std::iter::once(path)),
            Opens::Items(items) => Box::new(items.iter_mut().flat_map(MenuEntry::pages_mut)),
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// Reads the menu and the foot of a site whose default language is `lang`.
pub(super) fn read_menus(map: &mut Map<'_>, lang: &str) -> Menus {
    let menu = map.field("menu", |node| read_entries(node, lang, MENU_LIMIT));
    let footer = map.field("footer", |node| read_entries(node, lang, FOOTER_LIMIT));
    let nav = map.field("nav", read_sections);
    let footer_nav = map.field("footer_nav", read_pages);
    for (old, new) in [("nav", "menu"), ("footer_nav", "menu"), ("footer_nav", "footer")] {
        // Beside both one word is enough.
        let is_told = new == "menu" && old == "footer_nav" && map.has("footer");
        if map.has(old) && map.has(new) && !is_told {
            map.note_pair(old, new, move |span, other| mistakes::old_menu_key(span, old, new, other));
        }
    }
    let defaults = Menus::default();
    Menus { menu: menu.or(nav).unwrap_or(defaults.menu), footer: footer.or(footer_nav).unwrap_or(defaults.footer) }
}

/// Reads `nav`: ids of sections.
fn read_sections(node: Node<'_>) -> Option<Vec<MenuEntry>> {
    node.distinct(
        |node| Some(MenuEntry { place: node.place(), title: None, opens: Opens::Section(node.filled_text()?) }),
        named_once,
        mistakes::listed_twice,
    )
}

/// Reads `footer_nav`: paths of pages.
fn read_pages(node: Node<'_>) -> Option<Vec<MenuEntry>> {
    node.distinct(
        |node| Some(MenuEntry { place: node.place(), title: None, opens: Opens::Page(node.filled_text()?) }),
        named_once,
        mistakes::listed_twice,
    )
}

/// Returns what an entry of `nav` or `footer_nav` may name once, whatever its capitals.
fn named_once(entry: &MenuEntry) -> String {
    match &entry.opens {
        Opens::Section(name) | Opens::Page(name) => name.to_lowercase(),
        _ => String::new(),
    }
}

/// Reads the entries of a menu, of which no more than some stand side by side.
fn read_entries(node: Node<'_>, lang: &str, limit: usize) -> Option<Vec<MenuEntry>> {
    check_length(node, limit);
    node.items(|node| match node.value().is_map() {
        true => node.map(|map| read_entry(map, lang)),
        false => read_link(node),
    })
}

/// Notes a list with too many entries.
fn check_length(node: Node<'_>, limit: usize) {
    let length = node.value().items().count();
    if length > limit {
        let name = node.name().to_owned();
        node.note_key(move |span| mistakes::menu_too_long(span, &name, length, limit));
    }
}

/// Reads `{title, link}` or `{title, items}`.
fn read_entry(map: &mut Map<'_>, lang: &str) -> Option<MenuEntry> {
    let place = map.node().place();
    let title = map.required("title", |node| read_in_default(node, lang));
    let has_items = map.has("items") || map.is_blank("items");
    let link = map.field("link", read_opens);
    let items = map.field("items", |node| read_items(node, lang));
    let title = Some(title?);
    match (map.has("link"), has_items) {
        (true, true) => {
            map.note_pair("link", "items", mistakes::menu_link_and_items);
            None
        }
        (false, false) => {
            map.node().note(mistakes::menu_entry_leads_nowhere);
            None
        }
        (true, false) => Some(MenuEntry { place: format!("{place}.link"), title, opens: link? }),
        (false, true) => {
            if map.is_blank("items") || items.as_ref().is_some_and(Vec::is_empty) {
                map.note_key("items", mistakes::menu_without_items);
            }
            Some(MenuEntry { place, title, opens: Opens::Items(items?) })
        }
    }
}

/// Reads the second level, which has no third.
fn read_items(node: Node<'_>, lang: &str) -> Option<Vec<MenuEntry>> {
    check_length(node, ITEMS_LIMIT);
    let items = node.items(|node| {
        if !node.value().is_map() {
            return read_link(node);
        }
        node.map(|map| {
            if map.has("items") || map.is_blank("items") {
                map.note_key("items", mistakes::menu_too_deep);
                map.field("items", |_| Some(()));
                map.field("title", |_| Some(()));
                map.field("link", |_| Some(()));
                return None;
            }
            read_entry(map, lang)
        })
    })?;
    // A list of which none could be read is not empty.
    let is_empty = node.value().items().next().is_none();
    (is_empty || !items.is_empty()).then_some(items)
}

/// Reads an entry that is a text.
fn read_link(node: Node<'_>) -> Option<MenuEntry> {
    let opens = read_opens(node)?;
    if matches!(opens, Opens::Path(_) | Opens::Web(_)) {
        let text = node.filled_text()?;
        node.note(move |span| mistakes::menu_link_without_title(span, &text));
        return None;
    }
    Some(MenuEntry { place: node.place(), title: None, opens })
}

/// Reads where an entry leads: a section, a page, an address of this site, or one elsewhere.
pub(super) fn read_opens(node: Node<'_>) -> Option<Opens> {
    let text = node.filled_text()?;
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("mailto" | "tel") => match address::normalised(&text) {
            Ok(url) => return Some(Opens::Web(url)),
            Err(fault) => {
                node.note(move |span| mistakes::bad_address(span, &text, &fault));
                return None;
            }
        },
        Some(_) => return read_web_url(node).map(Opens::Web),
        None => {}
    }
    if let Some(c) = address::unseen(&text) {
        node.note(move |span| mistakes::unseen_in_address(span, &text, c));
        return None;
    }
    let is_page = text.to_ascii_lowercase().ends_with(".md");
    let first = text.split('/').next().unwrap_or("");
    match text.starts_with('/') && !text.starts_with("//") {
        true => Some(Opens::Path(text)),
        false if is_page => Some(Opens::Page(text)),
        // A host, of which the beginning is missing.
        false if first.contains('.') || first.is_empty() => read_web_url(node).map(Opens::Web),
        false if text.contains('/') => Some(Opens::Page(text)),
        false => Some(Opens::Section(text)),
    }
}
