//! The plan: every file that is to be made.
//!
//! Takes the targets that the output formats ask for; gives them in order of route, and reports two that would land
//! on one route, on any file system.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::slug_from_name;
use crate::data::StateId;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::model::{PageId, Redirect, Site, SitePage};
use crate::route::OutPath;
use crate::track::Table;

/// What a target is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The home page.
    Home,
    /// The list of the pages of a kind, by its folder.
    Archive(Arc<str>),
    /// A list of things of one kind, by the id of its section: `states`, `sessions`, …
    Index(&'static str),
    /// A page.
    Page(PageId),
    /// A state.
    State(StateId),
    /// A session, by its place in the data.
    Session(usize),
    /// The delegate's sheet of a session and a state.
    Sheet(usize, StateId),
    /// A body, by its place in the data.
    Body(usize),
    /// A topic or a term of another taxonomy, by its place in the data.
    Term(usize),
    /// An instrument, by its place in the data.
    Instrument(usize),
    /// The page for addresses that do not exist.
    NotFound,
    /// An old address; the page that stands at a new one.
    Redirect(PageId),
    /// An old address that leads to this address.
    Moved(String),
    /// All redirects, for hosts: each old address with the new one.
    Moves(Arc<[(String, String)]>),
    /// A file with this text.
    Text(Arc<str>),
    /// A file as it is, by its path from the site's root or its name among assets.
    File(String),
    /// The whole site: sitemap and the like.
    Whole,
}

/// Which part of a list a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// The number of the part, from 1.
    pub number: usize,
    /// How many parts there are.
    pub total: usize,
}

/// One file to be made. All of it is the key of its memo.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// Where it goes.
    pub route: OutPath,
    /// The name of its output format.
    pub format: &'static str,
    /// The layout, for formats that use one; for a file that is copied, the word of the rule under which it is.
    pub layout: Cow<'static, str>,
    /// What it is about.
    pub subject: Subject,
    /// The language.
    pub lang: String,
    /// Which part of a list it shows.
    pub part: Option<Part>,
}

/// All targets.
#[derive(Debug, Default)]
pub struct Plan {
    /// The targets, in order of route.
    pub targets: Vec<Target>,
}

impl Plan {
    /// Returns the place of the target with this route.
    pub fn position(&self, route: &OutPath) -> Option<usize> {
        self.targets.binary_search_by(|target| target.route.cmp(route)).ok()
    }

    /// Returns the place of the target with the route that is written so.
    pub fn position_of(&self, route: &str) -> Option<usize> {
        self.targets.binary_search_by(|target| target.route.as_str().cmp(route)).ok()
    }

    /// Returns the target that stands at an address below the base path, given without it: `/letters/`.
    pub fn at_address(&self, path: &str) -> Option<&Target> {
        self.position(&OutPath::of_address(path)?).map(|at| &self.targets[at])
    }
}

/// Orders the targets and reports those that collide.
pub fn plan_site(site: &Site, mut targets: Vec<Target>, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    targets.par_sort_unstable();
    let keys: Vec<Cow<'_, str>> = targets.iter().map(|target| target.route.collision_key()).collect();
    let mut places: Table<&str, usize> = Table::with_capacity_and_hasher(keys.len(), Default::default());
    let mut doubles: Vec<usize> = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        match places.entry(key) {
            Entry::Occupied(first) => {
                diagnostics.extend(collision(site, &targets[at], &targets[*first.get()]));
                doubles.push(at);
            }
            Entry::Vacant(place) => _ = place.insert(at),
        }
    }
    check_files_in_the_way(site, &targets, (&keys, &places), diagnostics);
    for at in doubles.into_iter().rev() {
        targets.remove(at);
    }
    Plan { targets }
}

