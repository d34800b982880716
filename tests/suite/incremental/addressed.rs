//! Random edits of whom pages are for: their session and the briefs beside them.

use super::edits::{swap, toggle};
use crate::site_test::SiteTest;

/// How many kinds of edits there are here.
pub(super) const ADDRESSED_KINDS: usize = 4;

/// Changes for which session a page is, or what stands beside a brief.
pub(super) fn edit_addressed(site: SiteTest, kind: usize, serial: usize) -> (SiteTest, String) {
    let brief = "content/briefs/upr-49/ken.md";
    match kind {
        0 => swap(site, "content/letters/upr-48.md", "session: upr-48\n", "states: [ITA]\n"),
        1 => swap(site, brief, "state: KEN\nsession: upr-49\n", "state: KEN\n"),
        2 => toggle(
            site,
            "content/briefs/upr-49/more.md",
            &format!(
                "---\ntitle: More {serial}\ndate: 2025-03-12\nstate: KEN\nsession: upr-49\nslug: more\n---\nMore.\n"
            ),
        ),
        _ => toggle(
            site,
            "content/briefs/more.md",
            "---\ntitle: Besides\ndate: 2025-03-12\nstate: KEN\nslug: besides\n---\nSee [it](upr-49/ken.md).\n\n- Do. {#do}\n",
        ),
    }
}
