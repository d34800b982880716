//! Fuzzing: for each kind of input that others may have written, a function that takes any bytes.
//!
//! `fuzz/` runs them under libFuzzer (`cfg(fuzzing)`), and the tests below over their corpora with seeded mutations; no
//! other build has this module. A target panics where a promise of its room does not hold, and else gives nothing.

#[cfg(test)]
mod mutations;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::cache;
use crate::config::{Config, RawHtml, SITE_FILE};
use crate::content::{Kinds, classify_page};
use crate::data::{DataSettings, read_data};
use crate::diag::{Diagnostic, Palette, render_json, render_text};
use crate::emit;
use crate::engine;
use crate::mail::{BodyCx, TextCx, change, mail_body, remake, text_of};
use crate::media::{Original, inspect, strip, told_of_foreign};
use crate::parse::{Document, Hole, ParseOptions, parse_source};
use crate::serve;
use crate::source::Sources;
use crate::yaml::Source;

/// A target: takes any bytes, and panics where a promise is broken.
pub type Target = fn(&[u8]);

/// Every target, by the name of its file in `fuzz/fuzz_targets/` and of its folder in `fuzz/corpus/`.
pub static TARGETS: [(&str, Target); 7] = [
    ("books", books),
    ("data", data),
    ("front_matter", front_matter),
    ("markdown", markdown),
    ("pictures", pictures),
    ("requests", requests),
    ("settings", settings),
];

/// The data files; the first byte of the input says which.
const DATA_FILES: [&str; 5] = ["sessions", "topics", "instruments", "treaty-actions", "focal-points"];
/// The folders of pages; the first byte of the input says which.
const FOLDERS: [&str; 5] = ["letters", "briefs", "newsletters", "recommendations", "pages"];
/// The settings of a small site.
const SETTINGS: &str =
    "name: Example\nbase_url: https://example.org/\ntime_zone: Europe/Zurich\nlanguages: [en, fr, ar]\n";
/// The most messages that are written out for one input.
const MESSAGES: usize = 20;
/// The most pixels of a picture that is decoded.
const PIXELS: u64 = 1 << 18;

/// Front matter: the bytes between the fences, in a page of one folder or another.
pub fn front_matter(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let path = format!("content/{}/x.md", FOLDERS[usize::from(*first) % FOLDERS.len()]);
    let file = [b"---\n", rest, b"\n---\nText.\n"].concat();
    if let Some((document, sources)) = parse(&path, &file, RawHtml::Escape, "en") {
        tell(&document.diagnostics);
        match classify_page(Arc::new(document), &Kinds::default(), &Config::default()) {
            Ok(page) => tell(&page.diagnostics),
            Err(found) => tell(&found),
        }
        prepare(&sources, bytes);
    }
}

/// The text of a page, with raw HTML shown and let through, as page and as mail; the first byte says the language.
pub fn markdown(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let lang = ["en", "fr", "ar", "de"][usize::from(*first) % 4];
    let file = [b"---\ntitle: T\n---\n", rest].concat();
    for raw_html in [RawHtml::Escape, RawHtml::Sanitise] {
        let Some((document, _)) = parse("content/pages/x.md", &file, raw_html, lang) else { return };
        tell(&document.diagnostics);
        let body = &document.body;
        mail(&filled(&body.html.get(), &body.holes), lang == "ar");
        for made in &body.recommendations {
            for (html, holes) in
                [(&made.html, &made.holes)].into_iter().chain(made.lead.iter().map(|lead| (&lead.html, &lead.holes)))
            {
                _ = filled(html, holes);
            }
        }
    }
}

/// The settings, alone and as those of a site.
pub fn settings(bytes: &[u8]) {
    let (sources, found) = Sources::from_memory(BTreeMap::from([(SITE_FILE.to_owned(), bytes.to_vec())]));
    tell(&found);
    if let Some(text) = sources.text(SITE_FILE) {
        let mut found = Vec::new();
        let source = Source { file: SITE_FILE.into(), range: 0..text.len(), text };
        Config::read(&source, &mut found);
        tell(&found);
        prepare(&sources, bytes);
    }
}

/// A data file, alone and as that of a site.
pub fn data(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let path = format!("content/data/{}.yaml", DATA_FILES[usize::from(*first) % DATA_FILES.len()]);
    let files = BTreeMap::from([(SITE_FILE.to_owned(), SETTINGS.into()), (path, rest.to_vec())]);
    let (sources, mut found) = Sources::from_memory(files);
    read_data(&sources, DataSettings::default(), &mut found);
    tell(&found);
    prepare(&sources, bytes);
}

