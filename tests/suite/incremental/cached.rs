//! The cache between two runs of `demarche build`: whatever was edited, deleted, damaged or killed in between, the output
//! is that of a build from nothing.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use super::edits::{Dice, edit, turn};
use super::site;
use crate::site_test::SiteTest;

/// A folder with a site, its output and its cache.
struct Ground {
    folder: tempfile::TempDir,
    /// What stands in the folder of the site.
    written: BTreeMap<String, Vec<u8>>,
    /// The folder of the output: drafts go into one of their own.
    out: &'static str,
}

impl Ground {
    /// Makes an empty one.
    fn new() -> Ground {
        Ground { folder: crate::site_test::folder(), written: BTreeMap::new(), out: "out" }
    }

    /// Returns a path in the output.
    fn out(&self, route: &str) -> PathBuf {
        self.folder.path().join(self.out).join(route)
    }

    /// Writes the site, as far as it differs from what stands there.
    fn write(&mut self, site: &SiteTest) {
        let root = self.folder.path().join("site");
        for path in self.written.keys().filter(|path| !site.files().contains_key(*path)) {
            fs::remove_file(root.join(path)).expect("it was written");
        }
        for (path, bytes) in site.files() {
            if self.written.get(path) != Some(bytes) {
                let path = root.join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
                fs::write(path, bytes).expect("a file is written");
            }
        }
        self.written = site.files().clone();
        self.out = if site.arguments().contains(&"--drafts".to_owned()) { "drafts" } else { "out" };
    }

    /// Returns the program, about to build the site.
    fn program(&self, site: &SiteTest) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
        let folder = self.folder.path();
        program.args(["build", "--root"]).arg(folder.join("site")).arg("--out").arg(folder.join(self.out));
        program.arg("--cache-dir").arg(folder.join("cache")).args(site.arguments()).stdin(Stdio::null());
        program
    }

    /// Builds the site; returns what was said.
    fn build(&mut self, site: &SiteTest) -> String {
        self.write(site);
        let ran = self.program(site).output().expect("the program runs");
        let said = String::from_utf8(ran.stderr).expect("text");
        assert!(ran.status.success(), "{said}");
        said
    }

    /// Builds the site, and kills the program after a while.
    fn kill(&mut self, site: &SiteTest, after: Duration) {
        self.write(site);
        let mut child = self.program(site).stderr(Stdio::null()).spawn().expect("the program runs");
        std::thread::sleep(after);
        child.kill().expect("it is ours");
        child.wait().expect("it is ours");
    }

    /// Fails unless the output is that of a build from nothing.
    #[track_caller]
    fn assert_clean(&self, site: &SiteTest, history: &[String]) {
        self.assert_stands(&site.build().files, history);
    }

    /// Fails unless the output is these files.
    #[track_caller]
    fn assert_stands(&self, clean: &BTreeMap<String, Vec<u8>>, history: &[String]) {
        let made = tree(&self.out(""));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&made), names(clean), "after {history:#?}");
        for (route, bytes) in clean {
            assert!(made[route] == *bytes, "{route} is stale after {history:#?}");
        }
    }

    /// Returns the book in the cache, or what is remembered beside it.
    fn cache_file(&self, extension: &str) -> PathBuf {
        let entries = fs::read_dir(self.folder.path().join("cache")).expect("there is a cache");
        let mut paths = entries.map(|entry| entry.expect("an entry").path());
        paths.find(|path| path.extension().unwrap_or_default() == extension).expect("it is in there")
    }
}

