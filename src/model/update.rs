//! The update of a site: from the pages as they are now, with what stands of the site before.
//!
//! Every site is made this way; the first is the update of an empty one. A page keeps what was resolved as long as its
//! document is the same and what it refers to is as it was; lists, files, the relation of what is asked and related pages
//! stand as long as what pages give to them does. All is as in the update of an empty site, but for the work.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use rayon::prelude::*;

use super::briefs::settle_briefs;
use super::files::{collect_files, same_files};
use super::hidden_files::HiddenFiles;
use super::lists::{make_lists, sessions_of};
use super::own_texts::check_own_texts;
use super::publish::{Audience, HiddenRoute, Visibility, check_identities, visibility};
use super::read_files::read_files;
use super::redirects::read_redirects;
use super::references::{Stale, refer, said_of, stale_pages};
use super::related::{near_changes, relate};
use super::slots::Slots;
use super::terms::{check_named, resolve_terms};
use super::times::check_times;
use super::translations::check_translations;
use super::{PageId, Referred, Site, SitePage, asking, with_spelt_names};
use crate::config::Config;
use crate::content::{Kinds, Page};
use crate::data::Data;
use crate::diag::Diagnostic;
use crate::parse::Document;
use crate::route::OutPath;
use crate::source::{Sources, is_page_text};
use crate::track::{Fingerprint, combine, fingerprint};

/// What a site is made of.
#[derive(Debug)]
pub struct Input<'a> {
    /// The settings.
    pub config: Arc<Config>,
    /// The kinds of pages.
    pub kinds: Arc<Kinds>,
    /// The data.
    pub data: Arc<Data>,
    /// The pages, whoever may see them, in order of path.
    pub pages: Vec<Arc<Page>>,
    /// For whom the site is.
    pub audience: Audience,
    /// The files of the project.
    pub sources: &'a Sources,
}

/// What is another than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Perhaps everything.
    Whole,
    /// These pages, and nothing by which others are ordered, listed or related, nor which files are made.
    Pages(Vec<PageId>),
}

/// Makes the site of now out of that of before; what does not fit together is reported.
pub fn update_site(input: Input<'_>, before: Option<Site>, diagnostics: &mut Vec<Diagnostic>) -> (Site, Touched) {
    let Input { config, kinds, data, pages, audience, sources } = input;
    let config = with_spelt_names(config, sources);
    let settings = fingerprint(format!("{:?}", (&*config, kinds.fingerprint(), audience.drafts)).as_bytes());
    let fits = |before: &Site| before.settings == settings && Arc::ptr_eq(&before.data, &data);
    let before = before.filter(fits).unwrap_or_else(|| Site::empty(Arc::clone(&config), Arc::clone(&data)));
    let checked = match is_checked(&pages, &before, audience.now) {
        true => pages.clone(),
        false => check_pages(&pages, (&config, &data), audience, diagnostics),
    };
    let mut site = Site {
        checked,
        kinds,
        now: audience.now,
        shows_drafts: audience.drafts,
        sessions_of: sessions_of(&data),
        settings,
        file_names: names_of_files(sources),
        ..Site::empty(config, data)
    };
    let mut update = Update::begin(&mut site, before, (pages, sources));
    update.list();
    update.refer(sources, diagnostics);
    update.site.redirects = read_redirects(update.site, sources, diagnostics);
    update.relate_files(sources, diagnostics);
    update.relate_asked(diagnostics);
    update.relate_pages();
    let touched = update.touched();
    (site, touched)
}

/// Tells whether the checks of all pages have nothing to say, as before: no key of any page is another, and none is held back or
/// shown that was not so.
fn is_checked(pages: &[Arc<Page>], before: &Site, now: Timestamp) -> bool {
    let seen = |page: &Page, now| visibility(&page.document, now, &before.config.time_zone);
    let is_same = |(page, old): (&Arc<Page>, &Arc<Page>)| {
        let (document, other) = (&page.document, &old.document);
        let keys_stand = || {
            (&document.id, &document.lang) == (&other.id, &other.lang)
                && document.front == other.front
                && document.diagnostics.is_empty() == other.diagnostics.is_empty()
        };
        // What has expired is told of less, and never of more.
        let waits = document.front.embargo.is_some();
        (Arc::ptr_eq(page, old) || keys_stand()) && (!waits || seen(page, now) == seen(old, before.now))
    };
    pages.len() == before.checked.len() && now >= before.now && pages.iter().zip(&before.checked).all(is_same)
}

