//! Scripts of letters, and which letters of one look like letters of another (UTS 24, UTS 39).

use unicode_normalization::char::is_combining_mark;

/// A script, as far as names of hosts and words must not mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Armenian.
    Armenian,
    /// Georgian.
    Georgian,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Ethiopic.
    Ethiopic,
    /// Cherokee.
    Cherokee,
    /// Coptic.
    Coptic,
    /// Lisu.
    Lisu,
    /// Chinese, Japanese and Korean letters, which stand beside one another and beside Latin ones.
    EastAsian,
    /// Another one, by its place in Unicode.
    Other(u32),
}

/// The places of scripts of which some letters lie apart.
const RANGES: [(char, char, Script); 32] = [
    ('\u{41}', '\u{24f}', Script::Latin),
    ('\u{250}', '\u{2af}', Script::Latin),
    ('\u{370}', '\u{3ff}', Script::Greek),
    ('\u{400}', '\u{52f}', Script::Cyrillic),
    ('\u{531}', '\u{58f}', Script::Armenian),
    ('\u{591}', '\u{5f4}', Script::Hebrew),
    ('\u{600}', '\u{6ff}', Script::Arabic),
    ('\u{750}', '\u{77f}', Script::Arabic),
    ('\u{870}', '\u{8ff}', Script::Arabic),
    ('\u{10a0}', '\u{10ff}', Script::Georgian),
    ('\u{1100}', '\u{11ff}', Script::EastAsian),
    ('\u{1200}', '\u{139f}', Script::Ethiopic),
    ('\u{13a0}', '\u{13ff}', Script::Cherokee),
    ('\u{1c80}', '\u{1c8f}', Script::Cyrillic),
    ('\u{1c90}', '\u{1cbf}', Script::Georgian),
    ('\u{1d00}', '\u{1dbf}', Script::Latin),
    ('\u{1e00}', '\u{1eff}', Script::Latin),
    ('\u{1f00}', '\u{1fff}', Script::Greek),
    ('\u{2c80}', '\u{2cff}', Script::Coptic),
    ('\u{2d00}', '\u{2d2f}', Script::Georgian),
    ('\u{2d80}', '\u{2ddf}', Script::Ethiopic),
    ('\u{2de0}', '\u{2dff}', Script::Cyrillic),
    ('\u{2e80}', '\u{9fff}', Script::EastAsian),
    ('\u{a4d0}', '\u{a4ff}', Script::Lisu),
    ('\u{a640}', '\u{a69f}', Script::Cyrillic),
    ('\u{a720}', '\u{a7ff}', Script::Latin),
    ('\u{ab70}', '\u{abbf}', Script::Cherokee),
    ('\u{ac00}', '\u{d7ff}', Script::EastAsian),
    ('\u{f900}', '\u{faff}', Script::EastAsian),
    ('\u{fb50}', '\u{fdff}', Script::Arabic),
    ('\u{fe70}', '\u{fefc}', Script::Arabic),
    ('\u{20000}', '\u{3ffff}', Script::EastAsian),
];

/// Returns the script of a letter; nothing for what is no letter, or one of all scripts.
pub fn script(c: char) -> Option<Script> {
    if !c.is_alphabetic() || matches!(c, 'ª' | 'º' | 'µ' | '\u{2b0}'..='\u{2ff}') || is_combining_mark(c) {
        return None;
    }
    let known = RANGES.iter().find(|(from, to, _)| (*from..=*to).contains(&c)).map(|(.., script)| *script);
    Some(known.unwrap_or(Script::Other(c as u32 >> 7)))
}

