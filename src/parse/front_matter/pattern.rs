//! Patterns of text fields: signs, classes of signs, and how often each stands.
//!
//! There are no groups and no alternatives, so that a text is matched in one pass for each part of the pattern: the work is bounded by
//! the length of the pattern times that of the text.

/// The longest pattern, in characters, and the most parts that it may come to.
const LIMIT: usize = 200;

/// A pattern that a whole text has to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As it is written.
    pub written: String,
    parts: Vec<(Class, Count)>,
}

/// How often a sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    One,
    Optional,
    Any,
}

/// Which signs are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Class {
    ranges: Vec<(char, char)>,
    is_negated: bool,
}

impl Class {
    /// Returns the class of one sign.
    fn of(c: char) -> Class {
        Class { ranges: vec![(c, c)], is_negated: false }
    }

    /// Returns the class as JSON Schema has it.
    fn of_schemas(&self) -> String {
        let sign = |c: char| match c {
            '\\' | ']' | '[' | '^' | '-' => format!("\\{c}"),
            _ => c.to_string(),
        };
        let range = |(first, last): &(char, char)| match first == last {
            true => sign(*first),
            false => format!("{}-{}", sign(*first), sign(*last)),
        };
        match (&self.ranges[..], self.is_negated) {
            ([], _) => "[\\s\\S]".to_owned(),
            ([(c, last)], false) if c == last && c.is_alphanumeric() => c.to_string(),
            (ranges, is_negated) => {
                let ranges: String = ranges.iter().map(range).collect();
                format!("[{}{ranges}]", if is_negated { "^" } else { "" })
            }
        }
    }

    /// Tells whether a sign is meant.
    fn has(&self, c: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&c)) != self.is_negated
    }
}

impl Pattern {
    /// Reads a pattern, or says what is wrong with it.
    pub fn parse(written: &str) -> Result<Pattern, String> {
        let mut parts: Vec<(Class, Count)> = Vec::new();
        let chars: Vec<char> = written.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let (class, next) = read_class(&chars, at)?;
            let (least, most, next) = read_count(&chars, next)?;
            at = next;
            let optional = most.map_or(0, |most| most - least);
            if parts.len() + least + optional + 1 > LIMIT {
                return Err(format!("it comes to more than {LIMIT} signs"));
            }
            parts.extend((0..least).map(|_| (class.clone(), Count::One)));
            match most {
                Some(_) => parts.extend((0..optional).map(|_| (class.clone(), Count::Optional))),
                None => parts.push((class, Count::Any)),
            }
        }
        Ok(Pattern { written: written.to_owned(), parts })
    }

    /// Returns the pattern as JSON Schema has it (ECMA-262), without what anchors it.
    pub fn of_schemas(&self) -> String {
        let count = |count: &Count| match count {
            Count::One => "",
            Count::Optional => "?",
            Count::Any => "*",
        };
        self.parts.iter().map(|(class, often)| class.of_schemas() + count(often)).collect()
    }

    /// Tells whether the pattern matches the whole of a text.
    pub fn matches(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        // Before which signs the parts so far may end.
        let mut ends = vec![false; chars.len() + 1];
        ends[0] = true;
        for (class, count) in &self.parts {
            let mut next = if *count == Count::One { vec![false; ends.len()] } else { ends.clone() };
            for (at, c) in chars.iter().enumerate() {
                let is_begun = if *count == Count::Any { next[at] } else { ends[at] };
                next[at + 1] |= is_begun && class.has(*c);
            }
            ends = next;
        }
        ends[chars.len()]
    }
}

/// Reads a sign or a class, and returns where the next part begins.
fn read_class(chars: &[char], at: usize) -> Result<(Class, usize), String> {
    match chars[at] {
        '[' => read_set(chars, at + 1),
        '.' => Ok((Class { ranges: Vec::new(), is_negated: true }, at + 1)),
        '\\' => match chars.get(at + 1) {
            Some('d') => Ok((Class { ranges: vec![('0', '9')], is_negated: false }, at + 2)),
            Some(c) if !c.is_alphanumeric() => Ok((Class::of(*c), at + 2)),
            _ => Err("behind `\\` stands a sign, or `d` for a figure".to_owned()),
        },
        c @ ('(' | ')' | '|' | '^' | '$') => {
            Err(format!("`{c}` has no meaning here; as a sign of the text it is `\\{c}`"))
        }
        c @ ('*' | '+' | '?' | '{') => Err(format!("nothing stands before `{c}`")),
        c => Ok((Class::of(c), at + 1)),
    }
}

