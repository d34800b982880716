//! `demarche schema`: JSON Schemas of what the site at hand may hold.

use super::*;

/// A collection with fields of its own.
const EVENTS: &str = "---\ntitle: Events\ncollection:\n  fields:\n    date: {required: true}\n    starts: {type: datetime, label: When, required: true}\n    level: {type: choice, label: Level, options: {low: Low, '2025': Later}}\n    isbn: {type: text, pattern: '97[89][0-9-]+'}\n    with: {type: list, of: {type: reference, to: letters}}\n---\n";

/// Returns the schema that is printed.
fn printed(ground: &Ground, name: &[&str]) -> Value {
    let ran = ground.run(["schema"].iter().chain(name)).assert_status(0);
    assert!(ran.err.is_empty() && ran.out.ends_with("}\n"), "{}", ran.err);
    serde_yaml::from_str(&ran.out).expect("JSON")
}

#[test]
fn all_schemas_stand_in_one_document() {
    let ground = Ground::new();
    ground.write("content/events/_index.md", EVENTS);
    let all = printed(&ground, &[]);
    let names: Vec<&str> = all["$defs"].as_mapping().expect("names").keys().filter_map(Value::as_str).collect();
    for name in ["letters", "briefs", "pages", "states", "events", "_index", "site", "data/treaty-actions", "stateCode"]
    {
        assert!(names.contains(&name), "{names:?}");
    }
    for name in names.iter().filter(|name| **name != "stateCode") {
        let own = printed(&ground, &[name]);
        assert_eq!(own["$schema"], Value::from("https://json-schema.org/draft/2020-12/schema"));
        assert_eq!(own["properties"], all["$defs"][*name]["properties"], "{name}");
    }
}

#[test]
fn collections_have_the_keys_that_they_declare() {
    let ground = Ground::new();
    ground.write("content/events/_index.md", EVENTS);
    let events = printed(&ground, &["events"]);
    let required = |schema: &Value| serde_yaml::to_string(&schema["required"]).expect("YAML").replace('\n', " ");
    assert_eq!(required(&events), "- title - date - starts ");
    let own = &events["properties"];
    assert_eq!(own["starts"]["title"], Value::from("When"));
    assert_eq!(serde_yaml::to_string(&own["level"]["enum"]).expect("YAML"), "- low\n- '2025'\n- 2025\n");
    assert_eq!(own["isbn"]["pattern"], Value::from(r"^\s*97[89][0-9\-][0-9\-]*\s*$"));
    assert_eq!(own["with"]["items"]["type"], Value::from("string"));
    assert!(own.get("type").is_none() && own.get("addressee").is_none() && own.get("topics").is_some());
    // A translation leaves out what is that of the page itself.
    ground.write("content/site.yaml", &format!("{SETTINGS}languages: [en, fr]\n"));
    assert_eq!(required(&printed(&ground, &["events"])), "- title ");
}

#[test]
fn records_lack_the_keys_of_pages() {
    let ground = Ground::new();
    let fields = "fields: {order: {type: text, label: Order}}";
    let index =
        format!("---\ntitle: Staff\ncollection: {{singular: Person, type: page, render: false, {fields}}}\n---\n");
    ground.write("content/staff/_index.md", &index);
    let schema = printed(&ground, &["staff"]);
    let has = |key: &str| schema["properties"].get(key).is_some();
    assert!(has("title") && has("slug") && !has("permalink") && !has("aliases") && !has("newsletter"));
    assert_eq!(schema["properties"]["order"]["title"], "Order");
}

#[test]
fn without_a_site_there_is_what_is_built_in() {
    let ground = Ground(crate::site_test::folder());
    assert!(printed(&ground, &["briefs"])["properties"]["state"].is_mapping());
    ground.run(["schema", "--root", "gone"]).assert_refused("there is no folder `gone`");
}

#[test]
fn misspelt_names_get_a_hint() {
    let ground = Ground::new();
    ground.run(["schema", "leters"]).assert_refused("there is no schema `leters`; did you mean `letters`?");
    ground.write("content/events/_index.md", "---\ntitle: Events\ncollection: {singlar: Event}\n---\n");
    ground.run(["schema", "events"]).assert_refused("unknown key `singlar`");
}
