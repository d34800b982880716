//! The facts of a file: a parsed document as bytes, for the next process.
//!
//! Takes a document about which nothing was reported; gives bytes, and from these and the file the same document again. Whoever
//! keeps them sees to it that they belong to the file, its path and the settings under which it was parsed. What the file
//! itself holds, its text, is not among them.

use std::sync::Arc;

use serde_yaml::Value;

use super::front_matter::{
    Applies, Attachment, Correction, Declared, FrontMatter, ItemEntry, KEYS, Mail, Photo, Scope,
};
use super::{
    Argument, Block, Body, Document, Heading, Hole, Image, Label, Lead, Link, Marker, Prose, Recommendation,
    Signatories, Signatory, Tags,
};
use crate::packed::{Packed, Reader, Writer, packed};
use crate::source::SourceFile;
use crate::yaml::interned;

/// The longest name of a key, in bytes.
const NAME_LIMIT: usize = 64;

/// The kinds of alerts, by which they are known here.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

impl Document {
    /// Returns the document as bytes, and the HTML of its body; `None` for one that the next process has to parse: something was reported, or it is held
    /// back, and what is held back is kept nowhere.
    pub fn facts(&self) -> Option<(Vec<u8>, Arc<str>)> {
        let front = &self.front;
        let is_held = front.draft || front.embargo.is_some() || front.expires.is_some();
        if is_held || !self.diagnostics.is_empty() {
            return None;
        }
        let mut out = Writer::default();
        (self.id.as_str().to_owned(), self.lang.clone()).pack(&mut out);
        self.yaml.pack(&mut out);
        front.pack(&mut out);
        self.body.pack(&mut out);
        Some((out.bytes, self.body.html.get()))
    }

    /// Returns the document of a file from its facts and the HTML of its body; `None` where the bytes cannot be those of this file.
    pub fn of_facts(bytes: &[u8], html: Prose, file: &SourceFile) -> Option<Document> {
        let mut from = Reader(bytes);
        let text = file.text.clone()?;
        let (id, lang) = Packed::unpack(&mut from)?;
        let yaml = Packed::unpack(&mut from)?;
        let mut document = Document {
            path: file.path.clone(),
            id,
            lang,
            text,
            yaml,
            front: Packed::unpack(&mut from)?,
            body: Packed::unpack(&mut from)?,
            fingerprint: file.fingerprint,
            diagnostics: Vec::new(),
            inherited: None,
        };
        document.body.html = html;
        from.0.is_empty().then_some(document)
    }
}

packed!(Body { html, holes, links, images, blocks, headings, anchors, recommendations, summary, words });
packed!(Link { dest, range });
packed!(Block { name, arguments, number, level, links, has_content, range });
packed!(Argument { key, value, range });
packed!(Image { src, alt, title, range });
packed!(Heading { level, id, text });
packed!(Marker { id, priority, states });
packed!(Lead { html, holes, text });
packed!(Recommendation { marker, number, label, html, holes, text, lead, inner_lead, parent, range });
packed!(Photo { src, alt, credit, caption, licence });
packed!(Attachment { src, title, lang });
packed!(Correction { date, note });
packed!(Signatory { name, role, organisation, country });
packed!(Tags { key, words });
packed!(FrontMatter {
    keys,
    blank,
    misspelt,
    tags,
    kind,
    title,
    date,
    updated,
    description,
    slug,
    permalink,
    link,
    draft,
    embargo,
    expires,
    photo,
    terms,
    states,
    to,
    authors,
    source,
    reference,
    attachments,
    aliases,
    corrections,
    newsletter,
    extra,
    order,
    session,
    addressee,
    place,
    salutation,
    closing,
    signatories,
    scope,
    state,
    summary,
    instruments,
    applies,
    number,
    subject,
    preheader,
    items,
    collection,
    fields,
});

/// A key of front matter, by its place among all; one that a collection declares by its name.
impl Packed for &'static str {
    fn pack(&self, out: &mut Writer) {
        let place = KEYS.iter().position(|known| known == self);
        out.number(place.unwrap_or(KEYS.len()));
        if place.is_none() {
            (*self).to_owned().pack(out);
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<&'static str> {
        let place = from.number()?;
        if place == KEYS.len() {
            return String::unpack(from).filter(|name| name.len() <= NAME_LIMIT).map(|name| interned(&name));
        }
        KEYS.get(place).copied()
    }
}

/// Whether it is there is a matter of the file: that of a page is never kept, for it is a mistake.
impl Packed for Declared {
    fn pack(&self, _: &mut Writer) {}

    fn unpack(_: &mut Reader<'_>) -> Option<Declared> {
        Some(Declared::default())
    }
}

