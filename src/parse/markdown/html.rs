//! Raw HTML that a site allows: links, pictures and ids as in Markdown, and a word on everything that is left out.
//!
//! Takes raw HTML as it stands in the file; writes what the sanitiser lets through, with holes for links and pictures of
//! this site. What an author wrote and no reader gets to see is named, once for each kind in a file.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use super::blocks::{lacks_summary, summarise};
use super::point::Point;
use super::{Hole, Image, Writer};
use crate::address;
use crate::diag::mistakes;
use crate::html::push_escaped;
use crate::parse::Link;
use crate::parse::anchors::is_reserved;
use crate::parse::sanitise::allowed;
use crate::parse::tags::{Attribute, Token, decoded, tokens};
use crate::parse::urls::{Dest, classify};
use crate::route::composed;

/// What the writer must remember of raw HTML.
#[derive(Default)]
pub(super) struct State {
    /// The open block of raw HTML.
    block: Block,
    /// Whether a block is open.
    in_block: bool,
    /// What was left out, by kind: where it stands first, and how often it stands.
    left_out: BTreeMap<Kind, (Range<usize>, usize)>,
    /// How many `a` elements are open.
    pub(super) open_links: usize,
    /// Where the last of them leads outside of this site, where its text begins, and where it stands in the file.
    pub(super) link: Option<(String, usize, Range<usize>)>,
    /// The program that stands within a paragraph, with what was written when it began.
    program: Option<(String, Point)>,
    /// What the words of the open block tell.
    told: Told,
}

/// The elements of a block of raw HTML whose words are no paragraph that tells of the page.
const UNTOLD: [&str; 20] = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "nav",
    "figure",
    "pre",
    "blockquote",
    "aside",
    "footer",
    "header",
    "summary",
    "address",
    "menu",
];

/// What the words of a block of raw HTML tell of the page.
#[derive(Default)]
struct Told {
    /// Where the words under way began, in the readable text.
    words_from: usize,
    /// How many elements are open whose words are not told.
    untold: usize,
    /// The first paragraph.
    paragraph: Option<Range<usize>>,
}

/// What is left out of raw HTML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An element, by its name.
    Element(String),
    /// An attribute: its name, and the element that it stands on first.
    Attribute(String, String),
}

/// The lines of a block of raw HTML, with their places in the file.
#[derive(Default)]
struct Block {
    html: String,
    /// Where each line begins in the block, and in the file.
    lines: Vec<(usize, Range<usize>)>,
}

impl Block {
    /// Adds a line that stands at a range of the file.
    fn push(&mut self, html: &str, range: Range<usize>) {
        self.lines.push((self.html.len(), range));
        self.html.push_str(html);
    }

    /// Returns where a range of the block stands in the file.
    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize, is_end: bool| {
            // The end of a range is in the line of its last character.
            let line = self.lines.partition_point(|(begin, _)| *begin < at || *begin == at && !is_end);
            let (begin, place) = self.lines.get(line.saturating_sub(1)).cloned().unwrap_or_default();
            (place.start + (at - begin)).min(place.end.max(place.start))
        };
        let start = place(range.start, false);
        start..place(range.end, true).max(start)
    }
}

impl State {
    /// Forgets the program that stands within a paragraph: what comes now is no part of it.
    pub(super) fn end_program(&mut self) {
        self.program = None;
    }
}

