//! Writes the sample site as demarche reads it.
//!
//! In goes a number of publications and an empty or absent folder, out comes `content/` with
//! settings, data files, standing recommendations, plain pages and the publications. The same
//! number gives the same bytes. A folder that holds anything is refused, so that nobody's site is
//! overwritten by a mistyped name.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use jiff::ToSpan;
use rayon::prelude::*;

use crate::facts::{self, Applies, INSTRUMENTS, STANDING, Standing, TOPICS};
use crate::prose::{self, Dice};
use crate::sample::{self, Folders, Kind, Marked, Publication, Sample};

/// What the data files name as their source, so that nobody takes them for facts.
pub(crate) const SOURCE: &str = "Invented for a benchmark, not a fact";

/// The day on which the invented data claims to have been looked at.
pub(crate) const AS_OF: &str = "2026-06-30";

/// The plain pages: name, title.
pub(crate) const PAGES: [(&str, &str); 3] = [("about", "About"), ("contact", "Contact"), ("method", "How we work")];

/// Whether the sample site has mails beside its publications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mails {
    /// Each publication comes out as a mail too.
    On,
    /// None does, as in the benchmark of pages, which Hugo makes alone.
    Off,
}

/// Settings of the sample site; the line on mails is put in last.
const SETTINGS: &str = r##"name: Sample Organisation
tagline: A site that exists to be measured
description: A site of invented publications, made to measure how fast a site is built.
base_url: https://example.org/
language: en
languages: [en]
time_zone: UTC
notice: Every word and figure on this site is invented for a benchmark.
address: [Sample Organisation, 1 Example Street, 0000 Sampleton]
phone: "+44 1632 960000"
email: contact@example.org
social:
  - {name: Example Microblog, url: "https://social.example.net/@sample"}
  - {name: Example Video, url: "https://video.example.net/sample"}
newsletter:
  signup_url: https://example.org/sign-up
  text: Our letters and briefs by e-mail, before and after each session.
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
accent: "#1d5c72"
nav: [letters, briefs, states, sessions, recommendations, newsletters]
footer_nav: [pages/about.md, pages/contact.md, pages/method.md]
"##;

/// Writes the sample site with a number of publications into `root`, without mails.
pub(crate) fn write_site(publications: usize, root: &Path) -> io::Result<()> {
    write_site_with(Mails::Off, publications, root)
}

/// Writes the settings of the sample site into `root`.
pub(crate) fn write_settings(mails: Mails, root: &Path) -> io::Result<()> {
    write_file(&root.join("content/site.yaml"), &settings(mails))
}

/// Returns the settings of the sample site.
pub(crate) fn settings(mails: Mails) -> String {
    let line = if mails == Mails::Off { "mail: false\n" } else { "" };
    format!("{SETTINGS}{line}")
}

/// Writes the sample site with a number of publications into `root`.
pub(crate) fn write_site_with(mails: Mails, publications: usize, root: &Path) -> io::Result<()> {
    write_sample(mails, &Sample::new(publications), root)
}

/// Writes the sample site, with its publications in collections of its own, into `root`, without mails.
pub(crate) fn write_collections(publications: usize, root: &Path) -> io::Result<()> {
    let sample = Sample::within(Folders::Collections, publications);
    write_sample(Mails::Off, &sample, root)?;
    let nav = "nav: [our-letters-1, our-briefs-1, states, sessions, recommendations, our-newsletters-1]";
    let named =
        settings(Mails::Off).replace("nav: [letters, briefs, states, sessions, recommendations, newsletters]", nav);
    write_file(&root.join("content/site.yaml"), &named)?;
    write_indexes(&sample, "", root)
}

/// Writes the `_index.md` of each collection of a sample, with a line of its own.
pub(crate) fn write_indexes(sample: &Sample, line: &str, root: &Path) -> io::Result<()> {
    for (kind, name) in [(Kind::Letter, "letter"), (Kind::Brief, "brief"), (Kind::Newsletter, "newsletter")] {
        for folder in sample.folders.of(kind) {
            let title = folder.replace('-', " ");
            let index = format!("---\ntitle: {title}\ncollection:\n  singular: {title}\n  type: {name}\n{line}---\n");
            write_file(&root.join(format!("content/{folder}/_index.md")), &index)?;
        }
    }
    Ok(())
}

