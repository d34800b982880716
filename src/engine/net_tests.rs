//! A target that falls over a mistake of the program ends alone.

use std::sync::Mutex;

use super::{BuildOptions, Engine, Progress, Sink, build};
use crate::diag::Error;
use crate::plan::Target;
use crate::source::Sources;
use crate::track::Trace;

/// The page that falls, in tests alone.
const FALLS: &str = "falls-on-purpose/index.html";

/// Falls, if this is the page that does.
pub(super) fn fall(target: &Target) {
    assert!(target.route.as_str() != FALLS, "on purpose");
}

/// Keeps the routes of what was made.
#[derive(Default)]
struct Routes(Mutex<Vec<String>>);

impl Sink for Routes {
    fn put(&self, target: &Target, _: &[u8], _: Trace) -> Result<(), Error> {
        self.0.lock().expect("nobody falls in here").push(target.route.to_string());
        Ok(())
    }
}

/// Returns the files of a site with two pages.
fn files(second: &str) -> Sources {
    let settings = "name: A\nbase_url: https://example.org/\ntime_zone: Europe/Zurich\naddress: [1 A, 2 B]\n";
    let page = "---\ntitle: A page\n---\nWords.\n";
    let files = [("content/site.yaml", settings), ("content/pages/a.md", page), (second, page)];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    Sources::from_memory(files.into()).0
}

#[test]
fn target_that_falls_is_an_error_and_the_others_are_made() {
    let at = "2025-06-01T00:00:00Z".parse().expect("an instant");
    let options = BuildOptions { at, drafts: false, base_url: None };
    let sink = Routes::default();
    let broken = files("content/pages/falls-on-purpose.md");
    let outcome = build(&broken, Vec::new(), &options, &sink, &Progress::default()).expect("memory");
    let own: Vec<_> = outcome.diagnostics.iter().filter(|found| found.code == "own-mistake").collect();
    assert_eq!(own.len(), 1, "{:?}", outcome.diagnostics);
    assert!(own[0].message.contains(FALLS) && own[0].message.contains("on purpose"), "{}", own[0].message);
    assert!(!outcome.is_good());
    let made = sink.0.into_inner().expect("nobody fell in there");
    assert!(made.iter().any(|route| route == "a/index.html"), "{made:?} {:?}", outcome.diagnostics);
    assert!(!made.iter().any(|route| route == FALLS));
    // The incremental engine goes on as well, and forgets the mistake once the cause is gone.
    let mut engine = Engine::new();
    let mut update = |sources: &Sources| {
        engine.update(sources, Vec::new(), &options, &Progress::default()).expect("memory").diagnostics
    };
    assert!(update(&files("content/pages/b.md")).iter().all(|found| found.code != "own-mistake"));
    assert_eq!(update(&broken).iter().filter(|found| found.code == "own-mistake").count(), 1);
    assert!(update(&files("content/pages/b.md")).iter().all(|found| found.code != "own-mistake"));
}
