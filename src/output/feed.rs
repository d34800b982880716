//! Feeds: the newest publications with their full text, for those who follow (Atom, RFC 4287; JSON Feed 1.1).
//!
//! One for the site, and one for each archive, State, session, body and topic about which there are publications, in each language;
//! it stands beside the page that it belongs to. As JSON there is that of the site.

use memchr::memmem;

use super::{FileCx, OutputFormat, PlanCx, Targets, prefix};
use crate::content::Kind;
use crate::data::StateId;
use crate::diag::{Diagnostic, push_json_text};
use crate::html::push_escaped;
use crate::model::{PageId, Site};
use crate::plan::{Subject, Target};
use crate::render::{Feed, FeedEntry, RenderCx};
use crate::route::{FEED, JSON_FEED, OutPath};

/// The format of feeds in Atom.
pub(super) struct Atom;

impl OutputFormat for Atom {
    fn name(&self) -> &'static str {
        "atom"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for lang in &cx.site.config.languages {
            add_feeds(cx, targets, lang);
        }
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(atom(&cx.feed(target)).into_bytes())
    }
}

/// The format of feeds in JSON.
pub(super) struct Json;

impl OutputFormat for Json {
    fn name(&self) -> &'static str {
        "json-feed"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        for lang in cx.site.config.languages.iter().filter(|lang| has_publications(cx, lang)) {
            add(cx, targets, lang, JSON_FEED, Subject::Home);
        }
    }

    fn render(&self, cx: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(json(&cx.feed(target)).into_bytes())
    }
}

/// Tells whether there are publications in a language.
fn has_publications(cx: PlanCx<'_>, lang: &str) -> bool {
    cx.site.kinds.archives().any(|kind| is_told(cx, kind, lang))
}

/// Tells whether feeds tell of pages of a kind in a language.
fn is_told(cx: PlanCx<'_>, kind: &Kind, lang: &str) -> bool {
    let is_publication = |id: &PageId| is_publication(cx.site, *id);
    kind.has_feed() && cx.site.list(kind.folder(), lang).iter().any(is_publication)
}

/// Tells whether feeds tell of a page: those of built-in kinds have dates, and pages of collections may have none.
fn is_publication(site: &Site, id: PageId) -> bool {
    let page = site.page(id);
    page.kind.has_feed() && (page.kind.collection().is_none() || page.date.is_some())
}

/// Adds a feed, unless the site has a file of its own there.
fn add(cx: PlanCx<'_>, targets: &mut Targets<'_>, lang: &str, path: &str, subject: Subject) {
    let path = prefix(cx, lang) + path;
    match OutPath::parse(&path) {
        Ok(route) if cx.layouts.statics.contains_key(&route) => {}
        _ => targets.add(&path, "", subject, lang),
    }
}

/// Adds the feeds of a language.
fn add_feeds(cx: PlanCx<'_>, targets: &mut Targets<'_>, lang: &str) {
    let (site, data) = (cx.site, &cx.site.data);
    // A translation may have no date, and then the feeds of its language do not tell of it.
    let is_publication = |id: &PageId| is_publication(site, site.in_language(*id, lang));
    let mut add = |path: String, subject: Subject| add(cx, targets, lang, &path, subject);
    if has_publications(cx, lang) {
        add(FEED.to_owned(), Subject::Home);
    }
    for kind in site.kinds.archives().filter(|kind| is_told(cx, kind, lang)) {
        add(format!("{}/{FEED}", kind.folder()), Subject::Archive(kind.folder().into()));
    }
    let stands = |(state, _): &(&StateId, &Vec<PageId>)| site.state_stands(**state, lang);
    for (state, _) in site.by_state.iter().filter(stands).filter(|(_, pages)| pages.iter().any(is_publication)) {
        add(format!("states/{}/{FEED}", state.info().code.to_ascii_lowercase()), Subject::State(*state));
    }
    for (at, _) in site.by_session.iter().filter(|(_, pages)| pages.iter().any(is_publication)) {
        add(format!("sessions/{}/{FEED}", data.sessions[*at].id), Subject::Session(*at));
    }
    let has_page = |(at, _): &(&usize, &Vec<PageId>)| site.body_stands(**at);
    for (at, _) in site.by_body.iter().filter(has_page).filter(|(_, pages)| pages.iter().any(is_publication)) {
        add(format!("bodies/{}/{FEED}", data.bodies[*at].id), Subject::Body(*at));
    }
    let term_stands = |(at, _): &(&usize, &Vec<PageId>)| site.term_stands(**at, lang);
    for (at, _) in site.by_term.iter().filter(term_stands).filter(|(_, pages)| pages.iter().any(is_publication)) {
        add(format!("{}/{}/{FEED}", data.terms[*at].taxonomy, data.terms[*at].id), Subject::Term(*at));
    }
}

/// Appends an element with a text.
fn push(xml: &mut String, name: &str, text: &str) {
    xml.extend(["<", name, ">"]);
    push_escaped(xml, text);
    xml.extend(["</", name.split(' ').next().unwrap_or(name), ">\n"]);
}