/// Reports a route that is a file on one target and a folder on another.
fn check_files_in_the_way(
    site: &Site,
    targets: &[Target],
    (keys, places): (&[Cow<'_, str>], &Table<&str, usize>),
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut checked: Table<&str, ()> = Table::default();
    for key in keys {
        let mut folder = &**key;
        while let Some((parent, _)) = folder.rsplit_once('/') {
            if checked.insert(parent, ()).is_some() {
                break;
            }
            let both = places.get(&**key).zip(places.get(parent));
            let both = both.map(|(own, first)| (&targets[*own], &targets[*first]));
            diagnostics.extend(both.and_then(|(own, first)| collision(site, own, first)));
            folder = parent;
        }
    }
}

/// Reports two targets that collide, at the one that an author can change; nothing for what is a collision of pages
/// rather than of addresses, which was reported.
fn collision(site: &Site, target: &Target, first: &Target) -> Option<Diagnostic> {
    if let (Subject::Page(one), Subject::Page(other)) = (&target.subject, &first.subject) {
        let of_one_folder = site.page(*one).kind.folder() == site.page(*other).kind.folder();
        let (one, other) = (&site.page(*one).document, &site.page(*other).document);
        let one_number = of_one_folder && one.front.number.is_some() && one.front.number == other.front.number;
        let mails = target.format != "html" && first.format != "html";
        if one.id == other.id || mails || one_number && one.front.slug.is_none() {
            return None;
        }
    }
    if let Some(found) = two_briefs(site, target, first) {
        return Some(found);
    }
    let (place, first_place) = (origin(site, target), origin(site, first));
    // Of two, a row of the redirects is what an author takes out.
    for (one, other) in [(target, first), (first, target)] {
        if let Some(redirect) = moved(site, one) {
            let span = site.redirects.from_span(redirect);
            return Some(mistakes::redirect_onto(span, &redirect.from.address, &describe(site, other)));
        }
    }
    let (told, told_place, other, other_place) = match place {
        Some(_) => (target, place, first, first_place),
        None => (first, first_place, target, place),
    };
    let (route, other_route) = (told.route.as_str(), other.route.as_str());
    Some(mistakes::duplicate_route(told_place, route, other_place, other_route, &describe(site, other)))
}

/// Reports two briefs on one state in one session of which none has a slug.
fn two_briefs(site: &Site, target: &Target, first: &Target) -> Option<Diagnostic> {
    let (Subject::Page(one), Subject::Page(other)) = (&target.subject, &first.subject) else { return None };
    let (page, other) = (site.page(*one), site.page(*other));
    let both = [page, other];
    let has_address_by_state = |page: &SitePage| page.kind.name() == "brief" && page.kind.permalink().is_none();
    if both.iter().any(|page| !has_address_by_state(page) || page.document.front.slug.is_some()) {
        return None;
    }
    let name = both.map(|page| slug_from_name(page.short_id()));
    let is_free = |name: &&String| !target.route.as_str().ends_with(&format!("/{name}/index.html"));
    let slug = name.iter().find(is_free).map_or("update", String::as_str);
    let spans = both.map(|page| page.document.address_span());
    Some(mistakes::two_briefs(spans, target.route.as_str(), &other.document.path, (slug, &page.route.url())))
}

/// Returns the redirect that a target is made for.
fn moved<'a>(site: &'a Site, target: &Target) -> Option<&'a Redirect> {
    if !matches!(target.subject, Subject::Redirect(_) | Subject::Moved(_)) {
        return None;
    }
    site.redirects.at(&target.route)
}

/// Returns the place that asked for a target, if it is a file.
fn origin(site: &Site, target: &Target) -> Option<Span> {
    match &target.subject {
        Subject::Page(id) => Some(site.page(*id).document.address_span()),
        Subject::Redirect(id) => {
            let document = &site.page(*id).document;
            let leads_here = |alias: &String| OutPath::of_alias(alias).is_ok_and(|route| route == target.route);
            let alias = document.front.aliases.iter().rposition(leads_here);
            Some(
                alias.map_or_else(
                    || Span::whole(&document.path),
                    |index| document.value_span(&format!("aliases[{index}]")),
                ),
            )
        }
        Subject::Archive(folder) => {
            let index = site.by_path(&format!("content/{folder}/_index.md"))?;
            Some(Span::whole(&site.page(index).document.path))
        }
        Subject::File(path) if path.starts_with("content/") => Some(site.place_of_file(path)),
        Subject::File(path) if path.starts_with("layouts/static/") => Some(Span::whole(&path.as_str().into())),
        _ => None,
    }
}

/// Describes a target in a few words.
pub fn describe(site: &Site, target: &Target) -> String {
    match &target.subject {
        Subject::Page(id) => format!("the page `{}`", site.page(*id).document.path),
        Subject::Redirect(id) => format!("an alias of `{}`", site.page(*id).document.path),
        Subject::File(path) => format!("the file `{path}`"),
        Subject::Home => "the home page".to_owned(),
        Subject::Archive(folder) => format!("the list of {folder}"),
        Subject::Index(folder) => format!("the list of {folder}"),
        _ => "a page made by demarche".to_owned(),
    }
}
