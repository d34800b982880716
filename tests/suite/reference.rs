//! The reference for authors of layouts: what is declared is what there is, and the manual holds what `demarche layouts` prints.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite reference` writes the file anew; read every change.

use std::process::{Command, Output};

use demarche::render::{Audit, audit, reference_page};

use crate::site_test::{GIF, SiteTest};

/// Settings in which everything is said.
const SETTINGS: &str = "\
name: Example Centre
tagline: A line
description: A sentence.
base_url: https://example.org/base/
time_zone: Europe/Zurich
languages: [en, fr]
statistics: {name: Counts, script: 'https://stats.example.net/s.js', attributes: {data-domain: example.org}}
taxonomies: [{id: populations, title: Populations, singular: Population}]
per_page: 1
notice: A notice.
address: [1 Example Street, 0000 Sampleton]
phone: '+44 1632 960148'
email: contact@example.org
social: [{name: Example Microblog, url: 'https://social.example.net/@centre'}]
newsletter: {signup_url: 'https://newsletter.example.net/', text: A text.}
licence: {name: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}
accent: '#1d5c72'
banner: {text: Sign our letter, link: pages/open.md}
favicon: icon.png
fonts: {text: own.woff2}
logo: {light: logo.gif, dark: logo-dark.gif, alt: A logo}
mail: {from: letters@example.org, unsubscribe: 'https://lists.example.net/leave', one_click: true}
menu: [letters, pages/open.md, {title: More, items: [pages/about.md, recommendations, {title: Elsewhere, link: 'https://example.net/'}]}]
footer: [pages/about.md, {title: More, items: [newsletters, pages/open.md, {title: Elsewhere, link: 'https://example.net/'}]}]
";

/// Data in which everything is said.
const DATA: [(&str, &str); 7] = [
    ("populations", "- {id: children, title: {en: Children}}\n"),
    (
        "bodies",
        "- {id: upr, name: Universal Periodic Review, short: UPR, url: 'https://review.example.org/'}\n- {id: council, name: Sample Council}\n",
    ),
    (
        "sessions",
        "- {id: upr-48, number: 48, cycle: 4, starts: 2025-01-20, ends: 2025-01-31, states: [ITA, SLV], source: A source, as_of: 2025-01-02, note: A note}\n\
         - {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, {state: GUY, on: 2025-05-02}, GIN], deadlines: [{what: Papers, date: 2025-01-06, source: A list}]}\n\
         - {id: upr-50, number: 50, cycle: 4, starts: 2025-11-03, ends: 2025-11-14, states: [ARM]}\n\
         - {id: sc-1, body: council, title: A meeting, dates: unknown}\n",
    ),
    ("topics", "- {id: prevention, title: Prevention, description: What stops harm.}\n"),
    (
        "instruments",
        "- {id: rome-statute, title: Rome Statute, short: Statute, adopted: 1998-07-17, depositary: A depositary, description: A sentence., url: 'https://treaties.example.org/'}\n\
         - {id: protocol, title: Protocol}\n",
    ),
    (
        "treaty-actions",
        "- {state: KEN, instrument: rome-statute, status: party, acts: [{act: ratification, date: 2005-03-15}], source: A source, as_of: 2024-04-24, certainty: high, note: A note}\n\
         - {state: GUY, instrument: rome-statute, status: none, source: A source, as_of: 2024-04-24}\n\
         - {state: GUY, instrument: protocol, status: party, acts: [{act: accession, date: 2025-05-20}], source: A source, as_of: 2025-05-24}\n\
         - {state: KEN, instrument: protocol, status: signatory, acts: [{act: signature, date: 2020-01-01}], source: A source, as_of: 2024-04-24}\n",
    ),
    (
        "focal-points",
        "- {state: KEN, answer: 'yes', since: 2020-01-01, source: A source, as_of: 2024-04-24, note: A note}\n",
    ),
];

