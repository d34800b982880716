//! Lists as layouts see them: the home page, the sections, the parts of an archive.

use std::collections::BTreeMap;

use minijinja::Value;

use super::Snapshot;
use super::addresses::section_url;
use super::called::next_and_latest;
use super::collection::collection;
use super::entity::Entity;
use super::fields::{Builder, Fields};
use super::filled::fill_holes;
use super::groups::{columns, grouped, is_dated};
use super::referred::Referred;
use super::schema::Kind;
use super::value::{html, map};
use super::with_partials::WithPartials;
use crate::config::{SECTIONS, TOPICS};
use crate::data::{Group, StateId, UPR};
use crate::model::SitePage;
use crate::plan::{Part, Subject, Target};
use crate::render::failed_block::FailedBlock;
use crate::render::languages::text_direction;

/// How many pages of each type the home page shows.
const HOME_LETTERS: usize = 4;
/// How many briefs the home page shows.
const HOME_BRIEFS: usize = 6;
/// How many newsletter issues the home page shows.
const HOME_NEWSLETTERS: usize = 3;

/// The place of the home page among the sections.
pub(super) const HOME: usize = SECTIONS.len() - 1;

/// Returns the title of a section: that of its `_index.md`, or else the word for what is built in.
pub(super) fn section_title(snapshot: &Snapshot, lang: usize, id: &str) -> String {
    let index = snapshot.site.index(id, snapshot.lang(lang));
    let built_in = || match snapshot.site.config().taxonomy(id) {
        Some(taxonomy) => taxonomy.title.words(snapshot.lang(lang), &snapshot.site.config().language).0,
        None => snapshot.words(lang).get(id),
    };
    index.map_or_else(built_in, SitePage::title).to_owned()
}

/// Returns the language of the title of a section.
pub(super) fn section_lang<'a>(snapshot: &'a Snapshot, lang: usize, id: &str) -> &'a str {
    let tag = snapshot.lang(lang);
    let built_in = || match snapshot.site.config().taxonomy(id) {
        Some(taxonomy) => taxonomy.title.words(tag, &snapshot.site.config().language).1,
        None => tag,
    };
    snapshot.site.index(id, tag).map_or_else(built_in, |page| &page.document.lang)
}

/// Returns what a section says of itself in a sentence or two; may be empty.
pub(super) fn section_description<'a>(snapshot: &'a Snapshot, lang: usize, id: &str) -> &'a str {
    let index = snapshot.site.index(id, snapshot.lang(lang));
    index.and_then(|page| page.document.front.description.as_deref()).unwrap_or("")
}

/// Makes the fields of the home page.
pub(super) fn home_fields(snapshot: &Snapshot, lang: usize) -> Fields {
    let site = &snapshot.site;
    let tag = snapshot.lang(lang);
    let first = |kind: &str, count: usize| snapshot.pages(site.list(kind, tag).iter().take(count));
    let mut home = Builder::new(Kind::Home);
    home.set("letters", first("letters", HOME_LETTERS));
    home.set("briefs", first("briefs", HOME_BRIEFS));
    home.set("newsletters", first("newsletters", HOME_NEWSLETTERS));
    // Of a collection that no feed tells of nothing is news.
    let news = snapshot.site.kinds().collections().filter(|kind| kind.has_feed());
    let news = news.filter_map(|kind| collection(snapshot, kind.folder(), first(kind.folder(), HOME_LETTERS), lang));
    home.set("collections", news.collect::<Value>());
    let (next, latest) = next_and_latest(snapshot, None);
    let session =
        |found: Option<usize>| found.map_or_else(|| Value::from(()), |at| snapshot.handle(Entity::Session(lang, at)));
    home.set("next_session", session(next));
    home.set("latest_session", session(latest));
    let own = site.home(tag).filter(|(_, page)| !page.document.body.html.get().trim().is_empty());
    home.set("text", own.map_or_else(|| Value::from(()), |(id, _)| snapshot.handle(Entity::Page(id))));
    home.set("topics", all_terms(snapshot, lang, TOPICS));
    home.set("recommendations", snapshot.pages(snapshot.site.recommendations(lang).iter()));
    home.finish()
}

/// Returns all terms of a taxonomy.
fn all_terms(snapshot: &Snapshot, lang: usize, taxonomy: &str) -> Value {
    snapshot.site.data().terms_of(taxonomy).map(|(at, _)| snapshot.handle(Entity::Term(lang, at))).collect()
}

