//! The command line: what each command takes, prints, writes and returns.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

mod arguments;
mod cut_off;
mod dates;
mod drafts;
mod new;
mod newsletter;
mod scarce;
mod schema;
mod users;
mod why;
mod writers;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_yaml::Value;

use crate::site_test::{LETTER, SESSIONS, SETTINGS};

/// The instant these tests build for.
const AT: &str = "2025-08-01T00:00:00Z";
/// The file of the letter.
const LETTER_FILE: &str = "content/letters/upr-49.md";

/// A folder with a small site in it.
struct Ground(tempfile::TempDir);

impl Ground {
    /// Makes the site.
    fn new() -> Ground {
        let ground = Ground(crate::site_test::folder());
        ground.write("content/site.yaml", SETTINGS);
        ground.write("content/data/sessions.yaml", SESSIONS);
        ground.write(LETTER_FILE, LETTER);
        ground
    }

    /// Returns a path in the folder.
    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Writes a file.
    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }

    /// Runs the program in the folder.
    fn run<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Ran {
        run(self.0.path(), arguments)
    }

    /// Returns every file in the folder but those of the program's books.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.0.path().to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(self.0.path()).expect("inside").to_string_lossy().replace('\\', "/");
                if path.is_dir() && !name.ends_with(".demarche") {
                    open.push(path);
                } else if path.is_file() {
                    found.insert(name, fs::read(&path).expect("a file"));
                }
            }
        }
        found
    }
}

/// What came of a run.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    /// Fails unless the program ended with this status.
    #[track_caller]
    fn assert_status(self, status: i32) -> Ran {
        assert_eq!(self.status, status, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Fails unless the program failed and said this.
    #[track_caller]
    fn assert_refused(self, why: &str) {
        let ran = self.assert_status(1);
        assert!(ran.err.contains(why), "{}", ran.err);
    }
}

/// Runs the program in a folder.
fn run<I: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = I>) -> Ran {
    let output = command(folder).args(arguments).output().expect("the program runs");
    ran(&output)
}

/// Returns the program, to be run in a folder.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).stdin(Stdio::null()).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// Returns what came of a run.
fn ran(output: &Output) -> Ran {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program prints text");
    let status = output.status.code().expect("the program was not killed");
    Ran { status, out: text(&output.stdout), err: text(&output.stderr) }
}

#[test]
fn build_writes_the_site_and_says_how_much() {
    let ground = Ground::new();
    let first = ground.run(["build", "--at", AT]).assert_status(0);
    assert!(first.out.is_empty(), "{}", first.out);
    assert!(first.err.contains(" pages") && first.err.contains(" s"), "{}", first.err);
    assert!(ground.files().contains_key("public/letters/upr-49/index.html"));
    let before = ground.files();
    // From a folder inside the site, the site is found.
    let second = run(&ground.path("content/letters"), ["build", "--at", AT]).assert_status(0);
    assert!(second.err.contains("0 files written") && second.err.contains("0 removed"), "{}", second.err);
    assert_eq!(ground.files(), before);
}

#[test]
fn build_with_errors_leaves_what_stands() {
    let ground = Ground::new();
    ground.run(["build", "--at", AT]).assert_status(0);
    let before = ground.files();
    ground.write(LETTER_FILE, &LETTER.replace("session:", "sesion:"));
    ground.write("content/pages/about.md", "---\ntitle: About\ndaet: x\n---\nSee [it](nowhere.md).\n");
    let ran = ground.run(["build", "--at", AT]).assert_status(1);
    for expected in [
        "error[unknown-key]: ",
        " --> content/letters/upr-49.md:4:1",
        " --> content/pages/about.md:3:1",
        "error[dangling-link]",
        "nothing was written",
    ] {
        assert!(ran.err.contains(expected), "{expected} is not in {}", ran.err);
    }
    assert!(!ran.err.contains('\u{1b}'), "colours although this is no terminal: {}", ran.err);
    let public = |files: BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
        files.into_iter().filter(|(path, _)| path.starts_with("public/")).collect()
    };
    assert_eq!(public(ground.files()), public(before));
}

