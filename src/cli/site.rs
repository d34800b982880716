//! What `build` and `check` share: finding the site and building it.
#![expect(clippy::disallowed_methods, reason = "the command line finds the site and the output folder")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use demarche::config::{Config, SITE_FILE, normalise_base_url};
use demarche::emit::{self, real_path};
use demarche::engine::{Memory, Store};
use demarche::moment::Moment;
use demarche::source::{FOLDERS, Sources, find_root, page_stem};
use demarche::yaml::Source;
use demarche::{BuildOptions, Diagnostic, Error, Outcome, Progress, Sink};

use jiff::tz::TimeZone;

use super::clock::{build_instant, instant};
use super::report::{Format, ProgressLine};

/// Which site, seen when and by whom.
#[derive(Args, Debug)]
pub(super) struct SiteArguments {
    /// The folder that holds content/site.yaml [default: the nearest one from here upward]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Show drafts, embargoed and expired pages, each marked as such
    #[arg(long)]
    pub(super) drafts: bool,
    /// Build as if it were this instant, such as 2025-03-14 or 2025-03-14T09:30:00+01:00; without an offset in the
    /// time zone of the site [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub(super) at: Option<Moment>,
    /// The address of the home page, in place of base_url in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub(super) base_url: Option<String>,
    /// How mistakes are written: for people, or as one JSON object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

/// Reads the address of a home page, and ends it with `/`.
fn base_url(text: &str) -> Result<String, String> {
    normalise_base_url(text)
        .ok_or_else(|| format!("`{text}` is not the address of a site; write it like https://example.org/"))
}

/// Returns the root of the site that the arguments mean.
pub(super) fn root(arguments: &SiteArguments) -> Result<PathBuf, Error> {
    root_from(arguments.root.as_deref())
}

/// Returns the root of a site: the folder given, or the nearest one from here upward.
pub(super) fn root_from(given: Option<&Path>) -> Result<PathBuf, Error> {
    let start = match given {
        Some(root) => root.to_owned(),
        None => std::env::current_dir().map_err(|error| Error::io("cannot find", Path::new("."), error))?,
    };
    if given.is_some() {
        if !start.is_dir() {
            return Err(Error::new(format!("there is no folder `{}`", start.display())));
        }
        return Ok(start);
    }
    find_root(&start).ok_or_else(|| {
        Error::new(format!(
            "there is no `{SITE_FILE}` in `{}` or any folder above it; `demarche new site DIR` makes a site to begin with",
            start.display()
        ))
    })
}

/// Returns what a build of the site is asked for.
pub(super) fn options(arguments: &SiteArguments, sources: &Sources) -> BuildOptions {
    let at = build_instant(arguments.at, || time_zone(sources));
    BuildOptions { at, drafts: arguments.drafts, base_url: arguments.base_url.clone() }
}

/// Returns the time zone of the site; that of a site whose settings have mistakes is not known.
pub(super) fn time_zone(sources: &Sources) -> TimeZone {
    let Some((file, text)) = sources.get(SITE_FILE).and_then(|file| Some((file, file.held()?))) else {
        return TimeZone::UTC;
    };
    let source = Source { file: file.path.clone(), range: 0..text.len(), text };
    Config::read(&source, &mut Vec::new()).time_zone
}

/// Returns the name of a page as the site knows it: a path that leads to one of its files, from here or from the root of the
/// disk, becomes the path in the site; any other name stays.
pub(super) fn name_in_site(root: &Path, name: &str) -> Result<String, Error> {
    // An address on the web.
    if name.is_empty() || name.contains("://") {
        return Ok(name.to_owned());
    }
    let (root, real) = (real_path(root)?, real_path(Path::new(name))?);
    let Ok(inside) = real.strip_prefix(&root) else { return Ok(name.to_owned()) };
    let parts: Vec<String> = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let (content, in_site) = (FOLDERS[0], parts.join("/"));
    if parts.first().is_none_or(|folder| folder != content) {
        return Ok(name.to_owned());
    }
    // Somebody who stands in a folder names a page without its suffix, or by its own folder.
    let [beside, within] = ["{}.md", "{}/index.md"].map(|form| form.replace("{}", &in_site));
    let is_file = |path: &str| root.join(path).is_file();
    if let Some(found) = [&in_site, &beside, &within].into_iter().find(|path| is_file(path)) {
        return Ok(found.clone());
    }
    // A file that is not there is one that was to be here, unless the name leads to one from `content/` on.
    let is_here = page_stem(name).is_some() && !is_file(&format!("{content}/{name}"));
    Ok(if is_here { in_site } else { name.to_owned() })
}

/// Builds the site from nothing, and shows how far it is.
pub(super) fn build(
    sources: Sources,
    found: Vec<Diagnostic>,
    options: &BuildOptions,
    sink: &dyn Sink,
) -> Result<Outcome, Error> {
    with_progress(sources, |sources, progress| demarche::build(sources, found, options, sink, progress))
}

/// Builds the site from where the last build has left it, and shows how far it is.
pub(super) fn build_again(
    sources: Sources,
    found: Vec<Diagnostic>,
    options: &BuildOptions,
    memory: &mut Memory,
    store: &dyn Store,
) -> Result<Outcome, Error> {
    with_progress(sources, |sources, progress| memory.build(sources, found, options, store, progress))
}

/// Builds a site while a line shows how far it is.
fn with_progress(
    sources: Sources,
    build: impl FnOnce(&Sources, &Progress) -> Result<Outcome, Error>,
) -> Result<Outcome, Error> {
    let progress = Arc::new(Progress::default());
    let line = ProgressLine::start(&progress);
    let result = build(&sources, &progress);
    // Every command that builds ends soon after, and its memory goes at once.
    std::mem::forget(sources);
    line.stop();
    result
}

/// Returns the output folder, after making sure that a build there can harm nothing.
pub(super) fn output_folder(root: &Path, asked: Option<&Path>, drafts: bool) -> Result<PathBuf, Error> {
    let public = root.join("public");
    let out = asked.map_or_else(|| public.clone(), Path::to_owned);
    let (real_root, real_out) = (real_path(root)?, real_path(&out)?);
    let refuse = |why: &str| Err(Error::new(format!("`{}` cannot be the output folder: {why}", out.display())));
    if real_root.starts_with(&real_out) {
        return refuse("the site's own folder lies in it");
    }
    if let Some(folder) = read_folder(&real_root, &real_out) {
        return refuse(&format!("it lies in `{folder}/`, which is read"));
    }
    if drafts {
        keep_drafts_out(root, &out)?;
    }
    Ok(out)
}

/// Returns the folder of the site in which a place lies and whose files are read; both paths without links.
fn read_folder(root: &Path, place: &Path) -> Option<&'static str> {
    FOLDERS.into_iter().find(|folder| place.starts_with(root.join(folder)))
}

