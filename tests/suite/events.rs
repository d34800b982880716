//! What becomes of everything that the parser of Markdown gives: on the page, in the HTML mail, in the plain mail, in
//! the description, in the table of contents, and in a recommendation that is quoted elsewhere.
//!
//! Each row of `events/rows.rs` is a piece of Markdown; `events.txt` holds every cell, and stands for what is meant.
//! `SNAPSHOTS=overwrite cargo test --test suite events` writes it anew; read every change. `names_of` matches all that
//! pulldown-cmark can give without a wildcard: what a new version adds does not compile before it has a row.

mod rows;

use std::collections::BTreeSet;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, MetadataBlockKind, Parser, Tag,
};

use self::rows::{Kind, ROWS, Row};
use crate::site_test::{Built, GIF, SETTINGS, SiteTest};

/// What the parser never gives under our extensions, each with the reason.
const NEVER: [(&str, &str); 14] = [
    ("DisplayMath", "formulas are off: a dollar is a dollar"),
    ("InlineMath", "formulas are off: a dollar is a dollar"),
    ("LinkType::CollapsedUnknown", "a name that no line explains is an error, or text"),
    ("LinkType::ReferenceUnknown", "a name that no line explains is an error, or text"),
    ("LinkType::ShortcutUnknown", "brackets in prose are text"),
    ("LinkType::WikiLink", "links of wikis are off, and a warning names them"),
    ("MetadataBlock", "front matter is read before"),
    ("MetadataBlockKind::PlusesStyle", "front matter is read before"),
    ("MetadataBlockKind::YamlStyle", "front matter is read before"),
    ("Superscript", "off: a caret is a caret"),
    ("TaskListMarker", "off: the brackets are shown as they stand"),
    ("Heading.attrs", "braces at the end of a heading are text"),
    ("Heading.classes", "braces at the end of a heading are text"),
    ("Heading.id", "ids of headings are read from the source"),
];

/// Returns the names of what an event holds, attributes included.
fn names_of(event: &Event<'_>) -> Vec<&'static str> {
    match event {
        Event::Start(tag) => names_of_tag(tag),
        // An end has nothing that its start does not have.
        Event::End(_) => Vec::new(),
        Event::Text(_) => vec!["Text"],
        Event::Code(_) => vec!["Code"],
        Event::InlineMath(_) => vec!["InlineMath"],
        Event::DisplayMath(_) => vec!["DisplayMath"],
        Event::Html(_) => vec!["Html"],
        Event::InlineHtml(_) => vec!["InlineHtml"],
        Event::FootnoteReference(_) => vec!["FootnoteReference"],
        Event::SoftBreak => vec!["SoftBreak"],
        Event::HardBreak => vec!["HardBreak"],
        Event::Rule => vec!["Rule"],
        Event::TaskListMarker(_) => vec!["TaskListMarker"],
    }
}

/// Returns the names of what a tag holds.
fn names_of_tag(tag: &Tag<'_>) -> Vec<&'static str> {
    match tag {
        Tag::Paragraph => vec!["Paragraph"],
        Tag::Heading { level, id, classes, attrs } => {
            let attributes = [
                (id.is_some(), "Heading.id"),
                (!classes.is_empty(), "Heading.classes"),
                (!attrs.is_empty(), "Heading.attrs"),
            ];
            let found = attributes.into_iter().filter(|(there, _)| *there).map(|(_, name)| name);
            std::iter::once(name_of_level(*level)).chain(found).collect()
        }
        Tag::BlockQuote(None) => vec!["BlockQuote"],
        Tag::BlockQuote(Some(kind)) => vec![name_of_quote(*kind)],
        Tag::CodeBlock(CodeBlockKind::Indented) => vec!["CodeBlockKind::Indented"],
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) if info.is_empty() => vec!["CodeBlockKind::Fenced"],
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => vec!["CodeBlockKind::Fenced.info"],
        Tag::HtmlBlock => vec!["HtmlBlock"],
        Tag::List(None) => vec!["List"],
        Tag::List(Some(1)) => vec!["List.start of 1"],
        Tag::List(Some(_)) => vec!["List.start"],
        Tag::Item => vec!["Item"],
        Tag::FootnoteDefinition(_) => vec!["FootnoteDefinition"],
        Tag::DefinitionList => vec!["DefinitionList"],
        Tag::DefinitionListTitle => vec!["DefinitionListTitle"],
        Tag::DefinitionListDefinition => vec!["DefinitionListDefinition"],
        Tag::Table(columns) => columns.iter().map(name_of_alignment).chain(["Table"]).collect(),
        Tag::TableHead => vec!["TableHead"],
        Tag::TableRow => vec!["TableRow"],
        Tag::TableCell => vec!["TableCell"],
        Tag::Emphasis => vec!["Emphasis"],
        Tag::Strong => vec!["Strong"],
        Tag::Strikethrough => vec!["Strikethrough"],
        Tag::Superscript => vec!["Superscript"],
        Tag::Subscript => vec!["Subscript"],
        Tag::Link { link_type, dest_url: _, title, id: _ } => {
            let title = (!title.is_empty()).then_some("Link.title");
            std::iter::once(name_of_link(*link_type)).chain(title).collect()
        }
        Tag::Image { link_type, dest_url: _, title, id: _ } => {
            let title = (!title.is_empty()).then_some("Image.title");
            ["Image", name_of_link(*link_type)].into_iter().chain(title).collect()
        }
        Tag::MetadataBlock(kind) => {
            let kind = match kind {
                MetadataBlockKind::YamlStyle => "MetadataBlockKind::YamlStyle",
                MetadataBlockKind::PlusesStyle => "MetadataBlockKind::PlusesStyle",
            };
            vec!["MetadataBlock", kind]
        }
    }
}

/// Returns the name of a level.
fn name_of_level(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "HeadingLevel::H1",
        HeadingLevel::H2 => "HeadingLevel::H2",
        HeadingLevel::H3 => "HeadingLevel::H3",
        HeadingLevel::H4 => "HeadingLevel::H4",
        HeadingLevel::H5 => "HeadingLevel::H5",
        HeadingLevel::H6 => "HeadingLevel::H6",
    }
}

