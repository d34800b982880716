//! What goes into the holes of bodies: addresses, pictures, tables, lists, words of the interface.

use super::Snapshot;
use super::addresses::place_in_list;
use super::files::file_text;
use super::page_list::{Shape, push_list};
use super::referred::{Medium, Referred};
use super::table::{close_chart, close_table, open_chart, open_table};
use crate::address::encoded;
use crate::html::push_escaped;
use crate::model::{PageId, Resolved};
use crate::parse::{Hole, Label};
use crate::render::strings::Strings;
use crate::route::composed;

/// Returns words of a page that stand on another page, with their holes filled: what leads within the page that they
/// come from leads to that page.
pub(super) fn fill_quoted(
    snapshot: &Snapshot,
    referred: Referred<'_>,
    words: &Strings,
    text: &str,
    holes: &[(u32, Hole)],
) -> String {
    fill(text, holes, |hole, out| push_hole((snapshot, referred, words), hole, Standing::Quoted, out))
}

/// Returns a text with its holes filled.
pub(super) fn fill(text: &str, holes: &[(u32, Hole)], mut push: impl FnMut(&Hole, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + holes.len() * 48);
    let mut from = 0;
    for (at, hole) in holes {
        out.push_str(&text[from..*at as usize]);
        from = *at as usize;
        push(hole, &mut out);
    }
    out.push_str(&text[from..]);
    out
}

/// Where the words of a page stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// With all its text.
    Here,
    /// On another page.
    Quoted,
}

