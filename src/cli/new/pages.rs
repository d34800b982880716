//! New pages: front matter filled from what the site already knows, and a text to write over.

use demarche::Error;
use demarche::config::{SECTIONS, Translated};
use demarche::content::slug_from_name;
use demarche::data::{Data, Session, StateId, suggest_state};
use demarche::diag::{Palette, render_text};
use demarche::engine::{data_of_site, kinds_of_site};
use demarche::moment::Moment;
use demarche::route::OutPath;
use demarche::source::{Sources, page_stem};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::{NewFile, entry, no_text_holds, quoted};
use crate::cli::clock::day;
use crate::cli::site::time_zone;

/// The longest title, in characters; also what the program takes in front matter.
const TITLE_LIMIT: usize = 200;
/// The longest title of a newsletter issue, which is the subject of a mail.
const SUBJECT_LIMIT: usize = 78;
/// The longest name of a file made from a title, in bytes.
const NAME_LIMIT: usize = 60;

/// What a new page may draw on.
pub(super) struct Project<'a> {
    sources: &'a Sources,
    data: Data,
    today: Date,
}

impl Project<'_> {
    /// Reads what new pages need; the date is the one asked for, or today in the zone of the site.
    pub(super) fn open<'a>(sources: &'a Sources, date: Option<Moment>) -> Result<Project<'a>, Error> {
        let (data, diagnostics) = data_of_site(sources);
        if let Some(first) = diagnostics.first() {
            let text = render_text(first, Palette::Plain);
            return Err(Error::new(format!("the data files have mistakes; mend them first\n\n{text}")));
        }
        Ok(Project { sources, data, today: day(date, &time_zone(sources)) })
    }

    /// Returns a letter.
    pub(super) fn letter(&self, title: &str, session: Option<&str>) -> Result<NewFile, Error> {
        let session = session.map(|id| self.session(id)).transpose()?;
        let (line, addressee) = match session {
            Some(session) => (format!("session: {}\n", session.id), "To the Permanent Missions in Geneva"),
            None => (String::new(), "\"[To whom the letter goes]\""),
        };
        let text = format!(
            "\
---
title: {}
date: {}
draft: true # remove this line to publish
{line}addressee: {addressee}
place: Geneva
salutation: Excellency,
closing: Please accept, Excellency, the assurances of our highest consideration.
signatories:
  - {{name: \"[Your name]\", role: \"[Your role]\"}}
---
We respectfully ask your delegation to consider the following.

## Recommendations

- [Say what should be done, and by when.] {{#first-recommendation priority}}
",
            quoted(title),
            self.today,
        );
        self.file("letters", &file_name(title), text)
    }

    /// Returns a brief.
    pub(super) fn brief(&self, state: &str, session: Option<&str>) -> Result<NewFile, Error> {
        self.brief_of(("briefs", ""), state, session)
    }

    /// Returns a brief in a folder, with these further lines of front matter.
    fn brief_of(&self, (folder, more): (&str, &str), state: &str, session: Option<&str>) -> Result<NewFile, Error> {
        let named = || suggest_state(state).and_then(|found| StateId::of(found.code));
        let id = StateId::of(&state.to_uppercase()).or_else(named).ok_or_else(|| {
            Error::new(format!("there is no State `{state}`; name it by its alpha-3 code, such as KEN, or its name"))
        })?;
        let info = id.info();
        let last = || self.data.sessions.iter().rev().find(|session| session.states.contains(&id));
        let session = session.map(|id| self.session(id)).transpose()?.or_else(last);
        // A session that lists no States says nothing of those that a brief to it is about.
        let reviews_others = |session: &&Session| !session.states.is_empty() && !session.states.contains(&id);
        if let Some(session) = session.filter(reviews_others) {
            return Err(Error::new(format!("{} is not under review in `{}`", info.name, session.id)));
        }
        let line = session.map_or_else(String::new, |session| format!("session: {}\n", session.id));
        let title = match session {
            Some(session) => format!("{}, {}", info.name, self.title_of(session)),
            None => info.name.to_owned(),
        };
        let text = format!(
            "\
---
title: {}
date: {}
draft: true # remove this line to publish
state: {}
{line}summary: \"[The brief in one or two sentences, for readers in a hurry.]\"
{more}---
[Say what is known, with its source, and what is not.]

## Recommendations

- [Say what should be done, and by when.] {{#first-recommendation}}
",
            quoted(&title),
            self.today,
            info.code,
        );
        let folder = session.map_or_else(|| folder.to_owned(), |session| format!("{folder}/{}", session.id));
        self.file(&folder, &info.code.to_lowercase(), text)
    }

    /// Returns a newsletter issue.
    pub(super) fn newsletter(&self, title: &str) -> Result<NewFile, Error> {
        self.newsletter_of(("newsletters", ""), title)
    }

    /// Returns an issue of the series in a folder, with these further lines of front matter.
    fn newsletter_of(&self, (folder, more): (&str, &str), title: &str) -> Result<NewFile, Error> {
        let prefix = format!("content/{folder}/");
        let issues = self.sources.under(&prefix);
        let number = issues.filter_map(|file| number_of(&file.held()?)).max().unwrap_or(0).saturating_add(1);
        let text = format!(
            "\
---
title: {}
date: {}
draft: true # remove this line to publish
number: {number}
preheader: \"[What mail programs show beside the subject, in 40 to 130 characters.]\"
items:
  - {{title: An item, text: Two sentences on it.}}
{more}---
Dear reader,

[say in two sentences what this issue is about.] An item can also be a page of this site, named by its path, such as
`letters/first-letter.md`.
",
            quoted(title),
            self.today,
        );
        self.file(folder, &format!("{number:03}"), text)
    }

    /// Returns a standing recommendation.
    pub(super) fn recommendation(&self, title: &str) -> Result<NewFile, Error> {
        let name = file_name(title);
        let text = format!(
            "\
---
title: {}
date: {}
draft: true # remove this line to publish
---
What is asked, in one sentence. Letters and briefs make it with the mark `{{#{name}}}`.

## Why

[Say why it matters.]

## How to measure it

[Say how one will know that it was done.]
",
            quoted(title),
            self.today,
        );
        self.file("recommendations", &name, text)
    }

    /// Returns a plain page.
    pub(super) fn page(&self, title: &str) -> Result<NewFile, Error> {
        let name = file_name(title);
        if SECTIONS.contains(&name.as_str()) {
            return Err(Error::new(format!("`/{name}/` is the address of a section; choose another title")));
        }
        let text = format!(
            "---\ntitle: {}\ndate: {}\ndraft: true # remove this line to publish\n---\n[Write here.]\n",
            quoted(title),
            self.today
        );
        self.file("pages", &name, text)
    }

    /// Returns the title of a session, as it is written in whichever language.
    fn title_of(&self, session: &Session) -> String {
        let first = |words: &Translated| words.texts().next().unwrap_or_default().to_owned();
        let called = self.data.bodies[session.body].called().map_or_else(|| "UPR".to_owned(), first);
        let number = session.number.map_or_else(String::new, |number| format!(" {number}"));
        session.title.as_ref().map_or_else(|| called + &number, first)
    }

    /// Returns a page of the collection whose pages are called by a word.
    pub(super) fn entry(&self, word: &str, title: &str) -> Result<NewFile, Error> {
        let (kinds, found) = kinds_of_site(self.sources);
        let Some(kind) = entry::collection(&kinds, word) else {
            if let Some(first) = found.first() {
                let text = render_text(first, Palette::Plain);
                return Err(Error::new(format!("an `_index.md` has mistakes; mend them first\n\n{text}")));
            }
            let known: Vec<String> = ["site", "letter", "brief", "newsletter", "recommendation", "page"]
                .map(str::to_owned)
                .into_iter()
                .chain(entry::words(&kinds))
                .collect();
            return Err(Error::new(format!(
                "no collection calls one of its pages `{word}`; there are {}",
                known.join(", ")
            )));
        };
        match kind.name() {
            "newsletter" => {
                subject(title).map_err(Error::new)?;
                return self.newsletter_of((kind.folder(), &entry::more_lines(kind, self.today)), title);
            }
            "brief" => return self.brief_of((kind.folder(), &entry::more_lines(kind, self.today)), title, None),
            _ => {}
        }
        let needs_session = kind.required().contains(&"session");
        let session = self.data.sessions.last().map(|session| session.id.as_str()).filter(|_| needs_session);
        self.file(kind.folder(), &file_name(title), entry::text(kind, title, self.today, session))
    }

    /// Returns a session by its id.
    fn session(&self, id: &str) -> Result<&Session, Error> {
        let sessions = &self.data.sessions;
        let known = || sessions.iter().map(|session| session.id.as_str()).collect::<Vec<_>>().join(", ");
        sessions.iter().find(|session| session.id == id).ok_or_else(|| match sessions.is_empty() {
            true => Error::new("there is no session yet; sessions are listed in `content/data/sessions.yaml`"),
            false => Error::new(format!("there is no session `{id}`; `content/data/sessions.yaml` has {}", known())),
        })
    }

    /// Returns the file of a page, after making sure that its address is possible and not taken.
    fn file(&self, folder: &str, name: &str, text: String) -> Result<NewFile, Error> {
        let prefix = format!("content/{folder}/");
        let same = |path: &str| {
            let rest = path.strip_prefix(&prefix).and_then(page_stem)?;
            let stem = rest.strip_suffix("/index").unwrap_or(rest);
            (slug_from_name(stem) == slug_from_name(name)).then(|| path.to_owned())
        };
        if let Some(path) = self.sources.under(&prefix).find_map(|file| same(&file.path)) {
            return Err(Error::new(format!("`{path}` exists already")));
        }
        if let Err(why) = OutPath::parse(&format!("{name}/index.html")) {
            return Err(Error::new(format!("no page can have the address `/{name}/`: {why}; choose another title")));
        }
        Ok(NewFile { path: format!("{prefix}{name}.md"), text })
    }
}

/// Reads the title of a page, as front matter would take it.
pub(super) fn title(text: &str) -> Result<String, String> {
    title_of(text, TITLE_LIMIT)
}

/// Reads the title of a newsletter issue.
pub(super) fn subject(text: &str) -> Result<String, String> {
    title_of(text, SUBJECT_LIMIT)
}

/// Reads a title of so many characters at most.
fn title_of(text: &str, limit: usize) -> Result<String, String> {
    if let Some(c) = text.chars().find(|c| no_text_holds(*c)) {
        let code = u32::from(c);
        return Err(format!(
            "the title holds the character U+{code:04X}, which nobody sees and no title can have; leave it out"
        ));
    }
    match text.trim().chars().count() {
        0 => Err("the title is empty".to_owned()),
        length if length > limit => Err(format!("the title has {length} characters; at most {limit} fit")),
        _ => Ok(text.to_owned()),
    }
}

/// Returns a title as the name of a file: lower case, words joined by hyphens, no accents; other scripts stay.
fn file_name(title: &str) -> String {
    // The accents of European scripts; the marks of others are part of their words.
    let plain: String = title.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let mut name = String::new();
    for word in slug_from_name(&plain).split('-') {
        if !name.is_empty() && name.len() + word.len() >= NAME_LIMIT {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.extend(word.chars().scan(0, |length, c| {
            *length += c.len_utf8();
            (*length <= NAME_LIMIT).then_some(c)
        }));
    }
    name
}

/// Returns the number of an issue, by the line that says it.
fn number_of(text: &str) -> Option<u32> {
    let (front, _) = text.strip_prefix('\u{feff}').unwrap_or(text).strip_prefix("---")?.split_once("\n---")?;
    let value = front.lines().find_map(|line| line.strip_prefix("number:"))?;
    value.split(" #").next()?.trim().trim_matches(['"', '\'']).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_of_an_issue_may_have_a_remark() {
        assert_eq!(number_of("---\ntitle: A\nnumber: 12 # the last of the year\n---\n"), Some(12));
    }

    #[test]
    fn titles_become_names_of_files() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title), expected, "{title}");
        check("Recommendations for UPR 51", "recommendations-for-upr-51");
        check("  \u{c9}t\u{e9} \u{e0} Gen\u{e8}ve! ", "ete-a-geneve");
        check("\u{65e5}\u{672c}", "\u{65e5}\u{672c}");
        check("?!", "page");
        check(&"word ".repeat(30), "word-word-word-word-word-word-word-word-word-word-word-word");
        check(&"x".repeat(90), &"x".repeat(60));
    }

    #[test]
    fn titles_of_the_wrong_length_are_refused() {
        assert!(title("A title").is_ok() && title(&"x".repeat(200)).is_ok());
        assert!(title(" ").is_err() && subject("").is_err());
        assert!(title(&"x".repeat(201)).is_err());
        assert!(subject(&"é".repeat(78)).is_ok() && subject(&"é".repeat(79)).is_err());
    }

    #[test]
    fn titles_with_what_nobody_sees_are_refused() {
        for (text, code) in [
            ("A\u{2028}B", "U+2028"),
            ("A\u{2029}", "U+2029"),
            ("A\nB", "U+000A"),
            ("\u{1b}[31mA", "U+001B"),
            ("A\u{85}B", "U+0085"),
            ("A\u{ffff}", "U+FFFF"),
        ] {
            assert!(title(text).is_err_and(|why| why.contains(code)), "{text:?}");
            assert!(subject(text).is_err_and(|why| why.contains(code)), "{text:?}");
        }
        assert!(
            title("\u{627}\u{644}\u{639}\u{631}\u{628}\u{64a}\u{629}\u{200f} e\u{301} \u{1f468}\u{200d}\u{1f469}")
                .is_ok()
        );
    }

    #[test]
    fn issue_numbers_are_found() {
        assert_eq!(number_of("---\ntitle: A\nnumber: 12\n---\n"), Some(12));
        assert_eq!(number_of("\u{feff}---\r\nnumber: \"12\"\r\n---\r\n"), Some(12));
        assert_eq!(number_of("---\nnumber: twelve\n---\n"), None);
        assert_eq!(number_of("---\ntitle: A\n---\nnumber: 12\n"), None);
    }
}