/// Writes a sample into `root`.
fn write_sample(mails: Mails, sample: &Sample, root: &Path) -> io::Result<()> {
    let content = root.join("content");
    refuse_filled(root)?;
    write_settings(mails, root)?;
    write_file(&content.join("data/sessions.yaml"), &sessions(sample))?;
    write_file(&content.join("data/instruments.yaml"), &instruments())?;
    write_file(&content.join("data/treaty-actions.yaml"), &treaty_actions())?;
    write_file(&content.join("data/topics.yaml"), &topics())?;
    write_file(&content.join("data/focal-points.yaml"), &focal_points())?;
    for (place, standing) in STANDING.iter().enumerate() {
        write_file(&content.join(format!("recommendations/{}.md", standing.id)), &recommendation(place, standing))?;
    }
    for (place, (name, title)) in PAGES.iter().enumerate() {
        let text = format!("---\ntitle: {title}\n---\n\n{}", page_body(place));
        write_file(&content.join(format!("pages/{name}.md")), &text)?;
    }
    (0..sample.publications()).into_par_iter().try_for_each(|number| {
        let publication = sample.publication(number);
        write_file(&content.join(&publication.path), &source(&publication))
    })
}

/// Fails if the folder exists and holds anything.
pub(crate) fn refuse_filled(folder: &Path) -> io::Result<()> {
    match fs::read_dir(folder).map(|mut entries| entries.next()) {
        Ok(Some(_)) => Err(io::Error::other(format!("`{}` is not empty", folder.display()))),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(io::Error::other(format!("cannot look into `{}`: {error}", folder.display())))
        }
        _ => Ok(()),
    }
}

/// Writes a file, making its folder where it is absent.
pub(crate) fn write_file(path: &Path, text: &str) -> io::Result<()> {
    let named = |error| io::Error::other(format!("cannot write `{}`: {error}", path.display()));
    match fs::write(path, text) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), fs::create_dir_all).map_err(named)?;
            fs::write(path, text).map_err(named)
        }
        other => other.map_err(named),
    }
}

/// Returns the body of a plain page.
pub(crate) fn page_body(place: usize) -> String {
    prose::body(&mut Dice::new((1 << 42) + place as u64), 3000, &[])
}

/// Returns the body of a standing recommendation.
pub(crate) fn standing_body(place: usize) -> String {
    prose::body(&mut Dice::new((1 << 43) + place as u64), 2500, &[])
}

/// Returns the sentence that describes a topic, an instrument or a standing recommendation.
pub(crate) fn described(id: &str) -> String {
    let seed = id.bytes().fold(1 << 44, |seed: u64, byte| seed.wrapping_mul(31) + u64::from(byte));
    prose::sentence(&mut Dice::new(seed))
}

/// Writes the sessions with their dates and the states under review.
fn sessions(sample: &Sample) -> String {
    let mut text = String::new();
    for number in 1..=sample.sessions {
        let starts = sample.session_starts(number);
        let _ = write!(
            text,
            "- id: upr-{number}\n  number: {number}\n  cycle: {}\n  starts: {starts}\n  ends: {}\n  \
             states: [{}]\n  source: {SOURCE}\n  as_of: {AS_OF}\n",
            sample::cycle(number),
            starts + 11.days(),
            sample.session_states(number).join(", "),
        );
    }
    text
}

/// Writes the instruments.
fn instruments() -> String {
    INSTRUMENTS.iter().fold(String::new(), |mut text, instrument| {
        let _ = write!(
            text,
            "- id: {}\n  title: {}\n  short: {}\n  adopted: 1990-01-01\n  depositary: Sample Depositary\n  \
             description: {}\n",
            instrument.id,
            instrument.title,
            instrument.title,
            described(instrument.id),
        );
        text
    })
}

/// Writes what each state is said to have done about each instrument.
fn treaty_actions() -> String {
    let mut text = String::new();
    for (place, state) in facts::states().iter().enumerate() {
        for (number, instrument) in INSTRUMENTS.iter().enumerate() {
            let (status, acted) = sample::invented_status(place, number);
            let act = if status == "signatory" { "signature" } else { "ratification" };
            let acts = acted.map_or(String::new(), |day| format!("{{act: {act}, date: {day}}}"));
            let _ = write!(
                text,
                "- state: {}\n  instrument: {}\n  status: \"{status}\"\n  acts: [{acts}]\n  source: {SOURCE}\n  \
                 certainty: high\n  as_of: {AS_OF}\n",
                state.code, instrument.id,
            );
        }
    }
    text
}

