//! Mails and their pictures: an edit renders those that show it, and a picture is made once.

use demarche::engine::Engine;
use demarche::route::OutPath;

use super::remembered::Shelf;
use super::site;
use crate::site_test::{SiteTest, made_by};

/// The letter that is edited; the first issue lists it and the second does not.
const LETTER: &str = "content/letters/upr-49.md";
/// Its first sentence, which lists and issues quote.
const QUOTED: &str = "We write ahead of the session";

/// Returns a site whose letter has a second paragraph and a photo that mails cannot show as it is.
fn mailed() -> SiteTest {
    let mut photo = Vec::new();
    let pixels = image::RgbImage::from_fn(1_600, 90, |x, y| image::Rgb([(x % 251) as u8, y as u8, 0]));
    image::codecs::jpeg::JpegEncoder::new(&mut photo).encode_image(&pixels).expect("a picture");
    site()
        .file("content/letters/field.jpg", photo)
        .replace(LETTER, "topics:", "photo: {src: field.jpg, alt: A field, credit: Somebody}\ntopics:")
        .replace(LETTER, "\n\n- Name an official.", "\n\nWhat nobody quotes.\n\n- Name an official.")
}

/// Returns what an edit renders, after making sure that all is as after a build from nothing.
fn rendered(engine: &mut Engine, edited: &SiteTest) -> Vec<String> {
    let update = edited.update(engine);
    assert!(update.is_good(), "{:?}", update.diagnostics);
    let clean = edited.build();
    assert_eq!(made_by(engine).len(), clean.files.len());
    assert!(made_by(engine).iter().all(|(route, bytes)| clean.files[route][..] == bytes[..]));
    update.rendered.iter().map(OutPath::to_string).collect()
}

#[test]
fn edit_of_a_body_renders_the_page_its_mails_and_the_issues_that_quote_it() {
    let mut engine = Engine::new();
    assert!(mailed().update(&mut engine).is_good());
    let own = ["index.html", "newsletter.eml", "newsletter.html", "newsletter.txt"]
        .map(|name| format!("letters/upr-49/{name}"));
    let edited = mailed().replace(LETTER, "What nobody quotes.", "What nobody quotes, said better.");
    let routes = rendered(&mut engine, &edited);
    assert_eq!(
        routes.iter().filter(|route| !route.contains("feed.")).collect::<Vec<_>>(),
        own.iter().collect::<Vec<_>>()
    );
    let edited = edited.replace(LETTER, QUOTED, "We write well ahead of the session");
    let routes = rendered(&mut engine, &edited);
    let mails: Vec<&String> = routes.iter().filter(|route| route.contains("/newsletter.")).collect();
    assert_eq!(
        mails,
        [
            "letters/upr-49/newsletter.eml",
            "letters/upr-49/newsletter.html",
            "letters/upr-49/newsletter.txt",
            "newsletters/1/newsletter.eml",
            "newsletters/1/newsletter.html",
            "newsletters/1/newsletter.txt",
        ]
    );
    assert!(
        routes.iter().all(|route| !route.starts_with("newsletters/2/") && !route.starts_with("assets/")),
        "{routes:?}"
    );
}

#[test]
fn picture_for_mail_is_made_once_in_the_preview() {
    let mut engine = Engine::new();
    let pictures =
        |routes: &[OutPath]| routes.iter().filter(|route| route.as_str().starts_with("assets/mail/")).count();
    assert_eq!(pictures(&mailed().update(&mut engine).rendered), 1);
    // A text, a title that lists show, a new page, other settings: the photo stands.
    for edited in [
        mailed().replace(LETTER, QUOTED, "We write again"),
        mailed().replace(LETTER, "title: ", "title: New "),
        mailed().file("content/pages/new.md", "---\ntitle: New\ndate: 2025-02-02\n---\nText.\n"),
        mailed().replace("content/site.yaml", "per_page: 2", "per_page: 3"),
        mailed().at("2025-06-02"),
    ] {
        let update = edited.update(&mut engine);
        assert!(update.is_good(), "{:?}", update.diagnostics);
        assert_eq!(pictures(&update.rendered), 0, "{:?}", update.rendered);
    }
    // Other bytes are another picture.
    let mut other = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1_700, 90).write_to(&mut other, image::ImageFormat::Jpeg).expect("a picture");
    let update = mailed().file("content/letters/field.jpg", other.into_inner()).update(&mut engine);
    assert_eq!(pictures(&update.rendered), 1, "{:?}", update.rendered);
}

#[test]
fn picture_for_mail_is_made_once_by_builds_one_after_the_other() {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.made_pictures(&mailed()), 1);
    assert_eq!(shelf.made_pictures(&mailed()), 0);
    assert_eq!(shelf.made_pictures(&mailed().replace(LETTER, QUOTED, "We write again")), 0);
    assert_eq!(shelf.made_pictures(&mailed().replace("content/site.yaml", "per_page: 2", "per_page: 3")), 0);
    // One that was lost is made again.
    shelf.lose("assets/mail/");
    assert_eq!(shelf.made_pictures(&mailed()), 1);
}

#[test]
fn mails_and_pictures_are_the_same_bytes_each_time() {
    let (one, two) = (mailed().build(), mailed().build());
    let count = |end: &str| one.files.keys().filter(|path| path.contains(end)).count();
    assert_eq!((count("newsletter.html"), count("newsletter.eml"), count("assets/mail/")), (9, 9, 1));
    assert!(one.files == two.files);
}
