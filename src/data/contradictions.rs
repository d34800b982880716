//! Facts of one record that cannot both be true: a status and the acts, days and what they are said to be days of.
//!
//! Takes a record as it was read; warns, with both places. A year alone, an act without a date and acts that a record
//! leaves out may each be what makes it true, so only what is impossible in any case is told.

use super::acts::Deed;
use super::{Act, Answer, FocalPoint, Instrument, PartialDate, Status, TreatyRecord};
use crate::diag::mistakes;
use crate::yaml::{Map, Mark, Source};

/// Warns of a status that the acts speak against, and of acts that cannot follow each other or stand in the record.
pub(super) fn note_in_record(map: &Map<'_>, record: &TreatyRecord) {
    let deeds: Vec<(usize, &Act, Deed)> =
        record.acts.iter().enumerate().filter_map(|(at, act)| Some((at, act, Deed::of(act)?))).collect();
    let as_of = record.as_of.map(|moment| PartialDate::Day(moment.date()));
    let is_later = |act: &Act| as_of.zip(act.date).is_some_and(|(as_of, date)| as_of.is_surely_before(date));
    // Who has given notice of leaving is a party until the day on which it takes effect.
    let is_announced = |act: &Act| act.act == "withdrawal" && record.status == Status::Party && is_later(act);
    for (at, act) in record.acts.iter().enumerate().filter(|(_, act)| is_later(act) && !is_announced(act)) {
        let word = act.act;
        map.note_pair(&format!("acts[{at}].date"), "as_of", move |span, as_of| {
            mistakes::act_after_as_of(span, word, as_of)
        });
    }
    let counted: Vec<(usize, &Act, Deed)> = deeds.into_iter().filter(|(_, act, _)| !is_later(act)).collect();
    let may_follow =
        |act: &Act, deed: Deed| counted.iter().any(|(_, other, of)| *of == deed && !is_surely_before(other, act));
    let against = counted.iter().find(|(_, act, deed)| match record.status {
        Status::Party => *deed == Deed::Left && !may_follow(act, Deed::Joined),
        Status::Signatory => *deed == Deed::Joined && !may_follow(act, Deed::Left),
        Status::None => matches!(deed, Deed::Signed | Deed::Joined) && !may_follow(act, Deed::Left),
        Status::Unknown => false,
    });
    if let Some((at, act, _)) = against {
        let (status, word) = (record.status.id(), act.act);
        map.note_pair("status", &format!("acts[{at}].act"), move |span, act| {
            mistakes::status_against_act(span, status, word, act)
        });
    }
    note_signed_late(map, &counted);
}

/// Warns of a signature by a state that had joined before, and did not leave.
fn note_signed_late(map: &Map<'_>, deeds: &[(usize, &Act, Deed)]) {
    let of = |wanted: Deed| deeds.iter().filter(move |(_, _, deed)| *deed == wanted);
    for (at, signature, _) in of(Deed::Signed) {
        let left_between = |joined: &Act| {
            of(Deed::Left).any(|(_, left, _)| !is_surely_before(left, joined) && !is_surely_before(signature, left))
        };
        let before =
            of(Deed::Joined).find(|(_, joined, _)| is_surely_before(joined, signature) && !left_between(joined));
        if let Some((first, joined, _)) = before {
            let word = joined.act;
            map.note_pair(&format!("acts[{at}].date"), &format!("acts[{first}].date"), move |span, joined| {
                mistakes::signed_after_joining(span, word, joined)
            });
        }
    }
}

/// Tells whether an act was done before another for certain.
fn is_surely_before(act: &Act, other: &Act) -> bool {
    act.date.zip(other.date).is_some_and(|(date, other)| date.is_surely_before(other))
}

/// Warns of acts that were done before there was the instrument, which stands at a place of its file.
pub(super) fn note_before_adoption(
    map: &Map<'_>,
    record: &TreatyRecord,
    place: usize,
    instrument: &Instrument,
    file: &Source,
) {
    let Some(adopted) = instrument.adopted else { return };
    for (at, act) in record.acts.iter().enumerate() {
        if !act.date.is_some_and(|date| date.is_surely_before(adopted)) {
            continue;
        }
        let (word, file) = (act.act, file.clone());
        let path = format!("acts[{at}].date");
        map.note_pair(&path, &path, move |span, _| {
            let adopted = file.locate(&format!("[{place}].adopted"), Mark::Value);
            mistakes::act_before_adoption(span, word, adopted)
        });
    }
}

/// Warns of a day since which a focal point is there that does not fit the answer, or the day of the record.
pub(super) fn note_in_focal_point(map: &Map<'_>, known: &FocalPoint) {
    let Some(since) = known.since else { return };
    if known.answer == Answer::Unknown {
        map.note_pair("since", "answer", mistakes::since_of_unknown);
    }
    if known.as_of.is_some_and(|as_of| PartialDate::Day(as_of.date()).is_surely_before(since)) {
        map.note_pair("since", "as_of", mistakes::since_after_as_of);
    }
}
