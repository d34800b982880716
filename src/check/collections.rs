//! Collections: that one of the layouts exists that they name as their own, and that what stands on their lists alone does not
//! stand where their introductions have an anchor.

use super::{Check, CheckCx};
use crate::content::{INDEX, Kind};
use crate::data::StateId;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::model::SitePage;

/// Checks `layout` of collections, and places on their lists.
pub(super) struct Collections;

impl Check for Collections {
    fn name(&self) -> &'static str {
        "collections"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        for kind in cx.site.kinds.collections() {
            let Some(name) = kind.own_layout() else { continue };
            if Kind::files_of(name).iter().any(|file| cx.layouts.templates.contains_key(file)) {
                continue;
            }
            let index = cx.site.by_path(&format!("content/{}/_index.md", kind.folder()));
            let span = index.map(|id| cx.site.page(id).document.value_span("collection.layout"));
            diagnostics.extend(span.map(|span| mistakes::own_layout_missing(span, name)));
        }
    }

    fn run_page(&self, cx: CheckCx<'_>, page: &SitePage, diagnostics: &mut Vec<Diagnostic>) {
        if page.kind.folder() == INDEX {
            diagnostics.extend(anchors_of_list(cx, page));
        }
        let Some(anchor) = page.anchor() else { return };
        let folder = page.kind.folder();
        let of = |lang: &str| {
            let suffix = if lang == cx.site.config.language { String::new() } else { format!(".{lang}") };
            cx.site.by_path(&format!("content/{folder}/_index{suffix}.md"))
        };
        let Some(index) = of(&page.document.lang).or_else(|| of(&cx.site.config.language)) else { return };
        let index = &cx.site.page(index).document;
        if index.body.anchors.binary_search(&anchor).is_ok() {
            diagnostics.push(mistakes::record_at_anchor(page.document.address_span(), &anchor, &index.path));
        }
    }
}

/// Reports anchors of the introduction to the list of states or of instruments that one of those has in the list.
fn anchors_of_list(cx: CheckCx<'_>, page: &SitePage) -> Vec<Diagnostic> {
    let document = &page.document;
    let anchors = &document.body.anchors;
    let is_there = |id: &str| anchors.binary_search_by(|anchor| anchor.as_str().cmp(id)).is_ok();
    let listed: Vec<(String, &str)> = match document.folder() {
        _ if anchors.is_empty() => Vec::new(),
        "states" => StateId::all().map(|state| (state.info().code.to_ascii_lowercase(), state.info().name)).collect(),
        "instruments" => {
            let default = &cx.site.config.language;
            cx.site.data.instruments.iter().map(|of| (of.id.clone(), of.title.words(default, default).0)).collect()
        }
        _ => Vec::new(),
    };
    let taken = listed.iter().filter(|(id, _)| is_there(id));
    let span = |id: &str| match document.body.headings.iter().find(|heading| heading.id == id) {
        Some(heading) => {
            let line = format!("{} {}", "#".repeat(heading.level.into()), heading.text);
            document.words_span(0..document.text.get().len(), &line)
        }
        None => Span::whole(&document.path),
    };
    taken.map(|(id, name)| mistakes::anchor_of_listed(span(id), id, name)).collect()
}
