//! Translations: a page and its translations are one page, so what they say of one thing is compared.
//!
//! Takes all pages, hidden ones included; reports a translation that the public sees while the page itself is held back,
//! and keys of which each language says something else. What a translation does not write it has of the page itself (`parse/inherited.rs`).

use std::sync::Arc;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::asked::Mark;
use super::{Site, SitePage};
use crate::config::Config;
use crate::content::Page;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::moment::Moment;
use crate::parse::{Document, FrontMatter};

/// Reports what pages and their translations contradict each other in, at an instant.
pub(super) fn check_translations(
    pages: &[Arc<Page>],
    config: &Config,
    now: Timestamp,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if config.languages.len() < 2 {
        return;
    }
    let mut groups: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for page in pages {
        groups.entry(&page.document.id).or_default().push(&page.document);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|document| {
            let place = config.languages.iter().position(|lang| *lang == document.lang);
            (document.lang != config.language, place, document.path.clone())
        });
        let (original, translations) = (group[0], &group[1..]);
        for translation in translations.iter().filter(|translation| translation.lang != original.lang) {
            let pair = Pair { original, translation, config };
            pair.check_release(now, diagnostics);
            pair.check_keys(diagnostics);
        }
    }
}

/// A page and one of its translations.
struct Pair<'a> {
    original: &'a Document,
    translation: &'a Document,
    config: &'a Config,
}

impl Pair<'_> {
    /// Reports a translation that is public before the page itself, or that comes or goes at another time.
    fn check_release(&self, now: Timestamp, diagnostics: &mut Vec<Diagnostic>) {
        let Pair { original, translation, config } = self;
        let (own, other) = (&original.front, &translation.front);
        // A translation in the making says nothing of the page.
        if other.draft {
            return;
        }
        if own.draft {
            if !other.keys.contains(&"draft") {
                let span = place_of(translation, "draft");
                diagnostics.push(mistakes::translation_leaks(
                    span,
                    "a draft",
                    place_of(original, "draft"),
                    "draft: true",
                ));
            }
            return;
        }
        let [first, second] = [own, other].map(|front| Release::of(front, config));
        let spans = |key| (place_of(translation, key), place_of(original, key));
        if first.from > now && second.from < first.from && first.until > now {
            let until = format!("under embargo until {}", written(own.embargo, &config.time_zone));
            let (span, held) = spans("embargo");
            let line = format!("embargo: {}", written(own.embargo, &config.time_zone));
            diagnostics.push(mistakes::translation_leaks(span, &until, held, &line));
        }
        // One of another time of expiry is told of below.
        if first.from <= now && translation.loses_by("embargo") {
            diagnostics
                .push(mistakes::translation_apart(place_of(translation, "embargo"), place_of(original, "embargo")));
        }
        if second.from > now && second.from > first.from {
            let until = written(other.embargo, &config.time_zone);
            let message = format!("the translation is under embargo until {until}, longer than the page itself");
            let (span, held) = spans("embargo");
            let hint = format!("if the page itself is to wait as long, write `embargo: {until}` there too");
            diagnostics.push(mistakes::translation_at_another_time(span, message, held, hint));
        }
        if first.until != second.until {
            let (span, held) = spans("expires");
            let earlier = if first.until < second.until { own.expires } else { other.expires };
            let hint = format!("write `expires: {}` in both", written(earlier, &config.time_zone));
            let message = "the translation expires at another time than the page itself".to_owned();
            diagnostics.push(mistakes::translation_at_another_time(span, message, held, hint));
        }
    }

    /// Reports keys of which each of the two says something else.
    fn check_keys(&self, diagnostics: &mut Vec<Diagnostic>) {
        let (own, other) = (&self.original.front, &self.translation.front);
        let zone = &self.config.time_zone;
        let instant = |front: &FrontMatter| front.date.map(|date| date.instant(zone));
        // Without these, a page speaks to others than with them.
        self.check_key("applies", own.applies != other.applies, true, diagnostics);
        self.check_key("scope", own.scope != other.scope, true, diagnostics);
        self.check_key("states", set(&own.states) != set(&other.states), true, diagnostics);
        self.check_key("to", set(&own.to) != set(&other.to), true, diagnostics);
        self.check_key("type", own.kind != other.kind, false, diagnostics);
        self.check_key("date", instant(own) != instant(other), false, diagnostics);
        self.check_key("session", own.session != other.session, false, diagnostics);
        self.check_key("state", own.state != other.state, false, diagnostics);
        self.check_key("number", own.number != other.number, false, diagnostics);
        for taxonomy in self.config.taxonomy_ids() {
            let differs = set(own.terms_of(taxonomy)) != set(other.terms_of(taxonomy));
            self.check_key(taxonomy, differs, false, diagnostics);
        }
        self.check_key("instruments", set(&own.instruments) != set(&other.instruments), false, diagnostics);
    }

    /// Reports a key that differs; where the translation alone writes it, only if that matters.
    fn check_key(&self, key: &'static str, differs: bool, lack_matters: bool, diagnostics: &mut Vec<Diagnostic>) {
        let is_unread = self.original.front.keys.is_empty() || self.original.front.misspelt.contains(&key);
        if !differs || is_unread || !self.translation.front.keys.contains(&key) {
            return;
        }
        let (span, held) = (place_of(self.translation, key), place_of(self.original, key));
        match self.original.front.keys.contains(&key) {
            true => diagnostics.push(mistakes::translation_differs(span, key, held)),
            false if lack_matters => diagnostics.push(mistakes::said_in_translation_alone(held, key, span)),
            false => {}
        }
    }
}

