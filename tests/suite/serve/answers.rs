//! What the author's browser gets.

use std::path::Path;

use demarche::Diagnostic;
use demarche::diag::Span;
use demarche::serve::{Editor, Marks, Server, Start};

use super::{Preview, SECRET, site};

#[test]
fn every_answer_has_the_required_headers() {
    let preview = Preview::start();
    for (target, fields, status) in [
        ("/", "", 200),
        ("/letters/upr-49/photo.jpg", "Range: bytes=0-3\r\n", 206),
        ("/letters/upr-49/photo.jpg", "Range: bytes=900-\r\n", 416),
        ("/letters", "", 307),
        ("/", "If-None-Match: *\r\n", 304),
        ("/none", "", 404),
        ("/_demarche/none", "", 404),
        ("/_demarche/problems", "", 200),
        ("/_demarche/preview.js", "", 200),
        ("/_demarche/preview.css", "", 200),
        ("/%zz", "", 400),
        ("/", "Origin: null\r\n", 403),
    ] {
        for method in ["GET", "HEAD"] {
            let reply = preview.ask(method, target, fields);
            assert_eq!(reply.status, status, "{method} {target} {fields}");
            reply.assert_guarded(target);
        }
    }
    preview.ask("HEAD", "/_demarche/events", "").assert_guarded("the events");
    preview.ask("POST", "/", "").assert_guarded("another method");
    preview.send(b"\r\n\r\nnonsense\r\n\r\n").assert_guarded("nonsense");
}

