//! Sites that have much of one thing: how what they cost grows with it.
//!
//! In go dimensions, out comes a row for each in Markdown: the processor time of a build on one thread, with the cache, at
//! two sizes that lie a factor apart, above that of a small site; and how many times the one is the other. What grows more
//! than the thing itself is marked. Only the work folder is touched.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::dimensions::{DIMENSIONS, Dimension, Ground};
use crate::run::{claim, clear};
use crate::{format, machine, measure};

/// How far beyond a straight line what was measured may lie.
const SLACK: f64 = 1.4;
/// The seconds below which nothing can be said of growth.
const LEAST: f64 = 0.03;

/// What to measure.
#[derive(Args, Clone, Debug)]
pub(crate) struct Settings {
    /// The dimensions whose names hold one of these words; all, if none is given.
    words: Vec<String>,
    /// How many times as much the larger site has.
    #[arg(long, default_value_t = 4)]
    times: usize,
    /// How many times as much as usual the smaller site has.
    #[arg(long, default_value_t = 1)]
    scale: usize,
    /// How often each site is built; the quickest is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Work folder; best on a file system in memory.
    #[arg(long, default_value = "/dev/shm/demarche-extremes")]
    work: PathBuf,
    /// The program to measure.
    #[arg(long, default_value = env!("CARGO_BIN_EXE_demarche"))]
    program: PathBuf,
}

/// Measures the dimensions and prints the table.
pub(crate) fn run(settings: &Settings) -> io::Result<()> {
    let work = claim(&settings.work)?;
    let none = Dimension { name: "none", size: 0, is_faulty: false, write: |_, _| Ok(()) };
    let base = seconds(&none, 0, &work, settings)?;
    println!("A small site takes {base:.3} s; the seconds below are those above it.\n");
    println!("| dimension | size | CPU s | size | CPU s | times |\n|---|---:|---:|---:|---:|---:|");
    let is_asked = |dimension: &&Dimension| {
        settings.words.is_empty() || settings.words.iter().any(|word| dimension.name.contains(word.as_str()))
    };
    for dimension in DIMENSIONS.iter().filter(is_asked) {
        let sizes = [dimension.size * settings.scale, dimension.size * settings.scale * settings.times];
        let [small, large] =
            sizes.map(|size| seconds(dimension, size, &work, settings).map(|found| (found - base).max(0.0)));
        let (small, large) = (small?, large?);
        let times = if small > 0.005 { format!("{:.1}", large / small) } else { "-".to_owned() };
        let is_more = large > LEAST && large > small.max(0.005) * settings.times as f64 * SLACK;
        println!(
            "| {} | {} | {small:.3} | {} | {large:.3} | {} |",
            dimension.name,
            format::grouped(sizes[0]),
            format::grouped(sizes[1]),
            if is_more { format!("**{times}**") } else { times },
        );
    }
    println!("\n{}.", machine::described(&work));
    Ok(())
}

/// Returns the seconds of a processor, in user code, that a build of a site of one size takes.
fn seconds(dimension: &Dimension, size: usize, work: &Path, settings: &Settings) -> io::Result<f64> {
    let (site, out, cache) = (work.join("site"), work.join("made/public"), work.join("cache"));
    clear(&site)?;
    let ground = Ground(&site);
    ground.lay()?;
    (dimension.write)(&ground, size)?;
    let mut best = f64::MAX;
    for _ in 0..settings.runs {
        clear(&work.join("made"))?;
        clear(&cache)?;
        let status = if dimension.is_faulty { 1.0 } else { 0.0 };
        let mut command = measure::program(&settings.program);
        command.args(["build", "--root"]).arg(&site).arg("--out").arg(&out);
        command.env("RAYON_NUM_THREADS", "1").env("XDG_CACHE_HOME", &cache);
        let cost = measure::run_to(&mut command, status)
            .map_err(|error| io::Error::other(format!("{}, {size}: {error}", dimension.name)))?;
        best = best.min(cost.cpu - cost.sys);
    }
    Ok(best)
}
