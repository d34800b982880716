//! Lists of pages within a text: as cards, or one in a line.

use super::Snapshot;
use super::type_label::type_label;
use crate::html::push_escaped;
use crate::model::{PageId, SitePage, Visibility};
use crate::render::languages::text_direction;
use crate::render::strings::Strings;

/// How a list within a text is shown.
#[derive(Clone, Copy)]
pub(super) struct Shape<'a> {
    /// Whether each page stands in a line.
    pub(super) is_lines: bool,
    /// Whether the pages may be of several kinds, so that each says what it is.
    pub(super) is_mixed: bool,
    /// Whether it is for a mail, where each is an item with its words.
    pub(super) is_mail: bool,
    /// The language of the text.
    pub(super) lang: &'a str,
}

/// Appends a list of pages.
pub(super) fn push_list(snapshot: &Snapshot, words: &Strings, pages: &[PageId], shape: Shape<'_>, out: &mut String) {
    let pages: Vec<_> = pages.iter().map(|id| (*id, "")).collect();
    push_noted_list(snapshot, words, &pages, shape, out);
}

/// Appends a list of pages, behind each of which something may be said in the language of the text.
pub(super) fn push_noted_list(
    snapshot: &Snapshot,
    words: &Strings,
    pages: &[(PageId, &str)],
    shape: Shape<'_>,
    out: &mut String,
) {
    if pages.is_empty() {
        out.push_str("<p class=\"empty\">");
        push_escaped(out, words.get("nothing_yet"));
        out.push_str("</p>");
        return;
    }
    out.push_str(match (shape.is_mail, shape.is_lines) {
        (true, _) => "<ul>\n",
        (_, true) => "<ul class=\"lines\">\n",
        _ if shape.is_mixed => "<ul class=\"cards\">\n",
        _ => "<ul class=\"cards cards-same\">\n",
    });
    for (id, note) in pages {
        let page = snapshot.site.page(*id);
        // What is said of a page is said in its language, as on its card elsewhere.
        let words = snapshot.words(snapshot.language(&page.document.lang));
        out.push_str("<li>");
        match (shape.is_mail, shape.is_lines) {
            (true, _) => push_item(snapshot, words, page, shape, out),
            (_, true) => push_line(snapshot, words, page, shape, out),
            _ => push_card(snapshot, words, page, shape, out),
        }
        if !note.is_empty() {
            out.push_str(" · ");
            push_escaped(out, note);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>");
}

/// Appends a page in a line.
fn push_line(snapshot: &Snapshot, words: &Strings, page: &SitePage, shape: Shape<'_>, out: &mut String) {
    out.push_str("<span class=\"line\"><span class=\"line-title\">");
    push_title(words, page, shape, out);
    push_elsewhere(("span", words), page, out);
    out.push_str("</span>");
    push_date(snapshot, words, page, out);
    out.push_str("</span>");
}

/// Appends a page as a card, whose title is no heading: which one it would be, its text does not know.
fn push_card(snapshot: &Snapshot, words: &Strings, page: &SitePage, shape: Shape<'_>, out: &mut String) {
    let lang = &page.document.lang;
    out.push_str("<div class=\"card\"");
    if lang != shape.lang {
        out.push_str(&format!(" lang=\"{lang}\" dir=\"{}\"", text_direction(lang)));
    }
    out.push_str("><div class=\"card-text\">\n<p class=\"card-meta\"><span class=\"kicker\">");
    push_escaped(out, &type_label(snapshot, page));
    out.push_str("</span>");
    push_date(snapshot, words, page, out);
    out.push_str("</p>\n<p class=\"card-title\">");
    push_title(words, page, Shape { lang, ..shape }, out);
    out.push_str("</p>");
    push_elsewhere(("p", words), page, out);
    if !page.document.told().is_empty() {
        out.push_str("\n<p class=\"card-text-line\">");
        push_escaped(out, page.document.told());
        out.push_str("</p>");
    }
    out.push_str("\n</div></div>");
}

/// Appends a page as an item of a mail.
fn push_item(snapshot: &Snapshot, words: &Strings, page: &SitePage, shape: Shape<'_>, out: &mut String) {
    push_title(words, page, shape, out);
    if page.date.is_some() {
        out.push_str(" · ");
        push_date(snapshot, words, page, out);
    }
    if !shape.is_lines && !page.document.told().is_empty() {
        out.push_str("<br>");
        push_escaped(out, page.document.told());
    }
}

/// Appends the title of a page as a link, and before it that the public does not see it.
fn push_title(words: &Strings, page: &SitePage, shape: Shape<'_>, out: &mut String) {
    if page.visibility != Visibility::Public {
        out.push_str("<strong class=\"mark\">");
        push_escaped(out, words.get("held"));
        out.push_str("</strong> ");
    }
    out.push_str("<a href=\"");
    push_escaped(out, &page.url);
    out.push('"');
    if page.document.lang != shape.lang {
        out.push_str(&format!(" lang=\"{}\"", page.document.lang));
    }
    out.push('>');
    push_escaped(out, page.title());
    out.push_str("</a>");
}

/// Appends on which other site a page stands that has none here.
fn push_elsewhere((element, words): (&str, &Strings), page: &SitePage, out: &mut String) {
    let Some(link) = page.document.elsewhere() else { return };
    let host = link.split('/').nth(2).unwrap_or(link).trim_start_matches("www.");
    out.push_str(&format!(" <{element} class=\"elsewhere\">"));
    push_escaped(out, &words.fill("on_other_site", &[("host", host)]));
    out.push_str(&format!("</{element}>"));
}

/// Appends the date of a page, if it has one.
fn push_date(snapshot: &Snapshot, words: &Strings, page: &SitePage, out: &mut String) {
    let Some(date) = page.date else { return };
    out.push_str(" <time datetime=\"");
    push_escaped(out, &date.iso(&snapshot.site.config().time_zone));
    out.push_str("\">");
    push_escaped(out, &words.date(date.date()));
    out.push_str("</time>");
}
