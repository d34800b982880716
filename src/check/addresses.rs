//! Links by address: that something stands there, and on it the place that they name.

use super::{Check, CheckCx};
use crate::address::{percent_decoded, unseen};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, mistakes};
use crate::model::{Resolved, SitePage};
use crate::plan::{Subject, Target};
use crate::route::composed;

/// Checks links such as `/letters/upr-49/#why`.
pub(super) struct Addresses;

impl Check for Addresses {
    fn name(&self) -> &'static str {
        "addresses"
    }

    fn run_page(&self, cx: CheckCx<'_>, page: &SitePage, diagnostics: &mut Vec<Diagnostic>) {
        let before = diagnostics.len();
        for (link, resolved) in page.document.body.links.iter().zip(&page.links) {
            let Resolved::Address(dest) = resolved else { continue };
            if diagnostics.len() - before >= MISTAKES_LIMIT {
                diagnostics.push(mistakes::too_many_mistakes(page.document.span(0..0), MISTAKES_LIMIT));
                break;
            }
            let document = &page.document;
            let (path, fragment) = dest.split_once('#').unwrap_or((dest, ""));
            let path = path.split('?').next().unwrap_or(path);
            let Some(target) = cx.plan.at_address(path) else {
                if let Some((name, place)) = cx.site.place_in_list(path) {
                    let span = document.dest_span(&link.range, dest);
                    diagnostics.push(mistakes::leads_to_list(span, dest, name, &place));
                    continue;
                }
                let hint = unseen(dest).map(mistakes::unseen_hint).or_else(|| cx.similar.hint(path));
                let span = document.dest_span(&link.range, dest);
                diagnostics.push(mistakes::dangling_address(span, dest).suggest(hint));
                continue;
            };
            if let (false, Some(anchors)) = (fragment.is_empty(), anchors_of(cx, target)) {
                let wanted = percent_decoded(fragment);
                let wanted = composed(&wanted);
                if anchors.binary_search_by(|anchor| anchor.as_str().cmp(&wanted)).is_err() {
                    let span = document.words_span(link.range.clone(), &format!("#{fragment}"));
                    diagnostics.push(mistakes::missing_anchor(span, &wanted, Some(path), anchors));
                }
            }
        }
    }
}

/// Returns the anchors of what stands at an address, in order: of a page, or of the home page that has a text; nothing where layouts
/// alone know them.
fn anchors_of<'a>(cx: CheckCx<'a>, target: &Target) -> Option<&'a [String]> {
    let site = cx.site;
    let document = match &target.subject {
        Subject::Page(id) => &site.page(*id).document,
        Subject::Home => {
            let suffix = if target.lang == site.config.language { String::new() } else { format!(".{}", target.lang) };
            let text = &site.page(site.by_path(&format!("content/_index{suffix}.md"))?).document;
            Some(text).filter(|text| !text.body.html.get().trim().is_empty())?
        }
        _ => return None,
    };
    Some(&document.body.anchors)
}
