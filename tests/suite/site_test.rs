//! The harness: files in, files or messages out, in memory.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use demarche::config::Config;
use demarche::content::{Kinds, classify_page, is_index};
use demarche::data::{DataSettings, read_data};
use demarche::diag::{Palette, render_text};
use demarche::engine::{Engine, Memory as Remembered, Outcome, Store, Update};
use demarche::model::{Audience, Input, Site, update_site};
use demarche::parse::{Document, ParseOptions, parse_source};
use demarche::plan::Target;
use demarche::render::Snapshot;
use demarche::source::{SourceFile, Sources, is_page_text};
use demarche::spill::Spilled;
use demarche::track::Trace;
use demarche::yaml::Source;
use demarche::{BuildOptions, Diagnostic, Error, Progress, Sink};

/// The settings of the smallest site.
pub(crate) const SETTINGS: &str = "\
name: Example Centre
base_url: https://example.org/
time_zone: Europe/Zurich
address: [1 Example Street, 0000 Sampleton]
";

/// Two sessions.
pub(crate) const SESSIONS: &str = "\
- {id: upr-48, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV, GMB]}
- {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, GUY, GIN]}
";

/// Two topics.
pub(crate) const TOPICS: &str = "\
- {id: prevention, title: Prevention, description: What stops harm before it begins.}
- {id: accountability, title: Accountability}
";

/// Two instruments.
pub(crate) const INSTRUMENTS: &str = "\
- {id: genocide-convention, title: Convention on Genocide, short: Genocide Convention, adopted: 1948-12-09}
- {id: rome-statute, title: Rome Statute}
";

/// What states did with them: one party, one signatory, one unknown.
pub(crate) const ACTIONS: &str = "\
- {state: KEN, instrument: rome-statute, status: party, acts: [{act: ratification, date: 2005-03-15}], source: A source, as_of: 2024-04-24}
- {state: KEN, instrument: genocide-convention, status: none, source: A source, as_of: 2024-04-24}
- {state: GUY, instrument: rome-statute, status: party}
- {state: GUY, instrument: genocide-convention, status: unknown}
- {state: GIN, instrument: rome-statute, status: party}
- {state: GIN, instrument: genocide-convention, status: party}
";

/// A letter without anything special.
pub(crate) const LETTER: &str = "\
---
title: Recommendations for UPR 49
date: 2025-03-14
session: upr-49
---
We write ahead of the session.
";

/// A picture of one pixel, which mail programs show as well.
pub(crate) const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// Makes an empty folder that goes when it is dropped: in memory if the system has room for it there.
///
/// A disk spends more time on thousands of files that come and go than the program on making them. What tests are about
/// that look at the disk itself (`emit`, `stamps`, `watch`, `hostile`, `mistakes/disk.rs`) lies where the system keeps such files.
pub(crate) fn folder() -> tempfile::TempDir {
    static PARENT: OnceLock<PathBuf> = OnceLock::new();
    let parent = PARENT.get_or_init(|| memory().unwrap_or_else(std::env::temp_dir));
    tempfile::tempdir_in(parent).expect("a folder")
}

/// Returns a folder in memory with much room, from which programs may be started too.
#[cfg(target_os = "linux")]
fn memory() -> Option<PathBuf> {
    /// What the tests that run at once never need together.
    const ROOM: u64 = 1 << 30;
    let folder = PathBuf::from("/dev/shm");
    let told = rustix::fs::statvfs(&folder).ok()?;
    let may_start = !told.f_flag.contains(rustix::fs::StatVfsMountFlags::NOEXEC);
    let may_write = rustix::fs::access(&folder, rustix::fs::Access::WRITE_OK).is_ok();
    (may_start && may_write && told.f_bavail * told.f_frsize >= ROOM).then_some(folder)
}

/// Returns nothing: other systems have no folder in memory that is always there.
#[cfg(not(target_os = "linux"))]
fn memory() -> Option<PathBuf> {
    None
}

/// A site in memory.
#[derive(Clone)]
pub(crate) struct SiteTest {
    files: BTreeMap<String, Vec<u8>>,
    at: String,
    drafts: bool,
    base_url: Option<String>,
}

/// What came of building one.
pub(crate) struct Built {
    /// The files, by path.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Everything that was reported.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The targets with their traces.
    pub(crate) made: Vec<Made>,
    /// What the layouts saw.
    pub(crate) snapshot: Option<Arc<Snapshot>>,
}

/// One file with what was read to make it.
pub(crate) struct Made {
    /// The target.
    pub(crate) target: Target,
    /// What was read.
    pub(crate) trace: Trace,
}

/// Keeps files in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, (Vec<u8>, Made)>>);

