//! The command line: arguments, and one file for each command. The only place that prints, reads the clock or the
//! environment.

mod arguments;
mod build;
mod check;
mod clock;
mod completions;
mod draft;
mod editor;
mod lan;
mod limits;
mod new;
mod newsletter;
mod recovery;
mod report;
mod serve;
mod site;
mod turn;
mod why;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Exit status when a site has errors or something outside failed; clap uses 2 for wrong arguments.
const FAILURE: u8 = 1;
/// The stack of a worker thread: layouts may nest, and each level costs a good deal.
const STACK: usize = 16 * 1024 * 1024;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    // Fails only if a pool exists already, which nothing before this makes.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    recovery::complete(&arguments.command);
    let result = match &arguments.command {
        Command::Build(command) => build::run(command),
        Command::Serve(command) => serve::run(command),
        Command::Check(command) => check::run(command),
        Command::New(command) => new::run(command),
        Command::Newsletter(command) => newsletter::run(command),
        Command::Why(command) => why::run(command),
        Command::WhyNot(command) => why::run_not(command),
        Command::Completions(command) => completions::run(command),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILURE),
        Err(error) => {
            report::failure(&error, arguments.command.format());
            ExitCode::from(FAILURE)
        }
    }
}
