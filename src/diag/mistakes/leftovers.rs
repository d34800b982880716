//! Words that a text loses, and signs that are nearly right and are shown as they stand.

use crate::diag::{Diagnostic, Span};

/// A comment that is not closed in its block.
pub fn comment_left_open(span: Span) -> Diagnostic {
    Diagnostic::error("comment-left-open", "this comment is not closed, and what follows goes with it", span)
        .hint("end it with `-->`; in an item or a quote, end it there")
}

/// A comment that readers see, since its line is indented like code.
pub fn comment_in_code(span: Span) -> Diagnostic {
    let message = "readers see this comment: its line is indented so far that it is code";
    Diagnostic::error("comment-in-code", message, span).hint(
        "take blanks from the beginning of its lines; code that shows a comment stands between two lines of three backticks",
    )
}

/// Words behind a comment that are shown as they stand.
pub fn words_after_comment(span: Span) -> Diagnostic {
    let message = "the words behind this comment are shown as they stand, and no Markdown in them counts";
    Diagnostic::warning("words-after-comment", message, span).hint("put the comment on a line of its own")
}

/// The sign of a block behind a comment.
pub fn block_after_comment(span: Span) -> Diagnostic {
    let message = "behind a comment on the same line no heading, item, quote or table can begin";
    Diagnostic::warning("words-after-comment", message, span).hint("put the comment on a line of its own")
}

/// A footnote that has two texts.
pub fn duplicate_footnote(span: Span, label: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-footnote", format!("the footnote `{label}` has a text already"), span)
        .also(first, "first here")
        .hint("give it a label of its own; capitals and small letters are the same")
}

/// Cells of a row beyond those of the head.
pub fn cells_beyond_head(span: Span) -> Diagnostic {
    let message = "this row has more cells than the head of its table, and they are left out";
    Diagnostic::error("cells-beyond-head", message, span)
        .hint("give the head a cell more, and the line below it; a `|` that parts no cells is written `\\|`")
}

/// A line that says what a name in brackets stands for, which nothing uses; it may speak for others on its page.
pub fn unused_link_name(span: Span, label: &str, count: usize) -> Diagnostic {
    let message =
        format!("this line is not shown: it says what `[{label}]` stands for, and nothing uses it{}", others(count));
    Diagnostic::warning("unused-link-name", message, span)
        .hint(format!("mention it with `[words][{label}]`, remove it, or write `\\[` if the line is for readers"))
}

/// A second line that says what a name in brackets stands for.
pub fn duplicate_link_name(span: Span, label: &str, first: Span) -> Diagnostic {
    Diagnostic::warning("duplicate-link-name", format!("`[{label}]` stands for something else already"), span)
        .also(first, "first here, and that counts")
        .hint("give it a name of its own, or remove it; capitals and small letters are the same")
}

/// A kind of sign that is shown as it stands and was hardly meant so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leftover {
    /// Round brackets behind square ones that make no link.
    Link,
    /// Such brackets with blanks in the address.
    LinkBlanks,
    /// Such brackets with curly quotation marks.
    LinkQuotes,
    /// Such brackets that are not closed.
    LinkOpen,
    /// An address in round brackets that a blank parts from its words.
    LinkApart,
    /// Words in round brackets and the address in square ones.
    LinkReversed,
    /// The mention of a footnote in the words of a link or a picture.
    NoteInLink,
    /// A page in two pairs of square brackets.
    Wiki,
    /// A shortcode of WordPress.
    Shortcode,
    /// A tag of Liquid, Jinja or Hugo.
    Template,
    /// Attributes in braces.
    Attributes,
    /// The mark of a recommendation without its number sign.
    Mark,
    /// The start or end of a block that does not stand in the first column.
    Fence,
    /// The start or end of a block that has too few colons, signs that pass for them, or a sign before them that nobody sees.
    FenceSigns,
    /// The start or end of a box of another program.
    Container,
    /// Number signs without a blank.
    Heading,
    /// Rows of a table without the line below the head.
    Table,
    /// An alert that is none.
    Alert,
    /// A blank that is none for Markdown, at the sign of a block.
    Blank(char),
    /// Asterisks that make nothing strong.
    Strong,
    /// Two asterisks that are not one of a pair.
    Star,
    /// Asterisks that a pair of tildes keeps from their pair.
    Tildes,
    /// Asterisks within words that became emphasis.
    Swallowed,
    /// A comment of another program.
    Remark,
    /// A comment that does not end.
    Comment,
    /// Words behind the language of a block of code.
    CodeWords,
    /// An element of HTML by its name; an instruction or declaration has none.
    Html(String),
}

