//! Blocks that are made when the page is rendered, of more than its text.

use std::ops::Range;

use super::arguments::Given;
use super::kinds::{Kind, Of};
use crate::diag::mistakes;
use crate::parse::markdown::Writer;
use crate::parse::markdown::point::Point;
use crate::parse::urls::{Dest, classify};
use crate::parse::{Argument, Block, Hole};

/// The suffixes of files with tables.
const TABLES: [&str; 4] = ["csv", "tsv", "yaml", "yml"];

impl Writer<'_> {
    /// Leaves a hole for the beginning of a block, and returns what stands at its end.
    pub(super) fn start_made(&mut self, kind: &'static Kind, given: &Given, id: &str, range: &Range<usize>) -> String {
        let mut arguments = Vec::new();
        let mut is_right = true;
        for known in kind.arguments {
            let Some(argument) = given.get(known.key) else {
                is_right &= !known.required;
                continue;
            };
            if known.of == Of::Table && !is_table(&argument.value) {
                self.report(mistakes::no_table(self.span(&argument.range), &argument.value));
                is_right = false;
            }
            let (value, range) = (argument.value.clone(), argument.range.clone());
            arguments.push(Argument { key: known.key, value, range });
        }
        self.out.html.push_str(&format!("<div class=\"{}-block\"{id}>\n", kind.name));
        if is_right {
            let number = self.blocks.count_table();
            self.out.hole(Hole::Block(self.body.blocks.len() as u32));
            let (name, range) = (kind.name, range.clone());
            self.body.blocks.push(Block { name, arguments, number, has_content: false, range });
        }
        "</div>\n".to_owned()
    }

    /// Leaves a hole for the end of a block whose content began at a place.
    pub(super) fn finish_made(&mut self, number: u32, start: Point) {
        let Some(block) = self.body.blocks.get_mut(number as usize) else { return };
        let html = self.out.html.get(start.html..).unwrap_or("").trim();
        block.has_content = !html.is_empty() || self.out.holes.len() > start.holes;
        if ["<table", "<h2", "<h3", "<h4", "<h5", "<h6"].iter().any(|tag| html.contains(tag)) {
            let (name, range) = (block.name, block.range.clone());
            self.report(mistakes::block_content(self.span(&range), name, "words alone: no headings and no tables"));
        }
        self.out.hole(Hole::BlockEnd(number));
        self.out.html.push('\n');
    }
}

/// Tells whether a value names a file of this site in which a table may stand.
fn is_table(value: &str) -> bool {
    let suffix = value.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    classify(value) == Dest::Internal && TABLES.iter().any(|known| suffix.eq_ignore_ascii_case(known))
}
