//! `demarche newsletter draft`: the Markdown of the next issue, made from what was published since a date.
//!
//! Never overwrites: a file that is there is named, and nothing is changed.

use demarche::engine::{LeftOut, Next, NextIssue, next_issue};
use demarche::source::Sources;
use demarche::{BuildOptions, Error};
use jiff::civil::Date;

use super::arguments::DraftCommand;
use super::clock::build_instant;
use super::new::{NewFile, create, quoted};
use super::report::Format;
use super::{report, site};

/// How many items make a mail that may be too long to be shown whole.
const MANY: usize = 30;

/// Writes or prints the issue; `false` when the site has errors.
pub(super) fn run(command: &DraftCommand) -> Result<bool, Error> {
    let root = site::root_from(command.root.as_deref())?;
    let (sources, mut found) = Sources::read(&root)?;
    let at = build_instant(command.at, || site::time_zone(&sources));
    let options = BuildOptions { at, drafts: false, base_url: None };
    let issue = match next_issue(&sources, &options, command.since, &mut found)? {
        Next::Found(issue) => issue,
        Next::Nothing(since, left_out) => return Err(nothing(since, &left_out)),
        Next::NoIssueYet => {
            return Err(Error::new(
                "there is no issue yet; say since when with `--since`, such as `--since 2025-03-14`",
            ));
        }
        Next::Faulty => {
            demarche::diag::sort_diagnostics(&mut found);
            report::diagnostics(&found, Format::Text);
            return Ok(false);
        }
    };
    let file = NewFile { path: format!("content/newsletters/{}.md", issue.name), text: text_of(&issue) };
    if command.stdout {
        report::output(file.text.as_bytes());
    } else {
        create(&root, &file)?;
        report::line(&root.join(&file.path).display().to_string());
    }
    tell(&issue, command.stdout);
    Ok(true)
}

/// Says what an editor should know beside the file.
fn tell(issue: &NextIssue, printed: bool) {
    for (path, number) in &issue.left_out {
        report::note(&format!("left out `{path}`: issue {number} lists it"));
    }
    if issue.items.len() > MANY {
        let count = issue.items.len();
        report::note(&format!("{count} items may be too long for one mail; `demarche check --drafts` tells"));
    }
    if !printed {
        report::note("this is a draft; `demarche serve` shows it, and without its line `draft: true` it is published");
    }
}

/// Returns the failure for a time in which nothing was published.
fn nothing(since: Date, left_out: &[LeftOut]) -> Error {
    let listed = left_out.iter().map(|(path, number)| format!("\n  `{path}` (issue {number})")).collect::<String>();
    let listed = if listed.is_empty() { listed } else { format!(" but what earlier issues list:{listed}") };
    Error::new(format!("nothing was published since {since}{listed}"))
}

/// Returns the Markdown of an issue.
fn text_of(issue: &NextIssue) -> String {
    let NextIssue { number, date, title, subject, preheader, items, .. } = issue;
    let preheader = match preheader {
        Some(text) => format!("preheader: {} # 40 to 130 characters\n", quoted(text)),
        None => "# preheader: what mail programs show beside the subject, in 40 to 130 characters\n".to_owned(),
    };
    let item = |item: &demarche::engine::Listed| {
        // What breaks no line and begins no comment of YAML may stand in one.
        format!("  - {} # {}, {}\n", path(&item.path), item.date, plain(&item.title))
    };
    let items = items.iter().map(item).collect::<String>();
    format!(
        "\
---
title: {}
date: {date}
draft: true # remove this line to publish
number: {number}
subject: {} # at most 78 characters
{preheader}items: # in this order; take out what does not belong here
{items}---
Dear reader,

Write the editorial here, in place of these lines: why this issue comes now, what its items have in common, and what you
ask of the reader. Below it each item stands with its title, its description and its photo, so that none of them needs to
be told here.

The Editors
",
        quoted(title),
        quoted(subject),
    )
}

/// Returns a path as a YAML scalar, in quotes where it holds more than letters, digits and `/`, `-`, `_`, `.`.
fn path(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/-_.".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { quoted(path) }
}

/// Returns a title as it may stand in a comment.
fn plain(title: &str) -> String {
    title.chars().map(|c| if demarche::diag::is_control(c) { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche::engine::Listed;

    fn issue(preheader: Option<&str>, items: &[(&str, &str)]) -> NextIssue {
        let date = jiff::civil::date(2025, 3, 14);
        let item = |(path, title): &(&str, &str)| Listed { path: (*path).into(), title: (*title).into(), date };
        NextIssue {
            number: 4,
            name: "004".to_owned(),
            date,
            title: "Newsletter 4".to_owned(),
            subject: "A \"letter\" · Kenya".to_owned(),
            preheader: preheader.map(str::to_owned),
            items: items.iter().map(item).collect(),
            left_out: Vec::new(),
        }
    }

    #[test]
    fn issue_is_front_matter_and_a_place_for_the_editorial() {
        let text = text_of(&issue(Some("Beside it."), &[("letters/a.md", "A: # \u{7}b"), ("briefs/x y.md", "Kenya")]));
        let head =
            "---\ntitle: \"Newsletter 4\"\ndate: 2025-03-14\ndraft: true # remove this line to publish\nnumber: 4\n";
        assert!(text.starts_with(head), "{text}");
        for line in [
            "subject: \"A \\\"letter\\\" · Kenya\" # at most 78 characters\n",
            "preheader: \"Beside it.\" # 40 to 130 characters\n",
            "  - letters/a.md # 2025-03-14, A: #  b\n",
            "  - \"briefs/x y.md\" # 2025-03-14, Kenya\n---\n",
        ] {
            assert!(text.contains(line), "{line:?} in {text}");
        }
        assert!(text_of(&issue(None, &[])).contains("\n# preheader: "));
    }

    #[test]
    fn nothing_says_what_earlier_issues_list() {
        let since = jiff::civil::date(2025, 3, 14);
        assert_eq!(nothing(since, &[]).to_string(), "nothing was published since 2025-03-14");
        let told = nothing(since, &[("letters/a.md".to_owned(), 3)]).to_string();
        assert_eq!(
            told,
            "nothing was published since 2025-03-14 but what earlier issues list:\n  `letters/a.md` (issue 3)"
        );
    }
}
