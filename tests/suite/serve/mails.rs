//! The list of mails that staff sees in the preview, and nobody else anywhere.

use std::sync::Arc;

use demarche::Diagnostic;
use demarche::diag::Span;
use demarche::serve::{Describe, Files, Mail, MailLimits, Mails, Marks};

use super::session::Session;
use super::{Preview, SECRET, site};
use crate::site_test::LETTER;

/// The address of the list.
const LIST: &str = "/_demarche/newsletter/";
/// What mails keep to in these tests.
const LIMITS: MailLimits = MailLimits { heavy: 80, too_heavy: 100, subject: 78, preheader: (40, 130) };

/// Returns what is said of a mail.
fn mail(name: &str, date: &str) -> Mail {
    Mail {
        path: format!("content/letters/{name}.md"),
        kind: "letter",
        lang: "en".to_owned(),
        title: format!("The <b> of {name} \"&\""),
        date: date.to_owned(),
        subject: "é".repeat(79),
        preheader: "Forty characters and more, to be read beside the subject.".to_owned(),
    }
}

/// Returns mails by the names and dates of their pages, and the files of the site with them, of this many bytes.
fn mails(of: &[(&str, &str, usize)]) -> (Mails, Files) {
    let mut files = site();
    let mut mails = Mails::new();
    for (name, date, bytes) in of {
        files.insert(format!("letters/{name}/newsletter.html"), vec![b'x'; *bytes].into());
        let (name, date) = ((*name).to_owned(), (*date).to_owned());
        let describe: Describe = Arc::new({
            let name = name.clone();
            move || mail(&name, &date)
        });
        mails.insert(format!("letters/{name}/index.html"), describe);
    }
    (mails, files)
}

/// Returns a preview of these mails, and of one that has no file.
fn preview(of: &[(&str, &str, usize)], diagnostics: &[Diagnostic]) -> Preview {
    let preview = Preview::start();
    let (mut mails, files) = mails(of);
    mails.insert("letters/none/index.html".to_owned(), Arc::new(|| mail("none", "2025-01-01")));
    preview.0.set_mails(mails, LIMITS);
    preview.0.show_site(&files, diagnostics);
    preview
}

/// Returns the row of a mail.
#[track_caller]
fn row<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rows = text.split("<tr>").skip(2);
    rows.find(|row| row.contains(&format!("href=\"/letters/{name}/\""))).unwrap_or_else(|| panic!("{name} in {text}"))
}

#[test]
fn list_says_of_each_mail_what_it_is_called_weighs_and_lacks() {
    let about = |name: &str, message: &str| {
        Diagnostic::warning("x", message, Span::new(&format!("content/{name}").into(), "a\nb\n", 2..3))
    };
    let found =
        [about("letters/a.md", "a <script> of a"), about("site.yaml", "no address"), about("pages/p.md", "other")];
    let preview = preview(&[("a", "2025-03-14", 10), ("b", "2025-03-15", 90), ("c", "2025-03-16", 101)], &found);
    preview
        .0
        .set_marks(Marks { hidden: [("letters/a/index.html".to_owned(), "a <draft>".to_owned())].into(), at: None });
    let reply = preview.get(LIST);
    assert_eq!((reply.status, reply.field("content-type")), (200, Some("text/html; charset=utf-8")));
    let policy = reply.field("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{policy}");
    let text = reply.text();
    assert!(
        text.starts_with("<!doctype html>\n<html lang=\"en\">") && text.contains("<title>Newsletter versions"),
        "{text}"
    );
    assert!(text.contains("<p>3 mails, 3 with remarks."), "{text}");
    assert!(text.contains("<strong>warning</strong>: no address (content/site.yaml:2)"), "{text}");
    assert_eq!(text.matches("<th scope=\"col\">").count(), 6);
    assert_eq!(text.matches("<th scope=\"row\">").count(), 3);
    // Nothing that anybody wrote is taken for markup.
    assert!(!text.contains("<b>") && !text.contains("<script>") && !text.contains("<draft>"), "{text}");
    assert!(!text.contains("other") && !text.contains("none/"), "{text}");
    let a = row(&text, "a");
    for part in [
        "<span lang=\"en\" dir=\"auto\">The &lt;b&gt; of a &quot;&amp;&quot;</span></a><p>letter · 2025-03-14 · en</p>",
        "The public does not see it: it is a &lt;draft&gt;.",
        "<strong>79 characters</strong>, not 1 to 78",
        "<p>57 characters</p>",
        "<td class=\"number\">10</td>",
        "href=\"/letters/a/newsletter.html\"",
        "href=\"/letters/a/newsletter.txt\"",
        "href=\"/letters/a/newsletter.eml\"",
        "<strong>warning</strong>: a &lt;script&gt; of a (content/letters/a.md:2)",
    ] {
        assert!(a.contains(part), "{part} is not in {a}");
    }
    assert!(row(&text, "b").contains("90<p class=\"warning\"><strong>heavy</strong>: more than 80; at most 100</p>"));
    assert!(row(&text, "c").contains("101<p class=\"error\"><strong>cut off</strong>: more than 100</p>"));
}

