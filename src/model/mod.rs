//! The model: one immutable [`Site`] of all published pages.
//!
//! Takes classified pages and data; gives pages in order with every reference resolved: states, sessions, topics,
//! links, images, recommendations, translations, neighbours. Pages that the audience may not see are not in it, so
//! nothing made from a `Site` can leak them; only their paths are kept, to say why a link to them is not shown.

mod addressed;
mod asked;
mod asking;
mod block_names;
mod briefs;
mod chains;
mod charts;
mod events;
mod extra;
mod fields;
mod files;
mod former;
mod hidden_files;
mod icon;
mod links;
mod listed;
mod lists;
mod named_files;
mod opened;
mod own_texts;
mod page;
mod paths;
mod publish;
mod queries;
mod read_files;
mod recommendations;
mod redirects;
mod references;
mod related;
mod signatories;
mod similar;
mod slots;
mod spelling;
mod stands;
mod tables;
mod terms;
mod times;
mod translations;
mod unread;
mod update;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::{Kind, Kinds, Page};
use crate::data::{Data, StateId};
use crate::diag::{Diagnostic, Span};
use crate::moment::Moment;
use crate::parse::{Document, Signatory};
use crate::route::OutPath;
use crate::source::page_stem;
use crate::track::{Fingerprint, Table};

use hidden_files::HiddenFiles;
use page::open_page;
use spelling::{spelt, with_spelt_names};

pub use asked::{Ask, Asked, AskedIn, Mark, OfBody, Wording};
pub use charts::chart_number;
pub use events::has_events;
pub use fields::Referred;
pub use former::Former;
pub use icon::{Icon, TAB, TOUCH, initials};
pub use links::Resolved;
pub use listed::Listed;
pub use opened::FileUse;
pub use publish::{Audience, HiddenRoute, Visibility, next_change, visibility};
pub use queries::{Condition, Query};
pub use redirects::{Leads, REDIRECTS_FILE, Redirect, Redirects};
pub use tables::TableRows;
pub use terms::Item;
pub use update::{Input, Touched, update_site};

/// The place of a page in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub u32);

/// A page of the site, with everything that it refers to resolved.
#[derive(Clone, Debug)]
pub struct SitePage {
    /// The parsed file.
    pub document: Arc<Document>,
    /// The kind.
    pub kind: Arc<Kind>,
    /// Where it is published.
    pub route: OutPath,
    /// Where it would be published if it had to make room for no other page, if that is elsewhere.
    pub alone: Option<OutPath>,
    /// Its address from the root of the host, the base path included; a whole address where the page stands elsewhere.
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
    /// The states that `to` names, in order of code.
    pub to_states: Vec<StateId>,
    /// The bodies that `to` names, as places in the data.
    pub to_bodies: Vec<usize>,
    /// The topics and the terms of other taxonomies, as places in the data.
    pub terms: Vec<usize>,
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
    /// The files that the page is made of beside its own, with their fingerprints: who signs, tables.
    read: Vec<(String, Fingerprint)>,
    /// Those whom the file lists that says who signs.
    pub signed: Vec<Signatory>,
    /// The table of each block of the body that is one.
    pub tables: Vec<Option<Arc<TableRows>>>,
    /// What each block of the body shows that is a list of the pages of a folder.
    pub queries: Vec<Option<Query>>,
    /// What the values of its fields lead to, each by its path in the front matter.
    pub fields: Vec<(String, Referred)>,
    /// For each recommendation of the body, the states its marker names.
    pub named_states: Vec<Vec<StateId>>,
    /// For each recommendation of the body, the bodies its marker names, as places in the data.
    pub named_bodies: Vec<Vec<usize>>,
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
    /// The files it uses, each with the place that names it, if that is in its text.
    uses: Vec<(String, Option<Span>)>,
    /// What is wrong with what it refers to.
    said: Said,
}

/// What is wrong with what a page refers to.
#[derive(Clone, Debug, Default)]
struct Said {
    /// With what it names in the data.
    terms: Vec<Diagnostic>,
    /// With the pages, files and recommendations that it leads to.
    references: Vec<Diagnostic>,
    /// The links among these that may have been meant for something else.
    missed: Vec<links::Missed>,
}

