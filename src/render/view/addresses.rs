//! The addresses of States, topics, instruments, bodies, sessions and delegates' sheets.

use super::Snapshot;
use crate::data::StateId;
use crate::route::OutPath;

/// Returns the address of a state: of its page, or where nothing stands on that, of its place in the list.
pub(super) fn state_url(snapshot: &Snapshot, lang: usize, state: StateId) -> String {
    let has_page = snapshot.site.state_stands(state, snapshot.lang(lang));
    below(snapshot, lang, ("states", &state.info().code.to_ascii_lowercase()), has_page)
}

/// Returns the address of a topic: of its page, or where nothing stands on that, of its place in the list.
pub(super) fn term_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    let has_page = snapshot.site.term_stands(at, snapshot.lang(lang));
    let term = &snapshot.site.data().terms[at];
    below(snapshot, lang, (term.taxonomy, &term.id), has_page)
}

/// Returns the address of an instrument: of its page, or where nothing stands on that, of its place in the list.
pub(super) fn instrument_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    let has_page = snapshot.site.instrument_stands(at, snapshot.lang(lang));
    below(snapshot, lang, ("instruments", &snapshot.site.data().instruments[at].id), has_page)
}

/// Returns the place in a list of the state or the instrument that an address of the site is meant for, where it has no page.
pub(super) fn place_in_list(snapshot: &Snapshot, address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let is_meant = ["/states/", "/instruments/"].iter().any(|section| path.contains(section));
    let route = OutPath::of_address(path).filter(|_| is_meant)?;
    if snapshot.is_planned(&route) { None } else { snapshot.site.place_in_list(path) }
}

/// Returns the address of something with an id that a section lists, on a page of its own or in the list.
fn below(snapshot: &Snapshot, lang: usize, (section, id): (&str, &str), has_page: bool) -> String {
    let list = section_url(snapshot, lang, section);
    match has_page {
        true => [&list, id, "/"].concat(),
        false => [&list, "#", id].concat(),
    }
}

/// Returns the address of a session.
pub(super) fn session_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    [&section_url(snapshot, lang, "sessions"), &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Returns the address of a delegate's sheet.
pub(super) fn sheet_url(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> String {
    let states = section_url(snapshot, lang, "states");
    [&states, &state.info().code.to_ascii_lowercase(), "/", &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Returns the address of a body.
pub(super) fn body_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    [&section_url(snapshot, lang, "bodies"), &snapshot.site.data().bodies[at].id, "/"].concat()
}

/// Returns the address of a section in a language.
pub(super) fn section_url(snapshot: &Snapshot, lang: usize, id: &str) -> String {
    let config = &snapshot.site.config();
    let mut url = String::with_capacity(config.base_path.len() + id.len() + 16);
    url.push_str(&config.base_path);
    if let Some(prefix) = config.language_prefix(snapshot.lang(lang)) {
        url.push_str(prefix);
        url.push('/');
    }
    if id != "home" {
        url.push_str(id);
        url.push('/');
    }
    url
}
