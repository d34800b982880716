//! The fields that a collection declares, as layouts see them: values by name, and facts for readers.

use minijinja::Value;

use super::Snapshot;
use super::addresses::{instrument_url, session_url, state_url, term_url};
use super::called::session_title;
use super::collection::{collection, of_folder};
use super::direction::marked;
use super::entity::Entity;
use super::fields::Builder;
use super::files::{file_value, picture_value};
use super::value::{Record, map, number_value, text_or_none};
use crate::config::Translated;
use crate::model::{PageId, Referred, SitePage, Visibility};
use crate::moment::Moment;
use crate::parse::{Field, FieldType, FieldValue};
use crate::render::strings::Strings;

/// What is set here of a page.
pub(super) const FIELDS: [&str; 3] = ["facts", "fields", "referred_by"];

/// Sets the fields of a page, what readers see of them, and the pages whose fields refer to it.
pub(super) fn set_fields(snapshot: &Snapshot, id: PageId, fields: &mut Builder) {
    let page = snapshot.site.page(id);
    let lang = snapshot.language(&page.document.lang);
    let (mut values, mut facts) = (Vec::new(), Vec::new());
    for field in page.kind.fields() {
        let Some(of) = &field.of else { continue };
        let found = said(snapshot, (id, page), field.name).map(|(from, value)| {
            let shown = Shown { snapshot, page: from, lang, words: snapshot.words(lang) };
            (shown, value)
        });
        let value = found.as_ref().map(|(shown, value)| shown.value(field.name, value));
        values.push((field.name, value.unwrap_or_else(|| Value::from(()))));
        facts.extend(found.and_then(|(shown, value)| shown.labelled(field, of, value)));
    }
    fields.set("fields", Value::from_object(Record(values.into())));
    fields.set("facts", Value::from(facts));
    fields.set("referred_by", referred_by(snapshot, id, lang));
}

/// Sets what cards show of the fields of a page.
pub(super) fn set_card(snapshot: &Snapshot, id: PageId, fields: &mut Builder) {
    let page = snapshot.site.page(id);
    let lang = snapshot.language(&page.document.lang);
    let shown = |name: &String| {
        let field = page.kind.fields().iter().find(|field| field.name == name)?;
        let (from, value) = said(snapshot, (id, page), field.name)?;
        let shown = Shown { snapshot, page: from, lang, words: snapshot.words(lang) };
        shown.labelled(field, field.of.as_ref()?, value)
    };
    let names = page.kind.listing().map_or(&[][..], |listing| listing.card.as_slice());
    fields.set("card_facts", names.iter().filter_map(shown).collect::<Value>());
    fields.set("picture", picture(snapshot, (id, page), lang));
}

/// Returns what shows who or what a page is about: its photo, or else the first picture among its fields.
pub(super) fn picture(snapshot: &Snapshot, (id, page): (PageId, &SitePage), lang: usize) -> Value {
    let photo = page.document.front.photo.as_ref().zip(page.photo.as_ref().and_then(|path| snapshot.site.file(path)));
    if let Some((photo, file)) = photo {
        return picture_value(snapshot, file, &photo.alt, Some(&photo.credit));
    }
    let is_picture = |field: &&Field| matches!(field.of, Some(FieldType::Image(_)));
    let mut pictures = page.kind.fields().iter().filter(is_picture);
    let first = pictures.find_map(|field| {
        let (from, value) = said(snapshot, (id, page), field.name)?;
        let shown = Shown { snapshot, page: from, lang, words: snapshot.words(lang) };
        Some(shown.value(field.name, value)).filter(|value| !value.is_none())
    });
    first.unwrap_or_else(|| Value::from(()))
}

/// Returns the value of a field with the page that says it: a translation that does not say it has that of the page itself.
fn said<'a>(
    snapshot: &'a Snapshot,
    (id, page): (PageId, &'a SitePage),
    name: &str,
) -> Option<(&'a SitePage, &'a FieldValue)> {
    let of = |page: &'a SitePage| {
        page.document.front.fields.iter().find(|(known, _)| *known == name).map(|(_, value)| (page, value))
    };
    of(page).or_else(|| {
        let original = snapshot.site.original(id);
        if original == id { None } else { of(snapshot.site.page(original)) }
    })
}

/// Returns the pages whose fields refer to one, by section.
fn referred_by(snapshot: &Snapshot, id: PageId, lang: usize) -> Value {
    let pages = snapshot.site.referrers(id);
    let kinds = snapshot.site.kinds().archives();
    let of = |folder: &str| collection(snapshot, folder, of_folder(snapshot, pages, folder, lang), lang);
    kinds.filter_map(|kind| of(kind.folder())).collect()
}

/// The values of a page that are shown.
struct Shown<'a> {
    snapshot: &'a Snapshot,
    /// The page that says them.
    page: &'a SitePage,
    /// The language in which they are shown.
    lang: usize,
    words: &'a Strings,
}

