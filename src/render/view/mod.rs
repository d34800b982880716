//! The one door from a layout to the site.
//!
//! Everything a layout can name is an entity: a page, a state, a session, the site itself, the frame of one target. An
//! entity has a fixed list of fields; their values are made when first asked for, from the site alone, and shared by
//! all renders. A layout holds only handles: numbers, which stay the same from one snapshot to the next (`ids.rs`). Each field read is
//! noted as a question, and [`Snapshot::fingerprint`] gives the fingerprint of its answer. What an answer was made of
//! is noted by part of the site ([`Read`]): while these stand, so does the answer, and the next snapshot takes it over.

mod addresses;
mod asked;
mod body;
mod branches;
mod calendar;
mod called;
mod chart;
mod collection;
mod days;
mod direction;
mod entered;
mod entity;
mod feed;
mod field;
mod fields;
mod files;
mod filled;
mod fingerprint;
mod groups;
mod handle;
mod ids;
mod index;
mod institution;
mod json_ld;
mod kept;
mod mail;
mod marked;
mod marks;
mod menus;
mod meta;
mod misspelt;
mod nested;
mod observed;
mod observed_bodies;
mod observed_lists;
mod observed_sections;
mod order;
mod own_block;
mod page;
mod page_list;
mod page_standing;
mod panels;
mod partial;
mod parts;
mod piece;
mod read;
mod recording;
mod referred;
mod root;
mod running;
mod schema;
mod session;
mod signatories;
mod site;
mod slip;
mod state;
mod subject;
mod table;
mod table_block;
mod tables;
#[cfg(test)]
mod tables_tests;
mod taxonomies;
mod term;
mod transient;
mod type_label;
mod uses;
mod value;
mod with_partials;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use minijinja::Value;

use super::layouts::Layouts;
use super::strings::Strings;
use crate::model::PageId;
use crate::plan::{Plan, Target};
use crate::route::OutPath;
use crate::track::{self, Fingerprint, Question, combine, fingerprint};

use entity::{Entities, Entity};
use fields::{Builder, Fields};
use fingerprint::fingerprint_value;
use observed::Observed;
use partial::Partials;
use parts::Parts;
use piece::PieceId;
use read::Reads;

pub use calendar::{Calendar, Event};
pub(super) use entered::enter;
pub use feed::{Feed, FeedEntry};
pub(super) use handle::whole_value;
pub use ids::Ids;
pub use kept::Kept;
pub use mail::{MailHead, preheader_of, subject_of};
pub(super) use mail::{note_all, plain, underline, wrap};
pub(super) use misspelt::misspelt_error;
pub(super) use partial::{print_with_partials, render_partial};
pub use read::{ByRead, Read};
pub use recording::MadeOf;
pub(super) use root::Root;
pub(super) use running::{current, set_language};
pub use schema::{Audit, Chapter, Entry, audit, reference, reference_page};
pub(super) use schema::{FILTER_NAMES, FUNCTION_NAMES, TEST_NAMES};
pub(super) use slip::{Whole, watched};
pub use subject::field_name;
pub use transient::Answer;
pub(super) use transient::take_answers;
pub(super) use with_partials::text_of_value;

/// All that a render may see. Its fields are private: nothing reads around the tracker.
#[derive(Debug)]
pub struct Snapshot {
    site: Observed,
    plan: Arc<Plan>,
    layouts: Arc<Layouts>,
    strings: Vec<Arc<Strings>>,
    ids: Mutex<Ids>,
    entities: Entities,
    /// The handle and the values of each entity, by its number.
    handles: Vec<Value>,
    /// Of each entity what was made of it: apart, for many are never asked.
    values: Vec<OnceLock<Box<Fields>>>,
    /// The number of the whole.
    whole: u32,
    /// The numbers of the layouts that are there, and their names.
    template_ids: BTreeMap<String, u32>,
    template_names: BTreeMap<u32, String>,
    /// The fingerprint of all that each target is, in the order of the plan.
    target_names: Vec<Fingerprint>,
    partials: Partials,
    /// What answers are made of, in a snapshot that is observed.
    parts: Parts,
    /// The parts that are others than when this was last asked for, and all else is as it was then; none where nobody has
    /// asked yet.
    others: Option<Reads>,
    /// Whether those who use partials want to know what they ask.
    observed: bool,
    /// A number that no other snapshot has, nor this one before or after an edit.
    edition: u64,
}

/// The questions about the whole: fields of one subject.
const WHOLE_PLAN: u8 = 0;
const WHOLE_ASSETS: u8 = 1;
const WHOLE_LAYOUTS: u8 = 2;

