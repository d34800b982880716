//! Blocks that an author opens and closes by lines of colons: figures, quotations, columns.
//!
//! The parser meets a rule in place of each such line (`scan`); the writer opens or closes an element there. What stands
//! between is Markdown of the page, and is read as all else.

mod arguments;
mod download;
mod fence;
mod hero;
mod made;
mod own;
mod scan;
mod video;

use std::collections::BTreeMap;
use std::ops::Range;

use self::arguments::Given;
use self::fence::{Fence, Says};
pub(super) use self::scan::{Scan, scan};
use super::Writer;
use super::point::Point;
use crate::diag::mistakes;
use crate::html::push_escaped;
use crate::parse::block_kinds::{BlockKind, BlockKinds, Takes};
use crate::parse::{Hole, Image};

/// How deep blocks may nest.
const DEPTH_LIMIT: usize = 3;

/// What the writer must remember of blocks.
pub(super) struct State<'a> {
    /// The kinds of blocks.
    kinds: &'a BlockKinds,
    /// The lines that open and close blocks, in order.
    fences: Vec<Fence>,
    /// How many of them were met.
    met: usize,
    /// The open blocks, outermost first.
    open: Vec<Open<'a>>,
    /// The lines in code and in comments that would close one.
    hidden: Vec<Range<usize>>,
    /// How many blocks of each name there are that are made when the page is rendered, but for tables.
    made: BTreeMap<&'static str, u32>,
}

/// A block whose end is still to come.
struct Open<'a> {
    /// What it is; none where nothing has its name.
    kind: Option<&'a BlockKind>,
    /// The line that opens it, in the file.
    range: Range<usize>,
    /// How many colons that has.
    colons: usize,
    /// Where what stands in it began.
    start: Point,
    /// Where it began, or goes on behind a block in it.
    content: Point,
    /// The element of it, and what is written before that is closed.
    closing: String,
    /// Its number among those that are made when the page is rendered.
    made: Option<u32>,
}

impl<'a> State<'a> {
    /// Returns the state at the beginning of a text with these fences.
    pub(super) fn of(kinds: &'a BlockKinds, scan: Option<&Scan>) -> State<'a> {
        let (fences, hidden) = scan.map_or((Vec::new(), Vec::new()), |scan| (scan.fences.clone(), scan.hidden.clone()));
        State { kinds, fences, met: 0, open: Vec::new(), hidden, made: BTreeMap::new() }
    }

    /// Tells whether there is a block of this name.
    pub(super) fn is_container(&self, name: &str) -> bool {
        self.kinds.get(name).is_some()
    }

    /// Returns the number of one more block of a name.
    fn count_made(&mut self, name: &'static str) -> u32 {
        let count = self.made.entry(name).or_insert(0);
        *count += 1;
        *count
    }

    /// Tells whether no block is open.
    pub(super) fn is_outside(&self) -> bool {
        self.open.is_empty()
    }

    /// Tells whether the line that ought to close a block stands in a range of code: then it is told with the block.
    pub(super) fn ends_in_code(&self, code: &Range<usize>) -> bool {
        let next = self.hidden.partition_point(|hidden| hidden.start < code.start);
        !self.open.is_empty() && self.hidden.get(next).is_some_and(|hidden| hidden.start < code.end)
    }
}

impl<'a> Writer<'a> {
    /// Writes a rule, or opens or closes the block of which it holds the place.
    pub(super) fn rule(&mut self, range: &Range<usize>) {
        let State { fences, met, .. } = &mut self.containers;
        let found = fences[*met..].iter().position(|fence| fence.range.start == range.start);
        let Some(found) = found.filter(|_| self.depth == 0) else {
            self.out.html.push_str("<hr>\n");
            return;
        };
        let missed: Vec<Range<usize>> = fences[*met..*met + found].iter().map(|fence| fence.range.clone()).collect();
        let Fence { range, colons, says } = fences[*met + found].clone();
        *met += found + 1;
        self.report_fences_in_html(missed);
        self.out.part_words();
        self.leftovers.end_line();
        match says {
            Says::Open(name, arguments, fault) => self.open_container((range, colons), &name, arguments, fault),
            Says::Close => self.close_container(&range, colons),
        }
    }

    /// Reports what is left open at the end of the text, and closes it.
    pub(super) fn end_containers(&mut self) {
        let State { fences, met, .. } = &mut self.containers;
        let missed: Vec<Range<usize>> = fences[*met..].iter().map(|fence| fence.range.clone()).collect();
        *met = fences.len();
        self.report_fences_in_html(missed);
        while let Some(open) = self.containers.open.pop() {
            let State { hidden, .. } = &self.containers;
            let next = hidden.partition_point(|hidden| hidden.start < open.range.end);
            let hidden = hidden.get(next).map(|hidden| self.span(hidden));
            self.report(mistakes::block_left_open(self.span(&open.range), open.colons, hidden));
            self.finish_container(open);
        }
    }

