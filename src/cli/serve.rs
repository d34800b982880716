//! `demarche serve`: the site in the author's browser, built again after each save.
//!
//! One thread waits, reads and builds; the server answers on another from the last good build. Nothing is written.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use demarche::diag::Severity;
use demarche::plan::Target;
use demarche::serve::{Files, Server};
use demarche::source::FOLDERS;
use demarche::track::Trace;
use demarche::watch::{Change, Stopper, Watch};
use demarche::{Diagnostic, Error, Outcome, Sink};

use super::arguments::{ServeCommand, SiteArguments};
use super::clock::Stopwatch;
use super::{report, site};

/// Keeps files in memory.
#[derive(Default)]
struct Memory(Mutex<Files>);

impl Sink for Memory {
    fn put(&self, target: &Target, bytes: &[u8], _: Trace) -> Result<(), Error> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(target.route.to_string(), bytes.into());
        Ok(())
    }
}

/// Serves the site until somebody asks to stop.
pub(super) fn run(command: &ServeCommand) -> Result<bool, Error> {
    let root = site::root_from(command.root.as_deref())?;
    let root = std::path::absolute(&root).map_err(|error| Error::io("cannot find", &root, error))?;
    let server = Server::start(command.port, &root)?;
    // From before the first build on, so that what is saved while it runs is not missed.
    let mut watch = Watch::start(&root, &FOLDERS)?;
    stop_on_signal(watch.stopper())?;
    let arguments = site_arguments(command, &server);
    if command.port != 0 && command.port != server.port() {
        report::note(&format!("port {} is taken", command.port));
    }
    report::aside_line(&format!("serving {} (Ctrl-C ends)", server.url()));
    refresh(&root, &arguments, &Change::Everything, &server);
    if command.open {
        open_browser(&server.url());
    }
    loop {
        for note in watch.take_notes() {
            report::note(&note);
        }
        match watch.wait() {
            Change::Stop => break,
            change => refresh(&root, &arguments, &change, &server),
        }
    }
    report::aside_line("stopped");
    Ok(true)
}

/// Returns what a build of the preview is asked for: everything, under the server's own address.
fn site_arguments(command: &ServeCommand, server: &Server) -> SiteArguments {
    SiteArguments {
        root: None,
        drafts: !command.public,
        at: command.at.clone(),
        base_url: Some(server.url()),
        format: command.format,
    }
}

/// Builds after a change, shows what came of it in the browser, and prints it.
fn refresh(root: &Path, arguments: &SiteArguments, change: &Change, server: &Server) {
    let stopwatch = Stopwatch::start();
    // A file may vanish between the moment its folder is listed and the moment it is read: then the second try tells.
    let built = build(root, arguments, change).or_else(|_| build(root, arguments, change));
    let (outcome, files) = built.unwrap_or_else(|error| (failed(&error), Files::new()));
    report::diagnostics(&outcome.diagnostics, arguments.format);
    if outcome.is_good() {
        let difference = server.show_site(files, &outcome.diagnostics);
        report::shown(&outcome, difference.changed, stopwatch.elapsed());
    } else {
        server.show_problems(&outcome.diagnostics);
        report::not_shown(&outcome.diagnostics, server.has_site(), stopwatch.elapsed());
    }
}

/// Builds the site into memory.
///
/// All of it, whatever has changed: an engine that keeps memos is to stand here.
fn build(root: &Path, arguments: &SiteArguments, _: &Change) -> Result<(Outcome, Files), Error> {
    let memory = Memory::default();
    let outcome = site::build(root, arguments, &memory)?;
    Ok((outcome, memory.0.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// Returns the outcome of a build that a failure of the outside world has stopped.
fn failed(error: &Error) -> Outcome {
    let found = Diagnostic {
        severity: Severity::Error,
        code: "failure",
        message: error.to_string(),
        span: None,
        also: Vec::new(),
        hints: vec!["the site is built again after the next change".to_owned()],
    };
    Outcome { diagnostics: vec![found], ..Outcome::default() }
}

/// Opens the browser; when there is none, the address is printed already.
fn open_browser(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("rundll32", &["url.dll,FileProtocolHandler"]),
        _ => ("xdg-open", &[]),
    };
    let quiet =
        |command: &mut Command| command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if quiet(Command::new(program).args(arguments).arg(url)).is_err() {
        report::note(&format!("no browser could be opened; go to {url}"));
    }
}

/// Stops the watch on Ctrl-C or a polite request of the system; a second one ends the program at once.
fn stop_on_signal(stopper: Stopper) -> Result<(), Error> {
    let failed = |error: std::io::Error| Error::new(format!("cannot listen for Ctrl-C: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failed)?;
    let (ready, wait) = std::sync::mpsc::channel();
    let listen = move || {
        runtime.block_on(async {
            let result = Signals::listen();
            let _ = ready.send(result.as_ref().map(|_| ()).map_err(|error| error.kind().into()));
            let Ok(mut signals) = result else { return };
            signals.next().await;
            stopper.stop();
            signals.next().await;
            std::process::exit(1);
        });
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(listen).map_err(failed)?;
    wait.recv().unwrap_or(Ok(())).map_err(failed)
}

/// The ways in which a program is asked to stop.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Begins to listen.
    fn listen() -> std::io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Waits for the next request.
    async fn next(&mut self) {
        std::future::poll_fn(|cx| {
            if self.interrupt.poll_recv(cx).is_ready() || self.terminate.poll_recv(cx).is_ready() {
                return std::task::Poll::Ready(());
            }
            std::task::Poll::Pending
        })
        .await;
    }
}

/// The ways in which a program is asked to stop.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Begins to listen.
    fn listen() -> std::io::Result<Signals> {
        Ok(Signals)
    }

    /// Waits for the next request.
    async fn next(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
