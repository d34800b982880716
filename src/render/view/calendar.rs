//! What calendars tell: the sessions whose days are known, each once.

use minijinja::Value;

use super::Snapshot;
use super::entity::Entity;
use super::handle::Handle;
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

/// An event of some days.
#[derive(Debug)]
pub struct Event {
    /// By what it is known.
    pub id: String,
    /// What it is.
    pub summary: String,
    /// What else there is to say; may be empty.
    pub description: String,
    /// The address of its page.
    pub url: String,
    /// The first day.
    pub starts: String,
    /// The last day, if it is known.
    pub ends: Option<String>,
    /// The day on which it was looked up, if that is known.
    pub as_of: Option<String>,
}

impl Snapshot {
    /// Returns what the calendar of a target tells; noted.
    pub(in crate::render) fn calendar(&self, target: &Target) -> Calendar {
        let meta = self.plan.position(&target.route).map(|at| self.entities.id(Entity::Meta(at)));
        let of = |name: &str| meta.and_then(|id| self.read(id, name)).unwrap_or_default();
        let text = |name: &str| of(name).as_str().unwrap_or("").to_owned();
        let (name, site) = (self.site_text("name"), self.site_text("url"));
        let state = match &target.subject {
            Subject::State(state) => Some((text("title"), state.info().code.to_ascii_lowercase())),
            _ => None,
        };
        let canonical = text("canonical");
        let page = canonical.strip_suffix(CALENDAR).unwrap_or(&canonical).to_owned();
        let host = site.split('/').nth(2).unwrap_or("").to_owned();
        let events = of("events");
        let events = events.try_iter().into_iter().flatten();
        let words = self.entities.id(Entity::Strings(self.language(&target.lang)));
        let word = |key: &str| self.read(words, key).unwrap_or_default().as_str().unwrap_or("").to_owned();
        let labels = [word("states_under_review"), word("source")];
        let event = |event: Value| self.event(&event, state.as_ref(), &labels);
        let mut events: Vec<Event> = events.filter_map(event).collect();
        events.sort_by(|one, other| (&one.starts, &one.id).cmp(&(&other.starts, &other.id)));
        let name = state.map_or_else(|| name.clone(), |(state, _)| format!("{state} | {name}"));
        Calendar { name, page, host, lang: text("lang"), events }
    }

    /// Returns the event of a session, by its handle; in the calendar of a state with the name and the code of that, for there it
    /// is another; `labels` stand before the states under review and the source; noted.
    fn event(&self, session: &Value, state: Option<&(String, String)>, [label, source]: &[String; 2]) -> Option<Event> {
        let id = session.downcast_object_ref::<Handle>()?.0;
        let of = |name: &str| self.read(id, name).unwrap_or_default();
        let text = |name: &str| of(name).as_str().map(str::to_owned);
        let states = of("states");
        let names = states.try_iter().into_iter().flatten().filter_map(|state| {
            let id = state.downcast_object_ref::<Handle>()?.0;
            self.read(id, "name").and_then(|name| name.as_str().map(str::to_owned))
        });
        let names: Vec<String> = names.collect();
        let review = (!names.is_empty()).then(|| format!("{label}: {}", names.join(", ")));
        let description: Vec<String> =
            [review, text("note"), text("source").map(|of| format!("{source}: {of}"))].into_iter().flatten().collect();
        let title = text("title")?;
        Some(Event {
            id: state.map_or_else(|| text("id"), |(_, code)| Some(format!("{}-{code}", text("id")?)))?,
            summary: state.map_or_else(|| title.clone(), |(state, _)| format!("{title}: {state}")),
            description: description.join("\n"),
            url: self.absolute(&text("url")?),
            starts: text("starts")?,
            ends: text("ends"),
            as_of: text("as_of"),
        })
    }

    /// Returns the address of the calendar beside a page, if there is one; noted.
    pub(super) fn calendar_url(&self, target: &Target) -> Option<String> {
        let path = match &target.subject {
            Subject::Index("sessions") | Subject::Session(_) | Subject::Home => {
                let prefix = self.site.config().language_prefix(&target.lang);
                prefix.map_or_else(|| CALENDAR.to_owned(), |lang| format!("{lang}/{CALENDAR}"))
            }
            Subject::State(_) => target.route.as_str().replace("index.html", CALENDAR),
            _ => return None,
        };
        let route = OutPath::parse(&path).ok().filter(|route| self.is_planned(route))?;
        Some(self.url(&route))
    }
}
