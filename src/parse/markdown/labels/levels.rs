//! Which labels make a list: the lines of one paragraph in, the level of each out.
//!
//! A label belongs to the list whose last label it follows, the innermost first; else it may begin a list in the item under way.
//! A list has two items at least. Where sentences of prose happen to be wrapped before `(b)`, it is none.

use super::Line;
use super::forms::Reading;

/// How deep lists of labels nest in one paragraph.
const DEPTH: usize = 4;
/// How many labels further on the next one of a list is looked for.
const REACH: usize = 64;
/// How often the lines are gone through anew without those that turned out to be alone.
const ROUNDS: usize = 8;

/// A list under way.
struct Open {
    /// What its last label may count, as the labels before it leave it.
    readings: Vec<Reading>,
    /// Its lines.
    items: Vec<usize>,
}

/// Returns the level of each line, from 0; `None` for one that begins no item.
pub(super) fn of(lines: &[Line]) -> Vec<Option<usize>> {
    let mut refused = vec![false; lines.len()];
    for _ in 0..ROUNDS {
        let (levels, lists) = arranged(lines, &refused);
        let alone: Vec<&Open> = lists.iter().filter(|list| !is_list(list, lines)).collect();
        if alone.is_empty() {
            return levels;
        }
        // What is no list may hold one: only its first label is taken out, and all of it on the next round.
        for list in alone {
            for at in &list.items {
                refused[*at] = true;
            }
        }
    }
    vec![None; lines.len()]
}

/// Goes through the lines once.
fn arranged(lines: &[Line], refused: &[bool]) -> (Vec<Option<usize>>, Vec<Open>) {
    let mut levels = vec![None; lines.len()];
    let mut open: Vec<Open> = Vec::new();
    let mut closed = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if refused[at] {
            continue;
        }
        let followed = open.iter().rposition(|list| !following(&line.label.readings, &list.readings).is_empty());
        let begun = beginning(lines, refused, at, &open);
        // `(i)` after `(h)` goes on with the letters, unless `(ii)` comes next and `(j)` does not.
        let nests = begun.is_some() && followed.is_some_and(|level| begins_within(lines, refused, at, &open[level]));
        match (followed, begun) {
            (Some(level), _) if !nests => {
                closed.extend(open.drain(level + 1..));
                let list = &mut open[level];
                list.readings = following(&line.label.readings, &list.readings);
                list.items.push(at);
                levels[at] = Some(level);
            }
            (_, Some(readings)) if open.len() < DEPTH => {
                levels[at] = Some(open.len());
                open.push(Open { readings, items: vec![at] });
            }
            _ => {}
        }
    }
    closed.append(&mut open);
    (levels, closed)
}

/// Returns the readings that follow any of those before.
fn following(now: &[Reading], before: &[Reading]) -> Vec<Reading> {
    now.iter().copied().filter(|now| before.iter().any(|before| now.follows(before))).collect()
}

/// Returns the readings by which a line may begin a list: those that a later line follows, counted otherwise than the lists
/// that are open.
fn beginning(lines: &[Line], refused: &[bool], at: usize, open: &[Open]) -> Option<Vec<Reading>> {
    let is_new = |reading: &&Reading| !open.iter().any(|list| list.readings.iter().any(|other| other.is_like(reading)));
    let later = || lines.iter().enumerate().skip(at + 1).take(REACH).filter(|(at, _)| !refused[*at]);
    let is_followed =
        |reading: &&Reading| later().any(|(_, line)| line.label.readings.iter().any(|next| next.follows(reading)));
    let own = lines[at].label.readings.iter();
    let readings: Vec<Reading> = own.filter(is_new).filter(is_followed).copied().collect();
    (!readings.is_empty()).then_some(readings)
}

/// Tells whether the line after the next goes on with a list that begins here, and not with the one that is open.
fn begins_within(lines: &[Line], refused: &[bool], at: usize, list: &Open) -> bool {
    let next = lines.iter().enumerate().skip(at + 1).find(|(at, _)| !refused[*at]);
    let Some((_, next)) = next else { return false };
    let own = &lines[at].label.readings;
    let as_letter = following(own, &list.readings);
    let goes_on = !following(&next.label.readings, &as_letter).is_empty();
    let other: Vec<Reading> = own.iter().filter(|reading| reading.is_first()).copied().collect();
    !goes_on && !following(&next.label.readings, &other).is_empty()
}

/// Tells whether labels that follow each other are a list and no chance of prose.
fn is_list(list: &Open, lines: &[Line]) -> bool {
    let [first, rest @ ..] = list.items.as_slice() else { return false };
    if rest.is_empty() {
        return false;
    }
    // Whoever signs in the order of the alphabet is no list.
    let are_names = list.readings.iter().all(Reading::is_initial) && list.items.iter().all(|at| lines[*at].is_name);
    if are_names && !lines[*first].announced {
        return false;
    }
    if rest.len() > 1 {
        return true;
    }
    let begin = &lines[*first];
    let is_initial = |reading: &Reading| reading.is_initial() && !reading.is_first();
    let readings = &begin.label.readings;
    (begin.label.is_plain() || begin.expected)
        && rest.iter().all(|at| lines[*at].expected)
        && !readings.iter().all(is_initial)
}
