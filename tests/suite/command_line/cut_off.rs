//! Builds that were cut off while they replaced files: whichever command comes next leaves the site whole.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use demarche::cache::Unfinished;
use twox_hash::XxHash3_128;

use super::{AT, Ground, command, ran};

/// The page that stands staged and is to replace the home page.
const NEW_HOME: &str = "the home page of the build that was cut off";

/// Returns a ground on which a build was killed before the one rename that its journal lists.
fn cut_off() -> Ground {
    let ground = Ground::new();
    ground.run(["build", "--at", AT]).assert_status(0);
    ground.write(".public.demarche/stage-7/spare/0", NEW_HOME);
    fs::copy(ground.path(".public.demarche/manifest"), ground.path(".public.demarche/manifest.new")).expect("a copy");
    ground
        .write(".public.demarche/journal", &with_checksum("demarche journal 1\nstage stage-7\nreplace 0 index.html\n"));
    ground
}

/// Returns a book as the program writes it, with the hash of all its lines.
fn with_checksum(lines: &str) -> String {
    format!("{lines}end {:032x}\n", XxHash3_128::oneshot(lines.as_bytes()))
}

/// Fails unless the commit that was cut off is completed.
#[track_caller]
fn assert_completed(ground: &Ground, what: &str) {
    let home = fs::read_to_string(ground.path("public/index.html")).expect("a home page");
    assert_eq!(home, NEW_HOME, "{what}");
    for left in ["journal", "stage-7", "manifest.new"] {
        assert!(!ground.path(".public.demarche").join(left).exists(), "{what} leaves {left}");
    }
}

#[test]
fn every_command_that_knows_a_site_completes_what_was_cut_off() {
    for arguments in [
        "check",
        "check --format json",
        "build --out elsewhere",
        "new page Another",
        "new letter Another --session upr-49",
        "newsletter letters/upr-49 --stdout",
        "newsletter letters/upr-49 --text",
        "newsletter letters/upr-49 --out mail",
        "newsletter no-such-issue",
        "newsletter draft --since 2025-01-01",
        "newsletter draft --since 2025-01-01 --stdout",
        "why /letters/upr-49/",
        "why-not /nothing/here/",
    ] {
        let ground = cut_off();
        let ran = ground.run(arguments.split(' '));
        assert_completed(&ground, arguments);
        assert!(ran.err.contains("public`; that is completed"), "{arguments}: {}", ran.err);
    }
    // From outside the site, with its folder named.
    let ground = cut_off();
    fs::create_dir(ground.path("other")).expect("a folder");
    let root = ground.path("");
    super::run(&ground.path("other"), ["check".as_ref(), "--root".as_ref(), root.as_os_str()]);
    assert_completed(&ground, "check --root");
}

#[test]
fn output_that_no_other_command_knows_is_completed_too() {
    let ground = Ground::new();
    // Not in the site, where no cache may lie.
    let caches = crate::site_test::folder();
    let cache = caches.path().join("demarche");
    let run = |arguments: &str| {
        let mut command = command(ground.0.path());
        ran(&command
            .args(arguments.split(' '))
            .env("XDG_CACHE_HOME", caches.path())
            .output()
            .expect("the program runs"))
    };
    let www = format!("build --at {AT} --out www");
    run(&www).assert_status(0);
    let notes = || {
        let entries = fs::read_dir(&cache).expect("there is a cache");
        entries
            .filter(|entry| {
                entry.as_ref().is_ok_and(|entry| entry.path().extension().is_some_and(|x| x == "unfinished"))
            })
            .count()
    };
    assert_eq!(notes(), 0);
    // What comes to no good end is looked at by the next command.
    ground.write("content/pages/a.md", "---\ntitle: A\n---\nA\n");
    ground.write("www/a/index.html", "theirs");
    run(&www).assert_refused("would be overwritten");
    assert_eq!(notes(), 1);
    run("check").assert_status(0);
    assert_eq!(notes(), 0);
    // A build that was killed before the one rename that its journal lists.
    Unfinished::note(&cache, ground.0.path(), &ground.path("www")).expect("it is noted");
    ground.write(".www.demarche/stage-7/spare/0", NEW_HOME);
    fs::copy(ground.path(".www.demarche/manifest"), ground.path(".www.demarche/manifest.new")).expect("a copy");
    ground.write(".www.demarche/journal", &with_checksum("demarche journal 1\nstage stage-7\nreplace 0 index.html\n"));
    let said = run("why-not /nothing/").err;
    assert!(said.contains("www`; that is completed"), "{said}");
    assert_eq!(fs::read_to_string(ground.path("www/index.html")).expect("a home page"), NEW_HOME);
    assert_eq!(notes(), 0);
}

