//! Texts on States, topics, instruments, bodies and sessions: each is named by the id of what it is about, and is the only one.

use std::sync::Arc;

use crate::content::Page;
use crate::data::{BODIES_FILE, Data, INSTRUMENTS_FILE, SESSIONS_FILE, StateId, TOPICS_FILE, suggest_state};
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::track::Table;

/// Reports texts whose name is nothing's id, and those of which there are two; hidden ones count.
pub(super) fn check_own_texts(pages: &[Arc<Page>], data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let mut first_of: Table<(&str, &str, &str), &Page> = Table::default();
    for page in pages.iter().filter(|page| !page.kind.has_page()) {
        let document = &page.document;
        let id = document.id.rsplit('/').next().unwrap_or(&document.id);
        let known = known_ids(page.kind.name(), data);
        let Some(ids) = known else { continue };
        if !ids.contains(&id.to_owned()) {
            let of_state = (page.kind.name() == "state").then(|| suggest_state(id)).flatten();
            let right = of_state.map(|state| format!("did you mean `{}`?", state.code.to_lowercase()));
            let hint = right.or_else(|| did_you_mean(id, ids.iter().map(String::as_str)));
            diagnostics
                .push(mistakes::text_on_nothing(Span::whole(&document.path), page.kind.name(), id).suggest(hint));
        } else if let Some(first) = first_of.insert((page.kind.name(), id, &document.lang), page)
            && first.document.id != document.id
        {
            let spans = [document, &first.document].map(|document| Span::whole(&document.path));
            diagnostics.push(mistakes::two_texts(spans, page.kind.name(), id));
        }
    }
}

/// Returns the ids that texts of a type may have; none where their file could not be read as a whole.
fn known_ids(kind: &str, data: &Data) -> Option<Vec<String>> {
    let of = |file: &str, ids: Vec<String>| data.is_whole(file).then_some(ids);
    match kind {
        "state" => Some(StateId::all().map(|state| state.info().code.to_lowercase()).collect()),
        "topic" => of(TOPICS_FILE, data.topics.iter().map(|topic| topic.id.clone()).collect()),
        "instrument" => of(INSTRUMENTS_FILE, data.instruments.iter().map(|of| of.id.clone()).collect()),
        "session" => of(SESSIONS_FILE, data.sessions.iter().map(|session| session.id.clone()).collect()),
        // Without a list of bodies none has a page.
        _ if !data.lists_bodies() => of(BODIES_FILE, Vec::new()),
        _ => of(BODIES_FILE, data.bodies.iter().map(|body| body.id.clone()).collect()),
    }
}
