//! Redirects of `content/redirects.csv`: that something stands where they lead, and nothing is hidden where they begin.

use super::{Check, CheckCx, without_fragment};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, mistakes};
use crate::model::{Leads, REDIRECTS_FILE};

/// Checks the redirects.
pub(super) struct Redirects;

impl Check for Redirects {
    fn name(&self) -> &'static str {
        "redirects"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let redirects = &cx.site.redirects;
        let zone = &cx.site.config.time_zone;
        let mut found = Vec::new();
        for redirect in &redirects.all {
            // Each mistake is looked up in the text.
            if found.len() >= MISTAKES_LIMIT {
                let whole = Span::whole(&REDIRECTS_FILE.into());
                found.push(mistakes::too_many_mistakes(whole, MISTAKES_LIMIT));
                break;
            }
            if let Some(seen) = cx.site.hidden_at(&redirect.from.address) {
                let what = format!("that of a page which is {}", seen.reason(zone));
                found.push(mistakes::redirect_onto(redirects.from_span(redirect), &redirect.from.address, &what));
            }
            let Leads::Path(dest) = &redirect.to else { continue };
            let path = without_fragment(dest);
            if cx.plan.at_address(path).is_some() {
                continue;
            }
            let span = redirects.to_span(redirect);
            found.push(match cx.site.hidden_at(path) {
                Some(seen) => mistakes::redirect_to_hidden(span, dest, &seen.reason(zone)),
                None => mistakes::redirect_to_nowhere(span, dest).suggest(cx.hint(path)),
            });
        }
        diagnostics.append(&mut found);
    }
}
