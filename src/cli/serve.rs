//! `demarche serve`: the site in the author's browser, built again after each save.
//!
//! One thread waits, reads and builds; the server answers on another from the last good build. Nothing is written but a file
//! without a name in the folder for caches, where the made files lie (`spill`).

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use demarche::cache::nameless_file;
use demarche::diag::mistakes;
use demarche::diag::net::caught;
use demarche::emit::real_path;
use demarche::engine::{Changes, Engine, MailPage, MailPages, Update, Viewer};
use demarche::mail::{HEAVY, PREHEADER, SUBJECT_LIMIT, TOO_HEAVY};
use demarche::serve::{Describe, Mail, MailLimits, Mails, Marks, Server, Stage, Start, runtime};
use demarche::source::{FOLDERS, Sources};
use demarche::spill::Spill;
use demarche::watch::{Change, Stopper, Watch};
use demarche::{Diagnostic, Error, Progress};
use jiff::Timestamp;

use super::arguments::ServeCommand;
use super::clock::{Stopwatch, now};
use super::site::SiteArguments;
use super::turn::{has_come, patience};
use super::{editor, lan, report, site};

/// What mails keep to.
const LIMITS: MailLimits =
    MailLimits { heavy: HEAVY, too_heavy: TOO_HEAVY, subject: SUBJECT_LIMIT, preheader: PREHEADER };

/// Serves the site until somebody asks to stop.
pub(super) fn run(command: &ServeCommand) -> Result<bool, Error> {
    let root = site::root_from(command.root.as_deref())?;
    let root = std::path::absolute(&root).map_err(|error| Error::io("cannot find", &root, error))?;
    let editor = editor::chosen(command.editor.as_ref())?;
    let server = Server::start(Start { port: command.port, root: &root, editor, lan: lan::door(command)? })?;
    // From before the first build on, so that what is saved while it runs is not missed.
    let mut watch = Watch::start(&root, &FOLDERS)?;
    stop_on_signal(watch.stopper())?;
    let arguments = site_arguments(command, &server);
    if command.port != 0 && command.port != server.port() {
        report::note(&format!("port {} is taken", command.port));
    }
    report::aside_line(&format!("serving {} (Ctrl-C ends)", server.url()));
    lan::announce(&server, command);
    let mut project = Project::new(&root, arguments, spill(&root), &server);
    project.refresh(&Change::Everything, &server);
    if command.open {
        open_browser(&server.url());
    }
    loop {
        for note in watch.take_notes() {
            report::note(&note);
        }
        match wait(&mut watch, &project)? {
            Change::Stop => break,
            change => project.refresh(&change, &server),
        }
    }
    report::aside_line("stopped");
    Ok(true)
}

/// Waits for a change, be it that of a file or of the time; with an instant that was asked for, time stands still.
fn wait(watch: &mut Watch, project: &Project<'_>) -> Result<Change, Error> {
    let Some(next) = project.next.filter(|_| project.arguments.at.is_none()) else { return Ok(watch.wait()) };
    loop {
        let now = now();
        if has_come(next, now) {
            return Ok(Change::Paths(BTreeSet::new()));
        }
        if let Some(change) = watch.wait_for(patience(next, now)) {
            return Ok(change);
        }
    }
}

/// Returns who takes the made files out of memory; says so where nobody can.
fn spill(root: &Path) -> Spill {
    let folder = site::cache_folder().ok_or_else(|| Error::new("no folder for caches is known"));
    let file = folder.and_then(|folder| nameless_file(&real_path(&folder)?, &real_path(root)?));
    let none = |error| {
        report::note(&format!("the preview keeps all files in memory: {error}"));
        Spill::default()
    };
    file.map_or_else(none, Spill::of)
}

/// Returns what a build of the preview is asked for: everything, under the server's own address.
fn site_arguments(command: &ServeCommand, server: &Server) -> SiteArguments {
    SiteArguments {
        root: None,
        drafts: !command.public,
        at: command.at,
        base_url: Some(server.url()),
        format: command.format,
    }
}

/// The browsers in which pages of the preview are open.
#[derive(Debug)]
struct Browsers(Stage);

impl Viewer for Browsers {
    fn viewed(&self) -> Vec<String> {
        self.0.viewed()
    }

    fn show(&self, changes: Changes) {
        self.0.show(changes);
    }
}

