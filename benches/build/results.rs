//! The figures of all runs: one text file, from which every table and the picture are made.
//!
//! In goes what was measured, out comes a file of lines `part, size, who, figure, values`, parted by tabs, in the order
//! in which they were measured; a line whose `who` is `-` is a note in words. A part of one size that is measured anew
//! takes the place of what was there. Nothing that is printed comes from anywhere else.

use std::fs;
use std::io;
use std::path::Path;

use crate::measure::Cost;

/// The figures that a [`Cost`] gives.
const OF_A_COST: [&str; 4] = ["wall", "cpu", "sys", "memory"];

/// One figure of one program, run by run.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// What was measured: `build`, `second`, `serve`, `mail`.
    part: String,
    /// Number of publications.
    size: usize,
    /// The program, as it is called in tables.
    who: String,
    /// The name of the figure.
    figure: String,
    /// Its value in each run.
    values: Vec<f64>,
}

/// One thing to know about a part: the machine, the command, the versions.
#[derive(Clone, Debug, PartialEq)]
struct Note {
    part: String,
    size: usize,
    name: String,
    text: String,
}

/// All figures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Results {
    lines: Vec<Line>,
    notes: Vec<Note>,
}

impl Results {
    /// Reads a file; one that is not there holds nothing.
    pub(crate) fn read(path: &Path) -> io::Result<Results> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Results::default()),
            other => other?,
        };
        let mut results = Results::default();
        for line in text.lines() {
            let unreadable = || io::Error::other(format!("`{}` has a line that is none: {line}", path.display()));
            let cells: Vec<&str> = line.splitn(5, '\t').collect();
            let [part, size, who, figure, values] = cells[..] else { return Err(unreadable()) };
            let (part, size) = (part.to_owned(), size.parse().map_err(|_| unreadable())?);
            if who == "-" {
                results.notes.push(Note { part, size, name: figure.to_owned(), text: values.to_owned() });
            } else {
                let values = values.split(' ').map(str::parse).collect::<Result<_, _>>().map_err(|_| unreadable())?;
                results.lines.push(Line { part, size, who: who.to_owned(), figure: figure.to_owned(), values });
            }
        }
        Ok(results)
    }

    /// Writes the file.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = String::new();
        for Note { part, size, name, text: said } in &self.notes {
            text.push_str(&format!("{part}\t{size}\t-\t{name}\t{said}\n"));
        }
        for Line { part, size, who, figure, values } in &self.lines {
            let values: Vec<String> = values.iter().map(|value| format!("{value:.6}")).collect();
            text.push_str(&format!("{part}\t{size}\t{who}\t{figure}\t{}\n", values.join(" ")));
        }
        fs::write(path, text)
    }

    /// Takes over what another holds, in place of what is known of the same parts and sizes.
    pub(crate) fn replace(&mut self, newer: Results) {
        let is_newer = |part: &str, size: usize| {
            newer.notes.iter().any(|note| note.part == part && note.size == size)
                || newer.lines.iter().any(|line| line.part == part && line.size == size)
        };
        self.lines.retain(|line| !is_newer(&line.part, line.size));
        self.notes.retain(|note| !is_newer(&note.part, note.size));
        self.lines.extend(newer.lines);
        self.notes.extend(newer.notes);
        self.lines.sort_by_key(|line| line.size);
        self.notes.sort_by_key(|note| note.size);
    }

    /// Notes something in words.
    pub(crate) fn note(&mut self, part: &str, size: usize, name: &str, text: &str) {
        let text = text.replace(['\n', '\t'], " ");
        self.notes.push(Note { part: part.to_owned(), size, name: name.to_owned(), text });
    }

    /// Adds the value of one run.
    pub(crate) fn add(&mut self, part: &str, size: usize, who: &str, figure: &str, value: f64) {
        match self.lines.iter_mut().find(|line| is_of(line, part, size, who, figure)) {
            Some(line) => line.values.push(value),
            None => self.lines.push(Line {
                part: part.to_owned(),
                size,
                who: who.to_owned(),
                figure: figure.to_owned(),
                values: vec![value],
            }),
        }
    }

    /// Adds what one run cost; the figures are called `wall`, `cpu`, `sys` and `memory`, led by a name if there is one.
    pub(crate) fn add_cost(&mut self, part: &str, size: usize, who: &str, name: &str, cost: &Cost) {
        let values = [cost.wall, cost.cpu, cost.sys, cost.memory];
        for (figure, value) in OF_A_COST.into_iter().zip(values) {
            self.add(part, size, who, format!("{name} {figure}").trim_start(), value);
        }
    }

    /// Returns the values of a figure, none if it was not measured.
    pub(crate) fn values(&self, part: &str, size: usize, who: &str, figure: &str) -> &[f64] {
        self.lines.iter().find(|line| is_of(line, part, size, who, figure)).map_or(&[], |line| &line.values)
    }

    /// Returns the median of a figure, if it was measured.
    pub(crate) fn median(&self, part: &str, size: usize, who: &str, figure: &str) -> Option<f64> {
        median(self.values(part, size, who, figure))
    }

    /// Returns what was noted.
    pub(crate) fn noted(&self, part: &str, size: usize, name: &str) -> Option<&str> {
        let is_it = |note: &&Note| note.part == part && note.size == size && note.name == name;
        self.notes.iter().find(is_it).map(|note| note.text.as_str())
    }

    /// Returns the sizes of a part, in rising order.
    pub(crate) fn sizes(&self, part: &str) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.lines.iter().filter(|line| line.part == part).map(|line| line.size).collect();
        sizes.sort_unstable();
        sizes.dedup();
        sizes
    }

    /// Returns who was measured in a part of one size, in order.
    pub(crate) fn all_who(&self, part: &str, size: usize) -> Vec<&str> {
        let mut all = Vec::new();
        for line in self.lines.iter().filter(|line| line.part == part && line.size == size) {
            if !all.contains(&line.who.as_str()) {
                all.push(line.who.as_str());
            }
        }
        all
    }
}

/// Tells whether a line is of a figure.
fn is_of(line: &Line, part: &str, size: usize, who: &str, figure: &str) -> bool {
    line.part == part && line.size == size && line.who == who && line.figure == figure
}

/// Returns the median; of an even number of values, the mean of the two in the middle.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}
