//! Saves that break the site, in every way that one slip of an author has: the preview lives, shows the last good page and
//! what is wrong, and the site again once it is mended.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;

use super::session::{LETTER_FILE, LETTER_URL, Session};
use crate::site_test::{LETTER, SESSIONS, SETTINGS};

/// How often each save is made.
const ROUNDS: usize = 2;
/// The file of the settings.
const SETTINGS_FILE: &str = "content/site.yaml";
/// The file of the sessions.
const SESSIONS_FILE: &str = "content/data/sessions.yaml";

/// Returns the letter with one text in place of another.
fn letter(from: &str, to: &str) -> Vec<u8> {
    assert!(LETTER.contains(from), "{from}");
    LETTER.replacen(from, to, 1).into_bytes()
}

/// Returns a layout for letters around some words.
fn layout(words: &str) -> Vec<u8> {
    format!("<!doctype html><html lang=\"en\"><title>x</title><body>{words}</body></html>").into_bytes()
}

/// Returns the saves: what is slipped, the file, and its bytes.
fn saves() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let deep = format!("{}x{}", "[".repeat(20_000), "]".repeat(20_000));
    let own = "layouts/letter.html";
    vec![
        ("a misspelt key", LETTER_FILE, letter("title:", "titel:")),
        ("a key twice", LETTER_FILE, letter("title:", "title: A\ntitle:")),
        ("no end of the front matter", LETTER_FILE, b"---\ntitle: A\n".to_vec()),
        ("a tab", LETTER_FILE, letter("title:", "\ttitle:")),
        ("a quotation mark without an end", LETTER_FILE, letter("title:", "title: \"")),
        ("an empty file", LETTER_FILE, Vec::new()),
        ("half a file", LETTER_FILE, LETTER.as_bytes()[..LETTER.len() / 5].to_vec()),
        ("no UTF-8", LETTER_FILE, [LETTER.as_bytes(), b"\xff\xfe"].concat()),
        ("a NUL", LETTER_FILE, [LETTER.as_bytes(), b"\0"].concat()),
        ("an alias of YAML", LETTER_FILE, letter("title:", "extra: &a [*a]\ntitle:")),
        ("a deep list", LETTER_FILE, letter("title:", &format!("extra: {deep}\ntitle:"))),
        ("a file too large", LETTER_FILE, [LETTER.as_bytes(), &vec![b'x'; 9 << 20]].concat()),
        ("another's address", "content/pages/letters.md", b"---\ntitle: A\nslug: letters\n---\nA\n".to_vec()),
        ("settings that are none", SETTINGS_FILE, b"name: [".to_vec()),
        ("empty settings", SETTINGS_FILE, Vec::new()),
        ("an unknown zone", SETTINGS_FILE, format!("{SETTINGS}\ntime_zone: Atlantis/Capital\n").into_bytes()),
        ("data that are none", SESSIONS_FILE, b"- {".to_vec()),
        ("no data", SESSIONS_FILE, Vec::new()),
        ("a layout without an end", own, b"{% if page.title %}".to_vec()),
        ("a field that is none", own, layout("{{ page.titel }}")),
        ("an entity among text", own, layout("{{ page.session ~ \"x\" }}")),
        ("an entity in a filter of text", own, layout("{{ page|upper }}{{ page|replace(\"a\", \"b\") }}")),
        (
            "a layout without an end of its work",
            own,
            layout("{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}{% endfor %}{% endfor %}"),
        ),
        ("a macro without end", own, layout("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}")),
        ("a deep layout", own, format!("{{{{ {deep} }}}}").into_bytes()),
        ("a layout of no UTF-8", own, b"\xc3".to_vec()),
    ]
}

/// Saves a broken file several times, and mends it each time.
fn break_and_mend((what, file, bytes): &(&str, &str, Vec<u8>)) {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LETTER_URL, "We write ahead");
    let before = fs::read(session.path(file)).ok();
    for round in 1..=ROUNDS {
        session.until_text(LETTER_URL, "We write ahead");
        if let Some(parent) = session.path(file).parent() {
            fs::create_dir_all(parent).expect("a folder is made");
        }
        fs::write(session.path(file), bytes).expect("a file is written");
        session.until_page("/_demarche/problems", |reply| !reply.text().contains("\"errors\":0,"));
        let shown = session.get(LETTER_URL);
        assert!(
            shown.status == 200 && shown.text().contains("We write ahead"),
            "{what}, round {round}: {}",
            shown.text()
        );
        match &before {
            Some(bytes) => fs::write(session.path(file), bytes).expect("a file is written"),
            None => fs::remove_file(session.path(file)).expect("a file is removed"),
        }
        session.until_page("/_demarche/problems", |reply| reply.text().contains("\"errors\":0,"));
        // The mended site is the site, not only the last good one.
        let text = LETTER.replace("We write ahead", &format!("We write ahead, time {round},"));
        session.write(LETTER_FILE, &text);
        session.until_text(LETTER_URL, &format!("time {round},"));
        session.write(LETTER_FILE, LETTER);
        session.until_page(LETTER_URL, |reply| !reply.text().contains(&format!("time {round},")));
    }
}

/// Saves each in a session of its own, a few at once.
fn all_of(saves: &[(&str, &str, Vec<u8>)]) {
    for few in saves.chunks(4) {
        std::thread::scope(|scope| {
            for save in few {
                // A failure is told under the name of its thread.
                let thread = std::thread::Builder::new().name(save.0.to_owned());
                thread.spawn_scoped(scope, move || break_and_mend(save)).expect("a thread begins");
            }
        });
    }
}

#[test]
fn preview_lives_after_every_broken_save() {
    let saves = saves();
    assert!(saves.len() >= 22);
    assert!(SETTINGS.contains("name:") && SESSIONS.contains("upr-49"));
    all_of(&saves);
}

#[cfg(unix)]
#[test]
fn preview_lives_where_a_file_is_no_file_any_more() {
    use std::os::unix::fs::symlink;
    let session = Session::start(&["--at", "2025-06-01"]);
    let path = session.path(LETTER_FILE);
    for what in ["a folder", "a link", "a link to itself", "a pipe"] {
        session.until_text(LETTER_URL, "We write ahead");
        fs::remove_file(&path).expect("it stands");
        match what {
            "a folder" => fs::create_dir(&path).expect("a folder is made"),
            "a link" => symlink("/etc/passwd", &path).expect("a link is made"),
            "a link to itself" => symlink(&path, &path).expect("a link is made"),
            _ => _ = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo runs"),
        }
        session.until(" ms");
        let gone = if what == "a folder" { fs::remove_dir(&path) } else { fs::remove_file(&path) };
        gone.expect("it stands");
        session.write(LETTER_FILE, &LETTER.replace("We write ahead", &format!("We write ahead after {what}")));
        session.until_text(LETTER_URL, &format!("after {what}"));
    }
}
