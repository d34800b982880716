//! The preview over HTTP: from a saved file to the bytes that a browser gets, by `demarche serve` and by `hugo server`.
//!
//! In go sizes and a number of rounds, out come tables in Markdown: how long until the first page answers, how long
//! until each kind of edit is seen, which pages are stale after a page was added and deleted, what many edits do to the
//! memory of `demarche serve`, and what a second `build` costs. Servers are processes and run one after the other; each
//! edit begins when the server has nothing more to do from the one before. Only the work folder is touched.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;

use crate::lanes::{Edit, Lane, Site};
use crate::measure::{self, Cost};
use crate::run::{claim, clear, install_hugo, version};
use crate::sample::Sample;
use crate::served::{Served, free_port};
use crate::stale::{self, Stale};
use crate::{generate, hugo, report, seen};

/// How often a server is started at most, to see how long that takes.
const STARTS_LIMIT: u32 = 3;

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each edit is made; the median is reported.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How many edits are made in a row to see whether memory grows; 0 leaves that out.
    #[arg(long, default_value_t = 1_000)]
    edits: u32,
    /// Measure `hugo server` as well.
    #[arg(long)]
    hugo: bool,
    /// Leave Hugo out of larger sizes.
    #[arg(long, value_name = "SIZE", default_value_t = usize::MAX, hide_default_value = true)]
    hugo_up_to: usize,
    /// After how many seconds an edit counts as not seen.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    patience: u64,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-serve")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// What one server was seen to do.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Its name.
    pub(crate) name: String,
    /// How long until the home page answered.
    pub(crate) starts: Vec<Duration>,
    /// How long until each edit was seen; nothing for one that never was.
    pub(crate) edits: Vec<(Edit, Vec<Option<Duration>>)>,
    /// What was stale at the beginning, after a title was edited, after a page was added, and after it was deleted.
    pub(crate) stale: Vec<Stale>,
    /// Edits made in a row, how long each took, and resident memory in megabytes after so many of them.
    pub(crate) row: Vec<Duration>,
    /// Resident memory in megabytes, after so many edits of the row.
    pub(crate) memory: Vec<(u32, f64)>,
}

/// What `build` costs: from nothing, with nothing changed, with one text changed.
#[derive(Debug, Default)]
pub(crate) struct Builds {
    pub(crate) clean: Vec<Cost>,
    pub(crate) unchanged: Vec<Cost>,
    pub(crate) changed: Vec<Cost>,
}

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let hugo = settings.hugo.then(|| install_hugo(&work)).transpose()?;
    for size in &settings.sizes {
        let folder = work.join(size.to_string());
        clear(&folder)?;
        let invited = hugo.as_deref().filter(|_| *size <= settings.hugo_up_to);
        measure_size(*size, &folder, settings, invited)?;
        clear(&folder)?;
    }
    let version = hugo.as_deref().map(version).transpose()?;
    println!("\n{} rounds; {}", settings.rounds, report::machine(&work, version.as_deref()));
    Ok(())
}

/// Measures one size and prints its tables.
fn measure_size(size: usize, folder: &Path, settings: &Settings, hugo: Option<&Path>) -> io::Result<()> {
    let letter = newest_letter(size);
    let (root, hugo_root) = (folder.join("site"), folder.join("hugo-site"));
    eprintln!("generating {size} publications");
    generate::write_site(size, &root)?;
    let base = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/base.html"))?;
    generate::write_file(&root.join("layouts/base.html"), &base)?;
    let mut lanes = vec![Lane::Demarche { program: settings.program.clone(), root }];
    if let Some(program) = hugo {
        hugo::write_site(size, &hugo_root)?;
        for full in [false, true] {
            lanes.push(Lane::Hugo { program: program.to_owned(), root: hugo_root.clone(), full });
        }
    }
    let mut all = Vec::new();
    for lane in &lanes {
        all.push(measure_lane(lane, &letter, folder, settings)?);
    }
    print!("{}", seen::tables(size, &all));
    let builds = measure_builds(&lanes[0], &letter, folder, settings.rounds)?;
    print!("{}", seen::builds(&builds));
    Ok(())
}

/// Returns the path below `content/` of the letter that listings show first.
fn newest_letter(size: usize) -> String {
    let sample = Sample::new(size);
    let letters = (0..sample.letters).map(|number| sample.publication(number));
    letters.max_by_key(|letter| letter.date).map(|letter| letter.path).unwrap_or_default()
}