impl Sink for Memory {
    fn put(&self, target: &Target, bytes: &[u8], trace: Trace) -> Result<(), Error> {
        let made = (bytes.to_vec(), Made { target: target.clone(), trace });
        let before = self.0.lock().expect("no test panics in here").insert(target.route.to_string(), made);
        assert!(before.is_none(), "{} was made twice", target.route);
        Ok(())
    }

    fn wants_traces(&self) -> bool {
        true
    }
}

impl SiteTest {
    /// A site with settings and nothing else.
    pub(crate) fn bare() -> SiteTest {
        let site = SiteTest { files: BTreeMap::new(), at: "2025-06-01".into(), drafts: false, base_url: None };
        site.file("content/site.yaml", SETTINGS)
    }

    /// A site with settings, data files and one letter.
    pub(crate) fn new() -> SiteTest {
        SiteTest::bare()
            .file("content/data/sessions.yaml", SESSIONS)
            .file("content/data/topics.yaml", TOPICS)
            .file("content/data/instruments.yaml", INSTRUMENTS)
            .file("content/data/treaty-actions.yaml", ACTIONS)
            .file("content/letters/upr-49.md", LETTER)
    }

    /// Puts a file there, or replaces it.
    pub(crate) fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> SiteTest {
        self.files.insert(path.to_owned(), content.as_ref().to_vec());
        self
    }

    /// Takes a file away.
    pub(crate) fn without(mut self, path: &str) -> SiteTest {
        assert!(self.files.remove(path).is_some(), "there is no {path}");
        self
    }

    /// Replaces text in a file.
    pub(crate) fn replace(mut self, path: &str, from: &str, to: &str) -> SiteTest {
        let text = String::from_utf8(self.files[path].clone()).expect("a text file");
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.files.insert(path.to_owned(), text.replace(from, to).into_bytes());
        self
    }

    /// Builds for another instant than 1 June 2025.
    pub(crate) fn at(mut self, instant: &str) -> SiteTest {
        self.at = instant.to_owned();
        self
    }

    /// Shows drafts.
    pub(crate) fn drafts(mut self) -> SiteTest {
        self.drafts = true;
        self
    }

    /// Shows drafts, or no longer.
    pub(crate) fn with_drafts(mut self, drafts: bool) -> SiteTest {
        self.drafts = drafts;
        self
    }

    /// Builds for another address.
    pub(crate) fn base_url(mut self, url: &str) -> SiteTest {
        self.base_url = Some(url.to_owned());
        self
    }

    /// Returns the text of a file, if there is such a file.
    pub(crate) fn source(&self, path: &str) -> Option<String> {
        self.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// Returns the paths of all files, in order.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Returns the files, by path.
    pub(crate) fn files(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.files
    }

    /// Returns the arguments that ask the program for this build.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--at".to_owned(), self.at.clone()];
        arguments.extend(self.drafts.then(|| "--drafts".to_owned()));
        arguments.extend(self.base_url.iter().flat_map(|url| ["--base-url".to_owned(), url.clone()]));
        arguments
    }

    /// Returns what a build of this site is asked for.
    fn options(&self) -> BuildOptions {
        let moment = demarche::moment::Moment::parse(&self.at).expect("a good instant");
        let at = moment.instant(&jiff::tz::TimeZone::UTC);
        BuildOptions { at, drafts: self.drafts, base_url: self.base_url.clone() }
    }

    /// Returns the site short of rendering it, and everything that is reported until then.
    pub(crate) fn index(&self) -> (Site, Vec<Diagnostic>) {
        let (sources, mut diagnostics) = Sources::from_memory(self.files.clone());
        let settings: Arc<str> = sources.text("content/site.yaml").expect("settings").clone();
        let source = Source { file: "content/site.yaml".into(), range: 0..settings.len(), text: settings };
        let config = Config::read(&source, &mut diagnostics);
        let options = ParseOptions {
            raw_html: config.raw_html,
            language: config.language.clone(),
            languages: config.languages.clone(),
            time_zone: config.time_zone.clone(),
            fields: BTreeMap::new(),
            blocks: Arc::default(),
            taxonomies: config.taxonomy_ids().collect(),
        };
        let mut pages = Vec::new();
        let is_text = |file: &&SourceFile| is_page_text(&file.path);
        let indexes = sources.iter().filter(|file| is_text(file) && is_index(&file.path));
        let indexes: Vec<Arc<Document>> = indexes.map(|file| Arc::new(parse_source(file, &options))).collect();
        let kinds = Kinds::of((&indexes, &Arc::default()), &config, &mut diagnostics);
        let options = ParseOptions { fields: kinds.fields(), ..options };
        for file in sources.iter().filter(is_text) {
            let document = Arc::new(parse_source(file, &options));
            diagnostics.extend(document.diagnostics.iter().cloned());
            match classify_page(document, &kinds, &config) {
                Ok(page) => {
                    diagnostics.extend(page.diagnostics.iter().cloned());
                    pages.push(Arc::new(page));
                }
                Err(found) => diagnostics.extend(found),
            }
        }
        let own: Vec<&'static str> = config.taxonomies.iter().map(|taxonomy| taxonomy.id).collect();
        let data =
            read_data(&sources, DataSettings { taxonomies: &own, languages: &config.languages }, &mut diagnostics);
        let audience = Audience { now: self.options().at, drafts: self.drafts };
        let (config, kinds, data) = (Arc::new(config), Arc::new(kinds), Arc::new(data));
        let input = Input { config, kinds, data, pages, audience, sources: &sources };
        let (site, _) = update_site(input, None, &mut diagnostics);
        (site, diagnostics)
    }

