//! The servers that are measured, and the edits that they are to show.
//!
//! In goes a site on disk, out come command lines, edited files and what tells that an edit is seen. The same edits are
//! made for each server, in files of the same names.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::generate::write_file;
use crate::served::{Answer, Served};

/// The instant for which demarche builds; Hugo knows only the present.
const AT: &str = "2026-11-23T00:00:00Z";

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A sentence more in a letter, looked for in its page.
    Body,
    /// Another title of the letter, looked for in the first page of the listing.
    Title,
    /// A line more in the layout of every page, looked for in the page of the letter.
    Base,
    /// A letter more, looked for at its address.
    Added,
    /// That letter removed: its address is to answer 404.
    Deleted,
}

impl Edit {
    /// Returns the name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Edit::Body => "body edit",
            Edit::Title => "title edit, in the listing",
            Edit::Base => "base layout edit",
            Edit::Added => "added page",
            Edit::Deleted => "deleted page, until 404",
        }
    }

    /// Returns the text that tells the edit of this round from all others.
    fn mark(self, round: u32) -> String {
        format!("{self:?} edit number {round}.")
    }

    /// Tells whether an answer shows the edit.
    pub(crate) fn is_seen(self, round: u32, answer: &Answer) -> bool {
        match self {
            Edit::Deleted => answer.status == 404,
            edit => answer.holds(&edit.mark(round)),
        }
    }
}

/// A program that serves a site.
#[derive(Clone, Debug)]
pub(crate) enum Lane {
    /// `demarche serve`.
    Demarche { program: PathBuf, root: PathBuf },
    /// `hugo server`; `full` is `--disableFastRender`, which is to render all pages after each edit.
    Hugo { program: PathBuf, root: PathBuf, full: bool },
}

impl Lane {
    /// Returns what it is called in the tables.
    pub(crate) fn name(&self) -> String {
        match self {
            Lane::Demarche { .. } => "demarche serve".to_owned(),
            Lane::Hugo { full: false, .. } => "hugo server".to_owned(),
            Lane::Hugo { full: true, .. } => "hugo server --disableFastRender".to_owned(),
        }
    }

    /// Returns the program.
    pub(crate) fn program(&self) -> &Path {
        match self {
            Lane::Demarche { program, .. } | Lane::Hugo { program, .. } => program,
        }
    }

    /// Returns the root of the site.
    fn root(&self) -> &Path {
        match self {
            Lane::Demarche { root, .. } | Lane::Hugo { root, .. } => root,
        }
    }

    /// Returns the command that serves the site on a port.
    pub(crate) fn serve(&self, port: u16, folder: &Path) -> Command {
        let mut command = Command::new(self.program());
        command.env("XDG_CACHE_HOME", folder.join("cache"));
        match self {
            Lane::Demarche { root, .. } => {
                command.args(["serve", "--at", AT, "--port", &port.to_string(), "--root"]).arg(root);
            }
            Lane::Hugo { root, full, .. } => {
                command.args(["server", "--renderToMemory", "--port", &port.to_string(), "--source"]).arg(root);
                command.arg("--cacheDir").arg(folder.join("hugo-cache")).arg("--noBuildLock");
                command.args(full.then_some("--disableFastRender"));
            }
        }
        command
    }

