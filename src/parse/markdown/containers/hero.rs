//! The beginning of a home page or of a plain page: the heading of the page in large, a line below it, and buttons.

use std::ops::Range;

use super::arguments::Given;
use crate::diag::mistakes;
use crate::parse::Image;
use crate::parse::block_kinds::BlockKind;
use crate::parse::markdown::Writer;

impl Writer<'_> {
    /// Writes the beginning of a hero, and returns its end.
    pub(super) fn start_hero(&mut self, kind: &BlockKind, given: &Given, id: &str, range: &Range<usize>) -> String {
        if !self.containers.is_outside() || !self.out.html.trim().is_empty() || !self.out.holes.is_empty() {
            self.report(mistakes::hero_below(self.span(range)));
        }
        self.out.html.push_str(&format!("<div class=\"hero hero-block\"{id}>\n"));
        match (given.get("image"), given.get("alt")) {
            (Some(image), Some(alt)) => {
                let (src, alt, title) = (image.value.clone(), alt.value.clone(), String::new());
                self.out.html.push_str("<p class=\"hero-picture\">");
                self.take_picture(Image { src, alt, title, range: image.range.clone() });
                self.out.html.push_str("</p>\n");
            }
            (Some(image), None) => {
                self.report(mistakes::hero_without_alt(self.span(&image.range)));
            }
            (None, Some(alt)) => {
                self.report(mistakes::arguments_lone(self.span(&alt.key_range), "alt", "image"));
            }
            (None, None) => {}
        }
        self.out.html.push_str("<div class=\"hero-text\">\n");
        self.leave_hole(kind, given, range);
        if let Some(title) = given.get("title") {
            self.out.plain.push_str(&title.value);
            self.out.plain.push(' ');
        }
        "</div>\n</div>\n".to_owned()
    }
}
