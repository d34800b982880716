//! What goes from one snapshot to the next, and what is forgotten on the way.
//!
//! A new snapshot takes over the numbers, the values and the rendered partials of the one before. Values that were made of a
//! part of the site which is another now are forgotten, to be made anew when they are asked for; which partials are, the engine
//! says, who knows what they asked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use minijinja::Value;
use rayon::prelude::*;

use super::entity::Entities;
use super::fields::Fields;
use super::ids::Ids;
use super::observed::Observed;
use super::partial::Partials;
use super::parts::{self, Parts};
use super::piece::PieceId;
use super::read::{Read, Reads};
use super::recording::{self, MadeOf};
use super::subject::target_identity;
use super::{Layouts, Snapshot, handle};
use crate::model::{PageId, Site};
use crate::plan::Plan;
use crate::track::{Fingerprint, Question, combine};

/// What goes from one snapshot to the next.
#[derive(Debug, Default)]
pub struct Kept {
    ids: Ids,
    handles: Vec<Value>,
    values: Vec<OnceLock<Box<Fields>>>,
    partials: Partials,
    parts: Parts,
    /// The parts that are others than when the engine has asked last, if that is known.
    others: Option<Reads>,
    /// The languages of the site: entities are told apart by the places of these. None before there is a site.
    languages: Vec<String>,
}

impl Kept {
    /// Returns what another process has left of a site in these languages: numbers alone.
    pub fn of_numbers(ids: Ids, languages: Vec<String>) -> Kept {
        Kept { ids, languages, ..Kept::default() }
    }
}

/// Returns a number that was not given before.
fn next_edition() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

impl Snapshot {
    /// Returns a snapshot of a site with its plan and layouts, which takes over what an earlier one has left; `observed` says
    /// whether its answers and partials keep what they were made of.
    pub fn new(site: Arc<Site>, plan: Arc<Plan>, layouts: Arc<Layouts>, observed: bool, kept: Kept) -> Snapshot {
        let fits = kept.languages.is_empty() || kept.languages == site.config.languages;
        let kept = if fits { kept } else { Kept::default() };
        let Kept { mut ids, mut handles, mut values, mut partials, parts: before, others, .. } = kept;
        let seen = Observed::new(site);
        let entities = Entities::new(&seen, &plan, &mut ids);
        let template_ids: std::collections::BTreeMap<String, u32> =
            layouts.templates.keys().map(|name| (name.clone(), ids.layout(name))).collect();
        let whole = ids.number(combine(0x500, 0));
        let langs = seen.config().languages.len();
        partials.fit((langs, ids.len()), layouts.templates.keys().map(String::as_str), &mut ids);
        handles.extend((handles.len()..ids.len()).map(|number| handle::handle(number as u32)));
        values.resize_with(ids.len(), OnceLock::new);
        let target_names = plan.targets.par_iter().map(|target| target_identity(&seen, target)).collect();
        let mut snapshot = Snapshot {
            strings: seen.config().languages.iter().map(|lang| layouts.strings(lang)).collect(),
            template_names: template_ids.iter().map(|(name, number)| (*number, name.clone())).collect(),
            ids: Mutex::new(ids),
            parts: Parts::default(),
            others,
            site: seen,
            plan,
            layouts,
            entities,
            handles,
            values,
            whole,
            template_ids,
            target_names,
            partials,
            observed,
            edition: next_edition(),
        };
        if observed {
            snapshot.parts = parts::parts_of(&snapshot);
            snapshot.forget_since(&before);
        }
        snapshot
    }

    /// Returns what the next snapshot takes over, and the rest for whoever has time to let it go.
    pub fn into_kept(self) -> (Kept, impl Send) {
        let languages = self.languages().to_vec();
        let Snapshot { ids, handles, values, partials, parts, others, site, plan, entities, .. } = self;
        let ids = ids.into_inner().unwrap_or_else(PoisonError::into_inner);
        (Kept { ids, handles, values, partials, parts, others, languages }, (site, plan, entities))
    }

    /// Returns a snapshot of the same that has taken over nothing but numbers.
    pub fn afresh(&self) -> Snapshot {
        let (site, plan, layouts) = (Arc::clone(self.site()), Arc::clone(&self.plan), Arc::clone(&self.layouts));
        Snapshot::new(site, plan, layouts, self.observed, Kept::of_numbers(self.ids(), self.languages().to_vec()))
    }