/// The project as it was last read and built.
struct Project<'a> {
    root: &'a Path,
    arguments: SiteArguments,
    engine: Engine,
    /// Whether the engine has begun anew since the last good build, and does not know what was made by then.
    has_fallen: bool,
    /// Takes what the engine makes out of memory.
    spill: Spill,
    /// The files, unless they must all be read again.
    sources: Option<Sources>,
    /// When the site is next another by itself; nothing where the last build has failed, for then a change is waited for.
    next: Option<Timestamp>,
}

impl<'a> Project<'a> {
    /// Returns a project that was not read yet, and that a server is to show.
    fn new(root: &'a Path, arguments: SiteArguments, spill: Spill, server: &Server) -> Project<'a> {
        let engine = engine(&spill, server);
        Project { root, arguments, engine, spill, has_fallen: false, sources: None, next: None }
    }

    /// Builds after a change, shows what came of it in the browser, and prints it.
    fn refresh(&mut self, change: &Change, server: &Server) {
        let stopwatch = Stopwatch::start();
        // A file may vanish between the moment its folder is listed and the moment it is read: then the second try tells.
        let built = caught(|| self.build(change).or_else(|_| self.build(&Change::Everything)));
        let update = match built {
            Ok(built) => built.unwrap_or_else(|error| failed(&error)),
            Err(said) => self.fallen(&said, server),
        };
        if let Some(error) = self.spill.take_failure() {
            report::note(&format!("files of the preview stay in memory, for the disk does not take them: {error}"));
        }
        report::diagnostics(&update.diagnostics, self.arguments.format);
        if !update.is_good() {
            return not_shown(server, &update.diagnostics, &stopwatch);
        }
        if let Err(said) = caught(|| self.show(update, server, &stopwatch)) {
            let update = self.fallen(&said, server);
            report::diagnostics(&update.diagnostics, self.arguments.format);
            not_shown(server, &update.diagnostics, &stopwatch);
        }
    }

    /// Shows a good build in the browser, and prints what there is to see.
    fn show(&mut self, update: Update, server: &Server, stopwatch: &Stopwatch) {
        #[cfg(test)]
        super::net_tests::fall_in_showing(self.root);
        let (pages, rendered) = (update.pages, update.rendered.len());
        server.set_marks(self.marks());
        self.tell_mails(server);
        let difference = match self.has_fallen {
            true => server.show_site(&self.engine.files(), &update.diagnostics),
            false => server.show_changes(update.changes, &update.diagnostics),
        };
        self.has_fallen = false;
        report::shown(pages, rendered, difference.changed, stopwatch.elapsed());
    }

    /// Returns what came of a build that a mistake of the program's own has stopped; the next one begins from nothing.
    fn fallen(&mut self, said: &str, server: &Server) -> Update {
        self.engine = engine(&self.spill, server);
        (self.has_fallen, self.sources, self.next) = (true, None, None);
        let found = mistakes::own_mistake("building the site for the preview", said);
        Update { diagnostics: vec![found], ..Update::default() }
    }

    /// Returns what the browser is to say of the pages.
    fn marks(&self) -> Marks {
        let Some(outlook) = self.engine.outlook() else { return Marks::default() };
        Marks { hidden: outlook.hidden, at: self.arguments.at.map(|_| outlook.at) }
    }

    /// Tells the server which mails there are, or which of them are others now.
    fn tell_mails(&mut self, server: &Server) {
        let mails = |pages: Vec<MailPage>| -> Mails { pages.into_iter().map(described).collect() };
        match self.engine.take_mail_pages() {
            MailPages::All(pages) => server.set_mails(mails(pages), LIMITS),
            MailPages::Edited(pages) => server.set_edited_mails(mails(pages)),
        }
    }

    /// Brings the engine up to date.
    fn build(&mut self, change: &Change) -> Result<Update, Error> {
        #[cfg(test)]
        super::net_tests::fall_in_preview(self.root);
        self.next = None;
        let again = |sources: &mut Sources| match change {
            Change::Paths(paths) => sources.refresh(paths),
            Change::Everything | Change::Stop => Ok(false),
        };
        let mut kept = self.sources.take();
        let (sources, found) = match kept.as_mut().map(again).transpose()? {
            Some(true) => (kept.unwrap_or_default(), Vec::new()),
            _ => Sources::read(self.root)?,
        };
        let options = site::options(&self.arguments, &sources);
        let update = self.engine.update(&sources, found, &options, &Progress::default());
        self.sources = Some(sources);
        self.next = self.engine.outlook().and_then(|outlook| outlook.next);
        update
    }
}

/// Returns an engine that knows nothing yet, for what a server shows.
fn engine(spill: &Spill, server: &Server) -> Engine {
    let mut engine = Engine::new();
    engine.set_spill(spill.clone());
    engine.set_viewer(Box::new(Browsers(server.stage())));
    engine
}

/// Shows what is wrong over the last good build, and prints that nothing else is.
fn not_shown(server: &Server, found: &[Diagnostic], stopwatch: &Stopwatch) {
    server.show_problems(found);
    report::not_shown(found, server.has_site(), stopwatch.elapsed());
}

/// Returns the route of a mail's page with what is said of it, which is worked out when somebody wants to know.
fn described(page: MailPage) -> (String, Describe) {
    let route = page.route.clone();
    let describe = move || Mail {
        path: page.path().to_owned(),
        kind: page.kind,
        lang: page.lang().to_owned(),
        title: page.title().to_owned(),
        date: page.date(),
        subject: page.subject(),
        preheader: page.preheader(),
    };
    (route, std::sync::Arc::new(describe))
}

/// Returns what came of a build that a failure of the outside world has stopped.
fn failed(error: &Error) -> Update {
    let mut found = report::failure_found(error);
    found.hints.push("the site is built again after the next change".to_owned());
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
    let runtime = runtime().map_err(failed)?;
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]
mod tests {
    use std::fs;

