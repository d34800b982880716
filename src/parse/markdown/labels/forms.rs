//! Labels as they are written: the start of a line in, what it may count out.
//!
//! `(i)` is the ninth letter or the first Roman numeral, and only what stands before and after it tells; so a label has
//! *readings*, and one label follows another if they do so in any one of them.

use super::series::{FIRST_ALPHABET, alphabet_of, counts_of, figures_of};

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
    if !may_begin(line.as_bytes()) {
        return None;
    }
    let first = line.chars().next()?;
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
    let glued = line[..len].ends_with(['）', '、']) || ('①'..='⑳').contains(&first);
    let words = rest.trim_start();
    let is_label = !words.is_empty() && (glued || words.len() < rest.len()) && !readings.is_empty();
    is_label.then_some(Written { len, readings })
}

/// Tells by the first bytes of a line whether it may begin with a label: nearly all begin with a word of more letters
/// than any label has.
fn may_begin(line: &[u8]) -> bool {
    let Some(first) = line.first() else { return false };
    if !first.is_ascii_alphabetic() {
        return *first == b'(' || first.is_ascii_digit() || !first.is_ascii();
    }
    let word = line.iter().take(9).take_while(|byte| !byte.is_ascii_whitespace());
    word.into_iter().any(|byte| matches!(byte, b'.' | b')' | b'-'))
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
