//! Collections whose pages have no pages of their own, and the shapes of lists.

use crate::site_test::{GIF, SETTINGS, SiteTest};

/// The `_index.md` of the people.
const INDEX: &str = "content/people/_index.md";

/// Returns a site whose people stand on their list alone, listed in a shape.
fn people(shape: &str) -> SiteTest {
    let index = format!(
        "---\ntitle: People\ncollection:\n  singular: {{en: Person, fr: Personne}}\n  render: false\n  list: {shape}\n  card: [role]\n  fields:\n    role: {{type: text, label: {{en: Role, fr: Fonction}}}}\n    mail: {{type: email, label: Mail}}\n    portrait: {{type: image}}\n---\nWho we are.\n"
    );
    let ann = "---\ntitle: Ann Example\nrole: Director\nmail: ann@example.org\nportrait: ann.gif\ntopics: [prevention]\nstates: [KEN]\n---\nShe opens the post.[^1]\n\n## Before\n\nMore, as [above](#before).\n\n[^1]: Each day.\n";
    SiteTest::new()
        .file("content/site.yaml", format!("{SETTINGS}languages: [en, fr]\nper_page: 1\n"))
        .file(INDEX, index)
        .file("content/people/ann.gif", GIF)
        .file("content/people/ann.md", ann)
        .file("content/people/ann.fr.md", "---\ntitle: Anne Exemple\ntopics: [prevention]\nstates: [KEN]\n---\nElle ouvre le courrier.\n")
        .file("content/people/bea.md", "---\ntitle: Bea Sample\nlink: https://bea.example.net/\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n[Ann](../people/ann.md), [before](../people/ann.md#before), [Bea](../people/bea.md).\n")
        .file("content/redirects.csv", "from,to\n/staff/ann,people/ann.md\n/staff/ann/before,people/ann.md#before\n")
}

#[test]
fn records_have_no_page_no_mail_and_no_line_in_the_sitemap() {
    let built = people("cards").build();
    assert_eq!(built.report(), "");
    let of_people: Vec<&String> = built.files.keys().filter(|path| path.contains("people")).collect();
    assert_eq!(of_people, ["fr/people/index.html", "people/ann.gif", "people/index.html"]);
    assert!(!built.text("sitemap.xml").contains("ann"));
    assert!(!built.text("feed.xml").contains("Ann Example") && !built.text("index.html").contains("Ann Example"));
    assert!(!built.text("letters/upr-49/index.html").contains("Ann Example"));
}

#[test]
fn what_leads_to_a_record_leads_to_its_place_on_the_list() {
    let built = people("portraits").build();
    assert_eq!(built.report(), "");
    let about = built.text("about/index.html");
    for link in ["href=\"/people/#ann\">Ann<", "href=\"/people/#ann.before\">before<", "href=\"/people/#bea\">Bea<"] {
        assert!(about.contains(link), "{link}: {about}");
    }
    assert!(built.text("staff/ann/index.html").contains("url=/people/#ann\""));
    assert!(built.text("staff/ann/before/index.html").contains("url=/people/#ann.before\""));
    for page in ["states/ken/index.html", "topics/prevention/index.html"] {
        let text = built.text(page);
        assert!(text.contains("<a href=\"/people/#ann\">Ann Example</a>"), "{page}: {text}");
    }
}

#[test]
fn record_says_all_that_it_says_on_the_list_in_every_shape() {
    for shape in ["cards", "lines", "portraits", "logos", "table"] {
        let built = people(shape).build();
        assert_eq!(built.report(), "");
        let list = built.text("people/index.html");
        let all = [
            "id=\"ann\"",
            "id=\"bea\"",
            ">Ann Example<",
            "Director",
            "<a href=\"mailto:ann@example.org\">ann@example.org</a>",
            "She opens the post.",
            "<h4 id=\"ann.before\">",
            "<a href=\"#ann.before\">above</a>",
            "id=\"ann.fn-1\"",
            "<a href=\"https://bea.example.net/\">Bea Sample</a>",
            "On another site: bea.example.net",
        ];
        for text in all {
            assert!(list.contains(text), "{shape}: {text}: {list}");
        }
        assert!(!list.contains("id=\"before\""), "{shape}");
        let french = built.text("fr/people/index.html");
        assert!(french.contains("id=\"ann\"") && french.contains("Elle ouvre le courrier."), "{shape}: {french}");
        assert!(french.contains("Director") && !french.contains("Bea"), "{shape}: {french}");
    }
}

#[test]
fn portraits_and_logos_show_the_first_picture_once_and_without_words_that_stand_beside_it() {
    for (shape, class) in [("portraits", "portrait-picture"), ("logos", "logo-picture")] {
        let list = people(shape).build().text("people/index.html");
        assert!(list.contains(&format!("<ul class=\"{shape}\">")), "{list}");
        let picture = "<img src=\"/people/ann.gif\" width=\"1\" height=\"1\" alt=\"\"";
        assert!(list.contains(&format!("<div class=\"{class}\">{picture}")), "{list}");
        assert_eq!(list.matches("<img src=\"/people/ann.gif\"").count(), 1, "{list}");
    }
}

#[test]
fn table_has_a_column_for_each_field_of_its_cards() {
    let built = people("table").build();
    let list = built.text("people/index.html");
    assert!(list.contains("<th scope=\"col\">Person</th><th scope=\"col\">Role</th>"), "{list}");
    assert!(list.contains("<td>Director</td>") && list.contains("<td></td>"), "{list}");
    let french = built.text("fr/people/index.html");
    assert!(french.contains("<th scope=\"col\">Personne</th><th scope=\"col\">Fonction</th>"), "{french}");
}

