//! The benchmark: a generated site, built by demarche, by a bare floor and by other generators, side by side.
//!
//! In goes a command (`cargo bench --bench build -- --help` lists them), out come folders or a table
//! in Markdown on standard output. The builds run as whole processes, one after the other. Nothing
//! outside the work folder is written. `benches/README.md` says how to read the figures.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the benchmark stands outside the house: it writes folders, takes the time and prints"
)]

mod all;
mod atomic;
mod collections;
mod dimensions;
mod edit;
mod edits;
mod eleventy;
mod extremes;
mod facts;
mod floor;
mod format;
mod generate;
mod goals;
mod hugo;
mod lanes;
mod letters;
mod machine;
mod mail;
mod measure;
mod others;
mod picture;
mod prose;
mod publish;
mod results;
mod run;
mod sample;
mod second;
mod serve;
mod served;
mod stale;
mod tables;
mod tables_served;
mod zola;
mod zola_data;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Measures how fast demarche builds a generated site.
#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench build --", version)]
struct Arguments {
    /// What to do; without a command, `run` under `cargo bench` and nothing under `cargo test`.
    #[command(subcommand)]
    command: Option<Command>,
    /// Passed by `cargo bench` to every benchmark.
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
enum Command {
    /// Write the sample site as demarche reads it.
    Generate {
        /// Number of letters, briefs and newsletter issues together.
        publications: usize,
        /// Folder to write to, absent or empty.
        folder: PathBuf,
    },
    /// Write the sample site as another generator reads it, with layouts that make the same pages.
    Other {
        /// Which one.
        other: others::Other,
        /// Number of letters, briefs and newsletter issues together.
        publications: usize,
        /// Folder to write to, absent or empty.
        folder: PathBuf,
    },
    /// Read all sources of a site and write the files of a built output, and nothing else.
    Floor {
        /// Folder of the site.
        site: PathBuf,
        /// Output folder that a build has made.
        made: PathBuf,
        /// Folder to write to, absent or empty.
        out: PathBuf,
    },
    /// Measure builds, second builds, the preview and mails, keep the figures and write them into the documents.
    All(all::Settings),
    /// Write the tables and the picture into the documents once more, from the figures that are kept.
    Publish,
    /// Generate, build in turn and print the figures.
    Run(run::Settings),
    /// Generate, build, edit in every way, build again, and print what each second build costs.
    Second(second::Settings),
    /// Generate, edit, and build in place and in one step by turns.
    Atomic(atomic::Settings),
    /// Generate the same texts in the built-in folders and in collections, and build them by turns.
    Collections(collections::Settings),
    /// Write sites that have much of one thing and print how what they cost grows with it.
    Extremes(extremes::Settings),
    /// Generate, edit again and again and print how long the incremental engine takes.
    Edits(edits::Settings),
    /// Generate a site with mails, build it on one thread and print how many mails a second come out.
    Mail(mail::Settings),
    /// Serve, edit again and again and print how long it takes until a browser gets the new bytes.
    Serve(serve::Settings),
}

/// Runs the command; an error is said in one line.
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Carries out the command.
fn dispatch(arguments: Arguments) -> io::Result<()> {
    match arguments.command {
        Some(Command::Generate { publications, folder }) => generate::write_site(publications, &folder),
        Some(Command::Other { other, publications, folder }) => other.write_site(publications, &folder),
        Some(Command::Floor { site, made, out }) => {
            println!("{}", floor::run(&site, &made, &out)?.to_json());
            Ok(())
        }
        Some(Command::All(settings)) => all::run(&settings),
        Some(Command::Publish) => publish::publish(),
        Some(Command::Run(settings)) => run::run(&settings),
        Some(Command::Second(settings)) => second::run(&settings),
        Some(Command::Atomic(settings)) => atomic::run(&settings),
        Some(Command::Collections(settings)) => collections::run(&settings),
        Some(Command::Extremes(settings)) => extremes::run(&settings),
        Some(Command::Edits(settings)) => edits::run(&settings),
        Some(Command::Mail(settings)) => mail::run(&settings),
        Some(Command::Serve(settings)) => serve::run(&settings),
        // Parsed rather than put together here, so that the defaults are said once.
        None if arguments.bench => dispatch(Arguments::parse_from(["bench", "run"])),
        None => {
            println!("a benchmark, not a test: `cargo bench --bench build` runs it");
            Ok(())
        }
    }
}
