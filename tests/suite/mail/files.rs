//! Which files there are, and when they are made anew.

use demarche::engine::Engine;

use super::{EML, HTML, LETTER_FILE, TEXT, letter, opened, settings};
use crate::site_test::{SiteTest, made_by};

#[test]
fn letters_briefs_and_issues_have_mails_and_no_other_page() {
    let site = SiteTest::new()
        .file(
            "content/briefs/upr-49/ken.md",
            "---\ntitle: K\ndate: 2025-01-01\nstate: KEN\nsession: upr-49\n---\nText.\n",
        )
        .file("content/newsletters/1.md", "---\ntitle: Issue\ndate: 2025-01-01\nnumber: 1\n---\nText.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file("content/recommendations/a.md", "---\ntitle: A\ndate: 2025-01-01\n---\nText.\n");
    let built = site.build();
    built.assert_silent();
    let mails: Vec<&str> =
        built.files.keys().map(String::as_str).filter(|path| path.contains("/newsletter.")).collect();
    assert_eq!(
        mails,
        [
            "briefs/upr-49/ken/newsletter.eml",
            "briefs/upr-49/ken/newsletter.html",
            "briefs/upr-49/ken/newsletter.txt",
            EML,
            HTML,
            TEXT,
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
        ]
    );
    assert_eq!(built.holds("merge.invalid"), None);
}

#[test]
fn mails_are_off_by_page_and_by_site() {
    let by_page = letter("newsletter: false\n", "Text.\n").build();
    by_page.assert_silent();
    assert_eq!(by_page.holds("/newsletter."), None);
    let by_site = settings(letter("", "Text.\n"), "mail: false\n").build();
    by_site.assert_silent();
    assert_eq!(by_site.holds("/newsletter."), None);
}

#[test]
fn message_holds_the_text_and_the_html() {
    let built = letter("", "A body with é.\n").build();
    let (head, parts) = opened(&built.text(EML));
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0].trim_end(), built.text(TEXT).trim_end());
    assert_eq!(parts[1].trim_end(), built.text(HTML).trim_end());
    assert!(head.contains("Subject: A letter\r\n"), "{head}");
    assert!(head.contains("Date: Fri, 14 Mar 2025 00:00:00 +0100\r\n"), "{head}");
    assert!(head.contains("Message-ID: <letters.upr-49@example.org>\r\n"), "{head}");
    assert!(head.contains("From: \"Example Centre\" <newsletter@example.org>\r\n"), "{head}");
}

#[test]
fn sender_and_unsubscribing_come_from_the_settings() {
    let lines = "email: office@example.org\nmail:\n  from: news@example.org\n  unsubscribe: https://example.org/stop?a=1&b=2\n  one_click: true\n";
    let built = settings(letter("", "Text.\n"), lines).build();
    let (head, _) = opened(&built.text(EML));
    assert!(head.contains("<news@example.org>\r\n"), "{head}");
    assert!(head.contains("List-Unsubscribe: <https://example.org/stop?a=1&b=2>\r\n"), "{head}");
    assert!(head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{head}");
    assert!(built.text(HTML).contains("href=\"https://example.org/stop?a=1&amp;b=2\""));
    assert!(built.text(TEXT).contains("<https://example.org/stop?a=1&b=2>"));
    let plain = letter("", "Text.\n").build();
    assert!(!plain.text(EML).contains("List-Unsubscribe"));
}

#[test]
fn drafts_have_mails_in_a_preview_alone() {
    let site = letter("draft: true\n", "Text.\n");
    assert_eq!(site.build().holds("/newsletter."), None);
    assert!(site.drafts().build().files.contains_key(HTML));
}

#[test]
fn two_builds_are_equal() {
    let site = letter("", "![A dot](a.gif)\n\nText.[^1]\n\n[^1]: A note.\n")
        .file("content/letters/a.gif", crate::site_test::GIF);
    assert!(site.build().files == site.build().files);
}

/// Returns what an engine renders after a change.
fn rendered(site: &SiteTest, changed: &SiteTest) -> Vec<String> {
    let mut engine = Engine::new();
    assert!(site.update(&mut engine).is_good());
    let update = changed.update(&mut engine);
    let clean = changed.build();
    assert!(made_by(&engine).iter().all(|(route, bytes)| clean.files[route][..] == bytes[..]));
    update.rendered.iter().map(ToString::to_string).collect()
}

#[test]
fn body_edit_renders_the_page_and_its_mails_and_the_digests_that_quote_it() {
    let issue = "---\ntitle: Issue\ndate: 2025-05-01\nnumber: 1\nitems: [letters/upr-49.md]\n---\nText.\n";
    let other = "---\ntitle: Another\ndate: 2025-05-02\nnumber: 2\n---\nText.\n";
    let site = letter("", "First.\n\nSecond.\n")
        .file("content/newsletters/1.md", issue)
        .file("content/newsletters/2.md", other);
    let body = site.clone().replace(LETTER_FILE, "Second.", "Third.");
    let feeds_aside: Vec<String> =
        rendered(&site, &body).into_iter().filter(|route| !route.contains("feed.")).collect();
    assert_eq!(feeds_aside, ["letters/upr-49/index.html", EML, HTML, TEXT]);
    // The first paragraph is what the digest quotes.
    let quoted = rendered(&site, &site.clone().replace(LETTER_FILE, "First.", "Primary."));
    for route in [HTML, "newsletters/1/newsletter.eml", "newsletters/1/newsletter.html", "newsletters/1/newsletter.txt"]
    {
        assert!(quoted.iter().any(|made| made == route), "{route} is not among {quoted:?}");
    }
    assert!(!quoted.iter().any(|made| made.starts_with("newsletters/2/newsletter")), "{quoted:?}");
}

#[test]
fn frame_of_a_mail_is_that_of_its_html_in_all_its_files() {
    let own = "<p title=\"{{ meta.path }}\">Text.</p>";
    let site = letter("", "Text.\n").file("layouts/newsletter/letter.html", own);
    let built = site.file("layouts/newsletter/letter.txt", "{{ meta.path }}").build();
    for file in [HTML, TEXT, EML] {
        let text = built.text(file).replace("=\r\n", "");
        assert!(text.contains("/letters/upr-49/newsletter.html"), "{file}: {text}");
    }
}

#[test]
fn layouts_of_mails_are_overridden_file_by_file() {
    let own = "{% extends \"newsletter/text.html\" %}{% block opening %}<p>Own opening</p>{% endblock %}";
    let built = letter("", "Text.\n").file("layouts/newsletter/letter.html", own).build();
    assert!(built.text(HTML).contains(">Own opening</p>"));
    assert!(!built.text(TEXT).contains("Own opening"));
}
