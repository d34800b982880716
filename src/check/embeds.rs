//! Players of other sites: that films use the hosts which the settings name, and that some page tells readers of them.

use super::{Check, CheckCx};
use crate::config::{is_host, player_host};
use crate::diag::{Diagnostic, mistakes};
use crate::parse::Block;

/// Checks `embeds` in the settings.
pub(super) struct Embeds;

impl Check for Embeds {
    fn name(&self) -> &'static str {
        "embeds"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        let blocks = || cx.site.pages.iter().flat_map(|page| &page.document.body.blocks);
        let is_of = |block: &Block, host: &str| {
            block.argument("player").is_some_and(|player| player_host(&player.value).as_deref() == Some(host))
        };
        for (at, host) in config.embeds.iter().enumerate() {
            if is_host(host) && !blocks().any(|block| is_of(block, host)) {
                diagnostics.push(mistakes::embed_unused(config.value_span(&format!("embeds[{at}]")), host));
            }
        }
        let used = config.embeds.iter().enumerate().find(|(_, host)| blocks().any(|block| is_of(block, host)));
        if let Some((at, host)) = used.filter(|_| !blocks().any(|block| block.name == "privacy")) {
            diagnostics.push(mistakes::embed_untold(config.value_span(&format!("embeds[{at}]")), host));
        }
    }
}
