//! The frame of one target: title, address, breadcrumb, alternates, what machines are told.

use jiff::Timestamp;
use minijinja::Value;

use super::Snapshot;
use super::addresses::{section_url, session_url, state_url};
use super::called::{body_name, session_title};
use super::entity::Entity;
use super::fields::Builder;
use super::index::{section_description, section_title};
use super::json_ld::{Told, json_ld};
use super::menus;
use super::nested::ancestors;
use super::page::day_text;
use super::value::{html, map, text_or_none};
use crate::config::Translated;
use crate::model::{PageId, SitePage, Visibility, has_events};
use crate::plan::{Subject, Target};
use crate::policy;
use crate::render::languages::{language_name, text_direction};
use crate::route::FEED;

/// Sets the fields of a target's frame.
pub(super) fn set_fields(snapshot: &Snapshot, target: &Target, fields: &mut Builder) {
    let lang = snapshot.language(&target.lang);
    let frame = Frame { snapshot, target, lang };
    let path = snapshot.url(&target.route);
    fields.set("current", frame.current(&path));
    fields.set("title", frame.title());
    fields.set("description", frame.description());
    let canonical = frame.canonical(&path);
    if target.format == "html" {
        let (title, crumbs) = (frame.title(), frame.crumbs());
        let told = Told { target, title: &title, url: &canonical, crumbs: &crumbs };
        fields.set("json_ld", json_ld(snapshot, &told).map_or_else(|| Value::from(()), html));
    }
    fields.set("canonical", canonical);
    fields.set(
        "policy",
        html(frame.leads_to().map_or_else(
            || policy::page(snapshot.site.config(), snapshot.site.uses()),
            |_| policy::REDIRECT.to_owned(),
        )),
    );
    fields.set("path", path);
    fields.set("lang", target.lang.as_str());
    fields.set("dir", text_direction(&target.lang));
    fields.set("kind", &*target.layout);
    fields.set("section", &*snapshot.site.kinds().sections()[snapshot.section_of(&target.subject)]);
    fields.set("breadcrumbs", frame.breadcrumbs());
    fields.set("alternates", frame.alternates());
    if target.format == "calendar" {
        fields.set("event_pages", frame.event_pages());
        fields.set("events", frame.events());
        fields.set("zone", text_or_none(snapshot.site.config().time_zone.iana_name()));
    }
    fields.set("calendar", text_or_none(snapshot.calendar_url(target).as_deref()));
    if target.format == "atom" || target.format == "json-feed" {
        fields.set("entries", snapshot.pages(&super::feed::entries(snapshot, target)));
    } else {
        fields.set("feed", text_or_none(frame.feed().as_deref()));
    }
    let part_of_list = target.part.is_some_and(|part| part.number > 1);
    fields.set("noindex", part_of_list || frame.leads_to().is_some() || target.subject == Subject::NotFound);
    fields.set("leads_to", text_or_none(frame.leads_to().as_deref()));
    if let Subject::Page(id) = target.subject {
        frame.set_page(fields, id);
    }
    fields.settle_all();
}

/// A target with what is needed to frame it.
struct Frame<'a> {
    snapshot: &'a Snapshot,
    target: &'a Target,
    lang: usize,
}

