//! The model: one immutable [`Site`] of all published pages.
//!
//! Takes classified pages and data; gives pages in order with every reference resolved: states, sessions, topics,
//! links, images, recommendations, translations, neighbours. Pages that the audience may not see are not in it, so
//! nothing made from a `Site` can leak them; only their paths are kept, to say why a link to them is not shown.

mod asked;
mod asking;
mod edit;
mod extra;
mod hidden_files;
mod links;
mod logo;
mod opened;
mod paths;
mod place;
mod publish;
mod recommendations;
mod related;
mod similar;
mod terms;
mod times;
mod translations;
mod unread;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::config::Config;
use crate::content::{CONTENT_TYPES, ContentType, Page};
use crate::data::{Data, StateId};
use crate::diag::{Diagnostic, Span};
use crate::moment::Moment;
use crate::parse::{Document, Mail};
use crate::route::OutPath;
use crate::source::{Sources, page_stem};

use hidden_files::HiddenFiles;

pub use asked::{Ask, Asked, AskedIn, Mark, Wording};
pub use links::Resolved;
pub use opened::FileUse;
pub use place::Place;
pub use publish::{Audience, Visibility, next_change, visibility};
pub use terms::Item;

/// The place of a page in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// A page of the site, with everything that it refers to resolved.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// The parsed file.
    pub document: Arc<Document>,
    /// The type.
    pub kind: &'static dyn ContentType,
    /// Where it is published.
    pub route: OutPath,
    /// Its address from the root of the host, the base path included.
    pub url: String,
    /// The date, and the instant by which pages are ordered.
    pub date: Option<Moment>,
    /// The instant by which pages are ordered.
    pub instant: Timestamp,
    /// Why the public would not see it; public pages have `Visibility::Public`.
    pub visibility: Visibility,
    /// The session, as a place in the data.
    pub session: Option<usize>,
    /// The states it is about or addressed to, in order of code.
    pub states: Vec<StateId>,
    /// The state of a brief.
    pub state: Option<StateId>,
    /// The topics, as places in the data.
    pub topics: Vec<usize>,
    /// The instruments, as places in the data.
    pub instruments: Vec<usize>,
    /// The items of a newsletter issue.
    pub items: Vec<Item>,
    /// What each link of the body leads to.
    pub links: Vec<Resolved>,
    /// The file of each image of the body; `None` where it is missing.
    pub images: Vec<Option<String>>,
    /// The file of the photo.
    pub photo: Option<String>,
    /// The file of each attachment; `None` where it is missing.
    pub attachments: Vec<Option<String>>,
    /// The files that `extra:` names.
    pub extra_files: Vec<String>,
    /// For each recommendation of the body, the states its marker names.
    pub named_states: Vec<Vec<StateId>>,
    /// For each recommendation of the body, the page of the standing one.
    pub standing: Vec<Option<PageId>>,
    /// Pages like this one, best first.
    pub related: Vec<PageId>,
    /// The next older page of the same type and language.
    pub older: Option<PageId>,
    /// The next newer page of the same type and language.
    pub newer: Option<PageId>,
    /// The same page in other languages.
    pub translations: Vec<PageId>,
}

impl SitePage {
    /// Returns the title; a missing one was reported.
    pub fn title(&self) -> &str {
        self.document.front.title.as_deref().unwrap_or("")
    }

    /// Returns the layout of the newsletter version, if the page has one.
    pub fn mail_layout(&self, config: &Config) -> Option<&'static str> {
        let off = self.document.front.newsletter == Some(Mail::Off);
        self.kind.mail_layout().filter(|_| config.mail.on && !off)
    }

    /// Returns the last part of the id: `focal-point`.
    pub fn short_id(&self) -> &str {
        self.document.id.rsplit('/').next().unwrap_or(&self.document.id)
    }
}

/// Everything that pages are made of, for one audience at one instant.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The data.
    pub data: Arc<Data>,
    /// The instant of the build.
    pub now: Timestamp,
    /// Whether drafts, embargoed and expired pages are among the pages.
    pub shows_drafts: bool,
    /// The pages: by type, then newest first, then by id and language.
    pub pages: Vec<SitePage>,
    /// The pages by type, language and order.
    lists: BTreeMap<(&'static str, String), Vec<PageId>>,
    /// The pages by path.
    by_path: BTreeMap<Arc<str>, PageId>,
    /// What is asked of whom.
    pub asked: Asked,
    /// The files that pages use, by content path, with the first place that uses each.
    pub files: BTreeMap<String, FileUse>,
    /// The pages addressed to or about each state, in order.
    pub by_state: BTreeMap<StateId, Vec<PageId>>,
    /// The pages of each session, in order.
    pub by_session: BTreeMap<usize, Vec<PageId>>,
    /// The pages of each topic, in order.
    pub by_topic: BTreeMap<usize, Vec<PageId>>,
    /// The sessions in which each state is under review, by number.
    pub sessions_of: BTreeMap<StateId, Vec<usize>>,
    /// The pages the audience may not see, by path.
    hidden: BTreeMap<Arc<str>, Visibility>,
    /// The same, by the routes that they would have and that no other page has.
    hidden_routes: BTreeMap<String, Visibility>,
    /// Their files.
    hidden_files: HiddenFiles,
}

