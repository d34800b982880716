//! `demarche new`: what it begins builds without a word.

use std::fs;

use super::{AT, Ground, run};

/// What a new site has one of, each with a file that is made of it.
const BEGUN: [&str; 10] = [
    "letters/first-letter/index.html",
    "briefs/next-session/che/index.html",
    "recommendations/senior-official/index.html",
    "newsletters/1/newsletter.html",
    "statements/first-statement/index.html",
    "events/open-evening/index.html",
    "people/index.html",
    "about/index.html",
    "states/che/next-session/index.html",
    "calendar.ics",
];

#[test]
fn new_site_builds_without_a_word() {
    let folder = crate::site_test::folder();
    let made = run(folder.path(), ["new", "site", "our-site", "--date", "2026-11-23"]).assert_status(0);
    assert!(made.out.contains("content/site.yaml") && made.err.contains("demarche build --root"), "{}", made.err);
    let root = folder.path().join("our-site");
    let settings = fs::read_to_string(root.join("content/site.yaml")).expect("the settings");
    assert!(settings.contains("name: \"Our site\""), "{settings}");
    let built = run(&root, ["build", "--at", "2026-11-23T12:00:00Z"]).assert_status(0);
    assert!(!built.err.contains("warning["), "{}", built.err);
    for file in BEGUN {
        assert!(root.join("public").join(file).exists(), "{file}");
    }
    assert!(fs::read_to_string(root.join(".gitignore")).expect("a file").contains("/public"));
    // Nothing that is there is overwritten.
    run(folder.path(), ["new", "site", "our-site"]).assert_refused("a new site takes a folder of its own");
}

#[test]
fn new_site_is_true_on_the_day_on_which_it_is_begun() {
    for day in ["2026-11-23", "2028-02-29", "2030-12-31"] {
        let folder = crate::site_test::folder();
        run(folder.path(), ["new", "site", "s", "--date", day]).assert_status(0);
        let root = folder.path().join("s");
        let instant = format!("{day}T12:00:00Z");
        let checked = run(&root, ["check", "--at", &instant]).assert_status(0);
        // One reminder, and nothing else.
        assert!(
            checked.err.matches("warning[").count() == 1 && checked.err.contains("words-to-replace"),
            "{}",
            checked.err
        );
        run(&root, ["build", "--at", &instant]).assert_status(0);
        let page = |path: &str| fs::read_to_string(root.join("public").join(path)).expect("a page");
        assert!(page("index.html").contains("Session · Next"), "{}", page("index.html"));
        assert!(page("events/index.html").contains("Coming up") && !page("events/index.html").contains("Past"));
    }
}

#[test]
fn new_site_lets_the_hidden_files_of_a_repository_be() {
    let folder = crate::site_test::folder();
    for (path, text) in [(".gitignore", "mine\n"), (".github/workflows/site.yml", "mine\n"), (".git/HEAD", "ref\n")] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fs::write(path, text).expect("it is written");
    }
    run(folder.path(), ["new", "site", "."]).assert_status(0);
    let text = |path: &str| fs::read_to_string(folder.path().join(path)).expect("a file");
    assert_eq!((text(".gitignore"), text(".github/workflows/site.yml")), ("mine\n".to_owned(), "mine\n".to_owned()));
    assert!(text(".gitlab-ci.yml").contains("demarche build --base-url \"$CI_PAGES_URL/\""));
    let reference = text("layouts/README.md");
    assert!(reference.contains("## page\n") && reference.contains("| `letter.html` |"), "{reference}");
}

#[test]
fn workflows_of_hosts_are_yaml_and_run_what_there_is() {
    let folder = crate::site_test::folder();
    run(folder.path(), ["new", "site", "s"]).assert_status(0);
    for path in [".github/workflows/site.yml", ".gitlab-ci.yml"] {
        let text = fs::read_to_string(folder.path().join("s").join(path)).expect("a workflow");
        let _: serde_yaml::Value = serde_yaml::from_str(&text).expect("YAML");
        for command in ["check", "build"] {
            assert!(text.contains(&format!("bin/demarche {command} --base-url \"$")), "{path}: {text}");
        }
    }
}

