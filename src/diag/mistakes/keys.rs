//! Mistakes in front matter.

use super::held::HOLD;
use super::{listed, shortened};
use crate::diag::{Diagnostic, Span, did_you_mean};
use crate::moment::Moment;

/// No front matter.
pub fn no_front_matter(span: Span) -> Diagnostic {
    Diagnostic::error("no-front-matter", "the file does not begin with front matter", span)
        .hint("the first line is `---`, then keys such as `title: …`, then `---` again")
}

/// Front matter in the language of another program.
pub fn front_matter_of_other_kind(span: Span, kind: &str) -> Diagnostic {
    Diagnostic::error("no-front-matter", format!("this front matter is {kind}; here it is YAML"), span)
        .hint("write it as a line `---`, then one key a line, such as `title: …`, then `---` again")
}

/// A first line that should be `---` and is not.
pub fn bad_first_fence(span: Span) -> Diagnostic {
    Diagnostic::error("no-front-matter", "front matter begins with a line of three hyphens, and this is none", span)
        .hint("write `---`, with nothing before it")
}

/// A line that should be `---` below front matter, and is not.
pub fn bad_last_fence(span: Span) -> Diagnostic {
    Diagnostic::error(
        "front-matter-not-closed",
        "front matter ends with a line of three hyphens, and this is none",
        span,
    )
    .hint("write `---`, with nothing before it")
}

/// Something above the first line of front matter.
pub fn above_front_matter(span: Span) -> Diagnostic {
    Diagnostic::error("no-front-matter", "front matter begins in the first line of the file", span)
        .hint("take out the empty lines above it")
}

/// Front matter without its first line.
pub fn front_matter_not_opened(span: Span) -> Diagnostic {
    Diagnostic::error("no-front-matter", "the line `---` is missing above the first key", span)
        .hint("put a line `---` above this one, and another below the last key")
}

