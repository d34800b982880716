//! Files that a text offers: each with its title, its type and its size.

use super::arguments::Given;
use super::fence::Argument;
use crate::diag::mistakes;
use crate::parse::markdown::Writer;
use crate::parse::urls::{Dest, classify};
use crate::parse::{Hole, Link};
use crate::source::page_stem;

impl Writer<'_> {
    /// Writes the beginning of a file that is offered, and returns its end.
    pub(super) fn start_download(&mut self, given: &Given, id: &str) -> String {
        self.out.html.push_str(&format!("<div class=\"download\"{id}>\n"));
        let link = given.get("src").and_then(|src| self.link_to_file(src));
        if let (Some(link), Some(title)) = (link, given.get("title")) {
            let direction = self.direction_of(&title.range);
            self.out.html.push_str(&format!("<p class=\"download-file\"{direction}><a"));
            self.out.hole(Hole::Link(link));
            self.out.html.push('>');
            self.push_text(&title.value);
            self.out.html.push_str("</a>");
            self.out.hole(Hole::File(link));
            self.out.html.push_str("</p>\n");
            self.out.plain.push(' ');
        }
        "</div>\n".to_owned()
    }

    /// Returns the number of a link to a file of this site; anything else is reported.
    pub(super) fn link_to_file(&mut self, src: &Argument) -> Option<u32> {
        let path = src.value.split(['?', '#']).next().unwrap_or("");
        if classify(&src.value) != Dest::Internal || page_stem(path).is_some() || path.ends_with('/') {
            self.report(mistakes::no_file_in_argument(self.span(&src.range), &src.key, &src.value));
            return None;
        }
        if path.rsplit_once('.').is_some_and(|(_, suffix)| ["yaml", "yml"].contains(&suffix)) {
            self.report(mistakes::records_not_offered(self.span(&src.range), &src.value));
            return None;
        }
        let number = self.body.links.len() as u32;
        // A file is named from the folder of the page or from `content/`, never by an address.
        let dest = src.value.trim_start_matches('/').to_owned();
        self.body.links.push(Link { dest, range: src.range.clone() });
        Some(number)
    }
}
