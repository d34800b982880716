//! Says what stands in the sample site: how many publications of each type, when they appeared,
//! to whom they are addressed and to what they link.
//!
//! In goes a number of publications, out come the publications, one by one and in any order: each
//! is made from its own number alone, so that several threads can write the site and a link can
//! name a page that was not written yet. Both writers, `generate` and `hugo`, work from this.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::facts::{self, Applies, INSTRUMENTS, STANDING, Standing, TOPICS};
use crate::prose::{self, Dice};

/// How many states are under review in a session, as in the real review.
pub(crate) const STATES_PER_SESSION: usize = 14;

/// What the mail version of an issue shows after its subject.
pub(crate) const PREHEADER: &str = "What was written and said in these weeks, in one letter to read at leisure.";

/// The wordings of recommendations that a page makes on its own account, by id.
const OWN: [&str; 8] = [
    "timetable-in-public",
    "figures-by-region",
    "visit-by-experts",
    "hotline-for-families",
    "archive-kept-open",
    "judges-in-training",
    "school-books-revised",
    "border-posts-staffed",
];

/// The folders in which publications stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folders {
    /// Those that are built in.
    BuiltIn,
    /// Twelve collections of the site's own: seven of letters, four of briefs, one of newsletters.
    Collections,
}

impl Folders {
    /// Returns the folders of a type: their names, one after the other.
    pub(crate) fn of(self, kind: Kind) -> Vec<String> {
        let (name, count) = match kind {
            Kind::Letter => ("letters", 7),
            Kind::Brief => ("briefs", 4),
            Kind::Newsletter => ("newsletters", 1),
        };
        match self {
            Folders::BuiltIn => vec![name.to_owned()],
            Folders::Collections => (1..=count).map(|number| format!("our-{name}-{number}")).collect(),
        }
    }

    /// Returns the folder of the publication that stands at a place among those of its type.
    fn at(self, kind: Kind, place: usize) -> String {
        let mut all = self.of(kind);
        all.swap_remove(place % all.len())
    }
}

/// The three types that the sample consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A recommendation letter.
    Letter,
    /// A brief on one state in one session.
    Brief,
    /// A newsletter issue.
    Newsletter,
}

/// A recommendation that is marked in a body.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    /// Id, either of a standing recommendation or of this page alone.
    pub(crate) id: &'static str,
    /// Wording of that date.
    pub(crate) text: String,
    /// Whether it is marked as a priority.
    pub(crate) priority: bool,
    /// States it is addressed to by name; none means all that the page is addressed to.
    pub(crate) states: Vec<&'static str>,
}

/// One publication, as both generators need it.
#[derive(Clone, Debug)]
pub(crate) struct Publication {
    /// Type of the publication.
    pub(crate) kind: Kind,
    /// Number within its type, from 0.
    pub(crate) index: usize,
    /// Path of the source below `content/`.
    pub(crate) path: String,
    /// Title in plain text.
    pub(crate) title: String,
    /// Sentence for listings.
    pub(crate) description: String,
    /// Date of publication, ISO 8601.
    pub(crate) date: Date,
    /// Number of the session it belongs to, from 1; a newsletter belongs to none.
    pub(crate) session: Option<usize>,
    /// States it concerns.
    pub(crate) states: Vec<&'static str>,
    /// Whether `states` is said in the front matter rather than taken from the session.
    pub(crate) names_states: bool,
    /// Themes.
    pub(crate) topics: Vec<&'static str>,
    /// Markdown without the recommendations.
    pub(crate) body: String,
    /// Recommendations, which stand in a list at the end of the body.
    pub(crate) recommendations: Vec<Marked>,
    /// Content paths that a newsletter issue lists.
    pub(crate) items: Vec<String>,
}

impl Publication {
    /// Returns the summary of a brief: two sentences, the first of them its description.
    pub(crate) fn summary(&self) -> String {
        let second = prose::sentence(&mut Dice::new((1 << 45) + self.index as u64));
        format!("{} {second}", self.description)
    }
}

/// A sample site of a given size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    /// Number of letters.
    pub(crate) letters: usize,
    /// Number of briefs.
    pub(crate) briefs: usize,
    /// Number of newsletter issues.
    pub(crate) newsletters: usize,
    /// Number of sessions, which gives each brief a pair of session and state of its own.
    pub(crate) sessions: usize,
    /// Where they stand.
    pub(crate) folders: Folders,
}

