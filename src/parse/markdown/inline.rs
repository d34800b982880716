//! Inlines: emphasis, links, images.

use std::ops::Range;

use pulldown_cmark::{LinkType, TagEnd};

use super::{Hole, Image, Writer};
use crate::diag::{Span, mistakes};
use crate::html::push_escaped;
use crate::parse::Link;
use crate::parse::urls::{Dest, classify};

/// What the writer must remember between inline events.
#[derive(Default)]
pub(super) struct State {
    /// The open images, outermost first; the text inside is their alternative text.
    images: Vec<Image>,
    /// Whether each open link was written.
    links: Vec<bool>,
}

impl State {
    /// Returns the alternative text under way, inside an image.
    pub(super) fn alt(&mut self) -> Option<&mut String> {
        self.images.first_mut().map(|image| &mut image.alt)
    }
}

impl Writer<'_> {
    /// Opens or closes an element without attributes.
    pub(super) fn inline_tag(&mut self, tag: &TagEnd, open: bool) {
        if !self.inline.images.is_empty() {
            return;
        }
        let name = match tag {
            TagEnd::Emphasis => "em",
            TagEnd::Strong => "strong",
            TagEnd::Strikethrough => "del",
            TagEnd::Superscript => "sup",
            _ => "sub",
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
        let mail;
        let dest = if kind == LinkType::Email {
            mail = format!("mailto:{dest}");
            mail.as_str()
        } else {
            dest
        };
        let open = match classify(dest) {
            Dest::External => {
                self.check_host(dest, &range);
                self.out.html.push_str("<a href=\"");
                push_escaped(&mut self.out.html, dest);
                self.out.html.push('"');
                true
            }
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
        self.inline.links.push(open);
        if open {
            if !title.is_empty() {
                self.out.html.push_str(" title=\"");
                push_escaped(&mut self.out.html, title);
                self.out.html.push('"');
            }
            self.out.html.push('>');
        }
    }

    /// Warns of a host name that mixes scripts, which can pass for another (UTS 39, section 5.1).
    fn check_host(&mut self, dest: &str, range: &Range<usize>) {
        if dest.is_ascii() {
            return;
        }
        let rest = dest.split_once("://").map_or("", |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let mixed = host.split('.').any(|label| {
            label.chars().any(|c| c.is_ascii_alphabetic()) && label.chars().any(|c| !c.is_ascii() && c.is_alphabetic())
        });
        if mixed {
            let span = Span::of_words(self.file, self.text, range.clone(), host);
            self.report(mistakes::mixed_script_host(span, host));
        }
    }

    /// Closes a link.
    pub(super) fn end_link(&mut self) {
        if self.inline.images.is_empty() && self.inline.links.pop() == Some(true) {
            self.out.html.push_str("</a>");
        }
    }

    /// Opens an image.
    pub(super) fn start_image(&mut self, src: &str, title: &str, range: Range<usize>) {
        self.inline.images.push(Image { src: src.to_owned(), alt: String::new(), title: title.to_owned(), range });
    }

    /// Closes an image and leaves a hole for it.
    pub(super) fn end_image(&mut self) {
        let Some(image) = self.inline.images.pop() else { return };
        if !self.inline.images.is_empty() {
            return;
        }
        if image.alt.trim().is_empty() {
            let brackets =
                self.text[image.range.clone()].find(']').map_or(image.range.end, |at| image.range.start + at + 1);
            self.report(mistakes::missing_alt(self.span(&(image.range.start..brackets)), &image.src));
        }
        let (file, text) = (self.file, self.text);
        let address = || Span::of_words(file, text, image.range.clone(), &image.src);
        match classify(&image.src) {
            Dest::Internal => {
                self.out.hole(Hole::Image(self.body.images.len() as u32));
                self.body.images.push(image);
            }
            Dest::External => self.report(mistakes::remote_image(address(), &image.src)),
            Dest::Fragment(_) => self.report(mistakes::missing_file(address(), &image.src, None)),
            Dest::Forbidden(scheme) => self.report(mistakes::forbidden_scheme(address(), &scheme)),
        }
    }
}