/// Returns the small Latin letter that a letter of another script looks like, or one of Latin that hardly any language has.
pub fn latin_twin(c: char) -> Option<char> {
    let twin = match c {
        // Cyrillic.
        'а' | 'А' => 'a',
        'В' => 'b',
        'с' | 'С' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' => 'e',
        'һ' | 'Н' => 'h',
        'і' | 'І' => 'i',
        'ј' | 'Ј' => 'j',
        'К' => 'k',
        'ӏ' | 'Ӏ' => 'l',
        'М' => 'm',
        'о' | 'О' => 'o',
        'р' | 'Р' => 'p',
        'ԛ' => 'q',
        'ѕ' | 'Ѕ' => 's',
        'Т' => 't',
        'ԝ' | 'Ԝ' => 'w',
        'х' | 'Х' => 'x',
        'у' | 'У' | 'ү' | 'Ү' => 'y',
        // Greek. The small letters of formulas are told apart where they stand.
        'Α' | 'α' => 'a',
        'Β' => 'b',
        'ϲ' | 'Ϲ' => 'c',
        'Ε' => 'e',
        'Η' => 'h',
        'Ι' | 'ι' => 'i',
        'ϳ' => 'j',
        'Κ' => 'k',
        'Μ' => 'm',
        'Ν' => 'n',
        'ο' | 'Ο' => 'o',
        'Ρ' | 'ρ' => 'p',
        'Τ' => 't',
        'υ' => 'u',
        'ν' => 'v',
        'Χ' => 'x',
        'Υ' => 'y',
        'Ζ' => 'z',
        // Armenian.
        'օ' | 'Օ' => 'o',
        'ս' | 'Ս' => 'u',
        'հ' => 'h',
        'ո' => 'n',
        'ց' => 'g',
        'զ' => 'q',
        'ք' => 'p',
        'Լ' => 'l',
        // Cherokee, also in its small letters.
        'Ꭺ' | 'ꭺ' => 'a',
        'Ꮟ' | 'Ᏼ' | 'ᏼ' => 'b',
        'Ꮯ' | 'ꮯ' => 'c',
        'Ꭰ' | 'ꭰ' | 'Ꮷ' | 'ꮷ' => 'd',
        'Ꭼ' | 'ꭼ' => 'e',
        'Ꮐ' | 'ꮐ' | 'Ᏻ' | 'ᏻ' => 'g',
        'Ꮋ' | 'ꮋ' | 'Ꮒ' => 'h',
        'Ꭵ' | 'ꭵ' => 'i',
        'Ꭻ' | 'ꭻ' => 'j',
        'Ꮶ' | 'ꮶ' => 'k',
        'Ꮮ' | 'ꮮ' => 'l',
        'Ꮇ' | 'ꮇ' => 'm',
        'Ꮲ' | 'ꮲ' => 'p',
        'Ꭱ' | 'ꭱ' | 'Ꮢ' | 'ꮢ' => 'r',
        'Ꮥ' | 'ꮥ' | 'Ꮪ' | 'ꮪ' => 's',
        'Ꭲ' | 'ꭲ' => 't',
        'Ꮩ' | 'ꮩ' => 'v',
        'Ꮃ' | 'ꮃ' | 'Ꮤ' | 'ꮤ' => 'w',
        'Ꭹ' | 'ꭹ' | 'Ꮍ' | 'ꮍ' => 'y',
        'Ꮓ' | 'ꮓ' => 'z',
        // Coptic.
        'Ⲃ' => 'b',
        'Ⲥ' | 'ⲥ' => 'c',
        'Ⲉ' => 'e',
        'Ⲏ' => 'h',
        'Ⲓ' | 'ⲓ' => 'i',
        'Ⲕ' => 'k',
        'Ⲙ' => 'm',
        'Ⲛ' => 'n',
        'Ⲟ' | 'ⲟ' => 'o',
        'Ⲣ' | 'ⲣ' => 'p',
        'Ⲧ' => 't',
        'Ⲭ' | 'ⲭ' => 'x',
        // Lisu.
        'ꓮ' => 'a',
        'ꓐ' => 'b',
        'ꓚ' => 'c',
        'ꓒ' | 'ꓓ' => 'd',
        'ꓰ' => 'e',
        'ꓝ' => 'f',
        'ꓖ' => 'g',
        'ꓧ' => 'h',
        'ꓲ' => 'i',
        'ꓙ' => 'j',
        'ꓗ' => 'k',
        'ꓡ' => 'l',
        'ꓟ' => 'm',
        'ꓠ' => 'n',
        'ꓳ' => 'o',
        'ꓑ' => 'p',
        'ꓣ' => 'r',
        'ꓢ' => 's',
        'ꓔ' => 't',
        'ꓴ' => 'u',
        'ꓦ' => 'v',
        'ꓪ' => 'w',
        'ꓫ' => 'x',
        'ꓬ' => 'y',
        'ꓜ' => 'z',
        // Latin letters of phonetics.
        'ɑ' => 'a',
        'ɡ' => 'g',
        'ɩ' => 'i',
        _ => return None,
    };
    Some(twin)
}

/// Tells whether a Latin letter looks like one of Cyrillic.
pub fn has_cyrillic_twin(c: char) -> bool {
    "aceopxyijsABCEHIJKMOPSTXY".contains(c)
}

/// Tells whether a Greek letter looks like a Latin one so much that it is no sign of a formula.
pub fn is_greek_twin(c: char) -> bool {
    script(c) == Some(Script::Greek) && latin_twin(c).is_some() && (c.is_uppercase() || matches!(c, 'ο' | 'ϲ' | 'ϳ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_script() {
        for (c, expected) in [
            ('a', Some(Script::Latin)),
            ('ß', Some(Script::Latin)),
            ('ệ', Some(Script::Latin)),
            ('ж', Some(Script::Cyrillic)),
            ('ω', Some(Script::Greek)),
            ('ա', Some(Script::Armenian)),
            ('א', Some(Script::Hebrew)),
            ('ع', Some(Script::Arabic)),
            ('日', Some(Script::EastAsian)),
            ('한', Some(Script::EastAsian)),
            ('ア', Some(Script::EastAsian)),
            ('ኢ', Some(Script::Ethiopic)),
            ('1', None),
            ('-', None),
            ('µ', None),
            ('\u{301}', None),
        ] {
            assert_eq!(script(c), expected, "{c}");
        }
        assert_eq!(script('क'), script('ह'));
        assert_ne!(script('क'), script('ক'));
        let mut sorted = RANGES.to_vec();
        sorted.sort();
        assert_eq!(sorted, RANGES);
    }
}
