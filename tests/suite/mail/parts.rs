//! What mails hold.

use super::{HTML, TEXT, letter, settings};
use crate::site_test::{GIF, SiteTest};

#[test]
fn frame_of_a_mail_is_there() {
    let built = settings(
        letter("description: Forty characters and a few more of them, to be read beside the subject.\n", "Text.\n"),
        "",
    )
    .build();
    let html = built.text(HTML);
    for part in [
        "<html lang=\"en\" dir=\"ltr\">",
        "<div role=\"article\" aria-roledescription=\"email\" aria-label=\"A letter\" lang=\"en\" dir=\"ltr\">",
        ">Forty characters and a few more of them, to be read beside the subject.\u{34f}",
        "<br><span dir=\"auto\">0000 Sampleton</span>",
        ">Unsubscribe from these e-mails</a>",
        "<a href=\"https://example.org/letters/upr-49/\" style=",
        "max-width:600px",
        "prefers-color-scheme: dark",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert_eq!(html.matches("<h1").count(), 1);
    assert_eq!(html.matches("<style>").count(), 1);
    // The doctype, one article and the hidden text come first.
    assert!(html.to_lowercase().starts_with("<!doctype html>"));
    let tables = html.matches("<table").count();
    assert_eq!(html.matches("role=\"presentation\"").count(), tables, "each table here is for layout");
}

#[test]
fn right_to_left_is_settled_at_build_time() {
    let site = settings(SiteTest::new(), "languages: [en, ar]\n").file(
        "content/letters/upr-49.ar.md",
        "---\ntitle: رسالة\ndate: 2025-03-14\nsession: upr-49\n---\nنكتب قبل الدورة.\n\n> اقتباس\n\n- أمر\n\nUPR 49 قريب.[^1]\n\n[^1]: حاشية.\n",
    );
    let built = site.build();
    let html = built.text("ar/letters/upr-49/newsletter.html");
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(html.contains("border-right:3px solid") && html.contains("padding-right:24px"), "{html}");
    assert!(html.contains("text-align:right") && !html.contains("text-align:left"), "{html}");
    assert!(html.contains("إلغاء الاشتراك"));
    let text = built.text("ar/letters/upr-49/newsletter.txt");
    assert!(text.contains("\u{200f}UPR 49"), "{text}");
    assert!(text.contains("> اقتباس"), "{text}");
}

#[test]
fn digest_shows_items_with_photo_and_link() {
    let built = letter("photo: {src: a.gif, alt: A dot, credit: Somebody}\ndescription: About the letter.\n", "Text.\n")
        .file("content/letters/a.gif", GIF)
        .file(
            "content/newsletters/1.md",
            "---\ntitle: Issue\ndate: 2025-05-01\nnumber: 1\nitems:\n  - letters/upr-49.md\n  - {title: Own, text: Words., link: https://a.example/}\n---\nDear reader.\n",
        )
        .build();
    let html = built.text("newsletters/1/newsletter.html");
    for part in [
        "<img src=\"https://example.org/letters/a.gif\" alt=\"A dot\" width=\"1\" height=\"1\"",
        "Photo: <span dir=\"auto\">Somebody</span>",
        "style=\"height:auto;border:0;display:block;",
        ">About the letter.</p>",
        ">Read: A letter</a>",
        "<a href=\"https://a.example/\" style=\"",
        ">Read: Own</a>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    let text = built.text("newsletters/1/newsletter.txt");
    for part in [
        "A letter\n--------\nLetter · 14 March 2025\n",
        "[Image: A dot]\nPhoto: Somebody\n",
        "Read: A letter <https://example.org/letters/upr-49/>",
        "Own\n---\n",
        "Read: Own <https://a.example/>",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn notes_of_a_letter_stand_below_its_closing() {
    let keys = "closing: With respect,\nsignatories: [{name: A. Wick}]\n";
    let built = letter(keys, "Text.[^1]\n\n[^1]: A note.\n").build();
    for part in [built.text(HTML), built.text(TEXT)] {
        let at = |words: &str| part.find(words).unwrap_or_else(|| panic!("{words} is not in {part}"));
        assert!(at("Text.") < at("With respect,") && at("A. Wick") < at("A note."), "{part}");
    }
}

#[test]
fn styles_are_those_of_a_telephone_for_programs_that_drop_sheets() {
    let url = format!("https://a.example/{}", "long-part/".repeat(9));
    let html = letter("", &format!("<{url}>\n\n```\na   b\n```\n")).build().text(HTML);
    let (head, body) = html.split_once("<body").expect("a body");
    assert!(head.contains("@media (max-width: 520px)"), "{head}");
    // What some program of Gmail or Outlook does not know may stand in a media query only.
    for property in ["table-layout", "word-break", "white-space", "min-width"] {
        assert!(!body.contains(property), "{property} is in {body}");
    }
    let empty = "<span style=\"display:inline-block\"></span>";
    assert!(body.contains(empty) && body.replace(empty, "").contains(&format!(">{url}</a>")), "{body}");
    assert!(body.contains(">a &nbsp; b</code>"), "{body}");
}

#[test]
fn colours_of_the_organisation_are_used_as_far_as_they_can_be_read() {
    let html = settings(letter("", "[a](https://a.example/)\n"), "accent: \"#7a1f5c\"\n").build().text(HTML);
    assert!(html.contains("color:#7a1f5c") && html.contains("background-color:#7a1f5c"), "{html}");
    let pale = settings(letter("", "Text.\n"), "accent: \"#ffcc00\"\n").build();
    assert_eq!(pale.codes(), ["low-contrast"]);
    let html = String::from_utf8(pale.files[HTML].clone()).expect("text");
    assert!(!html.contains("color:#ffcc00"), "{html}");
}

#[test]
fn text_holds_headings_links_and_notes() {
    let body = "## Why {#why}\n\nSee [it](https://a.example/x) and [why](#why).[^a]\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^a]: Because.\n";
    let text = letter("", body).build().text(TEXT);
    for part in [
        "Why\n---\n",
        "See it <https://a.example/x> and why\n<https://example.org/letters/upr-49/#why>.[1]\n",
        "A  B\n-  -\n1  2\n",
        "Footnotes\n---------\n\n[1] Because.\n",
        "View this e-mail in a browser:\n<https://example.org/letters/upr-49/>",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}
