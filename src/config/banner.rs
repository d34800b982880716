//! The announcement at the top of every page: `banner` in `site.yaml`, which may stand there for a while only.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::menus::{MenuEntry, read_opens};
use super::moments::read_moment;
use super::translated::{Translated, read_in_default};
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::yaml::Map;

/// The place of where an announcement leads in `site.yaml`.
const LINK: &str = "banner.link";

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// Its words.
    pub text: Translated,
    /// Where it leads.
    pub link: Option<MenuEntry>,
    /// The instant from which on it is shown.
    from: Option<Timestamp>,
    /// The instant from which on it is shown no more.
    until: Option<Timestamp>,
}

impl Banner {
    /// Tells whether it is shown at an instant.
    pub fn is_shown(&self, now: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= now) && self.until.is_none_or(|until| now < until)
    }

    /// Returns the instants at which it comes and goes.
    pub fn turns(&self) -> impl Iterator<Item = Timestamp> {
        self.from.into_iter().chain(self.until)
    }
}

/// Reads `{text, link, from, until}` of a site whose default language is `lang`.
pub(super) fn read_banner(map: &mut Map<'_>, lang: &str, zone: &TimeZone) -> Option<Banner> {
    let text = map.required("text", |node| read_in_default(node, lang));
    let link = map.field("link", read_opens);
    let has_link = map.has("link");
    let from = map.field("from", read_moment).map(|from| from.instant(zone));
    let until = map.field("until", read_moment).map(|until| end_of(&until, zone));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        map.note_pair("until", "from", mistakes::banner_never_shown);
    }
    // One whose link cannot be read is not shown without it.
    let link = match (link, has_link) {
        (Some(opens), _) => Some(MenuEntry { place: LINK.to_owned(), title: None, opens }),
        (None, true) => return None,
        (None, false) => None,
    };
    Some(Banner { text: text?, link, from, until })
}

/// Returns the instant at which a moment is over: a day ends with its last hour.
fn end_of(until: &Moment, zone: &TimeZone) -> Timestamp {
    let day = || until.date().tomorrow().ok().map(|next| Moment::of_day(next).instant(zone));
    match until.has_time() {
        true => until.instant(zone),
        false => day().unwrap_or(Timestamp::MAX),
    }
}