/// Writes the themes.
fn topics() -> String {
    TOPICS.iter().fold(String::new(), |mut text, topic| {
        let _ = write!(text, "- id: {}\n  title: {}\n  description: {}\n", topic.id, topic.title, described(topic.id));
        text
    })
}

/// Writes what is said about each state's focal point.
fn focal_points() -> String {
    facts::states().iter().enumerate().fold(String::new(), |mut text, (place, state)| {
        let answer = sample::invented_focal_point(place);
        let _ = write!(text, "- state: {}\n  answer: \"{answer}\"\n  source: {SOURCE}\n  as_of: {AS_OF}\n", state.code);
        text
    })
}

/// Writes a standing recommendation.
fn recommendation(place: usize, standing: &Standing) -> String {
    let topic = TOPICS[place % TOPICS.len()].id;
    let applies = match standing.applies {
        Applies::All => String::new(),
        Applies::NoFocalPoint => "applies: {no_focal_point: true}\n".to_owned(),
        Applies::NotPartyToAny(ids) => {
            format!("instruments: [{}]\napplies: {{not_party_to_any: [{}]}}\n", ids.join(", "), ids.join(", "))
        }
    };
    format!(
        "---\ntitle: {}\ndate: 2008-01-15\ndescription: {}\ntopics: [{topic}]\n{applies}---\n\n{}",
        standing.title,
        described(standing.id),
        standing_body(place),
    )
}

/// Writes the source of a publication: front matter, body, recommendations.
fn source(publication: &Publication) -> String {
    let mut text = format!(
        "---\ntitle: \"{}\"\ndate: {}\ndescription: \"{}\"\ntopics: [{}]\n",
        publication.title,
        publication.date,
        publication.description,
        publication.topics.join(", "),
    );
    match publication.kind {
        Kind::Letter => letter_keys(publication, &mut text),
        Kind::Brief => brief_keys(publication, &mut text),
        Kind::Newsletter => newsletter_keys(publication, &mut text),
    }
    text.push_str("---\n\n");
    text.push_str(&publication.body);
    if !publication.recommendations.is_empty() {
        text.push_str("## Recommendations\n\n");
    }
    for marked in &publication.recommendations {
        let _ = writeln!(text, "- {} {{#{}{}}}", marked.text, marked.id, marks(marked));
    }
    text
}

/// Writes what stands after the id of a recommendation, each mark led by a space.
fn marks(marked: &Marked) -> String {
    let priority = if marked.priority { " priority" } else { "" };
    if marked.states.is_empty() {
        priority.to_owned()
    } else {
        format!("{priority} states={}", marked.states.join(","))
    }
}

/// Writes the keys that only letters have.
fn letter_keys(letter: &Publication, text: &mut String) {
    if letter.names_states {
        let _ = write!(text, "states: [{}]\nscope: states\n", letter.states.join(", "));
    }
    let _ = write!(
        text,
        "session: upr-{}\nreference: SAMPLE/L/{:06}\naddressee: Permanent Missions in Geneva\nplace: Sampleton\n\
         salutation: \"Excellency,\"\nclosing: \"Yours sincerely,\"\nsignatories:\n  \
         - {{name: A. Sample, role: Director}}\n  - {{name: B. Sample, role: Head of Advocacy}}\n",
        letter.session.unwrap_or_default(),
        letter.index + 1,
    );
}

/// Writes the keys that only briefs have.
fn brief_keys(brief: &Publication, text: &mut String) {
    let _ = write!(
        text,
        "state: {}\nsession: upr-{}\nsummary: \"{}\"\n",
        brief.states.concat(),
        brief.session.unwrap_or_default(),
        brief.summary(),
    );
}

/// Writes the keys that only newsletter issues have.
fn newsletter_keys(issue: &Publication, text: &mut String) {
    let _ = write!(
        text,
        "number: {}\nsubject: \"{}\"\npreheader: \"{}\"\nitems:\n",
        issue.index + 1,
        issue.title,
        sample::PREHEADER,
    );
    for path in &issue.items {
        let _ = writeln!(text, "  - {path}");
    }
    let _ = writeln!(
        text,
        "  - {{title: An event elsewhere, text: \"{}\", link: \"https://example.net/events/{}\"}}",
        issue.description,
        issue.index + 1,
    );
}
