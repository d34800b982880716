//! Mistakes in `_index.md` files, and in what they make of a folder.

use super::listed;
use crate::diag::{Diagnostic, Span};

/// Returns in words how a folder becomes a collection.
pub(super) fn index_lines(folder: &str) -> String {
    let title: String =
        folder.chars().enumerate().map(|(at, c)| if at == 0 { c.to_ascii_uppercase() } else { c }).collect();
    let title = title.replace('-', " ");
    let singular = title.strip_suffix('s').filter(|rest| !rest.ends_with('s')).unwrap_or(&title);
    format!(
        "write `content/{folder}/_index.md` with the lines `---`, `title: {title}`, `collection: {{singular: {singular}}}` and `---`"
    )
}

/// An `_index.md` in a folder that is not built in, without `collection:`.
pub fn index_makes_no_collection(span: Span, folder: &str) -> Diagnostic {
    let message = format!("the folder `{folder}` is not built in, and its `_index.md` has no `collection:`");
    Diagnostic::error("index-without-collection", message, span)
        .hint("add `collection: {singular: Statement}`, with the word for one of its pages")
}

/// An `_index.md` where there is no section.
pub fn index_elsewhere(span: Span) -> Diagnostic {
    Diagnostic::error("index-elsewhere", "`_index.md` says what a section is, and there is none here", span)
        .hint("move it to a folder right under `content/`, to `content/` itself for the home page, or give it another name if it is a page")
}

/// A file that begins like an `_index.md` and whose `name` says something else than a language.
pub fn odd_index_name(span: Span, name: &str) -> Diagnostic {
    let message =
        format!("`{name}.md` would be published like an `_index.md`: what else its name says holds nothing back");
    Diagnostic::error("held-by-name", message, span).hint(
        "name it `_index.md`, or `_index.fr.md` for a translation; a text that is not to be seen yet has no place under `content/`",
    )
}

/// An `_index.md` in a folder whose pages are in no list.
pub fn folder_has_no_list(span: Span, folder: &str) -> Diagnostic {
    Diagnostic::error(
        "index-elsewhere",
        format!("the folder `{folder}` has no list of which this could be the text"),
        span,
    )
    .hint("remove the file; what it says can stand on a page of its own, such as `content/pages/about.md`")
}

/// A translation of an `_index.md` that is not there.
pub fn translated_index_alone(span: Span, original: &str) -> Diagnostic {
    Diagnostic::error("index-translation-alone", format!("this translates `{original}`, which is not there"), span)
        .hint(match original {
            "content/_index.md" => format!("write `{original}`, the home page, in the default language of the site"),
            _ => format!("write `{original}` in the default language of the site, with `title:` and `collection:`"),
        })
}

/// `collection:` in a translation.
pub fn collection_in_translation(span: Span, id: &str) -> Diagnostic {
    Diagnostic::error("collection-in-translation", "`collection:` stands in a translation", span).hint(format!(
        "remove it: what `content/{id}.md` says of the collection holds for all languages; words for readers are written there \
         by language, as in `singular: {{en: Statement, fr: Déclaration}}`"
    ))
}

/// `collection:` on a page.
pub fn collection_in_page(span: Span) -> Diagnostic {
    Diagnostic::error("collection-in-page", "`collection:` stands in a page", span)
        .hint("move it to the `_index.md` of the folder that is to be a collection")
}

/// `collection:` in a folder that is built in.
pub fn collection_shadows(span: Span, folder: &str) -> Diagnostic {
    Diagnostic::error("collection-shadows", format!("`{folder}` is built in, and cannot be a collection"), span).hint(
        "remove `collection:`; title, description and text of the `_index.md` are shown. For a collection of your own take a \
         folder with another name",
    )
}

/// A folder that cannot be a collection, for its name is something else.
pub fn collection_named(span: Span, folder: &str, what: &str) -> Diagnostic {
    Diagnostic::error("collection-name", format!("the folder `{folder}` has the name of {what}"), span)
        .hint("give the folder another name; `title:` says what readers see")
}

/// A folder that cannot be a collection, for its name cannot be part of an address.
pub fn collection_name_is_no_slug(span: Span, folder: &str, near: &str) -> Diagnostic {
    Diagnostic::error(
        "collection-name",
        format!("the name of the folder `{folder}` cannot be part of an address"),
        span,
    )
    .hint(format!("call the folder `{near}`; `title:` says what readers see"))
}

/// A key that an `_index.md` does not have.
pub fn key_not_of_index(span: Span, key: &str, keys: &[&str]) -> Diagnostic {
    let found = Diagnostic::error("key-of-other-type", format!("an `_index.md` has no `{key}`"), span);
    match key {
        "draft" | "embargo" | "expires" => found.hint(
            "a list cannot be held back, but each of its pages can: take what is not to be seen yet out of the `_index.md`, and then \
             this line",
        ),
        _ => found.hint(format!("remove it; its keys are {}", listed(keys))),
    }
}

/// `type:` on a page of a collection.
pub fn type_in_collection(span: Span, folder: &str) -> Diagnostic {
    Diagnostic::error("type-in-collection", format!("the type of pages in `{folder}` is said by its `_index.md`"), span)
        .hint("remove this line")
}

/// A text in a language that the site does not have.
pub fn label_in_no_language(span: Span, lang: &str, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Diagnostic::error("unknown-language", format!("the site has no language `{lang}`"), span).hint(format!(
        "write a text, or texts by language, of which the site has {}; more are added to `languages:` in `content/site.yaml`",
        listed(&known)
    ))
}