#[test]
fn pages_with_pages_of_their_own_are_led_to_in_every_shape() {
    for shape in ["portraits", "logos", "table"] {
        let site = people(shape).replace(INDEX, "  render: false\n", "").without("content/redirects.csv");
        let built = site.build();
        assert_eq!(built.report(), "");
        let list = ["people/index.html", "people/page/2/index.html"].map(|page| built.text(page)).concat();
        assert!(list.contains("<a href=\"/people/ann/\">Ann Example</a>"), "{shape}: {list}");
        assert!(!list.contains("She opens the post."), "{shape}: {list}");
        assert!(list.contains("<a href=\"https://bea.example.net/\">Bea Sample</a>"), "{shape}: {list}");
    }
}

#[test]
fn drafts_of_records_are_nowhere_and_marked_in_a_preview() {
    let site = people("portraits").replace("content/people/bea.md", "title:", "draft: true\ntitle:");
    let site = site.replace("content/pages/about.md", ", [Bea](../people/bea.md)", "");
    let built = site.build();
    assert_eq!(built.report(), "");
    assert!(built.files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Bea Sample")));
    let list = site.drafts().build().text("people/index.html");
    assert!(list.contains("<strong class=\"mark\">Not public</strong>"), "{list}");
}

#[test]
fn lines_show_the_fields_that_the_collection_names() {
    let site = people("lines").replace(INDEX, "  render: false\n", "").without("content/redirects.csv");
    let list = site.build().text("people/index.html");
    assert!(list.contains("<span class=\"line-fact\"><span class=\"label\">Role</span> Director</span>"), "{list}");
}

#[test]
fn shape_holds_under_years_too() {
    let site = SiteTest::new()
        .file("content/notes/_index.md", "---\ntitle: Notes\ncollection: {singular: Note, list: lines}\n---\n")
        .file("content/notes/one.md", "---\ntitle: One\ndate: 2025-03-01\n---\nText.\n");
    let list = site.build().text("notes/index.html");
    assert!(list.contains("<section class=\"year\">\n<h2>2025</h2>\n<ul class=\"lines\">"), "{list}");
}

#[test]
fn chart_in_a_record_is_drawn_as_on_a_page() {
    let chart = "::: chart source=answers.csv\n:::\n";
    let table = "Year,Supported,Noted\n2021,30,12\n2022,4,5\n";
    let built = people("cards")
        .replace("content/people/ann.md", "She opens", &format!("{chart}\nShe opens"))
        .file("content/people/answers.csv", table)
        .file("content/pages/chart.md", format!("---\ntitle: Chart\n---\n{chart}"))
        .file("content/pages/answers.csv", table)
        .build();
    assert_eq!(built.report(), "");
    let drawing = |page: &str| {
        let text = built.text(page);
        let of =
            |start: &str, end: &str| text[text.find(start).expect("it begins")..].split(end).next().map(str::to_owned);
        of("<figure class=\"chart\">", "<details").expect("it ends")
    };
    let expected = drawing("chart/index.html").replace("_chart-", "ann._chart-");
    assert_eq!(drawing("people/index.html"), expected);
}

#[test]
fn pictures_files_and_corrections_of_a_record_stand_on_the_list_in_every_shape() {
    for shape in ["cards", "lines", "portraits", "logos", "table"] {
        let fields = "    portrait: {type: image}\n    seal: {type: image, label: Seal}\n    places: {type: list, of: {type: image}, label: Places}\n";
        let front = "seal: seal.gif\nplaces: [one.gif, two.gif]\nattachments: [{src: cv.txt, title: Her work}]\ncorrections: [{date: 2025-02-01, note: Her title was wrong.}]\n";
        let with_pictures = people(shape)
            .replace(INDEX, "    portrait: {type: image}\n", fields)
            .replace("content/people/ann.md", "portrait: ann.gif\n", &format!("portrait: ann.gif\n{front}"))
            .replace(
                "content/people/bea.md",
                "title: Bea Sample\n",
                "title: Bea Sample\ndescription: Bea in a sentence.\n",
            );
        let site = ["seal", "one", "two"]
            .iter()
            .fold(with_pictures, |site, name| site.file(&format!("content/people/{name}.gif"), GIF));
        let built = site.file("content/people/cv.txt", "Work.\n").build();
        assert_eq!(built.report(), "");
        let list = built.text("people/index.html");
        for text in ["seal.gif", "one.gif", "two.gif", ">Her work</a>", "Her title was wrong.", "Bea in a sentence."] {
            assert_eq!(list.matches(text).count(), 1, "{shape}: {text}: {list}");
        }
    }
}

#[test]
fn hidden_heading_and_caption_are_in_the_language_of_the_title() {
    let list = people("table").build().text("fr/people/index.html");
    assert!(list.contains("<h2 class=\"visually-hidden\" lang=\"en\" dir=\"ltr\">People</h2>"), "{list}");
    assert!(list.contains("<caption class=\"visually-hidden\" lang=\"en\" dir=\"ltr\">People</caption>"), "{list}");
}

#[test]
fn records_are_no_letters_briefs_or_issues() {
    for kind in ["letter", "brief", "newsletter"] {
        let index = format!("---\ntitle: Cards\ncollection: {{singular: Card, type: {kind}, render: false}}\n---\n");
        let built = SiteTest::new().file("content/cards/_index.md", index).build();
        assert_eq!(built.codes(), ["render-false"], "{}", built.report());
        assert!(built.report().contains("content/cards/_index.md:3"), "{}", built.report());
    }
}
