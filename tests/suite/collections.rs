//! Collections: folders that an `_index.md` makes sections of the site.

use crate::site_test::{SETTINGS, SiteTest};

/// What makes the folder a collection.
const INDEX: &str = "\
---
title: Statements
description: What we have said.
collection:
  singular: {en: Statement, fr: Déclaration}
---
An introduction, with [the first](first.md).
";
/// The file in which it stands.
const INDEX_FILE: &str = "content/statements/_index.md";
/// A statement.
const FIRST: &str = "\
---
title: The first statement
date: 2025-02-01
states: [KEN]
topics: [prevention]
session: upr-49
aliases: [/old/statement/]
---
We say this. See [all](_index.md), and [the letter](../letters/upr-49.md).

- Say it too. {#say-it to=KEN}
";

/// Returns a site with two statements, in two languages.
fn site() -> SiteTest {
    let first = FIRST.replace("{#say-it to=KEN}", "{#say-it states=KEN}");
    let second = "---\ntitle: The second statement\ndate: 2025-03-01\nstates: [KEN]\n---\nWe say that.\n";
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\nnav: [statements, letters]\n"))
        .file(INDEX_FILE, INDEX)
        .file("content/statements/_index.fr.md", "---\ntitle: Déclarations\n---\nUne introduction.\n")
        .file("content/statements/first.md", first)
        .file("content/statements/first.fr.md", "---\ntitle: La première\ndate: 2025-02-01\nstates: [KEN]\n---\nDit.\n")
        .file("content/statements/second.md", second)
}

/// Returns the part of a page between `<main` and `</main>`.
fn main_of(page: &str) -> &str {
    let from = page.find("<main").expect("a page");
    &page[from..page.find("</main>").expect("a page")]
}

#[test]
fn folder_with_an_index_has_pages_a_list_feeds_and_mails() {
    let built = site().build();
    assert_eq!(built.report(), "");
    let of_statements = built.files.keys().filter(|path| path.contains("statement"));
    let expected = [
        "fr/statements/feed.xml",
        "fr/statements/first/index.html",
        "fr/statements/first/newsletter.eml",
        "fr/statements/first/newsletter.html",
        "fr/statements/first/newsletter.txt",
        "fr/statements/index.html",
        "old/statement/index.html",
        "statements/feed.xml",
        "statements/first/index.html",
        "statements/first/newsletter.eml",
        "statements/first/newsletter.html",
        "statements/first/newsletter.txt",
        "statements/index.html",
        "statements/second/index.html",
        "statements/second/newsletter.eml",
        "statements/second/newsletter.html",
        "statements/second/newsletter.txt",
    ];
    assert_eq!(of_statements.collect::<Vec<_>>(), expected);
}

#[test]
fn list_shows_what_its_index_says_in_the_language_of_the_page() {
    let built = site().build();
    let list = built.text("statements/index.html");
    assert!(main_of(&list).contains("<h1>Statements</h1>\n<p class=\"standfirst\">What we have said.</p>"), "{list}");
    assert!(list.contains("An introduction, with <a href=\"/statements/first/\">the first</a>."), "{list}");
    assert!(list.contains("<meta name=\"description\" content=\"What we have said.\">"), "{list}");
    assert!(list.contains("<span class=\"kicker\">Statement</span>"), "{list}");
    let places = ["The second statement", "The first statement"].map(|title| list.find(title));
    assert!(places[0].is_some() && places[0] < places[1], "the newest stands first: {places:?}");
    let french = built.text("fr/statements/index.html");
    assert!(french.contains("<h1>Déclarations</h1>") && french.contains("Une introduction."), "{french}");
    assert!(french.contains("<span class=\"kicker\">Déclaration</span>"), "{french}");
}

#[test]
fn what_a_language_lacks_is_that_of_the_default_one_and_marked_so() {
    let built = site().without("content/statements/_index.fr.md").build();
    let french = built.text("fr/statements/index.html");
    assert!(french.contains("<h1 lang=\"en\" dir=\"ltr\">Statements</h1>"), "{french}");
}

#[test]
fn pages_stand_in_the_navigation_on_states_topics_sessions_and_the_home_page() {
    let built = site().build();
    let home = built.text("index.html");
    assert!(home.contains("<li><a href=\"/statements/\">Statements</a></li>"), "{home}");
    for page in ["index.html", "states/ken/index.html", "topics/prevention/index.html", "sessions/upr-49/index.html"] {
        let text = built.text(page);
        let heading = "<h2><a href=\"/statements/\">Statements</a></h2>";
        assert!(text.contains(heading) && text.contains(">The first statement</a>"), "{page}: {text}");
    }
    let page = built.text("statements/first/index.html");
    assert!(
        page.split("class=\"crumbs\"")
            .nth(1)
            .is_some_and(|way| way.contains("<a href=\"/statements/\">Statements</a>")),
        "the way there: {page}"
    );
    assert!(page.contains("See <a href=\"/statements/\">all</a>"), "{page}");
    assert!(page.contains("rel=\"next\"") && page.contains("<h2>Related</h2>"), "{page}");
    let state = built.text("states/ken/index.html");
    assert!(state.contains("Say it too."), "what it asks is asked: {state}");
    let feed = built.text("feed.xml");
    assert!(feed.contains("<title>The second statement</title>"), "{feed}");
}

#[test]
fn drafts_and_embargoes_hold_pages_of_collections_back() {
    let hidden = ["draft: true", "embargo: 2030-01-01T00:00:00Z", "expires: 2025-02-02T00:00:00Z"];
    for line in hidden {
        let site = site().replace("content/statements/second.md", "title: The", &format!("{line}\ntitle: The"));
        let built = site.build();
        let leaks = built.files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("second statement"));
        assert_eq!(leaks.map(|(path, _)| path.as_str()).collect::<Vec<_>>(), Vec::<&str>::new(), "{line}");
        assert!(built.text("statements/index.html").contains("1 publication"), "{line}");
    }
}

