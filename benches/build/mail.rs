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
use crate::run::{Output, claim, clear, command, count, fresh_parent};
use crate::{floor, report};

/// What npm is told to install, and the script that times it.
const PACKAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/mail");
/// Where npm installs it.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/mail");

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Number of publications, each of which comes out as a mail.
    #[arg(long, default_value_t = 2_000)]
    letters: usize,
    /// How often each is measured; the median is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Leave the packages of npm out.
    #[arg(long)]
    no_npm: bool,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-mail")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// What each has cost, run by run.
#[derive(Debug, Default)]
struct Measured {
    with: Vec<Cost>,
    without: Vec<Cost>,
    inlining: Vec<Cost>,
    juice: Vec<Cost>,
    mjml: Vec<Cost>,
    written: Output,
    mails: usize,
    letters: usize,
    source_bytes: u64,
}

/// The folders of the work folder.
struct Folders {
    /// The site with mails, the one without, and the one whose frame keeps its rules.
    sites: [PathBuf; 3],
    made: PathBuf,
    letters: PathBuf,
}

/// Measures and prints the report.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let folder = work.join(settings.letters.to_string());
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
    let mut measured = Measured { letters: letters.len(), ..Measured::default() };
    measured.source_bytes = count(&folders.sites[0])?.bytes;
    for number in 1..=settings.runs {
        eprintln!("{} publications, run {number} of {}", settings.letters, settings.runs);
        measure_once(settings, &folders, &letters, &mut measured)?;
    }
    print!("{}", table(settings, &measured));
    println!("{} {}", report::taken(settings.runs), report::machine(&work, Some(&versions(settings)?)));
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
fn measure_once(settings: &Settings, folders: &Folders, letters: &[String], to: &mut Measured) -> io::Result<()> {
    let [with, without, _] = &folders.sites;
    to.with.push(build(settings, with, &folders.made)?);
    to.written = count(&folders.made)?;
    to.mails = whole_mails(&folders.made)?;
    to.without.push(build(settings, without, &folders.made)?);
    to.inlining.push(inline_all(letters)?);
    if !settings.no_npm {
        to.juice.push(time("juice", &folders.letters.join("html"), letters.len())?);
        to.mjml.push(time("mjml", &folders.letters.join("mjml"), letters.len())?);
    }
    Ok(())
}

/// Builds a site into an absent folder on one thread.
fn build(settings: &Settings, site: &Path, out: &Path) -> io::Result<Cost> {
    fresh_parent(out)?;
    let from_to = ["--root".as_ref(), site.as_os_str(), "--out".as_ref(), out.as_os_str()];
    let arguments = [&["build".as_ref(), "--no-cache".as_ref()], &from_to[..]].concat();
    measure::run_on_one_thread(&settings.program, &arguments)
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
    let all = |letters: &[String]| letters.iter().try_for_each(|letter| inline_styles::<String>(letter).map(drop));
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

/// Returns the table.
fn table(settings: &Settings, measured: &Measured) -> String {
    let mails = measured.mails;
    let mut text = format!(
        "### {} publications ({:.1} MB of sources): {} mails in {} files, of {} files and {:.1} MB in all\n\n\
         | | what is counted | wall s | CPU s | mails a second and core |\n|---|---|---:|---:|---:|\n",
        report::grouped(settings.letters),
        measured.source_bytes as f64 / 1e6,
        report::grouped(mails),
        report::grouped(3 * mails),
        report::grouped(measured.written.files),
        measured.written.bytes as f64 / 1e6,
    );
    let more: Vec<Cost> = measured.with.iter().zip(&measured.without).map(|(with, less)| minus(with, less)).collect();
    let rows = [
        ("demarche", "from Markdown to a written site with its mails", &measured.with),
        ("demarche", "the same without mails", &measured.without),
        ("demarche", "the difference: what the mails cost", &more),
        ("demarche", "styles into elements alone", &measured.inlining),
        ("juice", "styles into elements alone", &measured.juice),
        ("mjml", "MJML to HTML alone", &measured.mjml),
    ];
    for (name, what, costs) in rows.iter().filter(|(_, _, costs)| !costs.is_empty()) {
        let rate = match *what == rows[1].1 {
            true => "-".to_owned(),
            false => format!("{:.0}", rate(measured.letters, costs)),
        };
        let (wall, cpu) = (report::spread(costs, |cost| cost.wall), report::spread(costs, |cost| cost.cpu));
        text.push_str(&format!("| {name} | {what} | {wall} | {cpu} | {rate} |\n"));
    }
    text.push('\n');
    for (name, theirs) in [("juice", &measured.juice), ("mjml", &measured.mjml)] {
        if theirs.is_empty() {
            continue;
        }
        let against = |ours: &[Cost]| rate(measured.letters, ours) / rate(measured.letters, theirs);
        text.push_str(&format!(
            "- for one letter by {name}, demarche makes {:.1} in the whole build, {:.1} as what the mails cost, {:.1} by \
             styles alone\n",
            against(&measured.with),
            against(&more),
            against(&measured.inlining),
        ));
    }
    text.push('\n');
    text
}

/// Returns how many mails come out in a second of one core.
fn rate(mails: usize, costs: &[Cost]) -> f64 {
    mails as f64 / report::median(costs, |cost| cost.cpu)
}

/// Returns by how much one run cost more than another.
fn minus(more: &Cost, less: &Cost) -> Cost {
    Cost { wall: more.wall - less.wall, cpu: more.cpu - less.cpu, ..Cost::default() }
}
