//! `demarche why` and `why-not`.

use super::{AT, Ground};

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
