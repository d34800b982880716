//! Builds that come to no good end: given up, waiting for another, or killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use demarche::emit::{Emitter, Reach, Recovery, recover};

use super::{Ground, SITE, build, day, files_of, route, standing};

/// Names, in its environment, the output that a child process builds until it is killed.
const ENDLESS: &str = "DEMARCHE_TEST_ENDLESS_BUILD";

#[test]
fn damaged_journal_is_an_error() {
    let ground = Ground::new();
    ground.build(SITE);
    fs::write(ground.book("journal"), "nonsense").expect("a journal is written");
    let error = recover(&ground.out()).expect_err("the journal is refused").to_string();
    assert!(error.contains("journal` is damaged") && error.contains("hint: remove it and build again"), "{error}");
    ground.assert_stands(SITE);
    fs::remove_file(ground.book("journal")).expect("the journal is removed");
    ground.build(&[("index.html", "new home")]);
    ground.assert_stands(&[("index.html", "new home")]);
}

#[test]
fn build_that_is_given_up_leaves_no_trace() {
    let ground = Ground::new();
    ground.build(SITE);
    let emitter = Emitter::open(&ground.out(), Reach::Public, day(1), &mut |_| {}).expect("the output is taken");
    emitter.put(&route("index.html"), b"new home").expect("a file is put");
    emitter.put(&route("new/index.html"), b"new").expect("a file is put");
    assert_eq!(ground.books().len(), 3, "the stage stands while the build is under way");
    drop(emitter);
    ground.assert_stands(SITE);
    assert_eq!(ground.books(), ["lock", "manifest"]);
}

#[test]
fn drafts_that_waited_for_a_public_build_are_refused() {
    let ground = Ground::new();
    let first = Emitter::open(&ground.out(), Reach::Public, day(1), &mut |_| {}).expect("the output is taken");
    first.put(&route("index.html"), b"first").expect("a file is put");
    let (tell, told) = mpsc::channel();
    let out = ground.out();
    let second = std::thread::spawn(move || {
        let tell = &mut |who: &str| tell.send(who.to_owned()).expect("somebody listens");
        Emitter::open(&out, Reach::Drafts, day(1), tell).map(|_| ()).map_err(|error| error.to_string())
    });
    told.recv_timeout(Duration::from_secs(60)).expect("the second build tells that it waits");
    first.commit().expect("the first build is committed");
    let refused = second.join().expect("the second build ends").expect_err("the folder is published by now");
    assert!(refused.contains("the site was published there"), "{refused}");
}

#[test]
fn second_build_waits_and_says_for_whom() {
    let ground = Ground::new();
    let first =
        Emitter::open(&ground.out(), Reach::Public, day(1), &mut |who| panic!("nobody else builds here, but {who}"));
    let first = first.expect("the output is taken");
    first.put(&route("index.html"), b"first").expect("a file is put");
    assert_eq!(recover(&ground.out()).expect("the output is in use"), Recovery::InUse);

    let (tell, told) = mpsc::channel();
    let out = ground.out();
    let second = std::thread::spawn(move || {
        let second =
            Emitter::open(&out, Reach::Public, day(1), &mut |who| tell.send(who.to_owned()).expect("somebody listens"));
        let second = second.expect("the output is taken in turn");
        second.put(&route("index.html"), b"second").expect("a file is put");
        second.commit().expect("the second build is committed")
    });
    let who = told.recv_timeout(Duration::from_secs(60)).expect("the second build tells that it waits");
    let expected = format!("process {} holds `{}`, since 20", std::process::id(), ground.out().display());
    assert!(who.starts_with(&expected) && who.ends_with(" UTC"), "{who}");
    first.commit().expect("the first build is committed");
    // The second knows the first build's files for the program's own, so it has waited for its end.
    assert_eq!(second.join().expect("the second build ends").written, 1);
    assert!(told.recv().is_err(), "it is told once");
    ground.assert_stands(&[("index.html", "second")]);
}

#[test]
fn recovery_finds_nothing_to_do() {
    let ground = Ground::new();
    let absent = ground.folder.path().join("no/such/folder");
    assert_eq!(recover(&absent).expect("nothing is there"), Recovery::Nothing);
    assert_eq!(recover(&ground.out()).expect("nothing is there"), Recovery::Nothing);
    assert!(!ground.book("").exists() && !ground.folder.path().join("no").exists(), "nothing is made");
    ground.build(SITE);
    assert_eq!(recover(&ground.out()).expect("nothing is left"), Recovery::Nothing);
}

/// Returns the files of one of two sites, which have few in common.
pub(super) fn endless_site(second: bool) -> Vec<(String, String)> {
    let name = if second { "second" } else { "first" };
    let mut files = vec![("index.html".to_owned(), name.to_owned()), (format!("{name}/index.html"), "own".to_owned())];
    files.extend((0..40).map(|n| (format!("letters/{n}/index.html"), format!("{name} letter {n}").repeat(200))));
    files.extend((0..20).map(|n| (format!("briefs/{n}/index.html"), "the same in both".to_owned())));
    files.extend((0..20).map(|n| (format!("only/{name}-{n}"), format!("only in {name}"))));
    files.push((if second { "turns/index.html" } else { "turns" }.to_owned(), name.to_owned()));
    files
}

/// Builds one of the two sites and looks whether it stands.
fn build_endless_site(out: &Path, second: bool) {
    let files = endless_site(second);
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build(out, &files).expect("the site is built");
    assert_eq!(standing(out), files_of(&files));
}

/// Builds two sites by turns; as the child of the next test it never ends.
#[test]
fn two_sites_replace_each_other() {
    if let Some(out) = std::env::var_os(ENDLESS) {
        loop {
            build_endless_site(Path::new(&out), false);
            build_endless_site(Path::new(&out), true);
        }
    }
    let ground = Ground::new();
    for second in [false, true, false, true] {
        build_endless_site(&ground.out(), second);
    }
}

#[test]
fn killed_process_leaves_a_whole_site() {
    let ground = Ground::new();
    let (_, test) = module_path!().split_once("::").expect("this module lies in the test crate");
    let sites = [false, true].map(|second| endless_site(second).into_iter().collect::<BTreeMap<_, _>>());
    let (mut removed, mut completed) = (0, 0);
    for round in 0_u64.. {
        let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
            .args([&format!("{test}::two_sites_replace_each_other"), "--exact"])
            .env(ENDLESS, ground.out())
            .stdout(Stdio::null())
            .spawn()
            .expect("the child starts");
        // Every other kill is aimed at a commit, which is short; the delays fall on all parts of a build in turn.
        let (sign, longest) = if round % 2 == 0 { ("lock", 19_937) } else { ("journal", 997) };
        while !ground.book(sign).exists() {
            assert!(child.try_wait().expect("the child is asked").is_none(), "the child builds until it is killed");
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % longest));
        child.kill().expect("the child is killed");
        assert!(!child.wait().expect("the child is awaited").success());
        match recover(&ground.out()).expect("the output is recovered") {
            Recovery::Removed => removed += 1,
            Recovery::Completed => completed += 1,
            Recovery::MovedAway => panic!("nobody moved the output away"),
            Recovery::Nothing | Recovery::InUse => {}
        }
        let standing = ground.standing();
        assert!(standing.is_empty() || sites.contains(&standing), "round {round}: {standing:#?}");
        if removed >= 10 && completed >= 10 {
            break;
        }
        assert!(round < 400, "kills hit {removed} builds and {completed} commits only");
    }
    build_endless_site(&ground.out(), false);
    build_endless_site(&ground.out(), true);
}