    /// Builds the same site from nothing, for the address under which a server on this port shows it.
    pub(crate) fn build_clean(&self, out: &Path, port: u16, folder: &Path) -> io::Result<()> {
        let address = format!("http://localhost:{port}/");
        let mut command = Command::new(self.program());
        command.env("XDG_CACHE_HOME", folder.join("cache-of-clean-builds"));
        match self {
            Lane::Demarche { .. } => {
                command.args(self.build_arguments(out)).args(["--drafts", "--base-url", &address]);
            }
            Lane::Hugo { root, .. } => {
                command.args(["build", "--environment", "development", "--noBuildLock", "--baseURL", &address]);
                command.arg("--source").arg(root).arg("--destination").arg(out);
                command.arg("--cacheDir").arg(folder.join("hugo-cache-of-clean-builds"));
            }
        }
        fs::create_dir_all(out.parent().unwrap_or(out))?;
        let output = command.stdin(Stdio::null()).output()?;
        match output.status.success() {
            true => Ok(()),
            false => Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned())),
        }
    }

    /// Returns the arguments of a build by demarche.
    pub(crate) fn build_arguments(&self, out: &Path) -> Vec<OsString> {
        let words = ["build".as_ref(), "--at".as_ref(), AT.as_ref(), "--root".as_ref(), self.root().as_os_str()];
        let words = words.into_iter().chain(["--out".as_ref(), out.as_os_str()]);
        words.map(ToOwned::to_owned).collect()
    }
}

/// The files of a site that are edited, as they were.
#[derive(Debug)]
pub(crate) struct Site {
    letter: (PathBuf, String),
    base: (PathBuf, String),
    added: PathBuf,
    /// The addresses of the letter, of the added one and of the listing.
    urls: [String; 3],
}

impl Site {
    /// Reads the files of a site; `letter` is a path below `content/`.
    pub(crate) fn open(lane: &Lane, letter: &str) -> io::Result<Site> {
        let path = lane.root().join("content").join(letter);
        let base = match lane {
            Lane::Demarche { root, .. } => root.join("layouts/base.html"),
            Lane::Hugo { root, .. } => root.join("layouts/baseof.html"),
        };
        let urls = [letter.trim_end_matches(".md"), "letters/added-by-the-benchmark", "letters"];
        Ok(Site {
            letter: (path.clone(), fs::read_to_string(&path)?),
            base: (base.clone(), fs::read_to_string(base)?),
            added: path.with_file_name("added-by-the-benchmark.md"),
            urls: urls.map(|url| format!("/{url}/")),
        })
    }

    /// Fails unless the listing names the letter: else no edit of its title could ever be seen there.
    pub(crate) fn check_listed(&self, served: &mut Served) -> io::Result<()> {
        let [letter, _, listing] = &self.urls;
        match served.get(listing)?.holds(&format!("href=\"{letter}\"")) {
            true => Ok(()),
            false => Err(io::Error::other(format!("`{listing}` does not list `{letter}`"))),
        }
    }

    /// Returns the address at which an edit is looked for.
    pub(crate) fn target(&self, edit: Edit) -> &str {
        let [letter, added, listing] = &self.urls;
        match edit {
            Edit::Body | Edit::Base => letter,
            Edit::Title => listing,
            Edit::Added | Edit::Deleted => added,
        }
    }

    /// Makes an edit.
    pub(crate) fn make(&self, edit: Edit, round: u32) -> io::Result<()> {
        let (mark, text) = (edit.mark(round), &self.letter.1);
        let titled = |text: &str| text.replacen("title: \"", &format!("title: \"{mark} "), 1);
        match edit {
            Edit::Body => write_file(&self.letter.0, &format!("{text}\n{mark}\n")),
            Edit::Title => write_file(&self.letter.0, &titled(text)),
            // No comment, since Hugo takes these out.
            Edit::Base => write_file(&self.base.0, &self.base.1.replace("</body>", &format!("<p>{mark}</p></body>"))),
            Edit::Added => {
                // What must be there once is left out of the page that is added.
                let lines = text.lines().filter(|line| !line.starts_with("reference:"));
                write_file(&self.added, &titled(&lines.map(|line| format!("{line}\n")).collect::<String>()))
            }
            Edit::Deleted => fs::remove_file(&self.added),
        }
    }

    /// Puts everything back as it was.
    pub(crate) fn restore(&self) -> io::Result<()> {
        if self.added.exists() {
            fs::remove_file(&self.added)?;
        }
        for (path, text) in [&self.letter, &self.base] {
            if fs::read_to_string(path)? != *text {
                write_file(path, text)?;
            }
        }
        Ok(())
    }
}