/// Appends what goes into a hole.
pub(super) fn push_hole(
    (snapshot, referred, words): (&Snapshot, Referred<'_>, &Strings),
    hole: &Hole,
    standing: Standing,
    out: &mut String,
) {
    match hole {
        Hole::Link(index) => push_link(snapshot, referred, *index as usize, standing, out),
        Hole::Image(index) => {
            let image = referred.images.get(*index as usize);
            push_image(snapshot, referred, *index as usize, image.map_or("", |image| &image.title), out);
        }
        Hole::Figure(index) => push_figure(snapshot, referred, *index as usize, out),
        Hole::Block(index) => match referred.table(*index as usize) {
            Some(table) if referred.is_drawn(table) => open_chart(words, table, out),
            Some(table) => open_table(words, table, out),
            None if referred.blocks.get(*index as usize).is_some_and(|block| block.name == "privacy") => {
                push_privacy(snapshot, words, out);
            }
            None => push_pages((snapshot, referred, words), *index as usize, out),
        },
        Hole::BlockEnd(index) => match referred.table(*index as usize) {
            Some(table) if referred.is_drawn(table) => close_chart(snapshot, words, table, out),
            Some(table) => close_table(snapshot, words, table, out),
            None => {}
        },
        Hole::File(index) => push_file_facts(snapshot, referred, *index as usize, out),
        Hole::Label(label) => push_escaped(out, &label_text(words, label)),
    }
}

/// Appends the pages that a block lists, if it does.
fn push_pages((snapshot, referred, words): (&Snapshot, Referred<'_>, &Strings), index: usize, out: &mut String) {
    let Some(block) = referred.blocks.get(index).filter(|block| block.name == "list") else { return };
    let is_lines = block.argument("shape").is_some_and(|shape| shape.value.trim() == "lines");
    let is_mixed = !block.links.is_empty();
    let shape = Shape { is_lines, is_mixed, is_mail: referred.medium != Medium::Page, lang: referred.lang };
    let named = || referred.links.get(block.links.clone()).into_iter().flatten();
    let pages: Vec<PageId> = match referred.queries.get(index) {
        Some(Some(query)) => snapshot.site.asked_for(query, referred.lang, referred.path),
        _ => named().filter_map(|link| if let Resolved::Page(id, _) = link { Some(*id) } else { None }).collect(),
    };
    push_list(snapshot, words, &pages, shape, out);
}

/// Appends what the pages of the site load from elsewhere, and who counts visits.
fn push_privacy(snapshot: &Snapshot, words: &Strings, out: &mut String) {
    let text = match &snapshot.site.config().statistics {
        Some(of) => words.fill("privacy_statistics", &[("name", &of.name), ("host", of.host())]),
        None => words.get("privacy_nothing").to_owned(),
    };
    out.push_str("<p>");
    push_escaped(out, &text);
    let embeds = &snapshot.site.config().embeds;
    if !embeds.is_empty() {
        out.push(' ');
        push_escaped(out, &words.fill("privacy_embeds", &[("hosts", &embeds.join(", "))]));
    }
    out.push_str("</p>");
}

/// Appends the `href` of a link, or nothing when its target is not published.
fn push_link(snapshot: &Snapshot, referred: Referred<'_>, index: usize, standing: Standing, out: &mut String) {
    let url = match referred.links.get(index) {
        Some(Resolved::Page(id, behind)) => {
            let target = snapshot.site.place(*id);
            let within = target.path() == referred.path && behind.starts_with('#') && standing == Standing::Here;
            let behind = encoded(&composed(behind)).into_owned();
            if within { behind } else { target.address(&behind) }
        }
        Some(Resolved::File(path, behind)) => match snapshot.site.file(path) {
            Some(file) => format!("{}{}", snapshot.url(&file.route), encoded(&composed(behind))),
            None => return,
        },
        Some(Resolved::Address(dest)) => {
            let place = place_in_list(snapshot, dest);
            let dest = place.as_deref().unwrap_or(dest);
            format!("{}{}", snapshot.site.config().base_path.trim_end_matches('/'), encoded(&composed(dest)))
        }
        Some(Resolved::Unpublished | Resolved::Broken) | None => return,
    };
    out.push_str(" href=\"");
    push_escaped(out, &url);
    out.push('"');
}

/// Appends the type and the size of the file that a link leads to.
fn push_file_facts(snapshot: &Snapshot, referred: Referred<'_>, index: usize, out: &mut String) {
    let Some(Resolved::File(path, _)) = referred.links.get(index) else { return };
    let Some(file) = snapshot.site.file(path) else { return };
    out.push_str(" <span class=\"muted\">");
    push_escaped(out, &file_text(path, file.length));
    out.push_str("</span>");
}

/// Appends an image, with a title if it has no caption.
fn push_image(snapshot: &Snapshot, referred: Referred<'_>, index: usize, title: &str, out: &mut String) {
    let Some(image) = referred.images.get(index) else { return };
    let Some(file) = referred.files.get(index).and_then(|path| snapshot.site.file(path.as_ref()?)) else { return };
    out.push_str("<img src=\"");
    push_escaped(out, &snapshot.url(&file.route));
    out.push_str("\" alt=\"");
    push_escaped(out, image.alt.trim());
    if !title.is_empty() {
        out.push_str("\" title=\"");
        push_escaped(out, title);
    }
    out.push_str(&format!(
        "\" width=\"{}\" height=\"{}\" loading=\"lazy\" decoding=\"async\">",
        file.width, file.height
    ));
}

/// Appends an image with its caption.
fn push_figure(snapshot: &Snapshot, referred: Referred<'_>, index: usize, out: &mut String) {
    out.push_str("<figure>");
    push_image(snapshot, referred, index, "", out);
    if let Some(image) = referred.images.get(index).filter(|image| !image.title.is_empty()) {
        out.push_str("<figcaption>");
        push_escaped(out, &image.title);
        out.push_str("</figcaption>");
    }
    out.push_str("</figure>");
}

/// Returns a text of the interface that stands inside a body.
fn label_text(words: &Strings, label: &Label) -> String {
    match label {
        // Words of a site's own say `{number}` as those of earlier versions did.
        Label::Recommendation(Some(label)) => words.fill("recommendation_link", &[("label", label), ("number", label)]),
        Label::Recommendation(None) => words.get("recommendation_link_plain").to_owned(),
        Label::Table(number) => format!("{} {number}", words.get("table")),
        Label::Footnotes => words.get("footnotes").to_owned(),
        Label::FootnoteBack(number) => format!("{} ({number})", words.get("footnote_back")),
        Label::OtherSite(host) => words.fill("on_other_site", &[("host", host)]),
        Label::Alert(kind) => words.get(&format!("alerts.{kind}")).to_owned(),
    }
}
