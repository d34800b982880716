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

#[test]
fn translation_has_what_it_does_not_write_of_the_page_itself() {
    let keys = "date: 2025-03-14\nupdated: 2025-04-01\nsession: upr-49\ntopics: [prevention]\naddressee: To you\n\
                photo: {src: field.gif, alt: A field, credit: Us, caption: In May}\n\
                attachments: [{src: paper.txt, title: The paper}]\n\
                signatories: [{name: Ada Lo, role: Director}]\nextra: {a: b}\n";
    let site = SiteTest::new()
        .replace("content/site.yaml", "base_url", "languages: [en, fr]\nbase_url")
        .file("content/letters/upr-49.md", format!("---\ntitle: Letter\n{keys}---\nText.\n"))
        .file("content/letters/field.gif", crate::site_test::GIF)
        .file("content/letters/paper.txt", "Paper.\n")
        .file("content/letters/upr-49.fr.md", "---\ntitle: Lettre\n---\nTexte.\n");
    let page = site.build().text("fr/letters/upr-49/index.html");
    for part in [
        ">14 mars 2025</time>",
        "<a href=\"/fr/sessions/upr-49/\">",
        "<a href=\"/fr/topics/prevention/\"",
        "alt=\"A field\" decoding=\"async\" lang=\"en\">",
        "<span lang=\"en\" dir=\"ltr\">In May</span>",
        "lang=\"en\" dir=\"ltr\">The paper</a>",
        "<span class=\"role\" lang=\"en\" dir=\"ltr\">Director</span>",
    ] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    // Its words, and how it came to be, are its own.
    assert!(!page.contains("To you") && !page.contains("1er avril"), "{page}");
    // What it writes counts.
    let own = site.replace("content/letters/upr-49.fr.md", "title:", "authors: [Ada]\nsignatories: []\ntitle:");
    let page = own.build().text("fr/letters/upr-49/index.html");
    assert!(page.contains("<span>Ada</span>") && !page.contains("Ada Lo"), "{page}");
}

#[test]
fn settings_are_said_in_each_language() {
    let settings = "name: {en: Centre, ar: المركز}\ntagline: {en: We read., ar: نقرأ.}\ndescription: Letters.\nnotice: Made up.\n\
                    base_url: https://example.org/\nlanguages: [en, ar]\naddress: [1 Street]\n\
                    newsletter: {signup_url: 'https://example.net/', text: {en: Monthly., ar: كل شهر.}}\n";
    let site = SiteTest::new()
        .file("content/site.yaml", settings)
        .file("content/letters/upr-49.ar.md", "---\ntitle: رسالة\n---\nنص.\n");
    let built = site.build();
    let [english, arabic] = ["index.html", "ar/index.html"].map(|page| built.text(page));
    for part in ["<title>المركز: نقرأ.</title>", "<h1>نقرأ.</h1>", "<p>كل شهر.</p>"] {
        assert!(arabic.contains(part), "no {part} in\n{arabic}");
    }
    // What the language lacks is marked.
    for part in
        [" lang=\"en\" dir=\"ltr\">Made up.</span>", "<p class=\"hero-line\" lang=\"en\" dir=\"ltr\">Letters.</p>"]
    {
        assert!(arabic.contains(part), "no {part} in\n{arabic}");
    }
    assert!(
        english.contains("<h1>We read.</h1>") && english.contains("<p class=\"hero-line\">Letters.</p>"),
        "{english}"
    );
    let letter = built.text("ar/letters/upr-49/index.html");
    assert!(letter.contains("\"publisher\":{\"@type\":\"Organization\",\"name\":\"المركز\""), "{letter}");
    assert!(letter.contains("<span class=\"label\">المصدر</span> المركز"), "{letter}");
    assert!(built.text("ar/letters/upr-49/newsletter.txt").starts_with("المركز"));
}