#[test]
fn every_kind_of_page_is_begun_and_builds_without_a_word() {
    let ground = Ground::new();
    let mut expected = vec!["letters/upr-49/index.html"];
    for (arguments, file, page) in [
        (
            &["letter", "Recommendations: a \"second\" letter", "--session", "upr-49"][..],
            "content/letters/recommendations-a-second-letter.md",
            "letters/recommendations-a-second-letter/index.html",
        ),
        (&["letter", "An open letter"], "content/letters/an-open-letter.md", "letters/an-open-letter/index.html"),
        (&["brief", "Sudan"], "content/briefs/sdn.md", "briefs/sdn/index.html"),
        (&["brief", "Kenya"], "content/briefs/upr-49/ken.md", "briefs/upr-49/ken/index.html"),
        (&["brief", "GUY", "--session", "upr-49"], "content/briefs/upr-49/guy.md", "briefs/upr-49/guy/index.html"),
        (&["newsletter", "After the session"], "content/newsletters/001.md", "newsletters/1/index.html"),
        (&["newsletter", "Before the next"], "content/newsletters/002.md", "newsletters/2/index.html"),
        (
            &["recommendation", "Name a focal point"],
            "content/recommendations/name-a-focal-point.md",
            "recommendations/name-a-focal-point/index.html",
        ),
        (&["page", "Été à Genève"], "content/pages/ete-a-geneve.md", "ete-a-geneve/index.html"),
    ] {
        let new = ["new"].iter().chain(arguments).chain(&["--date", "2025-03-20"]).copied();
        let made = ground.run(new.clone()).assert_status(0);
        assert!(made.out.trim_end().replace('\\', "/").ends_with(file), "{}", made.out);
        assert!(made.err.contains("draft"), "{}", made.err);
        let text = fs::read_to_string(ground.path(file)).expect("the new page");
        assert!(text.contains("draft: true"), "{text}");
        if arguments[0] != "newsletter" {
            ground.run(new).assert_refused("exists already");
        }
        ground.write(file, &text.replace("draft: true # remove this line to publish\n", ""));
        expected.push(page);
    }
    let built = ground.run(["build", "--at", AT]).assert_status(0);
    assert!(!built.err.contains("warning["), "{}", built.err);
    for page in expected {
        assert!(ground.path("public").join(page).exists(), "{page}");
    }
}

#[test]
fn new_pages_that_could_not_be_built_are_refused() {
    let ground = Ground::new();
    for (arguments, why) in [
        (&["letter", "A", "--session", "upr-99"][..], "there is no session `upr-99`"),
        (&["brief", "Atlantis"], "Atlantis"),
        (&["page", "Letters"], "is the address of a section"),
        (&["page", "con"], "no page can have the address `/con/`"),
    ] {
        let before = ground.files();
        ground.run(["new"].iter().chain(arguments)).assert_refused(why);
        assert_eq!(ground.files(), before);
    }
    let nowhere = crate::site_test::folder();
    run(nowhere.path(), ["new", "page", "A"]).assert_refused("demarche new site DIR");
    run(nowhere.path(), ["build"]).assert_refused("demarche new site DIR");
    run(nowhere.path(), ["build", "--root", "missing"]).assert_refused("there is no folder `missing`");
}

#[test]
fn pages_of_collections_are_begun_by_the_word_for_one() {
    let ground = Ground::new();
    let index = "---\ntitle: Vacancies\ncollection:\n  singular: Open post\n  fields:\n    description: {required: true}\n    level: {type: choice, required: true, options: {junior: First job, senior: Experienced}}\n    closes: {type: date, required: true}\n    contact: {type: email}\n---\n";
    ground.write("content/vacancies/_index.md", index);
    for (word, title) in [("open-post", "One"), ("Open post", "Two"), ("vacancies", "A post by vacancies")] {
        let made = ground.run(["new", word, title, "--date", "2025-03-20"]).assert_status(0);
        assert!(made.err.contains("draft"), "{}", made.err);
    }
    let text = fs::read_to_string(ground.path("content/vacancies/a-post-by-vacancies.md")).expect("the new page");
    let expected = "---\ntitle: \"A post by vacancies\"\ndate: 2025-03-20\ndraft: true # remove this line to publish\n\
                    description: \"[Write here]\"\nlevel: junior\ncloses: 2025-03-20\n# contact: office@example.org\n---\n[Write here.]\n";
    assert_eq!(text, expected);
    let sessions = fs::read_to_string(ground.path("content/data/sessions.yaml")).expect("the sessions");
    ground.write(
        "content/data/sessions.yaml",
        &format!("{sessions}- id: cedaw-90\n  body: cedaw\n  number: 90\n  dates: unknown\n"),
    );
    ground.write("content/data/bodies.yaml", "- id: cedaw\n  name: The Committee\n");
    ground.run(["new", "brief", "KEN", "--session", "cedaw-90"]).assert_status(0);
    let built = ground.run(["build", "--at", AT, "--drafts", "--out", "drafts"]).assert_status(0);
    assert!(!built.err.contains("warning["), "{}", built.err);
    ground.run(["new", "open-post", "A post by vacancies"]).assert_refused("exists already");
    ground.run(["new", "statement", "A"]).assert_refused("no collection calls one of its pages `statement`");
    ground.run(["new", "open-post"]).assert_refused("TITLE");
}

