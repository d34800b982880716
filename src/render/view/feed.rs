//! Feeds: which pages are in one, and what it tells of each.
//!
//! A feed tells of the newest publications of its subject, with their full text, which leads from anywhere to where it led
//! on the page. What is asked of pages is noted as by a layout.

use jiff::Timestamp;
use minijinja::Value;

use super::Snapshot;
use super::direction::inherited_lang;
use super::entity::Entity;
use super::fields::Builder;
use super::filled::fill_holes;
use super::handle::Handle;
use super::referred::Referred;
use super::value::{map, text_or_none};
use crate::html::push_escaped;
use crate::mail::with_absolute_addresses;
use crate::model::{Item, PageId, SitePage, Visibility};
use crate::moment::Moment;
use crate::parse::ItemEntry;
use crate::plan::{Subject, Target};
use crate::render::languages::text_direction;
use crate::render::strings::Strings;
use crate::route::OutPath;

/// How many publications the feeds of the site and of archives tell of.
const LIMIT: usize = 20;
/// The same for feeds of a State, a session or a topic: a letter to many States stands in the feed of each.
const LIMIT_OF_ONE: usize = 10;

/// What a feed tells.
#[derive(Debug)]
pub struct Feed {
    /// Its title: that of the page that it belongs to, and of the site.
    pub title: String,
    /// One or two sentences on it; may be empty.
    pub description: String,
    /// The absolute address of the feed.
    pub url: String,
    /// The absolute address of the page that it belongs to.
    pub page: String,
    /// The language.
    pub lang: String,
    /// The name of the organisation.
    pub author: String,
    /// The absolute address of its site.
    pub site: String,
    /// When one of the publications was changed last (RFC 3339).
    pub updated: String,
    /// What is told of each publication, the newest first.
    pub entries: Vec<FeedEntry>,
}

/// What a feed tells of a publication.
#[derive(Debug)]
pub struct FeedEntry {
    /// The title.
    pub title: String,
    /// The absolute address, by which it is known.
    pub url: String,
    /// When it was published (RFC 3339).
    pub published: String,
    /// When it was changed last (RFC 3339).
    pub updated: String,
    /// The language.
    pub lang: String,
    /// One or two sentences on it.
    pub summary: String,
    /// The full text as HTML, with absolute addresses.
    pub html: String,
    /// The authors.
    pub authors: Vec<String>,
    /// The topics: the id and the title of each.
    pub topics: Vec<(String, String)>,
}

impl Snapshot {
    /// Returns what the feed of a target tells; noted.
    pub(in crate::render) fn feed(&self, target: &Target) -> Feed {
        let meta = self.plan.position(&target.route).map(|at| self.entities.id(Entity::Meta(at)));
        let of = |name: &str| meta.and_then(|id| self.read(id, name)).unwrap_or_default();
        let text = |name: &str| of(name).as_str().unwrap_or("").to_owned();
        let (name, site) = (self.site_name(&target.lang), self.site_text("url"));
        let title = match target.subject {
            Subject::Home => name.clone(),
            _ => format!("{} | {name}", text("title")),
        };
        let url = text("canonical");
        let page = url.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        let entries: Vec<FeedEntry> = each(&of("entries")).iter().filter_map(|entry| self.feed_entry(entry)).collect();
        let latest = entries.iter().max_by_key(|entry| entry.updated.parse::<Timestamp>().ok());
        let updated = latest.map_or_else(String::new, |entry| entry.updated.clone());
        let (description, lang) = (text("description"), text("lang"));
        Feed { title, description, url, page, lang, author: name, site, updated, entries }
    }

    /// Returns what a feed tells of a page, by its handle; noted.
    fn feed_entry(&self, page: &Value) -> Option<FeedEntry> {
        let id = page.downcast_object_ref::<Handle>()?.0;
        let of = |name: &str| self.read(id, name).unwrap_or_default();
        let text = |name: &str| of(name).as_str().unwrap_or("").to_owned();
        let told = of("feed");
        let told = |name: &str| told.get_attr(name).unwrap_or_default().as_str().unwrap_or("").to_owned();
        let held = of("held").as_str().map_or_else(String::new, |held| format!("[{held}] "));
        let topic = |topic: &Value| {
            let id = topic.downcast_object_ref::<Handle>()?.0;
            let of = |name: &str| self.read(id, name).and_then(|value| value.as_str().map(str::to_owned));
            Some((of("id")?, of("title")?))
        };
        let terms = |taxonomy: &Value| each(&taxonomy.get_attr("terms").unwrap_or_default());
        let own: Vec<Value> = each(&of("taxonomies")).iter().flat_map(terms).collect();
        let authors = each(&of("authors")).iter().filter_map(|author| author.as_str().map(str::to_owned)).collect();
        Some(FeedEntry {
            title: held + &text("title"),
            url: text("canonical"),
            published: told("published"),
            updated: told("updated"),
            lang: text("lang"),
            summary: text("description"),
            html: told("html"),
            authors,
            topics: each(&of("topics")).iter().chain(&own).filter_map(topic).collect(),
        })
    }

