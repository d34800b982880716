//! What layouts call that which they import.
//!
//! The engine takes any expression for the name, and panics where it is none that can be given a value; or takes the name of its
//! own `loop`.

use std::ops::Range;

use minijinja::machinery::{Span, Token, tokenize};

use super::syntax::syntax;

/// The names that stand for something already.
const RESERVED: [&str; 10] = ["true", "True", "false", "False", "none", "None", "loop", "self", "super", "caller"];

/// Returns where a layout calls what it imports by something that is no name for it.
pub(super) fn misnamed(text: &str) -> Option<Range<usize>> {
    // What cannot be read is told of by the engine.
    let tokens: Vec<(Token<'_>, Span)> = tokenize(text, false, syntax()).map_while(Result::ok).collect();
    tokens.split(|(token, _)| matches!(token, Token::BlockEnd)).find_map(misnamed_in)
}

/// Returns where a tag, without its end, does so; other text may stand before it.
fn misnamed_in(tag: &[(Token<'_>, Span)]) -> Option<Range<usize>> {
    let start = tag.iter().rposition(|(token, _)| matches!(token, Token::BlockStart))?;
    let [_, (Token::Ident("import"), _), imported @ ..] = &tag[start..] else { return None };
    let name = &imported[behind_as(imported)?..];
    let is_good = match name {
        [] => true,
        [(Token::Ident(name), _), rest @ ..] if !RESERVED.contains(name) => {
            matches!(rest, [] | [(Token::Ident("with" | "without"), _), ..])
        }
        _ => false,
    };
    let (first, last) = (name.first()?.1, name.last()?.1);
    (!is_good).then_some(first.start_offset as usize..last.end_offset as usize)
}

/// Returns which token follows the word `as`, which stands behind an expression and in no brackets.
fn behind_as(imported: &[(Token<'_>, Span)]) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, (token, _)) in imported.iter().enumerate() {
        match token {
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => depth += 1,
            Token::ParenClose | Token::BracketClose | Token::BraceClose => depth = depth.saturating_sub(1),
            Token::Ident("as") if depth == 0 && at > 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use minijinja::Environment;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(misnamed(text).map(|place| &text[place]), expected, "{text}");
        if expected.is_none() {
            // The engine takes it, or says what is wrong.
            _ = Environment::new().add_template("own.html", text);
        }
    }

    #[test]
    fn names_of_imports_are_names() {
        for (name, wrong) in [
            ("m", None),
            ("m with context", None),
            ("m without context", None),
            ("_m1", None),
            ("", None),
            ("\"m\"", Some("\"m\"")),
            ("1", Some("1")),
            ("(m)", Some("(m)")),
            ("(m, n)", Some("(m, n)")),
            ("[m, n]", Some("[m, n]")),
            ("m.n", Some("m.n")),
            ("m|upper", Some("m|upper")),
            ("m()", Some("m()")),
            ("m if x", Some("m if x")),
            ("-m", Some("-m")),
            ("loop", Some("loop")),
            ("true", Some("true")),
            ("self with context", Some("self with context")),
        ] {
            check(&format!("é{{{{ x }}}}{{%- import \"m.html\" as {name} -%}}"), wrong);
            check(&format!("{{% if x %}}{{% import [\"a\", x as y][0] ~ (\"as\") as {name} %}}{{% endif %}}"), wrong);
            check(&format!("{{% import as as {name} %}}"), wrong);
        }
        for text in [
            "{% import \"m.html\" %}",
            "{% import %}",
            "{% from \"m.html\" import a as b, c as d %}",
            "{% set import = x %}{{ import }}{# {% import 1 as 1 %} #}{% raw %}{% import 1 as 1 %}{% endraw %}",
            "{% import \"m.html\" as",
            "{% import",
        ] {
            check(text, None);
        }
    }
}
