//! Marks of recommendations: where they count, what is quoted of their words and where, and what they leave alone.

use crate::site_test::{Built, SiteTest};

/// The page of the letter.
const LETTER: &str = "letters/upr-49/index.html";
/// The page of a state whose brief is written here.
const STATE: &str = "states/ken/index.html";

/// Returns the sample site with these words in its letter.
fn letter(body: &str) -> SiteTest {
    SiteTest::new().replace("content/letters/upr-49.md", "We write ahead of the session.\n", body)
}

/// Returns the sample site with a brief on Kenya.
fn brief(body: &str) -> SiteTest {
    let front = "---\ntitle: Kenya\ndate: 2025-03-20\nstate: KEN\nsession: upr-49\n---\n";
    SiteTest::new().file("content/briefs/upr-49/ken.md", format!("{front}{body}"))
}

/// Returns the running text of a page.
fn prose(built: &Built, page: &str) -> String {
    let page = built.text(page);
    let text = page.split_once("<div class=\"prose\">").expect("the text").1;
    text.split_once("<p class=\"source\">").map_or(text, |(text, _)| text).to_owned()
}

/// Returns the ids of the recommendations of a page, in order.
fn marked(text: &str) -> Vec<&str> {
    let attributes = text.split(" class=\"recommendation").skip(1);
    attributes.filter_map(|rest| rest.split("id=\"").nth(1)?.split('"').next()).collect()
}

#[test]
fn marks_count_at_the_end_of_items_and_paragraphs() {
    for (body, ids) in [
        ("- Ratify. {#a}\n", &["a"][..]),
        ("- Ratify. {#a}\n- Publish; {#b priority}\n- Free them {#c states=KEN}\n", &["a", "b", "c"]),
        ("- Ratify. {#a to=KEN,GUY priority}\n", &["a"]),
        ("1. Ratify.{#a}\n\n2. Publish. {#b}   \n", &["a", "b"]),
        ("Ratify the Convention. {#a}\n", &["a"]),
        ("Ratify the\nConvention.\n{#a}\n\nPublish. {#b}\n", &["a", "b"]),
        ("- Ratify the\n  Convention.\n  {#a}\n", &["a"]),
        ("- Ratify the Convention. {#a\n  priority}\n", &["a"]),
        ("- Ratify. {#a}\n\n  At once.\n", &["a"]),
        ("- Ratify.\n\n  At once. {#a}\n", &["a"]),
        ("- Ratify: {#a}\n  - the first;\n  - the second. {#b}\n", &["a", "b"]),
        ("- Ratify:\n  - the first. {#b}\n\n  At once. {#a}\n", &["a", "b"]),
        ("- Ratify. {#a} <!-- to be discussed -->\n", &["a"]),
        ("- Train them.[^1] {#a}\n\n[^1]: A note.\n", &["a"]),
        ("- **Ratify.** {#a}\n- *Publish* [this](https://example.org/). {#b}\n- `Free` {#c}\n", &["a", "b", "c"]),
        ("- Ratify. {#a}\n  ```\n  code {#b}\n  ```\n", &["a"]),
        ("- Ratify “it”--now... {#a--b}\n", &["a--b"]),
        ("- Égalité. {#égalité}\n- Свобода. {#свобода-1}\n- حرية. {#حرية}\n", &["égalité", "свобода-1", "حرية"]),
        ("* * Ratify. {#a}\n", &["a"]),
        ("- See https://a.example/x_y{#a}\n- See www.a.example/a*b_{#b}\n", &["a", "b"]),
    ] {
        let built = letter(body).build();
        built.assert_silent();
        let text = prose(&built, LETTER);
        assert_eq!(marked(&text), ids, "{body}\n{text}");
        assert_eq!(text.contains("{#"), body.contains("code {#b}"), "{body}\n{text}");
        for id in ids {
            assert_eq!(text.matches(&format!("id=\"{id}\"")).count(), 1, "{body}\n{text}");
            assert_eq!(text.matches(&format!("<a class=\"rec-link\" href=\"#{id}\"")).count(), 1, "{body}\n{text}");
        }
        for mail in ["newsletter.html", "newsletter.txt"] {
            let mail = built.text(&format!("letters/upr-49/{mail}"));
            assert_eq!(mail.contains("{#"), body.contains("code {#b}"), "{body}\n{mail}");
        }
    }
}

