//! A site's own blocks in the text of a page: what their layouts make of the values and the content that they are given.

use std::sync::Arc;

use minijinja::value::Object;
use minijinja::{Error, ErrorKind, Value};

use super::Snapshot;
use super::files::{file_value, picture_value};
use super::read::Read;
use super::recording::note;
use super::referred::{Medium, Referred};
use super::value::{Record, html, map, number_value};
use crate::html::push_escaped;
use crate::model::Resolved;
use crate::moment::Moment;
use crate::parse::{Argument, ArgumentKind, Block, BlockKind, FieldType, Hole, Of};
use crate::render::alone::FUEL;
use crate::render::bounds::OUTPUT_LIMIT;
use crate::render::failed_block::FailedBlock;
use crate::render::languages::text_direction;
use crate::render::own_blocks::files_of;
use crate::render::strings::Strings;

/// How many bytes a layout may make, beside the content of its block.
const ROOM: usize = 1024 * 1024;

/// What stands for the content in a layout of plain text, and is printed by nothing else: values are given without it.
const CONTENT: char = '\u{fdd0}';

/// The own blocks of a text that is being filled.
pub(super) struct OwnBlocks<'a> {
    snapshot: &'a Snapshot,
    referred: Referred<'a>,
    words: &'a Strings,
    /// Where the content of the open ones begins in what is filled, outermost first.
    open: Vec<usize>,
    /// How much work their layouts did.
    work: u64,
    /// What the first of them did wrong.
    failed: Option<FailedBlock>,
}

