//! What `security.txt` says: that it holds still.

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, mistakes};

/// Checks `security` in the settings.
pub(super) struct SecurityText;

impl Check for SecurityText {
    fn name(&self) -> &'static str {
        "security"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let config = &cx.site.config;
        let expires = config.security.as_ref().map(|security| security.expires.instant(&config.time_zone));
        if expires.is_some_and(|expires| expires <= cx.site.now) {
            diagnostics.push(mistakes::security_expired(config.value_span("security.expires")));
        }
    }
}