impl Frame<'_> {
    /// Returns the title, without the site's name.
    fn title(&self) -> String {
        let words = self.snapshot.words(self.lang);
        let data = &self.snapshot.site.data();
        let session = |at: usize| session_title(self.snapshot, self.lang, at).0;
        match &self.target.subject {
            Subject::Home => self.home().map_or_else(|| words.get("home"), SitePage::title).to_owned(),
            Subject::Archive(id) => self.title_of_section(id),
            Subject::Index(id) => self.title_of_section(id),
            Subject::Page(id) | Subject::Redirect(id) => self.snapshot.site.page(*id).title().to_owned(),
            Subject::State(state) => state.info().name.to_owned(),
            Subject::Session(at) => session(*at),
            Subject::Sheet(at, state) => format!("{}: {}, {}", words.get("sheet"), state.info().name, session(*at)),
            Subject::Body(at) => body_name(self.snapshot, self.lang, *at).0,
            Subject::Term(at) => self.words_of(&data.terms[*at].title),
            Subject::Instrument(at) => self.words_of(&data.instruments[*at].short),
            Subject::NotFound => words.get("not_found").to_owned(),
            Subject::Moved(url) => url.clone(),
            Subject::File(_) | Subject::Whole | Subject::Moves(_) | Subject::Text(_) => String::new(),
        }
    }

    /// Returns words for readers of the target's language.
    fn words_of(&self, words: &Translated) -> String {
        words.words(self.snapshot.lang(self.lang), &self.snapshot.site.config().language).0.to_owned()
    }

    /// Returns what the home page says of itself.
    fn home(&self) -> Option<&SitePage> {
        self.snapshot.site.home(self.snapshot.lang(self.lang)).map(|(_, page)| page)
    }

    /// Returns the title of a section, or of a part of its list.
    fn title_of_section(&self, id: &str) -> String {
        let title = section_title(self.snapshot, self.lang, id);
        match self.target.part {
            Some(part) if part.number > 1 => {
                let (number, total) = (part.number.to_string(), part.total.to_string());
                let words = self.snapshot.words(self.lang);
                format!("{title}, {}", words.fill("page_n_of", &[("number", &number), ("total", &total)]))
            }
            _ => title,
        }
    }

    /// Returns one or two sentences on the target, or nothing.
    fn description(&self) -> String {
        let site = &self.snapshot.site;
        match &self.target.subject {
            Subject::Home => {
                let own = self.home().and_then(|page| page.document.front.description.as_ref());
                let config = site.config();
                let of_site = || config.words(config.description.as_ref(), self.snapshot.lang(self.lang));
                own.map_or_else(of_site, String::as_str).to_owned()
            }
            Subject::Page(id) => site.page(*id).document.told().to_owned(),
            Subject::Archive(id) => section_description(self.snapshot, self.lang, id).to_owned(),
            Subject::Index(id) => section_description(self.snapshot, self.lang, id).to_owned(),
            Subject::Term(at) if site.data().terms[*at].description.is_some() => {
                let description = &site.data().terms[*at].description;
                description.as_ref().map_or_else(String::new, |words| self.words_of(words))
            }
            Subject::Instrument(at) if site.data().instruments[*at].description.is_some() => {
                site.data().instruments[*at].description.as_ref().map_or_else(String::new, |of| self.words_of(of))
            }
            subject => self.told_by_text(subject).unwrap_or_default(),
        }
    }

    /// Returns what the organisation's own text on a subject says in a sentence or two.
    fn told_by_text(&self, subject: &Subject) -> Option<String> {
        let (site, data) = (&self.snapshot.site, self.snapshot.site.data());
        let lang = self.target.lang.as_str();
        let text = match subject {
            Subject::State(state) => site.own_text("state", &state.info().code.to_ascii_lowercase(), lang),
            Subject::Term(at) => site.own_text(data.terms[*at].text_type(), &data.terms[*at].id, lang),
            Subject::Instrument(at) => site.own_text("instrument", &data.instruments[*at].id, lang),
            Subject::Body(at) => site.own_text("body", &data.bodies[*at].id, lang),
            Subject::Session(at) => site.own_text("session", &data.sessions[*at].id, lang),
            _ => None,
        };
        text.map(|id| site.page(id).document.told().to_owned())
    }

    /// Returns the absolute address by which the target is known.
    fn canonical(&self, path: &str) -> String {
        match &self.target.subject {
            Subject::Redirect(id) => self.snapshot.absolute(self.snapshot.site.place(*id).url()),
            Subject::Moved(url) => self.snapshot.absolute(url),
            _ => self.snapshot.absolute(path),
        }
    }

    /// Returns what the menu marks as where the reader is: the target itself, where the menu names it, else its section.
    fn current(&self, path: &str) -> Value {
        let (snapshot, subject) = (self.snapshot, &self.target.subject);
        let own = match subject {
            Subject::Page(id) => Some(Entity::Page(*id)),
            Subject::State(state) => Some(Entity::State(self.lang, *state)),
            Subject::Session(at) => Some(Entity::Session(self.lang, *at)),
            Subject::Term(at) => Some(Entity::Term(self.lang, *at)),
            Subject::Instrument(at) => Some(Entity::Instrument(self.lang, *at)),
            _ => None,
        };
        let own = own.filter(|_| menus::names(snapshot, self.lang, path));
        snapshot.handle(own.unwrap_or_else(|| Entity::Section(self.lang, snapshot.section_of(subject))))
    }

    /// Returns the sessions in a calendar, as far as a day of them is known: all, those in which a state is under review, or
    /// those of a body.
    fn events(&self) -> Value {
        let (site, data) = (&self.snapshot.site, self.snapshot.site.data());
        let all = || 0..data.sessions.len();
        let (sessions, state): (Vec<usize>, _) = match &self.target.subject {
            Subject::State(state) => (site.sessions_of().get(state).cloned().unwrap_or_default(), Some(*state)),
            Subject::Body(body) => (all().filter(|at| data.sessions[*at].body == *body).collect(), None),
            _ => (all().collect(), None),
        };
        let dated = sessions.into_iter().filter(|at| data.sessions[*at].has_days(state));
        dated.map(|at| self.snapshot.handle(Entity::Session(self.lang, at))).collect()
    }

    /// Returns the pages of events in a calendar: all, those about a state, or those addressed to a body.
    fn event_pages(&self) -> Value {
        let site = &self.snapshot.site;
        let lang = self.snapshot.lang(self.lang);
        let pages: Vec<PageId> = match &self.target.subject {
            Subject::State(state) => site.of_state(*state).to_vec(),
            Subject::Body(body) => site.of_body(*body).to_vec(),
            _ => {
                let collections = site.kinds().collections().filter(|kind| has_events(kind));
                collections.flat_map(|kind| site.list(kind.folder(), lang)).copied().collect()
            }
        };
        let is_event = |id: &&PageId| site.listed(**id).lang() == lang && site.listed(**id).is_event();
        self.snapshot.pages(pages.iter().filter(is_event))
    }

    /// Returns where an old address leads.
    fn leads_to(&self) -> Option<String> {
        match &self.target.subject {
            Subject::Redirect(id) => Some(self.snapshot.site.place(*id).url().to_owned()),
            Subject::Moved(url) => Some(url.clone()),
            _ => None,
        }
    }

    /// Returns the way from the home page to the target's parent, as layouts see it.
    fn breadcrumbs(&self) -> Value {
        let crumbs = self.crumbs().into_iter();
        crumbs.map(|(title, url)| map([("title", Value::from(title)), ("url", Value::from(url))])).collect()
    }

    /// Returns the way from the home page to the target's parent: titles and addresses.
    fn crumbs(&self) -> Vec<(String, String)> {
        let words = self.snapshot.words(self.lang);
        let home = (words.get("home").to_owned(), section_url(self.snapshot, self.lang, "home"));
        let section =
            |id: &str| (section_title(self.snapshot, self.lang, id), section_url(self.snapshot, self.lang, id));
        let session =
            |at: usize| (session_title(self.snapshot, self.lang, at).0, session_url(self.snapshot, self.lang, at));
        match &self.target.subject {
            Subject::Home => Vec::new(),
            Subject::Page(id) => {
                let place = self.snapshot.site.place(*id);
                let mut crumbs = vec![home];
                match place.kind().folder() {
                    "pages" => crumbs.extend(ancestors(self.snapshot, *id).into_iter().map(|above| {
                        let above = self.snapshot.site.page(above);
                        (above.title().to_owned(), above.url.clone())
                    })),
                    folder => crumbs.push(section(folder)),
                }
                if place.kind().name() == "brief" {
                    crumbs.extend(place.session().map(session));
                }
                crumbs
            }
            Subject::State(_) => vec![home, section("states")],
            Subject::Session(_) => vec![home, section("sessions")],
            Subject::Sheet(at, state) => {
                let state = (state.info().name.to_owned(), state_url(self.snapshot, self.lang, *state));
                vec![home, section("sessions"), session(*at), state]
            }
            Subject::Body(_) => vec![home, section("bodies")],
            Subject::Term(at) => vec![home, section(self.snapshot.site.data().terms[*at].taxonomy)],
            Subject::Instrument(_) => vec![home, section("instruments")],
            Subject::Archive(id) if self.target.part.is_some_and(|part| part.number > 1) => vec![home, section(id)],
            _ => vec![home],
        }
    }

    /// Returns the feed of what the target lists, if there is one.
    fn feed(&self) -> Option<String> {
        if !matches!(
            self.target.subject,
            Subject::Archive(_) | Subject::State(_) | Subject::Session(_) | Subject::Body(_) | Subject::Term(_)
        ) {
            return None;
        }
        let folder = self.target.route.as_str().strip_suffix("index.html")?;
        let part = self.target.part.map(|part| format!("page/{}/", part.number));
        let folder = part.and_then(|part| folder.strip_suffix(&part)).unwrap_or(folder);
        self.snapshot.feed_url(&[folder, FEED].concat())
    }

    /// Returns the same target in other languages.
    fn alternates(&self) -> Value {
        let (snapshot, site) = (self.snapshot, &self.snapshot.site);
        let alternate = |lang: &str, url: &str, title: &str| {
            map([
                ("lang", Value::from(lang)),
                ("url", Value::from(snapshot.absolute(url))),
                ("title", Value::from(title)),
                ("name", Value::from(language_name(lang, &site.config().languages))),
            ])
        };
        match &self.target.subject {
            Subject::Page(id) => {
                let others = site.place(*id).translations().iter().map(|id| site.page(*id));
                others.map(|page| alternate(&page.document.lang, &page.url, page.title())).collect()
            }
            Subject::Redirect(_)
            | Subject::Moved(_)
            | Subject::Moves(_)
            | Subject::Text(_)
            | Subject::NotFound
            | Subject::File(_)
            | Subject::Whole => Value::from(Vec::<Value>::new()),
            _ if self.target.part.is_some_and(|part| part.number > 1) => Value::from(Vec::<Value>::new()),
            _ => {
                let route = self.target.route.as_str();
                let own = site.config().language_prefix(&self.target.lang).map(|prefix| format!("{prefix}/"));
                let bare = own.as_deref().and_then(|prefix| route.strip_prefix(prefix)).unwrap_or(route);
                let others = site.config().languages.iter().filter(|lang| **lang != self.target.lang);
                let found = others.filter_map(|lang| {
                    let prefix =
                        site.config().language_prefix(lang).map_or_else(String::new, |lang| format!("{lang}/"));
                    let route = crate::route::OutPath::parse(&format!("{prefix}{bare}")).ok()?;
                    snapshot.is_planned(&route).then_some(())?;
                    Some(alternate(lang, &snapshot.url(&route), &self.title()))
                });
                found.collect()
            }
        }
    }

    /// Sets what only pages have.
    fn set_page(&self, fields: &mut Builder, id: PageId) {
        let site = &self.snapshot.site;
        let page = site.page(id);
        let zone = &site.config().time_zone;
        let front = &page.document.front;
        fields.set("published", text_or_none(front.date.map(|date| date.iso(zone)).as_deref()));
        fields.set("modified", text_or_none(front.updated.map(|date| date.iso(zone)).as_deref()));
        if let (Some(photo), Some(file)) = (&front.photo, page.photo.as_ref().and_then(|path| site.file(path))) {
            fields.set("image", self.snapshot.absolute(&self.snapshot.url(&file.route)));
            fields.set("image_alt", photo.alt.as_str());
        }
        fields.set("preview", self.preview(page));
    }

    /// Returns why the public would not see the page, in a preview build, in the words of its language.
    fn preview(&self, page: &SitePage) -> Value {
        let words = self.snapshot.words(self.lang);
        let at = |key: &str, instant: Timestamp| {
            let zoned = instant.to_zoned_datetime(self.snapshot.site.config().time_zone.clone());
            let (time, zone) = (zoned.strftime("%H:%M").to_string(), zoned.strftime("%Z").to_string());
            words.fill(key, &[("date", &day_text(words, zoned.date())), ("time", &time), ("zone", &zone)])
        };
        match page.visibility {
            Visibility::Public => Value::from(()),
            Visibility::Draft => Value::from(words.get("preview_draft")),
            Visibility::Embargoed(until) => Value::from(at("preview_embargo", until)),
            Visibility::Expired(since) => Value::from(at("preview_expired", since)),
        }
    }
}
