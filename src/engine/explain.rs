//! Explanations: what a file of the site was made of, and why an address is not there.

use std::sync::Arc;

use super::facts::parse_all;
use super::incremental::Engine;
use super::named::Named;
use super::parsing::Under;
use super::prepare::{self, Before, Prepared};
use super::{BuildOptions, Progress};
use crate::diag::{Diagnostic, Error, has_errors, sort_diagnostics};
use crate::model::{Site, Visibility};
use crate::plan::{Plan, Subject, Target};
use crate::render::field_name;
use crate::route::OutPath;
use crate::source::{SourceFile, Sources};

/// What one file of the site was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeOf {
    /// The file.
    pub route: OutPath,
    /// The names of what was asked, each with its fields; a layout, or the words of a language, has none.
    pub asked: Vec<(String, Vec<&'static str>)>,
}

impl Engine {
    /// Returns what the files that a name means were made of in the last update, in order of route: one by its route or
    /// address, those of a page by the path of its source or the number of its issue.
    pub fn made_of(&self, what: &str) -> Vec<MadeOf> {
        let Some(held) = &self.held else { return Vec::new() };
        let (site, plan) = (held.snapshot.site(), held.snapshot.plan());
        let named = Named::new(what, &site.config);
        let at_address = named.target(plan).map(|target| &target.route);
        let is_meant = |target: &Target| match (at_address, &target.subject) {
            (Some(route), _) => target.route == *route,
            (None, Subject::Page(id)) => named.is_page(&site.page(*id).document),
            (None, Subject::File(path)) => *path == named.source(),
            (None, _) => false,
        };
        let found = self.memos.iter().zip(&plan.targets).filter(|(_, target)| is_meant(target));
        let mut made: Vec<MadeOf> = found
            .map(|(memo, _)| {
                let told = self.questions.told(&held.snapshot, &memo.asked).into_iter();
                let asked = told.map(|(name, fields)| {
                    let fields = fields.into_iter().filter_map(|field| field_name(&name, field)).collect();
                    (name, fields)
                });
                MadeOf { route: memo.route.clone(), asked: asked.collect() }
            })
            .collect();
        made.sort_by(|one, other| one.route.cmp(&other.route));
        made
    }

    /// Returns the name that was perhaps meant by one that means nothing.
    pub fn closest_name(&self, what: &str) -> Option<String> {
        let snapshot = &self.held.as_ref()?.snapshot;
        closest_name(&Named::new(what, &snapshot.site().config), snapshot.site(), snapshot.plan())
    }
}

/// Returns the name of a page or file of a site that was perhaps meant.
fn closest_name(named: &Named<'_>, site: &Site, plan: &Plan) -> Option<String> {
    let addresses: Vec<String> = plan.targets.iter().map(|target| target.route.url().to_string()).collect();
    let paths = site.iter().map(|(_, page)| &*page.document.path);
    named.closest(paths, addresses.iter().map(String::as_str))
}

/// What stands at an address, or why nothing does.
#[derive(Clone, Debug)]
pub enum Standing {
    /// The public sees a file; the path of the page it is made of, if it is the page of one.
    Shown(OutPath, Option<Arc<str>>),
    /// The public would see it, but the site has mistakes somewhere else.
    Waiting(OutPath, Option<Arc<str>>),
    /// There is a page that the public does not see: its path, and why.
    Hidden(Arc<str>, String),
    /// The file of the page has mistakes, and so nobody can tell whether the public is to see it.
    Faulty(Arc<str>, Vec<Diagnostic>),
    /// It would be the page of a State or an instrument on which nothing stands: its name, its place in the list, and whether something
    /// that the public does not see would stand there.
    Listed(String, String, bool),
    /// There is no such page; the name that was perhaps meant.
    Never(Option<String>),
}

/// Tells what stands at an address of the site, or comes of the file of a page.
///
/// # Errors
/// When the project cannot be read.
pub fn standing(
    sources: &Sources,
    found: &[Diagnostic],
    options: &BuildOptions,
    name: &str,
) -> Result<Standing, Error> {
    let (public, mistakes) = look(sources, found, options, false)?;
    let (all, _) = look(sources, found, options, true)?;
    let named = Named::new(name, &all.site().config);
    let meant = page_meant(&all, &named);
    let path = meant.as_ref().map_or_else(|| named.source().into(), |(path, _)| Arc::clone(path));
    // What a page is for nobody knows who could not read all that it says of itself; that it is a draft is enough.
    let is_draft = meant.as_ref().is_some_and(|(_, visibility)| *visibility == Visibility::Draft);
    let is_of_page = |found: &&Diagnostic| found.span.as_ref().is_some_and(|span| span.file == path);
    let mut of_page: Vec<Diagnostic> = mistakes.iter().filter(is_of_page).cloned().collect();
    sort_diagnostics(&mut of_page);
    if !is_draft && has_errors(&of_page) {
        return Ok(Standing::Faulty(path, of_page));
    }
    match (meant, target_meant(&public, &named)) {
        (_, Some(target)) => {
            let path = page_of(&public, target).map(|(path, _)| path);
            Ok(match has_errors(&mistakes) {
                true => Standing::Waiting(target.route.clone(), path),
                false => Standing::Shown(target.route.clone(), path),
            })
        }
        (Some((path, visibility)), None) => Ok(Standing::Hidden(path, visibility.reason(&all.site().config.time_zone))),
        (None, None) if let Some((of, place)) = public.site().place_in_list(name) => {
            Ok(Standing::Listed(of.to_owned(), place, all.plan().at_address(name).is_some()))
        }
        (None, None) => Ok(Standing::Never(closest_name(&named, public.site(), public.plan()))),
    }
}

/// Prepares a site for the public or for its authors; gives it with all that is wrong.
pub(super) fn look(
    sources: &Sources,
    found: &[Diagnostic],
    options: &BuildOptions,
    drafts: bool,
) -> Result<(Prepared, Vec<Diagnostic>), Error> {
    let (progress, mut mistakes, mut of_files) = (Progress::default(), found.to_vec(), Vec::new());
    let options = BuildOptions { drafts, ..options.clone() };
    let parse = |under: Under<'_>, files: &[&SourceFile]| parse_all(under, sources, files, &progress, &mut of_files);
    let prepared = prepare::prepare(sources, &options, (parse, Before::default()), &progress, &mut mistakes)?;
    mistakes.append(&mut of_files);
    Ok((prepared, mistakes))
}

/// Returns the target that is meant: what stands at the address, or the page of the file.
fn target_meant<'a>(site: &'a Prepared, named: &Named<'_>) -> Option<&'a Target> {
    let is_meant = |target: &&Target| match &target.subject {
        Subject::Page(id) if target.format == "html" => named.is_page(&site.site().page(*id).document),
        Subject::File(path) => *path == named.source(),
        _ => false,
    };
    named.target(site.plan()).or_else(|| site.plan().targets.iter().find(is_meant))
}

/// Returns the page that is meant, and who may see it.
fn page_meant(site: &Prepared, named: &Named<'_>) -> Option<(Arc<str>, Visibility)> {
    target_meant(site, named).and_then(|target| page_of(site, target))
}

/// Returns the page that a target is made of, or leads to, and who may see it.
fn page_of(site: &Prepared, target: &Target) -> Option<(Arc<str>, Visibility)> {
    let (Subject::Page(id) | Subject::Redirect(id)) = target.subject else { return None };
    let page = site.site().page(id);
    Some((Arc::clone(&page.document.path), page.visibility))
}
