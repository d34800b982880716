//! JSON Schemas of what authors write (draft 2020-12): front matter by folder, `site.yaml`, the data files.
//!
//! Takes the kinds of pages of a site and its settings; gives one document with all, or one with one of them. All comes from
//! the tables that the checks go by: of the keys of front matter (`parse`), of which kinds take which (`content`), of the
//! settings (`config`) and of the data (`data`). A key without a value is refused, though the checks pass over most of them: it says
//! nothing, and an editor is there to say so.

mod json;
pub mod manual;
mod shapes;

use crate::config::{Config, SETTINGS, SITE_FILE};
use crate::content::{INDEX, Kind, Kinds, lacks_key, takes_key};
use crate::data::{DATA_TABLES, TERM, terms_file};
use crate::parse::{FRONT_MATTER, INHERITED};
use crate::yaml::Key;
use json::Json;

/// The version of JSON Schema.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// The name of the schema of the settings.
const SITE: &str = "site";

/// All schemas of a site, by name, in order.
#[derive(Debug)]
pub struct Schemas(Vec<(String, Json)>);

impl Schemas {
    /// Returns the schemas of a site with these kinds of pages and these settings.
    pub fn of(kinds: &Kinds, config: &Config) -> Schemas {
        let kinds = kinds.built_in().chain(kinds.collections()).chain(kinds.index());
        let mut all: Vec<(String, Json)> = kinds.map(|kind| (name(kind), front_matter(kind, config))).collect();
        let settings = shapes::table(&SETTINGS);
        all.push((SITE.to_owned(), headed(format!("The settings of a site: {SITE_FILE}"), settings)));
        for (file, keys) in DATA_TABLES {
            let list = Json::map([("type", Json::text("array")), ("items", shapes::table(keys))]);
            all.push((data_name(file).to_owned(), headed(format!("Data: {file}"), list)));
        }
        for file in config.taxonomies.iter().map(|taxonomy| terms_file(taxonomy.id)) {
            let list = Json::map([("type", Json::text("array")), ("items", shapes::table(&TERM))]);
            all.push((data_name(file).to_owned(), headed(format!("Data: {file}"), list)));
        }
        Schemas(all)
    }

    /// Returns the names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Returns one document that defines all.
    pub fn all(&self) -> String {
        let mut definitions = self.0.clone();
        definitions.push((shapes::STATE.to_owned(), shapes::state_codes()));
        let head = Json::map([("$schema", Json::text(DIALECT)), ("title", Json::text("What demarche reads"))]);
        head.with("$defs", Json::Map(definitions)).written()
    }

    /// Returns a document with the schema of a name.
    pub fn one(&self, name: &str) -> Option<String> {
        let (_, schema) = self.0.iter().find(|(known, _)| known == name)?;
        let Json::Map(entries) = schema else { return None };
        let mut document = vec![("$schema".to_owned(), Json::text(DIALECT))];
        document.extend(entries.iter().cloned());
        let states = Json::map([(shapes::STATE, shapes::state_codes())]);
        Some(Json::Map(document).with("$defs", states).written())
    }
}

/// Returns the name of the schema of a kind: its folder, with a slash where the settings have that name.
fn name(kind: &Kind) -> String {
    match kind.folder() {
        SITE => format!("{SITE}/"),
        folder => folder.to_owned(),
    }
}

/// Returns the name of the schema of a data file: `data/topics`.
fn data_name(file: &str) -> &str {
    let path = file.strip_prefix("content/").unwrap_or(file);
    path.strip_suffix(".yaml").unwrap_or(path)
}

/// Returns a schema with a title before all else.
fn headed(title: String, schema: Json) -> Json {
    match schema {
        Json::Map(entries) => {
            let title = ("title".to_owned(), Json::Text(title));
            Json::Map([title].into_iter().chain(entries).collect())
        }
        other => other,
    }
}

/// Returns the schema of the front matter of a kind.
fn front_matter(kind: &Kind, config: &Config) -> Json {
    let is_index = kind.folder() == INDEX;
    let of_folder_alone = is_index || kind.collection().is_some();
    let is_own = |key: &str| kind.fields().iter().any(|field| field.own_name() == Some(key));
    let has = |key: &str| takes_key(kind, key) && !lacks_key(kind, key) && !is_own(key);
    let is_shown = |key: &&Key| has(key.name) && !(of_folder_alone && key.name == "type");
    let taken = FRONT_MATTER.iter().filter(is_shown);
    let mut entries: Vec<(String, Json)> = taken.map(shapes::property).collect();
    if !is_index {
        let ids = || Json::map([("type", Json::text("array")), ("items", Json::map([("type", Json::text("string"))]))]);
        entries.extend(config.taxonomies.iter().map(|taxonomy| (taxonomy.id.to_owned(), ids())));
    }
    let own = kind.fields().iter().filter_map(|field| Some((field, field.of.as_ref()?)));
    entries.extend(own.map(|(field, of)| shapes::field(field, of, &config.language)));
    // What a translation does not say is that of the page itself.
    let may_be_left_out = |key: &str| config.languages.len() > 1 && (is_own(key) || INHERITED.contains(&key));
    let required = ["title"].into_iter().chain(kind.required()).filter(|key| !may_be_left_out(key)).collect();
    let title = match is_index {
        true => format!("Front matter of {INDEX}.md"),
        false => format!("Front matter of pages in content/{}/", kind.folder()),
    };
    headed(title, shapes::keys(entries, required))
}
