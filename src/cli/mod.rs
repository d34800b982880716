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
mod layouts;
mod limits;
#[cfg(test)]
mod manual_tests;
mod memory;
#[cfg(test)]
mod net_tests;
mod new;
mod newsletter;
mod recovery;
mod report;
mod schema;
mod serve;
mod site;
mod threads;
mod turn;
mod why;

use std::process::ExitCode;

use clap::Parser;
use demarche::diag::{mistakes, net};
use demarche::{Diagnostic, Error};

use arguments::{Arguments, Command};
use report::Format;

/// Exit status when a site has errors or something outside failed; clap uses 2 for wrong arguments.
const FAILURE: u8 = 1;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(asked) => return told(&asked),
    };
    if let Some(code) = memory::watched(&arguments.command) {
        return code;
    }
    net::note_places();
    threads::start();
    let result = performed(&arguments.command).unwrap_or_else(|mistake| {
        report::diagnostics(&[*mistake], arguments.command.format());
        Ok(false)
    });
    match (result, report::output_failure()) {
        (Err(error), _) => {
            report::failure(&error, arguments.command.format());
            ExitCode::from(FAILURE)
        }
        (Ok(_), Some(error)) => {
            report::failure(&error, Format::Text);
            ExitCode::from(FAILURE)
        }
        (Ok(true), None) => ExitCode::SUCCESS,
        (Ok(false), None) => ExitCode::from(FAILURE),
    }
}

/// Prints the help that was asked for, or what is wrong with the arguments.
fn told(asked: &clap::Error) -> ExitCode {
    asked.print().unwrap_or_else(|error| report::unwritten(&error));
    match report::output_failure() {
        Some(error) => {
            report::failure(&error, Format::Text);
            ExitCode::from(FAILURE)
        }
        None => ExitCode::from(u8::try_from(asked.exit_code()).unwrap_or(FAILURE)),
    }
}

/// Does what a command asks for; a mistake of the program's own ends it.
fn performed(command: &Command) -> Result<Result<bool, Error>, Box<Diagnostic>> {
    net::caught(|| dispatch(command)).map_err(|said| Box::new(mistakes::own_mistake("at work", &said)))
}

/// Does what a command asks for; `false` where the site has errors.
fn dispatch(command: &Command) -> Result<bool, Error> {
    #[cfg(test)]
    net_tests::fall(command);
    limits::outlive_large_files();
    recovery::complete(command);
    match command {
        Command::Build(command) => build::run(command),
        Command::Serve(command) => serve::run(command),
        Command::Check(command) => check::run(command),
        Command::New(command) => new::run(command),
        Command::Newsletter(command) => newsletter::run(command),
        Command::Why(command) => why::run(command),
        Command::WhyNot(command) => why::run_not(command),
        Command::Layouts(command) => layouts::run(command),
        Command::Schema(command) => schema::run(command),
        Command::Completions(command) => completions::run(command),
    }
}
