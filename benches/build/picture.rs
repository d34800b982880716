//! The picture of the figures: bars in SVG, one panel for builds from nothing, one for second builds, one for the preview.
//!
//! In go the results, out comes an SVG file without script and without fonts of its own, legible on light and dark
//! ground: it brings its own ground, and follows the browser's preference. Every figure in it comes from the results.

use crate::edit::Edit;
use crate::format::{grouped, number};
use crate::goals::{self, AS_TYPED, NO_MAIL, SERVE};
use crate::others::Other;
use crate::results::Results;
use crate::run::FLOORS;

/// Width of the picture.
const WIDTH: f64 = 840.0;
/// Where bars begin, and the width of the longest.
const BARS: (f64, f64) = (330.0, 400.0);
/// Height of a bar with the space below it.
const STEP: f64 = 26.0;
/// How many of the kinds of edits stand in the picture, so that it stays readable: the first, what most saves are.
const EDITS: [Edit; 8] =
    [Edit::Nothing, Edit::Body, Edit::Title, Edit::Added, Edit::Renamed, Edit::Deleted, Edit::Layout, Edit::Row];

/// The colours, light and dark: ground, words, what stands back, demarche, the others, the floor.
const STYLE: &str = "\
.ground{fill:#fcfbf8}.word{fill:#191d21}.soft{fill:#55606a}.ours{fill:#1d5c72}.theirs{fill:#a8642a}.floor{fill:#8a9199}\n\
@media (prefers-color-scheme:dark){.ground{fill:#14181b}.word{fill:#e9e6df}.soft{fill:#a9b1b8}.ours{fill:#6cb6cf}\
.theirs{fill:#dba06a}.floor{fill:#7b848c}}\n\
text{font:14px system-ui,sans-serif}.head{font-weight:600;font-size:16px}.code{font-family:ui-monospace,monospace;font-size:13px}";

/// A bar.
struct Bar {
    label: String,
    class: &'static str,
    value: f64,
    /// The value as it is written beside the bar.
    shown: String,
}

/// Returns the picture.
pub(crate) fn drawn(results: &Results) -> String {
    let (mut body, mut y) = (String::new(), 12.0);
    let mut summary = Vec::new();
    for (title, bars) in [builds(results), seconds(results), preview(results)].into_iter().flatten() {
        let most = bars.iter().map(|bar| bar.value).fold(f64::MIN_POSITIVE, f64::max);
        y += 26.0;
        body.push_str(&format!("<text class=\"word head\" x=\"20\" y=\"{y:.0}\">{title}</text>\n"));
        y += 12.0;
        for bar in &bars {
            let width = (BARS.1 * bar.value / most).max(1.0);
            let (middle, end) = (y + 15.0, BARS.0 + width + 8.0);
            let label = escaped(&bar.label);
            body.push_str(&format!(
                "<text class=\"soft code\" x=\"{:.0}\" y=\"{middle:.0}\" text-anchor=\"end\">{label}</text>\n\
                 <rect class=\"{}\" x=\"{:.0}\" y=\"{:.0}\" width=\"{width:.1}\" height=\"18\" rx=\"2\"/>\n\
                 <text class=\"word\" x=\"{end:.0}\" y=\"{middle:.0}\">{}</text>\n",
                BARS.0 - 10.0,
                bar.class,
                BARS.0,
                y + 1.0,
                bar.shown,
            ));
            y += STEP;
        }
        summary.push(format!("{title}: {}", said(&bars)));
        y += 14.0;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {y:.0}\" width=\"{WIDTH:.0}\" height=\"{y:.0}\" \
         role=\"img\" aria-labelledby=\"title\">\n<title id=\"title\">{}</title>\n<style>\n{STYLE}\n</style>\n\
         <rect class=\"ground\" width=\"{WIDTH:.0}\" height=\"{y:.0}\" rx=\"8\"/>\n{body}</svg>\n",
        escaped(&summary.join(". ")),
    )
}

/// Returns bars in words.
fn said(bars: &[Bar]) -> String {
    let all: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.label, bar.shown)).collect();
    all.join("; ")
}

/// Escapes a text for SVG.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Returns the size of the picture: the largest at which the most programs were measured.
pub(crate) fn size_of(results: &Results, part: &str) -> Option<usize> {
    let sizes = results.sizes(part).into_iter().filter(|size| *size != goals::DEMONSTRATION);
    sizes.max_by_key(|size| (results.all_who(part, *size).len(), *size))
}

/// Returns the panel of builds from nothing.
fn builds(results: &Results) -> Option<(String, Vec<Bar>)> {
    let size = size_of(results, "build")?;
    let ours = [(AS_TYPED, "ours", ", with mails"), (NO_MAIL, "ours", ""), (FLOORS[1], "floor", "")].into_iter();
    let others = [Other::Hugo, Other::Zola, Other::Eleventy].map(|other| (other.who(), "theirs", ""));
    let bars = |(who, class, more): (&str, &'static str, &str)| {
        let value = results.median("build", size, who, "wall")?;
        let label = format!("{}{more}", who.replace('`', ""));
        Some(Bar { label, class, value, shown: format!("{} s", number(Some(value), 2)) })
    };
    let mut others: Vec<Bar> = others.into_iter().filter_map(bars).collect();
    others.sort_by(|a, b| a.value.total_cmp(&b.value));
    let title = format!("A build of {} publications from nothing, by the clock", grouped(size));
    Some((title, ours.filter_map(bars).chain(others).collect()))
}

/// Returns the panel of second builds.
fn seconds(results: &Results) -> Option<(String, Vec<Bar>)> {
    let size = size_of(results, "second")?;
    let bars = EDITS.into_iter().filter_map(|edit| {
        let value = results.median("second", size, AS_TYPED, &format!("{} wall", edit.name()))?;
        Some(Bar {
            label: edit.name().to_owned(),
            class: "ours",
            value,
            shown: format!("{} s", number(Some(value), 2)),
        })
    });
    Some((
        format!("demarche build again after an edit, {} publications with mails, by the clock", grouped(size)),
        bars.collect(),
    ))
}

/// Returns the panel of the preview.
fn preview(results: &Results) -> Option<(String, Vec<Bar>)> {
    let size = size_of(results, "serve")?;
    let bars = EDITS.into_iter().filter_map(|edit| {
        let value = results.median("serve", size, SERVE, edit.name())?;
        Some(Bar {
            label: edit.name().to_owned(),
            class: "ours",
            value,
            shown: format!("{} ms", number(Some(value), 0)),
        })
    });
    let title = format!("demarche serve, {} publications, from a save until it is served", grouped(size));
    Some((title, bars.collect()))
}
