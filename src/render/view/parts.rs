//! The parts of a site that answers are made of, each with a name that is the same in every build and a fingerprint.
//!
//! Takes the site, the plan and the words of a snapshot; gives a table of parts. Promises: an answer that was made of parts
//! whose fingerprints stand is the answer still, whichever build made it. A part that is not there has the fingerprint 0,
//! so that it counts as another once it comes.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rayon::prelude::*;

use super::Snapshot;
use super::branches::Branch;
use super::marks::Marks;
use super::observed::Observed;
use super::read::{ByRead, Read};
use crate::data::StateId;
use crate::model::{FileUse, Item, PageId, Referred, Resolved, Site, SitePage, Wording};
use crate::render::own_blocks::files_of;
use crate::track::{Fingerprint, Mixer, combine, fingerprint};

/// The fingerprint of each part.
pub(super) type Parts = ByRead<Fingerprint>;

/// Returns the fingerprint of a text.
fn text(text: &str) -> Fingerprint {
    fingerprint(text.as_bytes())
}

/// Returns the fingerprint of what a value says of itself.
fn told(value: &impl std::fmt::Debug) -> Fingerprint {
    text(&format!("{value:?}"))
}

/// Returns the fingerprint of a value, from its fields.
fn hashed(value: &impl Hash) -> Fingerprint {
    let mut mixer = Mixer::default();
    value.hash(&mut mixer);
    mixer.finish()
}

/// Returns the fingerprint of a list.
fn list(items: impl IntoIterator<Item = Fingerprint>) -> Fingerprint {
    items.into_iter().fold(1, combine)
}

/// Returns the parts of a snapshot.
pub(super) fn parts_of(snapshot: &Snapshot) -> Parts {
    let mut of = PartsOf::new(&snapshot.site);
    let ids = (0..of.site.pages.len() as u32).into_par_iter().map(PageId);
    of.places = ids.map(|id| of.made_place(id)).collect();
    let mut parts = of.pages();
    parts.extend(of.lists());
    parts.extend(of.asked(snapshot));
    parts.extend(of.whole());
    parts.extend(words_of(snapshot));
    parts.extend(blocks_of(snapshot));
    let targets = snapshot.plan.targets.iter().zip(&snapshot.target_names);
    parts.extend(targets.map(|(target, name)| (Read::target(&target.route), *name)));
    parts
}

/// Returns the parts that may be others where some pages, the layouts and the instant are, and nothing else.
pub(super) fn parts_of_pages(snapshot: &Snapshot, pages: &[PageId]) -> Vec<(Read, Fingerprint)> {
    let of = PartsOf::new(&snapshot.site);
    let both = |id: &PageId| [(of.seen.read_of(*id), of.page(*id)), (of.seen.read_of_marks(*id), of.marks(*id))];
    pages
        .iter()
        .flat_map(both)
        .chain(of.titles())
        .chain(of.orders())
        .chain(of.branches())
        .chain(words_of(snapshot))
        .chain(blocks_of(snapshot))
        .chain([of.today(), of.banner(), of.uses()])
        .collect()
}

/// Returns the words of each language.
fn words_of(snapshot: &Snapshot) -> impl Iterator<Item = (Read, Fingerprint)> {
    snapshot.strings.iter().zip(0..).map(|(words, lang)| (Read::words(lang), words.fingerprint()))
}

/// Returns the layouts of each block of the site's own.
fn blocks_of(snapshot: &Snapshot) -> impl Iterator<Item = (Read, Fingerprint)> {
    let templates = &snapshot.layouts.templates;
    let layout = |name: String| templates.get(&name).map_or(0, |template| template.fingerprint);
    let of = move |name: &'static str| (Read::block(name), list(files_of(name).map(layout)));
    snapshot.site.unseen().kinds.blocks().own.iter().map(move |kind| of(kind.name))
}

