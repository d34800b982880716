//! Sorting of names as readers of a language look for them.
//!
//! Takes a language and a name; gives a key that is compared instead of it. It follows the Unicode Collation Algorithm
//! (UTS 10) as far as names need it: base letters first, then accents, then capitals, so that `Écrire` stands between
//! `Ebola` and `Edit`. Letters of their own stand where the alphabet of the language has them (`å` after `z` in Swedish,
//! `ñ` after `n` in Spanish, `ch` after `h` in Czech), as the tailorings of CLDR say. Arabic and Cyrillic letters stand in
//! the order of their alphabets, and all others, Chinese among them, in the order of Unicode.

use unicode_normalization::UnicodeNormalization;

/// What is compared: letters, accents, capitals, and at last the name as it is.
pub(super) type SortKey = (Vec<u32>, Vec<u32>, Vec<bool>, String);

/// Cyrillic letters in an order that all alphabets of the script share; `ё` is an `е` with an accent.
const CYRILLIC: &str = "абвгґдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюя";
/// Arabic letters in an order that Arabic, Persian and Urdu share; what stands for the same letter comes by itself.
const ARABIC: &str = "ءابپةتٹثجچحخدڈذرڑزژسشصضطظعغفقكگلمنںهوۃيے";
/// Letters that are another with a stroke, or two in one, and what they stand by.
const PLAIN: [(char, &str); 20] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ĳ', "ij"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ς', "σ"),
    ('ک', "ك"),
    ('ی', "ي"),
    ('ى', "ي"),
    ('ہ', "ه"),
    ('ך', "כ"),
    ('ם', "מ"),
    ('ן', "נ"),
    ('ף', "פ"),
    ('ץ', "צ"),
];

/// The letters of a language's own: after which letter they stand, in order. Those between slashes are one letter, told
/// apart by the accent.
fn own_letters(lang: &str) -> &'static [(char, &'static str)] {
    match lang.split('-').next().unwrap_or(lang) {
        "cs" => &[('c', "č"), ('h', "ch"), ('r', "ř"), ('s', "š"), ('z', "ž")],
        "sk" => &[('a', "ä"), ('c', "č"), ('h', "ch"), ('o', "ô"), ('s', "š"), ('z', "ž")],
        "bs" | "hr" | "sr" => &[('c', "č ć"), ('d', "dž đ"), ('l', "lj"), ('n', "nj"), ('s', "š"), ('z', "ž")],
        "sl" => &[('c', "č ć"), ('d', "đ"), ('s', "š"), ('z', "ž")],
        "pl" => &[('a', "ą"), ('c', "ć"), ('e', "ę"), ('l', "ł"), ('n', "ń"), ('o', "ó"), ('s', "ś"), ('z', "ź ż")],
        "hu" => &[
            ('c', "cs"),
            ('d', "dz dzs"),
            ('g', "gy"),
            ('l', "ly"),
            ('n', "ny"),
            ('o', "ö/ő"),
            ('s', "sz"),
            ('t', "ty"),
            ('u', "ü/ű"),
            ('z', "zs"),
        ],
        "ro" => &[('a', "ă â"), ('i', "î"), ('s', "ș/ş"), ('t', "ț/ţ")],
        "lt" => &[('c', "č"), ('s', "š"), ('z', "ž")],
        "lv" => &[('c', "č"), ('g', "ģ"), ('k', "ķ"), ('l', "ļ"), ('n', "ņ"), ('r', "ŗ"), ('s', "š"), ('z', "ž")],
        "et" => &[('s', "š z ž"), ('w', "õ ä ö ü")],
        "fi" | "sv" => &[('z', "å ä/æ ö/ø")],
        "da" | "nb" | "nn" | "no" => &[('z', "æ/ä ø/ö å")],
        "is" => {
            &[('a', "á"), ('d', "ð"), ('e', "é"), ('i', "í"), ('o', "ó"), ('u', "ú"), ('y', "ý"), ('z', "þ æ/ä ö/ø å")]
        }
        "es" | "gl" | "eu" | "fil" => &[('n', "ñ")],
        "tr" => &[('c', "ç"), ('g', "ğ"), ('h', "ı"), ('o', "ö"), ('s', "ş"), ('u', "ü")],
        "sq" => &[
            ('c', "ç"),
            ('d', "dh"),
            ('e', "ë"),
            ('g', "gj"),
            ('l', "ll"),
            ('n', "nj"),
            ('r', "rr"),
            ('s', "sh"),
            ('t', "th"),
            ('x', "xh"),
            ('z', "zh"),
        ],
        "cy" => {
            &[('c', "ch"), ('d', "dd"), ('f', "ff"), ('g', "ng"), ('l', "ll"), ('p', "ph"), ('r', "rh"), ('t', "th")]
        }
        _ => &[],
    }
}

/// Returns the key by which a name is sorted in a language.
pub(super) fn sort_key(lang: &str, name: &str) -> SortKey {
    let own = own_letters(lang);
    let is_turkish = matches!(lang.split('-').next(), Some("tr" | "az"));
    let composed: Vec<char> = name.nfc().collect();
    let lower: Vec<char> = composed.iter().map(|c| lower(*c, is_turkish)).collect();
    let mut key: SortKey = (Vec::new(), Vec::new(), Vec::new(), name.to_owned());
    let mut at = 0;
    while at < lower.len() {
        let is_capital = lower[at] != composed[at];
        if let Some((length, weight, accent)) = find_own(own, &lower[at..]) {
            key.0.push(weight);
            key.1.extend([1, accent]);
            key.2.push(is_capital);
            at += length;
            continue;
        }
        add_letter(lower[at], is_capital, &mut key);
        at += 1;
    }
    key
}

