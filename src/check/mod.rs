//! Checks: what is looked at once the site and its plan are complete.
//!
//! A check is one file here and its line in [`CHECKS`].

mod addresses;
mod file_names;
mod footer;
mod layouts;
mod made;
mod mail;

use crate::diag::{Diagnostic, did_you_mean};
use crate::model::{PageId, Site, SitePage};
use crate::plan::Plan;
use crate::render::Layouts;

pub use made::MadeAddresses;

/// All checks.
pub static CHECKS: [&dyn Check; 5] =
    [&addresses::Addresses, &layouts::LayoutAddresses, &footer::Footer, &file_names::FileNames, &mail::Mails];

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct CheckCx<'a> {
    /// The site.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
    /// The layouts.
    pub layouts: &'a Layouts,
}

/// Something that is checked on a whole site.
pub trait Check: Sync {
    /// Returns the name.
    fn name(&self) -> &'static str;

    /// Adds what is wrong with the whole.
    fn run(&self, _: CheckCx<'_>, _: &mut Vec<Diagnostic>) {}

    /// Adds what is wrong with one page, as far as it is told by the page, the settings, the plan and the anchors of
    /// other pages: what the text of a page can change.
    fn run_page(&self, _: CheckCx<'_>, _: &SitePage, _: &mut Vec<Diagnostic>) {}
}

/// Runs all checks.
pub fn check_site(cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check.run(cx, diagnostics);
        cx.site.pages.iter().for_each(|page| check.run_page(cx, page, diagnostics));
    }
}

/// Runs all checks of single pages on some.
pub fn check_pages(cx: CheckCx<'_>, pages: &[PageId], diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        pages.iter().for_each(|page| check.run_page(cx, cx.site.page(*page), diagnostics));
    }
}

/// Returns a hint at a similar address.
fn similar(cx: CheckCx<'_>, path: &str) -> Option<String> {
    let addresses: Vec<String> = cx.plan.targets.iter().map(|target| target.route.url()).collect();
    did_you_mean(path, addresses.iter().map(String::as_str))
}

/// Returns an address without what follows its path.
fn without_fragment(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or(address)
}
