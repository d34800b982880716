//! Edits that authors make now and then: of addresses, of what refers to what, of what is held back; also while the site
//! has mistakes.

use super::edits::{Dice, edit, picture, toggle, turn};
use super::reads::reading_site;
use super::{Preview, assert_same};
use crate::site_test::SiteTest;

/// Places that links lead to, from a page in a folder beside others.
const DESTS: [&str; 14] = [
    "../letters/upr-49.md",
    "../letters/upr-49.md#way",
    "../letters/upr-48.md#way",
    "../pages/about.md",
    "../pages/about.fr.md",
    "../pages/plan.md#way",
    "../recommendations/focal-point.md",
    "../newsletters/001.md",
    "../pages/field.svg",
    "../pages/bundle/index.md",
    "../pages/bundle/paper.txt",
    "/letters/upr-49/",
    "/old/48/",
    "#way",
];
/// Keys of pages, each with values that it may have.
const KEYS: [(&str, [&str; 3]); 9] = [
    ("slug:", ["s-0", "s-1", "s-2"]),
    ("aliases:", ["[/old/0/]", "[/old/1/]", "[/old/48/]"]),
    ("expires:", ["2025-07-01T00:00:00Z", "2024-07-01T00:00:00Z", "2030-07-01T00:00:00Z"]),
    ("draft:", ["true", "false", "true"]),
    ("session:", ["upr-48", "upr-49", "upr-49"]),
    ("topics:", ["[prevention]", "[accountability, prevention]", "[]"]),
    ("date:", ["2025-03-14", "2025-03-10T09:00:00+02:00", "2024-12-01"]),
    ("title:", ["Same", "Same", "Title <b>"]),
    ("attachments:", ["[{src: ../pages/bundle/paper.txt, title: P}]", "[{src: ../pages/field.svg, title: F}]", "[]"]),
];

/// Changes one thing, chosen by the dice; returns what was done.
fn odd_edit(site: SiteTest, dice: &mut Dice) -> (SiteTest, String) {
    let markdown: Vec<String> = site.paths().into_iter().filter(|path| path.ends_with(".md")).collect();
    let path = dice.pick(&markdown).clone();
    match dice.roll(30) {
        0..=10 => edit_key(site, &path, dice),
        11..=14 => edit_links(site, &path, dice),
        15 => {
            let other = dice.pick(&markdown);
            let texts = [&path, other].map(|path| site.source(path).unwrap_or_default());
            let [one, next] = texts;
            (site.file(other, one).file(&path, next), format!("{path} and {other} change places"))
        }
        16 => {
            let folder = dice.pick(&["content/letters/", "content/pages/", "content/recommendations/"]);
            let new = format!("{folder}{}", path.rsplit('/').next().unwrap_or_default());
            let text = site.source(&path).unwrap_or_default();
            (site.without(&path).file(&new, text), format!("{path} moves to {new}"))
        }
        17 => {
            let text = site.source(&path).unwrap_or_default();
            (site.file(&path, [text.as_bytes(), b"\xff\n"].concat()), format!("no text in {path}"))
        }
        18 => (site.without(&path), format!("no {path}")),
        19 => edit_items(site, dice),
        _ => edit_file(site, dice),
    }
}

/// Sets a key of a page, or takes it away.
fn edit_key(site: SiteTest, path: &str, dice: &mut Dice) -> (SiteTest, String) {
    let (key, values) = dice.pick(&KEYS);
    let value = dice.pick(values);
    let text = site.source(path).unwrap_or_default();
    let kept: String = text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
    let is_gone = kept.len() != text.len() && dice.roll(2) == 0;
    let new = if is_gone { kept } else { kept.replacen("---\n", &format!("---\n{key} {value}\n"), 1) };
    (site.file(path, new), format!("{key} {value} of {path}, gone: {is_gone}"))
}

/// Adds a link to a page or a place that links lead to, or takes them away.
fn edit_links(site: SiteTest, path: &str, dice: &mut Dice) -> (SiteTest, String) {
    let text = site.source(path).unwrap_or_default();
    match dice.roll(4) {
        0 if text.contains("## Way") => (site.file(path, text.replace("## Way", "Gone")), format!("no way in {path}")),
        0 => (site.file(path, format!("{text}\n## Way\n\nThere.\n")), format!("a way in {path}")),
        1 => {
            let kept = text.lines().filter(|line| !line.starts_with("See [it]"));
            let new: String = kept.map(|line| format!("{line}\n")).collect();
            (site.file(path, new), format!("no links in {path}"))
        }
        _ => {
            let dest = dice.pick(&DESTS);
            let dest = if path.contains("briefs/") { dest.replace("../", "../../") } else { (*dest).to_owned() };
            (site.file(path, format!("{text}\nSee [it]({dest}).\n")), format!("link to {dest} in {path}"))
        }
    }
}

