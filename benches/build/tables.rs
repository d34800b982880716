//! Tables in Markdown of builds from nothing and of second builds.
//!
//! In go the results, out comes text. Every figure is computed from a run; nothing is rounded up in anyone's favour.

use crate::edit::Edit;
use crate::format::{grouped, head, number, row, spread, taken};
use crate::goals::{self, AS_TYPED, NO_CACHE, NO_MAIL, NO_MAIL_NO_CACHE};
use crate::others::Other;
use crate::results::Results;
use crate::run::FLOORS;

/// Returns the floor that a build is measured by: that of the same files.
fn floor_of(who: &str) -> &'static str {
    FLOORS[usize::from([NO_MAIL, NO_MAIL_NO_CACHE].contains(&who))]
}

/// Returns the tables of builds from nothing of one size.
pub(crate) fn build(results: &Results, size: usize) -> String {
    let median = |who: &str, figure: &str| results.median("build", size, who, figure);
    let mut text = match size {
        goals::DEMONSTRATION => "### The demonstration\n\n".to_owned(),
        _ => format!(
            "### {} publications ({} source files, {:.1} MB)\n\n",
            grouped(size),
            grouped(median("sources", "files").unwrap_or_default() as usize),
            median("sources", "bytes").unwrap_or_default() / 1e6,
        ),
    };
    text.push_str(&head(&[
        "from nothing",
        "wall s",
        "CPU s",
        "goal",
        "in floors",
        "goal",
        "peak memory MB",
        "goal",
        "pages",
        "files",
        "MB written",
    ]));
    for who in results.all_who("build", size).into_iter().filter(|who| *who != "sources") {
        let values = |figure: &str| results.values("build", size, who, figure);
        let is_floor = FLOORS.contains(&who);
        let is_ours = [AS_TYPED, NO_CACHE, NO_MAIL, NO_MAIL_NO_CACHE].contains(&who);
        let floors = median(who, "cpu").zip(median(floor_of(who), "cpu")).map(|(cpu, floor)| cpu / floor);
        let floors = floors.filter(|_| is_ours);
        let memory = median(who, "memory").filter(|_| !is_floor);
        let time = if size == goals::DEMONSTRATION { "wall" } else { "cpu" };
        text.push_str(&row(&[
            who.to_owned(),
            spread(values("wall"), 3),
            spread(values("cpu"), 3),
            goals::cell("build", size, who, time, median(who, time)),
            number(floors, 1),
            goals::cell("build", size, who, "floors", floors),
            number(memory, 0),
            goals::cell("build", size, who, "memory", memory),
            grouped(median(who, "pages").unwrap_or_default() as usize),
            grouped(median(who, "files").unwrap_or_default() as usize),
            number(median(who, "bytes").map(|bytes| bytes / 1e6), 1),
        ]));
    }
    text.push('\n');
    text.push_str(&against(results, size));
    text.push_str(&notes(results, "build", size));
    text
}

/// Returns by how much the others take longer, if any was measured.
fn against(results: &Results, size: usize) -> String {
    let median = |who: &str, figure: &str| results.median("build", size, who, figure);
    let mut text = String::new();
    for other in [Other::Hugo, Other::Eleventy, Other::Zola].map(Other::who) {
        if median(other, "cpu").is_none() {
            continue;
        }
        let times = |ours: &str, figure: &str| median(other, figure).zip(median(ours, figure)).map(|(a, b)| a / b);
        let goal = |ours: &str| goals::cell("against", size, other, ours, times(ours, "cpu"));
        let cell = |ours: &str, figure: &str| number(times(ours, figure), 1);
        let per_page = median(other, "bytes").zip(median(other, "pages")).map(|(bytes, pages)| bytes / pages);
        text.push_str(&row(&[
            other.to_owned(),
            cell(NO_MAIL, "cpu"),
            goal(NO_MAIL),
            cell(NO_MAIL, "wall"),
            cell(NO_MAIL, "memory"),
            cell(AS_TYPED, "cpu"),
            goal(AS_TYPED),
            cell(AS_TYPED, "wall"),
            number(per_page, 0),
        ]));
    }
    if text.is_empty() {
        return text;
    }
    let ours = median(NO_MAIL, "bytes").zip(median(NO_MAIL, "pages")).map(|(bytes, pages)| bytes / pages);
    let names = [
        "times as much as demarche",
        "`mail: false`: CPU",
        "goal",
        "wall",
        "memory",
        "with mails, which the others do not make: CPU",
        "goal",
        "wall",
        "bytes per page",
    ];
    format!("{}{text}\ndemarche writes {} bytes per page.\n\n", head(&names), number(ours, 0))
}

/// Returns what was noted of a part: how often it ran, on what, and who did not finish.
pub(crate) fn notes(results: &Results, part: &str, size: usize) -> String {
    let noted = |name: &str| results.noted(part, size, name);
    let runs = noted("runs").or(noted("rounds")).unwrap_or("1");
    let mut text = taken(runs);
    for said in [noted("machine").map(str::to_owned), noted("load").map(|load| format!("load before it {load}"))] {
        text.push_str(&said.map_or(String::new(), |said| format!("; {said}")));
    }
    text.push_str(".\n");
    for other in [Other::Hugo, Other::Eleventy, Other::Zola].map(Other::title) {
        let name = format!("{other} did not finish");
        text.push_str(&noted(&name).map_or(String::new(), |said| format!("{name}: {said}\n")));
    }
    text.push('\n');
    text
}

