//! Serving: the preview's web server, for the author's own browser.
//!
//! Takes the files of a build as a map, and what is wrong with the site; answers requests from the last good build, and
//! tells listening browsers what changed. Promises: it answers this machine only, and others only at the one address that
//! was opened for them and with the token of this run; under its own names only, from the map and never from the disk; its
//! events hold a number and a word. It knows no pages of a site, only routes and bytes.
//!
//! Requests are read here and not by a library for servers: such a library answers nonsense by itself, without the
//! header fields that every answer must have, and hides parts of an address before they can be judged. hyper 1.12.0 was
//! tried against the tests of this room: see `what_is_no_request_has_an_answer_of_our_own` (`tests/suite/serve/attacks.rs`).

mod answer;
mod change;
mod connection;
mod editor;
mod files;
#[cfg(any(test, fuzzing))]
pub(crate) mod hostile;
mod lan;
mod mails;
mod marks;
#[cfg(test)]
mod net_tests;
mod page;
mod problems;
mod request;
mod runtime;
mod site;
mod stage;
mod status;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::JoinHandle;

use tokio::sync::{broadcast, oneshot};

use crate::diag::{Diagnostic, Error};
pub use change::Difference;
use change::{Word, changes_between, compare};
use connection::{Guests, accept_all};
pub use editor::Editor;
pub use files::{Changes, Files};
pub use lan::Lan;
pub use mails::{Describe, Mail, MailLimits, Mails};
pub use marks::Marks;
use problems::{Opener, Remark, problems_json, problems_text, remarks};
pub use runtime::runtime;
use site::State;
pub use stage::Stage;
use stage::Viewed;

/// How many ports are tried, from the one asked for upward.
const PORTS_TRIED: u16 = 100;
/// How many events a browser may be behind before it is told to load everything again.
const EVENTS_KEPT: usize = 64;

/// What the connections share.
struct Shared {
    port: u16,
    lan: Option<Lan>,
    state: RwLock<Arc<State>>,
    news: broadcast::Sender<(u64, Word)>,
    /// The connections of this machine, and those of others: neither takes room from the other.
    guests: Guests,
    guests_afar: Guests,
    viewed: Viewed,
}

impl Shared {
    /// Returns the connections that came in by a door.
    fn guests(&self, door: Door) -> &Guests {
        match door {
            Door::Home => &self.guests,
            Door::Lan => &self.guests_afar,
        }
    }

    /// Returns what is served now.
    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The doors by which connections come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    /// For browsers on this machine.
    Home,
    /// For other machines of the network.
    Lan,
}

/// How a server is to be started.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The port, or else the next free one; 0 for any free one.
    pub port: u16,
    /// The folder of the site, for links that open an editor.
    pub root: &'a Path,
    /// The editor that they open.
    pub editor: Editor,
    /// The door for other machines, if it is to be open.
    pub lan: Option<Lan>,
}

