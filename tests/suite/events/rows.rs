//! The rows: a piece of Markdown for everything that the parser gives.

/// Where a piece of Markdown can stand.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// Within a line: in a paragraph, a heading, an item.
    Inline,
    /// As a block: between paragraphs, in an item.
    Block,
    /// As a text of its own, with the words `qqa` and `qqz` around what is looked at.
    Whole,
}

/// A row of the table.
pub(super) struct Row {
    /// What of the parser it shows.
    pub(super) names: &'static str,
    /// Where it can stand.
    pub(super) kind: Kind,
    /// The Markdown.
    pub(super) markdown: &'static str,
    /// What it needs at the end of the text.
    pub(super) tail: &'static str,
    /// Whether raw HTML is let through.
    pub(super) raw_html: bool,
}

/// Returns a row.
const fn row(names: &'static str, kind: Kind, markdown: &'static str, tail: &'static str) -> Row {
    Row { names, kind, markdown, tail, raw_html: false }
}

/// Returns a row of a site that lets raw HTML through.
const fn raw(names: &'static str, kind: Kind, markdown: &'static str) -> Row {
    Row { names, kind, markdown, tail: "", raw_html: true }
}

use Kind::{Block, Inline, Whole};

/// The line that explains a name.
const NAMED: &str = "[name]: https://example.org/named \"The title\"";

/// All rows.
pub(super) const ROWS: &[Row] = &[
    row("Text", Inline, "words & <signs> \\* &eacute;", ""),
    row("Code", Inline, "`a <code> b`", ""),
    row("Emphasis", Inline, "*stressed*", ""),
    row("Strong", Inline, "**strong**", ""),
    row("Strikethrough", Inline, "~~struck~~ left", ""),
    row("Subscript", Inline, "~all~ and H~2~O", ""),
    row("", Inline, "x^2^ and $y$", ""),
    row("", Inline, "\"quoted\" -- it's ...", ""),
    row("", Inline, "www.example.org here", ""),
    row("SoftBreak", Whole, "qqa one\ntwo qqz", ""),
    row("HardBreak", Whole, "qqa one\\\ntwo qqz", ""),
    row("FootnoteReference", Inline, "noted[^n]", "[^n]: The note."),
    row("FootnoteDefinition", Whole, "Text.[^n]\n\n[^n]: qqa The *note*.\n\n    More qqz of it.", ""),
    row("LinkType::Inline", Inline, "[link](https://example.org/a)", ""),
    row("Link.title", Inline, "[link](https://example.org/a \"The title\")", ""),
    row("LinkType::Reference, Link.title", Inline, "[link][name]", NAMED),
    row("LinkType::Collapsed", Inline, "[name][]", NAMED),
    row("LinkType::Shortcut", Inline, "[name]", NAMED),
    row("LinkType::Autolink", Inline, "<https://example.org/a>", ""),
    row("LinkType::Email", Inline, "<office@example.org>", ""),
    row("", Inline, "[within](upr-49.md)", ""),
    row("Image", Inline, "![The hall](hall.gif)", ""),
    row("Image.title", Inline, "![The hall](hall.gif \"The title\")", ""),
    row("Image", Block, "![The hall](hall.gif \"The title\")", ""),
    row("InlineHtml", Inline, "H<sub>2</sub>O", ""),
    row("InlineHtml", Inline, "seen <!-- unseen --> too", ""),
    raw("InlineHtml", Inline, "H<sub>2</sub>O"),
    row("Html, HtmlBlock", Block, "<div>\nwords\n</div>", ""),
    row("Html, HtmlBlock", Block, "<!-- unseen -->", ""),
    raw("Html, HtmlBlock", Block, "<div>\nwords\n</div>"),
    row("Paragraph", Block, "A paragraph.", ""),
    row("HeadingLevel::H1", Block, "# Level *one*", ""),
    row("HeadingLevel::H2", Block, "## Level *two*", ""),
    row("HeadingLevel::H3", Block, "## Above\n\n### Level three", ""),
    row("HeadingLevel::H4", Block, "## Above\n\n### Above\n\n#### Level four", ""),
    row("HeadingLevel::H5", Block, "##### Level five", ""),
    row("HeadingLevel::H6", Block, "###### Level six", ""),
    row("HeadingLevel::H2", Whole, "qqa\n\n## Heading {#own-id}\n\nqqz", ""),
    row("BlockQuote", Block, "> Quoted *words*.", ""),
    row("BlockQuoteKind::Note", Block, "> [!NOTE]\n> Words.", ""),
    row("BlockQuoteKind::Tip", Block, "> [!TIP]\n> Words.", ""),
    row("BlockQuoteKind::Important", Block, "> [!IMPORTANT]\n> Words.", ""),
    row("BlockQuoteKind::Warning", Block, "> [!WARNING]\n> Words.", ""),
    row("BlockQuoteKind::Caution", Block, "> [!CAUTION]\n> Words.", ""),
    row("CodeBlockKind::Indented", Block, "    let a = 1;\n    let b = 2;", ""),
    row("CodeBlockKind::Fenced", Block, "```\nlet a = 1;\n```", ""),
    row("CodeBlockKind::Fenced.info", Block, "```rust\nlet a = 1;\n```", ""),
    row("List, Item", Block, "- One\n- Two\n\n  More", ""),
    row("", Block, "- [ ] To do\n- [x] Done", ""),
    row("List.start of 1", Block, "1. One\n2. Two", ""),
    row("List.start", Block, "3) Three\n4) Four", ""),
    row(
        "DefinitionList, DefinitionListTitle, DefinitionListDefinition",
        Block,
        "Term\n: Meaning one\n: Meaning two",
        "",
    ),
    row(
        "Table, TableHead, TableRow, TableCell, Alignment::None, Alignment::Left, Alignment::Center, Alignment::Right",
        Block,
        "| N | L | C | R |\n|---|:--|:-:|--:|\n| a | b | c | *d* |",
        "",
    ),
    row("Rule", Block, "***", ""),
];