#[test]
fn permalink_says_where_pages_are() {
    let permalink = "collection:\n  permalink: /said/:year/:month/:slug/";
    let built = site().replace(INDEX_FILE, "collection:", permalink).build();
    assert_eq!(built.report(), "");
    assert!(built.files.contains_key("said/2025/02/first/index.html"), "{:?}", built.files.keys());
    assert!(built.files.contains_key("fr/said/2025/02/first/index.html"));
    assert!(built.text("statements/index.html").contains("href=\"/said/2025/03/second/\""));
    let deep = site().file("content/statements/un/x.md", "---\ntitle: X\n---\nX.\n");
    let built = deep.replace(INDEX_FILE, "collection:", "collection:\n  permalink: /said/:folder/:slug/").build();
    assert!(built.files.contains_key("said/un/x/index.html") && built.files.contains_key("said/first/index.html"));
}

#[test]
fn permalink_is_made_of_states_sessions_and_choices() {
    let index = "---\ntitle: Situations\ncollection:\n  singular: Situation\n  permalink: /at-risk/:level/:state/:session/:slug/\n  fields:\n    level: {type: choice, options: {crisis: Crisis, serious_concern: Serious concern}}\n---\n";
    let page = "---\ntitle: One\nstates: [KEN, GIN]\nsession: upr-49\nlevel: serious_concern\n---\nText.\n";
    let built =
        SiteTest::new().file("content/situations/_index.md", index).file("content/situations/one.md", page).build();
    assert_eq!(built.report(), "");
    assert!(built.files.contains_key("at-risk/serious-concern/ken/upr-49/one/index.html"), "{:?}", built.files.keys());
}

#[test]
fn feeds_and_mails_can_be_left_out() {
    let built = site().replace(INDEX_FILE, "collection:", "collection:\n  feed: false\n  newsletter: false").build();
    let made = built.files.keys().filter(|path| path.contains("statements/") && !path.ends_with("index.html"));
    assert_eq!(made.collect::<Vec<_>>(), Vec::<&String>::new());
    assert!(!built.text("feed.xml").contains("statement"));
    assert!(!built.text("index.html").contains("The first statement"), "what no feed tells of is no news");
}

#[test]
fn pages_without_dates_are_listed_without_years() {
    let site = SiteTest::new()
        .file("content/people/_index.md", "---\ntitle: People\ncollection: {singular: Person, type: page}\n---\n")
        .file("content/people/ann.md", "---\ntitle: Ann Example\n---\nShe works here.\n");
    let built = site.build();
    assert_eq!(built.report(), "");
    let list = built.text("people/index.html");
    assert!(list.contains("1 entry") && list.contains("Ann Example") && !list.contains("Undated"), "{list}");
    assert!(!built.files.contains_key("people/feed.xml") && !built.files.contains_key("people/ann/newsletter.html"));
}

#[test]
fn own_layouts_are_taken_where_they_are() {
    let site = site()
        .replace(INDEX_FILE, "collection:", "collection:\n  layout: said")
        .file("layouts/said.html", "own page {{ page.title }}")
        .file("layouts/partials/said-card.html", "own card {{ it.title }}");
    let built = site.build();
    assert_eq!(built.report(), "");
    assert_eq!(built.text("statements/first/index.html").trim(), "own page The first statement");
    assert!(built.text("statements/index.html").contains("own card The second statement"));
    assert!(built.text("states/ken/index.html").contains("own card The second statement"));
    let built = site.file("layouts/said-list.html", "own list {{ section.title }}").build();
    assert_eq!(built.text("statements/index.html").trim(), "own list Statements");
}

