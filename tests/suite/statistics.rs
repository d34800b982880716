//! Statistics of visits: one script that the settings name, what the policies say of it, and what readers are told.

use crate::site_test::{Built, SETTINGS, SiteTest, holds};

/// The settings that name a service.
const OWN: &str = "languages: [en, fr]\nstatistics: {name: Counts & Co, script: 'https://stats.example.net/js/s.js', attributes: {data-domain: example.org}}\n";

/// A page that says what becomes of data.
const PRIVACY: &str = "---\ntitle: Privacy\n---\n::: privacy\n:::\n";

/// Returns a made file as a text.
fn file(built: &Built, path: &str) -> String {
    String::from_utf8_lossy(&built.files[path]).into_owned()
}

#[test]
fn pages_load_nothing_from_elsewhere_unless_the_settings_say_so() {
    let built = SiteTest::new().file("content/pages/privacy.md", PRIVACY).build();
    assert_eq!(built.report(), "");
    let page = file(&built, "privacy/index.html");
    holds(
        &page,
        &[
            "style-src 'self'; base-uri 'none'; form-action 'self'\">",
            "load nothing from other sites, and count nobody.</p>",
        ],
    );
    assert!(!page.contains("script-src") && !page.contains("<script defer"), "{page}");
    assert!(!file(&built, "_headers").contains("script-src"));
}

#[test]
fn script_is_loaded_allowed_and_told_of() {
    let built = SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{OWN}"))
        .file("content/pages/privacy.md", PRIVACY)
        .file("content/pages/privacy.fr.md", PRIVACY)
        .build();
    assert_eq!(built.report(), "");
    let allowed =
        "form-action 'self'; script-src https://stats.example.net/js/s.js; connect-src https://stats.example.net";
    for path in ["index.html", "letters/upr-49/index.html", "404.html", "fr/privacy/index.html"] {
        let page = file(&built, path);
        holds(
            &page,
            &[
                &format!("{allowed}\">"),
                "<script defer src=\"https://stats.example.net/js/s.js\" data-domain=\"example.org\"></script>",
            ],
        );
    }
    holds(
        &file(&built, "_headers"),
        &[
            "form-action 'self'; frame-ancestors 'none'; script-src https://stats.example.net/js/s.js; connect-src https://stats.example.net\n",
        ],
    );
    holds(
        &file(&built, "privacy/index.html"),
        &[
            "<div class=\"privacy-block\">\n<p>Visits to this site are counted by Counts &amp; Co, without cookies.",
            "stats.example.net",
        ],
    );
    holds(&file(&built, "fr/privacy/index.html"), &["comptées par Counts &amp; Co"]);
    // Mails and feeds run nothing.
    assert!(!file(&built, "letters/upr-49/newsletter.html").contains("stats.example.net"));
}

#[test]
fn policies_end_a_host_where_its_query_begins() {
    let settings = format!(
        "{SETTINGS}statistics: {{name: Counts, script: 'https://stats.example.net?a;b,c', sends_to: 'https://in.example.net#;,'}}\n"
    );
    let built = SiteTest::new().file("content/site.yaml", settings).file("content/pages/privacy.md", PRIVACY).build();
    assert_eq!(built.report(), "");
    let allowed = "; script-src https://stats.example.net; connect-src https://in.example.net";
    holds(&file(&built, "_headers"), &[&format!("{allowed}\n")]);
    holds(&file(&built, "index.html"), &[&format!("{allowed}\">")]);
}
