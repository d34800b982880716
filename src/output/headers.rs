//! `_headers`: the HTTP headers a host should send, in the form that several static hosts read.
//!
//! The policy stands with that of the pages in `policy.rs`.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::Diagnostic;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// The format of `_headers`.
pub(super) struct Headers;

impl OutputFormat for Headers {
    fn name(&self) -> &'static str {
        "headers"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        if !cx.layouts.statics.keys().any(|route| route.as_str() == "_headers") {
            targets.add("_headers", "", Subject::Whole, &cx.site.config.language);
        }
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, _: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let policy = format!("  Content-Security-Policy: {}", cx.site("policy"));
        let lines = [
            "/*",
            &policy,
            "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
            "  Referrer-Policy: same-origin",
            "  X-Content-Type-Options: nosniff",
            "",
            "/assets/*",
            "  Cache-Control: public, max-age=31536000, immutable",
            "",
        ];
        Ok(lines.join("\n").into_bytes())
    }
}