impl Packed for Signatories {
    fn pack(&self, out: &mut Writer) {
        match self {
            Signatories::Listed(list) => (0_u8, list.clone()).pack(out),
            Signatories::File(path) => (1_u8, path.clone()).pack(out),
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Signatories> {
        match u8::unpack(from)? {
            0 => Some(Signatories::Listed(Packed::unpack(from)?)),
            1 => Some(Signatories::File(Packed::unpack(from)?)),
            _ => None,
        }
    }
}

impl Packed for Hole {
    fn pack(&self, out: &mut Writer) {
        match self {
            Hole::Link(number) => (0_u8, *number).pack(out),
            Hole::Image(number) => (1_u8, *number).pack(out),
            Hole::Figure(number) => (2_u8, *number).pack(out),
            Hole::File(number) => (4_u8, *number).pack(out),
            Hole::Block(number) => (5_u8, *number).pack(out),
            Hole::BlockEnd(number) => (6_u8, *number).pack(out),
            Hole::Label(label) => {
                out.bytes.push(3);
                label.pack(out);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Hole> {
        Some(match u8::unpack(from)? {
            0 => Hole::Link(Packed::unpack(from)?),
            1 => Hole::Image(Packed::unpack(from)?),
            2 => Hole::Figure(Packed::unpack(from)?),
            3 => Hole::Label(Packed::unpack(from)?),
            4 => Hole::File(Packed::unpack(from)?),
            5 => Hole::Block(Packed::unpack(from)?),
            6 => Hole::BlockEnd(Packed::unpack(from)?),
            _ => return None,
        })
    }
}

impl Packed for Label {
    fn pack(&self, out: &mut Writer) {
        match self {
            Label::Recommendation(label) => {
                out.bytes.push(0);
                label.pack(out);
            }
            Label::Table(number) => (1_u8, *number).pack(out),
            Label::Footnotes => out.bytes.push(2),
            Label::FootnoteBack(number) => (3_u8, *number).pack(out),
            Label::OtherSite(host) => {
                out.bytes.push(5);
                host.to_string().pack(out);
            }
            Label::Alert(kind) => (4_u8, ALERTS.iter().position(|known| known == kind).unwrap_or(0)).pack(out),
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Label> {
        Some(match u8::unpack(from)? {
            0 => Label::Recommendation(Packed::unpack(from)?),
            1 => Label::Table(Packed::unpack(from)?),
            2 => Label::Footnotes,
            3 => Label::FootnoteBack(Packed::unpack(from)?),
            5 => Label::OtherSite(String::unpack(from)?.into()),
            4 => Label::Alert(ALERTS.get(from.number()?).copied()?),
            _ => return None,
        })
    }
}

impl Packed for Scope {
    fn pack(&self, out: &mut Writer) {
        (*self == Scope::Listed).pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Scope> {
        Some(if bool::unpack(from)? { Scope::Listed } else { Scope::AllUnderReview })
    }
}

impl Packed for Mail {
    fn pack(&self, out: &mut Writer) {
        let texts = match self {
            Mail::Off => None,
            Mail::On { subject, preheader } => Some((subject.clone(), preheader.clone())),
        };
        texts.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Mail> {
        let texts: Option<(Option<String>, Option<String>)> = Packed::unpack(from)?;
        Some(texts.map_or(Mail::Off, |(subject, preheader)| Mail::On { subject, preheader }))
    }
}

impl Packed for ItemEntry {
    fn pack(&self, out: &mut Writer) {
        match self {
            ItemEntry::Content(path) => (0_u8, path.clone()).pack(out),
            ItemEntry::Own { title, text, link } => {
                (1_u8, title.clone()).pack(out);
                (text.clone(), link.clone()).pack(out);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<ItemEntry> {
        let (kind, first): (u8, String) = Packed::unpack(from)?;
        Some(match kind {
            0 => ItemEntry::Content(first),
            1 => ItemEntry::Own { title: first, text: Packed::unpack(from)?, link: Packed::unpack(from)? },
            _ => return None,
        })
    }
}

impl Packed for Applies {
    fn pack(&self, out: &mut Writer) {
        let ids = match self {
            Applies::NotPartyToAny(ids) => Some(ids.clone()),
            Applies::NoFocalPoint => None,
        };
        ids.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Applies> {
        let ids: Option<Vec<String>> = Packed::unpack(from)?;
        Some(ids.map_or(Applies::NoFocalPoint, Applies::NotPartyToAny))
    }
}

/// What stands under `extra:`, value by value.
impl Packed for Value {
    fn pack(&self, out: &mut Writer) {
        match self {
            Value::Null => out.bytes.push(0),
            Value::Bool(value) => (1_u8, *value).pack(out),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => {
                    out.bytes.push(2);
                    out.fixed(number);
                }
                (_, Some(number), _) => {
                    out.bytes.push(3);
                    out.fixed(number.cast_unsigned());
                }
                (.., number) => {
                    out.bytes.push(4);
                    out.fixed(number.unwrap_or(0.0).to_bits());
                }
            },
            Value::String(text) => {
                out.bytes.push(5);
                text.pack(out);
            }
            Value::Sequence(items) => {
                out.bytes.push(6);
                items.pack(out);
            }
            Value::Mapping(map) => {
                out.bytes.push(7);
                out.number(map.len());
                for (key, value) in map {
                    key.pack(out);
                    value.pack(out);
                }
            }
            // A tag says nothing to layouts.
            Value::Tagged(tagged) => tagged.value.pack(out),
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Value> {
        unpack_value(from, 0)
    }
}

/// The deepest that values stand within one another: more than front matter may have.
const DEPTH_LIMIT: usize = 200;

/// Reads a value that stands so deep within others.
fn unpack_value(from: &mut Reader<'_>, depth: usize) -> Option<Value> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    Some(match u8::unpack(from)? {
        0 => Value::Null,
        1 => Value::Bool(Packed::unpack(from)?),
        2 => Value::Number(from.fixed()?.into()),
        3 => Value::Number(from.fixed()?.cast_signed().into()),
        4 => Value::Number(f64::from_bits(from.fixed()?).into()),
        5 => Value::String(Packed::unpack(from)?),
        6 => Value::Sequence((0..from.count()?).map(|_| unpack_value(from, depth + 1)).collect::<Option<_>>()?),
        7 => {
            let count = from.count()?;
            let pair = |_| Some((unpack_value(from, depth + 1)?, unpack_value(from, depth + 1)?));
            Value::Mapping((0..count).map(pair).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}
