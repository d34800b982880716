//! What labels count by: figures, alphabets, Roman and Chinese numerals.
//!
//! Takes the word between the marks of a label; gives each series in which it has a place, and its place from 1.

/// The noughts of the figures of the world's scripts that such texts are written in.
const NOUGHTS: [char; 14] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '๐', '០', '၀', '༠', '０'];
/// The series of Roman numerals, small and capital.
const ROMAN: usize = NOUGHTS.len();
/// The series of Chinese numerals.
const CHINESE: usize = ROMAN + 2;
/// The series of the first alphabet.
pub(super) const FIRST_ALPHABET: usize = CHINESE + 1;

/// The alphabets by which lists are lettered, in all orders that are in use.
const ALPHABETS: [&str; 26] = [
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z",
    "A B C D E F G H I J K L M N Ñ O P Q R S T U V W X Y Z",
    "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
    "α β γ δ ε στ ζ η θ ι ια ιβ ιγ ιδ ιε ιστ ιζ ιη ιθ κ",
    "Α Β Γ Δ Ε Ζ Η Θ Ι Κ Λ Μ Ν Ξ Ο Π Ρ Σ Τ Υ Φ Χ Ψ Ω",
    "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я",
    "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ э ю я",
    "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ э ю я",
    "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ю я",
    "А Б В Г Д Е Ж З И К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я",
    "А Б В Г Д Е Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Э Ю Я",
    "ا ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
    "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي",
    "الف ب ج د ه و ز ح ط ی",
    "الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش",
    "א ב ג ד ה ו ז ח ט י יא יב יג יד טו טז יז יח יט כ",
    "क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त",
    "ก ข ค ง จ ฉ ช ซ ฌ ญ",
    "가 나 다 라 마 바 사 아 자 차 카 타 파 하",
    "ア イ ウ エ オ カ キ ク ケ コ",
    "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ",
    "ա բ գ դ ե զ է ը թ ժ ի լ",
    "ሀ ለ ሐ መ ሠ ረ ሰ ሸ ቀ በ ተ",
    "क ख ग घ च छ ज झ ट ठ ड ढ त थ द ध न",
];

/// Returns all that a word may count, each with its series.
pub(super) fn counts_of(word: &str) -> impl Iterator<Item = (usize, u32)> {
    let roman = roman_of(word).into_iter();
    figures_of(word).into_iter().chain(roman).chain(chinese_of(word)).chain(alphabet_of(word))
}

/// Returns the count of figures; years and other large numbers are none.
pub(super) fn figures_of(word: &str) -> Option<(usize, u32)> {
    let first = word.chars().next()? as u32;
    let series = NOUGHTS.iter().position(|nought| (*nought as u32..*nought as u32 + 10).contains(&first))?;
    let nought = NOUGHTS[series] as u32;
    let mut count = 0;
    for (at, c) in word.chars().enumerate() {
        let figure = (c as u32).checked_sub(nought).filter(|figure| *figure < 10 && at < 3)?;
        count = count * 10 + figure;
    }
    Some((series, count))
}

/// Returns the counts of a letter, or of one that stands twice after the alphabet is used up: `(z)`, `(aa)`.
pub(super) fn alphabet_of(word: &str) -> impl Iterator<Item = (usize, u32)> {
    let plain = word.trim_end_matches('ـ').replace(['أ', 'إ', 'آ'], "ا");
    let first = plain.chars().next().unwrap_or_default();
    let times = plain.chars().count() as u32;
    let repeated = times <= 3 && first.is_ascii_alphabetic() && plain.chars().all(|c| c == first);
    // Most labels are figures.
    let alphabets = if first.is_numeric() { &[][..] } else { &ALPHABETS[..] };
    alphabets.iter().enumerate().filter_map(move |(series, alphabet)| {
        let sought = if repeated { &plain[..1] } else { &plain };
        let at = alphabet.split(' ').position(|letter| letter == sought)? as u32 + 1;
        let rounds = if repeated { (times - 1) * 26 } else { 0 };
        Some((FIRST_ALPHABET + series, rounds + at))
    })
}

/// Returns the count of a Roman numeral below 90, as it is written by rule.
fn roman_of(word: &str) -> Option<(usize, u32)> {
    const TENS: [&str; 9] = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    let is_capital = word.bytes().all(|byte| byte.is_ascii_uppercase());
    if word.is_empty() || !is_capital && !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let small = word.to_ascii_lowercase();
    let tens = TENS.iter().rposition(|tens| small.strip_prefix(tens).is_some_and(|ones| ONES.contains(&ones)))?;
    let ones = ONES.iter().position(|ones| *ones == &small[TENS[tens].len()..])?;
    Some((ROMAN + usize::from(is_capital), (tens * 10 + ones) as u32))
}

/// Returns the count of a Chinese numeral below 100.
fn chinese_of(word: &str) -> Option<(usize, u32)> {
    let figure = |c: char| "一二三四五六七八九".chars().position(|figure| figure == c).map(|at| at as u32 + 1);
    let all = |word: &str| -> Option<u32> {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Some(0),
            (Some(c), None) => figure(c),
            _ => None,
        }
    };
    let count = match word.split_once('十') {
        Some((tens, ones)) => all(tens)?.max(1) * 10 + all(ones)?,
        None => all(word).filter(|count| *count > 0)?,
    };
    Some((CHINESE, count))
}