#[test]
fn what_is_to_be_looked_at_comes_first_then_the_newest() {
    let preview = preview(&[("a", "2025-03-14", 90), ("b", "2025-03-15", 10), ("c", "2025-03-16", 10)], &[]);
    let order = |text: &str| ["a", "b", "c"].map(|name| text.find(&format!("/letters/{name}/\"")).expect("a row"));
    let [a, b, c] = order(&preview.get(LIST).text());
    assert!(a < c && c < b);
    // An edit tells one mail again and leaves the others.
    let (edited, _) = mails(&[("b", "2025-03-17", 10)]);
    preview.0.set_edited_mails(edited);
    let [a, b, c] = order(&preview.get(LIST).text());
    assert!(a < b && b < c);
}

#[test]
fn long_list_has_pages() {
    let names: Vec<String> = (0..450).map(|number| format!("n{number:03}")).collect();
    let of: Vec<(&str, &str, usize)> = names.iter().map(|name| (name.as_str(), "2025-03-14", 10)).collect();
    let preview = preview(&of, &[]);
    let pages: Vec<String> = (1..=3).map(|page| preview.get(&format!("{LIST}{page}/")).text()).collect();
    assert_eq!(pages.iter().map(|text| text.matches("<th scope=\"row\">").count()).collect::<Vec<_>>(), [200, 200, 50]);
    assert!(pages[1].contains("<a href=\"/_demarche/newsletter/2/\" aria-current=\"page\">2</a>"), "{}", pages[1]);
    assert_eq!(preview.get(LIST).body, pages[0].as_bytes());
    for target in ["0/", "4/", "x/", "1", "-1/", "99999999999999999999999/"] {
        let reply = preview.get(&format!("{LIST}{target}"));
        assert_eq!(reply.status, 404, "{target}");
        reply.assert_guarded(target);
    }
}

#[test]
fn list_stands_among_the_pages_unless_the_site_has_one_there() {
    let preview = preview(&[("a", "2025-03-14", 10)], &[]);
    assert_eq!(preview.get("/newsletter/").body, preview.get(LIST).body);
    let reply = preview.get("/newsletter");
    assert_eq!((reply.status, reply.field("location")), (307, Some("/newsletter/")));
    let (_, mut files) = mails(&[("a", "2025-03-14", 10)]);
    files.insert("newsletter/index.html".to_owned(), SECRET.as_bytes().into());
    preview.0.show_site(&files, &[]);
    assert!(preview.get("/newsletter/").text().starts_with(SECRET));
    assert!(preview.get(LIST).text().contains("/letters/a/newsletter.html"));
    preview.0.set_mails(Mails::new(), LIMITS);
    let empty = preview.get(LIST).text();
    assert!(empty.contains("0 mails") && !empty.contains("<table"), "{empty}");
}

#[test]
fn list_is_for_this_machine_under_its_own_names_only() {
    let preview = preview(&[("a", "2025-03-14", 10)], &[]);
    let own = preview.port();
    for target in [LIST, "/newsletter/", "/_demarche/newsletter/1/"] {
        for method in ["GET", "HEAD"] {
            let reply = preview.ask(method, target, "");
            assert_eq!(reply.status, 200, "{method} {target}");
            reply.assert_guarded(target);
        }
        let foreign = [
            format!("GET {target} HTTP/1.1\r\nHost: example.net:{own}\r\n\r\n"),
            format!("GET {target} HTTP/1.1\r\nHost: localhost:{own}\r\nOrigin: https://example.net\r\n\r\n"),
            format!(
                "GET {target} HTTP/1.1\r\nHost: localhost:{own}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n\r\n"
            ),
        ];
        for request in foreign {
            let reply = preview.send(request.as_bytes());
            assert_eq!(reply.status, 403, "{request}");
            reply.assert_guarded(&request);
            assert!(!reply.text().contains("letters") && reply.body.len() < 100, "{}", reply.text());
        }
    }
}

#[test]
fn list_of_a_running_preview_follows_the_edits() {
    let session = Session::start(&["--at", "2025-06-01"]);
    session.until_text(LIST, "<p>59 characters</p>");
    let text = session.get(LIST).text();
    assert!(
        text.contains("letter · 2025-03-14 · en") && text.contains("Recommendations for UPR 49</span></a>"),
        "{text}"
    );
    assert!(session.get("/letters/upr-49/").text().contains("data-mail=\"html text\""));
    let file = "content/letters/upr-49.md";
    // A text alone, and with it the preheader that is made of it.
    session.write(
        file,
        &LETTER.replace("We write ahead", "A sentence that stands beside the subject and says why we write ahead"),
    );
    session.until_text(LIST, ">A sentence that stands beside the subject");
    // A subject, which changes no place of the page, and then another page.
    session.write(file, &LETTER.replace("session:", "newsletter: {subject: Another subject}\nsession:"));
    session.until_text(LIST, ">Another subject</span><p>15 characters</p>");
    session.write(
        "content/letters/second.md",
        &LETTER.replace("for UPR 49", "again").replace("2025-03-14", "2025-03-15\ndraft: true"),
    );
    session.until_text(LIST, "Recommendations again");
    session.until_text(LIST, "The public does not see it: it is a draft.");
    // What is wrong with a mail stands beside it.
    session.write(file, &format!("{LETTER}\n{}\n", "word ".repeat(15_500)));
    session.until_text(LIST, "the newsletter version has 84 kB");
    session.until_text(LIST, "<strong>heavy</strong>: more than 80,000; at most 100,000");
    let row = "href=\"/letters/upr-49/\"";
    session.until_page(LIST, |reply| reply.text().find(row) < reply.text().find("href=\"/letters/second/\""));
}
