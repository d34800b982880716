//! What is open while the text of a mail is written: prefixes, lists, links, and what the end of each element means.

/// What stands before the lines of a block: once, and then always.
pub(super) struct Prefix {
    pub(super) first: Option<String>,
    pub(super) rest: String,
}

/// What the end of an element means.
pub(super) enum End {
    /// Nothing.
    Nothing,
    /// The end of a block, with a blank line after it.
    Block,
    /// The end of a block, without one.
    Close,
    /// The end of a heading, to be underlined.
    Heading(char),
    /// The end of a block with a prefix.
    Prefixed,
    /// The end of an item of a list.
    Item,
    /// The end of a list.
    List,
    /// The end of the label of an item.
    Label,
    /// The end of text as it was typed.
    Verbatim,
    /// The end of the footnotes.
    Notes,
    /// The end of a link.
    Link,
    /// The end of a table.
    Table,
    /// The end of a cell: whether it heads a column, and whether it stands at the right of it.
    Cell(bool, bool),
    /// What is written at the end.
    Word(&'static str),
    /// What short words stand for.
    Expansion(String),
    /// The end of words that are struck.
    Struck,
    /// The end of words that are raised or lowered.
    Script,
}

/// A link whose end is still to come.
pub(super) struct OpenLink {
    /// Where it leads.
    pub(super) url: String,
    /// What its title says.
    pub(super) title: String,
    /// Whether it stands for a picture.
    pub(super) is_picture: bool,
    /// Its words so far.
    pub(super) text: String,
}

/// An open list.
pub(super) struct List {
    /// The number of the next item, in a list that has numbers.
    pub(super) next: Option<i64>,
    /// How the numbers go on: up or down by one.
    pub(super) step: i64,
    /// How numbers are written.
    pub(super) numbers: Numbers,
    /// Whether its items hold paragraphs.
    pub(super) loose: bool,
    /// Whether an item was opened.
    pub(super) begun: bool,
}

/// How the numbers of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// `1.`
    Digits,
    /// `[1]`, as mentions of footnotes are.
    Notes,
    /// `a.` or `A.`
    Letters(bool),
    /// `i.` or `I.`
    Roman(bool),
}

impl Numbers {
    /// Returns the mark of an item.
    pub(super) fn mark(self, number: i64) -> String {
        let letters = |text: String, capital: bool| {
            let text = if capital { text.to_uppercase() } else { text };
            format!("{text}. ")
        };
        match self {
            Numbers::Notes => format!("[{number}] "),
            Numbers::Letters(capital) if number > 0 => letters(letters_of(number), capital),
            Numbers::Roman(capital) if (1..4_000).contains(&number) => letters(roman(number), capital),
            _ => format!("{number}. "),
        }
    }
}

/// Returns the letters by which a number is told: `a` to `z`, then `aa`.
fn letters_of(number: i64) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'a' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Returns a number below 4,000 in Roman numerals.
fn roman(number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}
