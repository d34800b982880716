//! Fields that a collection declares: what readers and layouts see of them.

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// The fields of vacancies.
const FIELDS: &str = "  fields:
    level: {type: choice, label: {en: Level, fr: Niveau}, options: {junior: {en: First job, fr: Premier emploi}, senior: Experienced}}
    pay: {type: number, label: Pay}
    closes: {type: date, label: Closes on}
    talk: {type: datetime, label: Talk}
    remote: {type: boolean, label: Remote}
    apply: {type: url, label: Apply}
    contact: {type: email, label: Contact}
    code: {type: text, label: Code, pattern: \"[A-Z]{2}-[0-9]+\"}
    form: {type: file, label: Form}
    face: {type: image}
    asks: {type: reference, label: Ask, to: people}
    country: {type: reference, label: Country, to: states}
    tasks: {type: list, label: Tasks, of: {type: text}}
    partners: {type: list, label: With, of: {type: reference, to: people}}
    office: {type: record, label: Office, fields: {town: {type: text, required: true}, floor: {type: number}}}
    inner: {type: text}
";
/// The front matter of a vacancy.
const VALUES: &str = "\
level: junior
pay: 50
closes: 2025-04-01
talk: 2025-03-20T18:30:00+01:00
remote: true
apply: https://jobs.example.net/x/
contact: jobs@example.org
code: AB-12
form: form.txt
face: face.gif
asks: ann
country: KEN
tasks: [Read, Write]
partners: [ann, bob]
office: {town: Sampleton, floor: 2}
inner: Not for readers
";

/// Returns a site with a vacancy and two people.
fn site() -> SiteTest {
    let index = format!("---\ntitle: Vacancies\ncollection:\n  singular: Vacancy\n{FIELDS}---\n");
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/vacancies/_index.md", index)
        .file("content/vacancies/one/index.md", format!("---\ntitle: One\ndate: 2025-03-01\n{VALUES}---\nText.\n"))
        .file("content/vacancies/one/form.txt", "A form.\n")
        .file("content/vacancies/one/face.gif", GIF)
        .file("content/people/_index.md", "---\ntitle: People\ncollection: {singular: Person, type: page}\n---\n")
        .file("content/people/ann.md", "---\ntitle: Ann Example\n---\nShe works here.\n")
        .file("content/people/bob.md", "---\ntitle: Bob Example\n---\nHe works here.\n")
}

/// Returns the lines of the facts of a page: each label with its value.
fn facts(page: &str) -> Vec<String> {
    let facts = page.split("<dl class=\"facts\">").nth(1).and_then(|rest| rest.split("</dl>").next()).unwrap_or("");
    let all = facts.split("<dt").skip(1);
    all.map(|fact| {
        fact.split_once('>')
            .map_or(fact, |(_, fact)| fact)
            .replace("</dt>\n<dd>", ": ")
            .replace("</dd>", "")
            .trim()
            .to_owned()
    })
    .collect()
}

#[test]
fn labelled_fields_stand_in_the_facts_in_order() {
    let built = site().build();
    assert_eq!(built.report(), "");
    let expected = [
        "Level: First job",
        "Pay: 50",
        "Closes on: <time datetime=\"2025-04-01\">1 April 2025</time>",
        "Talk: <time datetime=\"2025-03-20T18:30:00+01:00\">20 March 2025, 18:30</time>",
        "Remote: Yes",
        "Apply: <a href=\"https://jobs.example.net/x/\">jobs.example.net/x</a>",
        "Contact: <a href=\"mailto:jobs@example.org\">jobs@example.org</a>",
        "Code: AB-12",
        "Form: <a href=\"/vacancies/one/form.txt\">form.txt (TXT, 8 B)</a>",
        "Ask: <a href=\"/people/ann/\">Ann Example</a>",
        "Country: <a href=\"/states/ken/\">Kenya</a>",
        "Tasks: Read<br>Write",
        "With: <a href=\"/people/ann/\">Ann Example</a><br><a href=\"/people/bob/\">Bob Example</a>",
        "Office: Sampleton, 2",
    ];
    assert_eq!(facts(&built.text("vacancies/one/index.html")), expected);
}

#[test]
fn page_that_is_referred_to_lists_what_refers_to_it() {
    let built = site().build();
    let page = built.text("people/ann/index.html");
    assert!(page.contains("<h2><a href=\"/vacancies/\">Vacancies</a></h2>") && page.contains(">One</a>"), "{page}");
    let held = site().replace("content/vacancies/one/index.md", "date:", "draft: true\ndate:").build();
    let leaks = held.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(">One<"));
    assert_eq!(leaks.count(), 0, "a draft is in no list of what refers to a page");
}

