//! The words of the interface in one language.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use minijinja::{Error, ErrorKind, Value};
use serde_yaml::Value as Yaml;

use super::names::Places;
use super::plurals::plural_category;
use crate::diag::closest;
use crate::track::{Fingerprint, combine, fingerprint};

/// The words of one language, by dotted key: `types.letter`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    /// The language.
    pub lang: String,
    texts: BTreeMap<String, Arc<str>>,
    months: Vec<String>,
    /// What layouts see, and where each is.
    top: Vec<(String, Value)>,
    places: Places,
    /// The texts in order, and where each is.
    listed: Vec<(String, Arc<str>)>,
    listed_places: Places,
    /// The text `date_long`.
    date: DateText,
}

/// The text of a date, cut up at the places for its parts.
#[derive(Clone, Debug, Default)]
struct DateText {
    /// The words before each part, and the part.
    pieces: Vec<(String, DatePart)>,
    /// The words after the last.
    rest: String,
}

/// A part of a date.
#[derive(Clone, Copy, Debug)]
enum DatePart {
    Day,
    Month,
    Year,
}

impl DateText {
    /// Cuts up the text of a date.
    fn new(text: &str) -> DateText {
        let (mut pieces, mut before, mut rest) = (Vec::new(), String::new(), text);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            before.push_str(&rest[..open]);
            let part = match &rest[open + 1..close] {
                "day" => Some(DatePart::Day),
                "month" => Some(DatePart::Month),
                "year" => Some(DatePart::Year),
                _ => None,
            };
            match part {
                Some(part) => pieces.push((std::mem::take(&mut before), part)),
                None => before.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        before.push_str(rest);
        DateText { pieces, rest: before }
    }
}

impl Strings {
    /// Returns the words of a language from its own file over the ones it falls back to.
    pub(super) fn new(lang: &str, base: Option<&Strings>, own: Option<&Yaml>) -> Strings {
        let mut strings = base.cloned().unwrap_or_default();
        lang.clone_into(&mut strings.lang);
        if let Some(Yaml::Mapping(map)) = own {
            for (key, value) in map {
                if let Some(key) = key.as_str() {
                    strings.insert(key, value);
                }
            }
        }
        strings.top = strings.tree();
        strings.places = Places::new(strings.top.iter().map(|(key, _)| key.as_str()));
        strings.listed = strings.texts.iter().map(|(key, text)| (key.clone(), Arc::clone(text))).collect();
        strings.listed_places = Places::new(strings.listed.iter().map(|(key, _)| key.as_str()));
        strings.date = DateText::new(strings.get("date_long"));
        strings
    }

    /// Puts a text, a list of months or a map of texts under a key.
    fn insert(&mut self, key: &str, value: &Yaml) {
        match value {
            Yaml::String(text) => _ = self.texts.insert(key.to_owned(), text.as_str().into()),
            Yaml::Bool(value) => _ = self.texts.insert(key.to_owned(), value.to_string().into()),
            Yaml::Number(number) => _ = self.texts.insert(key.to_owned(), number.to_string().into()),
            Yaml::Sequence(items) if key == "months" => {
                self.months = items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect();
            }
            Yaml::Mapping(map) => {
                for (inner, value) in map {
                    if let Some(inner) = inner.as_str() {
                        self.insert(&format!("{key}.{inner}"), value);
                    }
                }
            }
            _ => {}
        }
    }

    /// Returns the texts as layouts see them: `t.key` and `t.map.key`.
    fn tree(&self) -> Vec<(String, Value)> {
        let mut top: BTreeMap<String, Value> = BTreeMap::new();
        let mut maps: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        for (key, text) in &self.texts {
            match key.split_once('.') {
                None => _ = top.insert(key.clone(), Value::from(Arc::clone(text))),
                Some((map, inner)) => {
                    maps.entry(map.to_owned()).or_default().insert(inner.to_owned(), Value::from(Arc::clone(text)));
                }
            }
        }
        top.extend(maps.into_iter().map(|(key, map)| (key, Value::from_pairs(map))));
        top.insert("months".to_owned(), self.months.iter().map(String::as_str).collect());
        top.into_iter().collect()
    }

    /// Returns the text of a key; a key that no file has is shown as it is.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.shared(key).map_or(key, |text| text)
    }