/// Makes the fields of a section.
pub(super) fn section_fields(snapshot: &Snapshot, lang: usize, at: usize) -> Fields {
    let id: &str = &snapshot.site.kinds().sections()[at];
    let site = &snapshot.site;
    let words = snapshot.words(lang);
    let mut section = Builder::new(Kind::Section);
    section.set("id", id);
    section.set("title", section_title(snapshot, lang, id));
    let described = section_description(snapshot, lang, id);
    let is_of_many = || id == "sessions" && bodies_with_sessions(snapshot).any(|at| site.data().bodies[at].id != UPR);
    let name = || if is_of_many() { "all_sessions" } else { id };
    let built_in = || words.find(&format!("section_descriptions.{}", name())).unwrap_or("");
    section.set("description", if described.is_empty() { built_in() } else { described });
    set_introduction(snapshot, (lang, id), &mut section);
    section.set("url", section_url(snapshot, lang, id));
    let kind = site.kinds().of_folder(id);
    let listed = kind.map(|kind| site.list(kind.folder(), snapshot.lang(lang)));
    let listing = kind.and_then(|kind| kind.listing());
    section.set("dated", is_dated(snapshot, kind, snapshot.lang(lang)));
    section.set("columns", kind.map_or_else(|| Value::from(Vec::<Value>::new()), |kind| columns(snapshot, kind, lang)));
    section.set("rendered", kind.is_none_or(|kind| kind.is_rendered()));
    section.set("shape", listing.and_then(|listing| listing.shape.as_deref()).unwrap_or("cards"));
    let is_taxonomy = site.config().taxonomy_ids().any(|known| known == id);
    let count = match id {
        "states" => StateId::all().count(),
        "sessions" => site.data().sessions.len(),
        "bodies" => (0..site.data().bodies.len()).filter(|at| site.body_stands(*at)).count(),
        "instruments" => site.data().instruments.len(),
        _ if is_taxonomy => site.data().terms_of(id).count(),
        _ => listed.map_or(0, <[_]>::len),
    };
    section.set("count", count);
    section.set("pages", snapshot.pages(listed.into_iter().flatten()));
    match id {
        "states" => {
            section.set("groups", groups(snapshot, lang));
            section.set("a_to_z", a_to_z(snapshot, lang));
        }
        "sessions" => {
            let review = site.data().body(UPR);
            section.set(
                "cycles",
                review.map_or_else(|| Value::from(Vec::<Value>::new()), |at| cycles(snapshot, lang, at)),
            );
            let bodies = bodies_with_sessions(snapshot).map(|at| snapshot.handle(Entity::Body(lang, at)));
            section.set("bodies", bodies.collect::<Value>());
        }
        "bodies" => {
            let all = (0..site.data().bodies.len()).filter(|at| site.body_stands(*at));
            section.set("bodies", all.map(|at| snapshot.handle(Entity::Body(lang, at))).collect::<Value>());
        }
        "recommendations" => section.set("recommendations", snapshot.pages(snapshot.site.recommendations(lang).iter())),
        "instruments" => {
            let all = (0..site.data().instruments.len()).map(|at| snapshot.handle(Entity::Instrument(lang, at)));
            section.set("instruments", all.collect::<Value>());
        }
        _ if is_taxonomy => section.set("topics", all_terms(snapshot, lang, id)),
        _ => {}
    }
    section.finish()
}

/// Sets the text of a section, and its language where that is not the one of the page.
fn set_introduction(snapshot: &Snapshot, (lang, id): (usize, &str), section: &mut Builder) {
    let index = snapshot.site.index(id, snapshot.lang(lang));
    let body = index.map(|page| {
        let (document, words) = (&page.document, snapshot.words(snapshot.language(&page.document.lang)));
        let filled = fill_holes(snapshot, Referred::of(page), words, &document.body.html.get(), &document.body.holes);
        filled.map_or_else(FailedBlock::into_value, WithPartials::into_value)
    });
    let own = section_lang(snapshot, lang, id);
    section.set("introduction", body.unwrap_or_else(|| html(String::new())));
    section.set("lang", own);
    section.set("dir", text_direction(own));
}

