//! A new site: settings, data, a letter, the recommendation it makes, and a page.
#![expect(clippy::disallowed_methods, reason = "looks whether the folder is empty")]

use std::fs;
use std::path::Path;

use demarche::Error;
use jiff::civil::Date;

use super::{NewFile, quoted};

/// The file that keeps what is made out of a repository.
const GITIGNORE: &str = ".gitignore";

/// Returns the files of a new site in a folder, which holds nothing but hidden files.
pub(super) fn files(dir: &Path, today: Date) -> Result<Vec<NewFile>, Error> {
    let standing = names_in(dir)?;
    if let Some(name) = standing.iter().find(|name| !name.starts_with('.')) {
        return Err(Error::new(format!("`{}` holds `{name}`; a new site takes a folder of its own", dir.display())));
    }
    let file = |path: &str, text: String| NewFile { path: path.to_owned(), text };
    let mut files = vec![
        file("content/site.yaml", settings(&name_of(dir))),
        file("content/data/sessions.yaml", SESSIONS.to_owned()),
        file("content/data/topics.yaml", TOPICS.to_owned()),
        file("content/letters/first-letter.md", letter(today)),
        file("content/recommendations/senior-official.md", recommendation(today)),
        file("content/pages/about.md", about(today)),
    ];
    if !standing.iter().any(|name| name == GITIGNORE) {
        files.push(file(GITIGNORE, "/public\n/.public.demarche\n".to_owned()));
    }
    Ok(files)
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

/// Returns the settings.
fn settings(name: &str) -> String {
    format!(
        "\
# What the pages say of your organisation. A key that does not exist is an error, so nothing here goes unread.
name: {}
tagline: A few words on what you do
description: One or two sentences, for search engines and for readers who are shown a link to you.

# The address of the home page. Links between pages begin with its path.
base_url: https://example.org/

# The language of pages whose file name names none, and the zone in which days are meant.
language: en
time_zone: Europe/Zurich

# The foot of every page.
address:
  - 1 Example Street
  - 0000 Sampleton
email: contact@example.org
footer:
  - pages/about.md

# The menu, in this order: sections, pages by their path from `content/`, {{title: …, link: …}}, or {{title: …, items: […]}} for a
# second level.
menu: [letters, briefs, states, sessions, recommendations]
",
        quoted(name)
    )
}

/// One session whose first day and States under review are documented.
const SESSIONS: &str = "\
# The sessions you work on. A page that names a session or a State is checked against this list, so a State that is
# not under review cannot be addressed by mistake. States are named by their ISO 3166-1 alpha-3 codes.
- id: upr-51
  number: 51
  cycle: 4
  starts: 2026-01-19
  states: [FSM, LBN, MRT, NRU, NPL, RWA, OMN, LCA, AUT, GEO, KNA, STP, AUS]
  source: DFAT page (12 States and Australia itself)
  as_of: 2026-11-23
";

/// One topic.
const TOPICS: &str = "\
# The themes that pages are sorted by. Each has a page of its own.
- id: prevention
  title: Prevention
  description: What stops harm before it begins.
";

/// Returns a first letter.
fn letter(today: Date) -> String {
    format!(
        "\
---
title: Recommendations for UPR 51
date: {today}
session: upr-51
topics: [prevention]
addressee: To the Permanent Missions in Geneva
place: Geneva
salutation: Excellency,
closing: Please accept, Excellency, the assurances of our highest consideration.
signatories:
  - {{name: Your name, role: Your role}}
---
We respectfully ask your delegation to consider the following. A list item that ends in a mark is a recommendation: it
gets an address of its own and a place on the page of every State that the letter is addressed to.

## Recommendations

- Name a senior official who answers for prevention. {{#senior-official priority}}
- Report by the middle of the cycle on what was done. {{#mid-term-report}}

The first one is [kept as a standing recommendation](../recommendations/senior-official.md), because we make it again
and again. The second stands in this letter alone.
"
    )
}

/// Returns the standing recommendation of the letter.
fn recommendation(today: Date) -> String {
    format!(
        "\
---
title: Name a senior official for prevention
date: {today}
topics: [prevention]
---
One official answers for the prevention of atrocity crimes.

## Why

Say why it matters. This page lists by itself every letter and brief in which the recommendation was made, with the
wording of that day.

## How to measure it

Say how one will know that it was done.
"
    )
}

/// Returns the page on the organisation.
fn about(today: Date) -> String {
    format!(
        "---\ntitle: About us\ndate: {today}\n---\nSay who you are, whom you write to, and how you can be reached.\n"
    )
}
