//! The facts of the data: all that the data files say, as bytes, for the next process.
//!
//! Takes data in whose files nothing was wrong; gives bytes, and from these the same data again. Whoever keeps them sees to
//! it that they belong to the files.

use jiff::civil::Date;

use super::read::ACTS;
use super::{
    Act, Answer, Body, Data, Deadline, FocalPoint, Instrument, PartialDate, STATES, Session, StateId, Status, Term,
    TreatyRecord,
};
use crate::config::Translated;
use crate::moment::Moment;
use crate::packed::{Packed, Reader, Writer, packed};
use crate::track::Fingerprint;

/// What is established of a state and an instrument, in the order of their numbers here.
const STATUSES: [Status; 4] = [Status::Party, Status::Signatory, Status::None, Status::Unknown];
/// The answers, in the order of their numbers here.
const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unknown];

impl Data {
    /// Returns the data as bytes.
    pub fn facts(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.bodies.pack(&mut out);
        self.sessions.pack(&mut out);
        self.terms.pack(&mut out);
        self.instruments.pack(&mut out);
        out.number(self.records.len());
        for ((instrument, state), record) in &self.records {
            out.number(*instrument);
            (*state).pack(&mut out);
            record.pack(&mut out);
        }
        out.number(self.focal_points.len());
        for (state, known) in &self.focal_points {
            (*state).pack(&mut out);
            known.pack(&mut out);
        }
        out.bytes
    }

    /// Returns the data of files with a fingerprint from their facts; `None` where the bytes cannot be those of data.
    pub fn of_facts(bytes: &[u8], fingerprint: Fingerprint) -> Option<Data> {
        let mut from = Reader(bytes);
        let bodies: Vec<Body> = Packed::unpack(&mut from)?;
        let (sessions, terms): (Vec<Session>, _) = (Packed::unpack(&mut from)?, Packed::unpack(&mut from)?);
        if sessions.iter().any(|session| session.body >= bodies.len()) {
            return None;
        }
        let mut data =
            Data { bodies, sessions, terms, instruments: Packed::unpack(&mut from)?, fingerprint, ..Data::default() };
        for _ in 0..from.count()? {
            let instrument = from.number().filter(|at| *at < data.instruments.len())?;
            let state = Packed::unpack(&mut from)?;
            data.records.insert((instrument, state), Packed::unpack(&mut from)?);
        }
        for _ in 0..from.count()? {
            let state = Packed::unpack(&mut from)?;
            data.focal_points.insert(state, Packed::unpack(&mut from)?);
        }
        data.index();
        from.0.is_empty().then_some(data)
    }
}

packed!(Body { id, name, short, url });
packed!(Session {
    id,
    body,
    number,
    cycle,
    title,
    starts,
    ends,
    undated,
    states,
    days,
    deadlines,
    source,
    as_of,
    note
});
packed!(Deadline { what, date, source });
packed!(Term { taxonomy, id, key, title, description });
packed!(Instrument { id, title, short, adopted, depositary, description, url });
packed!(TreatyRecord { status, acts, source, certainty, as_of, note });
packed!(FocalPoint { answer, since, source, as_of, note });

impl Packed for Translated {
    fn pack(&self, out: &mut Writer) {
        let by = match self {
            Translated::Same(text) => return (None::<Vec<(String, String)>>, text.clone()).pack(out),
            Translated::By(texts) => texts.iter().map(|(lang, text)| (lang.clone(), text.clone())).collect(),
        };
        (Some::<Vec<(String, String)>>(by), String::new()).pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Translated> {
        let (by, text): (Option<Vec<(String, String)>>, String) = Packed::unpack(from)?;
        Some(by.map_or(Translated::Same(text), |texts| Translated::By(texts.into_iter().collect())))
    }
}

/// A state, by its place in the table, which belongs to the program.
impl Packed for StateId {
    fn pack(&self, out: &mut Writer) {
        out.number(usize::from(self.0));
    }

