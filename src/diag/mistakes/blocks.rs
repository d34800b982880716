//! Mistakes in blocks: the lines of colons that open and close them, and what stands between.

use unicode_normalization::char::is_combining_mark;

use super::listed;
use crate::diag::{Diagnostic, Span, did_you_mean};

/// A block of no kind; `has_layout` says that there is a layout which would make one if it had a head.
pub fn unknown_block(span: Span, name: &str, known: &[&str], has_layout: bool) -> Diagnostic {
    let headless =
        || format!("begin `layouts/blocks/{name}.html` with `---`, `takes: markdown`, `---`, each in a line");
    let hint = has_layout.then(headless);
    let hint = hint.unwrap_or_else(|| {
        did_you_mean(name, known.iter().copied()).unwrap_or_else(|| format!("there are {}", listed(known)))
    });
    Diagnostic::error("unknown-block", format!("there is no block `{name}`"), span).hint(hint)
}

/// A block with a name that is none.
pub fn block_name(span: Span, words: &str) -> Diagnostic {
    let fitting: String = words.to_lowercase().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    let hint = match fitting.is_empty() {
        true => "write `::: figure`; a colon that is meant as text is written `\\:`".to_owned(),
        false => format!("write `::: {fitting}`; a colon that is meant as text is written `\\:`"),
    };
    let message = format!("`{words}` is no name of a block: small letters, figures and hyphens");
    Diagnostic::error("bad-block", message, span).hint(hint)
}

/// A block in the form of another program.
pub fn foreign_block(span: Span, words: &str, fitting: &str) -> Diagnostic {
    Diagnostic::error("foreign-block", format!("`{words}` is the form of another program"), span)
        .hint(format!("write `{fitting}`, and arguments behind it as `key=\"value\"`"))
}

/// A block that nothing closes; `hidden` is where a line would that stands in code or in a comment.
pub fn block_left_open(span: Span, colons: usize, hidden: Option<Span>) -> Diagnostic {
    let found = Diagnostic::error("block-left-open", "this block is not closed", span);
    match hidden {
        Some(hidden) => found
            .also(hidden, "this stands in a block of code or in a comment")
            .hint("end the code or the comment above that line"),
        None => found.hint(format!("write `{}` in a line of its own below what belongs to it", ":".repeat(colons))),
    }
}

/// A line that closes nothing.
pub fn block_not_open(span: Span) -> Diagnostic {
    Diagnostic::error("block-not-open", "this line closes a block, and none is open", span)
        .hint("take it out, or write the line that opens the block above")
}

/// A line that closes a block and has other colons.
pub fn block_colons(span: Span, colons: usize, open: usize, first: Span) -> Diagnostic {
    let message = format!("this line has {colons} colons, and the innermost open block begins with {open}");
    Diagnostic::error("block-colons", message, span)
        .also(first, "opened here")
        .hint(format!("write `{}`, or close the other block first", ":".repeat(open)))
}

/// Blocks that nest too deep.
pub fn blocks_too_deep(span: Span, limit: usize) -> Diagnostic {
    Diagnostic::error("blocks-too-deep", format!("blocks nest deeper than {limit} levels"), span)
        .hint("close the block above, or take a level out")
}

/// A block in raw HTML.
pub fn block_in_html(span: Span) -> Diagnostic {
    Diagnostic::error(
        "block-in-html",
        "this line stands in raw HTML or in a link's definition, and makes no block",
        span,
    )
    .hint("put an empty line above it, and close the HTML before")
}

/// A block that may not stand where it does.
pub fn block_out_of_place(span: Span, name: &str, around: Option<&str>) -> Diagnostic {
    let message = match around {
        Some(around) => format!("a block `{name}` cannot stand in `{around}`"),
        None => format!("a block `{name}` stands outside of `{name}s`"),
    };
    let hint = match name {
        "column" if around.is_none() => {
            "open `:::: columns` above the first column, and close it with `::::` below the last"
        }
        _ => "close the block around it first",
    };
    Diagnostic::error("block-out-of-place", message, span).hint(hint)
}

/// A block with something that it does not take.
pub fn block_content(span: Span, name: &str, takes: &str) -> Diagnostic {
    Diagnostic::error("block-content", format!("a block `{name}` takes {takes}"), span).hint(format!(
        "put what else stands in it below the line that closes it{}",
        match name {
            "columns" => ", or into a `::: column`",
            _ => "",
        }
    ))
}

/// A block in which nothing stands.
pub fn empty_block(span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning("empty-block", format!("this block `{name}` holds nothing"), span)
        .hint("put what belongs to it above the line that closes it, or take the block out")
}

