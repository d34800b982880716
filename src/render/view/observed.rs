//! The site as the view sees it: what an answer is made of is noted where it is read.
//!
//! Whatever an answer can be made of is a part of the site with a name and a fingerprint (`parts.rs`). Who reads one is
//! noted, and its answer is made anew once that part is another, in this process or in the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::branches::{Branch, Branches, branches_of};
use super::marks::Marks;
use super::order::{Group, Order, Orders, group_of, orders_of};
use super::read::Read;
use super::recording::{is_recording, note};
use super::uses::{Uses, uses_of};
use crate::config::{Config, Opens};
use crate::content::{Kind, Kinds};
use crate::data::{Answer, Data, StateId};
use crate::model::{Ask, Asked, FileUse, Listed, PageId, Site, SitePage, Wording};
use crate::render::collation::sort_key;
use crate::track::{Fingerprint, fingerprint};

/// The names of a page as parts of the site.
#[derive(Debug)]
struct Names {
    /// The fingerprint of its path.
    path: Fingerprint,
    /// All that it is.
    page: Read,
    /// Its place among the others.
    place: Read,
    /// What its recommendations say.
    marks: Read,
}

/// The site.
#[derive(Debug)]
pub(super) struct Observed {
    site: Arc<Site>,
    /// For each language, the standing recommendations by title.
    recommendations: Vec<Vec<PageId>>,
    /// The pages of collections as they are listed.
    orders: Orders,
    /// The plain pages by what they stand below.
    branches: Branches,
    /// What the texts use.
    pub(super) uses: Uses,
    /// The names of each page.
    names: Vec<Names>,
}

impl Observed {
    /// Returns a site as it is seen.
    pub(super) fn new(site: Arc<Site>) -> Observed {
        let name = |path: &str| Names {
            path: fingerprint(path.as_bytes()),
            page: Read::page(path),
            place: Read::place(path),
            marks: Read::marks(path),
        };
        let names = site.pages.par_iter().map(|page| name(&page.document.path)).collect();
        Observed {
            recommendations: standing_recommendations(&site),
            orders: orders_of(&site),
            branches: branches_of(&site),
            uses: uses_of(&site),
            names,
            site,
        }
    }

    /// Takes the site out; nothing where somebody else holds it.
    pub(super) fn take(&mut self) -> Option<Site> {
        let (config, data) = (Arc::clone(&self.site.config), Arc::clone(&self.site.data));
        Arc::get_mut(&mut self.site).map(|site| std::mem::replace(site, Site::empty(config, data)))
    }

    /// Puts a site back that has the same pages at the same places.
    pub(super) fn put_back(&mut self, site: Site) {
        self.recommendations = standing_recommendations(&site);
        self.orders = orders_of(&site);
        self.branches = branches_of(&site);
        self.uses = uses_of(&site);
        self.site = Arc::new(site);
    }

    /// Returns the site, for what is no answer.
    pub(super) fn unseen(&self) -> &Arc<Site> {
        &self.site
    }

    /// Returns the fingerprint of the path of a page.
    pub(super) fn path_of(&self, id: PageId) -> Fingerprint {
        self.names[id.0 as usize].path
    }

    /// Returns the name of a page as a part.
    pub(super) fn read_of(&self, id: PageId) -> Read {
        self.names[id.0 as usize].page
    }

    /// Returns the name of the place of a page as a part.
    pub(super) fn read_of_place(&self, id: PageId) -> Read {
        self.names[id.0 as usize].place
    }

    /// Returns the name of the recommendations of a page as a part.
    pub(super) fn read_of_marks(&self, id: PageId) -> Read {
        self.names[id.0 as usize].marks
    }

    /// Returns a page; noted.
    pub(super) fn page(&self, id: PageId) -> &SitePage {
        note(self.read_of(id));
        self.site.page(id)
    }