/// Measures one server.
fn measure_lane(lane: &Lane, letter: &str, folder: &Path, settings: &Settings) -> io::Result<Seen> {
    let site = Site::open(lane, letter)?;
    let patience = Duration::from_secs(settings.patience);
    let mut seen = Seen { name: lane.name(), ..Seen::default() };
    eprintln!("{}: {} rounds of edits", lane.name(), settings.rounds);
    let (mut served, took) = start(lane, folder)?;
    seen.starts.push(took);
    site.check_listed(&mut served)?;
    for kinds in [&[Edit::Body][..], &[Edit::Title], &[Edit::Base], &[Edit::Added, Edit::Deleted]] {
        let mut times: Vec<(Edit, Vec<Option<Duration>>)> = kinds.iter().map(|edit| (*edit, Vec::new())).collect();
        for round in 1..=settings.rounds {
            for (edit, times) in &mut times {
                served.settle()?;
                times.push(see(*edit, round, &site, &mut served, patience)?);
            }
            // What was not seen once need not be waited for again.
            if times.iter().any(|(_, times)| times.contains(&None)) {
                break;
            }
        }
        seen.edits.extend(times);
        site.restore()?;
        served.settle()?;
    }
    if matches!(lane, Lane::Demarche { .. }) && settings.edits > 0 {
        eprintln!("{}: {} edits in a row", lane.name(), settings.edits);
        edit_in_a_row(&mut seen, &site, &mut served, settings.edits, patience)?;
        site.restore()?;
    }
    drop(served);
    for _ in 2..settings.rounds.min(STARTS_LIMIT) {
        seen.starts.push(start(lane, folder)?.1);
    }
    eprintln!("{}: stale pages", lane.name());
    count_stale(&mut seen, lane, &site, folder, patience)?;
    site.restore()?;
    Ok(seen)
}

/// Starts a server on a free port.
fn start(lane: &Lane, folder: &Path) -> io::Result<(Served, Duration)> {
    let port = free_port()?;
    Served::start(&mut lane.serve(port, folder), port, &folder.join("said.txt"))
}

/// Makes one edit and waits until it is seen.
fn see(edit: Edit, round: u32, site: &Site, served: &mut Served, patience: Duration) -> io::Result<Option<Duration>> {
    let begin = Instant::now();
    site.make(edit, round)?;
    served.until(site.target(edit), begin, patience, |answer| edit.is_seen(round, answer))
}

/// Makes edits in a row, and looks at the memory at the beginning, after a tenth of them and at the end.
fn edit_in_a_row(seen: &mut Seen, site: &Site, served: &mut Served, edits: u32, wait: Duration) -> io::Result<()> {
    served.settle()?;
    seen.memory.push((0, served.memory()?));
    for number in 1..=edits {
        let took = see(Edit::Body, 1_000_000 + number, site, served, wait)?;
        seen.row.push(took.ok_or_else(|| io::Error::other("an edit was never seen"))?);
        if number == edits / 10 || number == edits {
            seen.memory.push((number, served.memory()?));
        }
    }
    Ok(())
}

/// Compares what a server that was just started serves with clean builds: at once, after a title was edited, after a
/// page was added, and after it was deleted again.
fn count_stale(seen: &mut Seen, lane: &Lane, site: &Site, folder: &Path, patience: Duration) -> io::Result<()> {
    let port = free_port()?;
    let (mut served, took) = Served::start(&mut lane.serve(port, folder), port, &folder.join("said.txt"))?;
    seen.starts.push(took);
    let (clean, before) = (folder.join("clean/public"), folder.join("clean-before"));
    clear(&before)?;
    for edit in [None, Some(Edit::Title), Some(Edit::Added), Some(Edit::Deleted)] {
        if let Some(edit) = edit {
            // Whether it was seen is told by what is compared.
            let _ = see(edit, 1, site, &mut served, patience)?;
        }
        served.settle()?;
        clear(&folder.join("clean"))?;
        lane.build_clean(&clean, port, folder)?;
        seen.stale.push(stale::compare(&mut served, &clean, &before)?);
        clear(&before)?;
        fs::rename(&clean, &before)?;
    }
    clear(&before)
}

/// Measures `build` from nothing, again with nothing changed, and again with one text changed.
fn measure_builds(lane: &Lane, letter: &str, folder: &Path, rounds: u32) -> io::Result<Builds> {
    let (site, out) = (Site::open(lane, letter)?, folder.join("built/public"));
    let mut builds = Builds::default();
    for round in 1..=rounds {
        eprintln!("build, run {round} of {rounds}");
        clear(&folder.join("built"))?;
        clear(&folder.join("cache"))?;
        fs::create_dir_all(folder.join("built"))?;
        let build = || measure::run_with(lane.program(), &lane.build_arguments(&out), &folder.join("cache"));
        builds.clean.push(build()?);
        builds.unchanged.push(build()?);
        site.make(Edit::Body, round)?;
        builds.changed.push(build()?);
        site.restore()?;
    }
    Ok(builds)
}