#[test]
fn files_come_with_their_type_and_bytes() {
    let preview = Preview::start();
    for (target, content_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/index.html", "text/html; charset=utf-8"),
        ("/caf%C3%A9/", "text/html; charset=utf-8"),
        ("/assets/style.0123456789abcdef.css", "text/css; charset=utf-8"),
        ("/letters/upr-49/photo.jpg", "image/jpeg"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/_headers", "text/plain; charset=utf-8"),
    ] {
        let reply = preview.get(target);
        assert_eq!((reply.status, reply.field("content-type")), (200, Some(content_type)), "{target}");
        assert!(reply.text().contains(SECRET), "{target}");
        assert_eq!(reply.field("content-length"), Some(reply.body.len().to_string().as_str()));
    }
    let photo = preview.get("/letters/upr-49/photo.jpg");
    assert_eq!(photo.body[..], *site()["letters/upr-49/photo.jpg"].read().expect("it is in memory"));
}

#[test]
fn pages_come_with_the_script_and_a_policy_that_lets_it_run() {
    let preview = Preview::start();
    for target in ["/", "/letters/upr-49/", "/none"] {
        let text = preview.get(target).text();
        assert_eq!(text.matches("<script src=\"/_demarche/preview.js\" data-page=\"").count(), 1, "{text}");
        assert!(
            text.contains("default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'\""),
            "{text}"
        );
        assert!(text.ends_with("</script>\n</body></html>"), "{text}");
    }
    assert!(!preview.get("/sitemap.xml").text().contains("<script"));
}

#[test]
fn pages_are_marked_and_lead_to_their_mail_where_there_is_one() {
    let preview = Preview::start();
    let marks = |target: &str| {
        let text = preview.get(target).text();
        let start = text.find("<script src=\"/_demarche/preview.js\"").expect("the script");
        let element = &text[start..start + text[start..].find('>').expect("its end")];
        element
            .split_once("\" data-page=")
            .and_then(|(_, rest)| Some(rest.split_once(' ')?.1.to_owned()))
            .unwrap_or_default()
    };
    assert_eq!(marks("/letters/upr-49/"), "defer");
    let before = preview.get("/letters/upr-49/").field("etag").map(str::to_owned);
    let hidden = [("letters/upr-49/index.html".to_owned(), "a <draft>".to_owned())];
    preview.0.set_marks(Marks { hidden: hidden.into(), at: Some("2026-01-19 08:00 CET".to_owned()) });
    let mut files = site();
    files.insert("letters/upr-49/newsletter.txt".to_owned(), b"mail"[..].into());
    preview.0.show_site(&files, &[]);
    let at = "data-at=\"2026-01-19 08:00 CET\"";
    assert_eq!(marks("/letters/upr-49/"), format!("data-hidden=\"a &lt;draft&gt;\" {at} data-mail=\"text\" defer"));
    // What a browser has kept is not taken for the page with its marks.
    assert_ne!(preview.get("/letters/upr-49/").field("etag").map(str::to_owned), before);
    assert_eq!(marks("/letters/"), format!("{at} defer"));
    assert_eq!(marks("/none"), format!("{at} defer"));
    files.insert("letters/upr-49/newsletter.html".to_owned(), b"<html><body>mail</body></html>"[..].into());
    preview.0.show_site(&files, &[]);
    for target in ["/letters/upr-49/", "/letters/upr-49/newsletter.html"] {
        let expected = format!("data-hidden=\"a &lt;draft&gt;\" {at} data-mail=\"html text\" defer");
        assert_eq!(marks(target), expected, "{target}");
    }
    assert_eq!(preview.get("/letters/upr-49/newsletter.txt").text(), "mail");
}

#[test]
fn head_is_the_head_of_get() {
    let preview = Preview::start();
    for target in ["/", "/letters", "/none", "/letters/upr-49/photo.jpg", "/_demarche/preview.js"] {
        let (get, head) = (preview.get(target), preview.ask("HEAD", target, ""));
        assert_eq!(get.head, head.head);
        assert!(head.body.is_empty(), "{target}");
    }
}

#[test]
fn unchanged_file_is_not_sent_again() {
    let preview = Preview::start();
    let first = preview.get("/letters/");
    let tag = first.field("etag").expect("a tag").to_owned();
    for tags in [tag.clone(), format!("\"x\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
        let reply = preview.ask("GET", "/letters/", &format!("If-None-Match: {tags}\r\n"));
        assert_eq!((reply.status, reply.body.len(), reply.field("etag")), (304, 0, Some(tag.as_str())), "{tags}");
    }
    let mut files = site();
    files.insert("letters/index.html".to_owned(), b"other"[..].into());
    preview.0.show_site(&files, &[]);
    let reply = preview.ask("GET", "/letters/", &format!("If-None-Match: {tag}\r\n"));
    assert!(reply.status == 200 && reply.text().starts_with("other"), "{}", reply.text());
}

#[test]
fn parts_of_a_file_are_sent() {
    let preview = Preview::start();
    let all = preview.get("/letters/upr-49/photo.jpg");
    let (total, tag) = (all.body.len(), all.field("etag").expect("a tag").to_owned());
    let check = |fields: &str, status, part: &[u8], place: Option<String>| {
        let reply = preview.ask("GET", "/letters/upr-49/photo.jpg", fields);
        assert_eq!((reply.status, reply.body.as_slice()), (status, part), "{fields}");
        assert_eq!(reply.field("content-range"), place.as_deref(), "{fields}");
    };
    check("Range: bytes=2-5\r\n", 206, &all.body[2..6], Some(format!("bytes 2-5/{total}")));
    check(
        "Range: bytes=-4\r\n",
        206,
        &all.body[total - 4..],
        Some(format!("bytes {}-{}/{total}", total - 4, total - 1)),
    );
    check("Range: bytes=4-\r\n", 206, &all.body[4..], Some(format!("bytes 4-{}/{total}", total - 1)));
    check("Range: bytes=999-\r\n", 416, b"", Some(format!("bytes */{total}")));
    check("Range: bytes=0-1,3-4\r\n", 200, &all.body, None);
    check(&format!("Range: bytes=0-1\r\nIf-Range: {tag}\r\n"), 206, &all.body[..2], Some(format!("bytes 0-1/{total}")));
    check("Range: bytes=0-1\r\nIf-Range: \"other\"\r\n", 200, &all.body, None);
}

#[test]
fn folder_without_slash_leads_to_its_page() {
    let preview = Preview::start();
    for (target, location) in
        [("/letters", "/letters/"), ("/letters/upr-49?x=//evil", "/letters/upr-49/"), ("/caf%c3%a9", "/caf%C3%A9/")]
    {
        let reply = preview.get(target);
        assert_eq!((reply.status, reply.field("location")), (307, Some(location)), "{target}");
    }
    assert_eq!(preview.get("/assets").status, 404);
}

#[test]
fn before_the_first_good_build_there_is_a_page_that_says_why() {
    let server = super::server("/");
    let span = demarche::diag::Span::new(&"content/<b>.md".into(), "<script>x</script>\n", 0..8);
    server.show_problems(&[demarche::Diagnostic::error("unknown-key", "a <b> that is wrong", span)]);
    let reply = super::send(
        server.port(),
        format!("GET /letters/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port()).as_bytes(),
    );
    reply.assert_guarded("the waiting page");
    assert_eq!(reply.status, 503);
    let text = reply.text();
    assert!(text.contains("a &lt;b&gt; that is wrong") && text.contains("&lt;script&gt;x"), "{text}");
    assert!(!text.contains("<b>") && !text.contains("<script>"), "{text}");
    assert!(reply.field("content-security-policy").is_some_and(|policy| policy.starts_with("default-src 'none';")));
    server.show_site(&site(), &[]);
    let request = format!("GET /letters/ HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port());
    assert!(super::send(server.port(), request.as_bytes()).text().contains(SECRET));
}

#[test]
fn problems_come_with_place_line_and_hint() {
    let preview = Preview::start();
    let text = "a line\n\twith a </script> wrod in it\n";
    let at = text.find("wrod").expect("the word");
    let span = demarche::diag::Span::new(&"content/a.md".into(), text, at..at + 4);
    let found = demarche::Diagnostic::error("spelling", "unknown word `wrod`", span).hint("did you mean `word`?");
    preview.0.show_problems(&[found]);
    let reply = preview.get("/_demarche/problems");
    assert_eq!(reply.field("content-type"), Some("application/json"));
    assert!(!reply.text().contains('<'), "{}", reply.text());
    let json: serde_yaml::Value = serde_yaml::from_slice(&reply.body).expect("JSON");
    assert_eq!((json["errors"].as_u64(), json["warnings"].as_u64()), (Some(1), Some(0)));
    let place = &json["shown"][0]["place"];
    assert_eq!((place["line"].as_u64(), place["column"].as_u64()), (Some(2), Some(19)));
    let excerpt: Vec<char> = place["excerpt"].as_str().expect("a line").chars().collect();
    let number = |key: &str| usize::try_from(place[key].as_u64().expect("a number")).expect("a small number");
    assert_eq!(excerpt[number("from")..][..number("width")].iter().collect::<String>(), "wrod");
    assert_eq!(place["open"].as_str(), Some("vscode://file/home/someone/site/content/a.md:2:19"));
    assert_eq!(json["shown"][0]["hints"][0].as_str(), Some("did you mean `word`?"));
    // The site is still there.
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn places_lead_to_the_editor_that_was_chosen() {
    let open = |editor: &str, file: &str| {
        let editor = Editor::parse(editor).expect("an editor");
        let start = Start { port: 0, root: Path::new("/home/some one/site"), editor, lan: None };
        let preview = Preview(Server::start(start).expect("a port is free"));
        let text = "one\ntwo\n";
        let also = vec![(Span::new(&"content/b.md".into(), text, 0..3), "there".to_owned())];
        let found = Diagnostic { also, ..Diagnostic::error("x", "wrong", Span::new(&file.into(), text, 5..7)) };
        preview.0.show_problems(&[found]);
        let json: serde_yaml::Value = serde_yaml::from_slice(&preview.get("/_demarche/problems").body).expect("JSON");
        assert!(json.get("root").is_none(), "the folder stands in the addresses alone");
        let shown = &json["shown"][0];
        [&shown["place"], &shown["also"][0]].map(|place| place["open"].as_str().map(str::to_owned))
    };
    let [place, also] = open("ed://open?f={file}&l={line}&c={column}", "content/a&l=9 \"é.md");
    assert_eq!(place.as_deref(), Some("ed://open?f=/home/some%20one/site/content/a%26l%3D9%20%22%C3%A9.md&l=2&c=2"));
    assert_eq!(also.as_deref(), Some("ed://open?f=/home/some%20one/site/content/b.md&l=1&c=1"));
    let [place, _] = open("zed", "content/a.md");
    assert_eq!(place.as_deref(), Some("zed://file/home/some%20one/site/content/a.md:2:2"));
    assert_eq!(open("none", "content/a.md"), [None, None]);
}
