//! `demarche check`: every mistake, and nothing written but what a build that was cut off has left undone.

use demarche::Error;
use demarche::engine::Discard;
use demarche::source::Sources;

use super::arguments::CheckCommand;
use super::clock::Stopwatch;
use super::{report, site};

/// Checks the site; `false` when it has errors.
pub(super) fn run(command: &CheckCommand) -> Result<bool, Error> {
    let stopwatch = Stopwatch::start();
    let root = site::root(&command.site)?;
    site::recover_public(&root)?;
    let (sources, found) = Sources::read(&root)?;
    let outcome = site::build(sources, found, &site::options(&command.site)?, &Discard)?;
    report::diagnostics(&outcome.diagnostics, command.site.format);
    report::checked(&outcome, stopwatch.elapsed());
    Ok(outcome.is_good())
}