    /// Forgets the values that were made of parts which were others before.
    fn forget_since(&mut self, before: &Parts) {
        // Settings are not noted, for there is hardly an answer without an address in it.
        if before.get(&Read::settings()) != self.parts.get(&Read::settings()) {
            self.values.fill_with(OnceLock::new);
            self.others = None;
            return;
        }
        let other = |(read, known): (&Read, &Fingerprint)| (self.parts.get(read) != Some(known)).then_some(*read);
        let new = self.parts.par_iter().filter(|(read, _)| !before.contains_key(read)).map(|(read, _)| *read);
        let others: Reads = before.par_iter().filter_map(other).chain(new).map(|read| (read, ())).collect();
        self.note_others(others);
    }

    /// Forgets the values that were made of one of these parts, and those of what is not there any more.
    fn forget_made_of(&mut self, reads: &Reads) {
        let entities = &self.entities;
        self.values.par_iter_mut().zip(0..entities.limit()).for_each(|(values, number)| {
            let is_stale = |values: &Fields| values.is_made_of(reads) || entities.find(number).is_none();
            if values.get().is_some_and(|values| is_stale(values)) {
                *values = OnceLock::new();
            }
        });
    }

    /// Returns the numbers of all subjects, as they are now.
    pub fn ids(&self) -> Ids {
        self.ids.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives back the numbers of subjects that are not there and about which nobody asks; forgets all partials, for some that
    /// nobody shows may have asked about these.
    pub fn free(&mut self, numbers: &[u32]) {
        self.ids.get_mut().unwrap_or_else(PoisonError::into_inner).free(numbers);
        self.partials.forget_all();
    }

    /// Returns a number that no other snapshot has, nor this one before or after an edit.
    pub(in crate::render) fn edition(&self) -> u64 {
        self.edition
    }

    /// Returns the fingerprint of the answer to a question, and what the answer was made of.
    pub fn answer(&self, question: Question) -> (Fingerprint, MadeOf) {
        recording::recorded(|| self.fingerprint(question))
    }

    /// Returns the fingerprint of a part of the site, 0 for one that is not there; in a snapshot that is observed.
    pub fn part(&self, read: Read) -> Fingerprint {
        self.parts.get(&read).copied().unwrap_or(0)
    }

    /// Takes the site out, for its update; nothing where somebody else holds it. Until one is put back there is none to see.
    pub fn take_site(&mut self) -> Option<Site> {
        self.site.take()
    }

    /// Tells whether a site with this plan and these layouts has the same entities, if its pages do.
    pub fn fits(&self, plan: &Plan, layouts: &Layouts) -> bool {
        (std::ptr::eq(&*self.plan, plan) || self.plan.targets == plan.targets)
            && self.layouts.templates.keys().eq(layouts.templates.keys())
    }

    /// Puts the site back in, of which these pages are others, and takes the layouts as they are now.
    pub fn put_back(&mut self, site: Site, layouts: Arc<Layouts>, pages: &[PageId]) {
        self.site.put_back(site);
        self.strings = self.languages().iter().map(|lang| layouts.strings(lang)).collect();
        self.layouts = layouts;
        self.edition = next_edition();
        let mut others = Reads::default();
        for (read, fingerprint) in parts::parts_of_pages(self, pages) {
            if self.parts.insert(read, fingerprint) != Some(fingerprint) {
                others.insert(read, ());
            }
        }
        self.note_others(others);
    }

    /// Forgets what was made of parts that are others now, and notes these for the engine.
    fn note_others(&mut self, others: Reads) {
        self.forget_made_of(&others);
        if let Some(known) = &mut self.others {
            known.extend(others);
        }
    }

    /// Returns the parts that are others than when this was last asked for; none where more may be another.
    pub fn take_others(&mut self) -> Option<Vec<Read>> {
        self.others.replace(Reads::default()).map(|others| others.into_keys().collect())
    }

    /// Forgets the partial that is a subject, so that it is rendered anew.
    pub fn forget_partial(&mut self, subject: u64) {
        if let Some(piece) = PieceId::of_subject(subject) {
            self.partials.forget(piece);
        }
    }

    /// Returns the site, for who is no layout.
    pub fn site(&self) -> &Arc<Site> {
        self.site.unseen()
    }

    /// Returns the plan, for who is no layout.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }
}