/// Returns every file under a folder.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let route = path.strip_prefix(folder).expect("inside").to_string_lossy().replace('\\', "/");
                found.insert(route, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn any_edits_kills_and_damage_end_in_the_bytes_of_a_clean_build() {
    for seed in 1000..1012 {
        let mut dice = Dice(seed);
        let mut ground = Ground::new();
        let mut site = site();
        let mut history = vec![format!("seed {seed}")];
        for _ in 0..5 {
            let (edited, what) = edit(site.clone(), &mut dice);
            let edited = turn(edited, &mut dice);
            let clean = edited.build();
            if clean.diagnostics.iter().any(|found| found.severity == demarche::diag::Severity::Error) {
                continue;
            }
            site = edited;
            history.push(what);
            if dice.roll(3) == 0 {
                let after = Duration::from_millis(dice.roll(120) as u64);
                history.push(format!("killed after {after:?}"));
                ground.kill(&site, after);
            }
            ground.build(&site);
            ground.assert_stands(&clean.files, &history);
            match dice.roll(6) {
                0 => {
                    history.push("the output deleted".to_owned());
                    fs::remove_dir_all(ground.out("")).expect("it stands");
                }
                1 => {
                    history.push("a page deleted".to_owned());
                    fs::remove_file(ground.out("index.html")).expect("it stands");
                }
                2 => {
                    history.push("a page edited".to_owned());
                    fs::write(ground.out("index.html"), "edited").expect("it stands");
                }
                3 => {
                    let what = *dice.pick(&["", "memory"]);
                    history.push(format!("the cache torn: {what}"));
                    fs::write(ground.cache_file(what), "demarche cache").expect("it stands");
                }
                _ => {}
            }
            ground.build(&site);
            ground.assert_stands(&clean.files, &history);
        }
    }
}

#[test]
fn files_known_by_their_stamps_are_built_as_if_they_had_been_read() {
    let mut ground = Ground::new();
    let mut site = site();
    ground.write(&site);
    // So old must files be that the next build does not read them.
    std::thread::sleep(Duration::from_millis(4_100));
    ground.build(&site);
    let length = fs::metadata(ground.cache_file("stamps")).expect("it stands").len();
    assert!(length >= 16 * site.files().len() as u64, "all files have stamps");
    let mut history = Vec::new();
    let mut dice = Dice(77);
    // Among the edits are some after which all texts are parsed again, though none was read.
    let settings = [&site.files()["content/site.yaml"][..], b"phone: \"+44 20 7946 0000\"\n"].concat();
    site = site.file("content/site.yaml", settings);
    while history.len() < 12 {
        ground.build(&site);
        ground.assert_clean(&site, &history);
        assert!(ground.build(&site).contains(" 0 files written"), "after {history:#?}");
        let (edited, what) = edit(site.clone(), &mut dice);
        if edited.build().diagnostics.iter().all(|found| found.severity != demarche::diag::Severity::Error) {
            site = edited;
            history.push(what);
        }
    }
}

#[test]
fn bodies_that_are_damaged_in_the_cache_are_made_of_their_texts() {
    let mut ground = Ground::new();
    let site = site();
    ground.build(&site);
    let facts = ground.cache_file("facts");
    let bytes = fs::read(&facts).expect("they stand");
    let text = b"<p>";
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(text)).collect();
    assert!(places.len() > 5, "bodies lie in the cache");
    let mut damaged = bytes;
    places.iter().for_each(|at| damaged[at + 1] = b'q');
    fs::write(&facts, damaged).expect("they stand");
    // No text is parsed for it, and all pages of a kind are rendered.
    let edited = site.file("layouts/page.html", "<h2>{{ page.title }}</h2>{{ page.body }}");
    ground.build(&edited);
    ground.assert_clean(&edited, &["bodies damaged in the cache".to_owned()]);
}

