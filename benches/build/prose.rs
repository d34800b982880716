//! Makes the prose of the sample site: sentences, paragraphs, lists, tables, footnotes.
//!
//! In comes a seeded generator of numbers, out goes Markdown. The same seed gives the same text
//! on every machine, so that two runs measure the same site. The sentences are grammatical and
//! varied in length, as link texts, summaries and search engines would see them; they say nothing
//! about any real state.

/// Openings of sentences: who acts.
const SUBJECTS: [&str; 16] = [
    "The delegation",
    "A national mechanism for prevention",
    "The ministry in charge of justice",
    "An independent institution",
    "The parliamentary committee",
    "A public register",
    "The focal point",
    "The inter-ministerial group",
    "A review of the training of officials",
    "The office that answers petitions",
    "The body that follows up recommendations",
    "A regional partner",
    "The team that gathers early warnings",
    "An agreed timetable",
    "The annual report",
    "Civil society",
];

/// Verbs that fit every subject and every object.
const VERBS: [&str; 16] = [
    "has begun to shape",
    "would strengthen",
    "could help to explain",
    "depends upon",
    "should be consulted on",
    "was asked to examine",
    "has not yet published",
    "keeps under review",
    "may well improve",
    "took part in drafting",
    "gives a plain account of",
    "has set out in writing",
    "brings into one place",
    "makes it easier to follow",
    "ought to give weight to",
    "reports twice a year on",
];

/// What is acted upon.
const OBJECTS: [&str; 16] = [
    "the protection of people at risk",
    "the risk factors that the framework of analysis names",
    "the measures taken since the previous cycle",
    "the words of the recommendation as it was accepted",
    "the way in which complaints are received and answered",
    "the training given to officers before they are deployed",
    "the transfer of arms across the border",
    "the laws on incitement and their use in court",
    "the record of joining and of standing aside",
    "the voice of communities that are seldom heard",
    "the schooling of children who were displaced",
    "the independence of those who investigate",
    "the budget line that pays for follow-up",
    "the exchange of warnings between neighbours",
    "the memory of what happened and the teaching of it",
    "the promise made at the adoption of the report",
];

/// Ends of sentences: when, why, under which condition.
const TAILS: [&str; 16] = [
    "before the mid-term report",
    "and says so in public",
    "where the law already allows it",
    "without waiting for the next cycle",
    "as other states of the region have done",
    "although the means are modest",
    "so that progress can be measured",
    "with the help of the universities",
    "in every language that is spoken in court",
    "at a cost that is known",
    "under the eye of an independent observer",
    "once the consultation has ended",
    "in keeping with what was said in Geneva",
    "even if the figures are incomplete",
    "and invites comments on the draft",
    "by a date that everyone can hold it to",
];

/// Headings of the sections after the first, which is always "Background".
const HEADINGS: [&str; 10] = [
    "What has been done",
    "Where questions remain",
    "Early warning",
    "Law and practice",
    "Follow-up since the last review",
    "What others have tried",
    "Education and memory",
    "Means and timetable",
    "Access to justice",
    "Cooperation in the region",
];

/// A generator of numbers with a fixed sequence for each seed (SplitMix64).
///
/// The standard library has none whose sequence is promised to stay the same.
#[derive(Clone, Debug)]
pub(crate) struct Dice {
    /// State of the sequence.
    state: u64,
}

impl Dice {
    /// Starts the sequence of a seed; neighbouring seeds give unrelated sequences.
    pub(crate) fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ 0x6a09_e667_f3bc_c909 }
    }

    /// Returns the next number below `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = limit.max(1) as u64;
        ((mixed ^ (mixed >> 31)) % limit) as usize
    }

    /// Picks one of the given values.
    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    /// Answers yes once in `times` throws on average.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Returns one sentence of plain words.
pub(crate) fn sentence(dice: &mut Dice) -> String {
    let (subject, verb) = (dice.pick(&SUBJECTS), dice.pick(&VERBS));
    let object = dice.pick(&OBJECTS);
    if dice.once_in(3) {
        format!("{subject} {verb} {object}.")
    } else {
        format!("{subject} {verb} {object} {}.", dice.pick(&TAILS))
    }
}

/// Returns a short phrase of plain words, as in a list or a table.
pub(crate) fn phrase(dice: &mut Dice) -> String {
    format!("{} {}", dice.pick(&OBJECTS), dice.pick(&TAILS))
}

/// Appends a paragraph of four to seven sentences, one of them with emphasis.
fn paragraph(dice: &mut Dice, body: &mut String, extra: &str) {
    let count = 4 + dice.below(4);
    let marked = dice.below(count);
    for number in 0..count {
        if number > 0 {
            body.push(' ');
        }
        let words = sentence(dice);
        match (number == marked, dice.once_in(2)) {
            (true, true) => body.push_str(&format!("**{words}**")),
            (true, false) => body.push_str(&format!("*{words}*")),
            _ => body.push_str(&words),
        }
    }
    body.push_str(extra);
    body.push_str("\n\n");
}

/// Appends a list of three to five items, numbered in one case of three.
fn list(dice: &mut Dice, body: &mut String) {
    let numbered = dice.once_in(3);
    for number in 1..=3 + dice.below(3) {
        let mark = if numbered { format!("{number}.") } else { "-".to_owned() };
        body.push_str(&format!("{mark} {}\n", sentence(dice)));
    }
    body.push('\n');
}

/// Appends a table of four to six rows.
fn table(dice: &mut Dice, body: &mut String) {
    body.push_str("| Year | Measure | Result |\n|---|---|---|\n");
    for row in 0..4 + dice.below(3) {
        let result = dice.pick(&["done", "in hand", "not begun", "unknown"]);
        body.push_str(&format!("| {} | {} | {result} |\n", 2008 + row, phrase(dice)));
    }
    body.push('\n');
}

/// Writes a body of about `length` bytes that links to the given targets.
///
/// The body opens with a paragraph and the section "Background"; a table, a quotation and a
/// footnote appear in some of the bodies, once each.
pub(crate) fn body(dice: &mut Dice, length: usize, links: &[String]) -> String {
    let mut body = String::with_capacity(length + 1024);
    let (with_table, with_note) = (dice.once_in(4), dice.once_in(4));
    let first_heading = dice.below(HEADINGS.len());
    paragraph(dice, &mut body, "");
    let mut section = 0;
    let mut links = links.iter();
    while body.len() < length || section < 2 {
        let heading = match section {
            0 => "Background",
            // A round through the headings suits nearly every length, so that an id seldom occurs twice.
            _ => HEADINGS[(first_heading + section) % HEADINGS.len()],
        };
        body.push_str(&format!("## {heading}\n\n"));
        let link = links.next().map_or(String::new(), |link| format!(" {link}"));
        paragraph(dice, &mut body, &link);
        match section {
            0 if with_note => paragraph(dice, &mut body, "[^1]"),
            1 if with_table => table(dice, &mut body),
            _ if dice.once_in(6) => body.push_str(&format!("> {}\n\n", sentence(dice))),
            _ => list(dice, &mut body),
        }
        section += 1;
    }
    for link in links {
        body.push_str(&format!("{}\n\n", link));
    }
    if with_note {
        body.push_str(&format!("[^1]: {}\n\n", sentence(dice)));
    }
    body
}
