//! Markdown to HTML with holes, in one pass over the events of pulldown-cmark.
//!
//! CommonMark with tables, footnotes, strikethrough, definition lists, alerts and printed quotation marks; ids of headings
//! and marks of recommendations are read from the source (`marks`). The writer keeps no list of events and makes no tree;
//! nesting, and the size of what comes out, are bounded. Images and links inside the site stay open as holes.

mod autolink;
mod base_direction;
mod blocks;
mod braces;
mod containers;
mod dialect;
mod disguises;
mod html;
mod inline;
mod labels;
mod leftovers;
mod lines;
mod lists;
mod lost;
mod marks;
mod masks;
mod notes;
mod numbers;
mod out;
mod point;
mod quotes;
mod raw;
mod reading;
mod shown;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

pub use self::dialect::extensions;
use self::masks::Masks;
use self::out::Out;
pub(super) use self::reading::read_body;
use super::anchors::Anchors;
use super::{Body, Hole, Image, Label, sanitise};
use crate::config::RawHtml;
use crate::diag::{Diagnostic, MISTAKES_LIMIT, Span, is_control, mistakes};
use crate::html::push_escaped;

/// How deep blocks and inlines may nest.
const DEPTH_LIMIT: usize = 100;
/// The largest body, in bytes of HTML.
const HTML_LIMIT: usize = 32 * 1024 * 1024;

/// The writer: takes events, fills a [`Body`].
struct Writer<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    raw_html: RawHtml,
    /// The piece under way: the text, or a footnote.
    out: Out,
    body: Body,
    anchors: Anchors,
    diagnostics: &'a mut Vec<Diagnostic>,
    depth: usize,
    /// How many mistakes were reported.
    reported: usize,
    /// Whether something was refused that ends the reading.
    stopped: bool,
    /// What a copy hides from the parser, in the second reading.
    masks: Option<&'a Masks<'a>>,
    /// Whether the first reading met something that needs a second.
    needs_masks: bool,
    blocks: blocks::State,
    containers: containers::State<'a>,
    lists: lists::State,
    marks: marks::State,
    notes: notes::State,
    inline: inline::State,
    raw: raw::State,
    allowed: html::State,
    bare: autolink::State,
    quotes: quotes::State,
    directions: base_direction::State,
    lost: lost::State,
    leftovers: leftovers::State,
    /// The characters that stand in the file as references, and where.
    references: Vec<(Range<usize>, char)>,
    /// Whether raw HTML was let through and must be sanitised.
    has_raw_html: bool,
}