/// From when until when the public sees a page.
struct Release {
    from: Timestamp,
    until: Timestamp,
}

impl Release {
    /// Returns what front matter says of it.
    fn of(front: &FrontMatter, config: &Config) -> Release {
        let instant = |moment: Moment| moment.instant(&config.time_zone);
        Release {
            from: front.embargo.map_or(Timestamp::MIN, instant),
            until: front.expires.map_or(Timestamp::MAX, instant),
        }
    }
}

/// Returns the place of a key's value, or of the first line where it is not written.
fn place_of(document: &Document, key: &'static str) -> Span {
    match document.front.keys.contains(&key) {
        true => document.value_span(key),
        false => document.span(0..3),
    }
}

/// Returns a moment as it is written in front matter.
fn written(moment: Option<Moment>, zone: &TimeZone) -> String {
    moment.map_or_else(String::new, |moment| moment.iso(zone))
}

/// Returns a list without order and doubles.
fn set(list: &[String]) -> BTreeSet<&str> {
    list.iter().map(String::as_str).collect()
}

/// Reports marks that name other states in a translation, or that stand in a translation alone.
pub(super) fn check_marks(site: &Site, marks: &[Mark], diagnostics: &mut Vec<Diagnostic>) {
    for mark in marks.iter().filter(|mark| !site.page(mark.page).translations.is_empty()) {
        let [first, others @ ..] = mark.wordings() else { continue };
        let page = site.page(first.page);
        if first.page != mark.page {
            let original = place_of(&site.page(mark.page).document, "");
            let id = &page.document.body.recommendations[first.index].marker.id;
            diagnostics.push(mistakes::mark_in_translation_alone(span_of_mark(page, first.index), id, original));
        }
        for other in others {
            let translation = site.page(other.page);
            let marker = |page: &SitePage, index: usize| page.document.body.recommendations[index].marker.clone();
            let (own, made) = (marker(page, first.index), marker(translation, other.index));
            if own.priority != made.priority {
                let span = span_of_mark(translation, other.index);
                let original = span_of_mark(page, first.index);
                diagnostics.push(mistakes::priority_differs(span, &made.id, made.priority, original));
            }
            let named =
                |page: &SitePage, at: usize| (page.named_states.get(at).cloned(), page.named_bodies.get(at).cloned());
            if named(translation, other.index) != named(page, first.index) {
                let id = &page.document.body.recommendations[first.index].marker.id;
                let span = span_of_mark(translation, other.index);
                diagnostics.push(mistakes::mark_differs(span, id, span_of_mark(page, first.index)));
            }
        }
    }
}

/// Returns the place of a mark's id.
fn span_of_mark(page: &SitePage, index: usize) -> Span {
    let made = &page.document.body.recommendations[index];
    page.document.words_span(made.range.clone(), &made.marker.id)
}
