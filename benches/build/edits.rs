//! Edits of a site that the incremental engine holds: from the saved file to the bytes of the new site.
//!
//! In go sizes and a number of rounds, out comes a table in Markdown: for each kind of edit the median time of reading
//! the sources and of the update, and how many files were rendered. The site is built once from nothing before, in the
//! same process; what no edit changes is asked for too. The site is written to the work folder and removed again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use demarche::engine::Engine;
use demarche::source::Sources;
use demarche::{BuildOptions, Progress};

use crate::generate;

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// Numbers of publications.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    sizes: Vec<usize>,
    /// How often each edit is made; the median is reported.
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-edits")]
    work: PathBuf,
}

/// What one update took.
struct Taken {
    read: Duration,
    update: Duration,
    rendered: usize,
}

/// A site and the engine that holds it.
struct Held<'a> {
    root: &'a Path,
    engine: Engine,
    sources: Option<Sources>,
}

impl Held<'_> {
    /// Reads what changed, or else the whole site, and brings the engine up to date.
    fn update(&mut self, changed: &[&Path]) -> io::Result<Taken> {
        let below = |path: &&Path| Some(path.strip_prefix(self.root).ok()?.to_str()?.to_owned());
        let paths = changed.iter().filter_map(below).collect();
        let begin = Instant::now();
        let kept = self.sources.take().and_then(|mut sources| match sources.refresh(&paths) {
            Ok(true) => Some(Ok((sources, Vec::new()))),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        });
        let (sources, found) = kept.unwrap_or_else(|| Sources::read(self.root)).map_err(io::Error::other)?;
        let read = begin.elapsed();
        let at = "2026-11-23T00:00:00Z".parse().map_err(io::Error::other)?;
        let options = BuildOptions { at, drafts: false, base_url: None };
        let begin = Instant::now();
        let update = self.engine.update(&sources, found, &options, &Progress::default()).map_err(io::Error::other)?;
        self.sources = Some(sources);
        let taken = Taken { read, update: begin.elapsed(), rendered: update.rendered.len() };
        match update.diagnostics.first() {
            Some(wrong) => Err(io::Error::other(format!("the site has mistakes: {}", wrong.message))),
            None => Ok(taken),
        }
    }
}

/// Measures all sizes and prints the tables.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    for size in &settings.sizes {
        let root = settings.work.join(size.to_string());
        generate::write_site(*size, &root)?;
        let result = measure(*size, &root, settings.rounds);
        fs::remove_dir_all(&settings.work)?;
        result?;
    }
    Ok(())
}

/// Measures one size.
fn measure(size: usize, root: &Path, rounds: u32) -> io::Result<()> {
    let mut held = Held { root, engine: Engine::new(), sources: None };
    let first = held.update(&[])?;
    println!("\n### {size} publications\n");
    println!("| edit | reading | update | rendered |\n|---|---:|---:|---:|");
    row("first build", &[first]);
    let letters = markdown_in(&root.join("content/letters"))?;
    let letter = &letters[letters.len() / 2];
    let text = fs::read_to_string(letter)?;
    let added = letter.with_file_name("added-by-the-benchmark.md");
    // What must be there once is left out of the page that is added.
    let copied: String =
        text.lines().filter(|line| !line.starts_with("reference:")).map(|line| format!("{line}\n")).collect();
    let base = root.join("layouts/base.html");
    let layout = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts/base.html"))?;
    type Edit<'a> = (&'a str, Box<dyn Fn(u32) -> io::Result<()> + 'a>);
    let edits: [Edit<'_>; 6] = [
        ("nothing", Box::new(|_| Ok(()))),
        ("body", Box::new(|round| fs::write(letter, format!("{text}\nOne more sentence, {round}.\n")))),
        ("title", Box::new(|round| fs::write(letter, text.replacen("title: ", &format!("title: Round {round} "), 1)))),
        (
            "added page",
            Box::new(|round| fs::write(&added, copied.replacen("title: ", &format!("title: Added {round} "), 1))),
        ),
        ("deleted page", Box::new(|_| fs::remove_file(&added))),
        (
            "base layout",
            Box::new(|round| {
                generate::write_file(&base, &layout.replace("</body>", &format!("<!-- {round} --></body>")))
            }),
        ),
    ];
    let changed = [letter.as_path(), &added, &base];
    for (name, edit) in &edits {
        let mut taken = Vec::new();
        for round in 0..rounds {
            if *name == "deleted page" {
                fs::write(&added, copied.replacen("title: ", "title: Added ", 1))?;
                held.update(&changed)?;
            } else if *name == "added page" && added.exists() {
                fs::remove_file(&added)?;
                held.update(&changed)?;
            }
            edit(round)?;
            taken.push(held.update(&changed)?);
        }
        row(name, &taken);
    }
    Ok(())
}

/// Prints a row: the medians.
fn row(name: &str, taken: &[Taken]) {
    let median = |of: &dyn Fn(&Taken) -> Duration| {
        let mut times: Vec<Duration> = taken.iter().map(of).collect();
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1_000.0
    };
    let rendered = taken.iter().map(|taken| taken.rendered).max().unwrap_or(0);
    println!(
        "| {name} | {:.1} ms | {:.1} ms | {rendered} |",
        median(&|taken| taken.read),
        median(&|taken| taken.update)
    );
}

/// Returns the Markdown files in a folder, in order.
fn markdown_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.map_err(io::Error::other)?.into_path();
        if path.extension().is_some_and(|suffix| suffix == "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
