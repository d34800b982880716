//! A session of `demarche serve`: an author edits, and the browser sees it.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own, and wait for what must come")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::{DEADLINE, Reply, send};
use crate::site_test::{LETTER, SESSIONS, SETTINGS};

/// The file of the letter.
pub(super) const LETTER_FILE: &str = "content/letters/upr-49.md";
/// The address of the letter.
pub(super) const LETTER_URL: &str = "/letters/upr-49/";

/// A running `demarche serve` over a site of its own.
pub(super) struct Session {
    folder: tempfile::TempDir,
    pub(super) child: Child,
    port: u16,
    /// What was said before the address.
    pub(super) notes: Vec<String>,
    lines: Receiver<String>,
}

impl Session {
    /// Starts a session over a small site.
    pub(super) fn start(arguments: &[&str]) -> Session {
        Session::with_letter(arguments, LETTER)
    }

    /// Starts a session over a small site with this letter.
    fn with_letter(arguments: &[&str], letter: &str) -> Session {
        Session::over(small_site(letter), arguments)
    }

    /// Starts a session over the site in a folder.
    pub(super) fn over(folder: tempfile::TempDir, arguments: &[&str]) -> Session {
        Session::launch(folder, arguments, Some(Path::new(env!("CARGO_TARGET_TMPDIR"))))
    }

