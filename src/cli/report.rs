//! What is printed: diagnostics, closing lines, progress.
//!
//! Diagnostics for people, notes and closing lines go to standard error; JSON, and what a command was asked to print,
//! goes to standard output. Colours where `NO_COLOR`, `CLICOLOR_FORCE`, `CLICOLOR` and `TERM` want them: on a
//! terminal, as a rule. A reader who has gone away, as `head` does, is no failure.
#![expect(clippy::disallowed_methods, reason = "what the environment says of colours is read here")]

use std::ffi::{OsStr, OsString};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;

use clap::ValueEnum;
use demarche::diag::{Diagnostic, Palette, Severity, render_json, render_text};
use demarche::emit::Report;
use demarche::{Error, Outcome, Progress};

/// How mistakes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// One JSON object a line, on standard output.
    Json,
}

/// How long a build runs before its progress is shown.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the line of progress is drawn.
const TICK: Duration = Duration::from_millis(100);

/// Why standard output could not be written, where that was so.
static UNWRITTEN: OnceLock<String> = OnceLock::new();

/// Returns whether colours are wanted on standard error.
fn palette() -> Palette {
    palette_for(std::io::stderr().is_terminal(), |name| std::env::var_os(name))
}

/// Returns whether colours are wanted, given what the variables of the environment hold (no-color.org, bixense.com/clicolors).
fn palette_for(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Palette {
    let says = |name: &str, meant: &dyn Fn(&OsStr) -> bool| variable(name).is_some_and(|value| meant(&value));
    let colour = match () {
        () if says("NO_COLOR", &|value| !value.is_empty()) => false,
        () if says("CLICOLOR_FORCE", &|value| !value.is_empty() && value != "0") => true,
        () => is_terminal && !is_dumb(&variable) && !says("CLICOLOR", &|value| value == "0"),
    };
    if colour { Palette::Colour } else { Palette::Plain }
}

/// Tells whether a terminal says that it shows plain text only.
fn is_dumb(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    variable("TERM").is_some_and(|value| value == "dumb")
}

/// Prints all diagnostics.
pub(super) fn diagnostics(diagnostics: &[Diagnostic], format: Format) {
    let palette = palette();
    let mut out: Box<dyn Write> = match format {
        Format::Text => Box::new(std::io::stderr().lock()),
        Format::Json => Box::new(std::io::stdout().lock()),
    };
    for diagnostic in diagnostics {
        let text = match format {
            Format::Text => format!("{}\n\n", render_text(diagnostic, palette)),
            Format::Json => format!("{}\n", render_json(diagnostic)),
        };
        if let Err(error) = out.write_all(text.as_bytes()) {
            note_unwritten(format, &error);
            return;
        }
    }
    out.flush().unwrap_or_else(|error| note_unwritten(format, &error));
}

/// Notes that what goes to standard output could not be written; of standard error nobody could be told.
fn note_unwritten(format: Format, error: &io::Error) {
    if format == Format::Json {
        unwritten(error);
    }
}

/// Notes that standard output could not be written, unless who reads it has gone away, which is no failure.
pub(super) fn unwritten(error: &io::Error) {
    if error.kind() != io::ErrorKind::BrokenPipe {
        _ = UNWRITTEN.set(error.to_string());
    }
}

/// Returns the failure of the outside world that standard output could not be written, if that was so.
pub(super) fn output_failure() -> Option<Error> {
    UNWRITTEN.get().map(|why| Error::new(format!("cannot write to standard output: {why}")))
}

/// Prints text on standard output, as it is.
pub(super) fn output(text: &[u8]) {
    let mut out = std::io::stdout().lock();
    out.write_all(text).and_then(|()| out.flush()).unwrap_or_else(|error| unwritten(&error));
}

/// Prints text on standard error, as it is.
fn aside(text: &str) {
    let mut out = std::io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints a failure of the outside world; machines get it as they get mistakes.
pub(super) fn failure(error: &Error, format: Format) {
    if format == Format::Json {
        diagnostics(&[failure_found(error)], format);
    }
    aside(&format!("error: {error}\n"));
}

/// Returns a failure of the outside world as one of the things that are wrong with a site.
pub(super) fn failure_found(error: &Error) -> Diagnostic {
    let message = error.to_string();
    Diagnostic { severity: Severity::Error, code: "failure", message, span: None, also: Vec::new(), hints: Vec::new() }
}

/// Prints a note.
pub(super) fn note(text: &str) {
    aside(&format!("note: {text}\n"));
}

/// Prints a warning that is about no file.
pub(super) fn warning(text: &str) {
    aside(&format!("warning: {text}\n"));
}

/// Prints a plain line on standard error.
pub(super) fn aside_line(text: &str) {
    aside(&format!("{text}\n"));
}

/// Prints a plain line on standard output.
pub(super) fn line(text: &str) {
    output(format!("{text}\n").as_bytes());
}

/// Returns a count with its word.
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Returns how many errors and warnings there are, in words.
fn tally(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let warnings = counted(diagnostics.len() - errors, "warning", "warnings");
    format!("{}, {warnings}", counted(errors, "error", "errors"))
}

/// Prints that nothing was written, and why.
pub(super) fn nothing_written(diagnostics: &[Diagnostic]) {
    aside(&format!("{}; nothing was written\n", tally(diagnostics)));
}

/// Prints the closing line of a check.
pub(super) fn checked(outcome: &Outcome, elapsed: Duration) {
    let pages = counted(outcome.pages, "page", "pages");
    aside(&format!("checked {pages} in {:.2} s: {}\n", elapsed.as_secs_f64(), tally(&outcome.diagnostics)));
}

/// Prints which files of the output are not as the last build left them.
pub(super) fn altered(out: &Path, altered: &[String]) {
    const SHOWN: usize = 20;
    for path in altered.iter().take(SHOWN) {
        note(&format!("`{}` is not as the last build left it", out.join(path).display()));
    }
    match altered.len().saturating_sub(SHOWN) {
        0 => {}
        1 => note("1 more file is not as the last build left it"),
        more => note(&format!("{more} more files are not as the last build left them")),
    }
}

/// Prints the closing line of a build.
pub(super) fn built(pages: usize, report: &Report, elapsed: Duration) {
    let pages = counted(pages, "page", "pages");
    let (written, unchanged, removed) = (report.written, report.unchanged, report.removed);
    let files = counted(written, "file", "files");
    let seconds = elapsed.as_secs_f64();
    aside(&format!("{pages}: {files} written, {unchanged} unchanged, {removed} removed, in {seconds:.2} s\n"));
}

/// Prints that a build is shown in the preview.
pub(super) fn shown(pages: usize, rendered: usize, changed: usize, elapsed: Duration) {
    let (pages, files) = (counted(pages, "page", "pages"), counted(changed, "file", "files"));
    aside(&format!("{pages}: {rendered} rendered, {files} changed, in {} ms\n", elapsed.as_millis()));
}

/// Prints that a build is not shown in the preview, and why.
pub(super) fn not_shown(diagnostics: &[Diagnostic], has_site: bool, elapsed: Duration) {
    let shown = if has_site { "the last good site is still shown" } else { "there is no good build to show yet" };
    aside(&format!("{}, in {} ms; {shown}\n", tally(diagnostics), elapsed.as_millis()));
}

/// A line on a terminal that says how far a long build is.
pub(super) struct ProgressLine {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ProgressLine {
    /// Starts showing progress, if standard error is a terminal that can wipe a line.
    pub(super) fn start(progress: &Arc<Progress>) -> ProgressLine {
        let over = Arc::new(AtomicBool::new(false));
        let can_wipe = std::io::stderr().is_terminal() && !is_dumb(|name| std::env::var_os(name));
        let thread = can_wipe.then(|| {
            let (progress, over) = (Arc::clone(progress), Arc::clone(&over));
            // A build can do without, where the system has no thread left.
            std::thread::Builder::new().spawn(move || show(&progress, &over)).ok()
        });
        let thread = thread.flatten();
        ProgressLine { over, thread }
    }

    /// Wipes the line away.
    pub(super) fn stop(self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

/// Draws the line until it is over.
fn show(progress: &Progress, over: &AtomicBool) {
    let mut drawn = false;
    std::thread::park_timeout(PATIENCE);
    while !over.load(Ordering::Relaxed) {
        let read = |count: &std::sync::atomic::AtomicUsize| count.load(Ordering::Relaxed);
        let (targets, sources) = (read(&progress.targets), read(&progress.sources));
        let text = match (targets, sources) {
            (0, 0) => "reading".to_owned(),
            (0, sources) => format!("reading {} of {sources} files", read(&progress.parsed)),
            (targets, _) => format!("making {} of {targets} files", read(&progress.rendered)),
        };
        aside(&format!("\r\x1b[K{text}"));
        drawn = true;
        std::thread::park_timeout(TICK);
    }
    if drawn {
        aside("\r\x1b[K");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_where_the_environment_wants_them() {
        let check = |is_terminal: bool, variables: &[(&str, &str)], expected: Palette| {
            let variable =
                |name: &str| variables.iter().find(|(found, _)| *found == name).map(|(_, value)| value.into());
            assert_eq!(palette_for(is_terminal, variable), expected, "{is_terminal} {variables:?}");
        };
        check(true, &[], Palette::Colour);
        check(false, &[], Palette::Plain);
        check(true, &[("TERM", "xterm-256color"), ("NO_COLOR", "")], Palette::Colour);
        check(true, &[("NO_COLOR", "1")], Palette::Plain);
        check(true, &[("TERM", "dumb")], Palette::Plain);
        check(true, &[("CLICOLOR", "0")], Palette::Plain);
        check(false, &[("CLICOLOR_FORCE", "1")], Palette::Colour);
        check(true, &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")], Palette::Colour);
        check(false, &[("CLICOLOR_FORCE", "0")], Palette::Plain);
        check(false, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], Palette::Plain);
    }
}
