//! The preview's waiting for an instant at which the site changes by itself.
//!
//! Takes that instant and the present one; tells how long to wait and whether it has come. The clock is looked at now
//! and then meanwhile: a machine that sleeps does not count the time, and somebody may set its clock.

use std::time::Duration;

use jiff::Timestamp;

/// How long at most between two looks at the clock.
const LOOK: Duration = Duration::from_secs(15);

/// Returns how long to wait before the clock is looked at again.
pub(super) fn patience(next: Timestamp, now: Timestamp) -> Duration {
    let rest = Duration::try_from(next.duration_since(now)).unwrap_or(Duration::ZERO);
    rest.min(LOOK)
}

/// Tells whether the instant has come.
pub(super) fn has_come(next: Timestamp, now: Timestamp) -> bool {
    now >= next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_is_looked_at_in_time_and_now_and_then() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        let next = at("2026-01-19T07:00:00Z");
        for (now, seconds, come) in [
            ("2025-01-19T07:00:00Z", 15.0, false),
            ("2026-01-19T06:59:44Z", 15.0, false),
            ("2026-01-19T06:59:58.5Z", 1.5, false),
            ("2026-01-19T07:00:00Z", 0.0, true),
            // The machine slept over it.
            ("2026-01-19T09:00:00Z", 0.0, true),
        ] {
            assert_eq!(patience(next, at(now)), Duration::from_secs_f64(seconds), "{now}");
            assert_eq!(has_come(next, at(now)), come, "{now}");
        }
    }
}