/// A server, on a thread of its own for as long as this value stands.
pub struct Server {
    shared: Arc<Shared>,
    root: String,
    editor: Editor,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Errors
    /// When none of a hundred ports can be had, or the address for other machines is none of this one's.
    pub fn start(start: Start<'_>) -> Result<Server, Error> {
        let Start { port, root, editor, lan } = start;
        let address = lan.as_ref().map(Lan::address);
        let place = address.map_or(String::new(), |address| format!(" of this machine and of `{address}`"));
        let failed = |error: io::Error| Error::new(format!("cannot serve on port {port}{place}: {error}"));
        let (port, listeners) = bind(port, address).map_err(failed)?;
        let runtime = runtime().map_err(failed)?;
        let (news, _) = broadcast::channel(EVENTS_KEPT);
        let problems = problems_json(&[], None);
        let bases = lan.as_ref().map(|lan| (home_url(port), format!("http://{}/", lan.host(port))));
        let state = State { problems: Arc::clone(&problems), problems_afar: problems, bases, ..State::default() };
        let state = RwLock::new(Arc::new(state));
        let (guests, guests_afar) = (Guests::default(), Guests::default());
        let shared = Arc::new(Shared { port, lan, state, news, guests, guests_afar, viewed: Viewed::default() });
        let (stop, stopped) = oneshot::channel();
        let inside = Arc::clone(&shared);
        let run = move || runtime.block_on(serve_until(listeners, inside, stopped));
        let thread = std::thread::Builder::new().name("serve".to_owned()).spawn(run).map_err(failed)?;
        let root = root.to_string_lossy().replace('\\', "/");
        Ok(Server { shared, root, editor, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns the port.
    pub fn port(&self) -> u16 {
        self.shared.port
    }

    /// Returns the address of the home page.
    pub fn url(&self) -> String {
        home_url(self.port())
    }

    /// Returns the link by which other machines are let in, if there is a door for them.
    pub fn lan_link(&self) -> Option<String> {
        Some(self.shared.lan.as_ref()?.link(self.port()))
    }

    /// Tells whether there was a good build.
    pub fn has_site(&self) -> bool {
        self.shared.state().files.is_some()
    }

    /// Returns the door through which a build that goes on shows what is done of it.
    pub fn stage(&self) -> Stage {
        Stage::new(Arc::clone(&self.shared))
    }

    /// Says of each page, from now on, what the public would not see and of which instant the site is.
    pub fn set_marks(&self, marks: Marks) {
        let generation = {
            let mut state = self.shared.state.write().unwrap_or_else(PoisonError::into_inner);
            if *state.marks == marks {
                return;
            }
            let state = Arc::make_mut(&mut state);
            state.generation += 1;
            state.marks = Arc::new(marks);
            state.generation
        };
        // A browser that asks for its page is told of its marks too.
        let _ = self.shared.news.send((generation, Word::Page));
    }

    /// Says which mails there are, from now on.
    pub fn set_mails(&self, mails: Mails, limits: MailLimits) {
        let mut state = self.shared.state.write().unwrap_or_else(PoisonError::into_inner);
        let state = Arc::make_mut(&mut state);
        (state.mails, state.mail_limits) = (Arc::new(mails), limits);
    }

    /// Says of some of the mails what is another now; all others stand.
    pub fn set_edited_mails(&self, edited: Mails) {
        if edited.is_empty() {
            return;
        }
        let mut state = self.shared.state.write().unwrap_or_else(PoisonError::into_inner);
        Arc::make_mut(&mut Arc::make_mut(&mut state).mails).extend(edited);
    }

    /// Shows a good build in place of the last one, with what is still to be said of it.
    pub fn show_site(&self, files: &Files, diagnostics: &[Diagnostic]) -> Difference {
        let before = self.shared.state().files.clone();
        self.show_changes(changes_between(before.as_deref().unwrap_or(&Files::new()), files), diagnostics)
    }

    /// Shows a good build that differs from the last one in these files, with what is still to be said of it.
    pub fn show_changes(&self, changes: Changes, diagnostics: &[Diagnostic]) -> Difference {
        let State { files, is_partial, .. } = &*self.shared.state();
        let before = files.clone().filter(|_| !is_partial);
        let mut difference = compare(before.as_deref().unwrap_or(&Files::new()), &changes);
        if before.is_none() {
            // What was shown of this build so far may lack files that were yet to come.
            difference.word = Some(if *is_partial { Word::Files } else { Word::Page });
        }
        drop(before);
        self.show(Some(changes), diagnostics, difference.word);
        difference
    }

    /// Shows what is wrong, over the last good build.
    pub fn show_problems(&self, diagnostics: &[Diagnostic]) {
        self.show(None, diagnostics, None);
    }

    /// Shows changes, if there is a good build, and diagnostics, and tells the browsers.
    fn show(&self, changes: Option<Changes>, diagnostics: &[Diagnostic], word: Option<Word>) {
        let problems = problems_json(diagnostics, Some(Opener { editor: &self.editor, root: &self.root }));
        let problems_afar = problems_json(diagnostics, None);
        let report = problems_text(diagnostics);
        let remarks: Arc<[Remark]> = remarks(diagnostics);
        let (generation, differ) = {
            let mut shared = self.shared.state.write().unwrap_or_else(PoisonError::into_inner);
            // Whoever answers a request at this moment keeps the state that it began with.
            let state = Arc::make_mut(&mut shared);
            let differ = state.problems != problems;
            state.generation += 1;
            state.problems = problems;
            state.problems_afar = problems_afar;
            state.report = report;
            state.remarks = remarks;
            match changes {
                Some(changes) => state.take(changes),
                None if state.is_partial => state.files = None,
                None => {}
            }
            state.is_partial = false;
            (state.generation, differ)
        };
        for word in word.into_iter().chain(differ.then_some(Word::Problems)) {
            // Nobody listens where no browser is open.
            let _ = self.shared.news.send((generation, word));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has stopped.
            let _ = thread.join();
        }
    }
}

/// Serves until the server is dropped; what is open then is closed.
async fn serve_until(listeners: Vec<(Door, TcpListener)>, shared: Arc<Shared>, stopped: oneshot::Receiver<()>) {
    for (door, listener) in listeners {
        let listener = listener.set_nonblocking(true).and_then(|()| tokio::net::TcpListener::from_std(listener));
        if let Ok(listener) = listener {
            tokio::spawn(accept_all(listener, door, Arc::clone(&shared)));
        }
    }
    // Both a word and the end of the channel mean the end.
    let _ = stopped.await;
}

/// Returns the address of the home page on this machine.
fn home_url(port: u16) -> String {
    format!("http://localhost:{port}/")
}

/// Returns the first port from `port` upward that is free for all addresses, and what listens there.
fn bind(port: u16, lan: Option<IpAddr>) -> io::Result<(u16, Vec<(Door, TcpListener)>)> {
    let mut result = bind_all(port, lan);
    for step in 1..PORTS_TRIED {
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                let next = if port == 0 { Some(0) } else { port.checked_add(step) };
                let Some(next) = next else { break };
                result = bind_all(next, lan);
            }
            _ => break,
        }
    }
    result
}

/// Listens on a port of both addresses of this machine, and of the one for others if there is one.
///
/// Of that one alone, and not of all: a machine may stand in more networks than the one that is meant.
fn bind_all(port: u16, lan: Option<IpAddr>) -> io::Result<(u16, Vec<(Door, TcpListener)>)> {
    let (port, home) = bind_both(port)?;
    let mut listeners: Vec<_> = home.into_iter().map(|listener| (Door::Home, listener)).collect();
    if let Some(address) = lan {
        listeners.push((Door::Lan, TcpListener::bind((address, port))?));
    }
    Ok((port, listeners))
}

/// Listens on a port of both addresses of this machine.
///
/// Where somebody else has the port on the second address, `localhost` could lead there; where the machine has no such
/// address, it cannot.
fn bind_both(port: u16) -> io::Result<(u16, Vec<TcpListener>)> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = first.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(second) => Ok((port, vec![first, second])),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        Err(_) => Ok((port, vec![first])),
    }
}
