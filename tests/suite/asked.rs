//! What is asked of whom: each way of asking, on the sheet, in the grid, on the session's page and on the State's.

mod ways;

use self::ways::{STATES, site};
use crate::site_test::{Built, SETTINGS, SiteTest};

/// Returns the main part of a page, whatever was said of the site.
fn main_of(built: &Built, path: &str) -> String {
    let text = String::from_utf8_lossy(
        built.files.get(path).unwrap_or_else(|| panic!("there is no {path}: {}", built.report())),
    );
    text[text.find("<main").expect("a main element")..text.find("</main>").expect("its end")].to_owned()
}

/// Tells whether a file has a main part.
fn holds_main(built: &Built, path: &str) -> bool {
    String::from_utf8_lossy(&built.files[path]).contains("<main")
}

/// What is expected of one recommendation, for Guinea, Guyana and Kenya.
struct Way {
    id: &'static str,
    /// Its row in the grid, in English: its words, or the title of the standing recommendation.
    row: &'static str,
    /// For each state `-` where it is not asked, `y` where it is, `?` where it is not known to apply, `n` where it does not
    /// apply and is asked all the same, `s` where something was done since.
    cells: &'static str,
    /// Whose words the sheet of Kenya (or of the last state that has it) has, in English and in French.
    words: [&'static str; 2],
}

const fn way(id: &'static str, row: &'static str, cells: &'static str, words: [&'static str; 2]) -> Way {
    Way { id, row, cells, words }
}

const WAYS: [Way; 19] = [
    way("by-scope", "Words of by-scope.", "yyy", ["Words of by-scope."; 2]),
    way("by-mark", "Words of by-mark.", "--y", ["Words of by-mark."; 2]),
    way("by-list", "Words of by-list.", "-y-", ["Words of by-list."; 2]),
    way("in-brief", "Words of in-brief.", "--y", ["Words of in-brief."; 2]),
    way("to-all", "Title of to-all", "yyy", ["Words of to-all.", "Mots de to-all."]),
    way("treaty", "Title of treaty", "-?y", ["Words of treaty."; 2]),
    way("treaty-named", "Title of treaty-named", "n-y", ["Words of treaty-named."; 2]),
    // Guinea joined in the year of the letter, Guyana on its day, Kenya on the day after.
    way("later", "Title of later", "?-s", ["Brief’s words of later."; 2]),
    way("no-focal", "Title of no-focal", "-sy", ["Words of no-focal."; 2]),
    way("both", "Title of both", "yyy", ["Brief’s words of both."; 2]),
    way("reworded", "Title of reworded", "yyy", ["Old words of reworded."; 2]),
    way("translated", "Words of translated.", "yyy", ["Words of translated.", "Mots de translated."]),
    way("untranslated", "Words of untranslated.", "yyy", ["Words of untranslated."; 2]),
    way("half", "Words of half.", "yyy", ["Words of half."; 2]),
    way("standing-draft", "Words of held-back standing.", "yyy", ["Words of held-back standing."; 2]),
    way("embargoed", "Words of embargoed.", "---", [""; 2]),
    way("drafted", "Words of drafted.", "---", [""; 2]),
    way("expired", "Words of expired.", "---", [""; 2]),
    way("elsewhere", "Words of elsewhere.", "---", [""; 2]),
];

/// Returns the items of a page that ask something, by their marks.
fn items<'a>(html: &'a str, id: &str) -> Vec<&'a str> {
    let items = html.split("<li class=\"asked-item").skip(1).map(|item| &item[..item.find("</li>").expect("an end")]);
    items.filter(|item| item.contains(&format!("#{id}\" ")) || item.contains(&format!("#{id}\">"))).collect()
}

/// Returns the part of a State's page that says what is asked of it in a session; nothing where nothing is.
fn part<'a>(html: &'a str, heading: &str) -> &'a str {
    let parts = html.split("<section class=\"asked-at\">").skip(1);
    parts
        .map(|part| &part[..part.find("</section>").expect("an end")])
        .find(|part| part.contains(heading))
        .unwrap_or("")
}

/// Returns the classes of the cells of a row of the grid.
fn cells(html: &str, row: &str) -> Vec<String> {
    let rows = html.split("<tr>").filter(|text| text.contains(&format!(">{row}</a></th>")));
    let cells = rows.flat_map(|row| row.split("<td class=\"").skip(1));
    cells.map(|cell| cell[..cell.find('"').expect("a class")].to_owned()).collect()
}

