//! Everything in one run: builds, second builds, the preview, mails and builds in one step, kept and written into the documents.
//!
//! In go sizes, out come `benches/results.tsv` and what is made of it: the tables of `benches/README.md` and `README.md`,
//! and the picture. Parts and sizes that this run does not measure stay as an earlier run has left them.

use std::io;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use crate::results::Results;
use crate::{atomic, mail, publish, run, second, serve};

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications, in rising order.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each builder runs.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How often each edit is made, before a second build and under the preview.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How many edits are made in a row to see whether the preview's memory grows.
    #[arg(long, default_value_t = 140)]
    edits: u32,
    /// The parts to measure.
    #[arg(long, value_delimiter = ',', default_values_t = ["build", "second", "serve", "mail", "atomic"].map(String::from))]
    parts: Vec<String>,
    /// The others that build beside demarche; `--others ''` leaves all out.
    #[arg(long, value_delimiter = ',', default_values_t = ["hugo", "eleventy", "zola"].map(String::from))]
    others: Vec<String>,
    /// Leave sites with mails out of builds, as for 100,000 publications on a machine with less than 64 GB.
    #[arg(long)]
    no_mails: bool,
    /// Leave juice and MJML out.
    #[arg(long)]
    no_npm: bool,
    /// Measure and print, but keep nothing and write no document.
    #[arg(long)]
    dry: bool,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-bench")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// Measures, keeps and publishes.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut results = Results::default();
    let begin = Instant::now();
    for part in &settings.parts {
        match part.as_str() {
            "build" => builds(settings, &mut results)?,
            "second" => seconds(settings, &mut results)?,
            "serve" => previews(settings, &mut results)?,
            "mail" => mails(settings, &mut results)?,
            "atomic" => exchanges(settings, &mut results)?,
            other => return Err(io::Error::other(format!("no part is called `{other}`"))),
        }
        eprintln!("{part}: done after {} s", begin.elapsed().as_secs());
        // What was measured is kept, whatever becomes of the rest.
        if !settings.dry {
            publish::keep(&results)?;
        }
    }
    print!("{}", publish::all_tables(&results));
    if settings.dry { Ok(()) } else { publish::publish() }
}

/// Measures builds from nothing.
fn builds(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let of_build = run::Settings {
        sizes: settings.sizes.clone(),
        runs: settings.runs,
        others: settings.others.clone(),
        others_up_to: 10_000,
        no_mails: settings.no_mails,
        work: settings.work.clone(),
        keep: false,
        program: settings.program.clone(),
    };
    run::measure_demonstration(&of_build, results)?;
    settings.sizes.iter().try_for_each(|&size| run::measure_size(size, &of_build, results))
}

/// Measures second builds.
fn seconds(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let of_second = second::Settings {
        sizes: settings.sizes.clone(),
        rounds: settings.rounds,
        no_mails: settings.no_mails,
        work: settings.work.clone(),
        program: settings.program.clone(),
    };
    settings.sizes.iter().try_for_each(|&size| second::measure_size(size, &of_second, results))
}

/// Measures the preview.
fn previews(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let of_serve = serve::Settings {
        sizes: settings.sizes.clone(),
        rounds: settings.rounds,
        edits: settings.edits,
        hugo: settings.others.iter().any(|other| other == "hugo"),
        hugo_up_to: 1_000,
        patience: 5,
        work: settings.work.clone(),
        program: settings.program.clone(),
    };
    settings.sizes.iter().try_for_each(|&size| serve::measure_size(size, &of_serve, results))
}

/// Measures builds in one step.
fn exchanges(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let of_atomic = atomic::Settings {
        sizes: settings.sizes.clone(),
        rounds: settings.rounds,
        work: settings.work.clone(),
        program: settings.program.clone(),
    };
    settings.sizes.iter().try_for_each(|&size| atomic::measure_size(size, &of_atomic, results))
}

/// Measures mails.
fn mails(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let of_mail = mail::Settings {
        letters: crate::goals::MAILS,
        runs: settings.runs,
        no_npm: settings.no_npm,
        work: settings.work.clone(),
        program: settings.program.clone(),
    };
    mail::measure_all(&of_mail, results)
}
