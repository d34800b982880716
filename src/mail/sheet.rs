//! Style sheets of mail layouts: their text in, selectors with what they declare out.
//!
//! Reads what a table can hold: types, classes and `dir` as selectors, and elements within such. Whatever else stands in a
//! sheet makes the whole of it one for css-inline, so nothing here has to be forgiving.

/// A style sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// The selectors in the order in which they stand, each of a list by itself.
    pub(super) selectors: Vec<Selector>,
    /// What the rules declare.
    pub(super) blocks: Vec<Vec<Declaration>>,
    /// Whether any selector asks for a direction.
    pub(super) asks_direction: bool,
}

/// A selector: an element, and those it stands within, outermost first.
#[derive(Debug)]
pub(super) struct Selector {
    /// The elements around it.
    pub(super) around: Vec<Compound>,
    /// The element itself.
    pub(super) subject: Compound,
    /// How much it weighs against others.
    pub(super) weight: u32,
    /// What it declares, by its place among the blocks.
    pub(super) block: usize,
}

/// What an element must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Compound {
    /// Its name.
    name: Option<String>,
    /// Its classes.
    classes: Vec<String>,
    /// Its direction: any, or one.
    direction: Option<Option<String>>,
}

/// A declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Declaration {
    /// The name of the property.
    pub(super) name: String,
    /// Its value as it is written, with its mark of importance.
    pub(super) value: String,
}

/// What an element is, as far as a style sheet asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its classes, as they are written.
    pub(super) classes: &'a str,
    /// Its direction, as it is written.
    pub(super) direction: Option<&'a str>,
}

/// The weight of a class; that of a name is one.
const CLASS: u32 = 1 << 10;
/// Elements that a browser puts where they were left out: nobody may ask for one that is not written.
const IMPLIED: [&str; 2] = ["tbody", "colgroup"];

impl Sheet {
    /// Reads a style sheet, if it has nothing that a table cannot hold.
    pub(super) fn read(text: &str) -> Option<Sheet> {
        if text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&' | b'@' | b'\\' | 0 | b'\r' | 12)) {
            return None;
        }
        let text = without_comments(text)?;
        let mut sheet = Sheet::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (selectors, after) = rest.split_once('{')?;
            let end = block_end(after)?;
            sheet.push_rule(selectors, &after[..end])?;
            rest = after[end + 1..].trim_start();
        }
        Some(sheet)
    }

    /// Appends a rule.
    fn push_rule(&mut self, selectors: &str, block: &str) -> Option<()> {
        let mut declarations = Vec::new();
        for part in parts(block)?.into_iter().map(str::trim_ascii).filter(|part| !part.is_empty()) {
            declarations.push(Declaration::read(part)?);
        }
        for selector in selectors.split(',') {
            let mut around = selector.split_ascii_whitespace().map(Compound::read).collect::<Option<Vec<_>>>()?;
            let weight = around.iter().map(Compound::weight).sum();
            self.asks_direction |= around.iter().any(|compound| compound.direction.is_some());
            let subject = around.pop()?;
            self.selectors.push(Selector { around, subject, weight, block: self.blocks.len() });
        }
        self.blocks.push(declarations);
        Some(())
    }
}

impl Declaration {
    /// Reads a declaration.
    pub(super) fn read(text: &str) -> Option<Declaration> {
        let (name, value) = text.split_once(':')?;
        let (name, value) = (name.trim_ascii_end(), value.trim());
        let good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_name = name.bytes().all(good) && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let is_value = !value.is_empty() && !value.contains(['{', '}', '[', ']']);
        if !is_name || name.starts_with("--") || !is_value {
            return None;
        }
        let (plain, important) = match value.strip_suffix("!important") {
            Some(plain) => (plain.trim_end(), true),
            None => (value, false),
        };
        let is_bad = plain.is_empty() || plain.contains('!') || important && plain.contains(['"', '\'', '/', '(']);
        (!is_bad).then(|| Declaration { name: name.to_owned(), value: value.to_owned() })
    }

    /// Returns the value without its mark of importance, if it has one.
    pub(super) fn important(&self) -> Option<&str> {
        self.value.strip_suffix("!important").map(str::trim_end)
    }
}

