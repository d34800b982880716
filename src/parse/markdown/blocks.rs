//! Blocks: paragraphs, headings, quotes, alerts, code, tables, definition lists.

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel, Tag, TagEnd};

use super::masks::is_definition;
use super::point::Point;
use super::{Hole, Label, Writer};
use crate::diag::mistakes;
use crate::html::push_escaped;
use crate::parse::Heading;
use crate::parse::anchors::is_reserved;

/// The longest summary made from a first paragraph, in characters.
const SUMMARY_LIMIT: usize = 300;

/// What the writer must remember between block events.
#[derive(Default)]
pub(super) struct State {
    /// The level of the last heading.
    last_level: u8,
    /// The alignments of the open table.
    alignments: Vec<Alignment>,
    /// The cell of the open row, and whether the row is the head.
    cell: usize,
    in_head: bool,
    /// The number of tables so far.
    tables: u32,
    /// Whether each open quote is an alert.
    quotes: Vec<bool>,
}

/// A heading whose end is still to come.
pub(super) struct OpenHeading {
    /// Where it began.
    start: Point,
    /// The id that it was given.
    id: Option<(String, Range<usize>)>,
}

impl State {
    /// Tells whether a quote is open that is no alert.
    pub(super) fn is_in_quote(&self) -> bool {
        self.quotes.last() == Some(&false)
    }

    /// Returns the level of the last heading; 0 before the first.
    pub(super) fn level(&self) -> u8 {
        self.last_level
    }

    /// Returns the number of a table that comes.
    pub(super) fn count_table(&mut self) -> u32 {
        self.tables += 1;
        self.tables
    }

    /// Notes that what follows is quoted.
    pub(super) fn enter_quotation(&mut self) {
        self.quotes.push(false);
    }

    /// Notes that what was quoted has ended.
    pub(super) fn leave_quotation(&mut self) {
        self.quotes.pop();
    }
}