impl Snapshot {
    /// Answers one question: a field of an entity. Notes the question; `None` for a field it does not have.
    fn read(&self, id: u32, name: &str) -> Option<Value> {
        let entity = self.entities.get(id);
        if let Entity::Strings(lang) = entity {
            track::note(Question::new(id, 0));
            return Some(self.strings[lang].value(name));
        }
        let (at, kept) = tables::find(entity.kind(), name)?;
        track::note(Question::new(id, at as u8));
        Some(match kept {
            Some(place) => self.fields(id).get(place).clone(),
            None => self.transient_field(id, at),
        })
    }

    /// Returns the values of an entity's fields, making them if nobody asked before.
    fn fields(&self, id: u32) -> &Fields {
        self.values[id as usize].get_or_init(|| {
            Box::new(match self.observed {
                true => {
                    let (fields, reads) = recording::recorded(|| self.make_fields(id));
                    fields.made_of(reads)
                }
                false => self.make_fields(id),
            })
        })
    }

    /// Makes the values of an entity's fields.
    fn make_fields(&self, id: u32) -> Fields {
        match self.entities.get(id) {
            Entity::Site(lang) => site::fields(self, lang),
            Entity::Home(lang) => index::home_fields(self, lang),
            Entity::Section(lang, section) => index::section_fields(self, lang, section),
            Entity::Page(page) => page::fields(self, page),
            Entity::State(lang, state) => state::fields(self, lang, state),
            Entity::Session(lang, at) => session::fields(self, lang, at),
            Entity::Sheet(lang, at, state) => session::sheet_fields(self, lang, at, state),
            Entity::Body(lang, at) => institution::fields(self, lang, at),
            Entity::Term(lang, at) => term::term_fields(self, lang, at),
            Entity::Instrument(lang, at) => term::instrument_fields(self, lang, at),
            Entity::Asked(..) | Entity::Meta(_) | Entity::Pager(_) | Entity::Strings(_) => Fields::empty(),
        }
    }

    /// Makes the value of a field that is not kept, with those that are made along with it.
    fn make_transient_fields(&self, id: u32, name: &'static str, fields: &mut Builder) {
        match self.entities.get(id) {
            Entity::Meta(target) => meta::set_fields(self, self.target(target), fields),
            Entity::Pager(target) => index::set_pager_fields(self, self.target(target), fields),
            Entity::Page(page) if field::FIELDS.contains(&name) => field::set_fields(self, page, fields),
            Entity::Page(page) if name == "nested" => nested::set_nested(self, page, fields),
            Entity::Page(page) => page::set_transient(self, page, name, fields),
            Entity::Asked(lang, row, is_below) => asked::set_transient(self, (lang, row, is_below), name, fields),
            Entity::Sheet(lang, at, state) => session::set_transient(self, (lang, at, state), name, fields),
            Entity::Session(lang, at) => session::set_grid(self, lang, at, fields),
            Entity::Body(lang, at) => asked::set_of_body(self, lang, at, fields),
            Entity::State(lang, state) => fields.set("asked", asked::by_session(self, lang, state)),
            _ => {}
        }
    }

    /// Returns a target by its place in the plan; noted as something that an answer is made of.
    fn target(&self, at: usize) -> &Target {
        let target = &self.plan.targets[at];
        self.is_planned(&target.route);
        target
    }

    /// Tells whether something is made at a route; noted as something that an answer is made of.
    fn is_planned(&self, route: &OutPath) -> bool {
        if recording::is_recording() {
            recording::note(Read::target(route));
        }
        self.plan.position(route).is_some()
    }

    /// Returns the fingerprint of the answer to a question; 0 where its subject is not there.
    pub fn fingerprint(&self, question: Question) -> Fingerprint {
        if let Some(piece) = PieceId::of_subject(question.subject()) {
            return self.partials.fingerprint(piece);
        }
        let (number, field) = (question.subject() as u32, usize::from(question.field()));
        match self.entities.find(number) {
            Some(Entity::Strings(lang)) => self.strings[lang].fingerprint(),
            Some(entity) if tables::is_transient(entity.kind(), field) => {
                fingerprint_value(self, &self.transient_field(number, field))
            }
            Some(entity) => self.fields(number).fingerprint(self, tables::kept_place(entity.kind(), field)),
            None if number == self.whole => match question.field() {
                WHOLE_ASSETS => self.layouts.assets_fingerprint(),
                WHOLE_LAYOUTS => self.layouts.names_fingerprint(),
                _ => self.plan_fingerprint(),
            },
            None => {
                let layout = self.template_names.get(&number).and_then(|name| self.layouts.templates.get(name));
                layout.map_or(0, |found| found.fingerprint)
            }
        }
    }

    /// Returns the fingerprint of the plan: all targets, in order, with all that they are.
    fn plan_fingerprint(&self) -> Fingerprint {
        self.plan.targets.iter().zip(&self.target_names).fold(0, |seed, (target, name)| {
            combine(combine(seed, fingerprint(target.route.as_str().as_bytes())), *name)
        })
    }

