//! Languages: what their readers see where rules of English would be wrong.

use crate::site_test::SiteTest;

/// The page of the letter.
const PAGE: &str = "letters/upr-49/index.html";

/// Fails unless a page holds a text.
#[track_caller]
fn has(site: &SiteTest, page: &str, text: &str) {
    let found = site.build().text(page);
    assert!(found.contains(text), "no {text:?} in:\n{found}");
}

/// Returns the smallest site, in a language.
fn site(lang: &str) -> SiteTest {
    SiteTest::new().replace("content/site.yaml", "base_url", &format!("language: {lang}\nbase_url"))
}

/// Returns a standing recommendation with this title.
fn standing(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-01-01\n---\nText.\n")
}

#[test]
fn first_day_of_a_month_is_said_as_the_language_says_it() {
    let dated = |lang: &str| site(lang).replace("content/letters/upr-49.md", "date: 2025-03-14", "date: 2025-03-01");
    has(&dated("fr"), PAGE, ">1er mars 2025<");
    has(&dated("en"), PAGE, ">1 March 2025<");
    let own = dated("it").file("layouts/strings/it.yaml", "first_day: \"1º\"\n");
    has(&own, PAGE, ">1º March 2025<");
}

#[test]
fn own_words_have_the_plural_forms_of_their_language() {
    let words = "plurals:\n  letters:\n    one: \"{n} list\"\n    few: \"{n} listy\"\n    many: \"{n} listów\"\n";
    let layout = "{% for n in [0, 1, 2, 5, 12, 22] %}{{ n_of(n, \"letters\") }};{% endfor %}\n";
    let site = site("pl").file("layouts/strings/pl.yaml", words).file("layouts/letter.html", layout);
    has(&site, PAGE, "0 listów;1 list;2 listy;5 listów;12 listów;22 listy;");
}

#[test]
fn names_are_sorted_as_the_language_sorts_them() {
    for (lang, titles) in [("fr", ["Écrire", "Faire", "Zones"]), ("sv", ["Om", "Zoner", "Årlig"])] {
        let mut site = site(lang);
        for (at, title) in titles.iter().rev().enumerate() {
            site = site.file(&format!("content/recommendations/r{at}.md"), standing(title));
        }
        let build = site.build();
        let text = build.text("recommendations/index.html");
        let places: Vec<_> = titles.iter().map(|title| text.find(&format!(">{title}<"))).collect();
        assert!(places.is_sorted() && places[0].is_some(), "{titles:?}: {places:?}");
    }
}

#[test]
fn two_languages_of_a_site_have_two_names() {
    let letter = crate::site_test::LETTER;
    let site = SiteTest::new()
        .replace("content/site.yaml", "base_url", "languages: [en, zh-Hans, zh-Hant]\nbase_url")
        .file("content/letters/upr-49.zh-Hans.md", letter)
        .file("content/letters/upr-49.zh-Hant.md", letter);
    has(&site, PAGE, "简体中文");
    has(&site, PAGE, "繁體中文");
}
