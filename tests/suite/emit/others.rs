//! What belongs to somebody else: files, folders, links and permissions that a build must leave as they are.

use std::fs;

use demarche::emit::Report;

use super::{Ground, SITE, build, files_of, standing};

#[test]
fn file_of_somebody_else_is_not_overwritten() {
    let ground = Ground::new();
    ground.write("index.html", "another site");
    ground.write("letters/a/index.html", "another letter");
    let error = ground.refuse(SITE);
    let path = ground.path("index.html");
    let expected =
        format!("`{}` would be overwritten, but no build made it (and 1 more is in the way)", path.display());
    assert!(error.starts_with(&expected), "{error}");
    assert!(error.contains("hint: "), "{error}");
}

#[test]
fn folder_with_a_file_of_somebody_else_does_not_become_a_file() {
    let ground = Ground::new();
    ground.build(&[("b/c/d", "deep"), ("index.html", "home")]);
    ground.write("b/c/notes.txt", "mine");
    let error = ground.refuse(&[("b", "file"), ("index.html", "new home")]);
    assert!(error.contains("b/c/notes.txt` stands where a file of the site must go"), "{error}");
}

#[test]
fn empty_folder_of_somebody_else_does_not_become_a_file() {
    let ground = Ground::new();
    ground.build(&[("b/c/d", "deep")]);
    fs::create_dir(ground.path("b/mine")).expect("a folder is made");
    let error = ground.refuse(&[("b", "file")]);
    assert!(error.contains("b/mine` stands where a file of the site must go"), "{error}");
}

#[test]
fn file_of_somebody_else_does_not_become_a_folder() {
    let ground = Ground::new();
    ground.build(&[("index.html", "home")]);
    ground.write("letters", "mine");
    let error = ground.refuse(SITE);
    assert!(error.contains("letters` stands where a folder of the site must go"), "{error}");
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link() {
    let ground = Ground::new();
    ground.build(&[("index.html", "home")]);
    let elsewhere = ground.folder.path().join("elsewhere");
    fs::create_dir_all(elsewhere.join("a")).expect("a folder is made");
    std::os::unix::fs::symlink(&elsewhere, ground.path("letters")).expect("a link is made");
    let error = ground.refuse(SITE);
    assert!(error.contains("letters` is a symbolic link"), "{error}");
    assert_eq!(standing(&elsewhere), files_of(&[("a/", "")]));
}

#[test]
#[cfg(unix)]
fn nothing_is_removed_through_a_link() {
    let ground = Ground::new();
    ground.build(SITE);
    let elsewhere = ground.folder.path().join("elsewhere");
    fs::rename(ground.path("letters"), &elsewhere).expect("a folder is moved");
    std::os::unix::fs::symlink(&elsewhere, ground.path("letters")).expect("a link is made");
    let error = ground.refuse(&[("index.html", "new home")]);
    assert!(error.contains("letters` is a symbolic link"), "{error}");
    assert_eq!(standing(&elsewhere), files_of(&[("a/index.html", "a"), ("b/index.html", "b")]));
}

#[test]
#[cfg(unix)]
fn what_stands_behind_a_link_is_not_the_output() {
    for (folder, inner) in [("letters", "a/index.html"), ("letters/a", "index.html")] {
        let ground = Ground::new();
        ground.build(SITE);
        let elsewhere = ground.folder.path().join("elsewhere");
        fs::rename(ground.path(folder), &elsewhere).expect("a folder is moved");
        std::os::unix::fs::symlink(&elsewhere, ground.path(folder)).expect("a link is made");
        let error = ground.refuse(SITE);
        assert!(error.contains(&format!("{folder}` is a symbolic link")), "{error}");
        assert!(elsewhere.join(inner).exists());
    }
}

#[test]
#[cfg(unix)]
fn link_in_place_of_a_file_is_not_replaced() {
    let ground = Ground::new();
    ground.build(SITE);
    let target = ground.folder.path().join("home");
    fs::rename(ground.path("index.html"), &target).expect("a file is moved");
    std::os::unix::fs::symlink(&target, ground.path("index.html")).expect("a link is made");
    assert!(ground.refuse(SITE).contains("index.html` is a symbolic link"));
}

#[test]
#[cfg(unix)]
fn output_itself_may_be_a_link() {
    let ground = Ground::new();
    let www = ground.folder.path().join("www");
    fs::create_dir(&www).expect("a folder is made");
    std::os::unix::fs::symlink(&www, ground.out()).expect("a link is made");
    ground.build(SITE);
    assert_eq!(standing(&www), files_of(SITE));
    assert!(ground.folder.path().join(".www.demarche/manifest").exists());
}

#[test]
fn output_that_is_a_file_is_refused() {
    let ground = Ground::new();
    fs::write(ground.out(), "mine").expect("a file is written");
    let error = build(&ground.out(), SITE).expect_err("this build is refused").to_string();
    assert!(error.contains("it is no folder"), "{error}");
    assert_eq!(fs::read_to_string(ground.out()).expect("the file is read"), "mine");
}

#[test]
#[cfg(unix)]
fn folder_without_write_permission_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let ground = Ground::new();
    ground.build(SITE);
    let allow = |route, mode| {
        fs::set_permissions(ground.path(route), fs::Permissions::from_mode(mode)).expect("permissions are set");
    };
    for (folder, shown) in [("letters/b", "letters/b"), ("", "public")] {
        allow(folder, 0o555);
        let error = ground.refuse(&[("index.html", "new home"), SITE[1], ("letters/b/index.html", "new b")]);
        assert!(error.contains(&format!("{shown}` may not be written to")), "{error}");
        allow(folder, 0o755);
    }
    ground.build(&[("index.html", "new home")]);
}

