//! What belongs to other users, and what a user who is not the superuser may do.
#![cfg(unix)]

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use super::{AT, Ground, Ran, ran};

/// A user whom nobody is.
const NOBODY: u32 = 4242;

/// A ground that belongs to somebody who is not the superuser.
struct Theirs {
    /// The site.
    ground: Ground,
    /// Whether another user than that of the tests has to run the program.
    is_other: bool,
}

impl Theirs {
    /// Makes the site, and a folder `www` around an output of its own.
    fn new() -> Theirs {
        let ground = Ground::new();
        fs::create_dir_all(ground.path("www/public")).expect("a folder is made");
        // Where the program lies, others may not come.
        fs::copy(env!("CARGO_BIN_EXE_demarche"), ground.path("program")).expect("it is copied");
        let is_other = fs::metadata(ground.path("")).expect("it stands").uid() == 0;
        let theirs = Theirs { ground, is_other };
        theirs.give("", NOBODY);
        theirs.give("www/public", NOBODY);
        theirs
    }

    /// Gives a folder to a user, if somebody has to run the program for whom that makes a difference.
    fn give(&self, path: &str, user: u32) {
        if self.is_other {
            let user = Some(rustix::fs::Uid::from_raw(user));
            rustix::fs::chown(self.ground.path(path), user, None).expect("the superuser may");
        }
    }

    /// Sets the permissions of a folder.
    fn allow(&self, path: &str, mode: u32) {
        fs::set_permissions(self.ground.path(path), fs::Permissions::from_mode(mode)).expect("our own");
    }

    /// Runs the program as that user.
    fn run(&self, arguments: &str) -> Ran {
        let mut command = Command::new(self.ground.path("program"));
        command.current_dir(self.ground.path("")).stdin(Stdio::null()).args(arguments.split(' '));
        command.env("XDG_CACHE_HOME", self.ground.path("cache"));
        if self.is_other {
            command.uid(NOBODY).gid(NOBODY);
        }
        ran(&output_of(&mut command))
    }

    /// Returns the number of a file or folder.
    fn number(&self, path: &str) -> u64 {
        fs::metadata(self.ground.path(path)).expect("it stands").ino()
    }
}

/// Runs a copy of the program that was just made: as long as a child that another test began meanwhile has not reached its
/// own program, it holds the copy open for writing, and Linux runs no such file.
fn output_of(command: &mut Command) -> Output {
    loop {
        match command.output() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => thread::sleep(Duration::from_millis(10)),
            ran => return ran.expect("the program runs"),
        }
    }
}

#[test]
fn cache_is_trusted_by_the_user_who_made_it() {
    let theirs = Theirs::new();
    let build = format!("build --at {AT}");
    theirs.run(&build).assert_status(0);
    let second = theirs.run(&build).assert_status(0);
    assert!(second.err.contains("0 files written") && second.err.lines().count() == 1, "{}", second.err);
}

#[test]
fn books_are_kept_where_somebody_else_makes_a_place_for_them() {
    let theirs = Theirs::new();
    theirs.allow("www", 0o555);
    let build = format!("build --at {AT} --out www/public");
    let refused = theirs.run(&build).assert_status(1);
    let hint = "hint: let somebody who may write to";
    assert!(
        refused.err.contains(".public.demarche`: permission denied") && refused.err.contains(hint),
        "{}",
        refused.err
    );
    theirs.run("check").assert_status(0);
    // As the hint says.
    theirs.allow("www", 0o755);
    fs::create_dir(theirs.ground.path("www/.public.demarche")).expect("a folder is made");
    theirs.give("www/.public.demarche", NOBODY);
    theirs.allow("www", 0o555);
    theirs.run(&build).assert_status(0);
    assert!(theirs.ground.path("www/public/index.html").exists());
    // But another folder cannot come to the place of this one.
    theirs.ground.write("content/pages/a.md", "---\ntitle: A\n---\nA\n");
    let number = theirs.number("www/public");
    let atomic = theirs.run(&format!("{build} --atomic")).assert_status(1);
    assert!(atomic.err.contains("nothing was changed; hint: build without `--atomic`"), "{}", atomic.err);
    assert!(!theirs.ground.path("www/public/a").exists() && theirs.number("www/public") == number);
    theirs.run(&build).assert_status(0);
    assert!(theirs.ground.path("www/public/a/index.html").exists());
    theirs.allow("www", 0o755);
}

#[test]
fn folder_of_another_user_is_refused_before_anything_is_changed() {
    let theirs = Theirs::new();
    if !theirs.is_other {
        return;
    }
    let build = format!("build --at {AT}");
    theirs.run(&build).assert_status(0);
    // A group may write, which this user is not of.
    let other = (Some(rustix::fs::Uid::from_raw(4243)), Some(rustix::fs::Gid::from_raw(4243)));
    rustix::fs::chown(theirs.ground.path("public/letters"), other.0, other.1).expect("the superuser may");
    theirs.allow("public/letters", 0o775);
    theirs.ground.write("content/letters/second.md", crate::site_test::LETTER);
    let before = theirs.ground.files();
    for arguments in [build.clone(), format!("{build} --atomic")] {
        theirs.run(&arguments).assert_refused("public/letters` may not be written to");
        assert_eq!(theirs.ground.files(), before);
    }
}

#[test]
fn file_that_may_not_be_so_large_is_a_sentence() {
    let theirs = Theirs::new();
    theirs.run(&format!("build --at {AT}")).assert_status(0);
    let before = theirs.ground.files();
    theirs.ground.write("content/site.yaml", &crate::site_test::SETTINGS.replace("name: ", "name: New "));
    let mut command = Command::new("sh");
    let build = format!("ulimit -f 1 && exec ./program build --no-cache --at {AT}");
    let ran = ran(&command.current_dir(theirs.ground.path("")).args(["-c", &build]).output().expect("it runs"));
    ran.assert_refused("a file may not be so large here");
    let mut after = theirs.ground.files();
    after.insert("content/site.yaml".to_owned(), before["content/site.yaml"].clone());
    assert_eq!(after, before);
}

#[test]
fn file_in_the_way_of_a_folder_is_a_sentence() {
    let theirs = Theirs::new();
    for (out, why) in [("program", "it is no folder"), ("program/x", "is no folder"), ("program/x/y", "is no folder")] {
        let ran = theirs.run(&format!("build --at {AT} --out {out}")).assert_status(1);
        assert!(ran.err.contains(why), "{out}: {}", ran.err);
    }
    assert!(Path::new(&theirs.ground.path("program")).is_file());
}