/// Pages in which everything is said.
const PAGES: [(&str, &str); 29] = [
    ("_index.md", "---\ntitle: Welcome\n---\nWe write.\n"),
    ("states/ken.md", "---\ntitle: On Kenya\n---\nWe say.\n"),
    ("topics/prevention.md", "---\ntitle: On prevention\n---\nWe say.\n"),
    ("instruments/rome-statute.md", "---\ntitle: On the statute\n---\nWe say.\n"),
    ("bodies/council.md", "---\ntitle: On the council\n---\nWe say.\n"),
    ("sessions/upr-48.md", "---\ntitle: On the session\n---\nWe say.\n"),
    (
        "letters/to.md",
        "---\ntitle: To a body\ndate: 2025-03-14\nto: [council, KEN]\nstates: [SDN]\n---\nWe write.\n\n- Do it. {#do-it to=council}\n- Name one. {#focal-point}\n",
    ),
    ("pages/to.md", "---\ntitle: A page to a body\nto: [council]\n---\nWe say.\n\n::: privacy\n:::\n"),
    (
        "letters/upr-49.md",
        "---\ntitle: Recommendations for UPR 49\ndate: 2025-03-14\nupdated: 2025-03-20\nsession: upr-49\ntopics: [prevention]\npopulations: [children]\n\
         description: A description.\nauthors: [A. Author]\nlink: https://example.net/a\nsource: A source\nreference: R/1\nplace: Sampleton\naddressee: To all\n\
         salutation: Excellency,\nclosing: Yours,\nsignatories: [{name: A. Name, role: Director, organisation: A centre, country: Utopia}]\n\
         photo: {src: photo.gif, alt: A photo, credit: A credit, caption: A caption, licence: CC BY 4.0}\n\
         attachments: [{src: table.txt, title: A table, lang: en}]\ncorrections: [{date: 2025-03-20, note: A word.}]\n\
         aliases: [/old/49/]\nextra: {key: value}\n---\n## A heading\n\nWe ask you:\n\n\
         - Name an official. {#focal-point priority states=GUY}\n- Tell us: {#tell-us}\n  - often {#often}\n",
    ),
    (
        "letters/upr-49.fr.md",
        "---\ntitle: Recommandations\ndate: 2025-03-14\nsession: upr-49\ntopics: [prevention]\npopulations: [children]\n---\nNous demandons.\n",
    ),
    (
        "letters/upr-48.md",
        "---\ntitle: Recommendations for UPR 48\ndate: 2024-12-01\nsession: upr-48\ntopics: [prevention]\nscope: states\nstates: [ITA]\n---\nWe write.[^1]\n\n- Name an official, please. {#focal-point}\n\n[^1]: A note.\n",
    ),
    (
        "letters/upr-50.md",
        "---\ntitle: Recommendations for UPR 50\ndate: 2025-05-01\nsession: upr-50\ndraft: true\n---\nWe write.\n",
    ),
    (
        "briefs/upr-49/ken.md",
        "---\ntitle: Kenya\ndate: 2025-03-10\nstate: KEN\nsession: upr-49\nsummary: A summary.\ntopics: [prevention]\n---\nText.\n\n1. We ask:\n   - do this; {#do-this}\n   - do that: {#do-that}\n     - at once {#at-once}\n\n2. Ratify it. {#ratify}\n",
    ),
    (
        "briefs/upr-49/guy.md",
        "---\ntitle: Guyana\ndate: 2025-03-11\nstate: GUY\nto: [council]\nsession: upr-49\n---\nText.\n\n- Ratify it. {#ratify}\n",
    ),
    (
        "recommendations/focal-point.md",
        "---\ntitle: Focal point\ndate: 2024-01-01\ntopics: [prevention]\napplies: {no_focal_point: true}\n---\nName one.\n",
    ),
    (
        "recommendations/ratify.md",
        "---\ntitle: Ratify\ndate: 2024-01-02\ninstruments: [rome-statute]\napplies: {not_party_to_any: [rome-statute, protocol]}\n---\nRatify it.\n",
    ),
    ("recommendations/report.md", "---\ntitle: Report\ndate: 2024-01-03\n---\nReport to all.\n"),
    (
        "newsletters/001.md",
        "---\ntitle: Spring\ndate: 2025-05-02\nnumber: 1\ntopics: [prevention]\nstates: [KEN]\nto: [council]\npreheader: What mail programs show beside the subject of the first.\n\
         items:\n  - letters/upr-49.md\n  - {title: Own, text: An item., link: 'https://example.org/base/'}\n---\nDear reader.\n",
    ),
    (
        "statements/_index.md",
        "---\ntitle: Statements\ndescription: A sentence.\ncollection:\n  singular: Statement\n  layout: said\n  group_by: topics\n  card: [level, closes, form, face]\n  fields:\n    level: {type: choice, label: Level, options: {low: Low}}\n    closes: {type: date, label: Closes}\n    starts: {type: datetime}\n    form: {type: file, label: Form}\n    face: {type: image, label: Face, credit: required}\n    with: {type: list, of: {type: reference, to: letters}}\n---\nA text.\n",
    ),
    (
        "statements/one.md",
        "---\ntitle: One\ndate: 2025-03-02\nstates: [KEN]\nto: [council]\ntopics: [prevention]\nsession: upr-49\nlevel: low\ncloses: 2025-04-01\nstarts: 2025-03-20\nform: ../letters/table.txt\nface: {src: ../letters/photo.gif, credit: Us}\nwith: [upr-49]\n---\nText.\n",
    ),
    ("statements/one.fr.md", "---\ntitle: Un\ndate: 2025-03-02\nstates: [KEN]\nto: [council]\n---\nTexte.\n"),
    (
        "people/_index.md",
        "---\ntitle: People\ncollection:\n  singular: Person\n  render: false\n  list: table\n  card: [role]\n  group_by: team\n  fields:\n    role: {type: text, label: Role}\n    team: {type: choice, options: {office: Office}}\n---\n",
    ),
    ("people/ann.md", "---\ntitle: Ann\nteam: office\n---\nText.\n"),
    ("people/ann.fr.md", "---\ntitle: Anne\n---\nTexte.\n"),
    ("pages/about.md", "---\ntitle: About\n---\nWho we are.\n"),
    ("pages/about/staff.md", "---\ntitle: Staff\n---\nThey work here.\n"),
    ("pages/about/staff/former.md", "---\ntitle: Former\n---\nThey did.\n"),
    ("pages/open.md", "---\ntitle: Open\nstates: [KEN]\ntopics: [prevention]\n---\nFor all.\n"),
    ("pages/about.fr.md", "---\ntitle: Qui nous sommes\n---\nNous sommes.\n"),
];

