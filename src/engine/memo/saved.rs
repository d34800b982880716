//! Memos as bytes, for the next process.
//!
//! Takes the questions with their answers and the memos; gives bytes, and from such bytes the same again. What is long lies in lists
//! of a fixed width, which are copied as they are, and what a memo asked is a part of one of these for as long as it stands. What
//! the bytes say is checked as they are read: each number must be one of something that is there.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{About, Memo, Numbers, Part, Questions};
use crate::packed::{Inlet, Outlet, Packed, Reader, Writer};
use crate::render::{Ids, Read};
use crate::route::OutPath;
use crate::track::{Fingerprint, Question, Table};

/// All that goes from one process to the next.
#[derive(Debug, Default)]
pub(in crate::engine) struct Saved {
    /// The languages of the site.
    pub(in crate::engine) languages: Vec<String>,
    /// The numbers of subjects.
    pub(in crate::engine) ids: Ids,
    /// What was asked.
    pub(in crate::engine) questions: Questions,
    /// What came of the targets about which nothing was reported.
    pub(in crate::engine) memos: Vec<Memo>,
}

/// Writes all that goes to the next process.
pub(in crate::engine) fn save(
    to: &mut dyn Write,
    languages: &[String],
    ids: &Ids,
    questions: &Questions,
    memos: &[Memo],
) -> io::Result<()> {
    let (mut out, mut head) = (Outlet::new(to), Writer::default());
    let (identities, layouts, partials) = ids.saved();
    languages.to_vec().pack(&mut head);
    head.number(layouts.len());
    for (number, name) in layouts {
        head.number(*number as usize);
        head.text(name);
    }
    partials.to_vec().pack(&mut head);
    head.number(questions.settled);
    let absent: Vec<u32> =
        (0..).zip(&questions.present).filter(|(_, is_present)| !**is_present).map(|(number, _)| number).collect();
    head.number(questions.present.len());
    head.ascending(&absent);
    out.bytes(&head.bytes)?;
    out.words(identities.iter().copied())?;
    out.words(questions.all.iter().map(|question| question.number()))?;
    out.words(questions.answers.iter().copied())?;
    let mut partials: Vec<(u32, &Numbers)> =
        questions.partials.iter().map(|(number, asked)| (*number, asked)).collect();
    partials.sort_unstable_by_key(|(number, _)| *number);
    out.numbers(&partials.iter().map(|(number, _)| *number).collect::<Vec<u32>>())?;
    lists(&mut out, partials.iter().map(|(_, asked)| *asked))?;
    let silent: Vec<&Memo> = memos.iter().filter(|memo| memo.diagnostics.is_empty()).collect();
    let mut routes = Writer::default();
    silent.iter().for_each(|memo| routes.text(memo.route.as_str()));
    out.bytes(&routes.bytes)?;
    out.words(silent.iter().map(|memo| memo.identity))?;
    lists(&mut out, silent.iter().map(|memo| &memo.asked))?;
    let mut parts: Vec<(&Read, &Part)> = questions.parts.iter().collect();
    parts.sort_unstable_by_key(|(read, _)| **read);
    out.words(parts.iter().map(|(read, _)| read.number()))?;
    out.words(parts.iter().map(|(_, part)| part.fingerprint))?;
    lists(&mut out, parts.iter().map(|(_, part)| &part.readers))?;
    out.finish()
}

/// Writes lists of numbers: where each ends, and all behind one another.
fn lists<'a>(out: &mut Outlet<'_>, lists: impl Iterator<Item = &'a Numbers> + Clone) -> io::Result<()> {
    let mut end = 0;
    let add = |list: &Numbers| {
        end += list.len() as u32;
        end
    };
    out.numbers(&lists.clone().map(add).collect::<Vec<u32>>())?;
    out.length(end as usize)?;
    Numbers::runs(lists).try_for_each(|run| out.more_numbers(&run))
}

