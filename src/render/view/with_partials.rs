//! A text in which partials stand, such as the panel of a session: what layouts show elsewhere is shown there by the same layout.
//!
//! The text of a page is an answer, and what a partial makes is asked for by whoever prints it; so the text holds a mark where one
//! stands, and which it is. Where such a text is taken as plain text, each has words in its place.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use super::Snapshot;
use super::handle::handle;
use super::value::html;
use crate::track::{Fingerprint, combine, fingerprint};

/// What stands before the number of a partial. A text of an author that has such a mark shows one of its own partials there.
const MARK: char = '\u{fdd1}';
/// What stands behind the number.
const END: char = '\u{fdd2}';

/// A partial in a text.
#[derive(Debug)]
pub(super) struct Inner {
    /// Its layout.
    pub(super) name: &'static str,
    /// What it shows: an entity.
    pub(super) of: Value,
    /// The fingerprint of what that is.
    pub(super) identity: Fingerprint,
    /// The place of the language of the text.
    pub(super) lang: usize,
    /// What stands for it where no layout is run, as HTML.
    pub(super) plain: String,
}

/// A text in which partials stand.
#[derive(Debug, Default)]
pub(super) struct WithPartials {
    text: String,
    inner: Vec<Inner>,
}

impl WithPartials {
    /// Returns a text with the partials whose marks stand in it.
    pub(super) fn of(text: String, inner: Vec<Inner>) -> WithPartials {
        WithPartials { text, inner }
    }

    /// Returns the text with something done to it that leaves the marks.
    pub(super) fn map(self, change: impl FnOnce(String) -> String) -> WithPartials {
        WithPartials { text: change(self.text), ..self }
    }

    /// Returns the text as HTML for a layout.
    pub(super) fn into_value(self) -> Value {
        if self.inner.is_empty() { html(self.text) } else { Value::from_object(self) }
    }

    /// Returns the text with words in place of the partials.
    pub(super) fn into_plain(self) -> String {
        if self.inner.is_empty() { self.text } else { self.to_string() }
    }

    /// Returns the text piece by piece, and the partials between.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Result<&str, &Inner>> {
        let (mut rest, mut next) = (self.text.as_str(), None);
        std::iter::from_fn(move || {
            if let Some(inner) = next.take() {
                return Some(Err(inner));
            }
            let Some((place, inner)) = self.first_mark(rest) else {
                return Some(Ok(std::mem::take(&mut rest))).filter(|piece| piece.is_ok_and(|text| !text.is_empty()));
            };
            let before = &rest[..place.start];
            (rest, next) = (&rest[place.end..], Some(inner));
            Some(Ok(before))
        })
    }

    /// Returns where the first mark of a partial stands, and that partial. What looks like one and is none is text.
    fn first_mark(&self, text: &str) -> Option<(Range<usize>, &Inner)> {
        text.match_indices(MARK).find_map(|(start, mark)| {
            let behind = &text[start + mark.len()..];
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            let inner = behind[..digits].parse().ok().and_then(|number: usize| self.inner.get(number))?;
            let is_closed = behind[digits..].starts_with(END);
            is_closed.then_some((start..start + mark.len() + digits + END.len_utf8(), inner))
        })
    }

    /// Returns the fingerprint of the text and of what the partials in it show.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let of = |inner: &Inner| {
            let name = combine(fingerprint(inner.name.as_bytes()), inner.identity);
            combine(combine(name, inner.lang as u64), fingerprint(inner.plain.as_bytes()))
        };
        self.inner
            .iter()
            .fold(combine(0x400, fingerprint(self.text.as_bytes())), |seed, inner| combine(seed, of(inner)))
    }
}

/// Appends the mark of the partial of a number.
pub(super) fn push_mark(number: usize, out: &mut String) {
    out.push(MARK);
    out.push_str(&number.to_string());
    out.push(END);
}

/// Returns a value as a text, with words in place of partials; nothing where it is none.
pub(in crate::render) fn text_of_value(value: &Value) -> Option<Cow<'_, str>> {
    let whole = || value.downcast_object_ref::<WithPartials>().map(|whole| Cow::Owned(whole.to_string()));
    value.as_str().map(Cow::Borrowed).or_else(whole)
}

/// Tells whether a value is such a text.
pub(super) fn is_text(value: &Value) -> bool {
    value.downcast_object_ref::<WithPartials>().is_some()
}

impl fmt::Display for WithPartials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces().try_for_each(|piece| f.write_str(piece.unwrap_or_else(|inner| &inner.plain)))
    }
}

impl Object for WithPartials {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The partials of a text that is being filled.
pub(super) struct Partials<'a> {
    snapshot: &'a Snapshot,
    inner: Vec<Inner>,
}

impl<'a> Partials<'a> {
    /// Returns none as yet.
    pub(super) fn of(snapshot: &'a Snapshot) -> Partials<'a> {
        Partials { snapshot, inner: Vec::new() }
    }

    /// Appends a partial about an entity.
    pub(super) fn push(&mut self, name: &'static str, (of, lang): (u32, usize), plain: String, out: &mut String) {
        push_mark(self.inner.len(), out);
        let identity = self.snapshot.entities.identity(of);
        self.inner.push(Inner { name, of: handle(of), identity, lang, plain });
    }

    /// Returns a filled text with them.
    pub(super) fn end(self, text: String) -> WithPartials {
        WithPartials::of(text, self.inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_for_partials_and_no_others() {
        let inner = Inner { name: "session", of: Value::from(()), identity: 1, lang: 0, plain: "<p>S</p>".to_owned() };
        // What an author writes stays, whatever it is.
        let written = "<p>a\u{fdd1}9\u{fdd2}b\u{fdd1}x\u{fdd2}\u{fdd1}</p>\u{fdd1}0";
        let mut text = written.to_owned();
        push_mark(0, &mut text);
        text.push_str("end\u{fdd1}");
        let expected = [written, "<p>S</p>end\u{fdd1}"].concat();
        let whole = WithPartials::of(text, vec![inner]);
        assert_eq!(whole.to_string(), expected);
        assert_eq!(whole.into_plain(), expected);
    }
}