#[test]
fn build_completes_what_was_cut_off_and_goes_on() {
    let ground = cut_off();
    let ran = ground.run(["build", "--at", AT]).assert_status(0);
    assert!(ran.err.contains("that is completed") && ran.err.contains("1 file written"), "{}", ran.err);
    // A build that fails has completed it all the same.
    let ground = cut_off();
    ground.write("content/pages/a.md", "no front matter");
    ground.run(["build", "--at", AT]).assert_status(1);
    assert_completed(&ground, "build");
}

#[test]
fn preview_completes_what_was_cut_off_when_it_starts() {
    let ground = cut_off();
    let mut child = command(ground.0.path())
        .args(["serve", "--port", "0"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    for _ in 0..1200 {
        if !ground.path(".public.demarche/stage-7").exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().and_then(|()| child.wait()).expect("it is ours");
    assert_completed(&ground, "serve");
}

#[test]
#[cfg(unix)]
fn public_folder_that_is_not_there_now_stops_no_command_but_a_build() {
    // A share that is not mounted, for example.
    let ground = Ground::new();
    std::os::unix::fs::symlink("/no/such/share", ground.path("public")).expect("a link");
    for arguments in ["check", "new page Another", "why /letters/upr-49/"] {
        let ran = ground.run(arguments.split(' ')).assert_status(0);
        assert!(ran.err.contains("it is a link to nothing"), "{arguments}: {}", ran.err);
    }
    ground.run(["build", "--at", AT]).assert_refused("it is a link to nothing");
    ground.run(["build", "--at", AT, "--out", "elsewhere"]).assert_status(0);
}

#[test]
fn commit_that_was_cut_off_waits_for_its_folder() {
    let ground = cut_off();
    // The journal is about the folder that stands, and no other.
    let home = fs::read(ground.path("public/index.html")).expect("a home page");
    ground.write(
        ".public.demarche/journal",
        &with_checksum("demarche journal 2\nstage stage-7\nfolders 1@1 none\nreplace 0 index.html\n"),
    );
    let ran = ground.run(["check"]).assert_status(0);
    assert!(ran.err.contains("was moved away or removed since"), "{}", ran.err);
    assert_eq!(fs::read(ground.path("public/index.html")).expect("a home page"), home);
    let ran = ground.run(["build", "--at", AT]).assert_status(0);
    assert!(ran.err.contains("is given up") && ran.err.contains("0 files written"), "{}", ran.err);
    assert!(!ground.path(".public.demarche/journal").exists());
}

#[test]
fn what_cannot_be_completed_stops_no_command_but_a_build() {
    let ground = cut_off();
    ground.write(".public.demarche/journal", "nonsense");
    for arguments in ["check", "new page Another", "why /letters/upr-49/", "newsletter letters/upr-49"] {
        let ran = ground.run(arguments.split(' ')).assert_status(0);
        assert!(ran.err.contains("journal` is damaged"), "{arguments}: {}", ran.err);
    }
    ground.run(["build", "--at", AT]).assert_refused("journal` is damaged");
}