/// Makes the checks of all pages, hidden ones included; returns the pages if they have nothing to say.
fn check_pages(
    pages: &[Arc<Page>],
    (config, data): (&Config, &Data),
    audience: Audience,
    found: &mut Vec<Diagnostic>,
) -> Vec<Arc<Page>> {
    let [mut named, mut others] = [Vec::new(), Vec::new()];
    let by_itself = || {
        check_named(pages, data, &mut named);
        check_own_texts(pages, data, &mut named);
        check_times(pages, data, config, audience.now, &mut named);
    };
    let together = || {
        check_identities(pages, &mut others);
        check_translations(pages, config, audience.now, &mut others);
    };
    rayon::join(by_itself, together);
    let is_silent = named.is_empty() && others.is_empty();
    found.extend(named.into_iter().chain(others));
    if is_silent { pages.to_vec() } else { Vec::new() }
}

/// Returns a fingerprint of the names of the files that references may mean: of all but those of pages, which are found by
/// their own, and of pages too where a name may have been written in another form of Unicode.
fn names_of_files(sources: &Sources) -> Fingerprint {
    let named = |path: &str| fingerprint(path.as_bytes());
    let others = sources.iter().map(|file| &*file.path).filter(|path| !is_page_text(path) || !path.is_ascii());
    // Of a file that could not be taken nothing is said where it is named, as long as it is there.
    let refused = sources.refused().map(|path| named(path).wrapping_add(1));
    others.map(named).chain(refused).fold(1, combine)
}

/// An update while it is made.
struct Update<'a> {
    site: &'a mut Site,
    before: Site,
    slots: Slots,
    /// Whether all that hidden pages and files decide is as it was.
    hides_alike: bool,
    /// The pages that are listed otherwise than before: new ones, and others at which lists have to look.
    relisted: Vec<PageId>,
    /// By id, whether the type, the anchors or the translations of a page are others.
    retargeted: Vec<bool>,
    /// The pages that were referred anew.
    referred: Vec<PageId>,
    /// Whether what is asked, and the files, are those of before.
    asks_alike: bool,
    has_same_files: bool,
}

