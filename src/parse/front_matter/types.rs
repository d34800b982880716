//! The typed keys of front matter.

use std::sync::Arc;

use serde_yaml::Value;

use super::collection::Collection;
use super::fields::FieldValue;
use crate::moment::Moment;

/// A photo with its credit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Photo {
    /// The path of the file, from the page or from `content/`.
    pub src: String,
    /// What it shows, for those who cannot see it.
    pub alt: String,
    /// Who made it.
    pub credit: String,
    /// The caption.
    pub caption: Option<String>,
    /// The licence.
    pub licence: Option<String>,
}

/// A file that readers can download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The path of the file, from the page or from `content/`.
    pub src: String,
    /// The title.
    pub title: String,
    /// The language of the file.
    pub lang: Option<String>,
}

/// A correction made after publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was made.
    pub date: Moment,
    /// What was corrected.
    pub note: String,
}

/// Someone who signs: a person, an organisation, or a person for one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signatory {
    /// The name of the person.
    pub name: Option<String>,
    /// The role.
    pub role: Option<String>,
    /// The organisation.
    pub organisation: Option<String>,
    /// The country.
    pub country: Option<String>,
}

/// Who signs a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signatories {
    /// Those listed.
    Listed(Vec<Signatory>),
    /// Those whom a file lists, by its path from the page or from `content/`.
    File(String),
}

impl Default for Signatories {
    fn default() -> Signatories {
        Signatories::Listed(Vec::new())
    }
}

/// The scopes, as authors write them.
pub(super) const SCOPES: [&str; 2] = ["all-under-review", "states"];

/// To which states a letter is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All states under review in the session.
    AllUnderReview,
    /// The states listed in `states`.
    Listed,
}

/// What the newsletter version of a page is to look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mail {
    /// There is none.
    Off,
    /// Its subject and preheader.
    On {
        /// The subject line; default: the title.
        subject: Option<String>,
        /// The preview text; default: the description.
        preheader: Option<String>,
    },
}

/// One item of a newsletter issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemEntry {
    /// Content of this site, by its path from `content/`.
    Content(String),
    /// A text of its own.
    Own {
        /// The title.
        title: String,
        /// The text.
        text: String,
        /// The address it links to.
        link: Option<String>,
    },
}

/// Words by which another program sorts pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tags {
    /// The key, such as `tags`.
    pub key: String,
    /// The words.
    pub words: Vec<String>,
}

/// The typed keys of a page, of whatever type; `None` or empty where nothing was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The keys that are there, in no particular order.
    pub keys: Vec<&'static str>,
    /// The keys that are there without a value.
    pub blank: Vec<&'static str>,
    /// The keys that unknown ones seem to be meant for; they are not missed as well.
    pub misspelt: Vec<&'static str>,
    /// What other programs sort the page by; an error, whose hint takes the topics that there are.
    pub tags: Vec<Tags>,
    /// `type`, where it differs from the folder.
    pub kind: Option<String>,
    /// `title`
    pub title: Option<String>,
    /// `date`
    pub date: Option<Moment>,
    /// `updated`
    pub updated: Option<Moment>,
    /// `description`
    pub description: Option<String>,
    /// `slug`
    pub slug: Option<String>,
    /// `permalink`
    pub permalink: Option<String>,
    /// `link`
    pub link: Option<String>,
    /// `draft`
    pub draft: bool,
    /// `embargo`
    pub embargo: Option<Moment>,
    /// `expires`
    pub expires: Option<Moment>,
    /// `photo`
    pub photo: Option<Photo>,
    /// `topics`, and the keys of other taxonomies: the id of each that is there, and the ids of terms.
    pub terms: Vec<(&'static str, Vec<String>)>,
    /// `states`
    pub states: Vec<String>,
    /// `to`
    pub to: Vec<String>,
    /// `authors`
    pub authors: Vec<String>,
    /// `source`
    pub source: Option<String>,
    /// `reference`
    pub reference: Option<String>,
    /// `attachments`
    pub attachments: Vec<Attachment>,
    /// `aliases`
    pub aliases: Vec<String>,
    /// `corrections`
    pub corrections: Vec<Correction>,
    /// `newsletter`
    pub newsletter: Option<Mail>,
    /// `extra`
    pub extra: Option<Value>,
    /// `order`
    pub order: Option<u32>,
    /// `session`
    pub session: Option<String>,
    /// `addressee`
    pub addressee: Option<String>,
    /// `place`
    pub place: Option<String>,
    /// `salutation`
    pub salutation: Option<String>,
    /// `closing`
    pub closing: Option<String>,
    /// `signatories`
    pub signatories: Signatories,
    /// `scope`
    pub scope: Option<Scope>,
    /// `state`
    pub state: Option<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `instruments`
    pub instruments: Vec<String>,
    /// `applies`
    pub applies: Option<Applies>,
    /// `number`
    pub number: Option<u32>,
    /// `subject`
    pub subject: Option<String>,
    /// `preheader`
    pub preheader: Option<String>,
    /// `items`
    pub items: Vec<ItemEntry>,
    /// `collection`
    pub collection: Declared,
    /// The values of the fields that the collection declares, in their order.
    pub fields: Vec<(&'static str, FieldValue)>,
}

impl FrontMatter {
    /// Returns the ids of the terms of a taxonomy.
    pub fn terms_of(&self, taxonomy: &str) -> &[String] {
        self.terms.iter().find(|(id, _)| *id == taxonomy).map_or(&[], |(_, terms)| terms)
    }

    /// Returns the value of a field.
    pub fn field(&self, name: &str) -> Option<&FieldValue> {
        self.fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns the value of a field that is a date.
    pub fn moment(&self, name: &str) -> Option<Moment> {
        match self.field(name)? {
            FieldValue::Date(moment) => Some(*moment),
            _ => None,
        }
    }
}

/// What `collection:` says, if it is there; no page has it, and so it is not among the facts of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared(pub Option<Arc<Collection>>);

/// The rule that says to which states a standing recommendation is addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Applies {
    /// To states that are not party to at least one of these instruments.
    NotPartyToAny(Vec<String>),
    /// To states that have not named a focal point.
    NoFocalPoint,
}
