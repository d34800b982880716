//! Puts the figures into Markdown.
//!
//! In go the costs of all runs, out comes text: a table for each size, with medians and, in
//! brackets, the smallest and the largest value, then how cost grows with the size, then the
//! machine. Every figure is computed from a run; nothing is rounded up in anyone's favour.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::measure::Cost;
use crate::run::{Measured, Output};

/// Returns the table of one size and the ratios below it.
pub(crate) fn size(measured: &Measured) -> String {
    let mut text = format!(
        "### {} publications ({} source files, {:.1} MB)\n\n\
         | | wall s | CPU s | of it kernel s | peak memory MB | HTML pages | pages/s | files | MB written |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        grouped(measured.publications),
        grouped(measured.sources.files),
        measured.sources.bytes as f64 / 1e6,
    );
    row(&mut text, "demarche", &measured.demarche, &measured.written);
    row(&mut text, "bare floor", &measured.floor, &measured.written);
    if !measured.hugo.is_empty() {
        row(&mut text, "Hugo", &measured.hugo, &measured.hugo_written);
    }
    text.push('\n');
    ratios(&mut text, "demarche / bare floor", &measured.demarche, &measured.floor);
    if !measured.hugo.is_empty() {
        ratios(&mut text, "Hugo / demarche", &measured.hugo, &measured.demarche);
        let memory = median(&measured.hugo, |cost| cost.memory) / median(&measured.demarche, |cost| cost.memory);
        let _ = writeln!(text, "- Hugo / demarche, peak memory: {memory:.1}");
        let (ours, theirs) = (per_page(&measured.written), per_page(&measured.hugo_written));
        let _ = writeln!(text, "- bytes written per HTML page: demarche {ours:.0}, Hugo {theirs:.0}");
    }
    if let Some(failure) = &measured.hugo_failure {
        let _ = writeln!(text, "- Hugo did not finish: {}", failure.lines().next().unwrap_or_default());
    }
    text.push('\n');
    text
}

/// Returns the table that sets the sizes beside each other, if there are several.
pub(crate) fn growth(all: &[Measured]) -> String {
    let [first, _, ..] = all else { return String::new() };
    let mut text = String::from(
        "### Growth\n\nTimes the smallest size in brackets: 1.00 is linear, less is better than linear.\n\n\
         | publications | demarche, wall ms per publication | CPU ms | peak memory KB | floor, wall ms | Hugo, wall ms |\n\
         |---:|---:|---:|---:|---:|---:|\n",
    );
    for measured in all {
        let cell = |costs: fn(&Measured) -> &Vec<Cost>, take: fn(&Cost) -> f64| {
            let each = |of: &Measured| median(costs(of), take) * 1e3 / of.publications as f64;
            if costs(measured).is_empty() {
                return "-".to_owned();
            }
            format!("{:.3} ({:.2})", each(measured), each(measured) / each(first))
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            grouped(measured.publications),
            cell(|of| &of.demarche, |cost| cost.wall),
            cell(|of| &of.demarche, |cost| cost.cpu),
            cell(|of| &of.demarche, |cost| cost.memory),
            cell(|of| &of.floor, |cost| cost.wall),
            cell(|of| &of.hugo, |cost| cost.wall),
        );
    }
    text.push('\n');
    text
}

/// Returns how often the builders ran.
pub(crate) fn taken(runs: u32) -> String {
    match runs {
        1 => "One run each.".to_owned(),
        _ => format!("Medians of {runs} runs each, in turn; in brackets the smallest and the largest."),
    }
}

/// Returns what the figures were taken on.
pub(crate) fn machine(work: &Path, hugo: Option<&str>) -> String {
    let threads = std::thread::available_parallelism().map_or(0, usize::from);
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "{threads} threads of {}; Linux {}; work folder on {}; {}.\n",
        model.map_or("an unnamed processor", |(_, name)| name.trim()),
        kernel.trim(),
        file_system(work),
        hugo.unwrap_or("without Hugo"),
    )
}

/// Appends the row of one builder.
fn row(text: &mut String, name: &str, costs: &[Cost], output: &Output) {
    let wall = median(costs, |cost| cost.wall);
    let is_floor = costs.iter().all(|cost| cost.memory == 0.0);
    let unless_floor = |cell: String| if is_floor { "-".to_owned() } else { cell };
    let _ = writeln!(
        text,
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {:.1} |",
        spread(costs, |cost| cost.wall),
        spread(costs, |cost| cost.cpu),
        unless_floor(spread(costs, |cost| cost.sys)),
        unless_floor(format!("{:.0}", median(costs, |cost| cost.memory))),
        grouped(output.pages),
        grouped((output.pages as f64 / wall) as usize),
        grouped(output.files),
        output.bytes as f64 / 1e6,
    );
}

/// Appends by how much one builder costs more than another, in wall time and on the processor.
fn ratios(text: &mut String, name: &str, more: &[Cost], less: &[Cost]) {
    let ratio = |take: fn(&Cost) -> f64| median(more, take) / median(less, take);
    let _ = writeln!(text, "- {name}: wall {:.2}, CPU {:.2}", ratio(|cost| cost.wall), ratio(|cost| cost.cpu));
}

/// Returns a median with the range it comes from.
pub(crate) fn spread(costs: &[Cost], take: fn(&Cost) -> f64) -> String {
    let sorted = sorted(costs, take);
    match (sorted.first(), sorted.last()) {
        (Some(least), Some(most)) if sorted.len() > 1 => {
            format!("{:.3} ({least:.3} to {most:.3})", median(costs, take))
        }
        _ => format!("{:.3}", median(costs, take)),
    }
}

/// Returns the median of one figure; of an even number of runs, the mean of the two in the middle.
pub(crate) fn median(costs: &[Cost], take: fn(&Cost) -> f64) -> f64 {
    let sorted = sorted(costs, take);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        odd if odd % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    }
}

/// Returns one figure of all runs, in rising order.
fn sorted(costs: &[Cost], take: fn(&Cost) -> f64) -> Vec<f64> {
    let mut values: Vec<f64> = costs.iter().map(take).collect();
    values.sort_by(f64::total_cmp);
    values
}

/// Returns the mean number of bytes per HTML page.
fn per_page(output: &Output) -> f64 {
    output.bytes as f64 / output.pages.max(1) as f64
}

/// Returns a number with commas between the thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns the type of the file system that a folder lies on.
fn file_system(folder: &Path) -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mut best = (0, "an unknown file system".to_owned());
    for line in mounts.lines() {
        let cells: Vec<&str> = line.split(' ').collect();
        let [_, point, kind, ..] = cells[..] else { continue };
        if folder.starts_with(point) && point.len() >= best.0 {
            best = (point.len(), kind.to_owned());
        }
    }
    best.1
}