    fn unpack(from: &mut Reader<'_>) -> Option<StateId> {
        let at = from.number().filter(|at| *at < STATES.len())?;
        u16::try_from(at).ok().map(StateId)
    }
}

impl Packed for Act {
    fn pack(&self, out: &mut Writer) {
        place(&ACTS, &self.act, out);
        self.date.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Act> {
        Some(Act { act: at_place(&ACTS, from)?, date: Packed::unpack(from)? })
    }
}

impl Packed for Status {
    fn pack(&self, out: &mut Writer) {
        place(&STATUSES, self, out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Status> {
        at_place(&STATUSES, from)
    }
}

impl Packed for Answer {
    fn pack(&self, out: &mut Writer) {
        place(&ANSWERS, self, out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Answer> {
        at_place(&ANSWERS, from)
    }
}

impl Packed for Date {
    fn pack(&self, out: &mut Writer) {
        Moment::of_day(*self).pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Date> {
        Some(Moment::unpack(from)?.date())
    }
}

impl Packed for PartialDate {
    fn pack(&self, out: &mut Writer) {
        match self {
            PartialDate::Day(day) => (true, *day).pack(out),
            PartialDate::Year(year) => (false, u32::from(year.cast_unsigned())).pack(out),
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<PartialDate> {
        Some(match bool::unpack(from)? {
            true => PartialDate::Day(Packed::unpack(from)?),
            false => PartialDate::Year(u16::try_from(u32::unpack(from)?).ok()?.cast_signed()),
        })
    }
}

/// Writes a value by its place in a list that has it.
fn place<T: PartialEq>(list: &[T], value: &T, out: &mut Writer) {
    out.number(list.iter().position(|known| known == value).unwrap_or(list.len()));
}

/// Reads a value by its place in a list.
fn at_place<T: Copy>(list: &[T], from: &mut Reader<'_>) -> Option<T> {
    list.get(from.number()?).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::data::{DataSettings, data_fingerprint, read_data};
    use crate::source::Sources;

    /// Data files with all that there is in them.
    const FILES: [(&str, &str); 6] = [
        (
            "bodies",
            "- {id: council, name: {en: Sample Council, fr: Conseil}, short: SC, url: \"https://example.org/\"}\n",
        ),
        (
            "sessions",
            "- {id: upr-49, number: 49, cycle: 4, starts: 2025-04-28, ends: 2025-05-09, states: [KEN, ARM], \
             source: A list, as_of: 2026-01-05, note: Moved.}\n- {id: upr-50, number: 50, cycle: 4, states: [SWE]}\n\
             - {id: sc-1, body: council, title: {en: A meeting, fr: Une réunion}, dates: unknown, states: [{state: KEN, on: 2025-05-02}], \
             deadlines: [{what: Papers, date: 2025-04-02, source: A list}]}\n",
        ),
        ("topics", "- {id: memory, title: Memory, description: What is remembered.}\n"),
        (
            "instruments",
            "- {id: charter, title: Sample Charter, short: Charter, adopted: 1950, depositary: The depositary, \
             description: Made up., url: \"https://example.org/charter\"}\n\
             - {id: pact, title: Sample Pact, short: Pact, adopted: 1948-12-09, description: Made up.}\n",
        ),
        (
            "treaty-actions",
            "- {instrument: charter, state: KEN, status: party, acts: [{act: signature, date: 1951}, \
             {act: ratification, date: 1960-02-29}], source: A list, as_of: 2026-01-05, certainty: certain, note: With a remark.}\n\
             - {instrument: pact, state: SWE, status: unknown}\n",
        ),
        (
            "focal-points",
            "- {state: KEN, answer: yes, since: 2019, source: A letter, as_of: 2026-01-05, note: By name.}\n\
             - {state: SWE, answer: no}\n",
        ),
    ];

    /// Returns the data of the files.
    fn data() -> Data {
        let files = FILES.map(|(name, text)| (format!("content/data/{name}.yaml"), text.as_bytes().to_vec()));
        let (sources, found) = Sources::from_memory(BTreeMap::from(files));
        assert_eq!(found, []);
        let mut found = Vec::new();
        let data = read_data(&sources, DataSettings::default(), &mut found);
        assert_eq!(found, []);
        assert_eq!(data.fingerprint, data_fingerprint(&sources, DataSettings::default()));
        data
    }

    #[test]
    fn data_of_its_facts_is_the_data() {
        let data = data();
        assert_eq!((data.sessions.len(), data.records.len(), data.focal_points.len()), (3, 2, 2));
        assert_eq!((data.bodies.len(), data.sessions[0].id.as_str()), (2, "sc-1"));
        let again = Data::of_facts(&data.facts(), data.fingerprint).expect("the facts are whole");
        assert_eq!(format!("{again:?}"), format!("{data:?}"));
    }

    #[test]
    fn other_bytes_never_panic() {
        let facts = data().facts();
        for at in 0..facts.len() {
            assert!(Data::of_facts(&facts[..at], 0).is_none(), "cut off at {at}");
            for bit in [1, 0x80, 0xff] {
                let mut altered = facts.clone();
                altered[at] ^= bit;
                let _ = Data::of_facts(&altered, 0);
            }
        }
    }
}
