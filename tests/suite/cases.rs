//! Small inputs that people of this trade met, each laid over a fresh site, with what is right.
//!
//! The files stand in `tests/suite/cases/`, a folder a case; what is wrong with each was found at a site of its own. The
//! kinds behind them are tested elsewhere; here each stands as it was met.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A fresh site with the files of a case.
struct Case {
    folder: tempfile::TempDir,
}

/// What came of a command.
struct Ran {
    status: i32,
    report: String,
}

impl Case {
    /// Lays the files of a case over a fresh site.
    fn new(name: &str) -> Case {
        let case = Case { folder: crate::site_test::folder() };
        let made = command(case.folder.path()).args(["new", "site", "t", "--date", "2026-11-23"]).output();
        assert!(made.expect("the program runs").status.success());
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/cases").join(name);
        lay(&from, &case.root().join("content"));
        // They were met before a session that had taken place.
        let sessions = case.root().join("content/data/sessions.yaml");
        let text = fs::read_to_string(&sessions).expect("the sessions");
        let met = "- {id: upr-51, number: 51, cycle: 4, starts: 2026-01-19, states: [NPL, RWA, OMN, AUT, GEO]}";
        fs::write(sessions, format!("{}\n{met}\n", text.trim_end())).expect("the sessions are written");
        case
    }

    /// Lets sanitised HTML through.
    fn with_html(self) -> Case {
        let settings = self.root().join("content/site.yaml");
        let text = fs::read_to_string(&settings).expect("the settings");
        fs::write(settings, format!("{text}unsafe_html: true\n")).expect("the settings are written");
        self
    }

    /// Returns the root of the site.
    fn root(&self) -> PathBuf {
        self.folder.path().join("t")
    }

    /// Runs a command for a day after all dates of the case.
    fn run(&self, name: &str) -> Ran {
        let output = command(&self.root()).args([name, "--at", "2026-11-24"]).output().expect("the program runs");
        let text = [output.stdout, output.stderr].concat();
        let report = String::from_utf8(text).expect("the program prints text");
        Ran { status: output.status.code().expect("the program was not killed"), report }
    }

    /// Builds the site, which has no error.
    #[track_caller]
    fn build(&self) -> Ran {
        let ran = self.run("build");
        assert_eq!(ran.status, 0, "{}", ran.report);
        ran
    }

    /// Returns a file that was made.
    #[track_caller]
    fn made(&self, path: &str) -> String {
        let file = self.root().join("public").join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns the body of a page that was made.
    #[track_caller]
    fn prose(&self, path: &str) -> String {
        let page = self.made(path);
        let start = page.find("<div class=\"prose\">").expect("a body");
        let end = page[start..].find("<p class=\"source\">").map_or(page.len(), |end| start + end);
        page[start..end].to_owned()
    }

    /// Tells whether a file was made.
    fn has(&self, path: &str) -> bool {
        self.root().join("public").join(path).exists()
    }
}

impl Ran {
    /// Fails unless something was reported at each of these places, such as `letters/x.md:9:`.
    #[track_caller]
    fn assert_places(&self, places: &[&str]) {
        for place in places {
            assert!(self.report.contains(&format!("content/{place}")), "nothing at {place} in\n{}", self.report);
        }
    }

    /// Fails unless the report holds each of these.
    #[track_caller]
    fn assert_says(&self, texts: &[&str]) {
        for text in texts {
            assert!(self.report.contains(text), "{text:?} is not in\n{}", self.report);
        }
    }

    /// Fails if anything was reported.
    #[track_caller]
    fn assert_silent(&self) {
        assert!(!self.report.contains("error[") && !self.report.contains("warning["), "{}", self.report);
    }
}

/// Returns the program, to be run in a folder.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).stdin(Stdio::null()).env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    command
}

/// Copies what lies in a folder.
fn lay(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder is made");
    for entry in fs::read_dir(from).expect("a folder of the repository") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => lay(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).expect("a file is copied"),
        }
    }
}

