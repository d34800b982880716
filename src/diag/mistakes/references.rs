//! Mistakes in what a page refers to: states, sessions, topics, links, other pages.

use super::shortened;
use crate::diag::{Diagnostic, Span, closest};

/// A state that is not known.
pub fn unknown_state(span: Span, text: &str, right: Option<(&str, &str)>) -> Diagnostic {
    let hint = match right {
        Some((code, name)) => format!("the code of {name} is `{code}`"),
        None => "states are named by their codes of three letters, such as `KEN`".to_owned(),
    };
    Diagnostic::error("unknown-state", format!("`{text}` is not the code of a state"), span).hint(hint)
}

/// A state that is not under review in the session.
pub fn not_under_review(span: Span, name: &str, session: &str, codes: &[&str], other: Option<&str>) -> Diagnostic {
    Diagnostic::error("not-under-review", format!("{name} is not under review in `{session}`"), span)
        .suggest(other.map(|other| {
            format!("{name} is under review in `{other}`: write `session: {other}` if the review has moved")
        }))
        .hint(format!("under review are {}", codes.join(", ")))
}

/// A state that a recommendation names and its page is not addressed to.
pub fn state_not_addressed(span: Span, name: &str, codes: &[String]) -> Diagnostic {
    Diagnostic::error("state-not-addressed", format!("the page is not addressed to {name}"), span)
        .hint(format!("take it off the mark; the page is addressed to {}", codes.join(", ")))
}

/// A recommendation within another that is addressed to a state to which the other is not.
pub fn state_not_above(span: Span, name: &str, codes: &[String]) -> Diagnostic {
    let message = format!("the recommendation that this one stands below is not addressed to {name}");
    Diagnostic::error("state-not-addressed", message, span)
        .hint(format!("take it off the mark; the one above is addressed to {}", codes.join(", ")))
}

/// A session that is not known; `known` are those that are, newest first.
pub fn unknown_session(span: Span, id: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-session", format!("there is no session `{id}`"), span).hint(known_in(
        known,
        "sessions",
        "content/data/sessions.yaml",
    ))
}

/// A page whose file is named after a session and that names none.
pub fn session_not_named(span: Span, kind: &str, session: &str) -> Diagnostic {
    let message = format!("the file is named after the session `{session}`, and the {kind} names no session");
    Diagnostic::warning("session-not-named", message, span).hint(format!(
        "if it was written for that session, add `session: {session}`; if not, give the file another name"
    ))
}

/// A topic that is not known; `known` are those that are.
pub fn unknown_topic(span: Span, id: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-topic", format!("there is no topic `{id}`"), span).hint(known_in(
        known,
        "topics",
        "content/data/topics.yaml",
    ))
}

/// A body that is not known; `known` are those that are.
pub fn unknown_body(span: Span, id: &str, known: &[&str], file: &str) -> Diagnostic {
    Diagnostic::error("unknown-body", format!("there is no body `{id}`"), span)
        .hint(format!("bodies are listed in `{file}`; known are {}", shortened(known)))
}

/// A name in `to` that is nobody's; `known` are the bodies that there are.
pub fn unknown_addressee(span: Span, name: &str, known: &[&str], file: &str) -> Diagnostic {
    let message = format!("`{name}` is neither the code of a state nor the id of a body");
    Diagnostic::error("unknown-addressee", message, span).hint(format!(
        "states are named by their codes, such as `KEN`; bodies are listed in `{file}`: {}; in words it stands in `addressee:`",
        shortened(known)
    ))
}

/// A text on something that is not there.
pub fn text_on_nothing(span: Span, kind: &str, id: &str) -> Diagnostic {
    let how = match kind {
        "state" => "the text on a State is named by its code, such as `states/sdn.md`".to_owned(),
        "body" => "the text on a body is named by its id in `content/data/bodies.yaml`".to_owned(),
        _ => format!("the text on the {kind} is named by its id in `content/data/{kind}s.yaml`"),
    };
    Diagnostic::error("text-on-nothing", format!("there is no {kind} `{id}`, so nothing to stand on"), span).hint(how)
}

/// Two texts on one thing.
pub fn two_texts([span, first]: [Span; 2], kind: &str, id: &str) -> Diagnostic {
    Diagnostic::error("two-texts", format!("two files are the text on the {kind} `{id}`"), span)
        .also(first, "the other one")
        .hint("keep one of them")
}

/// Returns a sentence that says which ones a file has.
fn known_in(known: &[&str], what: &str, file: &str) -> String {
    match known {
        [] => format!("{what} are listed in `{file}`, and there are none yet"),
        known => format!("{what} are listed in `{file}`: {}", shortened(known)),
    }
}