impl<'a> Update<'a> {
    /// Takes the pages: those of before that stand, and all others as they are now.
    fn begin(site: &'a mut Site, mut before: Site, (pages, sources): (Vec<Arc<Page>>, &Sources)) -> Update<'a> {
        let (mut shown, mut hidden_pages) = (Vec::with_capacity(pages.len()), Vec::new());
        for page in pages {
            let seen = visibility(&page.document, site.now, &site.config.time_zone);
            let is_shown = seen == Visibility::Public || site.shows_drafts;
            if is_shown { &mut shown } else { &mut hidden_pages }.push((page, seen));
        }
        settle_briefs(&mut shown, &mut hidden_pages);
        let mut hidden: Vec<(Arc<Document>, Visibility)> = Vec::new();
        for (page, seen) in hidden_pages {
            site.hidden.insert(Arc::clone(&page.document.path), seen);
            let routes =
                routes_of(&page.route, &page.document).filter(|_| page.kind.has_page() && page.kind.is_rendered());
            let path = &page.document.path;
            let of_it = |route| (route, HiddenRoute { path: Arc::clone(path), seen, is_taken: false });
            site.hidden_routes.extend(routes.map(of_it));
            hidden.push((Arc::clone(&page.document), seen));
        }
        let known = std::mem::take(&mut before.pages);
        let mut slots = Slots::take(shown, (known, |path: &str| before.by_path.get(path).copied()), &site.config);
        site.pages = std::mem::take(&mut slots.pages);
        let is_fresh = slots.freshness(site.pages.len());
        let fresh = site.pages.par_iter_mut().zip(is_fresh).filter(|(_, is_fresh)| *is_fresh);
        fresh.for_each(|(page, _)| resolve_terms(page, &site.data));
        if !site.hidden_routes.is_empty() {
            for page in &site.pages {
                for route in routes_of(&page.route, &page.document) {
                    site.hidden_routes.entry(route).and_modify(|hidden| hidden.is_taken = true);
                }
            }
        }
        site.hidden_files = HiddenFiles::of(&site.pages, &hidden, sources);
        let documents = site.pages.iter().map(|page| &page.document).chain(hidden.iter().map(|(document, _)| document));
        site.read_files = read_files(documents.map(|document| &**document), sources);
        // Of a reference to a hidden page by its path something is said, and so it is resolved each time.
        let hides_alike = site.hidden_routes == before.hidden_routes
            && site.hidden_files == before.hidden_files
            && site.read_files == before.read_files
            && site.file_names == before.file_names;
        let retargeted = vec![false; site.pages.len()];
        let (relisted, referred) = (Vec::new(), Vec::new());
        Update {
            site,
            before,
            slots,
            hides_alike,
            relisted,
            retargeted,
            referred,
            asks_alike: false,
            has_same_files: false,
        }
    }

    /// Tells whether the lists stand.
    fn lists_stand(&self) -> bool {
        !self.slots.ids.moved && self.relisted.is_empty()
    }

    /// Lists the pages, if one of them is listed otherwise, and notes whose translations are others.
    fn list(&mut self) {
        let Update { site, before, slots, relisted, retargeted, .. } = self;
        let is_relisted = |id: &PageId| slots.old(*id).is_none_or(|old| !site.page(*id).listed().is_like(old.listed()));
        relisted.extend(slots.fresh.iter().filter(|id| is_relisted(id)));
        for id in &slots.fresh {
            let is_other = |old: &SitePage| {
                let new = site.page(*id);
                (old.kind.folder(), &old.document.body.anchors) != (new.kind.folder(), &new.document.body.anchors)
            };
            retargeted[id.0 as usize] = slots.old(*id).is_none_or(is_other);
        }
        if !slots.ids.moved && relisted.is_empty() {
            site.by_path = std::mem::take(&mut before.by_path);
            (site.lists, site.by_state) = (std::mem::take(&mut before.lists), std::mem::take(&mut before.by_state));
            site.by_session = std::mem::take(&mut before.by_session);
            site.by_body = std::mem::take(&mut before.by_body);
            site.own_texts = std::mem::take(&mut before.own_texts);
            site.by_term = std::mem::take(&mut before.by_term);
            for (id, old) in slots.fresh.iter().filter_map(|id| Some((id, slots.old(*id)?))) {
                let page = &mut site.pages[id.0 as usize];
                (page.older, page.newer) = (old.older, old.newer);
            }
            return;
        }
        let translations: Vec<Vec<PageId>> = site.pages.iter().map(|page| page.translations.clone()).collect();
        make_lists(site);
        for ((page, before), is_other) in site.pages.iter().zip(&translations).zip(retargeted) {
            *is_other |= page.translations != *before;
        }
    }

    /// Resolves what pages refer to, where that may be another than before; reports what is wrong with all.
    fn refer(&mut self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        let Update { site, slots, retargeted, .. } = self;
        let is_standing = |page: &SitePage| page.kind.name() == "recommendation";
        let of_other = site.pages.iter().zip(&*retargeted).any(|(page, is_other)| *is_other && is_standing(page));
        let mut old = slots.olds.values().map(|(_, old)| old).chain(slots.gone.iter().map(|(_, page)| page));
        let stale = Stale { all: !self.hides_alike, targets: retargeted, standing: of_other || old.any(is_standing) };
        self.referred = stale_pages(site, (slots, sources), &stale);
        let found = refer(site, sources, &self.referred);
        self.asks_alike = true;
        for (id, references) in self.referred.iter().zip(found) {
            let page = &mut site.pages[id.0 as usize];
            page.take_references(references);
            // A page that is as it was has other standing recommendations where one of these is another itself.
            self.asks_alike &= slots
                .old(*id)
                .is_none_or(|old| !asking::has_a_say(page) && !asking::has_a_say(old) || asking::asks_alike(old, page));
        }
        site.referrers = referrers_of(site);
        diagnostics.extend(said_of(site, sources));
    }

    /// Finds the files that are used.
    fn relate_files(&mut self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) {
        collect_files(self.site, &self.before.files, sources, diagnostics);
        self.has_same_files = same_files(&self.before.files, &self.site.files);
    }

    /// Makes the relation of what is asked, unless it is that of before.
    fn relate_asked(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let Update { site, before, slots, relisted, .. } = self;
        let (old, said) = (std::mem::take(&mut before.asked), std::mem::take(&mut before.asked_said));
        // The keys of one translation hold for the marks of all.
        let group = |id: PageId| site.page(id).translations.iter().copied().chain([id]);
        let has_a_say = |id: PageId| asking::has_a_say(site.page(id));
        let is_silent = |id: &PageId| slots.old(*id).is_some() || !group(*id).any(has_a_say);
        let of_same = relisted.iter().all(is_silent) && !slots.gone.iter().any(|(_, page)| asking::has_a_say(page));
        // A message shows a place in a text, which may be another.
        self.asks_alike &= of_same && said.is_empty() && before.settings == site.settings;
        let stands = self.asks_alike.then(|| old.renumbered(&slots.ids)).flatten();
        self.asks_alike &= stands.is_some();
        match stands {
            Some(asked) => site.asked = asked,
            None => {
                let mut said = Vec::new();
                site.asked = asking::relate_asked(site, &mut said);
                site.asked_said = said;
            }
        }
        diagnostics.extend(site.asked_said.iter().cloned());
    }

    /// Finds the pages like each, where a page near it came, left or is listed otherwise.
    fn relate_pages(&mut self) {
        if self.lists_stand() {
            return;
        }
        let Update { site, before, slots, relisted, .. } = self;
        let others = relisted.iter().filter_map(|id| slots.olds.get(id)).map(|(id, page)| (*id, page));
        let left = slots.gone.iter().map(|(id, page)| (*id, page)).chain(others);
        let near = near_changes((site, relisted.iter().copied()), (before, &slots.ids), left);
        relate(site, &near);
    }

    /// Returns what is another than before.
    fn touched(self) -> Touched {
        let planned_alike = |(id, (_, old)): (&PageId, &(PageId, SitePage))| old.is_planned_like(self.site.page(*id));
        // What is hidden decides which files are made by the files that are used alone.
        let stands = self.lists_stand() && self.asks_alike && self.has_same_files;
        let stands = stands && self.slots.olds.iter().all(planned_alike);
        let stands = stands && self.site.redirects.is_like(&self.before.redirects);
        // What is left of the site before takes longer to be taken to pieces than a page to be shown.
        let (before, slots) = (self.before, self.slots);
        rayon::spawn(move || drop((before, slots)));
        if stands { Touched::Pages(self.referred) } else { Touched::Whole }
    }
}

/// Returns the pages whose fields refer to each page.
fn referrers_of(site: &Site) -> BTreeMap<PageId, Vec<PageId>> {
    let mut referrers: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
    for (id, page) in site.iter().filter(|(_, page)| !page.fields.is_empty()) {
        for (_, target) in &page.fields {
            if let Referred::Page(other) = target
                && site.page(*other).document.id != page.document.id
            {
                let list = referrers.entry(*other).or_default();
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }
    referrers
}

/// Returns where a page stands, and its old addresses.
fn routes_of<'a>(route: &'a OutPath, document: &'a Document) -> impl Iterator<Item = String> + 'a {
    let aliases = document.front.aliases.iter().filter_map(|alias| OutPath::of_alias(alias).ok());
    aliases.chain([route.clone()]).map(|route| route.as_str().to_owned())
}
