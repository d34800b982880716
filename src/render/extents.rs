//! Where the expressions of a layout stand, and what is put around them.
//!
//! The engine's parser says of each expression a part of where it stands. Its tokens say the rest.

use minijinja::machinery::{Span, Token};

/// Something that is put into the text of a layout.
pub(super) struct Insertion {
    /// Where it is put.
    pub(super) at: usize,
    /// What it is.
    pub(super) text: String,
}

/// The tokens of an expression without brackets around it, by their numbers.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    /// The first one.
    pub(super) first: usize,
    /// The last one.
    pub(super) last: usize,
}

/// What stands before an expression, as far as it matters what that begins with.
enum Before {
    /// The name of a test, which takes what stands before a filter, or arguments in brackets.
    Test,
    /// The word `call`, behind which names of arguments may stand in brackets.
    Call,
    /// A minus, which takes what stands before a filter.
    Minus,
    /// Something else, which takes all of it.
    Other,
}

/// The text of a layout with what is put into it.
pub(super) struct Written<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its tokens.
    pub(super) tokens: Vec<(Token<'a>, Span)>,
    /// What is put before expressions, inner ones first.
    before: Vec<Insertion>,
    /// What is put behind them, inner ones first.
    behind: Vec<Insertion>,
}

impl<'a> Written<'a> {
    /// Returns a text with nothing put into it.
    pub(super) fn new(text: &'a str, tokens: Vec<(Token<'a>, Span)>) -> Written<'a> {
        Written { text, tokens, before: Vec::new(), behind: Vec::new() }
    }

    /// Returns all that was put, in the order of the text; what stands around more stands outside.
    pub(super) fn in_order(self) -> Vec<Insertion> {
        let mut all = self.behind;
        all.extend(self.before.into_iter().rev());
        // A stable sort: nothing begins where something ends but the text between them.
        all.sort_by_key(|insertion| insertion.at);
        all
    }

    /// Puts a filter around an expression.
    pub(super) fn wrap(&mut self, extent: Extent, filter: &str) {
        // What follows without brackets between, as `.x` or `[0]`, and a minus before it, would take the filter for its own.
        let follows = self.tokens.get(extent.last + 1).map(|(token, _)| token);
        let has_more = matches!(follows, Some(Token::Dot | Token::BracketOpen | Token::ParenOpen));
        let (open, close) = match self.before(extent.first) {
            // Brackets would hold arguments here, behind which no more follows.
            Before::Test | Before::Call if has_more => ("[", "][0]"),
            Before::Test | Before::Minus => ("(", ")"),
            _ if has_more => ("(", ")"),
            _ => ("", ""),
        };
        self.put(extent, &format!("{open}0|{filter}("), &format!("){close}"));
    }

    /// Tells what stands before a token.
    fn before(&self, token: usize) -> Before {
        let word = |back: usize| match self.tokens.get(token.wrapping_sub(back)) {
            Some((Token::Ident(word), _)) => Some(*word),
            _ => None,
        };
        let opens = |back: usize| matches!(self.tokens.get(token.wrapping_sub(back)), Some((Token::BlockStart, _)));
        match self.tokens.get(token.wrapping_sub(1)) {
            Some((Token::Minus, _)) => Before::Minus,
            Some((Token::Ident("call"), _)) if opens(2) => Before::Call,
            Some((Token::Ident(_), _)) if word(2) == Some("is") || word(2) == Some("not") && word(3) == Some("is") => {
                Before::Test
            }
            _ => Before::Other,
        }
    }

    /// Puts text before and behind an expression.
    pub(super) fn put(&mut self, extent: Extent, before: &str, behind: &str) {
        let (start, end) = (self.tokens[extent.first].1.start_offset, self.tokens[extent.last].1.end_offset);
        self.before.push(Insertion { at: start as usize, text: before.to_owned() });
        self.behind.push(Insertion { at: end as usize, text: behind.to_owned() });
    }

    /// Returns where an expression stands that begins with another, which may have brackets around it.
    pub(super) fn from(&self, inner: Extent, span: Span) -> Extent {
        Extent { first: inner.first - self.closed_behind(inner.last), last: self.ending(span) }
    }

    /// Returns how many brackets close behind a token.
    pub(super) fn closed_behind(&self, token: usize) -> usize {
        self.tokens[token + 1..].iter().take_while(|(token, _)| matches!(token, Token::ParenClose)).count()
    }

    /// Returns the tokens of a span that is the whole of an expression.
    pub(super) fn spanned(&self, span: Span) -> Extent {
        Extent { first: self.starting(span), last: self.ending(span) }
    }

    /// Returns the token that a span begins with.
    pub(super) fn starting(&self, span: Span) -> usize {
        self.tokens.partition_point(|(_, token)| token.start_offset < span.start_offset)
    }

    /// Returns the token that a span ends with.
    pub(super) fn ending(&self, span: Span) -> usize {
        self.tokens.partition_point(|(_, token)| token.end_offset < span.end_offset)
    }
}
