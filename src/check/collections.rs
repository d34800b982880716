//! The layouts that collections name as their own: that one of them exists.

use super::{Check, CheckCx};
use crate::content::Kind;
use crate::diag::{Diagnostic, mistakes};

/// Checks `layout` of collections.
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
}