/// Changes what an issue tells of.
fn edit_items(site: SiteTest, dice: &mut Dice) -> (SiteTest, String) {
    let items = dice.pick(&[
        "[letters/upr-48.md]",
        "[pages/about.md, letters/upr-48.md, pages/about.fr.md]",
        "[briefs/upr-49/ken.md, letters/gone.md]",
    ]);
    let path = "content/newsletters/001.md";
    let text = site.source(path).unwrap_or_default();
    let line = |line: &str| if line.starts_with("items:") { format!("items: {items}\n") } else { format!("{line}\n") };
    (site.file(path, text.lines().map(line).collect::<String>()), format!("items {items}"))
}

/// Changes a file as a whole, the settings or the data.
fn edit_file(site: SiteTest, dice: &mut Dice) -> (SiteTest, String) {
    let serial = dice.roll(1_000);
    let held = if serial.is_multiple_of(3) { "draft: true\n" } else { "" };
    let plan = format!("---\ntitle: Plan fr\ndate: 2024-06-02\n---\nVoir [x](about.md).\n\n## Way\n\n{serial}\n");
    match dice.roll(9) {
        0 => {
            let text = format!("---\ntitle: Bundle\n{held}---\nIt.\n\n## Way\n");
            toggle(site, "content/pages/bundle/index.md", &text)
        }
        1 => toggle(site, "content/pages/bundle/paper.txt", &serial.to_string()),
        2 => {
            let text = "---\ntitle: Point focal\ndate: 2024-01-01\n---\nNommez.\n";
            toggle(site, "content/recommendations/focal-point.fr.md", text)
        }
        3 => toggle(site, "content/pages/plan.fr.md", &plan),
        4 => {
            let path = dice.pick(&["feed.xml", "letters/feed.xml", "fr/feed.json"]);
            toggle(site, &format!("layouts/static/{path}"), "<feed/>")
        }
        5 => {
            let line = dice.pick(&["unsafe_html: true\n", "mail: false\n", "description: D\n"]);
            let text = site.source("content/site.yaml").unwrap_or_default();
            let new = if text.contains(line) { text.replace(line, "") } else { format!("{text}{line}") };
            (site.file("content/site.yaml", new), format!("`{}` in the settings", line.trim()))
        }
        6 => {
            let path = "content/data/sessions.yaml";
            let text = site.source(path).unwrap_or_default();
            let (from, to) = if text.contains("KEN, ") { ("KEN, ", "") } else { ("states: [", "states: [KEN, ") };
            (site.file(path, text.replacen(from, to, 1)), "KEN in a session".into())
        }
        7 => {
            let path = dice.pick(&["content/data/topics.yaml", "content/data/x.yaml", "content/pages/Field.svg"]);
            toggle(site, path, "- {id: [\n")
        }
        _ => (site.file("content/pages/field.svg", picture(serial as u64 % 3)), "picture".into()),
    }
}

/// How many sequences are tried, and of how many edits each is.
const SEQUENCES: (u64, usize) = (8, 8);
/// How many edits in a row may leave mistakes before all is mended.
const BAD: usize = 3;

#[test]
fn odd_edits_also_of_a_site_with_mistakes_end_in_the_bytes_of_a_clean_build() {
    for seed in 0..SEQUENCES.0 {
        let mut dice = Dice(seed + 5_000);
        let mut preview = Preview::new();
        let mut site = reading_site();
        let mut history = vec![format!("seed {seed}")];
        assert!(assert_same(&site, &mut preview, &history));
        let (mut good, mut bad) = (site.clone(), 0);
        for _ in 0..SEQUENCES.1 {
            let change = if dice.roll(4) == 0 { edit } else { odd_edit };
            let (edited, what) = change(site.clone(), &mut dice);
            site = turn(edited, &mut dice);
            history.push(what);
            match assert_same(&site, &mut preview, &history) {
                true => (good, bad) = (site.clone(), 0),
                false => bad += 1,
            }
            if bad == BAD {
                (site, bad) = (good.clone(), 0);
                history.push("all is mended".to_owned());
                assert!(assert_same(&site, &mut preview, &history), "{history:#?}");
            }
        }
    }
}
