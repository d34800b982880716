//! Dates as people write them in letters, to be offered in the form that is read here.
//!
//! Takes a text such as `5 January 2026` or `05/01/2026 9:30`; gives what it may mean.

use jiff::civil::{Date, Time};

use super::{Moment, date_of, read_clock, take_figures};

/// How the months begin in English, French, German, Spanish, Italian and Portuguese, in small letters.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen", "jän"],
    &["feb", "fév", "fev"],
    &["mar", "mär"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// How the days of the week begin in the same languages, as far as no month begins so.
const WEEKDAYS: [&str; 21] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mer", "jeu", "ven", "sam", "dim", "die", "mit", "don",
    "fre", "son", "jue", "vie", "dom",
];

/// Words that may stand between.
const FILLERS: [&str; 12] = ["of", "the", "at", "de", "le", "à", "der", "den", "um", "uhr", "del", "el"];

/// Returns what a text may mean.
pub(super) fn moments(text: &str) -> Vec<Moment> {
    if text.len() > 80 {
        return Vec::new();
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'“”„«»‘’`.".contains(c));
    let (days, clock) = split_clock(text);
    let clock = match clock.trim() {
        "" => None,
        clock => match read_time(clock) {
            None => return Vec::new(),
            clock => clock,
        },
    };
    let dates = dates(days).into_iter();
    dates
        .map(|date| match clock {
            None => Moment::of_day(date),
            Some((time, offset)) => Moment { civil: date.to_datetime(time), has_time: true, offset },
        })
        .collect()
}

/// Parts a text before the figures of its hour.
fn split_clock(text: &str) -> (&str, &str) {
    let Some(colon) = text.find(':') else { return (text, "") };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (text[..hour].trim_end_matches(['T', 't']), &text[hour..])
}

/// Reads a time of day of twelve or of twenty-four hours.
fn read_time(text: &str) -> Option<(Time, Option<jiff::tz::Offset>)> {
    let lower = text.to_lowercase().replace('.', "");
    let half = |name: &str| lower.strip_suffix(name).map(str::trim_end);
    let (bare, afternoon) = match (half("am"), half("pm"), half("uhr")) {
        (Some(bare), ..) => (bare, Some(false)),
        (_, Some(bare), _) => (bare, Some(true)),
        (.., Some(bare)) => (bare, None),
        _ => return read_clock(text),
    };
    let (time, offset) = read_clock(bare)?;
    let hour = match (afternoon, time.hour()) {
        (None, hour) => hour,
        (Some(afternoon), hour @ 1..=12) => hour % 12 + if afternoon { 12 } else { 0 },
        _ => return None,
    };
    Some((Time::new(hour, time.minute(), time.second(), 0).ok()?, offset))
}

/// Returns the days that a text may mean.
fn dates(text: &str) -> Vec<Date> {
    if let Some((figures, "")) = take_figures(text.trim(), 8..=8) {
        return date_of(figures / 10_000, figures / 100 % 100, figures % 100).into_iter().collect();
    }
    let mut figures: Vec<(u32, usize)> = Vec::new();
    let mut month = None;
    for word in text.split(|c: char| c.is_whitespace() || ",/-.–\u{a0}".contains(c)).filter(|word| !word.is_empty()) {
        let length = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, tail) = word.split_at(length);
        if let Ok(number) = number.parse() {
            if !matches!(tail, "" | "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "°") {
                return Vec::new();
            }
            figures.push((number, length));
            continue;
        }
        let word = word.to_lowercase();
        let named = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
        let tuesday = word.starts_with("mard") || word.starts_with("mart");
        let weekday = tuesday || WEEKDAYS.iter().any(|day| word.starts_with(day));
        match named.and_then(|at| u32::try_from(at + 1).ok()) {
            _ if FILLERS.contains(&word.as_str()) => {}
            Some(found) if month.is_none() && !tuesday => month = Some(found),
            _ if weekday => {}
            _ => return Vec::new(),
        }
    }
    let mut found: Vec<Date> = orders(&figures, month, text.contains('.')).into_iter().flatten().collect();
    found.dedup();
    found
}

/// Returns the days that figures make in the orders in which they may be meant.
fn orders(figures: &[(u32, usize)], month: Option<u32>, german: bool) -> Vec<Option<Date>> {
    let year = |(number, length): (u32, usize)| match length {
        4 => Some(number),
        2 => Some(2_000 + number),
        _ => None,
    };
    match (figures, month) {
        ([(first, 4), (day, 1..=2)], Some(month)) => vec![date_of(*first, month, *day)],
        ([(day, 1..=2), last], Some(month)) => vec![year(*last).and_then(|year| date_of(year, month, *day))],
        ([(first, 4), (month, 1..=2), (day, 1..=2)], None) => vec![date_of(*first, *month, *day)],
        ([(one, 1..=2), (two, 1..=2), last], None) => match year(*last) {
            Some(year) if german => vec![date_of(year, *two, *one)],
            Some(year) => vec![date_of(year, *two, *one), date_of(year, *one, *two)],
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_letters_are_offered() {
        for (text, expected) in [
            ("5 January 2026", "2026-01-05"),
            ("Jan 5, 2026", "2026-01-05"),
            ("January 5th, 2026", "2026-01-05"),
            ("Mon, 05 Jan 2026 09:00:00 +0100", "2026-01-05T09:00:00+01:00"),
            ("le 1er août 2026", "2026-08-01"),
            ("5. März 2026, 14:30 Uhr", "2026-03-05T14:30:00"),
            ("5 de marzo de 2026", "2026-03-05"),
            ("mardi 3 mars 2026", "2026-03-03"),
            ("14.03.2025", "2025-03-14"),
            ("2026/1/5 9:05 PM", "2026-01-05T21:05:00"),
            ("05/01/2026", "2026-01-05 2026-05-01"),
            ("05/05/26", "2026-05-05"),
            ("13/01/2026 12:00 am", "2026-01-13T00:00:00"),
            ("20260105", "2026-01-05"),
            ("“2026-01-05”", "2026-01-05"),
            ("2026-02-30", ""),
            ("January 2026", ""),
            ("2026", ""),
            ("soon: 5", ""),
            ("é:é", ""),
            ("5 Brumaire 2026", ""),
        ] {
            let found: Vec<String> = moments(text).iter().map(Moment::written).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