/// A site whose parts are told.
struct PartsOf<'a> {
    seen: &'a Observed,
    site: &'a Site,
    /// The fingerprint of the place of each page, once they are made.
    places: Vec<Fingerprint>,
}

impl<'a> PartsOf<'a> {
    /// Returns a site whose parts are told.
    fn new(seen: &'a Observed) -> PartsOf<'a> {
        let site = seen.unseen();
        PartsOf { seen, site, places: Vec::new() }
    }

    /// Returns the fingerprint of the path of a page.
    fn path(&self, id: PageId) -> Fingerprint {
        self.seen.path_of(id)
    }

    /// Returns the fingerprint of the place of a page among the others.
    fn place(&self, id: PageId) -> Fingerprint {
        self.places.get(id.0 as usize).copied().unwrap_or_else(|| self.made_place(id))
    }

    /// Makes the fingerprint of the place of a page.
    fn made_place(&self, id: PageId) -> Fingerprint {
        let page = self.site.page(id);
        let data = &self.site.data;
        // The language goes by the path and the settings.
        let named = [text(page.kind.folder()), text(&page.url)];
        let session = page.session.map_or(0, |at| text(&data.sessions[at].id));
        let state = |state: &StateId| u64::from(state.0) + 1;
        let instruments = page.instruments.iter().map(|at| text(&data.instruments[*at].id));
        let rule = page.document.front.applies.as_ref().map_or(0, told);
        let seed = list(named.into_iter().chain([session, page.state.as_ref().map_or(0, state), rule]));
        let seed = combine(seed, list(page.states.iter().map(state)));
        let seed = combine(seed, list(instruments));
        let bodies = page.to_bodies.iter().map(|at| text(&data.bodies[*at].id));
        let seed = combine(seed, combine(list(bodies), list(page.to_states.iter().map(state))));
        let seed = combine(seed, page.date.as_ref().map_or(0, hashed));
        combine(seed, list(page.translations.iter().map(|id| self.path(*id))))
    }

    /// Returns the fingerprint of a page as lists show it.
    fn listed(&self, id: PageId) -> Fingerprint {
        combine(self.path(id), self.place(id))
    }

    /// Returns the fingerprint of a list of pages.
    fn pages_of<'b>(&self, pages: impl IntoIterator<Item = &'b PageId>) -> Fingerprint {
        list(pages.into_iter().map(|id| self.listed(*id)))
    }

    /// Returns the fingerprint of all that a page is: its text, its place, and all that it refers to. How it is parsed goes by the
    /// settings: where these are others, all is asked again.
    fn page(&self, id: PageId) -> Fingerprint {
        let page = self.site.page(id);
        // In the order of the data.
        let topics = page.terms.iter().map(|at| text(&self.site.data.terms[*at].key));
        let near = [page.older, page.newer].map(|id| id.map_or(0, |id| self.path(id)));
        let related = page.related.iter().map(|id| self.path(*id));
        let seed = list([page.document.fingerprint, text(&page.document.id), self.place(id)]);
        let seed = combine(seed, hashed(&page.visibility));
        let seed = combine(seed, list(topics.chain(near).chain(related)));
        let seed = combine(seed, self.items(page));
        let seed = combine(
            combine(combine(combine(seed, hashed(&page.signed)), hashed(&page.tables)), self.links(page)),
            self.addressed(page),
        );
        let referrers = self.site.referrers.get(&id).map_or(&[][..], Vec::as_slice);
        combine(combine(seed, self.fields(page)), self.pages_of(referrers))
    }

    /// Returns the fingerprint of what the fields of a page lead to.
    fn fields(&self, page: &SitePage) -> Fingerprint {
        list(page.fields.iter().map(|(path, target)| {
            let target = match target {
                Referred::Page(id) => self.path(*id),
                Referred::State(state) => text(state.info().code),
                Referred::Session(at) => text(&self.site.data.sessions[*at].id),
                Referred::Term(at) => text(&self.site.data.terms[*at].key),
                Referred::Instrument(at) => text(&self.site.data.instruments[*at].id),
                Referred::File(file) | Referred::Image(file) => text(file),
                Referred::Nothing => 1,
            };
            combine(text(path), target)
        }))
    }

