//! `demarche new`: files to begin with. Being written.

use clap::Args;
use demarche::Error;

/// The arguments of `new`.
#[derive(Args, Debug)]
pub(super) struct NewCommand {}

/// Makes the file.
pub(super) fn run(_command: &NewCommand) -> Result<bool, Error> {
    Ok(true)
}
