//! What lists in texts show: the pages of a folder that meet conditions, in an order.
//!
//! Takes the arguments of a block, the kinds of pages and the data; gives a query whose every name is known, or what is wrong.

use super::links::{Found, Resolver};
use crate::config::TOPICS;
use crate::content::Kind;
use crate::data::{SESSIONS_FILE, StateId, suggest_state, terms_file};
use crate::diag::{MISTAKES_LIMIT, Span, did_you_mean, mistakes};
use crate::parse::{Argument, Block, FieldType, Sort};

/// How many pages a list shows where it does not say.
const COUNT: usize = 10;

/// The pages of a folder that a list shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The folder.
    pub folder: String,
    /// What each of them meets.
    pub conditions: Vec<Condition>,
    /// Their order, where it is another than that of the folder.
    pub sort: Option<Sort>,
    /// How many there are at most.
    pub count: usize,
}

/// What pages may meet.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// They are about a State, or addressed to it.
    State(StateId),
    /// They belong to a session, by its place in the data.
    Session(usize),
    /// They have a topic, by its place in the data.
    Term(usize),
    /// They are of a year.
    Year(i16),
    /// They are standing recommendations that are addressed to a State, or may be.
    Addressed(StateId),
    /// They are coming, or else past.
    Coming(bool),
    /// A field of theirs has a value, as it is written.
    Field(&'static str, String),
}

impl Condition {
    /// Tells whether no page meets this and another, for it has one value there.
    fn excludes(&self, other: &Condition) -> bool {
        let is_of_same = match (self, other) {
            (Condition::Session(_), Condition::Session(_)) | (Condition::Year(_), Condition::Year(_)) => true,
            (Condition::Coming(_), Condition::Coming(_)) => true,
            (Condition::Field(name, _), Condition::Field(other, _)) => name == other,
            _ => false,
        };
        is_of_same && self != other
    }
}

/// Why a value names nothing.
pub(super) enum Missing {
    /// It is the name of nothing; what may be meant.
    Unknown(Option<String>),
    /// It may be the name of something that could not be read, which is told there.
    Unread,
}

/// A condition as it is written.
struct Written<'a> {
    name: &'a str,
    value: &'a str,
    /// Returns where it stands.
    span: &'a dyn Fn() -> Span,
}

