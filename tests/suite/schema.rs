//! The schemas of `demarche schema` agree with the checks: what a schema refuses is an error, and what is of the wrong kind, an
//! unknown key or a missing one is refused.

use std::collections::BTreeSet;

use demarche::config::Config;
use demarche::content::Kinds;
use demarche::schema::Schemas;
use serde_yaml::{Mapping, Value};

use crate::site_test::SiteTest;

/// Values that are tried at every place, as YAML.
const TRIED: [&str; 14] = [
    "true",
    "12",
    "1.5",
    "Words",
    "'  '",
    "[]",
    "[Words]",
    "[12]",
    "[true]",
    "{}",
    "{zzz: Words}",
    "[{}]",
    "[[]]",
    "[{zzz: Words}]",
];

/// The codes of mistakes of which schemas know.
const KNOWN: [&str; 6] =
    ["wrong-type", "unknown-key", "missing-key", "key-of-other-type", "unknown-choice", "empty-text"];

/// Returns the schema of a name, with the definitions that it leads to.
fn schema(name: &str) -> Value {
    let schemas = Schemas::of(&Kinds::default(), &Config::default());
    let text = schemas.one(name).unwrap_or_else(|| panic!("no schema {name}"));
    serde_yaml::from_str(&text).expect("JSON is YAML")
}

/// Tells whether a schema takes a value, as far as its patterns are not concerned.
fn takes(schema: &Value, value: &Value, root: &Value) -> bool {
    let Value::Mapping(rules) = schema else { panic!("{schema:?}") };
    rules.iter().all(|(rule, by)| match rule.as_str().expect("a rule") {
        "type" => is_of(by.as_str().expect("a type"), value),
        "enum" => by.as_sequence().expect("a list").contains(value),
        "const" => by == value,
        "anyOf" => by.as_sequence().expect("a list").iter().any(|one| takes(one, value, root)),
        "items" => value.as_sequence().is_none_or(|items| items.iter().all(|item| takes(by, item, root))),
        "required" => value
            .as_mapping()
            .is_none_or(|map| by.as_sequence().expect("a list").iter().all(|key| map.contains_key(key))),
        "properties" => value.as_mapping().is_none_or(|map| {
            map.iter().all(|(key, value)| by.get(key).is_none_or(|schema| takes(schema, value, root)))
        }),
        "additionalProperties" => value.as_mapping().is_none_or(|map| {
            let others =
                map.iter().filter(|(key, _)| rules.get("properties").is_none_or(|known| known.get(*key).is_none()));
            others
                .into_iter()
                .all(|(_, value)| if by.is_bool() { by.as_bool() == Some(true) } else { takes(by, value, root) })
        }),
        "pattern" => value.as_str().is_none_or(|text| matches(by.as_str().expect("a pattern"), text)),
        "minItems" => value.as_sequence().is_none_or(|items| items.len() as u64 >= by.as_u64().expect("a number")),
        "maxLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 <= by.as_u64().expect("a number")),
        "minimum" => value.as_u64().is_none_or(|number| number >= by.as_u64().expect("a number")),
        "maximum" => value.as_u64().is_none_or(|number| number <= by.as_u64().expect("a number")),
        "$ref" => takes(&root["$defs"][by.as_str().expect("a path").rsplit('/').next().expect("a name")], value, root),
        "$schema" | "$defs" | "title" | "description" | "examples" => true,
        other => panic!("the test knows nothing of `{other}`"),
    })
}

/// Tells whether a text is of a pattern, of those that are tried here.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern {
        "^[0-9]+$" => text.bytes().all(|byte| byte.is_ascii_digit()),
        "[.][Cc][Ss][Vv]\\s*$" => text.ends_with(".csv"),
        _ => !text.trim().is_empty(),
    }
}

/// Tells whether a value is of a type.
fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "boolean" => value.is_bool(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "array" => value.is_sequence(),
        "object" => value.is_mapping(),
        other => panic!("no type {other}"),
    }
}

/// Returns a value that a schema takes, with the keys alone that must be there.
fn example(schema: &Value, root: &Value) -> Value {
    let first = |key: &str| schema.get(key).and_then(|list| list.get(0)).cloned();
    if let Some(own) = first("examples").or_else(|| first("enum")).or_else(|| schema.get("const").cloned()) {
        return own;
    }
    if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
        return example(&root["$defs"][path.rsplit('/').next().expect("a name")], root);
    }
    if let Some(one) = first("anyOf").filter(|one| one.get("required").is_none() || one.get("type").is_some()) {
        return example(&one, root);
    }
    match schema["type"].as_str().expect("a type") {
        "string" => Value::from("Words"),
        "boolean" => Value::from(true),
        "integer" | "number" => Value::from(schema.get("minimum").and_then(Value::as_u64).unwrap_or(1).max(4)),
        "array" => Value::Sequence(vec![example(&schema["items"], root)]),
        "object" => {
            let required = schema.get("required").and_then(Value::as_sequence).into_iter().flatten();
            required.map(|key| (key.clone(), example(&schema["properties"][key], root))).collect::<Mapping>().into()
        }
        other => panic!("no type {other}"),
    }
}

