//! How a browser reads HTML, for the tests here and for those of the product's own files, which have this one too.

use css_inline::CSSInliner;

/// Returns HTML as a browser reads it, the attributes of each element in order of their names.
pub(crate) fn as_read(html: &str) -> String {
    let plain = CSSInliner::options().inline_style_tags(false).keep_style_tags(true).keep_link_tags(true);
    let read = plain.load_remote_stylesheets(false).build().inline(html).expect("no style sheet is looked at");
    let mut out = String::new();
    for part in read.split_inclusive('<') {
        // What follows a `<` is a tag up to a `>` that is in no quotes.
        let mut quoted = false;
        let end = part.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        });
        let (tag, rest) = part.split_at(end.unwrap_or(0));
        let mut attributes: Vec<&str> = tag.split_inclusive("\" ").map(str::trim).collect();
        if let Some((name, first)) = tag.split_once(' ').filter(|_| !tag.starts_with('!')) {
            attributes = first.split_inclusive("\" ").map(str::trim).collect();
            attributes.sort_unstable();
            attributes.insert(0, name);
        }
        out.push_str(&attributes.join("\n "));
        out.push_str(rest);
    }
    out
}
