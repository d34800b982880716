//! Where addresses stand in HTML, XML and style sheets.
//!
//! Takes a text; gives the places of its addresses. What is cut off holds none, and each byte is looked at once.

use std::ops::Range;

/// The place of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Whether this site made it even where it names the host: in the head of a page, or in a list of addresses.
    pub is_own: bool,
}

/// Attributes that hold an address.
const ATTRIBUTES: [&str; 7] = ["href", "src", "poster", "action", "formaction", "data", "xlink:href"];
/// Attributes that hold several, each with its size.
const SETS: [&str; 2] = ["srcset", "imagesrcset"];
/// Elements of lists of addresses that hold one.
const LISTED: [&str; 3] = ["loc", "link", "image:loc"];

/// Stands in place of what is no text of its own, such as an expression of a layout, and belongs to no name.
pub const FILLER: char = '\u{1}';

/// Returns the addresses of a page, or of a file of XML.
pub fn in_html(text: &str, is_xml: bool) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        at += next;
        let rest = &text[at..];
        at = if rest.starts_with("<!--") {
            rest.find("-->").map_or(text.len(), |end| at + end + 3)
        } else if rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) {
            in_element(text, at, is_xml, &mut found)
        } else {
            at + 1
        };
    }
    found
}

/// Finds the addresses of an opening tag, and of what belongs to it; returns where that ends.
fn in_element(text: &str, start: usize, is_xml: bool, found: &mut Vec<Place>) -> usize {
    let bytes = text.as_bytes();
    let skip = |from: usize, stop: &dyn Fn(u8) -> bool| {
        bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |length| from + length)
    };
    let is_end = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let mut at = skip(start + 1, &is_end);
    let tag = text[start + 1..at].trim_end_matches(FILLER);
    loop {
        at = skip(at, &|byte| !byte.is_ascii_whitespace() && byte != b'/');
        match bytes.get(at) {
            None => return at,
            Some(b'>') => break,
            Some(_) => {}
        }
        let from = at;
        at = skip(at + 1, &|byte| is_end(byte) || byte == b'=');
        let name = text[from..at].trim_matches(FILLER);
        let after = skip(at, &|byte| !byte.is_ascii_whitespace());
        if bytes.get(after) != Some(&b'=') {
            continue;
        }
        let begin = skip(after + 1, &|byte| !byte.is_ascii_whitespace());
        let value = match bytes.get(begin) {
            Some(quote @ (b'"' | b'\'')) => begin + 1..skip(begin + 1, &|byte| byte == *quote),
            _ => begin..skip(begin, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
        };
        at = value.end + usize::from(value.start > begin);
        if at > bytes.len() {
            return bytes.len();
        }
        in_attribute(text, (tag, name), value, found);
    }
    let inside = at + 1;
    let close = |word: &str| text[inside..].find(word).map_or(text.len(), |length| inside + length);
    if tag.eq_ignore_ascii_case("script") {
        return close("</script");
    }
    if tag.eq_ignore_ascii_case("style") {
        let end = close("</style");
        let places = in_styles(&text[inside..end]).into_iter();
        found.extend(places.map(|range| Place { range: inside + range.start..inside + range.end, is_own: false }));
        return end;
    }
    if is_xml && LISTED.contains(&tag) {
        let end = close("<");
        let words = text[inside..end].trim();
        let from = inside + text[inside..end].find(words).unwrap_or(0);
        found.push(Place { range: from..from + words.len(), is_own: true });
        return end;
    }
    inside
}

