//! The incremental engine: after any edits, the very bytes and messages of a build from nothing, and no more rendered
//! than what the edit changes.

mod cached;

use std::collections::BTreeMap;
use std::sync::Arc;

use demarche::engine::{Engine, Update};

use crate::site_test::{SETTINGS, SiteTest};

/// A picture of one pixel, in a colour.
fn picture(colour: u64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path fill=\"#{:06x}\" d=\"M0 0h4v3z\"/></svg>",
        colour % 0x100_0000
    )
}

/// The pages of the site that is edited, without those that edits add.
const PAGES: [(&str, &str); 12] = [
    (
        "content/letters/upr-49.md",
        "---\ntitle: Recommendations for UPR 49\ndate: 2025-03-14\nsession: upr-49\ntopics: [prevention]\n---\nWe write ahead of the session; see [the brief](../briefs/upr-49/ken.md#focal).\n\n- Name an official. {#focal-point priority states=KEN}\n- Report. {#report}\n",
    ),
    (
        "content/letters/upr-48.md",
        "---\ntitle: Recommendations for UPR 48\ndate: 2024-12-01\nsession: upr-48\naliases: [/old/48/]\n---\nWe write.[^1]\n\n- Name an official, please. {#focal-point}\n\n[^1]: A note with [a link](upr-49.md).\n",
    ),
    (
        "content/briefs/upr-49/ken.md",
        "---\ntitle: Kenya\ndate: 2025-03-10\nstate: KEN\nsession: upr-49\ntopics: [accountability]\n---\n## Focal point {#focal}\n\nText of the brief.\n\n- Ratify it. {#ratify}\n",
    ),
    (
        "content/briefs/upr-49/guy.md",
        "---\ntitle: Guyana\ndate: 2025-03-11\nstate: GUY\nsession: upr-49\n---\nAnother text; [about us](../../pages/about.md).\n",
    ),
    ("content/briefs/upr-48/ita.md", "---\ntitle: Italy\ndate: 2024-11-11\nstate: ITA\nsession: upr-48\n---\nText.\n"),
    (
        "content/recommendations/focal-point.md",
        "---\ntitle: Focal point\ndate: 2024-01-01\ntopics: [prevention]\n---\nName one.\n",
    ),
    (
        "content/recommendations/ratify.md",
        "---\ntitle: Ratify\ndate: 2024-01-02\ninstruments: [rome-statute]\n---\nRatify it.\n",
    ),
    (
        "content/newsletters/001.md",
        "---\ntitle: Spring\ndate: 2025-05-02\nnumber: 1\npreheader: What mail programs show beside the subject of the first.\nitems: [letters/upr-49.md, briefs/upr-49/ken.md]\n---\nDear reader.\n",
    ),
    (
        "content/newsletters/002.md",
        "---\ntitle: Summer\ndate: 2025-05-20\nnumber: 2\npreheader: What mail programs show beside the subject of the second.\nitems:\n  - {title: Own, text: An item of its own.}\n---\nDear reader.\n",
    ),
    ("content/pages/about.md", "---\ntitle: About\ndate: 2024-05-02\n---\nWho we are: ![A field](field.svg)\n"),
    ("content/pages/about.fr.md", "---\ntitle: Qui nous sommes\ndate: 2024-05-02\n---\nNous sommes.\n"),
    ("content/pages/plan.md", "---\ntitle: Plan\ndate: 2024-06-02\n---\nSee [the letter](../letters/upr-48.md).\n"),
];

/// Returns a site with every feature, in two languages.
fn site() -> SiteTest {
    let settings = format!("{SETTINGS}languages: [en, fr]\nper_page: 2\nfooter_nav: [pages/about.md]\n");
    let site = SiteTest::new().file("content/site.yaml", settings).file("content/pages/field.svg", picture(1));
    PAGES.iter().fold(site, |site, (path, text)| site.file(path, text))
}

/// Random numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    /// Returns a number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    /// Returns one of several.
    fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.roll(several.len())]
    }
}