/// A mark that a merge of two wordings left behind.
pub fn merge_mark(span: Span) -> Diagnostic {
    Diagnostic::error("merge-mark", "two wordings were merged here, and nobody has chosen one", span)
        .hint("keep one of the two, and take out the lines with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// Front matter that is never closed.
pub fn front_matter_not_closed(span: Span) -> Diagnostic {
    Diagnostic::error("front-matter-not-closed", "the front matter that begins here is never closed", span)
        .hint("put a line `---` after the last key")
}

/// A title that is too long.
pub fn title_too_long(span: Span, length: usize, limit: usize) -> Diagnostic {
    Diagnostic::error("title-too-long", format!("the title has {length} characters; at most {limit} fit"), span)
        .hint("say the rest in `description:`")
}

/// A control character in a line.
pub fn control_character(span: Span, key: &str, c: char) -> Diagnostic {
    let message = match c {
        '\n' => format!("`{key}` holds a line break"),
        c => format!("`{key}` holds the unseen character `{}`", c.escape_default()),
    };
    Diagnostic::error("control-character", message, span).hint("write it in one line of plain text")
}

/// A date that is none; `near` is what it may mean, as it has to be written.
pub fn bad_date(span: Span, key: &str, text: &str, near: &[String]) -> Diagnostic {
    let hint = match near {
        [only] => format!("write `{key}: {only}`"),
        [one, other] => format!("year, month, day: write `{key}: {one}` or `{key}: {other}`, whichever day is meant"),
        _ if key == "embargo" => HOLD.to_owned(),
        _ if key == "expires" => {
            "it takes a date with the time of day and its time zone, as in `2025-03-14T09:30:00+01:00`".to_owned()
        }
        _ => "dates are written `2025-03-14`, with a time `2025-03-14T09:30:00+01:00`".to_owned(),
    };
    Diagnostic::error("bad-date", format!("`{text}` is not a date"), span).hint(hint).suggest(Moment::gap(text))
}

/// A date or year that is none; `near` is what it may mean.
pub fn bad_partial_date(span: Span, key: &str, text: &str, near: &[String]) -> Diagnostic {
    if near.is_empty() {
        let hint = "dates are written `2005-03-15`, or as the year alone: `2005`";
        return Diagnostic::error("bad-date", format!("`{text}` is not a date"), span).hint(hint);
    }
    bad_date(span, key, text, near)
}

/// A date with time where the offset is missing; `full` is what it means in the zone of the site.
pub fn no_offset(span: Span, key: &str, full: &str, has_time: bool) -> Diagnostic {
    let what = if has_time { "time zone" } else { "time of day and its time zone" };
    Diagnostic::error("no-offset", format!("`{key}` needs the {what}"), span)
        .hint(format!("write `{key}: {full}`, which is the time zone of the site, or with that of another place"))
}

/// A slug that is none.
pub fn bad_slug(span: Span, text: &str) -> Diagnostic {
    let near = text.to_lowercase().replace([' ', '_'], "-");
    let fits = near.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    Diagnostic::error("bad-slug", format!("`{}` cannot be part of an address", text.escape_debug()), span)
        .hint("use a-z, 0-9 and hyphens; never a path")
        .suggest((fits && !near.is_empty()).then(|| format!("did you mean `{near}`?")))
}

/// An id that no file can have as its name.
pub fn bad_id(span: Span, text: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-slug", format!("`{text}` cannot be part of an address: {why}"), span)
        .hint("give it another id")
}

/// A rule of a standing recommendation that is none.
pub fn bad_applies(span: Span) -> Diagnostic {
    Diagnostic::error("bad-applies", "`applies` is not a rule", span).hint(
        "write `{not_party_to_any: [genocide-convention]}` or `{no_focal_point: true}`, or leave it out for all states",
    )
}

/// A key that another program knows; the hint says what stands for it.
pub fn key_of_other_program(span: Span, key: &str, hint: &str) -> Diagnostic {
    Diagnostic::error("unknown-key", format!("unknown key `{key}`"), span).hint(hint)
}

/// Words by which another program sorts pages; `fitting` are the topics among them, `known` all that there are.
pub fn tags_of_other_program(span: Span, key: &str, fitting: &[&str], known: &[&str]) -> Diagnostic {
    let hint = match (fitting, known) {
        ([_, ..], _) => format!("write `topics: [{}]` instead", fitting.join(", ")),
        ([], []) => {
            "take the line out: there are no topics yet; they are listed in `content/data/topics.yaml`".to_owned()
        }
        ([], known) => format!("write `topics: […]` instead, with some of {}; or take the line out", shortened(known)),
    };
    key_of_other_program(span, key, &hint)
}

/// A type that is not known.
pub fn unknown_type(span: Span, name: &str, names: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-type", format!("there is no content type `{name}`"), span)
        .hint(format!("it is one of {}; the folder says it as well, so the line may go", listed(names)))
        .suggest(did_you_mean(name, names.iter().copied()))
}

/// A folder that no type belongs to; `in_folder` says whether the file lies in one at all.
pub fn no_type(span: Span, folder: &str, folders: &[&str], in_folder: bool) -> Diagnostic {
    let found = Diagnostic::error("no-type", format!("no content type belongs to the folder `{folder}`"), span);
    let move_it = format!("move the file to one of {}, or add `type: page`", listed(folders));
    let found = match in_folder {
        true => found.hint(format!("{move_it}; or make the folder a collection: {}", super::index_lines(folder))),
        false => found.hint(move_it),
    };
    found.suggest(did_you_mean(folder, folders.iter().copied()))
}

/// A key of another type.
pub fn key_of_other_type(span: Span, key: &str, kind: &str, owners: &[&str]) -> Diagnostic {
    let message = format!("`{key}` is a key of `{}`, not of `{kind}`", owners.join("`, `"));
    let hint = match key {
        "summary" => "write it as `description: …`",
        "subject" | "preheader" => "write it as `newsletter: {subject: …, preheader: …}`",
        "state" => "write it as a list: `states: [KEN]`",
        _ => "remove it, or put it under `extra:`",
    };
    Diagnostic::error("key-of-other-type", message, span).hint(hint)
}

/// A date of change that lies before the date.
pub fn updated_before_date(span: Span, date: Span) -> Diagnostic {
    Diagnostic::error("updated-before-date", "`updated` lies before `date`", span)
        .also(date, "dated here")
        .hint("`updated` is the day of the last change; leave it out until there is one")
}

/// An expiry before the embargo ends.
pub fn expires_before_embargo(span: Span, embargo: Span) -> Diagnostic {
    Diagnostic::error("expires-before-embargo", "`expires` does not lie after `embargo`", span)
        .also(embargo, "published from here on")
        .hint("give a later instant; like this the page would never be published")
}

/// A scope that needs a list of states.
pub fn scope_without_states(span: Span) -> Diagnostic {
    Diagnostic::error("scope-without-states", "the scope is `states`, and no states are listed", span)
        .hint("add `states: [KEN, GUY]`")
}

/// A scope that means the states of a session, in a letter that names none.
pub fn scope_without_session(span: Span) -> Diagnostic {
    let message = "the scope is `all-under-review`, and the letter names no session";
    Diagnostic::error("scope-without-session", message, span)
        .hint("take the line out, or name the session to whose States the letter goes with `session:`")
}

/// States that a letter lists although it goes to all under review.
pub fn states_without_scope(span: Span, others: usize) -> Diagnostic {
    let message = match others {
        1 => "the letter is addressed to one State besides these: the other one under review".to_owned(),
        _ => format!("the letter is addressed to {others} States besides these: all others under review"),
    };
    Diagnostic::warning("states-without-scope", message, span)
        .hint("add `scope: states` if it is for these alone; if it is for all, write `scope: all-under-review`")
}

/// A subject line that is too long.
pub fn subject_too_long(span: Span, length: usize, limit: usize) -> Diagnostic {
    let message = format!("the subject line has {length} characters; at most {limit} fit");
    Diagnostic::error("subject-too-long", message, span).hint("give a shorter `subject:`")
}

/// A preheader of the wrong length.
pub fn preheader_length(span: Span, length: usize) -> Diagnostic {
    let hint = match length {
        0..40 => "say more: mail programs fill up a short one with whatever comes next",
        _ => "say less: mail programs cut a long one off",
    };
    Diagnostic::error("preheader-length", format!("the preheader has {length} characters; it takes 40 to 130"), span)
        .hint(hint)
}

/// Two pages with one id and language.
pub fn duplicate_id(span: Span, id: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", format!("two files are the page `{id}`"), span)
        .also(first, "the other one")
        .hint("`x.md`, `x.markdown` and `x/index.md` are the same page: keep one of them")
}

/// Two pages with one reference.
pub fn duplicate_reference(span: Span, reference: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-reference", format!("the reference `{reference}` is taken"), span)
        .also(first, "first here")
        .hint("each page has a reference of its own; only translations share one")
}

/// Two newsletter issues with one number.
pub fn duplicate_number(span: Span, number: u32, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-number", format!("there are two issues {number}"), span)
        .also(first, "first here")
        .hint("give the later one the next number")
}

/// A newsletter number that does not rise with the date.
pub fn number_not_rising(span: Span, before: Span) -> Diagnostic {
    Diagnostic::error("number-not-rising", "this issue is dated before one with a lower number", span)
        .also(before, "the lower number is dated here")
        .hint("numbers rise with the dates: correct the number or one of the dates")
}

/// A record that stands twice in a data file.
pub fn duplicate_record(span: Span, identity: &str, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-record", format!("there are two records of `{identity}`"), span)
        .also(first, "first here")
        .hint("keep one of the two")
}

/// A session that has the number of another one.
pub fn number_of_another(span: Span, number: u32, first: Span) -> Diagnostic {
    Diagnostic::warning("number-of-another", format!("there are two sessions of the number {number}"), span)
        .also(first, "first here")
        .hint("correct one of the two: pages name sessions by their numbers, and stand in the order of them")
}

/// A data file that is not read.
pub fn unknown_data_file(span: Span, path: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::warning("unknown-data-file", format!("`{path}` is not read"), span)
        .hint(format!("the data files are {}", listed(known)))
        .suggest(did_you_mean(path, known.iter().copied()))
}

/// A session that ends before it starts.
pub fn ends_before_start(span: Span, starts: Span) -> Diagnostic {
    Diagnostic::error("ends-before-start", "`ends` lies before `starts`", span)
        .also(starts, "it starts here")
        .hint("correct one of the two days")
}