/// The page of the letter of most cases, and its mails.
const PAGE: &str = "letters/x/index.html";
const HTML_MAIL: &str = "letters/x/newsletter.html";
const PLAIN_MAIL: &str = "letters/x/newsletter.txt";

#[test]
fn case_01_a_corrected_page_is_never_older_than_the_one_before() {
    let case = Case::new("01-times-go-back");
    let time = || fs::metadata(case.root().join("public").join(PAGE)).and_then(|file| file.modified()).expect("a time");
    let letter = case.root().join("content/letters/x.md");
    let text = fs::read_to_string(&letter).expect("the letter");
    case.build();
    let mut before = time();
    for wording in 1..8 {
        fs::write(&letter, text.replace("First wording", &format!("Wording {wording}"))).expect("an edit");
        case.build();
        assert!(time() > before, "wording {wording}");
        before = time();
    }
    case.build();
    assert_eq!(time(), before, "an unchanged file keeps its time");
}

#[test]
fn case_02_a_mark_is_a_recommendation_or_an_error() {
    let ran = Case::new("02-mark-where-it-does-not-count").run("check");
    assert_eq!(ran.status, 1, "{}", ran.report);
    ran.assert_says(&["bad-marker"]);
    let lines = ["10", "12", "13", "14", "15", "16", "19", "23"];
    let places = lines.map(|line| format!("letters/x.md:{line}:"));
    ran.assert_places(&places.each_ref().map(String::as_str));
    assert!(!ran.report.contains("letters/x.md:8:"), "a paragraph can be a recommendation:\n{}", ran.report);
}

#[test]
fn case_03_what_a_sanitiser_takes_out_is_named_and_local_pictures_stay() {
    let case = Case::new("03-unsafe-html-drops-silently").with_html();
    let ran = case.build();
    ran.assert_places(&["letters/x.md:10:", "letters/x.md:14:"]);
    ran.assert_says(&["`<iframe>`", "`<form>`"]);
    let prose = case.prose(PAGE);
    assert_eq!(prose.matches("<img ").count(), 2, "{prose}");
    assert!(prose.contains("Delegates in the hall") && case.has("letters/hall.png"), "{prose}");
    assert!(case.made(HTML_MAIL).matches("<img ").count() >= 2);
}

#[test]
fn case_04_struck_words_do_not_come_back() {
    let case = Case::new("04-struck-words-come-back");
    case.build();
    for path in ["briefs/upr-51/npl/newsletter.txt", "briefs/upr-51/npl/index.html", "states/npl/index.html"] {
        let text = case.made(path).replace("<del>shall</del>", "").replace("<del>Repeal</del>", "");
        assert!(!text.contains("law shall should") && !text.contains("Repeal Amend"), "{path}: {text}");
        assert!(text.contains("the law on assembly"), "{path}: {text}");
    }
    assert!(case.prose("briefs/upr-51/npl/index.html").contains("<del>Repeal</del>"));
}

#[test]
fn case_05_sub_recommendations_come_in_the_order_of_reading() {
    let case = Case::new("05-sub-recommendations-come-first");
    case.build();
    let ids = ["ratify", "one-year", "no-reservations", "publish"];
    for path in ["briefs/upr-51/npl/index.html", "states/npl/index.html", "states/npl/upr-51/index.html"] {
        let page = case.made(path);
        let places = ids.map(|id| page.find(&format!("#{id}\"")).unwrap_or_else(|| panic!("{id} is not on {path}")));
        assert!(places.is_sorted(), "{path}: {places:?}\n{page}");
    }
    for path in ["states/npl/index.html", "states/npl/upr-51/index.html"] {
        let page = case.made(path);
        assert_eq!(page.matches("Within one year").count(), 1, "{path}\n{page}");
        assert!(!page.contains("href=\"#one-year\""), "{path}\n{page}");
    }
    assert!(!case.made("briefs/upr-51/npl/index.html").contains("Convention.Within"));
}

