//! Facts of files: what comes back, and what is not kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;
use crate::config::RawHtml;
use crate::parse::{ParseOptions, parse_source};
use crate::track::fingerprint;

/// A text with one of each thing that a document can hold.
const TEXT: &str = r#"---
type: letter
title: A letter – to “all”
date: 2026-01-05T09:30:00.5+05:45
updated: 2026-02-01
description: One of each.
slug: one
photo: {src: a.jpg, alt: An angle, credit: Us, caption: So, licence: CC}
topics: [a, b]
states: [KEN]
authors: [Ann]
source: https://example.org/
reference: A/1
attachments: [{src: a.pdf, title: A, lang: fr}]
aliases: [/old/]
corrections: [{date: 2026-01-06, note: A word}]
newsletter: {subject: Subject, preheader: Before}
extra: {a: 1, b: -2, c: 1.5, d: [x, null, true], e: {f: g}}
session: upr-48
addressee: You
place: Geneva
salutation: Dear
closing: Yours
signatories: [{name: Ann, role: Chair}, {organisation: Bo, country: Utopia}]
scope: states
instruments: [icrpd]
subject: Subject
preheader: Before
f_text: A text
f_number: 1.5
f_boolean: true
f_date: 2026-01-07
f_choice: one
f_url: https://example.org/
f_email: us@example.org
f_file: a.pdf
f_image: {src: a.jpg, alt: An angle, credit: Us}
f_reference: ann
f_list: [{f_town: Sampleton}, {f_floor: 2}]
---
Words with a [link](b.md#c "title"), ![a picture](c.png "caption") and a note.[^1]

## A heading {#heading}

> [!WARNING]
> Mind this.

| a | b |
|---|---|
| 1 | 2 |

We ask you to:

1. Name a focal point. {#focal-point priority states=KEN}
   - By spring. {#spring}

![A figure](d.png)

[^1]: The note.
"#;

/// An `_index.md` that declares a field of each type.
const INDEX: &str = r#"---
title: Letters
collection:
  fields:
    f_text: {type: text}
    f_number: {type: number}
    f_boolean: {type: boolean}
    f_date: {type: date}
    f_choice: {type: choice, options: {one: One}}
    f_url: {type: url}
    f_email: {type: email}
    f_file: {type: file}
    f_image: {type: image}
    f_reference: {type: reference, to: pages}
    f_list: {type: list, of: {type: record, fields: {f_town: {type: text}, f_floor: {type: number}}}}
---
"#;

/// Returns the file with a text.
fn file(text: &str) -> SourceFile {
    let text: Arc<str> = text.into();
    let fingerprint = fingerprint(text.as_bytes());
    SourceFile { path: "content/letters/one.md".into(), text: Some(Arc::new(Text::held(text))), fingerprint }
}

/// Returns the document of a file.
fn parsed(file: &SourceFile) -> Document {
    let zone = jiff::tz::TimeZone::UTC;
    let mut options = ParseOptions {
        raw_html: RawHtml::Escape,
        language: "en".into(),
        languages: vec!["en".into()],
        time_zone: zone,
        fields: BTreeMap::new(),
        blocks: Arc::default(),
        taxonomies: vec!["topics"],
    };
    let index = SourceFile { path: "content/letters/_index.md".into(), ..self::file(INDEX) };
    let index = parse_source(&index, &options);
    assert_eq!(index.diagnostics, []);
    let fields = index.front.collection.0.map(|collection| collection.fields.clone()).unwrap_or_default();
    options.fields.insert("letters".to_owned(), fields);
    parse_source(file, &options)
}

#[test]
fn document_of_its_facts_is_the_document() {
    let file = file(TEXT);
    let document = parsed(&file);
    assert_eq!(document.diagnostics, []);
    assert_eq!(document.front.fields.len(), 11);
    assert!(!document.body.recommendations.is_empty() && !document.body.holes.is_empty());
    let (facts, html) = document.facts().expect("nothing is wrong and nothing held back");
    assert!(html.contains("<p>"));
    let again = Document::of_facts(&facts, (&*html).into(), &file).expect("its own facts");
    assert_eq!(format!("{again:#?}"), format!("{document:#?}"));
}

#[test]
fn other_bytes_never_panic() {
    let file = file(TEXT);
    let (facts, _) = parsed(&file).facts().expect("nothing is wrong and nothing held back");
    for at in 0..facts.len() {
        assert!(Document::of_facts(&facts[..at], Prose::default(), &file).is_none(), "cut off at {at}");
        let mut altered = facts.clone();
        altered[at] = !altered[at];
        let _ = Document::of_facts(&altered, Prose::default(), &file);
    }
}

#[test]
fn what_is_held_back_is_kept_nowhere() {
    for held in ["draft: true", "embargo: 2020-01-01", "expires: 2100-01-01"] {
        let file = file(&TEXT.replace("slug: one", held));
        assert!(parsed(&file).facts().is_none(), "{held}");
    }
    let file = file(&TEXT.replace("scope: states", "scoop: states"));
    assert!(parsed(&file).facts().is_none(), "something is wrong with it");
}
