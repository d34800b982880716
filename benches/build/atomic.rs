//! `build --atomic` beside `build`: what it costs to replace the whole output folder in one step.
//!
//! In go sizes and a number of rounds, out comes a table in Markdown for each size: builds after the same edits, as
//! processes, by turns into one folder each way, each with a cache of its own. Only the work folder is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::format::{grouped, head, row, spread};
use crate::measure::{self, Cost};
use crate::results::Results;
use crate::run::{claim, clear, count};
use crate::{generate, machine, tables};

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    pub(crate) sizes: Vec<usize>,
    /// How often each edit is made and built.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,
    /// Work folder.
    #[arg(long, default_value = "/dev/shm/demarche-atomic")]
    pub(crate) work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    pub(crate) program: PathBuf,
}

/// The kinds of edits, as the table calls them.
const EDITS: [&str; 4] = ["first build", "nothing", "one text", "base layout"];

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut results = Results::default();
    for &size in &settings.sizes {
        measure_size(size, settings, &mut results)?;
        print!("{}", table(&results, size));
    }
    Ok(())
}

/// Measures one size.
pub(crate) fn measure_size(size: usize, settings: &Settings, results: &mut Results) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let folder = work.join(size.to_string());
    clear(&folder)?;
    let site = folder.join("site");
    generate::write_site(size, &site)?;
    results.note("atomic", size, "machine", &machine::described(&work));
    results.note("atomic", size, "rounds", &settings.rounds.to_string());
    results.note("atomic", size, "load", &format!("{:.1}", machine::load()));
    let letters: io::Result<Vec<PathBuf>> =
        fs::read_dir(site.join("content/letters"))?.map(|entry| Ok(entry?.path())).collect();
    let mut letters = letters?;
    letters.sort();
    let letter = &letters[letters.len() / 2];
    let text = fs::read_to_string(letter)?;
    let layout = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/base.html"))?;
    for edit in EDITS {
        let rounds = if edit == "first build" { 1 } else { settings.rounds };
        for round in 0..rounds {
            match edit {
                "one text" => fs::write(letter, format!("{text}\nOne more sentence, {round}.\n"))?,
                "base layout" => {
                    let layout = layout.replace("</body>", &format!("<!-- {round} --></body>"));
                    generate::write_file(&site.join("layouts/base.html"), &layout)?;
                }
                _ => {}
            }
            for way in &WAYS {
                results.add_cost("atomic", size, way.name, edit, &way.build(&site, &folder, settings)?);
            }
        }
    }
    results.add("atomic", size, "written", "files", count(&WAYS[0].out(&folder))?.files as f64);
    clear(&folder)
}

/// Returns the table of one size.
pub(crate) fn table(results: &Results, size: usize) -> String {
    let files = results.median("atomic", size, "written", "files").unwrap_or_default() as usize;
    let mut text = format!("### In one step: {} publications, {} files\n\n", grouped(size), grouped(files));
    let names = ["without mails", "`demarche build`, wall s", "CPU s", "`demarche build --atomic`, wall s", "CPU s"];
    text.push_str(&head(&names));
    for edit in EDITS {
        let cell =
            |way: &Way, figure: &str| spread(results.values("atomic", size, way.name, &format!("{edit} {figure}")), 3);
        let cells = WAYS.iter().flat_map(|way| [cell(way, "wall"), cell(way, "cpu")]);
        text.push_str(&row(&[edit.to_owned()].into_iter().chain(cells).collect::<Vec<_>>()));
    }
    text.push('\n');
    text.push_str(&tables::notes(results, "atomic", size));
    text
}

/// Both ways.
const WAYS: [Way; 2] = [Way { name: "in-place", argument: None }, Way { name: "atomic", argument: Some("--atomic") }];

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
