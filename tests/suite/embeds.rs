//! Players of other sites: what pages allow, say and load, with hosts that the settings name and without.

use crate::site_test::{Built, LETTER, SETTINGS, SiteTest, holds};

/// A film with a player.
const FILM: &str = "::: video url=https://www.video.example.net/w/7 title=\"The \\\"hearing\\\"\" player=\"https://player.example.net/e/7?a=1&b\"\n:::\n";

/// A page that says what becomes of data.
const PRIVACY: &str = "---\ntitle: Privacy\n---\n::: privacy\n:::\n";

/// Returns a site with a letter that has this body, and these hosts.
fn site(body: &str, hosts: &str) -> SiteTest {
    let letter = LETTER.replace("We write ahead of the session.\n", &format!("We write.\n\n{body}"));
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}{hosts}"))
        .file("content/letters/upr-49.md", letter)
        .file("content/pages/privacy.md", PRIVACY)
}

/// Returns a made file as a text.
fn file(built: &Built, route: &str) -> String {
    String::from_utf8_lossy(&built.files[route]).into_owned()
}

#[test]
fn player_waits_for_a_reader() {
    let built = site(FILM, "embeds: [player.example.net]\n").build();
    assert_eq!(built.report(), "");
    let page = file(&built, "letters/upr-49/index.html");
    holds(
        &page,
        &[
            "form-action 'self'; script-src 'self'; frame-src https://player.example.net\">",
            "<a href=\"https://www.video.example.net/w/7\">",
            "<p class=\"video-play\" hidden><button type=\"button\" class=\"button\" data-player=\"https://player.example.net/e/7?a=1&amp;b\" data-title=\"The &quot;hearing&quot;\">Play here, from player.example.net</button></p>",
            "<script defer src=\"/assets/player.",
        ],
    );
    assert!(!page.contains("<iframe") && !page.contains("src=\"https://"), "{page}");
    holds(&file(&built, "_headers"), &["; script-src 'self'; frame-src https://player.example.net\n"]);
    holds(
        &file(&built, "privacy/index.html"),
        &["count nobody. Films of player.example.net are loaded from there only once"],
    );
    for name in ["letters/upr-49/newsletter.html", "letters/upr-49/newsletter.txt", "letters/feed.xml"] {
        let text = file(&built, name);
        assert!(text.contains("video.example.net/w/7") && !text.contains("player.example.net"), "{name}\n{text}");
    }
}

#[test]
fn without_hosts_nothing_is_allowed_or_named() {
    let film = FILM.replace(" player=\"https://player.example.net/e/7?a=1&b\"", "");
    let built = site(&film, "").build();
    assert_eq!(built.report(), "");
    for name in ["letters/upr-49/index.html", "_headers", "privacy/index.html"] {
        let text = file(&built, name);
        for piece in ["frame-src", "script-src", "data-player", "player."] {
            assert!(!text.contains(piece), "{name} has {piece}");
        }
    }
}