    /// Reports lines that stand in raw HTML, where they are text.
    fn report_fences_in_html(&mut self, missed: Vec<Range<usize>>) {
        for range in missed {
            self.report(mistakes::block_in_html(self.span(&range)));
        }
    }

    /// Opens a block.
    fn open_container(
        &mut self,
        (range, colons): (Range<usize>, usize),
        name: &str,
        arguments: Vec<fence::Argument>,
        fault: Option<fence::Fault>,
    ) {
        let kinds = self.containers.kinds;
        let kind = kinds.get(name);
        let misread =
            fault.as_ref().filter(|fault| matches!(fault.kind, fence::FaultKind::Foreign(_) | fence::FaultKind::Name));
        let is_foreign = misread.is_some();
        // In the form of another program the name may be spelt otherwise.
        let name_at = self.text[range.clone()].find(name).map_or(range.start, |at| range.start + at);
        let name_range = misread.map_or(name_at..name_at + name.len(), |fault| fault.range.clone());
        if kind.is_none() && !is_foreign {
            self.report(mistakes::unknown_block(
                self.span(&name_range),
                name,
                &kinds.names(),
                kinds.headless.iter().any(|known| known == name),
            ));
        }
        let given = self.check_arguments((kind, &range), arguments, fault);
        self.check_place(kind, &name_range);
        if self.containers.open.len() == DEPTH_LIMIT {
            self.report(mistakes::blocks_too_deep(self.span(&range), DEPTH_LIMIT));
        }
        let number = self.body.blocks.len();
        let closing = kind.map_or(String::new(), |kind| self.start_container(kind, &given, &range));
        let made = (self.body.blocks.len() > number).then_some(number as u32);
        let start = self.out.here();
        self.containers.open.push(Open { kind, range, colons, start, content: start, closing, made });
    }

    /// Reports a block that may not stand in the one around it.
    fn check_place(&mut self, kind: Option<&'a BlockKind>, name_range: &Range<usize>) {
        self.check_content();
        let Some(kind) = kind else { return };
        let around = self.containers.open.last();
        let takes = around.and_then(|open| open.kind).map(|around| (around.name, &around.takes));
        let fits = match takes {
            Some((_, Takes::Blocks(names))) => names.contains(&kind.name),
            Some((_, Takes::Nothing | Takes::Text | Takes::Pictures)) => false,
            Some((_, Takes::Markdown)) => kind.name != "column",
            None => around.is_some() || kind.name != "column",
        };
        if !fits {
            let around = takes.map(|(name, _)| name);
            self.report(mistakes::block_out_of_place(self.span(name_range), kind.name, around));
        }
    }

    /// Reports what the innermost open block does not take, since it was opened or since the last block in it.
    fn check_content(&mut self) {
        let Some(Open { kind: Some(kind), range, content, .. }) = self.containers.open.last() else { return };
        let html = self.out.html.get(content.html..).unwrap_or("").trim();
        let holes = self.out.holes.get(content.holes..).unwrap_or_default();
        let is_fitting = match &kind.takes {
            Takes::Text | Takes::Markdown => true,
            Takes::Nothing | Takes::Blocks(_) => html.is_empty() && holes.is_empty(),
            Takes::Pictures => html.is_empty() && holes.iter().all(|(_, hole)| matches!(hole, Hole::Figure(_))),
        };
        if is_fitting {
            return;
        }
        let (name, range) = (kind.name, range.clone());
        let takes = match &kind.takes {
            Takes::Blocks(inner) => format!("blocks `{}` alone", inner.join("`, `")),
            Takes::Pictures => "pictures alone, each a paragraph of its own".to_owned(),
            _ => "nothing in it".to_owned(),
        };
        self.report(mistakes::block_content(self.span(&range), name, &takes));
    }

    /// Warns of a block that holds nothing, where something was meant to stand in it.
    fn check_empty(&mut self, open: &Open<'_>) {
        let Some(kind) = open.kind.filter(|kind| !matches!(kind.takes, Takes::Nothing | Takes::Text)) else { return };
        let is_empty = self.out.html.get(open.start.html..).is_some_and(|html| html.trim().is_empty());
        if is_empty && self.out.holes.len() == open.start.holes {
            self.report(mistakes::empty_block(self.span(&open.range), kind.name));
        }
    }

    /// Closes the innermost open block.
    fn close_container(&mut self, range: &Range<usize>, colons: usize) {
        self.check_content();
        let Some(open) = self.containers.open.pop() else {
            self.report(mistakes::block_not_open(self.span(range)));
            return;
        };
        if open.colons != colons {
            let (span, first) = (self.span(range), self.span(&open.range));
            self.report(mistakes::block_colons(span, colons, open.colons, first));
        }
        self.check_empty(&open);
        self.finish_container(open);
    }

