//! Random edits of the menu, the foot, the addresses of pages, and redirects.

use crate::site_test::SiteTest;

/// How many kinds of edits there are here.
pub(super) const MENU_KINDS: usize = 9;

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
        8 => {
            let link = ["", ", link: pages/open.md", ", link: letters", ", link: /open/"][serial % 4];
            let time = ["", ", from: 2025-03-01", ", until: 2025-03-01", ", until: 2025-12-01"][serial / 4 % 4];
            let new = format!("{}banner: {{text: Words {serial}{link}{time}}}\n", without(["banner:"; 3]));
            (site.file("content/site.yaml", new), "announcement".into())
        }
        2 => {
            let new =
                format!("{}nav: [letters, states]\nfooter_nav: [pages/about.md]\n", without(["menu:", "nav:", "foot"]));
            (site.file("content/site.yaml", new), "former menus".into())
        }
        3 => keyed(site, "content/letters/upr-49.md", "permalink: /2019/Letter.html"),
        4 => keyed(site, "content/pages/plan.md", &format!("permalink: /plan/{}/", serial % 4)),
        5 => {
            let path = "content/letters/joint.md";
            let text = format!(
                "---\ntitle: Joint {serial}\ndate: 2025-04-02\nsession: upr-49\nlink: https://partner.example/{serial}\naliases: [/joint/]\n---\n"
            );
            match site.source(path) {
                Some(old) if serial.is_multiple_of(2) => {
                    (site.file(path, format!("{old}Words.\n")), "text of a page elsewhere".into())
                }
                Some(_) => (site.without(path), "remove a page elsewhere".into()),
                None => (site.file(path, text), "add a page elsewhere".into()),
            }
        }
        6 => {
            let rows = [
                "/former/a,pages/about.md",
                "/former/b,letters/upr-49.md#focal-point",
                "/former/c?x=1,/states/",
                "/former/d,/former/a",
                "/former/e,pages/open.md",
                "/plan,pages/about.md",
            ];
            let some =
                rows.iter().enumerate().filter(|(at, _)| serial >> at & 1 == 1).map(|(_, row)| format!("{row}\n"));
            let text: String = std::iter::once("from,to\n".to_owned()).chain(some).collect();
            (site.file("content/redirects.csv", text), "redirects".into())
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

/// Adds a line to the front matter of a page, or takes those with its key out.
fn keyed(site: SiteTest, path: &str, line: &str) -> (SiteTest, String) {
    let Some(text) = site.source(path) else { return (site, "nothing".into()) };
    let key = line.split(' ').next().unwrap_or(line);
    let kept: String = text.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
    let new = if kept.len() == text.len() { text.replacen("---\n", &format!("---\n{line}\n"), 1) } else { kept };
    (site.file(path, new), format!("{key} of {path}"))
}