impl Sample {
    /// Divides a number of publications into 60 % letters, 35 % briefs and 5 % newsletters.
    pub(crate) fn new(publications: usize) -> Self {
        Self::within(Folders::BuiltIn, publications)
    }

    /// Returns the same publications in other folders.
    pub(crate) fn within(folders: Folders, publications: usize) -> Self {
        let letters = publications * 60 / 100;
        let briefs = publications * 35 / 100;
        Self {
            letters,
            briefs,
            newsletters: publications - letters - briefs,
            sessions: briefs.div_ceil(STATES_PER_SESSION).max(1),
            folders,
        }
    }

    /// Returns the number of publications.
    pub(crate) fn publications(&self) -> usize {
        self.letters + self.briefs + self.newsletters
    }

    /// Makes one publication: letters first, then briefs, then newsletters.
    pub(crate) fn publication(&self, number: usize) -> Publication {
        let mut dice = Dice::new(number as u64);
        if number < self.letters {
            self.letter(number, &mut dice)
        } else if number < self.letters + self.briefs {
            self.brief(number - self.letters, &mut dice)
        } else {
            self.newsletter(number - self.letters - self.briefs, &mut dice)
        }
    }

    /// Returns the first day of a session; the sessions spread evenly over eighteen years.
    pub(crate) fn session_starts(&self, session: usize) -> Date {
        spread(2008, 18, session, self.sessions + 1)
    }

    /// Returns the states under review in a session, each once.
    pub(crate) fn session_states(&self, session: usize) -> Vec<&'static str> {
        let states = facts::states();
        (0..STATES_PER_SESSION)
            .map(|place| states[(session * STATES_PER_SESSION + place) % states.len()].code)
            .collect()
    }

    /// Returns the path of a letter below `content/`.
    fn letter_path(&self, index: usize) -> String {
        let folder = self.folders.at(Kind::Letter, index);
        format!("{folder}/{}-{:06}.md", TOPICS[index % TOPICS.len()].id, index + 1)
    }

    /// Returns the path of a brief below `content/`.
    fn brief_path(&self, index: usize) -> String {
        let session = index / STATES_PER_SESSION + 1;
        let state = self.session_states(session)[index % STATES_PER_SESSION];
        let folder = self.folders.at(Kind::Brief, session);
        format!("{folder}/upr-{session}/{}.md", state.to_lowercase())
    }

    /// Makes a letter: one in five to all states of its session, the others to one to four of them.
    fn letter(&self, index: usize, dice: &mut Dice) -> Publication {
        let session = 1 + index * self.sessions / self.letters.max(1);
        let mut states = self.session_states(session);
        let names_states = !index.is_multiple_of(5);
        if names_states {
            let first = dice.below(STATES_PER_SESSION - 4);
            let count = 1 + dice.below(4);
            states = states[first..first + count].to_vec();
        }
        let date = self.session_starts(session) - (30 + dice.below(70) as i64).days();
        Publication {
            title: format!("Letter {} to delegations in session {session}", index + 1),
            path: self.letter_path(index),
            session: Some(session),
            names_states,
            ..self.written(Kind::Letter, index, (date, states), dice)
        }
    }

    /// Makes a brief on one state in one session.
    fn brief(&self, index: usize, dice: &mut Dice) -> Publication {
        let session = index / STATES_PER_SESSION + 1;
        let state = self.session_states(session)[index % STATES_PER_SESSION];
        let date = self.session_starts(session) - (60 + dice.below(60) as i64).days();
        Publication {
            title: format!("{}: brief for session {session}", facts::state_name(state)),
            path: self.brief_path(index),
            session: Some(session),
            ..self.written(Kind::Brief, index, (date, vec![state]), dice)
        }
    }

    /// Makes a newsletter issue, which lists four to eight letters and briefs.
    fn newsletter(&self, index: usize, dice: &mut Dice) -> Publication {
        let mut items: Vec<String> = (0..4 + dice.below(5)).map(|_| self.any_path(dice)).collect();
        items.sort();
        items.dedup();
        let date = spread(2008, 18, index, self.newsletters);
        Publication {
            title: format!("Prevention notes, issue {}", index + 1),
            path: format!("{}/{:06}.md", self.folders.at(Kind::Newsletter, index), index + 1),
            items,
            recommendations: Vec::new(),
            ..self.written(Kind::Newsletter, index, (date, Vec::new()), dice)
        }
    }

    /// Makes what all types have in common: description, topics, body, recommendations.
    fn written(
        &self,
        kind: Kind,
        index: usize,
        (date, states): (Date, Vec<&'static str>),
        dice: &mut Dice,
    ) -> Publication {
        let description = prose::sentence(dice);
        let first_topic = dice.below(TOPICS.len());
        let topics = (0..1 + dice.below(3)).map(|step| TOPICS[(first_topic + step * 5) % TOPICS.len()].id).collect();
        // Sources are 3 to 9 KB in all; the front matter and the recommendations are about 1 KB.
        let length = 2200 + dice.below(5400);
        let up = if kind == Kind::Brief { "../../" } else { "../" };
        let links: Vec<String> = (0..2 + dice.below(3)).map(|_| self.link(up, dice)).collect();
        let recommendations = marked(&states, dice);
        Publication {
            kind,
            index,
            path: String::new(),
            title: String::new(),
            description,
            date,
            session: None,
            states,
            names_states: false,
            topics,
            body: prose::body(dice, length, &links),
            recommendations,
            items: Vec::new(),
        }
    }

    /// Returns a sentence that links to another publication, sometimes to a section of it.
    fn link(&self, up: &str, dice: &mut Dice) -> String {
        let path = self.any_path(dice);
        let anchor = if dice.once_in(3) { "#background" } else { "" };
        format!("More is said [on {}]({up}{path}{anchor}).", prose::phrase(dice))
    }

    /// Returns the path of some letter or brief.
    fn any_path(&self, dice: &mut Dice) -> String {
        let number = dice.below(self.letters + self.briefs);
        if number < self.letters { self.letter_path(number) } else { self.brief_path(number - self.letters) }
    }
}

