//! Writes the sample site as Hugo reads it: the same publications, as a practised author would lay them out.
//!
//! In goes a number of publications and an empty or absent folder, out comes a Hugo site. Layouts,
//! settings and the makers of pages from data lie in `benches/hugo` and are copied. Bodies are the
//! same Markdown. What Hugo has no notation for goes where it costs Hugo least: the marked
//! recommendations into front matter, from where the layout lists them; the states that a letter is
//! addressed to are spelled out; which sessions a state had is worked out here, not in a template.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use jiff::ToSpan;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::facts::{self, Applies, INSTRUMENTS, STANDING, TOPICS};
use crate::generate::{self, described, write_file};
use crate::sample::{self, Kind, Marked, Publication, Sample};

/// The root of the project, where the layouts are.
const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// Writes the Hugo site with a number of publications into `root`.
pub(crate) fn write_site(publications: usize, root: &Path) -> io::Result<()> {
    let sample = Sample::new(publications);
    generate::refuse_filled(root)?;
    copy_layouts("hugo", root, "assets/style.css")?;
    write_data(&sample, &root.join("data"))?;
    let content = root.join("content");
    write_fixed(&content)?;
    (0..sample.publications()).into_par_iter().try_for_each(|number| {
        let publication = sample.publication(number);
        write_file(&content.join(&publication.path), &source(&publication))
    })
}

/// Writes the data files.
pub(crate) fn write_data(sample: &Sample, data: &Path) -> io::Result<()> {
    write_file(&data.join("states.json"), &states(sample))?;
    write_file(&data.join("sessions.json"), &sessions(sample))?;
    write_file(&data.join("treaty.json"), &treaty())?;
    write_file(&data.join("focal.json"), &focal())?;
    write_file(&data.join("instruments.json"), &instruments())?;
    write_file(&data.join("topics.json"), &topics())
}

/// Writes the sources whose number does not grow: standing recommendations and plain pages.
pub(crate) fn write_fixed(content: &Path) -> io::Result<()> {
    for (place, standing) in STANDING.iter().enumerate() {
        let text = recommendation(place, standing);
        write_file(&content.join(format!("recommendations/{}.md", standing.id)), &text)?;
    }
    for (place, (name, title)) in generate::PAGES.iter().enumerate() {
        let text = format!("---\ntitle: {title}\n---\n\n{}", generate::page_body(place));
        write_file(&content.join(format!("pages/{name}.md")), &text)?;
    }
    Ok(())
}

/// Copies layouts, settings and fixed content of a generator, and the style sheet that demarche's own layouts use.
pub(crate) fn copy_layouts(name: &str, root: &Path, style: &str) -> io::Result<()> {
    let from = Path::new(PROJECT).join("benches").join(name);
    for entry in WalkDir::new(&from) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(&from).map_err(io::Error::other)?;
            write_file(&root.join(below), &fs::read_to_string(entry.path())?)?;
        }
    }
    let text = fs::read_to_string(Path::new(PROJECT).join("layouts/assets/style.css"))?;
    write_file(&root.join(style), &text)
}

/// Writes a map in JSON from keys and values that are JSON already.
fn map(entries: impl Iterator<Item = (String, String)>) -> String {
    let entries: Vec<String> = entries.map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}\n", entries.join(",\n"))
}

/// Writes a list of ids in lower case, for YAML and JSON alike.
pub(crate) fn ids<S: AsRef<str>>(values: &[S]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("\"{}\"", value.as_ref().to_lowercase())).collect();
    format!("[{}]", quoted.join(", "))
}

/// Writes the states, each with the sessions in which it is under review.
fn states(sample: &Sample) -> String {
    let mut under_review = vec![Vec::new(); facts::states().len()];
    for session in 1..=sample.sessions {
        for code in sample.session_states(session) {
            if let Ok(place) = facts::states().binary_search_by(|state| state.code.cmp(code)) {
                under_review[place].push(format!("upr-{session}"));
            }
        }
    }
    map(facts::states().iter().zip(under_review).map(|(state, sessions)| {
        let code = state.code.to_lowercase();
        let sessions: Vec<&str> = sessions.iter().map(String::as_str).collect();
        let value = format!(
            r#"{{"code": "{code}", "name": "{}", "group": "{}", "sessions": {}}}"#,
            state.name,
            state.group,
            ids(&sessions)
        );
        (code, value)
    }))
}

/// Writes the sessions.
fn sessions(sample: &Sample) -> String {
    map((1..=sample.sessions).map(|number| {
        let starts = sample.session_starts(number);
        let value = format!(
            r#"{{"number": {number}, "cycle": {}, "starts": "{starts}", "ends": "{}", "states": {}}}"#,
            sample::cycle(number),
            starts + 11.days(),
            ids(&sample.session_states(number)),
        );
        (format!("upr-{number}"), value)
    }))
}