/// Changes one thing, chosen by the dice; returns what was done.
fn edit(site: SiteTest, dice: &mut Dice) -> (SiteTest, String) {
    let markdown: Vec<String> = site.paths().into_iter().filter(|path| path.ends_with(".md")).collect();
    let path = dice.pick(&markdown).clone();
    let text = site.source(&path).unwrap_or_default();
    let serial = dice.roll(1_000_000);
    let put = |site: SiteTest, path: &str, text: String| site.file(path, text);
    let front = |line: &str| text.replacen("---\n", &format!("---\n{line}\n"), 1);
    let lines = |keep: &dyn Fn(&str) -> bool| {
        text.lines().filter(|line| keep(line)).map(|line| format!("{line}\n")).collect::<String>()
    };
    match dice.roll(34) {
        0 | 1 => (put(site, &path, format!("{text}\nMore of it, {serial}.\n")), format!("body of {path}")),
        2 => {
            let new: String = text.lines().map(|line| if line.starts_with("title:") { format!("title: Title {serial}\n") } else { format!("{line}\n") }).collect();
            (put(site, &path, new), format!("title of {path}"))
        }
        3 => {
            let new: String = text.lines().map(|line| if line.starts_with("date:") { format!("date: 2025-0{}-1{}\n", 1 + serial % 5, serial % 9) } else { format!("{line}\n") }).collect();
            (put(site, &path, new), format!("date of {path}"))
        }
        4 => (put(site, &path, front("draft: true")), format!("draft {path}")),
        5 => (put(site, &path, lines(&|line| !line.starts_with("draft:"))), format!("publish {path}")),
        6 => (put(site, &path, front("embargo: 2026-01-19T08:00:00+01:00")), format!("embargo {path}")),
        7 => (put(site, &path, lines(&|line| !line.starts_with("embargo:"))), format!("release {path}")),
        8 => (put(site, &path, front(&format!("description: Described {serial}."))), format!("description of {path}")),
        9 => (put(site, &path, front(&format!("extra: {{unread: {serial}}}"))), format!("unread key of {path}")),
        10 => {
            let new = format!("content/letters/new-{serial}.md");
            let text = format!("---\ntitle: New {serial}\ndate: 2025-04-0{}\nsession: upr-48\n---\nA new letter. See [it](upr-49.md).\n\n- Name one. {{#focal-point}}\n", 1 + serial % 9);
            (put(site, &new, text), format!("add {new}"))
        }
        11 if markdown.len() > 6 => (site.without(&path), format!("delete {path}")),
        12 => {
            let new = path.replace(".md", &format!("-{}.md", serial % 100)).replace(".fr-", "-");
            (site.without(&path).file(&new, text), format!("rename {path} to {new}"))
        }
        13 => {
            let new = path.replace(".md", "/index.md");
            let movable = !path.ends_with("/index.md") && !path.contains(".fr.") && !text.contains("](");
            if movable { (site.without(&path).file(&new, text), format!("bundle {path}")) } else { (site, "nothing".into()) }
        }
        14 => {
            let translated = path.replace(".md", ".fr.md");
            if path.contains(".fr.") { (site, "nothing".into()) } else { (put(site, &translated, text.replace("title: ", "title: Fr ").replace("aliases:", "#")), format!("translate {path}")) }
        }
        15 => (put(site, "content/data/topics.yaml", format!("- {{id: prevention, title: Prevention {serial}}}\n- {{id: accountability, title: Accountability}}\n")), "topic title".into()),
        16 => (put(site, "content/data/topics.yaml", "- {id: prevention, title: Prevention}\n- {id: new, title: New}\n- {id: accountability, title: Accountability}\n".to_owned()), "topic between".into()),
        17 => {
            let sessions = site.source("content/data/sessions.yaml").unwrap_or_default();
            let new = if sessions.contains("upr-47") { sessions.lines().skip(1).map(|line| format!("{line}\n")).collect() } else { format!("- {{id: upr-47, number: 47, cycle: 4, starts: 2024-11-04, states: [NOR, ALB]}}\n{sessions}") };
            (put(site, "content/data/sessions.yaml", new), "session before the others".into())
        }
        18 => {
            let sessions = site.source("content/data/sessions.yaml").unwrap_or_default();
            (put(site, "content/data/sessions.yaml", sessions.replace("ends: 2025-05-09", &format!("ends: 2025-05-1{}", serial % 9))), "end of a session".into())
        }
        19 => {
            let actions = site.source("content/data/treaty-actions.yaml").unwrap_or_default();
            let new = if actions.contains("status: unknown") { actions.replace("status: unknown", "status: party") } else { actions.replace("{state: GUY, instrument: genocide-convention, status: party", "{state: GUY, instrument: genocide-convention, status: unknown") };
            (put(site, "content/data/treaty-actions.yaml", new), "treaty status".into())
        }
        20 => {
            let settings = site.source("content/site.yaml").unwrap_or_default();
            let new: String = settings.lines().map(|line| if line.starts_with("name:") { format!("name: Centre {serial}\n") } else { format!("{line}\n") }).collect();
            (put(site, "content/site.yaml", new), "name of the site".into())
        }
        21 => {
            let settings = site.source("content/site.yaml").unwrap_or_default();
            let new: String = settings.lines().map(|line| if line.starts_with("per_page:") { format!("per_page: {}\n", 1 + serial % 4) } else { format!("{line}\n") }).collect();
            (put(site, "content/site.yaml", new), "pages of archives".into())
        }
        22 => {
            let settings = site.source("content/site.yaml").unwrap_or_default();
            let new = if settings.contains("[en, fr]") { settings.replace("[en, fr]", "[en, fr, de]") } else { settings.replace("[en, fr, de]", "[en, fr]") };
            (put(site, "content/site.yaml", new), "languages".into())
        }
        23 => toggle(site, "layouts/partials/card.html", &format!("<li>{{{{ it.title }}}} {serial}</li>")),
        24 => toggle(site, "layouts/page.html", &format!("{{% include \"own.html\" ignore missing %}}<h1>{{{{ page.title }}}} {serial}</h1>{{{{ page.body }}}}")),
        25 => toggle(site, "layouts/own.html", &format!("<p>{serial}</p>")),
        26 => toggle(site, "layouts/assets/style.css", &format!("body {{ margin: {serial}px }}\n")),
        27 => {
            let word = ["home", "nothing_yet", "letters", "priority", "not_stated"][serial % 5];
            toggle(site, "layouts/strings/en.yaml", &format!("{word}: Word {serial}\n"))
        }
        28 => toggle(site, "layouts/static/robots-own.txt", &format!("{serial}\n")),
        29 => (put(site, "content/pages/field.svg", picture(serial as u64)), "picture".into()),
        30 => (put(site, &path, format!("{text}\nSee [that](nowhere-{serial}.md).\n")), format!("broken link in {path}")),
        31 => (put(site, &path, text.replace("nowhere-", "https://example.net/")), format!("mended link in {path}")),
        32 => (put(site, &path, front("sesion: x")), format!("unknown key in {path}")),
        _ => (put(site, &path, lines(&|line| !line.starts_with("sesion:") && !line.contains("nowhere-"))), format!("mend {path}")),
    }
}

