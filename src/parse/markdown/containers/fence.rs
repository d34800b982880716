//! The lines that open and close blocks: what each says, or what is wrong with it.
//!
//! ```text
//! opening  = fence [blanks] name {blanks argument} [blanks] newline
//! closing  = fence [blanks] newline
//! fence    = three or more ":" in the first column
//! name     = a-z {a-z | 0-9 | "-"}
//! argument = key "=" value            each key once, in any order
//! value    = one or more characters without blank, quotation mark, "=", "{", "}"
//!          | '"' {any character; \" and \\ for themselves} '"'
//! ```

use std::ops::Range;

/// A line that opens or closes a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// The line in the file, without its end.
    pub(super) range: Range<usize>,
    /// How many colons it begins with.
    pub(super) colons: usize,
    /// What it says.
    pub(super) says: Says,
}

/// What a fence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It opens a block of this name; behind it, if the rest of the line is wrong, what is wrong.
    Open(String, Vec<Argument>, Option<Fault>),
    /// It closes one.
    Close,
}

/// An argument of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    /// Its key.
    pub(super) key: String,
    /// Where the key stands in the file.
    pub(super) key_range: Range<usize>,
    /// Its value, without quotation marks.
    pub(super) value: String,
    /// Where the value stands in the file, without quotation marks.
    pub(super) range: Range<usize>,
}

/// What is wrong with an opening line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where.
    pub(super) range: Range<usize>,
    /// What.
    pub(super) kind: FaultKind,
}

/// What may be wrong with an opening line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The form of another program; with the line as it should be.
    Foreign(String),
    /// A name that begins with no small letter or holds other signs.
    Name,
    /// A printed quotation mark around a value.
    Quote,
    /// A blank that is none.
    Blank(char),
    /// A word that is no argument: it has no `=`.
    Word,
    /// A key without a value.
    NoValue,
    /// A value with signs that stand in quotation marks only.
    Bare,
    /// A quotation mark that is not closed.
    Unclosed,
}

/// Reads a line that begins with three colons in the first column; `start` is where it begins in the file.
pub(super) fn read_fence(line: &str, start: usize) -> Fence {
    let colons = line.bytes().take_while(|byte| *byte == b':').count();
    let range = start..start + line.len();
    let rest = &line[colons..];
    // Behind what closes, a blank that is none does no harm.
    if rest.trim().is_empty() {
        return Fence { range, colons, says: Says::Close };
    }
    let at = colons + rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let mut reader = Reader { line: line.trim_end_matches([' ', '\t', '\r']), at, start };
    let says = reader.opening(colons);
    Fence { range, colons, says }
}

/// Reads the words of an opening line.
struct Reader<'a> {
    line: &'a str,
    /// The offset in the line that was reached.
    at: usize,
    /// Where the line begins in the file.
    start: usize,
}

impl<'a> Reader<'a> {
    /// Returns the rest of the line.
    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    /// Returns the range in the file of so many bytes from here.
    fn next(&self, length: usize) -> Range<usize> {
        self.start + self.at..self.start + self.at + length
    }

    /// Reads the name and the arguments.
    fn opening(&mut self, colons: usize) -> Says {
        if let Some(c) = self.rest().chars().next().filter(|c| c.is_whitespace()) {
            let name = self.rest().split_whitespace().next().unwrap_or("").to_owned();
            let fault = Fault { range: self.next(c.len_utf8()), kind: FaultKind::Blank(c) };
            return Says::Open(name, Vec::new(), Some(fault));
        }
        if let Some((name, fitting)) = foreign(self.rest(), &":".repeat(colons)) {
            let fault = Fault { range: self.next(self.rest().len()), kind: FaultKind::Foreign(fitting) };
            return Says::Open(name, Vec::new(), Some(fault));
        }
        let word = self.rest().split(is_blank).next().unwrap_or("");
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let range = self.next(word.len());
        if !word.starts_with(|c: char| c.is_ascii_lowercase()) || !word.chars().all(is_name) {
            return Says::Open(word.to_owned(), Vec::new(), Some(Fault { range, kind: FaultKind::Name }));
        }
        self.at += word.len();
        let mut arguments = Vec::new();
        loop {
            self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
            if self.rest().is_empty() {
                return Says::Open(word.to_owned(), arguments, None);
            }
            match self.argument() {
                Ok(argument) => arguments.push(argument),
                Err(fault) => return Says::Open(word.to_owned(), arguments, Some(fault)),
            }
        }
    }

    /// Reads an argument.
    fn argument(&mut self) -> Result<Argument, Fault> {
        let key: &str = self.rest().split(|c: char| is_blank(c) || c == '=').next().unwrap_or("");
        let fault = |range, kind| Err(Fault { range, kind });
        if let Some(c) = self.rest().chars().next().filter(|c| c.is_whitespace()) {
            return fault(self.next(c.len_utf8()), FaultKind::Blank(c));
        }
        let key_range = self.next(key.len());
        if key.is_empty() || !self.rest()[key.len()..].starts_with('=') {
            let word = self.rest().split([' ', '\t']).next().unwrap_or("");
            return fault(self.next(word.len()), FaultKind::Word);
        }
        self.at += key.len() + 1;
        let first = self.rest().chars().next();
        match first {
            None | Some(' ' | '\t') => fault(key_range, FaultKind::NoValue),
            Some('"') => {
                self.at += 1;
                let (value, range) = self.quoted()?;
                Ok(Argument { key: key.to_owned(), key_range, value, range })
            }
            Some('“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'') => {
                fault(self.next(self.rest().len()), FaultKind::Quote)
            }
            Some(_) => {
                let value = self.rest().split([' ', '\t']).next().unwrap_or("");
                let range = self.next(value.len());
                if let Some((at, c)) = value.char_indices().find(|(_, c)| c.is_whitespace()) {
                    self.at += at;
                    return fault(self.next(c.len_utf8()), FaultKind::Blank(c));
                }
                if value.contains(['"', '=', '{', '}']) {
                    return fault(range, FaultKind::Bare);
                }
                self.at += value.len();
                Ok(Argument { key: key.to_owned(), key_range, value: value.to_owned(), range })
            }
        }
    }

