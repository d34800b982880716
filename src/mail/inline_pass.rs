//! The pass: a rendered mail in, the same with its styles in its elements out, tag by tag.
//!
//! Takes a mail that is written as a browser would write it: each element closed, none where a browser would move it, each
//! attribute in quotes. Anything else is beyond the pass, which then says so.

use memchr::{memchr, memchr2, memmem};

use super::breaks::push_breakable;
use super::check::{Fault, push_faults};
use super::nesting::{Element, Nesting, Part, Shape};
use super::references::rewritten;
use super::sheet::Facts;
use super::styles::{Asked, Styles, declarations};

/// What an early style sheet begins with.
const EARLY: &str = "<style>";
/// What the `style` element begins with that stays one.
pub(super) const LATE: &str = "<style data-mail=\"late\">";
/// What a `style` element ends with.
pub(super) const STYLE_END: &str = "</style>";
/// What a mail begins with.
const DOCTYPE: &str = "<!DOCTYPE html>";
/// How many style sheets a thread remembers: those of a site differ by direction and by what a mail holds.
const REMEMBERED: usize = 8;

/// The tables of the style sheets that were met last, newest first.
#[derive(Debug, Default)]
pub(super) struct Sheets(Vec<Table>);

/// The table of a layout.
#[derive(Debug)]
struct Table {
    /// The early style sheet as it stands.
    early: String,
    /// The late one as it stands.
    late: String,
    /// The late one as it is written.
    kept: String,
    /// What the early one makes of elements, unless it is beyond a table.
    styles: Option<Styles>,
}

impl Sheets {
    /// Returns the table of two style sheets.
    fn table(&mut self, early: &str, late: &str) -> &mut Table {
        let known = self.0.iter().position(|table| table.early == early && table.late == late);
        match known {
            Some(at) => self.0[..=at].rotate_right(1),
            None => {
                self.0.truncate(REMEMBERED - 1);
                let (styles, kept) = (Styles::read(early), without_blanks(late));
                self.0.insert(0, Table { early: early.to_owned(), late: late.to_owned(), kept, styles });
            }
        }
        &mut self.0[0]
    }
}

/// Returns a mail with its styles in its elements, and what its tags should not have, unless it is beyond the pass.
pub(super) fn run(html: &str, sheets: &mut Sheets) -> Option<(String, Vec<Fault>)> {
    // A browser reads neither as it is written.
    if memchr2(0, b'\r', html.as_bytes()).is_some() {
        return None;
    }
    let [early, late] = style_sheets(html)?;
    let Table { kept, styles, .. } = sheets.table(early, late);
    let mut pass = Pass {
        sheets: [early, late],
        late: kept,
        asks_direction: styles.as_ref()?.asks_direction(),
        styles: styles.as_mut()?,
        nesting: Nesting::default(),
        around: Vec::new(),
        attributes: Vec::new(),
        has_early: false,
        has_late: false,
        has_head: false,
        words: String::new(),
        faults: Vec::new(),
        // What the early sheet took, the styles in elements take.
        out: String::with_capacity(html.len() + html.len() / 4),
    };
    pass.take(html)?;
    Some((pass.out, pass.faults))
}

/// Returns the two style sheets of a mail as they stand, comments left out.
fn style_sheets(html: &str) -> Option<[&str; 2]> {
    let mut sheets = [""; 2];
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            rest = &rest[rest.find("-->")?..];
        } else if rest.starts_with("<body") {
            break;
        }
        for (sheet, begin) in sheets.iter_mut().zip([EARLY, LATE]) {
            if let Some(text) = rest.strip_prefix(begin) {
                let end = memmem::find(text.as_bytes(), STYLE_END.as_bytes())?;
                (*sheet, rest) = text.split_at(end);
            }
        }
        rest = &rest[1..];
    }
    Some(sheets)
}