/// Reads a class behind its bracket.
fn read_set(chars: &[char], mut at: usize) -> Result<(Class, usize), String> {
    let is_negated = chars.get(at) == Some(&'^');
    at += usize::from(is_negated);
    let mut ranges = Vec::new();
    let sign = |at: usize| match chars.get(at) {
        Some('\\') => chars.get(at + 1).map(|c| (*c, at + 2)),
        Some(c) => Some((*c, at + 1)),
        None => None,
    };
    loop {
        match chars.get(at) {
            Some(']') if !ranges.is_empty() => return Ok((Class { ranges, is_negated }, at + 1)),
            _ => {
                let (first, next) = sign(at).ok_or("a `[` is not closed")?;
                at = next;
                let is_range = chars.get(at) == Some(&'-') && chars.get(at + 1).is_some_and(|c| *c != ']');
                let (last, next) = if is_range { sign(at + 1).ok_or("a `[` is not closed")? } else { (first, at) };
                at = next;
                if first > last {
                    return Err(format!("`{first}-{last}` goes backwards"));
                }
                ranges.push((first, last));
            }
        }
    }
}

/// Reads how often a part stands: the least, the most if there is one, and where the next part begins.
fn read_count(chars: &[char], at: usize) -> Result<(usize, Option<usize>, usize), String> {
    match chars.get(at) {
        Some('*') => Ok((0, None, at + 1)),
        Some('+') => Ok((1, None, at + 1)),
        Some('?') => Ok((0, Some(1), at + 1)),
        Some('{') => {
            let rest: String = chars[at + 1..].iter().take_while(|c| **c != '}').collect();
            let end = at + 2 + rest.chars().count();
            let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number <= LIMIT);
            let counts = match rest.split_once(',') {
                None => number(&rest).map(|count| (count, Some(count))),
                Some((least, "")) => number(least).map(|least| (least, None)),
                Some((least, most)) => number(least).zip(number(most)).map(|(least, most)| (least, Some(most))),
            };
            let counts = counts.filter(|(least, most)| most.is_none_or(|most| *least <= most) && end <= chars.len());
            let (least, most) = counts.ok_or("`{` counts, as in `{3}`, `{2,}` or `{2,4}`")?;
            Ok((least, most, end))
        }
        _ => Ok((1, Some(1), at)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_texts() {
        let check = |pattern: &str, text: &str, expected: bool| {
            let pattern = Pattern::parse(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}"));
            assert_eq!(pattern.matches(text), expected, "{pattern:?} {text}");
        };
        for text in ["978-3-16-148410-0", "979123"] {
            check("97[89][0-9-]+", text, true);
        }
        for text in ["977-3", "978", "x978-3", "978-3x"] {
            check("97[89][0-9-]+", text, false);
        }
        check(r"\d{4}-\d{2,3}", "2025-01", true);
        check(r"\d{4}-\d{2,3}", "2025-0123", false);
        check("a?b*[^c].", "bbdé", true);
        check("", "", true);
        check(r"\(x\)", "(x)", true);
        // What takes others exponential time.
        check(&"a*".repeat(90), &("a".repeat(5_000) + "b"), false);
    }

    #[test]
    fn patterns_are_written_as_schemas_have_them() {
        let check = |pattern: &str, expected: &str| {
            assert_eq!(Pattern::parse(pattern).map(|pattern| pattern.of_schemas()).as_deref(), Ok(expected));
        };
        check("97[89][0-9-]+", r"97[89][0-9\-][0-9\-]*");
        check(r"\d{2,3}\.[^c]?.", r"[0-9][0-9][0-9]?[.][^c]?[\s\S]");
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for wrong in ["(a)", "a|b", "*a", "[a", "[z-a]", "a{3", "a{,}", "a{5,2}", "a{999}", r"\w", r"\", "^a$"] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
