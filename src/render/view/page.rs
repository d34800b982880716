//! Pages as layouts see them.

use minijinja::Value;

use super::Snapshot;
use super::addresses::sheet_url;
use super::direction::marked_key;
use super::entity::Entity;
use super::field::set_card;
use super::fields::{Builder, Fields};
use super::files::size_text;
use super::filled::fill_holes;
use super::handle::{bodies, states};
use super::marked::of_page;
use super::referred::Referred;
use super::schema::Kind;
use super::signatories::signatories;
use super::taxonomies::{taxonomies, terms_in};
use super::type_label::type_label;
use super::value::{from_yaml, map, text_or_none};
use crate::config::TOPICS;
use crate::mail::below_anchor;
use crate::model::{Item, PageId, SitePage, Visibility};
use crate::parse::ItemEntry;
use crate::render::failed_block::FailedBlock;
use crate::render::languages::{language_name, text_direction};
use crate::render::strings::Strings;

/// How many words are read in a minute.
const WORDS_A_MINUTE: usize = 230;

/// Makes the fields of a page that other pages show too.
pub(super) fn fields(snapshot: &Snapshot, id: PageId) -> Fields {
    let view = View::new(snapshot, id);
    let mut fields = Builder::new(Kind::Page);
    view.set_identity(&mut fields);
    view.set_dates(&mut fields);
    view.set_terms(&mut fields);
    view.set_photo(&mut fields);
    view.set_neighbours(&mut fields);
    set_card(snapshot, id, &mut fields);
    fields.finish()
}

/// Sets a field of a page that hardly anyone but the page itself shows, with those that are made along with it.
pub(super) fn set_transient(snapshot: &Snapshot, id: PageId, name: &str, fields: &mut Builder) {
    let view = View::new(snapshot, id);
    match name {
        "body" => view.set_body(fields),
        "toc" => view.set_toc(fields),
        "recommendations" | "addressed" => view.set_recommendations(fields),
        "attachments" => view.set_attachments(fields),
        "feed" => super::feed::set_told(snapshot, id, fields),
        "cite" => fields.set("cite", view.cite()),
        "corrections" => view.set_corrections(fields),
        "extra" => view.set_extra(fields),
        "mail" | "mail_photo" => super::mail::set_transient(snapshot, id, name, fields),
        "items" | "preheader" if view.page.kind.name() == "newsletter" => view.set_items(fields),
        "wordings" | "made_in" if view.page.kind.name() == "recommendation" => view.set_wordings(fields),
        "applies_no" | "applies_text" | "applies_unknown" | "applies_yes"
            if view.page.kind.name() == "recommendation" =>
        {
            view.set_applies(fields);
        }
        _ => view.set_letter(fields),
    }
}

/// A page with what is needed to show it.
pub(super) struct View<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) id: PageId,
    pub(super) page: &'a SitePage,
    pub(super) lang: usize,
    pub(super) words: &'a Strings,
}

