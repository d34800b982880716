//! Many mistakes in many files, all told in one run; and the same for machines.

use std::collections::BTreeMap;

use demarche::diag::{Diagnostic, Severity, Span, mistakes, render_json};
use demarche::plan::Target;
use demarche::source::Sources;
use demarche::track::Trace;
use demarche::{BuildOptions, Error, Outcome, Progress, Sink};
use serde_yaml::Value;
use snapbox::{IntoData as _, str};

use super::{PICTURE, letter_with};
use crate::site_test::{ACTIONS, INSTRUMENTS, SESSIONS, SETTINGS, TOPICS};

/// A site in which nearly every file is wrong in some way, and some in many.
const SITE: [(&str, &str); 14] = [
    ("content/letters/hall.svg", PICTURE),
    (
        "content/letters/upr-47.md",
        "---\ntitel: Recommendations for UPR 47\ndate: 14.03.2024\nsession: upr-48\ndraft: yes\ntopics: prevention\n---\n\
         See [our mandate](../pages/about.md#mandat) and [the brief](../briefs/ken.md).\n\n\
         - Name an official. {#focal-point priority states=ITA,KEN}\n- Name a deputy. {#focal-point}\n\n\
         #### Why\n\n![](hall.svg) [More](javascript:alert(1)).\n",
    ),
    ("content/letters/upr-48.md", "---\ntitle: UPR 48: recommendations\ndate: 2024-12-14\n---\nText.[^1]\n"),
    ("content/letters/upr-49.md", "---\ntitle: UPR 49\ndate: 2025-03-14\nsession: upr-94\nslug: ../x\n---\nText.\n"),
    (
        "content/briefs/upr-49/tur.md",
        "---\ntitle: Türkiye\ndate: 2025-03-20\nstate: Turkey\nsession: upr-49\n---\nText.\n",
    ),
    ("content/briefs/upr-49/ita.md", "---\ntitle: Italy\ndate: 2025-03-20\nstate: ITA\nsession: upr-49\n---\nText.\n"),
    (
        "content/newsletters/001.md",
        "---\ntitle: Spring\ndate: 2025-05-02\nnumber: 1\npreheader: Short\n---\nDear reader.\n",
    ),
    (
        "content/newsletters/002.md",
        "---\ntitle: Summer\ndate: 2025-07-04\nnumber: 1\nitems: [letters/upr-49, pages/about.md]\n---\nDear reader.\n",
    ),
    (
        "content/pages/about.md",
        "---\ntitle: About\naliases: [/letters/]\nphoto: {src: hal.svg, alt: The hall}\n---\n## Our mandate\n\nText.\n",
    ),
    ("content/pages/empty.md", "\n"),
    ("content/press/one.md", "---\ntitle: One\n---\nText.\n"),
    ("layouts/letter.html", "<h1>{{ pgae.title }}</h1>\n"),
    ("layouts/brief.html", "<h1>{{ page.title|uper }}</h1>\n"),
    ("layouts/session.html", "<h1>{{ session.titel }}</h1>\n"),
];

/// A sink to which nothing may be handed.
struct Closed;

impl Sink for Closed {
    fn put(&self, target: &Target, _: &[u8], _: Trace) -> Result<(), Error> {
        panic!("{} was handed out although the site has errors", target.route)
    }
}

