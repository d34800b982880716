//! The preview over HTTP: from a saved file to the bytes that a browser gets, by `demarche serve` and by `hugo server`.
//!
//! In go sizes and a number of rounds, out come figures and tables: how long until the asked page answers, how long until
//! each kind of edit is seen, which pages are stale after a page was added and deleted, and what many edits do to the
//! memory of `demarche serve`. Servers are processes and run one after the other; each edit begins when the server has
//! nothing more to do from the one before. Only the work folder is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use crate::edit::{Edit, Site};
use crate::generate::{self, Mails};
use crate::lanes::Lane;
use crate::others::Other;
use crate::results::Results;
use crate::run::{claim, clear};
use crate::served::{Served, free_port};
use crate::tables_served::MOMENTS;
use crate::{hugo, machine, stale, tables_served};

/// How often a server is started to see how long that takes.
const STARTS: u32 = 3;
/// The kinds of edits that are made in a row; a page is added before it is renamed.
const MIXED: [Edit; 7] = [Edit::Body, Edit::Title, Edit::Date, Edit::Body, Edit::Added, Edit::Renamed, Edit::Deleted];

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    pub(crate) sizes: Vec<usize>,
    /// How often each edit is made; the median is reported.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,
    /// How many edits are made in a row to see whether memory grows; 0 leaves that out.
    #[arg(long, default_value_t = 1_000)]
    pub(crate) edits: u32,
    /// Measure `hugo server` as well.
    #[arg(long)]
    pub(crate) hugo: bool,
    /// Leave Hugo out of larger sizes.
    #[arg(long, value_name = "SIZE", default_value_t = 1_000)]
    pub(crate) hugo_up_to: usize,
    /// After how many seconds an edit counts as not seen.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) patience: u64,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-serve")]
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
        print!("{}", tables_served::serve(&results, size));
    }
    Ok(())
}

/// Measures one size.
pub(crate) fn measure_size(size: usize, settings: &Settings, results: &mut Results) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let folder = work.join(size.to_string());
    clear(&folder)?;
    let (root, hugo_root) = (folder.join("site"), folder.join("hugo-site"));
    generate::write_site_with(Mails::On, size, &root)?;
    let mut lanes = vec![Lane::Demarche { program: settings.program.clone(), root }];
    let mut version = String::new();
    if settings.hugo && size <= settings.hugo_up_to {
        let installed = Other::Hugo.install(&work)?;
        version = format!("; {}", installed.version);
        hugo::write_site(size, &hugo_root)?;
        for full in [false, true] {
            lanes.push(Lane::Hugo { program: installed.program.clone(), root: hugo_root.clone(), full });
        }
    }
    results.note("serve", size, "machine", &format!("{}{version}", machine::described(&work)));
    results.note("serve", size, "rounds", &settings.rounds.to_string());
    results.note("serve", size, "load", &format!("{:.1}", machine::load()));
    for lane in &lanes {
        eprintln!("{size} publications, preview: {}", lane.name().replace('`', ""));
        let site = lane.site(size)?;
        Watched { size, lane, site: &site, folder: &folder, settings, results }.measure()?;
    }
    clear(&folder)
}

/// One server that is measured.
struct Watched<'a> {
    size: usize,
    lane: &'a Lane,
    site: &'a Site,
    folder: &'a Path,
    settings: &'a Settings,
    results: &'a mut Results,
}

