//! Edits of blocks that are made of more than their text, and of what they are made of.

use super::super::{Preview, assert_same, site};
use super::{Dice, picture, swap, toggle};
use crate::site_test::SiteTest;

/// A letter with such blocks.
const LETTER: &str = "content/letters/blocks.md";

/// The settings.
const SETTINGS: &str = "content/site.yaml";

/// What is said of statistics there.
const STATISTICS: &str = "statistics: {name: Counts, script: 'https://stats.example.net/s.js'}\n";

/// What is said of a sign-up and of players there, and blocks that show them.
const SIGN_UP: &str =
    "newsletter: {signup_url: 'https://news.example.net/', text: One a month.}\nembeds: [player.example.net]\n";
const SIGN_UP_BLOCK: &str =
    "::: signup\n:::\n\n::: video url=https://video.example.net/7 title=A player=https://player.example.net/7\n:::\n";

/// A layout of the site's own for a session.
const SESSION: &str = "layouts/partials/session.html";

/// A statement that is listed.
const FIRST: &str = "content/statements/first.md";

/// The blocks.
const BLOCKS: [&str; 16] = [
    "::: privacy\n:::\n",
    "::: download src=../pages/field.svg title=Field\nA field.\n:::\n",
    "::: download src=notes.csv title=Notes\n:::\n",
    "::: table source=notes.csv\nAll of it, by [us](../pages/about.md).\n:::\n",
    "::: table source=seats.csv columns=Seats\n:::\n",
    "::: table source=seats.yaml\n:::\n",
    "::: list from=statements where=\"level=high\" sort_by=title\n:::\n",
    "::: chart source=notes.csv type=line\nSeats.\n:::\n",
    "::: list from=letters shape=lines count=2\n:::\n",
    "::: list from=briefs where=\"state=KEN, year=2025\"\n:::\n",
    "::: list pages=\"../statements/second.md, ../pages/plan.md\" shape=lines\n:::\n",
    "::: list from=statements where=\"topic=prevention\" sort_by=-level\n:::\n",
    "::: session\n:::\n",
    "::: session body=upr\n:::\n",
    "::: recommendations topic=prevention count=3\n:::\n",
    "::: recommendations state=KEN\n:::\n",
];

/// How many kinds of edits there are of them.
pub(super) const BLOCK_KINDS: usize = 7;

/// Changes a letter with such blocks, or what they are made of.
pub(super) fn edit_blocks(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    match kind {
        0 => {
            let site = with_notes(site, serial);
            let mut dice = Dice(serial as u64);
            let blocks: String =
                BLOCKS.iter().filter(|_| dice.roll(2) == 0).map(|block| format!("{block}\n")).collect();
            let signs_up = site.source(SETTINGS).unwrap_or_default().contains(SIGN_UP);
            let blocks = blocks + if signs_up { SIGN_UP_BLOCK } else { "" };
            let site = site.file(
                LETTER,
                format!("---\ntitle: Blocks\ndate: 2025-03-0{}\n---\nWe write.\n\n{blocks}", 1 + serial % 5),
            );
            (site, format!("blocks {serial}"))
        }
        1 => toggle(site, "content/letters/notes.csv", "State,Seats\nKenya,12\n"),
        2 => toggle(site, "content/letters/seats.csv", &format!("Seats,State\n{serial},Italy\n")),
        3 => (setting(site, STATISTICS), "statistics".into()),
        4 => (setting(site, SIGN_UP), "sign-up".into()),
        5 => toggle(site, SESSION, &format!("{{{{ it.title }}}} {serial}\n")),
        _ => swap(site, LETTER, " columns=Seats", ""),
    }
}

/// Adds a line to the settings, or takes it out.
fn setting(site: SiteTest, line: &str) -> SiteTest {
    let settings = site.source(SETTINGS).unwrap_or_default();
    let new = if settings.contains(line) { settings.replace(line, "") } else { settings + line };
    site.file(SETTINGS, new)
}

