//! A command, or a build of the preview, that falls over a mistake of the program ends alone.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::path::Path;

use clap::Parser;
use demarche::diag::render_text;

use super::arguments::{Arguments, Command};
use super::performed;

/// The name of the folder whose check falls, and of the file by which a build of the preview does, in tests alone.
pub(super) const FALLS: &str = "falls-on-purpose";

/// The name of the file by which what was built falls before it is shown, in tests alone.
pub(super) const FALLS_SHOWING: &str = "falls-showing";

/// Falls, if this is the command that does.
pub(super) fn fall(command: &Command) {
    let Command::Check(command) = command else { return };
    assert!(command.site.root.as_ref().is_none_or(|root| !root.ends_with(FALLS)), "on purpose");
}

/// Falls, if the site is one of which the preview does.
pub(super) fn fall_in_preview(root: &Path) {
    assert!(!root.join(FALLS).exists(), "on purpose");
}

/// Falls, if the site is one of which the preview falls while it shows what it has built.
pub(super) fn fall_in_showing(root: &Path) {
    assert!(!root.join(FALLS_SHOWING).exists(), "on purpose");
}

/// Makes a site with one page in a folder.
pub(super) fn site(root: &Path) {
    let settings = "name: A\nbase_url: https://example.org/\ntime_zone: Europe/Zurich\naddress: [1 A, 2 B]\n";
    for (path, text) in [("content/site.yaml", settings), ("content/pages/a.md", "---\ntitle: A page\n---\nWords.\n")] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }
}

#[test]
fn command_that_falls_says_so_and_the_next_is_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let check = |name: &str| {
        let root = folder.path().join(name);
        site(&root);
        let root = root.display().to_string();
        let arguments = ["demarche", "check", "--at", "2025-06-01", "--root", &root];
        performed(&Arguments::try_parse_from(arguments).expect("as in the help").command)
    };
    let mistake = check(FALLS).expect_err("it falls");
    let text = render_text(&mistake, demarche::diag::Palette::Plain);
    assert!(text.starts_with("error[own-mistake]: this is a mistake of demarche's own"), "{text}");
    assert!(text.contains("on purpose"), "{text}");
    assert!(check("stands").expect("no mistake of its own").expect("a site"));
}
