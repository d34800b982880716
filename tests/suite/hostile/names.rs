//! Hostile names: of files, slugs, aliases, ids and images, and two that are one on some system.

use super::{LETTER_FILE, LETTER_HEAD, LETTER_PAGE, only, refused, with_body, with_keys, without_mail};
use crate::site_test::{Built, LETTER, SiteTest};

/// The smallest picture: a drawing of one point.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";

/// Returns the sample site with one more plain page at a path under `content/`.
fn with_page(path: &str) -> SiteTest {
    SiteTest::new().file(&format!("content/{path}"), "---\ntitle: A page\n---\nA body.\n")
}

/// Fails unless two outputs are reported to collide, and both files are named.
fn collide(built: &Built, files: [&str; 2]) {
    refused(built);
    let report = only(built, "duplicate-route");
    for file in files {
        assert!(report.contains(file), "{file} is not named in\n{report}");
    }
}

#[test]
fn spaces_and_letters_of_any_script_make_an_address() {
    for (file, page) in [
        ("pages/two words.md", "two-words/index.html"),
        ("pages/ a  b .md", "a-b/index.html"),
        ("pages/UPPER.md", "upper/index.html"),
        ("pages/\u{e9}t\u{e9} \u{e0} Gen\u{e8}ve.md", "\u{e9}t\u{e9}-\u{e0}-gen\u{e8}ve/index.html"),
        ("pages/e\u{301}te\u{301}.md", "\u{e9}t\u{e9}/index.html"),
        ("pages/\u{65e5}\u{672c}.md", "\u{65e5}\u{672c}/index.html"),
        ("pages/\u{627}\u{644}\u{639}.md", "\u{627}\u{644}\u{639}/index.html"),
        ("pages/100%25.md", "100-25/index.html"),
        ("pages/a&b<c>\"d'.md", "a-b-c-d/index.html"),
        ("pages/\u{1f54a}.md", "page/index.html"),
        ("pages/...md", "page/index.html"),
        ("pages/-.md", "page/index.html"),
    ] {
        let built = with_page(file).build();
        assert!(built.text(page).contains("A body."), "{file}");
        let sitemap = built.text("sitemap.xml");
        assert!(sitemap.is_ascii(), "{file}: an address in the sitemap is not percent-encoded");
    }
}

#[test]
fn a_link_finds_a_file_whose_name_has_spaces_and_accents() {
    let file = "content/pages/\u{e9}t\u{e9} 2025.md";
    let site = with_body("[a](<../pages/\u{e9}t\u{e9} 2025.md>) [b](../pages/%C3%A9t%C3%A9%202025.md)")
        .file(file, "---\ntitle: A\n---\nA.\n");
    let page = site.build().text(LETTER_PAGE);
    assert_eq!(page.matches("href=\"/%C3%A9t%C3%A9-2025/\"").count(), 2, "{page}");
}

#[test]
fn pictures_with_odd_names_are_copied_under_an_address_that_works() {
    let body = "![A point](<two words \u{e9}.svg>)\n";
    let built = without_mail(with_body(body)).file("content/letters/two words \u{e9}.svg", DRAWING).build();
    assert!(built.text(LETTER_PAGE).contains("src=\"/letters/two%20words%20%C3%A9.svg\""));
    assert!(built.files.contains_key("letters/two words \u{e9}.svg"));
}

#[test]
fn files_that_differ_only_in_case_or_composition_collide() {
    let case = with_page("pages/About.md").file("content/pages/about.md", "---\ntitle: A\n---\nA.\n");
    collide(&case.build(), ["content/pages/About.md", "content/pages/about.md"]);
    let composed = with_page("pages/caf\u{e9}.md").file("content/pages/cafe\u{301}.md", "---\ntitle: A\n---\nA.\n");
    let composed = composed.build();
    refused(&composed);
    assert_eq!(composed.codes(), ["file-name", "duplicate-id"]);
    assert!(
        composed.report().contains("have the same name, spelt in two ways that look alike"),
        "{}",
        composed.report()
    );
    let pictures = without_mail(with_body("![A](a.svg)\n\n![B](A.svg)\n"))
        .file("content/letters/a.svg", DRAWING)
        .file("content/letters/A.svg", DRAWING);
    let report = only(&pictures.build(), "duplicate-route");
    assert!(report.contains("are one file on some systems"), "{report}");
    let pictures = without_mail(with_body("![A](\u{e9}.svg)\n\n![B](e\u{301}.svg)\n"))
        .file("content/letters/\u{e9}.svg", DRAWING)
        .file("content/letters/e\u{301}.svg", DRAWING);
    assert_eq!(pictures.build().codes(), ["file-name", "duplicate-route"]);
}