/// Puts a file there, or takes it away when it is there.
fn toggle(site: SiteTest, path: &str, text: &str) -> (SiteTest, String) {
    match site.source(path) {
        Some(_) => (site.without(path), format!("remove {path}")),
        None => (site.file(path, text), format!("add {path}")),
    }
}

/// Sets the instant, the audience and the address, now and then.
fn turn(site: SiteTest, dice: &mut Dice) -> SiteTest {
    match dice.roll(12) {
        0 => site.at(["2025-01-25", "2025-05-01", "2026-02-01"][dice.roll(3)]),
        1 => site.with_drafts(dice.roll(2) == 0),
        2 => site.base_url(["https://example.org/", "https://staging.example.org/new/"][dice.roll(2)]),
        _ => site,
    }
}

/// An engine, and what somebody sees who is told of its changes alone.
#[derive(Default)]
struct Preview {
    engine: Engine,
    shown: BTreeMap<String, Arc<[u8]>>,
    /// How many of the updates kept the site as it was and asked only what was made of the edited pages.
    in_place: usize,
}

impl Preview {
    /// Brings the engine up to date.
    fn update(&mut self, site: &SiteTest) -> Update {
        let known = self.engine.size();
        let update = site.update(&mut self.engine);
        self.in_place += usize::from(update.asked < known / 2);
        for (route, bytes) in &update.changes {
            match bytes {
                Some(bytes) => self.shown.insert(route.clone(), Arc::clone(bytes)),
                None => self.shown.remove(route),
            };
        }
        update
    }
}