impl<'a> View<'a> {
    /// Returns the view of a page.
    fn new(snapshot: &'a Snapshot, id: PageId) -> View<'a> {
        let page = snapshot.site.page(id);
        let lang = snapshot.language(&page.document.lang);
        View { snapshot, id, page, lang, words: snapshot.words(lang) }
    }

    /// Sets what the page is.
    fn set_identity(&self, fields: &mut Builder) {
        let document = &self.page.document;
        let front = &document.front;
        let kind = self.page.kind.name();
        fields.set("id", document.id.as_str());
        fields.set("type", kind);
        fields.set("type_label", type_label(self.snapshot, self.page));
        fields.set("section", self.page.kind.folder());
        fields.set("layout", text_or_none(self.page.kind.own_layout()));
        fields.set("lang", document.lang.as_str());
        fields.set("dir", text_direction(&document.lang));
        fields.set("title", self.page.title());
        fields.set("description", document.told());
        fields.set("summary", text_or_none(front.summary.as_deref()));
        fields.set("url", self.page.url.as_str());
        fields.set("canonical", self.snapshot.absolute(&self.page.url));
        fields.set("link", text_or_none(front.link.as_deref()));
        let host = front.link.as_deref().and_then(|link| link.split('/').nth(2));
        fields.set("link_host", text_or_none(host.map(|host| host.trim_start_matches("www."))));
        fields.set("anchor", text_or_none(self.page.anchor().as_deref()));
        fields.set("elsewhere", self.page.elsewhere().is_some());
        fields.set("draft", front.draft);
        fields.set("hero", document.body.has_hero());
        let held = (self.page.visibility != Visibility::Public).then(|| self.words.get("held"));
        fields.set("held", text_or_none(held));
        fields.set("source", front.source.as_deref().unwrap_or(self.organisation()));
        fields.set("reference", text_or_none(front.reference.as_deref()));
        fields.set("authors", self.authors().collect::<Value>());
        if kind == "newsletter" {
            fields.set("number", front.number.map_or_else(|| Value::from(()), Value::from));
        }
        fields.set("minutes", document.body.words.div_ceil(WORDS_A_MINUTE).max(1));
    }

    /// Returns the name of the organisation in the language of the page.
    fn organisation(&self) -> &str {
        self.snapshot.site.config().name_in(&self.page.document.lang)
    }

    /// Returns the authors; the organisation where none is named.
    fn authors(&self) -> impl Iterator<Item = &str> {
        let named = &self.page.document.front.authors;
        let organisation = named.is_empty().then_some(self.organisation());
        named.iter().map(String::as_str).chain(organisation)
    }

    /// Returns the line by which the page is cited.
    fn cite(&self) -> String {
        let authors: Vec<&str> = self.authors().collect();
        let date = self
            .page
            .date
            .map_or_else(|| self.words.get("undated").to_owned(), |date| day_text(self.words, date.date()));
        let url = self.snapshot.absolute(&self.page.url);
        let authors = authors.join(", ");
        let values = [("authors", authors.as_str()), ("title", self.page.title()), ("date", &date), ("url", &url)];
        self.words.fill("cite", &values)
    }

    /// Sets the dates.
    fn set_dates(&self, fields: &mut Builder) {
        let zone = &self.snapshot.site.config().time_zone;
        let front = &self.page.document.front;
        for (key, text_key, moment) in [("date", "date_text", front.date), ("updated", "updated_text", front.updated)] {
            if let Some(moment) = moment {
                fields.set(key, moment.iso(zone));
                fields.set(text_key, day_text(self.words, moment.date()));
            }
        }
    }

    /// Sets the free keys.
    fn set_extra(&self, fields: &mut Builder) {
        let none = || Value::from_pairs(std::iter::empty::<(String, Value)>());
        fields.set("extra", self.page.document.front.extra.as_ref().map_or_else(none, from_yaml));
    }

    /// Sets the corrections.
    fn set_corrections(&self, fields: &mut Builder) {
        let zone = &self.snapshot.site.config().time_zone;
        let corrections = self.page.document.front.corrections.iter().map(|correction| {
            map([
                ("date", Value::from(correction.date.iso(zone))),
                ("date_text", Value::from(day_text(self.words, correction.date.date()))),
                ("note", Value::from(correction.note.as_str())),
            ])
        });
        fields.set("corrections", corrections.collect::<Value>());
    }

    /// Sets the text.
    fn set_body(&self, fields: &mut Builder) {
        let body = &self.page.document.body;
        let text = fill_holes(self.snapshot, Referred::of(self.page), self.words, &body.html.get(), &body.holes);
        let anchor = self.page.anchor();
        let below = |text: String| anchor.map_or_else(|| text.clone(), |anchor| below_anchor(&text, &anchor));
        fields.set("body", text.map_or_else(FailedBlock::into_value, |text| text.map(below).into_value()));
    }

    /// Sets the headings.
    fn set_toc(&self, fields: &mut Builder) {
        let toc = self.page.document.body.headings.iter().map(|heading| {
            map([
                ("level", Value::from(heading.level)),
                ("id", Value::from(heading.id.as_str())),
                ("text", Value::from(heading.text.as_str())),
            ])
        });
        fields.set("toc", toc.collect::<Value>());
    }

    /// Sets the recommendations made in the text.
    fn set_recommendations(&self, fields: &mut Builder) {
        let recommendations = of_page(self.snapshot, self.id);
        let named = self.page.named_states.iter().zip(&self.page.named_bodies);
        let is_named = named.map(|(states, bodies)| !states.is_empty() || !bodies.is_empty());
        let addressed = recommendations.iter().zip(is_named).filter(|(_, is_named)| *is_named);
        fields.set("addressed", addressed.map(|(made, _)| made.clone()).collect::<Value>());
        fields.set("recommendations", Value::from(recommendations));
    }

    /// Sets states, session, topics and instruments.
    fn set_terms(&self, fields: &mut Builder) {
        let (snapshot, lang) = (self.snapshot, self.lang);
        fields.set("topics", Value::from(terms_in(snapshot, lang, &self.page.terms, TOPICS)));
        fields.set("taxonomies", taxonomies(snapshot, lang, &self.page.terms));
        fields.set("states", states(snapshot, lang, &self.page.states));
        fields.set("about", states(snapshot, lang, &self.page.about(snapshot.site.data())));
        fields.set("to_states", states(snapshot, lang, &self.page.to_states));
        fields.set("to_bodies", bodies(snapshot, lang, &self.page.to_bodies));
        let instruments = self.page.instruments.iter().map(|at| snapshot.handle(Entity::Instrument(lang, *at)));
        fields.set("instruments", instruments.collect::<Value>());
        if let Some(state) = self.page.state {
            fields.set("state", snapshot.handle(Entity::State(lang, state)));
        }
        if let Some(session) = self.page.session {
            fields.set("session", snapshot.handle(Entity::Session(lang, session)));
        }
        if let (Some(session), Some(state)) = (self.page.session, self.page.state)
            && snapshot.site.sheets(session).contains(&state)
        {
            fields.set("sheet_url", sheet_url(snapshot, lang, session, state));
        }
    }

    /// Sets what letters have.
    fn set_letter(&self, fields: &mut Builder) {
        let front = &self.page.document.front;
        fields.set("addressee", text_or_none(front.addressee.as_deref()));
        fields.set("place", text_or_none(front.place.as_deref()));
        fields.set("salutation", text_or_none(front.salutation.as_deref()));
        fields.set("closing", text_or_none(front.closing.as_deref()));
        fields.set("signatories", signatories(self.words, self.page));
    }

    /// Sets the photo.
    fn set_photo(&self, fields: &mut Builder) {
        let site = &self.snapshot.site;
        let front = &self.page.document.front;
        let file = self.page.photo.as_ref().and_then(|path| site.file(path));
        if let (Some(photo), Some(file)) = (&front.photo, file) {
            let [lang, dir] = marked_key(&self.page.document, "photo");
            let value = map([
                ("url", Value::from(self.snapshot.url(&file.route))),
                ("width", Value::from(file.width)),
                ("height", Value::from(file.height)),
                ("alt", Value::from(photo.alt.as_str())),
                ("credit", Value::from(photo.credit.as_str())),
                ("caption", text_or_none(photo.caption.as_deref())),
                ("licence", text_or_none(photo.licence.as_deref())),
                ("lang", lang),
                ("dir", dir),
            ]);
            fields.set("photo", value);
        }
    }

    /// Sets the attachments.
    fn set_attachments(&self, fields: &mut Builder) {
        let site = &self.snapshot.site;
        let front = &self.page.document.front;
        let attachments = front.attachments.iter().zip(&self.page.attachments).filter_map(|(attachment, path)| {
            let file = site.file(path.as_ref()?)?;
            let suffix = attachment.src.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_uppercase();
            let [title_lang, title_dir] = marked_key(&self.page.document, "attachments");
            Some(map([
                ("url", Value::from(self.snapshot.url(&file.route))),
                ("title", Value::from(attachment.title.as_str())),
                ("title_lang", title_lang),
                ("title_dir", title_dir),
                ("lang", text_or_none(attachment.lang.as_deref())),
                ("type", Value::from(suffix)),
                ("size_text", Value::from(size_text(file.length))),
            ]))
        });
        fields.set("attachments", attachments.collect::<Value>());
    }

    /// Sets related pages, neighbours and translations.
    fn set_neighbours(&self, fields: &mut Builder) {
        let (snapshot, page) = (self.snapshot, self.page);
        fields.set("related", snapshot.pages(&page.related));
        let handle = |id: Option<PageId>| id.map_or_else(|| Value::from(()), |id| snapshot.handle(Entity::Page(id)));
        fields.set("prev", handle(page.older));
        fields.set("next", handle(page.newer));
        let translations = page.translations.iter().map(|id| {
            let other = snapshot.site.page(*id);
            let lang = other.document.lang.as_str();
            map([
                ("lang", Value::from(lang)),
                ("name", Value::from(language_name(lang, &snapshot.site.config().languages))),
                ("url", Value::from(other.url.as_str())),
                ("title", Value::from(other.title())),
            ])
        });
        fields.set("translations", translations.collect::<Value>());
    }

    /// Sets what newsletter issues have.
    fn set_items(&self, fields: &mut Builder) {
        let front = &self.page.document.front;
        fields.set("preheader", text_or_none(front.preheader.as_deref()));
        let items = self.page.items.iter().filter_map(|item| match item {
            Item::Page(id) => {
                let page = self.snapshot.site.page(*id);
                let text = page.document.told();
                Some(map([
                    ("title", Value::from(page.title())),
                    ("text", Value::from(text)),
                    ("url", Value::from(page.url.as_str())),
                    ("page", self.snapshot.handle(Entity::Page(*id))),
                ]))
            }
            Item::Own(index) => match front.items.get(*index) {
                Some(ItemEntry::Own { title, text, link }) => Some(map([
                    ("title", Value::from(title.as_str())),
                    ("text", Value::from(text.as_str())),
                    ("url", text_or_none(link.as_deref())),
                    ("page", Value::from(())),
                ])),
                _ => None,
            },
        });
        fields.set("items", items.collect::<Value>());
    }
}

/// Returns the short titles of instruments, in a row.
pub(super) fn instrument_names<'a>((snapshot, lang): (&Snapshot, usize), ids: impl Iterator<Item = &'a str>) -> String {
    let (data, default) = (&snapshot.site.data(), &snapshot.site.config().language);
    let short = |at: usize| data.instruments[at].short.words(snapshot.lang(lang), default).0;
    let names = ids.filter_map(|id| data.instrument(id)).map(short);
    names.collect::<Vec<_>>().join(", ")
}

/// Returns a day in words.
pub(super) fn day_text(words: &Strings, day: jiff::civil::Date) -> String {
    words.date(day)
}
