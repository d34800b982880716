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
    let html = mail(&settings(letter("", body), "unsafe_html: true\n"));
    assert!(!html.contains("<iframe") && !html.contains("position"), "{html}");
    for name in ["div", "table", "td", "b", "p"] {
        let (open, close) = (format!("<{name} "), format!("</{name}>"));
        let opened = html.matches(&open).count() + html.matches(&format!("<{name}>")).count();
        // One conditional comment opens a table for one program and another closes it.
        assert_eq!(opened, html.matches(&close).count(), "{name} in {html}");
    }
    let escaped = mail(&letter("", body));
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
fn pictures_that_mails_cannot_show_are_made_anew() {
    let large = bmp_like_png(2_400, 20);
    let built = letter("", "![A strip](strip.png)\n").file("content/letters/strip.png", large).build();
    let html = built.text(HTML);
    let made: Vec<&String> = built.files.keys().filter(|path| path.starts_with("assets/mail/strip.")).collect();
    assert_eq!(made.len(), 1, "{html}");
    assert!(
        html.contains(&format!(
            "<img src=\"https://example.org/{}\" alt=\"A strip\" width=\"552\" height=\"5\"",
            made[0]
        ))
    );
    let picture = demarche::media::inspect(&built.files[made[0]]).expect("a picture");
    assert_eq!((picture.width, picture.height), (1104, 10));
}

#[test]
fn broken_picture_is_told() {
    let mut broken = bmp_like_png(2_400, 20);
    let middle = broken.len() / 2;
    broken[middle] ^= 0xff;
    let built = letter("", "![A strip](strip.png)\n").file("content/letters/strip.png", broken).build();
    assert_eq!(built.codes(), ["bad-image"], "{}", built.report());
}

/// Returns a PNG of this size without compression: eight bits of grey.
fn bmp_like_png(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend((0..width).map(|x| (x + y) as u8));
    }
    let mut data = vec![0x78, 0x01];
    let blocks: Vec<&[u8]> = rows.chunks(0xffff).collect();
    for (at, block) in blocks.iter().enumerate() {
        data.push(u8::from(at + 1 == blocks.len()));
        data.extend((block.len() as u16).to_le_bytes());
        data.extend((!(block.len() as u16)).to_le_bytes());
        data.extend(*block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    data.extend((b << 16 | a).to_be_bytes());
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    for (kind, body) in [(b"IHDR", &head[..]), (b"IDAT", &data), (b"IEND", &[])] {
        png.extend((body.len() as u32).to_be_bytes());
        let chunk = [&kind[..], body].concat();
        png.extend(&chunk);
        png.extend(crc(&chunk).to_be_bytes());
    }
    png
}

/// Returns the checksum of a chunk (PNG, section 5.5).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(!0, step)
}