/// Reads what [`save`] wrote, so many bytes; `None` where it cannot have written that.
pub(in crate::engine) fn read(from: &mut dyn io::Read, length: u64) -> Option<Saved> {
    let mut from = Inlet::new(from, length);
    let bytes = from.bytes()?;
    let mut head = Reader(&bytes);
    let languages = Packed::unpack(&mut head)?;
    let mut layouts = BTreeMap::new();
    for _ in 0..head.count()? {
        layouts.insert(u32::try_from(head.number()?).ok()?, head.text()?.to_owned());
    }
    let partials = Packed::unpack(&mut head)?;
    let settled = head.number()?;
    let identities: Vec<Fingerprint> = from.words(|identity| identity)?;
    let subjects = identities.len();
    let mut present = vec![true; head.number().filter(|count| *count <= subjects)?];
    for absent in head.ascending(present.len())? {
        present[absent as usize] = false;
    }
    let ids = Ids::of_saved(identities, layouts, partials)?;
    let all = from.words(Question::of_number)?;
    let answers = from.words(|answer| answer).filter(|answers| answers.len() == all.len())?;
    let (about, pieces) = index(&all, &ids, subjects)?;
    let numbers = from.numbers()?;
    let asked = read_lists(&mut from, numbers.len(), all.len())?;
    let are_known = numbers.iter().all(|number| (*number as usize) < all.len());
    let partials = are_known.then(|| numbers.into_iter().zip(asked).collect())?;
    let memos = read_memos(&mut from, all.len())?;
    let reads = from.words(Read::of_number)?;
    let fingerprints = from.words(|fingerprint| fingerprint).filter(|found| found.len() == reads.len())?;
    let readers = read_lists(&mut from, reads.len(), subjects)?;
    let parts = fingerprints.into_iter().zip(readers).map(|(fingerprint, readers)| Part { fingerprint, readers });
    let parts = reads.into_iter().zip(parts).collect();
    let questions =
        Questions { all, answers, about, pieces, partials, parts, present, settled, ..Questions::default() };
    (head.0.is_empty() && from.is_empty()).then_some(Saved { languages, ids, questions, memos })
}

/// Returns which questions are about each subject; `None` where one is about nothing that there is, or is there twice.
fn index(all: &[Question], ids: &Ids, subjects: usize) -> Option<(About, Table<u64, u32>)> {
    let (mut about, mut pieces, mut fields) = (About::default(), Table::default(), vec![0_u128; subjects]);
    about.reserve(all.len());
    for (question, number) in all.iter().zip(0..) {
        let (subject, field) = (question.subject(), 1 << question.field());
        match usize::try_from(subject).ok().and_then(|at| Some((at, fields.get_mut(at)?))) {
            Some((_, fields)) if *fields & field != 0 => return None,
            Some((at, fields)) => {
                *fields |= field;
                about.add(at, number);
            }
            None if !ids.is_piece(subject) || pieces.insert(subject, number).is_some() => return None,
            None => {}
        }
    }
    Some((about, pieces))
}

/// Reads so many lists of numbers below a limit.
fn read_lists(from: &mut Inlet<'_>, count: usize, limit: usize) -> Option<Vec<Numbers>> {
    let (ends, whole) = (from.numbers().filter(|ends| ends.len() == count)?, from.numbers()?);
    let is_below = whole.iter().max().is_none_or(|most| (*most as usize) < limit);
    let lists = if is_below { Numbers::parts(whole, &ends)? } else { return None };
    lists.iter().all(|list| list.is_sorted()).then_some(lists)
}

/// Reads the memos, which ask so many questions.
fn read_memos(from: &mut Inlet<'_>, questions: usize) -> Option<Vec<Memo>> {
    let routes = from.bytes()?;
    let identities = from.words(|identity| identity)?;
    let asked = read_lists(from, identities.len(), questions)?;
    let mut routes = Reader(&routes);
    let memo = |(identity, asked)| Some(Memo { asked, ..Memo::new(OutPath::parse(routes.text()?).ok()?, identity) });
    let memos = identities.into_iter().zip(asked).map(memo).collect::<Option<_>>()?;
    routes.0.is_empty().then_some(memos)
}

