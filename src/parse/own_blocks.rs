//! A site's own blocks: what the heads of their layouts declare.
//!
//! Takes the files `layouts/blocks/<name>.html`; gives a kind of block for each that begins with a head between two `---` lines,
//! and what is wrong with the heads. What stands below a head is a layout, and a matter of rendering.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::ParseOptions;
use super::block_kinds::{ArgumentKind, BlockKind, BlockKinds, ID, Of, Takes, built_in};
use super::front_matter::{Field, FieldType, read_arguments};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::source::SourceFile;
use crate::yaml::{Limits, Map, Mark, Node, Source, What, interned};

/// Where the layouts of own blocks lie.
const FOLDER: &str = "layouts/blocks/";

/// The words of `takes:` that are no names of blocks.
const TAKES: [&str; 3] = ["markdown", "text", "none"];

/// The longest name of a block.
const NAME_LIMIT: usize = 40;

/// Returns the range of the head of a block's layout, between its two `---` lines; nothing where the file has none.
pub fn block_head(text: &str) -> Option<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut at = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some(start..at);
        }
        at += line.len();
    }
    None
}

/// Reads the heads of these layouts; other files are passed over.
pub fn read_own_blocks<'a>(
    files: impl Iterator<Item = &'a SourceFile>,
    options: &ParseOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> BlockKinds {
    let mut kinds = BlockKinds::default();
    let mut heads = Vec::new();
    for file in files {
        let name = file.path.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".html"));
        let Some((name, text)) = name.filter(|name| !name.contains('/')).zip(file.text.as_ref()) else { continue };
        let text = text.get();
        let Some(range) = block_head(&text) else {
            kinds.headless.push(name.to_owned());
            continue;
        };
        let source = Source { file: Arc::clone(&file.path), text, range };
        if !is_name(name) {
            diagnostics.push(mistakes::own_block_name(Span::whole(&source.file), name));
        } else if built_in(name).is_some() {
            diagnostics.push(mistakes::own_block_taken(Span::whole(&source.file), name));
        } else {
            kinds.own.push(read_head(&source, interned(name), options, diagnostics));
            heads.push(source);
        }
    }
    for (kind, source) in kinds.own.iter().zip(&heads) {
        check_inner(&kinds, kind, source, diagnostics);
    }
    kinds
}

/// Tells whether a text can be the name of a block.
fn is_name(text: &str) -> bool {
    let is_good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.len() <= NAME_LIMIT && text.bytes().all(is_good) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Reads a head; what cannot be read is reported, and the block takes nothing of it.
fn read_head(
    source: &Source,
    name: &'static str,
    options: &ParseOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> BlockKind {
    let read = |map: &mut Map<'_>| {
        let takes = map.field("takes", read_takes).unwrap_or(Takes::Nothing);
        Some((takes, map.field("arguments", |node| read_arguments(node, options)).unwrap_or_default()))
    };
    let is_empty = source.yaml().trim().is_empty();
    let found = if is_empty { None } else { source.read(Limits::FRONT_MATTER, diagnostics, |node| node.map(read)) };
    let (takes, fields) = found.unwrap_or((Takes::Nothing, Vec::new()));
    let mut arguments = Vec::new();
    for Field { name: key, of, required, .. } in fields {
        let place = format!("arguments.{key}");
        match of {
            _ if key == ID => diagnostics.push(mistakes::own_argument_taken(source.locate(&place, Mark::Key), ID)),
            Some(FieldType::Reference(_)) => {
                let span = source.locate(&format!("{place}.type"), Mark::Value);
                diagnostics.push(mistakes::own_argument_reference(span));
            }
            Some(of) => arguments.push(ArgumentKind { key, required, of: Of::Field(of) }),
            None => {}
        }
    }
    let required = arguments.iter().filter(|argument| argument.required);
    let example = required.fold(format!("::: {name}"), |line, argument| format!("{line} {}=\"…\"", argument.key));
    BlockKind { name, takes, arguments: Cow::Owned(arguments), example: Cow::Owned(example), is_own: true }
}

/// Reads what may stand in a block: a word, or a list of names of blocks.
fn read_takes(node: Node<'_>) -> Option<Takes> {
    if matches!(node.value().what(), What::List) {
        let names = node.list(|node| node.filled_text())?;
        return Some(Takes::Blocks(names.iter().map(|name| interned(name)).collect()));
    }
    let text = node.filled_text()?;
    match text.as_str() {
        "markdown" => Some(Takes::Markdown),
        "text" => Some(Takes::Text),
        "none" => Some(Takes::Nothing),
        _ => {
            node.note(move |span| mistakes::own_block_takes(span, &text, &TAKES));
            None
        }
    }
}

/// Reports names of blocks in `takes:` that there are not.
fn check_inner(kinds: &BlockKinds, kind: &BlockKind, source: &Source, diagnostics: &mut Vec<Diagnostic>) {
    let Takes::Blocks(names) = &kind.takes else { return };
    for (at, name) in names.iter().enumerate().filter(|(_, name)| kinds.get(name).is_none()) {
        let span = source.locate(&format!("takes[{at}]"), Mark::Value);
        diagnostics.push(mistakes::unknown_block(span, name, &kinds.names(), false));
    }
}

#[cfg(test)]
mod tests {
    use super::block_head;

    #[test]
    fn head_stands_between_two_lines() {
        assert_eq!(block_head("---\na: 1\n---\n<p>"), Some(4..9));
        assert_eq!(block_head("---\n---"), Some(4..4));
        assert_eq!(block_head("<p>\n---\n---\n"), None);
        assert_eq!(block_head("---\na: 1\n"), None);
        assert_eq!(block_head(""), None);
    }
}
