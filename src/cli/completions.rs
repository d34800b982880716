//! `demarche completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use demarche::Error;

use super::arguments::{Arguments, CompletionsCommand};
use super::report;

/// Prints the completions.
pub(super) fn run(command: &CompletionsCommand) -> Result<bool, Error> {
    // Into memory first: the generator panics when nobody reads what it writes.
    let mut text = Vec::new();
    clap_complete::generate(command.shell, &mut Arguments::command(), "demarche", &mut text);
    report::output(&text);
    Ok(true)
}
