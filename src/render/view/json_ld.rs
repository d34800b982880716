//! What machines are told of a page: its kind, and the way to it (schema.org, JSON-LD 1.1).
//!
//! Takes the frame of a target; gives the text of a `script` element, escaped so that no text can end that.

use super::Snapshot;
use super::addresses::section_url;
use super::field::picture;
use super::index::section_title;
use crate::content::Kind;
use crate::data::PartialDate;
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
        Subject::Page(id) => of_page(snapshot, *id),
        Subject::Home => return Some(format!("[{},{}]", of_site(snapshot, told), of_publisher(snapshot, lang(told)))),
        Subject::Archive(folder) => of_archive(snapshot, told, folder),
        Subject::Index(_) | Subject::State(_) | Subject::Session(_) => of_list(told),
        Subject::Body(_) | Subject::Term(_) => of_list(told),
        Subject::Instrument(at) => of_instrument(snapshot, told, *at),
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
    ["{\"@context\":\"https://schema.org\",", &part(kind, texts)[1..]].concat()
}

/// Returns a thing that stands in another.
fn part(kind: &str, texts: &[(&str, &str)]) -> String {
    let mut json = ["{\"@type\":\"", kind, "\""].concat();
    for (key, value) in texts {
        push_text(&mut json, key, value);
    }
    json.push('}');
    json
}

/// Appends a text of a thing.
fn push_text(json: &mut String, key: &str, value: &str) {
    json.extend([",\"", key, "\":"]);
    push_json_text(json, value);
}

/// Returns a thing that goes on with another, or with several.
fn with(thing: &str, key: &str, other: &str) -> String {
    [thing.strip_suffix('}').unwrap_or(thing), ",\"", key, "\":", other, "}"].concat()
}

/// Returns a thing that goes on with the organisation in a role.
fn with_organisation(snapshot: &Snapshot, thing: &str, role: &str, lang: &str) -> String {
    with(thing, role, &part("Organization", &organisation(snapshot, lang)))
}

/// Returns by what the organisation is known.
fn organisation<'a>(snapshot: &'a Snapshot, lang: &'a str) -> [(&'static str, &'a str); 2] {
    let config = snapshot.site.config();
    [("name", config.name_in(lang)), ("url", &config.base_url)]
}

/// Returns the organisation itself, with its logo and where else it can be found.
fn of_publisher(snapshot: &Snapshot, lang: &str) -> String {
    let config = snapshot.site.config();
    let logo = config.logo.as_ref().and_then(|logo| snapshot.site.file(&format!("content/{}", logo.src)));
    let logo = logo.map(|file| snapshot.absolute(&snapshot.url(&file.route)));
    let mut texts = organisation(snapshot, lang).to_vec();
    texts.extend(logo.as_deref().map(|logo| ("logo", logo)));
    let own = thing("Organization", &texts);
    let elsewhere = config.social.iter().map(|social| {
        let mut json = String::new();
        push_json_text(&mut json, &social.url);
        json
    });
    let elsewhere: Vec<String> = elsewhere.collect();
    if elsewhere.is_empty() { own } else { with(&own, "sameAs", &format!("[{}]", elsewhere.join(","))) }
}

/// Returns what a page is: an event or a person, where its collection is one of these, else something published.
fn of_page(snapshot: &Snapshot, id: PageId) -> String {
    let page = snapshot.site.page(id);
    match of_event(snapshot, id) {
        Some(event) => event,
        None if has_people(&page.kind) => {
            let person = of_person(snapshot, id);
            format!("{{\"@context\":\"https://schema.org\",{}", &person[1..])
        }
        None => of_text(snapshot, page),
    }
}

/// Tells whether the pages of a kind are people: those of a collection that shows them as portraits.
fn has_people(kind: &Kind) -> bool {
    kind.listing().is_some_and(|listing| listing.shape.as_deref() == Some("portraits"))
}

/// Returns the person whom a page is about, as part of the organisation; a field `role` says in what.
fn of_person(snapshot: &Snapshot, id: PageId) -> String {
    let page = snapshot.site.page(id);
    let lang = &*page.document.lang;
    let url = snapshot.absolute(&page.url);
    let picture = picture(snapshot, (id, page), snapshot.language(lang)).get_attr("url").unwrap_or_default();
    let image = picture.as_str().map(|url| snapshot.absolute(url));
    let mut texts = vec![("name", page.title()), ("url", &*url)];
    if let Some(FieldValue::Text(role)) = page.document.front.field("role") {
        texts.push(("jobTitle", role));
    }
    texts.extend(image.as_deref().map(|image| ("image", image)));
    with_organisation(snapshot, &part("Person", &texts), "affiliation", lang)
}