/// Writes the status of each state towards each instrument, by state and instrument.
fn treaty() -> String {
    map(facts::states().iter().enumerate().map(|(place, state)| {
        let statuses = map(INSTRUMENTS.iter().enumerate().map(|(number, instrument)| {
            let (status, acted) = sample::invented_status(place, number);
            let (act, text) = match status {
                "party" => ("ratification", "party"),
                "signatory" => ("signature", "signatory"),
                "none" => ("", "no act recorded"),
                _ => ("", "unknown"),
            };
            let date = acted.map_or(String::new(), |day| day.to_string());
            let value = format!(r#"{{"status": "{status}", "text": "{text}", "act": "{act}", "date": "{date}"}}"#);
            (instrument.id.to_owned(), value)
        }));
        (state.code.to_lowercase(), statuses)
    }))
}

/// Writes what is said about each state's focal point.
fn focal() -> String {
    map(facts::states().iter().enumerate().map(|(place, state)| {
        let answer = sample::invented_focal_point(place);
        (state.code.to_lowercase(), format!(r#"{{"answer": "{answer}"}}"#))
    }))
}

/// Writes the instruments, in their order.
fn instruments() -> String {
    let rows: Vec<String> = INSTRUMENTS
        .iter()
        .map(|instrument| {
            let (id, title) = (instrument.id, instrument.title);
            let description = described(id);
            format!(r#"{{"id": "{id}", "title": "{title}", "short": "{title}", "description": "{description}"}}"#)
        })
        .collect();
    format!("[{}]\n", rows.join(",\n"))
}

/// Writes the themes.
fn topics() -> String {
    map(TOPICS.iter().map(|topic| {
        let value = format!(r#"{{"title": "{}", "description": "{}"}}"#, topic.title, described(topic.id));
        (topic.id.to_owned(), value)
    }))
}

/// Writes a standing recommendation.
fn recommendation(place: usize, standing: &facts::Standing) -> String {
    let applies = match standing.applies {
        Applies::All => String::new(),
        Applies::NoFocalPoint => "applies: {no_focal_point: true}\n".to_owned(),
        Applies::NotPartyToAny(list) => format!("applies: {{not_party_to_any: {}}}\n", ids(list)),
    };
    format!(
        "---\ntitle: {}\ndate: 2008-01-15\ndescription: {}\ntopics: [{}]\n{applies}---\n\n{}",
        standing.title,
        described(standing.id),
        TOPICS[place % TOPICS.len()].id,
        generate::standing_body(place),
    )
}

/// Writes the source of a publication.
pub(crate) fn source(publication: &Publication) -> String {
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {}\ndescription: \"{}\"\ntopics: {}\n",
        publication.title,
        publication.date,
        publication.description,
        ids(&publication.topics),
    );
    match publication.kind {
        Kind::Letter => letter_keys(publication, &mut text),
        Kind::Brief => brief_keys(publication, &mut text),
        Kind::Newsletter => newsletter_keys(publication, &mut text),
    }
    recommendations(&publication.recommendations, &mut text);
    text.push_str("---\n\n");
    text.push_str(&publication.body);
    text
}

/// Writes the recommendations with the title of the standing one where there is one.
fn recommendations(all: &[Marked], text: &mut String) {
    if all.is_empty() {
        return;
    }
    let standing = |id: &str| STANDING.iter().find(|standing| standing.id == id);
    let made: Vec<&str> = all.iter().filter_map(|marked| standing(marked.id)).map(|standing| standing.id).collect();
    let _ = writeln!(text, "made: {}\nrecommendations:", ids(&made));
    for marked in all {
        let _ = writeln!(text, "  - id: {}\n    text: \"{}\"", marked.id, marked.text);
        if let Some(standing) = standing(marked.id) {
            let _ = writeln!(text, "    standing: {}", standing.title);
        }
        if marked.priority {
            text.push_str("    priority: true\n");
        }
        if !marked.states.is_empty() {
            let _ = writeln!(text, "    states: {}", ids(&marked.states));
        }
    }
}

/// Writes the keys that only letters have.
fn letter_keys(letter: &Publication, text: &mut String) {
    let session = letter.session.unwrap_or_default();
    let _ = write!(
        text,
        "label: Letter\nsession: upr-{session}\nsessions: [upr-{session}]\nstates: {}\nreference: SAMPLE/L/{:06}\n\
         addressee: Permanent Missions in Geneva\nplace: Sampleton\nsalutation: \"Excellency,\"\n\
         closing: \"Yours sincerely,\"\nsignatories:\n  - {{name: A. Sample, role: Director}}\n  \
         - {{name: B. Sample, role: Head of Advocacy}}\n",
        ids(&letter.states),
        letter.index + 1,
    );
}

/// Writes the keys that only briefs have.
fn brief_keys(brief: &Publication, text: &mut String) {
    let session = brief.session.unwrap_or_default();
    let _ = write!(
        text,
        "label: Brief\nsession: upr-{session}\nsessions: [upr-{session}]\nstate: {}\nstates: {}\nsummary: \"{}\"\n",
        brief.states.concat().to_lowercase(),
        ids(&brief.states),
        brief.summary(),
    );
}

/// Writes the keys that only newsletter issues have.
fn newsletter_keys(issue: &Publication, text: &mut String) {
    let number = issue.index + 1;
    let _ = write!(text, "label: Newsletter\nnumber: {number}\nslug: \"{number}\"\nitems:\n");
    for path in &issue.items {
        let _ = writeln!(text, "  - {path}");
    }
    let _ = writeln!(
        text,
        "elsewhere: {{title: An event elsewhere, text: \"{}\", url: \"https://example.net/events/{number}\"}}",
        issue.description,
    );
}
