//! Holds the fixed part of the sample site: states, topics, instruments, standing recommendations.
//!
//! The states are the members and observers of the United Nations, since the build knows no
//! others. The instruments, and what the sample says about any state, are invented: a benchmark
//! needs their number, and a made-up status under a real treaty would be a false statement.

use std::sync::LazyLock;

/// The table of states: code, regional group and name, one a line.
const TABLE: &str = include_str!("states.tsv");

/// A state, as the sample names it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct State {
    /// ISO 3166-1 alpha-3 code.
    pub(crate) code: &'static str,
    /// Regional group, or "observer".
    pub(crate) group: &'static str,
    /// Short name in English.
    pub(crate) name: &'static str,
}

/// A theme or an instrument, with the sentence that describes it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Id.
    pub(crate) id: &'static str,
    /// Title.
    pub(crate) title: &'static str,
}

/// A standing recommendation and to whom it applies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    /// Id.
    pub(crate) id: &'static str,
    /// Title.
    pub(crate) title: &'static str,
    /// Condition under which it is addressed to a state.
    pub(crate) applies: Applies,
}

/// The condition of a standing recommendation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Applies {
    /// Addressed to every state.
    All,
    /// Addressed to states that have no focal point.
    NoFocalPoint,
    /// Addressed to states that lack one of these instruments.
    NotPartyToAny(&'static [&'static str]),
}

/// Makes an entry.
const fn entry(id: &'static str, title: &'static str) -> Entry {
    Entry { id, title }
}

/// The themes.
pub(crate) const TOPICS: [Entry; 12] = [
    entry("early-warning", "Early warning"),
    entry("education", "Education and memory"),
    entry("justice", "Access to justice"),
    entry("arms", "Transfer of arms"),
    entry("minorities", "Rights of minorities"),
    entry("displacement", "Displaced people"),
    entry("incitement", "Incitement and hate speech"),
    entry("institutions", "National institutions"),
    entry("peacekeeping", "Peacekeeping"),
    entry("children", "Children"),
    entry("follow-up", "Follow-up and reporting"),
    entry("cooperation", "Regional cooperation"),
];

/// The instruments, all of them invented.
pub(crate) const INSTRUMENTS: [Entry; 8] = [
    entry("sample-prevention-convention", "Sample Convention on Prevention"),
    entry("sample-court-statute", "Statute of the Sample Court"),
    entry("sample-arms-treaty", "Sample Treaty on Transfers"),
    entry("sample-warning-protocol", "Sample Protocol on Early Warning"),
    entry("sample-refuge-convention", "Sample Convention on Refuge"),
    entry("sample-memory-charter", "Sample Charter of Memory"),
    entry("sample-children-protocol", "Sample Protocol on Children"),
    entry("sample-inquiry-convention", "Sample Convention on Inquiry"),
];

/// Makes a standing recommendation.
const fn standing(id: &'static str, title: &'static str, applies: Applies) -> Standing {
    Standing { id, title, applies }
}

/// The standing recommendations.
pub(crate) const STANDING: [Standing; 12] = [
    standing("focal-point", "Name a focal point", Applies::NoFocalPoint),
    standing(
        "core-instruments",
        "Join the core instruments",
        Applies::NotPartyToAny(&["sample-prevention-convention", "sample-court-statute", "sample-arms-treaty"]),
    ),
    standing(
        "join-warning-protocol",
        "Join the protocol on early warning",
        Applies::NotPartyToAny(&["sample-warning-protocol"]),
    ),
    standing("refuge-for-all", "Open the way to refuge", Applies::NotPartyToAny(&["sample-refuge-convention"])),
    standing("memory-taught", "Teach what happened", Applies::NotPartyToAny(&["sample-memory-charter"])),
    standing(
        "children-first",
        "Protect children first",
        Applies::NotPartyToAny(&["sample-children-protocol", "sample-refuge-convention"]),
    ),
    standing("inquiry-welcome", "Welcome an inquiry", Applies::NotPartyToAny(&["sample-inquiry-convention"])),
    standing("national-mechanism", "Set up a national mechanism", Applies::All),
    standing("risk-assessment", "Assess risk every year", Applies::All),
    standing("hate-speech-law", "Apply the law on incitement", Applies::All),
    standing("mid-term-report", "Publish a mid-term report", Applies::All),
    standing("officer-training", "Train officers before deployment", Applies::NoFocalPoint),
];

/// Returns all states, sorted by code.
pub(crate) fn states() -> &'static [State] {
    static STATES: LazyLock<Vec<State>> = LazyLock::new(|| {
        TABLE
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('\t');
                Some(State { code: cells.next()?, group: cells.next()?, name: cells.next()? })
            })
            .collect()
    });
    &STATES
}

/// Returns the name of a state, or the code itself if the table lacks it.
pub(crate) fn state_name(code: &'static str) -> &'static str {
    states().iter().find(|state| state.code == code).map_or(code, |state| state.name)
}
