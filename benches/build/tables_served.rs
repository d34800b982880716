//! Tables in Markdown of the preview and of mails.
//!
//! In go the results, out comes text: medians with, in brackets, the smallest and the largest value.

use crate::edit::Edit;
use crate::format::{grouped, head, number, row, spread};
use crate::goals::{self, SERVE};
use crate::results::Results;
use crate::tables::notes;

/// The moments at which what is served is compared with a clean build.
pub(crate) const MOMENTS: [&str; 4] =
    ["at the start", "after a title edit", "after an added page", "after it was deleted"];

/// Returns the tables of the preview of one size.
pub(crate) fn serve(results: &Results, size: usize) -> String {
    let all: Vec<&str> = results.all_who("serve", size);
    let mut text = format!("### Preview: {} publications\n\n", grouped(size));
    let columns = all.iter().flat_map(|who| if *who == SERVE { vec![*who, "goal"] } else { vec![*who] });
    let names: Vec<&str> = ["ms until it is served, after a save"].into_iter().chain(columns).collect();
    text.push_str(&head(&names));
    let mut add = |name: &str, figure: &str, places: usize| {
        let cells = all.iter().flat_map(|who| {
            let value = results.median("serve", size, who, figure);
            let cell = match results.values("serve", size, who, &format!("{figure} not seen")) {
                [] => spread(results.values("serve", size, who, figure), places),
                _ => "not seen".to_owned(),
            };
            let goal = (*who == SERVE).then(|| goals::cell("serve", size, who, figure, value));
            [Some(cell), goal].into_iter().flatten()
        });
        let cells: Vec<String> = [name.to_owned()].into_iter().chain(cells).collect();
        text.push_str(&row(&cells));
    };
    add("start, until the letter's page answers", "start", 0);
    for edit in Edit::ALL {
        if all.iter().any(|who| !results.values("serve", size, who, edit.name()).is_empty()) {
            add(&format!("{}, {}", edit.name(), edit.seen_in()), edit.name(), 1);
        }
    }
    add("memory MB, after the start", "memory", 0);
    add("memory MB, after all these edits", "memory after", 0);
    text.push('\n');
    text.push_str(&stale(results, size, &all));
    text.push_str(&in_a_row(results, size));
    text.push_str(&notes(results, "serve", size));
    text
}

/// Returns the table of pages that differ from a clean build.
fn stale(results: &Results, size: usize, all: &[&str]) -> String {
    let names: Vec<&str> = ["pages that differ from a clean build"].into_iter().chain(MOMENTS).collect();
    let mut text = head(&names);
    for who in all {
        let cell = |moment: &str| {
            let value = |what: &str| {
                results.median("serve", size, who, &format!("{moment}: {what}")).map(|value| value as usize)
            };
            let (Some(asked), Some(differing), Some(changed)) = (value("asked"), value("differing"), value("changed"))
            else {
                return "-".to_owned();
            };
            let left = value("left").filter(|left| *left > 0);
            let left = left.map_or(String::new(), |left| format!(", and {left} that should be 404"));
            format!("{} of {}, of which {} changed{left}", grouped(differing), grouped(asked), grouped(changed))
        };
        let cells: Vec<String> = [(*who).to_owned()].into_iter().chain(MOMENTS.map(cell)).collect();
        text.push_str(&row(&cells));
    }
    text.push('\n');
    text
}

/// Returns what many edits in a row took, if any were made.
fn in_a_row(results: &Results, size: usize) -> String {
    let times = results.values("serve", size, SERVE, "in a row");
    if times.is_empty() {
        return String::new();
    }
    let memory = |when: &str| number(results.median("serve", size, SERVE, &format!("in a row: memory {when}")), 0);
    format!(
        "{} edits of mixed kinds in a row: each {} ms; memory {} MB before, {} MB after a tenth of them, {} MB at the end.\n\n",
        grouped(times.len()),
        spread(times, 1),
        memory("before"),
        memory("at a tenth"),
        memory("at the end"),
    )
}

/// The rows of the table of mails: who, what is counted, the name in the results.
pub(crate) const MAILS: [(&str, &str, &str); 6] = [
    ("demarche", "from Markdown to a written site with its mails", "demarche"),
    ("demarche", "the same without mails", "without mails"),
    ("demarche", "the difference: what the mails cost", "what mails cost"),
    ("demarche", "styles into elements alone", "styles alone"),
    ("juice", "styles into elements alone", "juice"),
    ("mjml", "MJML to HTML alone", "mjml"),
];

/// Returns the table of mails of one size.
pub(crate) fn mail(results: &Results, size: usize) -> String {
    let total = |figure: &str| results.median("mail", size, "written", figure).unwrap_or_default();
    let mails = total("mails") as usize;
    let mut text = format!(
        "### {} publications ({:.1} MB of sources): {} mails in {} files, of {} files and {:.1} MB in all\n\n",
        grouped(size),
        total("source bytes") / 1e6,
        grouped(mails),
        grouped(3 * mails),
        grouped(total("files") as usize),
        total("bytes") / 1e6,
    );
    text.push_str(&head(&["", "what is counted", "wall s", "CPU s", "mails a second and core", "goal"]));
    let rate = |name: &str| results.median("mail", size, name, "cpu").map(|cpu| mails as f64 / cpu);
    for (who, what, name) in MAILS {
        let values = |figure: &str| results.values("mail", size, name, figure);
        if values("cpu").is_empty() {
            continue;
        }
        let rate = rate(name).filter(|_| name != "without mails");
        text.push_str(&row(&[
            who.to_owned(),
            what.to_owned(),
            spread(values("wall"), 3),
            spread(values("cpu"), 3),
            number(rate, 0),
            goals::cell("mail", size, name, "mails a second and core", rate),
        ]));
    }
    text.push('\n');
    for name in ["juice", "mjml"] {
        if let Some(theirs) = rate(name) {
            let against = |ours: &str| number(rate(ours).map(|ours| ours / theirs), 1);
            text.push_str(&format!(
                "- for one letter by {name}, demarche makes {} in the whole build, {} as what the mails cost, {} by styles alone\n",
                against("demarche"),
                against("what mails cost"),
                against("styles alone"),
            ));
        }
    }
    text.push('\n');
    text.push_str(&notes(results, "mail", size));
    text
}
