//! Bodies as layouts see them.

use minijinja::Value;

use super::Snapshot;
use super::addresses::body_url;
use super::called::{body_called, body_name};
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