/// A name of layouts that no file can have.
pub fn bad_layout_name(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-layout-name", format!("`{}` is no name of a layout", text.escape_debug()), span)
        .hint("write the name alone, without folder and suffix: `statement` for `layouts/statement.html`")
}

/// A collection whose own layouts are not there.
pub fn own_layout_missing(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error("no-own-layout", format!("there is no layout `{name}`"), span).hint(format!(
        "write one of `layouts/{name}.html`, `layouts/{name}-list.html`, `layouts/partials/{name}-card.html` and \
         `layouts/newsletter/{name}.html` with `.txt`; or remove the line, and the layouts of the type are taken"
    ))
}

/// A permalink that does not begin with a slash.
pub fn permalink_without_slash(span: Span, text: &str) -> Diagnostic {
    let path = text.trim_matches('/');
    Diagnostic::error("bad-permalink", format!("the permalink `{text}` does not begin with `/`"), span)
        .hint(format!("write `permalink: /{path}/`"))
}

/// A permalink in which nothing tells one page from another.
pub fn permalink_without_slug(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-permalink",
        "two pages would have the address that this permalink gives: it has no `:slug`",
        span,
    )
    .hint(format!("write `permalink: /{path}/:slug/`"))
}

/// Something with a colon in a permalink that stands for nothing.
pub fn unknown_placeholder(span: Span, segment: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("bad-permalink", format!("`{segment}` stands for nothing in a permalink"), span)
        .hint(format!("between two slashes stands a word of a-z, 0-9 and hyphens, or one of {}", listed(known)))
        .suggest(crate::diag::did_you_mean(segment, known.iter().copied()))
}

/// A key of a collection about pages that it does not have.
pub fn key_without_pages(span: Span, key: &str) -> Diagnostic {
    let why = match key {
        "permalink" => "its pages have no addresses",
        "per_page" => "its list is not divided, so that links to a place on it hold",
        "feed" => "feeds lead to pages",
        "type" => {
            "what letters, briefs and issues have besides, such as signatories, a State and items, stands on their own pages alone"
        }
        _ => "there are no pages of which mails could be made",
    };
    Diagnostic::error("render-false", format!("`{key}` stands beside `render: false`: {why}"), span)
        .hint("remove this line, or `render: false`")
}

/// A key of a page that stands on the list of its collection alone.
pub fn key_of_record(span: Span, key: &str, path: &str) -> Diagnostic {
    let page = path.strip_prefix("content/").unwrap_or(path);
    let folder = page.split('/').next().unwrap_or(page);
    let message = format!("pages in `{folder}` have no page of their own, and so no `{key}`");
    let hint = match key {
        "aliases" => {
            format!("remove it; a row of `content/redirects.csv` leads an old address to its place: `/old/,{page}`")
        }
        _ => format!("remove it, or `render: false` in `content/{folder}/_index.md`"),
    };
    Diagnostic::error("render-false", message, span).hint(hint)
}

/// Two pages that would stand at one place of the list of their collection.
pub fn two_records([span, first]: [Span; 2], anchor: &str) -> Diagnostic {
    Diagnostic::error("duplicate-anchor", format!("two pages would stand at `#{anchor}` on the list"), span)
        .also(first, "the other one")
        .hint("give one of the two a `slug`")
}

/// A page that would stand where the introduction of its list has an anchor.
pub fn record_at_anchor(span: Span, anchor: &str, index: &str) -> Diagnostic {
    let message = format!("`#{anchor}` on the list is an anchor of its introduction, in `{index}`");
    Diagnostic::error("duplicate-anchor", message, span)
        .hint("give the page a `slug`, or the heading there other words")
}

/// An anchor of an introduction that a State or an instrument has in the list below it.
pub fn anchor_of_listed(span: Span, anchor: &str, name: &str) -> Diagnostic {
    let message = format!("`#{anchor}` is the place of {name} in the list below");
    Diagnostic::warning("anchor-of-listed", message, span)
        .hint(format!("give what stands here another id: `## Title {{#on-{anchor}}}`"))
}

/// A list in the shape of a table that has no columns.
pub fn table_without_columns(span: Span) -> Diagnostic {
    Diagnostic::error("table-without-columns", "`list: table` needs columns, and there is no `card`", span)
        .hint("name the fields that are to be columns, each with a `label`: `card: [level, starts]`")
}

/// Returns why the pages of a collection need a key: for their address.
pub fn made_of_key(permalink: &str) -> String {
    format!("its address is made of it: the permalink of the collection is `{permalink}`")
}

/// A slug in a collection of whose addresses it is no part.
pub fn slug_of_no_use(span: Span, permalink: &str) -> Diagnostic {
    let message = format!("the slug is no part of the address: the permalink of the collection is `{permalink}`");
    Diagnostic::warning("slug-of-no-use", message, span)
        .hint("remove this line, or put `:slug` into the permalink in the `_index.md` of the folder")
}

/// Something in a permalink for which pages of the type have no key.
pub fn placeholder_of_other_type(span: Span, key: &str, kind: &str) -> Diagnostic {
    let message = format!("the permalink is made of `{key}`, which pages of type `{kind}` do not have");
    let hint = match key {
        "number" => "take `:number` out, or say `type: newsletter`",
        _ => "take it out, or say `type: publication`",
    };
    Diagnostic::error("bad-permalink", message, span).hint(hint)
}

/// Returns what a choice can be.
pub fn one_of(options: &[&str]) -> String {
    format!("it is one of {}", listed(options))
}
