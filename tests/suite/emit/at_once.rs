//! Outputs that are exchanged in one step: whoever looks sees the old site or the new one, and all that is not ours stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use demarche::emit::{Emitter, Reach, Report, recover};

use super::kills::endless_site;
use super::{Ground, SITE, day, files_of, identity, modified, route, standing};

/// Names, in its environment, the output that a child process exchanges until it is killed.
const ENDLESS: &str = "DEMARCHE_TEST_ENDLESS_EXCHANGE";
/// Says how often a child is killed; 200 times take a minute.
const KILLS: &str = "DEMARCHE_TEST_KILLS";

/// What somebody else has in the output.
const FOREIGN: &[(&str, &str)] = &[
    (".gitignore", "*\n"),
    ("CNAME", "upr.example\n"),
    (".well-known/security.txt", "Contact: mailto:a@b.example\n"),
    ("letters/notes.txt", "mine"),
];

/// Builds a site of these files in one step.
fn build(out: &Path, files: &[(&str, &str)]) -> Result<Report, demarche::diag::Error> {
    let emitter = Emitter::open(out, Reach::Public, day(1), &mut |who| panic!("nobody else builds here, but {who}"))?;
    for (path, text) in files {
        emitter.put(&route(path), text.as_bytes())?;
    }
    Ok(Report { checksum: 0, ..emitter.commit_at_once()? })
}

/// Returns a ground with the site, and with what somebody else has put there.
fn ground() -> Ground {
    let ground = Ground::new();
    build(&ground.out(), SITE).expect("the site is built");
    for (path, text) in FOREIGN {
        ground.write(path, text);
    }
    ground
}

/// The site with one page changed, one removed and one added.
const EDITED: &[(&str, &str)] =
    &[("index.html", "new home"), ("letters/b/index.html", "b"), ("letters/c/index.html", "c")];