/// Returns the table that sets the sizes beside each other, if there are several.
pub(crate) fn growth(results: &Results) -> String {
    let sizes: Vec<usize> = results.sizes("build").into_iter().filter(|size| *size != goals::DEMONSTRATION).collect();
    let [first, _, ..] = sizes[..] else { return String::new() };
    let mut text = String::from(
        "### Growth\n\nMilliseconds of CPU, and KB of memory, for each publication. In brackets times the smallest size: 1.00 \
         is linear, less is better than linear.\n\n",
    );
    let columns = [
        (AS_TYPED, "cpu"),
        (NO_MAIL, "cpu"),
        (NO_MAIL, "memory"),
        (FLOORS[1], "cpu"),
        (Other::Hugo.who(), "cpu"),
        (Other::Eleventy.who(), "cpu"),
        (Other::Zola.who(), "cpu"),
    ];
    let names: Vec<String> = columns
        .iter()
        .map(|(who, figure)| format!("{who}: {}", if *figure == "cpu" { "CPU" } else { "memory" }))
        .collect();
    let names: Vec<&str> = ["publications"].into_iter().chain(names.iter().map(String::as_str)).collect();
    text.push_str(&head(&names));
    for &size in &sizes {
        let each = |who: &str, figure: &str, size: usize| {
            results.median("build", size, who, figure).map(|value| value * 1e3 / size as f64)
        };
        let cell = |(who, figure): &(&str, &str)| match (each(who, figure, size), each(who, figure, first)) {
            (Some(value), Some(least)) => format!("{value:.3} ({:.2})", value / least),
            _ => "-".to_owned(),
        };
        let cells: Vec<String> = [grouped(size)].into_iter().chain(columns.iter().map(cell)).collect();
        text.push_str(&row(&cells));
    }
    text.push('\n');
    text
}

/// Returns the table of second builds of one size.
pub(crate) fn second(results: &Results, size: usize) -> String {
    let mut text = format!("### Second builds: {} publications\n\n", grouped(size));
    text.push_str(&head(&[
        "edit",
        "`demarche build`: wall s",
        "CPU s",
        "in floors",
        "`mail: false`: wall s",
        "CPU s",
        "in floors",
        "goal",
    ]));
    let names = ["floor", "first build"].into_iter().chain(Edit::ALL.map(Edit::name));
    for name in names {
        let of = |who: &str| {
            let values = |figure: &str| results.values("second", size, who, &format!("{name} {figure}"));
            let median = |figure: &str| results.median("second", size, who, figure);
            let floors = median(&format!("{name} cpu")).zip(median("floor cpu")).map(|(cpu, floor)| cpu / floor);
            (spread(values("wall"), 3), spread(values("cpu"), 3), floors)
        };
        let (with, without) = (of(AS_TYPED), of(NO_MAIL));
        let shown = match name {
            "floor" => "the bare floor of the whole site",
            "first build" => "first build, of which it keeps a memory",
            edit => edit,
        };
        text.push_str(&row(&[
            shown.to_owned(),
            with.0,
            with.1,
            number(with.2, 2),
            without.0,
            without.1,
            number(without.2, 2),
            goals::cell("second", size, NO_MAIL, name, without.2),
        ]));
    }
    text.push('\n');
    text.push_str(&notes(results, "second", size));
    text
}

/// Returns the short table of the README: builds from nothing, one second build and one save, at one size.
pub(crate) fn short(results: &Results) -> String {
    let Some(size) = crate::picture::size_of(results, "build") else { return String::new() };
    let mut text = head(&[&format!("{} publications", grouped(size)), "s by the clock", "CPU s", "peak memory MB"]);
    let builds = [AS_TYPED, NO_MAIL, Other::Hugo.who(), Other::Zola.who(), Other::Eleventy.who()];
    for who in builds {
        let median = |figure: &str| results.median("build", size, who, figure);
        let more = if who == AS_TYPED { ", with mails, as by default" } else { "" };
        if median("cpu").is_some() {
            let cells = [number(median("wall"), 2), number(median("cpu"), 2), number(median("memory"), 0)];
            text.push_str(&row(&[vec![format!("{who}{more}")], cells.to_vec()].concat()));
        }
    }
    for edit in [Edit::Nothing, Edit::Body, Edit::Added] {
        let median = |figure: &str| results.median("second", size, AS_TYPED, &format!("{} {figure}", edit.name()));
        if median("cpu").is_some() {
            let cells = [number(median("wall"), 2), number(median("cpu"), 2), number(median("memory"), 0)];
            text.push_str(&row(&[vec![format!("{AS_TYPED} again, edited: {}", edit.name())], cells.to_vec()].concat()));
        }
    }
    if let Some(save) = results.median("serve", size, goals::SERVE, Edit::Body.name()) {
        let memory = results.median("serve", size, goals::SERVE, "memory");
        let cells = [number(Some(save / 1e3), 3), "-".to_owned(), number(memory, 0)];
        text.push_str(&row(&[vec![format!("{}, from a save to the page", goals::SERVE)], cells.to_vec()].concat()));
    }
    format!("{text}\n{}", notes(results, "build", size))
}
