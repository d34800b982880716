//! The folder of the site, and those above it: removed, made again, replaced, moved away and back.

use std::fs;
use std::path::Path;

use demarche::watch::Watch;

use super::{FOLDERS, Ground};

/// Copies a folder.
pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to) } else { _ = fs::copy(from, to).expect("a file is copied") }
    }
}

/// Fails unless an edit, a new file and one in a new folder are told, each in one change.
#[track_caller]
fn assert_alive(ground: &Ground) {
    ground.write("content/letters/a.md", "edited");
    assert_eq!(ground.assert_told("content/letters/a.md"), 1);
    ground.write("content/letters/a new one.md", "x");
    assert_eq!(ground.assert_told("content/letters/a new one.md"), 1);
    fs::remove_file(ground.path("content/letters/a new one.md")).expect("it stands");
    assert_eq!(ground.assert_told("content/letters/a new one.md"), 1);
    fs::create_dir_all(ground.path("content/fresh")).expect("a folder is made");
    ground.write("content/fresh/x.md", "x");
    ground.assert_told("content/fresh/x.md");
    fs::remove_dir_all(ground.path("content/fresh")).expect("it stands");
    ground.assert_told("content/fresh");
}

#[test]
fn root_that_is_removed_and_made_again_is_watched() {
    let ground = Ground::new();
    let spare = ground.folder.path().join("spare");
    for _ in 0..2 {
        copy(&ground.root, &spare);
        fs::remove_dir_all(&ground.root).expect("it stands");
        ground.assert_told("content");
        ground.assert_silent();
        fs::rename(&spare, &ground.root).expect("a folder is renamed");
        ground.assert_told("content");
        assert_alive(&ground);
    }
    // At once, so that no look finds it missing, and perhaps with the same number of a folder.
    copy(&ground.root, &spare);
    fs::remove_dir_all(&ground.root).expect("it stands");
    copy(&spare, &ground.root);
    ground.assert_told("content");
    assert_alive(&ground);
}

#[test]
fn root_or_a_folder_above_that_is_moved_away_and_back_is_watched() {
    let ground = Ground::new();
    for (name, away) in [("above/site", "above/away"), ("above", "elsewhere"), ("above/site", "away")] {
        // A folder below that was renamed before.
        ground.rename("content/letters", "content/papers");
        ground.assert_told("content/papers");
        ground.rename("content/papers", "content/letters");
        ground.assert_told("content/letters");
        ground.rename_around(name, away);
        ground.assert_told("content");
        ground.assert_silent();
        ground.rename_around(away, name);
        ground.assert_told("content");
        assert_alive(&ground);
    }
}

#[test]
fn root_that_another_takes_the_place_of_is_watched() {
    let ground = Ground::new();
    for name in ["above/site", "above"] {
        copy(&ground.folder.path().join(name), &ground.folder.path().join("other"));
        ground.rename_around(name, "old");
        ground.rename_around("other", name);
        ground.assert_told("content");
        assert_alive(&ground);
        // What is written into the old one concerns nobody.
        let old = if name == "above" { "old/site/content/letters/a.md" } else { "old/content/letters/a.md" };
        fs::write(ground.folder.path().join(old), "unseen").expect("a file is written");
        ground.assert_silent();
        fs::remove_dir_all(ground.folder.path().join("old")).expect("it stands");
        ground.assert_silent();
    }
}

#[test]
#[cfg(unix)]
fn root_that_is_a_link_is_watched_where_it_leads_to() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().expect("a folder");
    for release in ["one", "two"] {
        fs::create_dir_all(folder.path().join(release).join("content/letters")).expect("a folder is made");
    }
    let (link, next) = (folder.path().join("current"), folder.path().join("next"));
    symlink("one", &link).expect("a link is made");
    let mut ground = Ground::with(|_| Watch::start(&link, &FOLDERS).expect("the folder can be watched"));
    ground.root.clone_from(&link);
    assert_alive(&ground);
    symlink("two", &next).expect("a link is made");
    fs::rename(&next, &link).expect("a link is renamed");
    ground.assert_told("content");
    assert_alive(&ground);
}

#[test]
fn root_that_goes_comes_back_to_who_looks_through_the_folders() {
    let ground = Ground::with(|root| Watch::polling(root, &FOLDERS));
    ground.rename_around("above", "elsewhere");
    ground.assert_told("content");
    ground.rename_around("elsewhere", "above");
    ground.assert_told("content");
    ground.write("content/letters/a.md", "edited");
    ground.assert_told("content/letters/a.md");
}
