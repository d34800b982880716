//! Checks: what is looked at once the site and its plan are complete.
//!
//! A check is one file here and its line in [`CHECKS`].

mod addresses;
mod file_names;
mod footer;
mod mail;

use crate::diag::Diagnostic;
use crate::model::Site;
use crate::plan::Plan;

/// All checks.
pub static CHECKS: [&dyn Check; 4] = [&addresses::Addresses, &footer::Footer, &file_names::FileNames, &mail::Mails];

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct CheckCx<'a> {
    /// The site.
    pub site: &'a Site,
    /// The plan.
    pub plan: &'a Plan,
}

/// Something that is checked on a whole site.
pub trait Check: Sync {
    /// Returns the name.
    fn name(&self) -> &'static str;

    /// Adds what is wrong.
    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>);
}

/// Runs all checks.
pub fn check_site(cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check.run(cx, diagnostics);
    }
}
