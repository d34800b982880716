//! Runs the builders in turn and gathers their figures.
//!
//! In go sizes and a number of runs, out go figures and tables. For each size the sites are generated once; then
//! demarche in each of its ways, the floors and the other generators build one after the other, as often as asked: a
//! machine that grows slower in the meantime slows all of them. Each build starts from a state as after a fresh clone:
//! no output, no memory of an earlier build. Only the work folder is touched, and one that this program did not make is
//! refused.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use walkdir::WalkDir;

use crate::generate::{self, Mails};
use crate::goals;
use crate::measure::{self, Cost};
use crate::others::{Installed, Other};
use crate::results::Results;
use crate::{machine, tables};

/// The file that marks a folder as the benchmark's own.
const MARKER: &str = "made-by-demarche-bench";
/// The floor of a site with mails, and of one without.
pub(crate) const FLOORS: [&str; 2] = ["the bare floor", "the bare floor, with `mail: false`"];
/// The demonstration, in the tables.
const DEMONSTRATION: &str = "`demarche build`, of the demonstration";

/// What to run.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications, in rising order.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    pub(crate) sizes: Vec<usize>,
    /// How often each builder runs; the median is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,
    /// The others that build beside demarche; `--others ''` leaves all out.
    #[arg(long, value_delimiter = ',', default_values_t = ["hugo", "eleventy", "zola"].map(String::from))]
    pub(crate) others: Vec<String>,
    /// Leave the others out of larger sizes: Hugo needs about 200 KB of memory for each publication.
    #[arg(long, value_name = "SIZE", default_value_t = 10_000)]
    pub(crate) others_up_to: usize,
    /// Leave sites with mails out, and their floor; at 100,000 the floor alone wants 16 GB for them.
    #[arg(long)]
    pub(crate) no_mails: bool,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-bench")]
    pub(crate) work: PathBuf,
    /// Keep the sites and the last outputs for inspection.
    #[arg(long)]
    pub(crate) keep: bool,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    pub(crate) program: PathBuf,
}

/// What a builder has written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Output {
    /// Number of files.
    pub(crate) files: usize,
    /// Number of HTML pages among them, redirects included, mails not.
    pub(crate) pages: usize,
    /// Number of bytes.
    pub(crate) bytes: u64,
}

/// A way to build with demarche.
struct Way {
    who: &'static str,
    mails: Mails,
    /// Whether the build leaves a memory for the next.
    has_cache: bool,
}

/// The ways, the first as the README has it.
const WAYS: [Way; 4] = [
    Way { who: goals::AS_TYPED, mails: Mails::On, has_cache: true },
    Way { who: goals::NO_CACHE, mails: Mails::On, has_cache: false },
    Way { who: goals::NO_MAIL, mails: Mails::Off, has_cache: true },
    Way { who: goals::NO_MAIL_NO_CACHE, mails: Mails::Off, has_cache: false },
];

/// Generates the sites, runs the builders and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut results = Results::default();
    for &size in &settings.sizes {
        measure_size(size, settings, &mut results)?;
        print!("{}", tables::build(&results, size));
    }
    print!("{}", tables::growth(&results));
    Ok(())
}

/// Makes the work folder, or takes one that an earlier run has made, and returns its full path.
pub(crate) fn claim(work: &Path) -> io::Result<PathBuf> {
    fs::create_dir_all(work)?;
    if !work.join(MARKER).exists() {
        generate::refuse_filled(work)?;
        fs::write(work.join(MARKER), "Everything in this folder may be removed.\n")?;
    }
    fs::canonicalize(work)
}

/// Removes a folder of the work folder, if it is there.
pub(crate) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Makes the folder that an output is to lie in, empty: what a builder kept beside its last output goes too.
pub(crate) fn fresh_parent(out: &Path) -> io::Result<()> {
    let Some(parent) = out.parent() else { return Ok(()) };
    clear(parent)?;
    fs::create_dir_all(parent)
}

/// Generates the sites of one size and lets the builders take turns.
pub(crate) fn measure_size(size: usize, settings: &Settings, results: &mut Results) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let folder = work.join(size.to_string());
    clear(&folder)?;
    let mut turns = Turns { size, folder: &folder, settings, results, others: Vec::new() };
    turns.prepare(&work)?;
    for number in 1..=settings.runs {
        eprintln!("{size} publications, run {number} of {}", settings.runs);
        turns.demarche()?;
        turns.others()?;
    }
    if !settings.keep {
        clear(&folder)?;
    }
    Ok(())
}

/// Builds the demonstration from nothing, as often as asked.
pub(crate) fn measure_demonstration(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let (work, project) = (claim(&settings.work)?, Path::new(env!("CARGO_MANIFEST_DIR")));
    let out = work.join("demonstration/public");
    for _ in 0..settings.runs {
        fresh_parent(&out)?;
        let cost = build(&settings.program, project, &out, true)?;
        results.add_cost("build", goals::DEMONSTRATION, DEMONSTRATION, "", &cost);
        add_output(results, goals::DEMONSTRATION, DEMONSTRATION, &out)?;
    }
    clear(&work.join("demonstration"))
}

