//! Plain pages by what they stand below: `pages/about/staff.md` stands below `pages/about.md`.
//!
//! Takes the site; gives for each id that pages stand below the page with that id, if there is one, and those right below it, by
//! the order that they say, then by title. It is made anew with each site, for titles decide.

use std::collections::BTreeMap;

use crate::model::{PageId, Site};
use crate::render::collation::sort_key;

/// The folder of plain pages.
pub(super) const FOLDER: &str = "pages";

/// What stands at an id, and right below it, in a language.
#[derive(Debug, Default)]
pub(super) struct Branch {
    /// The page with the id.
    pub(super) top: Option<PageId>,
    /// The pages right below it, by the order that they say, then by title.
    pub(super) below: Vec<PageId>,
}

/// The branches of a site, by language and id.
pub(super) type Branches = BTreeMap<String, BTreeMap<String, Branch>>;

/// Returns the id of what stands above a plain page, if it does not stand at the top.
pub(super) fn above(id: &str) -> Option<&str> {
    id.rsplit_once('/').map(|(above, _)| above).filter(|above| *above != FOLDER)
}

/// Returns the branches of a site.
pub(super) fn branches_of(site: &Site) -> Branches {
    let of = |lang: &String| {
        let mut branches: BTreeMap<String, Branch> = BTreeMap::new();
        for page in site.list(FOLDER, lang) {
            if let Some(id) = above(site.page(*page).listed().id()) {
                branches.entry(id.to_owned()).or_default().below.push(*page);
            }
        }
        for page in site.list(FOLDER, lang) {
            if let Some(branch) = branches.get_mut(site.page(*page).listed().id()) {
                branch.top = Some(*page);
            }
        }
        for branch in branches.values_mut() {
            let key = |page: &PageId| {
                let page = site.page(*page);
                let order = page.document.front.order;
                (order.is_none(), order, sort_key(lang, page.title()))
            };
            branch.below.sort_by_cached_key(key);
        }
        (lang.clone(), branches)
    };
    site.config.languages.iter().map(of).collect()
}