/// Everything that pages are made of, for one audience at one instant.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The kinds of pages.
    pub kinds: Arc<Kinds>,
    /// The data.
    pub data: Arc<Data>,
    /// The instant of the build.
    pub now: Timestamp,
    /// Whether drafts, embargoed and expired pages are among the pages.
    pub shows_drafts: bool,
    /// The pages: by type, then newest first, then by id and language.
    pub pages: Vec<SitePage>,
    /// The pages by folder of their kind, language and order.
    lists: BTreeMap<Arc<str>, BTreeMap<String, Vec<PageId>>>,
    /// The pages by path.
    by_path: Table<Arc<str>, PageId>,
    /// What is asked of whom.
    pub asked: Asked,
    /// The files that pages use, by content path, with the first place that uses each.
    pub files: BTreeMap<String, FileUse>,
    /// The pages addressed to or about each state, in order.
    pub by_state: BTreeMap<StateId, Vec<PageId>>,
    /// The pages whose fields refer to each page, in order.
    pub referrers: BTreeMap<PageId, Vec<PageId>>,
    /// The pages of each session, in order.
    pub by_session: BTreeMap<usize, Vec<PageId>>,
    /// The pages addressed to each body, in order.
    pub by_body: BTreeMap<usize, Vec<PageId>>,
    /// The texts on States, topics, instruments, bodies and sessions, by their type and the id of what they are about; of
    /// translations the one whose keys hold.
    pub own_texts: BTreeMap<(&'static str, String), PageId>,
    /// The pages of each topic and of each term of other taxonomies, in order.
    pub by_term: BTreeMap<usize, Vec<PageId>>,
    /// The sessions in which each state is under review, by number.
    pub sessions_of: BTreeMap<StateId, Vec<usize>>,
    /// The redirects of a former site.
    pub redirects: Redirects,
    /// The pages the audience may not see, by path.
    hidden: BTreeMap<Arc<str>, Visibility>,
    /// The same, by the routes that they would have.
    pub hidden_routes: BTreeMap<String, HiddenRoute>,
    /// Their files.
    hidden_files: HiddenFiles,
    /// The files that are read and go with no page, of hidden pages too.
    read_files: BTreeSet<String>,
    /// The fingerprint of the settings, by which pages are resolved.
    settings: Fingerprint,
    /// The fingerprint of the names of all files but those of pages.
    file_names: Fingerprint,
    /// What is wrong with what is asked.
    asked_said: Vec<Diagnostic>,
    /// All pages, hidden ones included, if the checks of all had nothing to say.
    checked: Vec<Arc<Page>>,
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
    /// Returns a site without pages.
    pub fn empty(config: Arc<Config>, data: Arc<Data>) -> Site {
        Site {
            config,
            kinds: Arc::default(),
            data,
            now: Timestamp::MIN,
            shows_drafts: false,
            pages: Vec::new(),
            lists: BTreeMap::new(),
            by_path: Table::default(),
            asked: Asked::default(),
            files: BTreeMap::new(),
            by_state: BTreeMap::new(),
            referrers: BTreeMap::new(),
            by_session: BTreeMap::new(),
            by_body: BTreeMap::new(),
            own_texts: BTreeMap::new(),
            by_term: BTreeMap::new(),
            sessions_of: BTreeMap::new(),
            redirects: Redirects::default(),
            hidden: BTreeMap::new(),
            hidden_routes: BTreeMap::new(),
            hidden_files: HiddenFiles::default(),
            read_files: BTreeSet::new(),
            settings: 0,
            file_names: 0,
            asked_said: Vec::new(),
            checked: Vec::new(),
        }
    }

    /// Returns a page.
    pub fn page(&self, id: PageId) -> &SitePage {
        &self.pages[id.0 as usize]
    }

    /// Returns all pages with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &SitePage)> {
        self.pages.iter().enumerate().map(|(at, page)| (PageId(at as u32), page))
    }

    /// Returns the pages of the kind of a folder in a language, newest first.
    pub fn list(&self, folder: &str, lang: &str) -> &[PageId] {
        self.lists.get(folder).and_then(|of_kind| of_kind.get(lang)).map_or(&[], Vec::as_slice)
    }

    /// Returns the lists of pages by folder and language, newest first.
    pub fn lists(&self) -> impl Iterator<Item = (&str, &str, &[PageId])> {
        let of_kind =
            self.lists.iter().flat_map(|(kind, lists)| lists.iter().map(move |(lang, list)| (&**kind, lang, list)));
        of_kind.map(|(kind, lang, pages)| (kind, lang.as_str(), pages.as_slice()))
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
        let hidden = |route: &str| self.hidden_routes.get(route).filter(|hidden| !hidden.is_taken).map(|it| it.seen);
        let page = || {
            let pages = [format!("{}/index.html", folder?), format!("{}.html", folder?), format!("{}.htm", folder?)];
            pages.iter().find_map(|page| hidden(page))
        };
        hidden(route.as_str()).or_else(page)
    }
}
