//! Plural forms: which form of a counted thing a whole number takes in a language.
//!
//! Takes a language tag and a number; gives a category of Unicode CLDR ("Language Plural Rules", cardinal numbers). Whole
//! numbers without decimals only, for nothing else is counted here.

use crate::diag::mistakes;
use crate::yaml::Node;

/// All categories, in the order of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Numbers that between them have every form that a language has.
const SAMPLES: [u64; 27] =
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 19, 20, 21, 22, 23, 24, 40, 41, 100, 101, 103, 1_000, 1_000_000];

/// Returns the plural category of a whole number.
pub(super) fn plural_category(lang: &str, n: u64) -> &'static str {
    let (ten, hundred) = (n % 10, n % 100);
    let million = n != 0 && n.is_multiple_of(1_000_000);
    let teens = (11..=14).contains(&hundred);
    match lang.split('-').next().unwrap_or(lang) {
        "bm" | "bo" | "dz" | "id" | "ig" | "ii" | "in" | "ja" | "jbo" | "jv" | "kde" | "kea" | "km" | "ko" | "lkt"
        | "lo" | "ms" | "my" | "nqo" | "osa" | "sah" | "ses" | "sg" | "su" | "th" | "to" | "tpi" | "vi" | "wo"
        | "yo" | "yue" | "zh" => "other",
        "ak" | "am" | "as" | "bho" | "bn" | "csw" | "doi" | "fa" | "ff" | "gu" | "guw" | "hi" | "hy" | "kab" | "kn"
        | "ln" | "mg" | "nso" | "pa" | "pcm" | "si" | "ti" | "wa" | "zu" => one_if(n < 2),
        "tzm" => one_if(n < 2 || (11..=99).contains(&n)),
        "fr" => {
            if n < 2 {
                "one"
            } else {
                many_if(million)
            }
        }
        "pt" if lang != "pt-PT" => {
            if n < 2 {
                "one"
            } else {
                many_if(million)
            }
        }
        "ca" | "es" | "it" | "lld" | "pt" | "scn" | "vec" => {
            if n == 1 {
                "one"
            } else {
                many_if(million)
            }
        }
        "is" | "mk" => one_if(ten == 1 && hundred != 11),
        "ceb" | "fil" | "tl" => one_if((1..=3).contains(&n) || ![4, 6, 9].contains(&ten)),
        "lv" | "prg" => match () {
            () if ten == 0 || (11..=19).contains(&hundred) => "zero",
            () => one_if(ten == 1),
        },
        "blo" | "ksh" | "lag" => {
            if n == 0 {
                "zero"
            } else {
                one_if(n == 1)
            }
        }
        "he" | "iu" | "iw" | "naq" | "sat" | "se" | "sma" | "smi" | "smj" | "smn" | "sms" => match n {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        "shi" => match n {
            0 | 1 => "one",
            2..=10 => "few",
            _ => "other",
        },
        "mo" | "ro" => match () {
            () if n == 1 => "one",
            () if n == 0 || (1..=19).contains(&hundred) => "few",
            () => "other",
        },
        "bs" | "hr" | "sh" | "sr" => slavic(ten, teens, "other"),
        "be" | "ru" | "uk" => slavic(ten, teens, "many"),
        "pl" => match () {
            () if n == 1 => "one",
            () if (2..=4).contains(&ten) && !teens => "few",
            () => "many",
        },
        "cs" | "sk" => match n {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "dsb" | "hsb" | "sl" => match hundred {
            1 => "one",
            2 => "two",
            3 | 4 => "few",
            _ => "other",
        },
        "lt" => match () {
            () if ten == 0 || (11..=19).contains(&hundred) => "other",
            () => {
                if ten == 1 {
                    "one"
                } else {
                    "few"
                }
            }
        },
        "br" => match (ten, hundred) {
            (1, rest) if ![11, 71, 91].contains(&rest) => "one",
            (2, rest) if ![12, 72, 92].contains(&rest) => "two",
            (3 | 4 | 9, rest) if ![1, 7, 9].contains(&(rest / 10)) => "few",
            _ => many_if(million),
        },
        "gd" => match n {
            1 | 11 => "one",
            2 | 12 => "two",
            3..=10 | 13..=19 => "few",
            _ => "other",
        },
        "ga" => match n {
            1 => "one",
            2 => "two",
            3..=6 => "few",
            7..=10 => "many",
            _ => "other",
        },
        "gv" => match (ten, hundred) {
            (1, _) => "one",
            (2, _) => "two",
            (_, 0 | 20 | 40 | 60 | 80) => "few",
            _ => "other",
        },
        "cy" => match n {
            0 => "zero",
            1 => "one",
            2 => "two",
            3 => "few",
            6 => "many",
            _ => "other",
        },
        "kw" => cornish(n),
        "mt" => match (n, hundred) {
            (1, _) => "one",
            (2, _) => "two",
            (0, _) | (_, 3..=10) => "few",
            (_, 11..=19) => "many",
            _ => "other",
        },
        "ar" | "ars" => match (n, hundred) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        _ => one_if(n == 1),
    }
}

/// Returns `one` or `other`.
fn one_if(one: bool) -> &'static str {
    if one { "one" } else { "other" }
}

