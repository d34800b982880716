//! Puts what was seen of the servers into Markdown.
//!
//! In go times, counts and memory, out come tables: medians with, in brackets, the smallest and the largest value.

use std::fmt::Write as _;
use std::time::Duration;

use crate::measure::Cost;
use crate::report::{grouped, median, spread};
use crate::serve::{Builds, Seen};
use crate::stale::Stale;

/// Returns the tables of one size.
pub(crate) fn tables(size: usize, all: &[Seen]) -> String {
    let mut text = format!("\n### Served: {} publications\n\n", grouped(size));
    let names: Vec<&str> = all.iter().map(|seen| seen.name.as_str()).collect();
    let _ = writeln!(text, "| until it is served | {} |\n|---|{}", names.join(" | "), "---:|".repeat(all.len()));
    let starts: Vec<String> = all.iter().map(|seen| times(&seen.starts)).collect();
    let _ = writeln!(text, "| start, until the home page answers | {} |", starts.join(" | "));
    for (place, (edit, _)) in all[0].edits.iter().enumerate() {
        let cells: Vec<String> = all.iter().map(|seen| times_or_never(&seen.edits[place].1)).collect();
        let _ = writeln!(text, "| {} | {} |", edit.name(), cells.join(" | "));
    }
    text.push_str(
        "\n| pages that differ from a clean build | at the start | after a title edit | after an added page | after it was deleted |\n",
    );
    text.push_str("|---|---:|---:|---:|---:|\n");
    for seen in all {
        let cells: Vec<String> = seen.stale.iter().map(stale).collect();
        let _ = writeln!(text, "| {} | {} |", seen.name, cells.join(" | "));
    }
    text.push('\n');
    for seen in all {
        examples(&mut text, seen);
        if !seen.row.is_empty() {
            row(&mut text, seen);
        }
    }
    text
}

/// Returns the table of the builds.
pub(crate) fn builds(builds: &Builds) -> String {
    let mut text = String::from(
        "\n| `demarche build` | wall s | CPU s | of a clean one, wall | CPU |\n|---|---:|---:|---:|---:|\n",
    );
    for (name, costs) in [
        ("clean, into an absent folder", &builds.clean),
        ("again, nothing changed", &builds.unchanged),
        ("again, one text changed", &builds.changed),
    ] {
        let part = |take: fn(&Cost) -> f64| 100.0 * median(costs, take) / median(&builds.clean, take);
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {:.1} % | {:.1} % |",
            spread(costs, |cost| cost.wall),
            spread(costs, |cost| cost.cpu),
            part(|cost| cost.wall),
            part(|cost| cost.cpu),
        );
    }
    text
}

/// Returns the count of pages that are stale.
fn stale(stale: &Stale) -> String {
    let left = match stale.left.len() {
        0 => String::new(),
        left => format!(", and {left} that should be 404"),
    };
    let (differing, asked, changed) = (stale.differing.len(), grouped(stale.asked), grouped(stale.changed));
    format!("{} of {asked}, of which {changed} changed{left}", grouped(differing))
}

/// Appends which pages were stale, some of them.
fn examples(text: &mut String, seen: &Seen) {
    for (stale, when) in seen.stale.iter().zip([
        "at the start",
        "after the title edit",
        "after the added page",
        "after the deleted page",
    ]) {
        let pages: Vec<String> =
            stale.differing.iter().chain(&stale.left).take(6).map(|page| format!("`{page}`")).collect();
        if !pages.is_empty() {
            let _ = writeln!(text, "- {}, {when}, for example: {}", seen.name, pages.join(", "));
        }
    }
}

/// Appends what edits in a row took, in time and memory.
fn row(text: &mut String, seen: &Seen) {
    let memory: Vec<String> =
        seen.memory.iter().map(|(edits, megabytes)| format!("{megabytes:.1} MB after {edits}")).collect();
    let _ = writeln!(
        text,
        "- {}, {} body edits in a row: each {}; resident memory {}",
        seen.name,
        grouped(seen.row.len()),
        times(&seen.row),
        memory.join(", "),
    );
}

/// Returns a median with the range it comes from, or that it was never so.
fn times_or_never(times_seen: &[Option<Duration>]) -> String {
    let seen: Vec<Duration> = times_seen.iter().flatten().copied().collect();
    match times_seen.len() - seen.len() {
        0 => times(&seen),
        _ if seen.is_empty() => "not seen".to_owned(),
        _ => format!("{}; then not seen", times(&seen)),
    }
}

/// Returns a median with the range it comes from, in milliseconds.
fn times(times: &[Duration]) -> String {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    sorted.sort_by(f64::total_cmp);
    match sorted[..] {
        [] => "-".to_owned(),
        [only] => format!("{only:.1} ms"),
        [least, .., most] => {
            let (low, high) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
            format!("{:.1} ms ({least:.1} to {most:.1})", f64::midpoint(low, high))
        }
    }
}