impl Watched<'_> {
    /// Adds a figure.
    fn add(&mut self, figure: &str, value: f64) {
        self.results.add("serve", self.size, self.lane.name(), figure, value);
    }

    /// Measures everything.
    fn measure(&mut self) -> io::Result<()> {
        for _ in 1..STARTS {
            drop(self.start()?);
        }
        let (mut served, _) = self.start()?;
        served.settle()?;
        self.add("memory", served.memory()?);
        self.edits(&mut served)?;
        self.add("memory after", served.memory()?);
        if matches!(self.lane, Lane::Demarche { .. }) && self.settings.edits > 0 {
            self.in_a_row(&mut served)?;
        }
        drop(served);
        self.stale()?;
        self.site.restore()
    }

    /// Starts a server on a free port and waits for the page of the letter; returns the port too.
    fn start(&mut self) -> io::Result<(Served, u16)> {
        let port = free_port()?;
        let mut command = self.lane.serve(port, self.folder);
        let (served, took) = Served::start(&mut command, port, &self.site.letter(), &self.folder.join("said.txt"))?;
        self.add("start", took.as_secs_f64() * 1e3);
        Ok((served, port))
    }

    /// Makes one edit and waits until it is seen; the milliseconds that took, if it was.
    fn see(&self, edit: Edit, round: u32, served: &mut Served) -> io::Result<Option<f64>> {
        let (target, mut sign) = self.site.seen_at(edit, round);
        sign.before(&served.get(&target)?);
        let patience = Duration::from_secs(self.settings.patience);
        let begin = Instant::now();
        self.site.make(edit, round)?;
        let took = served.until(&target, begin, patience, |answer| sign.is_in(answer))?;
        Ok(took.map(|took| took.as_secs_f64() * 1e3))
    }

    /// Makes every kind of edit, as often as asked.
    fn edits(&mut self, served: &mut Served) -> io::Result<()> {
        for kinds in self.lane.kinds() {
            'rounds: for round in 1..=self.settings.rounds {
                for edit in &kinds {
                    served.settle()?;
                    match self.see(*edit, round, served)? {
                        Some(took) => self.add(edit.name(), took),
                        // What was not seen once need not be waited for again.
                        None => {
                            self.add(&format!("{} not seen", edit.name()), 1.0);
                            break 'rounds;
                        }
                    }
                }
            }
            self.site.restore()?;
            served.settle()?;
        }
        Ok(())
    }

    /// Makes edits of mixed kinds in a row, and looks at the memory before, after a tenth of them and at the end.
    fn in_a_row(&mut self, served: &mut Served) -> io::Result<()> {
        served.settle()?;
        self.add("in a row: memory before", served.memory()?);
        for number in 1..=self.settings.edits {
            let edit = MIXED[number as usize % MIXED.len()];
            let took = self.see(edit, 1_000_000 + number, served)?;
            self.add("in a row", took.ok_or_else(|| io::Error::other(format!("never seen: {}", edit.name())))?);
            if number == (self.settings.edits / 10).max(1) {
                self.add("in a row: memory at a tenth", served.memory()?);
            }
        }
        self.add("in a row: memory at the end", served.memory()?);
        self.site.restore()?;
        served.settle()
    }

    /// Compares what a server that was just started serves with clean builds: at once, after a title was edited, after a
    /// page was added, and after it was deleted again.
    fn stale(&mut self) -> io::Result<()> {
        let (mut served, port) = self.start()?;
        let (clean, before) = (self.folder.join("clean/public"), self.folder.join("clean-before"));
        clear(&before)?;
        for (edit, moment) in [None, Some(Edit::Title), Some(Edit::Added), Some(Edit::Deleted)].into_iter().zip(MOMENTS)
        {
            if let Some(edit) = edit {
                // Whether it was seen is told by what is compared.
                let _ = self.see(edit, 1, &mut served)?;
            }
            served.settle()?;
            clear(&self.folder.join("clean"))?;
            self.lane.build_clean(&clean, port, self.folder)?;
            let found = stale::compare(&mut served, &clean, &before)?;
            for page in found.differing.iter().chain(&found.left).take(6) {
                eprintln!("{}, {moment}: stale `{page}`", self.lane.name());
            }
            let counts = [found.asked, found.changed, found.differing.len(), found.left.len()];
            for (what, count) in ["asked", "changed", "differing", "left"].into_iter().zip(counts) {
                self.add(&format!("{moment}: {what}"), count as f64);
            }
            clear(&before)?;
            fs::rename(&clean, &before)?;
        }
        clear(&before)
    }
}
