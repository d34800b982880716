//! Films on another site: a picture and a link, so that nothing is loaded from there before a reader goes.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::CAPTION;
use super::arguments::Given;
use crate::diag::mistakes;
use crate::parse::block_kinds::BlockKind;
use crate::parse::markdown::Writer;
use crate::parse::urls::{Dest, classify};
use crate::parse::{Hole, Image, Label};

impl Writer<'_> {
    /// Writes the beginning of a film, and returns its end.
    pub(super) fn start_video(&mut self, kind: &BlockKind, given: &Given, id: &str, range: &Range<usize>) -> String {
        self.out.html.push_str(&format!("<figure class=\"video\"{id}>\n"));
        let url = given.get("url").filter(|url| {
            let host = host_of(&url.value);
            if host.is_none() {
                self.report(mistakes::no_video_address(self.span(&url.range), &url.value));
            }
            host.is_some()
        });
        if let (Some(url), Some(title)) = (url, given.get("title")) {
            let direction = self.direction_of(&title.range);
            self.out.html.push_str(&format!("<p class=\"video-link\"{direction}>"));
            self.start_link(LinkType::Inline, &url.value, "", url.range.clone());
            if let Some(poster) = given.get("poster") {
                // The title beside it says all that it would.
                let (src, alt, title) = (poster.value.clone(), String::new(), String::new());
                self.take_picture(Image { src, alt, title, range: poster.range.clone() });
            }
            self.out.html.push_str("<span class=\"video-title\">");
            self.push_text(&title.value);
            self.out.html.push_str("</span>");
            self.end_link();
            self.out.html.push_str(" <span class=\"elsewhere\">");
            self.out.hole(Hole::Label(Label::OtherSite(host_of(&url.value).unwrap_or("").into())));
            self.out.html.push_str("</span></p>\n");
            if given.get("player").is_some() {
                self.leave_hole(kind, given, range);
            }
        }
        self.out.html.push_str(CAPTION);
        "</figure>\n".to_owned()
    }
}

/// Returns the host of an address elsewhere, without what stands before most.
fn host_of(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    (is_web && classify(url) == Dest::External).then(|| host.strip_prefix("www.").unwrap_or(host))
}