    /// Returns the name of the site for readers of a language; noted.
    pub(super) fn site_name(&self, lang: &str) -> String {
        let site = self.entities.id(Entity::Site(self.language(lang)));
        self.read(site, "name").unwrap_or_default().as_str().unwrap_or("").to_owned()
    }

    /// Returns the address of the feed at a route, if there is one; noted.
    pub(super) fn feed_url(&self, route: &str) -> Option<String> {
        let route = OutPath::parse(route).ok().filter(|route| self.is_planned(route))?;
        Some(self.url(&route))
    }
}

/// Returns the items of a list.
fn each(list: &Value) -> Vec<Value> {
    list.try_iter().map(Iterator::collect).unwrap_or_default()
}

/// Returns the pages in the feed of a target, the newest first: publications, each in the language where there is a translation.
pub(super) fn entries(snapshot: &Snapshot, target: &Target) -> Vec<PageId> {
    let (site, lang) = (&snapshot.site, target.lang.as_str());
    let mut pages: Vec<PageId> = match &target.subject {
        Subject::Home => {
            let kinds = site.kinds().archives().filter(|kind| kind.has_feed());
            kinds.flat_map(|kind| site.list(kind.folder(), lang)).copied().collect()
        }
        Subject::Archive(folder) => site.list(folder, lang).to_vec(),
        Subject::State(state) => site.each_once(site.of_state(*state).iter().copied(), lang),
        Subject::Session(at) => site.each_once(site.of_session(*at).iter().copied(), lang),
        Subject::Body(at) => site.each_once(site.of_body(*at).iter().copied(), lang),
        Subject::Term(at) => site.each_once(site.of_term(*at).iter().copied(), lang),
        _ => Vec::new(),
    };
    let zone = &site.config().time_zone;
    pages.retain(|id| site.listed(*id).kind().has_feed() && site.listed(*id).date().is_some());
    let instant = |id: &PageId| site.listed(*id).date().map(|date| date.instant(zone));
    pages.sort_by(|one, next| {
        let (path, other) = (site.listed(*one).path(), site.listed(*next).path());
        instant(next).cmp(&instant(one)).then_with(|| path.cmp(other))
    });
    pages.dedup();
    let is_of_many = matches!(target.subject, Subject::Home | Subject::Archive(_));
    pages.truncate(if is_of_many { LIMIT } else { LIMIT_OF_ONE });
    pages
}

/// Sets what feeds tell of a page beside what others tell.
pub(super) fn set_told(snapshot: &Snapshot, id: PageId, fields: &mut Builder) {
    let page = snapshot.site.page(id);
    let words = snapshot.words(snapshot.language(&page.document.lang));
    let mut text = String::new();
    push_photo(snapshot, page, &mut text);
    let front = &page.document.front;
    push_paragraph(front.summary.as_deref(), &mut text);
    push_paragraph(front.salutation.as_deref(), &mut text);
    // What stands elsewhere has no text to show.
    let told = page.elsewhere().filter(|_| front.summary.is_none()).map(|_| page.document.told());
    push_paragraph(told.filter(|told| !told.is_empty()), &mut text);
    let body = &page.document.body;
    // What fails here fails on the page itself, which says so.
    let filled = fill_holes(snapshot, Referred::of_feed(page), words, &body.html.get(), &body.holes);
    text.push_str(&filled.unwrap_or_default().into_plain());
    push_items(snapshot, page, words, &mut text);
    push_ending(page, &mut text);
    push_attachments(snapshot, page, words, &mut text);
    push_corrections(page, words, &mut text);
    let canonical = snapshot.absolute(&page.url);
    let text = directed(with_absolute_addresses(&text, &canonical, &|url| snapshot.absolute(url)), &page.document.lang);
    let zone = &snapshot.site.config().time_zone;
    // What was under embargo is new to readers since that has ended.
    let moments = [front.updated, front.date, front.embargo].into_iter().flatten();
    let changes = front.corrections.iter().map(|correction| correction.date).chain(moments);
    let moment = |moment: Option<Moment>| text_or_none(moment.map(|it| it.with_time().iso(zone)).as_deref());
    let updated = moment(changes.max_by_key(|change| change.instant(zone)));
    fields.set("feed", map([("html", Value::from(text)), ("published", moment(front.date)), ("updated", updated)]));
}

/// Returns HTML in a language, with its direction where readers of feeds would take it for the other one: hardly any knows
/// that of a language.
fn directed(html: String, lang: &str) -> String {
    match text_direction(lang) {
        "rtl" => format!("<div lang=\"{lang}\" dir=\"rtl\">\n{html}</div>\n"),
        _ => html,
    }
}

