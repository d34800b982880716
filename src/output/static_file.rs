//! Static files: files under `layouts/static`, published at the root under their own names; pictures without metadata.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::config::FileRule;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::media;
use crate::plan::{Subject, Target};
use crate::render::{FAVICON, RenderCx};
use crate::route::OutPath;

/// The format of static files.
pub(super) struct StaticFile;

impl OutputFormat for StaticFile {
    fn name(&self) -> &'static str {
        "static"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        // The built-in icon has another drawn in its place.
        let stays = |route: &&OutPath| route.as_str() != FAVICON || cx.layouts.has_own_icon();
        for route in cx.layouts.statics.keys().filter(stays) {
            let path = path_of(route);
            let rule = cx.site.config.files.of(&path).word();
            let subject = Subject::File(path);
            targets.add_route(route.clone(), rule, subject, &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let missing = || Box::new(mistakes::missing_layout(target.route.as_str()));
        let bytes = files.layouts.statics.get(&target.route).ok_or_else(missing)?;
        let path = path_of(&target.route);
        let cleaned = media::clean(&path, bytes, FileRule::of_word(&target.layout));
        cleaned.map(|bytes| bytes.into_owned()).map_err(|why| {
            let span = Span::whole(&path.as_str().into());
            Box::new(mistakes::unpublishable(span, &path, &why))
        })
    }
}

/// Returns where a static file lies in the project.
fn path_of(route: &OutPath) -> String {
    format!("layouts/static/{route}")
}
