//! The pictures of mails: those that mail programs cannot show as they lie in the project, written anew.

use std::collections::BTreeSet;

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::mail::{Change, change, made_name, remake};
use crate::model::Item;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// The format of pictures for mail.
pub(super) struct MailImage;

impl OutputFormat for MailImage {
    fn name(&self) -> &'static str {
        "mail-image"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        let mut routes = BTreeSet::new();
        for path in used(cx) {
            let Some(file) = cx.site.files.get(&path) else { continue };
            let Some(original) = file.original else { continue };
            if let Change::Made(..) = change(original, file.width, file.height) {
                let name = made_name(&path, original);
                // Two files with the same name and bytes are one picture.
                if routes.insert(name.clone()) {
                    targets.add(&name, "", Subject::File(path), &cx.site.config.language);
                }
            }
        }
    }

    fn render(&self, _: &RenderCx<'_>, files: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Subject::File(path) = &target.subject else { return Ok(Vec::new()) };
        let bad = |why: String| Box::new(mistakes::bad_image(Span::whole(&path.as_str().into()), path, &why));
        let bytes = files.sources.load(path).map_err(|error| bad(error.to_string()))?;
        let picture = crate::media::inspect(&bytes).map_err(|why| bad(why.to_string()))?;
        let original = crate::media::Original::look(&bytes, picture.kind);
        match change(original, picture.width, picture.height) {
            Change::Made(width, height) => remake(&bytes, original, (width, height)).map_err(bad),
            Change::Same | Change::None => Ok(bytes),
        }
    }
}

/// Tells whether a target is a picture for mail.
pub(super) fn is_made_for_mail(target: &Target) -> bool {
    target.format == MailImage.name()
}

/// Returns the content paths of the pictures that mails show.
fn used(cx: PlanCx<'_>) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let config = &cx.site.config;
    for (_, page) in cx.site.iter().filter(|(_, page)| page.mail_layout(config).is_some()) {
        used.extend(page.photo.clone());
        used.extend(page.images.iter().flatten().cloned());
        for item in &page.items {
            if let Item::Page(id) = item {
                used.extend(cx.site.page(*id).photo.clone());
            }
        }
    }
    if config.mail.on
        && let Some(logo) = &config.logo
    {
        used.insert(format!("content/{}", logo.src));
    }
    used
}
