//! The data files and the pages without a text of their own of the sample site for Zola.
//!
//! Zola copies a data file each time that a template loads it, so there is one small file for each state, session,
//! topic, instrument and recommendation. Instruments and sheets, which Zola does not make from data, are pages whose
//! front matter says what they are.

use std::io;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::facts::{self, Applies, INSTRUMENTS, STANDING, Standing, TOPICS};
use crate::generate::{self, described, write_file};
use crate::sample::{self, Kind, STATES_PER_SESSION, Sample};
use crate::zola::{self, All};

/// Writes everything.
pub(crate) fn write(all: &All, root: &Path) -> io::Result<()> {
    let (data, content) = (root.join("data"), root.join("content"));
    let mut by_name: Vec<usize> = (0..facts::states().len()).collect();
    by_name.sort_by_key(|&place| facts::states()[place].name);
    let listed = by_name.iter().map(|&place| {
        let facts::State { name, group, .. } = facts::states()[place];
        format!(r#"{{"code": "{}", "name": "{name}", "group": "{group}"}}"#, code(place))
    });
    write_file(&data.join("states.json"), &list(listed))?;
    for place in 0..facts::states().len() {
        write_file(&data.join(format!("states/{}.json", code(place))), &state(all, place))?;
    }
    let listed = (1..=all.sample.sessions).map(|session| {
        let dates = session_dates(&all.sample, session);
        format!(r#"{{"number": {session}, "dates": "{dates}", "count": {STATES_PER_SESSION}}}"#)
    });
    write_file(&data.join("sessions.json"), &list(listed))?;
    (1..=all.sample.sessions).into_par_iter().try_for_each(|session| {
        write_file(&data.join(format!("sessions/upr-{session}.json")), &self::session(all, session))?;
        for code in all.sample.session_states(session) {
            let name = format!("sheets/upr-{session}-{}.md", code.to_lowercase());
            write_file(&content.join(name), &zola::sheet(all, session, code))?;
        }
        Ok::<(), io::Error>(())
    })?;
    for (place, topic) in TOPICS.iter().enumerate() {
        write_file(&data.join(format!("topics/{}.json", topic.id)), &zola::topic(place))?;
    }
    for (number, instrument) in INSTRUMENTS.iter().enumerate() {
        let text = format!(
            "---\ntitle: {}\ndescription: \"{}\"\nweight: {}\n---\n",
            instrument.title,
            described(instrument.id),
            number + 1,
        );
        write_file(&content.join(format!("instruments/{}.md", instrument.id)), &text)?;
        let rows = by_name.iter().map(|&place| {
            format!(
                r#"{{"code": "{}", "name": "{}", {}}}"#,
                code(place),
                facts::states()[place].name,
                status(place, number)
            )
        });
        write_file(&data.join(format!("instruments/{}.json", instrument.id)), &list(rows))?;
    }
    recommendations(&data)
}

/// Writes the standing recommendations: their texts, and to whom each is addressed.
fn recommendations(data: &Path) -> io::Result<()> {
    let mut all: Vec<(usize, &Standing)> = STANDING.iter().enumerate().collect();
    all.sort_by_key(|(_, standing)| standing.title);
    let listed = all.iter().map(|(_, standing)| {
        let (id, title) = (standing.id, standing.title);
        format!(r#"{{"id": "{id}", "title": "{title}", "description": "{}"}}"#, described(id))
    });
    write_file(&data.join("recommendations.json"), &list(listed))?;
    for (number, standing) in all {
        let id = standing.id;
        write_file(&data.join(format!("recommendations/{id}.md")), &generate::standing_body(number))?;
        let among = |answer: &str| {
            let places = (0..facts::states().len()).filter(|place| applies(standing, *place).0 == answer);
            names(places.map(|place| facts::states()[place].code))
        };
        let topic = &TOPICS[number % TOPICS.len()];
        let text = format!(
            r#"{{"title": "{}", "description": "{}", "topic": "{}", "topic_title": "{}", "yes": {}, "unknown": {}, "no": {}}}"#,
            standing.title,
            described(id),
            topic.id,
            topic.title,
            among("yes"),
            among("unknown"),
            among("no"),
        );
        write_file(&data.join(format!("recommendations/{id}.json")), &text)?;
    }
    Ok(())
}

/// Returns the code of a state in lower case.
fn code(place: usize) -> String {
    facts::states()[place].code.to_lowercase()
}

/// Writes a list in JSON from values that are JSON already.
fn list(rows: impl Iterator<Item = String>) -> String {
    format!("[{}]\n", rows.collect::<Vec<_>>().join(",\n"))
}

/// Writes states with their names, in YAML and JSON alike.
pub(crate) fn names(codes: impl Iterator<Item = &'static str>) -> String {
    let one =
        |code: &'static str| format!(r#"{{"code": "{}", "name": "{}"}}"#, code.to_lowercase(), facts::state_name(code));
    format!("[{}]", codes.map(one).collect::<Vec<_>>().join(", "))
}

/// Returns a date as pages show it.
pub(crate) fn long(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Returns the days of a session as pages show them.
pub(crate) fn session_dates(sample: &Sample, session: usize) -> String {
    let starts = sample.session_starts(session);
    format!("{} to {}", starts.strftime("%-d %B"), long(starts + 11.days()))
}

/// Writes the status of a state towards an instrument, as the inside of a map.
fn status(place: usize, number: usize) -> String {
    let (status, acted) = sample::invented_status(place, number);
    let text = if status == "none" { "no act recorded" } else { status };
    let act = if status == "signatory" { "signature" } else { "ratification" };
    let date = acted.map_or(String::new(), long);
    format!(r#""status": "{status}", "text": "{text}", "act": "{act}", "date": "{date}""#)
}

/// Tells whether a standing recommendation is addressed to a state, and why.
fn applies(standing: &Standing, place: usize) -> (&'static str, String) {
    match standing.applies {
        Applies::All => ("yes", "Addressed to all".to_owned()),
        Applies::NoFocalPoint => {
            let said = sample::invented_focal_point(place);
            let answer = match said {
                "no" => "yes",
                "yes" => "no",
                _ => "unknown",
            };
            (answer, format!("Focal Point on record: {said}"))
        }
        Applies::NotPartyToAny(of) => {
            let among = |wanted: &[&str]| {
                let numbers = (0..INSTRUMENTS.len()).filter(|&number| of.contains(&INSTRUMENTS[number].id));
                let found = numbers.filter(|&number| wanted.contains(&sample::invented_status(place, number).0));
                found.map(|number| INSTRUMENTS[number].id).collect::<Vec<_>>().join(", ")
            };
            match (among(&["none", "signatory"]), among(&["unknown"])) {
                (lacking, _) if !lacking.is_empty() => ("yes", format!("Not recorded as a party to {lacking}")),
                (_, unknown) if !unknown.is_empty() => ("unknown", format!("Not established: {unknown}")),
                _ => ("no", "Party to all of the instruments named".to_owned()),
            }
        }
    }
}

/// Returns the standing recommendations by title.
fn by_title() -> Vec<&'static Standing> {
    let mut all: Vec<&Standing> = STANDING.iter().collect();
    all.sort_by_key(|standing| standing.title);
    all
}

/// Writes a state: its sessions, what it is asked, its statuses.
fn state(all: &All, place: usize) -> String {
    let facts::State { name, group, code: upper } = facts::states()[place];
    let sessions = (1..=all.sample.sessions).filter(|session| all.sample.session_states(*session).contains(&upper));
    let sessions = sessions.map(|session| {
        let brief = has_brief(all, session, upper);
        format!(r#"{{"number": {session}, "dates": "{}", "brief": {brief}}}"#, session_dates(&all.sample, session))
    });
    let answers = by_title().into_iter().map(|standing| {
        let (answer, why) = applies(standing, place);
        format!(r#"{{"id": "{}", "title": "{}", "answer": "{answer}", "why": "{why}"}}"#, standing.id, standing.title)
    });
    let statuses = INSTRUMENTS.iter().enumerate().map(|(number, instrument)| {
        format!(r#"{{"id": "{}", "short": "{}", {}}}"#, instrument.id, instrument.title, status(place, number))
    });
    format!(
        r#"{{"name": "{name}", "group": "{group}", "focal": "{}", "sessions": {}, "answers": {}, "statuses": {}}}"#,
        sample::invented_focal_point(place),
        list(sessions),
        list(answers),
        list(statuses),
    )
}

/// Tells whether there is a brief on a state in a session.
fn has_brief(all: &All, session: usize, code: &'static str) -> bool {
    all.in_session(session).any(|page| page.kind == Kind::Brief && page.states == [code])
}

/// Writes a session: its states and the grid of recommendations by states.
fn session(all: &All, session: usize) -> String {
    let codes = all.sample.session_states(session);
    let place_of = |code: &str| facts::states().iter().position(|state| state.code == code).unwrap_or_default();
    let states = codes.iter().map(|&code| {
        let (lower, name) = (code.to_lowercase(), facts::state_name(code));
        format!(r#"{{"code": "{lower}", "name": "{name}", "brief": {}}}"#, has_brief(all, session, code))
    });
    let grid = by_title().into_iter().map(|standing| {
        let answers: Vec<String> =
            codes.iter().map(|code| format!("\"{}\"", applies(standing, place_of(code)).0)).collect();
        format!(r#"{{"id": "{}", "title": "{}", "answers": [{}]}}"#, standing.id, standing.title, answers.join(", "))
    });
    format!(
        r#"{{"number": {session}, "cycle": {}, "dates": "{}", "states": {}, "grid": {}}}"#,
        sample::cycle(session),
        session_dates(&all.sample, session),
        list(states),
        list(grid),
    )
}
