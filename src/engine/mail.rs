//! One mail: the newsletter version of one page, before it is made for a service.

use std::sync::Arc;

use super::explain::look;
use super::facts::parse_all;
use super::named::Named;
use super::parsing::Under;
use super::prepare::{self, Before, Prepared};
use super::{BuildOptions, Progress};
use crate::diag::{Diagnostic, Error, has_errors};
use crate::mail::{Part, Places, Profile, for_service};
use crate::model::{SitePage, Visibility};
use crate::plan::{Subject, Target};
use crate::render::RenderCx;
use crate::source::{SourceFile, Sources};

/// The newsletter version of a page.
#[derive(Clone, Debug)]
pub struct Mailing {
    /// The path of the page's source.
    pub path: Arc<str>,
    /// The subject line.
    pub subject: String,
    html: String,
    text: String,
    places: Places,
}

impl Mailing {
    /// Returns the HTML as a service takes it.
    pub fn html(&self, profile: Profile) -> String {
        for_service(profile, Part::Html, &self.html, &self.places)
    }

    /// Returns the plain text as a service takes it.
    pub fn text(&self, profile: Profile) -> String {
        for_service(profile, Part::Text, &self.text, &self.places)
    }
}

/// What came of asking for a mail.
#[derive(Debug)]
pub enum Asked {
    /// The mail.
    Found(Box<Mailing>),
    /// The public does not see the page: its path, and why.
    Hidden(Arc<str>, String),
    /// No page that has a newsletter version is called so; the name of one that is called nearly so.
    Unknown(Option<String>),
    /// The site, or the mail, has errors.
    Faulty,
}

/// Makes the mail of the page that is meant: by the number of an issue, by the path of its source, or by its address.
///
/// # Errors
/// When the project cannot be read.
pub fn mailing(
    sources: &Sources,
    options: &BuildOptions,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Asked, Error> {
    let progress = Progress::default();
    let mut found = Vec::new();
    let parse = |under: Under<'_>, files: &[&SourceFile]| parse_all(under, sources, files, &progress, &mut found);
    let before = diagnostics.clone();
    let prepared = prepare::prepare(sources, options, (parse, Before::default()), &progress, diagnostics)?;
    diagnostics.append(&mut found);
    let Some(environment) = prepared.compiled.environment.as_ref().filter(|_| !has_errors(diagnostics)) else {
        return Ok(Asked::Faulty);
    };
    let named = Named::new(what, &prepared.site().config);
    let Some((target, page)) = find(&prepared, &named) else {
        if let Some((path, why)) = hidden(sources, &before, options, &named)? {
            return Ok(Asked::Hidden(path, why));
        }
        let known: Vec<&SitePage> = mails(&prepared).map(|(_, page)| page).collect();
        let addresses: Vec<String> = known.iter().map(|page| page.route.url().to_string()).collect();
        let paths = known.iter().map(|page| &*page.document.path);
        return Ok(Asked::Unknown(named.closest(paths, addresses.iter().map(String::as_str))));
    };
    let cx = RenderCx::new(&prepared.snapshot, environment);
    let mut mail = None;
    let rendered = cx.record(false, |cx| {
        let Subject::Page(id) = target.subject else { return Ok(Vec::new()) };
        let head = cx.mail_head(id);
        mail = Some(Box::new(Mailing {
            path: Arc::clone(&page.document.path),
            subject: head.subject.clone(),
            html: cx.mail_html(target)?.html,
            text: cx.mail_text(target)?,
            places: head.places.clone(),
        }));
        Ok(Vec::new())
    });
    diagnostics.extend(rendered.diagnostics);
    Ok(mail.map_or(Asked::Faulty, Asked::Found))
}

/// Returns the path of the page that is meant, and why the public does not see it, if that is so.
fn hidden(
    sources: &Sources,
    found: &[Diagnostic],
    options: &BuildOptions,
    named: &Named<'_>,
) -> Result<Option<(Arc<str>, String)>, Error> {
    if options.drafts {
        return Ok(None);
    }
    let (all, _) = look(sources, found, options, true)?;
    let page = find(&all, named).map(|(_, page)| page).filter(|page| page.visibility != Visibility::Public);
    let zone = &all.site().config.time_zone;
    Ok(page.map(|page| (Arc::clone(&page.document.path), page.visibility.reason(zone))))
}

/// Returns the targets of mails with their pages.
fn mails(prepared: &Prepared) -> impl Iterator<Item = (&Target, &SitePage)> {
    let mails = prepared.plan().targets.iter().filter(|target| target.format == "newsletter-html");
    mails.filter_map(|target| match target.subject {
        Subject::Page(id) => Some((target, prepared.site().page(id))),
        _ => None,
    })
}

/// Returns the mail of the page that is meant.
fn find<'a>(prepared: &'a Prepared, named: &Named<'_>) -> Option<(&'a Target, &'a SitePage)> {
    let subject = named.target(prepared.plan()).map(|target| &target.subject);
    let at_address = subject.and_then(|subject| mails(prepared).find(|(target, _)| target.subject == *subject));
    at_address.or_else(|| mails(prepared).find(|(_, page)| named.is_page(&page.document)))
}