#[test]
fn file_with_the_name_of_a_probe_is_left_alone() {
    let ground = Ground::new();
    ground.build(SITE);
    ground.write(".demarche-probe", "mine");
    ground.build(&SITE[1..]);
    ground.build(SITE);
    assert_eq!(ground.standing()[".demarche-probe"], "mine");
    // Nor is a folder, when the remains of a build are removed.
    fs::remove_file(ground.path(".demarche-probe")).expect("our own");
    fs::create_dir(ground.path(".demarche-probe")).expect("a folder is made");
    fs::create_dir(ground.book("stage-7")).expect("a folder is made");
    ground.build(&SITE[1..]);
    assert_eq!(ground.standing()[".demarche-probe/"], "");
}

#[test]
fn lost_books_are_told_with_where_they_should_be() {
    let ground = Ground::new();
    ground.build(SITE);
    fs::remove_dir_all(ground.book("")).expect("our own");
    let error = ground.refuse(&[("index.html", "new home")]);
    let books = ground.folder.path().canonicalize().expect("it stands").join(".public.demarche");
    let public = ground.out();
    for part in [
        format!("the list of its files, `{}`, is lost: keep both together", books.display()),
        format!("this time remove `{}` and build again", public.display()),
    ] {
        assert!(error.contains(&part), "{part} in {error}");
    }
    // As the hint says.
    fs::remove_dir_all(&public).expect("our own");
    ground.build(&[("index.html", "new home")]);
    ground.assert_stands(&[("index.html", "new home")]);
}

#[test]
fn damaged_manifest_removes_nothing() {
    let ground = Ground::new();
    ground.build(SITE);
    let manifest = fs::read_to_string(ground.book("manifest")).expect("the manifest is read");
    for damage in [manifest.replace("letters/a", "letters/c"), manifest[..50].to_owned(), "version 9".to_owned()] {
        fs::write(ground.book("manifest"), damage).expect("the manifest is damaged");
        let report = ground.build(&SITE[..2]);
        assert_eq!((report.unchanged, report.removed), (2, 0));
        assert!(report.notes.len() == 1 && report.notes[0].contains("was damaged"), "{:?}", report.notes);
        ground.assert_stands(SITE);
    }
    assert_eq!(ground.build(&SITE[..1]), Report { unchanged: 1, removed: 1, ..Report::default() });
}

#[test]
fn damaged_manifest_protects_all_that_stands() {
    let ground = Ground::new();
    ground.build(SITE);
    fs::write(ground.book("manifest"), "nonsense").expect("the manifest is damaged");
    let error = ground.refuse(&[("index.html", "new home")]);
    assert!(error.contains("the list of the last build is damaged"), "{error}");
}
