//! Hostile files: encodings, sizes, links, special files, files that editors leave, and what must not get out.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::path::Path;
use std::process::Command;

use demarche::source::Sources;
use demarche::{Diagnostic, Error};

use super::{LETTER_FILE, LETTER_HEAD, LETTER_PAGE, only, refused, with_body};
use crate::site_test::{LETTER, SESSIONS, SETTINGS, SiteTest};

/// The word that must not be found in anything published.
pub(super) const CANARY: &str = "kanarienvogel";

/// Puts a small site on disk.
pub(super) fn site_in(root: &Path) {
    write(root, "content/site.yaml", SETTINGS.as_bytes());
    write(root, "content/data/sessions.yaml", SESSIONS.as_bytes());
    write(root, LETTER_FILE, LETTER.as_bytes());
}

/// Writes a file below a folder.
pub(super) fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file below the root")).expect("a folder is made");
    fs::write(path, bytes).expect("a file is written");
}

/// Reads the site at a root.
fn read(root: &Path) -> Result<(Sources, Vec<Diagnostic>), Error> {
    Sources::read(root)
}

/// Returns the codes of what was found wrong with the files at a root.
pub(super) fn codes(root: &Path) -> Vec<&'static str> {
    let (_, found) = read(root).unwrap_or_else(|error| panic!("{error}"));
    found.iter().map(|found| found.code).collect()
}

/// Returns a folder for a test.
pub(super) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    for (bytes, code, place) in [
        (&b"a\xffb"[..], "not-utf8", "6:2"),
        (b"a\n\xc3", "not-utf8", "7:1"),
        (b"\xed\xa0\x80", "not-utf8", "6:1"),
        (b"\xc0\xaf", "not-utf8", "6:1"),
        (b"\xf4\x90\x80\x80", "not-utf8", "6:1"),
        (b"ab\0c", "nul-byte", "6:3"),
        (b"a\rb", "line-end", "6:2"),
        (b"a\r\n\rb", "line-end", "7:1"),
        (b"a\x1b[31mb", "control-character", "6:2"),
    ] {
        let built = SiteTest::new().file(LETTER_FILE, [LETTER_HEAD.as_bytes(), bytes].concat()).build();
        refused(&built);
        let report = only(&built, code);
        assert!(report.contains(&format!("content/letters/upr-49.md:{place}")), "{bytes:?}: {report}");
        assert!(!report.contains('\u{1b}') && !report.contains('\0') && !report.contains('\r'), "{report:?}");
    }
    for file in ["content/site.yaml", "content/data/topics.yaml", "layouts/letter.html", "layouts/strings/en.yaml"] {
        only(&SiteTest::new().file(file, b"a: \xff\n").build(), "not-utf8");
    }
}

#[test]
fn byte_order_mark_and_crlf_change_nothing() {
    let text = format!("{LETTER_HEAD}A body.\n\n- Do it. {{#do-it}}\n\nTwo\\\nlines.\n");
    let plain = SiteTest::new().file(LETTER_FILE, &text).build();
    let crlf = text.replace('\n', "\r\n");
    for other in [format!("\u{feff}{text}"), crlf.clone(), format!("\u{feff}{crlf}")] {
        let built = SiteTest::new().file(LETTER_FILE, other).build();
        assert_eq!(built.text(LETTER_PAGE), plain.text(LETTER_PAGE));
    }
    let settings = format!("\u{feff}{}", SETTINGS.replace('\n', "\r\n"));
    let built = SiteTest::new().file("content/site.yaml", settings).file(LETTER_FILE, text).build();
    assert_eq!(built.files, plain.files);
}

#[test]
fn a_second_byte_order_mark_is_a_character_of_the_text() {
    let built = SiteTest::new().file(LETTER_FILE, format!("\u{feff}\u{feff}{LETTER_HEAD}A.\n")).build();
    only(&built, "no-front-matter");
}

#[test]
fn hostile_text_in_a_message_cannot_command_the_terminal() {
    let built = with_body("[a](\u{9b}31m.md) [b](\u{7}.md)\n").build();
    refused(&built);
    let built = SiteTest::new().replace(LETTER_FILE, "session: upr-49", "session: \"\\e[31mred\\a\"").build();
    refused(&built);
    let report = built.report();
    assert!(report.chars().all(|c| !c.is_control() || c == '\n'), "{report:?}");
}