#[test]
fn each_way_of_asking_asks_each_state_what_it_asks_on_every_page() {
    let built = site().build();
    assert_eq!(built.codes(), ["asked-in-vain", "translations-differ"], "{}", built.report());
    let grid = main_of(&built, "sessions/upr-49/index.html");
    for Way { id, row, cells: expected, words } in WAYS {
        let in_grid: String = cells(&grid, row).iter().map(|cell| &cell[..1]).collect();
        let asked: Vec<char> = expected.chars().collect();
        let as_cells: String = asked
            .iter()
            .map(|cell| match cell {
                '-' => 'n',
                '?' => 'u',
                _ => 'y',
            })
            .collect();
        assert_eq!(in_grid, if expected == "---" { String::new() } else { as_cells }, "{id} in the grid");
        let last = asked.iter().rposition(|cell| *cell != '-');
        for (at, ((code, _), cell)) in STATES.iter().zip(&asked).enumerate() {
            for (lang, prefix) in ["", "fr/"].into_iter().enumerate() {
                let state = format!("{prefix}states/{}/", code.to_lowercase());
                let sheet = main_of(&built, &format!("{state}upr-49/index.html"));
                let page = main_of(&built, &format!("{state}index.html"));
                for (where_, html) in [("sheet", sheet.as_str()), ("State's page", part(&page, "/sessions/upr-49/"))] {
                    let tell = format!("{id} of {code} on the {where_} {prefix}");
                    let found = items(html, id);
                    assert_eq!(found.len(), usize::from(*cell != '-'), "{tell}\n{html}");
                    let Some(item) = found.first() else { continue };
                    assert_eq!(item.starts_with(" asked-unknown"), *cell == '?', "{tell}: {item}");
                    assert_eq!(item.starts_with(" asked-no\""), *cell == 'n', "{tell}: {item}");
                    assert_eq!(item.contains("asked-since"), *cell == 's', "{tell}: {item}");
                    assert!(Some(at) != last || item.contains(words[lang]), "{tell}: {item}");
                }
            }
        }
    }
}

#[test]
fn wording_is_that_of_a_place_that_was_addressed_to_the_state() {
    let built = site().build();
    let words =
        |code: &str, id: &str| items(&main_of(&built, &format!("states/{code}/upr-49/index.html")), id)[0].to_owned();
    assert!(words("gin", "both").contains("Letter’s words of both."));
    assert!(words("ken", "both").contains("Brief’s words of both."));
    assert!(words("guy", "reworded").contains("New words of reworded."));
    assert!(words("ken", "reworded").contains("Old words of reworded."));
    assert!(words("gin", "later").contains("Words of later."));
    assert!(words("ken", "later").contains("Since then: Rome Statute: joined on 15 March 2025"));
    assert!(words("guy", "no-focal").contains("Since then: Focal Point named on 2 May 2025"));
}

#[test]
fn what_is_asked_without_a_session_stands_on_the_state_page_alone() {
    let built = site().build();
    let page = main_of(&built, "states/ken/index.html");
    let part = part(&page, "Without a session");
    assert!(part.contains("Words of no-session.") && part.contains("2 February 2025"), "{page}");
    assert_eq!(
        pages_with(&built, "Words of no-session."),
        ["fr/states/ken/index.html", "open/index.html", "states/ken/index.html"]
    );
    assert_eq!(pages_with(&built, "Words of nobody."), ["open/index.html"]);
    assert!(pages_with(&built, "Words of in-issue.").iter().all(|path| path.starts_with("newsletters/1/")));
}

/// Returns the web pages whose main part holds the words.
fn pages_with(built: &Built, words: &str) -> Vec<String> {
    let pages = built.files.keys().filter(|path| path.ends_with("index.html"));
    pages.filter(|path| holds_main(built, path) && main_of(built, path).contains(words)).cloned().collect()
}

#[test]
fn what_is_stood_for_and_not_asked_stands_on_no_sheet() {
    let built = site().build();
    let title = "Title of unasked";
    assert!(main_of(&built, "states/ken/index.html").contains(title));
    assert!(main_of(&built, "states/ita/index.html").contains(title));
    for path in built.files.keys().filter(|path| path.contains("/upr-4") && path.ends_with("index.html")) {
        assert!(!main_of(&built, path).contains(title), "{path}");
    }
    let standing = |code: &str| {
        let page = main_of(&built, &format!("states/{code}/index.html"));
        page[page.find("data-answers").expect("a table")..].to_owned()
    };
    assert!(!standing("ken").contains("Title of to-all") && standing("ita").contains("Title of to-all"));
    assert!(standing("gin").contains("Title of treaty<"), "it does not apply, and so it was not asked");
}

