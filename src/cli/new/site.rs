//! A new site: one of each kind of text, to be replaced, settings, data, the reference of layouts, and what two hosts need to build it.
//!
//! Its days are worked out from the one on which it is begun.
#![expect(clippy::disallowed_methods, reason = "looks whether the folder is empty")]

use std::fs;
use std::path::Path;

use demarche::Error;
use demarche::render::reference_page;
use jiff::ToSpan;
use jiff::civil::Date;

use super::{NewFile, quoted};

/// The files of a new site below its root, as they are but for what stands in braces.
const STARTER: [(&str, &str); 16] = [
    ("content/site.yaml", include_str!("starter/content/site.yaml")),
    ("content/data/bodies.yaml", include_str!("starter/content/data/bodies.yaml")),
    ("content/data/sessions.yaml", include_str!("starter/content/data/sessions.yaml")),
    ("content/data/topics.yaml", include_str!("starter/content/data/topics.yaml")),
    ("content/letters/first-letter.md", include_str!("starter/content/letters/first-letter.md")),
    ("content/briefs/first-brief.md", include_str!("starter/content/briefs/first-brief.md")),
    ("content/recommendations/senior-official.md", include_str!("starter/content/recommendations/senior-official.md")),
    ("content/newsletters/001.md", include_str!("starter/content/newsletters/001.md")),
    ("content/statements/_index.md", include_str!("starter/content/statements/_index.md")),
    ("content/statements/first-statement.md", include_str!("starter/content/statements/first-statement.md")),
    ("content/events/_index.md", include_str!("starter/content/events/_index.md")),
    ("content/events/open-evening.md", include_str!("starter/content/events/open-evening.md")),
    ("content/people/_index.md", include_str!("starter/content/people/_index.md")),
    ("content/people/first-person.md", include_str!("starter/content/people/first-person.md")),
    ("content/pages/about.md", include_str!("starter/content/pages/about.md")),
    ("layouts/README.md", LAYOUTS),
];

/// The hidden files of a new site, which are left as they are where a repository has them already.
const HIDDEN: [(&str, &str); 3] = [
    (".gitignore", "/public\n/.public.demarche\n"),
    (".github/workflows/site.yml", include_str!("starter/hosts/github.yml")),
    (".gitlab-ci.yml", include_str!("starter/hosts/gitlab.yml")),
];

/// What stands above the reference in the folder of the layouts.
const LAYOUTS: &str = "\
# Layouts

A file here stands in for the built-in layout of the same name; without one the site looks as it is built in. To change a
part alone, begin a file with `{% extends \"default/letter.html\" %}` and give the block that is another; to change all of
it, `demarche new layout letter` copies it here. `demarche layouts` prints what follows, for the version that you have.

";

/// After how many days the session of a new site begins, at the soonest: on a Monday.
const SESSION_AFTER: i32 = 84;

/// Returns the files of a new site in a folder, which holds nothing but hidden files.
pub(super) fn files(dir: &Path, today: Date) -> Result<Vec<NewFile>, Error> {
    let standing = names_in(dir)?;
    if let Some(name) = standing.iter().find(|name| !name.starts_with('.')) {
        return Err(Error::new(format!("`{}` holds `{name}`; a new site takes a folder of its own", dir.display())));
    }
    let days = Days::from(today)
        .ok_or_else(|| Error::new(format!("a session after {today} cannot be dated; begin with another day")))?;
    let hidden = HIDDEN.iter().filter(|(path, _)| !dir.join(path).exists());
    let file = |(path, text): &(&str, &str)| {
        let reference = if *path == "layouts/README.md" { reference_page() } else { String::new() };
        NewFile { path: (*path).to_owned(), text: days.filled(text, &name_of(dir)) + &reference }
    };
    Ok(STARTER.iter().chain(hidden).map(file).collect())
}

/// The days that a new site names, all worked out from the one on which it is begun.
struct Days {
    today: Date,
    due: Date,
    evening: Date,
    starts: Date,
    ends: Date,
}

impl Days {
    /// Returns the days; nothing where they lie beyond all that have a date of four figures.
    fn from(today: Date) -> Option<Days> {
        let after = |day: Date, days: i32| day.checked_add(days.days()).ok();
        let soonest = after(today, SESSION_AFTER)?;
        let starts = after(soonest, (7 - i32::from(soonest.weekday().to_monday_zero_offset())) % 7)?;
        let evening = after(today, 42)?;
        Some(Days { today, due: after(starts, -28)?, evening, starts, ends: after(starts, 11)? })
    }

    /// Returns a text with the days and the name of the site in their places.
    fn filled(&self, text: &str, name: &str) -> String {
        text.replace("{today}", &self.today.to_string())
            .replace("{due}", &self.due.to_string())
            .replace("{evening}", &self.evening.to_string())
            .replace("{starts}", &self.starts.to_string())
            .replace("{ends}", &self.ends.to_string())
            .replace("{name}", &quoted(name))
    }
}

/// Returns the names in a folder, in order; none for one that does not exist.
fn names_in(dir: &Path) -> Result<Vec<String>, Error> {
    let failed = |error| Error::io("cannot read", dir, error);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Returns the name of an organisation, made of the name of a folder: `Our site` for `our-site`.
fn name_of(dir: &Path) -> String {
    let absolute = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let name = absolute.file_name().map_or_else(String::new, |name| name.to_string_lossy().replace(['-', '_'], " "));
    let mut letters = name.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Our organisation".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use demarche::source::blanks::BLANKS;
    use jiff::civil::{Weekday, date};

    use super::*;

    #[test]
    fn words_that_wait_are_those_that_check_knows() {
        let texts: Vec<&str> =
            STARTER.iter().filter(|(path, _)| path.starts_with("content/")).map(|(_, text)| *text).collect();
        let of_pages = [include_str!("pages.rs"), include_str!("entry.rs")];
        for blank in BLANKS {
            assert!(texts.iter().chain(&of_pages).any(|text| text.contains(blank)), "{blank}");
        }
        // What stands in square brackets and begins like a sentence waits to be replaced.
        for text in texts {
            for words in text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(words, _)| words) {
                let is_sentence = words.contains(' ') && !words.contains(", people") && !words.contains('#');
                let is_list = words.split(", ").all(|word| !word.contains(' ')) || words.starts_with("kept as");
                assert!(!is_sentence || is_list || BLANKS.contains(&&*format!("[{words}]")), "{words}");
            }
        }
    }

    #[test]
    fn session_begins_on_a_monday_three_months_ahead() {
        for today in [date(2026, 11, 23), date(2028, 2, 29), date(2030, 12, 31), date(2026, 2, 1), date(2026, 2, 2)] {
            let days = Days::from(today).expect("a day");
            let ahead = (days.starts - today).get_days();
            assert!((SESSION_AFTER..SESSION_AFTER + 7).contains(&ahead), "{today}: {ahead}");
            assert_eq!((days.starts.weekday(), days.ends.weekday()), (Weekday::Monday, Weekday::Friday));
            assert!(today < days.evening && days.evening < days.due && days.due < days.starts);
        }
        assert!(Days::from(Date::MAX).is_none());
    }
}