/// Makes two to five recommendations, the first one or two of them standing ones.
///
/// A state that is asked by name, by a brief or by a mark, is asked only what is for all: what a state has done already is
/// warned of.
fn marked(states: &[&'static str], dice: &mut Dice) -> Vec<Marked> {
    let standing = 1 + dice.below(2);
    let own = 1 + dice.below(3);
    let (first, first_own) = (dice.below(STANDING.len()), dice.below(OWN.len()));
    let is_for_all = |standing: &&Standing| matches!(standing.applies, Applies::All);
    let for_all: Vec<&Standing> = STANDING.iter().filter(is_for_all).collect();
    let standing_id = |step: usize| match (step, states) {
        (_, [_]) => for_all[(first + step) % for_all.len()].id,
        (1, [_, _, ..]) => {
            let other = for_all.iter().cycle().skip(first).find(|standing| standing.id != STANDING[first].id);
            other.map_or("", |standing| standing.id)
        }
        _ => STANDING[(first + step * 5) % STANDING.len()].id,
    };
    let ids = (0..standing).map(standing_id).chain((0..own).map(|step| OWN[(first_own + step) % OWN.len()]));
    ids.enumerate()
        .map(|(place, id)| Marked {
            id,
            text: prose::sentence(dice),
            priority: place == 0,
            states: match (place, states) {
                (1, [one, _, ..]) => vec![*one],
                _ => Vec::new(),
            },
        })
        .collect()
}

/// Returns the day of the `part`-th of `parts` equal steps within a span of years.
fn spread(first_year: i16, years: i64, part: usize, parts: usize) -> Date {
    let days = years * 365 * part as i64 / parts.max(1) as i64;
    jiff::civil::date(first_year, 4, 7) + days.days()
}

/// Returns the cycle of a session: as many sessions as it takes to review every state once.
pub(crate) fn cycle(session: usize) -> usize {
    1 + (session - 1) / STATES_PER_SESSION
}

/// Returns the status of a state towards an instrument, with the day it acted, all invented.
pub(crate) fn invented_status(state: usize, instrument: usize) -> (&'static str, Option<Date>) {
    let mut dice = Dice::new((1 << 40) + (state * INSTRUMENTS.len() + instrument) as u64);
    let day = jiff::civil::date(1990, 1, 1) + (dice.below(10_000) as i64).days();
    match dice.below(10) {
        0..=5 => ("party", Some(day)),
        6 => ("signatory", Some(day)),
        7 | 8 => ("none", None),
        _ => ("unknown", None),
    }
}

/// Returns what the sample says of a state's focal point.
pub(crate) fn invented_focal_point(state: usize) -> &'static str {
    Dice::new((1 << 41) + state as u64).pick(&["yes", "no", "unknown"])
}
