//! What a text says on its page, its mails say as well.

use super::{HTML, TEXT, letter, settings};

#[test]
fn link_around_a_block_is_a_mail() {
    let body = "<div>a<a href=\"https://x.example/\"><p>x</p>ééé</a></div>\n";
    let text = settings(letter("", body), "unsafe_html: true\n").build().text(TEXT);
    assert!(text.contains("a\nx\n\nééé <https://x.example/>\n"), "{text}");
}

#[test]
fn struck_words_are_struck_in_both_mails() {
    let built = letter("", "The law ~~shall~~ should be amended.\n\n- ~~Repeal~~ Amend the law. {#amend}\n").build();
    assert!(built.text(HTML).contains("<del>Repeal</del> Amend"), "{}", built.text(HTML));
    let text = built.text(TEXT);
    assert!(
        text.contains("The law [deleted: shall] should be amended.\n\n- [deleted: Repeal] Amend the law.\n"),
        "{text}"
    );
}

#[test]
fn line_begins_with_no_sign_by_accident() {
    let url = "https://example.org/documents/governance/code-of-conduct-of-the-coalition-final.html";
    let body = format!(
        "The share of women among the members of the new council is now, at last, > 40 per cent.\n\n\
         All work under the [code of conduct]({url}) - used by all members - that was adopted in May.\n"
    );
    let text = letter("", &body).build().text(TEXT);
    assert!(
        text.contains("now, at\nlast, > 40 per cent.\n") && text.contains(&format!("<{url}> -\nused by all members")),
        "{text}"
    );
}

#[test]
fn picture_within_a_sentence_stays_there() {
    let built = letter("", "Press ![the dot](a.gif) twice.\n\n![A dot](a.gif)\n")
        .file("content/letters/a.gif", crate::site_test::GIF)
        .build();
    let html = built.text(HTML);
    let pictures: Vec<&str> = html.split("<img ").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    assert_eq!(pictures.len(), 2, "{html}");
    assert!(!pictures[0].contains("display:block") && pictures[1].contains("display:block"), "{html}");
    assert!(built.text(TEXT).contains("Press [Image: the dot] twice.\n\n[Image: A dot]\n"));
}

#[test]
fn cells_keep_their_words_and_their_heads() {
    let table = "| Article | Word |\n|---|---|\n| 6(**b**), un**believ**able | `x` |\n";
    let text = letter("", table).build().text(TEXT);
    assert!(text.contains("6(b), unbelievable  x\n"), "{text}");
    let raw = "<table><tr><th>State</th><th>Year</th></tr><tr><td rowspan=\"2\">Kenya</td><td>2024</td></tr><tr><td>2025</td></tr></table>\n";
    let built = settings(letter("", raw), "unsafe_html: true\n").build();
    assert!(built.text(HTML).contains("rowspan=\"2\""), "{}", built.text(HTML));
    assert!(built.text(TEXT).contains("Kenya  2024\n       2025\n"), "{}", built.text(TEXT));
}

#[test]
fn title_of_a_picture_within_a_sentence_is_told() {
    let built = letter("", "Press ![the dot](a.gif \"Title words\") twice.\n")
        .file("content/letters/a.gif", crate::site_test::GIF)
        .build();
    for page in ["letters/upr-49/index.html", HTML] {
        assert!(built.text(page).contains("alt=\"the dot\" title=\"Title words\""), "{}", built.text(page));
    }
    assert!(built.text(TEXT).contains("Press [Image: the dot (Title words)] twice.\n"));
}

#[test]
fn lossy_picture_is_a_jpeg_in_mails() {
    let photo = b"RIFF\x22\x00\x00\x00WEBPVP8 \x16\x00\x00\x000\x01\x00\x9d\x01*\x01\x00\x01\x00\x0e\xc0\xfe%\xa4\x00\x03p\x00\x00\x00\x00";
    let built = letter("", "![A photo](hall.webp)\n").file("content/letters/hall.webp", &photo[..]).build();
    let made: Vec<&String> = built.files.keys().filter(|path| path.starts_with("assets/mail/")).collect();
    assert!(made.len() == 1 && made[0].ends_with(".jpg"), "{made:?}");
    assert!(built.files[made[0]].starts_with(&[0xff, 0xd8, 0xff]));
}
