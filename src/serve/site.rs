//! The last good build, as it is asked for.
//!
//! Takes a [`Request`]; gives the [`Answer`]. Promises: it looks in the map of the build and nowhere else, so that no
//! address leads to the disk; an address it sends a browser to is one of the map.

use std::sync::Arc;

use super::answer::{self, Answer};
use super::files::{Changes, Files, content_type, folder_url, route_of};
use super::mails::{self, ListCx, MailLimits, Mails};
use super::marks::Marks;
use super::page;
use super::problems::Remark;
use super::request::{Refusal, Request, Sender};
use super::status::Status;
use crate::route::OutPath;
use crate::spill::Spilled;

/// Where the preview's own parts are; no page of a site can be seen under it.
const RESERVED: &str = "/_demarche/";
/// Where the list of mails is, among the preview's own parts and, if the site has no such page, among its pages.
const MAILS: &str = "newsletter/";
/// The script of the preview, in a block of its own: a page of the site may have scripts with the same names.
const SCRIPT: &str = concat!("{\n", include_str!("events.js"), include_str!("preview.js"), "}\n");
/// The style of what the script shows.
const STYLE: &str = include_str!("preview.css");

/// What is served at one time.
#[derive(Clone, Default)]
pub(super) struct State {
    /// How often something was shown; what was shown last has this number.
    pub(super) generation: u64,
    /// The files of the last good build; none if there was no good one yet.
    pub(super) files: Option<Arc<Files>>,
    /// Whether these are only some of the first build, which goes on.
    pub(super) is_partial: bool,
    /// What is said of the pages.
    pub(super) marks: Arc<Marks>,
    /// The mails of the site.
    pub(super) mails: Arc<Mails>,
    /// What mails keep to.
    pub(super) mail_limits: MailLimits,
    /// What is wrong with single files, in short.
    pub(super) remarks: Arc<[Remark]>,
    /// What is wrong, as JSON.
    pub(super) problems: Arc<[u8]>,
    /// The same for other machines: their editors do not open this one's files, whose folder is none of their business.
    pub(super) problems_afar: Arc<[u8]>,
    /// With what absolute addresses of the site begin here, and with what on other machines; nothing without a door for them.
    pub(super) bases: Option<(String, String)>,
    /// What is wrong, as the terminal shows it.
    pub(super) report: Arc<str>,
}

impl State {
    /// Takes the files that are others than they were.
    pub(super) fn take(&mut self, changes: Changes) {
        let files = Arc::make_mut(self.files.get_or_insert_default());
        for (route, bytes) in changes {
            match bytes {
                Some(bytes) => _ = files.insert(route, bytes),
                None => _ = files.remove(&route),
            }
        }
    }

    /// Returns the route of the page that a request asks for; nothing where it asks for something else. Before the first build
    /// is done any page may come to be.
    pub(super) fn page_of(&self, request: &Request) -> Option<String> {
        if request.path.starts_with(RESERVED) {
            return None;
        }
        let route = route_of(request.path.strip_prefix('/')?);
        let is_there = self.files.as_ref().is_none_or(|files| self.is_partial || files.contains_key(&route));
        (content_type(&route).starts_with("text/html") && is_there).then_some(route)
    }

    /// Returns the answer to a request.
    pub(super) fn answer(&self, request: &Request) -> Answer {
        if let Some(name) = request.path.strip_prefix(RESERVED) {
            return self.own_part(name, request.sender);
        }
        let Some(files) = &self.files else { return page::waiting(&self.report) };
        // Without a slash at its beginning this is a route, if it is one at all.
        let path = request.path.strip_prefix('/').unwrap_or_default();
        let route = route_of(path);
        if let Some(bytes) = files.get(&route) {
            return self.file(request, Status::Ok, files, (&route, bytes));
        }
        if let Some(location) = folder_url(files, path) {
            return answer::redirect(&location);
        }
        if self.is_partial {
            return page::waiting(&self.report);
        }
        // Where the site has nothing of its own, the list of its mails stands.
        match path {
            MAILS => return self.mails(files, 1),
            _ if MAILS.strip_suffix('/') == Some(path) => return answer::redirect(&format!("/{MAILS}")),
            _ => {}
        }
        match files.get("404.html") {
            Some(bytes) => self.file(request, Status::NotFound, files, ("404.html", bytes)),
            None => answer::refusal(Refusal { status: Status::NotFound, why: "there is no such page" }),
        }
    }

    /// Returns the address of the page at a path as the map has it, or else that of the home page.
    pub(super) fn url_of(&self, path: &str) -> String {
        let path = path.strip_prefix('/').unwrap_or_default();
        let found = self.files.as_ref().and_then(|files| {
            let (route, _) = files.get_key_value(&route_of(path))?;
            Some(OutPath::parse(route).ok()?.url())
        });
        let folder = || self.files.as_ref().and_then(|files| folder_url(files, path));
        found.or_else(folder).unwrap_or_else(|| "/".to_owned())
    }

    /// Returns the answer with a file; pages come with the script of the preview.
    fn file(&self, request: &Request, status: Status, files: &Files, (route, bytes): (&str, &Spilled)) -> Answer {
        let content_type = content_type(route);
        if !content_type.starts_with("text/html") {
            return answer::file(request, status, content_type, bytes.clone());
        }
        let Ok(page) = bytes.read() else { return answer::unreadable() };
        let bases = self.bases.as_ref().filter(|_| request.sender != Sender::Home);
        let moved = bases.and_then(|(from, to)| page::with_base(&page, from, to));
        let page = page::with_preview(moved.as_deref().unwrap_or(&page), &self.marks.attributes(route, files));
        answer::file(request, status, content_type, page.into())
    }

    /// Returns a page of the list of mails.
    fn mails(&self, files: &Files, number: usize) -> Answer {
        let State { mails, mail_limits: limits, remarks, marks, .. } = self;
        let cx = ListCx { mails, limits: *limits, remarks, marks, files };
        match mails::list(cx, number) {
            Some(text) => answer::own(Status::Ok, "text/html; charset=utf-8", text.into_bytes().into()),
            None => answer::refusal(Refusal { status: Status::NotFound, why: "the list of mails is not that long" }),
        }
    }

    /// Returns a part of the preview itself.
    fn own_part(&self, name: &str, sender: Sender) -> Answer {
        if let Some(number) = name.strip_prefix(MAILS) {
            let number =
                if number.is_empty() { Some(1) } else { number.strip_suffix('/').and_then(|n| n.parse().ok()) };
            return match (self.files.as_ref().filter(|_| !self.is_partial), number) {
                (Some(files), Some(number)) => self.mails(files, number),
                (None, _) => page::waiting(&self.report),
                (_, None) => answer::refusal(Refusal { status: Status::NotFound, why: "the preview has no such part" }),
            };
        }
        let problems = if sender == Sender::Home { &self.problems } else { &self.problems_afar };
        match name {
            "events" => answer::events(),
            "problems" => answer::own(Status::Ok, "application/json", Arc::clone(problems)),
            "preview.js" => answer::own(Status::Ok, "text/javascript; charset=utf-8", SCRIPT.as_bytes().into()),
            "preview.css" => answer::own(Status::Ok, "text/css; charset=utf-8", STYLE.as_bytes().into()),
            _ => answer::refusal(Refusal { status: Status::NotFound, why: "the preview has no such part" }),
        }
    }
}
