//! What machines are told of a page: its kind, and the way to it (schema.org, JSON-LD 1.1).
//!
//! Takes the frame of a target; gives the text of a `script` element, escaped so that no text can end that.

use super::Snapshot;
use crate::diag::push_json_text;
use crate::model::{PageId, SitePage, has_events};
use crate::parse::FieldValue;
use crate::plan::{Subject, Target};

/// What is told of a target beside what it is about.
pub(super) struct Told<'a> {
    /// The target.
    pub(super) target: &'a Target,
    /// The title.
    pub(super) title: &'a str,
    /// The absolute address.
    pub(super) url: &'a str,
    /// The way from the home page to the parent: titles and addresses on the host.
    pub(super) crumbs: &'a [(String, String)],
}

/// Returns what machines are told of a target; nothing of what is no page.
pub(super) fn json_ld(snapshot: &Snapshot, told: &Told<'_>) -> Option<String> {
    let own = match &told.target.subject {
        Subject::Page(id) => of_event(snapshot, *id).unwrap_or_else(|| of_page(snapshot, snapshot.site.page(*id))),
        Subject::Home => of_site(snapshot, told),
        Subject::Archive(_) | Subject::Index(_) | Subject::State(_) | Subject::Session(_) => of_list(told),
        Subject::Body(_) | Subject::Term(_) | Subject::Instrument(_) => of_list(told),
        Subject::Sheet(..) => thing("WebPage", &[("name", told.title), ("url", told.url), ("inLanguage", lang(told))]),
        Subject::Redirect(_) | Subject::Moved(_) | Subject::Moves(_) => return None,
        Subject::NotFound | Subject::File(_) | Subject::Whole | Subject::Text(_) => return None,
    };
    Some(match told.crumbs {
        [] => own,
        crumbs => format!("[{own},{}]", of_way(snapshot, told, crumbs)),
    })
}

/// Returns the language of a target.
fn lang<'a>(told: &Told<'a>) -> &'a str {
    &told.target.lang
}

/// Returns a thing with texts.
fn thing(kind: &str, texts: &[(&str, &str)]) -> String {
    let mut json = format!("{{\"@context\":\"https://schema.org\",\"@type\":\"{kind}\"");
    for (key, value) in texts {
        push_text(&mut json, key, value);
    }
    json.push('}');
    json
}

/// Appends a text of a thing.
fn push_text(json: &mut String, key: &str, value: &str) {
    json.push_str(&format!(",\"{key}\":"));
    push_json_text(json, value);
}

/// Returns a thing that goes on with the organisation as its publisher.
fn with_publisher(snapshot: &Snapshot, thing: &str, lang: &str) -> String {
    with_organisation(snapshot, thing, "publisher", lang)
}

/// Returns a thing that goes on with the organisation in a role.
fn with_organisation(snapshot: &Snapshot, thing: &str, role: &str, lang: &str) -> String {
    let config = snapshot.site.config();
    let mut json = thing.strip_suffix('}').unwrap_or(thing).to_owned();
    json.push_str(&format!(",\"{role}\":{{\"@type\":\"Organization\",\"name\":"));
    push_json_text(&mut json, config.name_in(lang));
    json.push_str(",\"url\":");
    push_json_text(&mut json, &config.base_url);
    json.push_str("}}");
    json
}

/// Returns a page: what is published is an article, a brief a report, and all else a page of the site.
fn of_page(snapshot: &Snapshot, page: &SitePage) -> String {
    let config = snapshot.site.config();
    let (front, zone) = (&page.document.front, &config.time_zone);
    let (kind, title) = match (page.kind.name(), page.kind.has_archive()) {
        ("brief", _) => ("Report", "headline"),
        (_, true) => ("Article", "headline"),
        (_, false) => ("WebPage", "name"),
    };
    let url = snapshot.absolute(&page.url);
    let [date, updated] = [front.date, front.updated].map(|date| date.map(|date| date.iso(zone)));
    let mut texts = vec![(title, page.title()), ("url", &*url), ("inLanguage", &*page.document.lang)];
    texts.extend(date.as_deref().map(|date| ("datePublished", date)));
    texts.extend(updated.as_deref().map(|date| ("dateModified", date)));
    texts.extend(config.licence.as_ref().map(|licence| ("license", &*licence.url)));
    with_publisher(snapshot, &thing(kind, &texts), &page.document.lang)
}

/// Returns the event that a page tells of: when and where it is, and what has become of it; nothing of a page that tells of none.
fn of_event(snapshot: &Snapshot, id: PageId) -> Option<String> {
    let page = snapshot.site.page(id);
    has_events(&page.kind).then_some(())?;
    let fields = &snapshot.site.page(snapshot.site.original(id)).document.front;
    let zone = &snapshot.site.config().time_zone;
    let moment = |name: &str| page.document.front.moment(name).or_else(|| fields.moment(name));
    let iso = |name: &str| moment(name).map(|moment| moment.iso(zone));
    let word = |name: &str| match page.document.front.field(name).or_else(|| fields.field(name))? {
        FieldValue::Text(text) | FieldValue::Choice(text) => Some(text.as_str()),
        _ => None,
    };
    let (starts, ends, url) = (iso("starts")?, iso("ends"), snapshot.absolute(&page.url));
    let mut texts = vec![("name", page.title()), ("url", &*url), ("inLanguage", &*page.document.lang)];
    texts.push(("startDate", &starts));
    texts.extend(ends.as_deref().map(|ends| ("endDate", ends)));
    let status = match word("status") {
        Some("cancelled") => Some("https://schema.org/EventCancelled"),
        Some("postponed") => Some("https://schema.org/EventPostponed"),
        _ => None,
    };
    texts.extend(status.map(|status| ("eventStatus", status)));
    let mut json = thing("Event", &texts);
    if let Some(place) = word("venue") {
        json.pop();
        json.push_str(",\"location\":{\"@type\":\"Place\",\"name\":");
        push_json_text(&mut json, place);
        json.push_str("}}");
    }
    Some(with_organisation(snapshot, &json, "organizer", &page.document.lang))
}

/// Returns the site, by its home page.
fn of_site(snapshot: &Snapshot, told: &Told<'_>) -> String {
    let config = snapshot.site.config();
    let texts = [("name", config.name_in(lang(told))), ("url", told.url), ("inLanguage", lang(told))];
    with_publisher(snapshot, &thing("WebSite", &texts), lang(told))
}

/// Returns a page that lists others.
fn of_list(told: &Told<'_>) -> String {
    thing("CollectionPage", &[("name", told.title), ("url", told.url), ("inLanguage", lang(told))])
}

/// Returns the way to a page.
fn of_way(snapshot: &Snapshot, told: &Told<'_>, crumbs: &[(String, String)]) -> String {
    let steps = crumbs.iter().map(|(title, url)| (title.as_str(), snapshot.absolute(url)));
    let steps = steps.chain([(told.title, told.url.to_owned())]).zip(1..).map(|((title, url), number)| {
        let mut json = format!("{{\"@type\":\"ListItem\",\"position\":{number}");
        push_text(&mut json, "name", title);
        push_text(&mut json, "item", &url);
        json + "}"
    });
    let steps: Vec<String> = steps.collect();
    let head = "{\"@context\":\"https://schema.org\",\"@type\":\"BreadcrumbList\"";
    format!("{head},\"itemListElement\":[{}]}}", steps.join(","))
}
