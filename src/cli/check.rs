//! `demarche check`: every mistake, and nothing written.

use demarche::check::{CheckCx, MadeAddresses, Similar};
use demarche::diag::{Diagnostic, Span, mistakes, sort_diagnostics};
use demarche::model::{REDIRECTS_FILE, Site};
use demarche::plan::Target;
use demarche::source::Sources;
use demarche::source::blanks::blanks;
use demarche::track::Trace;
use demarche::{Error, Sink};

use super::arguments::CheckCommand;
use super::clock::Stopwatch;
use super::{report, site};

/// Checks the site; `false` when it has errors.
pub(super) fn run(command: &CheckCommand) -> Result<bool, Error> {
    let stopwatch = Stopwatch::start();
    let root = site::root(&command.site)?;
    let (sources, found) = Sources::read(&root)?;
    let options = site::options(&command.site, &sources);
    let blanks = blanks(&sources);
    let look = Look::default();
    let mut outcome = site::build(sources, found, &options, &look)?;
    if let Some(snapshot) = &outcome.snapshot {
        let (site, plan, layouts) = (snapshot.site(), snapshot.plan(), snapshot.layouts());
        let similar = Similar::of(plan);
        let cx = CheckCx { site, plan, layouts, similar: &similar };
        outcome.diagnostics.extend(look.0.dead(cx));
        outcome.diagnostics.extend(redirects_of_hosts(site));
    }
    outcome.diagnostics.extend(blanks);
    sort_diagnostics(&mut outcome.diagnostics);
    report::diagnostics(&outcome.diagnostics, command.site.format);
    report::checked(&outcome, stopwatch.elapsed());
    Ok(outcome.is_good())
}

/// Returns what is to be known of old addresses that no page can answer.
fn redirects_of_hosts(site: &Site) -> Option<Diagnostic> {
    let count = site.redirects.all.iter().filter(|redirect| redirect.from.route.is_none()).count();
    (count > 0).then(|| mistakes::redirects_of_hosts(Span::whole(&REDIRECTS_FILE.into()), count))
}

/// A sink that keeps nothing of the files but the addresses in them.
#[derive(Default)]
struct Look(MadeAddresses);

impl Sink for Look {
    fn put(&self, target: &Target, bytes: &[u8], _: Trace) -> Result<(), Error> {
        self.0.look(&target.route, bytes);
        Ok(())
    }
}