/// Returns a site with a letter and its translation, of which these are the keys.
fn two_files(keys: &str, of_translation: &str) -> SiteTest {
    SiteTest::new()
        .replace("content/site.yaml", "base_url", "languages: [en, fr]\nbase_url")
        .file("content/letters/upr-49/x.md", format!("---\ntitle: Letter\n{keys}---\nText.\n"))
        .file("content/letters/upr-49/x.fr.md", format!("---\ntitle: Lettre\n{of_translation}---\nTexte.\n"))
}

#[test]
fn what_the_page_itself_lacks_is_told_there_alone() {
    for keys in [
        "",
        "date:\n",
        "dat: 2025-03-14\nsesion: upr-49\nscope: all-under-review\n",
        "date: 2025-03-14\nscope: all-under-review\n",
        "date: [\n",
    ] {
        let report = two_files(keys, "").build().report();
        assert!(report.contains("x.md:") && !report.contains("x.fr.md"), "{keys}{report}");
    }
    let report =
        two_files("date: 2025-03-14\nsession: upr-49\nscope: states\nsttes: [KEN]\n", "states: [KEN]\nscope: states\n")
            .build()
            .report();
    assert!(report.contains("did you mean `states`") && !report.contains("x.fr.md"), "{report}");
    // Where there is no page itself, it is told.
    let alone = two_files("", "").without("content/letters/upr-49/x.md").build().report();
    assert!(alone.contains("missing-key") && alone.contains("x.fr.md:1:1"), "{alone}");
    let index = "---\ntitle: Events\ncollection:\n  fields:\n    venue: {type: text, required: true}\n---\n";
    let event = two_files("", "").file("content/meetings/_index.md", index);
    let event =
        event.file("content/meetings/one.fr.md", "---\ntitle: Un\ndate: 2025-01-01\n---\nTexte.\n").build().report();
    assert!(event.contains("the key `venue` of `publication` is missing"), "{event}");
    // Of a draft it has none of the fields.
    let event = two_files("", "draft: true\n").file("content/meetings/_index.md", index);
    let own = "---\ntitle: One\ndate: 2025-01-01\nvenue: Here\ndraft: true\n---\nText.\n";
    let event = event.file("content/meetings/one.md", own);
    let of_translation = "---\ntitle: Un\ndate: 2025-01-01\ndraft: false\n---\nTexte.\n";
    let event = event.file("content/meetings/one.fr.md", of_translation).build().report();
    assert!(event.contains("the key `venue` of `publication` is missing") && event.contains("one.md:5:1"), "{event}");
}

#[test]
fn translation_that_has_nothing_of_the_page_itself_is_told_why() {
    let keys = "date: 2025-03-14\nsession: upr-49\nembargo: 2025-03-14T00:00:00Z\n";
    let bare = two_files(keys, "").build().report();
    assert!(bare.contains("missing-key") && bare.contains("or write this line in the translation too"), "{bare}");
    // Nothing is missing, and yet it is another page than its author thinks.
    let dated = two_files(keys, "date: 2025-03-14\n").build().report();
    assert!(dated.contains("warning[translations-differ]: the translation has nothing of the page itself"), "{dated}");
    assert!(dated.contains("x.fr.md:1:1") && dated.contains("x.md:5:10"), "{dated}");
    // One in the making is held back by that, and one that is held back as long is the same page.
    for line in ["draft: true\n", "embargo: 2025-03-14T00:00:00Z\n"] {
        two_files(keys, line).build().assert_silent();
    }
    let whole = two_files(keys, "date: 2025-03-14\nsession: upr-49\n");
    whole.build().assert_silent();
}

