//! `demarche new`: files to begin with, filled in so that the site builds at once.
//!
//! Never overwrites: a file that is there is named, and nothing is changed.
#![expect(clippy::disallowed_methods, reason = "new is the one command that writes into a project")]

mod entry;
mod layout;
mod pages;
mod site;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use demarche::Error;
use demarche::moment::Moment;
use demarche::source::Sources;
use jiff::tz::TimeZone;

use super::clock::{date, day};
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
  demarche new page \"How we work\"
  demarche new layout letter
  demarche new statement \"On the budget\"    a page of a collection, by its `singular`

Nothing that is there is ever overwritten. New pages are drafts: they are published once their line
`draft: true` is gone.")]
pub(crate) struct NewCommand {
    #[command(subcommand)]
    what: What,
}

impl NewCommand {
    /// Returns the `--root` of the site that something is begun in; nothing where a site itself is.
    pub(super) fn root(&self) -> Option<Option<PathBuf>> {
        match &self.what {
            What::Site { .. } => None,
            What::Entry(words) => Entry::try_parse_from(words).ok().map(|entry| entry.place.root),
            What::Letter { place, .. }
            | What::Brief { place, .. }
            | What::Newsletter { place, .. }
            | What::Recommendation { place, .. }
            | What::Page { place, .. } => Some(place.root.clone()),
            What::Layout { root, .. } => Some(root.clone()),
        }
    }
}

/// What is begun.
#[derive(Debug, Subcommand)]
enum What {
    /// Begin a site: one text of each kind, settings, data, and workflows that publish it on two hosts
    #[command(after_help = "\
Examples:
  demarche new site our-site
  demarche new site .               in this folder, which holds nothing yet

Words in square brackets wait for yours: `demarche check` says how many are left, and where. The days of the session,
the event and the texts are worked out from the date.")]
    Site {
        /// The folder, which need not exist; what it holds must be hidden, such as .git
        dir: PathBuf,
        #[command(flatten)]
        when: When,
    },
    /// Begin a letter, for a session or without one
    #[command(after_help = "\
Examples:
  demarche new letter \"Recommendations for UPR 51\" --session upr-51
  demarche new letter \"To the Security Council\" --date 2026-02-02")]
    Letter {
        /// Its title
        #[arg(value_parser = pages::title)]
        title: String,
        /// The session it is written for, by its id in content/data/sessions.yaml [default: none]
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Begin a brief on a State
    #[command(after_help = "\
Examples:
  demarche new brief NPL
  demarche new brief \"Saint Lucia\" --session upr-51")]
    Brief {
        /// The State, by its alpha-3 code or its name
        state: String,
        /// The session [default: the last one in which the State is under review, if there is one]
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Begin a newsletter issue, with the next number
    #[command(after_help = "\
Example:
  demarche new newsletter \"After the session\"")]
    Newsletter {
        /// Its title, which is also the subject of the mail
        #[arg(value_parser = pages::subject)]
        title: String,
        #[command(flatten)]
        place: Place,
    },
    /// Begin a standing recommendation, which letters and briefs refer to
    #[command(after_help = "\
Example:
  demarche new recommendation \"Name a focal point\"")]
    Recommendation {
        /// Its title
        #[arg(value_parser = pages::title)]
        title: String,
        #[command(flatten)]
        place: Place,
    },
    /// Begin a plain page
    #[command(after_help = "\
Example:
  demarche new page \"How we work\"")]
    Page {
        /// Its title
        #[arg(value_parser = pages::title)]
        title: String,
        #[command(flatten)]
        place: Place,
    },
    /// Copy a built-in layout into layouts/, with what it can ask as a comment, to change it
    #[command(after_help = "\
Examples:
  demarche new layout letter
  demarche new layout partials/footer
  demarche new layout newsletter/letter.txt")]
    Layout {
        /// Its name, such as letter
        name: String,
        /// The folder that holds content/site.yaml [default: the nearest one from here upward]
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
    /// Begin a page of a collection, by the word that its `_index.md` has for one
    #[command(external_subcommand)]
    Entry(Vec<String>),
}

/// A page of a collection: the word for one comes first, as the name of a command does.
#[derive(Debug, Parser)]
#[command(disable_version_flag = true)]
struct Entry {
    /// Its title
    #[arg(value_parser = pages::title)]
    title: String,
    #[command(flatten)]
    place: Place,
}

/// The date of what is begun.
#[derive(Args, Debug)]
struct When {
    /// The date in the front matter [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Moment>,
}

