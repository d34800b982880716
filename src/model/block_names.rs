//! What blocks name of the site beside pages and files: sessions, bodies, the sign-up, standing recommendations; and where a hero
//! stands.
//!
//! Takes the blocks of a page, the settings and the data; tells what is wrong with them.

use super::links::{Found, Resolver};
use super::queries::{Condition, Missing, Query};
use crate::config::{TOPICS, player_host};
use crate::content::INDEX;
use crate::data::{BODIES_FILE, SESSIONS_FILE};
use crate::diag::{Diagnostic, MISTAKES_LIMIT, mistakes};
use crate::parse::{Argument, Block};

/// The folder of standing recommendations.
const RECOMMENDATIONS: &str = "recommendations";

impl Resolver<'_> {
    /// Reports blocks of the page that name nothing, or that it cannot have.
    pub(super) fn block_names(&self, found: &mut Found) {
        for block in &self.page.document.body.blocks {
            if found.diagnostics.len() < MISTAKES_LIMIT {
                found.diagnostics.extend(self.wrong_block(block));
            }
        }
    }

    /// Returns what is wrong with a block.
    fn wrong_block(&self, block: &Block) -> Option<Diagnostic> {
        let span = || self.page.document.span(block.range.clone());
        match block.name {
            "hero" if !self.has_hero() => Some(mistakes::hero_elsewhere(span())),
            "session" => self.wrong_session(block),
            "video" => self.wrong_player(block),
            "signup" if self.site.config.newsletter.is_none() => Some(mistakes::signup_of_nothing(span())),
            _ => None,
        }
    }

    /// Returns what is wrong with the player of a film.
    fn wrong_player(&self, block: &Block) -> Option<Diagnostic> {
        let player = block.argument("player")?;
        let host = player_host(&player.value);
        let embeds = &self.site.config.embeds;
        let is_named = host.as_ref().is_some_and(|host| embeds.contains(host));
        let span = || self.page.document.span(player.range.clone());
        (!is_named).then(|| mistakes::player_elsewhere(span(), host.as_deref(), !embeds.is_empty()))
    }

    /// Tells whether the heading of the page can stand in its text: the layouts of others have more beside it.
    fn has_hero(&self) -> bool {
        let kind = &self.page.kind;
        let is_home = kind.folder() == INDEX && self.page.document.id == INDEX;
        is_home || kind.name() == "page" && kind.is_rendered()
    }

    /// Returns what is wrong with the body whose session a block shows.
    fn wrong_session(&self, block: &Block) -> Option<Diagnostic> {
        let data = &self.site.data;
        let body = match block.argument("body") {
            None => None,
            Some(argument) => match data.body(argument.value.trim()) {
                Some(at) => Some(at),
                None => {
                    let ids = data.bodies.iter().map(|body| body.id.as_str());
                    return self.no_name(argument, self.unnamed(BODIES_FILE, argument.value.trim(), ids));
                }
            },
        };
        if !data.is_whole(SESSIONS_FILE) {
            return None;
        }
        let has_session = data.sessions.iter().any(|session| body.is_none_or(|body| session.body == body));
        let name = body.map(|at| data.bodies[at].id.as_str());
        (!has_session).then(|| mistakes::session_of_nothing(self.page.document.span(block.range.clone()), name))
    }

    /// Returns what is said of an argument that names nothing.
    fn no_name(&self, argument: &Argument, missing: Missing) -> Option<Diagnostic> {
        let Missing::Unknown(hint) = missing else { return None };
        let span = self.page.document.span(argument.range.clone());
        Some(mistakes::argument_of_no_value(span, argument.key, argument.value.trim(), hint))
    }

    /// Reads which standing recommendations a block shows.
    pub(super) fn standing_query(&self, block: &Block, found: &mut Found) -> Option<Query> {
        let mut conditions = Vec::new();
        for argument in &block.arguments {
            let value = argument.value.trim();
            let read = match argument.key {
                "topic" => self.term_named(TOPICS, value).map(Condition::Term),
                "state" => self.state_named(value).map(Condition::Addressed),
                _ => continue,
            };
            match read {
                Ok(condition) => conditions.push(condition),
                Err(missing) => {
                    found.diagnostics.extend(self.no_name(argument, missing));
                    return None;
                }
            }
        }
        let count = block.argument("count").and_then(|argument| argument.value.trim().parse().ok());
        Some(Query { folder: RECOMMENDATIONS.into(), conditions, sort: None, count: count.unwrap_or(usize::MAX) })
    }
}