    /// Returns the recommendations of a page as others quote them; noted.
    pub(super) fn marks(&self, id: PageId) -> Marks<'_> {
        note(self.read_of_marks(id));
        Marks::of(self.site.page(id))
    }

    /// Returns the pages whose fields refer to one; noted.
    pub(super) fn referrers(&self, id: PageId) -> &[PageId] {
        note(self.read_of(id));
        self.site.referrers.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Returns the place of a page; noted.
    pub(super) fn place(&self, id: PageId) -> Listed<'_> {
        note(self.read_of_place(id));
        self.site.page(id).listed()
    }

    /// Returns the place of a page that is in a list which was read: whoever has that, depends on it.
    pub(super) fn listed(&self, id: PageId) -> Listed<'_> {
        self.site.page(id).listed()
    }

    /// Returns the standing recommendations, by title, in a language; noted.
    pub(super) fn recommendations(&self, lang: usize) -> &[PageId] {
        note(Read::titles(lang));
        &self.recommendations[lang]
    }

    /// Returns the standing recommendations by title, in each language.
    pub(super) fn titles(&self) -> &[Vec<PageId>] {
        &self.recommendations
    }

    /// Returns the settings. They are not noted, for there is hardly an answer without an address in it: once they are
    /// others, everything is asked again (see [`Read::settings`]).
    pub(super) fn config(&self) -> &Config {
        &self.site.config
    }

    /// Returns the kinds of pages, which count as settings.
    pub(super) fn kinds(&self) -> &Kinds {
        &self.site.kinds
    }

    /// Returns the data, for its sessions, topics and instruments; noted.
    pub(super) fn data(&self) -> &Data {
        note(Read::data());
        &self.site.data
    }

    /// Returns the data, for what is recorded of a state as well; noted.
    pub(super) fn data_of(&self, state: StateId) -> &Data {
        if is_recording() {
            note(Read::facts(state));
        }
        self.data()
    }

    /// Returns the data, for what is recorded of all states and an instrument as well; noted.
    pub(super) fn data_on(&self, instrument: usize) -> &Data {
        if is_recording() {
            note(Read::records(&self.site.data.instruments[instrument].id));
        }
        self.data()
    }

    /// Tells whether hidden pages are among the pages: one of the settings.
    pub(super) fn shows_drafts(&self) -> bool {
        self.site.shows_drafts
    }

    /// Returns the day of the build in the time zone of the site; noted.
    pub(super) fn today(&self) -> Date {
        note(Read::today());
        self.today_unseen()
    }

    /// Returns the day of the build, for what is no answer.
    pub(super) fn today_unseen(&self) -> Date {
        self.site.now.to_zoned_datetime(self.site.config.time_zone.clone()).date()
    }

    /// Returns a file that pages use; noted.
    pub(super) fn file(&self, path: &str) -> Option<&FileUse> {
        if is_recording() {
            note(Read::file(path));
        }
        self.site.files.get(path)
    }

    /// Returns the pages of the kind of a folder in a language, newest first; noted.
    pub(super) fn list(&self, folder: &str, lang: &str) -> &[PageId] {
        if is_recording() {
            note(Read::list(folder, lang));
        }
        self.order(folder, lang).map_or_else(|| self.site.list(folder, lang), |order| &order.pages)
    }

    /// Returns how many of the pages that a list begins with are coming; nothing where it is not split so. Whoever asks has read
    /// the list.
    pub(super) fn coming(&self, folder: &str, lang: &str) -> Option<usize> {
        self.order(folder, lang)?.coming
    }

    /// Returns the pages of a collection in a language as they are listed.
    fn order(&self, folder: &str, lang: &str) -> Option<&Order> {
        self.orders.get(folder)?.get(lang)
    }

    /// Returns what a page of a list stands under; noted.
    pub(super) fn group(&self, kind: &Kind, id: PageId, name: &str) -> Option<Group> {
        note(self.read_of(id));
        note(self.read_of(self.site.original(id)));
        group_of(&self.site, kind, self.site.page(id), name)
    }

    /// Returns the plain pages at and right below an id in a language, if there are some below it; noted.
    pub(super) fn branch(&self, id: &str, lang: &str) -> Option<&Branch> {
        if is_recording() {
            note(Read::branch(id, lang));
        }
        self.branches.get(lang)?.get(id)
    }

    /// Returns all branches of plain pages, by language and id.
    pub(super) fn branches(&self) -> impl Iterator<Item = (&str, &str, &Branch)> {
        let each = self.branches.iter();
        each.flat_map(|(lang, branches)| branches.iter().map(move |(id, branch)| (lang.as_str(), id.as_str(), branch)))
    }

    /// Returns the pages of all collections as they are listed, by folder and language.
    pub(super) fn orders(&self) -> impl Iterator<Item = (&str, &str, &Order)> {
        self.orders
            .iter()
            .flat_map(|(folder, orders)| orders.iter().map(move |(lang, order)| (&**folder, lang.as_str(), order)))
    }

    /// Returns the page that the menu or the foot names by its path from `content/`, if it is shown; noted.
    pub(super) fn named_in_menus(&self, path: &str) -> Option<PageId> {
        note(Read::menus());
        self.site.by_path(&format!("content/{path}"))
    }

    /// Returns the pages that the menu and the foot name, for what is no answer.
    pub(super) fn pages_of_menus(&self) -> Vec<Option<PageId>> {
        let named = self.site.config.entries().filter_map(|entry| match &entry.opens {
            Opens::Page(path) => Some(path),
            _ => None,
        });
        named.map(|path| self.site.by_path(&format!("content/{path}"))).collect()
    }

    /// Returns the pages addressed to or about a state; noted.
    pub(super) fn of_state(&self, state: StateId) -> &[PageId] {
        note(Read::state(state));
        self.site.by_state.get(&state).map_or(&[], Vec::as_slice)
    }

    /// Returns the pages of a session; noted.
    pub(super) fn of_session(&self, session: usize) -> &[PageId] {
        note(Read::session(self.session_id(session)));
        self.site.by_session.get(&session).map_or(&[], Vec::as_slice)
    }

    /// Returns the pages of a topic; noted.
    pub(super) fn of_term(&self, topic: usize) -> &[PageId] {
        note(Read::term(&self.site.data.terms[topic].key));
        self.site.by_term.get(&topic).map_or(&[], Vec::as_slice)
    }

    /// Returns the id of a session.
    fn session_id(&self, session: usize) -> &str {
        &self.site.data.sessions[session].id
    }

    /// Returns what is asked of a state in a session, or without one; noted.
    pub(super) fn asked(&self, session: Option<usize>, state: StateId) -> impl ExactSizeIterator<Item = Ask<'_>> {
        note(Read::asked(session.map(|at| self.session_id(at)), state));
        self.site.asked.rows(session, state)
    }

    /// Returns the sessions in which something is asked of a state; noted.
    pub(super) fn asked_anywhere(&self, state: StateId) -> &[Option<usize>] {
        note(Read::asked_anywhere(state));
        self.site.asked.sessions_of(state)
    }

    /// Returns the standing recommendations that are asked of a state anywhere; noted.
    pub(super) fn standing_asked_of(&self, state: StateId) -> BTreeSet<PageId> {
        let rows = self.asked_anywhere(state).iter().flat_map(|session| self.asked(*session, state));
        rows.filter_map(|row| row.standing).collect()
    }

    /// Returns the states that have a sheet in a session; noted.
    pub(super) fn sheets(&self, session: usize) -> &[StateId] {
        note(Read::sheets(self.session_id(session)));
        self.site.asked.sheets(session)
    }

    /// Returns the marks that are wordings of a standing recommendation, newest first; noted.
    pub(super) fn wordings(&self, standing: PageId) -> &[u32] {
        note(Read::wordings(self.read_of(standing)));
        self.site.asked.wordings(standing)
    }

    /// Returns the relation of what is asked, for rows and marks whose number was read.
    pub(super) fn relation(&self) -> &Asked {
        &self.site.asked
    }

    /// Returns the id of a mark.
    pub(super) fn mark_id(&self, mark: u32) -> &str {
        let first = self.site.asked.mark(mark).wordings()[0];
        &self.site.page(first.page).document.body.recommendations[first.index].marker.id
    }

    /// Returns where a mark stands for readers of a language.
    pub(super) fn wording(&self, mark: u32, lang: &str) -> Wording {
        self.site.wording(self.site.asked.mark(mark), lang)
    }

    /// Returns the page of a group of translations for readers of a language, of a page in a row or list that was read.
    pub(super) fn in_language(&self, id: PageId, lang: &str) -> PageId {
        self.site.in_language(id, lang)
    }

    /// Returns the page of a group of translations whose keys hold for all, of a page that was read, or is in a list that was.
    pub(super) fn original(&self, id: PageId) -> PageId {
        self.site.original(id)
    }

    /// Returns one page of each group of translations among some pages of a list, which are in page order, for readers of a
    /// language. The place of a translation that is not among them is noted, for who has read the list depends on no other.
    pub(super) fn each_once(&self, pages: impl IntoIterator<Item = PageId>, lang: &str) -> Vec<PageId> {
        let pages: Vec<PageId> = pages.into_iter().collect();
        let found = self.site.each_once(pages.iter().copied(), lang);
        found.iter().filter(|id| pages.binary_search(id).is_err()).for_each(|id| note(self.read_of_place(*id)));
        found
    }

    /// Returns the sessions in which each state is under review; noted.
    pub(super) fn sessions_of(&self) -> &BTreeMap<StateId, Vec<usize>> {
        note(Read::data());
        &self.site.sessions_of
    }

    /// Returns whether a standing recommendation is addressed to a state: a matter of its place and the data; noted.
    pub(super) fn applies(&self, recommendation: PageId, state: StateId) -> Answer {
        if self.place(recommendation).applies().is_some() {
            let _ = self.data_of(state);
        }
        self.site.applies(recommendation, state, None)
    }
}

/// Returns the standing recommendations for readers of each language, by title: each in that language, or as it is.
fn standing_recommendations(site: &Site) -> Vec<Vec<PageId>> {
    let originals = || {
        let pages = site.iter().filter(|(_, page)| page.kind.name() == "recommendation");
        pages.map(|(id, _)| id).filter(|id| site.original(*id) == *id)
    };
    let of = |lang: &String| {
        let mut pages: Vec<PageId> = originals().map(|id| site.in_language(id, lang)).collect();
        pages.sort_by_cached_key(|id| sort_key(lang, site.page(*id).title()));
        pages
    };
    site.config.languages.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::recording::recorded;
    use super::*;

    #[test]
    fn sessions_of_states_are_read_from_the_data() {
        let site = Observed::new(Arc::new(Site::empty(Arc::default(), Arc::default())));
        assert_eq!(recorded(|| site.sessions_of().len()).1[..], [Read::data()]);
    }
}
