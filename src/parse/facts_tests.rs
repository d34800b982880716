//! Facts of files: what comes back, and what is not kept.

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
signatories: [{name: Ann, role: Chair}, {name: Bo}]
scope: states
instruments: [icrpd]
subject: Subject
preheader: Before
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

/// Returns the file with a text.
fn file(text: &str) -> SourceFile {
    let text: Arc<str> = text.into();
    let fingerprint = fingerprint(text.as_bytes());
    SourceFile { path: "content/letters/one.md".into(), text: Some(Arc::new(Text::held(text))), fingerprint }
}

/// Returns the document of a file.
fn parsed(file: &SourceFile) -> Document {
    let zone = jiff::tz::TimeZone::UTC;
    let options = ParseOptions {
        raw_html: RawHtml::Escape,
        language: "en".into(),
        languages: vec!["en".into()],
        time_zone: zone,
    };
    parse_source(file, &options)
}

#[test]
fn document_of_its_facts_is_the_document() {
    let file = file(TEXT);
    let document = parsed(&file);
    assert_eq!(document.diagnostics, []);
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