/// Finds the addresses of an attribute.
fn in_attribute(text: &str, (tag, name): (&str, &str), value: Range<usize>, found: &mut Vec<Place>) {
    let is_one = |known: &&str| known.eq_ignore_ascii_case(name);
    let is_head = tag.eq_ignore_ascii_case("link") || tag.eq_ignore_ascii_case("meta") || tag == "xhtml:link";
    let words = &text[value.clone()];
    if ATTRIBUTES.iter().any(is_one) {
        let from = value.start + (words.len() - words.trim_start().len());
        found.push(Place { range: from..from + words.trim().len(), is_own: is_head });
    } else if SETS.iter().any(is_one) {
        let mut from = value.start;
        for part in words.split(',') {
            let start = from + (part.len() - part.trim_start().len());
            let length = part.split_whitespace().next().map_or(0, str::len);
            found.push(Place { range: start..start + length, is_own: false });
            from += part.len() + 1;
        }
    } else if is_head && name.eq_ignore_ascii_case("content") {
        // `0; url=/new/` leads on; a picture for others to show is a whole address.
        let refresh = words.as_bytes().first().filter(|byte| byte.is_ascii_digit());
        let lead = refresh.and_then(|_| words.find("url=").or_else(|| words.find("URL=")).map(|at| at + 4));
        if let Some(start) = lead.or_else(|| words.starts_with("http").then_some(0)) {
            let from = value.start + start;
            found.push(Place { range: from..value.end, is_own: true });
        }
    }
}

/// Returns where the addresses of a style sheet stand that name files of this site: those of `url(…)`, but for data and
/// places within a drawing. Comments are passed over.
pub fn in_styles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['/', 'u', 'U']) {
        at += next;
        let rest = &text[at..];
        if rest.starts_with("/*") {
            at = rest.find("*/").map_or(text.len(), |end| at + end + 2);
        } else if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("url(")) {
            let inner = rest[4..].trim_start();
            let start = text.len() - inner.len();
            let quote = inner.chars().next().filter(|c| matches!(c, '"' | '\''));
            let start = start + quote.map_or(0, char::len_utf8);
            let end = text[start..].find(|c: char| quote.map_or(c == ')' || c.is_whitespace(), |quote| c == quote));
            let end = end.map_or(text.len(), |end| start + end);
            let address = &text[start..end];
            let is_other = address.is_empty() || address.starts_with('#') || address.starts_with("//");
            let has_scheme = address.find(':').is_some_and(|colon| !address[..colon].contains('/'));
            if !is_other && !has_scheme {
                found.push(start..end);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the addresses of a text, those that are the site's own with a star.
    fn found(text: &str, is_xml: bool) -> Vec<String> {
        let shown = |place: Place| format!("{}{}", &text[place.range], if place.is_own { "*" } else { "" });
        in_html(text, is_xml).into_iter().map(shown).collect()
    }

    #[test]
    fn addresses_stand_in_attributes() {
        let html = "<!-- <a href=no> --><A HREF=/a><img src='/b' srcset=\"/c 1x, /d 2x\" alt='src=\"/no\"'>href=\"/no\" 1 <a \
                    <link rel=canonical href=\"https://a/e\"><meta http-equiv=refresh content=\"0; url=/f\">\
                    <meta name=description content=\"Words\"><script>\"<a href='/no'>\"</script><style>p{background:url(/g)}</style>\
                    <form action=\"/h\"><video poster=\"/i\"/></form>";
        let expected = ["/a", "/b", "/c", "/d", "https://a/e*", "/f*", "/g", "/h", "/i"];
        assert_eq!(found(&html.replace("1 <a ", "1 < "), false), expected);
        let xml = "<urlset><url><loc> https://a/b/ </loc></url><link>/c</link><link href='/d'/></urlset>";
        assert_eq!(found(xml, true), ["https://a/b/*", "/c*", "/d*", "*"]);
    }

    #[test]
    fn what_is_cut_off_holds_none() {
        for text in ["<", "<a", "<a href", "<a href=", "<a href=\"é", "<!--", "<style", "<style>", "<script>", "<a é='"]
        {
            let _ = (found(text, false), found(text, true), in_styles(text));
        }
    }

    #[test]
    fn addresses_of_style_sheets_are_found() {
        let text =
            "/* url(no) */ a{b:url(x.png) url( \"y z.woff2\" ) URL('w#a') url(data:x) url(#f) url(https://a/b)} /*";
        let found: Vec<&str> = in_styles(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["x.png", "y z.woff2", "w#a"]);
        let _ = in_styles("url(");
        let _ = in_styles("url(\"é");
    }
}