#[test]
fn letters_of_a_collection_have_the_keys_of_letters() {
    let letter = "---\ntitle: Together\ndate: 2025-03-02\nsession: upr-49\nsalutation: Excellency,\n---\nWe write.\n";
    let site = SiteTest::new()
        .file(
            "content/joint/_index.md",
            "---\ntitle: Joint letters\ncollection: {singular: Joint letter, type: letter}\n---\n",
        )
        .file("content/joint/one.md", letter);
    let built = site.build();
    assert_eq!(built.report(), "");
    let page = built.text("joint/one/index.html");
    assert!(page.contains("Excellency,") && page.contains("Joint letter"), "{page}");
    assert!(!built.text("letters/index.html").contains("Together"));
}

#[test]
fn built_in_section_says_of_itself_what_its_index_says() {
    let index = "---\ntitle: What we wrote\ndescription: To Governments.\n---\nThe text above.\n";
    for (folder, list) in [("letters", "letters"), ("states", "states"), ("recommendations", "recommendations")] {
        let built = SiteTest::new().file(&format!("content/{folder}/_index.md"), index).build();
        assert_eq!(built.report(), "");
        let page = built.text(&format!("{list}/index.html"));
        for text in ["<h1>What we wrote</h1>", "To Governments.", "The text above."] {
            assert!(page.contains(text), "{folder}: {page}");
        }
    }
}

#[test]
fn page_that_says_nothing_of_itself_has_no_heading_for_that() {
    let index = "---\ntitle: Notes\ncollection: {singular: Note, fields: {level: {type: text, label: Level}}}\n---\n";
    let site = SiteTest::new()
        .file("content/notes/_index.md", index)
        .file("content/notes/bare.md", "---\ntitle: Bare\ndate: 2025-02-01\n---\nText.\n")
        .file("content/notes/said.md", "---\ntitle: Said\ndate: 2025-02-01\nlevel: High\n---\nText.\n")
        .build();
    let (bare, said) = (site.text("notes/bare/index.html"), site.text("notes/said/index.html"));
    assert!(!bare.contains("About this page") && !bare.contains("class=\"facts\""), "{bare}");
    assert!(said.contains("<h2>About this page</h2>\n<dl class=\"facts\">\n<dt>Level</dt>"), "{said}");
}

#[test]
fn series_of_newsletters_has_its_own_numbers_archive_and_mails() {
    let issue = |number: u32, date: &str| {
        format!(
            "---\ntitle: Notes {number}\ndate: {date}\nnumber: {number}\npreheader: What mail programs show beside the subject of these notes.\nitems: [letters/upr-49.md]\n---\nDear reader.\n"
        )
    };
    let site = SiteTest::new()
        .file(
            "content/notes/_index.md",
            "---\ntitle: Notes\ncollection: {singular: Reading notes, type: newsletter}\n---\n",
        )
        .file("content/notes/a.md", issue(1, "2025-03-01"))
        .file("content/notes/b.md", issue(2, "2025-03-02"))
        .file("content/newsletters/001.md", issue(1, "2025-04-01"));
    let built = site.build();
    assert_eq!(built.report(), "");
    for file in ["notes/1/index.html", "notes/2/newsletter.eml", "notes/feed.xml", "newsletters/1/index.html"] {
        assert!(built.files.contains_key(file), "{file}: {:?}", built.files.keys());
    }
    let page = built.text("notes/2/index.html");
    assert!(page.contains("Reading notes · Issue 2") && page.contains("href=\"/letters/upr-49/\""), "{page}");
    assert!(built.text("notes/2/newsletter.txt").contains("Reading notes · Issue 2"));
    assert!(!built.text("newsletters/index.html").contains("Notes 2"));
    assert!(built.text("newsletters/1/index.html").contains("Newsletter · Issue 1"));
    let by_number =
        site.replace("content/notes/_index.md", "type: newsletter", "type: newsletter, permalink: /n/:year/:number/");
    assert!(by_number.build().files.contains_key("n/2025/2/index.html"));
}

#[test]
fn briefs_of_a_collection_stand_below_its_folder_and_are_asked_like_others() {
    let brief = "---\ntitle: Kenya, again\ndate: 2025-03-02\nstate: KEN\nsession: upr-49\n---\nText.\n\n- Say it too. {#say-it}\n";
    let site = SiteTest::new()
        .file("content/updates/_index.md", "---\ntitle: Updates\ncollection: {singular: Update, type: brief}\n---\n")
        .file("content/updates/ken.md", brief)
        .file("content/briefs/ken.md", brief.replace("again", "first").replace("say-it", "say-that"))
        .file(
            "content/briefs/ken-2.md",
            brief.replace("again", "late").replace("say-it", "say-all").replace("state:", "slug: late\nstate:"),
        );
    let built = site.build();
    assert_eq!(built.report(), "");
    for file in ["updates/upr-49/ken/index.html", "briefs/upr-49/ken/index.html", "briefs/upr-49/ken/late/index.html"] {
        assert!(built.files.contains_key(file), "{file}: {:?}", built.files.keys());
    }
    let state = built.text("states/ken/index.html");
    assert!(state.contains("<a href=\"/updates/\">Updates</a></h2>") && state.contains("Say it too."), "{state}");
}