#[test]
fn mention_of_a_footnote_behind_a_blank_stands_before_a_mark() {
    let note = "\n[^1]: As promised.\n";
    for body in
        ["Name an official. [^1]{#a}\n", "- Name an official. [^1] {#a}\n", "Name an official. \u{a0}[^1] {#a}\n"]
    {
        let built = brief(&format!("{body}{note}")).build();
        assert!(!built.codes().contains(&"own-mistake"), "{body}: {}", built.report());
        assert_eq!(marked(&prose(&built, "briefs/upr-49/ken/index.html")), ["a"], "{body}");
        let state = built.main(STATE);
        assert!(state.contains("Name an official."), "{body}: {state}");
        assert!(!state.contains("fn-ref"), "{body}: {state}");
    }
}

#[test]
fn what_is_no_mark_is_text() {
    for (body, shown) in [
        ("- Write \\{#foo}\n", "Write {#foo}"),
        ("- Write {\\#foo}\n", "Write {#foo}"),
        ("- Write {#foo\\}\n", "Write {#foo}"),
        ("- Write `{#foo}`\n", "Write <code>{#foo}</code>"),
        ("- Write &#123;#foo}\n", "Write {#foo}"),
        ("Write \\{#foo priority}\n", "Write {#foo priority}"),
        ("```\n- Write. {#foo}\n```\n", "- Write. {#foo}"),
        ("- Write. {foo bar}\n", "Write. {foo bar}"),
        ("- Write. {}\n", "Write. {}"),
        ("- Write. { # }\n", "Write. { # }"),
        ("- Write. {$#foo}\n", "Write. {$#foo}"),
        ("- Write. ${#foo}\n", "Write. ${#foo}"),
        ("## Submission by {the coalition}\n", "Submission by {the coalition}</h2>"),
        ("## Article 5 {New}\n", "Article 5 {New}</h2>"),
        ("Letter to {name of State}\n---\n", "Letter to {name of State}</h2>"),
        ("## Article 5 \\{#new}\n", "Article 5 {#new}</h2>"),
    ] {
        let built = letter(body).build();
        let errors = built.diagnostics.iter().filter(|found| found.severity.word() == "error").count();
        assert_eq!(errors, 0, "{body}\n{}", built.report());
        let text = prose(&built, LETTER);
        assert!(text.contains(shown), "{body}\n{text}");
        assert_eq!(marked(&text), [""; 0], "{body}");
    }
}

#[test]
fn ids_of_headings_are_read_at_their_end() {
    for (body, heading) in [
        ("## Why {#reasons}\n", "<h2 id=\"reasons\">Why</h2>"),
        ("## Why { #reasons }\n", "<h2 id=\"reasons\">Why</h2>"),
        ("## Why {#reasons} ##\n", "<h2 id=\"reasons\">Why</h2>"),
        ("## Why ## {#reasons}\n", "<h2 id=\"reasons\">Why</h2>"),
        ("## Why C\\# {#reasons}\n", "<h2 id=\"reasons\">Why C#</h2>"),
        ("## **Why** {#r_e_a-1}\n", "<h2 id=\"r_e_a-1\"><strong>Why</strong></h2>"),
        ("## Why {#__x__y}\n", ""),
        ("Why\n---\n", "<h2 id=\"why\">Why</h2>"),
        ("Why\nnow {#reasons}\n---\n", "<h2 id=\"reasons\">Why\nnow</h2>"),
        ("- ## Why {#reasons}\n", "<h2 id=\"reasons\">Why</h2>"),
    ] {
        let built = letter(body).build();
        if heading.is_empty() {
            assert_eq!(built.codes(), ["reserved-anchor"], "{}", built.report());
            continue;
        }
        built.assert_silent();
        let text = prose(&built, LETTER);
        assert!(text.contains(heading), "{body}\n{text}");
    }
}

/// A recommendation as a state's page quotes it: the words above it, unless it stands below them there, and its own.
type Quoted = (&'static str, &'static str);

