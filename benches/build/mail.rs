//! Mails: how many a second come out of a build on one core, beside what others take for one step of it.
//!
//! In goes a number of publications and of runs, out comes a table in Markdown. In each run demarche builds the sample
//! site on one thread, once with mails and once without; then it, juice and MJML do one step alone, on the same letters.
//! A mail is the `newsletter.html`, `.txt` and `.eml` of one publication, three files. The site lies in the work folder;
//! what npm installs lies in `target/mail/`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Args;
use demarche::mail::inline_styles;

use crate::generate::{self, Mails};
use crate::letters::{as_rendered, files_named, keep_rules, write_letters};
use crate::measure::{self, Cost};
use crate::others::command;
use crate::results::Results;
use crate::run::{claim, clear, count, fresh_parent};
use crate::{floor, goals, machine, tables_served};

/// What npm is told to install, and the script that times it.
const PACKAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/mail");
/// Where npm installs it.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/mail");

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Number of publications, each of which comes out as a mail.
    #[arg(long, default_value_t = goals::MAILS)]
    pub(crate) letters: usize,
    /// How often each is measured; the median is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,
    /// Leave the packages of npm out.
    #[arg(long)]
    pub(crate) no_npm: bool,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-mail")]
    pub(crate) work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    pub(crate) program: PathBuf,
}

/// The folders of the work folder.
struct Folders {
    /// The site with mails, the one without, and the one whose frame keeps its rules.
    sites: [PathBuf; 3],
    made: PathBuf,
    letters: PathBuf,
}

/// Measures and prints the table.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let mut results = Results::default();
    measure_all(settings, &mut results)?;
    print!("{}", tables_served::mail(&results, settings.letters));
    Ok(())
}

/// Measures everything.
pub(crate) fn measure_all(settings: &Settings, results: &mut Results) -> io::Result<()> {
    let (work, size) = (claim(&settings.work)?, settings.letters);
    let folder = work.join(size.to_string());
    clear(&folder)?;
    let folders = Folders {
        sites: ["with", "without", "rules"].map(|name| folder.join(name)),
        made: folder.join("made/public"),
        letters: folder.join("letters"),
    };
    if !settings.no_npm {
        install()?;
    }
    let letters = prepare(settings, &folders)?;
    results.add("mail", size, "written", "source bytes", count(&folders.sites[0])?.bytes as f64);
    results.note("mail", size, "machine", &format!("{}; {}", machine::described(&work), versions(settings)?));
    results.note("mail", size, "runs", &settings.runs.to_string());
    results.note("mail", size, "load", &format!("{:.1}", machine::load()));
    for number in 1..=settings.runs {
        eprintln!("{size} publications, mails, run {number} of {}", settings.runs);
        measure_once(settings, &folders, &letters, results)?;
    }
    clear(&folder)
}

/// Writes the sites, and the letters as others take them.
fn prepare(settings: &Settings, folders: &Folders) -> io::Result<Vec<String>> {
    eprintln!("generating {} publications", settings.letters);
    let [with, without, rules] = &folders.sites;
    for (mails, site) in [(Mails::On, with), (Mails::Off, without), (Mails::On, rules)] {
        generate::write_site_with(mails, settings.letters, site)?;
    }
    keep_rules(rules)?;
    build(settings, rules, &folders.made)?;
    write_letters(&folders.made, &folders.letters)
}

/// Lets everyone take a turn.
fn measure_once(settings: &Settings, folders: &Folders, letters: &[String], results: &mut Results) -> io::Result<()> {
    let [with_mails, without_mails, _] = &folders.sites;
    let mut add = |name: &str, cost: &Cost| results.add_cost("mail", settings.letters, name, "", cost);
    let with = build(settings, with_mails, &folders.made)?;
    add("demarche", &with);
    let (written, mails) = (count(&folders.made)?, whole_mails(&folders.made)?);
    let without = build(settings, without_mails, &folders.made)?;
    add("without mails", &without);
    add("what mails cost", &minus(&with, &without));
    add("styles alone", &inline_all(letters)?);
    if !settings.no_npm {
        add("juice", &time("juice", &folders.letters.join("html"), letters.len())?);
        add("mjml", &time("mjml", &folders.letters.join("mjml"), letters.len())?);
    }
    for (figure, value) in [("files", written.files as f64), ("bytes", written.bytes as f64), ("mails", mails as f64)] {
        results.add("mail", settings.letters, "written", figure, value);
    }
    Ok(())
}