/// Returns a site on which everything is said.
fn site() -> SiteTest {
    let site = SiteTest::bare().file("content/site.yaml", SETTINGS).drafts().at("2025-06-01");
    let site = site
        .file("content/logo.gif", GIF)
        .file("content/logo-dark.gif", GIF)
        .file("content/icon.png", crate::logo::png(4, 4, [1, 2, 3]))
        .file("content/own.woff2", crate::looks::font(crate::looks::PLAIN))
        .file("content/letters/photo.gif", GIF);
    let site = site.file("layouts/partials/said-card.html", "{{ it.title }}");
    let site = site.file("content/letters/table.txt", "A table.\n");
    let site = DATA.iter().fold(site, |site, (name, text)| site.file(&format!("content/data/{name}.yaml"), text));
    PAGES.iter().fold(site, |site, (path, text)| site.file(&format!("content/{path}"), text))
}

/// Returns what is found of a site.
fn audited(site: &SiteTest) -> Audit {
    let built = site.build();
    audit(built.snapshot.as_ref().unwrap_or_else(|| panic!("{}", site.build().report())))
}

#[test]
fn every_field_is_as_it_is_declared_and_somewhere_set() {
    let site = site();
    let found = audited(&site);
    assert_eq!(found.wrong, <Vec<String>>::new(), "{}", site.build().report());
    assert_eq!(found.unset, <Vec<String>>::new(), "{}", site.build().report());
}

#[test]
fn a_site_with_little_is_as_it_is_declared() {
    let little = SiteTest::bare().file("content/pages/about.md", "---\ntitle: About\n---\n");
    assert_eq!(audited(&little).wrong, <Vec<String>>::new());
}

#[test]
fn functions_are_there() {
    let names: Vec<String> = chapter("functions").lines().filter_map(called).collect();
    assert!(names.len() >= 13, "{names:?}");
    let asked: String = names.iter().map(|name| format!("{name}={{{{ {name} is defined }}}} ")).collect();
    let page = site().file("layouts/page.html", asked).build().text("about/index.html");
    let expected: String = names.iter().map(|name| format!("{name}=true ")).collect();
    assert_eq!(page, expected);
}

/// Returns the name of the function that a line of the reference is about.
fn called(line: &str) -> Option<String> {
    let entry = line.strip_prefix("  ").filter(|entry| !entry.starts_with(' '))?;
    let name = entry.split_once('(')?.0;
    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_').then(|| name.to_owned())
}

/// Runs `demarche layouts`.
fn layouts(name: &str) -> Output {
    let names = Some(name).filter(|name| !name.is_empty());
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.arg("layouts").args(names).output().expect("the program runs")
}

/// Returns what `demarche layouts` prints.
fn chapter(name: &str) -> String {
    let ran = layouts(name);
    assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

#[test]
fn manual_holds_the_reference() {
    let head = "What each layout can ask of what it is about. It prints HTML as it is and escapes all other text. A date is a text: \
                `2025-03-14`, or with a time `2025-03-14T09:30:00+01:00`. What is none prints nothing and counts as false. `photo.url` is what \
                stands within `photo`; of a list each item has it. A name that is not told here is an error. `demarche layouts` prints the same.\n\n";
    let says =
        "The fields of pages, States and all else, functions, filters and tests, and the names that each layout finds.";
    crate::manual::compare("layout-reference", ("What a layout can ask", says), &format!("{head}{}", reference_page()));
}

#[test]
fn one_thing_can_be_asked_for() {
    let photo = chapter("photo");
    assert!(photo.starts_with("photo\n") && photo.contains("  alt  ") && !photo.contains("signatories"), "{photo}");
    let toc = chapter("page.toc");
    assert_eq!(toc.lines().next(), Some("page"));
    assert!(toc.contains("\n    level  ") && !toc.contains("topics"), "{toc}");
    for (name, of) in
        [("letter.html", "layouts"), ("groupby", "filters"), ("page.html", "layouts"), ("n_of", "functions")]
    {
        assert!(chapter(name).starts_with(&format!("{of}\n  ")), "{}", chapter(name));
    }
    // A filter and a test have one name.
    let lower = chapter("lower");
    assert!(lower.contains("filters\n") && lower.contains("tests\n"), "{lower}");
}

#[test]
fn an_unknown_name_is_an_error_with_the_nearest() {
    for (name, near) in [
        ("pgae", "did you mean `page`?"),
        ("page.titel", "did you mean `page.title`?"),
        ("letter.htm", "did you mean `letter.html`?"),
        ("xyzzy", "it is one of site, t, meta, page, "),
        ("page.xyzzy", "it is one of site, "),
    ] {
        let ran = layouts(name);
        let said = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("`{name}`")) && said.contains(near), "{said}");
        assert!(ran.stdout.is_empty());
    }
}
