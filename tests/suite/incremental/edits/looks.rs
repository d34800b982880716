//! Edits of the looks of the site: colours, fonts, and their files; and of what machines are told of the organisation and of people.

use super::super::{Preview, assert_same, site};
use super::{picture, toggle};
use crate::looks::{PLAIN, VARIABLE, font};
use crate::site_test::{GIF, SiteTest};

/// The settings.
const SETTINGS: &str = "content/site.yaml";
/// A font.
const FONT: &str = "content/fonts/own.woff2";

/// How many kinds of edits there are of them.
pub(super) const LOOKS_KINDS: usize = 9;

/// Changes the looks.
pub(super) fn edit_looks(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let set = |site: SiteTest, key: &str, value: &str| {
        let settings = site.source(SETTINGS).unwrap_or_default();
        let kept: String =
            settings.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
        let new = if kept.len() == settings.len() { format!("{settings}{key} {value}\n") } else { kept };
        (site.file(SETTINGS, new), key.to_owned())
    };
    match kind {
        0 => set(site, "fonts:", ["{text: fonts/own.woff2}", "{heading: {regular: fonts/own.woff2}}"][serial % 2]),
        1 => (site.file(FONT, font([PLAIN, VARIABLE][serial % 2])), "a font".into()),
        2 if site.source(FONT).is_some() => (site.without(FONT), "no font".into()),
        2 => (site, "no font, again".into()),
        3 => set(
            site,
            "logo:",
            ["{src: mark.svg, alt: A}", "{src: logo.gif, alt: A}", "{light: logo.gif, dark: mark.svg, alt: A}"]
                [serial % 3],
        ),
        4 => (site.file("content/mark.svg", picture(serial as u64)).file("content/logo.gif", GIF), "logos".into()),
        5 => toggle(site, "layouts/static/favicon.svg", &picture(serial as u64)),
        7 => set(site, "social:", &format!("[{{name: A, url: \"https://a.example.net/{}\"}}]", serial % 3)),
        8 => {
            let render = ["true", "false"][serial % 2];
            let index = format!(
                "---\ntitle: People\ncollection:\n  singular: Person\n  list: portraits\n  render: {render}\n  fields: {{role: {{type: text}}, portrait: {{type: image}}}}\n---\n"
            );
            let person = format!("---\ntitle: Ann\nrole: Role {serial}\nportrait: ann.gif\n---\nText.\n");
            let (site, done) = toggle(site.file("content/people/ann.gif", GIF), "content/people/_index.md", &index);
            let (site, _) = toggle(site, "content/people/ann.md", &person);
            (site, format!("{done} with a person"))
        }
        _ => set(site, "colours:", &format!("{{paper: \"#fff{:03x}\", dark: {{ink: \"#eeeeee\"}}}}", serial % 0x1000)),
    }
}

#[test]
fn looks_are_those_of_a_clean_build_after_each_edit() {
    let (mut preview, mut site, mut history) = (Preview::new(), site(), Vec::new());
    for (kind, serial) in [
        (1, 0),
        (0, 0),
        (1, 1),
        (6, 7),
        (1, 0),
        (2, 0),
        (1, 1),
        (0, 0),
        (1, 0),
        (0, 1),
        (6, 0),
        (4, 1),
        (3, 0),
        (4, 2),
        (5, 3),
        (6, 9),
        (3, 1),
        (5, 3),
        (3, 1),
        (5, 1),
        (5, 1),
        (7, 1),
        (8, 1),
        (3, 2),
        (8, 1),
        (8, 2),
        (7, 2),
    ] {
        let (edited, what) = edit_looks(site, kind, serial);
        site = edited;
        history.push(what);
        assert!(assert_same(&site, &mut preview, &history) || kind == 2, "{history:?}");
    }
}

#[test]
fn words_of_data_and_address_are_those_of_a_clean_build_after_each_edit() {
    let (mut preview, mut site, mut history) = (Preview::new(), site(), Vec::new());
    let instruments = "content/data/instruments.yaml";
    let before = site.source(instruments).unwrap_or_default();
    let settings = site.source(SETTINGS).unwrap_or_default();
    let french = before.replacen("title: Rome Statute", "title: {en: Rome Statute, fr: Statut de Rome}", 1);
    assert_ne!(french, before);
    for (path, text) in [
        (instruments, french.clone()),
        (SETTINGS, settings.replace("[en, fr]", "[en, fr, de]")),
        (SETTINGS, settings.replace("0000 Sampleton", "{en: Sampleton, fr: Sampleville}")),
        (instruments, before),
        (SETTINGS, settings),
    ] {
        site = site.file(path, text);
        history.push(path.to_owned());
        assert!(assert_same(&site, &mut preview, &history), "{history:?}");
    }
}
