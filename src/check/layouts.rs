//! Addresses that layouts and style sheets have written out: that something stands there.

use super::{Check, CheckCx, without_fragment};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, mistakes};

/// Checks `href="/letters/"`, `{{ url("/letters/") }}` and `url(/picture.gif)`.
pub(super) struct LayoutAddresses;

impl Check for LayoutAddresses {
    fn name(&self) -> &'static str {
        "layout-addresses"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let mut dead = cx.layouts.written_addresses(&cx.site.config.base_path);
        dead.retain(|written| cx.plan.at_address(without_fragment(&written.below)).is_none());
        let more = dead.len().saturating_sub(MISTAKES_LIMIT);
        dead.truncate(MISTAKES_LIMIT);
        let found = dead.into_iter().map(|written| {
            let hint = cx.hint(without_fragment(&written.below));
            mistakes::dead_address(written.span, &written.address).suggest(hint)
        });
        diagnostics.extend(mistakes::with_rest(found.collect(), more));
    }
}
