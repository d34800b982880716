//! Mistakes that only a file system can hold: links, names that are no text, files that are none, files that go away.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "these tests make the files that they are about")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use demarche::diag::{Diagnostic, Palette, render_text};
use demarche::engine::Discard;
use demarche::source::Sources;
use demarche::{BuildOptions, Progress};
use snapbox::data::Inline;
use snapbox::{IntoData as _, str};

use crate::site_test::SETTINGS;

/// Makes a site on disk, lets `change` change it, and returns its folder.
fn site(change: impl FnOnce(&Path)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let content = folder.path().join("content");
    fs::create_dir_all(content.join("pages")).expect("a new folder");
    fs::write(content.join("site.yaml"), SETTINGS).expect("a new file");
    change(&content.join("pages"));
    folder
}

/// Compares everything that reading the site on disk reports.
#[track_caller]
fn check(change: impl FnOnce(&Path), expected: Inline) {
    let folder = site(change);
    let (_, found) = Sources::read(folder.path()).expect("a folder that can be read");
    compare(&found, expected);
}

/// Compares diagnostics with a text.
#[track_caller]
fn compare(found: &[Diagnostic], expected: Inline) {
    let texts: Vec<String> = found.iter().map(|found| render_text(found, Palette::Plain)).collect();
    snapbox::assert_data_eq!(texts.join("\n\n"), expected.into_data().raw());
}

#[test]
fn link_is_not_followed() {
    check(
        |pages| symlink("/etc/passwd", pages.join("about.md")).expect("a new link"),
        str![[r#"
error[symlink]: `content/pages/about.md` is a symbolic link
--> content/pages/about.md:1:1
 = hint: links are not followed: what they lead to could be published by mistake; copy the file here
"#]],
    );
}

#[test]
fn name_is_text() {
    check(
        |pages| fs::write(pages.join(OsStr::from_bytes(b"caf\xe9.md")), "").expect("a new file"),
        str![[r#"
error[file-name]: the file name `content/pages/caf\xe9.md` is not UTF-8
--> content/pages/caf�.md:1:1
 = hint: rename the file
"#]],
    );
}

#[test]
fn name_has_no_invisible_character() {
    check(
        |pages| fs::write(pages.join("a\u{202e}dm.md"), "").expect("a new file"),
        str![[r#"
error[file-name]: the file name holds the invisible character `\u{202e}`
--> content/pages/a�dm.md:1:1
 = hint: rename the file
"#]],
    );
}

#[test]
fn socket_is_no_file() {
    check(
        |pages| drop(UnixListener::bind(pages.join("talk.md")).expect("a new socket")),
        str![[r#"
error[special-file]: `content/pages/talk.md` is neither a file nor a folder
--> content/pages/talk.md:1:1
 = hint: remove it from the site's folders
"#]],
    );
}

#[test]
fn file_that_goes_away_during_the_build_is_missed() {
    let folder = site(|pages| {
        fs::write(pages.join("about.md"), "---\ntitle: About\n---\n![The hall](hall.svg)\n").expect("a new file");
        fs::write(pages.join("hall.svg"), super::PICTURE).expect("a new file");
    });
    let (sources, found) = Sources::read(folder.path()).expect("a folder that can be read");
    fs::remove_file(folder.path().join("content/pages/hall.svg")).expect("the picture");
    let options = BuildOptions { at: jiff::Timestamp::UNIX_EPOCH, drafts: false, base_url: None };
    let outcome = demarche::build(&sources, found, &options, &Discard, &Progress::default()).expect("a build");
    let mut found = outcome.diagnostics;
    for diagnostic in &mut found {
        // The folder of the test has another name each time.
        diagnostic.message = diagnostic.message.replace(&folder.path().display().to_string(), "/site");
    }
    compare(
        &found,
        str![[r#"
error[unreadable-file]: `content/pages/hall.svg` cannot be used: cannot read `/site/content/pages/hall.svg`: there is no such file or folder
 --> content/pages/about.md:4:13
  |
4 | ![The hall](hall.svg)
  |             ^^^^^^^^
  |
  = hint: build again, once nothing writes to it
"#]],
    );
}

#[test]
fn folders_do_not_nest_without_end() {
    check(
        |pages| fs::create_dir_all(pages.join("a/".repeat(70))).expect("new folders"),
        str![[r#"
error[folder-too-deep]: the folder lies deeper than 64 levels
--> content/pages/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a:1:1
 = hint: move what it holds further up
"#]],
    );
}

#[test]
fn hidden_static_file_is_named() {
    check(
        |pages| {
            let folder = pages.join("../../layouts/static");
            fs::create_dir_all(&folder).expect("a new folder");
            fs::write(folder.join(".env"), "x").expect("a new file");
        },
        str![[r#"
warning[hidden-file]: `layouts/static/.env` is hidden by its name, and is not published
--> layouts/static/.env:1:1
 = hint: of hidden names only `.well-known`, `.nojekyll` and `.htaccess` are published; move it out of the folder
"#]],
    );
}
