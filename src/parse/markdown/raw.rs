//! Raw HTML that is shown as text, and the comments in it, which are not content.

use std::ops::Range;

use super::Writer;
use super::masks::has_words;
use crate::config::RawHtml;
use crate::diag::mistakes;

/// What the writer must remember of raw HTML and its comments.
#[derive(Default)]
pub(super) struct State {
    /// Where the open comment began, in the file.
    comment: Option<usize>,
    /// Where the open block began, in HTML; none is open within a paragraph.
    block: Option<usize>,
    /// Whether the open block is a comment.
    is_comment: bool,
}

impl Writer<'_> {
    /// Opens a block of raw HTML.
    pub(super) fn start_raw_html(&mut self, range: &Range<usize>) {
        let is_comment = self.text[range.clone()].trim_start().starts_with("<!--");
        self.raw = State { comment: None, block: Some(self.out.html.len()), is_comment };
        match self.raw_html {
            RawHtml::Escape => self.out.html.push_str("<p>"),
            RawHtml::Sanitise => self.start_allowed_block(),
        }
    }

    /// Closes a block of raw HTML; one that held nothing but comments leaves nothing behind.
    pub(super) fn end_raw_html(&mut self) {
        let State { comment, block, .. } = std::mem::take(&mut self.raw);
        if self.raw_html == RawHtml::Sanitise {
            self.end_allowed_block();
            return;
        }
        let Some(block) = block else { return };
        if let Some(start) = comment {
            self.report(mistakes::comment_left_open(self.span(&(start..start + "<!--".len()))));
        }
        if self.out.html[block..].trim() == "<p>" {
            self.out.html.truncate(block);
        } else {
            self.out.html.push_str("</p>\n");
        }
    }

    /// Sees to it that words behind a comment are read like any others: by a second reading, or by the author.
    pub(super) fn check_comment(&mut self, html: &str, range: &Range<usize>) {
        self.leftovers.begin_within();
        let Some((_, words)) = html.split_once("-->") else { return };
        let begins_block = self.masks.is_some_and(|masks| masks.blocks.binary_search(&range.end).is_ok());
        let is_raw = self.raw.is_comment && has_words(words);
        self.needs_masks |= is_raw && self.masks.is_none();
        if begins_block {
            self.report(mistakes::block_after_comment(self.span(range)));
        } else if is_raw && self.masks.is_some() {
            self.report(mistakes::words_after_comment(self.span(range)));
        }
    }

    /// Writes raw HTML as text, without its comments.
    pub(super) fn show_html(&mut self, html: &str, range: &Range<usize>) {
        if self.raw.block.is_none() {
            // Within a paragraph a comment comes alone.
            if !html.starts_with("<!--") {
                self.note_html(html, range);
                self.push_text(html);
            }
            return;
        }
        let mut rest = html;
        loop {
            if self.raw.comment.is_some() {
                let Some((_, after)) = rest.split_once("-->") else { return };
                self.raw.comment = None;
                rest = after;
            }
            let Some((before, comment)) = rest.split_once("<!--") else { break };
            self.show_markup(before, html.len() - rest.len(), range);
            self.raw.comment = Some(range.start + html.len() - rest.len() + before.len());
            // `<!-->` and `<!--->` are whole comments (CommonMark, section 6.6).
            let is_whole = comment.starts_with('>') || comment.starts_with("->");
            rest = if is_whole { &rest[before.len() + "<!".len()..] } else { comment };
        }
        self.show_markup(rest, html.len() - rest.len(), range);
    }

    /// Writes what stands between comments, at this offset of a range of the file.
    fn show_markup(&mut self, html: &str, offset: usize, range: &Range<usize>) {
        self.note_html(html, &(range.start + offset..range.end));
        self.push_text(html);
    }
}
