//! Checks: what is looked at once the site and its plan are complete.
//!
//! A check is one file here and its line in [`CHECKS`].

mod addresses;
mod collections;
mod embargoed;
mod embeds;
mod file_names;
mod layouts;
mod looks;
mod made;
mod mail;
mod menus;
mod redirects;
mod security;
mod statistics;
mod words;

use std::cell::{Cell, OnceCell};

use crate::config::Translated;
use crate::diag::{Candidates, Diagnostic, mistakes};
use crate::model::{Site, SitePage};
use crate::plan::Plan;
use crate::render::Layouts;

pub use made::MadeAddresses;

/// All checks.
pub static CHECKS: [&dyn Check; 13] = [
    &addresses::Addresses,
    &layouts::LayoutAddresses,
    &collections::Collections,
    &menus::MenuEntries,
    &words::Words,
    &redirects::Redirects,
    &embargoed::Embargoed,
    &security::SecurityText,
    &statistics::Told,
    &embeds::Embeds,
    &file_names::FileNames,
    &looks::LooksOfSite,
    &mail::Mails,
];

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct CheckCx<'a> {
    /// The site.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
    /// The layouts.
    pub layouts: &'a Layouts,
    /// What addresses that lead nowhere may have been meant for.
    pub similar: &'a Similar<'a>,
}

/// Something that is checked on a whole site.
pub trait Check: Sync {
    /// Returns the name.
    fn name(&self) -> &'static str;

    /// Adds what is wrong with the whole.
    fn run(&self, _: CheckCx<'_>, _: &mut Vec<Diagnostic>) {}

    /// Adds what is wrong with one page, as far as it is told by the page, the settings, the plan and the anchors of
    /// other pages: what the text of a page can change.
    fn run_page(&self, _: CheckCx<'_>, _: &SitePage, _: &mut Vec<Diagnostic>) {}
}

/// Runs all checks.
pub fn check_site(cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check.run(cx, diagnostics);
        cx.site.pages.iter().for_each(|page| check.run_page(cx, page, diagnostics));
    }
}

/// How many addresses that lead nowhere a site says what they may have been meant for: each is compared with all.
const HINTS_LIMIT: usize = 200;

/// What addresses that lead nowhere may have been meant for.
pub struct Similar<'a> {
    plan: &'a Plan,
    addresses: OnceCell<Candidates<'static>>,
    told: Cell<usize>,
}

impl<'a> Similar<'a> {
    /// Returns the addresses of all targets.
    pub fn of(plan: &'a Plan) -> Similar<'a> {
        Similar { plan, addresses: OnceCell::new(), told: Cell::new(0) }
    }

    /// Returns a hint at a similar address, for the first that ask.
    fn hint(&self, path: &str) -> Option<String> {
        let targets = &self.plan.targets;
        let addresses = || Candidates::of(targets.iter().map(|target| target.route.url()));
        let told = self.told.replace(self.told.get() + 1);
        let addresses = (told < HINTS_LIMIT).then(|| self.addresses.get_or_init(addresses))?;
        addresses.closest(path).map(|at| format!("did you mean `{}`?", targets[at].route.url()))
    }
}

impl CheckCx<'_> {
    /// Returns a hint at what an address may have been meant for, at which nothing stands.
    fn hint(&self, path: &str) -> Option<String> {
        let listed = self.site.place_in_list(path);
        let listed = listed
            .map(|(name, place)| format!("nothing stands on a page on {name}: its place in the list is `{place}`"));
        listed.or_else(|| self.similar.hint(path))
    }

    /// Reports words in languages that the site does not have, and languages that they lack.
    fn check_words(&self, words: &Translated, place: &str, diagnostics: &mut Vec<Diagnostic>) {
        let config = &self.site.config;
        self.check_languages(words, place, diagnostics);
        if matches!(words, Translated::By(_)) {
            for lang in config.languages.iter().filter(|lang| !words.languages().any(|known| known == *lang)) {
                diagnostics.push(mistakes::words_lack_language(config.value_span(place), lang, &config.language));
            }
        }
    }

    /// Reports words in languages that the site does not have.
    fn check_languages(&self, words: &Translated, place: &str, diagnostics: &mut Vec<Diagnostic>) {
        let config = &self.site.config;
        for lang in words.languages().filter(|lang| !config.languages.iter().any(|known| known == lang)) {
            let span = config.key_span(&format!("{place}.{lang}"));
            diagnostics.push(mistakes::words_in_no_language(span, lang, &config.languages));
        }
    }
}

/// Returns an address without what follows its path.
fn without_fragment(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}