/// Appends HTML that is the text of an element: as it is, in a section of its own, for nearly each of its words would be escaped
/// (XML 1.0, section 2.7). Where it holds a character that XML does not have, it is escaped, and that left out.
fn push_html(xml: &mut String, html: &str) {
    // All bytes are looked at, many at a time: to stop at the first would take longer, for nearly no text has one.
    let is_control = |byte: u8| byte < 32 && byte != 9 && byte != 10 && byte != 13 || byte == 127;
    if html.bytes().fold(false, |found, byte| found | is_control(byte)) {
        return push_escaped(xml, html);
    }
    xml.push_str("<![CDATA[");
    let mut from = 0;
    for end in memmem::find_iter(html.as_bytes(), "]]>") {
        xml.push_str(&html[from..end]);
        xml.push_str("]]]]><![CDATA[>");
        from = end + 3;
    }
    xml.push_str(&html[from..]);
    xml.push_str("]]>");
}

/// Appends an empty element with attributes.
fn push_empty(xml: &mut String, name: &str, attributes: &[(&str, &str)]) {
    xml.push('<');
    xml.push_str(name);
    for (name, value) in attributes {
        xml.extend([" ", name, "=\""]);
        push_escaped(xml, value);
        xml.push('"');
    }
    xml.push_str("/>\n");
}

/// Returns a feed as Atom.
fn atom(feed: &Feed) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"",
    );
    push_escaped(&mut xml, &feed.lang);
    xml.push_str("\">\n");
    push(&mut xml, "id", &feed.url);
    push(&mut xml, "title", &feed.title);
    if !feed.description.is_empty() {
        push(&mut xml, "subtitle", &feed.description);
    }
    push_empty(&mut xml, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.url)]);
    push_empty(&mut xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)]);
    push(&mut xml, "updated", &feed.updated);
    push_author(&mut xml, &feed.author, Some(&feed.site));
    push(&mut xml, "generator", "demarche");
    for entry in &feed.entries {
        push_entry(&mut xml, entry);
    }
    xml.push_str("</feed>\n");
    xml
}

/// Appends an author.
fn push_author(xml: &mut String, name: &str, uri: Option<&str>) {
    xml.push_str("<author>\n");
    push(xml, "name", name);
    if let Some(uri) = uri {
        push(xml, "uri", uri);
    }
    xml.push_str("</author>\n");
}

/// Appends what a feed tells of a publication.
fn push_entry(xml: &mut String, entry: &FeedEntry) {
    xml.push_str("<entry xml:lang=\"");
    push_escaped(xml, &entry.lang);
    xml.push_str("\">\n");
    push(xml, "id", &entry.url);
    push(xml, "title", &entry.title);
    push_empty(xml, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    push(xml, "published", &entry.published);
    push(xml, "updated", &entry.updated);
    for author in &entry.authors {
        push_author(xml, author, None);
    }
    for (id, title) in &entry.topics {
        push_empty(xml, "category", &[("term", id), ("label", title)]);
    }
    push(xml, "summary", &entry.summary);
    xml.push_str("<content type=\"html\">");
    push_html(xml, &entry.html);
    xml.push_str("</content>\n");
    xml.push_str("</entry>\n");
}

/// Returns a feed as JSON.
fn json(feed: &Feed) -> String {
    let mut json = String::from("{\"version\":\"https://jsonfeed.org/version/1.1\"");
    let text = |json: &mut String, name: &str, value: &str| {
        json.extend([",\"", name, "\":"]);
        push_json_text(json, value);
    };
    let authors = |json: &mut String, names: &[String]| {
        json.push_str(",\"authors\":[");
        for (at, name) in names.iter().enumerate() {
            json.push_str(if at == 0 { "{\"name\":" } else { ",{\"name\":" });
            push_json_text(json, name);
            json.push('}');
        }
        json.push(']');
    };
    text(&mut json, "title", &feed.title);
    text(&mut json, "home_page_url", &feed.page);
    text(&mut json, "feed_url", &feed.url);
    if !feed.description.is_empty() {
        text(&mut json, "description", &feed.description);
    }
    text(&mut json, "language", &feed.lang);
    authors(&mut json, std::slice::from_ref(&feed.author));
    json.push_str(",\"items\":[");
    for (at, entry) in feed.entries.iter().enumerate() {
        json.push_str(if at == 0 { "\n{\"id\":" } else { ",\n{\"id\":" });
        push_json_text(&mut json, &entry.url);
        let texts =
            [("url", &entry.url), ("title", &entry.title), ("summary", &entry.summary), ("content_html", &entry.html)];
        texts.into_iter().for_each(|(name, value)| text(&mut json, name, value));
        text(&mut json, "date_published", &entry.published);
        text(&mut json, "date_modified", &entry.updated);
        text(&mut json, "language", &entry.lang);
        authors(&mut json, &entry.authors);
        json.push_str(",\"tags\":[");
        for (at, (_, title)) in entry.topics.iter().enumerate() {
            if at > 0 {
                json.push(',');
            }
            push_json_text(&mut json, title);
        }
        json.push_str("]}");
    }
    json.push_str("\n]}\n");
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_whole_in_its_section() {
        let written = |html: &str| {
            let mut xml = String::new();
            push_html(&mut xml, html);
            xml
        };
        assert_eq!(written("<p>a &amp; b</p>"), "<![CDATA[<p>a &amp; b</p>]]>");
        assert_eq!(written("a]]>b]]>"), "<![CDATA[a]]]]><![CDATA[>b]]]]><![CDATA[>]]>");
        assert_eq!(written("<p>a\u{1}b</p>"), "&lt;p&gt;ab&lt;/p&gt;");
        assert_eq!(written(""), "<![CDATA[]]>");
    }
}