    /// Starts a session over the site in a folder, with this folder for caches or none.
    pub(super) fn launch(folder: tempfile::TempDir, arguments: &[&str], caches: Option<&Path>) -> Session {
        let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
        command.env_remove("HOME").env_remove("XDG_CACHE_HOME").envs(caches.map(|caches| ("XDG_CACHE_HOME", caches)));
        let mut child = command
            .args(["serve", "--root"])
            .arg(folder.path())
            .args(if arguments.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let err = BufReader::new(child.stderr.take().expect("a pipe"));
        let (sender, lines) = channel();
        std::thread::spawn(move || err.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut session = Session { folder, child, port: 0, notes: Vec::new(), lines };
        let mut serving = session.until("");
        while !serving.starts_with("serving http://localhost:") {
            session.notes.push(serving);
            serving = session.until("");
        }
        let port = serving.trim_start_matches(|c: char| !c.is_ascii_digit()).split('/').next();
        session.port = port.and_then(|port| port.parse().ok()).expect("a port");
        session
    }

    /// Waits for a line that holds a text, and returns it.
    pub(super) fn until(&self, text: &str) -> String {
        let began = Instant::now();
        let mut seen = Vec::new();
        while began.elapsed() < DEADLINE {
            if let Ok(line) = self.lines.recv_timeout(Duration::from_millis(100)) {
                if line.contains(text) {
                    return line;
                }
                seen.push(line);
            }
        }
        panic!("{text:?} never came:\n{}", seen.join("\n"));
    }

    /// Writes a file of the site.
    pub(super) fn write(&self, path: &str, text: &str) {
        write(self.folder.path(), path, text);
    }

    /// Returns a path in the site's folder.
    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Gets a page.
    pub(super) fn get(&self, target: &str) -> Reply {
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port);
        send(self.port, request.as_bytes())
    }

    /// Asks for a page until it is as wanted.
    #[track_caller]
    pub(super) fn until_page(&self, target: &str, wanted: impl Fn(&Reply) -> bool) {
        let began = Instant::now();
        loop {
            let reply = self.get(target);
            if wanted(&reply) {
                return;
            }
            assert!(began.elapsed() < DEADLINE, "{target} stays {}\n{}", reply.head, reply.text());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks for a page until it holds a text.
    #[track_caller]
    pub(super) fn until_text(&self, target: &str, text: &str) {
        self.until_page(target, |reply| reply.status == 200 && reply.text().contains(text));
    }
}

/// Writes a small site with this letter.
pub(super) fn small_site(letter: &str) -> tempfile::TempDir {
    let folder = crate::site_test::folder();
    for (path, text) in
        [("content/site.yaml", SETTINGS), ("content/data/sessions.yaml", SESSIONS), (LETTER_FILE, letter)]
    {
        write(folder.path(), path, text);
    }
    folder
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a file in a folder.
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

#[test]
fn every_kind_of_edit_reaches_the_browser() {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LETTER_URL, "We write ahead");
    session.write(LETTER_FILE, &LETTER.replace("We write", "We wrote"));
    session.until_text(LETTER_URL, "We wrote ahead");
    // A new page in a new folder, a listing that names it, and a page that is gone.
    session.write(
        "content/briefs/upr-49/ken.md",
        "---\ntitle: Kenya now\ndate: 2025-04-01\nstate: KEN\nsession: upr-49\n---\nText.\n",
    );
    session.until_text("/briefs/upr-49/ken/", "Kenya now");
    session.until_text("/briefs/", "Kenya now");
    fs::remove_dir_all(session.path("content/briefs")).expect("removed");
    session.until_page("/briefs/upr-49/ken/", |reply| reply.status == 404);
    session.until_page("/briefs/", |reply| !reply.text().contains("Kenya now"));
    // A page that is renamed stands at its new address, and no longer at the old one.
    session.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    session.until_text("/about/", "Us.");
    fs::rename(session.path("content/pages/about.md"), session.path("content/pages/us.md")).expect("renamed");
    session.until_text("/us/", "Us.");
    assert_eq!(session.get("/about/").status, 404);
    // A layout and a style sheet of the site's own, in a folder that was not there.
    session.write("layouts/404.html", "<!doctype html><title>x</title><body>Nothing is here</body>");
    session.until_page("/none", |reply| reply.status == 404 && reply.text().contains("Nothing is here"));
    session.write("layouts/assets/style.css", "p { color: #123456 }");
    let sheet = |reply: &Reply| {
        let text = reply.text();
        let start = text.find("/assets/style.").expect("a style sheet");
        text[start..start + text[start..].find('"').expect("a quote")].to_owned()
    };
    session.until_page(LETTER_URL, |reply| session.get(&sheet(reply)).text().contains("#123456"));
}

#[test]
fn error_keeps_the_last_good_site_until_it_is_mended() {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LETTER_URL, "We write ahead");
    // A page that is changed, and a new one that is broken from the beginning.
    for path in [LETTER_FILE, "content/pages/new.md"] {
        session.write(path, &LETTER.replace("title:", "titel:").replace("We write", "We broke"));
        session.until_text("/_demarche/problems", "unknown key `titel`");
        session.until("the last good site is still shown");
        assert!(session.get(LETTER_URL).text().contains("We write ahead"));
    }
    // Any other save changes nothing about that.
    session.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    session.until("the last good site is still shown");
    assert!(session.get(LETTER_URL).text().contains("We write ahead"));
    fs::remove_file(session.path("content/pages/new.md")).expect("removed");
    session.write(LETTER_FILE, &LETTER.replace("We write", "We mended"));
    session.until_text(LETTER_URL, "We mended ahead");
    session.until_text("/_demarche/problems", "\"errors\":0");
    session.until_text("/about/", "Us.");
}

#[test]
fn site_that_is_wrong_from_the_start_appears_when_mended() {
    let session = Session::with_letter(&[], &LETTER.replace("title:", "titel:"));
    session.until("there is no good build to show yet");
    session.until_page(LETTER_URL, |reply| reply.status == 503 && reply.text().contains("unknown key `titel`"));
    session.write(LETTER_FILE, LETTER);
    session.until_text(LETTER_URL, "We write ahead");
}

#[test]
fn folder_without_a_site_becomes_one() {
    let session = Session::over(crate::site_test::folder(), &["--at", "2025-06-01"]);
    session.until_page("/", |reply| reply.status == 503);
    session.write("content/site.yaml", SETTINGS);
    session.until_text("/", "Example Centre");
    session.write("content/data/sessions.yaml", SESSIONS);
    session.write(LETTER_FILE, LETTER);
    session.until_text(LETTER_URL, "We write ahead");
    // The whole folder goes, comes back under its name, and is still watched.
    fs::rename(session.path("content"), session.path("elsewhere")).expect("renamed");
    session.until_text("/_demarche/problems", "\"errors\":1");
    assert!(session.get(LETTER_URL).text().contains("We write ahead"));
    fs::rename(session.path("elsewhere"), session.path("content")).expect("renamed");
    session.until_text("/_demarche/problems", "\"errors\":0");
    session.write(LETTER_FILE, &LETTER.replace("We write", "We returned"));
    session.until_text(LETTER_URL, "We returned ahead");
}

#[test]
fn drafts_are_shown_with_a_mark_and_not_to_the_public() {
    let letter = LETTER.replace("session:", "draft: true\nsession:");
    let session = Session::with_letter(&["--at", "2025-06-01"], &letter);
    session.until_text(LETTER_URL, "<aside class=\"preview\"");
    assert!(session.get(LETTER_URL).text().contains("a draft"));
    let public = Session::with_letter(&["--at", "2025-06-01", "--public"], &letter);
    public.until_text("/", "Example Centre");
    assert_eq!(public.get(LETTER_URL).status, 404);
    // The site of another day.
    let embargo = LETTER.replace("session:", "embargo: 2026-01-19T08:00:00+01:00\nsession:");
    for (at, status) in [("2026-01-18", 404), ("2026-01-20", 200)] {
        let session = Session::with_letter(&["--at", at, "--public"], &embargo);
        session.until_text("/", "Example Centre");
        assert_eq!(session.get(LETTER_URL).status, status, "{at}");
    }
}

#[test]
fn embargo_ends_with_nobody_saving() {
    let mut lead = 4;
    loop {
        let until = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(lead);
        let letter = LETTER.replace("session:", &format!("embargo: {until}\nsession:"));
        let session = Session::with_letter(&["--public"], &letter);
        session.until_text("/", "Example Centre");
        let hidden = session.get(LETTER_URL).status == 404;
        session.until_text(LETTER_URL, "We write ahead");
        if hidden {
            assert!(jiff::Timestamp::now() >= until, "the letter is there before its time");
            break;
        }
        // So slow a machine that the embargo had ended before the site was built: nothing was seen.
        lead *= 2;
        assert!(lead < 300, "the letter was never hidden");
    }
}

#[test]
fn marks_say_what_the_public_does_not_see_and_of_which_instant() {
    let embargo = LETTER.replace("session:", "embargo: 2026-01-19T08:00:00+01:00\nsession:");
    let session = Session::with_letter(&["--at", "2026-01-18T09:00:00+01:00"], &embargo);
    session.until_text(LETTER_URL, " data-hidden=\"under embargo until 2026-01-19 08:00 CET\"");
    session.until_text(LETTER_URL, " data-at=\"2026-01-18 09:00 CET\"");
    let home = session.get("/").text();
    assert!(home.contains(" data-at=") && !home.contains(" data-hidden="), "{home}");
    // A layout of the site's own that says nothing of it: the mark is there all the same, and goes with the embargo.
    session.write("layouts/letter.html", "<!doctype html><title>x</title><body>Bare {{ page.title }}</body>");
    session.until_page(LETTER_URL, |reply| {
        let text = reply.text();
        text.contains("Bare") && text.contains(" data-hidden=") && text.matches("embargo").count() == 1
    });
    session.write(LETTER_FILE, LETTER);
    session.until_page(LETTER_URL, |reply| reply.text().contains("Bare") && !reply.text().contains(" data-hidden="));
    // The present needs no mark.
    let session = Session::start(&[]);
    session.until_text(LETTER_URL, "We write ahead");
    assert!(!session.get(LETTER_URL).text().contains(" data-at="));
}

#[test]
fn nothing_is_written() {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LETTER_URL, "We write ahead");
    session.write(LETTER_FILE, &LETTER.replace("We write", "We wrote"));
    session.until_text(LETTER_URL, "We wrote ahead");
    let names: Vec<_> = fs::read_dir(session.folder.path())
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["content"]);
}