/// Builds a site into an absent folder on one thread.
fn build(settings: &Settings, site: &Path, out: &Path) -> io::Result<Cost> {
    fresh_parent(out)?;
    let mut command = measure::program(&settings.program);
    command.args(["build", "--no-cache", "--root"]).arg(site).arg("--out").arg(out);
    measure::run(command.env("RAYON_NUM_THREADS", "1"))
}

/// Returns how many mails were made; one without all of its three files is an error.
fn whole_mails(made: &Path) -> io::Result<usize> {
    let pages = files_named(made, "newsletter.html")?;
    let is_whole = |page: &PathBuf| ["txt", "eml"].iter().all(|suffix| page.with_extension(suffix).exists());
    match pages.iter().find(|page| !is_whole(page)) {
        Some(page) => Err(io::Error::other(format!("`{}` stands without its text or message", page.display()))),
        None => Ok(pages.len()),
    }
}

/// Puts the rules of all letters into their elements, on this thread.
fn inline_all(letters: &[String]) -> io::Result<Cost> {
    let rendered: Vec<String> = letters.iter().map(|letter| as_rendered(letter)).collect();
    let all = |letters: &[String]| letters.iter().try_for_each(|letter| inline_styles(letter).map(drop));
    all(&rendered[..rendered.len().min(300)]).map_err(io::Error::other)?;
    let (before, begin) = (floor::own_cpu()?, Instant::now());
    all(&rendered).map_err(io::Error::other)?;
    Ok(Cost { wall: begin.elapsed().as_secs_f64(), cpu: floor::own_cpu()? - before, ..Cost::default() })
}

/// Installs the packages that the lock file names, unless they are there.
fn install() -> io::Result<()> {
    let installed = Path::new(INSTALLED);
    fs::create_dir_all(installed)?;
    let lock = fs::read(Path::new(PACKAGES).join("package-lock.json"))?;
    let is_there = fs::read(installed.join("package-lock.json")).is_ok_and(|found| found == lock);
    for name in ["package.json", "package-lock.json", ".npmrc", "time.mjs"] {
        fs::copy(Path::new(PACKAGES).join(name), installed.join(name))?;
    }
    if is_there && installed.join("node_modules/.package-lock.json").exists() {
        return Ok(());
    }
    eprintln!("installing what benches/mail/package-lock.json names");
    command(Command::new("npm").args(["ci", "--ignore-scripts", "--silent"]).current_dir(installed))
}

/// Lets a package of npm make all letters of a folder, in a process of its own.
fn time(package: &str, folder: &Path, letters: usize) -> io::Result<Cost> {
    let script = Path::new(INSTALLED).join("time.mjs");
    let output = Command::new("node").arg(script).arg(package).arg(folder).stdin(Stdio::null()).output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    let take = |key| measure::number(&line, key);
    match (take("letters"), take("wall"), take("cpu")) {
        (Some(made), Some(wall), Some(cpu)) if made as usize == letters => Ok(Cost { wall, cpu, ..Cost::default() }),
        _ => Err(io::Error::other(format!("{package} has failed: {}", String::from_utf8_lossy(&output.stderr)))),
    }
}

/// Returns the versions of what was measured beside demarche.
fn versions(settings: &Settings) -> io::Result<String> {
    if settings.no_npm {
        return Ok("without npm".to_owned());
    }
    let node = Command::new("node").arg("--version").output()?;
    let mut text = format!("Node.js {}", String::from_utf8_lossy(&node.stdout).trim());
    for package in ["juice", "mjml"] {
        let path = Path::new(INSTALLED).join("node_modules").join(package).join("package.json");
        let told = fs::read_to_string(path)?;
        let version = told.split("\"version\": \"").nth(1).and_then(|rest| rest.split('"').next());
        text.push_str(&format!(", {package} {}", version.unwrap_or("of no version")));
    }
    Ok(text)
}

/// Returns by how much one run cost more than another.
fn minus(more: &Cost, less: &Cost) -> Cost {
    Cost { wall: more.wall - less.wall, cpu: more.cpu - less.cpu, ..Cost::default() }
}
