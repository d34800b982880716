//! Labels as they are written: the start of a line in, what it may count out.
//!
//! `(i)` is the ninth letter or the first Roman numeral, and only what stands before and after it tells; so a label has
//! *readings*, and one label follows another if they do so in any one of them.

/// What a label has around or behind its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `(a)`, `（一）`.
    Enclosed,
    /// `①`.
    Circled,
    /// `a)`.
    Closed,
    /// `A.`
    Dotted,
    /// `1-`
    Dashed,
    /// `一、`
    Listed,
    /// `1.1`
    Stepped,
    /// `§ 4`
    Section,
}

/// The most steps of a label such as `1.2.3.4`.
const STEPS: usize = 4;

/// One thing that a label may count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    form: Form,
    /// The figures or the alphabet it counts by.
    series: usize,
    /// How many of the counts are used.
    steps: usize,
    counts: [u32; STEPS],
}

impl Reading {
    /// Tells whether a label read so is the next after one read otherwise.
    pub(super) fn follows(&self, before: &Reading) -> bool {
        if (self.form, self.series, self.steps) != (before.form, before.series, before.steps) {
            return false;
        }
        let (now, then) = (&self.counts[..self.steps], &before.counts[..self.steps]);
        if self.form == Form::Section {
            // § 4 is followed by § 4a or by § 5.
            return now[0] == then[0] && now[1] == then[1] + 1 || now[0] == then[0] + 1 && now[1] <= 1;
        }
        let Some(at) = now.iter().zip(then).position(|(now, then)| now != then) else { return false };
        now[at] == then[at] + 1 && now[at + 1..].iter().all(|count| *count == 1)
    }

    /// Tells whether two labels are of one form and counted alike.
    pub(super) fn is_like(&self, other: &Reading) -> bool {
        (self.form, self.series, self.steps) == (other.form, other.series, other.steps)
    }

    /// Tells whether the label is the first of its list.
    pub(super) fn is_first(&self) -> bool {
        self.counts[..self.steps].last() == Some(&1)
    }

    /// Tells whether the label could be the initial of a name.
    pub(super) fn is_initial(&self) -> bool {
        self.form == Form::Dotted && self.series >= FIRST_ALPHABET
    }
}

/// A label at the start of a line.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Its length in bytes.
    pub(super) len: usize,
    /// What it may count; not empty.
    pub(super) readings: Vec<Reading>,
}

impl Written {
    /// Tells whether nothing else looks like it at the start of a line.
    pub(super) fn is_plain(&self) -> bool {
        self.readings.iter().all(|reading| matches!(reading.form, Form::Enclosed | Form::Circled))
    }
}

/// Reads the label with which a line begins; a blank and words come after one.
pub(super) fn read(line: &str) -> Option<Written> {
    let first = line.chars().next()?;
    // Nearly all lines begin with a word of more letters than any label.
    if first.is_ascii_alphabetic() && !line.as_bytes()[..line.len().min(9)].iter().any(|byte| b".)-".contains(byte)) {
        return None;
    }
    let (len, readings) = match first {
        '(' => read_enclosed(line, first, ')')?,
        '（' => read_enclosed(line, first, '）')?,
        '§' => read_section(line)?,
        '①'..='⑳' => (first.len_utf8(), one(Form::Circled, 0, first as u32 - '①' as u32 + 1)),
        _ if first.is_alphanumeric() => read_open(line)?,
        _ => return None,
    };
    let rest = &line[len..];
    let rest = rest.split('\n').next().unwrap_or(rest);
    let glued = line[..len].ends_with(['）', '、']) || first >= '①' && first <= '⑳';
    let words = rest.trim_start();
    let is_label = !words.is_empty() && (glued || words.len() < rest.len()) && !readings.is_empty();
    is_label.then_some(Written { len, readings })
}

/// Reads the label with which a paragraph or an item begins that has no neighbours to compare it with.
pub(in crate::parse) fn read_alone(line: &str) -> Option<&str> {
    let written = read(line)?;
    let words = line[written.len..].trim_start();
    let reading = written.readings.first()?;
    let is_sure = match reading.form {
        // `1.5 million people`
        Form::Stepped => !words.starts_with(|c: char| c.is_lowercase() || c.is_numeric() || c == '%'),
        // `J. Smith`
        Form::Dotted => reading.series < FIRST_ALPHABET,
        _ => true,
    };
    is_sure.then_some(&line[..written.len])
}