/// An instrument that is not known; `known` are those that are.
pub fn unknown_instrument(span: Span, id: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-instrument", format!("there is no instrument `{id}`"), span).hint(known_in(
        known,
        "instruments",
        "content/data/instruments.yaml",
    ))
}

/// A newsletter item that does not exist.
pub fn unknown_item(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error("unknown-item", format!("there is no page `{path}`"), span)
        .hint("items are named by their path from `content/`, such as `letters/upr-49.md`")
}

/// A newsletter item that is not published.
pub fn item_not_published(span: Span, path: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning("item-not-published", format!("the item `{path}` is left out: it is {reason}"), span)
        .hint("it appears by itself once the page is published")
}

/// A recommendation whose id is nearly that of a standing one; `is_taken` tells whether something else has that on the page.
pub fn near_standing(span: Span, id: &str, near: &str, is_taken: bool) -> Diagnostic {
    let hint = match is_taken {
        true => format!("did you mean `{near}`? Then what has this id on the page already needs another"),
        false => format!("did you mean `{near}`?"),
    };
    Diagnostic::warning("near-standing", format!("`{id}` is not a standing recommendation"), span).hint(hint)
}

/// A standing recommendation that a state is asked by name and that does not apply to it.
pub fn asked_in_vain(span: Span, id: &str, name: &str, facts: &str, on_mark: bool) -> Diagnostic {
    let hint = match on_mark {
        true => {
            "it is asked all the same; take the State off the mark if it is not meant, or give the mark an id of its own"
        }
        false => "it is asked all the same; give the mark an id of its own if something else is meant",
    };
    Diagnostic::warning("asked-in-vain", format!("`{id}` does not apply to {name}: {facts}"), span).hint(hint)
}

/// A link that leads nowhere.
pub fn dangling_link(span: Span, dest: &str) -> Diagnostic {
    Diagnostic::error("dangling-link", format!("the link `{dest}` leads nowhere"), span)
        .hint("links name files from the folder of this file, such as `../briefs/upr-49/ken.md`")
}

/// A link by a name that stands for no address.
pub fn undefined_reference(span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("dangling-link", format!("no line says which address `[{label}]` stands for"), span)
        .hint(format!("add a line `[{label}]: …`; a bracket that is no link is written `\\[`"))
}

/// A link out of the site's folder.
pub fn link_out_of_site(span: Span, dest: &str) -> Diagnostic {
    Diagnostic::error("dangling-link", format!("the link `{dest}` leads out of `content/`"), span)
        .hint("links name files under `content/`, from the folder of this file")
}

/// A link to an address that no page has.
pub fn dangling_address(span: Span, dest: &str) -> Diagnostic {
    Diagnostic::error("dangling-link", format!("no page stands at the address `{dest}`"), span)
        .hint("name the file instead, such as `../briefs/upr-49/ken.md`; the address then follows the page")
}

/// A link to the page of a State or an instrument that has none.
pub fn leads_to_list(span: Span, dest: &str, name: &str, place: &str) -> Diagnostic {
    Diagnostic::warning(
        "leads-to-list",
        format!("`{dest}` leads to `{place}`: nothing stands on a page on {name}"),
        span,
    )
    .hint("it leads to the page by itself as long as there is one, in the language of the address")
}

/// A page in a list of pages that is not published.
pub fn listed_unpublished(span: Span, dest: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning("link-to-unpublished", format!("`{dest}` is left out of the list: the page is {reason}"), span)
        .hint("it stands there by itself once the page is published")
}

/// A link to a page that is not published.
pub fn link_to_unpublished(span: Span, dest: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning(
        "link-to-unpublished",
        format!("the link `{dest}` is shown as plain text: the page is {reason}"),
        span,
    )
    .hint("it becomes a link by itself once the page is published")
}

/// An anchor that is not there.
pub fn missing_anchor(span: Span, anchor: &str, path: Option<&str>, anchors: &[String]) -> Diagnostic {
    let on = path.map_or_else(|| "this page".to_owned(), |path| format!("`{path}`"));
    let hint = match closest(anchor, anchors.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if anchors.is_empty() => "there is no heading and no recommendation to link to".to_owned(),
        None => {
            let known: Vec<String> = anchors.iter().take(8).map(|known| format!("`#{known}`")).collect();
            let more = if anchors.len() > known.len() { " …" } else { "" };
            format!("what can be linked to there is {}{more}", known.join(", "))
        }
    };
    Diagnostic::error("missing-anchor", format!("there is no `#{anchor}` on {on}"), span).hint(hint)
}
