//! Bodies for mail: the HTML of a page in, HTML that mail programs can show out.
//!
//! Addresses become absolute, pictures those made for mail; links that only jump go, since several programs do not
//! follow them, and footnotes read without them. What mail programs do not know is written with what they do: a figure is
//! a `div`, a table that is too wide for a telephone is a list of its rows. No styles yet; see [`super::inline`].

use super::base_direction::told;
use super::body_elements::{BUTTON, closing, written};
use super::body_numbers::Numbers;
use super::markup::{Attributes, Piece, is_void, pieces};
use super::table::Table;
use crate::html::push_escaped;

/// What a body needs to know beside itself.
pub struct BodyCx<'a> {
    /// The address of the page on the web.
    pub page: &'a str,
    /// What ids begin with, so that two texts in one mail do not share one.
    pub slug: &'a str,
    /// Makes an address on the host absolute.
    pub absolute: &'a dyn Fn(&str) -> String,
    /// Returns the picture for mail in place of the one at an address on the host.
    pub image: &'a dyn Fn(&str) -> Option<MailImage>,
}

/// A picture as a mail shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailImage {
    /// Its absolute address.
    pub url: String,
    /// The width at which it is shown.
    pub width: u32,
    /// The height at which it is shown.
    pub height: u32,
}

/// A body in its two parts: between them a letter has its closing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailBody {
    /// The text.
    pub text: String,
    /// The footnotes, or nothing.
    pub notes: String,
}

/// Returns the body of a page for mail.
pub fn mail_body(html: &str, cx: &BodyCx<'_>) -> MailBody {
    let html = &*told(html);
    let mut writer = Writer::new(html, cx);
    for piece in pieces(html) {
        writer.take(piece);
    }
    writer.finish()
}

/// An element whose end is still to come: its name in the page, and what closes it in the mail.
type Open<'a> = (&'a str, &'static str);

/// Writes the body of a mail.
pub(super) struct Writer<'a, 'c> {
    cx: &'c BodyCx<'c>,
    pub(super) out: String,
    pub(super) open: Vec<Open<'a>>,
    /// The numbers of open lists.
    numbers: Numbers,
    /// Whether an item of a list with labels was opened, and nothing of it was written.
    pub(super) unlabelled: bool,
    /// The open tables, outermost first, each with what was written outside of its open cell.
    pub(super) tables: Vec<(Table, Option<String>)>,
    /// How many elements are open inside one that is left out with all that it holds.
    skipped: usize,
    /// How many elements are open whose text stands as it was typed.
    verbatim: usize,
    /// How many ends of lines are due in such a text; none is due at its end.
    line_ends: usize,
    /// The footnotes, once they have ended.
    notes: String,
    /// While footnotes are written, what was written before them.
    before_notes: Option<String>,
}

impl<'a, 'c> Writer<'a, 'c> {
    /// Returns a writer that has written nothing of a body.
    fn new(html: &str, cx: &'c BodyCx<'c>) -> Writer<'a, 'c> {
        let out = String::with_capacity(html.len() + html.len() / 4);
        let (open, tables, notes, numbers) = (Vec::new(), Vec::new(), String::new(), Numbers::of(html));
        let (skipped, verbatim, line_ends, unlabelled) = (0, 0, 0, false);
        Writer { cx, out, open, numbers, unlabelled, tables, skipped, verbatim, line_ends, notes, before_notes: None }
    }