    /// Reads a value to its closing quotation mark.
    fn quoted(&mut self) -> Result<(String, Range<usize>), Fault> {
        let mut value = String::new();
        let mut chars = self.rest().char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    let range = self.next(at);
                    self.at += at + 1;
                    let after = self.rest().chars().next();
                    if after.is_some_and(|c| !matches!(c, ' ' | '\t')) {
                        return Err(Fault { range, kind: FaultKind::Bare });
                    }
                    return Ok((value, range));
                }
                '\\' => match chars.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                    Some((_, next)) => value.push(next),
                    None => value.push('\\'),
                },
                c => value.push(c),
            }
        }
        let range = self.start + self.at - 1..self.start + self.line.len();
        Err(Fault { range, kind: FaultKind::Unclosed })
    }
}

/// Tells whether a character parts words, be it a blank that is none.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// Returns the name in a form of Pandoc, MyST, remark or VitePress, and the line as it should be: `{.note #x}`, `{note}`,
/// `note[Title]`, `note{.wide}`.
fn foreign(rest: &str, colons: &str) -> Option<(String, String)> {
    let end = rest.find(['{', '[', ' ', '\t']).unwrap_or(rest.len());
    let head = &rest[..end];
    let named = !head.is_empty() && head.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let (open, close) = match rest[end..].chars().next() {
        Some('{') => ('{', '}'),
        Some('[') if named => ('[', ']'),
        _ => return None,
    };
    if !head.is_empty() && !named {
        return None;
    }
    let inner = rest[end..].strip_prefix(open).and_then(|inner| inner.split_once(close)).map_or("", |(inner, _)| inner);
    let mut words = inner.split_whitespace();
    let name = match open {
        '{' if head.is_empty() => words.next().unwrap_or("").trim_start_matches('.'),
        _ => head,
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name: String = name.chars().take_while(|c| is_name(*c)).collect::<String>().to_ascii_lowercase();
    let id = words.find_map(|word| word.strip_prefix('#')).filter(|_| open == '{');
    let id = id.map_or(String::new(), |id| format!(" id={id}"));
    let fitting = if name.is_empty() { "name".to_owned() } else { name.clone() };
    Some((name, format!("{colons} {fitting}{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(line: &str) -> Says {
        read_fence(line, 100).says
    }

    #[test]
    fn lines_are_read_by_the_grammar() {
        assert_eq!(read_fence("::::  ", 7), Fence { range: 7..13, colons: 4, says: Says::Close });
        assert_eq!(says(":::\u{a0}"), Says::Close);
        let Says::Open(name, arguments, None) = says(r#":::figure src=a/b.jpg  alt="The \"hall\" \\ é" "#) else {
            panic!("it opens a block");
        };
        assert_eq!(name, "figure");
        let read: Vec<_> = arguments.iter().map(|found| (found.key.as_str(), found.value.as_str())).collect();
        assert_eq!(read, [("src", "a/b.jpg"), ("alt", "The \"hall\" \\ é")]);
        assert_eq!(arguments[0].range, 114..121);
    }

    #[test]
    fn lines_that_are_wrong_say_where() {
        let fault = |line: &str| match says(line) {
            Says::Open(_, _, Some(Fault { range, kind })) => {
                (line[range.start - 100..range.end - 100].to_owned(), kind)
            }
            other => panic!("{line}: {other:?}"),
        };
        let pairs = [
            ("::: Figure", "Figure", FaultKind::Name),
            ("::: figure alt=“Hall”", "“Hall”", FaultKind::Quote),
            ("::: figure alt=\"Hall", "\"Hall", FaultKind::Unclosed),
            ("::: figure hall.jpg", "hall.jpg", FaultKind::Word),
            ("::: figure src= alt=x", "src", FaultKind::NoValue),
            ("::: figure src=a=b", "a=b", FaultKind::Bare),
            ("::: figure src=\"a\"b", "a", FaultKind::Bare),
            ("::: figure\u{a0}src=a", "\u{a0}", FaultKind::Blank('\u{a0}')),
            ("::: figure src=a\u{a0}alt=b", "\u{a0}", FaultKind::Blank('\u{a0}')),
            (":::\u{a0}figure src=a", "\u{a0}", FaultKind::Blank('\u{a0}')),
        ];
        for (line, words, kind) in pairs {
            assert_eq!(fault(line), (words.to_owned(), kind), "{line}");
        }
        for (line, fitting) in [
            ("::: {.details #x}", "::: details id=x"),
            (":::{figure} a.jpg", "::: figure"),
            (":::details[More]", "::: details"),
            ("::: details {open}", "::: details"),
        ] {
            match says(line) {
                Says::Open(_, _, Some(Fault { kind: FaultKind::Foreign(found), .. })) => assert_eq!(found, fitting),
                // Words behind the name are told of one by one.
                Says::Open(_, _, Some(Fault { kind: FaultKind::Word, .. })) if line.ends_with("{open}") => {}
                other => panic!("{line}: {other:?}"),
            }
        }
    }
}
