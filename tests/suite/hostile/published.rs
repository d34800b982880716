//! Files that are published: what they carry stays behind, and what runs is refused, wherever they lie.
#![expect(clippy::disallowed_methods, reason = "tests work on folders of their own")]

use super::files::{CANARY, codes, folder, photo, site_in, write};
use super::{LETTER_FILE, LETTER_HEAD, only, refused, with_body, with_keys};
use crate::site_test::{Built, SiteTest};

/// Returns a PNG of two pixels with the canary behind the packed pixels, in the chunk that holds them.
fn png() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let picture = image::GrayImage::from_raw(2, 1, vec![10, 200]).expect("two pixels");
    picture.write_to(&mut file, image::ImageFormat::Png).expect("it is written");
    let file = file.into_inner();
    let at = file.windows(4).position(|name| name == b"IDAT").expect("it has pixels");
    let length = u32::from_be_bytes(file[at - 4..at].try_into().expect("four bytes")) as usize;
    let longer = u32::try_from(length + CANARY.len()).expect("a small file").to_be_bytes();
    // The sum behind the chunk is not that of the bytes any more, which no reader of metadata minds.
    let (pixels, end) = file[at..].split_at(4 + length);
    [&file[..at - 4], &longer, pixels, CANARY.as_bytes(), end].concat()
}

/// Returns a drawing with the canary where programs put words.
fn drawing() -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\" data-name=\"{CANARY}\"><!-- {CANARY} -->\
         <desc>{CANARY}</desc><metadata>{CANARY}</metadata></svg>"
    )
    .into_bytes()
}

/// Returns the samples, by their names.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    vec![("x.jpg", photo()), ("x.png", png()), ("x.svg", drawing())]
}

/// Returns the smallest site with a file in each place from which files are published: under a link, attached, beside a
/// page, named by `extra:`, shown, static, and as an asset.
fn everywhere(name: &str, bytes: &[u8]) -> Vec<(&'static str, SiteTest)> {
    let beside = format!("content/letters/{name}");
    vec![
        ("linked", with_body(&format!("[x]({name})\n")).file(&beside, bytes)),
        ("attached", with_keys(&format!("attachments: [{{src: {name}, title: Annex}}]")).file(&beside, bytes)),
        ("extra", with_keys(&format!("extra: {{file: {name}}}")).file(&beside, bytes)),
        ("shown", with_keys(&format!("photo: {{src: {name}, alt: A hall, credit: Nobody}}")).file(&beside, bytes)),
        (
            "beside",
            SiteTest::new()
                .file("content/letters/x/index.md", format!("{LETTER_HEAD}A body.\n"))
                .file(&format!("content/letters/x/{name}"), bytes),
        ),
        ("static", SiteTest::new().file(&format!("layouts/static/{name}"), bytes)),
        ("asset", SiteTest::new().file(&format!("layouts/assets/{name}"), bytes)),
    ]
}

/// Returns the published file that has an end of its own.
fn published<'a>(built: &'a Built, name: &str) -> &'a [u8] {
    let stem = name.split('.').next().expect("a name");
    let is_it =
        |path: &str| path.rsplit('/').next().is_some_and(|last| last.starts_with(stem) && !last.contains("html"));
    let (_, bytes) = built.files.iter().find(|(path, _)| is_it(path)).expect("it is published");
    bytes
}

#[test]
fn pictures_are_cleaned_wherever_they_lie() {
    for (name, bytes) in samples() {
        assert!(bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()), "{name}");
        for (place, site) in everywhere(name, &bytes) {
            let built = site.build();
            assert!(!demarche::diag::has_errors(&built.diagnostics), "{place} {name}: {}", built.report());
            assert!(published(&built, name).len() < bytes.len(), "{place} {name}");
            assert_eq!(built.holds(CANARY), None, "{place} {name}");
        }
    }
}

#[test]
fn metadata_stays_where_the_settings_say_so() {
    let bytes = photo();
    for (place, site) in everywhere("x.jpg", &bytes) {
        let built = site.replace("content/site.yaml", "name:", "keep_metadata: [\"*.jpg\"]\nname:").build();
        assert_eq!(published(&built, "x.jpg"), bytes, "{place}: {}", built.report());
    }
    let kept = SiteTest::new()
        .file("layouts/static/x.jpg", &bytes)
        .file("layouts/static/y.jpg", &bytes)
        .replace("content/site.yaml", "name:", "keep_metadata: [layouts/static/x.jpg]\nname:")
        .build();
    assert_eq!(kept.files["x.jpg"], bytes);
    assert!(kept.files["y.jpg"].len() < bytes.len());
}

#[test]
fn what_runs_is_refused_where_strangers_put_it_and_taken_where_it_is_named() {
    let page: &[u8] = b"<!doctype html><script>x()</script>";
    for name in ["x.html", "x.js", "x.pdf", "x.exe", "x.php.csv", "x.hta", "x.xsl"] {
        for (place, site) in everywhere(name, page) {
            if matches!(place, "static" | "asset" | "shown") {
                continue;
            }
            let built = site.build();
            refused(&built);
            let report = only(&built, "active-file");
            assert!(report.contains("`active_files: [letters/"), "{place} {name}: {report}");
            // What calls itself a PDF and is none may say anything as well.
            let named = format!("active_files: [\"{name}\"]\nkeep_metadata: [\"*.pdf\", \"*\"]\nname:");
            let built = site.replace("content/site.yaml", "name:", &named).build();
            assert!(!demarche::diag::has_errors(&built.diagnostics), "{place} {name}: {}", built.report());
        }
    }
    // Some servers run a picture of such a name.
    only(&with_body("[x](x.php.jpg)\n").file("content/letters/x.php.jpg", photo()).build(), "active-file");
    for name in ["x.html", "x.js", "x.xml"] {
        let built = SiteTest::new().file(&format!("layouts/static/{name}"), page).build();
        assert_eq!(built.files[name], page, "what the maker of a site puts there is part of its layouts");
    }
}

