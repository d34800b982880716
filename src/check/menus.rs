//! The menu, the foot and the announcement of `site.yaml`: that there is what the entries lead to, and that no two lead to one place.

use std::collections::BTreeMap;

use super::{Check, CheckCx, without_fragment};
use crate::config::{MenuEntry, Opens};
use crate::diag::{Diagnostic, did_you_mean, mistakes};
use crate::plan::{Subject, Target};

/// Checks `menu`, `footer`, `nav`, `footer_nav` and `banner`.
pub(super) struct MenuEntries;

impl Check for MenuEntries {
    fn name(&self) -> &'static str {
        "menus"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let menus = &cx.site.config.menus;
        for entries in [&menus.menu, &menus.footer] {
            check_titles(cx, entries, diagnostics);
            let mut first_of: BTreeMap<String, &MenuEntry> = BTreeMap::new();
            // An entry that nobody has written is there in any case.
            for entry in entries.iter().flat_map(MenuEntry::links).filter(|entry| !entry.place.is_empty()) {
                let Some(place) = check_entry(cx, entry, diagnostics) else { continue };
                if let Some(first) = first_of.get(&place) {
                    let [span, first] = [entry, first].map(|entry| cx.site.config.value_span(&entry.place));
                    diagnostics.push(mistakes::menu_entry_twice(span, shown(entry), first));
                } else {
                    first_of.insert(place, entry);
                }
            }
        }
        if let Some(banner) = &cx.site.config.banner {
            cx.check_words(&banner.text, "banner.text", diagnostics);
            if let Some(entry) = &banner.link {
                check_entry(cx, entry, diagnostics);
            }
        }
    }
}

/// Returns what an entry leads to, as it is written.
fn shown(entry: &MenuEntry) -> &str {
    match &entry.opens {
        Opens::Section(text) | Opens::Page(text) | Opens::Path(text) | Opens::Web(text) => text,
        Opens::Items(_) => "",
    }
}

/// Reports titles in languages that the site does not have, and languages that titles lack.
fn check_titles(cx: CheckCx<'_>, entries: &[MenuEntry], diagnostics: &mut Vec<Diagnostic>) {
    let below = |entry: &MenuEntry| match &entry.opens {
        Opens::Items(items) => items.clone(),
        _ => Vec::new(),
    };
    for entry in entries.iter().cloned().chain(entries.iter().flat_map(below)) {
        let Some(title) = &entry.title else { continue };
        let place = format!("{}.title", entry.place.trim_end_matches(".link"));
        cx.check_words(title, &place, diagnostics);
    }
}

/// Reports an entry that leads nowhere, or to what is not shown; returns what it leads to, by a name that is the same however it
/// is written.
fn check_entry(cx: CheckCx<'_>, entry: &MenuEntry, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    match &entry.opens {
        Opens::Section(id) if cx.site.kinds.section(id).is_some() => Some(format!("section {id}")),
        Opens::Section(id) => {
            let span = cx.site.config.value_span(&entry.place);
            let is_named = |path: &&str| path.rsplit('/').next().and_then(|name| name.split('.').next()) == Some(id);
            let page = page_paths(cx).find(is_named).map(|path| format!("write `{path}` for that page"));
            let known: Vec<&str> = cx.site.kinds.sections().iter().map(|id| &**id).collect();
            diagnostics.push(mistakes::unknown_section(span, id, &known).suggest(page));
            None
        }
        Opens::Page(path) => check_page(cx, entry, path, diagnostics),
        Opens::Path(dest) => check_path(cx, entry, dest, diagnostics),
        Opens::Web(url) => Some(url.clone()),
        Opens::Items(_) => None,
    }
}

/// Returns the paths of all pages that are shown, from `content/`.
fn page_paths(cx: CheckCx<'_>) -> impl Iterator<Item = &str> {
    cx.site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"))
}

/// Reports an entry that names a page which does not exist, or is not shown.
fn check_page(cx: CheckCx<'_>, entry: &MenuEntry, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let full = format!("content/{path}");
    let is_former = entry.place.starts_with("footer_nav");
    if let Some(id) = cx.site.by_path(&full) {
        return Some(format!("page {}", cx.site.page(id).document.id));
    }
    let span = || cx.site.config.value_span(&entry.place);
    if let Some(seen) = cx.site.hidden(&full) {
        if !is_former {
            let reason = seen.reason(&cx.site.config.time_zone);
            diagnostics.push(mistakes::menu_entry_not_shown(span(), path, &reason));
        }
        return Some(format!("hidden {path}"));
    }
    let hint = did_you_mean(path.trim_start_matches("content/"), page_paths(cx));
    let make = if is_former { mistakes::unknown_footer_page } else { mistakes::unknown_menu_page };
    diagnostics.push(make(span(), path).suggest(hint));
    None
}

/// Reports an entry that names an address of this site at which nothing stands.
fn check_path(cx: CheckCx<'_>, entry: &MenuEntry, dest: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let span = || cx.site.config.value_span(&entry.place);
    let (path, behind) = dest.split_at(without_fragment(dest).len());
    match cx.plan.at_address(path) {
        Some(target) => Some(place_of(cx, target, behind)),
        None => {
            match (cx.site.hidden_at(path), cx.site.place_in_list(path)) {
                (Some(seen), _) => {
                    let reason = seen.reason(&cx.site.config.time_zone);
                    diagnostics.push(mistakes::menu_entry_not_shown(span(), dest, &reason));
                }
                (None, Some((name, place))) => {
                    diagnostics.push(mistakes::leads_to_list(span(), dest, name, &place));
                }
                (None, None) => {
                    let hint = cx.similar.hint(path);
                    diagnostics.push(mistakes::unknown_menu_address(span(), dest).suggest(hint));
                }
            }
            None
        }
    }
}

/// Returns the name of what stands at an address.
fn place_of(cx: CheckCx<'_>, target: &Target, behind: &str) -> String {
    match &target.subject {
        _ if !behind.is_empty() => format!("{}{behind}", target.route),
        Subject::Page(id) => format!("page {}", cx.site.page(*id).document.id),
        Subject::Archive(id) => format!("section {id}"),
        Subject::Index(id) => format!("section {id}"),
        Subject::Home => "section home".to_owned(),
        _ => target.route.to_string(),
    }
}
