//! Asks all of a site whether it is as it is declared.

use std::collections::BTreeMap;
use std::ptr;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::ValueKind;

use super::tops::{COMMON, TOPS};
use super::types::{Of, Type};
use super::{Field, Thing, recommendation};
use crate::plan::Subject;
use crate::render::view::entity::Entity;
use crate::render::view::handle::Handle;
use crate::render::view::marked::Marked;
use crate::render::view::value::record_names;
use crate::render::view::with_partials::is_text;
use crate::render::view::{Snapshot, enter, take_answers};
use crate::track::unobserved;

/// What was found.
#[derive(Debug, Default)]
pub struct Audit {
    /// What is not as declared, each with an example.
    pub wrong: Vec<String>,
    /// The fields that are none, or an empty list, wherever they were asked for.
    pub unset: Vec<String>,
}

/// Asks every field of every entity of a site, and every name at the top of every layout, whether it is as declared.
pub fn audit(snapshot: &Arc<Snapshot>) -> Audit {
    let mut asked = Asked { snapshot, set: BTreeMap::new(), wrong: BTreeMap::new() };
    for number in 0..snapshot.values.len() as u32 {
        let Some(entity) = snapshot.entities.find(number) else { continue };
        // Only parts of archives have a pager.
        if matches!(entity, Entity::Pager(at) if snapshot.plan.targets[at].part.is_none()) {
            continue;
        }
        let _guard = enter(snapshot);
        unobserved(|| asked.ask(number, entity.kind().thing()));
    }
    for at in 0..snapshot.plan.targets.len() {
        asked.ask_top(at);
    }
    drop(take_answers());
    let unset = asked.set.into_iter().filter(|(_, is_set)| !is_set).map(|(path, _)| path);
    Audit { wrong: asked.wrong.into_values().collect(), unset: unset.collect() }
}

/// What was asked so far.
struct Asked<'a> {
    snapshot: &'a Arc<Snapshot>,
    /// For each field whether it was ever set.
    set: BTreeMap<String, bool>,
    /// The first mistake of each field.
    wrong: BTreeMap<String, String>,
}

impl Asked<'_> {
    /// Asks all fields of an entity.
    fn ask(&mut self, number: u32, thing: &'static Thing) {
        for field in thing.fields {
            let path = format!("{}.{}", thing.name, field.name);
            match self.snapshot.read(number, field.name) {
                Some(value) => self.look(&path, field.is, &value),
                None => self.fail(&path, "is no field"),
            }
        }
    }

    /// Notes what is not as declared.
    fn fail(&mut self, path: &str, why: &str) {
        self.wrong.entry(path.to_owned()).or_insert_with(|| format!("{path}: {why}"));
    }

    /// Looks at the value of a field.
    fn look(&mut self, path: &str, is: Type, value: &Value) {
        let is_list = matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable);
        let is_set = !(value.is_none() || is_list && value.len() == Some(0));
        *self.set.entry(path.to_owned()).or_default() |= is_set;
        if value.is_none() {
            if !is.or_none {
                self.fail(path, "is none");
            }
        } else if !is.many {
            self.look_at_one(path, is.of, value);
        } else if is_list && let Ok(items) = value.try_iter() {
            for item in items {
                self.look_at_one(path, is.of, &item);
            }
        } else {
            self.fail(path, &format!("is no list but {}", value.kind()));
        }
    }

    /// Looks at a value, or at one of a list.
    fn look_at_one(&mut self, path: &str, is: Of, value: &Value) {
        let text = value.as_str();
        let is_so = match is {
            Of::Text => text.is_some() && !value.is_safe(),
            Of::Html => text.is_some() && value.is_safe() || is_text(value),
            Of::Number => value.kind() == ValueKind::Number,
            Of::Flag => value.kind() == ValueKind::Bool,
            Of::Date => text.is_some_and(|text| text.len() >= 10 && text.as_bytes()[4] == b'-'),
            Of::Address => text.is_some_and(|text| !text.is_empty() && !value.is_safe()),
            Of::Word(words) => text.is_some_and(|text| words.contains(&text)),
            Of::Values => value.kind() == ValueKind::Map,
            Of::AnyEntity => value.downcast_object_ref::<Handle>().is_some(),
            Of::Entity(kind) => return self.look_at_thing(path, kind.thing(), value),
            Of::Thing(thing) => return self.look_at_thing(path, thing, value),
        };
        if !is_so {
            self.fail(path, &format!("is {}, `{value}`", value.kind()));
        }
    }

    /// Looks at an entity or a record, and at what is in a record.
    fn look_at_thing(&mut self, path: &str, thing: &'static Thing, value: &Value) {
        if let Some(handle) = value.downcast_object_ref::<Handle>() {
            let found = self.snapshot.entities.get(handle.0).kind().thing();
            if !ptr::eq(found, thing) {
                self.fail(path, &format!("is {} and not {}", found.name, thing.name));
            }
            return;
        }
        let names: Vec<&str> = match record_names(value) {
            Some(names) => names,
            None if value.downcast_object_ref::<Marked>().is_some()
                && ptr::eq(thing, &recommendation::RECOMMENDATION) =>
            {
                recommendation::RECOMMENDATION_NAMES.to_vec()
            }
            None => return self.fail(path, &format!("is {} and not {}", value.kind(), thing.name)),
        };
        if names.iter().ne(thing.fields.iter().map(|field| &field.name)) {
            return self.fail(path, &format!("has {names:?}"));
        }
        // What is told by itself has a name of its own, wherever it stands.
        let path = if thing.says.is_empty() { path } else { thing.name };
        for Field { name, is, .. } in thing.fields {
            let inner = value.get_attr(name).unwrap_or_default();
            self.look(&format!("{path}.{name}"), *is, &inner);
        }
    }

    /// Asks whether the layout of a target finds the names that are declared.
    fn ask_top(&mut self, at: usize) {
        let target = &self.snapshot.plan.targets[at];
        // What is copied, and what is written without a layout: the sitemap, feeds.
        // An old address that leads to no page has none.
        if matches!(target.subject, Subject::File(_) | Subject::Moved(_)) || target.layout.is_empty() {
            return;
        }
        let found = TOPS.iter().find(|top| top.layout.strip_suffix(".html") == Some(&*target.layout));
        let Some(top) = found else { return self.fail(&target.layout, "is no layout") };
        let spread = top.spread.into_iter().flat_map(|kind| kind.thing().fields).map(|field| field.name);
        let mut declared: Vec<&str> = COMMON.into_iter().chain(top.names.iter().copied()).chain(spread).collect();
        let mut names = self.snapshot.top_names(at);
        declared.sort_unstable();
        names.sort_unstable();
        if declared != names {
            self.fail(top.layout, &format!("finds {names:?}"));
        }
    }
}
