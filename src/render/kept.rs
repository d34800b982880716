//! What a layout keeps under a name: the text of a layout comes in, and goes out with a look at each value that it keeps.
//!
//! The engine's operators go through lists within lists without taking fuel for them, and a list may hold one list many
//! times, or a `namespace` itself. Where does such a value come from? It grows with each round of a loop, and is kept in
//! between by `{% set … %}`. So what is kept there goes through a filter of ours first, which counts what is in it. Where such a
//! tag stands, the engine's own tokens say. The built-in layouts keep nothing of that kind and stay as they are.

use std::borrow::Cow;
use std::ops::Range;

use minijinja::machinery::{Span, Token, tokenize};
use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value, tests};

use super::bounds::{DEPTH_LIMIT, UNIT, charge_whole};
use super::defaults::DEFAULTS;
use super::syntax::syntax;

/// The name of the filter; no author is told of it.
const FILTER: &str = "_kept";
/// How many values a list may hold that is kept.
const MOST: usize = 1_000_000;
/// How many values the lists within it may hold.
const MOST_WITHIN: usize = 50_000;
/// How many values are worth a unit of fuel.
const VALUES: usize = 64;

/// Something that is put into the text of a layout.
struct Insertion {
    /// Where it is put.
    at: usize,
    /// What it is.
    text: String,
}