#[test]
fn check_reports_the_same_and_writes_nothing() {
    let ground = Ground::new();
    let before = ground.files();
    let good = ground.run(["check", "--at", AT]).assert_status(0);
    assert!(good.err.contains("checked ") && good.err.contains("0 errors"), "{}", good.err);
    assert_eq!(ground.files(), before);
    ground.write(LETTER_FILE, &LETTER.replace("session:", "sesion:"));
    let bad = ground.run(["check", "--at", AT]).assert_status(1);
    let built = ground.run(["build", "--at", AT]).assert_status(1);
    let reports =
        |ran: &Ran| ran.err.split("\n\n").filter(|part| part.contains("-->")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(reports(&bad), reports(&built));
    assert!(!reports(&bad).is_empty());
    assert!(!ground.path("public").exists());
}

#[test]
fn check_looks_at_every_address_in_every_file() {
    let ground = Ground::new();
    let base = include_str!("../../layouts/base.html");
    let links = "<a href=\"{{ '/let' ~ 'tres/' }}\">a</a><img srcset=\"/a.svg 1x, x/b.gif 2x\"><a href=\"/letters/\">c</a>\
                 <link rel=\"next\" href=\"{{ absolute('/next/') }}\"><a href=\"https://example.org/other/\">d</a></body>";
    ground.write("layouts/base.html", &base.replace("</body>", links));
    ground.write(
        "layouts/static/b.html",
        "<a href=\"./letters/#x\">a</a><a href='letters/upr-48/'>b</a><img src='a.svg'>",
    );
    ground.write("layouts/static/feed.xml", "<a><link>https://example.org/gone/</link></a>");
    ground.write("layouts/static/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    let told = |ran: &Ran| {
        let found = ran.err.split("\n\n").filter(|part| part.starts_with("warning[dead-address]"));
        found.map(|part| part.lines().next().unwrap_or("").to_owned()).collect::<Vec<_>>()
    };
    let ran = ground.run(["check", "--at", AT]).assert_status(0);
    assert_eq!(
        told(&ran),
        [
            "warning[dead-address]: `404.html` leads to `/lettres/`, and nothing stands there",
            "warning[dead-address]: `404.html` leads to `https://example.org/next/`, and nothing stands there",
            "warning[dead-address]: `404.html` leads to `x/b.gif`, and nothing stands there",
            "warning[dead-address]: `b.html` leads to `letters/upr-48/`, and nothing stands there",
            "warning[dead-address]: `feed.xml` leads to `https://example.org/gone/`, and nothing stands there",
        ],
        "{}",
        ran.err
    );
    assert!(ran.err.contains("= hint: did you mean `/letters/`?"), "{}", ran.err);
    assert!(ran.err.contains("= hint: the address is made by `layouts/404.html`, or by"), "{}", ran.err);
    assert!(ran.err.contains("--> layouts/static/b.html:1:1"), "{}", ran.err);
    let below = ground.run(["check", "--at", AT, "--base-url", "https://example.org/b/"]).assert_status(0);
    assert!(!told(&below).iter().any(|line| line.contains("/lettres/`") || line.contains("/gone/")), "{}", below.err);
    assert!(told(&below).iter().any(|line| line.contains("https://example.org/b/next/")), "{}", below.err);
}

#[test]
fn machines_get_a_line_of_json_for_each_mistake() {
    let ground = Ground::new();
    ground.write(LETTER_FILE, &LETTER.replace("session:", "sesion:"));
    for name in ["check", "build"] {
        let ran = ground.run([name, "--at", AT, "--format", "json"]).assert_status(1);
        let lines: Vec<Value> = ran.out.lines().map(|line| serde_yaml::from_str(line).expect("JSON")).collect();
        let found = lines.iter().find(|line| line["code"] == "unknown-key").expect("the mistake");
        assert_eq!(found["file"], LETTER_FILE);
        assert_eq!(found["line"], 4);
        assert_eq!(found["column"], 1);
        assert_eq!(found["severity"], "error");
        assert!(!ran.err.contains("unknown-key"), "{}", ran.err);
    }
}

#[test]
fn output_never_lies_where_it_could_do_harm() {
    let ground = Ground::new();
    ground.write("layouts/strings/x.txt", "x");
    for (out, why) in [
        (".", "the site's own folder lies in it"),
        ("..", "the site's own folder lies in it"),
        ("content", "which is read"),
        ("content/new/deeper", "which is read"),
        ("public/../content/x", "which is read"),
        ("layouts", "which is read"),
    ] {
        ground.run(["build", "--at", AT, "--out", out]).assert_refused(why);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(ground.path("content"), ground.path("out")).expect("a link");
        ground.run(["build", "--at", AT, "--out", "out"]).assert_refused("which is read");
    }
    ground.run(["build", "--at", AT, "--out", LETTER_FILE]).assert_status(1);
    assert_eq!(ground.files()[LETTER_FILE], LETTER.as_bytes());
}

#[test]
fn drafts_go_elsewhere_only() {
    let ground = Ground::new();
    ground.write(LETTER_FILE, &LETTER.replace("session:", "draft: true\nsession:"));
    ground.run(["build", "--at", AT, "--drafts"]).assert_refused("drafts never go where the site is published from");
    ground.run(["build", "--at", AT, "--drafts", "--out", "public"]).assert_refused("drafts never go");
    ground.run(["build", "--at", AT, "--drafts", "--out", "preview"]).assert_status(0);
    ground.run(["build", "--at", AT]).assert_status(0);
    assert!(ground.path("preview/letters/upr-49/index.html").exists());
    assert!(!ground.path("public/letters/upr-49/index.html").exists());
}

#[test]
fn instant_decides_about_embargoes() {
    let ground = Ground::new();
    ground.write(LETTER_FILE, &LETTER.replace("session:", "embargo: 2026-01-19T08:00:00+01:00\nsession:"));
    let page = ground.path("public/letters/upr-49/index.html");
    for (at, published) in [
        ("2026-01-19T06:59:59Z", false),
        ("2026-01-19T07:00:00Z", true),
        ("2026-01-19T07:59:59+01:00", false),
        ("2026-01-19T08:00:00+01:00", true),
        ("2026-01-19", false),
        ("2026-01-20", true),
    ] {
        ground.run(["build", "--at", at]).assert_status(0);
        assert_eq!(page.exists(), published, "{at}");
    }
}

#[test]
fn base_url_is_another_for_one_build() {
    let ground = Ground::new();
    ground.run(["build", "--at", AT, "--base-url", "https://staging.example.org/new/"]).assert_status(0);
    let page = fs::read_to_string(ground.path("public/letters/upr-49/index.html")).expect("the page");
    assert!(page.contains("https://staging.example.org/new/letters/upr-49/"), "{page}");
    assert!(page.contains("href=\"/new/letters/\""), "{page}");
}

#[test]
fn help_has_examples_and_wrong_arguments_a_status_of_their_own() {
    let folder = crate::site_test::folder();
    for name in ["build", "serve", "check", "new", "why", "why-not", "layouts", "completions"] {
        let help = run(folder.path(), [name, "--help"]).assert_status(0);
        assert!(help.out.contains("Example"), "{}", help.out);
        assert!(help.out.contains(&format!("demarche {name}")), "{}", help.out);
    }
    for name in ["site", "letter", "brief", "newsletter", "recommendation", "page"] {
        let help = run(folder.path(), ["new", name, "--help"]).assert_status(0);
        assert!(help.out.contains(&format!("demarche new {name}")), "{}", help.out);
    }
    for arguments in [&["bild"][..], &["build", "--ot", "x"], &["new", "letter"], &[]] {
        run(folder.path(), arguments).assert_status(2);
    }
    assert!(run(folder.path(), ["--version"]).assert_status(0).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_know_the_commands() {
    let folder = crate::site_test::folder();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(folder.path(), ["completions", shell]).assert_status(0);
        for word in ["build", "check", "layouts", "recommendation", "base-url"] {
            assert!(script.out.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn reader_who_goes_away_is_no_failure() {
    let ground = Ground::new();
    for arguments in [&["completions", "bash"][..], &["check", "--at", AT, "--format", "json"], &["--help"]] {
        let mut child = command(ground.0.path())
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && !err.contains("panicked"), "{arguments:?}: {err}");
    }
}