#[test]
fn nothing_is_built_where_nothing_changed() {
    let mut ground = Ground::new();
    let site = site();
    assert!(ground.build(&site).contains(" 0 unchanged"));
    // Bytes that only a build could have mended: their length and time are those of the page, and the books are younger.
    let page = ground.out("plan/index.html");
    let time = fs::metadata(&page).and_then(|metadata| metadata.modified()).expect("it stands");
    let forge = |page: &Path, time: SystemTime| {
        let bytes = vec![b'x'; fs::read(page).expect("it stands").len()];
        fs::write(page, bytes).expect("it stands");
        fs::File::options().write(true).open(page).and_then(|file| file.set_modified(time)).expect("it stands");
    };
    forge(&page, time);
    std::thread::sleep(Duration::from_millis(30));
    let books = ground.folder.path().join(".out.demarche/manifest");
    fs::write(&books, fs::read(&books).expect("they stand")).expect("they stand");
    let said = ground.build(&site);
    assert!(said.contains(" 0 files written") && said.lines().count() == 1, "{said}");
    assert!(fs::read(&page).expect("it stands").starts_with(b"xxx"), "the site was built for nothing");
    let expected = fs::read_dir(ground.out("")).expect("it stands").count();
    assert!(expected > 10);
    // The day after, as long as no session begins or ends; and not on the day on which one does.
    assert!(ground.build(&site.clone().at("2025-06-02")).contains(" 0 files written"));
    assert!(fs::read(&page).expect("it stands").starts_with(b"xxx"), "the site was built for nothing");
    // Where something is built, what nobody changed is still known by its length and time, and what somebody did is not.
    ground.build(&site.clone().at("2025-01-20"));
    assert!(fs::read(&page).expect("it stands").starts_with(b"xxx"), "the page was made for nothing");
    fs::write(&page, "edited").expect("it stands");
    ground.build(&site.clone().at("2025-01-20"));
    ground.assert_clean(&site.clone().at("2025-01-20"), &["another day".to_owned()]);
    // What was changed after the books were closed is read; and lengths and times are trusted neither with --verify, which
    // says what it found, nor with --no-cache.
    ground.build(&site);
    let blind = || {
        std::thread::sleep(Duration::from_millis(30));
        fs::write(&books, fs::read(&books).expect("they stand")).expect("they stand");
    };
    let without_cache = || {
        let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
        program.args(["build", "--no-cache", "--root"]).arg(ground.folder.path().join("site"));
        program.arg("--out").arg(ground.out("")).args(site.arguments());
        program
    };
    for argument in ["--format=text", "--verify", "--no-cache"] {
        std::thread::sleep(Duration::from_millis(30));
        forge(&page, fs::metadata(&page).and_then(|metadata| metadata.modified()).expect("it stands"));
        let mut program = if argument == "--no-cache" { without_cache() } else { ground.program(&site) };
        if argument != "--format=text" {
            blind();
        }
        if argument != "--no-cache" {
            program.arg(argument);
        }
        let ran = program.output().expect("the program runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && said.contains("1 file written"), "{argument}: {said}");
        let is_told = said.contains("plan/index.html` is not as the last build left it");
        assert_eq!(is_told, argument == "--verify", "{argument}: {said}");
        ground.assert_clean(&site, &[argument.to_owned()]);
    }
}

#[test]
fn output_of_another_build_is_replaced() {
    let mut ground = Ground::new();
    let (one, other) = (site(), site().replace("content/pages/plan.md", "See", "Do see"));
    ground.build(&one);
    ground.write(&other);
    let ran = ground.program(&other).arg("--no-cache").output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(2), "a cache and none is too much");
    let mut program = Command::new(env!("CARGO_BIN_EXE_demarche"));
    program.args(["build", "--no-cache", "--root"]).arg(ground.folder.path().join("site"));
    program.arg("--out").arg(ground.out("")).args(other.arguments());
    assert!(program.output().expect("the program runs").status.success());
    ground.assert_clean(&other, &["a build without a cache".to_owned()]);
    ground.build(&one);
    ground.assert_clean(&one, &["the build before".to_owned()]);
}

#[test]
fn damaged_cache_is_told_and_made_anew() {
    let mut ground = Ground::new();
    let site = site();
    ground.build(&site);
    let whole = fs::read(ground.cache_file("")).expect("it stands");
    fs::write(ground.cache_file(""), &whole[..whole.len() / 2]).expect("it stands");
    let said = ground.build(&site);
    assert!(said.contains("is damaged and is ignored"), "{said}");
    assert_eq!(fs::read(ground.cache_file("")).expect("it stands"), whole);
    assert!(!ground.build(&site).contains("damaged"));
}