impl Writer<'_> {
    /// Opens a block.
    pub(super) fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.out.part_words();
        match tag {
            Tag::Paragraph => {
                self.out.paragraph = self.out.here();
                let direction = self.direction_of(&range);
                self.out.html.push_str("<p");
                self.out.html.push_str(direction);
                self.out.html.push('>');
                self.out.paragraph_words = self.out.here();
            }
            Tag::Heading { level, .. } => self.start_heading(level, &range),
            Tag::BlockQuote(kind) => self.start_quote(kind, &range),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.start_raw_html(&range),
            Tag::DefinitionList => self.out.html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => {
                let direction = self.direction_of(&range);
                let _ = write!(self.out.html, "<dt{direction}>");
            }
            Tag::DefinitionListDefinition => self.start_definition(&range),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => {
                self.out.html.push_str("<thead>\n<tr>");
                (self.blocks.cell, self.blocks.in_head) = (0, true);
            }
            Tag::TableRow => {
                self.out.html.push_str("<tr>");
                self.blocks.cell = 0;
            }
            Tag::TableCell => self.start_cell(&range),
            _ => {}
        }
    }

    /// Closes a block.
    pub(super) fn end_block(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(level) => self.end_heading(level, &range),
            TagEnd::BlockQuote(_) => {
                let alert = self.blocks.quotes.pop().unwrap_or(false);
                if !alert {
                    self.directions.leave();
                }
                self.out.html.push_str(if alert { "</aside>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.leftovers.in_code = false;
                self.out.html.push_str("</code></pre>\n");
            }
            TagEnd::HtmlBlock => self.end_raw_html(),
            TagEnd::DefinitionList => self.out.html.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.html.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => {
                self.directions.leave();
                self.out.html.push_str("</dd>\n");
            }
            TagEnd::Table => self.out.html.push_str("</tbody>\n</table></div>\n"),
            TagEnd::TableHead => {
                self.out.html.push_str("</tr>\n</thead>\n<tbody>\n");
                self.blocks.in_head = false;
            }
            TagEnd::TableRow => {
                self.check_row(&range);
                self.out.html.push_str("</tr>\n");
            }
            TagEnd::TableCell => {
                self.lost.note_cell(&range);
                self.out.html.push_str(if self.blocks.in_head { "</th>" } else { "</td>" });
                self.out.plain.push(' ');
            }
            _ => {}
        }
        self.out.plain.push(' ');
    }

    /// Closes a paragraph; one that holds nothing but an image becomes a figure, and the first that says something becomes the
    /// summary.
    fn end_paragraph(&mut self) {
        let start = self.out.paragraph;
        let lead = self.lead_of_paragraph();
        self.end_marked_paragraph();
        if ["<p>", "<p dir=\"auto\">"].contains(&self.out.html[start.html..].trim_end())
            && self.out.holes.len() == start.holes + 1
            && let Some((_, hole @ Hole::Image(_))) = self.out.holes.last_mut()
            && let Hole::Image(index) = *hole
        {
            self.out.html.truncate(start.html);
            self.out.holes.truncate(start.holes);
            self.out.hole(Hole::Figure(index));
            self.out.html.push('\n');
            return;
        }
        self.out.html.push_str("</p>\n");
        self.lists.note_lead(lead, self.out.html.len());
        // Pictures alone tell nothing of the page.
        let is_told = || texts_of(&self.out.html[start.html..]).any(|text| !text.trim().is_empty());
        if lacks_summary(&self.body.summary) && self.depth == 0 && self.containers.is_outside() && is_told() {
            self.body.summary = summarise(&self.out.plain[start.plain..]);
        }
    }

    /// Opens a heading; its level is known to be right only when the text is.
    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let level_number = level as u8;
        if level_number == 1 {
            self.report(mistakes::heading_level_one(self.span(range)));
        } else if self.blocks.last_level > 0 && level_number > self.blocks.last_level + 1
            || self.blocks.last_level == 0 && level_number > 2
        {
            let fitting = self.blocks.last_level.max(1) + 1;
            self.report(mistakes::heading_skips_level(self.span(range), level_number, fitting));
        }
        self.blocks.last_level = level_number.max(2);
        self.out.heading = Some(OpenHeading { start: self.out.here(), id: None });
    }

    /// Closes a heading and puts its opening tag, now that the id can be made, before its text.
    fn end_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let Some(OpenHeading { start, id: own_id }) = self.out.heading.take() else { return };
        let level = (level as u8).max(2);
        let text = in_one_line(&self.out.plain[start.plain..]);
        // A heading that is struck as a whole leads nowhere in the contents.
        let html = &self.out.html[start.html..];
        let is_struck = text.is_empty() && ["<del", "<s>", "<strike"].iter().any(|tag| html.contains(tag));
        let struck = is_struck.then(|| without_tags(html)).filter(|words| !words.is_empty());
        if text.is_empty() && struck.is_none() {
            self.report(mistakes::empty_heading(self.span(range)));
            return;
        }
        let id = match own_id {
            Some((id, place)) if is_reserved(&id) => {
                self.report(mistakes::reserved_anchor(self.span(&place), &id));
                id
            }
            Some((id, place)) => {
                if let Err(first) = self.anchors.take(&id, place.clone()) {
                    self.report(mistakes::duplicate_anchor(self.span(&place), &id, self.span(&first)));
                }
                id
            }
            None => self.anchors.for_heading(struck.as_deref().unwrap_or(&text), range.clone()),
        };
        let figure = char::from(b'0' + level);
        let mut open = String::with_capacity(id.len() + 24);
        open.push_str("<h");
        open.push(figure);
        open.push_str(" id=\"");
        push_escaped(&mut open, &id);
        open.push('"');
        open.push_str(self.direction_of(range));
        open.push('>');
        self.out.insert_heading(start, &open);
        self.out.html.push_str("</h");
        self.out.html.push(figure);
        self.out.html.push_str(">\n");
        // The contents lead to what all readers see at once.
        if struck.is_none() && self.containers.is_outside() {
            self.body.headings.push(Heading { level, id, text });
        }
    }

    /// Gives the open heading its own id.
    pub(super) fn name_heading(&mut self, id: String, range: Range<usize>) {
        let Some(heading) = &mut self.out.heading else { return };
        heading.id = Some((id, range.clone()));
        let start = heading.start;
        self.out.trim_end(start);
        // The signs that close a heading stand before its id.
        let written = self.text[..range.start].trim_end();
        let signs = written.len() - written.trim_end_matches('#').len();
        if signs > 0 && written[..written.len() - signs].ends_with([' ', '\t']) {
            let closing = &written[written.len() - signs..];
            if self.out.html.ends_with(closing) && self.out.plain.ends_with(closing) {
                self.out.html.truncate(self.out.html.len() - signs);
                self.out.plain.truncate(self.out.plain.len() - signs);
            }
            self.out.trim_end(start);
        }
    }

    /// Opens a quote or an alert.
    fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: &Range<usize>) {
        self.blocks.quotes.push(kind.is_some());
        let kind = match kind {
            None => {
                let direction = self.enter_direction(range, None);
                let _ = writeln!(self.out.html, "<blockquote{direction}>");
                return;
            }
            Some(BlockQuoteKind::Note) => "note",
            Some(BlockQuoteKind::Tip) => "tip",
            Some(BlockQuoteKind::Important) => "important",
            Some(BlockQuoteKind::Warning) => "warning",
            Some(BlockQuoteKind::Caution) => "caution",
        };
        let _ = write!(self.out.html, "<aside class=\"alert alert-{kind}\"><p class=\"alert-title\">");
        self.out.hole(Hole::Label(Label::Alert(kind)));
        self.out.html.push_str("</p>\n");
    }

    /// Opens a definition, if it is one by the rules: a colon, a blank and something.
    fn start_definition(&mut self, range: &Range<usize>) {
        let line = self.text[range.start..].trim_start_matches([' ', '\t']);
        self.needs_masks |= self.masks.is_none() && !is_definition(line);
        let direction = self.enter_direction(range, None);
        let _ = write!(self.out.html, "<dd{direction}>");
    }

    /// Opens a block of code.
    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.out.html.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.out.html.push_str(" class=\"language-");
            push_escaped(&mut self.out.html, language);
            self.out.html.push('"');
        }
        self.out.html.push('>');
    }

    /// Opens a table in a region that can be scrolled by keyboard (WCAG 2.2, success criterion 2.1.1).
    fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.blocks.tables += 1;
        self.blocks.alignments = alignments;
        self.out.html.push_str("<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out.hole(Hole::Label(Label::Table(self.blocks.tables)));
        self.out.html.push_str("\"><table>\n");
    }

    /// Opens a cell.
    fn start_cell(&mut self, range: &Range<usize>) {
        let alignment = self.blocks.alignments.get(self.blocks.cell);
        let class = match alignment {
            Some(Alignment::Left) => " class=\"align-left\"",
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-right\"",
            _ => "",
        };
        let element = if self.blocks.in_head { "th scope=\"col\"" } else { "td" };
        let direction = self.direction_of(range);
        let _ = write!(self.out.html, "<{element}{class}{direction}>");
        self.blocks.cell += 1;
    }
}