#[test]
fn case_07_a_colon_without_a_blank_is_prose() {
    let case = Case::new("07-colon-makes-a-definition");
    case.run("build");
    let prose = case.prose(PAGE);
    assert!(!prose.contains("<dl>"), "{prose}");
    for words in [":warning: Dates", "::: note", ":) and see you"] {
        assert!(prose.contains(words), "{words} is not in {prose}");
    }
    assert!(!case.made(HTML_MAIL).contains("<dl") && case.made(PLAIN_MAIL).contains(":) and see"));
}

#[test]
fn case_08_braces_in_a_heading_are_shown_or_named() {
    let case = Case::new("08-braces-in-a-heading");
    let ran = case.run("build");
    for (words, line) in [("{the coalition}", 6), ("{new}", 10), ("{name of State}", 14)] {
        let is_named = ran.report.contains(&format!("letters/x.md:{line}:"));
        assert!(is_named || case.prose(PAGE).contains(words), "{words} is neither shown nor named\n{}", ran.report);
    }
}

#[test]
fn case_09_a_title_cut_at_a_number_sign_is_named() {
    let ran = Case::new("09-title-ends-at-a-number-sign").run("check");
    ran.assert_places(&["letters/x.md:2:", "letters/y.md:2:"]);
    ran.assert_says(&["between quotes"]);
}

#[test]
fn case_10_numbers_of_the_author_stay() {
    let case = Case::new("10-numbers-of-the-author");
    case.build();
    let prose = case.prose(PAGE);
    assert!(
        prose.contains("start=\"3\"") && prose.contains("value=\"7\"") && prose.contains("value=\"12\""),
        "{prose}"
    );
    let plain = case.made(PLAIN_MAIL);
    for words in ["3. Ratify", "7. Close", "12. Pay"] {
        assert!(plain.replace("  ", " ").contains(words), "{words} is not in {plain}");
    }
    for label in ["3", "7", "12"] {
        assert!(prose.to_lowercase().contains(&format!("recommendation {label}\"")), "label {label}: {prose}");
    }
}

#[test]
fn case_13_html_that_is_shown_as_text_is_named() {
    let case = Case::new("13-html-shown-as-text");
    let ran = case.build();
    ran.assert_places(&["letters/x.md:6:"]);
    ran.assert_says(&["warning[", "unsafe_html"]);
}

#[test]
fn case_14_links_in_allowed_html_are_links() {
    let case = Case::new("14-links-in-raw-html").with_html();
    let ran = case.run("check");
    assert_eq!(ran.status, 1, "{}", ran.report);
    ran.assert_places(&["letters/x.md:6:"]);
    ran.assert_says(&["nowhere.md", "nope"]);
    assert!(!ran.report.contains("layouts/newsletter"), "{}", ran.report);
    let letter = case.root().join("content/letters/x.md");
    let text = fs::read_to_string(&letter).expect("the letter");
    let text = text.replace("<a href=\"nowhere.md\">this</a>", "this").replace("<a href=\"#nope\">that</a>", "that");
    fs::write(letter, text).expect("an edit");
    case.build();
    let prose = case.prose(PAGE);
    assert!(prose.contains("href=\"/letters/y/\"") && prose.contains("href=\"/letters/report.pdf\""), "{prose}");
    assert!(case.has("letters/report.pdf"));
}

#[test]
fn case_16_a_picture_that_no_browser_shows_is_an_error() {
    let ran = Case::new("16-picture-no-browser-shows").run("check");
    assert_eq!(ran.status, 1, "{}", ran.report);
    assert_eq!(ran.report.matches("error[bad-image]").count(), 3, "{}", ran.report);
    for name in ["hall.heic", "report.pdf", "scan.tiff"] {
        ran.assert_says(&[name]);
    }
}

