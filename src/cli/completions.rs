//! `demarche completions`: what a shell needs to complete commands.

use clap::CommandFactory;
use demarche::Error;

use super::arguments::{Arguments, CompletionsCommand};

/// Prints the completions.
pub(super) fn run(command: &CompletionsCommand) -> Result<bool, Error> {
    let mut arguments = Arguments::command();
    clap_complete::generate(command.shell, &mut arguments, "demarche", &mut std::io::stdout());
    Ok(true)
}
