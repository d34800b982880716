//! The same texts in the built-in folders and in twelve collections with feeds.
//!
//! In go sizes and a number of rounds, out comes a row for each place in Markdown: what a build costs without a cache, and how many times
//! as much processor time it takes as in the built-in folders, round by round. The sites are built by turns, so that a disturbance of
//! the machine falls on all of them. Only the work folder is touched.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::format::{grouped, head, row, spread};
use crate::generate;
use crate::machine;
use crate::measure::{self, Cost};
use crate::results::median;
use crate::run::{claim, clear, count, fresh_parent};
use crate::sample::{Folders, Sample};

/// How many times as much processor time the collections may take.
const GOAL: f64 = 1.25;

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each site is built.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Work folder.
    #[arg(long, default_value = "/dev/shm/demarche-collections")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// Where the texts stand, as the table calls it; the first is what the others are compared with.
const PLACES: [&str; 3] = ["the built-in folders", "12 collections without feeds", "12 collections with feeds"];

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    settings.sizes.iter().try_for_each(|&size| measure_size(size, settings))
}

/// Measures one size and prints its table.
fn measure_size(size: usize, settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let folder = work.join(size.to_string());
    clear(&folder)?;
    let sites = [0, 1, 2].map(|place| folder.join(format!("site-{place}")));
    generate::write_site(size, &sites[0])?;
    generate::write_collections(size, &sites[1])?;
    generate::write_collections(size, &sites[2])?;
    generate::write_indexes(&Sample::within(Folders::Collections, size), "  feed: false\n", &sites[1])?;
    let load = machine::load();
    let mut costs: [Vec<Cost>; 3] = Default::default();
    for round in 1..=settings.rounds {
        eprintln!("{size} publications, round {round} of {}", settings.rounds);
        for (site, costs) in sites.iter().zip(&mut costs) {
            costs.push(build(site, settings)?);
        }
    }
    println!("### {} publications\n", grouped(size));
    print!("{}", table(&sites, &costs)?);
    println!("\n{}; load before it {load:.1}.\n", machine::described(&work));
    clear(&folder)
}

/// Builds a site from nothing.
fn build(site: &Path, settings: &Settings) -> io::Result<Cost> {
    let out = out_of(site);
    fresh_parent(&out)?;
    let mut command = measure::program(&settings.program);
    measure::run(command.args(["build", "--no-cache", "--root"]).arg(site).arg("--out").arg(out))
}

/// Returns where the output of a site lies.
fn out_of(site: &Path) -> PathBuf {
    site.with_extension("out").join("public")
}

/// Returns the table of what was measured.
fn table(sites: &[PathBuf; 3], costs: &[Vec<Cost>; 3]) -> io::Result<String> {
    let mut text = head(&["texts in", "CPU s", "wall s", "files", "times as much CPU", "goal"]);
    let cpu = |costs: &Vec<Cost>| costs.iter().map(|cost| cost.cpu).collect::<Vec<_>>();
    for (place, name) in PLACES.iter().enumerate() {
        let times: Vec<f64> = cpu(&costs[place]).iter().zip(cpu(&costs[0])).map(|(cost, base)| cost / base).collect();
        let is_met = median(&times).is_some_and(|times| times <= GOAL);
        let goal = if is_met { format!("at most {GOAL}: met") } else { format!("**at most {GOAL}: not met**") };
        let wall: Vec<f64> = costs[place].iter().map(|cost| cost.wall).collect();
        let (times, goal) = if place == 0 { ("-".to_owned(), "-".to_owned()) } else { (spread(&times, 2), goal) };
        let files = grouped(count(&out_of(&sites[place]))?.files);
        text.push_str(&row(&[
            (*name).to_owned(),
            spread(&cpu(&costs[place]), 3),
            spread(&wall, 3),
            files,
            times,
            goal,
        ]));
    }
    Ok(text)
}