/// Returns the text of a layout that is compiled in place of it.
pub(super) fn compiled<'a>(name: &str, text: &'a str) -> Cow<'a, str> {
    let insertions = insertions(name, text);
    if insertions.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + insertions.len() * 8);
    let mut done = 0;
    for insertion in insertions {
        out.push_str(&text[done..insertion.at]);
        out.push_str(&insertion.text);
        done = insertion.at;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Returns the place in a layout that a place in what was compiled stands for.
pub(super) fn place_of(name: &str, text: &str, place: Range<usize>) -> Range<usize> {
    let insertions = insertions(name, text);
    let original = |place: usize| {
        let mut shift = 0;
        for insertion in &insertions {
            let start = insertion.at + shift;
            if place <= start {
                break;
            }
            if place < start + insertion.text.len() {
                return insertion.at;
            }
            shift += insertion.text.len();
        }
        (place - shift).min(text.len())
    };
    original(place.start)..original(place.end)
}

/// Lists what is put into the text of a layout, in order.
fn insertions(name: &str, text: &str) -> Vec<Insertion> {
    let is_built_in = || DEFAULTS.iter().any(|(known, bytes)| *known == name && *bytes == text.as_bytes());
    if memchr::memmem::find(text.as_bytes(), b"set").is_none() || is_built_in() {
        return Vec::new();
    }
    let tokens: Result<Vec<(Token<'_>, Span)>, _> = tokenize(text, false, syntax()).collect();
    // What cannot be cut into tokens does not compile either.
    let Ok(tokens) = tokens else { return Vec::new() };
    let tags = tokens.split(|(token, _)| matches!(token, Token::BlockStart)).skip(1);
    let within = tags.filter_map(|tag| tag.split(|(token, _)| matches!(token, Token::BlockEnd)).next());
    within.filter_map(kept_in).flatten().collect()
}

/// Returns what is put around the value of a tag that keeps one which may hold lists, given the tokens between its ends.
fn kept_in(tag: &[(Token<'_>, Span)]) -> Option<[Insertion; 2]> {
    let (_, after) = tag.split_first().filter(|((word, _), _)| matches!(word, Token::Ident("set")))?;
    let equals = after.iter().position(|(token, _)| matches!(token, Token::Assign))?;
    let (target, value) = (&after[..equals], &after[equals + 1..]);
    let ((_, first), (_, last)) = value.first().zip(value.last())?;
    let grows = |token: &Token<'_>| {
        matches!(token, Token::BracketOpen | Token::ParenOpen | Token::BraceOpen | Token::Plus | Token::Mul)
    };
    let holder = match target {
        [(Token::Ident(holder), _), (Token::Dot, _), ..] => Some(holder),
        _ => None,
    };
    if holder.is_none() && !value.iter().any(|(token, _)| grows(token)) {
        return None;
    }
    let argument = holder.map_or_else(String::new, |holder| format!("({holder})"));
    Some([
        Insertion { at: first.start_offset as usize, text: "(".to_owned() },
        Insertion { at: last.end_offset as usize, text: format!(")|{FILTER}{argument}") },
    ])
}

/// Puts the filter into an environment, and the tests that compare lists.
pub(super) fn add_to(environment: &mut Environment<'static>) {
    environment.add_filter(FILTER, |state: &mut State<'_, '_>, value: Value, holder: Option<Value>| {
        if !is_list(&value) {
            return Ok(value);
        }
        let mut counted = Counted { holder, ..Counted::default() };
        counted.check_holder(&value)?;
        counted.add(&value, 0)?;
        state.consume_fuel(((counted.values + counted.within + counted.bytes / UNIT) / VALUES) as u64)?;
        Ok(value)
    });
    let compared: [(&[&'static str], Value); 7] = [
        (&["eq", "equalto", "=="], Value::from_function(tests::is_eq)),
        (&["ne", "!="], Value::from_function(tests::is_ne)),
        (&["lt", "lessthan", "<"], Value::from_function(tests::is_lt)),
        (&["le", "<="], Value::from_function(tests::is_le)),
        (&["gt", "greaterthan", ">"], Value::from_function(tests::is_gt)),
        (&["ge", ">="], Value::from_function(tests::is_ge)),
        (&["in"], Value::from_function(tests::is_in)),
    ];
    for (names, test) in compared {
        for name in names {
            let test = test.clone();
            environment.add_test(*name, move |state: &mut State<'_, '_>, args: Rest<Value>| {
                // Only lists with lists take more work than the engine sees.
                if args.iter().filter(|value| is_list(value)).count() > 1 {
                    charge_whole(state, &args)?;
                }
                test.call(state, &args).map(|found| found.is_true())
            });
        }
    }
}

/// Tells whether a value is a list or a map, and no entity of the site.
fn is_list(value: &Value) -> bool {
    matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::Map)
}

/// How much is in a value.
#[derive(Default)]
struct Counted {
    /// The values in the list itself.
    values: usize,
    /// The values in the lists within it, each as often as it stands there.
    within: usize,
    /// How many bytes of text these are.
    bytes: usize,
    /// What will hold the value.
    holder: Option<Value>,
}

impl Counted {
    /// Fails where a value is what will hold it, for nothing that goes through it would come to an end.
    fn check_holder(&self, value: &Value) -> Result<(), Error> {
        match &self.holder {
            Some(holder) if value.kind() == ValueKind::Map && tests::is_sameas(value, holder) => {
                Err(Error::new(ErrorKind::InvalidOperation, "a `namespace` would hold itself here"))
            }
            _ => Ok(()),
        }
    }

    /// Counts what is in a list that stands so deep; fails where that is too much.
    fn add(&mut self, list: &Value, depth: usize) -> Result<(), Error> {
        if depth == DEPTH_LIMIT {
            let message = format!("more than {DEPTH_LIMIT} lists stand within one another here, which is the most");
            return Err(Error::new(ErrorKind::InvalidOperation, message));
        }
        let Ok(items) = list.try_iter() else { return Ok(()) };
        let is_map = list.kind() == ValueKind::Map;
        for item in items {
            match depth {
                0 => self.values += 1,
                _ => self.within += 1,
            }
            self.check()?;
            self.add_item(&item, depth)?;
            if is_map {
                self.add_item(&list.get_item(&item)?, depth)?;
            }
        }
        Ok(())
    }

    /// Counts what is in an item of a list that stands so deep.
    fn add_item(&mut self, item: &Value, depth: usize) -> Result<(), Error> {
        if let Some(text) = item.as_str() {
            self.bytes = self.bytes.saturating_add(text.len());
            return Ok(());
        }
        if !is_list(item) {
            return Ok(());
        }
        self.check_holder(item)?;
        self.add(item, depth + 1)
    }

    /// Fails where there is too much so far.
    fn check(&self) -> Result<(), Error> {
        if self.values <= MOST && self.within <= MOST_WITHIN {
            return Ok(());
        }
        let message = format!(
            "a list is kept here that holds more than {MOST} values, or {MOST_WITHIN} in the lists within it, which is the most"
        );
        Err(Error::new(ErrorKind::InvalidOperation, message))
    }
}

#[cfg(test)]
mod units {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let made = compiled("own.html", text);
        assert_eq!(made, expected);
        // Each place of the text is found again.
        let mut shift = 0;
        let insertions = insertions("own.html", text);
        for (at, _) in text.char_indices() {
            shift +=
                insertions.iter().filter(|insertion| insertion.at == at).map(|found| found.text.len()).sum::<usize>();
            let place = at + shift;
            assert_eq!(place_of("own.html", text, place..place + 1).start, at, "{at} of {text}");
        }
    }

    #[test]
    fn what_may_hold_lists_is_looked_at_where_it_is_kept() {
        check("é{% set n.a = n %}", "é{% set n.a = (n)|_kept(n) %}");
        check("{%- set x=[x, x] -%}", "{%- set x=([x, x])|_kept -%}");
        check("{% set a, b = x + y, 2 +%}", "{% set a, b = (x + y, 2)|_kept +%}");
        check(
            "{% set x = f(a=1) if b == c else \"%}\\\"=\" %}",
            "{% set x = (f(a=1) if b == c else \"%}\\\"=\")|_kept %}",
        );
        check("{% set x = {\"a\": {}} %}", "{% set x = ({\"a\": {}})|_kept %}");
        // A map within a map ends with two brackets, and a comment begins behind it.
        let mapped = "{{ {\"a\": {\"b\": 1}}[\"a\"] ~ \"{#\" }}{% set n.a = ";
        check(&format!("{mapped}n %}}"), &format!("{mapped}(n)|_kept(n) %}}"));
        check("{#}#}{% set n.a = n %}", "{#}#}{% set n.a = (n)|_kept(n) %}");
    }

    #[test]
    fn all_else_stays() {
        for text in [
            "{% set x = page.title %}{% set y %}[1]{% endset %}{% set z | join(sep=\", \") %}[2]{% endset %}",
            "{# {% set n.a = n %} #}{{ \"{% set n.a = n %}\" }}{% raw %}{% set n.a = n %}{% endraw %}",
            "{% raw %}the word endraw {% set n.a = n %}{% endraw %}",
            "{{ {\"a\": {\"b\": 1}}[\"a\"] ~ \"{% set n.a = n %}\" }}",
            "{% settle n.a = n %}{% if a == [1] %}{% with x = [1] %}",
            "{% set n.a = %}{% set n.a",
            "{% set",
            "{",
        ] {
            check(text, text);
        }
        let (name, bytes) =
            DEFAULTS.iter().find(|(_, bytes)| bytes.windows(6).any(|part| part == b"{% set")).expect("one");
        let text = std::str::from_utf8(bytes).expect("text");
        assert_eq!(compiled(name, text), text);
        assert_ne!(compiled(name, "{% set n.a = n %}"), "{% set n.a = n %}");
    }
}
