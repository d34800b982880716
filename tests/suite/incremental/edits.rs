//! Random edits of a site, of every kind.

mod blocks;
mod looks;
mod own_blocks;
mod taxonomies;

use self::blocks::{BLOCK_KINDS, edit_blocks};
use self::looks::{LOOKS_KINDS, edit_looks};
use self::own_blocks::{OWN_BLOCK_KINDS, edit_own_blocks};
use self::taxonomies::{TAXONOMY_KINDS, edit_taxonomies};
use super::addressed::{ADDRESSED_KINDS, edit_addressed};
use super::collections::{INDEX_KINDS, edit_index};
use super::menus::{MENU_KINDS, edit_menus};
use super::reads::{READS_KINDS, edit_reads};
use crate::site_test::SiteTest;

/// A picture of one pixel, in a colour.
pub(super) fn picture(colour: u64) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"><path fill=\"#{:06x}\" d=\"M0 0h4v3z\"/></svg>",
        colour % 0x100_0000
    )
}

/// Random numbers that are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// Returns a number below `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }

    /// Returns one of several.
    pub(super) fn pick<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.roll(several.len())]
    }
}

/// Changes one thing, chosen by the dice; returns what was done.
pub(super) fn edit(site: SiteTest, dice: &mut Dice) -> (SiteTest, String) {
    let is_text = |path: &String| path.ends_with(".md") && !path.contains("/_index");
    let markdown: Vec<String> = site.paths().into_iter().filter(is_text).collect();
    let path = dice.pick(&markdown).clone();
    let text = site.source(&path).unwrap_or_default();
    let serial = dice.roll(1_000_000);
    let put = |site: SiteTest, path: &str, text: String| site.file(path, text);
    let front = |line: &str| text.replacen("---\n", &format!("---\n{line}\n"), 1);
    let lines = |keep: &dyn Fn(&str) -> bool| {
        text.lines().filter(|line| keep(line)).map(|line| format!("{line}\n")).collect::<String>()
    };
    match dice.roll(34 + READS_KINDS + MORE_KINDS + MENU_KINDS + INDEX_KINDS + ADDRESSED_KINDS + BLOCK_KINDS + OWN_BLOCK_KINDS + TAXONOMY_KINDS + LOOKS_KINDS) {
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
        33 => (put(site, &path, lines(&|line| !line.starts_with("sesion:") && !line.contains("nowhere-"))), format!("mend {path}")),
        kind if kind < 34 + READS_KINDS => edit_reads(site, kind - 34, &path, serial),
        kind if kind < 34 + READS_KINDS + MORE_KINDS => edit_more(site, kind - 34 - READS_KINDS, serial),
        kind if kind < 34 + READS_KINDS + MORE_KINDS + MENU_KINDS => {
            edit_menus(site, kind - 34 - READS_KINDS - MORE_KINDS, serial)
        }
        kind if kind < 34 + READS_KINDS + MORE_KINDS + MENU_KINDS + INDEX_KINDS => {
            edit_index(site, kind - 34 - READS_KINDS - MORE_KINDS - MENU_KINDS, serial)
        }
        kind if kind < 34 + READS_KINDS + MORE_KINDS + MENU_KINDS + INDEX_KINDS + ADDRESSED_KINDS => {
            edit_addressed(site, kind - 34 - READS_KINDS - MORE_KINDS - MENU_KINDS - INDEX_KINDS, serial)
        }
        kind => {
            let kind = kind - (34 + READS_KINDS + MORE_KINDS + MENU_KINDS + INDEX_KINDS + ADDRESSED_KINDS);
            match kind.checked_sub(BLOCK_KINDS) {
                None => edit_blocks(site, kind, serial),
                Some(kind) if kind < OWN_BLOCK_KINDS => edit_own_blocks(site, kind, serial),
                Some(kind) if kind < OWN_BLOCK_KINDS + TAXONOMY_KINDS => {
                    edit_taxonomies(site, kind - OWN_BLOCK_KINDS, serial)
                }
                Some(kind) => edit_looks(site, kind - OWN_BLOCK_KINDS - TAXONOMY_KINDS, serial),
            }
        }
    }
}

/// How many kinds of edits there are besides those of texts, structure and settings.
const MORE_KINDS: usize = 12 + ASKED_KINDS;

/// How many kinds of edits there are of what is asked of whom.
const ASKED_KINDS: usize = 12;

