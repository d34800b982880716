//! A build that goes on from what the last one remembered, in memory: also where that was broken off or files were lost.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use demarche::engine::{Memory, Outcome, Store};
use demarche::plan::Target;
use demarche::route::OutPath;
use demarche::track::{Fingerprint, Trace};
use demarche::{Error, Sink};

use super::edits::Dice;
use super::site;
use crate::site_test::{Built, SiteTest};

/// Facts, each with the HTML of the body.
#[derive(Default)]
struct Kept(Mutex<BTreeMap<Fingerprint, (Vec<u8>, String)>>);

impl demarche::parse::Shelf for Kept {
    fn prose(&self, key: Fingerprint) -> Option<String> {
        Some(self.0.lock().expect("no test panics in here").get(&key)?.1.clone())
    }
}

/// An output, and what the last build remembers of how it was made.
#[derive(Default)]
pub(super) struct Shelf {
    files: BTreeMap<String, Vec<u8>>,
    memory: Option<Vec<u8>>,
    /// The facts of files that builds have handed out.
    facts: Arc<Kept>,
    /// How many of these were asked for and found.
    pub(super) known: AtomicUsize,
    /// How many files were kept and made by builds that were done.
    pub(super) kept: usize,
    pub(super) made: usize,
    /// How many builds asked only what was made of the edited texts and layouts.
    pub(super) short: usize,
    /// The files that the last of them has made.
    last: Vec<String>,
}

/// A build in progress.
struct Work<'a> {
    shelf: &'a Shelf,
    made: Mutex<BTreeMap<String, Vec<u8>>>,
    kept: Mutex<BTreeMap<String, Vec<u8>>>,
    /// After how many files the build is broken off.
    limit: usize,
}

impl Sink for Work<'_> {
    fn put(&self, target: &Target, bytes: &[u8], _: Trace) -> Result<(), Error> {
        let mut made = self.made.lock().expect("no test panics in here");
        if made.len() == self.limit {
            return Err(Error::new("broken off".to_owned()));
        }
        assert!(made.insert(target.route.to_string(), bytes.to_vec()).is_none(), "{} was made twice", target.route);
        Ok(())
    }
}

impl Store for Work<'_> {
    fn stand(&self, routes: &[&OutPath]) -> Vec<bool> {
        routes.iter().map(|route| self.shelf.files.contains_key(route.as_str())).collect()
    }

    fn keep(&self, route: &OutPath) -> Result<(), Error> {
        let bytes = self.shelf.files[route.as_str()].clone();
        self.kept.lock().expect("no test panics in here").insert(route.to_string(), bytes);
        Ok(())
    }

    fn facts(&self, key: Fingerprint) -> Option<Vec<u8>> {
        let found =
            self.shelf.facts.0.lock().expect("no test panics in here").get(&key).map(|(facts, _)| facts.clone());
        self.shelf.known.fetch_add(usize::from(found.is_some()), Ordering::Relaxed);
        found
    }

    fn keep_facts(&self, key: Fingerprint, facts: &[u8], prose: &str) -> bool {
        let kept = (facts.to_vec(), prose.to_owned());
        let before = self.shelf.facts.0.lock().expect("no test panics in here").insert(key, kept);
        assert!(before.is_none(), "facts that are kept are handed out once more");
        true
    }

    fn shelf(&self) -> Option<Arc<dyn demarche::parse::Shelf>> {
        Some(Arc::clone(&self.shelf.facts) as Arc<dyn demarche::parse::Shelf>)
    }
}

/// Returns what is remembered in some bytes.
fn read(bytes: &[u8]) -> Option<Memory> {
    Memory::read(&mut &bytes[..], bytes.len() as u64)
}

impl Shelf {
    /// Builds a site on what stands, unless it is broken off after so many files; then all is as it was.
    fn build(&mut self, site: &SiteTest, limit: usize) -> Option<Outcome> {
        let work = Work { shelf: self, made: Mutex::default(), kept: Mutex::default(), limit };
        let memory = self.memory.as_ref().map(|bytes| read(bytes).expect("it was written whole"));
        let mut memory = memory.unwrap_or_default();
        memory.forget_missing(&work);
        let known = memory.size();
        let outcome = site.build_again(&mut memory, &work).ok()?;
        let lock = "no test panics in there";
        let (made, mut files) = (work.made.into_inner().expect(lock), work.kept.into_inner().expect(lock));
        if outcome.is_good() {
            self.short += usize::from(memory.asked() < known / 2);
            self.kept += files.len();
            self.made += made.len();
            self.last = made.keys().cloned().collect();
            files.extend(made);
            self.files = files;
            let bytes = self.memory.insert(Vec::new());
            memory.write(bytes).expect("a list takes all");
        }
        Some(outcome)
    }

    /// Builds a site on what stands; returns how many pictures for mails were made anew.
    pub(super) fn made_pictures(&mut self, site: &SiteTest) -> usize {
        let outcome = self.build(site, usize::MAX).expect("nothing breaks it off");
        assert!(outcome.is_good(), "{:?}", outcome.diagnostics);
        self.last.iter().filter(|route| route.starts_with("assets/mail/")).count()
    }