/// Adds what was written.
fn add_output(results: &mut Results, size: usize, who: &str, out: &Path) -> io::Result<()> {
    let written = count(out)?;
    for (figure, value) in
        [("pages", written.pages as f64), ("files", written.files as f64), ("bytes", written.bytes as f64)]
    {
        results.add("build", size, who, figure, value);
    }
    Ok(())
}

/// Builds a site into an absent folder with demarche; its cache lies beside the output.
fn build(program: &Path, site: &Path, out: &Path, has_cache: bool) -> io::Result<Cost> {
    let mut command = measure::program(program);
    command.args(["build", "--root"]).arg(site).arg("--out").arg(out).args((!has_cache).then_some("--no-cache"));
    measure::run(command.env("XDG_CACHE_HOME", out.with_file_name("cache")))
}

/// One size, with who takes turns.
struct Turns<'a> {
    size: usize,
    folder: &'a Path,
    settings: &'a Settings,
    results: &'a mut Results,
    /// The others, each with why it did not finish, if it did not.
    others: Vec<(Installed, Option<String>)>,
}

impl Turns<'_> {
    /// Generates the sites and notes what is measured.
    fn prepare(&mut self, work: &Path) -> io::Result<()> {
        let (size, folder) = (self.size, self.folder);
        eprintln!("generating {size} publications");
        for (mails, name) in [(Mails::On, "site-with-mails"), (Mails::Off, "site")] {
            if mails == Mails::Off || !self.settings.no_mails {
                generate::write_site_with(mails, size, &folder.join(name))?;
            }
        }
        let sources = count(&folder.join("site"))?;
        self.results.add("build", size, "sources", "files", sources.files as f64);
        self.results.add("build", size, "sources", "bytes", sources.bytes as f64);
        let mut versions = String::new();
        for name in self.settings.others.iter().filter(|name| !name.is_empty() && size <= self.settings.others_up_to) {
            let other = <Other as clap::ValueEnum>::from_str(name, true).map_err(io::Error::other)?;
            let installed = other.install(work)?;
            other.write_site(size, &folder.join(format!("{name}-site")))?;
            versions.push_str(&format!("; {}", installed.version));
            self.others.push((installed, None));
        }
        self.results.note("build", size, "machine", &format!("{}{versions}", machine::described(work)));
        self.results.note("build", size, "runs", &self.settings.runs.to_string());
        self.results.note("build", size, "load", &format!("{:.1}", machine::load()));
        Ok(())
    }

    /// Lets demarche build in each of its ways, and each floor after the first of its site.
    fn demarche(&mut self) -> io::Result<()> {
        for way in WAYS.iter().filter(|way| way.mails == Mails::Off || !self.settings.no_mails) {
            let (name, floor) = if way.mails == Mails::On { ("site-with-mails", 0) } else { ("site", 1) };
            let (site, made) = (self.folder.join(name), self.folder.join("demarche/public"));
            fresh_parent(&made)?;
            let cost = build(&self.settings.program, &site, &made, way.has_cache)?;
            self.results.add_cost("build", self.size, way.who, "", &cost);
            add_output(self.results, self.size, way.who, &made)?;
            if way.has_cache {
                let out = self.folder.join("floor/public");
                fresh_parent(&out)?;
                let cost = measure::floor(&site, &made, &out)?;
                self.results.add_cost("build", self.size, FLOORS[floor], "", &cost);
                add_output(self.results, self.size, FLOORS[floor], &out)?;
                clear(&self.folder.join("floor"))?;
            }
            // The output would take memory from the next, since it lies in it.
            if !self.settings.keep {
                clear(&self.folder.join("demarche"))?;
            }
        }
        Ok(())
    }

    /// Lets the others build.
    fn others(&mut self) -> io::Result<()> {
        for (installed, failure) in self.others.iter_mut().filter(|(_, failure)| failure.is_none()) {
            let name = installed.other.title().to_lowercase();
            let (site, made) = (self.folder.join(format!("{name}-site")), self.folder.join(&name).join("public"));
            fresh_parent(&made)?;
            // That another program gives up, as for want of memory, is a result and no reason to stop.
            match installed.build(&site, &made) {
                Ok(cost) => {
                    self.results.add_cost("build", self.size, installed.other.who(), "", &cost);
                    add_output(self.results, self.size, installed.other.who(), &made)?;
                }
                Err(error) => {
                    let said = error.to_string();
                    let title = installed.other.title();
                    self.results.note("build", self.size, &format!("{title} did not finish"), &said);
                    *failure = Some(said);
                }
            }
            if !self.settings.keep {
                clear(&self.folder.join(&name))?;
            }
        }
        Ok(())
    }
}

/// Counts files, HTML pages and bytes below a folder.
pub(crate) fn count(folder: &Path) -> io::Result<Output> {
    let mut output = Output::default();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            output.files += 1;
            output.bytes += entry.metadata()?.len();
            let is_page = entry.path().extension().is_some_and(|suffix| suffix == "html");
            output.pages += usize::from(is_page && entry.file_name() != "newsletter.html");
        }
    }
    Ok(output)
}
