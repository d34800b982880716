//! Input that is wrong, huge or hostile.

use super::{EML, HTML, LETTER_FILE, TEXT, letter, settings};
use crate::site_test::SiteTest;

/// Returns the HTML of the letter's mail, after looking at what every mail keeps to.
fn mail(site: &SiteTest) -> String {
    let built = site.build();
    let (html, text, eml) = (built.text(HTML), built.text(TEXT), built.text(EML));
    assert!(eml.is_ascii() && eml.split("\r\n").all(|line| line.len() <= 78), "{eml}");
    for line in text.lines() {
        let lone = line.trim_start().starts_with('<') && !line.trim().contains(' ');
        assert!(demarche::mail::width(line) <= 78 || lone, "{line}");
    }
    assert_eq!(demarche::mail::faults(&html), []);
    html
}

#[test]
fn table_of_twenty_columns_is_a_list_of_its_rows() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(20));
    let html = mail(&letter("", &format!("{}{}{}", row("Head"), row("---"), row("cell"))));
    assert!(!html.contains("<th"), "{html}");
    assert_eq!(html.matches("<strong>Head:</strong> cell").count(), 20);
}

#[test]
fn subject_of_any_kind_is_one_header() {
    for subject in ["\"A: Bcc: all@example.net\"", "\"🕊️ Peace 🕊️\"", "\"توصيات إلى الدول\""] {
        let site = letter(&format!("newsletter: {{subject: {subject}}}\n"), "Text.\n");
        mail(&site);
        let (head, _) = opened_any(&site.build().text(EML));
        assert!(!head.contains("\r\nBcc:"), "{head}");
        assert_eq!(head.matches("Subject: ").count(), 1);
    }
    let broken = letter("newsletter: {subject: \"A\\r\\nBcc: all@example.net\"}\n", "Text.\n").build();
    assert_eq!(broken.codes(), ["control-character"]);
    let long = letter(&format!("newsletter: {{subject: {}}}\n", "x".repeat(300)), "Text.\n").build();
    assert_eq!(long.codes(), ["mail-subject-too-long"]);
}

/// Returns the headers of a message.
fn opened_any(eml: &str) -> (String, ()) {
    (eml.split_once("\r\n\r\n").expect("headers").0.replace("\r\n ", " "), ())
}

#[test]
fn footnotes_of_two_pages_share_no_id() {
    let note = "Text.[^1]\n\n[^1]: A note.\n";
    let built = letter("", note)
        .file(
            "content/newsletters/1.md",
            format!("---\ntitle: I\ndate: 2025-05-01\nnumber: 1\nitems: [letters/upr-49.md]\n---\n{note}"),
        )
        .build();
    assert!(built.text(HTML).contains("id=\"fn-upr-49-1\""));
    assert!(built.text("newsletters/1/newsletter.html").contains("id=\"fn-1-1\""));
}

#[test]
fn raw_html_with_unclosed_tags_is_mended() {
    let body = "<div class=\"x\" style=\"position:fixed\"><table><tr><td>a<b>bold\n\n<iframe src=\"https://a.example/\">\n\nText.\n";
    let mut built = settings(letter("", body), "unsafe_html: true\n").build();
    assert_eq!(built.codes(), ["html-left-out"; 2], "{}", built.report());
    built.diagnostics.clear();
    let html = built.text(HTML);
    assert!(!html.contains("<iframe") && !html.contains("position"), "{html}");
    for name in ["div", "table", "td", "b", "p"] {
        let (open, close) = (format!("<{name} "), format!("</{name}>"));
        let opened = html.matches(&open).count() + html.matches(&format!("<{name}>")).count();
        // One conditional comment opens a table for one program and another closes it.
        assert_eq!(opened, html.matches(&close).count(), "{name} in {html}");
    }
    let built = letter("", body).build();
    assert!(built.codes().iter().all(|code| *code == "html-as-text"));
    let escaped = String::from_utf8_lossy(&built.files[HTML]);
    assert!(escaped.contains("&lt;iframe"), "{escaped}");
}

#[test]
fn words_that_look_like_tags_of_services_are_left_in_the_files_of_the_site() {
    let html = mail(&letter("", "`{{ x }}` and *|X|* and {contact.x} and \\[unsubscribe\\]\n"));
    assert!(html.contains("{{ x }}") && html.contains("{contact.x}"), "{html}");
}

#[test]
fn nothing_at_all_is_a_mail() {
    let html = mail(&SiteTest::new().file(LETTER_FILE, "---\ntitle: T\ndate: 2025-03-14\nsession: upr-49\n---\n"));
    assert!(html.contains("T · Example Centre"), "{html}");
}

