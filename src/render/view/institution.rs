//! Bodies as layouts see them, and what they and their sessions are called.

use minijinja::Value;

use super::Snapshot;
use super::addresses::body_url;
use super::collection::{of_collections, of_folder};
use super::entity::Entity;
use super::fields::{Builder, Fields};
use super::handle::own_text;
use super::index::cycles;
use super::schema::Kind;
use super::value::text_or_none;

/// Makes the fields of a body.
pub(super) fn fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let site = &snapshot.site;
    let body = &site.data().bodies[at];
    let mut fields = Builder::new(Kind::Body);
    let (name, name_lang) = body_name(snapshot, lang, at);
    fields.set("text", own_text(snapshot, lang, "body", &body.id));
    fields.set("id", body.id.as_str());
    fields.set("lang", name_lang);
    fields.set("name", name);
    fields.set("short", body_called(snapshot, lang, at).0);
    fields.set("url", text_or_none(site.body_stands(at).then(|| body_url(snapshot, lang, at)).as_deref()));
    fields.set("reference_url", text_or_none(body.url.as_deref()));
    let of_it = || site.data().sessions.iter().enumerate().filter(|(_, session)| session.body == at);
    let latest_first = of_it().map(|(at, _)| at).rev();
    fields.set("sessions", latest_first.map(|at| snapshot.handle(Entity::Session(lang, at))).collect::<Value>());
    fields.set("cycles", cycles(snapshot, lang, at));
    let pages = site.of_body(at);
    for key in ["letters", "briefs", "newsletters", "pages"] {
        fields.set(key, of_folder(snapshot, pages, key, lang));
    }
    fields.set("collections", of_collections(snapshot, pages, lang));
    fields.finish()
}

/// Returns the name of a body for readers of a language, and the language that it is in.
pub(super) fn body_name(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    match &site.data().bodies[at].name {
        Some(name) => owned(name.words(tag, &site.config().language)),
        None => (snapshot.words(lang).get("review_name").to_owned(), tag.to_owned()),
    }
}

/// Returns what a body is mostly called, and the language that this is in.
fn body_called(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    match site.data().bodies[at].called() {
        Some(short) => owned(short.words(tag, &site.config().language)),
        None => (snapshot.words(lang).get("review_short").to_owned(), tag.to_owned()),
    }
}

/// Returns the title of a session for readers of a language, and the language that it is in: its own, or what its body is
/// called, with the number.
pub(super) fn session_title(snapshot: &Snapshot, lang: usize, at: usize) -> (String, String) {
    let (site, tag) = (&snapshot.site, snapshot.lang(lang));
    let session = &site.data().sessions[at];
    if let Some(title) = &session.title {
        return owned(title.words(tag, &site.config().language));
    }
    let (words, number) = (snapshot.words(lang), session.number.map_or_else(String::new, |number| number.to_string()));
    if site.data().bodies[session.body].called().is_none() {
        return (words.fill("session_title", &[("number", &number)]), tag.to_owned());
    }
    let (body, of) = body_called(snapshot, lang, session.body);
    (words.fill("session_of_body", &[("body", &body), ("number", &number)]), of)
}

/// Returns words and their language as values of their own.
fn owned((words, lang): (&str, &str)) -> (String, String) {
    (words.to_owned(), lang.to_owned())
}