#[test]
fn reference_to_a_hidden_page_shows_nothing_of_it() {
    let built = site().replace("content/people/ann.md", "title:", "draft: true\ntitle:").build();
    assert!(built.report().contains("warning[reference-not-published]"), "{}", built.report());
    let leaks = built.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Ann Example"));
    assert_eq!(leaks.map(|(path, _)| path.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    let shown = facts(&String::from_utf8_lossy(&built.files["vacancies/one/index.html"]));
    assert!(shown.contains(&"With: <a href=\"/people/bob/\">Bob Example</a>".to_owned()), "{shown:?}");
    assert!(!shown.iter().any(|fact| fact.starts_with("Ask")), "{shown:?}");
}

#[test]
fn reference_to_a_hidden_page_changes_no_byte_of_lists_counts_feeds_and_calendars() {
    let index = "---\ntitle: Events\ncollection:\n  singular: Event\n  split_by: starts\n  card: [speaker, with]\n  fields:\n    \
                 starts: {type: datetime, label: When}\n    speaker: {type: reference, label: Speaker, to: people}\n    \
                 with: {type: list, label: With, of: {type: reference, to: people}}\n---\n::: list from=people count=5\n:::\n";
    let event = "---\ntitle: A meeting\ndate: 2025-03-02\nstarts: 2025-06-10T18:00\nstates: [KEN]\nto: [upr]\n";
    let hidden =
        "---\ntitle: Quokka\ndate: 2025-03-01\nstates: [KEN]\nTHIS---\nShe works here. [Event](../events/one.md)\n";
    let without = site()
        .file("content/events/_index.md", index)
        .file("content/events/one.md", format!("{event}with: [ann]\n---\nText.\n"))
        .replace("content/vacancies/one/index.md", "partners: [ann, bob]", "partners: [bob]")
        .at("2025-06-02T06:00:00Z")
        .build();
    without.assert_silent();
    for line in ["draft: true\n", "embargo: 2025-06-02T09:00:00+02:00\n", "expires: 2025-06-02T07:00:00+02:00\n"] {
        let built = site()
            .file("content/events/_index.md", index)
            .file("content/events/one.md", format!("{event}speaker: quokka\nwith: [quokka, ann]\n---\nText.\n"))
            .file("content/people/quokka.md", hidden.replace("THIS", line))
            .replace("content/vacancies/one/index.md", "partners: [ann, bob]", "partners: [quokka, bob]")
            .at("2025-06-02T06:00:00Z")
            .build();
        assert!(built.codes().iter().all(|code| *code == "reference-not-published"), "{}", built.report());
        let paths = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&built.files), paths(&without.files));
        for (path, bytes) in &built.files {
            let [shown, expected] = [bytes, &without.files[path]].map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(shown, expected, "{line}{path}");
        }
    }
    let shown = site()
        .file("content/events/_index.md", index)
        .file("content/events/one.md", format!("{event}speaker: quokka\n---\nText.\n"))
        .file("content/people/quokka.md", hidden.replace("THIS", ""))
        .build();
    assert!(shown.files["events/index.html"] != without.files["events/index.html"], "the page itself is told of");
}