    /// Writes the end of a block.
    fn finish_container(&mut self, open: Open<'_>) {
        let is = |name: &str| open.kind.is_some_and(|kind| kind.name == name);
        if is("figure") || is("video") {
            match self.out.html.strip_suffix(CAPTION).map(str::len) {
                Some(before) => self.out.html.truncate(before),
                None => self.out.html.push_str("</figcaption>\n"),
            }
        }
        if is("quote") {
            self.blocks.leave_quotation();
            self.marks.leave_quotation();
            self.directions.leave();
        }
        if let Some(made) = open.made {
            self.finish_made(made, open.start);
        }
        self.out.html.push_str(&open.closing);
        self.out.plain.push(' ');
        let here = self.out.here();
        if let Some(around) = self.containers.open.last_mut() {
            around.content = here;
        }
    }

    /// Returns where the content of the block stands that was opened last, from the end of its line.
    fn content_range(&self, start: usize) -> Range<usize> {
        let State { fences, met, open, .. } = &self.containers;
        let mut depth = 0;
        // Of blocks that nest too deep no more than one is looked at.
        let limit = if open.len() < DEPTH_LIMIT { usize::MAX } else { 1 };
        let closing = fences[*met..].iter().take(limit).find(|fence| match fence.says {
            Says::Open(..) => {
                depth += 1;
                false
            }
            Says::Close if depth == 0 => true,
            Says::Close => {
                depth -= 1;
                false
            }
        });
        start..closing.map_or(self.text.len(), |fence| fence.range.start)
    }

    /// Writes the beginning of a block, and returns its end.
    fn start_container(&mut self, kind: &'a BlockKind, given: &Given, range: &Range<usize>) -> String {
        let id = self.container_id(given);
        match kind.name {
            _ if kind.is_own => self.start_made(kind, given, &id, range),
            "button" => {
                self.start_button(given, &id, range);
                String::new()
            }
            "download" => self.start_download(given, &id),
            "figure" => {
                self.out.html.push_str(&format!("<figure{id}>"));
                if let (Some(src), Some(alt)) = (given.get("src"), given.get("alt")) {
                    let (src, alt, title) = (src.value.clone(), alt.value.clone(), String::new());
                    self.take_picture(Image { src, alt, title, range: range.clone() });
                }
                self.out.html.push_str(CAPTION);
                "</figure>\n".to_owned()
            }
            "quote" => self.start_quotation(given, &id, range),
            "chart" | "list" | "privacy" | "recommendations" | "session" | "signup" | "table" => {
                self.start_made(kind, given, &id, range)
            }
            "hero" => self.start_hero(kind, given, &id, range),
            "video" => self.start_video(kind, given, &id, range),
            "details" => {
                self.out.html.push_str(&format!("<details{id}>\n<summary"));
                if let Some(summary) = given.get("summary") {
                    self.out.html.push_str(self.direction_of(&summary.range));
                    self.out.html.push('>');
                    self.push_text(&summary.value);
                    self.out.plain.push(' ');
                } else {
                    self.out.html.push('>');
                }
                self.out.html.push_str("</summary>\n");
                "</details>\n".to_owned()
            }
            name => {
                self.out.html.push_str(&format!("<div class=\"{name}\"{id}>\n"));
                "</div>\n".to_owned()
            }
        }
    }

    /// Writes the beginning of a quotation, and returns its end.
    fn start_quotation(&mut self, given: &Given, id: &str, range: &Range<usize>) -> String {
        self.blocks.enter_quotation();
        self.marks.enter_quotation();
        let around = given.get("by").map_or("", |by| self.direction_of(&by.range));
        let direction = self.enter_direction(&self.content_range(range.end), None);
        // The figure has the line beside the words, in mails these have it themselves.
        self.out.html.push_str(&format!("<figure class=\"quotation\"{id}{direction}>\n<blockquote{direction}>\n"));
        let by = given.get("by").map_or(String::new(), |by| {
            let own = if direction.is_empty() { around } else { " dir=\"auto\"" };
            let mut caption = format!("<figcaption{own}>— ");
            push_escaped(&mut caption, &by.value);
            caption + "</figcaption>\n"
        });
        format!("</blockquote>\n{by}</figure>\n")
    }

    /// Writes a button: a link that stands alone.
    fn start_button(&mut self, given: &Given, id: &str, range: &Range<usize>) {
        let (Some(to), Some(text)) = (given.get("to"), given.get("text")) else { return };
        let direction = self.direction_of(&text.range);
        self.out.html.push_str(&format!("<p class=\"action\"{id}{direction}>"));
        self.start_link(pulldown_cmark::LinkType::Inline, &to.value, "", range.clone());
        self.push_text(&text.value);
        self.end_link();
        self.out.html.push_str("</p>\n");
    }
}

/// What stands between a picture and its caption.
const CAPTION: &str = "<figcaption class=\"words\">\n";