/// Fails unless the engine gives what a build from nothing gives.
#[track_caller]
fn assert_same(site: &SiteTest, preview: &mut Preview, history: &[String]) -> bool {
    let update = preview.update(site);
    let clean = site.build();
    let tell = || format!("after {history:#?}");
    assert_eq!(update.diagnostics, clean.diagnostics, "{}", tell());
    if !update.is_good() {
        assert!(update.changes.is_empty());
        return false;
    }
    for files in [&preview.engine.files(), &preview.shown] {
        let made: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(made, clean.files.keys().map(String::as_str).collect::<Vec<_>>(), "{}", tell());
        for (route, bytes) in files {
            assert!(bytes[..] == clean.files[route][..], "{route} is stale {}", tell());
        }
    }
    true
}

/// How many sequences of edits are tried.
const SEQUENCES: u64 = 500;
/// How many edits are in each, at least and at most.
const EDITS: std::ops::RangeInclusive<usize> = 1..=4;

#[test]
fn any_sequence_of_edits_ends_in_the_bytes_of_a_clean_build() {
    let mut preview = Preview::default();
    let (mut good, mut in_place, mut edits) = (0, 0, 0);
    for seed in 0..SEQUENCES {
        let mut dice = Dice(seed);
        let mut site = site();
        let mut history = vec![format!("seed {seed}")];
        if seed % 25 == 0 {
            in_place += preview.in_place;
            preview = Preview::default();
            assert!(assert_same(&site, &mut preview, &history), "the site has no mistakes to begin with");
        } else {
            // All is taken back at once, which is an edit like others.
            preview.update(&site);
        }
        for _ in 0..EDITS.start() + dice.roll(*EDITS.end()) {
            edits += 1;
            let (edited, what) = edit(site.clone(), &mut dice);
            let edited = turn(edited, &mut dice);
            history.push(what);
            if assert_same(&edited, &mut preview, &history) {
                site = edited;
                good += 1;
            } else {
                // A mistake is mended at once, or most sites would have one.
                assert!(assert_same(&site, &mut preview, &history), "{history:#?}");
            }
        }
    }
    in_place += preview.in_place;
    assert!(in_place > edits / 8, "{in_place} of {edits} edits were made in place");
    assert!(good > edits * 3 / 4, "{good} of {edits} edits gave a site");
}

/// Builds, edits, builds again; returns the routes that were rendered the second time.
fn rendered(change: impl FnOnce(SiteTest) -> SiteTest) -> Vec<String> {
    let mut engine = Engine::new();
    let before = site();
    let first = before.update(&mut engine);
    assert!(first.is_good() && first.rendered.len() > 200, "{:?}", first.diagnostics);
    let after = change(before);
    let second = after.update(&mut engine);
    assert!(second.is_good(), "{:?}", second.diagnostics);
    let clean = after.build();
    assert!(engine.files().iter().all(|(route, bytes)| clean.files[route][..] == bytes[..]));
    second.rendered.iter().map(ToString::to_string).collect()
}

#[test]
fn nothing_changed_renders_nothing() {
    assert_eq!(rendered(|site| site), [""; 0]);
}

#[test]
fn unread_key_renders_nothing() {
    assert_eq!(rendered(|site| site.replace("content/pages/plan.md", "title:", "extra: {unread: 1}\ntitle:")), [""; 0]);
}

#[test]
fn body_renders_its_page_and_what_quotes_it() {
    assert_eq!(rendered(|site| site.replace("content/pages/plan.md", "See", "Do see")), ["plan/index.html"]);
}

