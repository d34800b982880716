//! Terms: the states, sessions, topics, instruments and items that front matter names.

use std::sync::Arc;

use super::addressed::resolve_to;
use crate::config::TOPICS;
use crate::content::{Page, slug_from_name};
use crate::data::{Data, INSTRUMENTS_FILE, SESSIONS_FILE, Session, StateId, Term, suggest_state, terms_file};
use crate::diag::{Diagnostic, did_you_mean, mistakes};
use crate::parse::{Applies, Document, ItemEntry, Scope};

use super::{PageId, Site, SitePage, spelt};
use crate::source::Sources;

/// One item of a newsletter issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A page of this site.
    Page(PageId),
    /// A text of its own: its place in the front matter's list.
    Own(usize),
}

/// Returns the ids of the sessions, newest first.
fn sessions_of(data: &Data) -> Vec<&str> {
    data.sessions.iter().rev().map(|session| session.id.as_str()).collect()
}

/// Reports what the front matter of any page, shown or not, should have named in the data.
pub(super) fn check_named(pages: &[Arc<Page>], data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    for page in pages {
        let (document, front) = (&page.document, &page.document.front);
        if let Some(session) = session_of_path(page, data) {
            diagnostics.push(mistakes::session_not_named(document.span(0..3), page.kind.name(), session));
        }
        if let Some(others) = addressed_besides(page, data) {
            diagnostics.push(mistakes::states_without_scope(document.value_span("states"), others));
        }
        for tags in &front.tags {
            let same = |word: &str, topic: &Term| {
                let word = slug_from_name(word);
                word == topic.id || topic.title.texts().any(|title| word == slug_from_name(title))
            };
            let fits = |(_, topic): &(usize, &Term)| tags.words.iter().any(|word| same(word, topic));
            let fitting: Vec<&str> = data.terms_of(TOPICS).filter(fits).map(|(_, topic)| topic.id.as_str()).collect();
            let known = data.term_ids(TOPICS);
            let span = document.key_span(&tags.key);
            diagnostics.push(match tags.words.is_empty() || document.says("topics") {
                true => mistakes::key_of_other_program(span, &tags.key, "take the line out: topics stand in `topics:`"),
                false => mistakes::tags_of_other_program(span, &tags.key, &fitting, &known),
            });
        }
    }
}

/// Returns the session after which the file of a page is named that may name one and does not.
fn session_of_path<'a>(page: &'a Page, data: &Data) -> Option<&'a str> {
    let (document, front) = (&page.document, &page.document.front);
    let readable = !front.keys.is_empty() || document.diagnostics.is_empty();
    let named = document.says("session") || front.misspelt.contains(&"session");
    // Of a translation it is told with the page itself.
    if !readable || named || document.lacks_as_page_itself("session") || !page.kind.takes("session") {
        return None;
    }
    document.id.split('/').skip(1).find(|part| data.session(part).is_some())
}

/// Returns how many states a letter is addressed to besides those that it lists, where it does not say that it means to.
fn addressed_besides(page: &Page, data: &Data) -> Option<usize> {
    let front = &page.document.front;
    if page.kind.name() != "letter"
        || front.states.is_empty()
        || page.document.says("scope")
        || page.document.says("to")
    {
        return None;
    }
    let session = &data.sessions[data.session(front.session.as_deref()?)?];
    let is_listed = |state: &&StateId| front.states.iter().any(|code| code == state.info().code);
    let others = session.states.iter().filter(|state| !is_listed(state)).count();
    (others > 0 && !front.misspelt.contains(&"scope")).then_some(others)
}

/// Resolves what the front matter of one page names in the data, and notes what is wrong with it.
pub(super) fn resolve_terms(page: &mut SitePage, data: &Data) {
    let mut diagnostics = Vec::new();
    let document = page.document.clone();
    let front = &document.front;
    if let Some(id) = &front.session {
        page.session = data.session(id);
        if page.session.is_none() && data.is_whole(SESSIONS_FILE) {
            let known = sessions_of(data);
            let hint = did_you_mean(id, known.iter().copied());
            diagnostics.push(mistakes::unknown_session(document.value_span("session"), id, &known).suggest(hint));
        }
    }
    for (taxonomy, ids) in &front.terms {
        for (index, id) in ids.iter().enumerate() {
            match data.term(taxonomy, id) {
                Some(term) => page.terms.push(term),
                None if !data.is_whole(terms_file(taxonomy)) => {}
                None => {
                    let known = data.term_ids(taxonomy);
                    let hint = did_you_mean(id, known.iter().copied());
                    let span = document.value_span(&format!("{taxonomy}[{index}]"));
                    let unknown = match *taxonomy {
                        TOPICS => mistakes::unknown_topic(span, id, &known),
                        own => mistakes::unknown_term(span, own, id, &known),
                    };
                    diagnostics.push(unknown.suggest(hint));
                }
            }
        }
    }
    page.terms.sort_unstable();
    page.terms.dedup();
    resolve_instruments(page, data, &mut diagnostics);
    resolve_to(page, data, &mut diagnostics);
    resolve_states(page, data, &mut diagnostics);
    page.said.terms = diagnostics;
}

