//! The servers that are measured, with their command lines.
//!
//! In goes a site on disk, out come commands: one that serves it, and one that builds the same from nothing.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::edit::{Edit, Site};
use crate::goals;

/// The instant for which demarche builds; Hugo knows only the present.
pub(crate) const AT: &str = "2026-11-23T00:00:00Z";

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
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Lane::Demarche { .. } => goals::SERVE,
            Lane::Hugo { full: false, .. } => "`hugo server`",
            Lane::Hugo { full: true, .. } => "`hugo server --disableFastRender`",
        }
    }

    /// Returns the kinds of edits that are measured, in groups that are made in turn.
    pub(crate) fn kinds(&self) -> Vec<Vec<Edit>> {
        let pages = vec![Edit::Added, Edit::Renamed, Edit::Deleted];
        let alone = |edits: &[Edit]| edits.iter().map(|edit| vec![*edit]).collect::<Vec<_>>();
        match self {
            Lane::Demarche { .. } => {
                let after = [Edit::Layout, Edit::Style, Edit::Word, Edit::Picture, Edit::Row, Edit::Setting];
                [alone(&[Edit::Body, Edit::Title, Edit::Date]), vec![pages], alone(&after)].concat()
            }
            Lane::Hugo { .. } => {
                [alone(&[Edit::Body, Edit::Title, Edit::Date]), vec![pages], alone(&[Edit::Layout])].concat()
            }
        }
    }

    /// Reads the files of its site of a size to which edits are made.
    pub(crate) fn site(&self, size: usize) -> io::Result<Site> {
        match self {
            Lane::Demarche { root, .. } => Site::of_demarche(root, size),
            Lane::Hugo { root, .. } => Site::of_hugo(root, size),
        }
    }

    /// Returns the program.
    fn program(&self) -> &Path {
        match self {
            Lane::Demarche { program, .. } | Lane::Hugo { program, .. } => program,
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
            Lane::Demarche { root, .. } => {
                let words = ["build", "--no-cache", "--at", AT, "--drafts", "--base-url", &address].map(OsString::from);
                command.args(words).arg("--root").arg(root).arg("--out").arg(out);
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
}
