//! Mistakes in the menu and the foot.

use super::listed;
use crate::diag::{Diagnostic, Span, did_you_mean};

/// What an entry can be, for hints.
const ENTRIES: &str = "write `letters`, `pages/about.md`, `{title: …, link: …}` or `{title: …, items: […]}`";

/// A section that is not known.
pub fn unknown_section(span: Span, text: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-section", format!("there is no section `{text}`"), span)
        .hint(format!("the sections are {}", listed(known)))
        .suggest(did_you_mean(text, known.iter().copied()))
}

/// A page in the foot that does not exist.
pub fn unknown_footer_page(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error("unknown-footer-page", format!("there is no page `{path}`"), span)
        .hint("name it by its path from `content/`, such as `pages/about.md`")
}

/// A page in the menu or the foot that does not exist.
pub fn unknown_menu_page(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error("unknown-menu-page", format!("there is no page `{path}`"), span)
        .hint("name it by its path from `content/`, such as `pages/about.md`")
}

/// An address of this site at which nothing stands.
pub fn unknown_menu_address(span: Span, address: &str) -> Diagnostic {
    Diagnostic::error("unknown-menu-address", format!("nothing stands at `{address}`"), span)
        .hint("name a page by its path from `content/`, such as `pages/about.md`; its address may change then")
}

/// A key of former menus beside a new one.
pub fn old_menu_key(span: Span, old: &str, new: &str, other: Span) -> Diagnostic {
    let hint = match (old, new) {
        ("nav", _) => "`menu` says it all: move the sections of `nav` there".to_owned(),
        (_, "menu") => "move the pages to `footer`: `footer: [pages/about.md]`".to_owned(),
        _ => "`footer` says it all: move the pages of `footer_nav` there".to_owned(),
    };
    Diagnostic::error("two-menus", format!("`{old}` cannot stand beside `{new}`"), span).also(other, "here").hint(hint)
}

/// More entries than one can look over.
pub fn menu_too_long(span: Span, key: &str, length: usize, limit: usize) -> Diagnostic {
    let hint = match key {
        "items" => "part them in two, or leave to the pages of the sections what stands there",
        _ => "put those that belong together under a heading: `{title: About us, items: [pages/about.md]}`",
    };
    Diagnostic::error("menu-too-long", format!("`{key}` has {length} entries, more than {limit}"), span).hint(hint)
}

/// An announcement that is over before it begins.
pub fn banner_never_shown(span: Span, from: Span) -> Diagnostic {
    Diagnostic::error("banner-never-shown", "`until` lies before `from`, so the announcement is never shown", span)
        .also(from, "from here")
        .hint("correct one of the two; a day without a time is meant with its last hour in `until`")
}

/// A second level in which there is nothing.
pub fn menu_without_items(span: Span) -> Diagnostic {
    Diagnostic::error("menu-without-items", "`items` is empty", span)
        .hint("name sections or pages, `items: [letters, pages/about.md]`, or remove the entry")
}

/// A third level.
pub fn menu_too_deep(span: Span) -> Diagnostic {
    Diagnostic::error("menu-too-deep", "a menu has two levels, and this would be a third", span)
        .hint("move these entries up, beside the one that they stand below")
}

/// An entry that leads somewhere and opens a second level.
pub fn menu_link_and_items(span: Span, items: Span) -> Diagnostic {
    Diagnostic::error("menu-link-and-items", "an entry has `link` or `items`, and not both", span)
        .also(items, "the items")
        .hint("what opens a second level leads nowhere itself: make the link the first of `items`")
}

/// An entry that leads nowhere.
pub fn menu_entry_leads_nowhere(span: Span) -> Diagnostic {
    Diagnostic::error("menu-entry-leads-nowhere", "the entry has neither `link` nor `items`", span).hint(ENTRIES)
}

/// An address without words to show.
pub fn menu_link_without_title(span: Span, address: &str) -> Diagnostic {
    Diagnostic::error("menu-link-without-title", format!("`{address}` is an address without a title"), span)
        .hint(format!("write `{{title: …, link: {address}}}`"))
}

/// Two entries that lead to one place.
pub fn menu_entry_twice(span: Span, text: &str, first: Span) -> Diagnostic {
    // Not an error: the second may be there by itself one day, when an embargo ends.
    Diagnostic::warning("menu-entry-twice", format!("`{text}` leads where another entry leads already"), span)
        .also(first, "first here")
        .hint("remove one of the two")
}

/// An entry that is not shown yet, or not any more.
pub fn menu_entry_not_shown(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning("menu-entry-not-shown", format!("`{text}` is left out: the page is {reason}"), span)
        .hint("the entry is there by itself as long as the page is published")
}

/// Words for readers that are not there in the language of the site.
pub fn no_words_in_default(span: Span, lang: &str) -> Diagnostic {
    Diagnostic::error("missing-words", format!("there are no words in `{lang}`, the language of the site"), span)
        .hint(format!("write `{{{lang}: …, …}}`; they stand wherever another language has none"))
}

/// Words for readers in a language that the site does not have.
pub fn words_in_no_language(span: Span, lang: &str, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Diagnostic::error("unknown-language", format!("the site does not have the language `{lang}`"), span)
        .hint(format!("its languages are {}", listed(&known)))
        .suggest(language_meant(lang, &known))
}

/// Returns the hint which language of the site is meant. Of two letters one is as good as wrong: `fr` is not `ar` written badly.
fn language_meant(lang: &str, known: &[&str]) -> Option<String> {
    did_you_mean(lang, known.iter().copied()).filter(|_| lang.len() != 2)
}

/// Words of data in a language that the site does not have.
pub fn unread_words(span: Span, lang: &str, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Diagnostic::warning(
        "unread-words",
        format!("the site does not have the language `{lang}`: nobody reads this"),
        span,
    )
    .suggest(language_meant(lang, &known))
    .hint(format!("its languages are {}; more are added to `languages:` in `content/site.yaml`", listed(&known)))
}

/// Words for readers that are not there in a language of the site.
pub fn words_lack_language(span: Span, lang: &str, shown: &str) -> Diagnostic {
    Diagnostic::warning("missing-words", format!("there are no words in `{lang}`"), span)
        .hint(format!("pages in `{lang}` show those in `{shown}`, marked as such"))
}