/// Something that is shown as it stands, of which a page has `count`; the first has these `words`.
pub fn leftover(span: Span, kind: &Leftover, words: &str, count: usize) -> Diagnostic {
    let said = |message: String| format!("{message}{}", others(count));
    let shown = |what: &str| said(format!("`{words}` is {what}, and is shown as it stands"));
    match kind {
        Leftover::Html(name) => html_as_text(span, name, words, count),
        Leftover::Blank(c) => odd_blank(span, *c, count),
        Leftover::Link
        | Leftover::LinkBlanks
        | Leftover::LinkQuotes
        | Leftover::LinkOpen
        | Leftover::LinkApart
        | Leftover::LinkReversed => {
            let message = said("this is no link, and is shown with its brackets".into());
            Diagnostic::warning("not-a-link", message, span).hint(link_hint(kind, words))
        }
        Leftover::NoteInLink => {
            let message = said("a footnote cannot be mentioned in the words of a link or a picture".into());
            Diagnostic::error("footnote-in-link", message, span)
                .hint("mention it behind the link: `[words](address)[^1]`")
        }
        Leftover::Wiki => Diagnostic::warning("wiki-link", shown("a link of a wiki"), span)
            .hint("write `[words](../letters/upr-49.md)`, with the file"),
        Leftover::Shortcode => Diagnostic::warning("shortcode", shown("a shortcode of WordPress"), span)
            .hint("write what it stood for, such as `![what it shows](hall.jpg)`"),
        Leftover::Template => Diagnostic::warning("shortcode", shown("a command of another program"), span)
            .hint("write what it stood for; in texts nothing is filled in"),
        Leftover::Attributes => {
            Diagnostic::warning("foreign-attributes", shown("meant for another program"), span).hint("take it out")
        }
        Leftover::Mark => Diagnostic::warning("unmarked-recommendation", shown("no mark of a recommendation"), span)
            .hint(format!("write `{{#{}`", words.trim_start_matches(['{', ' ']))),
        Leftover::Fence => {
            Diagnostic::error("block-not-first", shown("no block, for it does not begin its line"), span)
                .hint("put it in the first column, outside of lists, quotations and notes")
        }
        Leftover::FenceSigns => {
            Diagnostic::error("block-signs", shown("no block, for it does not begin with three colons"), span)
                .hint("write `:::`, colons as they are on a keyboard, with nothing before them in their line")
        }
        Leftover::Container => Diagnostic::warning("foreign-box", shown("a box of another program"), span)
            .hint("write an alert: `> [!NOTE]`, and below it the words, each line with `> `"),
        Leftover::Heading => {
            Diagnostic::warning("not-a-heading", shown("no heading"), span).hint("put a blank behind the number signs")
        }
        Leftover::Table => {
            let message = "rows of `|` without a line such as `|---|---|` below the first, with as many columns, make no \
                           table";
            Diagnostic::warning("not-a-table", said(message.into()), span).hint("put that line below the head")
        }
        Leftover::Alert => {
            let message = said(format!("`{words}` begins no alert here, and is shown as it stands"));
            Diagnostic::warning("not-an-alert", message, span).hint(
                "there are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, each alone in its line",
            )
        }
        Leftover::Strong => {
            let message = said("these asterisks make nothing strong, and are shown".into());
            Diagnostic::warning("not-strong", message, span).hint(
                "between `**` and the words stands no blank: `**words**`; an asterisk to be seen is written `\\*`",
            )
        }
        Leftover::Star => {
            let message = said("these asterisks make nothing strong, for they have no others, and are shown".into());
            Diagnostic::warning("not-strong", message, span)
                .hint("strong words stand between two pairs: `**words**`; an asterisk to be seen is written `\\*`")
        }
        Leftover::Tildes => {
            let message = said("a pair of tildes parts these asterisks from theirs, and they are shown".into());
            Diagnostic::warning("not-strong", message, span)
                .hint("a tilde to be seen is written `\\~`, an asterisk `\\*`")
        }
        Leftover::Swallowed => {
            let message = said(format!("the asterisks of `{}` are not shown: they make emphasis", in_line(words)));
            Diagnostic::warning("asterisks-not-shown", message, span)
                .hint("an asterisk to be seen is written `\\*`, as in `3\\*4\\*5`")
        }
        Leftover::Remark => {
            let message = said("readers see this comment of another program".into());
            Diagnostic::error("foreign-comment", message, span).hint("a comment is written `<!-- … -->`")
        }
        Leftover::Comment => {
            let message = said("this comment does not end in its paragraph, and readers see it".into());
            Diagnostic::error("comment-left-open", message, span).hint("end it with `-->` before the next blank line")
        }
        Leftover::CodeWords => {
            let message = "of the words behind the fence of code the first names the language, the others are left out";
            Diagnostic::warning("code-words", said(message.into()), span)
                .hint("put what readers are to see into a paragraph")
        }
    }
}