/// Appends an element that holds nothing but a text.
fn push_element(name: &str, text: &str, out: &mut String) {
    out.push_str(&format!("<{name}>"));
    push_escaped(out, text);
    out.push_str(&format!("</{name}>\n"));
}

/// Appends a text as a paragraph, if there is one.
fn push_paragraph(text: Option<&str>, out: &mut String) {
    if let Some(text) = text {
        push_element("p", text, out);
    }
}

/// Appends a link.
fn push_link(url: &str, text: &str, out: &mut String) {
    out.push_str("<a href=\"");
    push_escaped(out, url);
    out.push_str("\">");
    push_escaped(out, text);
    out.push_str("</a>");
}

/// Returns the attributes of an element with the words that a page has under a key: their language, where a translation has them
/// of the page itself.
fn lang_of(page: &SitePage, key: &str) -> String {
    let of = inherited_lang(&page.document, key);
    of.map_or_else(String::new, |lang| format!(" lang=\"{lang}\" dir=\"{}\"", text_direction(lang)))
}

/// Appends the photo with its credit.
fn push_photo(snapshot: &Snapshot, page: &SitePage, out: &mut String) {
    let file = page.photo.as_ref().and_then(|path| snapshot.site.file(path));
    let (Some(photo), Some(file)) = (&page.document.front.photo, file) else { return };
    out.push_str(&format!("<figure{}><img src=\"", lang_of(page, "photo")));
    push_escaped(out, &snapshot.url(&file.route));
    out.push_str("\" alt=\"");
    push_escaped(out, &photo.alt);
    out.push_str(&format!("\" width=\"{}\" height=\"{}\">", file.width, file.height));
    let said = photo.caption.as_deref().into_iter().chain([photo.credit.as_str()]);
    push_element("figcaption", &said.collect::<Vec<_>>().join(" "), out);
    out.push_str("</figure>\n");
}

/// Appends what an issue of the newsletter tells of.
fn push_items(snapshot: &Snapshot, page: &SitePage, words: &Strings, out: &mut String) {
    for item in &page.items {
        let (title, text, url) = match item {
            Item::Page(id) => {
                let page = snapshot.site.page(*id);
                let title = match page.visibility {
                    Visibility::Public => page.title().to_owned(),
                    _ => format!("[{}] {}", words.get("held"), page.title()),
                };
                (title, page.document.told(), Some(page.url.as_str()))
            }
            Item::Own(at) => match page.document.front.items.get(*at) {
                Some(ItemEntry::Own { title, text, link }) => (title.clone(), text.as_str(), link.as_deref()),
                _ => continue,
            },
        };
        out.push_str("<h2>");
        match url {
            Some(url) => push_link(url, &title, out),
            None => push_escaped(out, &title),
        }
        out.push_str("</h2>\n");
        push_element("p", text, out);
    }
}

/// Appends the closing of a letter, and who signed it.
fn push_ending(page: &SitePage, out: &mut String) {
    let front = &page.document.front;
    push_paragraph(front.closing.as_deref(), out);
    let lang = lang_of(page, "signatories");
    for signatory in page.signatories() {
        out.push_str(&format!("<p{lang}>"));
        let said = [&signatory.name, &signatory.role, &signatory.organisation, &signatory.country];
        for (at, words) in said.into_iter().flatten().enumerate() {
            out.push_str(if at == 0 { "" } else { "<br>" });
            push_escaped(out, words);
        }
        out.push_str("</p>\n");
    }
}

/// Appends the files that go with a page.
fn push_attachments(snapshot: &Snapshot, page: &SitePage, words: &Strings, out: &mut String) {
    let front = page.document.front.attachments.iter().zip(&page.attachments);
    let files: Vec<_> = front.filter_map(|(of, path)| Some((of, snapshot.site.file(path.as_ref()?)?))).collect();
    if files.is_empty() {
        return;
    }
    push_element("h2", words.get("attachments"), out);
    out.push_str("<ul>\n");
    let lang = lang_of(page, "attachments");
    for (attachment, file) in files {
        out.push_str(&format!("<li{lang}>"));
        push_link(&snapshot.url(&file.route), &attachment.title, out);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// Appends what was corrected, dated.
fn push_corrections(page: &SitePage, words: &Strings, out: &mut String) {
    let corrections = &page.document.front.corrections;
    if corrections.is_empty() {
        return;
    }
    push_element("h2", words.get("corrections"), out);
    out.push_str("<dl>\n");
    for correction in corrections {
        push_element("dt", &words.date(correction.date.date()), out);
        push_element("dd", &correction.note, out);
    }
    out.push_str("</dl>\n");
}
