//! The types of values, as authors of layouts read them.

use std::fmt;

use super::{Kind, Thing};

/// What the value of a field is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// What it is, or what each of the list is.
    pub(super) of: Of,
    /// Whether it is a list.
    pub(super) many: bool,
    /// Whether it may be none.
    pub(super) or_none: bool,
}

/// What one value is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// A text.
    Text,
    /// HTML, which is printed as it is.
    Html,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// A day or an instant, as text: `2025-03-14`, `2025-03-14T09:30:00+01:00`.
    Date,
    /// An address, as text.
    Address,
    /// One of a few texts.
    Word(&'static [&'static str]),
    /// Whatever somebody has written.
    Values,
    /// An entity of a kind.
    Entity(Kind),
    /// An entity of one kind or another.
    AnyEntity,
    /// A record.
    Thing(&'static Thing),
}

/// A text.
pub(super) const TEXT: Type = single(Of::Text);
/// HTML.
pub(super) const HTML: Type = single(Of::Html);
/// A number.
pub(super) const NUMBER: Type = single(Of::Number);
/// True or false.
pub(super) const FLAG: Type = single(Of::Flag);
/// A date.
pub(super) const DATE: Type = single(Of::Date);
/// An address.
pub(super) const ADDRESS: Type = single(Of::Address);
/// Whatever somebody has written.
pub(super) const VALUES: Type = single(Of::Values);
/// An entity of one kind or another.
pub(super) const ENTITY: Type = single(Of::AnyEntity);
/// An answer to whether something holds.
pub(super) const ANSWER: Type = word(&["yes", "no", "unknown"]);

/// Returns the type of a single value that is there.
const fn single(of: Of) -> Type {
    Type { of, many: false, or_none: false }
}

/// Returns the type of one of a few texts.
pub(super) const fn word(words: &'static [&'static str]) -> Type {
    single(Of::Word(words))
}

/// Returns the type of an entity.
pub(super) const fn entity(kind: Kind) -> Type {
    single(Of::Entity(kind))
}

/// Returns the type of a list of entities.
pub(super) const fn entities(kind: Kind) -> Type {
    single(Of::Entity(kind)).many()
}

/// Returns the type of a record.
pub(super) const fn one(thing: &'static Thing) -> Type {
    single(Of::Thing(thing))
}

/// Returns the type of a list of records.
pub(super) const fn list(thing: &'static Thing) -> Type {
    single(Of::Thing(thing)).many()
}

impl Type {
    /// Returns the type of a list of these.
    pub(super) const fn many(self) -> Type {
        Type { many: true, ..self }
    }

    /// Returns the type of a value that may be none.
    pub(super) const fn or_none(self) -> Type {
        Type { or_none: true, ..self }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.many {
            f.write_str("list of ")?;
        }
        match (self.of, self.many) {
            (Of::Text, false) => f.write_str("text")?,
            (Of::Text, true) => f.write_str("texts")?,
            (Of::Html, _) => f.write_str("HTML")?,
            (Of::Number, false) => f.write_str("number")?,
            (Of::Number, true) => f.write_str("numbers")?,
            (Of::Flag, _) => f.write_str("true or false")?,
            (Of::Date, false) => f.write_str("date")?,
            (Of::Date, true) => f.write_str("dates")?,
            (Of::Address, false) => f.write_str("address")?,
            (Of::Address, true) => f.write_str("addresses")?,
            (Of::Word(words), _) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                f.write_str(&in_words(&quoted, if self.or_none { "," } else { " or" }))?;
            }
            (Of::Values, _) => f.write_str("map")?,
            (Of::AnyEntity, _) => f.write_str("page or other entity")?,
            (Of::Entity(kind), false) => f.write_str(kind.thing().name)?,
            (Of::Entity(kind), true) => f.write_str(kind.thing().plural)?,
            (Of::Thing(thing), false) => f.write_str(thing.name)?,
            (Of::Thing(thing), true) => f.write_str(thing.plural)?,
        }
        if self.or_none { f.write_str(" or none") } else { Ok(()) }
    }
}

/// Returns a few texts in a row, with a word or a comma before the last.
fn in_words(texts: &[String], before_last: &str) -> String {
    match texts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{}{before_last} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_words() {
        for (is, expected) in [
            (TEXT.or_none(), "text or none"),
            (HTML, "HTML"),
            (TEXT.many(), "list of texts"),
            (ANSWER, "\"yes\", \"no\" or \"unknown\""),
            (word(&["ltr", "rtl"]).or_none(), "\"ltr\", \"rtl\" or none"),
            (entities(Kind::Page).or_none(), "list of pages or none"),
        ] {
            assert_eq!(is.to_string(), expected);
        }
    }
}
