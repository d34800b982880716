//! The blocks that there are: what each takes, and its arguments.

use std::borrow::Cow;

use super::FieldType;

/// A kind of block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockKind {
    /// Its name.
    pub name: &'static str,
    /// What may stand in it.
    pub takes: Takes,
    /// Its arguments, beside `id`.
    pub arguments: Cow<'static, [ArgumentKind]>,
    /// A line that opens one, as an example.
    pub example: Cow<'static, str>,
    /// Whether it is the site's own, with a layout that makes it.
    pub is_own: bool,
}

impl BlockKind {
    /// Returns what is known of an argument.
    pub fn argument(&self, key: &str) -> Option<&ArgumentKind> {
        self.arguments.iter().find(|argument| argument.key == key)
    }
}

/// What may stand in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Markdown without blocks.
    Text,
    /// Markdown, and blocks.
    Markdown,
    /// Pictures, each a paragraph of its own.
    Pictures,
    /// Blocks of these names.
    Blocks(Cow<'static, [&'static str]>),
}

/// An argument that a block takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentKind {
    /// Its key.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What its value is.
    pub of: Of,
}

/// What the value of an argument is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Words that readers see.
    Words,
    /// The path of a file, beside the page or from `content/`.
    File,
    /// What a link leads to.
    Link,
    /// The path of a file with a table: CSV or YAML.
    Table,
    /// Names, with commas between.
    Names,
    /// One name.
    Name,
    /// A number from 1 to this.
    Number(u32),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Paths of pages, with commas between.
    Pages,
    /// What a field of this type holds.
    Field(FieldType),
}

/// Returns an argument that must be there.
const fn required(key: &'static str, of: Of) -> ArgumentKind {
    ArgumentKind { key, required: true, of }
}

/// Returns an argument that may be there.
const fn optional(key: &'static str, of: Of) -> ArgumentKind {
    ArgumentKind { key, required: false, of }
}

/// The argument that every block takes: where links lead.
pub(super) const ID: &str = "id";

/// All kinds of blocks.
static KINDS: [BlockKind; 17] = [
    BlockKind {
        name: "button",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[required("to", Of::Link), required("text", Of::Words)]),
        example: Cow::Borrowed("::: button to=pages/donate.md text=\"Support our work\""),
        is_own: false,
    },
    BlockKind {
        name: "chart",
        takes: Takes::Text,
        arguments: Cow::Borrowed(&[
            required("source", Of::Table),
            optional("columns", Of::Names),
            optional("type", Of::Choice(&["bar", "line"])),
        ]),
        example: Cow::Borrowed("::: chart type=line source=answers.csv columns=\"Year, Supported, Noted\""),
        is_own: false,
    },
    BlockKind {
        name: "column",
        takes: Takes::Markdown,
        arguments: Cow::Borrowed(&[]),
        example: Cow::Borrowed("::: column"),
        is_own: false,
    },
    BlockKind {
        name: "columns",
        takes: Takes::Blocks(Cow::Borrowed(&["column"])),
        arguments: Cow::Borrowed(&[]),
        example: Cow::Borrowed(":::: columns"),
        is_own: false,
    },
    BlockKind {
        name: "details",
        takes: Takes::Markdown,
        arguments: Cow::Borrowed(&[required("summary", Of::Words)]),
        example: Cow::Borrowed("::: details summary=\"How we know\""),
        is_own: false,
    },
    BlockKind {
        name: "download",
        takes: Takes::Text,
        arguments: Cow::Borrowed(&[required("src", Of::File), required("title", Of::Words)]),
        example: Cow::Borrowed("::: download src=report.pdf title=\"Annual report\""),
        is_own: false,
    },
    BlockKind {
        name: "figure",
        takes: Takes::Text,
        arguments: Cow::Borrowed(&[required("src", Of::File), required("alt", Of::Words)]),
        example: Cow::Borrowed("::: figure src=hall.jpg alt=\"Delegates in the hall\""),
        is_own: false,
    },
    BlockKind {
        name: "gallery",
        takes: Takes::Pictures,
        arguments: Cow::Borrowed(&[]),
        example: Cow::Borrowed("::: gallery"),
        is_own: false,
    },
    BlockKind {
        name: "hero",
        takes: Takes::Markdown,
        arguments: Cow::Borrowed(&[
            required("title", Of::Words),
            optional("image", Of::File),
            optional("alt", Of::Words),
        ]),
        example: Cow::Borrowed("::: hero title=\"Before harm is done\""),
        is_own: false,
    },
    BlockKind {
        name: "list",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[
            optional("from", Of::Name),
            optional("where", Of::Names),
            optional("sort_by", Of::Name),
            optional("count", Of::Number(100)),
            optional("pages", Of::Pages),
            optional("shape", Of::Choice(&["cards", "lines"])),
        ]),
        example: Cow::Borrowed("::: list from=letters count=5"),
        is_own: false,
    },
    BlockKind {
        name: "privacy",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[]),
        example: Cow::Borrowed("::: privacy"),
        is_own: false,
    },
    BlockKind {
        name: "quote",
        takes: Takes::Markdown,
        arguments: Cow::Borrowed(&[optional("by", Of::Words)]),
        example: Cow::Borrowed("::: quote by=\"A survivor, 2024\""),
        is_own: false,
    },
    BlockKind {
        name: "recommendations",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[
            optional("topic", Of::Name),
            optional("state", Of::Name),
            optional("count", Of::Number(100)),
        ]),
        example: Cow::Borrowed("::: recommendations topic=prevention count=6"),
        is_own: false,
    },
    BlockKind {
        name: "session",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[optional("body", Of::Name)]),
        example: Cow::Borrowed("::: session body=upr"),
        is_own: false,
    },
    BlockKind {
        name: "signup",
        takes: Takes::Nothing,
        arguments: Cow::Borrowed(&[]),
        example: Cow::Borrowed("::: signup"),
        is_own: false,
    },
    BlockKind {
        name: "table",
        takes: Takes::Text,
        arguments: Cow::Borrowed(&[required("source", Of::Table), optional("columns", Of::Names)]),
        example: Cow::Borrowed("::: table source=focal-points.csv columns=\"State, Post\""),
        is_own: false,
    },
    BlockKind {
        name: "video",
        takes: Takes::Text,
        arguments: Cow::Borrowed(&[
            required("url", Of::Link),
            required("title", Of::Words),
            optional("poster", Of::File),
            optional("player", Of::Link),
        ]),
        example: Cow::Borrowed("::: video url=https://video.example.net/w/7 title=\"The hearing\" poster=hearing.jpg"),
        is_own: false,
    },
];

/// The kinds of blocks of a site: those that are always there, and its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlockKinds {
    /// The site's own, in order of name.
    pub own: Vec<BlockKind>,
    /// The names of layouts that would make a block if they began with a head.
    pub headless: Vec<String>,
}

impl BlockKinds {
    /// Returns the kind of a name.
    pub fn get(&self, name: &str) -> Option<&BlockKind> {
        built_in(name).or_else(|| self.own.iter().find(|kind| kind.name == name))
    }

    /// Returns the names of all kinds, in order.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<&str> = KINDS.iter().chain(&self.own).map(|kind| kind.name).collect();
        names.sort_unstable();
        names
    }
}

/// Returns the kind that is always there of a name.
pub(super) fn built_in(name: &str) -> Option<&'static BlockKind> {
    KINDS.iter().find(|kind| kind.name == name)
}
