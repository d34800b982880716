//! Asterisks: those that were left over, and those that became emphasis within words, as in `3*4*5`.

use std::ops::Range;

use crate::diag::mistakes::Leftover;
use crate::parse::markdown::Writer;

/// What the writer must remember of asterisks.
#[derive(Default)]
pub(super) struct State {
    /// Where the run under way begins and ends.
    run: Range<usize>,
    /// The runs that the open block left over.
    block: Block,
    /// The runs of two that stand alone in their block.
    lone: Vec<Lone>,
}

/// The asterisks that the open block left over.
#[derive(Default)]
struct Block {
    /// Where the first run of two stands.
    first: Option<usize>,
    /// How many runs of two touch a word, and how many more have no word next to them.
    count: usize,
    /// Where the first run of any length stands that touches a word, and how many there are.
    touching: Option<Range<usize>>,
    touching_count: usize,
    /// Whether a pair of single tildes stands in the block: what crosses it is left over.
    has_tildes: bool,
}

/// A run of two asterisks that stands alone in its block.
struct Lone {
    /// Where it stands.
    at: usize,
    /// What it may be.
    role: Role,
}

/// What two asterisks alone may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The mark of a note, behind a word: `GDP**`.
    Mark,
    /// The beginning of that note: `**Estimate`.
    Note,
    /// The beginning of strong words that does not end.
    Opening,
}

impl State {
    /// Notes that a pair of single tildes stands in the open block.
    pub(super) fn note_tilde(&mut self) {
        self.block.has_tildes = true;
    }
}

