//! Files beside pages: photos, images and attachments, without what cameras and programs leave in them.

use std::borrow::Cow;

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::config::FileRule;
use crate::diag::{Diagnostic, Span, mistakes};
use crate::media;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// The format of files beside pages.
pub(super) struct ContentFile;

impl OutputFormat for ContentFile {
    fn name(&self) -> &'static str {
        "file"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for (path, file) in &cx.site.files {
            let rule = cx.site.config.files.of(path).word();
            targets.add_route(file.route.clone(), rule, Subject::File(path.clone()), &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Subject::File(path) = &target.subject else { return Ok(Vec::new()) };
        let span = || Span::whole(&path.as_str().into());
        let bytes = files
            .sources
            .load(path)
            .map_err(|error| Box::new(mistakes::unreadable_file(span(), path, &error.to_string())))?;
        match media::clean(path, &bytes, FileRule::of_word(&target.layout)) {
            Ok(Cow::Owned(cleaned)) => Ok(cleaned),
            Ok(Cow::Borrowed(_)) => Ok(bytes),
            Err(why) => Err(Box::new(mistakes::unpublishable(span(), path, &why))),
        }
    }
}