/// Returns `many` or `other`.
fn many_if(many: bool) -> &'static str {
    if many { "many" } else { "other" }
}

/// Returns the category of Eastern and Southern Slavic languages.
fn slavic(ten: u64, teens: bool, rest: &'static str) -> &'static str {
    match ten {
        1 if !teens => "one",
        2..=4 if !teens => "few",
        _ => rest,
    }
}

/// Returns the category of Cornish.
fn cornish(n: u64) -> &'static str {
    let thousands = n % 100_000;
    match (n, n % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (_, 2 | 22 | 42 | 62 | 82) => "two",
        _ if n.is_multiple_of(1_000)
            && ((1_000..=20_000).contains(&thousands) || [40_000, 60_000, 80_000].contains(&thousands)) =>
        {
            "two"
        }
        _ if n % 1_000_000 == 100_000 => "two",
        (_, 3 | 23 | 43 | 63 | 83) => "few",
        (_, 1 | 21 | 41 | 61 | 81) => "many",
        _ => "other",
    }
}

/// Returns the forms that whole numbers have in a language, in the order of CLDR.
fn forms(lang: &str) -> Vec<&'static str> {
    let used: Vec<&str> = SAMPLES.iter().map(|n| plural_category(lang, *n)).collect();
    CATEGORIES.into_iter().filter(|form| used.contains(form)).collect()
}

/// Names the forms under `plurals` of a site's own words that the language never uses; where no words are built in, also
/// those that it needs and nobody gives, for English would stand in their place.
pub(super) fn check_plurals(words: &Node<'_>, lang: &str, is_built_in: bool) {
    let used = forms(lang);
    each(words, |key, plurals| {
        if key == "plurals" {
            each(&plurals, |thing, given| check_thing(thing, &given, lang, &used, is_built_in));
        }
    });
}

/// Names what is wrong with the forms of one thing.
fn check_thing(thing: &str, given: &Node<'_>, lang: &str, used: &[&'static str], is_built_in: bool) {
    let mut seen = Vec::new();
    each(given, |form, node| {
        seen.push(form.to_owned());
        if !used.contains(&form) && form != "other" && !is_of_decimals(lang, form) {
            let (form, lang, used) = (form.to_owned(), lang.to_owned(), used.to_vec());
            node.note(move |span| mistakes::plural_form(span, &form, &lang, &used));
        }
    });
    let gives = |form: &str| seen.iter().any(|seen| seen == form);
    let missing: Vec<&str> = used.iter().copied().filter(|form| !gives(form)).collect();
    if !is_built_in && !missing.is_empty() && !gives("other") && !seen.is_empty() {
        let (thing, lang) = (thing.to_owned(), lang.to_owned());
        given.note(move |span| mistakes::plural_form_missing(span, &thing, &lang, &missing));
    }
}

/// Hands each key of a map and its value to `read`; what is no map has none.
fn each(node: &Node<'_>, read: impl FnMut(&str, Node<'_>)) {
    if node.value().is_map() {
        let _ = node.entries(read);
    }
}

