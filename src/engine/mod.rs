//! The engine: walks a build through the rooms.
//!
//! Takes sources and options; hands each finished file, with the trace of what it read, to a [`Sink`] and gives an
//! [`Outcome`] with every diagnostic. Files are parsed and targets rendered in parallel; what comes out does not depend on
//! the number of threads. A build with errors has handed out files too: whoever holds the sink throws them away.

mod completed;
mod explain;
mod facts;
mod failures;
mod incremental;
mod issue;
mod mail;
mod mails;
mod memo;
mod memory;
mod named;
#[cfg(test)]
mod net_tests;
mod outlook;
mod parsing;
mod pictures;
mod prepare;
mod rendering;
mod viewer;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use jiff::Timestamp;

use crate::diag::net::caught;
use crate::diag::{Diagnostic, Error, has_errors, mistakes};
use crate::output::{FileCx, output_format};
use crate::parse::Shelf;
use crate::plan::{Plan, Target};
use crate::render::{RenderCx, Rendered, Snapshot};
use crate::route::OutPath;
use crate::source::Sources;
use crate::track::{Fingerprint, Trace};

pub use explain::{MadeOf, Standing, standing};
pub use incremental::{Engine, Update};
pub use issue::{LeftOut, Listed, Next, NextIssue, next_issue};
pub use mail::{Asked, Mailing, mailing};
pub use mails::{MailPage, MailPages};
#[cfg(any(test, fuzzing))]
pub(crate) use memo::read_any;
pub use memory::Memory;
pub use outlook::Outlook;
pub use prepare::{data_of_site, kinds_of_site};
pub use viewer::{Changes, Viewer};

/// What a build is asked for.
#[derive(Clone, Debug)]
pub struct BuildOptions {
    /// The instant for which the site is built.
    pub at: Timestamp,
    /// Whether drafts, embargoed and expired pages are shown, each marked as such.
    pub drafts: bool,
    /// A base address in place of the site's own.
    pub base_url: Option<String>,
}

/// Takes finished files.
pub trait Sink: Sync {
    /// Takes one file with the trace of what was read to make it; called from several threads.
    ///
    /// # Errors
    /// When the file cannot be taken; the build stops.
    fn put(&self, target: &Target, bytes: &[u8], trace: Trace) -> Result<(), Error>;

    /// Tells whether traces are wanted; where they are not, they come empty and cost nothing.
    fn wants_traces(&self) -> bool {
        false
    }
}

/// A sink that holds the files of the last build.
pub trait Store: Sink {
    /// Tells of each of these files whether it stands as the last build left it.
    fn stand(&self, routes: &[&OutPath]) -> Vec<bool>;

    /// Takes a file that stands as the last build left it into this build.
    ///
    /// # Errors
    /// When there is no such file.
    fn keep(&self, route: &OutPath) -> Result<(), Error>;

    /// Returns the facts that an earlier build has handed out under a key, if they are kept; what is asked for is kept on.
    fn facts(&self, _key: Fingerprint) -> Option<Vec<u8>> {
        None
    }

    /// Takes facts under a key, for later builds, with the HTML of the body if they are those of a page; tells whether they
    /// are kept.
    fn keep_facts(&self, _key: Fingerprint, _facts: &[u8], _prose: &str) -> bool {
        false
    }

    /// Returns whoever gives back the HTML of bodies by the keys of their facts.
    fn shelf(&self) -> Option<Arc<dyn Shelf>> {
        None
    }
}

/// A sink that keeps nothing, for checks.
#[derive(Debug, Default)]
pub struct Discard;

impl Sink for Discard {
    fn put(&self, _: &Target, _: &[u8], _: Trace) -> Result<(), Error> {
        Ok(())
    }
}

/// How far a build is; may be read from another thread.
#[derive(Debug, Default)]
pub struct Progress {
    /// How many source files were parsed.
    pub parsed: AtomicUsize,
    /// How many source files there are.
    pub sources: AtomicUsize,
    /// How many targets were rendered.
    pub rendered: AtomicUsize,
    /// How many targets there are.
    pub targets: AtomicUsize,
}

/// What came of a build.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Everything that is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// How many web pages the site has.
    pub pages: usize,
    /// The first instant after that of the build at which the site is another though nobody has edited it.
    pub until: Timestamp,
    /// How many questions of earlier builds were asked again to know what must be made.
    pub asked: usize,
    /// What the layouts saw. Who ends after the build may forget it, which is faster than taking it to pieces.
    pub snapshot: Option<Arc<Snapshot>>,
}

impl Outcome {
    /// Tells whether the site may be written.
    pub fn is_good(&self) -> bool {
        !has_errors(&self.diagnostics)
    }
}

/// Builds a site from nothing and for nothing after it: every target is rendered and handed to the sink.
///
/// # Errors
/// When the project cannot be read or the sink cannot take a file; mistakes of authors are in the outcome.
pub fn build(
    sources: &Sources,
    diagnostics: Vec<Diagnostic>,
    options: &BuildOptions,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Outcome, Error> {
    Engine::for_once(sink.wants_traces()).hand_out((sources, diagnostics), options, &Anew(sink), progress)
}

/// A sink that holds nothing of an earlier build.
struct Anew<'a>(&'a dyn Sink);

impl Sink for Anew<'_> {
    fn put(&self, target: &Target, bytes: &[u8], trace: Trace) -> Result<(), Error> {
        self.0.put(target, bytes, trace)
    }

    fn wants_traces(&self) -> bool {
        self.0.wants_traces()
    }
}

impl Store for Anew<'_> {
    fn stand(&self, routes: &[&OutPath]) -> Vec<bool> {
        vec![false; routes.len()]
    }

    fn keep(&self, route: &OutPath) -> Result<(), Error> {
        Err(Error::new(format!("`{route}` was not made before")))
    }
}

/// Returns how many of the files are web pages.
fn count_pages(plan: &Plan) -> usize {
    plan.targets.iter().filter(|target| target.format == "html").count()
}

/// Renders one target, with the questions it asked if they are wanted.
fn render_target(cx: &RenderCx<'_>, files: FileCx<'_>, target: &Target, observed: bool) -> Rendered {
    let render = |cx: &RenderCx<'_>| {
        #[cfg(test)]
        net_tests::fall(target);
        match output_format(target.format) {
            Some(format) => format.render(cx, files, target),
            None => Err(Box::new(mistakes::missing_layout(target.format))),
        }
    };
    cx.record(observed, |cx| {
        let own = |said: String| Err(Box::new(mistakes::own_mistake(&format!("making `{}`", target.route), &said)));
        caught(|| render(cx)).unwrap_or_else(own)
    })
}
