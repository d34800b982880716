//! To whom a page and its recommendations are addressed: bodies by their ids, states by their codes.
//!
//! Takes a page whose session is resolved, and the data; gives those that are meant, and what is wrong with the names.

use std::ops::Range;

use super::SitePage;
use crate::data::{BODIES_FILE, Data, StateId, suggest_body, suggest_state};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::{Marker, Scope};

/// Whom a list names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Addressees {
    /// The states, in order of code.
    pub(super) states: Vec<StateId>,
    /// The bodies, as places in the data, in order.
    pub(super) bodies: Vec<usize>,
}

impl Addressees {
    /// Tells whether nobody is named.
    fn is_empty(&self) -> bool {
        self.states.is_empty() && self.bodies.is_empty()
    }

    /// Puts them in order, each once.
    fn settle(&mut self) {
        self.states.sort_unstable();
        self.states.dedup();
        self.bodies.sort_unstable();
        self.bodies.dedup();
    }

    /// Returns what they are called in front matter.
    fn names(&self, data: &Data) -> Vec<String> {
        let bodies = self.bodies.iter().map(|at| data.bodies[*at].id.clone());
        bodies.chain(self.states.iter().map(|state| state.info().code.to_owned())).collect()
    }
}

/// One of those whom a list names.
enum Addressee {
    State(StateId),
    Body(usize),
}

/// Finds whom a name means; what is nobody's name is reported, unless it may be that of a body that could not be read.
fn find(name: &str, data: &Data, span: impl FnOnce() -> Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Addressee> {
    let found = StateId::of(name).map(Addressee::State).or_else(|| data.body(name).map(Addressee::Body));
    if found.is_some() || !data.is_whole(BODIES_FILE) {
        return found;
    }
    let body = suggest_body(&data.bodies, name);
    let right = suggest_state(name).filter(|_| body.is_none()).map(|state| (state.code, state.name));
    diagnostics.push(match right {
        Some(_) => mistakes::unknown_state(span(), name, right),
        None => {
            let ids: Vec<&str> = data.bodies.iter().map(|body| body.id.as_str()).collect();
            mistakes::unknown_addressee(span(), name, &ids, BODIES_FILE).suggest(body)
        }
    });
    None
}

/// Resolves whom the page is addressed to by its `to`.
pub(super) fn resolve_to(page: &mut SitePage, data: &Data, diagnostics: &mut Vec<Diagnostic>) {
    let document = page.document.clone();
    let mut named = Addressees::default();
    for (index, name) in document.front.to.iter().enumerate() {
        match find(name, data, || document.value_span(&format!("to[{index}]")), diagnostics) {
            Some(Addressee::State(state)) => named.states.push(state),
            Some(Addressee::Body(body)) => named.bodies.push(body),
            None => {}
        }
    }
    named.settle();
    (page.to_states, page.to_bodies) = (named.states, named.bodies);
}

/// Returns whom a page is addressed to, where that is said: by `to`, by its being a brief, by the scope of a letter, by the
/// states that its session lists.
fn addressees_of(page: &SitePage, data: &Data) -> Addressees {
    if !page.document.front.to.is_empty() {
        return Addressees { states: page.to_states.clone(), bodies: page.to_bodies.clone() };
    }
    let states = match page.kind.name() {
        "brief" => page.state.into_iter().collect(),
        "letter" if is_addressed_to_states(page, data) => page.states.clone(),
        _ => Vec::new(),
    };
    Addressees { states, bodies: Vec::new() }
}

/// Tells whether the states of a letter are those that it is addressed to, and not those that it is about.
pub(super) fn is_addressed_to_states(page: &SitePage, data: &Data) -> bool {
    let front = &page.document.front;
    let reviews = || page.session.is_some_and(|at| !data.sessions[at].states.is_empty());
    page.kind.name() == "letter" && front.to.is_empty() && (front.scope == Some(Scope::Listed) || reviews())
}

impl SitePage {
    /// Returns the states that the page is about and not addressed to.
    pub fn about(&self, data: &Data) -> Vec<StateId> {
        let named = addressees_of(self, data).states;
        self.states.iter().copied().filter(|state| !named.contains(state)).collect()
    }
}

/// Resolves whom a marker names: they must be among those whom the recommendation above it names, and those whom the page
/// is addressed to.
pub(super) fn resolve_marker(
    page: &SitePage,
    data: &Data,
    (marker, range): (&Marker, &Range<usize>),
    above: Option<&Addressees>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Addressees {
    // What stands below another is addressed to whom that is, or to some of them.
    let above = above.filter(|above| !above.is_empty());
    if let (true, Some(above)) = (marker.states.is_empty(), above) {
        return above.clone();
    }
    let mut named = Addressees::default();
    let of_page = if marker.states.is_empty() { Addressees::default() } else { addressees_of(page, data) };
    let is_open = of_page.is_empty();
    for name in &marker.states {
        let span = || page.document.words_span(range.clone(), name);
        match find(name, data, span, diagnostics) {
            Some(Addressee::State(state)) => {
                let called = state.info().name;
                if !is_open && !of_page.states.contains(&state) {
                    diagnostics.push(mistakes::state_not_addressed(span(), called, &of_page.names(data)));
                } else if let Some(above) = above.filter(|above| !above.states.contains(&state)) {
                    diagnostics.push(mistakes::state_not_above(span(), called, &above.names(data)));
                }
                named.states.push(state);
            }
            Some(Addressee::Body(body)) => {
                let called = format!("the body `{name}`");
                // A letter to States says nothing of bodies, and may ask one of them as well.
                if !page.document.front.to.is_empty() && !of_page.bodies.contains(&body) {
                    diagnostics.push(mistakes::state_not_addressed(span(), &called, &of_page.names(data)));
                } else if let Some(above) = above.filter(|above| !above.bodies.contains(&body)) {
                    diagnostics.push(mistakes::state_not_above(span(), &called, &above.names(data)));
                }
                named.bodies.push(body);
            }
            None => {}
        }
    }
    named.settle();
    named
}