    /// Returns the fingerprint of what an issue lists.
    fn items(&self, page: &SitePage) -> Fingerprint {
        list(page.items.iter().map(|item| match item {
            Item::Page(id) => self.path(*id),
            Item::Own(at) => *at as u64,
        }))
    }

    /// Returns the fingerprint of what the links and files of a page lead to.
    fn links(&self, page: &SitePage) -> Fingerprint {
        let links = page.links.iter().map(|link| match link {
            Resolved::Page(id, behind) => combine(self.path(*id), text(behind)),
            Resolved::File(path, behind) => combine(text(path).wrapping_add(1), text(behind)),
            Resolved::Address(address) => text(address).wrapping_add(2),
            Resolved::Unpublished => 3,
            Resolved::Broken => 4,
        });
        let files = page.images.iter().chain([&page.photo]).chain(&page.attachments);
        let files = files.map(|path| path.as_ref().map_or(0, |path| text(path)));
        list(links.chain(files))
    }

    /// Returns the fingerprint of what the recommendations of a page say, with all they refer to; 0 where there are none.
    fn marks(&self, id: PageId) -> Fingerprint {
        let (page, marks) = (self.site.page(id), Marks::of(self.site.page(id)));
        if marks.all().is_empty() {
            return 0;
        }
        let images = || list(page.document.body.images.iter().flat_map(|image| [text(&image.alt), text(&image.title)]));
        let referred = if marks.has_holes() { combine(self.links(page), images()) } else { 0 };
        combine(combine(marks.words(), self.addressed(page)), referred).max(1)
    }

    /// Returns the fingerprint of what the recommendations of a page are wordings of, and to whom they are addressed.
    fn addressed(&self, page: &SitePage) -> Fingerprint {
        let standing = page.standing.iter().map(|id| id.map_or(0, |id| self.path(id)));
        let named = page.named_states.iter().map(|states| list(states.iter().map(|state| u64::from(state.0))));
        let bodies =
            page.named_bodies.iter().map(|named| list(named.iter().map(|at| text(&self.site.data.bodies[*at].id))));
        list(standing.chain(named).chain(bodies))
    }

    /// Returns the parts that are pages, their places and their recommendations.
    fn pages(&self) -> Parts {
        let ids = (0..self.site.pages.len() as u32).into_par_iter().map(PageId);
        let of = |id| {
            let marks = Some(self.marks(id)).filter(|marks| *marks != 0);
            let all = [(self.seen.read_of(id), self.page(id)), (self.seen.read_of_place(id), self.place(id))];
            all.into_iter().chain(marks.map(|marks| (self.seen.read_of_marks(id), marks)))
        };
        ids.flat_map_iter(of).collect()
    }

