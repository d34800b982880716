//! The first build, while it goes on: the page that somebody asks for is shown before the others are made.

use demarche::Diagnostic;
use demarche::diag::Span;
use demarche::serve::{Changes, Files, Marks};

use super::{Preview, SECRET, server, site};

/// The page that is asked for.
const PAGE: &str = "letters/upr-49/index.html";

/// Returns some of the files of the site.
fn some(routes: &[&str]) -> Changes {
    let files: Files = site();
    routes.iter().map(|route| ((*route).to_owned(), Some(files[*route].clone()))).collect()
}

/// Returns a server with a page of a build that goes on.
fn begun() -> Preview {
    let preview = Preview(server("/home/someone/site"));
    let stage = preview.0.stage();
    let reply = preview.get("/letters/upr-49/");
    reply.assert_guarded("the waiting page");
    assert!(reply.status == 503 && reply.text().contains("The site is being built"), "{}", reply.text());
    preview.get("/letters/upr-49/photo.jpg");
    assert_eq!(stage.viewed(), [PAGE]);
    stage.show(some(&[PAGE, "assets/style.0123456789abcdef.css"]));
    preview
}

#[test]
fn page_that_is_asked_for_is_there_before_all_others() {
    let preview = begun();
    assert!(preview.get("/letters/upr-49/").text().contains(SECRET));
    assert_eq!(preview.get("/assets/style.0123456789abcdef.css").status, 200);
    // What is yet to come is not said to be missing.
    for target in ["/", "/letters/", "/letters", "/none", "/letters/upr-49/photo.jpg", "/newsletter/", "/newsletter"] {
        let reply = preview.get(target);
        reply.assert_guarded(target);
        assert!(reply.status == 503 && reply.text().contains("The site is being built"), "{target} {}", reply.status);
    }
    assert_eq!(preview.get("/_demarche/newsletter/").status, 503);
    assert_eq!(preview.0.stage().viewed(), [PAGE, "index.html", "letters/index.html", "newsletter/index.html"]);
    preview.0.set_marks(Marks::default());
    assert_eq!(preview.0.show_site(&site(), &[]).changed, site().len(), "all files are new");
    for (target, status) in [("/", 200), ("/none", 404), ("/letters/upr-49/photo.jpg", 200), ("/newsletter/", 200)] {
        assert_eq!(preview.get(target).status, status, "{target}");
    }
}

#[test]
fn first_build_that_comes_to_nothing_is_taken_back() {
    let preview = begun();
    let span = Span::new(&"content/a.md".into(), "wrong\n", 0..5);
    preview.0.show_problems(&[Diagnostic::error("x", "what is wrong", span)]);
    assert!(!preview.0.has_site());
    for target in ["/letters/upr-49/", "/"] {
        let reply = preview.get(target);
        assert!(reply.status == 503 && reply.text().contains("what is wrong"), "{target}: {}", reply.text());
    }
    preview.0.show_site(&site(), &[]);
    // One that comes to nothing later leaves the last good site.
    preview.0.stage().show(some(&[PAGE]));
    preview.0.show_problems(&[]);
    assert_eq!(preview.get("/").status, 200);
}
