//! Taxonomies of a site's own: by what pages are sorted besides topics.

use crate::site_test::{Built, LETTER, SETTINGS, SiteTest, holds};

/// The settings of a site with two taxonomies.
const OWN: &str = "\
languages: [en, fr]
taxonomies:
  - {id: populations, title: {en: Populations, fr: Publics}, singular: {en: Population, fr: Public}}
  - {id: projects, title: Projects, singular: Project}
menu: [letters, populations]
";

/// The terms of one of them.
const POPULATIONS: &str = "\
- {id: children, title: {en: Children, fr: Enfants}, description: {en: Under 18., fr: Moins de 18 ans.}}
- {id: displaced, title: Displaced persons}
- {id: nobody, title: Nobody}
";

/// Returns a site with the taxonomies, and pages that name their terms.
fn site() -> SiteTest {
    let letter =
        LETTER.replace("session: upr-49\n", "session: upr-49\ntopics: [prevention]\npopulations: [children]\n");
    let note =
        "---\ntitle: Note\ndate: 2025-02-01\npopulations: [displaced, children]\nprojects: [watch]\n---\nText.\n";
    let index = "---\ntitle: Notes\ncollection: {singular: Note, group_by: populations, fields: {about: {type: reference, to: populations, label: About}}}\n---\n";
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{OWN}"))
        .file("content/data/populations.yaml", POPULATIONS)
        .file("content/data/projects.yaml", "- {id: watch, title: Watch}\n- {id: children, title: Children project}\n")
        .file("content/letters/upr-49.md", letter)
        .file("content/letters/upr-49.fr.md", LETTER.replace("title: Recommendations", "title: Demandes"))
        .file("content/notes/_index.md", index)
        .file("content/notes/one.md", note)
        .file(
            "content/notes/two.md",
            "---\ntitle: Second\ndate: 2025-02-02\nabout: displaced\npopulations: [children]\n---\nText.\n",
        )
        .file("content/populations/children.md", "---\ntitle: Ours\n---\nWhat we say of children.\n")
        .file(
            "content/populations/_index.md",
            "---\ntitle: Peoples\ndescription: Whom it is about.\n---\nAn introduction.\n",
        )
}

/// Returns a made file as a text.
fn file(built: &Built, path: &str) -> String {
    String::from_utf8_lossy(built.files.get(path).unwrap_or_else(|| panic!("{path} is not made"))).into_owned()
}

#[test]
fn terms_have_pages_lists_and_feeds_as_topics_have() {
    let built = site().build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "populations/children/index.html"),
        &[
            "<title>Children",
            "href=\"/populations/children/feed.xml\"",
            "<a href=\"/populations/\" aria-current=\"true\">Peoples</a>",
            "<a href=\"/populations/\">Peoples</a>",
            "<p class=\"kicker\">Population</p>\n<h1>Children</h1>\n<p class=\"standfirst\">Under 18.</p>",
            "What we say of children.",
            "href=\"/letters/upr-49/\"",
            "Notes",
            "href=\"/notes/two/\"",
            "href=\"/notes/one/\"",
        ],
    );
    holds(
        &file(&built, "populations/index.html"),
        &[
            "<h1>Peoples</h1>",
            "Whom it is about.",
            "An introduction.",
            "<h2>Peoples: 3</h2>",
            "<li id=\"children\">",
            "<a href=\"/populations/children/\">Children</a>",
            "Displaced persons",
            "<li id=\"nobody\">",
            "<h3 class=\"topic-title\">Nobody</h3>",
        ],
    );
    holds(&file(&built, "populations/children/feed.xml"), &["<title>", "Recommendations for UPR 49"]);
    holds(
        &file(&built, "feed.xml"),
        &["<category term=\"prevention\" label=\"Prevention\"/>", "<category term=\"children\" label=\"Children\"/>"],
    );
    assert!(!built.files.contains_key("populations/nobody/index.html"), "no empty pages");
    holds(&file(&built, "_redirects"), &["/populations/nobody/ /populations/#nobody 301"]);
    // The term of another taxonomy that has the same id is another.
    assert!(
        built.files.contains_key("projects/watch/index.html")
            && !built.files.contains_key("projects/children/index.html")
    );
}

#[test]
fn pages_say_which_terms_they_name() {
    let built = site().build();
    holds(
        &file(&built, "letters/upr-49/index.html"),
        &[
            "<dt>Topics</dt>",
            "Prevention",
            "<dt>Populations</dt>",
            "<a href=\"/populations/children/\">Children</a>",
            "Related",
            "href=\"/notes/",
        ],
    );
    holds(
        &file(&built, "notes/one/index.html"),
        &["<dt>Populations</dt>", "Children", "Displaced persons", "<dt>Projects</dt>", "Watch"],
    );
    holds(
        &file(&built, "notes/two/index.html"),
        &["About", "<a href=\"/populations/displaced/\">Displaced persons</a>"],
    );
    let list = file(&built, "notes/index.html");
    holds(
        &list,
        &[
            "<a href=\"/populations/children/\">Children</a>",
            "Second",
            "<a href=\"/populations/displaced/\">Displaced persons</a>",
            "Note",
        ],
    );
}