#[test]
fn drawings_that_run_are_refused_everywhere() {
    let drawing =
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><script>kanarienvogel</script></svg>";
    for (place, site) in everywhere("x.svg", drawing) {
        let built = site.build();
        only(&built, "bad-image");
        assert_eq!(built.holds(CANARY), None, "{place}");
        let kept = site.clone().replace("content/site.yaml", "name:", "keep_metadata: [x.svg]\nname:").build();
        assert_eq!(kept.holds(CANARY), None, "{place}: the rule for metadata lets no program through");
    }
    let named = SiteTest::new().file("layouts/static/x.svg", drawing);
    let named = named.replace("content/site.yaml", "name:", "active_files: [layouts/static/x.svg]\nname:").build();
    assert_eq!(named.files["x.svg"], drawing);
}

#[test]
fn picture_by_its_name_alone_is_refused_in_every_place() {
    for (place, site) in everywhere("x.png", b"words") {
        assert_eq!(site.build().codes(), ["bad-image"], "{place}");
    }
}

#[test]
fn file_that_is_too_large_is_there_all_the_same() {
    use std::fs::OpenOptions;
    for (name, text) in [
        ("x.png", "![A hall](x.png)\n".to_owned()),
        ("x.csv", "[data](x.csv)\n".to_owned()),
        ("x.png", "---\nphoto: {src: x.png, alt: A hall, credit: Nobody}".to_owned()),
        ("x.csv", "---\nattachments: [{src: x.csv, title: Data}]".to_owned()),
        ("x.csv", "---\nextra: {file: x.csv}".to_owned()),
    ] {
        let (folder, letter) = (folder(), LETTER_HEAD.to_owned());
        site_in(folder.path());
        let letter = match text.strip_prefix("---\n") {
            Some(key) => letter.replace("---\ntitle", &format!("---\n{key}\ntitle")) + "A body.\n",
            None => letter + &text,
        };
        write(folder.path(), LETTER_FILE, letter.as_bytes());
        let path = format!("content/letters/{name}");
        write(folder.path(), &path, b"");
        let file = OpenOptions::new().write(true).open(folder.path().join(&path)).expect("the file");
        file.set_len(100 << 20).expect("the file has a length");
        let (sources, found) = demarche::source::Sources::read(folder.path()).expect("it can be read");
        let options = demarche::BuildOptions {
            at: demarche::moment::Moment::parse("2025-06-01").expect("a day").instant(&jiff::tz::TimeZone::UTC),
            drafts: false,
            base_url: None,
        };
        let sink = demarche::engine::Discard;
        let outcome = demarche::engine::build(&sources, found, &options, &sink, &demarche::Progress::default());
        let codes: Vec<_> = outcome.expect("it is built").diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["file-too-large"], "{letter}");
    }
}

#[test]
fn folder_above_the_site_changes_nothing() {
    let outside = folder();
    for above in ["plain/site", "static/site", "layouts/static/site", "content/.well-known/site"] {
        let root = outside.path().join(above);
        site_in(&root);
        write(&root, "content/pages/.well-known/x.md", b"---\ntitle: X\n---\nX\n");
        write(&root, "layouts/static/.well-known/security.txt", b"Contact: mailto:a@example.org\n");
        write(&root, "layouts/.well-known/x.html", b"x");
        let (sources, found) = demarche::source::Sources::read(&root).expect("it can be read");
        assert!(found.is_empty(), "{above}: {found:?}");
        let paths: Vec<&str> =
            sources.iter().map(|file| &*file.path).filter(|path| path.contains("well-known")).collect();
        assert_eq!(paths, ["layouts/static/.well-known/security.txt"], "{above}");
    }
}

#[test]
fn hidden_static_files_are_published_or_named() {
    let folder = folder();
    site_in(folder.path());
    for name in
        [".htaccess", ".nojekyll", ".well-known/x.txt", ".env", "a/.domains", ".secret/x", ".DS_Store", "._x", "x~"]
    {
        write(folder.path(), &format!("layouts/static/{name}"), b"x");
    }
    let (sources, found) = demarche::source::Sources::read(folder.path()).expect("it can be read");
    let mut named: Vec<String> =
        found.iter().map(|found| format!("{} {}", found.code, found.span.as_ref().expect("a place").file)).collect();
    named.sort();
    assert_eq!(
        named,
        [
            "hidden-file layouts/static/.env",
            "hidden-file layouts/static/.secret",
            "hidden-file layouts/static/a/.domains"
        ]
    );
    let paths: Vec<&str> = sources.under("layouts/").map(|file| &*file.path).collect();
    assert_eq!(paths, ["layouts/static/.htaccess", "layouts/static/.nojekyll", "layouts/static/.well-known/x.txt"]);
    assert!(codes(folder.path()).iter().all(|code| *code == "hidden-file"));
}

#[test]
fn icon_that_calls_itself_a_picture_is_shown_by_browsers() {
    let icon = b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x20\0\x04\0\0\0\x16\0\0\0\x28\0\0\0";
    let built = SiteTest::new().file("layouts/static/icon.png", [&icon[..], CANARY.as_bytes()].concat()).build();
    assert_eq!(built.files["icon.png"], icon, "{}", built.report());
}
