//! What calendars tell: sessions, their deadlines and days of review, and events, each once.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use minijinja::Value;

use super::Snapshot;
use super::entity::Entity;
use super::handle::Handle;
use crate::model::has_events;
use crate::moment::Moment;
use crate::plan::{Subject, Target};
use crate::route::{CALENDAR, OutPath};

/// A calendar.
#[derive(Debug)]
pub struct Calendar {
    /// Its name.
    pub name: String,
    /// The address of the page that it belongs to.
    pub page: String,
    /// The host of the site, by which its events are told from those of others.
    pub host: String,
    /// The language.
    pub lang: String,
    /// The events, in the order of their days.
    pub events: Vec<Event>,
}

/// An event, of some days or some hours.
#[derive(Debug, Default)]
pub struct Event {
    /// By what it is known.
    pub id: String,
    /// What it is.
    pub summary: String,
    /// The language of that.
    pub lang: String,
    /// What else there is to say; may be empty.
    pub description: String,
    /// The address of its page.
    pub url: String,
    /// The first day, or the instant at which it begins.
    pub starts: String,
    /// The last day, or the instant at which it ends, if that is known.
    pub ends: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// What has become of it (RFC 5545, section 3.8.1.11).
    pub status: Option<&'static str>,
    /// The day on which it was looked up, if that is known.
    pub as_of: Option<String>,
}

impl Snapshot {
    /// Returns what the calendar of a target tells; noted.
    pub(in crate::render) fn calendar(&self, target: &Target) -> Calendar {
        let meta = self.plan.position(&target.route).map(|at| self.entities.id(Entity::Meta(at)));
        let of = |name: &str| meta.and_then(|id| self.read(id, name)).unwrap_or_default();
        let text = |name: &str| of(name).as_str().unwrap_or("").to_owned();
        let (name, site) = (self.site_name(&target.lang), self.site_text("url"));
        let state = match &target.subject {
            Subject::State(state) => Some((text("title"), state.info().code.to_ascii_lowercase())),
            _ => None,
        };
        let canonical = text("canonical");
        let page = canonical.strip_suffix(CALENDAR).unwrap_or(&canonical).to_owned();
        let words = self.entities.id(Entity::Strings(self.language(&target.lang)));
        // Asked for, so that it is noted.
        let _ = of("zone");
        let zone = &self.site.config().time_zone;
        let told = Told { snapshot: self, lang: text("lang"), words, state: state.as_ref(), zone };
        let mut events: Vec<Event> = handles(&of("events")).flat_map(|session| told.of_session(session)).collect();
        events.extend(handles(&of("event_pages")).filter_map(|page| told.of_page(page)));
        events.sort_by(|one, other| (&one.starts, &one.id).cmp(&(&other.starts, &other.id)));
        let name = match &target.subject {
            Subject::State(_) | Subject::Body(_) => format!("{} | {name}", text("title")),
            _ => name,
        };
        let host = site.split('/').nth(2).unwrap_or("").to_owned();
        Calendar { name, page, host, lang: told.lang, events }
    }
}

/// Returns the numbers of the entities in a list.
fn handles(list: &Value) -> impl Iterator<Item = u32> {
    let items: Vec<Value> = list.try_iter().into_iter().flatten().collect();
    items.into_iter().filter_map(|item| item.downcast_object_ref::<Handle>().map(|handle| handle.0))
}

/// Returns the text under a name of a record.
fn text_of(record: &Value, name: &str) -> Option<String> {
    record.get_attr(name).ok()?.as_str().map(str::to_owned)
}

/// What calendars of a language tell.
struct Told<'a> {
    snapshot: &'a Snapshot,
    lang: String,
    /// The words of the interface.
    words: u32,
    /// In the calendar of a state, its name and its code.
    state: Option<&'a (String, String)>,
    /// The time zone of the site.
    zone: &'a TimeZone,
}

