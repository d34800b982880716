//! Days as layouts see them.

use jiff::civil::Date;
use minijinja::Value;

use super::page::day_text;
use crate::render::strings::Strings;

/// Returns a day and the same in words, or none of both.
pub(super) fn day_of(words: &Strings, day: Option<Date>) -> [Value; 2] {
    let none = || Value::from(());
    [
        day.map_or_else(none, |day| Value::from(day.to_string())),
        day.map_or_else(none, |day| Value::from(day_text(words, day))),
    ]
}