/// Fails where mails cannot go: where drafts cannot, into a folder that is read and published from there, and around the
/// site. Mails of public pages are no files of the site either: none of its builds would bring them up to date or remove
/// them.
pub(super) fn keep_mails_apart(root: &Path, folder: &Path, drafts: bool) -> Result<(), Error> {
    let (real_root, real) = (real_path(root)?, real_path(folder)?);
    let refuse = |why: &str| {
        let (what, hint) = match drafts {
            true => ("drafts", "hint: give a folder that only drafts are written to"),
            false => ("mails", "hint: give a folder that only mails are written to, such as `mails`"),
        };
        Err(Error::new(format!("{what} cannot go to `{}`: {why}; {hint}", folder.display())))
    };
    if let Some(inside) = read_folder(&real_root, &real) {
        return refuse(&format!("it lies in `{inside}/`, which is read, and from there they would be published"));
    }
    match real_root.starts_with(&real) {
        true if drafts => return refuse("the site lies in it, and could not be published any more"),
        true => return refuse("the site lies in it"),
        false => {}
    }
    if drafts {
        return keep_drafts_out(root, folder);
    }
    match published(root, folder)? {
        Some(why) => refuse(&why),
        None => Ok(()),
    }
}

/// Fails where hidden pages, written to `place`, would lie in a folder that the site was published to, or is to be.
pub(super) fn keep_drafts_out(root: &Path, place: &Path) -> Result<(), Error> {
    if is_published_from(root, place)? {
        return Err(Error::new(format!(
            "drafts cannot go to `{}`: drafts never go where the site is published from; hint: give a folder that only \
             drafts are built in, outside of it",
            place.display()
        )));
    }
    emit::keep_drafts_out(place)
}

/// Returns, in words, how a place belongs to a folder that the site was published to, or is to be.
fn published(root: &Path, place: &Path) -> Result<Option<String>, Error> {
    match is_published_from(root, place)? {
        true => Ok(Some("the site is published from there".to_owned())),
        false => emit::published_around(place),
    }
}

/// Tells whether a place lies in the folder that the site is published to if nothing else is said.
fn is_published_from(root: &Path, place: &Path) -> Result<bool, Error> {
    Ok(real_path(place)?.starts_with(real_path(&root.join("public"))?))
}

/// Returns the folder in which the system keeps the caches of this program; nothing where it is not known.
pub(super) fn cache_folder() -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let folder = match std::env::consts::OS {
        "windows" => from("LOCALAPPDATA"),
        "macos" => from("HOME").map(|home| home.join("Library/Caches")),
        _ => from("XDG_CACHE_HOME").or_else(|| from("HOME").map(|home| home.join(".cache"))),
    };
    folder.map(|folder| folder.join("demarche"))
}