impl Shown<'_> {
    /// Returns what the value at a path leads to.
    fn target(&self, path: &str) -> Option<&Referred> {
        self.page.fields.iter().find(|(known, _)| known == path).map(|(_, target)| target)
    }

    /// Returns a value for layouts.
    fn value(&self, path: &str, value: &FieldValue) -> Value {
        match value {
            FieldValue::Text(text) | FieldValue::Choice(text) | FieldValue::Url(text) | FieldValue::Email(text) => {
                Value::from(text.as_str())
            }
            FieldValue::Number(number) => number_value(*number),
            FieldValue::Boolean(value) => Value::from(*value),
            FieldValue::Date(moment) => Value::from(moment.iso(&self.snapshot.site.config().time_zone)),
            FieldValue::File(_) => self.file(path),
            FieldValue::Image { alt, credit, .. } => self.image(path, alt.as_deref(), credit.as_deref()),
            FieldValue::Reference(_) => {
                self.entity(path).map_or_else(|| Value::from(()), |of| self.snapshot.handle(of))
            }
            FieldValue::List(items) => {
                let of = |(at, item): (usize, &FieldValue)| self.value(&format!("{path}[{at}]"), item);
                let all = items.iter().enumerate().map(of);
                all.filter(|value| !value.is_none()).collect()
            }
            FieldValue::Record(entries) => {
                let of =
                    |(name, value): &(&'static str, FieldValue)| (*name, self.value(&format!("{path}.{name}"), value));
                Value::from_object(Record(entries.iter().map(of).collect()))
            }
        }
    }

    /// Returns the entity that a reference leads to.
    fn entity(&self, path: &str) -> Option<Entity> {
        match self.target(path)? {
            Referred::Page(id) => {
                Some(Entity::Page(self.snapshot.site.in_language(*id, self.snapshot.lang(self.lang))))
            }
            Referred::State(state) => Some(Entity::State(self.lang, *state)),
            Referred::Session(at) => Some(Entity::Session(self.lang, *at)),
            Referred::Term(at) => Some(Entity::Term(self.lang, *at)),
            Referred::Instrument(at) => Some(Entity::Instrument(self.lang, *at)),
            Referred::File(_) | Referred::Image(_) | Referred::Nothing => None,
        }
    }

    /// Returns a file with its size.
    fn file(&self, path: &str) -> Value {
        let Some(Referred::File(file_path)) = self.target(path) else { return Value::from(()) };
        file_value(self.snapshot, file_path)
    }

    /// Returns a picture with its size.
    fn image(&self, path: &str, alt: Option<&str>, credit: Option<&str>) -> Value {
        let Some(Referred::Image(file)) = self.target(path) else { return Value::from(()) };
        let Some(file) = self.snapshot.site.file(file) else { return Value::from(()) };
        picture_value(self.snapshot, file, alt.unwrap_or_else(|| self.page.title()), credit)
    }

    /// Returns what readers see of a field, if it has a label.
    fn labelled(&self, field: &Field, of: &FieldType, value: &FieldValue) -> Option<Value> {
        let (label, of_label) = self.words_of(field.label.as_ref()?);
        let [lang, dir] = marked(self.snapshot, self.lang, of_label);
        let told = self.facts((field.name, value), of);
        let entry = || {
            map([
                ("name", Value::from(field.name)),
                ("label", Value::from(label)),
                ("lang", lang.clone()),
                ("dir", dir.clone()),
                ("values", Value::from(told.clone())),
            ])
        };
        (!told.is_empty()).then(entry)
    }

    /// Returns what readers see of a value: one item, or several of a list.
    fn facts(&self, (path, value): (&str, &FieldValue), of: &FieldType) -> Vec<Value> {
        match value {
            FieldValue::List(items) => {
                let each = items.iter().enumerate();
                each.flat_map(|(at, item)| self.facts((&format!("{path}[{at}]"), item), of.item())).collect()
            }
            FieldValue::Record(entries) => {
                let FieldType::Record(fields) = of else { return Vec::new() };
                let texts = fields.iter().filter_map(|field| self.text_within(path, entries, field));
                let text = texts.collect::<Vec<_>>().join(", ");
                if text.is_empty() { Vec::new() } else { vec![fact(unmarked(&text), None, None, Value::from(()))] }
            }
            FieldValue::Image { alt, credit, .. } => {
                let image = self.image(path, alt.as_deref(), credit.as_deref());
                if image.is_none() { Vec::new() } else { vec![fact(unmarked(""), None, None, image)] }
            }
            FieldValue::File(_) => {
                let file = self.file(path);
                let of = |name: &str| file.get_attr(name).unwrap_or_default().as_str().unwrap_or("").to_owned();
                let text = format!("{} ({}, {})", of("name"), of("type"), of("size_text"));
                if file.is_none() {
                    Vec::new()
                } else {
                    vec![fact(unmarked(&text), Some(&of("url")), None, Value::from(()))]
                }
            }
            _ => self.line(path, value, of).into_iter().collect(),
        }
    }

    /// Returns the text of one of the values of a record.
    fn text_within(&self, path: &str, entries: &[(&'static str, FieldValue)], field: &Field) -> Option<String> {
        let (name, value) = entries.iter().find(|(name, _)| *name == field.name)?;
        let line = self.line(&format!("{path}.{name}"), value, field.of.as_ref()?)?;
        line.get_attr("text").ok()?.as_str().map(str::to_owned)
    }

    /// Returns what readers see of a single value.
    fn line(&self, path: &str, value: &FieldValue, of: &FieldType) -> Option<Value> {
        let plain = |text: &str| Some(fact(unmarked(text), None, None, Value::from(())));
        match value {
            FieldValue::Text(text) => plain(text),
            FieldValue::Number(number) => plain(&number_value(*number).to_string()),
            FieldValue::Boolean(value) => plain(self.words.get(if *value { "answers.yes" } else { "answers.no" })),
            FieldValue::Choice(id) => {
                let FieldType::Choice(options) = of else { return None };
                let (_, label) = options.iter().find(|(known, _)| known == id)?;
                let (text, of) = self.words_of(label);
                Some(fact((text, marked(self.snapshot, self.lang, of)), None, None, Value::from(())))
            }
            FieldValue::Url(url) => {
                let bare = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest).trim_end_matches('/');
                Some(fact(unmarked(bare), Some(url), None, Value::from(())))
            }
            FieldValue::Email(email) => {
                Some(fact(unmarked(email), Some(&format!("mailto:{email}")), None, Value::from(())))
            }
            FieldValue::Date(moment) => {
                let iso = moment.iso(&self.snapshot.site.config().time_zone);
                Some(fact(unmarked(&self.moment_text(moment)), None, Some(&iso), Value::from(())))
            }
            FieldValue::Reference(_) => {
                let (text, url, of) = self.named(self.entity(path)?);
                Some(fact((&text, marked(self.snapshot, self.lang, &of)), Some(&url), None, Value::from(())))
            }
            _ => None,
        }
    }

    /// Returns a day in words, with its time where it has one.
    fn moment_text(&self, moment: &Moment) -> String {
        let zone = &self.snapshot.site.config().time_zone;
        if !moment.has_time() {
            return self.words.date(moment.date());
        }
        let local = moment.instant(zone).to_zoned_datetime(zone.clone());
        let (day, time) = (self.words.date(local.date()), local.strftime("%H:%M").to_string());
        self.words.fill("date_time", &[("date", &day), ("time", &time)])
    }

    /// Returns words for readers of the language, and the language that they are in.
    fn words_of<'b>(&'b self, words: &'b Translated) -> (&'b str, &'b str) {
        words.words(self.snapshot.lang(self.lang), &self.snapshot.site.config().language)
    }

    /// Returns the name of what a reference leads to, its address, and the language of the name.
    fn named(&self, entity: Entity) -> (String, String, String) {
        let (snapshot, data) = (self.snapshot, self.snapshot.site.data());
        let own = || snapshot.lang(self.lang).to_owned();
        match entity {
            Entity::Page(id) => {
                let page = snapshot.site.page(id);
                let title = match page.visibility {
                    Visibility::Public => page.title().to_owned(),
                    _ => format!("[{}] {}", self.words.get("held"), page.title()),
                };
                (title, page.url.clone(), page.document.lang.clone())
            }
            Entity::State(_, state) => (state.info().name.to_owned(), state_url(snapshot, self.lang, state), own()),
            Entity::Session(_, at) => {
                let (title, of) = session_title(snapshot, self.lang, at);
                (title, session_url(snapshot, self.lang, at), of)
            }
            Entity::Term(_, at) => {
                let (title, of) = self.words_of(&data.terms[at].title);
                (title.to_owned(), term_url(snapshot, self.lang, at), of.to_owned())
            }
            Entity::Instrument(_, at) => {
                let (title, of) = self.words_of(&data.instruments[at].title);
                (title.to_owned(), instrument_url(snapshot, self.lang, at), of.to_owned())
            }
            _ => (String::new(), String::new(), own()),
        }
    }
}

/// Returns one thing that readers see of a field: words with their language and its direction, where that is not the one of
/// the page.
fn fact((text, [lang, dir]): (&str, [Value; 2]), url: Option<&str>, date: Option<&str>, image: Value) -> Value {
    map([
        ("text", Value::from(text)),
        ("lang", lang),
        ("dir", dir),
        ("url", text_or_none(url)),
        ("date", text_or_none(date)),
        ("image", image),
    ])
}

/// Returns words that are in the language of the page, or in none.
fn unmarked(text: &str) -> (&str, [Value; 2]) {
    (text, [(); 2].map(Value::from))
}