/// Code that begins and does not end.
pub fn code_left_open(span: Span, fence: &str) -> Diagnostic {
    Diagnostic::warning("code-left-open", "this block of code is not closed: readers see as code what follows", span)
        .hint(format!("write {fence} in a line of its own below the code; where none is meant, take the signs out"))
}

/// Returns words in one line.
fn in_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how a link is mended.
fn link_hint(kind: &Leftover, words: &str) -> String {
    match kind {
        Leftover::LinkBlanks => {
            let address = words.rsplit_once('(').map_or("", |(_, address)| address.trim_end_matches(')').trim());
            format!("an address with blanks stands in angles: `[…](<{address}>)`")
        }
        Leftover::LinkQuotes => "a title stands in straight quotation marks: `[…](address \"title\")`".into(),
        Leftover::LinkOpen => "close it with `)` in the same line".into(),
        Leftover::LinkApart => "take out the blank between `]` and `(`".into(),
        Leftover::LinkReversed => {
            "words stand in square brackets, the address in round ones: `[words](address)`".into()
        }
        _ => {
            "write `[words](address)`: no link within, nothing but a title behind the address, every bracket closed; a \
              bracket that is no link is written `\\[`"
                .into()
        }
    }
}

/// Returns how many others there are, in words.
fn others(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        count => format!(" … and {} more on this page", count - 1),
    }
}

/// A blank that is none for Markdown, at the sign of a block.
fn odd_blank(span: Span, c: char, count: usize) -> Diagnostic {
    let name = match c {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        '\u{ad}' => "a soft hyphen",
        '\u{200b}' => "a space without width",
        '\u{2060}' | '\u{feff}' => "a mark without width",
        '\u{3000}' => "a wide space",
        _ => "an unusual space",
    };
    let message = format!(
        "{name} (U+{:04X}) stands at the start of this line, so no heading, item or quote begins{}",
        c as u32,
        others(count)
    );
    Diagnostic::warning("odd-blank", message, span).hint(
        "put an ordinary blank behind the sign and nothing before it; a sign to be seen is written `\\-` or `1\\.`",
    )
}

/// Raw HTML that is shown as text.
fn html_as_text(span: Span, name: &str, words: &str, count: usize) -> Diagnostic {
    let message = format!("`{words}` is raw HTML, which readers see as text{}", others(count));
    let instead = match name {
        "br" => "end the line with `\\` instead",
        "b" | "strong" => "write `**words**` instead",
        "i" | "em" | "cite" => "write `*words*` instead",
        "s" | "del" | "strike" => "write `~~words~~` instead",
        "a" => "write `[words](address)` instead",
        "img" | "picture" | "figure" | "figcaption" => "write `![what it shows](hall.jpg)` instead",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write `## Heading` instead",
        "hr" => "write `---` between blank lines instead",
        "ul" | "ol" | "li" => "write `- item` or `1. item` instead",
        "dl" | "dt" | "dd" => "write the term, and below it `: meaning`",
        "table" | "thead" | "tbody" | "tr" | "td" | "th" => "write a table with `|` instead",
        "blockquote" | "q" => "write `> words` instead",
        "code" | "pre" | "kbd" => "write it in backticks instead",
        "iframe" | "video" | "audio" | "embed" | "object" => "write a link to it instead: `[words](address)`",
        "sup" => "write `1st` or `m²` instead",
        "sub" => "write `CO₂` instead",
        "" => "take it out",
        _ => "take it out and keep its words",
    };
    let hint = format!("{instead}, or let HTML through with `unsafe_html: true` in `site.yaml`");
    let hint = if matches!(name, "" | "iframe" | "video" | "audio" | "embed" | "object" | "script" | "style" | "img") {
        instead.to_owned()
    } else {
        hint
    };
    Diagnostic::warning("html-as-text", message, span).hint(hint)
}
