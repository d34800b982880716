//! What `demarche serve` is told on its command line, where no server comes of it.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::process::Command;

use crate::site_test::SETTINGS;

#[test]
fn doors_and_editors_that_are_none_are_refused() {
    let folder = crate::site_test::folder();
    fs::create_dir(folder.path().join("content")).expect("a folder is made");
    fs::write(folder.path().join("content/site.yaml"), SETTINGS).expect("a file is written");
    for (argument, status, said) in [
        ("--lan=0.0.0.0", 2, "it stands for every address of this machine"),
        ("--lan=127.0.0.1", 2, "only this machine has it"),
        ("--lan=203.0.113.9", 1, "cannot serve on port 0 of this machine and of `203.0.113.9`"),
        ("--lan=preview.local", 2, "invalid IP address"),
        ("--editor=javascript://%0aalert(1)//{file}", 2, "`javascript:` opens no editor"),
        ("--editor=nano", 2, "name one of bbedit, cursor, "),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["serve", "--port", "0", argument, "--root"])
            .arg(folder.path())
            .output()
            .expect("the program runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{argument}: {err}");
        assert!(err.contains(said), "{argument}: {err}");
    }
}

#[test]
fn help_and_manual_name_every_editor() {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche")).args(["serve", "--help"]).output().expect("it runs");
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, help) = help.split_once("Editors: ").expect("the list");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/content/pages/preview.md");
    let manual = fs::read_to_string(page).expect("the manual");
    for name in demarche::serve::Editor::names() {
        assert!(help.split([' ', '\n', ',', ';', '.']).any(|word| word == name), "{name}: {help}");
        assert!(manual.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn editor_of_the_environment_that_is_none_is_refused() {
    let folder = crate::site_test::folder();
    fs::create_dir(folder.path().join("content")).expect("a folder is made");
    fs::write(folder.path().join("content/site.yaml"), "name: [\n").expect("a file is written");
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .env("DEMARCHE_EDITOR", "https://evil.example/{file}")
        .args(["serve", "--port", "0", "--root"])
        .arg(folder.path())
        .output()
        .expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("DEMARCHE_EDITOR: `https://evil.example/{file}` is no editor"), "{err}");
}