/// The head of a request of the preview, at the doors of this machine and of others.
pub fn requests(bytes: &[u8]) {
    serve::hostile::answer(bytes);
}

/// What the program keeps of its last run: the book and the memory of the cache, the manifest and the journal.
pub fn books(bytes: &[u8]) {
    cache::read_any(bytes);
    engine::read_any(bytes);
    emit::read_any(bytes);
}

/// A picture: without its metadata it is the same picture, and has none; small ones are made anew for mails.
pub fn pictures(bytes: &[u8]) {
    _ = told_of_foreign(bytes);
    let inspected = inspect(bytes);
    if let Ok(stripped) = strip(bytes) {
        assert!(stripped.len() <= bytes.len() + 64, "a picture grew");
        assert_eq!(strip(&stripped), Ok(Cow::Borrowed(&*stripped)), "something was left to take out");
        assert_eq!(inspect(&stripped).ok(), inspected.clone().ok(), "another picture");
    }
    let Ok(picture) = inspected else { return };
    let original = Original::look(bytes, picture.kind);
    let wanted = change(original, picture.width, picture.height);
    if let (crate::mail::Change::Made(width, height), true) =
        (wanted, u64::from(picture.width) * u64::from(picture.height) <= PIXELS)
    {
        _ = remake(bytes, original, (width, height));
    }
}

/// Parses a page; nothing where the file is none that is taken.
fn parse(path: &str, file: &[u8], raw_html: RawHtml, lang: &str) -> Option<(Document, Sources)> {
    let files = BTreeMap::from([(SITE_FILE.to_owned(), SETTINGS.into()), (path.to_owned(), file.to_vec())]);
    let (sources, found) = Sources::from_memory(files);
    tell(&found);
    let languages = ["en", "fr", "ar"].map(str::to_owned).to_vec();
    let time_zone = jiff::tz::TimeZone::UTC;
    let options = ParseOptions {
        raw_html,
        language: lang.to_owned(),
        languages,
        time_zone,
        fields: BTreeMap::new(),
        blocks: Arc::default(),
        taxonomies: vec!["topics"],
    };
    let document = parse_source(sources.get(path).filter(|file| file.text.is_some())?, &options);
    Some((document, sources))
}

/// Joins a site as far as the plan of its files, for one input of four: it takes nearly all of the time.
fn prepare(sources: &Sources, input: &[u8]) {
    if !input.len().is_multiple_of(4) {
        return;
    }
    let options = engine::BuildOptions { at: Timestamp::UNIX_EPOCH, drafts: false, base_url: None };
    _ = engine::standing(sources, &[], &options, "/nowhere/");
}

/// Writes messages out, which looks at every place that they name.
fn tell(found: &[Diagnostic]) {
    for diagnostic in found.iter().take(MESSAGES) {
        let json = render_json(diagnostic);
        assert!(json.starts_with('{') && json.ends_with('}') && !json.contains('\n'), "{json}");
        assert!(!render_text(diagnostic, Palette::Plain).is_empty());
    }
}

/// Returns HTML with something in each of its holes.
fn filled(html: &str, holes: &[(u32, Hole)]) -> String {
    let mut out = String::with_capacity(html.len() + holes.len() * 32);
    let mut from = 0;
    for (at, hole) in holes {
        out.push_str(&html[from..*at as usize]);
        from = *at as usize;
        out.push_str(match hole {
            Hole::Link(_) => " href=\"/x/#y\"",
            Hole::Image(_) => "<img src=\"/a.jpg\" alt=\"A\" width=\"8\" height=\"8\">",
            Hole::Figure(_) => "<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>C</figcaption></figure>",
            Hole::Block(_) => "<div class=\"table-scroll\"><table><caption>",
            Hole::BlockEnd(_) => "</caption><tbody><tr><td>1</td></tr></tbody></table></div>",
            Hole::File(_) => " <span class=\"muted\">PDF, 1 kB</span>",
            Hole::Label(_) => "Label",
        });
    }
    out.push_str(&html[from..]);
    out
}

/// Makes the mail of a body, as HTML and as text.
fn mail(html: &str, rtl: bool) {
    let cx = BodyCx {
        page: "https://example.org/x/",
        slug: "x",
        absolute: &|path| format!("https://example.org{path}"),
        image: &|_| None,
    };
    let body = mail_body(html, &cx);
    for part in [&body.text, &body.notes] {
        _ = text_of(part, TextCx { rtl, image: "Image", deleted: "deleted" });
    }
}
