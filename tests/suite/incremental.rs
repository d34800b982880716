//! The incremental engine: after any edits, the very bytes and messages of a build from nothing, and no more rendered
//! than what the edit changes.

mod addressed;
mod cached;
mod collections;
mod counts;
mod edits;
mod mails;
mod menus;
mod odd_edits;
mod parts;
mod reads;
mod remembered;
mod targets;
mod updates;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use demarche::engine::{Changes, Engine, Update, Viewer};
use demarche::spill::{Spill, Spilled};

use self::edits::{Dice, edit, picture, turn};
use self::reads::reading_site;
use self::remembered::Shelf;
use crate::site_test::{SETTINGS, SiteTest, made_by, read_all};

/// The pages of the site that is edited, without those that edits add.
const PAGES: [(&str, &str); 16] = [
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
        "---\ntitle: Ratify\ndate: 2024-01-02\ninstruments: [rome-statute]\napplies: {not_party_to_any: [genocide-convention]}\n---\nRatify it.\n",
    ),
    (
        "content/recommendations/name-one.md",
        "---\ntitle: Name one\ndate: 2024-01-03\napplies: {no_focal_point: true}\n---\nName one soon.\n",
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
    (
        "content/statements/_index.md",
        "---\ntitle: Statements\ncollection:\n  singular: Statement\n  fields:\n    level: {type: choice, label: Level, options: {low: Low, high: High}}\n    closes: {type: date, label: Closes}\n    with: {type: list, label: With, of: {type: reference, to: pages}}\n    face: {type: image, label: Face}\n---\nWhat we say, such as [this](first.md).\n",
    ),
    (
        "content/statements/first.md",
        "---\ntitle: First statement\ndate: 2025-03-02\nstates: [KEN]\ntopics: [prevention]\nlevel: low\nwith: [about]\nface: ../pages/field.svg\n---\nSee [all](_index.md).\n\n- Say it. {#say-it states=KEN}\n",
    ),
    (
        "content/statements/second.md",
        "---\ntitle: Second statement\ndate: 2025-03-03\ncloses: 2025-02-01\nlevel: high\nsession: upr-49\n---\nText.\n",
    ),
    ("content/pages/plan.md", "---\ntitle: Plan\ndate: 2024-06-02\n---\nSee [the letter](../letters/upr-48.md).\n"),
];

/// Returns a site with every feature, in two languages.
fn site() -> SiteTest {
    let settings =
        format!("{SETTINGS}languages: [en, fr]\nper_page: 2\nnav: [letters, states]\nfooter_nav: [pages/about.md]\n");
    let site = SiteTest::new().file("content/site.yaml", settings).file("content/pages/field.svg", picture(1));
    let site = site.file("layouts/page.html", "<h1>{{ page.title }}</h1>{% for of in (page.nested or {}).pages or [] %}{{ of.page.title }}{% endfor %}{{ page.body }}");
    PAGES.iter().fold(site, |site, (path, text)| site.file(path, text))
}

/// Somebody who looks at two pages of the site, and keeps what is shown of a build that goes on.
#[derive(Clone, Debug, Default)]
struct Looker(Arc<Mutex<Vec<Changes>>>);

impl Viewer for Looker {
    fn viewed(&self) -> Vec<String> {
        ["letters/index.html", "briefs/upr-49/ken/index.html", "gone/index.html"].map(str::to_owned).into()
    }

    fn show(&self, changes: Changes) {
        self.0.lock().expect("no test panics in here").push(changes);
    }
}

/// An engine, what somebody sees who is told of its changes alone, and what builds leave of which each goes on from the
/// one before.
struct Preview {
    engine: Engine,
    looker: Looker,
    shown: BTreeMap<String, Spilled>,
    shelf: Shelf,
    /// How often pages were shown before the others were made.
    shown_first: usize,
    /// How many of the updates kept the site as it was and asked only what was made of the edited pages.
    in_place: usize,
}

impl Preview {
    /// Returns a preview of nothing yet.
    fn new() -> Preview {
        Preview::of(Engine::new())
    }

    /// Returns a preview by an engine.
    fn of(mut engine: Engine) -> Preview {
        let looker = Looker::default();
        engine.set_viewer(Box::new(looker.clone()));
        engine.set_spill(Spill::of(tempfile::tempfile().expect("a good disk")));
        let (shown, shelf) = (BTreeMap::new(), Shelf::default());
        Preview { engine, looker, shown, shelf, shown_first: 0, in_place: 0 }
    }

