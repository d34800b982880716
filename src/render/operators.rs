//! How many operators stand in one expression of a layout.
//!
//! The engine asks at each operator whether the value of all that stands around it is known already, and so looks at each as often
//! as there are others that hold it: the time to compile a layout grows with the square of how many stand in one expression.

use std::ops::Range;

use minijinja::machinery::{Token, tokenize};

use super::syntax::syntax;

/// How many operators may stand in one expression: more than anybody writes, and few enough that a layout full of such expressions is
/// compiled at once.
pub(super) const OPERATOR_LIMIT: usize = 1_000;

/// What stands within a pair of brackets, or in a tag outside of all.
#[derive(Default)]
struct Group {
    /// How many operators the expression under way has so far.
    operators: usize,
    /// Whether these are part of what stands around the brackets: there is nothing else in them.
    is_part: bool,
}

/// Returns where a layout has an operator too many.
pub(super) fn one_too_many(text: &str) -> Option<Range<usize>> {
    let mut groups = vec![Group::default()];
    // What cannot be read is told of by the engine.
    for (token, span) in tokenize(text, false, syntax()).map_while(Result::ok) {
        match token {
            Token::VariableStart | Token::BlockStart => {
                groups.clear();
                groups.push(Group::default());
            }
            Token::ParenOpen => groups.push(Group { operators: 0, is_part: true }),
            Token::BracketOpen | Token::BraceOpen => groups.push(Group::default()),
            Token::ParenClose | Token::BracketClose | Token::BraceClose if groups.len() > 1 => {
                let within = groups.pop().filter(|group| group.is_part).map_or(0, |group| group.operators);
                groups.last_mut()?.operators += within;
            }
            Token::Comma | Token::Colon => *groups.last_mut()? = Group::default(),
            _ => groups.last_mut()?.operators += usize::from(is_operator(&token)),
        }
        if groups.last()?.operators > OPERATOR_LIMIT {
            return Some(span.start_offset as usize..span.end_offset as usize);
        }
    }
    None
}

/// Tells whether a token is an operator.
fn is_operator(token: &Token<'_>) -> bool {
    match token {
        Token::Plus | Token::Minus | Token::Mul | Token::Div | Token::FloorDiv | Token::Pow | Token::Mod => true,
        Token::Tilde | Token::Eq | Token::Ne | Token::Gt | Token::Gte | Token::Lt | Token::Lte => true,
        Token::Ident(word) => matches!(*word, "and" | "or" | "not" | "in"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::DEFAULTS;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = one_too_many(text);
        assert_eq!(found.clone().map(|place| &text[place]), expected, "{}", &text[..text.len().min(80)]);
        // The one before is the last of those that may be.
        let operators = found.map(|place| &text[..place.start]);
        assert!(operators.is_none_or(|before| one_too_many(before).is_none()));
    }

    #[test]
    fn expression_may_have_so_many_operators_and_no_more() {
        let operators =
            ["+", "-", "*", "/", "//", "**", "%", "~", "==", "!=", ">", ">=", "<", "<=", "and", "or", "in", "is x not"];
        for operator in operators {
            let row = |count: usize| format!("é{{{{ x{} }}}}", format!(" {operator} x").repeat(count));
            check(&row(OPERATOR_LIMIT), None);
            check(&row(OPERATOR_LIMIT + 1), Some(operator.trim_start_matches("is x ")));
        }
        for sign in ["- ", "not "] {
            check(&format!("{{% if {}x %}}", sign.repeat(OPERATOR_LIMIT)), None);
            check(&format!("{{% if {}x %}}", sign.repeat(OPERATOR_LIMIT + 1)), Some(sign.trim()));
        }
        let sums = |count: usize| format!("{{% set y = x{} %}}", " + (x - 1)".repeat(count));
        check(&sums(OPERATOR_LIMIT / 2), None);
        check(&sums(OPERATOR_LIMIT / 2 + 1), Some("+"));
        check(&format!("{{{{ ({}) + x }}}}", "x+".repeat(OPERATOR_LIMIT - 1) + "x"), None);
        check(&format!("{{{{ ({}) + x }}}}", "x+".repeat(OPERATOR_LIMIT) + "x"), Some("+"));
    }

    #[test]
    fn expressions_side_by_side_may_be_as_many_as_there_is_room_for() {
        for many in [
            format!("{{% set y = [{}] %}}", "x + 1, -x, ".repeat(4_000)),
            format!("{{% set y = ({}) %}}", "x + 1, -x, ".repeat(4_000)),
            format!("{{% set y = {{{}}} %}}", "x + 1: x ~ y, ".repeat(4_000)),
            format!("{{{{ x[{}] }}}}", "[x + 1][x ~ y]".repeat(4_000)),
            "{{ x + 1 }}{% if not x %}{% endif %}".repeat(2_000),
            format!("{{# {} #}}{{% raw %}}{{{{ {} }}}}{{% endraw %}}", "+".repeat(4_000), "+".repeat(4_000)),
            "{{ ([".repeat(2_000),
            ")]}".repeat(2_000),
            format!("{{{{ {} }}}}", ")]".repeat(2_000)),
        ] {
            check(&many, None);
        }
        for (name, bytes) in DEFAULTS {
            assert_eq!(std::str::from_utf8(bytes).ok().and_then(one_too_many), None, "{name}");
        }
    }
}