#[test]
fn issues_and_briefs_of_collections_are_begun_with_what_their_types_need() {
    let ground = Ground::new();
    ground.write("content/notes/_index.md", "---\ntitle: Notes\ncollection: {singular: Note, type: newsletter}\n---\n");
    let fields = "fields: {level: {type: choice, required: true, options: {low: Low}}}";
    let index = format!("---\ntitle: Updates\ncollection: {{singular: Update, type: brief, {fields}}}\n---\n");
    ground.write("content/updates/_index.md", &index);
    for (word, title) in [("note", "First notes"), ("note", "Second notes"), ("update", "Saint Lucia")] {
        ground.run(["new", word, title, "--date", "2025-03-20"]).assert_status(0);
    }
    let second = fs::read_to_string(ground.path("content/notes/002.md")).expect("the second issue");
    assert!(second.contains("\nnumber: 2\n"), "{second}");
    let made = ground.files().keys().find(|path| path.contains("updates/") && path.ends_with("lca.md")).cloned();
    let brief = fs::read_to_string(ground.path(&made.expect("the brief"))).expect("the brief");
    assert!(brief.contains("\nstate: LCA\n") && brief.contains("\nlevel: low\n"), "{brief}");
    let built = ground.run(["build", "--at", AT, "--drafts", "--out", "drafts"]).assert_status(0);
    assert!(!built.err.contains("warning["), "{}", built.err);
    ground.run(["new", "update", "Atlantis"]).assert_refused("Atlantis");
}

#[test]
fn pages_are_begun_with_all_that_their_addresses_are_made_of() {
    let ground = Ground::new();
    let fields = "fields: {level: {type: choice, options: {low: Low, high: High}}}";
    let permalink = "permalink: /notes/:year/:level/:state/:session/:slug/";
    let index = format!("---\ntitle: Notes\ncollection: {{singular: Note, {permalink}, {fields}}}\n---\n");
    ground.write("content/notes/_index.md", &index);
    let index = "---\ntitle: Leaves\ncollection: {singular: Leaf, type: page, permalink: /leaves/:year/:slug/}\n---\n";
    ground.write("content/leaves/_index.md", index);
    for word in ["note", "leaf"] {
        ground.run(["new", word, "First of all", "--date", "2025-03-20"]).assert_status(0);
    }
    let built = ground.run(["build", "--at", AT, "--drafts", "--out", "drafts"]).assert_status(0);
    assert!(!built.err.contains("warning["), "{}", built.err);
    for page in ["notes/2025/low/ken/upr-49/first-of-all/index.html", "leaves/2025/first-of-all/index.html"] {
        assert!(ground.path("drafts").join(page).exists(), "{page}");
    }
}

#[test]
fn layouts_are_copied_with_what_they_can_ask() {
    let ground = Ground::new();
    let built = |out: &str| {
        ground.run(["build", "--at", AT, "--out", out, "--no-cache"]).assert_status(0);
        fs::read_to_string(ground.path(out).join("letters/upr-49/index.html")).expect("the letter")
    };
    let before = built("before");
    for name in ["letter", "partials/footer", "newsletter/letter.txt", "base.html"] {
        let made = ground.run(["new", "layout", name]).assert_status(0);
        assert!(made.out.contains("layouts/"), "{}", made.out);
    }
    let layout = fs::read_to_string(ground.path("layouts/letter.html")).expect("the layout");
    assert!(layout.starts_with("{# The built-in letter.html, to be changed."), "{layout}");
    for part in [
        "{% extends \"default/letter.html\" %}{% block opening %}…",
        "addressee         text or none",
        "#}\n{#",
        " attachments,",
        " head,",
    ] {
        assert!(layout.contains(part), "{part} in {layout}");
    }
    assert_eq!(built("after"), before);
    ground.run(["new", "layout", "letter"]).assert_refused("exists already");
    ground
        .run(["new", "layout", "leter"])
        .assert_refused("there is no built-in layout `leter`; did you mean `letter`?");
}