    /// Builds the site by an engine that may know an earlier state of it.
    pub(crate) fn update(&self, engine: &mut Engine) -> Update {
        let (sources, found) = Sources::from_memory(self.files.clone());
        engine.update(&sources, found, &self.options(), &Progress::default()).expect("memory can be read")
    }

    /// Builds the site on what another build remembers.
    pub(crate) fn build_again(&self, memory: &mut Remembered, store: &dyn Store) -> Result<Outcome, Error> {
        let (sources, found) = Sources::from_memory(self.files.clone());
        memory.build(&sources, found, &self.options(), store, &Progress::default())
    }

    /// Builds the site.
    pub(crate) fn build(&self) -> Built {
        let options = self.options();
        let (sources, found) = Sources::from_memory(self.files.clone());
        let sink = Memory::default();
        let outcome = demarche::build(&sources, found, &options, &sink, &Progress::default())
            .expect("memory can be read and written");
        let Outcome { diagnostics, snapshot, .. } = outcome;
        let mut built = Built { files: BTreeMap::new(), diagnostics, made: Vec::new(), snapshot };
        for (path, (bytes, made)) in sink.0.into_inner().expect("no test panics in there") {
            built.files.insert(path, bytes);
            built.made.push(made);
        }
        built
    }
}

impl Built {
    /// Returns the text of a file that must be there, after making sure that nothing was reported.
    pub(crate) fn text(&self, path: &str) -> String {
        self.assert_silent();
        let Some(bytes) = self.files.get(path) else {
            panic!("there is no {path} among\n{}", self.files.keys().cloned().collect::<Vec<_>>().join("\n"));
        };
        String::from_utf8(bytes.clone()).expect("a text file")
    }

    /// Returns the text of the page's main element, with tags.
    pub(crate) fn main(&self, path: &str) -> String {
        let text = self.text(path);
        let start = text.find("<main").expect("a main element");
        let end = text.find("</main>").expect("a main element");
        text[start..end].to_owned()
    }

    /// Fails if anything was reported.
    pub(crate) fn assert_silent(&self) {
        assert!(self.diagnostics.is_empty(), "{}", self.report());
    }

    /// Returns everything that was reported, as the author sees it.
    pub(crate) fn report(&self) -> String {
        let texts: Vec<String> = self.diagnostics.iter().map(|found| render_text(found, Palette::Plain)).collect();
        texts.join("\n\n")
    }

    /// Returns the codes of what was reported, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|found| found.code).collect()
    }

    /// Returns whether any file holds the text.
    pub(crate) fn holds(&self, text: &str) -> Option<&str> {
        let wanted = text.as_bytes();
        let holds = |bytes: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
        self.files.iter().find(|(path, bytes)| path.contains(text) || holds(bytes)).map(|(path, _)| path.as_str())
    }
}

/// Returns all files that an engine has made.
pub(crate) fn made_by(engine: &Engine) -> BTreeMap<String, Vec<u8>> {
    read_all(&engine.files())
}

/// Returns files as they were given to a spill.
pub(crate) fn read_all(files: &BTreeMap<String, Spilled>) -> BTreeMap<String, Vec<u8>> {
    let read = |bytes: &Spilled| bytes.read().expect("a good disk").into_owned();
    files.iter().map(|(route, bytes)| (route.clone(), read(bytes))).collect()
}

/// Fails unless a text holds each of these pieces, in this order.
#[track_caller]
pub(crate) fn holds(text: &str, pieces: &[&str]) {
    let mut from = 0;
    for piece in pieces {
        let found = text[from..].find(piece);
        assert!(found.is_some(), "{piece:?} is not where it should be in\n{text}");
        from += found.unwrap_or(0) + piece.len();
    }
}