#[test]
fn feeds_calendars_and_senders_have_the_name_in_their_language() {
    let site = SiteTest::new()
        .replace("content/site.yaml", "name: Example Centre", "name: {en: Example Centre, fr: Centre Exemple}")
        .replace("content/site.yaml", "base_url", "languages: [en, fr]\nemail: us@example.org\nbase_url")
        .file("content/letters/upr-49.fr.md", "---\ntitle: Lettre\n---\nTexte.\n");
    let built = site.build();
    let [mut feeds, mut others] = [0, 0];
    for (path, bytes) in &built.files {
        let text = String::from_utf8_lossy(bytes);
        let is_french = path.starts_with("fr/");
        let wrong = if is_french { "Example Centre" } else { "Centre Exemple" };
        assert!(!text.contains(wrong), "{path}: {text}");
        if is_french && text.contains("Centre Exemple") {
            feeds += usize::from(path.ends_with(".xml") || path.ends_with(".json"));
            others += usize::from(path.ends_with(".ics") || path.ends_with(".eml"));
        }
    }
    assert!(feeds > 2 && others > 1, "{feeds}, {others}");
}

#[test]
fn words_of_the_site_are_in_languages_that_it_has() {
    let settings = |words: &str| {
        let site = SiteTest::new().replace("content/site.yaml", "base_url", "languages: [en, fr]\nbase_url");
        site.replace("content/site.yaml", "time_zone", &format!("{words}\ntime_zone")).build().report()
    };
    for (key, words) in [
        ("tagline", "tagline: {en: One, WORDS}"),
        ("description", "description: {en: One, WORDS}"),
        ("notice", "notice: {en: One, WORDS}"),
        ("newsletter.text", "newsletter: {signup_url: 'https://example.org/s', text: {en: One, WORDS}}"),
        ("title", "taxonomies: [{id: regions, title: {en: One, WORDS}, singular: One}]"),
    ] {
        let report = settings(&words.replace("WORDS", "fre: Un"));
        assert!(
            report.contains("error[unknown-language]: the site does not have the language `fre`"),
            "{key}: {report}"
        );
        assert!(report.contains("warning[missing-words]: there are no words in `fr`"), "{key}: {report}");
        let report = settings(&words.replace("WORDS", "fr: Un"));
        assert!(!report.contains("unknown-language") && !report.contains("missing-words"), "{key}: {report}");
    }
    let named =
        SiteTest::new().replace("content/site.yaml", "name: Example Centre", "name: {en: One, fre: Un}").build();
    assert!(named.report().contains("the site does not have the language `fre`"), "{}", named.report());
    let line = "[1 Example Street, {en: Sampleton, fre: Sampleville}]";
    let report = three().replace("content/site.yaml", "[1 Example Street, 0000 Sampleton]", line).build().report();
    assert!(
        report.contains("error[unknown-language]: the site does not have the language `fre`\n --> content/site.yaml:"),
        "{report}"
    );
    assert!(report.contains("did you mean `fr`?"), "{report}");
}

/// Returns a site in English with French and Arabic pages.
fn three() -> SiteTest {
    SiteTest::new()
        .replace("content/site.yaml", "time_zone", "languages: [en, fr, ar]\ntime_zone")
        .file("content/_index.fr.md", "---\ntitle: Accueil\n---\nTexte.\n")
        .file("content/_index.ar.md", "---\ntitle: الرئيسية\n---\nنص.\n")
        .file("content/_index.md", "---\ntitle: Home\n---\nText.\n")
}

#[test]
fn lines_of_the_address_are_in_the_language_of_the_page_or_marked() {
    let lines = "[1 Example Street, {en: Sampleton, ar: سامبلتون}]";
    let site = three().replace("content/site.yaml", "[1 Example Street, 0000 Sampleton]", lines);
    has(&site, "fr/index.html", "<span class=\"address-part\" lang=\"en\" dir=\"ltr\">Sampleton</span>");
    has(
        &site,
        "ar/index.html",
        "<span class=\"address-part\" lang=\"en\" dir=\"ltr\">1 Example Street</span><br><span class=\"address-part\" dir=\"auto\">سامبلتون</span>",
    );
}