/// The site that a page is begun in.
#[derive(Args, Debug)]
struct Place {
    /// The folder that holds content/site.yaml [default: the nearest one from here upward]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(flatten)]
    when: When,
}

/// A file to be made.
pub(super) struct NewFile {
    /// Its path from the site's root.
    pub(super) path: String,
    /// Its text.
    pub(super) text: String,
}

/// Makes the files.
pub(super) fn run(command: &NewCommand) -> Result<bool, Error> {
    match &command.what {
        What::Site { dir, when } => new_site(dir, when)?,
        What::Letter { title, session, place } => {
            new_page(place, |project| project.letter(title, session.as_deref()))?;
        }
        What::Brief { state, session, place } => {
            new_page(place, |project| project.brief(state, session.as_deref()))?;
        }
        What::Newsletter { title, place } => new_page(place, |project| project.newsletter(title))?,
        What::Recommendation { title, place } => new_page(place, |project| project.recommendation(title))?,
        What::Page { title, place } => new_page(place, |project| project.page(title))?,
        What::Layout { name, root } => new_layout(name, root.as_deref())?,
        What::Entry(words) => {
            let Entry { title, place } =
                Entry::try_parse_from(words).map_err(|error| Error::new(error.to_string().trim().to_owned()))?;
            new_page(&place, |project| project.entry(&words[0], &title))?;
        }
    }
    Ok(true)
}

/// Makes the files of a site.
fn new_site(dir: &Path, when: &When) -> Result<(), Error> {
    let files = site::files(dir, day(when.date, &TimeZone::UTC))?;
    for file in &files {
        create(dir, file)?;
        report::line(&dir.join(&file.path).display().to_string());
    }
    report::note(&format!(
        "begin with `content/site.yaml`; `demarche check` names the words that wait for yours, `demarche build --root \"{}\"` builds the site into its `public` folder",
        dir.display()
    ));
    Ok(())
}

/// Makes the file of a layout.
fn new_layout(name: &str, root: Option<&Path>) -> Result<(), Error> {
    let root = find::root_from(root)?;
    let file = layout::file(name)?;
    create(&root, &file)?;
    report::line(&root.join(&file.path).display().to_string());
    report::note("it stands in for the built-in one; what a layout can ask is told by `demarche layouts`");
    Ok(())
}

/// Makes the file of a page.
fn new_page(place: &Place, make: impl FnOnce(&pages::Project<'_>) -> Result<NewFile, Error>) -> Result<(), Error> {
    let root = find::root_from(place.root.as_deref())?;
    let (sources, _) = Sources::read(&root)?;
    let project = pages::Project::open(&sources, place.when.date)?;
    let file = make(&project)?;
    create(&root, &file)?;
    report::line(&root.join(&file.path).display().to_string());
    report::note(
        "this is a draft; `demarche build --drafts --out DIR` shows it, and without its line `draft: true` it is published",
    );
    Ok(())
}

/// Makes one file, and its folders; fails if it is there.
pub(super) fn create(root: &Path, file: &NewFile) -> Result<(), Error> {
    let path = root.join(&file.path);
    refuse_links(root, &file.path)?;
    if let Some(parent) = path.parent() {
        find::keep_drafts_out(root, parent)?;
        fs::create_dir_all(parent).map_err(|error| Error::io("cannot make", parent, error))?;
    }
    let opened = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let mut opened = opened.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::new(format!("`{}` exists already", path.display())),
        _ => Error::io("cannot write", &path, error),
    })?;
    opened.write_all(file.text.as_bytes()).map_err(|error| {
        // A part of it would stand in the way of the next try.
        _ = fs::remove_file(&path);
        Error::io("cannot write", &path, error)
    })
}

/// Fails where a folder between the root and a file is a link: what lies behind it is no part of the site.
fn refuse_links(root: &Path, path: &str) -> Result<(), Error> {
    let mut above = root.to_owned();
    for segment in path.split('/') {
        above.push(segment);
        if fs::symlink_metadata(&above).is_ok_and(|found| found.is_symlink()) {
            return Err(Error::new(format!(
                "`{}` is a symbolic link, and nothing is written through one; hint: put a folder in its place",
                above.display()
            )));
        }
    }
    Ok(())
}

/// Tells whether a character stands in no text of front matter or settings: control characters, and those that some programs
/// take for the end of a line.
fn no_text_holds(c: char) -> bool {
    demarche::diag::is_control(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns a text as a quoted YAML scalar; what no text can hold becomes a blank (YAML 1.2, section 7.3.1).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if no_text_holds(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