#[test]
fn pages_that_would_stand_where_the_program_puts_one_collide() {
    for file in [
        "pages/letters.md",
        "pages/states/ken.md",
        "pages/sessions.md",
        "pages/letters/upr-49.md",
        "pages/states/index.md",
    ] {
        refused(&with_page(file).build());
        only(&with_page(file).build(), "duplicate-route");
    }
    let twice = SiteTest::new().file("content/letters/upr-49/index.md", LETTER).build();
    refused(&twice);
    assert!(twice.codes().contains(&"duplicate-id"), "{}", twice.report());
}

#[test]
fn a_file_and_a_folder_of_one_name_collide() {
    let site = with_keys("aliases: [/favicon.svg/old/]");
    let report = only(&site.build(), "duplicate-route");
    assert!(report.contains("content/letters/upr-49.md:5"), "{report}");
    only(&with_keys("aliases: [/sitemap.xml]").build(), "duplicate-route");
    only(&with_page("pages/a.md").file("layouts/static/a", "x").build(), "duplicate-route");
    only(&SiteTest::new().file("layouts/static/Sitemap.xml", "x").build(), "duplicate-route");
}

#[test]
fn names_of_windows_devices_are_refused() {
    for name in ["con", "CON", "aux", "nul", "prn", "com1", "lpt9"] {
        let report = only(&with_page(&format!("pages/{name}.md")).build(), "bad-route");
        assert!(report.contains("is a device name on Windows"), "{report}");
        only(&with_keys(&format!("aliases: [/{name}/]")).build(), "bad-alias");
        only(&with_keys(&format!("slug: {}", name.to_lowercase())).build(), "bad-route");
    }
    let report = only(&with_body("![A](aux.svg)\n").file("content/letters/aux.svg", DRAWING).build(), "bad-route");
    assert!(report.contains("content/letters/"), "{report}");
    for name in ["console", "com0", "com10", "auxiliary", "null"] {
        with_page(&format!("pages/{name}.md")).build().assert_silent();
    }
}

#[test]
fn slug_is_never_a_path() {
    for (slug, code) in [
        ("../../x", "bad-slug"),
        ("/etc", "bad-slug"),
        ("a/b", "bad-slug"),
        ("..", "bad-slug"),
        (".", "bad-slug"),
        ("a b", "bad-slug"),
        ("\u{e9}", "bad-slug"),
        ("A", "bad-slug"),
        ("\"a\\nb\"", "bad-slug"),
        ("a\\b", "bad-slug"),
        ("\"c:\"", "bad-slug"),
        ("\"\"", "empty-text"),
        ("\" \"", "empty-text"),
        ("\"a\\u0000b\"", "control-character"),
    ] {
        let built = with_keys(&format!("slug: {slug}")).build();
        refused(&built);
        only(&built, code);
    }
    assert!(with_keys("slug: own-name").build().files.contains_key("letters/own-name/index.html"));
}

#[test]
fn long_names_are_refused() {
    only(&with_keys(&format!("slug: {}", "a".repeat(101))).build(), "bad-route");
    with_keys(&format!("slug: {}", "a".repeat(100))).build().assert_silent();
    only(&with_page(&format!("pages/{}.md", "\u{65e5}".repeat(34))).build(), "bad-route");
    only(&with_page(&format!("pages/{}x.md", "a/".repeat(120))).build(), "bad-route");
    only(&with_keys(&format!("aliases: [/{}]", "a/".repeat(300))).build(), "bad-alias");
}

#[test]
fn alias_stays_inside_the_site() {
    for alias in [
        "../x",
        "/../x",
        "/a/../../x",
        "/a/./b",
        "//evil.example/x",
        "https://evil.example/",
        "/a\\b",
        "/c:/x",
        "/",
        "/a?b=c",
        "/a*",
        "\"/a\\nb\"",
        "\"/a\\u202eb\"",
        "\"/a \"",
        "\"/ a\"",
        "/a./",
        "/<script>",
        "'/\"onclick=x'",
        "/a|b",
    ] {
        let built = with_keys(&format!("aliases: [{alias}]")).build();
        if alias == "\"/a \"" {
            // Blanks around a text are dropped on reading.
            built.assert_silent();
            continue;
        }
        refused(&built);
        let report = only(&built, "bad-alias");
        assert!(report.contains("content/letters/upr-49.md:5:"), "{alias}: {report}");
    }
    for alias in ["\"/a\\u0007b\"", "\"/a\\u0000b\"", "\"/a\\x9bb\""] {
        only(&with_keys(&format!("aliases: [{alias}]")).build(), "control-character");
    }
}