    /// Loses the files whose path begins so.
    pub(super) fn lose(&mut self, start: &str) {
        self.files.retain(|route, _| !route.starts_with(start));
    }

    /// Fails unless a build, perhaps after one that was broken off, gives what a build from nothing has given.
    #[track_caller]
    pub(super) fn assert_same(&mut self, site: &SiteTest, clean: &Built, dice: &mut Dice, tell: &dyn Fn() -> String) {
        match dice.roll(8) {
            0 => _ = self.build(site, dice.roll(20)),
            1 => {
                // Somebody has deleted a file, or altered it, which the store knows.
                let lost = self.files.keys().nth(dice.roll(self.files.len().max(1))).cloned();
                lost.map(|lost| self.files.remove(&lost));
            }
            _ => {}
        }
        let outcome = self.build(site, usize::MAX).expect("nothing breaks it off");
        assert_eq!(outcome.diagnostics, clean.diagnostics, "{}", tell());
        if outcome.is_good() {
            let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&self.files), names(&clean.files), "{}", tell());
            for (route, bytes) in &self.files {
                assert!(*bytes == clean.files[route], "{route} is stale, remembered {}", tell());
            }
        }
    }
}

#[test]
fn next_build_makes_what_the_edit_changes_and_keeps_the_rest() {
    let made_by = |path: &str, from: &str, to: &str| {
        let mut shelf = Shelf::default();
        shelf.build(&site(), usize::MAX).expect("nothing breaks it off");
        let all = shelf.made;
        assert_eq!(all, shelf.files.len());
        let edited = site().replace(path, from, to);
        shelf.build(&edited, usize::MAX).expect("nothing breaks it off");
        assert_eq!(shelf.made - all + shelf.kept, shelf.files.len());
        shelf.made - all
    };
    // Copies ask nothing and are made always.
    let copies = made_by("content/pages/plan.md", "title: Plan", "title: Plan");
    let settings = "content/site.yaml";
    assert_eq!(made_by("content/pages/plan.md", "title: Plan", "extra: {unread: 1}\ntitle: Plan"), copies);
    assert_eq!(made_by("content/pages/plan.md", "See", "Do see"), copies + 1, "the page");
    let (before, after) = (site().build(), site().replace(settings, "per_page: 2", "per_page: 1").build());
    let others = after.files.iter().filter(|(route, bytes)| before.files.get(*route) != Some(bytes)).count();
    let made = made_by(settings, "per_page: 2", "per_page: 1") - copies;
    assert_eq!(made, others + 1, "pagers, old and new, and the sitemap, which asks for the whole plan");
}

#[test]
fn build_goes_on_while_somebody_holds_what_the_last_one_has_made() {
    let mut shelf = Shelf::default();
    let mut memory = Memory::default();
    let letter = "---\ntitle: New\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n";
    let edited = site().replace("content/pages/plan.md", "See", "Do see").file("content/letters/new.md", letter);
    let mut held = Vec::new();
    for site in [site(), edited] {
        let work = Work { shelf: &shelf, made: Mutex::default(), kept: Mutex::default(), limit: usize::MAX };
        held.push(site.build_again(&mut memory, &work).expect("nothing breaks it off"));
        let (made, mut files) = (work.made.into_inner().expect("as above"), work.kept.into_inner().expect("as above"));
        files.extend(made);
        assert_eq!(files, site.build().files);
        shelf.files = files;
    }
}

#[test]
fn next_build_parses_what_was_edited_and_all_under_other_settings() {
    let settings = "content/site.yaml";
    let raw = |site: SiteTest| site.replace(settings, "per_page: 2", "per_page: 2\nunsafe_html: true");
    let marked = site().replace("content/pages/plan.md", "See", "See <mark>this</mark> and");
    let mut shelf = Shelf::default();
    let mut found = |site: &SiteTest| {
        let before = shelf.known.load(Ordering::Relaxed);
        let outcome = shelf.build(site, usize::MAX).expect("nothing breaks it off");
        let clean = site.build();
        assert_eq!(outcome.diagnostics, clean.diagnostics);
        assert_eq!(shelf.files, clean.files);
        shelf.known.load(Ordering::Relaxed) - before
    };
    assert_eq!(found(&raw(marked.clone())), 0, "the first build");
    let all = found(&raw(marked.clone()));
    assert!(all > 5, "{all} files were known");
    let edited = raw(marked.clone()).replace("content/pages/plan.md", "See", "Do see");
    assert_eq!(found(&edited), all - 1, "all but the one that was edited");
    // The words of one and the same file come out otherwise.
    assert_eq!(found(&marked), 1, "other settings: all but the data");
}

#[test]
fn memory_of_something_else_is_none() {
    assert!(read(b"").is_none());
    assert!(read(b"demarche cache").is_none());
}
