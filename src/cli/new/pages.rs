//! New pages: front matter filled from what the site already knows, and a text to write over.

use demarche::Error;
use demarche::data::{Data, Session, StateId, read_data, suggest_state};
use demarche::diag::{Palette, render_text};
use demarche::source::Sources;
use jiff::civil::Date;

use super::{NewFile, file_name, quoted};

/// What a new page may draw on.
pub(super) struct Project {
    data: Data,
    next_number: u32,
    today: Date,
}

impl Project {
    /// Reads what new pages need.
    pub(super) fn open(sources: &Sources, today: Date) -> Result<Project, Error> {
        let mut diagnostics = Vec::new();
        let data = read_data(sources, &mut diagnostics);
        if let Some(first) = diagnostics.first() {
            let text = render_text(first, Palette::Plain);
            return Err(Error::new(format!("the data files have mistakes; mend them first\n\n{text}")));
        }
        let numbers = sources.under("content/newsletters/").filter_map(|file| number_of(file.text.as_ref()?));
        Ok(Project { data, next_number: numbers.max().unwrap_or(0) + 1, today })
    }

    /// Returns a session by its id, or the last one that fits.
    fn session(&self, asked: Option<&str>, fits: impl Fn(&Session) -> bool) -> Result<&Session, Error> {
        let sessions = &self.data.sessions;
        let Some(id) = asked else {
            return sessions
                .iter()
                .rev()
                .find(|session| fits(session))
                .ok_or_else(|| Error::new("no session fits; sessions are listed in `content/data/sessions.yaml`"));
        };
        self.data.session(id).map(|at| &sessions[at]).ok_or_else(|| {
            let known: Vec<&str> = sessions.iter().map(|session| session.id.as_str()).collect();
            Error::new(format!("there is no session `{id}`; `content/data/sessions.yaml` has {}", known.join(", ")))
        })
    }

    /// Returns a letter.
    pub(super) fn letter(&self, title: &str, session: Option<&str>) -> Result<NewFile, Error> {
        let session = self.session(session, |_| true)?;
        let text = format!(
            "---\ntitle: {}\ndate: {}\ndraft: true\nsession: {}\naddressee: To the Permanent Missions in Geneva\n\
             place: Geneva\nsalutation: Excellency,\n\
             closing: Please accept, Excellency, the assurances of our highest consideration.\n\
             signatories:\n  - {{name: Your name, role: Your role}}\n---\n\
             We write ahead of the review, and respectfully ask your delegation to recommend the following.\n\n\
             ## Recommendations\n\n\
             - Say in one sentence what the State should do, and by when. {{#first-recommendation priority}}\n",
            quoted(title),
            self.today,
            session.id,
        );
        Ok(NewFile { path: format!("content/letters/{}.md", file_name(title)), text })
    }

    /// Returns a brief.
    pub(super) fn brief(&self, state: &str, session: Option<&str>) -> Result<NewFile, Error> {
        let known = StateId::of(&state.to_uppercase())
            .or_else(|| suggest_state(state).and_then(|state| StateId::of(state.code)));
        let id =
            known.ok_or_else(|| Error::new(format!("there is no state `{state}`; name it by its alpha-3 code")))?;
        let info = id.info();
        let session = self.session(session, |session| session.states.contains(&id))?;
        if !session.states.contains(&id) {
            return Err(Error::new(format!("{} is not under review in `{}`", info.name, session.id)));
        }
        let text = format!(
            "---\ntitle: {}\ndate: {}\ndraft: true\nstate: {}\nsession: {}\nsummary: One or two sentences for readers in a hurry.\n---\n\
             What is known, with its source, and what is not.\n\n\
             ## Recommendations\n\n\
             - Say in one sentence what the State should do, and by when. {{#first-recommendation}}\n",
            quoted(&format!("{}, UPR {}", info.name, session.number)),
            self.today,
            quoted(info.code),
            session.id,
        );
        Ok(NewFile { path: format!("content/briefs/{}/{}.md", session.id, info.code.to_lowercase()), text })
    }

    /// Returns a newsletter issue.
    pub(super) fn newsletter(&self, title: &str) -> NewFile {
        let number = self.next_number;
        let text = format!(
            "---\ntitle: {}\ndate: {}\ndraft: true\nnumber: {number}\n\
             preheader: One sentence that makes readers open the mail, 40 to 130 characters.\nitems:\n  \
             - {{title: An item of its own, text: Two sentences on it.}}\n---\nDear reader,\n\nSay what this issue is about.\n",
            quoted(title),
            self.today,
        );
        NewFile { path: format!("content/newsletters/{number:03}.md"), text }
    }

    /// Returns a standing recommendation.
    pub(super) fn recommendation(&self, title: &str) -> NewFile {
        let text = format!(
            "---\ntitle: {}\ndate: {}\ndraft: true\n---\nWhat is asked, in one sentence.\n\n## Why\n\nSay why.\n\n\
             ## How to measure it\n\nSay how one will know that it was done.\n",
            quoted(title),
            self.today,
        );
        NewFile { path: format!("content/recommendations/{}.md", file_name(title)), text }
    }

    /// Returns a plain page.
    pub(super) fn page(&self, title: &str) -> NewFile {
        let text = format!("---\ntitle: {}\ndate: {}\ndraft: true\n---\nWrite here.\n", quoted(title), self.today);
        NewFile { path: format!("content/pages/{}.md", file_name(title)), text }
    }
}

/// Returns the number of an issue, by the line that says it.
fn number_of(text: &str) -> Option<u32> {
    text.lines().find_map(|line| line.strip_prefix("number:"))?.trim().parse().ok()
}
