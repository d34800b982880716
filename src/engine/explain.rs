//! Explanations: what a file of the site was made of, and why an address is not there.

use std::sync::Arc;

use super::incremental::Engine;
use super::prepare::{self, Prepared};
use super::{BuildOptions, Progress};
use crate::config::Config;
use crate::diag::{Diagnostic, Error, closest};
use crate::model::Visibility;
use crate::plan::{Subject, Target};
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
    /// Returns what the files named by a route, an address or the path of a page's source were made of in the last
    /// update, in order of route.
    pub fn made_of(&self, what: &str) -> Vec<MadeOf> {
        let address = what.trim_start_matches('/');
        let address = match address {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        let of_source = format!(" page {what}");
        let memos = self.memos.iter();
        let found = memos.filter(|memo| memo.route.as_str() == address || memo.name.ends_with(&of_source));
        let mut made: Vec<MadeOf> = found
            .map(|memo| {
                let told = self.questions.told(&memo.asked).into_iter();
                let asked = told.map(|(name, fields)| {
                    (name.to_owned(), fields.into_iter().filter_map(|field| field_name(name, field)).collect())
                });
                MadeOf { route: memo.route.clone(), asked: asked.collect() }
            })
            .collect();
        made.sort_by(|one, other| one.route.cmp(&other.route));
        made
    }
}

/// What stands at an address, or why nothing does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The public sees a file; the path of the page it is made of, if it is the page of one.
    Shown(OutPath, Option<Arc<str>>),
    /// There is a page that the public does not see: its path, and why.
    Hidden(Arc<str>, String),
    /// There is no such page; the address that was perhaps meant.
    Never(Option<String>),
}

/// Tells what stands at an address of the site.
///
/// # Errors
/// When the project cannot be read.
pub fn standing(
    sources: &Sources,
    found: &[Diagnostic],
    options: &BuildOptions,
    address: &str,
) -> Result<Standing, Error> {
    let progress = Progress::default();
    let look = |drafts: bool| {
        let options = BuildOptions { drafts, ..options.clone() };
        let parse =
            |config: &Config, files: &[&SourceFile]| prepare::parse_all(config, files, &progress, &mut Vec::new());
        prepare::prepare(sources, &options, false, parse, &progress, &mut found.to_vec())
    };
    let public = look(false)?;
    let path = path_of(&public, address);
    if let Some(target) = public.plan.at_address(&path) {
        return Ok(Standing::Shown(target.route.clone(), page_of(&public, target).map(|(path, _)| path)));
    }
    let all = look(true)?;
    let zone = &all.site.config.time_zone;
    if let Some((path, visibility)) = all.plan.at_address(&path).and_then(|target| page_of(&all, target)) {
        return Ok(Standing::Hidden(path, visibility.reason(zone)));
    }
    let addresses: Vec<String> = public.plan.targets.iter().map(|target| target.route.url().to_string()).collect();
    Ok(Standing::Never(closest(&path, addresses.iter().map(String::as_str)).map(str::to_owned)))
}

/// Returns the path below the home page that an address means, with a slash at its beginning.
fn path_of(site: &Prepared, address: &str) -> String {
    let config = &site.site.config;
    let below = address.strip_prefix(&config.base_url).or_else(|| address.strip_prefix(&config.base_path));
    let path = below.unwrap_or(address).trim_start_matches('/');
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or(path);
    if path.is_empty() || path.ends_with('/') || last.contains('.') { format!("/{path}") } else { format!("/{path}/") }
}

/// Returns the page that a target is made of, or leads to, and who may see it.
fn page_of(site: &Prepared, target: &Target) -> Option<(Arc<str>, Visibility)> {
    let (Subject::Page(id) | Subject::Redirect(id)) = target.subject else { return None };
    let page = site.site.page(id);
    Some((Arc::clone(&page.document.path), page.visibility))
}
