//! Random edits of the menu and the foot.

use crate::site_test::SiteTest;

/// How many kinds of edits there are of the menu and the foot.
pub(super) const MENU_KINDS: usize = 4;

/// What may stand in a menu: pages that come and go, an address, words in one language.
const ENTRIES: [&str; 7] = [
    "letters",
    "pages/about.md",
    "{title: {en: More, fr: Plus}, items: [states, pages/open.md]}",
    "{title: Kenya, link: /states/ken/}",
    "{title: First, link: letters/upr-49.md}",
    "{title: New, link: /open/}",
    "{title: {en: Elsewhere}, link: 'https://example.net/'}",
];

/// Changes the menu, the foot, or a page that they may name.
pub(super) fn edit_menus(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let settings = site.source("content/site.yaml").unwrap_or_default();
    let is_other = |line: &&str, keys: [&str; 3]| !keys.iter().any(|key| line.starts_with(key));
    let without = |keys: [&str; 3]| -> String {
        settings.lines().filter(|line| is_other(line, keys)).map(|line| format!("{line}\n")).collect()
    };
    let some: Vec<&str> =
        ENTRIES.iter().enumerate().filter(|(at, _)| serial >> at & 1 == 1).map(|(_, of)| *of).collect();
    match kind {
        0 => {
            let new = format!("{}menu: [{}]\n", without(["menu:", "nav:", "footer_nav:"]), some.join(", "));
            (site.file("content/site.yaml", new), "menu".into())
        }
        1 => {
            let new = format!("{}footer: [{}]\n", without(["footer:", "footer_nav:", "footer_nav:"]), some.join(", "));
            (site.file("content/site.yaml", new), "foot".into())
        }
        2 => {
            let new =
                format!("{}nav: [letters, states]\nfooter_nav: [pages/about.md]\n", without(["menu:", "nav:", "foot"]));
            (site.file("content/site.yaml", new), "former menus".into())
        }
        _ => {
            let path = "content/pages/open.md";
            match site.source(path) {
                Some(text) if serial.is_multiple_of(3) && !text.contains("draft:") => {
                    (site.file(path, text.replacen("---\n", "---\ndraft: true\n", 1)), "hide a page of the menu".into())
                }
                Some(_) => (site.without(path), "remove a page of the menu".into()),
                None => (
                    site.file(path, format!("---\ntitle: Open {serial}\n---\nText.\n")),
                    "add a page of the menu".into(),
                ),
            }
        }
    }
}