#[test]
fn case_17_other_endings_of_markdown_are_pages_or_named() {
    let case = Case::new("17-files-left-out");
    let ran = case.run("build");
    for (page, file) in [("letters/x/index.html", "letters/x.markdown"), ("letters/y/index.html", "letters/y.MD")] {
        assert!(case.has(page) || ran.report.contains(file), "{file}: {}", ran.report);
    }
}

#[test]
fn case_18_closing_quotation_marks_close() {
    let case = Case::new("18-closing-quote-opens");
    case.build();
    for text in [case.prose(PAGE), case.made(PLAIN_MAIL)] {
        for words in ["part.\u{201d}", "6\u{201d}", "5\u{2019}10\u{201d}", "\u{201c}mixed\u{201d}"] {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }
}

#[test]
fn case_19_links_with_blanks_are_named() {
    let ran = Case::new("19-link-with-blanks").run("check");
    ran.assert_places(&["letters/x.md:6:"]);
    ran.assert_says(&["(<Annual Report 2025.pdf>)"]);
}

#[test]
fn case_21_a_bracket_before_a_link_is_text() {
    let case = Case::new("21-bracket-before-a-link");
    case.build().assert_silent();
    let prose = case.prose(PAGE);
    assert!(prose.contains("[Arabic]<a href=\"https://example.org/ar.pdf\">PDF</a>"), "{prose}");
}

#[test]
fn case_22_dates_of_other_programs_are_read() {
    let case = Case::new("22-date-of-jekyll-and-hugo");
    case.build().assert_silent();
    assert!(case.made(PAGE).contains("datetime=\"2026-01-05T09:00:00+01:00\""));
    assert!(case.made("letters/y/index.html").contains("datetime=\"2026-01-05T09:00:00-05:00\""));
}

#[test]
fn case_23_a_missing_colon_is_said_where_it_is_missing() {
    let ran = Case::new("23-a-colon-is-missing").run("check");
    assert_eq!(ran.status, 1, "{}", ran.report);
    ran.assert_places(&["letters/x.md:2:", "letters/y.md:2:", "letters/z.md:2:"]);
    ran.assert_says(&["no-break space"]);
    assert!(!ran.report.contains("indented otherwise"), "{}", ran.report);
}

#[test]
fn case_25_capitals_in_a_scheme_are_right_and_a_missing_host_is_not() {
    let ran = Case::new("25-capitals-in-a-scheme").run("check");
    assert_eq!(ran.report.matches("error[").count(), 1, "{}", ran.report);
    ran.assert_places(&["letters/x.md:6:"]);
    ran.assert_says(&["http:/example.org/x"]);
    assert!(!ran.report.contains("mail-fault"), "{}", ran.report);
}

#[test]
fn case_26_addresses_are_encoded() {
    let case = Case::new("26-addresses-as-they-were-typed");
    case.build().assert_silent();
    for path in [PAGE, HTML_MAIL, PLAIN_MAIL] {
        let text = case.made(path);
        for address in ["https://example.org/a%20b.pdf", "https://example.org/a%5Cb", "https://example.org/a%7Cb"] {
            assert!(text.contains(address), "{address} is not in {path}: {text}");
        }
    }
}

#[test]
fn case_28_no_line_of_a_plain_mail_begins_with_a_sign_by_accident() {
    let case = Case::new("28-line-that-begins-with-a-sign");
    case.build();
    let text = case.made(PLAIN_MAIL);
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.contains("> 40 per cent") && words.contains("- used by all members - that"), "{text}");
    let by_accident = |line: &&str| line.starts_with("> ") || line.starts_with("- ");
    assert_eq!(text.lines().find(by_accident), None, "{text}");
}

#[test]
fn case_30_a_name_is_found_however_its_accents_are_written() {
    let case = Case::new("30-two-ways-to-write-an-accent");
    case.build().assert_silent();
    assert!(!case.prose(PAGE).contains("r\u{e9}sum\u{e9}.md"));
}

#[test]
fn case_32_an_issue_012_is_number_twelve() {
    let case = Case::new("32-issue-012");
    case.build();
    assert!(case.has("newsletters/12/index.html"));
}