/// Builds the site for nobody.
fn build() -> Outcome {
    let mut files: BTreeMap<String, Vec<u8>> =
        SITE.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let actions = ACTIONS.replace("status: none", "status: nothing");
    let settings = format!("{SETTINGS}theme: dark\naccent: teal\nfooter_nav: [pages/abuot.md]\n");
    for (path, text) in [
        ("content/site.yaml", settings.as_str()),
        ("content/data/sessions.yaml", SESSIONS),
        ("content/data/topics.yaml", TOPICS),
        ("content/data/instruments.yaml", INSTRUMENTS),
        ("content/data/treaty-actions.yaml", &actions),
        ("content/data/session.yaml", "[]\n"),
    ] {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    let (sources, found) = Sources::from_memory(files);
    let at = "2025-08-01T00:00:00Z".parse().expect("an instant");
    let options = BuildOptions { at, drafts: false, base_url: None };
    demarche::build(&sources, found, &options, &Closed, &Progress::default()).expect("memory can be read")
}

#[test]
fn all_mistakes_in_all_files_are_told_in_one_run() {
    let outcome = build();
    let lines: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|found| {
            let span = found.span.as_ref().expect("each of these mistakes has a place");
            let (word, code) = (found.severity.word(), found.code);
            format!("{}:{}:{}: {word}[{code}]: {}", span.file, span.line, span.column, found.message)
        })
        .collect();
    let errors = outcome.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    assert!(errors >= 25, "{errors} errors");
    assert!(!outcome.is_good());
    snapbox::assert_data_eq!(lines.join("\n"), str![[r#"
content/briefs/upr-49/ita.md:4:8: error[not-under-review]: Italy is not under review in `upr-49`
content/briefs/upr-49/tur.md:4:8: error[unknown-state]: `Turkey` is not the code of a state
content/data/session.yaml:1:1: warning[unknown-data-file]: `content/data/session.yaml` is not read
content/data/treaty-actions.yaml:2:57: error[unknown-choice]: `status` cannot be `nothing`
content/letters/upr-47.md:2:1: error[unknown-key]: unknown key `titel`
content/letters/upr-47.md:3:7: error[bad-date]: `14.03.2024` is not a date
content/letters/upr-47.md:5:8: error[wrong-type]: `draft` takes `true` or `false`, not `yes`
content/letters/upr-47.md:6:9: error[wrong-type]: `topics` takes a list, not the text `prevention`
content/letters/upr-47.md:8:36: error[missing-anchor]: there is no `#mandat` on `pages/about.md`
content/letters/upr-47.md:8:61: error[dangling-link]: the link `../briefs/ken.md` leads nowhere
content/letters/upr-47.md:10:55: error[state-not-addressed]: the page is not addressed to Kenya
content/letters/upr-47.md:11:18: error[duplicate-recommendation]: the id `focal-point` stands twice on this page
content/letters/upr-47.md:13:1: warning[heading-level]: a heading of level 4 without one of level 3 above it
content/letters/upr-47.md:15:1: error[missing-alt]: the image `hall.svg` has no alternative text
content/letters/upr-47.md:15:5: warning[picture-not-in-mail]: mail programs do not show SVG pictures; in mails `content/letters/hall.svg` is a link
content/letters/upr-47.md:15:22: error[forbidden-scheme]: addresses that begin with `javascript:` are not allowed
content/letters/upr-48.md:2:14: error[yaml-syntax]: this is not YAML: a text that holds `: ` stands without quotes
content/letters/upr-48.md:5:6: error[missing-footnote]: the footnote `1` has no text
content/letters/upr-49.md:4:10: error[unknown-session]: there is no session `upr-94`
content/letters/upr-49.md:5:7: error[bad-slug]: `../x` cannot be part of an address
content/newsletters/001.md:5:12: error[preheader-length]: the preheader has 5 characters; it takes 40 to 130
content/newsletters/002.md:4:9: error[duplicate-number]: there are two issues 1
content/newsletters/002.md:5:9: error[unknown-item]: there is no page `letters/upr-49`
content/pages/about.md:3:11: error[duplicate-route]: `letters/index.html` is made twice; the other is the list of letters
content/pages/about.md:4:1: error[missing-key]: the key `credit` of `photo` is missing
content/pages/empty.md:1:1: error[empty-file]: the file is empty
content/press/one.md:1:1: error[no-type]: no content type belongs to the folder `press`
content/site.yaml:5:1: error[unknown-key]: unknown key `theme`
content/site.yaml:6:9: error[bad-colour]: `teal` is not a colour
content/site.yaml:7:14: error[unknown-footer-page]: there is no page `pages/abuot.md`
layouts/brief.html:1:19: error[layout]: there is no filter `uper`
layouts/letter.html:1:8: error[layout]: there is no `pgae` here
layouts/session.html:1:16: error[layout]: there is no `titel` here
"#]].into_data().raw());
}

#[test]
fn mistakes_are_told_in_the_order_of_file_and_line() {
    let outcome = build();
    let places: Vec<(&str, usize, usize)> = outcome
        .diagnostics
        .iter()
        .filter_map(|found| found.span.as_ref())
        .map(|span| (span.file.as_ref(), span.line, span.column))
        .collect();
    assert!(places.len() > 25 && places.is_sorted(), "{places:?}");
}

/// Asserts the JSON text of a diagnostic, and that it says when read again what the diagnostic says.
#[track_caller]
fn check_json(found: &Diagnostic, expected: snapbox::data::Inline) {
    let json = render_json(found);
    assert!(!json.contains('\n'), "one object a line");
    // JSON is YAML, so the parser at hand reads it.
    let read: Value = serde_yaml::from_str(&json).expect("good JSON");
    let keys: Vec<&str> = read.as_mapping().expect("an object").keys().filter_map(Value::as_str).collect();
    let documented = ["severity", "code", "message", "file", "line", "column", "width", "excerpt", "also", "hints"];
    assert_eq!(keys, documented);
    let text = |key: &str| read[key].as_str().map(str::to_owned);
    assert_eq!(text("severity").as_deref(), Some(found.severity.word()));
    assert_eq!(text("code").as_deref(), Some(found.code));
    assert_eq!(text("message").as_deref(), Some(found.message.as_str()));
    assert_eq!(text("file"), found.span.as_ref().map(|span| span.file.to_string()));
    assert_eq!(text("excerpt"), found.span.as_ref().map(|span| span.excerpt.clone()));
    let number = |key: &str| read[key].as_u64();
    assert_eq!(number("line"), found.span.as_ref().map(|span| span.line as u64));
    assert_eq!(number("column"), found.span.as_ref().map(|span| span.column as u64));
    assert_eq!(number("width"), found.span.as_ref().map(|span| span.width as u64));
    let also: Vec<&str> =
        read["also"].as_sequence().expect("a list").iter().filter_map(|also| also["why"].as_str()).collect();
    assert_eq!(also, found.also.iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>());
    let hints: Vec<&str> = read["hints"].as_sequence().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(hints, found.hints.iter().map(String::as_str).collect::<Vec<_>>());
    snapbox::assert_data_eq!(json, expected.into_data().raw());
}

#[test]
fn json_of_a_mistake_with_a_place_and_a_hint() {
    let text = "a: \"<b>\" & \\ \t\u{2028}\u{202e}\u{9b}é\n";
    let span = Span::new(&"content/a \"b\".md".into(), text, 3..6);
    check_json(
        &mistakes::unknown_topic(span, "<b> \"\\\u{1b}", &[]),
        str![[
            r#"{"severity":"error","code":"unknown-topic","message":"there is no topic `\u003cb\u003e \"\\\u001b`","file":"content/a \"b\".md","line":1,"column":4,"width":3,"excerpt":"a: \"\u003cb\u003e\" \u0026 \\ \t\u2028\u202e�é","also":[],"hints":["topics are listed in `content/data/topics.yaml`, and there are none yet"]}"#
        ]],
    );
}

#[test]
fn json_of_a_mistake_with_two_places() {
    let built = letter_with("date: 2025-03-14", "date: 2025-03-14\ntitle: Another").build();
    check_json(
        &built.diagnostics[0],
        str![[
            r#"{"severity":"error","code":"duplicate-key","message":"the key `title` stands twice","file":"content/letters/upr-49.md","line":4,"column":1,"width":5,"excerpt":"title: Another","also":[{"file":"content/letters/upr-49.md","line":2,"column":1,"width":5,"excerpt":"title: Recommendations for UPR 49","why":"first here"}],"hints":["remove one of the two"]}"#
        ]],
    );
}

#[test]
fn json_of_a_mistake_without_a_place() {
    check_json(
        &mistakes::missing_layout("letter.html"),
        str![[
            r#"{"severity":"error","code":"layout","message":"there is no layout `letter.html`","file":null,"line":null,"column":null,"width":null,"excerpt":null,"also":[],"hints":["put it into `layouts/`"]}"#
        ]],
    );
}