#[test]
fn layouts_ask_for_fields_by_name() {
    let layout = "{% set f = page.fields %}{{ f.level }}|{{ f.pay }}|{{ f.closes }}|{{ f.remote }}|{{ f.asks.title }}|\
                  {{ f.country.code }}|{{ f.tasks|join(\"+\") }}|{{ f.office.town }}|{{ f.inner }}|{{ f.face.alt }} {{ f.face.width }}|\
                  {{ f.form.type }}";
    let site = site().replace("content/vacancies/_index.md", "singular:", "layout: job\n  singular:");
    let built = site.clone().file("layouts/job.html", layout).build();
    assert_eq!(built.report(), "");
    let expected = "junior|50|2025-04-01|true|Ann Example|KEN|Read+Write|Sampleton|Not for readers|One 1|TXT";
    assert_eq!(built.text("vacancies/one/index.html").trim(), expected);
    let wrong = site.file("layouts/job.html", "{{ page.fields.levl }}").build();
    assert!(wrong.report().contains("did you mean `level`?"), "{}", wrong.report());
}

#[test]
fn translation_has_the_fields_of_the_page_itself() {
    let translation = "---\ntitle: Un\ndate: 2025-03-01\ntasks: [Lire]\n---\nTexte.\n";
    let required = site().replace("content/vacancies/_index.md", "label: Pay", "label: Pay, required: true");
    let built = required.file("content/vacancies/one/index.fr.md", translation).build();
    assert_eq!(built.report(), "");
    let shown = facts(&built.text("fr/vacancies/one/index.html"));
    assert_eq!(shown[0], "Niveau: Premier emploi", "{shown:?}");
    assert_eq!(shown[2], "Closes on: <time datetime=\"2025-04-01\">1er avril 2025</time>");
    assert!(shown.contains(&"Tasks: Lire".to_owned()), "{shown:?}");
    assert!(shown.contains(&"Country: <a href=\"/fr/states/ken/\">Kenya</a>".to_owned()), "{shown:?}");
}

#[test]
fn built_in_folder_adds_fields() {
    let index = "---\ntitle: Letters\ncollection:\n  fields: {channel: {type: text, label: Sent by}}\n---\n";
    let site = SiteTest::new().file("content/letters/_index.md", index);
    let built = site.replace("content/letters/upr-49.md", "session:", "channel: Post\nsession:").build();
    assert_eq!(built.report(), "");
    assert!(built.text("letters/upr-49/index.html").contains("<dt>Sent by</dt>\n<dd>Post</dd>"));
}

#[test]
fn words_of_another_language_in_facts_say_so() {
    let kind = "---\ntitle: Notes\ncollection:\n  card: [level, on]\n  fields:\n    \
                level: {type: choice, label: {en: Level, ar: درجة}, options: {low: Low, high: {en: High, ar: عالية}}}\n    \
                on: {type: reference, to: notes, label: On}\n---\n";
    let note = |keys: &str| format!("---\ntitle: A note\ndate: 2025-03-15\n{keys}---\nText.\n");
    let built = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, ar]\n"))
        .file("content/notes/_index.md", kind)
        .file("content/notes/a.md", note("level: low\non: b\n"))
        .file("content/notes/a.ar.md", note(""))
        .file("content/notes/b.md", note("level: high\n"))
        .file("content/notes/b.ar.md", note(""))
        .file("content/notes/c.ar.md", note("on: d\n"))
        .file("content/notes/d.md", note(""))
        .build();
    let english = "lang=\"en\" dir=\"ltr\"";
    for (path, expected) in [
        ("ar/notes/a/index.html", format!("<dt>درجة</dt>\n<dd><span {english}>Low</span></dd>\n<dt {english}>On</dt>")),
        ("ar/notes/a/index.html", "<a href=\"/ar/notes/b/\">A note</a></dd>".to_owned()),
        ("ar/notes/b/index.html", "<dt>درجة</dt>\n<dd>عالية</dd>".to_owned()),
        ("ar/notes/c/index.html", format!("<a href=\"/notes/d/\" {english}>A note</a></dd>")),
        (
            "notes/a/index.html",
            "<dt>Level</dt>\n<dd>Low</dd>\n<dt>On</dt>\n<dd><a href=\"/notes/b/\">A note</a></dd>".to_owned(),
        ),
        ("ar/notes/index.html", format!("<span class=\"label\">درجة</span> <span {english}>Low</span></li>")),
        (
            "ar/notes/index.html",
            format!("<span class=\"label\" {english}>On</span> <span {english}>A note</span></li>"),
        ),
    ] {
        let text = built.text(path);
        assert!(text.contains(&expected), "{path}: {expected}\n{text}");
    }
}