impl Compound {
    /// Reads what an element must be.
    fn read(text: &str) -> Option<Compound> {
        let mut compound = Compound::default();
        let (name, mut rest) = word(text);
        if !name.is_empty() {
            let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            if !name.bytes().all(good) || IMPLIED.contains(&name) {
                return None;
            }
            compound.name = Some(name.to_owned());
        }
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('.') {
                let (class, after) = word(after);
                if class.is_empty() {
                    return None;
                }
                compound.classes.push(class.to_owned());
                rest = after;
            } else {
                let (attribute, after) = rest.strip_prefix("[dir")?.split_once(']')?;
                if compound.direction.is_some() {
                    return None;
                }
                compound.direction = Some(direction(attribute)?);
                rest = after;
            }
        }
        Some(compound)
    }

    /// Returns how much it weighs.
    fn weight(&self) -> u32 {
        let asked = self.classes.len() + usize::from(self.direction.is_some());
        u32::try_from(asked).unwrap_or(0) * CLASS + u32::from(self.name.is_some())
    }

    /// Tells whether an element is such.
    pub(super) fn matches(&self, facts: Facts<'_>) -> bool {
        let has = |class: &String| facts.classes.split_ascii_whitespace().any(|known| known == class);
        let runs = |asked: &Option<String>| {
            let known = facts.direction?;
            asked.as_ref().is_none_or(|asked| asked.eq_ignore_ascii_case(known)).then_some(())
        };
        self.name.as_ref().is_none_or(|name| name == facts.name)
            && self.classes.iter().all(has)
            && self.direction.as_ref().is_none_or(|asked| runs(asked).is_some())
    }
}

/// Returns the word at the beginning of a text, and what follows it.
fn word(text: &str) -> (&str, &str) {
    let good = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let length = if begins { text.bytes().take_while(|byte| good(byte)).count() } else { 0 };
    text.split_at(length)
}

/// Returns the direction that an attribute of a selector asks for, or none if any will do.
fn direction(attribute: &str) -> Option<Option<String>> {
    if attribute.is_empty() {
        return Some(None);
    }
    let value = attribute.strip_prefix('=')?;
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    let is_word = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_word.then(|| Some(value.to_owned()))
}

/// Returns a style sheet without its comments, if they all stand between rules or declarations.
fn without_comments(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("/*") {
        out.push_str(&rest[..at]);
        if !out.trim_end().is_empty() && !out.trim_end().ends_with([';', '{', '}']) {
            return None;
        }
        let end = rest[at + 2..].find("*/")?;
        rest = &rest[at + 2 + end + 2..];
    }
    out.push_str(rest);
    Some(out)
}

/// Returns where a block ends: its brace, which is in no quotes.
fn block_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'}') => return Some(at),
            (None, b'{') | (Some(_), b'\n') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Returns the parts of a block between semicolons, those in quotes and brackets aside.
pub(super) fn parts(block: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut from, mut depth, mut quote) = (0, 0_usize, None);
    for (at, byte) in block.bytes().enumerate() {
        match (quote, byte) {
            (None, b';') if depth == 0 => {
                parts.push(&block[from..at]);
                from = at + 1;
            }
            (None, b'(') => depth += 1,
            (None, b')') => depth = depth.checked_sub(1)?,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    parts.push(&block[from..]);
    (depth == 0 && quote.is_none()).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read_in_order() {
        let sheet = Sheet::read(
            "/* one */ p, td.a { margin: 0 0 1px; color:#111 !important }\n/* two */\n.b tr[dir=\"rtl\"] td { font-family: \
             \"A; b\", c; /* x */ background: url(a;b) }",
        );
        let sheet = sheet.expect("a sheet that a table can hold");
        let weights: Vec<_> = sheet.selectors.iter().map(|selector| (selector.weight, selector.block)).collect();
        assert_eq!(weights, [(1, 0), (CLASS + 1, 0), (2 * CLASS + 2, 1)]);
        assert_eq!(sheet.blocks[0][1].important(), Some("#111"));
        assert_eq!(sheet.blocks[1][0].value, "\"A; b\", c");
        assert_eq!(sheet.blocks[1][1].value, "url(a;b)");
        assert!(sheet.asks_direction);
        assert!(Sheet::read(" ").is_some_and(|sheet| sheet.selectors.is_empty()));
    }

    #[test]
    fn what_a_table_cannot_hold_is_left_to_the_library() {
        for text in [
            "p",
            "p {",
            "p { color }",
            "p { color: }",
            "p { : red }",
            "p { --a: 1 }",
            "p { color: red !ie }",
            "p { color: red /* x */ }",
            "p { a { color: red } }",
            "p { color: rgb(0 }",
            "p { font: 'x }",
            "{ color: red }",
            "p, { color: red }",
            "* { color: red }",
            "P { color: red }",
            "#a { color: red }",
            "a:hover { color: red }",
            "a + b { color: red }",
            "a > b { color: red }",
            "tbody { color: red }",
            "[lang] { color: red }",
            "[dir^=\"r\"] { color: red }",
            ".1 { color: red }",
            "@media print { p { color: red } }",
            "p { content: '\\41' }",
        ] {
            assert!(Sheet::read(text).is_none(), "{text}");
        }
    }
}