impl Writer<'_> {
    /// Begins a block of raw HTML.
    pub(super) fn start_allowed_block(&mut self) {
        self.allowed.block = Block::default();
        self.allowed.in_block = true;
    }

    /// Takes raw HTML: a line of the open block, or a tag within a paragraph.
    pub(super) fn allowed_html(&mut self, html: &str, range: &Range<usize>) {
        self.has_raw_html = true;
        if self.allowed.in_block {
            self.allowed.block.push(html, range.clone());
            return;
        }
        // The description of a picture holds no elements.
        if self.inline.say_alt("") {
            return;
        }
        self.out.heed_tag(html);
        let mut block = Block::default();
        block.push(html, range.clone());
        self.write_allowed(&block, false);
    }

    /// Ends a block of raw HTML; one that holds nothing but a picture is a figure, as in Markdown.
    pub(super) fn end_allowed_block(&mut self) {
        self.allowed.in_block = false;
        let block = std::mem::take(&mut self.allowed.block);
        let (html, holes) = (self.out.html.len(), self.out.holes.len());
        self.allowed.told = Told { words_from: self.out.plain.len(), ..Told::default() };
        self.write_allowed(&block, true);
        self.tell_of_block();
        self.out.end_words();
        if self.out.html[html..].trim().is_empty()
            && self.out.holes.len() == holes + 1
            && let Some((_, hole @ Hole::Image(_))) = self.out.holes.last_mut()
            && let Hole::Image(index) = *hole
        {
            *hole = Hole::Figure(index);
        }
    }

    /// Takes note of a tag in a block of raw HTML: it may part words, and say which of them tell of the page.
    fn heed_tag_of_block(&mut self, tag: &str, name: &str, opens: bool) {
        self.out.heed_tag(tag);
        if is_within_lines(name) {
            return;
        }
        self.out.part_words();
        let told = &mut self.allowed.told;
        // The first element with words of its own is the paragraph that is told of the page.
        if told.paragraph.is_none() && told.untold == 0 && !self.out.plain[told.words_from..].trim().is_empty() {
            told.paragraph = Some(told.words_from..self.out.plain.len());
        }
        told.words_from = self.out.plain.len();
        if UNTOLD.contains(&name) {
            told.untold = if opens { told.untold + 1 } else { told.untold.saturating_sub(1) };
        }
    }

    /// Makes the words of a block of raw HTML the summary of the page, if they are its first paragraph that says something.
    fn tell_of_block(&mut self) {
        let told = std::mem::take(&mut self.allowed.told);
        let is_told = lacks_summary(&self.body.summary) && self.depth == 0 && self.containers.is_outside();
        let rest = (told.untold == 0).then_some(told.words_from..self.out.plain.len());
        if let Some(words) = told.paragraph.or(rest).filter(|_| is_told) {
            self.body.summary = summarise(&self.out.plain[words]);
        }
    }

    /// Writes raw HTML, but for what is left out; the words of a block are said here, those within a paragraph where they
    /// come as text.
    fn write_allowed(&mut self, block: &Block, is_block: bool) {
        for (token, range) in tokens(&block.html) {
            let text = &block.html[range.clone()];
            let place = block.place(&range);
            match token {
                Token::Text => {
                    self.out.html.push_str(&text.replace('<', "&lt;"));
                    if is_block {
                        self.out.say(&decoded(text));
                    }
                }
                Token::Open(name, attributes) => {
                    if is_block {
                        self.heed_tag_of_block(text, &name, true);
                    }
                    self.open_allowed(&name, &attributes, block, place);
                }
                Token::Close(name) => {
                    self.close_allowed(&name);
                    if is_block {
                        self.heed_tag_of_block(text, &name, false);
                    }
                }
                Token::Comment if text.ends_with("-->") || text.ends_with("<!-->") || text.ends_with("<!--->") => {}
                Token::Comment => {
                    let span = self.span(&(place.start..place.start + "<!--".len()));
                    self.report(mistakes::comment_left_open(span));
                }
                Token::Program(name) => self.leave_out(Kind::Element(name.to_owned()), place),
                Token::Instruction => {
                    let word = if text.starts_with("<?") { "?" } else { "!" };
                    self.leave_out(Kind::Element(word.to_owned()), place);
                }
            }
        }
    }

    /// Notes what is left out.
    fn leave_out(&mut self, kind: Kind, place: Range<usize>) {
        match self.allowed.left_out.entry(kind) {
            Entry::Vacant(entry) => _ = entry.insert((place, 1)),
            Entry::Occupied(mut entry) => entry.get_mut().1 += 1,
        }
    }

    /// Writes an opening tag.
    fn open_allowed(&mut self, name: &str, attributes: &[Attribute<'_>], block: &Block, place: Range<usize>) {
        if name == "img" {
            self.open_picture(attributes, block, place);
            return;
        }
        if !allowed().has_element(name) {
            if matches!(name, "script" | "style") {
                self.allowed.program = Some((name.to_owned(), self.out.here()));
            }
            self.leave_out(Kind::Element(name.to_owned()), place);
            return;
        }
        self.allowed.open_links += usize::from(name == "a");
        self.out.html.push('<');
        self.out.html.push_str(name);
        for attribute in attributes {
            let at = block.place(&attribute.range);
            match attribute.name.as_str() {
                "href" if name == "a" => self.write_href(&decoded(attribute.value), at),
                "id" => self.write_id(&decoded(attribute.value), at),
                // The old way to name a place; where both stand they say the same.
                "name" if name == "a" => {
                    if attributes.iter().all(|other| other.name != "id") {
                        self.write_id(&decoded(attribute.value), at);
                    }
                }
                "cite" if !matches!(classify(&decoded(attribute.value)), Dest::External) => {
                    self.leave_out_attribute(attribute, name, at);
                }
                known if allowed().has_attribute(name, known) => {
                    let from = self.out.here();
                    self.out.html.push_str(&format!(" {known}=\"{}\"", attribute.value.replace('"', "&quot;")));
                    // What names ids of the page stays behind with them where the words are quoted.
                    if matches!(known, "aria-labelledby" | "aria-describedby" | "headers") {
                        self.out.leave_out(from, None);
                    }
                }
                _ => self.leave_out_attribute(attribute, name, at),
            }
        }
        self.out.html.push('>');
        self.begin_html_link();
    }

    /// Notes an attribute that is left out.
    fn leave_out_attribute(&mut self, attribute: &Attribute<'_>, element: &str, place: Range<usize>) {
        let known = self.allowed.left_out.keys().find_map(|kind| match kind {
            Kind::Attribute(name, element) if *name == attribute.name => Some(element.clone()),
            _ => None,
        });
        let element = known.unwrap_or_else(|| element.to_owned());
        self.leave_out(Kind::Attribute(attribute.name.clone(), element), place);
    }

    /// Writes a closing tag.
    fn close_allowed(&mut self, name: &str) {
        // A program within a paragraph is left out with what stands in it.
        if let Some((_, from)) = self.allowed.program.take_if(|(open, _)| open == name) {
            self.out.take_back(from);
        }
        self.end_html_link(name);
        if name != "img" && allowed().has_element(name) {
            self.allowed.open_links = self.allowed.open_links.saturating_sub(usize::from(name == "a"));
            self.out.html.push_str(&format!("</{name}>"));
        }
    }

    /// Writes where a link leads.
    fn write_href(&mut self, dest: &str, place: Range<usize>) {
        match classify(dest.trim()) {
            Dest::External => {
                if let Some(url) = self.outside(dest.trim(), &place) {
                    self.out.html.push_str(" href=\"");
                    push_escaped(&mut self.out.html, &url);
                    self.out.html.push('"');
                    self.allowed.link = Some((dest.trim().to_owned(), 0, place));
                }
            }
            Dest::Forbidden(scheme) => {
                let span = self.span(&place);
                self.report(mistakes::forbidden_scheme(span, &scheme));
            }
            Dest::Internal | Dest::Fragment(_) => {
                self.out.hole(Hole::Link(self.body.links.len() as u32));
                self.body.links.push(Link { dest: dest.trim().to_owned(), range: place });
            }
        }
    }

    /// Writes an id, which links can name from now on.
    fn write_id(&mut self, id: &str, place: Range<usize>) {
        let id = &*composed(id.trim());
        if id.is_empty() {
            return;
        }
        if let Some(c) = address::unseen(id) {
            self.report(mistakes::unseen_in_id(self.span(&place), id, c));
        } else if is_reserved(id) {
            self.report(mistakes::reserved_anchor(self.span(&place), id));
        } else if let Err(first) = self.anchors.take(id, place.clone()) {
            self.report(mistakes::duplicate_anchor(self.span(&place), id, self.span(&first)));
        }
        // It stays behind where the words are quoted.
        let from = self.out.here();
        self.out.html.push_str(" id=\"");
        push_escaped(&mut self.out.html, id);
        self.out.html.push('"');
        self.out.leave_out(from, None);
    }

    /// Leaves a hole for a picture, which is then one like any other.
    fn open_picture(&mut self, attributes: &[Attribute<'_>], block: &Block, place: Range<usize>) {
        let value = |name: &str| attributes.iter().find(|known| known.name == name).map(|known| decoded(known.value));
        for attribute in attributes {
            let at = block.place(&attribute.range);
            match attribute.name.as_str() {
                "id" => {
                    self.out.html.push_str("<span");
                    self.write_id(&decoded(attribute.value), at);
                    self.out.html.push_str("></span>");
                }
                // The program itself says these of every picture.
                "src" | "alt" | "title" | "loading" | "decoding" => {}
                _ => self.leave_out_attribute(attribute, "img", at),
            }
        }
        let src = value("src").map(|src| src.trim().to_owned()).filter(|src| !src.is_empty());
        let Some(src) = src else {
            self.leave_out(Kind::Element("img".to_owned()), place);
            return;
        };
        let (alt, title) = (value("alt"), value("title").unwrap_or_default());
        if alt.is_none() {
            self.report(mistakes::missing_alt_in_html(self.span(&place), &src));
        }
        self.take_picture(Image { src, alt: alt.unwrap_or_default(), title, range: place });
    }

    /// Names everything that was left out.
    pub(super) fn report_left_out(&mut self) {
        for (kind, (place, count)) in std::mem::take(&mut self.allowed.left_out) {
            let span = self.span(&place);
            self.report(match kind {
                Kind::Element(name) => mistakes::element_left_out(span, &name, count),
                Kind::Attribute(name, element) => mistakes::attribute_left_out(span, &name, &element, count),
            });
        }
    }
}

/// Tells whether an element stands within lines, so that it parts no words.
fn is_within_lines(name: &str) -> bool {
    const WITHIN: [&str; 32] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
        "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "var", "wbr",
    ];
    WITHIN.contains(&name) || matches!(name, "u" | "font" | "big" | "br")
}