/// Returns a site in which the file lies that blocks name.
fn with_notes(site: SiteTest, serial: usize) -> SiteTest {
    site.file("content/letters/notes.csv", format!("State,Seats\nKenya,{serial}\nGuyana,3\n"))
        .file("content/data/tables/seats.csv", format!("State,Seats\nKenya,{serial}\n"))
        .file("content/data/tables/seats.yaml", format!("- {{State: Kenya, Seats: {serial}}}\n"))
}

#[test]
fn blocks_are_those_of_a_clean_build_after_each_edit_of_what_they_are_made_of() {
    let text = format!("---\ntitle: Blocks\ndate: 2025-03-01\n---\nWe write.\n\n{}", BLOCKS.join("\n"));
    let begin = with_notes(site(), 1).file(LETTER, text);
    let (sessions, standing) = ("content/data/sessions.yaml", "content/recommendations/focal-point.md");
    let edits: [(&str, &dyn Fn(SiteTest) -> SiteTest); 25] = [
        ("statistics", &|site| setting(site, STATISTICS)),
        ("a sign-up", &|site| {
            let text = site.source(LETTER).unwrap_or_default();
            setting(site, SIGN_UP).file(LETTER, format!("{text}\n{SIGN_UP_BLOCK}"))
        }),
        ("its words", &|site| site.replace(SETTINGS, "One a month", "Two a month")),
        ("the end of a session", &|site| site.replace(sessions, "ends: 2025-05-09", "ends: 2025-05-16")),
        ("a layout for it", &|site| site.file(SESSION, "{{ it.title }}\n")),
        ("none", &|site| site.without(SESSION)),
        ("the title of a standing recommendation", &|site| site.replace(standing, "title: ", "title: New ")),
        ("it is for nobody", &|site| site.replace(standing, "title: ", "draft: true\ntitle: ")),
        ("a file is another", &|site| with_notes(site, 1_000)),
        ("a picture is another", &|site| site.file("content/pages/field.svg", picture(0x12_3456))),
        ("a file is gone", &|site| site.without("content/letters/notes.csv")),
        ("and back", &|site| with_notes(site, 2)),
        ("a nearer file", &|site| site.file("content/letters/seats.csv", "Seats\n7\n")),
        ("all columns", &|site| site.replace(LETTER, " columns=Seats", "")),
        ("some columns", &|site| site.replace(LETTER, "source=seats.csv", "source=seats.csv columns=Seats")),
        ("a column is gone", &|site| site.file("content/letters/seats.csv", "Seat\n7\n")),
        ("the file too", &|site| site.without("content/letters/seats.csv")),
        ("a level", &|site| site.replace(FIRST, "level: low", "level: high")),
        ("a title", &|site| site.replace(FIRST, "title: First", "title: A first")),
        ("a topic", &|site| site.replace(FIRST, "topics: [prevention]", "topics: [accountability]")),
        ("a listed page is a draft", &|site| site.replace(FIRST, "title:", "draft: true\ntitle:")),
        ("a new letter", &|site| {
            site.file("content/letters/new.md", "---\ntitle: New\ndate: 2025-04-01\n---\nText.\n")
        }),
        ("a date", &|site| site.replace("content/briefs/upr-49/ken.md", "date: 2025-03-10", "date: 2024-03-10")),
        ("a named page is gone", &|site| site.without("content/pages/plan.md")),
        ("it is a draft", &|site| site.replace(LETTER, "title:", "draft: true\ntitle:")),
    ];
    let (mut preview, mut site, mut history) = (Preview::new(), begin, Vec::new());
    assert!(assert_same(&site, &mut preview, &history), "the site has no mistakes to begin with");
    for (what, edit) in edits {
        site = edit(site);
        history.push(what.to_owned());
        assert_same(&site, &mut preview, &history);
    }
}
