//! What a chart can show of a table: in each row a name, and numbers behind it.

/// The most rows of a chart.
pub(super) const ROWS_LIMIT: usize = 40;
/// The most columns of numbers.
pub(super) const SERIES_LIMIT: usize = 4;

/// Returns the number that a value of a chart is, as people write it: `1,250`, `1 250`, `12.5 %`; none where it is below
/// zero, or where a comma may part decimals.
pub fn chart_number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim_end();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let mut parts = whole.split([',', ' ', '\u{a0}', '\u{202f}', '’', '\'']);
    let first = parts.next().unwrap_or("");
    let is_figures = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_parted = first.len() <= 3;
    let rest: Vec<&str> = parts.collect();
    let is_right = is_figures(first)
        && is_figures(decimals)
        && rest.iter().all(|part| is_parted && part.len() == 3 && is_figures(part));
    if !is_right {
        return None;
    }
    let number: f64 = format!("{first}{}.{decimals}", rest.concat()).parse().ok()?;
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::chart_number;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [("0", 0.0), ("12", 12.0), ("1,250", 1250.0), ("1 250.5", 1250.5), ("12.5 %", 12.5)] {
            assert_eq!(chart_number(text), Some(number), "{text}");
        }
        assert_eq!(chart_number(&"9".repeat(400)), None);
        for text in ["", "-3", "12,5", "1250,000", "twelve", "12 States", "1.", ".5", "1e9", "inf"] {
            assert_eq!(chart_number(text), None, "{text}");
        }
    }
}