/// Reads `(a)`, `(iv)`, `(1)`, `(1.1)`.
fn read_enclosed(line: &str, open: char, close: char) -> Option<(usize, Vec<Reading>)> {
    let inner = &line[open.len_utf8()..];
    let end = inner.char_indices().take(9).find(|(_, c)| *c == close)?.0;
    let len = open.len_utf8() + end + close.len_utf8();
    let word = &inner[..end];
    let readings = match word.contains('.') {
        true => steps_of(word, Form::Enclosed),
        false => counts_of(word).map(|(series, count)| reading(Form::Enclosed, series, &[count])).collect(),
    };
    Some((len, readings))
}

/// Reads `§ 4`, `§ 4a`.
fn read_section(line: &str) -> Option<(usize, Vec<Reading>)> {
    let rest = line['§'.len_utf8()..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let blank = line.len() - rest.len();
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&figures) {
        return None;
    }
    let number = rest[..figures].parse().ok()?;
    let letter = rest[figures..].bytes().next().filter(u8::is_ascii_lowercase);
    let mut len = blank + figures + usize::from(letter.is_some());
    len += usize::from(line[len..].starts_with('.'));
    let letter = letter.map_or(0, |letter| u32::from(letter - b'a') + 1);
    Some((len, vec![reading(Form::Section, 0, &[number, letter])]))
}

/// Reads `a)`, `A.`, `1-`, `一、`, `1.1`.
fn read_open(line: &str) -> Option<(usize, Vec<Reading>)> {
    let is_part = |c: char| c.is_alphanumeric() || c == 'ـ';
    let end = line.char_indices().take(9).find(|(_, c)| !is_part(*c))?.0;
    let (word, rest) = line.split_at(end);
    let mark = rest.chars().next()?;
    let after = &rest[mark.len_utf8()..];
    if mark == '.' && after.starts_with(|c: char| c.is_numeric()) {
        let steps = after.find(|c: char| !c.is_numeric() && c != '.').unwrap_or(after.len());
        let whole = &line[..end + 1 + steps];
        let close = usize::from(!whole.ends_with('.') && line[whole.len()..].starts_with(')'));
        return Some((whole.len() + close, steps_of(whole.trim_end_matches('.'), Form::Stepped)));
    }
    let form = match mark {
        ')' | '）' => Form::Closed,
        '.' | '．' => Form::Dotted,
        '-' | '–' => Form::Dashed,
        '、' => Form::Listed,
        _ => return None,
    };
    let readings = counts_of(word).map(|(series, count)| reading(form, series, &[count])).collect();
    Some((end + mark.len_utf8(), readings))
}

/// Returns the reading of counts with dots between: the first may be a letter.
fn steps_of(word: &str, form: Form) -> Vec<Reading> {
    let mut counts = [0; STEPS];
    let mut steps = 0;
    let mut series = 0;
    for part in word.split('.') {
        let found = figures_of(part).or_else(|| alphabet_of(part).next().filter(|_| steps == 0));
        let (Some((of, count)), true) = (found, steps < STEPS) else { return Vec::new() };
        if steps == 0 {
            series = of;
        }
        counts[steps] = count;
        steps += 1;
    }
    vec![Reading { form, series, steps, counts }]
}

/// Returns a reading.
fn reading(form: Form, series: usize, of: &[u32]) -> Reading {
    let mut counts = [0; STEPS];
    counts[..of.len()].copy_from_slice(of);
    Reading { form, series, steps: of.len(), counts }
}

/// Returns one reading alone.
fn one(form: Form, series: usize, count: u32) -> Vec<Reading> {
    vec![reading(form, series, &[count])]
}

/// The noughts of the figures of the world's scripts that such texts are written in.
const NOUGHTS: [char; 14] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '๐', '០', '၀', '༠', '０'];
/// The series of Roman numerals, small and capital.
const ROMAN: usize = NOUGHTS.len();
/// The series of Chinese numerals.
const CHINESE: usize = ROMAN + 2;
/// The series of the first alphabet.
const FIRST_ALPHABET: usize = CHINESE + 1;

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
fn counts_of(word: &str) -> impl Iterator<Item = (usize, u32)> {
    let roman = roman_of(word).into_iter();
    figures_of(word).into_iter().chain(roman).chain(chinese_of(word)).chain(alphabet_of(word))
}

