//! Statistics of visits: that some page tells readers of them.

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, mistakes};
use crate::model::SitePage;

/// Checks `statistics` in the settings.
pub(super) struct Told;

impl Check for Told {
    fn name(&self) -> &'static str {
        "statistics"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        let Some(statistics) = &config.statistics else { return };
        let tells = |page: &SitePage| page.document.body.blocks.iter().any(|block| block.name == "privacy");
        if !cx.site.pages.iter().any(tells) {
            diagnostics.push(mistakes::statistics_untold(config.value_span("statistics.script"), statistics.host()));
        }
    }
}