/// Returns the name of a kind of quote.
fn name_of_quote(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "BlockQuoteKind::Note",
        BlockQuoteKind::Tip => "BlockQuoteKind::Tip",
        BlockQuoteKind::Important => "BlockQuoteKind::Important",
        BlockQuoteKind::Warning => "BlockQuoteKind::Warning",
        BlockQuoteKind::Caution => "BlockQuoteKind::Caution",
    }
}

/// Returns the name of an alignment.
fn name_of_alignment(alignment: &Alignment) -> &'static str {
    match alignment {
        Alignment::None => "Alignment::None",
        Alignment::Left => "Alignment::Left",
        Alignment::Center => "Alignment::Center",
        Alignment::Right => "Alignment::Right",
    }
}

/// Returns the name of a kind of link.
fn name_of_link(kind: LinkType) -> &'static str {
    match kind {
        LinkType::Inline => "LinkType::Inline",
        LinkType::Reference => "LinkType::Reference",
        LinkType::ReferenceUnknown => "LinkType::ReferenceUnknown",
        LinkType::Collapsed => "LinkType::Collapsed",
        LinkType::CollapsedUnknown => "LinkType::CollapsedUnknown",
        LinkType::Shortcut => "LinkType::Shortcut",
        LinkType::ShortcutUnknown => "LinkType::ShortcutUnknown",
        LinkType::Autolink => "LinkType::Autolink",
        LinkType::Email => "LinkType::Email",
        LinkType::WikiLink { has_pothole: _ } => "LinkType::WikiLink",
    }
}

/// Returns the names of what the parser gives for a text.
fn names_in(text: &str) -> BTreeSet<&'static str> {
    Parser::new_ext(text, demarche::parse::extensions(true)).flat_map(|event| names_of(&event)).collect()
}

#[test]
fn every_event_has_a_row() {
    let mut seen = BTreeSet::new();
    for row in ROWS {
        let names = names_in(&row.body());
        for name in row.names.split(", ").filter(|name| !name.is_empty()) {
            assert!(names.contains(name), "the row `{}` has no {name}: {names:?}", row.markdown);
            seen.insert(name);
        }
        for (never, why) in NEVER {
            assert!(!names.contains(never), "the row `{}` has {never}, although {why}", row.markdown);
        }
    }
    let known: BTreeSet<&str> = names_in_this_file();
    let never: BTreeSet<&str> = NEVER.iter().map(|(name, _)| *name).collect();
    let without: Vec<&&str> = known.iter().filter(|name| !seen.contains(**name) && !never.contains(**name)).collect();
    assert!(without.is_empty() && known.len() > 60, "no row shows {without:?} of {}", known.len());
}

/// Returns the names that the functions above give out.
fn names_in_this_file() -> BTreeSet<&'static str> {
    let text = include_str!("events.rs");
    let start = text.find("fn names_of(").expect("the first of these functions");
    let end = text.find("fn names_in(").expect("what comes after them");
    text[start..end].split('"').skip(1).step_by(2).collect()
}

/// Returns the site with a letter, a standing recommendation and a letter for the description for each row.
fn site(raw_html: bool) -> SiteTest {
    let mut site = SiteTest::new().file("content/letters/hall.gif", GIF);
    if raw_html {
        site = site.file("content/site.yaml", format!("{SETTINGS}unsafe_html: true\n"));
    }
    for (at, row) in ROWS.iter().enumerate().filter(|(_, row)| row.raw_html == raw_html) {
        let front = |title: &str, more: &str| {
            format!("---\ntitle: {title} {at}\ndate: 2025-03-14\nsession: upr-49\n{more}---\n")
        };
        site = site
            .file(
                &format!("content/letters/e{at}.md"),
                front("Letter", "description: A letter.\n") + &row.body_with(at),
            )
            .file(&format!("content/letters/d{at}.md"), front("Other", "") + &row.first())
            .file(
                &format!("content/recommendations/r{at}.md"),
                format!("---\ntitle: Standing {at}\ndate: 2025-03-01\n---\nWhy.\n"),
            );
    }
    site
}