#[test]
fn files_too_large_are_not_read_into_memory() {
    let folder = folder();
    site_in(folder.path());
    for path in
        ["content/letters/large.md", "content/letters/large.jpg", "layouts/base.html", "content/data/topics.yaml"]
    {
        write(folder.path(), path, b"");
        let file = fs::OpenOptions::new().write(true).open(folder.path().join(path)).expect("the file");
        // A file with a hole takes no room on the disk, and 64 GiB have no room in memory.
        file.set_len(64 << 30).expect("the file has a length");
    }
    assert_eq!(codes(folder.path()), ["file-too-large"; 4]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused_wherever_they_lead() {
    use std::os::unix::fs::symlink;
    let (folder, outside) = (folder(), folder());
    site_in(folder.path());
    write(outside.path(), "secret.md", CANARY.as_bytes());
    let content = folder.path().join("content");
    for (target, name) in [
        (outside.path().join("secret.md"), "letters/out.md"),
        (outside.path().to_owned(), "outside"),
        (content.clone(), "letters/loop"),
        (content.join("letters/upr-49.md"), "letters/inside.md"),
        (content.join("nowhere"), "broken.md"),
        ("self.md".into(), "self.md"),
        ("/dev/zero".into(), "zero.md"),
    ] {
        symlink(target, content.join(name)).expect("a link is made");
    }
    let (sources, found) = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let found: Vec<_> =
        found.iter().map(|found| (found.code, found.span.as_ref().expect("a place").file.to_string())).collect();
    let files = ["broken.md", "letters/inside.md", "letters/loop", "letters/out.md", "outside", "self.md", "zero.md"];
    let mut expected: Vec<_> = files.iter().map(|name| ("symlink", format!("content/{name}"))).collect();
    expected.sort();
    let mut sorted = found.clone();
    sorted.sort();
    assert_eq!(sorted, expected);
    assert!(sources.iter().all(|file| file.text.as_ref().is_none_or(|text| !text.get().contains(CANARY))));
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_whole_folder_is_refused() {
    let (folder, outside) = (folder(), folder());
    site_in(folder.path());
    write(outside.path(), "letter.html", CANARY.as_bytes());
    std::os::unix::fs::symlink(outside.path(), folder.path().join("layouts")).expect("a link is made");
    let (sources, found) = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["symlink"]);
    assert!(sources.get("layouts/letter.html").is_none(), "what lies behind the link was read");
}

#[cfg(target_os = "linux")]
#[test]
fn file_names_that_are_no_text_are_named_by_their_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    site_in(folder.path());
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.path().join("content/letters").join(name), LETTER).expect("a file is written");
    let (_, found) = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "file-name");
    assert!(found[0].message.contains("caf\\xe9.md"), "{}", found[0].message);
}