    /// Takes one piece.
    fn take(&mut self, piece: Piece<'a>) {
        match piece {
            Piece::Open(name, _) if self.skipped > 0 => self.skipped += usize::from(!is_void(name)),
            Piece::Close(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Piece::Text(text) if self.verbatim > 0 => self.push_verbatim(text),
            Piece::Text(text) => {
                // Between the cells of a table stand line ends only.
                if self.tables.last().is_none_or(|(_, outside)| outside.is_some()) {
                    if self.unlabelled && !text.trim().is_empty() {
                        self.begin_words();
                    }
                    self.out.push_str(text);
                }
            }
            Piece::Open(name, attributes) => self.start(name, attributes),
            Piece::Close(name) => self.end(name),
        }
    }

    /// Appends text as it was typed: by breaks and unbreakable blanks, since few mail programs keep others.
    fn push_verbatim(&mut self, text: &str) {
        for (at, line) in text.replace('\t', "    ").split('\n').enumerate() {
            self.line_ends += usize::from(at > 0);
            let mut rest = line;
            while !rest.is_empty() {
                for _ in 0..std::mem::take(&mut self.line_ends) {
                    self.out.push_str("<br>");
                }
                let words = rest.find("  ").or_else(|| rest.starts_with(' ').then_some(0)).unwrap_or(rest.len());
                self.out.push_str(&rest[..words]);
                rest = &rest[words..];
                let blanks = rest.len() - rest.trim_start_matches(' ').len();
                // Every other blank is one at which a line may break; at the beginning of a line the first must hold,
                // and before a word the last must not.
                let first = usize::from(!self.out.ends_with('>') && blanks % 2 == 1);
                for at in first..first + blanks {
                    self.out.push_str(if at % 2 == 0 { "&nbsp;" } else { " " });
                }
                rest = &rest[blanks..];
            }
        }
    }

    /// Opens an element.
    fn start(&mut self, name: &'a str, attributes: Attributes<'a>) {
        if let "table" | "thead" | "tbody" | "tfoot" | "tr" | "th" | "td" | "caption" | "colgroup" | "col" = name {
            self.begin_words();
            return self.start_table(name, attributes);
        }
        if self.start_list(name, attributes) {
            return;
        }
        match name {
            "a" => return self.start_link(attributes),
            "img" => return self.push_image(attributes),
            "section" if attributes.has_class("footnotes") => {
                if self.open.is_empty() && self.tables.is_empty() {
                    self.before_notes = Some(std::mem::take(&mut self.out));
                }
                let label = attributes.raw("aria-label").unwrap_or("");
                self.out.push_str("<div class=\"notes\"><h2>");
                self.out.push_str(label);
                self.out.push_str("</h2>");
                self.open.push((name, "</div>"));
                return;
            }
            "sup" if attributes.has_class("fn-ref") => {
                self.out.push_str("<sup class=\"mention soft\">[");
                self.open.push((name, "]</sup>"));
                return;
            }
            "pre" => {
                self.verbatim += 1;
                self.line_ends = 0;
            }
            "div" if attributes.has_class("table-scroll") => return self.open.push((name, "")),
            // Few mail programs know readings beside letters; in brackets all do.
            "rp" => {
                self.skipped = 1;
                return;
            }
            "rt" => {
                self.out.push('(');
                return self.open.push((name, ")"));
            }
            "p" if attributes.has_class("action") => {
                self.out.push_str(BUTTON.0);
                self.push_tag("td", "fill", attributes);
                return self.open.push((name, BUTTON.1));
            }
            _ => {}
        }
        let (class, written) = written(name, attributes);
        if written.is_empty() {
            if !is_void(name) {
                self.open.push((name, ""));
            }
            return;
        }
        self.push_tag(written, class, attributes);
        if name == "ol" {
            self.numbers.open(attributes);
        }
        if !is_void(name) {
            self.open.push((name, closing(written)));
        }
    }

    /// Writes an opening tag with the attributes that mean something in a mail.
    pub(super) fn push_tag(&mut self, name: &str, class: &str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        if !class.is_empty() {
            self.push_attribute("class", class);
        }
        let note = attributes.raw("id").and_then(|id| id.strip_prefix("fn-")).filter(|_| name == "li");
        if let Some(number) = note {
            let id = format!("fn-{}-{number}", self.cx.slug);
            self.push_attribute("id", &id);
        }
        let in_numbers = name == "li" && self.open.last().is_some_and(|(name, _)| *name == "ol");
        let number = if in_numbers { self.numbers.of_item(attributes) } else { None };
        if let Some(number) = number {
            self.push_attribute("value", &number.to_string());
        }
        for (key, value) in attributes.iter() {
            let kept = match key {
                "lang" | "title" => true,
                "dir" => matches!(value, "ltr" | "rtl"),
                "start" => name == "ol" && value.parse::<i64>().is_ok(),
                "value" => name == "li" && number.is_none() && value.parse::<i64>().is_ok(),
                "type" => name == "ol" && matches!(value, "1" | "a" | "A" | "i" | "I"),
                _ => false,
            };
            if kept {
                self.push_attribute(key, value);
            }
        }
        self.out.push('>');
    }

    /// Writes an attribute whose value is escaped.
    fn push_attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(value);
        self.out.push('"');
    }

