//! Memos as bytes, for the next process.
//!
//! Takes the questions with their answers and the memos; gives bytes, and from such bytes the same again. What the bytes
//! say is checked as they are read: each number must be one of something that is there (`packed`).

use std::collections::BTreeMap;

use super::{Memo, Part, Questions};
use crate::packed::{Packed, Reader, Writer};
use crate::render::{Ids, Read};
use crate::route::OutPath;
use crate::track::{FIELD_LIMIT, Fingerprint, Question};

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
pub(in crate::engine) fn save(languages: &[String], ids: &Ids, questions: &Questions, memos: &[Memo]) -> Vec<u8> {
    let mut out = Writer::default();
    texts(&mut out, languages);
    let (identities, layouts, partials) = ids.saved();
    out.number(identities.len());
    identities.iter().for_each(|identity| out.fixed(*identity));
    out.number(layouts.len());
    for (number, name) in layouts {
        out.number(*number as usize);
        out.text(name);
    }
    texts(&mut out, partials);
    out.number(questions.settled);
    out.number(questions.all.len());
    for (question, answer) in questions.all.iter().zip(&questions.answers) {
        out.number(question.subject() as usize);
        out.bytes.push(question.field());
        out.fixed(*answer);
    }
    let mut partials: Vec<(&u32, &Box<[u32]>)> = questions.partials.iter().collect();
    partials.sort_unstable_by_key(|(number, _)| **number);
    out.number(partials.len());
    for (number, asked) in partials {
        out.number(*number as usize);
        out.ascending(asked);
    }
    let silent: Vec<&Memo> = memos.iter().filter(|memo| memo.diagnostics.is_empty()).collect();
    out.number(silent.len());
    for memo in silent {
        out.text(memo.route.as_str());
        out.fixed(memo.identity);
        out.ascending(&memo.asked);
    }
    let numbers =
        |present: bool| (0..).zip(&questions.present).filter(move |(_, is)| **is == present).map(|(at, _)| at);
    let absent: Vec<u32> = numbers(false).collect();
    out.number(questions.present.len());
    out.ascending(&absent);
    let parts: BTreeMap<&Read, &Part> = questions.parts.iter().collect();
    out.number(parts.len());
    for (read, Part { fingerprint, readers }) in parts {
        out.fixed(read.number());
        out.fixed(*fingerprint);
        out.ascending(readers);
    }
    out.bytes
}

/// Writes some texts.
fn texts(out: &mut Writer, texts: &[String]) {
    out.number(texts.len());
    texts.iter().for_each(|text| out.text(text));
}

/// Reads what [`save`] wrote; `None` where it cannot have written that.
pub(in crate::engine) fn read(bytes: &[u8]) -> Option<Saved> {
    let mut from = Reader(bytes);
    let languages = Packed::unpack(&mut from)?;
    let identities: Vec<Fingerprint> = (0..from.count()?).map(|_| from.fixed()).collect::<Option<_>>()?;
    let subjects = identities.len();
    let mut layouts = BTreeMap::new();
    for _ in 0..from.count()? {
        layouts.insert(u32::try_from(from.number()?).ok()?, from.text()?.to_owned());
    }
    let ids = Ids::of_saved(identities, layouts, Packed::unpack(&mut from)?)?;
    let mut questions = Questions { settled: from.number()?, ..Questions::default() };
    let count = from.count()?;
    questions.all.reserve(count);
    questions.answers.reserve(count);
    for _ in 0..count {
        let subject = from.number()? as u64;
        let is_known = |subject: u64| subject < subjects as u64 || ids.is_piece(subject);
        if !is_known(subject) {
            return None;
        }
        let field = from.take(1)?.first().copied().filter(|field| *field < FIELD_LIMIT)?;
        let answer = from.fixed()?;
        let question = Question::new(subject, field);
        if questions.number(question).is_some() {
            return None;
        }
        questions.add(question, answer);
    }
    for _ in 0..from.count()? {
        let number = u32::try_from(from.number()?).ok().filter(|number| (*number as usize) < count)?;
        questions.partials.insert(number, from.ascending(count)?);
    }
    let mut memos = Vec::new();
    for _ in 0..from.count()? {
        let route = OutPath::parse(from.text()?).ok()?;
        let identity = from.fixed()?;
        memos.push(Memo { asked: from.ascending(count)?, ..Memo::new(route, identity) });
    }
    questions.present = vec![true; from.number().filter(|count| *count <= subjects)?];
    for absent in from.ascending(questions.present.len())? {
        questions.present[absent as usize] = false;
    }
    for _ in 0..from.count()? {
        let (read, fingerprint) = (Read::of_number(from.fixed()?), from.fixed()?);
        let part = Part { fingerprint, readers: from.ascending(subjects)?.into() };
        questions.parts.insert(read, part);
    }
    from.0.is_empty().then_some(Saved { languages, ids, questions, memos })
}

/// Reads any bytes as a memory; one that can be read comes back from its bytes.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_any(bytes: &[u8]) {
    if let Some(Saved { languages, ids, questions, memos }) = read(bytes) {
        let again = save(&languages, &ids, &questions, &memos);
        let found = read(&again).expect("what was saved can be read");
        assert_eq!(save(&found.languages, &found.ids, &found.questions, &found.memos), again);
    }
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
        questions.partials.insert(partial, Box::from([0, 2]));
        let route = |text: &str| OutPath::parse(text).expect("a good route");
        let memo =
            |text: &str, asked: &[u32]| Memo { asked: asked.into(), ..Memo::new(route(text), text.len() as u64) };
        questions.present = vec![true, false];
        let part = Part { fingerprint: u64::MAX, readers: vec![0, 1] };
        questions.parts.insert(Read::of_number(1 << 60), part);
        let memos = vec![memo("index.html", &[3, 1]), memo("a/index.html", &[])];
        Saved { languages: vec!["en".to_owned()], ids, questions, memos }
    }

    /// Writes what there is.
    fn saved(Saved { languages, ids, questions, memos }: &Saved) -> Vec<u8> {
        save(languages, ids, questions, memos)
    }

    #[test]
    fn what_is_saved_comes_back() {
        let first = sample();
        let again = read(&saved(&first)).expect("good bytes");
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
        assert_eq!(saved(&again), saved(&first));
    }

    #[test]
    fn what_has_something_to_say_is_not_saved() {
        let mut first = sample();
        first.memos[0].diagnostics.push(crate::diag::mistakes::missing_layout("page"));
        let again = read(&saved(&first)).expect("good bytes");
        assert_eq!(again.memos.iter().map(|memo| memo.route.as_str()).collect::<Vec<_>>(), ["a/index.html"]);
    }

    #[test]
    fn other_bytes_never_panic() {
        let saved = saved(&sample());
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
