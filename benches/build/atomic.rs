//! `build --atomic` beside `build`: what it costs to replace the whole output folder in one step.
//!
//! In go sizes and a number of rounds, out comes a table in Markdown for each size: builds after the same edits, as
//! processes, by turns into one folder each way, each with a cache of its own. Only the work folder is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::measure::{self, Cost};
use crate::run::{claim, clear, count};
use crate::{format, generate, machine};

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each edit is made and built.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Work folder.
    #[arg(long, default_value = "/dev/shm/demarche-atomic")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    for &size in &settings.sizes {
        let folder = work.join(size.to_string());
        clear(&folder)?;
        generate::write_site(size, &folder.join("site"))?;
        measure(size, &folder, settings)?;
        clear(&folder)?;
    }
    println!("\n{}; {}.", format::taken(&settings.rounds.to_string()), machine::described(&work));
    Ok(())
}

/// Measures one size.
fn measure(size: usize, folder: &Path, settings: &Settings) -> io::Result<()> {
    let site = folder.join("site");
    let ways = [Way { name: "in-place", argument: None }, Way { name: "atomic", argument: Some("--atomic") }];
    let first = ways.each_ref().map(|way| way.build(&site, folder, settings).map(|cost| vec![cost]));
    let files = format::grouped(count(&ways[0].out(folder))?.files);
    println!("\n### {} publications, {files} files\n", format::grouped(size));
    println!("| | build, wall s | CPU s | build --atomic, wall s | CPU s |\n|---|---:|---:|---:|---:|");
    let [in_place, atomic] = first;
    row("first build", &in_place?, &atomic?);
    let mut letters: Vec<PathBuf> =
        fs::read_dir(site.join("content/letters"))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    letters.sort();
    let letter = &letters[letters.len() / 2];
    let text = fs::read_to_string(letter)?;
    let layout = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/base.html"))?;
    for edit in ["nothing", "one text", "base layout"] {
        let mut costs = [Vec::new(), Vec::new()];
        for round in 0..settings.rounds {
            match edit {
                "one text" => fs::write(letter, format!("{text}\nOne more sentence, {round}.\n"))?,
                "base layout" => {
                    let layout = layout.replace("</body>", &format!("<!-- {round} --></body>"));
                    generate::write_file(&site.join("layouts/base.html"), &layout)?;
                }
                _ => {}
            }
            for (way, costs) in ways.iter().zip(&mut costs) {
                costs.push(way.build(&site, folder, settings)?);
            }
        }
        row(edit, &costs[0], &costs[1]);
    }
    Ok(())
}

/// A way to write the output.
struct Way {
    /// Its name.
    name: &'static str,
    /// What asks for it.
    argument: Option<&'static str>,
}

impl Way {
    /// Returns its output folder.
    fn out(&self, folder: &Path) -> PathBuf {
        folder.join(self.name).join("public")
    }

    /// Builds the site.
    fn build(&self, site: &Path, folder: &Path, settings: &Settings) -> io::Result<Cost> {
        let out = self.out(folder);
        let mut command = measure::program(&settings.program);
        command.args(["build", "--root"]).arg(site).arg("--out").arg(out).args(self.argument);
        measure::run(command.env("XDG_CACHE_HOME", folder.join(self.name).join("cache")))
    }
}

/// Prints a row: the medians with their ranges.
fn row(name: &str, in_place: &[Cost], atomic: &[Cost]) {
    let spread =
        |costs: &[Cost], take: fn(&Cost) -> f64| format::spread(&costs.iter().map(take).collect::<Vec<_>>(), 3);
    let cells = |costs: &[Cost]| format!("{} | {}", spread(costs, |cost| cost.wall), spread(costs, |cost| cost.cpu));
    println!("| {name} | {} | {} |", cells(in_place), cells(atomic));
}