/// Returns something published: an article, a brief a report, an issue a part of its newsletter; all else is a page of the site.
fn of_text(snapshot: &Snapshot, page: &SitePage) -> String {
    let config = snapshot.site.config();
    let (front, zone, lang) = (&page.document.front, &config.time_zone, &*page.document.lang);
    let issue = front.number.filter(|_| page.kind.name() == "newsletter").map(|number| number.to_string());
    let (kind, title) = match (page.kind.name(), page.kind.has_archive()) {
        ("brief", _) => ("Report", "headline"),
        _ if issue.is_some() => ("PublicationIssue", "headline"),
        (_, true) => ("Article", "headline"),
        (_, false) => ("WebPage", "name"),
    };
    let url = snapshot.absolute(&page.url);
    let [date, updated] = [front.date, front.updated].map(|date| date.map(|date| date.iso(zone)));
    let mut texts = vec![(title, page.title()), ("url", &*url), ("inLanguage", lang)];
    texts.extend(issue.as_deref().map(|number| ("issueNumber", number)));
    texts.extend(date.as_deref().map(|date| ("datePublished", date)));
    texts.extend(updated.as_deref().map(|date| ("dateModified", date)));
    texts.extend(config.licence.as_ref().map(|licence| ("license", &*licence.url)));
    let own = thing(kind, &texts);
    let own = if issue.is_some() { with(&own, "isPartOf", &newsletter(snapshot, page)) } else { own };
    with_organisation(snapshot, &own, "publisher", lang)
}

/// Returns the newsletter of which a page is an issue.
fn newsletter(snapshot: &Snapshot, page: &SitePage) -> String {
    let (lang, folder) = (snapshot.language(&page.document.lang), page.kind.folder());
    let url = snapshot.absolute(&section_url(snapshot, lang, folder));
    part("Periodical", &[("name", &section_title(snapshot, lang, folder)), ("url", &url)])
}

/// Returns the instrument that a page is about, with when it was adopted and where its text is.
fn of_instrument(snapshot: &Snapshot, told: &Told<'_>, at: usize) -> String {
    let instrument = &snapshot.site.data().instruments[at];
    let default = &snapshot.site.config().language;
    let (name, _) = instrument.title.words(lang(told), default);
    let (short, _) = instrument.short.words(lang(told), default);
    let adopted = instrument.adopted.map(|date| match date {
        PartialDate::Year(year) => format!("{year:04}"),
        PartialDate::Day(day) => day.to_string(),
    });
    let mut texts = vec![("name", name), ("url", told.url)];
    texts.extend((short != name).then_some(("alternateName", short)));
    texts.extend(adopted.as_deref().map(|date| ("legislationDate", date)));
    texts.extend(instrument.url.as_deref().map(|url| ("sameAs", url)));
    thing("Legislation", &texts)
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
        json = with(&json, "location", &part("Place", &[("name", place)]));
    }
    Some(with_organisation(snapshot, &json, "organizer", &page.document.lang))
}

/// Returns the site, by its home page.
fn of_site(snapshot: &Snapshot, told: &Told<'_>) -> String {
    let config = snapshot.site.config();
    let texts = [("name", config.name_in(lang(told))), ("url", told.url), ("inLanguage", lang(told))];
    with_organisation(snapshot, &thing("WebSite", &texts), "publisher", lang(told))
}

/// Returns a page that lists others.
fn of_list(told: &Told<'_>) -> String {
    thing("CollectionPage", &[("name", told.title), ("url", told.url), ("inLanguage", lang(told))])
}

/// Returns the list of a collection; people that have no pages of their own are told of here.
fn of_archive(snapshot: &Snapshot, told: &Told<'_>, folder: &str) -> String {
    let own = of_list(told);
    let kind = snapshot.site.kinds().of_folder(folder);
    if !kind.is_some_and(|kind| has_people(kind) && !kind.is_rendered()) {
        return own;
    }
    let people = snapshot.site.list(folder, lang(told)).iter().zip(1..);
    let people = people.map(|(id, number)| {
        let item = of_person(snapshot, *id);
        format!("{{\"@type\":\"ListItem\",\"position\":{number},\"item\":{item}}}")
    });
    let people: Vec<String> = people.collect();
    with(&own, "mainEntity", &format!("{{\"@type\":\"ItemList\",\"itemListElement\":[{}]}}", people.join(",")))
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
