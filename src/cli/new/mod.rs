//! `demarche new`: files to begin with, filled in so that the site builds at once.
//!
//! Never overwrites: a file that is there is named, and nothing is changed.
#![expect(clippy::disallowed_methods, reason = "new is the one command that writes into a project")]

mod pages;
mod site;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use demarche::Error;
use demarche::content::slug_from_name;
use demarche::source::Sources;

use super::clock::build_instant;
use super::{report, site as find};

/// The arguments of `new`.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  demarche new site our-site
  demarche new letter \"Recommendations for UPR 51\" --session upr-51
  demarche new brief NPL --session upr-51
  demarche new newsletter \"After the session\"
  demarche new recommendation \"Name a focal point\"
  demarche new page \"About us\"")]
pub(crate) struct NewCommand {
    #[command(subcommand)]
    what: What,
    /// The folder that holds content/site.yaml [default: the nearest one from here upward]
    #[arg(long, value_name = "DIR", global = true)]
    root: Option<PathBuf>,
    /// The date in the front matter [default: today]
    #[arg(long, value_name = "DATE", global = true)]
    date: Option<String>,
}

/// What is begun.
#[derive(Debug, Subcommand)]
enum What {
    /// A site: settings, data, a letter and a page
    Site {
        /// The folder, which must not exist or be empty
        dir: PathBuf,
    },
    /// A recommendation letter
    Letter {
        /// Its title
        title: String,
        /// The session it is written for [default: the last one in sessions.yaml]
        #[arg(long)]
        session: Option<String>,
    },
    /// A brief on a state under review
    Brief {
        /// The state, by its alpha-3 code or its name
        state: String,
        /// The session [default: the last one in which the state is under review]
        #[arg(long)]
        session: Option<String>,
    },
    /// A newsletter issue, with the next number
    Newsletter {
        /// Its title
        title: String,
    },
    /// A standing recommendation
    Recommendation {
        /// Its title
        title: String,
    },
    /// A plain page
    Page {
        /// Its title
        title: String,
    },
}

/// A file to be made.
struct NewFile {
    /// Its path from the site's root.
    path: String,
    /// Its text.
    text: String,
}

/// Makes the files.
pub(super) fn run(command: &NewCommand) -> Result<bool, Error> {
    let today = build_instant(command.date.as_deref())?.to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    if let What::Site { dir } = &command.what {
        for file in site::files(dir, today)? {
            create(dir, &file)?;
        }
        report::line(&format!("made a site in {}; `demarche build --root {}` builds it", dir.display(), dir.display()));
        return Ok(true);
    }
    let root = find::root_from(command.root.as_deref())?;
    let (sources, _) = Sources::read(&root)?;
    let project = pages::Project::open(&sources, today)?;
    let file = match &command.what {
        What::Letter { title, session } => project.letter(title, session.as_deref())?,
        What::Brief { state, session } => project.brief(state, session.as_deref())?,
        What::Newsletter { title } => project.newsletter(title),
        What::Recommendation { title } => project.recommendation(title),
        What::Page { title } => project.page(title),
        What::Site { .. } => return Ok(true),
    };
    create(&root, &file)?;
    report::line(&root.join(&file.path).display().to_string());
    Ok(true)
}

/// Makes one file, and its folders; fails if it is there.
fn create(root: &Path, file: &NewFile) -> Result<(), Error> {
    let path = root.join(&file.path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| Error::io("cannot make", parent, error))?;
    }
    let opened = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut opened = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::new(format!("`{}` exists already", path.display())),
        _ => Error::io("cannot write", &path, error),
    })?;
    opened.write_all(file.text.as_bytes()).map_err(|error| Error::io("cannot write", &path, error))
}

/// Returns a title as a file name: letters without accents are kept, everything else becomes a hyphen.
fn file_name(title: &str) -> String {
    let slug = slug_from_name(title);
    let ascii: String = slug.chars().filter(|c| c.is_ascii()).take(60).collect();
    let trimmed = ascii.trim_matches('-').to_owned();
    if trimmed.is_empty() { "untitled".to_owned() } else { trimmed }
}

/// Returns a text as a quoted YAML scalar (YAML 1.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
