//! The words of the interface in one language, and what is known of languages.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Error, ErrorKind, Value};
use serde_yaml::Value as Yaml;

use super::view::Places;
use crate::diag::closest;
use crate::track::{Fingerprint, combine, fingerprint};

/// The words of one language, by dotted key: `types.letter`.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    /// The language.
    pub lang: String,
    texts: BTreeMap<String, Arc<str>>,
    months: Vec<String>,
    top: Vec<(String, Value)>,
    places: Places,
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
        self.texts.get(key).map_or(key, |text| text)
    }

    /// Returns the text of a key if there is one.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(|text| text.as_ref())
    }

    /// Returns the text of a key with the places in it filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// Returns the name of a month, 1 to 12.
    pub fn month(&self, month: i8) -> &str {
        usize::try_from(month - 1).ok().and_then(|at| self.months.get(at)).map_or("", String::as_str)
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
        let form = |category: &str| self.texts.get(&format!("plurals.{key}.{category}"));
        let text = form(plural_category(&self.lang, n)).or_else(|| form("other"))?;
        Some(fill(text, &[("n", &n.to_string())]))
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

/// Returns the plural category of a whole number (Unicode CLDR, "Language Plural Rules").
fn plural_category(lang: &str, n: u64) -> &'static str {
    match lang.split('-').next().unwrap_or(lang) {
        "fr" | "pt" => {
            if n < 2 {
                "one"
            } else {
                "other"
            }
        }
        "ar" => match (n, n % 100) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "ru" | "uk" => match (n % 10, n % 100) {
            (1, rest) if rest != 11 => "one",
            (2..=4, rest) if !(12..=14).contains(&rest) => "few",
            _ => "many",
        },
        "zh" | "ja" | "ko" | "vi" | "th" | "id" => "other",
        _ => {
            if n == 1 {
                "one"
            } else {
                "other"
            }
        }
    }
}

/// Returns the direction of a language's script: `ltr` or `rtl`.
pub fn text_direction(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or(lang) {
        "ar" | "he" | "fa" | "ur" | "ps" | "dv" | "yi" | "ckb" | "sd" | "ug" => "rtl",
        _ => "ltr",
    }
}

/// Returns the name of a language in that language, or its tag.
pub fn language_name(lang: &str) -> &str {
    match lang.split('-').next().unwrap_or(lang) {
        "en" => "English",
        "fr" => "français",
        "es" => "español",
        "ar" => "العربية",
        "ru" => "русский",
        "zh" => "中文",
        "pt" => "português",
        "de" => "Deutsch",
        "it" => "italiano",
        "fa" => "فارسی",
        "he" => "עברית",
        "tr" => "Türkçe",
        "sw" => "Kiswahili",
        _ => lang,
    }
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
    fn plural_categories_follow_cldr() {
        let check = |lang: &str, n: u64, expected: &str| assert_eq!(plural_category(lang, n), expected, "{lang} {n}");
        check("en", 0, "other");
        check("en", 1, "one");
        check("fr", 0, "one");
        check("fr-CH", 2, "other");
        check("ar", 0, "zero");
        check("ar", 2, "two");
        check("ar", 103, "few");
        check("ar", 111, "many");
        check("ar", 100, "other");
        check("ru", 21, "one");
        check("ru", 12, "many");
    }
}
