//! Topics and instruments as layouts see them.

use jiff::civil::Date;
use minijinja::Value;

use super::Snapshot;
use super::addresses::{instrument_url, term_url};
use super::called::dates_text;
use super::collection::{of_collections, of_folder};
use super::direction::marked;
use super::fields::{Builder, Fields};
use super::handle::own_text;
use super::page::day_text;
use super::schema::Kind;
use super::state::{partial_date_text, status};
use super::value::text_or_none;
use crate::config::Translated;
use crate::data::{StateId, TreatyRecord};
use crate::model::PageId;
use crate::render::strings::Strings;

/// Makes the fields of a topic, or of a term of another taxonomy.
pub(super) fn term_fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let site = &snapshot.site;
    let term = &site.data().terms[at];
    let (tag, default) = (snapshot.lang(lang), &site.config().language);
    let (title, of_title) = term.title.words(tag, default);
    let [title_lang, title_dir] = marked(snapshot, lang, of_title);
    let own = site.config().taxonomy(term.taxonomy);
    let (singular, of_singular) =
        own.map_or_else(|| (snapshot.words(lang).get("topic"), tag), |own| own.singular.words(tag, default));
    let [singular_lang, singular_dir] = marked(snapshot, lang, of_singular);
    let (description, of_description) =
        term.description.as_ref().map_or(("", tag), |description| description.words(tag, default));
    let [description_lang, description_dir] = marked(snapshot, lang, of_description);
    let pages = site.of_term(at);
    let mut fields = Builder::new(Kind::Term);
    fields.set("text", own_text(snapshot, lang, term.text_type(), &term.id));
    fields.set("id", term.id.as_str());
    fields.set("title", title);
    fields.set("lang", title_lang);
    fields.set("dir", title_dir);
    fields.set("singular", singular);
    fields.set("singular_lang", singular_lang);
    fields.set("singular_dir", singular_dir);
    fields.set("description", description);
    fields.set("description_lang", description_lang);
    fields.set("description_dir", description_dir);
    fields.set("url", term_url(snapshot, lang, at));
    fields.set("has_page", site.term_stands(at, snapshot.lang(lang)));
    for key in ["letters", "briefs", "newsletters", "pages", "recommendations"] {
        fields.set(key, of_folder(snapshot, pages, key, lang));
    }
    fields.set("collections", of_collections(snapshot, pages, lang));
    fields.finish()
}

/// Makes the fields of an instrument.
pub(super) fn instrument_fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let site = &snapshot.site;
    let instrument = &site.data().instruments[at];
    let words = snapshot.words(lang);
    let mut fields = Builder::new(Kind::Instrument);
    fields.set("text", own_text(snapshot, lang, "instrument", &instrument.id));
    fields.set("id", instrument.id.as_str());
    let said = |of: Option<&Translated>| {
        let (text, of) = of?.words(snapshot.lang(lang), &site.config().language);
        let [lang, dir] = marked(snapshot, lang, of);
        Some([Value::from(text), lang, dir])
    };
    for (names, of, none) in [
        (["title", "lang", "dir"], Some(&instrument.title), Value::from("")),
        (["short", "short_lang", "short_dir"], Some(&instrument.short), Value::from("")),
        (["description", "description_lang", "description_dir"], instrument.description.as_ref(), Value::from("")),
        (["depositary", "depositary_lang", "depositary_dir"], instrument.depositary.as_ref(), Value::from(())),
    ] {
        let values = said(of).unwrap_or_else(|| [none, Value::from(()), Value::from(())]);
        names.into_iter().zip(values).for_each(|(name, value)| fields.set(name, value));
    }
    fields.set("reference_url", text_or_none(instrument.url.as_deref()));
    fields.set("url", instrument_url(snapshot, lang, at));
    fields.set("has_page", site.instrument_stands(at, snapshot.lang(lang)));
    fields.set("adopted_text", text_or_none(instrument.adopted.map(|date| partial_date_text(words, date)).as_deref()));
    let mut states: Vec<StateId> =
        site.data_on(at).records.keys().filter(|(of, _)| *of == at).map(|(_, state)| *state).collect();
    states.sort_by_key(|state| state.info().sort_key);
    fields.set("statuses", states.iter().map(|state| status(snapshot, lang, at, *state)).collect::<Value>());
    let records = site.data_on(at).records.iter().filter(|((of, _), _)| *of == at).map(|(_, record)| record);
    fields.set("as_of_text", text_or_none(as_of_text(words, records).as_deref()));
    let about = snapshot.site.recommendations(lang);
    let about: Vec<PageId> = about.iter().copied().filter(|id| site.listed(*id).instruments().contains(&at)).collect();
    fields.set("recommendations", snapshot.pages(&about));
    fields.finish()
}

/// Returns for when a list of records is true, in words: the day that all of them bear, or the first and the last of
/// their days. Where one bears no day nothing can be said of all.
fn as_of_text<'a>(words: &Strings, records: impl Iterator<Item = &'a TreatyRecord>) -> Option<String> {
    let mut days: Vec<Date> = records.map(|record| Some(record.as_of?.date())).collect::<Option<_>>()?;
    days.sort_unstable();
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => Some(day_text(words, *first)),
        (first, last) => Some(dates_text(words, Some(*first?), Some(*last?))),
    }
}
