//! Mistakes in what a translation has of the page itself.

use snapbox::str;

use super::check;
use crate::site_test::{SETTINGS, SiteTest};

/// Returns a site in two languages.
fn site() -> SiteTest {
    SiteTest::new().file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\n"))
}

#[test]
fn mistake_in_a_key_that_a_translation_has_of_the_page_itself_is_told_once_and_there() {
    let letter = "---\ntitle: Letter\ndate: 2025-03-14\nsession: upr-94\ntopics: [prevention]\n---\nText.\n";
    let site = site().file("content/letters/upr-49.md", letter);
    check(
        &site.file("content/letters/upr-49.fr.md", "---\ntitle: Lettre\n---\nTexte.\n"),
        str![[r#"
error[unknown-session]: there is no session `upr-94`
 --> content/letters/upr-49.md:4:10
  |
4 | session: upr-94
  |          ^^^^^^
  |
  = hint: did you mean `upr-49`?
  = hint: sessions are listed in `content/data/sessions.yaml`: `upr-49`, `upr-48`
"#]],
    );
}

#[test]
fn translation_lacks_what_the_page_itself_lacks_or_what_has_words() {
    let of_brief = "---\ntitle: Kenya\ndate: 2025-03-14\nsession: upr-49\nstate: KEN\nsummary: All.\n---\nText.\n";
    let site = site()
        .file("content/briefs/upr-49/ken.md", of_brief)
        .file("content/briefs/upr-49/ken.fr.md", "---\ntitle: Kenya\n---\nTexte.\n");
    check(
        &site.file("content/letters/alone.fr.md", "---\ntitle: Seule\n---\nTexte.\n"),
        str![[r#"
error[missing-key]: the key `date` of `letter` is missing
 --> content/letters/alone.fr.md:1:1
  |
1 | ---
  | ^^^
  |
  = hint: add `date: 2025-03-14`
"#]],
    );
}
