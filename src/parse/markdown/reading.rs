//! The reading of a body: the events from the parser to the writer.

use std::sync::Arc;

use pulldown_cmark::{BrokenLink, LinkType, Parser};

use super::containers::Scan;
use super::dialect::extensions;
use super::masks::Masks;
use super::out::Out;
use super::{
    Writer, autolink, base_direction, blocks, containers, html, inline, labels, leftovers, lists, lost, marks, notes,
    quotes, raw,
};
use crate::diag::Diagnostic;
use crate::parse::anchors::Anchors;
use crate::parse::{Body, ParseOptions};

/// Reads the Markdown of `text` from `start`.
pub(in crate::parse) fn read_body(
    file: &Arc<str>,
    text: &str,
    start: usize,
    lang: &str,
    options: &ParseOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Body {
    let before = diagnostics.len();
    let scan = containers::scan(text, start, &options.blocks);
    let shown = scan.as_ref().map_or(text, |scan| &scan.copy);
    let reading = Reading { file, text, shown, scan: scan.as_ref(), start, lang, options };
    if let Some(body) = reading.read(None, diagnostics) {
        return body;
    }
    diagnostics.truncate(before);
    let masks = Masks::new(shown, start);
    reading.read(Some(&masks), diagnostics).unwrap_or_default()
}

/// One reading of a body.
struct Reading<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    /// The text with a rule in place of each line that opens or closes a block.
    shown: &'a str,
    /// These lines.
    scan: Option<&'a Scan>,
    /// Where the body begins.
    start: usize,
    lang: &'a str,
    options: &'a ParseOptions,
}

impl<'a> Reading<'a> {
    /// Reads the body, from the copy of `masks` if there is one; nothing comes of a first reading that shows the need
    /// of a second.
    fn read(&self, masks: Option<&'a Masks<'a>>, diagnostics: &mut Vec<Diagnostic>) -> Option<Body> {
        let Reading { file, text, shown, start, .. } = *self;
        let mut writer = Writer {
            file,
            text,
            raw_html: self.options.raw_html,
            out: Out::with_room(text.len() - start),
            body: Body::default(),
            anchors: Anchors::default(),
            diagnostics,
            depth: 0,
            reported: 0,
            stopped: false,
            masks,
            needs_masks: false,
            blocks: blocks::State::default(),
            containers: containers::State::of(&self.options.blocks, self.scan),
            lists: lists::State::default(),
            marks: marks::State::of(text, start),
            notes: notes::State::default(),
            inline: inline::State::default(),
            raw: raw::State::default(),
            allowed: html::State::default(),
            bare: autolink::State::new(&text[start..]),
            quotes: quotes::State::new(self.lang, &text[start..]),
            directions: base_direction::State::new(self.lang, &text[start..]),
            lost: lost::State::default(),
            leftovers: leftovers::State::new(&text[start..]),
            references: Vec::new(),
            has_raw_html: false,
        };
        let mut undefined = Vec::new();
        let note_undefined = |link: BrokenLink<'_>| {
            // A bracket alone may be one of prose, as in `[sic]`; two in a row are meant as a link.
            if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
                undefined.push((link.span.start + start..link.span.end + start, link.reference.to_string()));
            }
            None
        };
        let copy = masks.map_or(&shown[start..], Masks::copy);
        let options = extensions(masks.is_none_or(|masks| masks.has_definitions));
        let parser = Parser::new_with_broken_link_callback(copy, options, Some(note_undefined));
        writer.lost.note_definitions(&parser, start);
        let events = parser.into_offset_iter().map(|(event, range)| {
            let range = range.start + start..range.end + start;
            match masks {
                Some(masks) => (masks.restore(event, &range), range),
                None => (event, range),
            }
        });
        match labels::may_stand_in(&text[start..]) {
            true => writer.read(labels::Labelled::new(shown, events)),
            false => writer.read(events),
        }
        if writer.needs_masks {
            return None;
        }
        writer.end_containers();
        writer.check_undefined(undefined);
        writer.report_leftovers();
        writer.check_definitions(start);
        writer.check_disguises(start);
        Some(writer.finish())
    }
}
