//! Charts of a table: bars, or lines over time.
//!
//! What is drawn takes its places in parts of the width, so that words have the same size on every screen. Which column is which
//! is told by hatching, dashes and the form of points besides the colour; in texts that run from the right all is mirrored.

use std::fmt::Write as _;

use super::table_block::TableBlock;
use crate::bidi::{Direction, text_direction};
use crate::html::push_escaped;
use crate::model::chart_number;
use crate::render::strings::Strings;

/// How high a line of words is.
const LINE: usize = 22;
/// How high a bar is.
const BAR: usize = 16;
/// How high the field of lines is.
const FIELD: f64 = 240.0;
/// The part of the width that the longest bar takes: the rest is for its number.
const WIDEST: f64 = 84.0;
/// How many words stand below the field of lines, at most.
const NAMES: usize = 6;

/// Appends the drawing of a chart, and what its columns are.
pub(super) fn push_chart(words: &Strings, of: TableBlock<'_>, out: &mut String) {
    let is_rtl = text_direction(of.lang) == Direction::Rtl;
    let chart = Chart { of, is_rtl };
    chart.push_key(out);
    let is_line = chart.is_line();
    let height = if is_line { FIELD as usize + 2 * LINE } else { chart.height_of_bars() };
    let label = words.fill("chart_label", &[("number", &of.block.number.to_string())]);
    let _ = write!(out, "<svg class=\"chart-drawing\" width=\"100%\" height=\"{height}\" role=\"img\" aria-label=\"");
    push_escaped(out, &label);
    out.push_str("\">\n");
    chart.push_patterns(out);
    match is_line {
        true => chart.push_lines(out),
        false => chart.push_bars(out),
    }
    out.push_str("</svg>\n");
}

/// A chart under way.
struct Chart<'a> {
    of: TableBlock<'a>,
    is_rtl: bool,
}

