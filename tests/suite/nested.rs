//! Plain pages below others: the way up, and what stands beside a page.

use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site with plain pages below others.
fn site() -> SiteTest {
    let page = |title: &str| format!("---\ntitle: {title}\n---\nText.\n");
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
        .file("content/pages/about.md", page("About"))
        .file("content/pages/about/staff/index.md", page("Staff"))
        .file("content/pages/about/staff/former.md", page("Former staff"))
        .file("content/pages/about/money.md", page("Money"))
        .file("content/pages/about/money.fr.md", page("Argent"))
        .file("content/pages/loose/one.md", page("One"))
        .file("content/pages/loose/two.md", page("Two"))
        .file("content/pages/alone/only.md", page("Only"))
        .file("content/pages/open.md", page("Open"))
}

/// Returns the links of the menu beside a page, each with whether it is the page itself.
fn beside(page: &str) -> Vec<(String, bool)> {
    let menu =
        page.split("<nav class=\"nested-menu\"").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap_or("");
    let link = |text: &str| {
        let (tag, rest) = text.split_once('>')?;
        let words = rest.split("</a>").next()?;
        Some((words.to_owned(), tag.contains("aria-current=\"page\"")))
    };
    menu.split("<a ").skip(1).filter_map(link).collect()
}

/// Fails unless the menu beside a page is this; the page itself is marked by a star.
#[track_caller]
fn check(page: &str, expected: &[&str]) {
    let built = site().build();
    assert_eq!(built.report(), "");
    let found: Vec<String> = beside(&built.text(page))
        .into_iter()
        .map(|(words, is_it)| if is_it { format!("*{words}") } else { words })
        .collect();
    assert_eq!(found, expected, "{page}");
}

#[test]
fn page_has_those_beside_it_and_below_it_in_a_menu() {
    check("about/money/index.html", &["About", "*Money", "Staff"]);
    check("about/staff/index.html", &["About", "Money", "*Staff", "Former staff"]);
    check("about/staff/former/index.html", &["Staff", "*Former staff"]);
    check("about/index.html", &["*About", "Money", "Staff"]);
    check("loose/one/index.html", &["*One", "Two"]);
}

#[test]
fn order_says_where_pages_stand_in_the_menu() {
    let site = site()
        .replace("content/pages/about/staff/index.md", "title:", "order: 1\ntitle:")
        .replace("content/pages/loose/two.md", "title:", "order: 2\ntitle:")
        .file("content/pages/about/staff/index.fr.md", "---\ntitle: Équipe\n---\nTexte.\n");
    let built = site.build();
    assert_eq!(built.report(), "");
    let words = |page: &str| beside(&built.text(page)).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
    assert_eq!(words("about/money/index.html"), ["About", "Staff", "Money"]);
    assert_eq!(words("fr/about/money/index.html"), ["Équipe", "Argent"]);
    assert_eq!(words("loose/one/index.html"), ["Two", "One"]);
    let letter = site.replace("content/letters/upr-49.md", "title:", "order: 1\ntitle:").build();
    assert_eq!(letter.codes(), ["key-of-other-type"], "{}", letter.report());
}

#[test]
fn collection_may_declare_an_order_of_its_own() {
    let index =
        "---\ntitle: Notes\ncollection:\n  singular: Note\n  sort_by: order\n  fields: {order: {type: number}}\n---\n";
    let note = |title: &str, order: &str| format!("---\ntitle: {title}\norder: {order}\n---\nText.\n");
    let built = SiteTest::new()
        .file("content/notes/_index.md", index)
        .file("content/notes/a.md", note("First", "2.5"))
        .file("content/notes/b.md", note("Second", "-1"))
        .build();
    assert_eq!(built.report(), "");
    let list = built.text("notes/index.html");
    assert!(list.find("Second") < list.find("First"), "{list}");
}

#[test]
fn page_that_stands_alone_has_no_menu() {
    check("open/index.html", &[]);
    check("alone/only/index.html", &[]);
    check("fr/about/money/index.html", &[]);
}

#[test]
fn way_up_names_the_pages_above() {
    let built = site().build();
    let page = built.text("about/staff/former/index.html");
    let crumbs = page.split("class=\"crumbs\"").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap_or("");
    let places = ["<a href=\"/\">Home</a>", "<a href=\"/about/\">About</a>", "<a href=\"/about/staff/\">Staff</a>"];
    let places = places.map(|text| crumbs.find(text));
    assert!(places.is_sorted() && places[0].is_some(), "{places:?}: {crumbs}");
}

#[test]
fn held_back_pages_are_in_no_menu() {
    let hidden = site().without("content/pages/about/money.fr.md");
    let built = hidden.replace("content/pages/about/money.md", "title:", "draft: true\ntitle:").build();
    assert_eq!(beside(&built.text("about/index.html")).len(), 2);
    assert!(!built.text("about/staff/index.html").contains("Money"));
}

#[test]
fn page_among_very_many_has_those_near_it_in_its_menu() {
    let pages = (100..400).fold(site(), |site, number| {
        site.file(&format!("content/pages/many/e{number}.md"), format!("---\ntitle: Entry {number}\n---\nText.\n"))
    });
    let built = pages.file("content/pages/many.md", "---\ntitle: Many\n---\nText.\n").build();
    assert_eq!(built.report(), "");
    let found = beside(&built.text("many/e250/index.html"));
    let words: Vec<&str> = found.iter().map(|(words, _)| words.as_str()).collect();
    assert_eq!((words[0], words[1], words[words.len() - 1]), ("Many", "Entry 220", "Entry 280"));
    assert_eq!(found.iter().filter(|(_, is_it)| *is_it).count(), 1);
    assert_eq!(beside(&built.text("many/index.html")).len(), 301);
}

#[test]
fn draft_at_the_top_of_a_menu_is_marked_in_a_preview() {
    let built = site().replace("content/pages/about.md", "title:", "draft: true\ntitle:").drafts().build();
    let page = built.text("about/money/index.html");
    assert!(
        page.contains(
            "<p class=\"nested-top\"><a href=\"/about/\"><strong class=\"mark\">Not public</strong> About</a>"
        ),
        "{page}"
    );
}
