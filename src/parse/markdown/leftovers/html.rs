//! Raw HTML that is shown as text, because the site does not let it through.

use std::ops::Range;

use crate::diag::mistakes::Leftover;
use crate::parse::markdown::Writer;

/// The elements of HTML; other words in angles, such as `<name>`, are shown as they are meant.
const ELEMENTS: &str = " a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body \
    br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em \
    embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img \
    input ins kbd label legend li link main map mark marquee menu meta meter nav nobr noscript object ol optgroup \
    option output p param picture pre progress q rp rt ruby s samp script section select small source span strike \
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var \
    video wbr ";

/// Tells whether a name is that of an element.
fn is_element(name: &str) -> bool {
    ELEMENTS.split_ascii_whitespace().any(|known| known == name)
}

impl Writer<'_> {
    /// Notes the elements of a piece of raw HTML that is shown as text.
    pub(in crate::parse::markdown) fn note_html(&mut self, html: &str, range: &Range<usize>) {
        let mut from = 0;
        while let Some(at) = html[from..].find('<').map(|found| from + found) {
            let rest = &html[at + 1..];
            let name = rest.strip_prefix('/').unwrap_or(rest);
            let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
            from = at + 1;
            let is_closing = rest.starts_with('/');
            let known = name[..length].to_ascii_lowercase();
            let other = matches!(rest.as_bytes().first(), Some(b'!' | b'?'));
            if !other && !is_element(&known)
                || is_closing && self.leftovers.found.contains_key(&Leftover::Html(known.clone()))
            {
                continue;
            }
            // A range that was read from several lines may be longer than the piece.
            let end = rest.find('>').map_or(html.len(), |found| at + found + 2);
            let place = (range.start + at).min(range.end)..(range.start + end).min(range.end);
            let whole = self.text.is_char_boundary(place.start) && self.text.is_char_boundary(place.end);
            self.leftovers.note(Leftover::Html(known), if whole { place } else { range.clone() });
        }
    }

    /// Looks at an angle that was left over: a comment that does not end, or a condition of another program.
    pub(super) fn check_angle(&mut self, at: usize) {
        let line = self.rest_of_line(at);
        let escaped = self.text[..at].ends_with('\\');
        if line.starts_with("<!--") && !escaped {
            self.leftovers.note(Leftover::Comment, at..at + "<!--".len());
        } else if line.starts_with("<![") && !escaped {
            let end = at + line.find('>').map_or(3, |found| found + 1);
            self.leftovers.note(Leftover::Html(String::new()), at..end);
        }
    }
}
