//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is; where drafts are among the pages, nothing may.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::Diagnostic;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;
use crate::route::DRAFTS_MARK;

/// The format of `robots.txt`.
pub(super) struct Robots;

impl OutputFormat for Robots {
    fn name(&self) -> &'static str {
        "robots"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        // A site of its own file keeps it.
        if !cx.layouts.statics.keys().any(|route| route.as_str() == "robots.txt") {
            targets.add("robots.txt", "", Subject::Whole, &cx.site.config.language);
        }
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, _: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        if cx.site("audience") == "drafts" {
            return Ok(format!("{DRAFTS_MARK}\nUser-agent: *\nDisallow: /\n").into_bytes());
        }
        let base = cx.site("url");
        Ok(format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n").into_bytes())
    }
}
