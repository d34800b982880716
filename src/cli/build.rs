//! `demarche build`: the site, written.

use std::path::Path;
use std::sync::Arc;

use demarche::cache::{Cache, Facts, Left, Remembered, Unfinished};
use demarche::emit::{Emitter, Reach, Report, real_path};
use demarche::engine::{Memory, Store};
use demarche::parse::Shelf;
use demarche::plan::Target;
use demarche::route::OutPath;
use demarche::source::{Sources, Stamps};
use demarche::track::{Fingerprint, Trace};
use demarche::{BuildOptions, Diagnostic, Error, Sink};

use super::arguments::BuildCommand;
use super::clock::{Stopwatch, file_date, system_time};
use super::{report, site};

/// Hands files to the emitter, and facts to the cache.
struct Writer<'a>(&'a Emitter, Option<Arc<Kept>>);

/// The facts in the cache.
struct Kept(Facts);

impl Shelf for Kept {
    fn prose(&self, key: Fingerprint) -> Option<String> {
        String::from_utf8(self.0.rest(key)?).ok()
    }
}

impl Sink for Writer<'_> {
    fn put(&self, target: &Target, bytes: &[u8], _: Trace) -> Result<(), Error> {
        self.0.put(&target.route, bytes)
    }
}

impl Store for Writer<'_> {
    fn stand(&self, routes: &[&OutPath]) -> Vec<bool> {
        self.0.are_as_left(routes)
    }

    fn keep(&self, route: &OutPath) -> Result<(), Error> {
        self.0.keep(route)
    }

    fn facts(&self, key: Fingerprint) -> Option<Vec<u8>> {
        self.1.as_ref()?.0.find(key)
    }

    fn keep_facts(&self, key: Fingerprint, facts: &[u8], prose: &str) -> bool {
        self.1.as_ref().is_some_and(|kept| kept.0.add(key, facts, prose.as_bytes()))
    }

    fn shelf(&self) -> Option<Arc<dyn Shelf>> {
        self.1.clone().map(|kept| kept as Arc<dyn Shelf>)
    }
}

/// Builds the site; `false` when it has errors, and then nothing is written.
pub(super) fn run(command: &BuildCommand) -> Result<bool, Error> {
    let stopwatch = Stopwatch::start();
    let root = site::root(&command.site)?;
    let out = site::output_folder(&root, command.out.as_deref(), command.site.drafts)?;
    let date = file_date()?;
    let reach = if command.site.drafts { Reach::Drafts } else { Reach::Public };
    let waiting = &mut |who: &str| report::note(&format!("waiting for another build: {who}"));
    let mut emitter = Emitter::open(&out, reach, date, waiting)?;
    if command.verify {
        report::altered(&out, &emitter.verify());
    }
    let cache = open_cache(command, &root, &out)?;
    let (sources, found) = read_sources(&root, cache.as_ref(), command.verify)?;
    let options = site::options(&command.site, &sources);
    let inputs = inputs(sources.checksum(), &options);
    let left = cache.as_ref().and_then(|cache| last_build(cache, &emitter));
    if let Some((left, _)) = left.as_ref().filter(|(left, _)| left.silent && found.is_empty())
        && let Some(report) = standing(left, inputs, &options, &emitter)
    {
        report::built(left.pages, &report, stopwatch.elapsed());
        return Ok(true);
    }
    let writer = Writer(&emitter, cache.as_ref().and_then(Cache::facts).map(|facts| Arc::new(Kept(facts))));
    let mut memory = cache.as_ref().map(|_| {
        let mut memory = left.and_then(|(_, remembered)| remembered.read(Memory::read)).unwrap_or_default();
        memory.forget_missing(&writer);
        memory
    });
    let outcome = match &mut memory {
        Some(memory) => site::build_again(sources, found, &options, memory, &writer),
        None => site::build(sources, found, &options, &writer),
    };
    // What is right in a site with mistakes need not be parsed again once they are mended.
    if let Some(Err(error)) = writer.1.as_ref().map(|kept| kept.0.finish()) {
        report::note(&error.to_string());
    }
    let outcome = outcome?;
    report::diagnostics(&outcome.diagnostics, command.site.format);
    if !outcome.is_good() {
        report::nothing_written(&outcome.diagnostics);
        return Ok(false);
    }
    // Other commands know where `public` is, but no other output.
    let folder = command.out.as_ref().and_then(|_| site::cache_folder()).and_then(|folder| real_path(&folder).ok());
    let unfinished = folder.and_then(|folder| Unfinished::note(&folder, &root, &out).ok());
    let written = if command.atomic { emitter.commit_at_once()? } else { emitter.commit()? };
    unfinished.into_iter().for_each(Unfinished::end);
    for note in &written.notes {
        report::note(note);
    }
    for path in &written.kept_foreign {
        report::note(&format!("kept `{path}`: it was changed by someone else since the last build"));
    }
    if let (Some(cache), Some(memory)) = (cache, &memory) {
        let (at, until, pages) = (options.at, outcome.until, outcome.pages);
        let left = Left { inputs, output: written.checksum, at, until, pages, silent: outcome.diagnostics.is_empty() };
        if let Err(error) = cache.store(&left, |to| memory.write(to)) {
            report::note(&error.to_string());
        }
    }
    report::built(outcome.pages, &written, stopwatch.elapsed());
    // The program ends here, and the system takes the whole site back faster than it can be taken to pieces.
    std::mem::forget((outcome, memory));
    Ok(true)
}

