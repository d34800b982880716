//! The menu and the foot: what a reader sees of them on each page.

use crate::site_test::{Built, SETTINGS, SiteTest};

/// A menu of two levels and a foot in columns, in two languages.
const MENUS: &str = "\
languages: [en, fr]
menu:
  - letters
  - {title: {en: Who we are, fr: Qui}, items: [pages/about.md, {title: Board, link: pages/board.md}]}
  - {title: Kenya, link: /states/ken/}
  - {title: Elsewhere, link: 'https://example.net/x'}
footer:
  - pages/board.md
  - {title: {en: Read}, items: [{title: Write, link: 'mailto:a@example.org'}, newsletters]}
";

/// Returns a site with these menus.
fn site(menus: &str) -> SiteTest {
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{menus}"))
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("content/pages/about.fr.md", "---\ntitle: Nous\n---\nTexte.\n")
        .file("content/pages/board.md", "---\ntitle: The board\n---\nText.\n")
}

/// Returns the text of a page between two marks.
fn between(text: &str, from: &str, to: &str) -> String {
    let start = text.find(from).unwrap_or_else(|| panic!("{from} in {text}"));
    let end = text[start..].find(to).unwrap_or_else(|| panic!("{to} in {text}"));
    text[start..start + end].to_owned()
}

