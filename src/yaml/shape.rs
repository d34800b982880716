//! What values of YAML may be, as tables say it: for the checks of names, for schemas and for the manual.
//!
//! A table lists the keys of a map, each with what it takes and what it is for. Readers go by the names in it; what they take is
//! compared with it, value by value, in `tests/suite/schema.rs`.

/// A key of a map.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What its value may be.
    pub takes: Shape,
    /// Whether it must be there.
    pub is_required: bool,
    /// What it is for, in a sentence.
    pub says: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Text that is not empty.
    Text,
    /// Text of so many characters at most.
    TextUpTo(usize),
    /// Text that is not empty, or such texts by language.
    Translated,
    /// Texts by name.
    Named(&'static Shape),
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Number(u32, u32),
    /// A day, or a day with a time.
    Date,
    /// A day with a time and an offset from UTC.
    Instant,
    /// A day or a year.
    DateOrYear,
    /// Letters from `a` to `z`, figures and hyphens.
    Id,
    /// A whole address of the site.
    Path,
    /// An address of the web.
    Url,
    /// An address for mails.
    Email,
    /// The name of a file that ends so.
    File(&'static str),
    /// A colour, `#rrggbb`.
    Colour,
    /// A language (BCP 47).
    Language,
    /// The alpha-3 code of a State.
    State,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// A list.
    List(&'static Shape),
    /// A list that is not empty.
    Filled(&'static Shape),
    /// Keys with values.
    Map(&'static [Key]),
    /// Keys with values, of which one of some must be there.
    OneKeyOf(&'static [&'static str], &'static [Key]),
    /// One of several.
    Either(&'static [Shape]),
    /// Any keys, with any values.
    Free,
}

impl Key {
    /// Returns a key that may be missing.
    pub const fn new(name: &'static str, takes: Shape, says: &'static str) -> Key {
        Key { name, takes, is_required: false, says }
    }

    /// Returns a key that must be there.
    pub const fn required(name: &'static str, takes: Shape, says: &'static str) -> Key {
        Key { name, takes, is_required: true, says }
    }
}

/// Returns the names of the keys of a table.
pub const fn names<const N: usize>(table: &[Key; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = table[at].name;
        at += 1;
    }
    names
}

/// Returns the words of choices that stand for something else.
pub const fn words_of<T: Copy, const N: usize>(choices: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut at = 0;
    while at < N {
        words[at] = choices[at].0;
        at += 1;
    }
    words
}
