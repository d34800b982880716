//! The addresses of States, bodies, sessions and delegates' sheets.

use super::Snapshot;
use super::index::section_url;
use crate::data::StateId;

/// Returns the address of a state.
pub(super) fn state_url(snapshot: &Snapshot, lang: usize, state: StateId) -> String {
    [&section_url(snapshot, lang, "states"), &state.info().code.to_ascii_lowercase(), "/"].concat()
}

/// Returns the address of a session.
pub(super) fn session_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    [&section_url(snapshot, lang, "sessions"), &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Returns the address of a delegate's sheet.
pub(super) fn sheet_url(snapshot: &Snapshot, lang: usize, at: usize, state: StateId) -> String {
    [&state_url(snapshot, lang, state), &snapshot.site.data().sessions[at].id, "/"].concat()
}

/// Returns the address of a body.
pub(super) fn body_url(snapshot: &Snapshot, lang: usize, at: usize) -> String {
    [&section_url(snapshot, lang, "bodies"), &snapshot.site.data().bodies[at].id, "/"].concat()
}
