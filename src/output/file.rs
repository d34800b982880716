//! Files beside pages: photos, images and attachments, without what cameras and programs leave in them.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::media::{self, MediaError};
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
            targets.add_route(file.route.clone(), "", Subject::File(path.clone()), &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Subject::File(path) = &target.subject else { return Ok(Vec::new()) };
        let span = || Span::whole(&path.as_str().into());
        let bytes = files
            .sources
            .load(path)
            .map_err(|error| Box::new(mistakes::unreadable_file(span(), path, &error.to_string())))?;
        let stripped = match media::strip(&bytes) {
            Ok(stripped) => Some(stripped.into_owned()),
            // Not an image: it is published as it is.
            Err(MediaError::Unknown | MediaError::Unsupported { .. }) => None,
            Err(why) => return Err(Box::new(mistakes::bad_image(span(), path, &why.to_string()))),
        };
        Ok(stripped.unwrap_or(bytes))
    }
}