/// A place in a value: keys, and the first items of lists.
type Place = Vec<Value>;

/// Returns the schemas of all that stands in a value, each with its place and the value it stands in.
fn places(schema: &Value, place: &Place, out: &mut Vec<(Place, Value)>) {
    if schema.get("type").is_none() && schema.get("required").is_some() {
        return;
    }
    out.push((place.clone(), schema.clone()));
    let below = |step: Value| [place.clone(), vec![step]].concat();
    if let Some(properties) = schema.get("properties").and_then(Value::as_mapping) {
        properties.iter().for_each(|(key, value)| places(value, &below(key.clone()), out));
    }
    if let Some(each) = schema.get("additionalProperties").filter(|each| each.is_mapping()) {
        places(each, &below(Value::from("en")), out);
    }
    if let Some(items) = schema.get("items") {
        places(items, &below(Value::from(0)), out);
    }
    schema.get("anyOf").and_then(Value::as_sequence).into_iter().flatten().for_each(|one| places(one, place, out));
}

/// Returns the example of a schema with another value at a place; on the way stand examples of what must be there.
fn with(schema: &Value, place: &[Value], value: &Value, root: &Value) -> Value {
    let Some((step, rest)) = place.split_first() else { return value.clone() };
    // Of several, the one that goes on that way.
    let several = schema.get("anyOf").filter(|_| schema.get("type").is_none()).and_then(Value::as_sequence);
    let all = several.cloned().unwrap_or_else(|| vec![schema.clone()]);
    let inner = |one: &Value| match step.is_number() {
        true => one.get("items").cloned(),
        false => one
            .get("properties")
            .and_then(|known| known.get(step).cloned())
            .or_else(|| one.get("additionalProperties").cloned()),
    };
    let (one, inner) = all.iter().find_map(|one| Some((one, inner(one)?))).expect("a way");
    let inner = with(&inner, rest, value, root);
    if step.is_number() {
        return Value::Sequence(vec![inner]);
    }
    let Value::Mapping(mut map) = example(one, root) else { panic!("{one:?}") };
    map.insert(step.clone(), inner);
    Value::Mapping(map)
}

/// Returns what is wrong with a file of a site.
fn codes(path: &str, text: &str) -> Vec<&'static str> {
    let (_, found) = SiteTest::new().file(path, text).index();
    let here = found.iter().filter(|found| found.span.as_ref().is_some_and(|span| *span.file == *path));
    here.filter(|found| found.severity == demarche::diag::Severity::Error).map(|found| found.code).collect()
}

/// Asserts that a schema and the checks say the same of every value at every place of a file.
fn compare(name: &str, path: &str, as_text: impl Fn(&Value) -> String) {
    let root = schema(name);
    let mut all = Vec::new();
    places(&root, &Vec::new(), &mut all);
    let mut wrong: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (place, of) in all.iter().filter(|(place, _)| !place.is_empty()) {
        let tried = TRIED.iter().map(|text| serde_yaml::from_str(text).expect("YAML"));
        for value in tried.chain([example(of, &root)]) {
            let whole = with(&root, place, &value, &root);
            let text = as_text(&whole);
            if !seen.insert(text.clone()) {
                continue;
            }
            let (is_taken, found) = (takes(&root, &whole, &root), codes(path, &text));
            if !is_taken && found.is_empty() {
                wrong.push(format!("{name}: refused by the schema alone:\n{text}"));
            }
            // Which keys a session must have depends on its body and on its other keys.
            let is_known = |code: &&&str| KNOWN.contains(code) && (name != "data/sessions" || **code != "missing-key");
            if is_taken && found.iter().any(|code| is_known(&code)) {
                wrong.push(format!("{name}: refused by the checks alone: {found:?}\n{text}"));
            }
        }
    }
    assert!(all.len() >= 5, "{name}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Returns a value as YAML.
fn yaml(value: &Value) -> String {
    serde_yaml::to_string(value).expect("YAML")
}

#[test]
fn front_matter_is_as_its_schema_says() {
    for (name, path) in [
        ("letters", "content/letters/x.md"),
        ("briefs", "content/briefs/x.md"),
        ("newsletters", "content/newsletters/x.md"),
        ("recommendations", "content/recommendations/x.md"),
        ("pages", "content/pages/x.md"),
        ("states", "content/states/ken.md"),
        ("topics", "content/topics/prevention.md"),
        ("_index", "content/statements/_index.md"),
    ] {
        compare(name, path, |value| format!("---\n{}---\nText.\n", yaml(value)));
    }
}

#[test]
fn settings_are_as_their_schema_says() {
    compare("site", "content/site.yaml", yaml);
}

#[test]
fn data_are_as_their_schemas_say() {
    for name in ["bodies", "sessions", "topics", "instruments", "treaty-actions", "focal-points"] {
        compare(&format!("data/{name}"), &format!("content/data/{name}.yaml"), yaml);
    }
}
