//! Inlines: emphasis, links, images.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{LinkType, TagEnd};

use super::{Hole, Image, Writer};
use crate::address;
use crate::diag::{Span, mistakes};
use crate::html::push_escaped;
use crate::parse::Link;
use crate::parse::urls::{Dest, classify};

/// What the writer must remember between inline events.
#[derive(Default)]
pub(super) struct State {
    /// The open images, outermost first; the text inside is their alternative text.
    images: Vec<Image>,
    /// How many open elements strike words of it.
    struck: usize,
    /// Where links began, in the file.
    pub(super) starts: BTreeSet<usize>,
}

/// A link whose end is still to come.
pub(super) struct OpenLink {
    /// Whether it was written.
    written: bool,
    /// Where it leads outside of this site, as it is written.
    target: String,
    /// Where its text begins, in the HTML so far.
    html: usize,
    /// Where its text begins, in the readable text so far.
    plain: usize,
    /// Where it stands in the file.
    range: Range<usize>,
}

impl State {
    /// Returns the alternative text under way, inside an image.
    pub(super) fn alt(&mut self) -> Option<&mut String> {
        self.images.first_mut().map(|image| &mut image.alt)
    }

    /// Appends to the alternative text under way, inside an image, unless the words are struck; tells whether one is open.
    pub(super) fn say_alt(&mut self, text: &str) -> bool {
        let Some(image) = self.images.first_mut() else { return false };
        if self.struck == 0 {
            image.alt.push_str(text);
        }
        true
    }
}

impl Writer<'_> {
    /// Opens or closes an element without attributes.
    pub(super) fn inline_tag(&mut self, tag: &TagEnd, open: bool) {
        if *tag == TagEnd::Subscript {
            self.push_text("~");
            return;
        }
        if *tag == TagEnd::Strikethrough {
            let in_alt = !self.inline.images.is_empty();
            let struck = if in_alt { &mut self.inline.struck } else { &mut self.out.struck };
            *struck = if open { *struck + 1 } else { struck.saturating_sub(1) };
        }
        if !self.inline.images.is_empty() {
            return;
        }
        let name = match tag {
            TagEnd::Emphasis => "em",
            TagEnd::Strong => "strong",
            TagEnd::Strikethrough => "del",
            _ => "sup",
        };
        self.out.html.push_str(if open { "<" } else { "</" });
        self.out.html.push_str(name);
        self.out.html.push('>');
    }

    /// Opens a link.
    pub(super) fn start_link(&mut self, kind: LinkType, dest: &str, title: &str, range: Range<usize>) {
        if !self.inline.images.is_empty() {
            return;
        }
        self.inline.starts.insert(range.start);
        let mail;
        let dest = if kind == LinkType::Email {
            mail = format!("mailto:{dest}");
            mail.as_str()
        } else {
            dest
        };
        let place = range.clone();
        let mut target = String::new();
        let open = match classify(dest) {
            Dest::External => match self.outside(dest, &range) {
                Some(url) => {
                    target = dest.to_owned();
                    self.out.html.push_str("<a href=\"");
                    push_escaped(&mut self.out.html, &url);
                    self.out.html.push('"');
                    true
                }
                None => false,
            },
            Dest::Forbidden(scheme) => {
                let span = Span::of_words(self.file, self.text, range, dest);
                self.report(mistakes::forbidden_scheme(span, &scheme));
                false
            }
            Dest::Internal | Dest::Fragment(_) => {
                self.out.html.push_str("<a");
                self.out.hole(Hole::Link(self.body.links.len() as u32));
                self.body.links.push(Link { dest: dest.to_owned(), range });
                true
            }
        };
        if open {
            if !title.is_empty() {
                self.out.html.push_str(" title=\"");
                push_escaped(&mut self.out.html, title);
                self.out.html.push('"');
            }
            self.out.html.push('>');
        }
        let (html, plain) = (self.out.html.len(), self.out.plain.len());
        self.out.links.push(OpenLink { written: open, target, html, plain, range: place });
    }

    /// Returns an address outside of this site as it stands in every output; what is wrong with it is reported.
    pub(super) fn outside(&mut self, dest: &str, range: &Range<usize>) -> Option<String> {
        let (file, text) = (self.file, self.text);
        let place = || Span::of_words(file, text, range.clone(), dest);
        if let Some(c) = address::unseen(dest) {
            self.report(mistakes::unseen_in_address(place(), dest, c));
            return None;
        }
        match address::normalised(dest) {
            Ok(url) => {
                self.check_host(dest, range);
                Some(url)
            }
            Err(fault) => {
                self.report(mistakes::bad_address(place(), dest, &fault));
                None
            }
        }
    }

    /// Closes a link; warns when its text is an address that it does not lead to.
    pub(super) fn end_link(&mut self) {
        if !self.inline.images.is_empty() {
            return;
        }
        let Some(link) = self.out.links.pop().filter(|link| link.written) else { return };
        self.check_link_text(&link.target, (link.html, link.plain), &link.range);
        self.out.html.push_str("</a>");
    }

    /// Opens an image.
    pub(super) fn start_image(&mut self, src: &str, title: &str, range: Range<usize>) {
        self.inline.images.push(Image { src: src.to_owned(), alt: String::new(), title: title.to_owned(), range });
    }

    /// Closes an image and leaves a hole for it.
    pub(super) fn end_image(&mut self) {
        let Some(mut image) = self.inline.images.pop() else { return };
        if image.alt.contains("  ") {
            image.alt = image.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if !self.inline.images.is_empty() {
            return;
        }
        if image.alt.trim().is_empty() {
            let brackets =
                self.text[image.range.clone()].find(']').map_or(image.range.end, |at| image.range.start + at + 1);
            self.report(mistakes::missing_alt(self.span(&(image.range.start..brackets)), &image.src));
        }
        self.take_picture(image);
    }

    /// Leaves a hole for a picture, if it is one of this site.
    pub(super) fn take_picture(&mut self, image: Image) {
        let (file, text) = (self.file, self.text);
        let address = || Span::of_words(file, text, image.range.clone(), &image.src);
        match classify(&image.src) {
            Dest::Internal => {
                self.out.hole(Hole::Image(self.body.images.len() as u32));
                self.out.say(&image.alt);
                self.body.images.push(image);
            }
            Dest::External => self.report(mistakes::remote_image(address(), &image.src)),
            Dest::Fragment(_) => self.report(mistakes::missing_file(address(), &image.src, None)),
            Dest::Forbidden(scheme) => self.report(mistakes::forbidden_scheme(address(), &scheme)),
        }
    }
}