/// Tells whether CLDR has the form for numbers with decimals alone; it is no mistake to give it.
fn is_of_decimals(lang: &str, form: &str) -> bool {
    form == "many" && matches!(lang.split('-').next(), Some("cs" | "sk" | "lt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_categories_follow_cldr() {
        // Samples of CLDR's own list, each with numbers that come close to another form.
        for (lang, expected) in [
            ("en", "0 other, 1 one, 2 other, 21 other"),
            ("de-CH", "0 other, 1 one, 2 other"),
            ("fr", "0 one, 1 one, 2 other, 1000000 many, 2000000 many, 1000001 other"),
            ("fr-CH", "0 one, 2 other"),
            ("es", "0 other, 1 one, 1000000 many"),
            ("pt-BR", "0 one, 1 one, 2 other"),
            ("pt-PT", "0 other, 1 one, 2 other, 1000000 many"),
            ("ar", "0 zero, 1 one, 2 two, 3 few, 10 few, 103 few, 11 many, 99 many, 111 many, 100 other, 102 other"),
            ("ru", "0 many, 1 one, 2 few, 5 many, 11 many, 12 many, 21 one, 22 few, 25 many, 111 many, 121 one"),
            ("pl", "0 many, 1 one, 2 few, 4 few, 5 many, 12 many, 21 many, 22 few, 24 few, 112 many, 122 few"),
            ("cs", "0 other, 1 one, 2 few, 4 few, 5 other, 22 other"),
            ("sr-Latn", "1 one, 2 few, 5 other, 11 other, 12 other, 21 one, 22 few"),
            ("sl", "0 other, 1 one, 2 two, 3 few, 4 few, 5 other, 101 one, 102 two, 104 few, 111 other"),
            ("he", "0 other, 1 one, 2 two, 3 other, 20 other"),
            ("ro", "0 few, 1 one, 2 few, 19 few, 20 other, 101 few, 119 few, 120 other"),
            ("lt", "0 other, 1 one, 2 few, 9 few, 10 other, 11 other, 19 other, 21 one, 22 few, 111 other"),
            ("lv", "0 zero, 1 one, 2 other, 10 zero, 11 zero, 19 zero, 21 one, 22 other, 111 zero"),
            ("cy", "0 zero, 1 one, 2 two, 3 few, 4 other, 6 many, 13 other"),
            ("ga", "0 other, 1 one, 2 two, 3 few, 6 few, 7 many, 10 many, 11 other"),
            ("gd", "1 one, 11 one, 2 two, 12 two, 3 few, 13 few, 19 few, 20 other, 0 other"),
            ("br", "1 one, 11 other, 21 one, 2 two, 12 other, 3 few, 4 few, 9 few, 13 other, 73 other, 1000000 many"),
            ("gv", "1 one, 11 one, 2 two, 12 two, 0 few, 20 few, 60 few, 3 other"),
            ("kw", "0 zero, 1 one, 2 two, 22 two, 1000 two, 100000 two, 3 few, 23 few, 21 many, 4 other, 30000 other"),
            ("mt", "0 few, 1 one, 2 two, 3 few, 10 few, 11 many, 19 many, 20 other, 103 few, 111 many"),
            ("is", "1 one, 11 other, 21 one, 2 other"),
            ("fil", "1 one, 4 other, 5 one, 6 other, 9 other, 11 one, 14 other"),
            ("fa", "0 one, 1 one, 2 other"),
            ("zh-Hant", "0 other, 1 other, 2 other"),
            ("tr", "0 other, 1 one, 2 other"),
        ] {
            for sample in expected.split(", ") {
                let (n, category) = sample.split_once(' ').expect("a number and a category");
                assert_eq!(plural_category(lang, n.parse().expect("a number")), category, "{lang} {n}");
            }
        }
    }

    #[test]
    fn forms_of_a_language_are_those_of_its_whole_numbers() {
        for (lang, expected) in [
            ("en", "one other"),
            ("ja", "other"),
            ("pl", "one few many"),
            ("cs", "one few other"),
            ("sl", "one two few other"),
            ("he", "one two other"),
            ("ar", "zero one two few many other"),
            ("cy", "zero one two few many other"),
            ("kw", "zero one two few many other"),
            ("br", "one two few many other"),
            ("es", "one many other"),
            ("tzm", "one other"),
            ("shi", "one few other"),
        ] {
            assert_eq!(forms(lang).join(" "), expected, "{lang}");
        }
    }
}
