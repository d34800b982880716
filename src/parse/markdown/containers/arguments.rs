//! The arguments of a block, checked.

use std::ops::Range;

use super::fence::{Argument, Fault, FaultKind};
use crate::diag::{Diagnostic, mistakes};
use crate::html::push_escaped;
use crate::parse::anchors::is_reserved;
use crate::parse::block_kinds::{BlockKind, ID, Of};
use crate::parse::markdown::Writer;
use crate::parse::recommendation::is_id;
use crate::route::composed;

/// The arguments that a block was given and takes.
pub(super) struct Given(Vec<Argument>);

impl Given {
    /// Tells whether nothing was given.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the argument of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Argument> {
        self.0.iter().find(|argument| argument.key == key)
    }
}

impl Writer<'_> {
    /// Returns the arguments that a block takes; reports what is wrong with the others, and what is missing.
    pub(super) fn check_arguments(
        &mut self,
        (kind, range): (Option<&BlockKind>, &Range<usize>),
        arguments: Vec<Argument>,
        fault: Option<Fault>,
    ) -> Given {
        // Where a key is misspelt, or the rest of the line was not read, it may be there.
        let mut is_whole = fault.is_none();
        if let Some(fault) = fault {
            let found = self.faulty(kind, fault);
            self.report(found);
        }
        let mut given: Vec<Argument> = Vec::new();
        let Some(kind) = kind else { return Given(given) };
        let known: Vec<&str> = kind.arguments.iter().map(|argument| argument.key).chain([ID]).collect();
        for argument in arguments {
            if !known.contains(&argument.key.as_str()) {
                is_whole = false;
                let span = self.span(&argument.key_range);
                self.report(mistakes::unknown_argument(span, kind.name, &argument.key, &known));
            } else if let Some(first) = given.iter().find(|first| first.key == argument.key) {
                let (span, first) = (self.span(&argument.key_range), self.span(&first.key_range));
                self.report(mistakes::argument_twice(span, &argument.key, first));
            } else if argument.value.trim().is_empty() {
                self.report(mistakes::empty_argument(self.span(&argument.key_range), &argument.key, &kind.example));
                given.push(argument);
            } else {
                if kind.argument(&argument.key).is_some_and(|known| known.of == Of::Words) {
                    self.check_words(&argument);
                }
                given.push(argument);
            }
        }
        for argument in kind.arguments.iter().filter(|argument| is_whole && argument.required) {
            if !given.iter().any(|given| given.key == argument.key) {
                self.report(mistakes::missing_argument(self.span(range), kind.name, argument.key, &kind.example));
            }
        }
        given.retain(|argument| !argument.value.trim().is_empty());
        Given(given)
    }

    /// Warns of signs of Markdown in words, which stand there as they are.
    fn check_words(&mut self, argument: &Argument) {
        let value = &argument.value;
        // What comes in pairs, or has nothing else that it could be.
        let is_pair = |sign: &&&str| value.matches(**sign).count() > 1;
        let sign = ["**", "__", "~~"]
            .iter()
            .find(is_pair)
            .or_else(|| ["](", "{#", "[^"].iter().find(|sign| value.contains(**sign)));
        if let Some(sign) = sign {
            self.report(mistakes::markup_in_argument(self.span(&argument.range), &argument.key, sign));
        }
    }

    /// Returns what is said of a line that is wrong.
    fn faulty(&self, kind: Option<&BlockKind>, fault: Fault) -> Diagnostic {
        let (span, words) = (self.span(&fault.range), &self.text[fault.range.clone()]);
        let example = kind.map_or("::: figure src=hall.jpg alt=\"Delegates in the hall\"", |kind| &kind.example);
        match fault.kind {
            FaultKind::Foreign(fitting) => mistakes::foreign_block(span, words, &fitting),
            FaultKind::Name => mistakes::block_name(span, words),
            FaultKind::Quote => mistakes::printed_quote_in_argument(span, example),
            FaultKind::Blank(c) => mistakes::odd_blank_in_argument(span, c),
            FaultKind::Word => mistakes::word_in_arguments(span, words, example),
            FaultKind::NoValue => mistakes::empty_argument(span, words, example),
            FaultKind::Bare => mistakes::bare_argument(span, words),
            FaultKind::Unclosed => mistakes::argument_left_open(span),
        }
    }

    /// Returns the attribute by which links lead to a block, or nothing.
    pub(super) fn container_id(&mut self, given: &Given) -> String {
        let Some(Argument { value, range, .. }) = given.get(ID) else { return String::new() };
        let value = &*composed(value);
        if !is_id(value) {
            self.report(mistakes::bad_block_id(self.span(range), value));
        } else if is_reserved(value) {
            self.report(mistakes::reserved_anchor(self.span(range), value));
        }
        if let Err(first) = self.anchors.take(value, range.clone()) {
            self.report(mistakes::duplicate_anchor(self.span(range), value, self.span(&first)));
        }
        let mut id = " id=\"".to_owned();
        push_escaped(&mut id, value);
        id + "\""
    }
}
