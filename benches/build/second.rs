//! Second builds: what `demarche build` costs after each kind of edit, when it has built the site before.
//!
//! In go sizes and a number of rounds, out come figures and a table in Markdown. Each build is a process and keeps its
//! memory of the site where every build keeps it. The site is built with mails, as it is by default, and without. Beside
//! it stands the bare floor of the whole site, since that is what a build of everything is measured by. Only the work
//! folder is touched.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::edit::{Edit, Site};
use crate::generate::{self, Mails};
use crate::goals;
use crate::lanes::AT;
use crate::measure::{self, Cost};
use crate::results::Results;
use crate::run::{claim, clear, fresh_parent};
use crate::{machine, tables};

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    pub(crate) sizes: Vec<usize>,
    /// How often each edit is made and built; the median is reported.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,
    /// Leave the site with mails out.
    #[arg(long)]
    pub(crate) no_mails: bool,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-second")]
    pub(crate) work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    pub(crate) program: PathBuf,
}

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut results = Results::default();
    for &size in &settings.sizes {
        measure_size(size, settings, &mut results)?;
        print!("{}", tables::second(&results, size));
    }
    Ok(())
}

/// Measures one size.
pub(crate) fn measure_size(size: usize, settings: &Settings, results: &mut Results) -> io::Result<()> {
    let work = claim(&settings.work)?;
    results.note("second", size, "machine", &machine::described(&work));
    results.note("second", size, "rounds", &settings.rounds.to_string());
    results.note("second", size, "load", &format!("{:.1}", machine::load()));
    let sites = [(Mails::On, goals::AS_TYPED), (Mails::Off, goals::NO_MAIL)];
    for (mails, who) in sites.into_iter().filter(|(mails, _)| *mails == Mails::Off || !settings.no_mails) {
        eprintln!("{size} publications, second builds: {}", who.replace('`', ""));
        let folder = work.join(size.to_string());
        clear(&folder)?;
        let root = folder.join("site");
        generate::write_site_with(mails, size, &root)?;
        let site = Site::of_demarche(&root, size)?;
        measure_site(
            &site,
            &Built { root: &root, folder: &folder, program: &settings.program },
            settings.rounds,
            |name, cost| {
                results.add_cost("second", size, who, name, &cost);
            },
        )?;
        clear(&folder)?;
    }
    Ok(())
}

/// A site that is built again and again.
struct Built<'a> {
    root: &'a Path,
    folder: &'a Path,
    program: &'a Path,
}

impl Built<'_> {
    /// Returns the output folder.
    fn out(&self) -> PathBuf {
        self.folder.join("made/public")
    }

    /// Builds the site.
    fn build(&self) -> io::Result<Cost> {
        let mut command = measure::program(self.program);
        command.args(["build", "--at", AT, "--root"]).arg(self.root).arg("--out").arg(self.out());
        measure::run(command.env("XDG_CACHE_HOME", self.folder.join("cache")))
    }
}

/// Measures the first build, the floor and all kinds of edits of one site.
fn measure_site(site: &Site, built: &Built<'_>, rounds: u32, mut add: impl FnMut(&str, Cost)) -> io::Result<()> {
    fresh_parent(&built.out())?;
    add("first build", built.build()?);
    let floor = built.folder.join("floor/public");
    for _ in 0..rounds {
        fresh_parent(&floor)?;
        add("floor", measure::floor(built.root, &built.out(), &floor)?);
    }
    clear(&built.folder.join("floor"))?;
    let pages = [Edit::Added, Edit::Renamed, Edit::Deleted];
    for edit in Edit::ALL.into_iter().filter(|edit| !pages[1..].contains(edit)) {
        let turn: &[Edit] = if edit == Edit::Added { &pages } else { &[edit] };
        for round in 1..=rounds {
            for edit in turn {
                site.make(*edit, round)?;
                add(edit.name(), built.build()?);
            }
        }
        site.restore()?;
        built.build()?;
    }
    Ok(())
}
