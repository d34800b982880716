//! Files that lie in a spill: served as from memory, and what comes of a disk that does not do its part.
#![expect(clippy::disallowed_methods, reason = "tests open the files that they are about")]

use std::fs::{self, File};

use demarche::engine::Engine;
use demarche::serve::{Files, Server};
use demarche::spill::Spill;

use super::session::{LETTER_FILE, LETTER_URL, Session, small_site};
use super::{Preview, Reply, SECRET, server, site};
use crate::site_test::{LETTER, SESSIONS, SETTINGS, SiteTest};

/// Returns the site under test in a spill, whose file the test has too.
fn spilled() -> (Files, File) {
    let file = tempfile::tempfile().expect("a good disk");
    let spill = Spill::of(file.try_clone().expect("a handle more"));
    let mut files = site();
    files.insert("large.bin".to_owned(), large().into());
    let keep = |bytes: &demarche::spill::Spilled| spill.keep(bytes.read().expect("it is in memory").into_owned());
    (files.iter().map(|(route, bytes)| (route.clone(), keep(bytes))).collect(), file)
}

/// Returns the bytes of a file that is sent in parts.
fn large() -> Vec<u8> {
    (0..300_000_u32).map(|at| (at ^ (at >> 7)) as u8).collect()
}

/// Returns a server that shows files.
fn preview(files: &Files) -> Preview {
    let server: Server = server("/home/someone/site");
    server.show_site(files, &[]);
    Preview(server)
}

#[test]
fn answers_are_those_from_memory() {
    let (files, _) = spilled();
    let mut held = site();
    held.insert("large.bin".to_owned(), large().into());
    let (from_disk, from_memory) = (preview(&files), preview(&held));
    for target in
        ["/", "/letters/upr-49/", "/letters", "/none", "/sitemap.xml", "/letters/upr-49/photo.jpg", "/large.bin"]
    {
        for method in ["GET", "HEAD"] {
            for fields in ["", "Range: bytes=2-70000\r\n", "Range: bytes=-5\r\n", "If-None-Match: *\r\n"] {
                let told = |Reply { head, body, .. }: Reply| (head, body);
                let (one, other) = (from_disk.ask(method, target, fields), from_memory.ask(method, target, fields));
                assert!(told(one) == told(other), "{method} {target} {fields}");
            }
        }
    }
    assert_eq!(from_disk.get("/large.bin").body, large());
    // What is the same is no change, wherever it is.
    assert_eq!(from_disk.0.show_site(&held, &[]).changed, 0);
    assert_eq!(from_memory.0.show_site(&files, &[]).changed, 0);
}

#[test]
fn file_that_is_cut_off_is_an_answer_that_says_so() {
    let (files, file) = spilled();
    let preview = preview(&files);
    let tag = preview.get("/sitemap.xml").field("etag").expect("a tag").to_owned();
    file.set_len(0).expect("a good disk");
    for target in ["/", "/none", "/sitemap.xml", "/large.bin", "/letters/upr-49/photo.jpg"] {
        let reply = preview.get(target);
        assert_eq!(reply.status, 500, "{target}");
        reply.assert_guarded(target);
        assert!(reply.text().contains("cannot read this file from the disk"), "{}", reply.text());
    }
    // For what the browser has, nothing need be read, and the preview's own parts are none of the site's.
    assert_eq!(preview.ask("GET", "/sitemap.xml", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(preview.get("/_demarche/preview.css").status, 200);
    preview.0.show_site(&site(), &[]);
    assert!(preview.get("/").text().contains(SECRET));
}

#[test]
fn edits_in_a_row_leave_the_file_as_long_as_it_was() {
    let mut engine = Engine::new();
    let spill = Spill::of(tempfile::tempfile().expect("a good disk"));
    engine.set_spill(spill.clone());
    let site = SiteTest::new().file("content/site.yaml", SETTINGS).file("content/data/sessions.yaml", SESSIONS);
    let mut shown = Files::new();
    let mut longest = [0, 0];
    for number in 0..300_usize {
        let words = "Words. ".repeat(number * 37 % 400);
        let edited = site.clone().file(LETTER_FILE, format!("{LETTER}\n{words}{number}\n"));
        let update = edited.update(&mut engine);
        assert!(update.is_good() && !update.changes.is_empty(), "{:?}", update.diagnostics);
        for (route, bytes) in update.changes {
            match bytes {
                Some(bytes) => _ = shown.insert(route, bytes),
                None => _ = shown.remove(&route),
            }
        }
        let longest = &mut longest[usize::from(number >= 30)];
        *longest = spill.length().max(*longest);
    }
    let held: usize = engine.files().values().map(demarche::spill::Spilled::len).sum();
    let [first, rest] = longest;
    assert!(rest <= first + first / 4 && rest < 3 * held as u64, "{first} bytes, {rest} at the end for {held}");
    drop((engine, shown));
    assert_eq!(spill.length(), 0);
}

#[test]
#[cfg(target_os = "linux")]
fn file_of_a_preview_has_no_name_and_is_the_authors_alone() {
    use std::os::unix::fs::MetadataExt;
    let caches = tempfile::tempdir().expect("a folder for the test");
    let session = Session::launch(small_site(LETTER), &[], Some(caches.path()));
    session.until_text(LETTER_URL, "We write ahead");
    let open = fs::read_dir(format!("/proc/{}/fd", session.child.id())).expect("it runs");
    let open = open.map(|entry| entry.expect("an entry").path());
    let in_caches = |path: &std::path::PathBuf| fs::read_link(path).is_ok_and(|to| to.starts_with(caches.path()));
    let found: Vec<_> = open.filter(in_caches).map(|path| fs::metadata(path).expect("it is open")).collect();
    let [spill] = &found[..] else { panic!("{found:?}") };
    assert_eq!((spill.nlink(), spill.mode() & 0o777), (0, 0o600));
    assert!(spill.len() > 10_000, "{}", spill.len());
    let names = fs::read_dir(caches.path().join("demarche")).expect("it was made");
    assert_eq!(names.count(), 0, "nothing of it can be seen");
    assert!(session.notes.is_empty(), "{:?}", session.notes);
}

#[test]
#[cfg(unix)]
fn preview_without_a_folder_for_caches_says_that_all_is_in_memory() {
    let session = Session::launch(small_site(LETTER), &[], None);
    let said = "the preview keeps all files in memory: no folder for caches is known";
    session.until(said);
    session.until_text(LETTER_URL, "We write ahead");
    let edited = LETTER.replace("We write", "We wrote");
    session.write(LETTER_FILE, &edited);
    session.until_text(LETTER_URL, "We wrote ahead");
}
