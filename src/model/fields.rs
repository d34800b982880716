//! What the fields of a page lead to: pages, entries of the data, files.

use super::links::{Missed, Names, Resolver};
use super::{PageId, Site};
use crate::data::StateId;
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};
use crate::parse::{Field, FieldType, FieldValue};

/// How many names of a folder a mistake is given: more than it shows.
const NAMES_LIMIT: usize = 9;

/// What a value of a field leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referred {
    /// A page of this site.
    Page(PageId),
    /// A state.
    State(StateId),
    /// A session, by its place in the data.
    Session(usize),
    /// A topic or a term of another taxonomy, by its place in the data.
    Term(usize),
    /// An instrument, by its place in the data.
    Instrument(usize),
    /// A file, by its content path.
    File(String),
    /// A picture, by its content path.
    Image(String),
    /// Nothing that is shown.
    Nothing,
}

/// What the fields of a page lead to, each with its path in the front matter.
pub(super) type FieldTargets = Vec<(String, Referred)>;

impl Resolver<'_> {
    /// Resolves the fields of the page; files that they name are used.
    pub(super) fn fields(
        &self,
        files: &mut Vec<(String, Option<Span>)>,
        (diagnostics, missed): (&mut Vec<Diagnostic>, &mut Vec<Missed>),
    ) -> FieldTargets {
        let mut found = Vec::new();
        for (name, value) in &self.page.document.front.fields {
            let field = self.page.kind.fields().iter().find(|field| field.name == *name);
            value.each(name, &mut |path, value| {
                let target = match value {
                    FieldValue::File(src) => {
                        self.named_file(src, path, files, diagnostics).map_or(Referred::Nothing, Referred::File)
                    }
                    FieldValue::Image { src, .. } => {
                        let is_map = self.page.document.value_span(&format!("{path}.src"));
                        let key = if is_map == self.page.document.value_span(path) {
                            path.to_owned()
                        } else {
                            format!("{path}.src")
                        };
                        self.named_file(src, &key, files, diagnostics).map_or(Referred::Nothing, Referred::Image)
                    }
                    FieldValue::Reference(text) => {
                        let to = field.and_then(|field| target_of(field, path)).unwrap_or("");
                        self.reference(text, to, path, (diagnostics, missed))
                    }
                    _ => return,
                };
                found.push((path.to_owned(), target));
            });
        }
        found
    }

    /// Resolves a reference.
    fn reference(
        &self,
        text: &str,
        to: &str,
        path: &str,
        (diagnostics, missed): (&mut Vec<Diagnostic>, &mut Vec<Missed>),
    ) -> Referred {
        let (site, data) = (self.site, &self.site.data);
        let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect::<Vec<_>>();
        let is_taxonomy = site.config.taxonomy_ids().any(|id| id == to);
        let (found, known) = match to {
            "states" => (StateId::of(text).map(Referred::State), Vec::new()),
            "sessions" => (
                data.session(text).map(Referred::Session),
                ids(&mut data.sessions.iter().rev().map(|session| session.id.as_str())),
            ),
            "instruments" => (
                data.instrument(text).map(Referred::Instrument),
                ids(&mut data.instruments.iter().map(|instrument| instrument.id.as_str())),
            ),
            _ if is_taxonomy => (data.term(to, text).map(Referred::Term), ids(&mut data.term_ids(to).into_iter())),
            _ => match self.page_in(text, to, path, diagnostics) {
                Some(found) => (Some(found), Vec::new()),
                None => (None, ids(&mut names_in(site, to).take(NAMES_LIMIT))),
            },
        };
        if let Some(found) = found {
            return found;
        }
        let span = self.page.document.value_span(path);
        if to == "states" {
            let right = crate::data::suggest_state(text).map(|state| (state.code, state.name));
            diagnostics.push(mistakes::unknown_state(span, text, right));
            return Referred::Nothing;
        }
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let unknown = mistakes::unknown_reference(span, text, to, &known);
        if is_taxonomy || matches!(to, "sessions" | "instruments") {
            diagnostics.push(unknown.suggest(did_you_mean(text, known.iter().copied())));
        } else {
            let (at, path, names) = (diagnostics.len(), format!("{to}/{text}.md"), Names::PageOf(to.to_owned()));
            missed.push(Missed { at, path, dest: text.to_owned(), names });
            diagnostics.push(unknown);
        }
        Referred::Nothing
    }

    /// Returns the page that a text names in a folder, in the language of this page where there is one.
    fn page_in(&self, text: &str, to: &str, path: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Referred> {
        let stem = text.strip_suffix(".md").unwrap_or(text);
        let full = format!("content/{to}/{stem}.md");
        let full = super::spelt(self.sources, &full);
        if let Some(id) = self.site.by_path(full) {
            return Some(Referred::Page(self.in_own_language(id)));
        }
        let seen = self.site.hidden(full)?;
        let reason = seen.reason(&self.site.config.time_zone);
        diagnostics.push(mistakes::reference_not_published(self.page.document.value_span(path), text, &reason));
        Some(Referred::Nothing)
    }
}

/// Returns what the references at a path in the values of a field lead to.
fn target_of<'a>(field: &'a Field, path: &str) -> Option<&'a str> {
    match field.of.as_ref()?.item() {
        FieldType::Reference(to) => Some(to),
        FieldType::Record(fields) => {
            let name = path.rsplit('.').next()?;
            match fields.iter().find(|field| field.name == name)?.of.as_ref()? {
                FieldType::Reference(to) => Some(to),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Returns the names of the pages in a folder, as references name them.
pub(super) fn names_in<'a>(site: &'a Site, folder: &'a str) -> impl Iterator<Item = &'a str> {
    let originals = site.pages.iter().filter(|page| page.document.lang == site.config.language);
    originals
        .filter_map(move |page| page.document.id.strip_prefix(folder)?.strip_prefix('/'))
        .filter(|name| *name != "_index")
}
