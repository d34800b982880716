//! Words with letters of several scripts: which pass for words of one, and which are written so rightly.
//!
//! Takes the letters of a word; says what it is taken for. Right are `SMSками`, `XXІ` and the letter of the Caucasus that no
//! keyboard has, as in `хIара`.

use super::scripts::{Script, has_cyrillic_twin, is_greek_twin, latin_twin, script};

/// Tells whether a word of several scripts passes for one in a single script.
pub(super) fn passes_for_one(letters: &[char]) -> bool {
    let of = |wanted: Script| letters.iter().copied().filter(move |c| script(*c) == Some(wanted));
    let count = |wanted: Script| of(wanted).count();
    let (latin, greek, cyrillic) = (count(Script::Latin), count(Script::Greek), count(Script::Cyrillic));
    let armenian = count(Script::Armenian);
    let in_capitals = [Script::Cherokee, Script::Coptic, Script::Lisu].into_iter().map(count).sum::<usize>();
    if in_capitals > 0 {
        // All their letters stand for Latin ones where one of them does.
        return latin > 0 && latin + in_capitals == letters.len() && letters.iter().all(|c| is_latin_or_like(*c));
    }
    if latin + greek + cyrillic + armenian < letters.len() || is_numeral(letters) || is_typed_for_want(letters) {
        return false;
    }
    let all = |wanted: Script| of(wanted).all(|c| latin_twin(c).is_some());
    // Of letters that formulas use, one within a word is none of a formula.
    let within = |c: char| {
        let at = letters.iter().position(|letter| *letter == c).unwrap_or(0);
        let is_small = |at: usize| letters.get(at).is_some_and(|c| c.is_ascii_lowercase());
        at > 1 && is_small(at - 1) && is_small(at - 2) && is_small(at + 1) && latin > 3
    };
    match (latin > 0, greek > 0, cyrillic > 0, armenian > 0) {
        (true, false, true, false) => {
            all(Script::Cyrillic) || of(Script::Latin).all(has_cyrillic_twin) && !is_short_name_with_ending(letters)
        }
        (true, true, false, false) => {
            let greek_looks_latin = of(Script::Greek).all(|c| is_greek_twin(c) || "ρυνι".contains(c) && within(c));
            let latin_looks_greek = of(Script::Latin).all(|c| "oABEHIKMNOPTXYZ".contains(c));
            greek_looks_latin || latin_looks_greek && greek > 2
        }
        (true, false, false, true) => {
            all(Script::Armenian)
                && letters.first().is_some_and(char::is_ascii)
                && letters.last().is_some_and(char::is_ascii)
        }
        (false, true, true, false) => true,
        _ => false,
    }
}

/// Tells whether a word may be a Latin name, or a Roman numeral, with a Cyrillic ending.
pub(super) fn is_inflected(letters: &[char]) -> bool {
    let stem = letters.iter().take_while(|c| script(**c) == Some(Script::Latin)).count();
    let ending = &letters[stem..];
    let is_numeral = letters[..stem].iter().all(|c| "IVXLCDM".contains(*c));
    (stem > 1 || stem == 1 && is_numeral)
        && ending.len() < 4
        && ending.iter().all(|c| script(*c) == Some(Script::Cyrillic) && c.is_lowercase())
}

/// Tells whether a letter is a Latin one, or looks like one.
fn is_latin_or_like(c: char) -> bool {
    script(c) == Some(Script::Latin) || latin_twin(c).is_some()
}

/// Tells whether a word is a number of a century or an article, which nobody takes for another one: `XХ`, `ХVІ`.
fn is_numeral(letters: &[char]) -> bool {
    letters.iter().all(|c| "IVXІХ".contains(*c))
}

/// Tells whether a word is a Latin name in capitals with a Cyrillic ending that no Latin word has: `SMSками`.
fn is_short_name_with_ending(letters: &[char]) -> bool {
    let stem = letters.iter().take_while(|c| c.is_ascii_uppercase()).count();
    let ending = &letters[stem..];
    let is_small = |c: &char| script(*c) == Some(Script::Cyrillic) && c.is_lowercase();
    stem > 1 && ending.iter().all(is_small) && ending.iter().any(|c| latin_twin(*c).is_none())
}

/// Tells whether the Latin letters of a Cyrillic word are those that are typed for want of a key: `I` and `l` for the sign of
/// the languages of the Caucasus, as in `хIара`, and the letters with marks of Chuvash and Ossetian.
fn is_typed_for_want(letters: &[char]) -> bool {
    let is_latin = |c: &char| script(*c) == Some(Script::Latin);
    let is_own = |c: char| script(c) == Some(Script::Cyrillic) && latin_twin(c).is_none();
    if letters.iter().filter(|c| is_latin(c)).all(|c| "ăĕçÿæĂĔÇŸÆ".contains(*c)) {
        return true;
    }
    let is_sign = |c: &char| matches!(c, 'I' | 'l');
    if !letters.iter().filter(|c| is_latin(c)).all(is_sign) {
        return false;
    }
    let has_own = letters.iter().any(|c| is_own(*c));
    let in_capitals = letters.iter().all(|c| !c.is_lowercase() || *c == 'l');
    letters.iter().enumerate().filter(|(_, c)| is_sign(c)).all(|(at, _)| {
        let before = at.checked_sub(1).and_then(|before| letters[before].to_lowercase().next());
        let after = letters.get(at + 1).and_then(|after| after.to_lowercase().next());
        let is_vowel = |c: char| "аеёиоуыэюя".contains(c);
        match before {
            // Ukrainian has words that begin so, before another letter: `Iван`.
            None => after.is_some_and(is_vowel) && has_own,
            // Whatever else looks Latin there, `х` is the letter that the sign follows.
            Some('х') => !in_capitals || after.is_none_or(is_vowel),
            Some(before) if in_capitals => "гкптцч".contains(before) && after.is_some_and(is_vowel) && has_own,
            Some(_) => has_own,
        }
    })
}
