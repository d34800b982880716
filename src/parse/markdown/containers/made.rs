//! Blocks that are made when the page is rendered, of more than its text.

use std::ops::Range;

use super::arguments::Given;
use super::fence;
use crate::diag::mistakes;
use crate::parse::block_kinds::{BlockKind, Of};
use crate::parse::markdown::Writer;
use crate::parse::markdown::point::Point;
use crate::parse::urls::{Dest, classify};
use crate::parse::{Argument, Block, Hole, Link};
use crate::source::page_stem;

/// The suffixes of files with tables.
const TABLES: [&str; 4] = ["csv", "tsv", "yaml", "yml"];

impl Writer<'_> {
    /// Writes the beginning of a block, and returns its end.
    pub(super) fn start_made(&mut self, kind: &BlockKind, given: &Given, id: &str, range: &Range<usize>) -> String {
        self.out.html.push_str(&format!("<div class=\"{}-block\"{id}>\n", kind.name));
        self.leave_hole(kind, given, range);
        "</div>\n".to_owned()
    }

    /// Leaves a hole for the beginning of a block, if its arguments are right.
    pub(super) fn leave_hole(&mut self, kind: &BlockKind, given: &Given, range: &Range<usize>) {
        let mut arguments = Vec::new();
        let first_link = self.body.links.len();
        let mut is_right = self.check_together(kind, given, range);
        for known in kind.arguments.iter() {
            let Some(argument) = given.get(known.key) else {
                is_right &= !known.required;
                continue;
            };
            is_right &= self.check_value(&known.of, argument);
            let (value, range) = (argument.value.clone(), argument.range.clone());
            arguments.push(Argument { key: known.key, value, range });
        }
        if is_right {
            let number = match kind.name {
                "table" => self.blocks.count_table(),
                name => self.containers.count_made(name),
            };
            self.out.hole(Hole::Block(self.body.blocks.len() as u32));
            let (name, range, links) = (kind.name, range.clone(), first_link..self.body.links.len());
            let level = self.blocks.level();
            self.body.blocks.push(Block { name, arguments, number, level, links, has_content: false, range });
        }
    }

    /// Reports arguments of which one alone says nothing, or not beside another; tells whether there are none.
    fn check_together(&mut self, kind: &BlockKind, given: &Given, range: &Range<usize>) -> bool {
        if kind.name != "list" {
            return true;
        }
        match (given.get("from"), given.get("pages")) {
            (None, None) => {
                let misspelt = given.is_empty();
                if !misspelt {
                    self.report(mistakes::list_of_nothing(self.span(range), &kind.example));
                }
                false
            }
            (Some(_), Some(pages)) => {
                self.report(mistakes::arguments_apart(self.span(&pages.key_range), "pages", "from"));
                false
            }
            (Some(_), None) => true,
            (None, Some(_)) => {
                let beside: Vec<_> = ["where", "sort_by", "count"].iter().filter_map(|key| given.get(key)).collect();
                for argument in &beside {
                    let found = mistakes::arguments_apart(self.span(&argument.key_range), &argument.key, "pages");
                    self.report(found);
                }
                beside.is_empty()
            }
        }
    }

    /// Reports a value that is not what it should be; tells whether it is right.
    fn check_value(&mut self, of: &Of, argument: &fence::Argument) -> bool {
        let (key, value) = (argument.key.as_str(), argument.value.trim());
        // Lines are counted for what is reported alone: a text may have many blocks.
        let span = || self.span(&argument.range);
        match of {
            Of::Table if !is_table(value) => self.report(mistakes::no_table(span(), value)),
            Of::Number(limit) if !value.parse().is_ok_and(|number: u32| (1..=*limit).contains(&number)) => {
                self.report(mistakes::argument_number(span(), key, value, *limit));
            }
            Of::Choice(known) if !known.contains(&value) => {
                self.report(mistakes::argument_choice(span(), key, value, known));
            }
            Of::Pages => return self.link_to_pages(argument),
            Of::Field(of) => return self.check_field(of, argument),
            _ => return true,
        }
        false
    }

    /// Notes a link to each page that an argument names; tells whether each is one.
    fn link_to_pages(&mut self, argument: &fence::Argument) -> bool {
        let mut is_right = true;
        for path in argument.value.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            let range = self.words_in(&argument.range, path);
            if classify(path) != Dest::Internal || page_stem(path).is_none() || path.starts_with('/') {
                self.report(mistakes::no_page_in_argument(self.span(&range), path));
                is_right = false;
            } else {
                self.body.links.push(Link { dest: path.to_owned(), range });
            }
        }
        is_right
    }

    /// Returns where words stand in a range of the file; all of it where they do not.
    fn words_in(&self, range: &Range<usize>, words: &str) -> Range<usize> {
        let at = self.text.get(range.clone()).and_then(|text| text.find(words));
        at.map_or(range.clone(), |at| range.start + at..range.start + at + words.len())
    }

    /// Leaves a hole for the end of a block whose content began at a place.
    pub(super) fn finish_made(&mut self, number: u32, start: Point) {
        let Some(block) = self.body.blocks.get_mut(number as usize) else { return };
        let html = self.out.html.get(start.html..).unwrap_or("").trim();
        block.has_content = !html.is_empty() || self.out.holes.len() > start.holes;
        let is_own = self.containers.kinds.get(block.name).is_some_and(|kind| kind.is_own);
        if !is_own && ["<table", "<h2", "<h3", "<h4", "<h5", "<h6"].iter().any(|tag| html.contains(tag)) {
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