    /// Opens a link; one that only jumps within its page leads to the page on the web, or goes.
    fn start_link(&mut self, attributes: Attributes<'a>) {
        if attributes.has_class("fn-back") || attributes.has_class("rec-link") {
            self.skipped = 1;
            return;
        }
        let in_mention = self.open.last() == Some(&("sup", "]</sup>"));
        let href = attributes.get("href").filter(|href| !in_mention && !href.is_empty());
        let Some(href) = href else { return self.open.push(("a", "")) };
        let url = match href.chars().next() {
            Some('#') => [self.cx.page, &href].concat(),
            Some('/') if !href.starts_with("//") => (self.cx.absolute)(&href),
            _ => href.into_owned(),
        };
        self.out.push_str("<a href=\"");
        push_escaped(&mut self.out, &url);
        self.out.push('"');
        if let Some(title) = attributes.raw("title") {
            self.push_attribute("title", title);
        }
        self.out.push('>');
        self.open.push(("a", "</a>"));
    }

    /// Writes a picture; one that no mail can show is a link to it, under its description.
    fn push_image(&mut self, attributes: Attributes<'_>) {
        let (Some(src), alt) = (attributes.get("src"), attributes.raw("alt").unwrap_or("")) else { return };
        let title = attributes.raw("title").filter(|title| !title.is_empty());
        match (self.cx.image)(&src) {
            Some(image) => {
                self.out.push_str("<img src=\"");
                push_escaped(&mut self.out, &image.url);
                self.out.push('"');
                self.push_attribute("alt", alt);
                if let Some(title) = title {
                    self.push_attribute("title", title);
                }
                self.push_attribute("width", &image.width.to_string());
                self.push_attribute("height", &image.height.to_string());
                // A picture that was not fetched is a box as wide as it is told; this one gives way like a picture.
                self.push_attribute("style", &format!("width:100%;max-width:{}px", image.width));
                self.out.push('>');
            }
            None => {
                let linked = self.open.iter().any(|(_, closing)| *closing == "</a>");
                if linked {
                    self.out.push_str(alt);
                    return;
                }
                self.out.push_str("<a class=\"picture\" href=\"");
                push_escaped(&mut self.out, &(self.cx.absolute)(&src));
                self.out.push('"');
                if let Some(title) = title {
                    self.push_attribute("title", title);
                }
                self.out.push('>');
                self.out.push_str(alt);
                self.out.push_str("</a>");
            }
        }
    }

    /// Closes an element, and what was left open in it.
    fn end(&mut self, name: &'a str) {
        if let "table" | "thead" | "tbody" | "tfoot" | "tr" | "th" | "td" | "caption" | "colgroup" = name {
            return self.end_table(name);
        }
        let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) else { return };
        while self.open.len() > at {
            let (name, closing) = self.open.pop().unwrap_or_default();
            match name {
                "li" => self.begin_words(),
                "ol" => self.numbers.close(),
                _ => {}
            }
            self.verbatim = self.verbatim.saturating_sub(usize::from(name == "pre"));
            self.out.push_str(closing);
        }
        if self.open.is_empty() {
            self.end_notes();
        }
    }

    /// Goes on with the text, if footnotes have ended.
    fn end_notes(&mut self) {
        if let Some(before) = self.before_notes.take() {
            let notes = std::mem::replace(&mut self.out, before);
            self.notes.push_str(&notes);
        }
    }

    /// Closes what is still open, and parts the text from the footnotes.
    fn finish(mut self) -> MailBody {
        while !self.tables.is_empty() {
            self.end_table("td");
            self.end_table("table");
        }
        while let Some((_, closing)) = self.open.pop() {
            self.out.push_str(closing);
        }
        self.end_notes();
        MailBody { text: self.out, notes: self.notes }
    }
}
