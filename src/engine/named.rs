//! What authors call a page: its address, the path of its file, or the number of an issue.
//!
//! Takes a name as it was given to a command; tells which pages and files it means, and which was perhaps meant. Every
//! command understands the same names.

use crate::config::Config;
use crate::diag::closest;
use crate::parse::Document;
use crate::plan::{Plan, Target};
use crate::source::page_stem;

/// The name of a page or of another file of the site.
#[derive(Debug)]
pub(super) struct Named<'a> {
    /// The path of a file below `content/`, if it is one.
    path: &'a str,
    /// Whether `content/` stood before it.
    with_folder: bool,
    /// The address below the home page, with a slash at its beginning, if it is one.
    address: String,
    /// The number of an issue, if it is one.
    number: Option<u32>,
    /// The default language of the site.
    language: &'a str,
}

impl<'a> Named<'a> {
    /// Returns what a name may mean in a site with these settings.
    pub(super) fn new(name: &'a str, config: &'a Config) -> Named<'a> {
        let mut path = name;
        while let Some(rest) = path.strip_prefix("./") {
            path = rest;
        }
        let below = path.strip_prefix("content/");
        let address = address_of(path, config);
        let (with_folder, path) = (below.is_some(), below.unwrap_or(path));
        Named { path, with_folder, address, number: name.parse().ok(), language: &config.language }
    }

    /// Returns the path of the file from the root of the site, if it is one.
    pub(super) fn source(&self) -> String {
        format!("content/{}", self.path)
    }

    /// Returns the target that stands at the address.
    pub(super) fn target<'p>(&self, plan: &'p Plan) -> Option<&'p Target> {
        plan.at_address(&self.address)
    }

    /// Tells whether a page is meant: by its file, with or without the suffix, or by the number of its issue.
    pub(super) fn is_page(&self, document: &Document) -> bool {
        let path = document.path.strip_prefix("content/").unwrap_or(&document.path);
        let in_default = document.lang == self.language;
        path == self.path
            || page_stem(path) == Some(self.path)
            || in_default && document.id == self.path
            || in_default && self.number.is_some() && document.front.number == self.number
    }

    /// Returns the name that was perhaps meant, among paths of files and addresses.
    pub(super) fn closest<'n>(
        &self,
        paths: impl Iterator<Item = &'n str>,
        addresses: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        let with_folder = |path: &str| if self.with_folder { format!("content/{path}") } else { path.to_owned() };
        let paths: Vec<&str> = paths.map(|path| path.strip_prefix("content/").unwrap_or(path)).collect();
        if self.with_folder || page_stem(self.path).is_some() {
            // A name without its folder is that of a file in some folder.
            let is_bare = |path: &&&str| !self.path.contains('/') && path.rsplit('/').next() != Some(path);
            let names = paths.iter().filter(is_bare).map(|path| path.rsplit('/').next().unwrap_or(path));
            let bare = || {
                let near = closest(self.path, names)?;
                paths.iter().copied().find(|path| path.rsplit('/').next() == Some(near))
            };
            return closest(self.path, paths.iter().copied()).or_else(bare).map(with_folder);
        }
        let stems = || paths.iter().filter_map(|path| page_stem(path));
        let near = closest(&self.address, addresses).map(str::to_owned);
        near.or_else(|| closest(self.path, stems()).map(str::to_owned))
    }
}

/// Returns the address below the home page that a name means, with a slash at its beginning.
fn address_of(name: &str, config: &Config) -> String {
    let below = name.strip_prefix(&config.base_url).or_else(|| name.strip_prefix(&config.base_path));
    let path = below.unwrap_or(name).trim_start_matches('/');
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let last = path.rsplit('/').next().unwrap_or(path);
    if path.is_empty() || path.ends_with('/') || last.contains('.') { format!("/{path}") } else { format!("/{path}/") }
}