impl Writer<'_> {
    /// Looks at an asterisk that was left over.
    pub(super) fn check_star(&mut self, range: &Range<usize>) {
        if self.text[..range.start].ends_with('\\') {
            return;
        }
        let run = &mut self.leftovers.stars.run;
        if run.end == range.start {
            run.end = range.end;
        } else {
            self.end_run();
            self.leftovers.stars.run = range.clone();
        }
    }

    /// Looks at emphasis whose asterisks may have been meant to be seen: within words on both sides, as in `3*4*5` and
    /// `Bürger*innen und Freund*innen`, and behind one that was left over.
    pub(super) fn check_emphasis(&mut self, range: &Range<usize>) {
        let whole = &self.text[range.clone()];
        if !whole.starts_with('*') {
            return;
        }
        let run = &self.leftovers.stars.run;
        if run.end == range.start && run.len() == 1 && !run.is_empty() {
            let at = run.start;
            self.leftovers.note(Leftover::Star, at..at + 2);
        }
        let inner = whole.trim_matches('*');
        let around = [
            self.text[..range.start].chars().next_back(),
            inner.chars().next(),
            inner.chars().next_back(),
            self.text[range.end..].chars().next(),
        ];
        let fits = |at: usize, fits: fn(char) -> bool| around[at].is_some_and(fits);
        let within = |at: usize| fits(at, is_of_spaced_word) && fits(at + 1, is_of_spaced_word);
        let figures = |at: usize| fits(at, |c| c.is_numeric()) && fits(at + 1, |c| c.is_numeric());
        let is_figure = (0..4).any(|at| fits(at, |c| c.is_numeric()));
        let is_short = inner.chars().count() == 1;
        let swallowed = within(0) && within(2) && (is_figure || is_short || inner.contains([' ', '\n']));
        if swallowed || figures(0) || figures(2) {
            // The words around it tell what was meant.
            self.leftovers.note(Leftover::Swallowed, self.words_around(range));
        }
    }

    /// Returns a range with the words that it stands in.
    fn words_around(&self, range: &Range<usize>) -> Range<usize> {
        const FURTHEST: usize = 20;
        let is_word = |c: &char| c.is_alphanumeric() || *c == '*';
        let before = self.text[..range.start].chars().rev().take(FURTHEST).take_while(is_word).map(char::len_utf8);
        let after = self.text[range.end..].chars().take(FURTHEST).take_while(is_word).map(char::len_utf8);
        range.start - before.sum::<usize>()..range.end + after.sum::<usize>()
    }

    /// Ends a run of asterisks; two of them next to a word were meant to make it strong, and so were two between
    /// blanks that stand before or after them.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.leftovers.stars.run);
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (before, after) = (self.text[..run.start].chars().next_back(), self.text[run.end..].chars().next());
        if run.is_empty() || !is_word(before) && !is_word(after) {
            return;
        }
        let block = &mut self.leftovers.stars.block;
        block.touching.get_or_insert(run.clone());
        block.touching_count += 1;
        if run.len() != 2 {
            return;
        }
        // Powers of numbers stand between blanks too.
        let loose = |text: &str| {
            text.starts_with("** ")
                || text.match_indices(" **").any(|(at, _)| {
                    let rest = &text[at + " **".len()..];
                    (rest.is_empty() || rest.starts_with(' ')) && !text[..at].ends_with(|c: char| c.is_ascii_digit())
                })
        };
        // The second run of a block makes a pair in any case, and lines may be long.
        let is_loose = block.count == 0 && {
            let line_start = self.text[..run.start].rfind('\n').map_or(0, |at| at + 1);
            loose(self.rest_of_line(run.end).trim_end()) || loose(&self.text[line_start..run.start])
        };
        let block = &mut self.leftovers.stars.block;
        block.first.get_or_insert(run.start);
        block.count += 1 + usize::from(is_loose);
    }

    /// Judges the asterisks of a block: two runs were meant to be a pair; one alone is judged with those of the page.
    pub(super) fn end_stars(&mut self) {
        let stars = &self.leftovers.stars;
        if stars.run.is_empty() && stars.block.touching.is_none() {
            self.leftovers.stars.block.has_tildes = false;
            return;
        }
        self.end_run();
        let Block { first, count, touching, touching_count, has_tildes } =
            std::mem::take(&mut self.leftovers.stars.block);
        match (first, touching) {
            (_, Some(run)) if has_tildes && touching_count > 1 => self.leftovers.note(Leftover::Tildes, run),
            (Some(first), _) if count > 1 => self.leftovers.note(Leftover::Strong, first..first + 2),
            (Some(at), _) => self.leftovers.stars.lone.extend(self.role_of(at).map(|role| Lone { at, role })),
            _ => {}
        }
    }

    /// Tells what two asterisks alone may be; powers of numbers are nothing.
    fn role_of(&self, at: usize) -> Option<Role> {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 2..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_figure = |c: Option<char>| c.is_some_and(char::is_numeric);
        match (is_word(before), is_word(after)) {
            (true, true) if is_figure(before) || is_figure(after) => None,
            (true, false) => Some(Role::Mark),
            _ if self.begins_block_at(at) => Some(Role::Note),
            _ => Some(Role::Opening),
        }
    }

    /// Tells whether nothing but signs of blocks stands before a place in its line.
    fn begins_block_at(&self, at: usize) -> bool {
        let line = &self.text[self.text[..at].rfind('\n').map_or(0, |found| found + 1)..at];
        line.bytes().all(|byte| b" \t>|-+*.)(0123456789".contains(&byte))
    }

    /// Judges the runs of two that stand alone in their blocks: a mark behind a word and the note that begins with it
    /// belong together; any other was meant to be one of a pair.
    pub(super) fn judge_lone_stars(&mut self) {
        let lone = std::mem::take(&mut self.leftovers.stars.lone);
        if lone.is_empty() {
            return;
        }
        let has = |role: Role| lone.iter().any(|lone| lone.role == role);
        // Those are no runs: a blank follows, or a backslash stands before.
        let is_note = |line: &str| {
            let words = line.trim_start_matches([' ', '\t', '>', '|', '-', '(']);
            words.starts_with("** ") || words.starts_with("\\*\\*")
        };
        let has_note = has(Role::Note) || self.text.lines().any(is_note);
        let has_mark = has(Role::Mark);
        for Lone { at, role } in lone {
            let belongs = match role {
                Role::Mark => has_note,
                Role::Note => has_mark,
                Role::Opening => false,
            };
            if !belongs {
                self.leftovers.note(Leftover::Star, at..at + 2);
            }
        }
    }
}

/// Tells whether a character belongs to a word, in a script that parts words by blanks: in any other, emphasis stands
/// between letters wherever it stands.
fn is_of_spaced_word(c: char) -> bool {
    let is_unspaced = matches!(
        c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    );
    c.is_alphanumeric() && !is_unspaced
}