/// Returns what some HTML says, without a look at its references.
fn without_tags(html: &str) -> String {
    texts_of(html).collect::<String>().trim().to_owned()
}

/// Returns the texts between the tags of some HTML.
fn texts_of(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').enumerate().map(|(at, piece)| match piece.split_once('>') {
        Some((_, text)) if at > 0 => text,
        _ => piece,
    })
}

/// Returns the text in one line.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The longest words that are taken for a salutation or the beginning of a list, in characters.
const OPENING_LIMIT: usize = 60;

/// Tells whether there is no summary yet, or one that says nothing: a salutation, or words that lead to what follows ("Dear
/// reader,", "Estimados lectores:").
pub(super) fn lacks_summary(summary: &str) -> bool {
    summary.is_empty() || summary.ends_with([',', ':', '،', '，', '：']) && summary.chars().count() <= OPENING_LIMIT
}

/// Returns the text in one line, cut at a word when it is long.
pub(super) fn summarise(text: &str) -> String {
    let mut summary = String::with_capacity(text.len().min(SUMMARY_LIMIT * 2));
    let mut length = 0;
    for word in text.split_whitespace() {
        let characters = if word.is_ascii() { word.len() } else { word.chars().count() } + 1;
        if length + characters > SUMMARY_LIMIT {
            summary.push('…');
            break;
        }
        if length > 0 {
            summary.push(' ');
        }
        summary.push_str(word);
        length += characters;
    }
    summary
}