    use clap::Parser;
    use demarche::serve::Editor;

    use super::*;
    use crate::cli::arguments::{Arguments, Command};
    use crate::cli::net_tests::{FALLS, FALLS_SHOWING, site};

    #[test]
    fn build_of_the_preview_that_falls_leaves_the_last_site_and_the_next_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        site(root);
        let server = Server::start(Start { port: 0, root, editor: Editor::default(), lan: None }).expect("a port");
        let arguments = Arguments::try_parse_from(["demarche", "serve", "--at", "2025-06-01"]).expect("as in the help");
        let Command::Serve(command) = arguments.command else { panic!("that is serve") };
        let arguments = site_arguments(&command, &server);
        let mut project = Project::new(root, arguments, Spill::default(), &server);
        for falls in [FALLS, FALLS_SHOWING] {
            let write = |name: &str, text: &str| fs::write(root.join(name), text).expect("a file is written");
            // From the first build on, and after good ones.
            write(falls, "");
            project.refresh(&Change::Everything, &server);
            assert!(!get(&server, "/a/").contains("Others."), "{falls}");
            fs::remove_file(root.join(falls)).expect("it stands");
            write("content/pages/a.md", "---\ntitle: A page\n---\nWords.\n");
            write("content/pages/b.md", "---\ntitle: Another page\n---\nWords.\n");
            project.refresh(&Change::Everything, &server);
            assert!(get(&server, "/b/").starts_with("HTTP/1.1 200 "), "{falls}");
            let first = get(&server, "/a/");
            assert!(first.starts_with("HTTP/1.1 200 ") && first.contains("Words."), "{falls}: {first}");
            write(falls, "");
            write("content/pages/a.md", "---\ntitle: A page\n---\nOthers.\n");
            fs::remove_file(root.join("content/pages/b.md")).expect("it stands");
            let change = Change::Paths(["content/pages/a.md".to_owned(), "content/pages/b.md".to_owned()].into());
            project.refresh(&change, &server);
            assert!(get(&server, "/a/").contains("Words."), "the last good site");
            let problems = get(&server, "/_demarche/problems");
            assert!(problems.contains("own-mistake") && problems.contains("on purpose"), "{problems}");
            fs::remove_file(root.join(falls)).expect("it stands");
            project.refresh(&Change::Paths(BTreeSet::new()), &server);
            let last = get(&server, "/a/");
            assert!(last.contains("Others."), "{falls}: {last}");
            assert!(get(&server, "/b/").starts_with("HTTP/1.1 404 "), "{falls}: a page that is gone is served");
            assert!(!get(&server, "/_demarche/problems").contains("own-mistake"));
            write("content/pages/a.md", "---\ntitle: A page\n---\nWords.\n");
            project.refresh(&Change::Everything, &server);
        }
    }

    /// Returns the answer to a request.
    fn get(server: &Server, path: &str) -> String {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", server.port())).expect("the server listens");
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port());
        stream.write_all(head.as_bytes()).expect("it is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it is answered");
        answer
    }
}