#[test]
#[cfg(unix)]
fn new_folder_holds_the_new_site_and_all_that_is_not_ours() {
    use std::os::unix::fs::MetadataExt;
    let ground = ground();
    fs::create_dir(ground.path("empty")).expect("a folder is made");
    std::os::unix::fs::symlink("../elsewhere", ground.path("link")).expect("a link is made");
    let number = |path: &str| fs::symlink_metadata(ground.path(path)).expect("it stands").ino();
    let kept = [".gitignore", "CNAME", ".well-known/security.txt", "link", "letters/b/index.html"];
    let (folder, files) = (number(""), kept.map(number));
    let time = modified(&ground.path("letters/b/index.html"));
    let report = build(&ground.out(), EDITED).expect("the site is built");
    assert_eq!(report, Report { written: 2, unchanged: 1, removed: 1, ..Report::default() });
    let mut expected = files_of(&[EDITED, FOREIGN].concat());
    expected.extend([("empty/".to_owned(), String::new()), ("link".to_owned(), "-> ../elsewhere".to_owned())]);
    assert_eq!(ground.standing(), expected);
    assert_eq!(ground.books(), ["lock", "manifest"]);
    // Another folder, with the same files where nothing changed; and each has one name only, so that nobody who writes
    // into one writes into another.
    assert_ne!(number(""), folder);
    assert_eq!(kept.map(number), files);
    assert_eq!(modified(&ground.path("letters/b/index.html")), time);
    for path in EDITED.iter().chain(FOREIGN).map(|(path, _)| path) {
        assert_eq!(fs::metadata(ground.path(path)).expect("it stands").nlink(), 1, "{path}");
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_exchanged_where_nothing_differs() {
    let ground = ground();
    let before = identity(&ground.out());
    assert_eq!(build(&ground.out(), SITE).expect("the site is built"), Report { unchanged: 3, ..Report::default() });
    assert_eq!(identity(&ground.out()), before);
}

#[test]
#[cfg(unix)]
fn folders_keep_permissions_and_attributes() {
    use std::os::unix::fs::PermissionsExt;
    let ground = ground();
    let mode = |path: &str| fs::metadata(ground.path(path)).expect("it stands").permissions().mode() & 0o7777;
    for (path, bits) in [("", 0o2751), ("letters", 0o700), (".well-known", 0o555)] {
        fs::set_permissions(ground.path(path), fs::Permissions::from_mode(bits)).expect("our own");
    }
    let flags = rustix::fs::XattrFlags::empty();
    let has_notes = rustix::fs::setxattr(ground.path("letters"), "user.note", b"mine", flags).is_ok();
    build(&ground.out(), EDITED).expect("the site is built");
    assert_eq!([mode(""), mode("letters"), mode(".well-known")], [0o2751, 0o700, 0o555]);
    if has_notes {
        let mut note = [0; 9];
        let length = rustix::fs::getxattr(ground.path("letters"), "user.note", &mut note[..]).expect("it is kept");
        assert_eq!(&note[..length], b"mine");
    }
    assert_eq!(ground.books(), ["lock", "manifest"], "folders that nobody may write to are removed too");
}

#[test]
#[cfg(unix)]
fn linked_output_is_exchanged_where_it_lies() {
    let ground = Ground::new();
    let www = ground.folder.path().join("www");
    fs::create_dir(&www).expect("a folder is made");
    std::os::unix::fs::symlink(&www, ground.out()).expect("a link is made");
    for files in [SITE, EDITED] {
        build(&ground.out(), files).expect("the site is built");
        assert_eq!(standing(&www), files_of(files));
    }
    assert_eq!(fs::read_link(ground.out()).expect("still a link"), www);
}

#[test]
fn build_that_is_refused_leaves_the_folder() {
    let ground = ground();
    ground.write("letters/c/index.html", "theirs");
    let before = ground.standing();
    let error = build(&ground.out(), EDITED).expect_err("this build is refused").to_string();
    assert!(error.contains("letters/c/index.html` would be overwritten"), "{error}");
    assert_eq!((ground.standing(), ground.books()), (before, vec!["lock".to_owned(), "manifest".to_owned()]));
}

#[test]
fn both_ways_follow_one_another() {
    let ground = ground();
    for files in [EDITED, SITE, EDITED] {
        super::build(&ground.out(), SITE).expect("the site is built");
        build(&ground.out(), files).expect("the site is built");
        ground.assert_stands(&[files, FOREIGN].concat());
    }
}

/// Exchanges two sites by turns; as the child of the next test it never ends.
#[test]
fn two_sites_take_the_place_of_each_other() {
    let exchange = |out: &Path, second| {
        let files = endless_site(second);
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        build(out, &files).expect("the site is built");
    };
    if let Some(out) = std::env::var_os(ENDLESS) {
        loop {
            exchange(Path::new(&out), false);
            exchange(Path::new(&out), true);
        }
    }
    let ground = ground();
    for second in [false, true, false] {
        exchange(&ground.out(), second);
        assert_eq!(ground.standing(), site(second));
    }
}

/// Returns what stands where one of the two sites does.
fn site(second: bool) -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = endless_site(second).into_iter().collect();
    files.extend(files_of(FOREIGN));
    files
}

#[test]
fn killed_process_shows_a_whole_site_at_once() {
    let kills = std::env::var(KILLS).ok().and_then(|number| number.parse().ok()).unwrap_or(24_u64);
    let ground = ground();
    let (_, test) = module_path!().split_once("::").expect("this module lies in the test crate");
    let sites = [site(false), site(true)];
    // The first build of the child takes the place of another site.
    let mut stood = ground.standing();
    let mut hits = [0, 0, 0];
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this program has a path"))
            .args([&format!("{test}::two_sites_take_the_place_of_each_other"), "--exact"])
            .env(ENDLESS, ground.out())
            .stdout(Stdio::null())
            .spawn()
            .expect("the child starts");
        // Every other kill is aimed at a commit, which is short; the delays fall on all parts of a build in turn.
        let (sign, longest) = if round % 2 == 0 { ("manifest.new", 19_937) } else { ("journal", 1997) };
        while !ground.book(sign).exists() {
            assert!(child.try_wait().expect("the child is asked").is_none(), "the child builds until it is killed");
        }
        std::thread::sleep(Duration::from_micros(round * 7919 % longest));
        child.kill().expect("the child is killed");
        assert!(!child.wait().expect("the child is awaited").success());
        let standing = ground.standing();
        let place = sites.iter().position(|site| *site == standing);
        assert!(place.is_some() || standing == stood, "round {round}: {standing:#?}");
        hits[place.unwrap_or(2)] += 1;
        recover(&ground.out()).expect("the output is recovered");
        assert!(sites.contains(&ground.standing()) || ground.standing() == stood, "round {round}");
        let left: Vec<String> =
            ground.books().into_iter().filter(|name| !["lock", "manifest"].contains(&name.as_str())).collect();
        assert_eq!(left, Vec::<String>::new(), "round {round}");
        stood = ground.standing();
    }
    assert!(hits[0] > 0 && hits[1] > 0, "{hits:?}");
}
