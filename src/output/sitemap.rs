//! The sitemap (sitemaps.org protocol 0.9): every page that search engines may list, with the date of its last change.

use super::{FileCx, OutputFormat, PlanCx, Targets};
use crate::diag::Diagnostic;
use crate::html::push_escaped;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;

/// How many addresses one file may hold, by the protocol.
const URL_LIMIT: usize = 50_000;

/// The format of the sitemap.
pub(super) struct Sitemap;

impl OutputFormat for Sitemap {
    fn name(&self) -> &'static str {
        "sitemap"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        targets.add("sitemap.xml", "", Subject::Whole, &cx.site.config.language);
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, _: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        let listed = cx.plan().targets.iter().filter(|target| is_listed(target));
        for target in listed.take(URL_LIMIT) {
            xml.push_str("<url><loc>");
            push_escaped(&mut xml, &cx.address(target));
            xml.push_str("</loc>");
            let page = match target.subject {
                Subject::Page(page) => Some(page),
                _ => None,
            };
            if let Some(modified) = page.and_then(|page| cx.modified(page)) {
                xml.push_str("<lastmod>");
                push_escaped(&mut xml, &modified);
                xml.push_str("</lastmod>");
            }
            xml.push_str("</url>\n");
        }
        xml.push_str("</urlset>\n");
        Ok(xml.into_bytes())
    }
}

/// Tells whether a target is for search engines: a web page, not an error page, and the first part of a list.
fn is_listed(target: &Target) -> bool {
    target.format == "html" && target.subject != Subject::NotFound && target.part.is_none_or(|part| part.number == 1)
}