/// Reads any bytes as a memory; one that can be read comes back from its bytes.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_any(bytes: &[u8]) {
    if let Some(saved) = read(&mut &bytes[..], bytes.len() as u64) {
        let again = bytes_of(&saved);
        let found = read(&mut &again[..], again.len() as u64).expect("what was saved can be read");
        assert_eq!(bytes_of(&found), again);
    }
}

/// Returns what goes to the next process as bytes.
#[cfg(any(test, fuzzing))]
fn bytes_of(Saved { languages, ids, questions, memos }: &Saved) -> Vec<u8> {
    let mut bytes = Vec::new();
    save(&mut bytes, languages, ids, questions, memos).expect("a list takes all");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The subject of a partial.
    const PIECE: u64 = 1 << 56;

    /// Returns a few questions and memos.
    fn sample() -> Saved {
        let mut questions = Questions { settled: 300, ..Questions::default() };
        let layouts = std::collections::BTreeMap::from([(1, "page.html".to_owned())]);
        let ids = Ids::of_saved(vec![77, 78], layouts, vec!["card".to_owned()]).expect("good numbers");
        let (page, piece) = (0_u32, PIECE);
        for field in 0..3 {
            questions.add(Question::new(page, field), u64::MAX - u64::from(field));
        }
        let partial = questions.add(Question::new(piece, 0), 0);
        questions.partials.insert(partial, vec![0, 2].into());
        let route = |text: &str| OutPath::parse(text).expect("a good route");
        let memo = |text: &str, asked: &[u32]| Memo {
            asked: asked.to_vec().into(),
            ..Memo::new(route(text), text.len() as u64)
        };
        questions.present = vec![true, false];
        let part = Part { fingerprint: u64::MAX, readers: vec![0, 1].into() };
        questions.parts.insert(Read::of_number(1 << 60), part);
        let memos = vec![memo("index.html", &[3, 1]), memo("a/index.html", &[])];
        Saved { languages: vec!["en".to_owned()], ids, questions, memos }
    }

    /// Reads bytes.
    fn read(bytes: &[u8]) -> Option<Saved> {
        super::read(&mut &bytes[..], bytes.len() as u64)
    }

    #[test]
    fn what_is_saved_comes_back() {
        let first = sample();
        let again = read(&bytes_of(&first)).expect("good bytes");
        assert_eq!(again.languages, first.languages);
        assert_eq!(again.questions.all, first.questions.all);
        assert_eq!(again.questions.answers, first.questions.answers);
        assert_eq!(again.questions.about, first.questions.about);
        assert_eq!(again.questions.partials, first.questions.partials);
        assert_eq!(again.questions.settled, 300);
        assert_eq!(again.memos[0].asked[..], [1, 3]);
        assert_eq!(
            again.memos.iter().map(|memo| memo.route.as_str()).collect::<Vec<_>>(),
            ["index.html", "a/index.html"]
        );
        assert_eq!(again.questions.parts, first.questions.parts);
        assert_eq!(again.questions.present, first.questions.present);
        assert_eq!(bytes_of(&again), bytes_of(&first));
    }

    #[test]
    fn what_has_something_to_say_is_not_saved() {
        let mut first = sample();
        first.memos[0].diagnostics.push(crate::diag::mistakes::missing_layout("page"));
        let again = read(&bytes_of(&first)).expect("good bytes");
        assert_eq!(again.memos.iter().map(|memo| memo.route.as_str()).collect::<Vec<_>>(), ["a/index.html"]);
    }

    #[test]
    fn other_bytes_never_panic() {
        let saved = bytes_of(&sample());
        for at in 0..saved.len() {
            assert!(read(&saved[..at]).is_none(), "cut off at {at}");
            for byte in [0, 1, 0x7f, 0x80, 0xff] {
                let mut altered = saved.clone();
                altered[at] = byte;
                let _ = read(&altered);
            }
        }
    }
}
