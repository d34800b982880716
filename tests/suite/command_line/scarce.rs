//! What the system lacks: a place to print to, threads, memory, file handles. Each is a sentence and status 1, or a build
//! that goes on with less; never a panic, and the old site stands.

use std::fs::OpenOptions;
use std::process::{Command, Stdio};

use super::{AT, Ground, LETTER_FILE, command, ran};

#[test]
#[cfg(target_os = "linux")]
fn standard_output_that_cannot_be_written_is_a_failure() {
    let ground = Ground::new();
    ground.write("content/letters/broken.md", "---\ntitle: A\nnope: 1\n---\nA.\n");
    let page = "letters/upr-49/index.html";
    for arguments in [
        &["check", "--format", "json", "--at", AT][..],
        &["build", "--format", "json", "--at", AT],
        &["completions", "bash"],
        &["--help"],
        &["--version"],
        &["build", "--help"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a device that is full");
        let output = command(ground.0.path()).args(arguments).stdout(full).output().expect("the program runs");
        let ran = ran(&output).assert_status(1);
        assert!(ran.err.contains("cannot write to standard output: "), "{arguments:?}: {}", ran.err);
    }
    std::fs::remove_file(ground.path("content/letters/broken.md")).expect("a file is removed");
    for arguments in [
        &["newsletter", LETTER_FILE, "--stdout", "--at", AT][..],
        &["newsletter", LETTER_FILE, "--stdout", "--text", "--at", AT],
        &["why", page, "--at", AT],
        &["why-not", LETTER_FILE, "--at", AT],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("a device that is full");
        let output = command(ground.0.path()).args(arguments).stdout(full).output().expect("the program runs");
        let failed = ran(&output).assert_status(1);
        assert!(failed.err.contains("cannot write to standard output: "), "{arguments:?}: {}", failed.err);
        // Who reads the beginning alone, as `head` does, goes away in silence.
        let mut child = command(ground.0.path());
        let mut child = child.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        drop(child.stdout.take());
        let left = ran(&child.wait_with_output().expect("it ends"));
        let left = left.assert_status(ground.run(arguments).status);
        assert!(!left.err.contains("error"), "{arguments:?}: {}", left.err);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn build_that_gets_too_little_of_the_system_says_so_or_goes_on() {
    let ground = Ground::new();
    ground.run(["build", "--no-cache", "--at", AT]).assert_status(0);
    let before = ground.files();
    // Another look at all pages, so that there is something to write.
    ground.write("layouts/letter.html", "<!doctype html><title>{{ page.title }}</title>\n");
    let old: Vec<_> = before.iter().filter(|(path, _)| path.starts_with("public/")).collect();
    for limit in ["-u 1", "-u 2", "-u 3", "-v 400000", "-v 250000", "-n 6", "-n 10", "-n 14", "-n 20"] {
        let program = env!("CARGO_BIN_EXE_demarche");
        let script = format!("ulimit {limit} && exec \"$0\" build --no-cache --at {AT} --out other");
        let mut shell = Command::new("bash");
        let shell = shell.args(["-c", &script, program]).current_dir(ground.0.path());
        let output = shell.env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR")).output().expect("a shell runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(!err.contains("panicked") && !err.contains("own-mistake"), "{limit}: {err}");
        match output.status.code() {
            Some(0) => {}
            Some(1) => assert!(err.contains("error"), "{limit}: {err}"),
            other => panic!("{limit}: {other:?}: {err}"),
        }
        let after = ground.files();
        assert!(old.iter().all(|(path, bytes)| after.get(*path) == Some(*bytes)), "{limit}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn too_little_memory_ends_a_build_with_a_sentence_and_leaves_the_site_whole() {
    let ground = Ground::new();
    ground.run(["build", "--no-cache", "--at", AT]).assert_status(0);
    let whole = ground.files();
    ground.write("layouts/letter.html", "<!doctype html><title>{{ page.title }}</title>\n");
    let mut ended = 0;
    // With less than the program and its allocator take for themselves (55 MB of addresses for a release, 80 MB here), it cannot
    // even say so.
    for limit in (90_000..=160_000).step_by(5000).chain([200_000, 250_000, 300_000, 350_000]) {
        let (limit, before) = (format!("-v {limit}"), ground.files());
        let output = limited(&ground, &limit, &["build", "--no-cache", "--at", AT]).output().expect("a shell runs");
        let err = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => {}
            Some(1) => {
                assert!(err.contains("error[no-room]: ") || err.contains("error: "), "{limit}: {err}");
                ended += usize::from(err.contains("the system has ended this"));
                assert!(ground.files() == before, "{limit}: {err}");
            }
            other => panic!("{limit}: {other:?}: {err}"),
        }
    }
    // What was ended stands in nobody's way.
    std::fs::remove_file(ground.path("layouts/letter.html")).expect("it stands");
    ground.run(["build", "--no-cache", "--at", AT]).assert_status(0);
    assert!(ground.files() == whole);
    assert!(ended > 0, "some limit is too low in the middle of a build");
}

#[test]
#[cfg(target_os = "linux")]
fn process_that_is_watched_ends_with_the_one_that_watches() {
    let ground = Ground::new();
    let mut preview = limited(&ground, "-v 4000000", &["serve", "--port", "0", "--at", AT]);
    let mut preview = preview.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a shell runs");
    let mut said = std::io::BufReader::new(preview.stderr.take().expect("a pipe"));
    let mut line = String::new();
    std::io::BufRead::read_line(&mut said, &mut line).expect("it says something");
    assert!(line.starts_with("serving "), "{line}");
    preview.kill().expect("it runs");
    preview.wait().expect("it ends");
    // The pipe has its end once the last process is gone that holds it.
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut said, &mut rest).expect("words");
}

/// Returns the program, to be run in the folder under a limit of the shell.
#[cfg(target_os = "linux")]
fn limited(ground: &Ground, limit: &str, arguments: &[&str]) -> Command {
    let script = format!("ulimit {limit} && exec \"$0\" \"$@\"");
    let mut shell = Command::new("bash");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_demarche")]).args(arguments).current_dir(ground.0.path());
    shell.stdin(Stdio::null()).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    shell
}

#[test]
#[cfg(target_os = "linux")]
fn files_that_may_not_be_written_whole_leave_nothing_behind() {
    let ground = Ground::new();
    ground.run(["build", "--no-cache", "--at", AT]).assert_status(0);
    ground.write("layouts/letter.html", "<!doctype html><title>{{ page.title }}</title>\n");
    let before = ground.files();
    for (limit, arguments) in [
        ("-f 0", &["build", "--no-cache", "--at", AT][..]),
        ("-f 1", &["build", "--no-cache", "--at", AT]),
        ("-f 1", &["build", "--no-cache", "--atomic", "--at", AT]),
        ("-f 0", &["new", "page", "A page"]),
        ("-f 0", &["new", "site", "another"]),
        ("-f 0", &["newsletter", LETTER_FILE, "--at", AT, "--out", "mails"]),
        ("-f 1", &["newsletter", LETTER_FILE, "--at", AT, "--out", "mails"]),
        ("-f 0", &["newsletter", LETTER_FILE, "--drafts", "--at", AT, "--out", "mails"]),
        ("-f 0", &["newsletter", "draft", "--since", "2025-01-01", "--at", AT]),
    ] {
        let output = limited(&ground, limit, arguments).output().expect("a shell runs");
        let ran = ran(&output).assert_status(1);
        assert!(ran.err.contains("error: cannot write `"), "{limit} {arguments:?}: {}", ran.err);
        assert!(ran.err.contains("a file may not be so large here"), "{limit} {arguments:?}: {}", ran.err);
        assert!(ground.files() == before, "{limit} {arguments:?}");
    }
    // A cache that cannot be kept is no reason to fail, and leaves no part of it.
    let cache = crate::site_test::folder();
    let folder = cache.path().display().to_string();
    let build = ["build", "--at", AT, "--cache-dir", &folder, "--out", "www"];
    ground.run(["build", "--no-cache", "--at", AT, "--out", "www"]).assert_status(0);
    let ran = ran(&limited(&ground, "-f 1", &build).output().expect("a shell runs"));
    assert!(ran.err.contains("cannot write the cache"), "{}", ran.err);
    let left: Vec<_> = std::fs::read_dir(cache.path()).expect("a folder").flatten().map(|entry| entry.path()).collect();
    assert!(left.iter().all(|path| path.extension().is_none_or(|suffix| suffix != "new")), "{left:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn preview_that_gets_too_few_file_handles_says_so() {
    use std::io::{BufRead, BufReader};
    let ground = Ground::new();
    for handles in 5..=20 {
        let mut preview = limited(&ground, &format!("-n {handles}"), &["serve", "--port", "0", "--at", AT]);
        let mut preview = preview.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a shell runs");
        let mut first = String::new();
        let stderr = preview.stderr.take().expect("a pipe");
        BufReader::new(stderr).read_line(&mut first).expect("it says something");
        if first.starts_with("serving ") {
            preview.kill().expect("it stands");
            preview.wait().expect("it ends");
            continue;
        }
        assert!(first.starts_with("error: ") && first.contains("Too many open files"), "{handles}: {first}");
        assert_eq!(preview.wait().expect("it ends").code(), Some(1), "{handles}");
    }
}
