//! The members and observer states of the United Nations: a text that an author typed comes in, a
//! state goes out.
//!
//! Content names a state by its ISO 3166-1 alpha-3 code and [`state`] finds nothing else.
//! [`suggest_state`] reads whatever was typed instead and names the state that was most likely
//! meant, for a hint; where two are equally likely it names none. Nothing but the code and the UN
//! English short name is ever printed.
//!
//! The groups are those in which the members vote at elections: 54 + 54 + 23 + 33 + 29 = 193. Four
//! members need a decision. Türkiye takes part in two groups and votes in Western European and
//! Others. The United States of America attends that group and is counted in it. Israel has been
//! in it without a term since 2004. Kiribati is listed with the Asia-Pacific Group.

use strsim::damerau_levenshtein;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::state_info::StateInfo;
use super::states_table::STATES;

/// Returns the state with this alpha-3 code, written in capitals.
pub fn state(code: &str) -> Option<&'static StateInfo> {
    let index = STATES.binary_search_by(|state| state.code.cmp(code)).ok()?;
    Some(&STATES[index])
}

/// Returns the state that was most likely meant by a text which is not an alpha-3 code.
///
/// Codes and names count before a likeness, and case, diacritics, punctuation and the order of
/// words do not count. A likeness is only named when no other state is as close.
pub fn suggest_state(text: &str) -> Option<&'static StateInfo> {
    if text.len() > LONGEST_QUESTION {
        return None;
    }
    let asked = plain_words(text);
    state_by_code(&asked)
        .or_else(|| state_by_name(&asked))
        .or_else(|| closest_by_code(&asked))
        .or_else(|| closest_by_name(&asked))
}

/// The number of bytes above which a text is no state's name, so that no likeness is computed.
const LONGEST_QUESTION: usize = 120;

/// Finds the state whose alpha-3 or alpha-2 code was typed, in any case.
fn state_by_code(asked: &str) -> Option<&'static StateInfo> {
    let is_asked = |code: &str| code.eq_ignore_ascii_case(asked);
    STATES.iter().find(|state| is_asked(state.code) || is_asked(state.alpha2))
}

/// Finds the state one of whose names has the words that were typed, in any order.
///
/// The order is free because lists write `Korea, Republic of` as well as `Republic of Korea`.
fn state_by_name(asked: &str) -> Option<&'static StateInfo> {
    let asked = sorted_words(asked);
    if asked.is_empty() {
        return None;
    }
    STATES.iter().find(|state| names(state).any(|name| sorted_words(&name) == asked))
}

/// Finds the one code that is a single slip away from three typed letters.
///
/// Nearly every three letters are one letter away from some code. So where several are, only one
/// with the same letters in another order counts, which is the slip of a hasty hand.
fn closest_by_code(asked: &str) -> Option<&'static StateInfo> {
    if asked.chars().count() != 3 {
        return None;
    }
    let asked = asked.to_ascii_uppercase();
    let near = |state: &&StateInfo| damerau_levenshtein(state.code, &asked) == 1;
    only(STATES.iter().filter(near)).or_else(|| {
        let letters = sorted_letters(&asked);
        only(STATES.iter().filter(near).filter(|state| sorted_letters(state.code) == letters))
    })
}

/// Finds the one state with a name that is a few slips away from what was typed.
///
/// One slip is allowed for every four letters, and at most two: with more, territories and
/// plain words turn into states.
fn closest_by_name(asked: &str) -> Option<&'static StateInfo> {
    let allowed = (asked.chars().count() / 4).min(2);
    let distances = STATES.iter().filter_map(|state| {
        let of_name = |name: String| damerau_levenshtein(&name, asked);
        let nearest = names(state).filter(|name| name.len() > 3).map(of_name).min()?;
        (nearest <= allowed).then_some((nearest, state))
    });
    let near: Vec<_> = distances.collect();
    let smallest = near.iter().map(|(distance, _)| *distance).min()?;
    only(near.into_iter().filter(|(distance, _)| *distance == smallest).map(|(_, state)| state))
}

/// Lists all names of a state as [`plain_words`].
fn names(state: &StateInfo) -> impl Iterator<Item = String> {
    let own = [state.name, state.sort_key];
    own.into_iter().chain(state.aliases.iter().copied()).map(plain_words)
}