impl Writer<'_> {
    /// Returns the span of a range of the file. Its line costs a look through the file, which one that nobody is told of, after
    /// the last mistake that is reported, is not worth: there may be one at every line.
    fn span(&self, range: &Range<usize>) -> Span {
        if self.stopped {
            return Span::whole(self.file);
        }
        Span::new(self.file, self.text, range.clone())
    }

    /// Reports a mistake; one too many ends the reading.
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.stopped {
            return;
        }
        self.reported += 1;
        if self.reported <= MISTAKES_LIMIT {
            self.diagnostics.push(diagnostic);
        } else {
            self.diagnostics.push(mistakes::too_many_mistakes(self.span(&(0..0)), MISTAKES_LIMIT));
            self.stopped = true;
        }
    }

    /// Takes events to their end, or until something ends the reading.
    fn read<'e>(&mut self, events: impl Iterator<Item = (Event<'e>, Range<usize>)>) {
        for (event, range) in events {
            self.event(event, range);
            if self.needs_masks || self.stopped {
                break;
            }
        }
    }

    /// Takes one event.
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let (mut event, mut range) = (event, range);
        match &event {
            Event::Start(_) | Event::End(_) => self.note_tag(&event),
            _ => self.lost.note_shown(&range),
        }
        if self.bare.is_under_way() {
            match self.continue_address(event, range) {
                Some(rest) => (event, range) = rest,
                None => return,
            }
        }
        if self.marks.is_watching() && self.take_mark(&event, &range) {
            return;
        }
        match event {
            Event::Start(tag) => {
                self.quotes.enter(&tag);
                self.depth += 1;
                if self.depth > DEPTH_LIMIT {
                    self.stop(mistakes::nested_too_deep(self.span(&range), DEPTH_LIMIT));
                    return;
                }
                self.start(tag, range);
            }
            Event::End(tag) => {
                self.quotes.leave(&tag);
                self.depth -= 1;
                self.end(tag, range);
            }
            Event::Text(text) => self.take_text(&text, range),
            Event::Code(text) if self.inline.say_alt(&text) => {}
            Event::SoftBreak | Event::HardBreak if self.inline.say_alt(" ") => {}
            Event::Code(text) => {
                self.leftovers.begin_within();
                self.out.html.push_str("<code>");
                self.push_text(&text);
                self.out.html.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw_html(&html, &range),
            Event::FootnoteReference(label) => {
                self.leftovers.note_footnote(range.end);
                self.footnote_reference(&label);
            }
            Event::SoftBreak => {
                self.leftovers.end_line();
                self.out.html.push('\n');
                self.out.say(" ");
            }
            Event::HardBreak => {
                self.leftovers.end_line();
                self.out.html.push_str("<br>\n");
                self.out.say(" ");
            }
            Event::Rule => self.rule(&range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_text(&text),
            Event::TaskListMarker(_) => {}
        }
        self.check_length();
    }

    /// Stops the reading of a body that becomes too large.
    fn check_length(&mut self) {
        if self.out.html.len() > HTML_LIMIT {
            self.stop(mistakes::page_too_large(Span::whole(self.file), HTML_LIMIT));
        }
    }

    /// Reports the mention of a footnote that has no text; such a mention is left as it stands, bracket by bracket.
    fn check_footnote(&mut self, text: &str, range: &Range<usize>) {
        let Some(label) = text.strip_prefix('^').filter(|label| !label.is_empty()) else { return };
        if self.text[..range.start].ends_with('[') && self.text[range.end..].starts_with(']') {
            let span = self.span(&(range.start - 1..range.end + 1));
            self.report(mistakes::missing_footnote(span, label));
        }
    }

    /// Reports links by a name that no line explains.
    ///
    /// In `[Arabic][PDF](ar.pdf)` the first brackets are text: the second are a link, or the text before one.
    fn check_undefined(&mut self, undefined: Vec<(Range<usize>, String)>) {
        let mut explained = std::mem::take(&mut self.inline.starts);
        for (range, label) in undefined.into_iter().rev() {
            if self.stopped {
                return;
            }
            let second = self.text[range.clone()].rfind('[').map_or(range.start, |at| range.start + at);
            if explained.contains(&second) {
                explained.insert(range.start);
                continue;
            }
            let span = Span::of_words(self.file, self.text, range, &format!("[{label}]"));
            self.report(mistakes::undefined_reference(span, &label));
        }
    }

    /// Reports what ends the reading.
    fn stop(&mut self, diagnostic: Diagnostic) {
        self.report(diagnostic);
        self.stopped = true;
    }

    /// Takes text of the file.
    fn take_text(&mut self, text: &str, range: Range<usize>) {
        if text.len() <= 4 && self.text.as_bytes().get(range.start) == Some(&b'&') {
            self.note_reference(text, &range);
        }
        self.check_footnote(text, &range);
        self.check_text(text, &range);
        self.write_text(text, &range);
    }

    /// Appends text, escaped; inside an image it is the alternative text.
    fn push_text(&mut self, text: &str) {
        // A character that no text can hold comes only by a reference such as `&#1;`, and then it comes alone.
        if text.len() <= 3 && text.chars().all(|c| is_control(c) && !matches!(c, '\n' | '\t')) {
            return;
        }
        if self.inline.say_alt(text) {
            return;
        }
        push_escaped(&mut self.out.html, text);
        self.out.say(text);
    }

    /// Opens an element.
    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.begin_block(&tag, &range);
        match tag {
            Tag::List(_) | Tag::Item => self.start_list(&tag, range),
            Tag::FootnoteDefinition(label) => self.start_note(&label, &range),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {
                self.inline_tag(&tag.to_end(), true);
            }
            Tag::Link { link_type, dest_url, title, id } => {
                self.lost.note_use(&id);
                self.start_link(link_type, &dest_url, &title, range);
            }
            Tag::Image { dest_url, title, id, .. } => {
                self.lost.note_use(&id);
                self.start_image(&dest_url, &title, range);
            }
            _ => self.start_block(tag, range),
        }
    }

    /// Closes an element.
    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::List(_) | TagEnd::Item => {
                self.out.end_words();
                self.end_list(tag);
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.inline_tag(&tag, false);
            }
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            _ => {
                self.out.end_words();
                self.end_block(tag, range);
            }
        }
    }

    /// Takes raw HTML as the site's settings say; comments are dropped, for they are not content.
    fn raw_html(&mut self, html: &str, range: &Range<usize>) {
        self.check_comment(html, range);
        match self.raw_html {
            RawHtml::Escape => self.show_html(html, range),
            RawHtml::Sanitise => self.allowed_html(html, range),
        }
    }

    /// Puts the pieces together.
    fn finish(mut self) -> Body {
        self.out.apply_inserts();
        self.finish_recommendations();
        self.finish_notes();
        self.report_left_out();
        let words = count_words(&self.out.plain);
        if self.stopped {
            // Half a text is not shown, and one that is too large would fail again in the layout.
            self.out = Out::default();
        }
        let mut body = self.body;
        if self.has_raw_html {
            (self.out.html, self.out.holes) = sanitise::sanitise(&self.out.html, &self.out.holes);
            // These stand on other pages, where an element left open would go on.
            for made in &mut body.recommendations {
                (made.html, made.holes) = sanitise::sanitise(&made.html, &made.holes);
                for lead in made.lead.iter_mut().chain(&mut made.inner_lead) {
                    (lead.html, lead.holes) = sanitise::sanitise(&lead.html, &lead.holes);
                }
            }
        }
        // Of a body that was not read to its end, what was read is of no use but to be linked to.
        if !self.stopped {
            // A copy takes no more room than it needs; an allocator may leave a shrunk text where it is.
            body.html = self.out.html.as_str().into();
            body.holes = self.out.holes;
        }
        body.anchors = self.anchors.given;
        body.anchors.sort_unstable();
        body.words = words;
        body
    }
}

/// Returns how many words a text has: runs of bytes that are no blank, counted without a branch between bytes, since
/// every byte of a site passes here.
fn count_words(text: &str) -> usize {
    const BLOCK: usize = 128;
    let blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    let pairs = bytes.chunks(BLOCK).zip(bytes[1..].chunks(BLOCK));
    let begun = pairs.map(|(before, next)| {
        let words = before.iter().zip(next).map(|(before, next)| u8::from(blank(*before) & !blank(*next)));
        usize::from(words.sum::<u8>())
    });
    usize::from(!blank(*first)) + begun.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::count_words;

    #[test]
    fn words_are_counted() {
        for text in
            ["", " ", "a", " a ", "a b", "a\tb\n\nc  d", "’tis 日本 été", &"ab \n".repeat(1_000), &"a ".repeat(129)]
        {
            assert_eq!(count_words(text), text.split_ascii_whitespace().count(), "{text:?}");
        }
    }
}
