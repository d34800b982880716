//! Texts on States, topics, instruments, bodies and sessions: each is named by the id of what it is about, and is the only one.

use std::sync::Arc;

use crate::content::Page;
use crate::data::{BODIES_FILE, Data, INSTRUMENTS_FILE, SESSIONS_FILE, StateId, suggest_state, terms_file};
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::track::Table;

/// Reports texts whose name is nothing's id, and those of which there are two; hidden ones count.
pub(super) fn check_own_texts(pages: &[Arc<Page>], data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let mut first_of: Table<(&str, &str, &str), &Page> = Table::default();
    for page in pages.iter().filter(|page| !page.kind.has_page()) {
        let document = &page.document;
        let id = document.id.rsplit('/').next().unwrap_or(&document.id);
        let kind = page.kind.text_type();
        let known = known_ids(page.kind.folder(), data);
        let Some(ids) = known else { continue };
        if !ids.contains(&id.to_owned()) {
            let of_state = (kind == "state").then(|| suggest_state(id)).flatten();
            let right = of_state.map(|state| format!("did you mean `{}`?", state.code.to_lowercase()));
            let hint = right.or_else(|| did_you_mean(id, ids.iter().map(String::as_str)));
            let span = Span::whole(&document.path);
            let known: Vec<&str> = ids.iter().map(String::as_str).collect();
            let found = match kind == page.kind.folder() {
                true => mistakes::unknown_term(span, kind, id, &known),
                false => mistakes::text_on_nothing(span, kind, id),
            };
            diagnostics.push(found.suggest(hint));
        } else if let Some(first) = first_of.insert((kind, id, &document.lang), page)
            && first.document.id != document.id
        {
            let spans = [document, &first.document].map(|document| Span::whole(&document.path));
            diagnostics.push(mistakes::two_texts(spans, kind, id));
        }
    }
}

/// Returns the ids that texts in a folder may have; none where their file could not be read as a whole.
fn known_ids(folder: &str, data: &Data) -> Option<Vec<String>> {
    let of = |file: &str, ids: Vec<String>| data.is_whole(file).then_some(ids);
    match folder {
        "states" => Some(StateId::all().map(|state| state.info().code.to_lowercase()).collect()),
        "instruments" => of(INSTRUMENTS_FILE, data.instruments.iter().map(|of| of.id.clone()).collect()),
        "sessions" => of(SESSIONS_FILE, data.sessions.iter().map(|session| session.id.clone()).collect()),
        // Without a list of bodies none has a page.
        "bodies" if !data.lists_bodies() => of(BODIES_FILE, Vec::new()),
        "bodies" => of(BODIES_FILE, data.bodies.iter().map(|body| body.id.clone()).collect()),
        taxonomy => of(terms_file(taxonomy), data.term_ids(taxonomy).into_iter().map(str::to_owned).collect()),
    }
}