/// Returns the other name of a page's file: `x/index.md` for `x.md`, and the reverse.
fn other_name(path: &str) -> Option<String> {
    let (stem, suffix) = path.split_at(page_stem(path)?.len());
    match stem.strip_suffix("/index") {
        Some(stem) => Some(format!("{stem}{suffix}")),
        None => Some(format!("{stem}/index{suffix}")),
    }
}

impl Site {
    /// Returns a page.
    pub fn page(&self, id: PageId) -> &SitePage {
        &self.pages[id.0 as usize]
    }

    /// Returns all pages with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &SitePage)> {
        self.pages.iter().enumerate().map(|(at, page)| (PageId(at as u32), page))
    }

    /// Returns the pages of a type in a language, newest first.
    pub fn list(&self, kind: &str, lang: &str) -> &[PageId] {
        CONTENT_TYPES
            .into_iter()
            .find(|known| known.name() == kind)
            .and_then(|known| self.lists.get(&(known.name(), lang.to_owned())))
            .map_or(&[], Vec::as_slice)
    }

    /// Returns the lists of pages by type and language, newest first.
    pub fn lists(&self) -> impl Iterator<Item = (&str, &str, &[PageId])> {
        self.lists.iter().map(|((kind, lang), pages)| (*kind, lang.as_str(), pages.as_slice()))
    }

    /// Returns a place at which the file at a content path is used, or the file itself.
    pub fn place_of_file(&self, path: &str) -> Span {
        opened::place_of(self, path, self.files.get(path).and_then(|file| file.span.as_ref()))
    }

    /// Returns the page made from the file at `path`; `x.md` and `x/index.md` are names of the same page.
    pub fn by_path(&self, path: &str) -> Option<PageId> {
        self.by_path.get(path).or_else(|| self.by_path.get(other_name(path)?.as_str())).copied()
    }

    /// Returns why the page made from the file at `path` is not shown, if it is one that is not.
    pub fn hidden(&self, path: &str) -> Option<Visibility> {
        self.hidden.get(path).or_else(|| self.hidden.get(other_name(path)?.as_str())).copied()
    }

    /// Returns why the page at an address of this site is not shown, if it is one that is not.
    pub fn hidden_at(&self, address: &str) -> Option<Visibility> {
        let route = OutPath::of_address(address)?;
        let folder = ["html", "txt", "eml"].iter().find_map(|suffix| {
            let name = route.as_str().strip_suffix(suffix)?;
            name.strip_suffix("/newsletter.")
        });
        let page = || self.hidden_routes.get(&format!("{}/index.html", folder?));
        self.hidden_routes.get(route.as_str()).or_else(page).copied()
    }
}

/// Builds the site from classified pages; what does not fit together is reported.
pub fn index_site(
    config: Arc<Config>,
    data: Arc<Data>,
    pages: Vec<Page>,
    audience: Audience,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let config = with_spelt_names(config, sources);
    publish::check_identities(&pages, diagnostics);
    terms::check_named(&pages, &data, diagnostics);
    times::check_times(&pages, &data, &config, audience.now, diagnostics);
    translations::check_translations(&pages, &config, audience.now, diagnostics);
    let mut hidden = BTreeMap::new();
    let mut hidden_routes = BTreeMap::new();
    let mut hidden_documents = Vec::new();
    let mut shown: Vec<SitePage> = Vec::with_capacity(pages.len());
    for page in pages {
        let seen = visibility(&page.document, audience.now, &config.time_zone);
        if seen == Visibility::Public || audience.drafts {
            shown.push(open_page(page, seen, &config));
        } else {
            hidden.insert(Arc::clone(&page.document.path), seen);
            hidden_routes.extend(routes_of(&page.route, &page.document).map(|route| (route, seen)));
            hidden_documents.push((page.document, seen));
        }
    }
    if !hidden_routes.is_empty() {
        for page in &shown {
            routes_of(&page.route, &page.document).for_each(|route| _ = hidden_routes.remove(&route));
        }
    }
    let order = |page: &SitePage| CONTENT_TYPES.iter().position(|kind| kind.name() == page.kind.name());
    shown.par_sort_by(|a, b| {
        let by_order = order(a).cmp(&order(b)).then_with(|| b.instant.cmp(&a.instant));
        by_order.then_with(|| a.document.id.cmp(&b.document.id)).then_with(|| a.document.lang.cmp(&b.document.lang))
    });
    let found: Vec<Vec<Diagnostic>> =
        shown.par_iter_mut().map(|page| terms::resolve_terms(page, &config, &data)).collect();
    diagnostics.extend(found.into_iter().flatten());
    let hidden_files = HiddenFiles::of(&shown, &hidden_documents, sources);
    let mut site = Site {
        now: audience.now,
        shows_drafts: audience.drafts,
        sessions_of: sessions_of(&data),
        config,
        data,
        pages: shown,
        lists: BTreeMap::new(),
        by_path: BTreeMap::new(),
        asked: Asked::default(),
        files: BTreeMap::new(),
        by_state: BTreeMap::new(),
        by_session: BTreeMap::new(),
        by_topic: BTreeMap::new(),
        hidden,
        hidden_routes,
        hidden_files,
    };
    make_lists(&mut site);
    links::resolve_links(&mut site, sources, diagnostics);
    terms::resolve_items(&mut site, sources, diagnostics);
    recommendations::resolve_recommendations(&mut site, diagnostics);
    site.asked = asking::relate_asked(&site, diagnostics);
    related::relate(&mut site);
    site
}