#[test]
fn titles_are_in_the_language_of_the_page_or_marked() {
    let built = site()
        .file(
            "content/letters/upr-49.fr.md",
            LETTER.replace("session: upr-49\n", "session: upr-49\npopulations: [children, displaced]\n"),
        )
        .replace("content/letters/upr-49.md", "populations: [children]", "populations: [children, displaced]")
        .without("content/populations/_index.md")
        .build();
    assert_eq!(built.report(), "");
    holds(
        &file(&built, "fr/letters/upr-49/index.html"),
        &[
            "<dt>Publics</dt>",
            "<a href=\"/fr/populations/children/\">Enfants</a>",
            "<a href=\"/fr/populations/displaced/\" lang=\"en\" dir=\"ltr\">Displaced persons</a>",
        ],
    );
    holds(
        &file(&built, "fr/populations/children/index.html"),
        &["Enfants", "Publics", "Public", "<h1>Enfants</h1>", "Moins de 18 ans."],
    );
    holds(
        &file(&built, "fr/populations/displaced/index.html"),
        &["<h1 lang=\"en\" dir=\"ltr\">Displaced persons</h1>"],
    );
    holds(&file(&built, "fr/populations/index.html"), &["<h1>Publics</h1>"]);
    // Topics take titles by language as well.
    let topics =
        "- {id: prevention, title: {en: Prevention, fr: Prévenir}}\n- {id: accountability, title: Accountability}\n";
    let built = site().file("content/data/topics.yaml", topics).build();
    holds(&file(&built, "fr/topics/index.html"), &["Prévenir"]);
}

#[test]
fn lists_in_texts_choose_by_terms() {
    let list = "---\ntitle: All\n---\n::: list from=notes where=\"populations=displaced\"\n:::\n";
    let built = site().file("content/pages/all.md", list).build();
    assert_eq!(built.report(), "");
    let page = file(&built, "all/index.html");
    assert!(page.contains(">Note</a>") && !page.contains(">Second</a>"), "{page}");
}

#[test]
fn schemas_know_the_taxonomies() {
    let (site, found) = site().index();
    assert!(found.is_empty(), "{found:?}");
    let schemas = demarche::schema::Schemas::of(&site.kinds, &site.config);
    let names: Vec<&str> = schemas.names().collect();
    assert!(names.contains(&"data/populations") && names.contains(&"data/projects"), "{names:?}");
    let letter = schemas.one("letters").expect("one");
    holds(&letter, &["\"populations\"", "\"projects\""]);
}

#[test]
fn text_on_a_term_is_not_listed_with_another() {
    let text = "---\ntitle: Ours\npopulations: [nobody]\n---\nWhat we say of children.\n";
    let built = site().file("content/populations/children.md", text).build();
    assert!(built.files.contains_key("populations/children/index.html"));
    // Nothing stood on it.
    assert!(!built.files.contains_key("populations/nobody/index.html"));
}

#[test]
fn words_of_terms_in_another_language_are_marked() {
    let terms = "- {id: children, title: {en: Children, fr: Enfants}, description: Under 18.}\n- {id: displaced, title: Displaced, description: {en: Who left., fr: Qui a fui.}}\n";
    let settings = format!("{SETTINGS}{OWN}").replace("{en: Populations, fr: Publics}", "Populations");
    let settings = settings.replace("{en: Population, fr: Public}", "Population");
    let built = site()
        .file("content/site.yaml", settings)
        .file("content/data/populations.yaml", terms)
        .without("content/populations/_index.md")
        .build();
    assert_eq!(built.report(), "");
    let marked = " lang=\"en\" dir=\"ltr\">";
    let (list, term) = (file(&built, "fr/populations/index.html"), file(&built, "fr/populations/children/index.html"));
    holds(
        &list,
        &[
            &format!("<h1{marked}Populations"),
            &format!("<h2{marked}Populations: 2"),
            &format!("<p{marked}Under 18."),
            "<p>Qui a fui.",
        ],
    );
    holds(
        &term,
        &[&format!("<p class=\"kicker\"{marked}Population<"), &format!("<p class=\"standfirst\"{marked}Under 18.")],
    );
    let own = file(&built, "populations/children/index.html");
    assert!(!own.contains("lang=\"en\" dir=\"ltr\">Under"), "{own}");
}
