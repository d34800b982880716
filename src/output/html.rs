//! Web pages: everything that people read in a browser.

use super::{FileCx, OutputFormat, PlanCx, Targets, layout_of, prefix};
use crate::content::INDEX;
use crate::data::StateId;
use crate::diag::Diagnostic;
use crate::model::SitePage;
use crate::plan::{Part, Subject, Target};
use crate::render::RenderCx;

/// The format of web pages.
pub(super) struct Html;

impl OutputFormat for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        // What a section says of itself stands on its list, and a text on a State on its page.
        let is_own = |page: &SitePage| page.kind.folder() != INDEX && page.has_own_page();
        for (id, page) in cx.site.iter().filter(|(_, page)| is_own(page)) {
            let layout = layout_of(cx, &page.kind, ("{}", "html"), page.kind.name());
            targets.add_route(page.route.clone(), layout, Subject::Page(id), &page.document.lang);
        }
        for lang in &cx.site.config.languages {
            add_lists(cx, targets, lang);
            add_data(cx, targets, lang);
        }
        let lang = cx.site.config.language.clone();
        targets.add("404.html", "404", Subject::NotFound, &lang);
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        cx.layout(target, &format!("{}.html", target.layout))
    }
}

/// Adds the home page, the archives and the lists of a language.
fn add_lists(cx: PlanCx<'_>, targets: &mut Targets<'_>, lang: &str) {
    let prefix = prefix(cx, lang);
    targets.add(&format!("{prefix}index.html"), "home", Subject::Home, lang);
    for kind in cx.site.kinds.archives() {
        let folder = kind.folder();
        let layout = layout_of(cx, kind, ("{}-list", "html"), "section");
        let per_page = kind.per_page(&cx.site.config);
        let total = cx.site.list(folder, lang).len().div_ceil(per_page).max(1);
        for number in 1..=total {
            let page = if number == 1 { String::new() } else { format!("page/{number}/") };
            let path = format!("{prefix}{folder}/{page}index.html");
            targets.add(&path, layout.clone(), Subject::Archive(folder.into()), lang);
            if let Some(target) = targets.found.last_mut() {
                target.part = Some(Part { number, total });
            }
        }
    }
    for id in ["states", "sessions", "recommendations", "topics", "instruments"] {
        targets.add(&format!("{prefix}{id}/index.html"), id, Subject::Index(id), lang);
    }
    for own in &cx.site.config.taxonomies {
        targets.add(&format!("{prefix}{}/index.html", own.id), "topics", Subject::Index(own.id), lang);
    }
    if (0..cx.site.data.bodies.len()).any(|at| cx.site.body_stands(at)) {
        targets.add(&format!("{prefix}bodies/index.html"), "bodies", Subject::Index("bodies"), lang);
    }
}

/// Adds the pages of states, sessions, sheets, topics and instruments of a language.
fn add_data(cx: PlanCx<'_>, targets: &mut Targets<'_>, lang: &str) {
    let prefix = prefix(cx, lang);
    let data = &cx.site.data;
    for state in StateId::all().filter(|state| cx.site.state_stands(*state, lang)) {
        let code = state.info().code.to_ascii_lowercase();
        targets.add(&format!("{prefix}states/{code}/index.html"), "state", Subject::State(state), lang);
    }
    for (at, session) in data.sessions.iter().enumerate() {
        let id = &session.id;
        targets.add(&format!("{prefix}sessions/{id}/index.html"), "session", Subject::Session(at), lang);
        for state in cx.site.asked.sheets(at) {
            let code = state.info().code.to_ascii_lowercase();
            let path = format!("{prefix}states/{code}/{id}/index.html");
            targets.add(&path, "sheet", Subject::Sheet(at, *state), lang);
        }
    }
    for (at, body) in data.bodies.iter().enumerate().filter(|(at, _)| cx.site.body_stands(*at)) {
        targets.add(&format!("{prefix}bodies/{}/index.html", body.id), "body", Subject::Body(at), lang);
    }
    for (at, term) in data.terms.iter().enumerate().filter(|(at, _)| cx.site.term_stands(*at, lang)) {
        let path = format!("{prefix}{}/{}/index.html", term.taxonomy, term.id);
        targets.add(&path, "topic", Subject::Term(at), lang);
    }
    for (at, instrument) in data.instruments.iter().enumerate().filter(|(at, _)| cx.site.instrument_stands(*at, lang)) {
        let path = format!("{prefix}instruments/{}/index.html", instrument.id);
        targets.add(&path, "instrument", Subject::Instrument(at), lang);
    }
}
