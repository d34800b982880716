//! `demarche build`: the site, written.

use demarche::emit::Emitter;
use demarche::plan::Target;
use demarche::track::Trace;
use demarche::{Error, Sink};

use super::arguments::BuildCommand;
use super::clock::Stopwatch;
use super::{report, site};

/// Hands files to the emitter.
struct Writer<'a>(&'a Emitter);

impl Sink for Writer<'_> {
    fn put(&self, target: &Target, bytes: &[u8], _: Trace) -> Result<(), Error> {
        self.0.put(&target.route, bytes)
    }
}

/// Builds the site; `false` when it has errors, and then nothing is written.
pub(super) fn run(command: &BuildCommand) -> Result<bool, Error> {
    let stopwatch = Stopwatch::start();
    let root = site::root(&command.site)?;
    let out = site::output_folder(&root, command.out.as_deref(), command.site.drafts)?;
    let emitter = Emitter::open(&out, &mut |who| report::note(&format!("waiting for another build: {who}")))?;
    let outcome = site::build(&root, &command.site, &Writer(&emitter))?;
    report::diagnostics(&outcome.diagnostics, command.site.format);
    if !outcome.is_good() {
        report::nothing_written(&outcome.diagnostics);
        return Ok(false);
    }
    let written = emitter.commit()?;
    for note in &written.notes {
        report::note(note);
    }
    for path in &written.kept_foreign {
        report::note(&format!("kept `{path}`: it was changed by someone else since the last build"));
    }
    report::built(&outcome, &written, stopwatch.elapsed());
    // The program ends here, and the system takes the whole site back faster than it can be taken to pieces.
    std::mem::forget(outcome);
    Ok(true)
}
