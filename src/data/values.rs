//! Single values of data files: ids, states, days, words.

use super::{PartialDate, StateId, suggest_state};
use crate::diag::mistakes;
use crate::moment::Moment;
use crate::route::OutPath;
use crate::yaml::{Node, What};

/// The years that an act, an adoption or a focal point can be of: with a figure too many it would be any.
const YEARS: std::ops::Range<i16> = 1501..3000;

/// Reads an id: `[a-z0-9-]+`.
pub(super) fn read_id(node: Node<'_>) -> Option<String> {
    let text = node.filled_text()?;
    if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        node.note(move |span| mistakes::bad_slug(span, &text));
        return None;
    }
    if let Err(why) = OutPath::parse(&text) {
        node.note(move |span| mistakes::bad_id(span, &text, &why.to_string()));
        return None;
    }
    Some(text)
}

/// Reads the code of a state.
pub(super) fn read_state(node: Node<'_>) -> Option<StateId> {
    let text = node.filled_text()?;
    let found = StateId::of(&text);
    if found.is_none() {
        let right = suggest_state(&text);
        node.note(move |span| mistakes::unknown_state(span, &text, right.map(|state| (state.code, state.name))));
    }
    found
}

/// Reads a date or a year.
pub(super) fn read_partial_date(node: Node<'_>) -> Option<PartialDate> {
    if let What::Number(number) = node.value().what()
        && let Some(year) =
            number.as_i64().and_then(|year| i16::try_from(year).ok()).filter(|year| YEARS.contains(year))
    {
        return Some(PartialDate::Year(year));
    }
    let text = match node.value().what() {
        What::Number(number) => number.to_string(),
        _ => node.filled_text()?,
    };
    match Moment::parse(&text) {
        Some(moment) => Some(PartialDate::Day(moment.date())),
        None => {
            let key = node.name().to_owned();
            node.note(move |span| mistakes::bad_partial_date(span, &key, &text, &near_dates(&text)));
            None
        }
    }
}

/// Reads a day.
pub(super) fn read_day(node: Node<'_>) -> Option<Moment> {
    let text = node.date_text()?;
    let moment = Moment::parse(&text);
    if moment.is_none() {
        let key = node.name().to_owned();
        node.note(move |span| mistakes::bad_date(span, &key, &text, &near_dates(&text)));
    }
    moment
}

/// Returns the days that a text may mean, as they are written here.
fn near_dates(text: &str) -> Vec<String> {
    Moment::near(text).iter().map(|moment| moment.date().to_string()).collect()
}

/// Reads one of the words.
pub(super) fn read_choice<T: Copy + 'static>(
    node: Node<'_>,
    key: &'static str,
    choices: &'static [(&'static str, T)],
) -> Option<T> {
    let text = node.filled_text()?;
    let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
    if found.is_none() {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        node.note(move |span| mistakes::unknown_choice(span, key, &text, &words));
    }
    found
}