#[test]
fn alias_onto_something_that_exists_is_refused_at_its_place() {
    let other = LETTER.replace("upr-49", "upr-48");
    for alias in [
        "/letters/upr-48/",
        "letters/upr-48",
        "/letters/upr-49/",
        "/states/",
        "/states/ken/",
        "/index.html",
        "/LETTERS/UPR-48/",
        "/404.html",
    ] {
        let site = with_keys(&format!("aliases: [/letters/upr/, {alias}]")).file("content/letters/upr-48.md", &other);
        let built = site.build();
        refused(&built);
        let report = only(&built, "duplicate-route");
        assert!(report.contains("upr-49.md:5:26") || report.contains("upr-49.md:1:1"), "{alias}: {report}");
    }
    only(&with_keys("aliases: [/old/, /old/]").build(), "listed-twice");
    only(&with_keys("aliases: [/old/, /OLD]").build(), "duplicate-route");
}

#[test]
fn alias_becomes_a_page_that_leads_to_the_new_address() {
    let built = with_keys("aliases: [/2019/\u{e9}t\u{e9}/, /old.html]").build();
    for page in ["2019/\u{e9}t\u{e9}/index.html", "old.html"] {
        assert!(built.text(page).contains("/letters/upr-49/"), "{page}");
    }
}

#[test]
fn images_and_attachments_stay_inside_content() {
    for src in [
        "../../x.svg",
        "../../../../etc/passwd",
        "/etc/passwd",
        "%2e%2e/%2e%2e/x.svg",
        "..%2f..%2fx.svg",
        "..\\\\x.svg",
        "file:x.svg",
    ] {
        let photo = format!("photo: {{src: \"{src}\", alt: A, credit: C}}");
        only(&with_keys(&photo).file("x.svg", DRAWING).build(), "missing-file");
        only(&with_keys(&format!("attachments: [{{src: \"{src}\", title: A}}]")).build(), "missing-file");
    }
    for src in ["../../x.svg", "../../../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/x.svg"] {
        only(&with_body(&format!("![A]({src})")).build(), "missing-file");
    }
    for dest in ["../../x.md", "../../../etc/passwd", "%2e%2e/%2e%2e/x.md", "..%2f..%2fx.md"] {
        let built = with_body(&format!("[A]({dest})")).build();
        refused(&built);
        only(&built, "dangling-link");
    }
    for (keys, code) in [
        ("session: ../upr-49", "unknown-session"),
        ("topics: [../x]", "unknown-topic"),
        ("states: [../../X]", "unknown-state"),
    ] {
        let text = LETTER_HEAD.replace("session: upr-49\n", "").replace("---\ntitle", &format!("---\n{keys}\ntitle"));
        let built = SiteTest::new().file(LETTER_FILE, text + "A body.\n").build();
        refused(&built);
        assert!(built.codes().contains(&code), "{keys}: {}", built.report());
    }
}

#[test]
fn ids_in_data_files_are_no_paths() {
    for id in ["../x", "a/b", "A", "\"\"", "..", "con/..", "\"a\\u0000\""] {
        let built = SiteTest::new().file("content/data/topics.yaml", format!("- {{id: {id}, title: A}}\n")).build();
        refused(&built);
    }
    // A device name is a good id and an impossible folder.
    let built = SiteTest::new().file("content/data/topics.yaml", "- {id: aux, title: A}\n").build();
    refused(&built);
    let report = only(&built, "bad-slug");
    assert!(report.contains("`aux` is a device name on Windows"), "{report}");
}

#[test]
fn language_in_a_file_name_is_one_of_the_site() {
    let built = SiteTest::new().file("content/letters/upr-49.xx.md", LETTER).build();
    refused(&built);
    assert!(built.codes().contains(&"unknown-language"), "{}", built.report());
    // Too long for a language, so a part of the name.
    with_page("pages/v1.2.final.md").build().assert_silent();
}
