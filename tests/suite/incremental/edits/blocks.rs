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

/// A statement that is listed.
const FIRST: &str = "content/statements/first.md";

/// The blocks.
const BLOCKS: [&str; 12] = [
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
];

/// How many kinds of edits there are of them.
pub(super) const BLOCK_KINDS: usize = 5;

/// Changes a letter with such blocks, or what they are made of.
pub(super) fn edit_blocks(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    match kind {
        0 => {
            let site = with_notes(site, serial);
            let mut dice = Dice(serial as u64);
            let blocks: String =
                BLOCKS.iter().filter(|_| dice.roll(2) == 0).map(|block| format!("{block}\n")).collect();
            let site = site.file(
                LETTER,
                format!("---\ntitle: Blocks\ndate: 2025-03-0{}\n---\nWe write.\n\n{blocks}", 1 + serial % 5),
            );
            (site, format!("blocks {serial}"))
        }
        1 => toggle(site, "content/letters/notes.csv", "State,Seats\nKenya,12\n"),
        2 => toggle(site, "content/letters/seats.csv", &format!("Seats,State\n{serial},Italy\n")),
        3 => {
            let settings = site.source(SETTINGS).unwrap_or_default();
            let new = match settings.contains(STATISTICS) {
                true => settings.replace(STATISTICS, ""),
                false => settings + STATISTICS,
            };
            (site.file(SETTINGS, new), "statistics".into())
        }
        _ => swap(site, LETTER, " columns=Seats", ""),
    }
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
    let edits: [(&str, &dyn Fn(SiteTest) -> SiteTest); 18] = [
        ("statistics", &|site| {
            let settings = site.source(SETTINGS).unwrap_or_default();
            site.file(SETTINGS, settings + STATISTICS)
        }),
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