#[test]
fn deep_and_long_bodies_are_mails() {
    let deep = (0..30).map(|level| format!("{}- level {level}\n", "  ".repeat(level))).collect::<String>();
    mail(&letter("", &deep));
    mail(&letter("", &format!("> {}\n", "> ".repeat(60))));
    mail(&letter("", &format!("{}\n", "x".repeat(3_000))));
    mail(&letter("", &format!("[a](https://a.example/{})\n", "y".repeat(900))));
    mail(&letter("", &"語".repeat(2_000)));
}

#[test]
fn body_of_two_hundred_kilobytes_is_refused_by_name_and_with_a_remedy() {
    let built = letter("", &"All of it is one text.\n\n".repeat(8_700)).build();
    assert_eq!(built.codes(), ["mail-too-large"]);
    let report = built.report();
    assert!(report.contains("content/letters/upr-49.md:1:1") && report.contains("100"), "{report}");
    assert!(report.contains("hint: shorten the text") && report.contains("`newsletter: false`"), "{report}");
    // The page itself takes any text, and a mail is not asked for.
    letter("newsletter: false\n", &"All of it is one text.\n\n".repeat(8_700)).build().assert_silent();
}

#[test]
fn issue_from_right_to_left_is_settled_with_its_items() {
    let arabic = |title: &str, keys: &str, body: &str| format!("---\ntitle: {title}\n{keys}---\n{body}");
    let keys = "date: 2025-03-14\nsession: upr-49\ndescription: فقرة أولى عن الدورة (UPR 49).\n";
    let table = "نكتب إليكم.\n\n| أ | ب |\n|---|--:|\n| 1 | 2 |\n\n1. أولا\n2. ثانيا\n";
    let site = settings(SiteTest::new(), "language: ar\nlanguages: [ar, en]\n")
        .file(LETTER_FILE, arabic("رسالة", keys, "نص.\n"))
        .file("content/letters/upr-49.en.md", arabic("A letter", "date: 2025-03-14\nsession: upr-49\n", "Words.\n"))
        .file(
            "content/newsletters/1.md",
            arabic(
                "نشرة",
                "date: 2025-05-01\nnumber: 1\npreheader: نص يظهر بجانب الموضوع في برامج البريد، وهو طويل بما يكفي.\nitems: [letters/upr-49.md, letters/upr-49.en.md]\n",
                table,
            ),
        );
    let built = site.build();
    let html = built.text("newsletters/1/newsletter.html");
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"), "{html}");
    assert!(!html.contains("text-align:left") && html.contains("padding-right:24px"), "{html}");
    // An item in another language runs its own way.
    assert!(html.contains("lang=\"en\" dir=\"ltr\"") && html.contains("Words."), "{html}");
    for name in ["margin-inline", "padding-inline", "text-align:start", "text-align:end"] {
        assert!(!html.contains(name), "{name} in {html}");
    }
    let text = built.text("newsletters/1/newsletter.txt");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.iter().any(|line| line.trim_start_matches('\u{200f}').starts_with("1. أولا")), "{text}");
    assert!(text.contains("رسالة") && text.contains("UPR 49"), "{text}");
    let eml = built.text("newsletters/1/newsletter.eml");
    assert!(eml.is_ascii() && eml.contains("Content-Language: ar\r\n"), "{eml}");
}

#[test]
fn footnotes_of_items_with_the_same_label_stay_apart() {
    let note = |what: &str| format!("A text on {what} with a note.[^1]\n\n[^1]: A note on {what}.\n");
    let second = "---\ntitle: A second\ndate: 2025-03-15\nsession: upr-49\n---\n";
    let built = letter("", &note("one"))
        .file("content/letters/second.md", format!("{second}{}", note("two")))
        .file(
            "content/newsletters/1.md",
            format!(
                "---\ntitle: I\ndate: 2025-05-01\nnumber: 1\nitems: [letters/upr-49.md, letters/second.md]\n---\n{}",
                note("three")
            ),
        )
        .build();
    let html = built.text("newsletters/1/newsletter.html");
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{ids:?}");
    // What is quoted of an item has no mark of a note that does not come along.
    assert!(
        html.contains("A text on one with a note.</p>") && html.contains("A text on two with a note.</p>"),
        "{html}"
    );
    assert_eq!(html.matches("A note on ").count(), 1, "{html}");
    let text = built.text("newsletters/1/newsletter.txt");
    assert_eq!((text.matches("[1]").count(), text.matches("A note on three.").count()), (2, 1), "{text}");
}

#[test]
fn missing_address_is_told_once_and_names_the_remedy() {
    let site = letter("", "Text.\n").replace("content/site.yaml", "address: [1 Example Street, 0000 Sampleton]\n", "");
    let built = site.build();
    assert_eq!(built.codes(), ["missing-postal-address"]);
    assert!(
        built.report().contains("content/site.yaml:1:7") && built.report().contains("`address:`"),
        "{}",
        built.report()
    );
    // A mail comes all the same, with what is known of its sender.
    assert!(String::from_utf8_lossy(&built.files[HTML]).contains(">Example Centre</span></p>"));
}