/// Returns what stands between two words in a text, in one line; of styles the alignment alone.
fn between(text: &str, from: &str, to: &str) -> String {
    let Some(start) = text.find(from).map(|at| at + from.len()) else { return "not there".into() };
    let end = text[start..].find(to).map_or(text.len(), |length| start + length);
    let mut cell = String::new();
    let mut rest = text[start..end].trim_matches([' ', '\n']);
    while let Some(at) = rest.find(" style=\"") {
        cell.push_str(&rest[..at]);
        rest = &rest[at + " style=\"".len()..];
        let end = rest.find('"').unwrap_or(rest.len());
        let aligned = rest[..end].split(';').find(|style| style.trim().starts_with("text-align:"));
        cell.extend(aligned.map(|style| format!(" {}", style.replace(' ', ""))));
        rest = rest[end..].trim_start_matches('"');
    }
    cell.push_str(rest);
    cell.replace('\n', "⏎")
}

/// Returns the cells of a row.
fn cells(built: &Built, at: usize, row: &Row) -> String {
    let file = |path: String| {
        let bytes = built.files.get(&path).unwrap_or_else(|| panic!("there is no {path}\n{}", built.report()));
        String::from_utf8_lossy(bytes).into_owned()
    };
    let page = file(format!("letters/e{at}/index.html"));
    let contents = between(&page, "class=\"contents\"", "</nav>");
    let contents: Vec<&str> = contents
        .split("<li>")
        .skip(1)
        .filter_map(|item| Some(item.split_once('>')?.1.split("</a>").next()?.trim()))
        .filter(|item| !item.starts_with("Part "))
        .collect();
    let described = file(format!("letters/d{at}/index.html"));
    let quoted = file(format!("recommendations/r{at}/index.html"));
    let prose = &page[page.find("class=\"prose\"").unwrap_or(0)..];
    let mut said: Vec<&str> = built
        .diagnostics
        .iter()
        .filter(|found| found.span.as_ref().is_some_and(|span| span.file.ends_with(&format!("/e{at}.md"))))
        .map(|found| found.code)
        .collect();
    said.dedup();
    let (from, to) = ("qqa", "qqz");
    let lines = [
        ("page", between(prose, from, to)),
        ("html mail", between(&file(format!("letters/e{at}/newsletter.html")), from, to)),
        ("plain mail", between(&file(format!("letters/e{at}/newsletter.txt")), from, to)),
        ("description", between(&described, "<meta name=\"description\" content=\"", "\">")),
        ("contents", contents.join(" | ")),
        ("quoted", between(&quoted, "qqr", "qqs")),
        ("said", said.join(", ")),
    ];
    let mut cells =
        format!("## {}\n{}\n", if row.names.is_empty() { "Text alone" } else { row.names }, row.markdown.trim_end());
    for (name, cell) in lines {
        cells.push_str(format!("{name:<12} {}", if cell.is_empty() { "–" } else { &cell }).trim_end());
        cells.push('\n');
    }
    cells + "\n"
}

#[test]
fn every_cell_is_as_it_is_meant() {
    let (plain, raw) = (site(false).build(), site(true).build());
    let cells: String =
        ROWS.iter().enumerate().map(|(at, row)| cells(if row.raw_html { &raw } else { &plain }, at, row)).collect();
    snapbox::assert_data_eq!(cells, snapbox::file!["events.txt"].raw());
}

impl Row {
    /// Returns the Markdown in all places of a letter.
    fn body(&self) -> String {
        self.body_with(0)
    }

    /// Returns the Markdown in all places of a letter, whose recommendation has this number.
    fn body_with(&self, at: usize) -> String {
        let markdown = self.markdown;
        let tail = self.tail;
        let parts = "## Part 1\n\nOne.\n\n## Part 2\n\nTwo.\n\n## Part 3\n\nThree.\n";
        match self.kind {
            Kind::Inline => format!(
                "qqa {markdown} qqz\n\n## Here {markdown} there\n\n{parts}\n- qqr {markdown} qqs. {{#r{at}}}\n\n{tail}\n"
            ),
            Kind::Block => {
                let inner = markdown.trim_end().replace('\n', "\n  ");
                format!("qqa\n\n{markdown}\n\nqqz\n\n{parts}\n- qqr\n\n  {inner}\n\n  qqs. {{#r{at}}}\n\n{tail}\n")
            }
            Kind::Whole => format!("{markdown}\n\n{parts}\n- qqr qqs. {{#r{at}}}\n\n{tail}\n"),
        }
    }

    /// Returns the Markdown as the first thing of a letter.
    fn first(&self) -> String {
        match self.kind {
            Kind::Inline => format!("Here {} there.\n\n{}\n", self.markdown, self.tail),
            Kind::Block | Kind::Whole => format!("{}\n\n{}\n\nThe end.\n", self.markdown, self.tail),
        }
    }
}