    /// Brings the engine up to date.
    fn update(&mut self, site: &SiteTest) -> Update {
        let known = self.engine.size();
        let update = site.update(&mut self.engine);
        self.in_place += usize::from(update.asked < known / 2);
        let first = std::mem::take(&mut *self.looker.0.lock().expect("no test panics in there"));
        self.shown_first += first.len();
        // A server takes back what it has shown of a first build that came to nothing.
        let first = if self.shown.is_empty() && !update.is_good() { Vec::new() } else { first };
        for changes in first.iter().chain([&update.changes]) {
            for (route, bytes) in changes {
                match bytes {
                    Some(bytes) => self.shown.insert(route.clone(), bytes.clone()),
                    None => self.shown.remove(route),
                };
            }
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
    assert_eq!(preview.engine.stale(), <Vec<String>>::new(), "answers that were not asked again {}", tell());
    assert_eq!(update.diagnostics, clean.diagnostics, "{}", tell());
    let mut dice = Dice(history.len() as u64 + 1000 * clean.files.len() as u64);
    preview.shelf.assert_same(site, &clean, &mut dice, &tell);
    if !update.is_good() {
        assert!(update.changes.is_empty());
        return false;
    }
    for files in [&made_by(&preview.engine), &read_all(&preview.shown)] {
        let made: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(made, clean.files.keys().map(String::as_str).collect::<Vec<_>>(), "{}", tell());
        for (route, bytes) in files {
            assert!(bytes[..] == clean.files[route][..], "{route} is stale {}", tell());
        }
    }
    true
}

/// Says how many sequences of edits are tried, where `SEQUENCES` are not enough; `.ci/run` wants ten times as many.
const SEQUENCES_ASKED: &str = "DEMARCHE_TEST_SEQUENCES";
/// How many sequences of edits are tried.
const SEQUENCES: u64 = 50;
/// How many tests share them.
const SHARES: u64 = 2;
/// How many edits are in each, at least and at most.
const EDITS: std::ops::RangeInclusive<usize> = 1..=4;

/// How often something happened in some sequences of edits.
#[derive(Default)]
struct Count {
    edits: usize,
    /// How many edits gave a site without mistakes.
    good: usize,
    in_place: usize,
    shown_first: usize,
    made: usize,
    kept: usize,
    short: usize,
}

impl Count {
    /// Adds what a preview has counted.
    fn add(&mut self, preview: &Preview) {
        self.in_place += preview.in_place;
        self.shown_first += preview.shown_first;
        self.made += preview.shelf.made;
        self.kept += preview.shelf.kept;
        self.short += preview.shelf.short;
    }
}

/// Tries one share of the sequences, so that several are tried at the same time.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "who runs the tests says how long")]
fn try_sequences(share: u64) {
    let asked = std::env::var(SEQUENCES_ASKED).map(|number| number.parse().expect("a number of sequences"));
    let sequences = asked.unwrap_or(SEQUENCES);
    let mut preview = Preview::new();
    let mut count = Count::default();
    for (number, seed) in (0..sequences).filter(|seed| seed % SHARES == share).enumerate() {
        let mut dice = Dice(seed);
        let mut site = reading_site();
        let mut history = vec![format!("seed {seed}")];
        if number % 25 == 0 {
            count.add(&preview);
            // Entities have numbers in another order each time.
            preview = Preview::of(Engine::shuffled(seed));
            assert!(assert_same(&site, &mut preview, &history), "the site has no mistakes to begin with");
        } else {
            // All is taken back at once, which is an edit like others.
            preview.update(&site);
        }
        for _ in 0..EDITS.start() + dice.roll(*EDITS.end()) {
            count.edits += 1;
            let (edited, what) = edit(site.clone(), &mut dice);
            let edited = turn(edited, &mut dice);
            history.push(what);
            if assert_same(&edited, &mut preview, &history) {
                site = edited;
                count.good += 1;
            } else {
                // A mistake is mended at once, or most sites would have one.
                assert!(assert_same(&site, &mut preview, &history), "{history:#?}");
            }
        }
    }
    count.add(&preview);
    let Count { edits, good, in_place, shown_first, made, kept, short } = count;
    assert!(in_place > edits / 8, "{in_place} of {edits} edits were made in place");
    assert!(shown_first > edits / 5, "pages that are looked at were shown first {shown_first} times in {edits} edits");
    assert!(short > edits / 8, "{short} of {edits} builds asked only what could be another");
    assert!(kept > made, "{kept} files were kept and {made} made");
    assert!(good > edits * 2 / 3, "{good} of {edits} edits gave a site, and some are mistakes on purpose");
}

#[test]
fn any_sequence_of_edits_ends_in_the_bytes_of_a_clean_build() {
    try_sequences(0);
}

#[test]
fn any_other_sequence_of_edits_ends_in_the_bytes_of_a_clean_build() {
    try_sequences(1);
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
    let mut preview = Preview::new();
    let mut site = site();
    let mut history = Vec::new();
    assert!(assert_same(&site, &mut preview, &history));
    for (what, path, from, to) in edits {
        site = site.replace(path, from, to);
        history.push(what.to_owned());
        assert_same(&site, &mut preview, &history);
    }
    assert!(preview.in_place > 0, "none was made in place");
}

/// Addresses that layouts write out, while layouts and pages come, go and change.
#[test]
fn edits_of_layouts_that_write_addresses_out() {
    let base = |more: &str| include_str!("../../layouts/base.html").replace("</main>", &format!("{more}</main>"));
    let (path, plan) = ("layouts/base.html", "content/pages/plan.md");
    let mut preview = Preview::new();
    let mut site = site().file(path, base(""));
    assert!(assert_same(&site, &mut preview, &[]));
    let edits: [(&str, &str, &[&str]); 9] = [
        (path, "<a href='/plan/'>a</a>", &[]),
        (path, "\n<a href='/plan/'>b</a>", &[]),
        (path, "<a href='/plans/'>a</a>", &["dead-address"]),
        (path, "\n<a href='/plans/'>a</a>", &["dead-address"]),
        (plan, "slug: plans", &[]),
        (path, "<a href='{{ url(\"/plans/\") }}'>a</a>", &[]),
        (plan, "slug: plan", &["dead-address"]),
        (path, "{% if false %}<a href='/plans/'>a</a>{% endif %}", &[]),
        (path, "<a href='/plans/'>a</a>", &["dead-address"]),
    ];
    let text = site.source(plan).expect("a page");
    let mut history = Vec::new();
    for (file, change, expected) in edits {
        site = match file == path {
            true => site.file(path, base(change)),
            false => site.file(plan, text.replacen("---\n", &format!("---\n{change}\n"), 1)),
        };
        history.push(change.to_owned());
        assert_same(&site, &mut preview, &history);
        let codes = site.build().codes();
        let dead: Vec<&str> = codes.into_iter().filter(|code| *code == "dead-address").collect();
        assert_eq!(dead, expected, "{history:#?}");
    }
    assert!(preview.in_place > 0, "none was made in place");
}

/// Nothing else is built in between: the threads that make a mail keep its parts for a while.
#[test]
fn text_that_is_edited_again_and_again_is_shown_as_it_is() {
    let mut engine = Engine::new();
    assert!(site().update(&mut engine).is_good());
    for word in ["One", "Two", "Three", "Four", "Five"] {
        let edited = site().replace("content/briefs/upr-48/ita.md", "Text.", &format!("{word} words."));
        assert!(edited.update(&mut engine).is_good());
        for file in ["index.html", "newsletter.html", "newsletter.txt", "newsletter.eml"] {
            let bytes = &made_by(&engine)[&format!("briefs/upr-48/ita/{file}")];
            assert!(String::from_utf8_lossy(bytes).contains(&format!("{word} words.")), "{file} is stale: {word}");
        }
    }
}

#[test]
fn drafts_come_and_go_with_the_wish_for_them() {
    let mut preview = Preview::new();
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
    let mut most = once;
    for round in 0..40 {
        let text = format!("---\ntitle: New {round}\ndate: 2025-02-02\nsession: upr-48\n---\nText.\n");
        let path = |number: u32| format!("content/letters/new-{round}-{number}.md");
        let more = (0..12).fold(site.clone(), |site, number| site.file(&path(number), &text));
        // With the next update much is forgotten: that of the settings must not be.
        let is_due = engine.size() > once * 2;
        let accent =
            |site: SiteTest| site.replace("content/site.yaml", "per_page: 2", "per_page: 2\naccent: \"#123456\"");
        if is_due { accent(more) } else { more }.update(&mut engine);
        most = most.max(engine.size());
        assert_eq!(engine.stale(), <Vec<String>>::new(), "round {round}");
    }
    assert!(most > once * 2, "nothing had to be forgotten: {most} questions");
    let titled = site.clone().replace("content/letters/upr-49.md", "title: Rec", "title: Our rec");
    for site in [&site, &edited, &titled] {
        site.update(&mut engine);
        let clean = site.build();
        assert!(made_by(&engine).iter().all(|(route, bytes)| bytes[..] == clean.files[route][..]));
    }
    assert!(engine.size() < once * 3, "{} questions where {once} suffice", engine.size());
}