#[cfg(unix)]
#[test]
fn file_names_with_invisible_characters_are_refused() {
    let folder = folder();
    site_in(folder.path());
    for name in ["a\nb.md", "a\u{202e}dm.exe", "a\u{1b}b.md", "a\u{7f}.md"] {
        write(folder.path(), &format!("content/letters/{name}"), LETTER.as_bytes());
    }
    assert_eq!(codes(folder.path()), ["file-name"; 4]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_stops_the_build() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    site_in(folder.path());
    let closed = folder.path().join("content/closed");
    fs::create_dir(&closed).expect("a folder is made");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("the folder is closed");
    let superuser = fs::read_dir(&closed).is_ok();
    let result = read(folder.path());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).expect("the folder is opened");
    if superuser {
        // Nothing is closed to the superuser, so there is nothing to see here; another user sees the rest.
        return;
    }
    let message = result.expect_err("the folder is closed").to_string();
    assert!(message.contains("content/closed") && message.contains("permission denied"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_and_never_opened() {
    let folder = folder();
    site_in(folder.path());
    for name in ["content/letters/pipe.md", "content/letters/pipe.jpg"] {
        let made = Command::new("mkfifo").arg(folder.path().join(name)).status();
        // Not every system has the command; there, nothing can be made to look at.
        if !made.is_ok_and(|status| status.success()) {
            return;
        }
    }
    assert_eq!(codes(folder.path()), ["special-file"; 2]);
}

#[test]
fn what_editors_and_systems_leave_behind_is_no_content() {
    let folder = folder();
    site_in(folder.path());
    for name in [
        "letters/.#upr-49.md",
        "letters/#upr-49.md#",
        "letters/upr-49.md~",
        "letters/.upr-49.md.swp",
        "letters/upr-49.md.swp",
        "letters/x.swx",
        "letters/upr-49.md.orig",
        "letters/upr-49.md.bak",
        "letters/upr-49.md.tmp",
        "letters/x.md___jb_tmp___",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".git/config",
        ".env",
        "letters/.hidden.md",
    ] {
        write(folder.path(), &format!("content/{name}"), CANARY.as_bytes());
    }
    write(folder.path(), "layouts/static/.well-known/security.txt", b"Contact: mailto:a@example.org\n");
    write(folder.path(), "layouts/static/.x.swp", CANARY.as_bytes());
    let (sources, found) = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    assert!(found.is_empty(), "{found:?}");
    let paths: Vec<&str> = sources.iter().map(|file| file.path.as_ref()).collect();
    assert_eq!(
        paths,
        ["content/data/sessions.yaml", LETTER_FILE, "content/site.yaml", "layouts/static/.well-known/security.txt"]
    );
}

#[test]
pub(super) fn folders_without_end_are_reported_and_not_skipped() {
    let folder = folder();
    site_in(folder.path());
    write(folder.path(), &format!("content/pages/{}deep.md", "d/".repeat(70)), LETTER.as_bytes());
    let found = codes(folder.path());
    assert_eq!(found, ["folder-too-deep"]);
}

/// Returns a small grey JPEG that holds the canary wherever a camera puts words.
pub(super) fn photo() -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        let length = u16::try_from(body.len() + 2).expect("a small segment");
        [&[0xff, marker], &length.to_be_bytes()[..], body].concat()
    };
    let canary = |before: &[u8]| [before, CANARY.as_bytes()].concat();
    let codes = |class: u8| [&[class, 1][..], &[0; 15], &[0]].concat();
    // Exif with one entry, the maker, whose text stands behind the directory.
    let exif =
        [&b"Exif\0\0II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\x0d\0\0\0\x1a\0\0\0\0\0\0\0"[..], CANARY.as_bytes()].concat();
    [
        vec![0xff, 0xd8],
        segment(0xe1, &exif),
        segment(0xe1, &canary(b"http://ns.adobe.com/xap/1.0/\0")),
        segment(0xed, &canary(b"Photoshop 3.0\0")),
        segment(0xfe, CANARY.as_bytes()),
        segment(0xdb, &[&[0][..], &[1; 64]].concat()),
        segment(0xc0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        segment(0xc4, &codes(0x00)),
        segment(0xc4, &codes(0x10)),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x0f, 0xff, 0xd9],
    ]
    .concat()
}

#[test]
pub(super) fn photo_comes_out_without_what_the_camera_wrote() {
    let photo = photo();
    assert_eq!(String::from_utf8_lossy(&photo).matches(CANARY).count(), 4);
    let head = LETTER_HEAD.replace("---\ntitle", "---\nphoto: {src: hall.jpg, alt: A hall, credit: Nobody}\ntitle");
    let site = SiteTest::new()
        .file(LETTER_FILE, head + "A body.\n\n![A hall](hall.jpg)\n")
        .file("content/letters/hall.jpg", &photo);
    let built = site.build();
    assert!(built.text(LETTER_PAGE).contains("width=\"16\" height=\"8\""));
    let published = &built.files["letters/hall.jpg"];
    assert!(published.starts_with(&[0xff, 0xd8]) && published.len() < photo.len());
    assert_eq!(built.holds(CANARY), None);
}

#[test]
pub(super) fn photo_with_broken_metadata_is_refused_rather_than_published() {
    let whole = photo();
    for cut in [3, 20, 60, 200] {
        let site = with_body("![A hall](hall.jpg)\n").file("content/letters/hall.jpg", &whole[..cut]);
        let built = site.build();
        refused(&built);
        only(&built, "bad-image");
    }
    only(&with_body("![A hall](hall.jpg)\n").file("content/letters/hall.jpg", "no picture").build(), "bad-image");
    only(&with_body("![A hall](hall.jpg)\n").file("content/letters/hall.jpg", "").build(), "bad-image");
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script>alert(1)</script></svg>";
    let built = with_body("![A hall](hall.svg)\n").file("content/letters/hall.svg", script).build();
    assert_eq!(built.holds("alert(1)"), None);
}

#[test]
fn no_published_byte_tells_of_the_machine() {
    let folder = tempfile::Builder::new().prefix(CANARY).tempdir().expect("a folder for the test");
    let root = folder.path();
    site_in(root);
    write(root, "content/letters/hall.jpg", &photo());
    let letter = LETTER.replace("We write", "![A hall](hall.jpg)\n\nWe write");
    write(root, LETTER_FILE, letter.as_bytes());
    let host = Command::new("hostname").output().map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    let built = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .args(["build", "--root"])
        .arg(root)
        .envs([
            ("USER", CANARY),
            ("LOGNAME", CANARY),
            ("HOSTNAME", CANARY),
            ("TZ", "Pacific/Chatham"),
            ("LANG", "xx_XX"),
        ])
        .env("HOME", root)
        .output()
        .expect("the program runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut words = vec![
        CANARY.to_owned(),
        root.display().to_string(),
        env!("CARGO_MANIFEST_DIR").to_owned(),
        "Chatham".to_owned(),
    ];
    // Short names occur in any text.
    words.extend(host.ok().filter(|host| host.len() > 6 && host != "localhost"));
    let files = published(&root.join("public"));
    assert!(files.len() > 30, "{} files", files.len());
    for (path, bytes) in files {
        for word in &words {
            let found = bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()));
            assert!(!found && !path.contains(word.as_str()), "`{word}` stands in {path}");
        }
    }
}

/// Returns all files below a folder, with their bytes.
fn published(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(published(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            found.push((path.strip_prefix(folder).expect("a file in it").display().to_string(), bytes));
        }
    }
    found
}