impl Resolver<'_> {
    /// Reads what the lists of the page show.
    pub(super) fn queries(&self, found: &mut Found) -> Vec<Option<Query>> {
        self.page.document.body.blocks.iter().map(|block| self.query(block, found)).collect()
    }

    /// Reads what a list shows.
    fn query(&self, block: &Block, found: &mut Found) -> Option<Query> {
        let known = found.diagnostics.len();
        if known >= MISTAKES_LIMIT {
            return None;
        }
        if block.name == "recommendations" {
            return self.standing_query(block, found);
        }
        let from = block.argument("from").filter(|_| block.name == "list")?;
        let folder = from.value.trim().trim_matches('/');
        let kinds = || self.site.kinds.built_in().chain(self.site.kinds.collections()).filter(|kind| kind.has_page());
        let Some(kind) = kinds().find(|kind| kind.folder() == folder) else {
            let folders: Vec<&str> = kinds().map(|kind| kind.folder()).collect();
            found.diagnostics.push(mistakes::list_from_nowhere(self.span_of(from), folder, &folders));
            return None;
        };
        let sort = block.argument("sort_by").and_then(|argument| self.sort(kind, argument, found));
        let conditions: Vec<Condition> = match block.argument("where") {
            Some(argument) => self.conditions(kind, (argument, block.listed("where")), found),
            None => Vec::new(),
        };
        let count = block.argument("count").and_then(|argument| argument.value.trim().parse().ok()).unwrap_or(COUNT);
        (found.diagnostics.len() == known).then(|| Query { folder: folder.to_owned(), conditions, sort, count })
    }

    /// Returns the span of the value of an argument.
    fn span_of(&self, argument: &Argument) -> Span {
        self.page.document.span(argument.range.clone())
    }

    /// Reads an order: `-date`.
    fn sort(&self, kind: &Kind, argument: &Argument, found: &mut Found) -> Option<Sort> {
        let written = argument.value.trim();
        let (key, is_descending) = written.strip_prefix('-').map_or((written, false), |key| (key, true));
        let is_sortable = |of: &FieldType| {
            let single =
                matches!(of, FieldType::Text(_) | FieldType::Number | FieldType::Boolean | FieldType::Choice(_));
            single || matches!(of, FieldType::Date | FieldType::Datetime)
        };
        let known: Vec<&str> = ["date", "title"].into_iter().chain(fields_of(kind, is_sortable)).collect();
        if !known.contains(&key) {
            found.diagnostics.push(mistakes::no_field_for(self.span_of(argument), "sort_by", key, &known));
            return None;
        }
        Some(Sort { key: key.to_owned(), is_descending })
    }

    /// Reads all conditions; two that no page meets together are reported.
    fn conditions(
        &self,
        kind: &Kind,
        (argument, written): (&Argument, Vec<&str>),
        found: &mut Found,
    ) -> Vec<Condition> {
        let mut all: Vec<(&str, Condition)> = Vec::new();
        for words in written {
            let Some(condition) = self.condition(kind, (argument, words), found) else { continue };
            let other = all.iter().take(MISTAKES_LIMIT).find(|(_, other)| other.excludes(&condition));
            if let Some((other, _)) = other {
                let span = self.page.document.words_span(argument.range.clone(), words);
                found.diagnostics.push(mistakes::conditions_apart(span, words, other));
            }
            all.push((words, condition));
        }
        all.into_iter().map(|(_, condition)| condition).collect()
    }

    /// Reads a condition.
    fn condition(&self, kind: &Kind, (argument, words): (&Argument, &str), found: &mut Found) -> Option<Condition> {
        // Lines are counted for what is reported alone: a text may have many lists.
        let span = || self.page.document.words_span(argument.range.clone(), words);
        if let "coming" | "past" = words {
            let is_split = kind.listing().is_some_and(|listing| listing.split_by.is_some());
            if !is_split {
                found.diagnostics.push(mistakes::condition_on_nothing(
                    span(),
                    (words, kind.folder()),
                    &self.names_of(kind),
                ));
                return None;
            }
            return Some(Condition::Coming(words == "coming"));
        }
        let Some((name, value)) = words.split_once('=').map(|(name, value)| (name.trim(), value.trim())) else {
            found.diagnostics.push(mistakes::bad_condition(span(), words));
            return None;
        };
        let written = Written { name, value, span: &span };
        let data = &self.site.data;
        let term = |taxonomy: &str| self.term_named(taxonomy, value).map(Condition::Term);
        let read = match name {
            "state" => self.state_named(value).map(Condition::State),
            "session" => data
                .session(value)
                .map(Condition::Session)
                .ok_or_else(|| self.unnamed(SESSIONS_FILE, value, data.sessions.iter().map(|session| &*session.id))),
            "topic" => term(TOPICS),
            own if self.site.config.taxonomy(own).is_some() => term(own),
            "year" => value
                .parse()
                .ok()
                .filter(|year| (1900..=2200).contains(year))
                .map(Condition::Year)
                .ok_or_else(|| Missing::Unknown(Some("write the year in four figures".to_owned()))),
            _ => return self.field_condition(kind, written, found),
        };
        read.map_err(|missing| {
            if let Missing::Unknown(hint) = missing {
                found.diagnostics.push(mistakes::condition_of_no_value((written.span)(), name, value, hint));
            }
        })
        .ok()
    }

    /// Returns why a value names nothing of a file with these names.
    pub(super) fn unnamed<'b>(&self, file: &str, value: &str, known: impl IntoIterator<Item = &'b str>) -> Missing {
        match self.site.data.is_whole(file) {
            true => Missing::Unknown(did_you_mean(value, known)),
            false => Missing::Unread,
        }
    }

    /// Returns the term of a taxonomy that a value names.
    pub(super) fn term_named(&self, taxonomy: &str, value: &str) -> Result<usize, Missing> {
        let data = &self.site.data;
        data.term(taxonomy, value).ok_or_else(|| self.unnamed(terms_file(taxonomy), value, data.term_ids(taxonomy)))
    }

    /// Returns the State that a value names.
    pub(super) fn state_named(&self, value: &str) -> Result<StateId, Missing> {
        let hint = || suggest_state(value).map(|state| format!("the code of {} is `{}`", state.name, state.code));
        StateId::of(&value.to_uppercase()).ok_or_else(|| Missing::Unknown(hint()))
    }

    /// Reads a condition on a field that the collection declares.
    fn field_condition(&self, kind: &Kind, written: Written<'_>, found: &mut Found) -> Option<Condition> {
        let Written { name, value, span } = written;
        let field = kind.fields().iter().find(|field| field.name == name);
        let Some((field, of)) =
            field.and_then(|field| Some((field, field.of.as_ref()?))).filter(|(_, of)| is_asked(of))
        else {
            found.diagnostics.push(mistakes::condition_on_nothing(span(), (name, kind.folder()), &self.names_of(kind)));
            return None;
        };
        let one_of = |known: &[&str]| {
            let all =
                || format!("it is one of {}", known.iter().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", "));
            (!known.contains(&value)).then(|| did_you_mean(value, known.iter().copied()).unwrap_or_else(all))
        };
        let hint = match of {
            FieldType::Choice(options) => one_of(&options.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>()),
            FieldType::Boolean => one_of(&["true", "false"]),
            FieldType::Number if value.parse::<f64>().is_err() => Some("write a number in figures".to_owned()),
            _ => None,
        };
        if hint.is_some() {
            found.diagnostics.push(mistakes::condition_of_no_value(span(), name, value, hint));
            return None;
        }
        Some(Condition::Field(field.name, value.to_owned()))
    }

    /// Returns what the pages of a folder can be chosen by.
    fn names_of(&self, kind: &Kind) -> Vec<&'static str> {
        let split = kind.listing().is_some_and(|listing| listing.split_by.is_some());
        let by_day: &[&str] = if split { &["coming", "past"] } else { &[] };
        let own = self.site.config.taxonomies.iter().map(|taxonomy| taxonomy.id);
        fields_of(kind, is_asked)
            .into_iter()
            .chain(["session", "state", "topic", "year"])
            .chain(own)
            .chain(by_day.iter().copied())
            .collect()
    }
}

/// Tells whether pages can be chosen by a field of this type.
fn is_asked(of: &FieldType) -> bool {
    matches!(of, FieldType::Text(_) | FieldType::Number | FieldType::Boolean | FieldType::Choice(_))
}

/// Returns the fields that a collection declares of some types.
fn fields_of(kind: &Kind, fits: impl Fn(&FieldType) -> bool) -> Vec<&'static str> {
    kind.fields().iter().filter(|field| field.of.as_ref().is_some_and(&fits)).map(|field| field.name).collect()
}