    /// Returns the parts that are lists of pages.
    fn lists(&self) -> Vec<(Read, Fingerprint)> {
        let (site, data) = (self.site, &self.site.data);
        let is_built_in = |folder: &str| site.kinds.of_folder(folder).is_none_or(|kind| kind.collection().is_none());
        let built_in = site.lists().filter(|(folder, ..)| is_built_in(folder));
        let mut parts: Vec<(Read, Fingerprint)> =
            built_in.map(|(kind, lang, pages)| (Read::list(kind, lang), self.pages_of(pages))).collect();
        parts.extend(site.by_state.iter().map(|(state, pages)| (Read::state(*state), self.pages_of(pages))));
        let session = |at: usize| Read::session(&data.sessions[at].id);
        parts.extend(site.by_session.iter().map(|(at, pages)| (session(*at), self.pages_of(pages))));
        let body = |at: usize| Read::body(&data.bodies[at].id);
        parts.extend(site.by_body.iter().map(|(at, pages)| (body(*at), self.pages_of(pages))));
        let text = |(kind, id): &(&'static str, String)| Read::own_text(kind, id);
        parts.extend(site.own_texts.iter().map(|(of, page)| (text(of), self.listed(*page))));
        let term = |at: usize| Read::term(&data.terms[at].key);
        parts.extend(site.by_term.iter().map(|(at, pages)| (term(*at), self.pages_of(pages))));
        parts.extend(self.titles());
        parts.extend(self.orders());
        parts.extend(self.standing());
        parts.extend(self.branches());
        let named = self.seen.pages_of_menus();
        parts.push((Read::menus(), list(named.iter().map(|id| id.map_or(0, |id| self.listed(id))))));
        parts
    }

    /// Returns on the pages of which states, topics and instruments something stands, in which language.
    fn standing(&self) -> impl Iterator<Item = (Read, Fingerprint)> {
        let site = self.site;
        site.config.languages.iter().flat_map(move |lang| {
            let states = StateId::all().filter(move |state| site.state_stands(*state, lang));
            let states = states.map(move |state| (Read::stands("state", state.info().code, lang), 1));
            let instruments = (0..site.data.instruments.len()).filter(move |at| site.instrument_stands(*at, lang));
            let topics = (0..site.data.terms.len()).filter(move |at| site.term_stands(*at, lang));
            states
                .chain(topics.map(move |at| (Read::stands("topic", &site.data.terms[at].key, lang), 1)))
                .chain(instruments.map(move |at| (Read::stands("instrument", &site.data.instruments[at].id, lang), 1)))
        })
    }

    /// Returns the pages of collections as they are listed; 0 for a list of none.
    fn orders(&self) -> impl Iterator<Item = (Read, Fingerprint)> {
        self.seen.orders().filter(|(_, _, order)| !order.pages.is_empty()).map(|(folder, lang, order)| {
            let coming = order.coming.map_or(0, |count| count as u64 + 1);
            (Read::list(folder, lang), combine(self.pages_of(&order.pages), coming))
        })
    }

    /// Returns the plain pages below others, as menus list them.
    fn branches(&self) -> impl Iterator<Item = (Read, Fingerprint)> {
        let of = |(lang, id, branch): (&str, &str, &Branch)| {
            let top = branch.top.map_or(0, |top| self.listed(top));
            (Read::branch(id, lang), combine(top, self.pages_of(&branch.below)))
        };
        self.seen.branches().map(of)
    }

    /// Returns the standing recommendations in each language, as they are listed.
    fn titles(&self) -> impl Iterator<Item = (Read, Fingerprint)> {
        self.seen.titles().iter().zip(0..).map(|(pages, lang)| (Read::titles(lang), self.pages_of(pages)))
    }

    /// Returns the parts that are what is asked of whom.
    fn asked(&self, snapshot: &Snapshot) -> Vec<(Read, Fingerprint)> {
        let (site, asked) = (self.site, &self.site.asked);
        let session = |at: Option<usize>| at.map(|at| site.data.sessions[at].id.as_str());
        // Most rows say the same as one before them, and are made of the same.
        let distinct: Vec<_> = asked.distinct().collect();
        let row = |ask: &crate::model::Ask<'_>| {
            let identity = snapshot.entities.row_identity(ask.number);
            let standing = ask.standing.map_or(0, |id| self.listed(id));
            let said = ask.places.iter().map(|place| self.mark(place.mark));
            (Read::row(identity), combine(combine(identity, standing), list(said)))
        };
        let rows: Vec<(Read, Fingerprint)> = distinct.par_iter().map(row).collect();
        let of_row = |number: u32| {
            let at = distinct.binary_search_by_key(&asked.alike(number), |ask| ask.number);
            at.map_or(0, |at| rows[at].1)
        };
        let of_one = |(at, state): (Option<usize>, StateId)| {
            (Read::asked(session(at), state), list(asked.rows(at, state).map(|ask| of_row(ask.number))))
        };
        let pairs: Vec<(Option<usize>, StateId)> = asked.pairs().collect();
        let mut parts: Vec<(Read, Fingerprint)> = pairs.into_par_iter().map(of_one).collect();
        let sessions = |state: StateId| list(asked.sessions_of(state).iter().map(|at| told(&session(*at))));
        parts.extend(asked.states().map(|state| (Read::asked_anywhere(state), sessions(state))));
        let sheets = |at: usize| list(asked.sheets(at).iter().map(|state| u64::from(state.0)));
        parts.extend(site.data.sessions.iter().enumerate().map(|(at, of)| (Read::sheets(&of.id), sheets(at))));
        parts.extend(rows.iter().copied());
        let of_body = |at: usize| {
            list(asked.of_body(at).iter().map(|row| {
                let standing = row.standing.map_or(0, |id| self.listed(id));
                combine(standing, list(row.marks.iter().map(|mark| self.mark(*mark))))
            }))
        };
        parts.extend(asked.bodies().map(|at| (Read::asked_of_body(&site.data.bodies[at].id), of_body(at))));
        let wordings = |id: PageId| list(asked.wordings(id).iter().map(|mark| self.mark(*mark)));
        parts.extend(asked.worded().map(|id| (Read::wordings(self.seen.read_of(id)), wordings(id))));
        parts
    }

