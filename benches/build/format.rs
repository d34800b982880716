//! Numbers as tables show them.

use crate::results::median;

/// Returns a number with commas between the thousands.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Returns a number with so many places after the point, `-` for none.
pub(crate) fn number(value: Option<f64>, places: usize) -> String {
    value.map_or("-".to_owned(), |value| format!("{value:.places$}"))
}

/// Returns a median with the smallest and the largest value in brackets, `-` for no values.
pub(crate) fn spread(values: &[f64], places: usize) -> String {
    let (least, most) = (values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max));
    match (median(values), least, most) {
        (Some(middle), Some(least), Some(most)) if values.len() > 1 => {
            format!("{middle:.places$} ({least:.places$} to {most:.places$})")
        }
        (middle, ..) => number(middle, places),
    }
}

/// Returns the line of a table.
pub(crate) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Returns the head of a table: names, and a line that sets all columns but the first to the right.
pub(crate) fn head(names: &[&str]) -> String {
    format!("| {} |\n|---{}|\n", names.join(" | "), "|---:".repeat(names.len() - 1))
}

/// Returns how often something ran.
pub(crate) fn taken(runs: &str) -> String {
    match runs {
        "1" => "One run each".to_owned(),
        _ => format!("Medians of {runs} runs each, in turn; in brackets the smallest and the largest"),
    }
}