#[test]
fn sheet_exists_where_something_is_asked_or_a_brief_stands() {
    let built = site().build();
    let sheets: Vec<&str> = built
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| path.contains("states/") && path.matches('/').count() == 3 && !path.starts_with("fr/"))
        .collect();
    assert_eq!(
        sheets,
        [
            "states/gin/upr-49/index.html",
            "states/gmb/upr-48/index.html",
            "states/guy/upr-49/index.html",
            "states/ita/upr-48/index.html",
            "states/ken/upr-49/index.html",
        ]
    );
    assert!(main_of(&built, "states/gmb/upr-48/index.html").contains("Nothing is asked of this State in this session"));
    let session = main_of(&built, "sessions/upr-48/index.html");
    assert!(
        session.contains("/states/ita/upr-48/")
            && session.contains(">El Salvador<")
            && !session.contains("/states/slv/upr-48/")
    );
    let state = main_of(&built, "states/slv/index.html");
    assert!(state.contains("/sessions/upr-48/") && !state.contains("/states/slv/upr-48/"));
}

#[test]
fn mark_that_is_taken_out_of_the_letter_is_asked_no_more() {
    let built = site()
        .replace("content/letters/all.md", "- Words of to-all. {#to-all}\n", "")
        .replace("content/letters/all.fr.md", "- Mots de to-all. {#to-all}\n", "")
        .build();
    assert!(!main_of(&built, "states/ken/upr-49/index.html").contains("to-all"));
    assert!(!main_of(&built, "sessions/upr-49/index.html").contains("to-all"));
    assert!(main_of(&built, "states/ken/index.html").contains("Title of to-all"), "among those that are stood for");
}

#[test]
fn standing_recommendation_has_each_wording_once_in_the_words_of_the_reader() {
    let built = site().build();
    let wordings = |path: &str| {
        let page = main_of(&built, path);
        ["Words of to-all.", "Mots de to-all."].map(|words| page.matches(words).count())
    };
    assert_eq!(wordings("recommendations/to-all/index.html"), [1, 0]);
    assert_eq!(wordings("fr/recommendations/to-all/index.html"), [0, 1]);
    let french = main_of(&built, "fr/recommendations/index.html");
    assert!(
        french.contains("Titre de to-all")
            && french.contains("Title of unasked")
            && !french.contains("Title of to-all")
    );
}

/// V3: a mark leads to the standing recommendation in its own language, else in the default one, and in no third.
#[test]
fn mark_in_a_translation_is_resolved_in_its_own_language_or_the_default_one() {
    let site = site().file("content/site.yaml", format!("{SETTINGS}languages: [en, ar, fr]\n"));
    let site = site.file(
        "content/recommendations/treaty.ar.md",
        "---\ntitle: معاهدة\ndate: 2024-01-01\napplies: {not_party_to_any: [genocide-convention]}\n---\nنص.\n",
    );
    let built = site
        .replace("content/letters/all.fr.md", "- Mots de to-all.", "- Mots de treaty. {#treaty}\n- Mots de to-all.")
        .build();
    let sheet = main_of(&built, "fr/states/ken/upr-49/index.html");
    assert!(
        sheet.contains("Mots de treaty.") && sheet.contains("/recommendations/treaty/") && !sheet.contains("/ar/"),
        "{sheet}"
    );
    assert_eq!(items(&sheet, "treaty").len(), 1);
    assert!(
        main_of(&built, "fr/letters/all/index.html").contains("\"/recommendations/treaty/\"")
            || !main_of(&built, "fr/letters/all/index.html").contains("/ar/recommendations/")
    );
}