/// Reduces a name to lower-case words with single spaces, without diacritics and articles.
fn plain_words(text: &str) -> String {
    let spelt = spell_out(text);
    let words = spelt.split(' ').filter(|word| !word.is_empty() && *word != "the");
    let words = words.map(|word| if word == "st" { "saint" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// Spells a text in lower-case letters and figures; what parts words becomes a space.
fn spell_out(text: &str) -> String {
    let mut spelt = String::with_capacity(text.len());
    for c in text.nfd() {
        match c {
            // These two letters are no base letter with a mark, so NFD leaves them as they are.
            'ø' | 'Ø' => spelt.push('o'),
            'ı' => spelt.push('i'),
            '&' => spelt.push_str(" and "),
            // These stand inside a word or an abbreviation, as in `d'Ivoire` and `U.S.A.`
            '\'' | '’' | '‘' | 'ʼ' | '.' => {}
            _ if is_combining_mark(c) => {}
            _ if c.is_alphanumeric() => spelt.extend(c.to_lowercase()),
            _ => spelt.push(' '),
        }
    }
    spelt
}

/// Returns the words of a text in alphabetical order.
fn sorted_words(plain: &str) -> Vec<&str> {
    let mut words: Vec<_> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

/// Returns the characters of a text in alphabetical order.
fn sorted_letters(text: &str) -> Vec<char> {
    let mut letters: Vec<_> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// Returns the only item of an iterator, and nothing if there are more.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let item = items.next()?;
    items.next().is_none().then_some(item)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::state_info::Group;
    use super::*;

    fn suggested(text: &str) -> Option<&'static str> {
        suggest_state(text).map(|state| state.code)
    }

    fn check(texts: &[&str], code: &str) {
        for text in texts {
            assert_eq!(suggested(text), Some(code), "`{text}`");
        }
    }

    #[test]
    fn groups_have_the_counts_of_the_un() {
        let count = |group| STATES.iter().filter(|state| state.group == group).count();
        assert_eq!(Group::ALL.map(count), [54, 54, 23, 33, 29, 2]);
        assert_eq!(STATES.iter().filter(|state| !state.observer).count(), 193);
        let observers = STATES.iter().filter(|state| state.observer).map(|state| state.code);
        assert_eq!(observers.collect::<Vec<_>>(), ["PSE", "VAT"]);
    }

    #[test]
    fn codes_rise_and_each_finds_its_state() {
        assert!(STATES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for info in STATES {
            assert_eq!(state(info.code), Some(info));
        }
        assert_eq!(state("nor"), None, "content writes codes in capitals");
        assert_eq!(state("XKX"), None);
    }

    #[test]
    fn codes_names_and_sort_keys_are_unique_and_well_formed() {
        let unique =
            |field: fn(&StateInfo) -> &str| STATES.iter().map(field).collect::<BTreeSet<_>>().len() == STATES.len();
        assert!(unique(|state| state.code) && unique(|state| state.alpha2));
        assert!(unique(|state| state.name) && unique(|state| state.sort_key));
        for info in STATES {
            let capitals = |code: &str| code.bytes().all(|b| b.is_ascii_uppercase());
            assert!(info.code.len() == 3 && capitals(info.code), "{}", info.code);
            assert!(info.alpha2.len() == 2 && capitals(info.alpha2), "{}", info.alpha2);
        }
    }

    #[test]
    fn sort_key_is_the_plain_name_without_brackets() {
        for info in STATES {
            let name: String = info.name.nfd().filter(|c| !is_combining_mark(*c)).collect();
            let name = name.split(" (").next().unwrap_or_default().to_ascii_lowercase();
            assert_eq!(info.sort_key, name);
            assert!(info.sort_key.is_ascii(), "{}", info.sort_key);
        }
    }

    #[test]
    fn no_name_or_alias_leads_to_two_states() {
        let mut owners = BTreeMap::new();
        for info in STATES {
            let codes = [info.code, info.alpha2].map(plain_words);
            for name in names(info).chain(codes) {
                let words = sorted_words(&name).join(" ");
                let owner = *owners.entry(words).or_insert(info.code);
                assert_eq!(owner, info.code, "`{name}` leads to two states");
            }
        }
        for info in STATES {
            check(info.aliases, info.code);
        }
    }

    #[test]
    fn common_names_lead_to_the_code() {
        check(&["Turkey", "Türkiye", "turkiye", "TR", "tur"], "TUR");
        check(&["GB", "UK", "U.K.", "Great Britain", "United Kingdom"], "GBR");
        check(&["USA", "us", "U.S.A.", "United States", "the United States"], "USA");
        check(&["Ivory Coast", "Cote d'Ivoire", "Côte d’Ivoire", "cote divoire"], "CIV");
        check(&["South Korea", "Korea, Republic of", "KR"], "KOR");
        check(&["North Korea", "Korea (Democratic People's Republic of)"], "PRK");
        check(&["Tanzania", "Tanzania, United Republic of"], "TZA");
        check(&["Netherlands", "the Netherlands", "Holland"], "NLD");
        check(&["St Lucia", "St. Lucia", "Saint Lucia"], "LCA");
        check(&["Trinidad & Tobago"], "TTO");
        check(&["Guinea Bissau", "guinea-bissau"], "GNB");
        check(&["São Tomé and Príncipe"], "STP");
        check(&["Holy See", "Vatican", "HOL"], "VAT");
    }

    // YAML 1.1 reads a bare `NO` as the boolean false. The alpha-3 code has no such second
    // meaning, so `states: [NOR]` is always the text that names Norway.
    #[test]
    fn norway_is_not_false() {
        assert_eq!(state("NOR").map(|state| state.name), Some("Norway"));
        check(&["NO", "no", "Norge"], "NOR");
        assert_eq!(suggested("false"), None);
    }

    #[test]
    fn slip_of_the_hand_leads_to_the_one_close_name() {
        check(&["Phillipines", "Philipines"], "PHL");
        check(&["Kyrgystan", "Kyrgizstan"], "KGZ");
        check(&["Azerbaidjan"], "AZE");
        check(&["KNE"], "KEN");
        check(&["Ukrane"], "UKR");
    }

    #[test]
    fn nothing_is_suggested_where_two_are_as_close_or_none_is() {
        for text in ["", " ", "the", "()", "Korea", "Irax", "Nigera", "Zzzz", "XXX", "XKX"] {
            assert_eq!(suggested(text), None, "`{text}`");
        }
        let elsewhere = ["Kosovo", "Taiwan", "Niue", "Cook Islands", "Scotland", "Western Sahara"];
        for text in elsewhere.into_iter().chain(["Hong Kong", "Greenland", "Tibet", "Yugoslavia"]) {
            assert_eq!(suggested(text), None, "`{text}`");
        }
        let endless = format!("Turkey{}", " ".repeat(LONGEST_QUESTION));
        assert_eq!(suggested(&endless), None);
    }
}