/// Returns the text of a page, whatever is warned of.
fn text(built: &Built, path: &str) -> String {
    let bytes = built.files.get(path).unwrap_or_else(|| panic!("there is no {path}: {}", built.report()));
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the menu of a page, as it is shown.
fn menu(built: &Built, path: &str) -> String {
    let nav = between(&text(built, path), "<nav id=\"_menu\"", "</nav>");
    nav[nav.find("<ul").expect("a list")..].replace('\n', "")
}

/// Returns the columns of the foot of a page.
fn foot(built: &Built, path: &str) -> String {
    between(&text(built, path), "<nav class=\"foot-nav\"", "<div class=\"wrap foot-end\"").replace('\n', "")
}

#[test]
fn menu_has_two_levels_and_marks_where_the_reader_is() {
    let built = site(MENUS).build();
    let home = menu(&built, "index.html");
    assert!(home.starts_with("<ul class=\"wrap\"><li><a href=\"/letters/\">Letters</a></li><li><details class=\"menu-group\" name=\"_menu-group\"><summary>Who we are</summary>"), "{home}");
    assert!(
        home.contains("<li><a href=\"/about/\">About</a></li><li><a href=\"/board/\">Board</a></li></ul>"),
        "{home}"
    );
    assert!(home.contains("<a href=\"/states/ken/\">Kenya</a>") && !home.contains("aria-current"), "{home}");
    let about = menu(&built, "about/index.html");
    assert!(about.contains("<details class=\"menu-group menu-here\""), "{about}");
    assert!(about.contains("<a href=\"/about/\" aria-current=\"page\">About</a>"), "{about}");
    assert_eq!(about.matches("aria-current").count(), 1, "{about}");
    let kenya = menu(&built, "states/ken/index.html");
    assert!(kenya.contains("<a href=\"/states/ken/\" aria-current=\"page\">Kenya</a>"), "{kenya}");
    for path in ["letters/index.html", "letters/upr-49/index.html"] {
        let letters = menu(&built, path);
        assert!(letters.contains("<a href=\"/letters/\" aria-current=\"true\">Letters</a>"), "{letters}");
        assert_eq!(letters.matches("aria-current").count(), 1, "{letters}");
    }
}

#[test]
fn words_are_those_of_the_language_or_marked() {
    let built = site(MENUS).build();
    let menu = menu(&built, "fr/index.html");
    assert!(menu.contains("<summary>Qui</summary>"), "{menu}");
    assert!(menu.contains("<a href=\"/fr/about/\">Nous</a>"), "{menu}");
    assert!(menu.contains("<a href=\"/board/\" lang=\"en\" dir=\"ltr\">Board</a>"), "{menu}");
    assert!(menu.contains("<a href=\"/fr/states/ken/\" lang=\"en\" dir=\"ltr\">Kenya</a>"), "{menu}");
    let foot = foot(&built, "fr/index.html");
    assert!(foot.contains("<a href=\"/board/\" lang=\"en\" dir=\"ltr\">The board</a>"), "{foot}");
    assert!(foot.contains("<h2 id=\"_foot-nav-2\" lang=\"en\" dir=\"ltr\">Read</h2>"), "{foot}");
    assert!(foot.contains("<a href=\"mailto:a@example.org\" lang=\"en\" dir=\"ltr\">Write</a>"), "{foot}");
    assert!(foot.contains("<a href=\"/fr/newsletters/\">"), "{foot}");
}

#[test]
fn menu_that_nobody_has_written_names_what_there_is() {
    let young = SiteTest::bare()
        .file("content/letters/first.md", "---\ntitle: First\ndate: 2025-02-02\nto: [KEN]\n---\nWe write.\n");
    let built = young.build();
    let [letters, states] = ["letters", "states"].map(|id| format!("<a href=\"/{id}/\""));
    let shown = menu(&built, "index.html");
    assert!(shown.contains(&letters) && shown.contains(&states), "{shown}");
    for id in ["briefs", "sessions", "recommendations"] {
        assert!(!shown.contains(&format!("/{id}/")), "{shown}");
        // Whoever writes an entry gets it.
        let written = young.clone().file("content/site.yaml", format!("{SETTINGS}menu: [{id}]\n")).build();
        assert!(menu(&written, "index.html").contains(&format!("<a href=\"/{id}/\"")), "{id}");
    }
    let briefed = young.file(
        "content/briefs/ken.md",
        "---\ntitle: Kenya\ndate: 2025-02-02\nstate: KEN\nsummary: A brief.\n---\nText.\n",
    );
    assert!(menu(&briefed.build(), "index.html").contains("<a href=\"/briefs/\""));
    // That of a language names what there is in it.
    let both = briefed.file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"));
    let both = both.file("content/letters/first.fr.md", "---\ntitle: Lettre\n---\nTexte.\n").build();
    let french = menu(&both, "fr/index.html");
    assert!(french.contains("<a href=\"/fr/letters/\"") && !french.contains("/fr/briefs/"), "{french}");
}

#[test]
fn former_keys_make_the_same_menus() {
    let former =
        site("languages: [en, fr]\nnav: [letters, states]\nfooter_nav: [pages/about.md, pages/board.md]\n").build();
    let new = site("languages: [en, fr]\nmenu: [letters, states]\nfooter: [pages/about.md, pages/board.md]\n").build();
    former.assert_silent();
    new.assert_silent();
    assert!(former.files == new.files);
}

#[test]
fn entries_lead_below_the_base_path() {
    let built = site(MENUS).base_url("https://example.org/sub/").build();
    let menu = menu(&built, "states/ken/index.html");
    assert!(menu.contains("<a href=\"/sub/states/ken/\" aria-current=\"page\">Kenya</a>"), "{menu}");
    assert!(menu.contains("<a href=\"/sub/about/\">"), "{menu}");
}

#[test]
fn held_back_entry_leaves_no_trace() {
    let menus = "languages: [en, fr]\nmenu: [letters, {title: Quokka, items: [pages/held.md]}, {title: Quokka plans, link: /held/}]\n\
                 footer: [{title: Quokka foot, items: [{title: Quokka link, link: pages/held.md}]}]\n";
    let held = "---\ntitle: Quokka page\nembargo: 2030-01-01T00:00:00Z\n---\nText.\n";
    let site = site(menus).file("content/pages/held.md", held);
    let built = site.clone().build();
    assert!(built.codes().iter().all(|code| *code == "menu-entry-not-shown"), "{}", built.report());
    assert_eq!(built.holds("Quokka"), None);
    let shown = site.clone().at("2031-01-01").build();
    assert!(menu(&shown, "index.html").contains("<summary>Quokka</summary>"));
    let drafts = site.drafts().build();
    assert!(
        menu(&drafts, "index.html")
            .contains("<a href=\"/held/\"><strong class=\"mark\">Not public</strong> Quokka page</a>")
    );
}