/// P18: words with paragraphs and lists are put where such may stand.
#[test]
fn wordings_of_several_blocks_stand_in_no_paragraph() {
    let loose = "- Name one.\n\n  And say who it is. {#to-all priority}\n\n- Words of by-scope. {#by-scope}\n";
    let site = site().replace("content/letters/all.md", "- Words of by-scope. {#by-scope}\n", "").replace(
        "content/letters/all.md",
        "- Words of to-all. {#to-all}\n",
        loose,
    );
    let built = site.build();
    for path in ["states/gin/index.html", "states/gin/upr-49/index.html", "recommendations/to-all/index.html"] {
        let main = main_of(&built, path);
        assert!(main.contains("And say who it is"), "{path}: {main}");
        let mut open = false;
        for tag in main.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap_or("")) {
            assert!(
                !open || !["p", "ul", "ol", "li", "div", "section"].contains(&tag),
                "{path}: <{tag}> in a paragraph\n{main}"
            );
            open = match tag {
                "p" => true,
                "/p" => false,
                _ => open,
            };
        }
    }
}

#[test]
fn session_whose_days_are_not_known_is_neither_held_nor_next() {
    let phase = |dates: &str, at: &str| {
        let sessions = format!("- {{id: upr-60, number: 60, cycle: 5, {dates}states: [KEN]}}\n");
        let built = SiteTest::bare().file("content/data/sessions.yaml", sessions).at(at).build();
        let page = main_of(&built, "sessions/upr-60/index.html");
        let start = page.find("class=\"phase phase-").expect("a phase");
        let home = main_of(&built, "index.html");
        let on_home = home.find("session-phase").map_or("nowhere", |at| {
            let text = &home[at..];
            &text[..text.find("</p>").expect("an end")]
        });
        let word = page[start..].split(['>', '<']).nth(1).expect("a word").to_owned();
        assert!(on_home == "nowhere" || on_home.ends_with(&word), "{on_home} and {word}");
        (word, on_home != "nowhere")
    };
    let found = |dates, at| {
        let (word, on_home) = phase(dates, at);
        format!("{word}, {}", if on_home { "on the home page" } else { "not on the home page" })
    };
    assert_eq!(found("", "2025-06-01"), "Dates not established, not on the home page");
    assert_eq!(found("ends: 2025-06-01, ", "2025-06-01"), "Dates not established, not on the home page");
    let sessions = "- {id: upr-60, number: 60, cycle: 5, ends: 2025-06-01, states: [KEN]}\n";
    let built = SiteTest::bare().file("content/data/sessions.yaml", sessions).build();
    assert!(built.main("sessions/upr-60/index.html").contains("until 1 June 2025"));
    assert_eq!(found("ends: 2025-05-31, ", "2025-06-01"), "Held, on the home page");
    assert_eq!(found("starts: 2025-06-02, ", "2025-06-01"), "Next, on the home page");
    assert_eq!(found("starts: 2025-05-25, ", "2025-06-01"), "Under way, on the home page");
    assert_eq!(found("starts: 2025-05-02, ", "2025-06-01"), "Held, on the home page");
    assert_eq!(found("starts: 2025-05-25, ends: 2025-06-01, ", "2025-06-01"), "Under way, on the home page");
    assert_eq!(found("starts: 2025-05-25, ends: 2025-05-31, ", "2025-06-01"), "Held, on the home page");
}

#[test]
fn every_place_where_it_is_asked_stands_beside_it() {
    let built = site().build();
    let links = |code: &str, id: &str| {
        let sheet = main_of(&built, &format!("states/{code}/upr-49/index.html"));
        let item = items(&sheet, id)[0].to_owned();
        item.matches("class=\"asked-from\"").count()
    };
    // The brief is about Kenya alone, the letter is to all three.
    assert_eq!((links("ken", "both"), links("gin", "both"), links("ken", "by-scope")), (2, 1, 1));
}

#[test]
fn words_above_stand_once_at_every_depth() {
    let items = "\nThe State should:\n\n1. Reform the law, so that: {#a}\n   - courts:\n     - hear victims, who: {#b}\n       \
                 - are paid, and thus: {#c}\n         - heal. {#d}\n2. Report. {#e}\n";
    let letter = format!("---\ntitle: L\ndate: 2025-03-14\nsession: upr-49\n---\n{items}");
    let built = SiteTest::new().file("content/letters/upr-49.md", letter).build();
    let sheet = main_of(&built, "states/ken/upr-49/index.html");
    for (words, times) in [("so that:", 1), ("who:", 1), ("and thus:", 1), ("heal.", 1), ("The State should:", 2)] {
        assert_eq!(sheet.matches(words).count(), times, "{words}\n{sheet}");
    }
}