#[test]
fn port_that_is_taken_is_left_to_its_owner() {
    let taken = Session::start(&[]);
    let port = taken.port.to_string();
    let second = Session::start(&["--port", &port]);
    assert!(second.notes.contains(&format!("note: port {port} is taken")), "{:?}", second.notes);
    assert!(taken.notes.is_empty(), "{:?}", taken.notes);
    assert_ne!(second.port, taken.port);
    second.until_text(LETTER_URL, "We write ahead");
    taken.until_text(LETTER_URL, "We write ahead");
}

#[cfg(unix)]
#[test]
fn session_ends_cleanly_when_asked() {
    for signal in ["-INT", "-TERM"] {
        let mut session = Session::start(&[]);
        session.until_text(LETTER_URL, "We write ahead");
        let sent = Command::new("kill").arg(signal).arg(session.child.id().to_string()).status();
        assert!(sent.expect("kill runs").success());
        session.until("stopped");
        assert_eq!(session.child.wait().expect("the program ends").code(), Some(0), "{signal}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn other_machines_are_let_in_by_the_link_that_the_terminal_prints() {
    use std::io::{Read as _, Write as _};
    let session = Session::start(&["--at", "2025-06-01", "--lan=127.0.0.2"]);
    let line = session.until("?token=");
    let (_, link) = line.split_once("http://").expect("a link");
    let (host, token) = link.split_once("/?token=").expect("a token");
    assert_eq!(host, format!("127.0.0.2:{}", session.port));
    let warning = session.until("warning: ");
    assert!(warning.contains("whoever on the network has this link") && warning.contains("drafts"), "{warning}");
    session.until_text(LETTER_URL, "We write ahead");
    let ask = |target: &str, cookie: &str| {
        let mut stream = std::net::TcpStream::connect(host).expect("the door is there");
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{cookie}\r\n");
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    assert!(ask(LETTER_URL, "").starts_with("HTTP/1.1 403 "));
    assert!(ask(&format!("/?token={token}"), "").contains("\r\nSet-Cookie: demarche-"));
    let cookie = format!("Cookie: demarche-{}={token}\r\n", session.port);
    let page = ask(LETTER_URL, &cookie);
    assert!(page.contains("We write ahead"));
    // Nothing on a page leads another machine to itself; in a mail every address is absolute.
    assert!(!page.contains("localhost"), "{page}");
    let mail = ask(&format!("{LETTER_URL}newsletter.html"), &cookie);
    assert!(mail.contains(&format!("http://{host}/letters/")) && !mail.contains("localhost"), "{mail}");
}

#[test]
fn editor_comes_from_the_argument() {
    let letter = LETTER.replace("title:", "titel:");
    let session = Session::with_letter(&["--editor", "sublime"], &letter);
    session.until_text("/_demarche/problems", "\"open\":\"subl://open?url=file:///");
}

#[test]
fn preview_comes_back_with_the_folder_of_the_site() {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LETTER_URL, "</html>");
    let root = session.path("");
    let away = root.with_extension("away");
    let rename = |from: &Path, to: &Path| fs::rename(from, to).expect("our own");
    // Removed, and made again of a copy.
    for (path, text) in
        [("content/site.yaml", SETTINGS), ("content/data/sessions.yaml", SESSIONS), (LETTER_FILE, LETTER)]
    {
        write(&away, path, text);
    }
    fs::remove_dir_all(&root).expect("our own");
    session.until("is gone");
    rename(&away, &root);
    session.write(LETTER_FILE, &format!("{LETTER}\nAfter the copy.\n"));
    session.until_text(LETTER_URL, "After the copy.");
    // A folder below renamed, all of it moved away and back.
    rename(&session.path("content/letters"), &session.path("content/papers"));
    session.until("papers");
    rename(&session.path("content/papers"), &session.path("content/letters"));
    session.until_text(LETTER_URL, "After the copy.");
    rename(&root, &away);
    session.until("is gone");
    rename(&away, &root);
    session.write(LETTER_FILE, &format!("{LETTER}\nAfter the journey.\n"));
    session.until_text(LETTER_URL, "After the journey.");
}