impl Chart<'_> {
    /// Tells whether it has lines, and no bars.
    fn is_line(&self) -> bool {
        self.of.block.argument("type").is_some_and(|kind| kind.value.trim() == "line")
    }

    /// Returns how many columns of numbers there are.
    fn series(&self) -> usize {
        self.of.table.head.len().saturating_sub(1)
    }

    /// Returns the number of a row in a column of numbers, with its text.
    fn value<'b>(&'b self, row: &'b [String], series: usize) -> Option<(f64, &'b str)> {
        let text = row.get(series + 1)?;
        Some((chart_number(text)?, text))
    }

    /// Returns the greatest number of the chart.
    fn greatest(&self) -> f64 {
        let rows = self.of.table.rows.iter();
        let values = rows.flat_map(|row| (0..self.series()).filter_map(|at| Some(self.value(row, at)?.0)));
        values.fold(0.0, f64::max)
    }

    /// Returns a place in parts of the width, from where reading begins.
    fn x(&self, part: f64) -> String {
        format!("{:.2}%", if self.is_rtl { 100.0 - part } else { part })
    }

    /// Appends what the columns are, where there are several.
    fn push_key(&self, out: &mut String) {
        if self.series() < 2 {
            return;
        }
        out.push_str("<ul class=\"chart-key\">\n");
        for (at, name) in self.of.table.head.iter().skip(1).enumerate() {
            out.push_str("<li><svg width=\"32\" height=\"14\" aria-hidden=\"true\">");
            if self.is_line() {
                let _ = write!(out, "<line class=\"line-{at}\" x1=\"0\" x2=\"32\" y1=\"7\" y2=\"7\"/>");
                push_point(at, "16", 7.0, out);
            } else {
                let fill = self.fill(at);
                let place = "x=\"1\" y=\"1\" width=\"30\" height=\"12\"";
                let _ = write!(out, "<rect class=\"bar bar-{at}\"{fill} {place}/>");
            }
            out.push_str("</svg> ");
            push_escaped(out, name);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// Returns the attribute that fills what is of a column; nothing where the style sheet does.
    fn fill(&self, series: usize) -> String {
        match series {
            1 | 2 => format!(" fill=\"url(#_chart-{}-{series})\"", self.of.block.number),
            _ => String::new(),
        }
    }

    /// Appends the hatchings.
    fn push_patterns(&self, out: &mut String) {
        let number = self.of.block.number;
        let marks = [
            "<path class=\"hatch\" d=\"M-1 1l2-2M0 6l6-6M5 7l2-2\"/>",
            "<circle class=\"dot\" cx=\"3\" cy=\"3\" r=\"1.4\"/>",
        ];
        let drawn = marks.iter().zip(1..).filter(|(_, series)| *series < self.series());
        for (mark, series) in drawn {
            let _ = writeln!(
                out,
                "<pattern id=\"_chart-{number}-{series}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">{mark}</pattern>"
            );
        }
    }

    /// Returns how high all bars are together, with their names.
    fn height_of_bars(&self) -> usize {
        self.of.table.rows.len() * (LINE + self.series() * (BAR + 3) + 8)
    }

    /// Appends the bars, each row under its name.
    fn push_bars(&self, out: &mut String) {
        let top = Some(self.greatest()).filter(|top| *top > 0.0).unwrap_or(1.0);
        let mut y = 0;
        for row in &self.of.table.rows {
            self.push_words((&self.x(0.0), y + LINE - 7), "name", row.first().map_or("", String::as_str), out);
            y += LINE;
            for series in 0..self.series() {
                if let Some((value, text)) = self.value(row, series) {
                    let width = value / top * WIDEST;
                    let from = if self.is_rtl { 100.0 - width } else { 0.0 };
                    let fill = self.fill(series);
                    let _ = writeln!(
                        out,
                        "<rect class=\"bar bar-{series}\"{fill} x=\"{from:.2}%\" y=\"{y}\" width=\"{width:.2}%\" height=\"{BAR}\"/>"
                    );
                    let shift = if self.is_rtl { -6 } else { 6 };
                    let place = format!("{}\" dx=\"{shift}", self.x(width));
                    self.push_words((&place, y + BAR - 3), "number", text, out);
                }
                y += BAR + 3;
            }
            y += 8;
        }
    }

    /// Appends the lines, over a scale and above the names of the rows.
    fn push_lines(&self, out: &mut String) {
        let (top, rows) = (rounded_up(self.greatest()), &self.of.table.rows);
        let y = |value: f64| LINE as f64 + FIELD - value / top * FIELD;
        for part in 0..=4 {
            let value = top * f64::from(part) / 4.0;
            let at = y(value);
            let _ = writeln!(out, "<line class=\"scale\" x1=\"0\" x2=\"100%\" y1=\"{at:.1}\" y2=\"{at:.1}\"/>");
            self.push_words((&self.x(0.0), (at - 4.0) as usize), "number", &plain_number(value, top), out);
        }
        let x = |row: usize| 9.0 + 86.0 * (row as f64 + 0.5) / rows.len() as f64;
        for series in 0..self.series() {
            let points: Vec<Option<f64>> = rows.iter().map(|row| Some(y(self.value(row, series)?.0))).collect();
            for (at, pair) in points.windows(2).enumerate() {
                if let [Some(from), Some(to)] = pair {
                    let _ = writeln!(
                        out,
                        "<line class=\"line-{series}\" x1=\"{}\" y1=\"{from:.1}\" x2=\"{}\" y2=\"{to:.1}\"/>",
                        self.x(x(at)),
                        self.x(x(at + 1))
                    );
                }
            }
            for (at, height) in points.iter().enumerate().filter_map(|(at, point)| Some((at, (*point)?))) {
                push_point(series, &self.x(x(at)), height, out);
            }
        }
        let step = rows.len().div_ceil(NAMES).max(1);
        for (at, row) in rows.iter().enumerate().step_by(step) {
            let name = row.first().map_or("", String::as_str);
            let place = format!("{}\" text-anchor=\"middle", self.x(x(at)));
            self.push_words((&place, LINE + FIELD as usize + 18), "name", name, out);
        }
    }

    /// Appends words at a place.
    fn push_words(&self, (x, y): (&str, usize), class: &str, words: &str, out: &mut String) {
        let _ = write!(out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">");
        push_escaped(out, words);
        out.push_str("</text>\n");
    }
}

/// Appends a point of a line: round, square, on its edge, or hollow.
fn push_point(series: usize, x: &str, y: f64, out: &mut String) {
    let _ = match series {
        0 => writeln!(out, "<circle class=\"point point-0\" cx=\"{x}\" cy=\"{y:.1}\" r=\"4\"/>"),
        3 => writeln!(out, "<circle class=\"point point-3\" cx=\"{x}\" cy=\"{y:.1}\" r=\"5\"/>"),
        _ => {
            let turn = if series == 2 { " transform=\"rotate(45)\"" } else { "" };
            writeln!(
                out,
                "<svg class=\"point-place\" x=\"{x}\" y=\"{y:.1}\"><rect class=\"point point-{series}\" x=\"-4\" y=\"-4\" width=\"8\" height=\"8\"{turn}/></svg>"
            )
        }
    };
}

/// Returns the next of the round numbers 1, 2, 4, 5 and 10 with zeros behind, or before.
fn rounded_up(value: f64) -> f64 {
    if value <= 0.0 {
        return 1.0;
    }
    let unit = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 4.0, 5.0, 8.0, 10.0].into_iter().map(|step| step * unit).find(|round| *round >= value).unwrap_or(value)
}

/// Returns a number of a scale that ends so, with as many decimals as quarters of that have.
fn plain_number(value: f64, top: f64) -> String {
    let decimals = (2.0 - top.log10().floor()).clamp(2.0, 330.0) as usize;
    let text = format!("{value:.decimals$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{plain_number, rounded_up};

    #[test]
    fn scale_ends_at_a_round_number() {
        for (value, round) in
            [(0.0, 1.0), (1.0, 1.0), (37.0, 40.0), (41.0, 50.0), (99.0, 100.0), (0.03, 0.04), (6_500.0, 8_000.0)]
        {
            assert!((rounded_up(value) - round).abs() < 1e-9, "{value}");
        }
        let told = |top: f64| [0.0, 1.0, 2.0, 3.0, 4.0].map(|part| plain_number(top * part / 4.0, top));
        assert_eq!(told(100.0), ["0", "25", "50", "75", "100"]);
        assert_eq!(told(5.0), ["0", "1.25", "2.5", "3.75", "5"]);
        assert_eq!(told(0.005), ["0", "0.00125", "0.0025", "0.00375", "0.005"]);
    }
}
