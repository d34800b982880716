//! A new site: settings, data, a letter and a page.
#![expect(clippy::disallowed_methods, reason = "looks whether the folder is empty")]

use std::fs;
use std::path::Path;

use demarche::Error;
use jiff::civil::Date;

use super::{NewFile, quoted};

/// Returns the files of a new site in a folder, which must not exist or be empty.
pub(super) fn files(dir: &Path, today: Date) -> Result<Vec<NewFile>, Error> {
    match fs::read_dir(dir) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(Error::new(format!("`{}` is not empty", dir.display())));
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("cannot read", dir, error)),
    }
    let name =
        dir.file_name().map_or_else(|| "Our organisation".to_owned(), |name| name.to_string_lossy().into_owned());
    let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
    Ok(vec![
        file("content/site.yaml", settings(&name)),
        file("content/data/sessions.yaml", SESSIONS.to_owned()),
        file("content/data/topics.yaml", TOPICS.to_owned()),
        file("content/letters/first-letter.md", letter(today)),
        file("content/pages/about.md", format!("---\ntitle: About\ndate: {today}\n---\nSay who you are.\n")),
        file(".gitignore", "/public\n.*.demarche/\n".to_owned()),
    ])
}

/// Returns the settings.
fn settings(name: &str) -> String {
    format!(
        "name: {}\ntagline: A few words on what you do\ndescription: One sentence for search engines and readers.\n\
         # The address of the home page. Every link in the pages begins with its path.\nbase_url: https://example.org/\n\
         language: en\ntime_zone: Europe/Zurich\naddress:\n  - 1 Example Street\n  - 0000 Sampleton\n\
         email: contact@example.org\nnav: [letters, briefs, states, sessions, recommendations]\n\
         footer_nav:\n  - pages/about.md\n",
        quoted(name)
    )
}

/// One session whose dates and states are on public record.
const SESSIONS: &str = "\
# The sessions you work on. Codes are ISO 3166-1 alpha-3.
- id: upr-51
  number: 51
  cycle: 4
  starts: 2026-01-19
  states: [FSM, LBN, MRT, NRU, NPL, RWA, OMN, LCA, AUT, GEO, KNA, STP, AUS]
";

/// One topic.
const TOPICS: &str = "\
- id: prevention
  title: Prevention
  description: What stops harm before it begins.
";

/// Returns a first letter.
fn letter(today: Date) -> String {
    format!(
        "---\ntitle: Recommendations for UPR 51\ndate: {today}\nsession: upr-51\ntopics: [prevention]\n\
         addressee: To the Permanent Missions in Geneva\nsalutation: Excellency,\n\
         closing: Please accept, Excellency, the assurances of our highest consideration.\n\
         signatories:\n  - {{name: Your name, role: Your role}}\n---\n\
         We write ahead of the session, and respectfully ask your delegation to recommend the following.\n\n\
         ## Recommendations\n\n\
         - Name a senior official who answers for prevention. {{#senior-official priority}}\n\
         - Report on what was done by the middle of the cycle. {{#mid-term-report}}\n"
    )
}
