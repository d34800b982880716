//! Static files: files under `layouts/static`, published at the root under their own names.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, mistakes};
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// The format of static files.
pub(super) struct StaticFile;

impl OutputFormat for StaticFile {
    fn name(&self) -> &'static str {
        "static"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for file in &cx.layouts.statics {
            let subject = Subject::File(format!("layouts/static/{}", file.route));
            targets.add_route(file.route.clone(), "", subject, &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let found = files.layouts.statics.iter().find(|file| file.route == target.route);
        found.map(|file| file.bytes.to_vec()).ok_or_else(|| Box::new(mistakes::missing_layout(target.route.as_str())))
    }
}
