//! Pages under embargo: nothing stands where they will, or the build that is to publish them fails by itself.

use jiff::Timestamp;

use super::{Check, CheckCx};
use crate::diag::{Diagnostic, Span, mistakes};
use crate::model::{PageId, REDIRECTS_FILE, Site, Visibility};
use crate::plan::{Subject, Target, describe};
use crate::route::OutPath;
use crate::track::Table;

/// Checks the addresses of pages under embargo.
pub(super) struct Embargoed;

impl Check for Embargoed {
    fn name(&self) -> &'static str {
        "embargoed"
    }

    fn run(&self, cx: CheckCx<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let waits = cx.site.hidden_routes.iter().filter_map(|(route, hidden)| match hidden.seen {
            Visibility::Embargoed(until) => Some((OutPath::parse(route).ok()?, hidden, until)),
            _ => None,
        });
        let waits: Vec<_> = waits.collect();
        if waits.is_empty() {
            return;
        }
        let targets = &cx.plan.targets;
        let places: Table<_, usize> =
            targets.iter().enumerate().map(|(at, target)| (target.route.collision_key(), at)).collect();
        for (route, hidden, until) in waits {
            let Some(target) = places.get(&route.collision_key()).map(|at| &targets[*at]) else { continue };
            if !is_there_then(cx.site, target, (&route, until)) {
                continue;
            }
            let other = match cx.site.redirects.at(&target.route) {
                Some(_) => format!("a row of `{REDIRECTS_FILE}`"),
                None => describe(cx.site, target),
            };
            let (span, until) = (Span::whole(&hidden.path), hidden.seen.reason(&cx.site.config.time_zone));
            diagnostics.push(mistakes::address_taken(span, route.as_str(), &until, &other));
        }
    }
}

/// Tells whether what is made for a target now is made at an instant as well; a redirect from the very route was reported.
fn is_there_then(site: &Site, target: &Target, (route, until): (&OutPath, Timestamp)) -> bool {
    let stays = |id: &PageId| {
        let expires = site.page(*id).document.front.expires;
        expires.is_none_or(|expires| expires.instant(&site.config.time_zone) > until)
    };
    match &target.subject {
        Subject::Page(id) => stays(id),
        Subject::Redirect(_) | Subject::Moved(_) if target.route == *route && site.redirects.at(route).is_some() => {
            false
        }
        Subject::Redirect(id) => stays(id) && site.page(*id).alone.as_ref() != Some(&target.route),
        _ => true,
    }
}