impl<'a> OwnBlocks<'a> {
    /// Returns the own blocks of a text.
    pub(super) fn of(snapshot: &'a Snapshot, referred: Referred<'a>, words: &'a Strings) -> OwnBlocks<'a> {
        OwnBlocks { snapshot, referred, words, open: Vec::new(), work: 0, failed: None }
    }

    /// Fills a hole that is the beginning or the end of an own block; tells whether it was.
    pub(super) fn take(&mut self, hole: &Hole, out: &mut String) -> bool {
        let (Hole::Block(index) | Hole::BlockEnd(index)) = hole else { return false };
        let Some(block) = self.referred.blocks.get(*index as usize) else { return false };
        let kinds = self.snapshot.site.kinds().blocks();
        let Some(kind) = kinds.get(block.name).filter(|kind| kind.is_own) else { return false };
        if let Hole::Block(_) = hole {
            self.open.push(out.len());
            return true;
        }
        let content = out.split_off(self.open.pop().unwrap_or(out.len()).min(out.len()));
        if self.failed.is_some() {
            return true;
        }
        match self.made((kind, block), content) {
            Ok(made) if out.len() + made.len() <= OUTPUT_LIMIT => out.push_str(&made),
            Ok(_) => self.failed = Some(failed(&files_of(kind.name)[0], too_much())),
            Err(failed) => self.failed = Some(failed),
        }
        true
    }

    /// Returns the text once all is filled, unless one of the blocks failed.
    pub(super) fn end(self, filled: String) -> Result<String, FailedBlock> {
        self.failed.map_or(Ok(filled), Err)
    }

    /// Returns what stands for a block with this content.
    fn made(&mut self, (kind, block): (&BlockKind, &Block), content: String) -> Result<String, FailedBlock> {
        note(Read::block(kind.name));
        let [page, mail, text] = files_of(kind.name);
        let has = |name: &String| self.snapshot.layouts.templates.contains_key(name);
        match self.referred.medium {
            Medium::Page | Medium::Feed => self.rendered(&page, (kind, block), html(content.clone()), content.len()),
            Medium::Text if has(&text) => {
                let made = self.rendered(&text, (kind, block), Value::from(CONTENT.to_string()), 0)?;
                Ok(paragraphs(&made, &content))
            }
            _ if has(&mail) => self.rendered(&mail, (kind, block), html(content.clone()), content.len()),
            _ => Ok(self.with_link(content)),
        }
    }

    /// Returns the content of a block, and a link to the page on which the block stands.
    fn with_link(&self, mut content: String) -> String {
        content.push_str("<p><a href=\"");
        push_escaped(&mut content, self.referred.url);
        content.push_str("\">");
        push_escaped(&mut content, self.words.get("mail_on_web"));
        content.push_str("</a></p>\n");
        content
    }

    /// Returns what a layout makes of a block.
    fn rendered(
        &mut self,
        layout: &str,
        (kind, block): (&BlockKind, &Block),
        content: Value,
        length: usize,
    ) -> Result<String, FailedBlock> {
        if self.work > FUEL {
            return Err(failed(layout, Error::from(ErrorKind::OutOfFuel)));
        }
        let values = Value::from_pairs([
            ("arguments", self.arguments(kind, block)),
            ("content", content),
            ("page", self.page()),
            ("t", Value::from_object(Words(Arc::clone(&self.snapshot.strings[self.lang()])))),
        ]);
        let made = self.snapshot.layouts.own_blocks.render(layout, values, length + ROOM);
        let (made, work) = made.map_err(|error| match error.kind() {
            ErrorKind::WriteFailure => failed(layout, too_much()),
            _ => failed(layout, error),
        })?;
        self.work += work;
        Ok(made)
    }

    /// Returns the place of the language of the text.
    fn lang(&self) -> usize {
        self.snapshot.language(self.referred.lang)
    }

    /// Returns the page of the text, as layouts of blocks see it.
    fn page(&self) -> Value {
        let url = match self.referred.medium {
            Medium::Page => self.referred.url.to_owned(),
            _ => self.snapshot.absolute(self.referred.url),
        };
        map([
            ("title", Value::from(unmarked(self.referred.title))),
            ("url", Value::from(url)),
            ("lang", Value::from(self.referred.lang)),
            ("dir", Value::from(text_direction(self.referred.lang))),
        ])
    }

    /// Returns the values of the arguments; none for one that is not given.
    fn arguments(&self, kind: &BlockKind, block: &Block) -> Value {
        let mut files = self.referred.links.get(block.links.clone()).unwrap_or_default().iter();
        let value = |argument: &ArgumentKind| {
            let Of::Field(of) = &argument.of else { return Value::from(()) };
            let Some(given) = block.argument(argument.key) else { return Value::from(()) };
            // Files are linked in the order of the arguments.
            let file = if matches!(of, FieldType::File) { files.next() } else { None };
            self.value(of, given, file)
        };
        let names = kind.arguments.iter().map(|argument| argument.key).collect::<Vec<_>>();
        let values = kind.arguments.iter().map(value).collect::<Vec<_>>();
        Value::from_object(Record(names.into_iter().zip(values).collect()))
    }

    /// Returns the value of an argument.
    fn value(&self, of: &FieldType, given: &Argument, file: Option<&Resolved>) -> Value {
        let (snapshot, text) = (self.snapshot, given.value.trim());
        match of {
            FieldType::Number => text.parse().map_or_else(|_| Value::from(()), number_value),
            FieldType::Boolean => Value::from(text == "true"),
            FieldType::Date | FieldType::Datetime => {
                let zone = &snapshot.site.config().time_zone;
                Moment::parse(text).map_or_else(|| Value::from(()), |moment| Value::from(moment.iso(zone)))
            }
            FieldType::File => match file {
                Some(Resolved::File(path, _)) => file_value(snapshot, path),
                _ => Value::from(()),
            },
            FieldType::Image(_) => {
                let at = self.referred.images.iter().position(|image| image.range == given.range);
                let path = at.and_then(|at| self.referred.files.get(at)?.as_deref());
                let file = path.and_then(|path| snapshot.site.file(path));
                file.map_or_else(|| Value::from(()), |file| picture_value(snapshot, file, "", None))
            }
            _ => Value::from(unmarked(text)),
        }
    }
}

/// Returns a value without what stands for the content, a character that is none in Unicode.
fn unmarked(text: &str) -> String {
    text.replace(CONTENT, "")
}

/// Returns the failure of a layout.
fn failed(layout: &str, error: Error) -> FailedBlock {
    FailedBlock { layout: layout.into(), error: Arc::new(error) }
}

/// Returns the failure of a layout that makes too much.
fn too_much() -> Error {
    let message = format!("the layout of a block makes more than {} MiB beside its content", ROOM >> 20);
    Error::new(ErrorKind::InvalidOperation, message)
}

/// Returns a plain text as paragraphs, for the text of a mail is made of HTML; what is marked in it is the content.
fn paragraphs(text: &str, content: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split(CONTENT).enumerate() {
        if at > 0 && out.len() + content.len() <= OUTPUT_LIMIT {
            out.push_str(content);
        }
        for paragraph in part.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            out.push_str("<p>");
            for (at, line) in paragraph.lines().enumerate() {
                out.push_str(if at > 0 { "<br>" } else { "" });
                push_escaped(&mut out, line.trim());
            }
            out.push_str("</p>\n");
        }
    }
    out
}

/// The words of a language, as layouts of blocks see them.
#[derive(Debug)]
struct Words(Arc<Strings>);

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        key.as_str().map(|key| self.0.value(key))
    }
}

#[cfg(test)]
mod tests {
    use super::{CONTENT, paragraphs};

    #[test]
    fn plain_text_is_paragraphs_around_the_content() {
        let text = format!("A <b>\nB\n\n{CONTENT}\n\nC\n");
        assert_eq!(paragraphs(&text, "<ul></ul>\n"), "<p>A &lt;b&gt;<br>B</p>\n<ul></ul>\n<p>C</p>\n");
        assert_eq!(paragraphs("\n", "<p>x</p>"), "");
    }
}
