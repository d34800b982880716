//! Marks that change the direction of text, which are to be closed in their paragraph.

use super::Writer;
use crate::diag::mistakes;

impl Writer<'_> {
    /// Warns where marks that change the direction of text are not balanced within their paragraph.
    ///
    /// Arabic, Hebrew, Persian and Urdu prose uses them rightly, so they are not forbidden.
    pub(super) fn check_directions(&mut self, start: usize) {
        const MARKS: [char; 9] = [
            '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
        ];
        // One search for each mark is many times faster than one look at each character.
        if !MARKS.iter().any(|mark| self.text[start..].contains(*mark)) {
            return;
        }
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut blank_line = false;
        let end = [(self.text.len(), '\n'); 2];
        for (at, c) in self.text[start..].char_indices().map(|(at, c)| (at + start, c)).chain(end) {
            match c {
                '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push((at, false)),
                '\u{2066}'..='\u{2068}' => open.push((at, true)),
                '\u{202c}' | '\u{2069}' => {
                    let isolate = c == '\u{2069}';
                    match open.iter().rposition(|(_, opened)| *opened == isolate) {
                        Some(found) => open.truncate(found),
                        None => self.report(mistakes::direction_not_open(self.span(&(at..at + 3)), c)),
                    }
                }
                '\n' if blank_line => {
                    for (at, isolate) in open.drain(..) {
                        let c = self.text[at..].chars().next().unwrap_or_default();
                        let closing = if isolate { '\u{2069}' } else { '\u{202c}' };
                        self.report(mistakes::direction_left_open(self.span(&(at..at + 3)), c, closing));
                    }
                }
                _ => {}
            }
            if self.stopped {
                return;
            }
            blank_line = c == '\n' || blank_line && c.is_whitespace();
        }
    }
}
