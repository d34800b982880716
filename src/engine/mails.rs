//! The mails of the site, for whoever lists them beside the site itself.
//!
//! Takes the site of the last update; gives a [`MailPage`] for each page that has a newsletter version. What is said of
//! one is made when it is asked for, and after edits of texts only the edited pages are told again, so that a list costs
//! an edit nothing.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::incremental::Engine;
use crate::config::Config;
use crate::model::{PageId, SitePage};
use crate::parse::Document;
use crate::render::{preheader_of, subject_of};

/// A page that has a newsletter version.
#[derive(Clone, Debug)]
pub struct MailPage {
    /// The route of the page.
    pub route: String,
    /// The name of its type, such as `letter`.
    pub kind: &'static str,
    document: Arc<Document>,
    config: Arc<Config>,
}

/// The pages with newsletter versions, as far as they are others than when they were last asked for.
#[derive(Clone, Debug)]
pub enum MailPages {
    /// All of them.
    All(Vec<MailPage>),
    /// Those whose text was edited; all others stand.
    Edited(Vec<MailPage>),
}

impl MailPage {
    /// Returns a page of a site, if it has a newsletter version.
    fn of(page: &SitePage, config: &Arc<Config>) -> Option<MailPage> {
        page.mail_layout(config).map(|_| MailPage {
            route: page.route.to_string(),
            kind: page.kind.name(),
            document: Arc::clone(&page.document),
            config: Arc::clone(config),
        })
    }

    /// Returns the path of its source.
    pub fn path(&self) -> &str {
        &self.document.path
    }

    /// Returns its language.
    pub fn lang(&self) -> &str {
        &self.document.lang
    }

    /// Returns its title.
    pub fn title(&self) -> &str {
        self.document.front.title.as_deref().unwrap_or("")
    }

    /// Returns its day, as machines write it; nothing for a page without a date.
    pub fn date(&self) -> String {
        self.document.front.date.map_or_else(String::new, |date| date.date().to_string())
    }

    /// Returns the subject line.
    pub fn subject(&self) -> String {
        subject_of(&self.document)
    }

    /// Returns what mail programs show beside the subject line.
    pub fn preheader(&self) -> String {
        preheader_of(&self.document, self.config.name_in(&self.document.lang))
    }
}

impl Engine {
    /// Returns what is to be said of the mails of the last update since this was last asked.
    pub fn take_mail_pages(&mut self) -> MailPages {
        let edited = self.mails_edited.replace(BTreeSet::new());
        let Some(held) = &self.held else { return MailPages::All(Vec::new()) };
        let site = held.snapshot.site();
        let of = |page: &SitePage| MailPage::of(page, &site.config);
        match edited {
            None => MailPages::All(site.pages.iter().filter_map(of).collect()),
            Some(edited) => MailPages::Edited(edited.into_iter().filter_map(|id: PageId| of(site.page(id))).collect()),
        }
    }
}
