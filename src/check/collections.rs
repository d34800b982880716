//! Collections: that one of the layouts exists that they name as their own, and that what stands on their lists alone does not
//! stand where their introductions have an anchor.

use super::{Check, CheckCx};
use crate::content::Kind;
use crate::diag::{Diagnostic, mistakes};
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
