//! Keeps figures in `benches/results.tsv` and writes what is made of them into the documents.
//!
//! In goes the file, out come the tables between `<!-- figures: NAME -->` and `<!-- end of figures -->` in the documents
//! that ask for them, and the picture. All else in the documents stays; one without such a place is an error, so that a
//! renamed table is not forgotten.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::results::Results;
use crate::{atomic, goals, picture, tables, tables_served};

/// How a place for tables begins, up to its name.
const BEGIN: &str = "<!-- figures: ";
/// How it ends.
const END: &str = "<!-- end of figures -->";

/// Returns a file of the project.
fn of_project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Puts figures into the file, in place of older ones of the same parts and sizes.
pub(crate) fn keep(newer: &Results) -> io::Result<()> {
    let path = of_project("benches/results.tsv");
    let mut results = Results::read(&path)?;
    results.replace(newer.clone());
    results.write(&path)
}

/// Writes the documents from the file.
pub(crate) fn publish() -> io::Result<()> {
    let results = Results::read(&of_project("benches/results.tsv"))?;
    for name in ["README.md", "benches/README.md"] {
        let text = fs::read_to_string(of_project(name))?;
        fs::write(
            of_project(name),
            with_tables(&text, &results).map_err(|place| {
                io::Error::other(format!("`{name}` asks for figures that there are none of: {place}"))
            })?,
        )?;
    }
    fs::write(of_project("benches/speed.svg"), picture::drawn(&results))
}

/// Returns all tables, one after the other.
pub(crate) fn all_tables(results: &Results) -> String {
    ["build", "growth", "second", "serve", "mail", "atomic"]
        .iter()
        .filter_map(|name| tables_of(name, results))
        .collect()
}

/// Returns the tables of a name.
fn tables_of(name: &str, results: &Results) -> Option<String> {
    let each = |part: &str, table: fn(&Results, usize) -> String| {
        results.sizes(part).into_iter().map(|size| table(results, size)).collect::<String>()
    };
    Some(match name {
        "build" => format!("{}{}", each("build", tables::build), goals_note(results)),
        "growth" => tables::growth(results),
        "second" => each("second", tables::second),
        "serve" => each("serve", tables_served::serve),
        "mail" => each("mail", tables_served::mail),
        "atomic" => each("atomic", atomic::table),
        "short" => tables::short(results),
        _ => return None,
    })
}

/// Returns where goals come from, if anything was measured.
fn goals_note(results: &Results) -> String {
    if results.sizes("build").is_empty() { String::new() } else { format!("{}\n\n", goals::footnote()) }
}

/// Returns a document with its tables made anew; a name that is none is the error.
fn with_tables(text: &str, results: &Results) -> Result<String, String> {
    let mut parts = text.split(BEGIN);
    let mut made = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(" -->").ok_or_else(|| part.lines().next().unwrap_or_default().to_owned())?;
        let (_, after) = rest.split_once(END).ok_or_else(|| format!("`{name}` without an end"))?;
        let tables = tables_of(name, results).ok_or_else(|| name.to_owned())?;
        made.push_str(&format!("{BEGIN}{name} -->\n\n{}\n\n{END}{after}", tables.trim()));
    }
    Ok(made)
}