#[test]
fn summary_renders_what_shows_it() {
    let change = |site: SiteTest| site.replace("content/briefs/upr-49/ken.md", "Text of the brief.", "A text.");
    assert_eq!(
        rendered(change),
        [
            "briefs/index.html",
            "briefs/upr-49/guy/index.html",
            "briefs/upr-49/ken/index.html",
            "briefs/upr-49/ken/newsletter.eml",
            "briefs/upr-49/ken/newsletter.html",
            "briefs/upr-49/ken/newsletter.txt",
            "index.html",
            "letters/upr-49/index.html",
            "newsletters/1/index.html",
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
            "states/ken/index.html",
        ]
    );
}

#[test]
fn title_renders_what_shows_it() {
    let change = |site: SiteTest| site.replace("content/briefs/upr-49/ken.md", "title: Kenya", "title: On Kenya");
    assert_eq!(
        rendered(change),
        [
            "briefs/index.html",
            "briefs/upr-48/ita/index.html",
            "briefs/upr-49/guy/index.html",
            "briefs/upr-49/ken/index.html",
            "briefs/upr-49/ken/newsletter.eml",
            "briefs/upr-49/ken/newsletter.html",
            "briefs/upr-49/ken/newsletter.txt",
            "index.html",
            "letters/upr-49/index.html",
            "newsletters/1/index.html",
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
            "recommendations/ratify/index.html",
            "states/ken/index.html",
            "states/ken/upr-49/index.html",
            "topics/accountability/index.html",
        ]
    );
}

#[test]
fn new_page_that_nothing_lists_renders_itself_and_the_sitemap() {
    let text = "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n";
    assert_eq!(rendered(|site| site.file("content/pages/new.md", text)), ["new/index.html", "sitemap.xml"]);
    assert_eq!(rendered(|site| site.without("content/pages/plan.md")), ["sitemap.xml"]);
}

#[test]
fn new_letter_renders_archive_neighbours_session_and_states() {
    let text = "---\ntitle: New\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n";
    let routes = rendered(|site| site.file("content/letters/new.md", text));
    for expected in [
        "index.html",
        "letters/index.html",
        "letters/new/index.html",
        "letters/page/2/index.html",
        "letters/upr-48/index.html",
        "letters/upr-49/index.html",
        "sessions/upr-48/index.html",
        "sitemap.xml",
        "states/ita/index.html",
        "states/ita/upr-48/index.html",
    ] {
        assert!(routes.iter().any(|route| route == expected), "{expected} is not among {routes:?}");
    }
    assert!(routes.len() < 20, "{routes:?}");
}

/// Texts of single pages that are edited one after the other, each of which concerns more than its page.
#[test]
fn edits_of_texts_that_concern_more_than_their_page() {
    let (ken, letter, plan) = ("content/briefs/upr-49/ken.md", "content/letters/upr-49.md", "content/pages/plan.md");
    let (about, issue) = ("content/pages/about.md", "content/newsletters/002.md");
    type Edit<'a> = (&'a str, &'a str, &'a str, &'a str);
    let edits: [Edit<'_>; 13] = [
        ("an anchor that another page links to goes", ken, "{#focal}", "{#other}"),
        ("and comes back", ken, "{#other}", "{#focal}"),
        ("a wording becomes one of another recommendation", letter, "{#report}", "{#ratify}"),
        ("a recommendation is addressed to another state", letter, "states=KEN}", "states=GUY}"),
        ("a file is not used any more", about, "![A field](field.svg)", "A field."),
        ("a file is used again, and linked to", about, "A field.", "[A field](field.svg)"),
        ("a link leads to an address", plan, "../letters/upr-48.md", "/letters/upr-48/"),
        ("a link leads to no address", plan, "/letters/upr-48/", "/letters/upr-1/"),
        ("and to one again", plan, "/letters/upr-1/", "/briefs/"),
        ("a letter becomes an item", issue, "- {title: Own, text: An item of its own.}", "- letters/upr-48.md"),
        ("a title is too long for a subject", letter, "title: Rec", &["title: ", &"Long ".repeat(20), "Rec"].concat()),
        ("a page is addressed elsewhere", plan, "title: Plan", "title: Plan\nslug: plans"),
        ("a page speaks another time", plan, "date: 2024-06-02", "date: 2024-06-03"),
    ];
    let mut preview = Preview::default();
    let mut site = site();
    let mut history = Vec::new();
    assert!(assert_same(&site, &mut preview, &history));
    for (what, path, from, to) in edits {
        site = site.replace(path, from, to);
        history.push(what.to_owned());
        assert_same(&site, &mut preview, &history);
    }
}