/// Returns settings that name files as they are spelt on disk.
fn with_spelt_names(mut config: Arc<Config>, sources: &Sources) -> Arc<Config> {
    let names = config.footer_nav.iter().chain(config.logo.as_ref().map(|logo| &logo.src));
    if names.into_iter().all(|name| name.is_ascii()) {
        return config;
    }
    let own = Arc::make_mut(&mut config);
    for name in own.footer_nav.iter_mut().chain(own.logo.as_mut().map(|logo| &mut logo.src)) {
        let path = format!("content/{name}");
        *name = spelt(sources, &path).trim_start_matches("content/").to_owned();
    }
    config
}

/// Returns where a page stands, and its old addresses.
fn routes_of<'a>(route: &'a OutPath, document: &'a Document) -> impl Iterator<Item = String> + 'a {
    let aliases = document.front.aliases.iter().filter_map(|alias| OutPath::of_alias(alias).ok());
    aliases.chain([route.clone()]).map(|route| route.as_str().to_owned())
}

/// Returns the path of the file that `path` names, in whichever form of Unicode either is written; `path` itself where
/// there is none.
fn spelt<'a>(sources: &'a Sources, path: &'a str) -> &'a str {
    if path.is_ascii() {
        return path;
    }
    let other = || sources.spelt(other_name(path)?.as_str());
    sources.spelt(path).or_else(other).unwrap_or(path)
}

/// Returns the page before anything is resolved.
fn open_page(page: Page, visibility: Visibility, config: &Config) -> SitePage {
    let date = page.document.front.date;
    SitePage {
        url: format!("{}{}", config.base_path.trim_end_matches('/'), page.route.url()),
        instant: date.map_or(Timestamp::MIN, |date| date.instant(&config.time_zone)),
        document: page.document,
        kind: page.kind,
        route: page.route,
        date,
        visibility,
        session: None,
        states: Vec::new(),
        state: None,
        topics: Vec::new(),
        instruments: Vec::new(),
        items: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        photo: None,
        attachments: Vec::new(),
        extra_files: Vec::new(),
        named_states: Vec::new(),
        standing: Vec::new(),
        related: Vec::new(),
        older: None,
        newer: None,
        translations: Vec::new(),
    }
}

/// Fills the lists by type, path, state, session and topic, the neighbours and the translations.
fn make_lists(site: &mut Site) {
    let mut translations: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for (at, page) in site.pages.iter().enumerate() {
        let id = PageId(at as u32);
        site.lists.entry((page.kind.name(), page.document.lang.clone())).or_default().push(id);
        site.by_path.insert(Arc::clone(&page.document.path), id);
        for state in &page.states {
            site.by_state.entry(*state).or_default().push(id);
        }
        if let Some(session) = page.session {
            site.by_session.entry(session).or_default().push(id);
        }
        for topic in &page.topics {
            site.by_topic.entry(*topic).or_default().push(id);
        }
        translations.entry(&page.document.id).or_default().push(id);
    }
    let groups: Vec<Vec<PageId>> = translations.into_values().filter(|group| group.len() > 1).collect();
    for group in groups {
        for id in &group {
            site.pages[id.0 as usize].translations = group.iter().copied().filter(|other| other != id).collect();
        }
    }
    for list in site.lists.values() {
        for pair in list.windows(2) {
            site.pages[pair[0].0 as usize].older = Some(pair[1]);
            site.pages[pair[1].0 as usize].newer = Some(pair[0]);
        }
    }
}

/// Returns the sessions in which each state is under review.
fn sessions_of(data: &Data) -> BTreeMap<StateId, Vec<usize>> {
    let mut sessions: BTreeMap<StateId, Vec<usize>> = BTreeMap::new();
    for (at, session) in data.sessions.iter().enumerate() {
        for state in &session.states {
            let list = sessions.entry(*state).or_default();
            if list.last() != Some(&at) {
                list.push(at);
            }
        }
    }
    sessions
}