/// An argument with signs of Markdown, which are shown as they stand.
pub fn markup_in_argument(span: Span, key: &str, sign: &str) -> Diagnostic {
    let message = format!("`{sign}` in the argument `{key}` is shown as it stands: a value is plain text");
    Diagnostic::warning("markup-in-argument", message, span)
        .hint("take the signs out, or put the words into what the block holds")
}

/// An argument that a block does not take.
pub fn unknown_argument(span: Span, name: &str, key: &str, known: &[&str]) -> Diagnostic {
    let hint = did_you_mean(key, known.iter().copied()).unwrap_or_else(|| format!("it takes {}", listed(known)));
    Diagnostic::error("unknown-argument", format!("a block `{name}` has no argument `{key}`"), span).hint(hint)
}

/// An argument that stands twice.
pub fn argument_twice(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error("argument-twice", format!("the argument `{key}` stands twice"), span)
        .also(first, "first here")
        .hint("leave one of them out")
}

/// An argument without a value.
pub fn empty_argument(span: Span, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error("empty-argument", format!("the argument `{key}` has no value"), span)
        .hint(format!("as in `{example}`"))
}

/// A value that names something else than a file of this site.
pub fn no_file_in_argument(span: Span, key: &str, value: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{key}` names a file of this site, and `{value}` is none"), span)
        .hint("name a file that lies beside the page or under `content/`; what is elsewhere, and a page, is a link: `[Report](…)`")
}

/// Two conditions that no page meets together.
pub fn conditions_apart(span: Span, words: &str, other: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-condition",
        format!("no page meets `{other}` and `{words}`, and so the list would show none"),
        span,
    )
    .hint("conditions hold all together: write a list for each of the two")
}

/// A file of records in a place for a file that is offered.
pub fn records_not_offered(span: Span, value: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{value}` is YAML, which is read and never published"), span)
        .hint("save what it says as CSV, and offer that; `::: table` shows it as it is")
}

/// A value that names something else than a page by its file.
pub fn no_page_in_argument(span: Span, value: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{value}` names no page by its file"), span)
        .hint("name files from the folder of this file, such as `../briefs/upr-49/ken.md`, with commas between")
}

/// A film whose address is none of another site.
pub fn no_video_address(span: Span, value: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`url` names a film on another site, and `{value}` is none"), span).hint(
        "write its whole address, as in `url=https://video.example.net/w/7`; a file of this site is a `::: download`",
    )
}

/// A value that is no number, or too large a one.
pub fn argument_number(span: Span, key: &str, value: &str, limit: u32) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{key}` takes a number from 1 to {limit}, not `{value}`"), span)
        .hint(format!("write it in figures, as in `{key}=5`"))
}

/// A value that is none of a few words.
pub fn argument_choice(span: Span, key: &str, value: &str, known: &[&str]) -> Diagnostic {
    let hint = did_you_mean(value, known.iter().copied()).unwrap_or_else(|| format!("it is one of {}", listed(known)));
    Diagnostic::error("bad-argument", format!("`{key}` cannot be `{value}`"), span).hint(hint)
}

/// Two arguments that do not go together.
pub fn arguments_apart(span: Span, key: &str, other: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{key}` says nothing beside `{other}`"), span)
        .hint(format!("take `{key}` out, or `{other}`"))
}

/// A list that says of what.
pub fn list_of_nothing(span: Span, example: &str) -> Diagnostic {
    Diagnostic::error("missing-argument", "a block `list` needs the argument `from` or `pages`", span)
        .hint(format!("as in `{example}`, or `::: list pages=\"a.md, b.md\"`"))
}

/// A condition that is none.
pub fn bad_condition(span: Span, words: &str) -> Diagnostic {
    Diagnostic::error("bad-condition", format!("`{words}` is no condition"), span)
        .hint("write `field=value`, with commas between several: `where=\"level=crisis, year=2025\"`")
}

/// A list of a section that lists no pages, or that there is not.
pub fn list_from_nowhere(span: Span, folder: &str, known: &[&str]) -> Diagnostic {
    let hint = did_you_mean(folder, known.iter().copied()).unwrap_or_else(|| format!("there are {}", listed(known)));
    Diagnostic::error("list-from", format!("there is no folder of pages `{folder}`"), span).hint(hint)
}

/// A condition on something that pages of a folder do not have.
pub fn condition_on_nothing(span: Span, (name, folder): (&str, &str), known: &[&str]) -> Diagnostic {
    let message = format!("pages of `{folder}` cannot be chosen by `{name}`");
    let hint = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| format!("by {} they can", listed(known)));
    Diagnostic::error("bad-condition", message, span).hint(hint)
}

/// A condition whose value nothing has.
pub fn condition_of_no_value(span: Span, name: &str, value: &str, hint: Option<String>) -> Diagnostic {
    Diagnostic::error("bad-condition", format!("`{name}` cannot be `{value}`"), span).hint_if(hint)
}