/// Changes a layout of the site where it stands, an override of a mail, a record, or what a page has besides its text.
fn edit_more(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let letter = site.paths().into_iter().find(|path| path.starts_with("content/letters/"));
    let letter = letter.unwrap_or_else(|| "content/pages/about.md".to_owned());
    let keyed = |site: SiteTest, key: &str, value: &str| {
        let text = site.source(&letter).unwrap_or_default();
        let kept: String = text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
        let text =
            if kept.len() == text.len() { text.replacen("---\n", &format!("---\n{key} {value}\n"), 1) } else { kept };
        (site.file(&letter, text), format!("{key} of {letter}"))
    };
    match kind {
        0 => turn_text(site, "layouts/partials/card.html", &format!("<li>{{{{ it.title }}}} {serial}</li>")),
        1 => {
            turn_text(site, "layouts/page.html", &format!("<h2>{{{{ page.title }}}} {serial}</h2>{{{{ page.body }}}}"))
        }
        2 => turn_text(site, "layouts/own.html", &format!("<b>{serial}</b>")),
        3 => turn_text(site, "layouts/page.html", "{{ page.titel }}"),
        4 => turn_text(site, "layouts/page.html", "{% if %}"),
        5 => toggle(site, "layouts/newsletter/text.txt", &format!("{{{{ page.title }}}} {serial}\n")),
        6 => toggle(
            site,
            "layouts/newsletter/macros.html",
            &format!("{{% macro button(url, text) %}}{serial}{{% endmacro %}}"),
        ),
        7 => toggle(
            site,
            "content/data/focal-points.yaml",
            "- {state: KEN, answer: \"yes\", source: A source, as_of: 2025-01-01}\n",
        ),
        8 => {
            let path = "content/data/instruments.yaml";
            let text = site.source(path).unwrap_or_default();
            let new = text
                .lines()
                .map(|line| {
                    if line.contains("rome-statute") {
                        format!("- {{id: rome-statute, title: Rome Statute {serial}}}\n")
                    } else {
                        format!("{line}\n")
                    }
                })
                .collect::<String>();
            (site.file(path, new), "title of an instrument".into())
        }
        9 => keyed(site, "corrections:", "[{date: 2025-04-01, note: A figure was wrong.}]"),
        10 => keyed(site, "photo:", "{src: ../pages/field.svg, alt: A field, credit: Nobody}"),
        11 => keyed(site, "attachments:", "[{src: ../pages/field.svg, title: A drawing}]"),
        kind => edit_asked(site, kind - 12, serial),
    }
}

/// Changes what is asked of whom: a mark, the states it names, the page it stands on, a fact that counts.
fn edit_asked(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let (letter, brief) = ("content/letters/upr-49.md", "content/briefs/upr-49/ken.md");
    let day = format!("2025-0{}-1{}", 1 + serial % 5, serial % 9);
    match kind {
        0 => swap(site, letter, "states=KEN}", "states=GUY}"),
        1 => swap(site, letter, "{#report}", "{#report states=GIN,GUY}"),
        2 => swap(site, letter, "- Report. {#report}\n", "- Report. {#report}\n- Ratify. {#ratify}\n"),
        3 => swap(site, letter, "- Report. {#report}\n", "- Report.\n"),
        4 => swap(site, letter, " priority", ""),
        5 => swap(site, letter, "session: upr-49\n", "session: upr-49\nscope: states\nstates: [GUY, KEN]\n"),
        6 => swap(site, brief, "{#ratify}", "{#report}"),
        7 => swap(site, brief, "- Ratify it. {#ratify}\n", "- Ratify it. {#ratify}\n- Name one. {#name-one}\n"),
        8 => toggle(
            site,
            "content/letters/upr-49.fr.md",
            &format!(
                "---\ntitle: Lettre {serial}\ndate: 2025-03-14\nsession: upr-49\n---\nNous écrivons.\n\n- Rapport {serial}. {{#report}}\n"
            ),
        ),
        9 => toggle(
            site,
            "content/pages/open.md",
            "---\ntitle: Open\ndate: 2025-02-02\n---\nWe ask.\n\n- Ratify it. {#ratify states=KEN,ITA}\n- Do it. {#own states=GIN}\n",
        ),
        10 => {
            let path = "content/data/treaty-actions.yaml";
            let text = site.source(path).unwrap_or_default();
            let new = text.lines().map(|line| match line.contains("KEN, instrument: genocide") {
                true => format!("- {{state: KEN, instrument: genocide-convention, status: party, acts: [{{act: accession, date: {day}}}]}}\n"),
                false => format!("{line}\n"),
            });
            let new: String = new.collect();
            (site.file(path, new), format!("a State joined on {day}"))
        }
        _ => toggle(
            site,
            "content/data/focal-points.yaml",
            &format!("- {{state: KEN, answer: \"yes\", since: {day}}}\n- {{state: GUY, answer: \"no\"}}\n"),
        ),
    }
}

/// Replaces words of a file by others, or the others by them.
pub(super) fn swap(site: SiteTest, path: &str, one: &str, other: &str) -> (SiteTest, String) {
    let text = site.source(path).unwrap_or_default();
    let (from, to) =
        if text.contains(other) && !other.is_empty() && other.len() > one.len() { (other, one) } else { (one, other) };
    let (from, to) = if text.contains(from) { (from, to) } else { (to, from) };
    match !from.is_empty() && text.contains(from) {
        true => (site.file(path, text.replacen(from, to, 1)), format!("`{from}` to `{to}` in {path}")),
        false => (site, "nothing".into()),
    }
}

/// Changes the text of a layout of the site, if it has it.
pub(super) fn turn_text(site: SiteTest, path: &str, text: &str) -> (SiteTest, String) {
    match site.source(path) {
        Some(_) => (site.file(path, text), format!("text of {path}")),
        None => (site, "nothing".into()),
    }
}

/// Puts a file there, or takes it away when it is there.
pub(super) fn toggle(site: SiteTest, path: &str, text: &str) -> (SiteTest, String) {
    match site.source(path) {
        Some(_) => (site.without(path), format!("remove {path}")),
        None => (site.file(path, text), format!("add {path}")),
    }
}

/// Sets the instant, the audience and the address, now and then.
pub(super) fn turn(site: SiteTest, dice: &mut Dice) -> SiteTest {
    match dice.roll(12) {
        0 => site.at(["2025-01-25", "2025-05-01", "2026-02-01"][dice.roll(3)]),
        1 => site.with_drafts(dice.roll(2) == 0),
        2 => site.base_url(["https://example.org/", "https://staging.example.org/new/"][dice.roll(2)]),
        _ => site,
    }
}