/// Reads the sources, but for those that are known to be as they were when the last build read them; and keeps by what they
/// are known. `all` says that every file is to be read.
fn read_sources(root: &Path, cache: Option<&Cache>, all: bool) -> Result<(Sources, Vec<Diagnostic>), Error> {
    let kept = cache.and_then(|cache| Stamps::read(&cache.stamps()?));
    let known = if all { kept.as_ref().map(|_| Stamps::default()) } else { kept.clone() };
    let (sources, found) = Sources::read_since(root, known.as_ref(), system_time())?;
    if let Some(cache) = cache.filter(|_| kept.as_ref() != Some(sources.stamps()))
        && let Err(error) = cache.keep_stamps(&sources.stamps().to_bytes())
    {
        report::note(&error.to_string());
    }
    Ok((sources, found))
}

/// Returns the cache, if there is to be one.
fn open_cache(command: &BuildCommand, root: &Path, out: &Path) -> Result<Option<Cache>, Error> {
    if command.no_cache {
        return Ok(None);
    }
    // What lies where is told without the links on the way.
    let (root, out) = (&real_path(root)?, &real_path(out)?);
    match &command.cache_dir {
        Some(folder) => {
            // What is kept there tells of hidden pages too.
            if command.site.drafts {
                site::keep_drafts_out(root, folder)?;
            }
            Cache::at(&real_path(folder)?, root, out).map(Some)
        }
        // A home folder that is itself the site, or is published, has no place for a cache.
        None => Ok(site::cache_folder().and_then(|folder| Cache::at(&real_path(&folder).ok()?, root, out).ok())),
    }
}

/// Returns a hash of all that decides what a build gives, but for the instant; `checksum` is that of the sources.
fn inputs(checksum: u128, options: &BuildOptions) -> u128 {
    let BuildOptions { at: _, drafts, base_url } = options;
    let asked = format!("{checksum:032x} {drafts} {base_url:?}");
    twox_hash::XxHash3_128::oneshot(asked.as_bytes())
}

/// Returns what the last build left, if its output is what stands now.
fn last_build(cache: &Cache, emitter: &Emitter) -> Option<(Left, Remembered)> {
    match cache.load() {
        Ok(found) => Some(found).filter(|(left, _)| emitter.last_checksum() == Some(left.output)),
        Err(why) => {
            why.iter().for_each(|why| report::note(why));
            None
        }
    }
}

/// Returns a report, if the last build has left what this one would make.
fn standing(left: &Left, inputs: u128, options: &BuildOptions, emitter: &Emitter) -> Option<Report> {
    let same = left.silent && left.inputs == inputs && (left.at..left.until).contains(&options.at);
    let unchanged = if same { emitter.standing_as_left()? } else { return None };
    Some(Report { unchanged, ..Report::default() })
}