#[test]
fn what_is_quoted_is_the_item_without_what_is_quoted_by_itself() {
    let page = "/briefs/upr-49/ken/";
    for (body, quoted) in [
        ("- Ratify. {#a}\n", &[("", "Ratify.")][..]),
        ("Ratify the *Convention*. {#a}\n", &[("", "Ratify the <em>Convention</em>.")]),
        (
            "1. Ratify. {#a}\n   1. Within a year. {#b}\n   2. Without reservations. {#c}\n2. Publish. {#d}\n",
            &[("", "Ratify."), ("", "Within a year."), ("", "Without reservations."), ("", "Publish.")],
        ),
        (
            "- Ensure that:\n  - camps close; {#a}\n  - prisons open. {#b}\n",
            &[("Ensure that:", "camps close;"), ("Ensure that:", "prisons open.")],
        ),
        (
            "- Ratify: {#a}\n  1. one;\n  2. two; {#b}\n  3. three;\n  4. four.\n",
            &[("", "Ratify:<ol>\n<li>one;</li>\n<li value=\"3\">three;</li>\n<li>four.</li>\n</ol>"), ("", "two;")],
        ),
        (
            "- In law: {#a}\n  - ratify:\n    - this; {#b}\n    - that.\n",
            &[("", "In law:<ul>\n<li>ratify:<ul>\n<li>that.</li>\n</ul>\n</li>\n</ul>"), ("ratify:", "this;")],
        ),
        (
            "- Ensure that:\n\n  - camps close. {#a}\n\n  and, at once, that\n\n  - prisons open. {#b}\n",
            &[
                ("<p>Ensure that:</p>", "camps close."),
                ("<p>Ensure that:</p> <p>and, at once, that</p>", "prisons open."),
            ],
        ),
        (
            "- Ratify.\n  - At once. {#b}\n\n  Wholly. {#a}\n",
            &[("", "<p>Ratify.</p>\n<p>Wholly.</p>"), ("", "At once.")],
        ),
        (
            "- Read [why](#why), [this](../../letters/upr-49.md) and that.[^1] {#a}\n\n## Why {#why}\n\n[^1]: A note.\n",
            &[("", "Read <a href=\"HOME#why\">why</a>, <a href=\"/letters/upr-49/\">this</a> and that.")],
        ),
        ("- Ratify. {#a}\n  > Quoted.\n", &[("", "Ratify.<blockquote>\n<p>Quoted.</p>\n</blockquote>")]),
        ("- ## Why {#why}\n\n  Ratify.[^1] {#a}\n\n[^1]: A note.\n", &[("", "<h2>Why</h2>\n<p>Ratify.</p>")]),
    ] {
        let built = brief(body).build();
        built.assert_silent();
        let state = built.text(STATE);
        let list = state.split_once("<ul class=\"made\">").expect("the list").1;
        let list = list.split_once("</ul>\n</section>\n</section>").expect("its end").0;
        let mut rest = list;
        for (lead, words) in quoted.iter().map(as_shown(page)) {
            let shown = format!("{}<div class=\"wording\">{words}</div>", lead_shown(&lead));
            let at = rest.find(&shown).unwrap_or_else(|| panic!("{body}\n{shown}\n{list}"));
            rest = &rest[at + shown.len()..];
        }
        assert_eq!(list.matches("<div class=\"wording\">").count(), quoted.len(), "{body}\n{list}");
        for left in ["rec-link", "fn-ref", "href=\"#", " id=\"why\""] {
            assert!(!list.contains(left), "{left}: {body}\n{list}");
        }
    }
}

/// Returns a function that puts the address of the page into what is quoted of it.
fn as_shown(page: &str) -> impl Fn(&Quoted) -> (String, String) {
    move |(lead, words)| (lead.replace("HOME", page), words.replace("HOME", page))
}

/// Returns the words above a recommendation as they are shown before it.
fn lead_shown(lead: &str) -> String {
    if lead.is_empty() { String::new() } else { format!("<div class=\"wording-lead\">{lead}</div>\n") }
}

#[test]
fn what_stands_below_is_asked_of_whom_that_above_is_asked() {
    let body = "- Ensure that: {#above states=KEN}\n  - police are trained; {#police}\n    - each year. {#yearly}\n  \
        - judges are free. {#judges states=KEN}\n- Publish: {#open}\n  - laws; {#laws}\n  - votes. {#votes states=GUY}\n\n\
        Report. {#report}\n";
    let built = letter(body).build();
    built.assert_silent();
    let asked = |state: &str| {
        let page = built.text(&format!("states/{state}/index.html"));
        let ids = ["above", "police", "yearly", "judges", "open", "laws", "votes", "report"];
        ids.into_iter().filter(|id| page.contains(&format!("/letters/upr-49/#{id}\""))).collect::<Vec<_>>()
    };
    assert_eq!(asked("ken"), ["above", "police", "yearly", "judges", "open", "laws", "report"]);
    assert_eq!(asked("guy"), ["open", "laws", "votes", "report"]);
}

#[test]
fn ids_of_raw_html_stay_where_they_were_written() {
    let body = "- Ensure <i id=\"r-lead\">that</i>:\n  - <span id=\"r-span\" aria-labelledby=\"r-lead\" \
        aria-describedby=\"r-link\">police</span> \
        <a href=\"https://example.org/x\" id=\"r-link\">learn</a>. {#police}\n\nPublish <b id=\"r-bold\">laws</b>. {#laws}\n";
    let settings = format!("{}unsafe_html: true\n", crate::site_test::SETTINGS);
    let built = letter(body).file("content/site.yaml", settings).build();
    built.assert_silent();
    assert_eq!(built.text(LETTER).matches("id=\"r-").count(), 4);
    assert!(built.text(LETTER).contains("aria-labelledby=\"r-lead\" aria-describedby=\"r-link\""));
    let state = built.text(STATE);
    assert!(!state.contains("id=\"r-") && !state.contains("=\"r-l"), "{state}");
    for words in ["<i>that</i>", "<span>police</span>", ">learn</a>", "<b>laws</b>"] {
        assert!(state.contains(words), "{words}\n{state}");
    }
}