    /// Returns the fingerprint of a mark: where it stands in which language.
    fn mark(&self, number: u32) -> Fingerprint {
        let mark = self.site.asked.mark(number);
        let at = |wording: &Wording| combine(self.path(wording.page), wording.index as u64);
        combine(self.listed(mark.page), list(mark.wordings().iter().map(at)))
    }

    /// Returns the parts of which there is one, and the files.
    fn whole(&self) -> Vec<(Read, Fingerprint)> {
        let site = self.site;
        let file = |file: &FileUse| {
            let known = (&file.route, file.length, file.width, file.height);
            told(&(known, &file.original, &file.carried, &file.misnamed))
        };
        let files = site.files.iter().map(|(path, used)| (Read::file(path), file(used)));
        let settings = told(&(&*site.config, site.kinds.fingerprint(), site.shows_drafts));
        let data = told(&(&site.data.bodies, &site.data.sessions, &site.data.terms, &site.data.instruments));
        let parts = [(Read::settings(), settings), (Read::data(), data), self.today(), self.banner(), self.uses()];
        files.chain(parts).chain(self.facts()).collect()
    }

    /// Returns whether the announcement is shown.
    fn banner(&self) -> (Read, Fingerprint) {
        (Read::banner(), u64::from(self.seen.shows_banner()))
    }

    /// Returns what the texts use.
    fn uses(&self) -> (Read, Fingerprint) {
        (Read::uses(), told(&self.seen.uses))
    }

    /// Returns the day of the build.
    fn today(&self) -> (Read, Fingerprint) {
        (Read::today(), told(&self.seen.today_unseen()))
    }

    /// Returns the parts that are what is recorded, by state and by instrument.
    fn facts(&self) -> Vec<(Read, Fingerprint)> {
        let data = &self.site.data;
        let mut states: BTreeMap<StateId, Fingerprint> = BTreeMap::new();
        let mut instruments = vec![1; data.instruments.len()];
        for ((at, state), record) in &data.records {
            let record = combine(text(&data.instruments[*at].id), told(record));
            let known = states.entry(*state).or_insert(1);
            *known = combine(*known, record);
            instruments[*at] = combine(instruments[*at], combine(u64::from(state.0), record));
        }
        for (state, known) in &data.focal_points {
            let all = states.entry(*state).or_insert(1);
            *all = combine(all.wrapping_add(1), told(known));
        }
        let of_states = states.into_iter().map(|(state, facts)| (Read::facts(state), facts));
        let on_instruments = data.instruments.iter().zip(instruments).map(|(of, facts)| (Read::records(&of.id), facts));
        of_states.chain(on_instruments).collect()
    }
}