    /// Notes that the base address was read, of which the base path is a part.
    pub(super) fn note_base(&self) {
        // The value is of no interest here.
        let _ = self.read(self.entities.id(Entity::Site(0)), "url");
    }

    /// Returns the place of a target in the plan.
    pub(super) fn position(&self, target: &Target) -> Option<usize> {
        self.plan.position(&target.route)
    }

    /// Returns the layouts, for making the environment.
    pub fn layouts(&self) -> &Layouts {
        &self.layouts
    }

    /// Returns the plan, noting that all of it was read.
    pub(super) fn plan_noted(&self) -> &Plan {
        track::note(Question::new(self.whole, WHOLE_PLAN));
        &self.plan
    }

    /// Returns the address of an asset, with the base path, or `None`; noted.
    pub(super) fn asset(&self, name: &str) -> Option<String> {
        track::note(Question::new(self.whole, WHOLE_ASSETS));
        self.note_base();
        self.layouts.assets.get(name).map(|asset| self.url(&asset.route))
    }

    /// Returns the names of all assets, for suggestions.
    pub(super) fn asset_names(&self) -> impl Iterator<Item = &str> {
        self.layouts.assets.keys().map(String::as_str)
    }

    /// Returns the absolute address of a target; the base address is a question, the route is part of the plan.
    pub(super) fn address(&self, target: &Target) -> String {
        [&self.site_text("url"), target.route.url().trim_start_matches('/')].concat()
    }

    /// Returns a field of a page as text; noted.
    pub(super) fn page_text(&self, page: PageId, field: &str) -> String {
        let value = self.read(self.entities.id(Entity::Page(page)), field).unwrap_or_default();
        value.as_str().unwrap_or("").to_owned()
    }

    /// Returns a field of the site as text; noted.
    pub(super) fn site_text(&self, field: &str) -> String {
        let value = self.read(self.entities.id(Entity::Site(0)), field).unwrap_or_default();
        value.as_str().unwrap_or("").to_owned()
    }

    /// Returns the address of a route on its host, the base path included.
    fn url(&self, route: &OutPath) -> String {
        [self.site.config().base_path.trim_end_matches('/'), &route.url()].concat()
    }

    /// Returns the address on the host for a path from the home page: the base path and the path.
    pub(super) fn on_host(&self, path: &str) -> String {
        [&self.site.config().base_path, path.trim_start_matches('/')].concat()
    }

    /// Returns the absolute address for an address on the host; one elsewhere is that already.
    pub(super) fn absolute(&self, url: &str) -> String {
        if url.starts_with("https://") || url.starts_with("http://") {
            return url.to_owned();
        }
        let config = &self.site.config();
        let rest = url.strip_prefix(&config.base_path).unwrap_or_else(|| url.trim_start_matches('/'));
        [&config.base_url, rest].concat()
    }

    /// Returns the place of a language among the site's.
    pub(super) fn language(&self, lang: &str) -> usize {
        self.site.config().languages.iter().position(|known| known == lang).unwrap_or(0)
    }

    /// Returns the languages of the site.
    pub fn languages(&self) -> &[String] {
        &self.site.config().languages
    }

    /// Returns the tag of a language by its place.
    fn lang(&self, lang: usize) -> &str {
        &self.site.config().languages[lang]
    }

    /// Returns the handle of an entity.
    fn handle(&self, entity: Entity) -> Value {
        self.handles[self.entities.id(entity) as usize].clone()
    }

    /// Returns the handles of pages, as a list.
    fn pages<'a>(&self, pages: impl IntoIterator<Item = &'a PageId>) -> Value {
        pages.into_iter().map(|id| self.handle(Entity::Page(*id))).collect()
    }

    /// Returns the ids of the sections whose pages are listed by date.
    pub(super) fn archives(&self) -> impl Iterator<Item = &str> + Clone {
        self.site.kinds().archives().map(|kind| kind.folder())
    }

    /// Returns the newest pages of a section in the language of the running render.
    pub(super) fn latest(&self, folder: &str, count: usize, lang: usize) -> Option<Value> {
        let section = self.site.kinds().section(folder)?;
        let id = self.entities.id(Entity::Section(lang, section));
        let pages = self.read(id, "pages")?;
        let taken: Vec<Value> = pages.try_iter().ok()?.take(count).collect();
        Some(Value::from(taken))
    }

    /// Returns the words of a language; noted as something that an answer is made of.
    pub(super) fn words(&self, lang: usize) -> &Strings {
        recording::note(Read::words(lang));
        &self.strings[lang]
    }

    /// Returns the number of the entity that stands for the words of a language, to note that they were read.
    pub(super) fn note_words(&self, lang: usize) {
        track::note(Question::new(self.entities.id(Entity::Strings(lang)), 0));
    }
}
