//! The pages that `site.yaml` names for the foot: that they exist.

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, did_you_mean, mistakes};

/// Checks `footer_nav`.
pub(super) struct Footer;

impl Check for Footer {
    fn name(&self) -> &'static str {
        "footer"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        for (index, path) in cx.site.config.footer_nav.iter().enumerate() {
            let full = format!("content/{path}");
            if cx.site.by_path(&full).is_some() || cx.site.hidden(&full).is_some() {
                continue;
            }
            let pages = cx.site.pages.iter().map(|page| page.document.path.trim_start_matches("content/"));
            let span = cx.site.config.value_span(&format!("footer_nav[{index}]"));
            let hint = did_you_mean(path, pages);
            diagnostics.push(mistakes::unknown_footer_page(span, path).suggest(hint));
        }
    }
}