/// Resolves the instruments of a standing recommendation and of its rule.
fn resolve_instruments(page: &mut SitePage, data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let document = page.document.clone();
    let rule = match &document.front.applies {
        Some(Applies::NotPartyToAny(ids)) => ids.as_slice(),
        _ => &[],
    };
    let named = document.front.instruments.iter().enumerate().map(|(at, id)| (id, format!("instruments[{at}]")));
    let ruled = rule.iter().enumerate().map(|(at, id)| (id, format!("applies.not_party_to_any[{at}]")));
    for (id, path) in named.chain(ruled) {
        match data.instrument(id) {
            Some(instrument) => page.instruments.push(instrument),
            None if !data.is_whole(INSTRUMENTS_FILE) => {}
            None => {
                let known: Vec<&str> = data.instruments.iter().map(|instrument| instrument.id.as_str()).collect();
                let hint = did_you_mean(id, known.iter().copied());
                diagnostics.push(mistakes::unknown_instrument(document.value_span(&path), id, &known).suggest(hint));
            }
        }
    }
    page.instruments.sort_unstable();
    page.instruments.dedup();
}

/// Resolves the states of a page: those listed, the one of a brief, those under review.
fn resolve_states(page: &mut SitePage, data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let document = page.document.clone();
    let front = &document.front;
    let session = page.session.map(|at| &data.sessions[at]);
    let mut check = |code: &str, path: &str, must_be_under_review: bool| -> Option<StateId> {
        let Some(state) = StateId::of(code) else {
            let right = suggest_state(code).map(|state| (state.code, state.name));
            diagnostics.push(mistakes::unknown_state(document.value_span(path), code, right));
            return None;
        };
        let known = must_be_under_review && data.is_whole(SESSIONS_FILE);
        // A session that lists no states reviews none, and says nothing of those it is about.
        let reviews = |session: &&Session| known && !session.states.is_empty();
        if let Some(session) = session.filter(reviews).filter(|session| !session.states.contains(&state)) {
            let codes: Vec<&str> = session.states.iter().map(|state| state.info().code).collect();
            let span = document.value_span(path);
            let other = data.sessions.iter().find(|other| {
                (other.body, other.cycle) == (session.body, session.cycle) && other.states.contains(&state)
            });
            let other = other.map(|other| other.id.as_str());
            diagnostics.push(mistakes::not_under_review(span, state.info().name, &session.id, &codes, other));
        }
        Some(state)
    };
    let is_letter = page.kind.name() == "letter";
    // Who says to whom the page goes says in `states` what it is about.
    let is_open = front.to.is_empty();
    for (index, code) in front.states.iter().enumerate() {
        page.states.extend(check(code, &format!("states[{index}]"), is_letter && is_open));
    }
    if page.kind.name() == "brief" {
        page.state = front.state.as_deref().and_then(|code| check(code, "state", true));
        page.states.extend(page.state);
    }
    page.states.extend(&page.to_states);
    if is_letter && is_open && front.scope != Some(Scope::Listed) {
        page.states.extend(session.into_iter().flat_map(|session| &session.states));
    }
    page.states.sort_unstable();
    page.states.dedup();
}

/// Returns the items of a newsletter issue.
pub(super) fn items_of(
    site: &Site,
    document: &Document,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, entry) in document.front.items.iter().enumerate() {
        let path = match entry {
            ItemEntry::Own { .. } => {
                items.push(Item::Own(index));
                continue;
            }
            ItemEntry::Content(path) => path,
        };
        let full = format!("content/{path}");
        let full = spelt(sources, &full);
        let span = || document.value_span(&format!("items[{index}]"));
        match (site.by_path(full), site.hidden(full)) {
            (Some(id), _) => items.push(Item::Page(id)),
            (None, Some(seen)) => {
                let reason = seen.reason(&site.config.time_zone);
                diagnostics.push(mistakes::item_not_published(span(), path, &reason));
            }
            // A file that is there and is no page has been reported.
            (None, None) if sources.knows(full) => {}
            (None, None) => {
                let known = site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"));
                let hint = did_you_mean(path, known);
                diagnostics.push(mistakes::unknown_item(span(), path).suggest(hint));
            }
        }
    }
    items
}