impl Told<'_> {
    /// Returns a field of an entity; noted.
    fn of(&self, id: u32, name: &str) -> Value {
        self.snapshot.read(id, name).unwrap_or_default()
    }

    /// Returns a field of an entity that is a text; noted.
    fn text(&self, id: u32, name: &str) -> Option<String> {
        self.of(id, name).as_str().map(str::to_owned)
    }

    /// Returns words of the interface; noted.
    fn word(&self, key: &str) -> String {
        self.text(self.words, key).unwrap_or_default()
    }

    /// Returns the events of a session: itself, its deadlines, and the days on which states are reviewed; in the calendar of a state
    /// with the name and the code of that, for there a session is another event; noted.
    fn of_session(&self, session: u32) -> Vec<Event> {
        let text = |name: &str| self.text(session, name);
        let (Some(id), Some(title)) = (text("id"), text("title")) else { return Vec::new() };
        let names: Vec<String> =
            handles(&self.of(session, "states")).filter_map(|state| self.text(state, "name")).collect();
        let review = (!names.is_empty()).then(|| format!("{}: {}", self.word("states_under_review"), names.join(", ")));
        let from = |source: Option<String>| source.map(|of| format!("{}: {of}", self.word("source")));
        let description: Vec<String> = [review, text("note"), from(text("source"))].into_iter().flatten().collect();
        let url = self.snapshot.absolute(&text("url").unwrap_or_default());
        let lang = text("title_lang").unwrap_or_else(|| self.lang.clone());
        let same = || Event { url: url.clone(), as_of: text("as_of"), lang: self.lang.clone(), ..Event::default() };
        let mut events = Vec::new();
        events.extend(text("starts").map(|starts| Event {
            id: self.state.map_or_else(|| id.clone(), |(_, code)| format!("{id}-{code}")),
            summary: self.state.map_or_else(|| title.clone(), |(state, _)| format!("{title}: {state}")),
            lang,
            description: description.join("\n"),
            starts,
            ends: text("ends"),
            ..same()
        }));
        for deadline in self.of(session, "deadlines").try_iter().into_iter().flatten() {
            let (Some(what), Some(day)) = (text_of(&deadline, "what"), text_of(&deadline, "date")) else { continue };
            let before = events.iter().filter(|event| event.id.contains("-until-") && event.starts == day).count();
            let id = format!("{id}-until-{day}{}", if before > 0 { format!("-{}", before + 1) } else { String::new() });
            let lang = text_of(&deadline, "lang").unwrap_or_else(|| self.lang.clone());
            let description = from(text_of(&deadline, "source")).unwrap_or_default();
            events.push(Event { id, summary: format!("{title}: {what}"), lang, description, starts: day, ..same() });
        }
        events.extend(self.reviews(session, (&id, &title)).map(|(id, summary, starts)| Event {
            id,
            summary,
            starts,
            ..same()
        }));
        events
    }

    /// Returns the days on which states are reviewed in a session, of a state that of its own: ids, words and days; noted.
    fn reviews(&self, session: u32, (id, title): (&str, &str)) -> impl Iterator<Item = (String, String, String)> {
        let words = self.word("calendar_review");
        let reviews = self.of(session, "reviews");
        let of_one = |review: Value| {
            let day = text_of(&review, "on")?;
            let state = handles(&[review.get_attr("state").ok()?].into_iter().collect()).next()?;
            let (name, code) = (self.text(state, "name")?, self.text(state, "code")?.to_ascii_lowercase());
            if self.state.is_some_and(|(_, own)| *own != code) {
                return None;
            }
            let summary = words.replace("{session}", title).replace("{state}", &name);
            Some((format!("{id}-{code}-review"), summary, day))
        };
        let found: Vec<_> = reviews.try_iter().into_iter().flatten().filter_map(of_one).collect();
        found.into_iter()
    }

    /// Returns when an event is over that begins at a time and ends on a day: with that day, in the time zone of the site where it
    /// begins at a time of that; otherwise the end as it is.
    fn over(&self, starts: &str, ends: String) -> String {
        let of_day = || {
            let (begins, day): (Timestamp, Date) = (starts.parse().ok()?, ends.parse().ok()?);
            let offset = begins.to_zoned_datetime(self.zone.clone()).strftime("%:z").to_string();
            let over = Moment::of_day(day.tomorrow().ok()?).instant(self.zone);
            starts.ends_with(&offset).then(|| over.to_string())
        };
        of_day().unwrap_or(ends)
    }

    /// Returns the event that a page tells of, if it says when that begins; noted.
    fn of_page(&self, page: u32) -> Option<Event> {
        let fields = self.of(page, "fields");
        let text = |name: &str| self.text(page, name);
        let starts = text_of(&fields, "starts")?;
        Some(Event {
            id: text("id")?,
            summary: text("title")?,
            lang: self.lang.clone(),
            description: text("description").unwrap_or_default(),
            url: self.snapshot.absolute(&text("url")?),
            ends: text_of(&fields, "ends").map(|ends| self.over(&starts, ends)),
            starts,
            place: text_of(&fields, "venue"),
            status: text_of(&fields, "status").and_then(|status| match status.as_str() {
                "cancelled" => Some("CANCELLED"),
                "confirmed" => Some("CONFIRMED"),
                "tentative" => Some("TENTATIVE"),
                _ => None,
            }),
            as_of: text("updated").or_else(|| text("date")),
        })
    }
}

impl Snapshot {
    /// Returns the address of the calendar beside a page, if there is one; noted.
    pub(super) fn calendar_url(&self, target: &Target) -> Option<String> {
        let whole = || {
            let prefix = self.site.config().language_prefix(&target.lang);
            prefix.map_or_else(|| CALENDAR.to_owned(), |lang| format!("{lang}/{CALENDAR}"))
        };
        let is_of_events = |folder: &str| self.site.kinds().of_folder(folder).is_some_and(|kind| has_events(kind));
        let path = match &target.subject {
            Subject::Index("sessions") | Subject::Session(_) | Subject::Home => whole(),
            Subject::Archive(folder) if is_of_events(folder) => whole(),
            Subject::State(_) | Subject::Body(_) => target.route.as_str().replace("index.html", CALENDAR),
            _ => return None,
        };
        let route = OutPath::parse(&path).ok().filter(|route| self.is_planned(route))?;
        Some(self.url(&route))
    }
}