/// Returns the states by regional group.
fn groups(snapshot: &Snapshot, lang: usize) -> Value {
    let words = snapshot.words(lang);
    Group::ALL
        .iter()
        .map(|group| {
            let mut states: Vec<StateId> = StateId::all().filter(|state| state.info().group == *group).collect();
            states.sort_by_key(|state| state.info().sort_key);
            let title = words.find(&format!("regions.{}", group.id())).unwrap_or(group.title()).to_owned();
            map([
                ("id", Value::from(group.id())),
                ("title", Value::from(title)),
                ("states", states.into_iter().map(|state| snapshot.handle(Entity::State(lang, state))).collect()),
            ])
        })
        .collect()
}

/// Returns the states by first letter.
fn a_to_z(snapshot: &Snapshot, lang: usize) -> Value {
    let mut letters: BTreeMap<char, Vec<StateId>> = BTreeMap::new();
    for state in StateId::all() {
        let first = state.info().sort_key.chars().next().unwrap_or('?').to_ascii_uppercase();
        letters.entry(first).or_default().push(state);
    }
    letters
        .into_iter()
        .map(|(letter, mut states)| {
            states.sort_by_key(|state| state.info().sort_key);
            let states: Value = states.into_iter().map(|state| snapshot.handle(Entity::State(lang, state))).collect();
            map([("letter", Value::from(letter.to_string())), ("states", states)])
        })
        .collect()
}

/// Returns the bodies that have sessions, in order.
fn bodies_with_sessions(snapshot: &Snapshot) -> impl Iterator<Item = usize> {
    let data = snapshot.site.data();
    (0..data.bodies.len()).filter(|at| data.sessions.iter().any(|session| session.body == *at))
}

/// Returns the sessions of a body by cycle, the latest first; last those that are in none.
pub(super) fn cycles(snapshot: &Snapshot, lang: usize, body: usize) -> Value {
    let mut cycles: BTreeMap<Option<u32>, Vec<usize>> = BTreeMap::new();
    for (at, session) in snapshot.site.data().sessions.iter().enumerate().filter(|(_, session)| session.body == body) {
        cycles.entry(session.cycle).or_default().push(at);
    }
    cycles
        .into_iter()
        .rev()
        .map(|(number, sessions)| {
            let title = |number: u32| snapshot.words(lang).fill("cycle_title", &[("number", &number.to_string())]);
            let sessions: Value =
                sessions.into_iter().rev().map(|at| snapshot.handle(Entity::Session(lang, at))).collect();
            let none = || Value::from(());
            map([
                ("number", number.map_or_else(none, Value::from)),
                ("title", number.map_or_else(none, |number| Value::from(title(number)))),
                ("sessions", sessions),
            ])
        })
        .collect()
}

/// Sets the fields of a part of an archive.
pub(super) fn set_pager_fields(snapshot: &Snapshot, target: &Target, pager: &mut Builder) {
    pager.settle_all();
    let (Subject::Archive(folder), Some(Part { number, total })) = (&target.subject, target.part) else { return };
    let lang = snapshot.language(&target.lang);
    let config = snapshot.site.config();
    let kind = snapshot.site.kinds().of_folder(folder);
    let per_page = kind.map_or(config.per_page, |kind| kind.per_page(config));
    let all = snapshot.site.list(folder, &target.lang);
    let from = ((number - 1) * per_page).min(all.len());
    let shown = &all[from..from.saturating_add(per_page).min(all.len())];
    pager.set("groups", grouped(snapshot, (folder, &target.lang), (from, shown)));
    let url = |part: usize| part_url(snapshot, lang, folder, part);
    let url_if = |part: Option<usize>| part.map_or_else(|| Value::from(()), |part| Value::from(url(part)));
    pager.set("pages", snapshot.pages(shown));
    pager.set("number", number);
    pager.set("total", total);
    pager.set("prev_url", url_if((number > 1).then(|| number - 1)));
    pager.set("next_url", url_if((number < total).then_some(number + 1)));
    pager.set("first_url", url(1));
    pager.set("last_url", url(total));
    let near = (1..=total).filter(|part| *part == 1 || *part == total || part.abs_diff(number) <= 3);
    let urls = near.map(|part| {
        map([("number", Value::from(part)), ("url", Value::from(url(part))), ("current", Value::from(part == number))])
    });
    pager.set("urls", urls.collect::<Value>());
}

/// Returns the address of a part of an archive: `/letters/`, `/letters/page/2/`.
fn part_url(snapshot: &Snapshot, lang: usize, folder: &str, part: usize) -> String {
    let mut url = section_url(snapshot, lang, folder);
    if part > 1 {
        url.push_str(&format!("page/{part}/"));
    }
    url
}
