//! What time alone does to a site: which pages the public does not see, and when the site is next another although nobody
//! has saved anything.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::incremental::Engine;
use crate::model::Visibility;

/// The site at the instant of the last update, as far as that makes a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Why the public does not see a page that is on the site, by route.
    pub hidden: BTreeMap<String, String>,
    /// The instant, as people of the site's time zone write it.
    pub at: String,
    /// The next instant at which the site is another by itself; nothing where nothing is to come.
    ///
    /// An embargo ends, a page expires, or a session begins or ends: what is called the next session depends on the day.
    pub next: Option<Timestamp>,
}

impl Engine {
    /// Returns what can be said of the site of the last update; nothing before the first.
    pub fn outlook(&self) -> Option<Outlook> {
        let held = self.held.as_ref()?;
        let site = held.snapshot.site();
        let zone = &site.config.time_zone;
        let hidden = site.pages.iter().filter(|page| page.visibility != Visibility::Public);
        Some(Outlook {
            hidden: hidden.map(|page| (page.route.to_string(), page.visibility.reason(zone))).collect(),
            at: held.options.at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %Z").to_string(),
            next: Some(held.until).filter(|until| *until < Timestamp::MAX),
        })
    }
}