#[test]
fn drafts_come_and_go_with_the_wish_for_them() {
    let mut preview = Preview::default();
    let site = site().replace("content/pages/plan.md", "title:", "draft: true\ntitle:");
    for (drafts, base_url) in
        [(false, "https://example.org/"), (true, "https://example.org/"), (true, "https://example.net/x/")]
    {
        for drafts in [drafts, !drafts] {
            let site = site.clone().with_drafts(drafts).base_url(base_url);
            assert!(assert_same(&site, &mut preview, &[format!("drafts: {drafts}, at {base_url}")]));
        }
    }
}

#[test]
fn counted_words_render_what_only_counts() {
    let site = site().file("layouts/page.html", "{{ n_of(2, \"minutes_to_read\") }}");
    let mut engine = Engine::new();
    assert!(site.update(&mut engine).is_good());
    let other = site.file(
        "layouts/strings/en.yaml",
        "plurals: {minutes_to_read: {one: one minute, other: \"{n} whole minutes\"}}\n",
    );
    let update = other.update(&mut engine);
    assert!(update.is_good(), "{:?}", update.diagnostics);
    assert_eq!(&engine.files()["plan/index.html"][..], b"2 whole minutes");
}

#[test]
fn questions_asked_again_are_those_that_the_edit_concerns() {
    let mut engine = Engine::new();
    let before = site();
    before.update(&mut engine);
    let known = engine.size();
    let body = before.clone().replace("content/pages/plan.md", "See", "Do see").update(&mut engine);
    assert!(body.is_good() && (1..100).contains(&body.asked), "{} of {known} questions", body.asked);
    let nothing = before.clone().replace("content/pages/plan.md", "See", "Do see").update(&mut engine);
    assert_eq!((nothing.asked, nothing.rendered.len(), nothing.changes.len()), (0, 0, 0));
    let added =
        before.file("content/pages/new.md", "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n").update(&mut engine);
    assert!(added.asked > known / 2, "{} of {known} questions", added.asked);
}

#[test]
fn treaty_status_renders_the_state_and_the_instrument() {
    let path = "content/data/treaty-actions.yaml";
    assert_eq!(
        rendered(|site| site.replace(path, "status: unknown", "status: party")),
        [
            "fr/instruments/genocide-convention/index.html",
            "fr/states/guy/index.html",
            "fr/states/guy/upr-49/index.html",
            "instruments/genocide-convention/index.html",
            "states/guy/index.html",
            "states/guy/upr-49/index.html",
        ]
    );
}

#[test]
fn picture_and_day_render_no_page() {
    assert_eq!(rendered(|site| site.file("content/pages/field.svg", picture(7))), [""; 0]);
    assert_eq!(rendered(|site| site.at("2025-06-02")), [""; 0]);
}

#[test]
fn engine_does_not_grow_with_the_number_of_builds() {
    let mut engine = Engine::new();
    let site = site();
    site.update(&mut engine);
    let edited = site.clone().replace("content/pages/plan.md", "See", "Do see");
    edited.update(&mut engine);
    let once = engine.size();
    for _ in 0..20 {
        site.update(&mut engine);
        edited.update(&mut engine);
    }
    assert_eq!(engine.size(), once);
    // Also when each build has other pages.
    for round in 0..60 {
        let text = format!("---\ntitle: New {round}\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n");
        site.clone().file(&format!("content/letters/new-{round}.md"), text).update(&mut engine);
    }
    site.update(&mut engine);
    edited.update(&mut engine);
    assert!(engine.size() < once * 2, "{} questions where {once} suffice", engine.size());
}
