//! The blocks that there are: what each takes, and its arguments.

/// A kind of block.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its name.
    pub(super) name: &'static str,
    /// What may stand in it.
    pub(super) takes: Takes,
    /// Its arguments, beside `id`.
    pub(super) arguments: &'static [ArgumentKind],
    /// A line that opens one, as an example.
    pub(super) example: &'static str,
}

/// What may stand in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// Nothing.
    Nothing,
    /// Markdown without blocks.
    Text,
    /// Markdown, and blocks.
    Markdown,
    /// Pictures, each a paragraph of its own.
    Pictures,
    /// Blocks of this name.
    Blocks(&'static str),
}

/// An argument that a block takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ArgumentKind {
    /// Its key.
    pub(super) key: &'static str,
    /// Whether it must be there.
    pub(super) required: bool,
    /// What its value is.
    pub(super) of: Of,
}

/// What the value of an argument is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Of {
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
pub(super) const KINDS: [Kind; 12] = [
    Kind {
        name: "button",
        takes: Takes::Nothing,
        arguments: &[required("to", Of::Link), required("text", Of::Words)],
        example: "::: button to=pages/donate.md text=\"Support our work\"",
    },
    Kind {
        name: "chart",
        takes: Takes::Text,
        arguments: &[
            required("source", Of::Table),
            optional("columns", Of::Names),
            optional("type", Of::Choice(&["bar", "line"])),
        ],
        example: "::: chart type=line source=answers.csv columns=\"Year, Supported, Noted\"",
    },
    Kind { name: "column", takes: Takes::Markdown, arguments: &[], example: "::: column" },
    Kind { name: "columns", takes: Takes::Blocks("column"), arguments: &[], example: ":::: columns" },
    Kind {
        name: "details",
        takes: Takes::Markdown,
        arguments: &[required("summary", Of::Words)],
        example: "::: details summary=\"How we know\"",
    },
    Kind {
        name: "download",
        takes: Takes::Text,
        arguments: &[required("src", Of::File), required("title", Of::Words)],
        example: "::: download src=report.pdf title=\"Annual report\"",
    },
    Kind {
        name: "figure",
        takes: Takes::Text,
        arguments: &[required("src", Of::File), required("alt", Of::Words)],
        example: "::: figure src=hall.jpg alt=\"Delegates in the hall\"",
    },
    Kind { name: "gallery", takes: Takes::Pictures, arguments: &[], example: "::: gallery" },
    Kind {
        name: "list",
        takes: Takes::Nothing,
        arguments: &[
            optional("from", Of::Name),
            optional("where", Of::Names),
            optional("sort_by", Of::Name),
            optional("count", Of::Number(100)),
            optional("pages", Of::Pages),
            optional("shape", Of::Choice(&["cards", "lines"])),
        ],
        example: "::: list from=letters count=5",
    },
    Kind {
        name: "quote",
        takes: Takes::Markdown,
        arguments: &[optional("by", Of::Words)],
        example: "::: quote by=\"A survivor, 2024\"",
    },
    Kind {
        name: "table",
        takes: Takes::Text,
        arguments: &[required("source", Of::Table), optional("columns", Of::Names)],
        example: "::: table source=focal-points.csv columns=\"State, Post\"",
    },
    Kind {
        name: "video",
        takes: Takes::Text,
        arguments: &[required("url", Of::Link), required("title", Of::Words), optional("poster", Of::File)],
        example: "::: video url=https://video.example.net/w/7 title=\"The hearing\" poster=hearing.jpg",
    },
];

/// Returns the kind of a name.
pub(super) fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Returns the names of all kinds.
pub(super) fn names() -> [&'static str; KINDS.len()] {
    KINDS.each_ref().map(|kind| kind.name)
}
