//! `_redirects`: every old address with the new one, for hosts that read it; what no page can answer is in it alone, and stands first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{FileCx, OutputFormat, PlanCx, Targets, prefix};
use crate::data::StateId;
use crate::diag::Diagnostic;
use crate::plan::{Subject, Target};
use crate::render::RenderCx;
use crate::route::OutPath;

/// The name of the file.
const NAME: &str = "_redirects";

/// How many lines each host reads that reads the file: GitLab Pages reads no more. What the site itself says is never left out.
const LINES: usize = 1_000;

/// The order of lines: first those that no page answers, and of two with one path the one with a query, for hosts take the first
/// that fits.
type Order = (bool, String, bool);

/// Returns the order of a line, by its old address and whether a page answers at that.
fn order(has_page: bool, from: &str) -> Order {
    let path = from.split('?').next().unwrap_or(from);
    (has_page, path.to_owned(), path.len() == from.len())
}

/// The format of `_redirects`.
pub(super) struct HostRedirects;

impl OutputFormat for HostRedirects {
    fn name(&self) -> &'static str {
        "redirects"
    }

    fn targets(&self, cx: PlanCx<'_>, targets: &mut Targets<'_>) {
        let mut own: Vec<(Order, (String, String))> = Vec::new();
        let base = cx.site.config.base_path.trim_end_matches('/');
        for (_, page) in cx.site.iter() {
            let routes = page.document.front.aliases.iter().filter_map(|alias| OutPath::of_alias(alias).ok());
            let moves = routes.map(|route| (format!("{base}{}", route.url()), page.url.clone()));
            own.extend(moves.map(|line| (order(true, &line.0), line)));
        }
        for redirect in &cx.site.redirects.all {
            let line = (format!("{base}{}", redirect.from.address), cx.site.lead_of(redirect));
            own.push((order(redirect.from.route.is_some(), &line.0), line));
        }
        own.sort();
        let mut moves: Vec<(String, String)> = own.into_iter().map(|(_, line)| line).collect();
        // Of two lines with one address hosts take the first, and some a line before a page that stands there.
        let standing = cx.site.iter().map(|(_, page)| &page.route).chain(cx.layouts.statics.keys());
        let mut taken: BTreeSet<String> = standing.map(|route| format!("{base}{}", route.url())).collect();
        taken.extend(moves.iter().map(|(from, _)| from.clone()));
        let room = LINES.saturating_sub(moves.len());
        moves.extend(without_page(cx, base).into_iter().filter(|(from, _)| !taken.contains(from)).take(room));
        // A site of its own file keeps it.
        if !moves.is_empty() && !cx.layouts.statics.keys().any(|route| route.as_str() == NAME) {
            targets.add(NAME, "", Subject::Moves(Arc::from(moves)), &cx.site.config.language);
        }
    }

    fn render(&self, _: &RenderCx<'_>, _: FileCx<'_>, target: &Target) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Subject::Moves(moves) = &target.subject else { return Ok(Vec::new()) };
        let line = |(from, to): &(String, String)| {
            // A query stands apart, by its parts; one that begins with `/` would be taken for the new address.
            let (path, query) = from.split_once('?').unwrap_or((from, ""));
            let part = |part: &str| match part.strip_prefix('/') {
                Some(rest) => format!(" %2F{rest}"),
                None => format!(" {part}"),
            };
            let query: String = query.split('&').filter(|part| !part.is_empty()).map(part).collect();
            format!("{path}{} {to} 301\n", query.replace(':', "%3A").replace('*', "%2A"))
        };
        Ok(moves.iter().map(line).collect::<String>().into_bytes())
    }
}

/// Returns where the addresses lead of states, topics and instruments that have no page, which they may have had: to their places in
/// the lists; those of the default language first.
fn without_page(cx: PlanCx<'_>, base: &str) -> Vec<(String, String)> {
    let site = cx.site;
    let mut moves = Vec::new();
    for lang in &site.config.languages {
        let prefix = prefix(cx, lang);
        let mut add = |section: &str, id: &str| {
            moves.push((format!("{base}/{prefix}{section}/{id}/"), format!("{base}/{prefix}{section}/#{id}")));
        };
        for state in StateId::all().filter(|state| !site.state_stands(*state, lang)) {
            add("states", &state.info().code.to_ascii_lowercase());
        }
        for (_, term) in site.data.terms.iter().enumerate().filter(|(at, _)| !site.term_stands(*at, lang)) {
            add(term.taxonomy, &term.id);
        }
        for (at, instrument) in site.data.instruments.iter().enumerate() {
            if !site.instrument_stands(at, lang) {
                add("instruments", &instrument.id);
            }
        }
    }
    moves
}