#[test]
fn programs_of_raw_html_are_said_nowhere() {
    let body = "First <script>alert(\"unsaid\")</script> words.\n\n- Ratify <script>[^1] unsaid</script>Égalité, liberté, \
        fraternité. {#ratify}\n\nText.[^1]\n\n[^1]: A note.\n";
    let settings = format!("{}unsafe_html: true\n", crate::site_test::SETTINGS);
    let built = letter(body).file("content/site.yaml", settings).build();
    assert_eq!(built.holds("unsaid"), None);
    let state = String::from_utf8_lossy(&built.files[STATE]);
    assert!(state.contains("Ratify Égalité, liberté, fraternité."), "{state}");
}

#[test]
fn paragraph_that_announces_a_list_stands_before_what_is_quoted_of_it() {
    for (body, lead) in [
        ("We ask that:\n\n- camps close. {#a}\n", Some("We ask that:")),
        (
            "We met in March. The *prison* is full. We ask that the State:\n- camps close. {#a}\n",
            Some("We ask that the State:"),
        ),
        (
            "It is full, as Dr. Smith wrote. *We* ask that:\n\n1. x\n2. camps close. {#a}\n",
            Some("It is full, as Dr. Smith wrote. <em>We</em> ask that:"),
        ),
        (
            "We, \"Example\", ask [that](#h):\n\n- camps close. {#a}\n\n## H {#h}\n",
            Some("We, “Example”, ask <a href=\"/letters/upr-49/#h\">that</a>:"),
        ),
        ("We ask that:\n(a) camps close; {#a}\n\n", None),
        ("We ask:\n(a) camps\n(b) reports\n\n- camps close. {#a}\n", None),
        ("We ask that:\n\nMore words.\n\n- camps close. {#a}\n", None),
        ("We ask that:\n\n## Head\n\n- camps close. {#a}\n", None),
        ("We write ahead.\n\n- camps close. {#a}\n", None),
        ("We ask that:\n\n- reports\n\ncamps close. {#a}\n", None),
    ] {
        let built = letter(body).build();
        let state = built.text(STATE);
        let found = state.split("<div class=\"wording-lead\">").nth(1).and_then(|rest| rest.split("</div>").next());
        assert_eq!(found, lead, "{body}");
    }
    // Within items those words come first, and are said once.
    let state = letter("We ask:\n\n- Ensure that:\n  - camps close. {#a}\n- Publish. {#b}\n").build().text(STATE);
    assert!(state.contains("<div class=\"wording-lead\">We ask: Ensure that:</div>"), "{state}");
    let below = letter("We ask:\n\n- Publish: {#b}\n  - reports. {#c}\n").build().text(STATE);
    assert_eq!(below.matches("<div class=\"wording-lead\">").count(), 1, "{below}");
}

#[test]
fn grid_has_the_words_above_a_recommendation() {
    let built = brief("- Ensure that:\n  - camps close; {#a}\n\n- Publish: {#b}\n  - reports. {#c}\n").build();
    let grid = built.text("sessions/upr-49/index.html");
    for row in ["<span class=\"grid-lead\">Ensure that:</span> camps close;</a>", ">Publish:</a>"] {
        assert!(grid.contains(row), "no {row} in {grid}");
    }
    assert!(grid.contains("<span class=\"grid-lead\">Publish:</span> reports.</a>"), "{grid}");
}

#[test]
fn side_list_sets_recommendations_below_another_apart() {
    let built = brief("- Publish: {#a priority}\n  - reports; {#b priority}\n  - figures. {#c}\n").build();
    let page = built.text("briefs/upr-49/ken/index.html");
    for (class, id) in [(" class=\"priority\"", "a"), (" class=\"priority below\"", "b"), (" class=\"below\"", "c")] {
        assert!(page.contains(&format!("<li{class}><a href=\"#{id}\">")), "{id}: {page}");
    }
}

#[test]
fn contents_need_headings_of_the_second_level() {
    let contents = |level: &str| {
        let headings: String = ["A", "B", "C", "D"].iter().map(|name| format!("{level} {name}\n\nText.\n\n")).collect();
        letter(&headings).build().files[LETTER].windows(10).any(|bytes| bytes == b"\"_contents")
    };
    assert!(contents("##"));
    assert!(!contents("###"), "a list of nothing");
}
