//! Redirects: pages at old addresses that lead to the new ones.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::{Diagnostic, mistakes};
use crate::model::Leads;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;
use crate::route::OutPath;

/// Adds the addresses that pages had before they made room for another, where nothing stands by now.
fn add_former(cx: PlanCx<'_>, targets: &mut Targets<'_>) {
    let pages = || cx.site.iter().map(|(_, page)| page);
    for (id, page) in cx.site.iter() {
        let Some(alone) = &page.alone else { continue };
        let aliases = || targets.found.iter().map(|target| &target.route);
        if !pages().map(|page| &page.route).chain(aliases()).any(|route| route == alone) {
            targets.add_route(alone.clone(), "redirect", Subject::Redirect(id), &page.document.lang);
        }
    }
}

/// The format of redirects.
pub(super) struct Redirect;

impl OutputFormat for Redirect {
    fn name(&self) -> &'static str {
        "redirect"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for redirect in &cx.site.redirects.all {
            let Some(route) = redirect.from.route.clone() else { continue };
            match &redirect.to {
                // Of a page itself the title is told.
                Leads::Page(id, behind) if behind.is_empty() => {
                    let lang = &cx.site.page(*id).document.lang;
                    targets.add_route(route, "redirect", Subject::Redirect(*id), lang);
                }
                _ => {
                    let subject = Subject::Moved(cx.site.lead_of(redirect));
                    targets.add_route(route, "redirect", subject, &cx.site.config.language);
                }
            }
        }
        for (id, page) in cx.site.iter() {
            for (index, alias) in page.document.front.aliases.iter().enumerate() {
                match OutPath::of_alias(alias) {
                    Ok(route) => targets.add_route(route, "redirect", Subject::Redirect(id), &page.document.lang),
                    Err(why) => {
                        let span = page.document.value_span(&format!("aliases[{index}]"));
                        targets.report(mistakes::bad_alias(span, alias, &why.to_string()));
                    }
                }
            }
        }
        add_former(cx, targets);
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        cx.layout(target, "redirect.html")
    }
}
