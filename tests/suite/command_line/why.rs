//! `demarche why` and `why-not`.

use super::{AT, Ground, run};

#[test]
fn why_tells_what_a_page_was_made_of() {
    let ground = Ground::new();
    ground
        .write("content/pages/about.md", "---\ntitle: About\ndate: 2025-01-01\n---\nSee [it](../letters/upr-49.md).\n");
    let by_address = ground.run(["why", "/about/", "--at", AT]).assert_status(0);
    for expected in [
        "about/index.html is made of\n",
        "\n  page content/pages/about.md: ",
        "body",
        "\n  layout page.html\n",
        "\n  strings en\n",
    ] {
        assert!(by_address.out.contains(expected), "{expected:?} is not in {}", by_address.out);
    }
    assert!(!by_address.out.contains("state en KEN"), "{}", by_address.out);
    let by_source = ground.run(["why", "content/pages/about.md", "--at", AT]).assert_status(0);
    assert_eq!(by_source.out, by_address.out);
    ground.run(["why", "/nowhere/", "--at", AT]).assert_refused("is no page of the site");
}

#[test]
fn why_not_tells_of_states_without_a_page() {
    let ground = Ground::new();
    ground.write("content/states/smr.md", "---\ntitle: San Marino\ndraft: true\n---\nText.\n");
    for (address, what) in [
        ("/states/fra/", "nothing stands on a page on France; its place in the list is `/states/#fra`"),
        (
            "/states/smr/",
            "all that stands on a page on San Marino is held back; its place in the list is `/states/#smr`",
        ),
    ] {
        let ran = ground.run(["why-not", address, "--at", AT]).assert_status(0);
        assert!(ran.out.contains(&format!("`{address}` is not published: {what}")), "{}", ran.out);
    }
}

#[test]
fn why_not_tells_draft_embargo_expired_and_never() {
    let ground = Ground::new();
    for (name, line) in [
        ("a", "draft: true"),
        ("b", "embargo: 2026-01-19T08:00:00+01:00"),
        ("c", "expires: 2025-07-01T00:00:00Z"),
        ("d", "aliases: [/old/d/]"),
    ] {
        ground.write(
            &format!("content/pages/{name}.md"),
            &format!("---\ntitle: A page\ndate: 2025-01-01\n{line}\n---\nText.\n"),
        );
    }
    for (address, status, why) in [
        ("/a/", 0, "is not published: `content/pages/a.md` is a draft"),
        ("b", 0, "`content/pages/b.md` is under embargo until 2026-01-19 08:00"),
        ("/c/index.html", 0, "`content/pages/c.md` is expired since 2025-07-01 02:00"),
        ("/d/", 0, "is published: `d/index.html`, made of `content/pages/d.md`"),
        ("/old/d/", 0, "is published: `old/d/index.html`, made of `content/pages/d.md`"),
        ("https://example.org/letters/upr-49/#top", 0, "made of `content/letters/upr-49.md`"),
        ("/", 0, "is published: `index.html`"),
        ("/leters/upr-49/", 1, "did you mean `/letters/upr-49/`?"),
        ("/something/else/altogether/", 1, "there is no page at"),
    ] {
        let ran = ground.run(["why-not", address, "--at", AT]).assert_status(status);
        assert!(ran.out.contains(why), "{address}: {}", ran.out);
    }
}

#[test]
fn page_with_a_mistake_is_never_said_to_be_published() {
    let head = |lines: &str| format!("---\ntitle: A page\ndate: 2025-01-01\n{lines}---\nText.\n");
    let not_published = [
        ("an embargo that cannot be read", head("embargo: next Monday\n")),
        ("an embargo on no day", head("embargo: 2026-13-45\n")),
        ("an expiry that cannot be read", head("expires: soon\n")),
        ("a draft that may be one", head("draft: maybe\n")),
        ("a mistake beside a draft", head("draft: true\nsesion: x\n")),
        ("a mistake of YAML above a draft", head("description: [a\ndraft: true\n")),
        ("a mistake of YAML below a draft", head("draft: true\ndescription: {a\n")),
        ("a key with a slip", head("embrago: 2030-01-01T00:00:00Z\n")),
        ("front matter without an end", "---\ntitle: A page\ndraft: true\nText.\n".to_owned()),
        ("a link that leads nowhere", head("").replace("Text.", "[x](nowhere.md)")),
    ];
    for (what, text) in not_published {
        let ground = Ground::new();
        ground.write("content/pages/a.md", &text);
        for name in ["/a/", "pages/a", "content/pages/a.md"] {
            let ran = ground.run(["why-not", name, "--at", AT]);
            let told = format!("{what}: `{name}`: {}{}", ran.out, ran.err);
            assert!(ran.out.contains("is not published: `content/pages/a.md`"), "{told}");
            assert!(ran.out.contains("is a draft") || ran.err.contains("content/pages/a.md:"), "{told}");
        }
        // Nor is any other page, while nothing is.
        let other = ground.run(["why-not", "/letters/upr-49/", "--at", AT]).assert_status(1);
        assert!(other.out.contains("is not published yet: `letters/upr-49/index.html`"), "{what}: {}", other.out);
    }
}