#[test]
fn lines_of_the_address_are_marked_in_mails() {
    let lines = "[1 Example Street, {en: Sampleton, ar: سامبلتون}]";
    let site = three()
        .replace("content/site.yaml", "[1 Example Street, 0000 Sampleton]", lines)
        .file("content/letters/upr-49.ar.md", "---\ntitle: رسالة\n---\nنص.\n");
    has(
        &site,
        "ar/letters/upr-49/newsletter.html",
        "<br><span lang=\"en\" dir=\"ltr\">1 Example Street</span><br><span dir=\"auto\">سامبلتون</span>",
    );
    has(&site, "letters/upr-49/newsletter.html", "<br><span dir=\"auto\">Sampleton</span>");
}

/// An instrument in two languages.
const INSTRUMENT: &str = "- {id: icc, title: {en: Rome Statute of the Court, fr: Statut de Rome de la Cour}, short: {en: Rome Statute, fr: Statut de Rome}, description: On a court.}\n";

#[test]
fn instruments_are_in_the_language_of_the_page_or_marked() {
    let own = |lang: &str| format!("---\ntitle: Ours\n---\nText in {lang}.\n");
    let site = three()
        .without("content/data/treaty-actions.yaml")
        .file("content/data/instruments.yaml", INSTRUMENT)
        .file("content/instruments/icc.md", own("en"))
        .file("content/instruments/icc.fr.md", own("fr"))
        .file("content/instruments/icc.ar.md", own("ar"));
    has(&site, "instruments/icc/index.html", "<h1>Rome Statute of the Court</h1>");
    has(&site, "fr/instruments/icc/index.html", "<h1>Statut de Rome de la Cour</h1>");
    has(&site, "fr/instruments/icc/index.html", "<p class=\"standfirst\" lang=\"en\" dir=\"ltr\">On a court.</p>");
    has(&site, "fr/instruments/icc/index.html", "<title>Statut de Rome |");
    has(&site, "ar/instruments/icc/index.html", "<h1 lang=\"en\" dir=\"ltr\">Rome Statute of the Court</h1>");
    has(&site, "ar/instruments/index.html", "lang=\"en\" dir=\"ltr\">Rome Statute of the Court</a>");
}

#[test]
fn language_of_two_letters_is_not_taken_for_another() {
    let report = |lang: &str| {
        let topics = format!("- {{id: prevention, title: {{en: Prevention, {lang}: Schutz}}}}\n");
        let settings = "languages: [en, fr-CH, ar]\ntime_zone";
        let site = SiteTest::new().replace("content/site.yaml", "time_zone", settings);
        site.file("content/data/topics.yaml", topics).build().report()
    };
    let french = report("fr");
    assert!(french.contains("warning[unread-words]") && !french.contains("did you mean"), "{french}");
    assert!(report("fr-ch").contains("did you mean `fr-CH`?"));
}

#[test]
fn words_of_data_are_in_languages_that_the_site_has() {
    let data = [
        ("bodies", "- {id: upr, name: {en: Human Rights Council, frr: Conseil}}\n"),
        ("topics", "- {id: prevention, title: {en: Prevention, de: Vorbeugung}}\n"),
        ("instruments", "- {id: icc, title: {en: Rome Statute}, description: {en: A court, de: Ein Gericht}}\n"),
        (
            "sessions",
            "- {id: hrc-58, body: upr, number: 58, cycle: 4, starts: 2025-02-24, states: [KEN], deadlines: [{what: {de: Frist}, date: 2025-01-01}]}\n",
        ),
    ];
    for (file, text) in data {
        let report = three().file(&format!("content/data/{file}.yaml"), text).build().report();
        let lang = if file == "bodies" { "frr" } else { "de" };
        assert!(
            report.contains(&format!(
                "warning[unread-words]: the site does not have the language `{lang}`: nobody reads this\n --> content/data/{file}.yaml:1:"
            )),
            "{report}"
        );
        assert!(report.contains("its languages are `en`, `fr`, `ar`"), "{report}");
    }
}
