//! `demarche serve`: the site in the author's browser, built again after each save.
//!
//! One thread waits, reads and builds; the server answers on another from the last good build. Nothing is written.

use std::path::Path;
use std::process::{Command, Stdio};

use demarche::diag::Severity;
use demarche::engine::{Engine, Update};
use demarche::model::{Outlook, Schedule};
use demarche::serve::{Marks, Server};
use demarche::source::{FOLDERS, Sources};
use demarche::watch::{Change, Stopper, Watch};
use demarche::{Diagnostic, Error, Progress};

use super::arguments::{ServeCommand, SiteArguments};
use super::clock::{Stopwatch, build_instant};
use super::turn::{has_come, patience};
use super::{report, site};

/// What is kept from one build to the next.
#[derive(Default)]
struct Kept {
    engine: Engine,
    schedule: Schedule,
    /// What was said of the site as it was last read.
    outlook: Option<Outlook>,
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
    let mut kept = Kept::default();
    refresh(&root, &arguments, &mut kept, &server);
    if command.open {
        open_browser(&server.url());
    }
    loop {
        for note in watch.take_notes() {
            report::note(&note);
        }
        match wait(&mut watch, &arguments, &kept)? {
            Change::Stop => break,
            Change::Paths(_) | Change::Everything => refresh(&root, &arguments, &mut kept, &server),
        }
    }
    report::aside_line("stopped");
    Ok(true)
}

/// Waits for a change, be it that of a file or of the time; with an instant that was asked for, time stands still.
fn wait(watch: &mut Watch, arguments: &SiteArguments, kept: &Kept) -> Result<Change, Error> {
    let next = kept.outlook.as_ref().and_then(|outlook| outlook.next).filter(|_| arguments.at.is_none());
    let Some(next) = next else { return Ok(watch.wait()) };
    loop {
        let now = build_instant(None)?;
        if has_come(next, now) {
            return Ok(Change::Everything);
        }
        if let Some(change) = watch.wait_for(patience(next, now)) {
            return Ok(change);
        }
    }
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
fn refresh(root: &Path, arguments: &SiteArguments, kept: &mut Kept, server: &Server) {
    let stopwatch = Stopwatch::start();
    // A file may vanish between the moment its folder is listed and the moment it is read: then the second try tells.
    let built = build(root, arguments, kept).or_else(|_| build(root, arguments, kept));
    let update = built.unwrap_or_else(|error| failed(&error));
    report::diagnostics(&update.diagnostics, arguments.format);
    if update.is_good() {
        let (pages, rendered) = (update.pages, update.rendered.len());
        server.set_marks(marks(arguments, kept));
        let difference = server.show_site(update.files, &update.diagnostics);
        report::shown(pages, rendered, difference.changed, stopwatch.elapsed());
    } else {
        server.show_problems(&update.diagnostics);
        report::not_shown(&update.diagnostics, server.has_site(), stopwatch.elapsed());
    }
}

/// Brings the engine up to date. It looks at all files, whatever is said to have changed, for an event may be lost.
fn build(root: &Path, arguments: &SiteArguments, kept: &mut Kept) -> Result<Update, Error> {
    // What could not be read is waited for, whatever the time.
    kept.outlook = None;
    let options = site::options(arguments)?;
    let (sources, found) = Sources::read(root)?;
    kept.outlook = Some(kept.schedule.outlook(&sources, options.at));
    kept.engine.update(&sources, found, &options, &Progress::default())
}

/// Returns what the browser is to say of the pages.
fn marks(arguments: &SiteArguments, kept: &Kept) -> Marks {
    let Some(outlook) = &kept.outlook else { return Marks::default() };
    Marks { hidden: outlook.hidden.clone(), at: arguments.at.as_ref().map(|_| outlook.at.clone()) }
}

/// Returns what came of a build that a failure of the outside world has stopped.
fn failed(error: &Error) -> Update {
    let found = Diagnostic {
        severity: Severity::Error,
        code: "failure",
        message: error.to_string(),
        span: None,
        also: Vec::new(),
        hints: vec!["the site is built again after the next change".to_owned()],
    };
    Update { diagnostics: vec![found], ..Update::default() }
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