/// Returns the small letter of one; no small letter has more than one here, so that places stay.
fn lower(c: char, is_turkish: bool) -> char {
    match c {
        'I' if is_turkish => 'ı',
        'İ' => 'i',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Finds the longest letter of the language's own at the beginning; returns its length, its weight and its accent.
fn find_own(own: &[(char, &str)], text: &[char]) -> Option<(usize, u32, u32)> {
    let mut best = None;
    for (after, letters) in own {
        for (rank, same) in (1..).zip(letters.split(' ')) {
            for (accent, letter) in (1..).zip(same.split('/')) {
                let length = letter.chars().count();
                let is_longer = best.is_none_or(|(longest, _, _)| length > longest);
                if is_longer && text.len() >= length && letter.chars().eq(text[..length].iter().copied()) {
                    best = Some((length, weight(*after) + rank, accent));
                }
            }
        }
    }
    best
}

/// Adds a small letter, taken to pieces, to a key.
fn add_letter(letter: char, is_capital: bool, key: &mut SortKey) {
    if let Some(at) = CYRILLIC.chars().chain(ARABIC.chars()).find(|known| *known == letter) {
        key.0.push(weight(at));
        key.1.push(1);
        key.2.push(is_capital);
        return;
    }
    for piece in std::iter::once(letter).nfd() {
        if unicode_normalization::char::is_combining_mark(piece) {
            key.1.push(u32::from(piece));
            continue;
        }
        let plain = PLAIN.iter().find(|(from, _)| *from == piece).map(|(_, plain)| *plain);
        for base in plain.map_or_else(|| piece.to_string(), str::to_owned).chars() {
            key.0.push(weight(base));
            key.1.push(1);
            key.2.push(is_capital);
        }
        if plain.is_some() {
            key.1.push(u32::from(piece));
        }
    }
}

/// Returns the weight of a base letter: punctuation, figures, letters; between two there is room for letters of a
/// language's own.
fn weight(letter: char) -> u32 {
    const ROOM: u32 = 16;
    let place = |order: &str, first: char| {
        order.chars().position(|known| known == letter).map(|at| u32::from(first) + u32::try_from(at).unwrap_or(0))
    };
    let at = place(CYRILLIC, 'а').or_else(|| place(ARABIC, 'ء')).unwrap_or(u32::from(letter));
    let class = match () {
        () if letter.is_numeric() => 1,
        () if letter.is_alphabetic() => 2,
        () => 0,
    };
    (class << 26) + at * ROOM
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails unless the names, given in their order, are sorted so from any order.
    fn check(lang: &str, names: &str) {
        let expected: Vec<&str> = names.split(", ").collect();
        let mut sorted = expected.clone();
        sorted.reverse();
        sorted.sort_by_cached_key(|name| sort_key(lang, name));
        assert_eq!(sorted, expected, "{lang}");
    }

    #[test]
    fn names_are_sorted_as_readers_of_the_language_look_for_them() {
        check("en", "1 Act, 2 Acts, abolish, Abolish, Äbolish, Acts, zeta");
        check("fr", "Ebola, écrire, Écrire, Édit, Oeuvre, Œuvre, Offre, Zeta");
        check("fr", "cote, coté, côte, côté");
        check("de", "Ander, Änder, Andert, Strasse, Straße, Strassen, Zahl");
        check("sv", "Adam, Zeta, Åland, Ärende, Öland");
        check("da", "Adam, Zeta, Ærlig, Øl, Ål");
        check("es", "Nube, nunca, ñandú, Oca");
        check("pl", "Los, Lód, Łódź, Mapa, Zeta, Źle, Żaba");
        check("cs", "Cena, Čas, Had, Chata, Iva, Rok, Řád");
        check("hu", "Cukor, Csak, Ó, Olasz, Óz, Ödön, Őr, Pál");
        check("tr", "Cam, Çam, Hava, Ilık, İlk, Jale");
        check("hr", "Cesta, Čas, Ćup, Dan, Džep, Đak, Lav, Ljeto, Mir");
        check("cy", "Cam, Cwm, Chwarae, Dal, Ddoe, Eira");
        check("ru", "ёлка, ель, ещё, жук, итог, йод, Казань");
        check("uk", "вага, гора, ґанок, дах, етап, єдність, зима, ива, ім'я, їжа, йод, ясний");
        check("ar", "أمن, بحث, تعليم, حق, عدالة, يوم");
        check("fa", "آب, باران, پدر, تهران, چاه, حق, ژاله, کتاب, گل, یاد");
        check("he", "אדם, ים, כלב, מים");
    }

    #[test]
    fn forms_of_one_letter_are_one() {
        // Composed and not.
        let (one, other) = (sort_key("sv", "\u{e5}r"), sort_key("sv", "a\u{30a}r"));
        assert_eq!((one.0, one.1), (other.0, other.1));
        assert_eq!(sort_key("fr", ""), (vec![], vec![], vec![], String::new()));
    }
}
