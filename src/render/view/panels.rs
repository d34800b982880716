//! Blocks in texts that show what layouts show elsewhere: the session that comes, the sign-up, standing recommendations; and the
//! heading of a page in large.
//!
//! On pages the layouts of these make them. Mails and feeds run none: there each is a link or some.

use super::Snapshot;
use super::addresses::session_url;
use super::called::{dates_text, next_and_latest, session_title};
use super::entity::Entity;
use super::page_list::{Shape, push_list, push_noted_list};
use super::referred::{Medium, Referred};
use super::with_partials::{Partials, WithPartials};
use crate::bidi;
use crate::config::player_host;
use crate::html::push_escaped;
use crate::parse::{Block, Hole};
use crate::render::languages::text_direction;
use crate::render::strings::Strings;

/// The panels of a text that is being filled.
pub(super) struct Panels<'a> {
    snapshot: &'a Snapshot,
    referred: Referred<'a>,
    words: &'a Strings,
    lang: usize,
    partials: Partials<'a>,
    /// Whether a table stands in the text that readers can sort.
    is_sortable: bool,
    /// Whether a film stands in it whose player is shown there.
    has_player: bool,
}

impl<'a> Panels<'a> {
    /// Returns the panels of a text.
    pub(super) fn of(snapshot: &'a Snapshot, referred: Referred<'a>, words: &'a Strings) -> Panels<'a> {
        let lang = snapshot.language(referred.lang);
        Panels {
            snapshot,
            referred,
            words,
            lang,
            partials: Partials::of(snapshot),
            is_sortable: false,
            has_player: false,
        }
    }

    /// Fills a hole that is the beginning of a panel; tells whether it was.
    pub(super) fn take(&mut self, hole: &Hole, out: &mut String) -> bool {
        let Hole::Block(index) = hole else { return false };
        let Some(block) = self.referred.blocks.get(*index as usize) else { return false };
        let table = self.referred.table(*index as usize).filter(|of| of.block.name == "table");
        self.is_sortable |= self.is_page() && table.is_some_and(|of| of.table.is_sortable());
        match block.name {
            "hero" => self.push_heading(block, out),
            "recommendations" => self.push_recommendations(*index as usize, block, out),
            "session" => self.push_session(block, out),
            "signup" => self.push_signup(out),
            "video" => self.push_player(block, out),
            _ => return false,
        }
        true
    }

    /// Returns a filled text with its panels.
    pub(super) fn end(mut self, mut text: String) -> WithPartials {
        if self.is_sortable {
            self.push_partial("sorting", Entity::Site(self.lang), String::new(), &mut text);
        }
        if self.has_player {
            self.push_partial("player", Entity::Site(self.lang), String::new(), &mut text);
        }
        self.partials.end(text)
    }

    /// Tells whether layouts make the panels.
    fn is_page(&self) -> bool {
        self.referred.medium == Medium::Page
    }

    /// Appends a partial about an entity, or where no layout is run what stands for it.
    fn push_partial(&mut self, name: &'static str, entity: Entity, plain: String, out: &mut String) {
        if self.is_page() {
            let of = self.snapshot.entities.id(entity);
            self.partials.push(name, (of, self.lang), plain, out);
        } else {
            out.push_str(&plain);
        }
    }

    /// Appends the heading of the page; that of a part of it in a mail, which has a heading of its own.
    fn push_heading(&self, block: &Block, out: &mut String) {
        let element = if self.is_page() { "h1" } else { "h2" };
        let title = block.argument("title").map_or("", |title| title.value.trim());
        let direction =
            if bidi::is_other(title, bidi::text_direction(self.referred.lang)) { " dir=\"auto\"" } else { "" };
        out.push_str(&format!("<{element}{direction}>"));
        push_escaped(out, title);
        out.push_str(&format!("</{element}>\n"));
    }

    /// Appends the session that comes next, or was held last.
    fn push_session(&mut self, block: &Block, out: &mut String) {
        let snapshot = self.snapshot;
        let body = block.argument("body").and_then(|body| snapshot.site.data().body(body.value.trim()));
        let (next, latest) = next_and_latest(snapshot, body);
        let Some(at) = next.or(latest) else {
            self.push_nothing(out);
            return;
        };
        let session = &snapshot.site.data().sessions[at];
        let (title, title_lang) = session_title(snapshot, self.lang, at);
        let mut plain = "<p><a href=\"".to_owned();
        push_escaped(&mut plain, &session_url(snapshot, self.lang, at));
        plain.push('"');
        if title_lang != self.referred.lang {
            plain.push_str(&format!(" lang=\"{title_lang}\""));
        }
        plain.push('>');
        push_escaped(&mut plain, &title);
        plain.push_str("</a>");
        let dates = dates_text(self.words, session.starts, session.ends);
        if !dates.is_empty() {
            plain.push_str(" · ");
            push_escaped(&mut plain, &dates);
        }
        plain.push_str("</p>\n");
        self.push_partial("session", Entity::Session(self.lang, at), plain, out);
    }

    /// Appends the words and the link by which readers sign up for the newsletter.
    fn push_signup(&mut self, out: &mut String) {
        let config = self.snapshot.site.config();
        let Some(newsletter) = &config.newsletter else { return };
        let mut plain = String::new();
        if let Some(text) = &newsletter.text {
            let (text, lang) = text.words(self.referred.lang, &config.language);
            plain.push_str("<p");
            if lang != self.referred.lang {
                plain.push_str(&format!(" lang=\"{lang}\" dir=\"{}\"", text_direction(lang)));
            }
            plain.push('>');
            push_escaped(&mut plain, text);
            plain.push_str("</p>\n");
        }
        plain.push_str("<p><a href=\"");
        push_escaped(&mut plain, &newsletter.signup_url);
        plain.push_str("\">");
        push_escaped(&mut plain, self.words.get("subscribe"));
        plain.push_str("</a></p>\n");
        self.push_partial("signup", Entity::Site(self.lang), plain, out);
    }

    /// Appends the button that shows the player of a film; nothing where no script runs.
    fn push_player(&mut self, block: &Block, out: &mut String) {
        let value = |key: &str| block.argument(key).map_or("", |argument| argument.value.trim());
        let Some(host) = player_host(value("player")).filter(|_| self.is_page()) else { return };
        self.has_player = true;
        out.push_str("<p class=\"video-play\" hidden><button type=\"button\" class=\"button\" data-player=\"");
        push_escaped(out, value("player"));
        out.push_str("\" data-title=\"");
        push_escaped(out, value("title"));
        out.push_str("\">");
        push_escaped(out, &self.words.fill("play_here", &[("host", &host)]));
        out.push_str("</button></p>\n");
    }

    /// Appends standing recommendations: under a heading, where the text has none before them.
    fn push_recommendations(&mut self, index: usize, block: &Block, out: &mut String) {
        let Some(Some(query)) = self.referred.queries.get(index) else { return };
        let pages = self.snapshot.site.standing_asked_for(query, self.lang, self.referred.path);
        if pages.is_empty() {
            self.push_nothing(out);
            return;
        }
        if !self.is_page() {
            let shape = Shape { is_lines: true, is_mixed: false, is_mail: true, lang: self.referred.lang };
            let note = |is_unknown| if is_unknown { self.words.get("where_applicable") } else { "" };
            let pages: Vec<_> = pages.iter().map(|(id, is_unknown)| (*id, note(*is_unknown))).collect();
            push_noted_list(self.snapshot, self.words, &pages, shape, out);
            return;
        }
        if block.level == 0 {
            out.push_str("<h2 class=\"visually-hidden\">");
            push_escaped(out, self.words.get("standing_recommendations"));
            out.push_str("</h2>\n");
        }
        out.push_str("<ul class=\"rec-cards\">\n");
        for (id, is_unknown) in pages {
            out.push_str("<li>");
            let shape = Shape { is_lines: true, is_mixed: false, is_mail: true, lang: self.referred.lang };
            let mut plain = String::new();
            push_list(self.snapshot, self.words, &[id], shape, &mut plain);
            self.push_partial("recommendation", Entity::Page(id), plain, out);
            if is_unknown {
                out.push_str("<p class=\"asked-notes\"><span class=\"answer answer-unknown\">");
                push_escaped(out, self.words.get("where_applicable"));
                out.push_str("</span></p>");
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// Appends that there is nothing yet.
    fn push_nothing(&self, out: &mut String) {
        out.push_str("<p class=\"empty\">");
        push_escaped(out, self.words.get("nothing_yet"));
        out.push_str("</p>\n");
    }
}
