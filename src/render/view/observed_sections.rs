//! The site as the view sees it: what sections and the home page say of themselves, and the announcement.

use super::observed::Observed;
use super::read::Read;
use super::recording::note;
use super::uses::Uses;
use crate::config::Banner;
use crate::content::INDEX;
use crate::model::{PageId, SitePage};

impl Observed {
    /// Returns the page that says what a section is, in a language or else in the default one; noted.
    pub(super) fn index(&self, folder: &str, lang: &str) -> Option<&SitePage> {
        let of = |lang: &str| self.index_in(folder, lang);
        let id = of(lang).or_else(|| of(&self.unseen().config.language))?;
        Some(self.page(id))
    }

    /// Returns the text of the home page in a language, which readers of another do not get; noted.
    pub(super) fn home(&self, lang: &str) -> Option<(PageId, &SitePage)> {
        self.index_in("", lang).map(|id| (id, self.page(id)))
    }

    /// Returns the page that says what a section is in a language.
    fn index_in(&self, folder: &str, lang: &str) -> Option<PageId> {
        let ids = self.list(INDEX, lang).iter().copied();
        ids.map(|id| (id, self.listed(id))).find(|(_, place)| place.folder() == folder).map(|(id, _)| id)
    }

    /// Returns what the texts of the site use; noted.
    pub(super) fn uses(&self) -> Uses {
        note(Read::uses());
        self.uses
    }

    /// Returns the announcement that is shown at the instant of the build; noted.
    pub(super) fn banner(&self) -> Option<&Banner> {
        let banner = self.config().banner.as_ref()?;
        note(Read::banner());
        Some(banner).filter(|_| self.shows_banner())
    }

    /// Tells whether an announcement is shown at the instant of the build, for what is no answer.
    pub(super) fn shows_banner(&self) -> bool {
        self.unseen().config.banner.as_ref().is_some_and(|banner| banner.is_shown(self.unseen().now))
    }
}