#[test]
fn every_command_understands_the_same_names() {
    let ground = Ground::new();
    ground.write("content/pages/about.md", "---\ntitle: About\ndate: 2025-01-01\n---\nText.\n");
    ground
        .write("content/letters/visit/index.md", "---\ntitle: Visit\ndate: 2025-01-01\nsession: upr-49\n---\nText.\n");
    ground.write("content/newsletters/012.md", "---\ntitle: Issue\ndate: 2025-05-02\nnumber: 12\n---\nText.\n");
    // The folder in which one stands, and the name.
    let of_page: &[(&str, &str)] = &[
        ("", "about"),
        ("", "/about/"),
        ("", "about/index.html"),
        ("", "https://example.org/about/#x"),
        ("", "pages/about"),
        ("", "pages/about.md"),
        ("", "content/pages/about.md"),
        ("", "./content/pages/about.md"),
        ("", "content/pages/../pages/about.md"),
        ("", "content/pages/about"),
        ("content/pages", "about"),
        ("content/pages", "about.md"),
        ("content/pages", "./about.md"),
        ("content/letters", "../pages/about.md"),
        ("content/letters", "pages/about.md"),
    ];
    let of_letter: &[(&str, &str)] = &[
        ("", "letters/visit"),
        ("", "/letters/visit/"),
        ("", "content/letters/visit"),
        ("", "letters/visit/index.md"),
        ("content/letters", "visit"),
        ("content/letters/visit", "index.md"),
    ];
    let of_issue: &[(&str, &str)] =
        &[("", "12"), ("", "newsletters/12"), ("", "newsletters/012"), ("content/newsletters", "012.md")];
    let absolute = ground.path("content/pages/about.md").to_str().expect("a path").to_owned();
    let absolute = [("layouts", absolute.as_str())];
    std::fs::create_dir_all(ground.path("layouts")).expect("a folder is made");
    for (route, names) in [
        ("about/index.html", of_page),
        ("about/index.html", &absolute),
        ("letters/visit/index.html", of_letter),
        ("newsletters/12/index.html", of_issue),
    ] {
        for (folder, name) in names {
            let run = |command: &[&str]| run(&ground.path(folder), command);
            let why_not = run(&["why-not", name, "--at", AT]);
            let told = format!("{name} in `{folder}`: {}{}", why_not.out, why_not.err);
            assert!(why_not.out.contains(&format!("is published: `{route}`")), "why-not {told}");
            let why = run(&["why", name, "--at", AT]);
            assert!(why.out.contains(&format!("{route} is made of")), "why {name} in `{folder}`: {}", why.err);
            if !route.starts_with("about") {
                let mail = run(&["newsletter", name, "--at", AT, "--text"]);
                assert!(mail.status == 0 && mail.out.contains("Text."), "newsletter {name}: {}", mail.err);
            }
        }
    }
}

#[test]
fn name_that_means_nothing_leads_to_the_one_that_was_meant() {
    let ground = Ground::new();
    ground.write("content/pages/about.md", "---\ntitle: About\ndate: 2025-01-01\n---\nText.\n");
    for (name, near) in [
        ("/abuot/", "/about/"),
        ("abuot", "/about/"),
        ("pages/abuot.md", "pages/about.md"),
        ("./content/pages/abuot.md", "content/pages/about.md"),
        ("abuot.md", "pages/about.md"),
        ("pages/abuot", "pages/about"),
    ] {
        let ran = ground.run(["why", name, "--at", AT]);
        assert!(ran.status == 1 && ran.err.contains(&format!("did you mean `{near}`?")), "why {name}: {}", ran.err);
        let ran = ground.run(["why-not", name, "--at", AT]).assert_status(1);
        assert!(ran.out.contains(&format!("did you mean `{near}`?")), "why-not {name}: {}", ran.out);
    }
    let below = ground.path("content/pages");
    let ran = run(&below, ["why-not", "abuot.md", "--at", AT]).assert_status(1);
    assert!(ran.out.contains("did you mean `content/pages/about.md`?"), "{}", ran.out);
    for (name, near) in
        [("letters/upr-94", "/letters/upr-49/"), ("content/letters/upr-94.md", "content/letters/upr-49.md")]
    {
        ground.run(["newsletter", name, "--at", AT]).assert_refused(&format!("did you mean `{near}`?"));
    }
}
