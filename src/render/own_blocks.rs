//! The layouts of a site's own blocks: what each makes of the values and the content that a text gives it.
//!
//! Takes the layouts of the kinds of blocks that the site declares; gives the HTML or the text of a block. Such a layout sees nothing
//! but what it is given, so that what it makes depends on the text and on itself alone. Its work is bounded like that of other layouts.

use std::collections::BTreeMap;
use std::io;

use minijinja::{Environment, Error, ErrorKind, Value};

use super::bounds::OUTPUT_LIMIT;
use super::printed::print_value;
use super::template::Template;
use super::{bounded, insertions};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::parse::{BlockKinds, Takes, block_head};

/// Where the layouts lie, each with the end of its name: of pages, of mails, of the plain text of mails.
const FORMS: [(&str, &str); 3] =
    [("blocks/", ".html"), ("newsletter/blocks/", ".html"), ("newsletter/blocks/", ".txt")];

/// Returns the names of the layouts that a block may have: of pages, of mails, of the plain text of mails.
pub(super) fn files_of(name: &str) -> [String; 3] {
    FORMS.map(|(folder, end)| format!("{folder}{name}{end}"))
}

/// Returns the text of a layout with blanks in place of the head, which stands in a comment then: of the same length, so that all
/// else keeps its place.
pub(super) fn without_head(text: &str) -> Option<String> {
    let head = block_head(text)?;
    let blank = |text: &str| {
        text.chars().map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) }).collect::<String>()
    };
    let rest = &text[head.end..];
    let closing = rest.find('\n').unwrap_or(rest.len());
    let opening = &text[..head.start];
    Some(
        ["{# ", &blank(&opening[3..]), &blank(&text[head]), "-#}", &blank(&rest[3..closing]), &rest[closing..]]
            .concat(),
    )
}

/// Reports layouts of blocks that hold something, and that never name it.
pub(super) fn without_content(kinds: &BlockKinds, templates: &BTreeMap<String, Template>) -> Vec<Diagnostic> {
    let holding = kinds.own.iter().filter(|kind| kind.takes != Takes::Nothing);
    let layouts = holding.flat_map(|kind| files_of(kind.name).map(|file| (kind.name, templates.get(&file))));
    let silent = layouts.filter_map(|(name, template)| Some((name, template?)));
    let silent = silent.filter(|(_, template)| !template.text.contains("content"));
    silent.map(|(name, template)| mistakes::own_block_content(Span::whole(&template.path), name)).collect()
}

/// The layouts of own blocks by name, ready to be run: each by itself, so that none is made of another.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnLayouts(BTreeMap<String, Environment<'static>>);

impl OwnLayouts {
    /// Compiles the layouts of these blocks; those that do not compile are reported with all others.
    pub(super) fn of<'a>(templates: impl Iterator<Item = (&'a String, &'a Template)>) -> OwnLayouts {
        let mut environment = bounded::environment();
        environment.set_formatter(|out, state, value| print_value(out, state, value, |_| None));
        let alone = |(name, template): (&String, &Template)| {
            let mut environment = environment.clone();
            let text = insertions::compiled(name, &template.text).into_owned();
            // It is compiled among all others too, and what is wrong is said there.
            let _ = environment.add_template_owned(name.clone(), text);
            (name.clone(), environment)
        };
        OwnLayouts(templates.map(alone).collect())
    }

    /// Returns what a layout makes of these values, and how much work that was.
    pub(super) fn render(&self, name: &str, values: Value, room: usize) -> Result<(String, u64), Error> {
        let mut out = Room { bytes: Vec::new(), left: room.min(OUTPUT_LIMIT) };
        let environment = self.0.get(name).ok_or_else(|| Error::from(ErrorKind::TemplateNotFound))?;
        let state = environment.get_template(name)?.render_captured_to(values, &mut out)?;
        let work = state.state().fuel_levels().map_or(0, |(consumed, _)| consumed);
        Ok((String::from_utf8_lossy(&out.bytes).into_owned(), work))
    }
}

/// What a layout writes, as long as there is room.
struct Room {
    bytes: Vec<u8>,
    /// How many bytes more there is room for.
    left: usize,
}

impl io::Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() > self.left {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.left -= bytes.len();
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::without_head;

    #[test]
    fn head_makes_way_and_all_else_keeps_its_place() {
        let text = "---\ntakes: é\n---\n<p>\n";
        let without = without_head(text).expect("there is a head");
        assert_eq!(without, "{# \n         \n-#}\n<p>\n");
        assert_eq!((without.len(), without.find("<p>")), (text.len(), text.find("<p>")));
        assert_eq!(without_head("<p>"), None);
    }
}
