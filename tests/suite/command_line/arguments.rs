//! Arguments: judged before a command does anything, and read as the site means them.

use std::fs;

use serde_yaml::Value;

use super::{AT, Ground, LETTER, LETTER_FILE, Ran, run};

/// The commands that take `--at`, with what else they need.
const SEEN_WHEN: [&[&str]; 7] = [
    &["build"],
    &["check"],
    &["serve"],
    &["newsletter", "12"],
    &["newsletter", "draft"],
    &["why", "/"],
    &["why-not", "/x/"],
];
/// Texts that are no instant, with what is said of them.
const NO_INSTANTS: [(&str, &str); 4] = [
    ("nonsense", "`nonsense` is not an instant; write it like 2025-03-14"),
    ("2026-13-01", "there is no month 13; write it like 2025-03-14"),
    ("2026-02-30", "February 2026 has 28 days"),
    ("", "`` is not an instant"),
];

/// Fails unless the program says so, ends with the status of wrong arguments, and leaves the folder as it was.
#[track_caller]
fn assert_wrong(ground: &Ground, arguments: &[&str], why: &str) {
    let before = ground.files();
    let Ran { out, err, .. } = ground.run(arguments).assert_status(2);
    assert!(err.contains(why), "{arguments:?}: {err}");
    assert_eq!(out, "", "{arguments:?}");
    assert!(ground.files() == before, "{arguments:?} changes something");
    let names = fs::read_dir(ground.path("")).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["content"], "{arguments:?}");
}

#[test]
fn instants_that_are_none_are_refused_by_every_command_before_it_begins() {
    let ground = Ground::new();
    for command in SEEN_WHEN {
        for (text, why) in NO_INSTANTS {
            assert_wrong(&ground, &[command, &["--at", text]].concat(), why);
        }
    }
}

#[test]
fn other_wrong_arguments_are_refused_before_anything_begins() {
    let ground = Ground::new();
    let long = "x".repeat(79);
    for (arguments, why) in [
        (&["newsletter", "draft", "--since", "yesterday"][..], "`yesterday` is not a date; write it like 2025-03-14"),
        (&["newsletter", "draft", "--since", "2025-02-30"], "February 2025 has 28 days"),
        (&["new", "page", "A", "--date", "yesterday"], "`yesterday` is not a date"),
        (&["new", "site", "there", "--date", "2025-2-30"], "February 2025 has 28 days"),
        (&["new", "letter", " "], "the title is empty"),
        (&["new", "page", ""], "the title is empty"),
        (&["new", "page", "A\u{2028}B"], "the title holds the character U+2028"),
        (&["new", "newsletter", &long], "the title has 79 characters; at most 78 fit"),
        (&["newsletter", "12", "--profile", "pigeon"], "the profiles are "),
        (&["serve", "--port", "65536"], "65536"),
        (&["serve", "--port", "-1"], "-1"),
        (&["serve", "--lan=0.0.0.0"], "it stands for every address of this machine"),
        (&["serve", "--editor", "javascript://{file}"], "no editor"),
        (&["build", "--cache-dir", "x", "--no-cache"], "cannot be used with"),
        (&["completions", "tcsh"], "tcsh"),
    ] {
        assert_wrong(&ground, arguments, why);
    }
    for command in SEEN_WHEN.into_iter().filter(|command| !matches!(command, ["serve"] | ["newsletter", "draft"])) {
        for url in ["staging.example.org", "ftp://example.org/", "javascript:x", "https://exa mple.org/", ""] {
            assert_wrong(&ground, &[command, &["--base-url", url]].concat(), "is not the address of a site");
        }
        assert_wrong(&ground, &[command, &["--format", "xml"]].concat(), "xml");
    }
}

#[test]
fn instant_without_an_offset_is_in_the_zone_of_the_site() {
    let ground = Ground::new();
    let embargo = |at: &str| LETTER.replace("session:", &format!("embargo: {at}\nsession:"));
    let page = ground.path("public/letters/upr-49/index.html");
    for (until, at, published) in [
        // Midnight in Zurich is an hour before that of UTC.
        ("2026-01-19T00:30:00+01:00", "2026-01-19", false),
        ("2026-01-19T00:00:00+01:00", "2026-01-19", true),
        ("2026-01-19T00:00:01+01:00", "2026-01-19", false),
        ("2026-07-19T00:00:00+02:00", "2026-07-19", true),
        ("2026-01-19T08:00:00+01:00", "2026-01-19T08:00", true),
        ("2026-01-19T08:00:01+01:00", "2026-01-19T08:00", false),
        ("2026-01-19T08:00:00+01:00", "2026-01-19T08:00Z", true),
        ("2026-01-19T09:00:01+01:00", "2026-01-19T08:00Z", false),
    ] {
        ground.write(LETTER_FILE, &embargo(until));
        // The second build begins with what the first one has left.
        for _ in 0..2 {
            ground.run(["build", "--at", at]).assert_status(0);
            assert_eq!(page.exists(), published, "until {until}, at {at}");
        }
        let told = ground.run(["why-not", "/letters/upr-49/", "--at", at]).assert_status(0).out;
        assert_eq!(told.contains("is published"), published, "until {until}, at {at}: {told}");
    }
    // A site whose settings cannot be read has no zone, and says what is wrong with them.
    ground.write("content/site.yaml", "name: [");
    assert!(!ground.run(["build", "--at", "2026-01-19"]).assert_status(1).err.contains("panicked"));
}

#[test]
fn machines_are_told_of_failures_too() {
    let folder = crate::site_test::folder();
    for command in SEEN_WHEN.into_iter().filter(|command| !matches!(command, ["newsletter", "draft"])) {
        let ran = run(folder.path(), [command, &["--root", "missing", "--format", "json"]].concat()).assert_status(1);
        let [line] = ran.out.lines().collect::<Vec<_>>()[..] else { panic!("{command:?}: {}", ran.out) };
        let found: Value = serde_yaml::from_str(line).expect("JSON");
        assert_eq!((found["severity"].as_str(), found["code"].as_str()), (Some("error"), Some("failure")), "{line}");
        assert_eq!(found["message"], "there is no folder `missing`", "{command:?}");
    }
    let ground = Ground::new();
    let ran = ground.run(["why", "/nowhere/", "--at", AT, "--format", "json"]).assert_status(1);
    assert!(ran.out.contains("is no page of the site"), "{}", ran.out);
}