/// An argument that is missing.
pub fn missing_argument(span: Span, name: &str, key: &str, example: &str) -> Diagnostic {
    Diagnostic::error("missing-argument", format!("a block `{name}` needs the argument `{key}`"), span)
        .hint(format!("as in `{example}`"))
}

/// A value in printed quotation marks.
pub fn printed_quote_in_argument(span: Span, example: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", "a value stands in the quotation marks of a typewriter: `\"`", span)
        .hint(format!("type them anew, as in `{example}`"))
}

/// A blank between arguments that is none.
pub fn odd_blank_in_argument(span: Span, c: char) -> Diagnostic {
    let message = format!("an unusual space (U+{:04X}) parts nothing here", c as u32);
    Diagnostic::error("bad-argument", message, span).hint("type an ordinary blank in its place")
}

/// A word that is no argument.
pub fn word_in_arguments(span: Span, word: &str, example: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{word}` is no argument: it has no `=`"), span)
        .hint(format!("a value of several words stands in `\"`, as in `{example}`"))
}

/// A value with signs that need quotation marks.
pub fn bare_argument(span: Span, value: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("the value `{value}` needs quotation marks around all of it"), span)
        .hint(format!("write `\"{}\"`, with `\\\"` for a quotation mark in it", value.replace('"', "\\\"")))
}

/// A value whose quotation mark is not closed.
pub fn argument_left_open(span: Span) -> Diagnostic {
    Diagnostic::error("bad-argument", "the quotation mark before this value is not closed", span)
        .hint("write `\"` behind the value, in the same line")
}

/// An id that is none.
pub fn bad_block_id(span: Span, id: &str) -> Diagnostic {
    let fitting: String =
        id.to_lowercase().split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).collect::<Vec<_>>().join("-");
    let fitting = fitting.trim_matches('-');
    let message = format!("`{id}` is no id: letters in lower case, figures and hyphens");
    Diagnostic::error("bad-id", message, span).hint_if((!fitting.is_empty()).then(|| format!("write `id={fitting}`")))
}

/// A hero that something stands before or around.
pub fn hero_below(span: Span) -> Diagnostic {
    Diagnostic::error("hero-place", "a block `hero` has the heading of its page, and something stands before it", span)
        .hint("put it at the beginning of the text, outside of other blocks")
}

/// A hero on a page whose layout has a heading of its own.
pub fn hero_elsewhere(span: Span) -> Diagnostic {
    Diagnostic::error("hero-place", "a block `hero` begins the home page or a plain page", span)
        .hint("take it out: this page has its title and what goes with it at its top")
}

/// A picture of a hero that nothing says in words.
pub fn hero_without_alt(span: Span) -> Diagnostic {
    Diagnostic::error("missing-argument", "the picture of a block `hero` needs the argument `alt`", span)
        .hint("say what it shows, as in `alt=\"Delegates in the hall\"`")
}

/// An argument that says nothing without another.
pub fn arguments_lone(span: Span, key: &str, other: &str) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{key}` says nothing without `{other}`"), span)
        .hint(format!("add `{other}`, or take `{key}` out"))
}

/// A sign-up block on a site that names none.
pub fn signup_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::error("no-signup", "the settings name no newsletter that readers can sign up for", span).hint(
        "add `newsletter: {signup_url: https://example.org/newsletter}` to `content/site.yaml`, or take the block out",
    )
}

/// An argument of a block that names nothing that there is.
pub fn argument_of_no_value(span: Span, key: &str, value: &str, hint: Option<String>) -> Diagnostic {
    Diagnostic::error("bad-argument", format!("`{key}` cannot be `{value}`"), span).hint_if(hint)
}

/// A session block about a body without sessions.
pub fn session_of_nothing(span: Span, body: Option<&str>) -> Diagnostic {
    let message = match body {
        Some(body) => format!("no session of `{body}` stands in `content/data/sessions.yaml`"),
        None => "no session stands in `content/data/sessions.yaml`".to_owned(),
    };
    Diagnostic::error("no-session", message, span).hint("add its next session there, or take the block out")
}

/// A player on a host that the settings do not name; `are_some_named` says that they name others.
pub fn player_elsewhere(span: Span, host: Option<&str>, are_some_named: bool) -> Diagnostic {
    match host {
        Some(host) => {
            let addition = match are_some_named {
                true => format!("`{host}` to `embeds` in"),
                false => format!("`embeds: [{host}]` to"),
            };
            Diagnostic::error("player-host", format!("the settings allow no player of `{host}`"), span)
                .hint(format!("add {addition} `content/site.yaml`, or take `player` out: the link stays"))
        }
        None => {
            Diagnostic::error("player-host", "a player has an address that begins with `https://` and a host", span)
                .hint("copy the address from `src=` of what the other site offers for embedding")
        }
    }
}