/// Returns rules without the blanks that only people need.
pub(super) fn without_blanks(rules: &str) -> String {
    rules.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An attribute of a tag: its name, and its value if it has one.
type Attribute<'h> = (&'h str, Option<&'h str>);

/// A pass under way.
struct Pass<'h, 't> {
    /// The two style sheets as they stand.
    sheets: [&'h str; 2],
    /// The late style sheet as it is written.
    late: &'t str,
    styles: &'t mut Styles,
    asks_direction: bool,
    nesting: Nesting,
    /// The bits of the open elements.
    around: Vec<u64>,
    /// Those of the tag under way.
    attributes: Vec<Attribute<'h>>,
    has_early: bool,
    has_late: bool,
    /// Whether the head has ended: words after it may be broken.
    has_head: bool,
    /// The room for words whose references are written anew.
    words: String,
    /// What the tags so far should not have.
    faults: Vec<Fault>,
    out: String,
}

impl<'h> Pass<'h, '_> {
    /// Takes a mail.
    fn take(&mut self, html: &'h str) -> Option<()> {
        let html = html.trim_ascii_start();
        if !html.get(..DOCTYPE.len())?.eq_ignore_ascii_case(DOCTYPE) {
            return None;
        }
        self.out.push_str(DOCTYPE);
        let mut rest = &html[DOCTYPE.len()..];
        while let Some(at) = memchr(b'<', rest.as_bytes()) {
            self.push_text(&rest[..at])?;
            rest = &rest[at..];
            rest = match rest.as_bytes().get(1)? {
                b'!' => self.take_comment(rest)?,
                b'/' => self.take_end(&rest[2..])?,
                _ => self.take_tag(rest)?,
            };
        }
        self.push_text(rest)?;
        self.out.push_str("</body></html>\n");
        self.nesting.is_whole().then_some(())
    }

    /// Takes a comment, and returns what follows.
    fn take_comment(&mut self, html: &'h str) -> Option<&'h str> {
        let inner = html.strip_prefix("<!--")?;
        let (text, after) = inner.split_once("-->")?;
        // Browsers end these before.
        if text.starts_with('>') || text.starts_with("->") || text.contains("--!>") || !self.nesting.takes_comments() {
            return None;
        }
        self.out.push_str(&html[..html.len() - after.len()]);
        Some(after)
    }

    /// Takes a closing tag behind its stroke, and returns what follows.
    fn take_end(&mut self, html: &'h str) -> Option<&'h str> {
        let (name, after) = html.split_at(memchr(b'>', html.as_bytes())?);
        let element = Element::named(name)?;
        self.nesting.close(element)?;
        self.around.pop();
        match element.part() {
            // What follows them belongs to them, so both are closed last.
            Some(Part::Whole) => return Some(&after[1..]),
            Some(Part::Head) => {
                if !self.late.is_empty() {
                    for part in [EARLY, self.late, STYLE_END] {
                        self.out.push_str(part);
                    }
                }
                self.has_head = true;
            }
            _ => {}
        }
        for part in ["</", name, ">"] {
            self.out.push_str(part);
        }
        Some(&after[1..])
    }

    /// Takes an opening tag, and returns what follows.
    fn take_tag(&mut self, html: &'h str) -> Option<&'h str> {
        let inner = &html[1..];
        let length = inner.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
        let (name, inner) = inner.split_at(length);
        let element = Element::named(name)?;
        self.nesting.open(element)?;
        if element.part() == Some(Part::Style) {
            return self.take_style(html, element);
        }
        let after = self.read_attributes(inner, element.is_void())?;
        self.push_tag(name, element)?;
        Some(after)
    }

    /// Takes a style element, and returns what follows.
    fn take_style(&mut self, html: &'h str, element: Element) -> Option<&'h str> {
        let [early, late] = self.sheets;
        let (text, sheet, met) = match html.strip_prefix(LATE) {
            Some(text) => (text, late, &mut self.has_late),
            None => (html.strip_prefix(EARLY)?, early, &mut self.has_early),
        };
        self.nesting.close(element)?;
        let after = text.strip_prefix(sheet)?.strip_prefix(STYLE_END)?;
        (!std::mem::replace(met, true)).then_some(after)
    }

    /// Reads the attributes of a tag, and returns what follows it.
    fn read_attributes(&mut self, html: &'h str, is_void: bool) -> Option<&'h str> {
        self.attributes.clear();
        let mut rest = html;
        loop {
            let before = rest.len();
            rest = rest.trim_start_matches([' ', '\n', '\t']);
            let has_blank = rest.len() < before;
            if let Some(after) = rest.strip_prefix('>') {
                return Some(after);
            }
            if let Some(after) = rest.strip_prefix("/>").filter(|_| is_void) {
                return Some(after);
            }
            let good = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-:_".contains(byte);
            let length = rest.bytes().take_while(|byte| good(byte)).count();
            if length == 0 || !has_blank {
                return None;
            }
            let (name, after) = rest.split_at(length);
            rest = after;
            let mut value = None;
            if let Some(quoted) = after.strip_prefix("=\"") {
                let end = memchr(b'"', quoted.as_bytes())?;
                value = Some(&quoted[..end]);
                rest = &quoted[end + 1..];
            } else if after.starts_with('=') {
                return None;
            }
            self.attributes.push((name, value));
        }
    }

    /// Appends the tag whose attributes were read, with what it is given.
    fn push_tag(&mut self, name: &'h str, element: Element) -> Option<()> {
        let (mut class, mut style, mut direction, mut has_width) = (None, None, None, false);
        for (key, value) in &self.attributes {
            let place = match *key {
                "class" => &mut class,
                "style" => &mut style,
                "dir" if self.asks_direction => &mut direction,
                "width" => {
                    has_width = true;
                    continue;
                }
                "data-css-inline" => return None,
                _ => continue,
            };
            // Neither two of a name nor references are met here.
            let value = value.filter(|value| place.is_none() && !value.contains('&'))?;
            *place = Some(value);
        }
        let facts = Facts { name, classes: class.unwrap_or(""), direction };
        let around = self.around.last().copied().unwrap_or(0);
        let answer = self.styles.answer(Asked { element, facts }, around, self.late);
        if !element.is_void() {
            self.around.push(answer.within);
        }
        let shape = element.shape();
        let merges = style.is_some_and(|_| !answer.style.attribute.is_empty());
        let own = match style {
            Some(style) if merges || shape != Shape::Other && !has_width => declarations(style)?,
            _ => Vec::new(),
        };
        self.out.push('<');
        self.out.push_str(name);
        self.out.push_str(answer.class);
        let width = if has_width { None } else { answer.style.width(&own, shape) };
        if let Some(width) = &width {
            for part in [" width=\"", width, "\""] {
                self.out.push_str(part);
            }
        }
        let written = self.attributes.iter().map(|(key, value)| (*key, value.unwrap_or("")));
        push_faults(name, written.chain(width.iter().map(|width| ("width", width.as_str()))), &mut self.faults);
        for (key, value) in self.attributes.iter().filter(|(key, _)| *key != "class") {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            match *key {
                "style" if merges => answer.style.push_merged(&own, &mut self.out),
                _ => push_value(value.unwrap_or(""), &mut self.out),
            }
            self.out.push('"');
        }
        if style.is_none() {
            self.out.push_str(&answer.style.attribute);
        }
        self.out.push('>');
        Some(())
    }

    /// Appends the text between two tags.
    fn push_text(&mut self, text: &str) -> Option<()> {
        if text.is_empty() {
            return Some(());
        }
        if !self.nesting.takes_words() {
            let is_blank = text.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\t'));
            if !self.nesting.drops_blanks() {
                self.out.push_str(text);
            }
            return is_blank.then_some(());
        }
        let text = rewritten(text, &mut self.words)?;
        match self.has_head {
            true => push_breakable(text, &mut self.out),
            false => self.out.push_str(text),
        }
        Some(())
    }
}

/// Appends the value of an attribute, with `<` and `>` as references: not every program reads as browsers do.
fn push_value(value: &str, out: &mut String) {
    match memchr2(b'<', b'>', value.as_bytes()) {
        None => out.push_str(value),
        Some(_) => out.push_str(&value.replace('<', "&lt;").replace('>', "&gt;")),
    }
}
