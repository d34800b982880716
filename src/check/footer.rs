//! The pages that `site.yaml` names for the foot: that they exist.

use std::sync::Arc;

use super::{Check, CheckCx};
use crate::config::SITE_FILE;
use crate::diag::{Diagnostic, Span, did_you_mean, mistakes};

/// Checks `footer_nav`.
pub(super) struct Footer;

impl Check for Footer {
    fn name(&self) -> &'static str {
        "footer"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        for path in &cx.site.config.footer_nav {
            let full = format!("content/{path}");
            if cx.site.by_path(&full).is_some() || cx.site.hidden(&full).is_some() {
                continue;
            }
            let file: Arc<str> = SITE_FILE.into();
            let pages = cx.site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"));
            let hint = did_you_mean(path, pages);
            diagnostics.push(mistakes::unknown_footer_page(Span::whole(&file), path).hint_if(hint));
        }
    }
}