    /// Returns the text of a key if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.shared(key).map(|text| text.as_ref())
    }

    /// Returns the text of a key as a value, without a copy; a key that no file has is shown as it is.
    pub(super) fn text(&self, key: &str) -> Value {
        self.shared(key).map_or_else(|| Value::from(key), |text| Value::from(Arc::clone(text)))
    }

    /// Returns the text of a key if there is one, to be shared.
    fn shared(&self, key: &str) -> Option<&Arc<str>> {
        self.listed_places.find(key, |at| &self.listed[at].0).map(|at| &self.listed[at].1)
    }

    /// Returns the text of a key with the places in it filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// Returns the number of a day of the month: that of the first has a word of its own in some languages.
    pub fn day(&self, day: i8) -> String {
        if day == 1 { self.get("first_day").to_owned() } else { day.to_string() }
    }

    /// Returns the name of a month, 1 to 12.
    pub fn month(&self, month: i8) -> &str {
        usize::try_from(month - 1).ok().and_then(|at| self.months.get(at)).map_or("", String::as_str)
    }

    /// Returns a day in words.
    pub fn date(&self, day: Date) -> String {
        let mut out = String::with_capacity(32);
        for (before, part) in &self.date.pieces {
            out.push_str(before);
            match part {
                DatePart::Day if day.day() == 1 => out.push_str(self.get("first_day")),
                DatePart::Day => push_number(&mut out, day.day().into()),
                DatePart::Month => out.push_str(self.month(day.month())),
                DatePart::Year => push_number(&mut out, day.year()),
            }
        }
        out.push_str(&self.date.rest);
        out
    }

    /// Returns what `t.key` is in a layout.
    pub(super) fn value(&self, key: &str) -> Value {
        if let Some(at) = self.places.find(key, |at| &self.top[at].0) {
            return self.top[at].1.clone();
        }
        let hint = closest(key, self.top.iter().map(|(key, _)| key.as_str()));
        let hint = hint.map_or(String::new(), |near| format!("; did you mean `t.{near}`?"));
        Value::from(Error::new(ErrorKind::UndefinedError, format!("there is no text `t.{key}` in the strings{hint}")))
    }

    /// Returns a counted thing: the form of `plurals.<key>` for `n`, with `{n}` filled.
    pub fn plural(&self, n: u64, key: &str) -> Option<String> {
        let form = |category: &str| self.find(&["plurals.", key, ".", category].concat());
        let text = form(plural_category(&self.lang, n)).or_else(|| form("other"))?;
        Some(fill(text, &[("n", &n.to_string())]))
    }

    /// Returns the keys that `t` has, those of a map with a dot: `types.letter`; counted forms are for `n_of`.
    pub(super) fn names(&self) -> Vec<String> {
        let keys = self.texts.keys().filter(|key| !key.starts_with("plurals."));
        let mut names: Vec<String> = keys.cloned().chain([String::from("months")]).collect();
        names.sort_unstable();
        names
    }

    /// Returns what can be counted: the keys under `plurals`, each once.
    pub(super) fn counted(&self) -> Vec<&str> {
        let keys = self.texts.keys().filter_map(|key| key.strip_prefix("plurals.")?.split('.').next());
        let mut keys: Vec<&str> = keys.collect();
        keys.dedup();
        keys
    }

    /// Returns the fingerprint of all texts.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let texts = self.texts.iter().fold(fingerprint(self.lang.as_bytes()), |seed, (key, text)| {
            combine(combine(seed, fingerprint(key.as_bytes())), fingerprint(text.as_bytes()))
        });
        self.months.iter().fold(texts, |seed, month| combine(seed, fingerprint(month.as_bytes())))
    }
}

/// Appends the number of a day or a year.
fn push_number(out: &mut String, number: i16) {
    let digits = [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
    match number {
        0..=9999 => {
            let from = digits.iter().position(|digit| *digit > 0).unwrap_or(3);
            out.extend(digits[from..].iter().map(|digit| char::from(b'0' + *digit as u8)));
        }
        _ => out.push_str(&number.to_string()),
    }
}

/// Fills the places `{name}` of a text.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    let find = |text: &str, wanted: u8| text.bytes().position(|byte| byte == wanted);
    while let Some(open) = find(rest, b'{') {
        let Some(close) = find(&rest[open..], b'}').map(|at| open + at) else { break };
        out.push_str(&rest[..open]);
        match values.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_unknown_ones_stay() {
        assert_eq!(fill("{a} of {b}, {c}", &[("a", "1"), ("b", "2")]), "1 of 2, {c}");
        assert_eq!(fill("open { brace", &[]), "open { brace");
    }

    #[test]
    fn dates_are_texts_with_their_places_filled() {
        for text in ["{day} {month} {year}", "le {day} {month}, {year} ({x}) {", "{year}年{month}{day}日", "{ }{", ""]
        {
            let words: Yaml =
                serde_yaml::from_str("first_day: 1er\nmonths: [a, b, c, d, e, f, g, h, i, j, k, Décembre]")
                    .expect("it is right");
            let mut words = Strings::new("xx", None, Some(&words));
            words.date = DateText::new(text);
            for (year, month, day) in [(2024, 12, 31), (1999, 1, 1), (2000, 2, 10), (987, 6, 5), (0, 1, 2), (-4, 1, 20)]
            {
                let day = Date::constant(year, month, day);
                let (number, year) = (words.day(day.day()), day.year().to_string());
                let values = [("day", number.as_str()), ("month", words.month(day.month())), ("year", &year)];
                assert_eq!(words.date(day), fill(text, &values));
            }
        }
    }
}
