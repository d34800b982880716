//! `_headers`: the HTTP headers a host should send, in the form that several static hosts read.
//!
//! The pages carry a stricter Content-Security-Policy as a `meta` element; `frame-ancestors` works only as a header, and
//! newsletter versions carry their styles in their elements, which the header has to let pass.

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

    fn render(&self, _: &RenderCx<'_>, _: FileCx<'_>, _: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let lines = [
            "/*",
            "  Content-Security-Policy: default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
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