/// Returns the count of figures; years and other large numbers are none.
fn figures_of(word: &str) -> Option<(usize, u32)> {
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
fn alphabet_of(word: &str) -> impl Iterator<Item = (usize, u32)> {
    let plain = word.trim_end_matches('ـ').replace(['أ', 'إ', 'آ'], "ا");
    let first = plain.chars().next().unwrap_or_default();
    let times = plain.chars().count() as u32;
    let repeated = times <= 3 && first.is_ascii_alphabetic() && plain.chars().all(|c| c == first);
    ALPHABETS.iter().enumerate().filter_map(move |(series, alphabet)| {
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

#[cfg(test)]
mod tests {
    use super::{read, read_alone};

    /// Fails unless the second label follows the first, or does not.
    #[track_caller]
    fn check(first: &str, second: &str, expected: bool) {
        let readings = |label: &str| read(&format!("{label} x")).map_or(Vec::new(), |written| written.readings);
        let (first_readings, second_readings) = (readings(first), readings(second));
        let follows = second_readings.iter().any(|now| first_readings.iter().any(|then| now.follows(then)));
        assert_eq!(follows, expected, "{first} {second}");
    }

    #[test]
    fn labels_follow_each_other_in_one_form() {
        let sequences = [
            "(a) (b) (c)",
            "(i) (ii) (iii) (iv) (v)",
            "(h) (i) (j)",
            "(u) (v) (w) (x)",
            "(viii) (ix) (x) (xi)",
            "(y) (z) (aa) (bb)",
            "(1) (2) (3)",
            "(9) (10)",
            "a) b)",
            "i) ii)",
            "A. B.",
            "I. II. III. IV.",
            "1.1 1.2 1.3",
            "1.9 1.10",
            "1.2 2.1",
            "1.1.9 1.1.10 1.2.1",
            "A.1 A.2",
            "§4 §4a §4b §5",
            "§4. §5.",
            "٣. ٤.",
            "(١) (٢)",
            "١- ٢-",
            "(أ) (ب) (ج) (د) (هـ) (و)",
            "(أ) (ب) (ت)",
            "الف) ب) ج)",
            "а) б) в) г) д) е) ж) з) и) к)",
            "и) й) к)",
            "α) β) γ) δ) ε) στ) ζ)",
            "（一） （二）",
            "（九） （十） （十一）",
            "一、 二、",
            "十九、 二十、 二十一、",
            "① ② ③",
            "(n) (ñ) (o)",
            "(n) (o)",
            "א) ב)",
            "(ก) (ข)",
            "(क) (ख)",
            "1- 2-",
            "(1.1) (1.2)",
            "09. 10.",
        ];
        for sequence in sequences {
            let labels: Vec<&str> = sequence.split(' ').collect();
            for pair in labels.windows(2) {
                check(pair[0], pair[1], true);
            }
        }
        check("§ 4", "§\u{a0}5", true);
    }

    #[test]
    fn labels_of_two_forms_do_not() {
        for (first, second) in [
            ("(a)", "(c)"),
            ("(a)", "(a)"),
            ("(b)", "(a)"),
            ("(a)", "b)"),
            ("(a)", "(B)"),
            ("(1)", "(٢)"),
            ("(iv)", "(vi)"),
            ("1.1", "1.3"),
            ("1.1", "1.1.1"),
            ("1.1", "3.1"),
            ("§ 4", "§ 6"),
            ("(iiii)", "(v)"),
            ("(ic)", "(c)"),
            ("A.", "C."),
            ("2024.", "2025."),
            ("(2024)", "(2025)"),
            ("1.1", "1.2.2"),
        ] {
            check(first, second, false);
        }
    }

    #[test]
    fn what_is_no_label_is_not_read() {
        for line in [
            "",
            "(",
            "()",
            "(a",
            "(a)",
            "(a) ",
            "(a)b",
            "(abc) x",
            "a",
            "and so",
            "No. 5",
            "Art. 3",
            "e.g. this",
            "Dr. Who",
            "§",
            "§ x",
            "§§ 4 ff.",
            "3 x",
            "2024. The",
            "1.1.1.1.1 x",
            "x.y z",
            "i.e. it",
            "1.",
            "(1 x",
            "- a",
            "U.S. law",
            "(see) x",
        ] {
            assert!(read(line).is_none(), "{line}");
        }
    }

    #[test]
    fn label_without_neighbours_is_read_where_it_is_sure() {
        for (line, expected) in [
            ("(a) Ratify", Some("(a)")),
            ("a) Ratify", Some("a)")),
            ("1.1 Ratify", Some("1.1")),
            ("1.5 million", None),
            ("§ 4 Ratify", Some("§ 4")),
            ("J. Smith", None),
            ("3. Ratify", Some("3.")),
            ("IV. Ratify", Some("IV.")),
            ("2024. Then", None),
            ("١. نص", Some("١.")),
            ("Ratify", None),
            ("I. Ratify", Some("I.")),
        ] {
            assert_eq!(read_alone(line), expected, "{line}");
        }
    }
}
