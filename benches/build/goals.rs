//! What the figures are to be: goals, each with where it was set, and how a figure stands to its goal.
//!
//! Goals hold at 10,000 publications on two cores, as the design of the engine and the issues say, unless a goal names
//! another size. A figure of another size has no goal.

/// The size at which most goals hold.
const SIZE: usize = 10_000;
/// The size that stands for the demonstration, which has no number of publications.
pub(crate) const DEMONSTRATION: usize = 0;

/// Where a goal comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The table of aims in the design of the engine.
    Engine,
    /// The issue on speed as users get it.
    Speed,
}

/// How a figure is to stand to a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

/// A goal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goal {
    part: &'static str,
    size: usize,
    /// The program, as in the results.
    who: &'static str,
    figure: &'static str,
    bound: Bound,
    source: Source,
}

/// A build as the README has it.
pub(crate) const AS_TYPED: &str = "`demarche build`";
/// The same without a memory of this build for the next.
pub(crate) const NO_CACHE: &str = "`demarche build --no-cache`";
/// The first on a site without mails.
pub(crate) const NO_MAIL: &str = "`demarche build`, with `mail: false`";
/// The second on a site without mails.
pub(crate) const NO_MAIL_NO_CACHE: &str = "`demarche build --no-cache`, with `mail: false`";
/// The preview.
pub(crate) const SERVE: &str = "`demarche serve`";
/// Hugo's build.
pub(crate) const HUGO: &str = "`hugo build`";

/// Makes a goal of the design at the usual size.
const fn engine(part: &'static str, who: &'static str, figure: &'static str, bound: Bound) -> Goal {
    Goal { part, size: SIZE, who, figure, bound, source: Source::Engine }
}

/// All goals.
const GOALS: &[Goal] = &[
    engine("build", NO_MAIL_NO_CACHE, "floors", Bound::AtMost(4.5)),
    engine("build", NO_MAIL_NO_CACHE, "memory", Bound::AtMost(150.0)),
    engine("build", NO_MAIL, "floors", Bound::AtMost(5.0)),
    engine("build", NO_MAIL, "memory", Bound::AtMost(200.0)),
    engine("build", AS_TYPED, "cpu", Bound::AtMost(7.5)),
    engine("build", AS_TYPED, "memory", Bound::AtMost(220.0)),
    Goal { source: Source::Speed, ..engine("against", HUGO, NO_MAIL, Bound::AtLeast(18.0)) },
    Goal { source: Source::Speed, ..engine("against", HUGO, AS_TYPED, Bound::AtLeast(4.0)) },
    Goal {
        size: DEMONSTRATION,
        source: Source::Speed,
        ..engine("build", "`demarche build`, of the demonstration", "wall", Bound::AtMost(0.25))
    },
    engine("second", NO_MAIL, "nothing", Bound::AtMost(0.12)),
    engine("second", NO_MAIL, "body", Bound::AtMost(0.3)),
    engine("second", NO_MAIL, "title", Bound::AtMost(0.35)),
    engine("second", NO_MAIL, "added page", Bound::AtMost(0.5)),
    engine("second", NO_MAIL, "deleted page", Bound::AtMost(0.5)),
    engine("serve", SERVE, "start", Bound::AtMost(1_000.0)),
    engine("serve", SERVE, "memory", Bound::AtMost(300.0)),
    engine("serve", SERVE, "body", Bound::AtMost(25.0)),
    engine("serve", SERVE, "title", Bound::AtMost(25.0)),
    engine("serve", SERVE, "date", Bound::AtMost(25.0)),
    engine("serve", SERVE, "added page", Bound::AtMost(25.0)),
    engine("serve", SERVE, "renamed page", Bound::AtMost(25.0)),
    engine("serve", SERVE, "deleted page", Bound::AtMost(70.0)),
    engine("serve", SERVE, "layout", Bound::AtMost(25.0)),
    engine("serve", SERVE, "style sheet", Bound::AtMost(25.0)),
    engine("serve", SERVE, "word", Bound::AtMost(25.0)),
    engine("serve", SERVE, "picture", Bound::AtMost(25.0)),
    engine("serve", SERVE, "data row", Bound::AtMost(40.0)),
    Goal { size: MAILS, ..engine("mail", "demarche", "mails a second and core", Bound::AtLeast(1_800.0)) },
];

/// The size at which mails are measured.
pub(crate) const MAILS: usize = 2_000;

/// Returns what the table says of a figure and its goal: the bound, and whether it is met; `-` without a goal.
pub(crate) fn cell(part: &str, size: usize, who: &str, figure: &str, value: Option<f64>) -> String {
    let is_it = |goal: &&Goal| goal.part == part && goal.size == size && goal.who == who && goal.figure == figure;
    let (Some(goal), Some(value)) = (GOALS.iter().find(is_it), value) else { return "-".to_owned() };
    let (word, bound, is_met) = match goal.bound {
        Bound::AtMost(most) => ("at most", most, value <= most),
        Bound::AtLeast(least) => ("at least", least, value >= least),
    };
    let mark = if goal.source == Source::Speed { "¹" } else { "" };
    match is_met {
        true => format!("{word} {bound}{mark}: met"),
        false => format!("**{word} {bound}{mark}: not met**"),
    }
}

/// Returns what stands below tables with goals.
pub(crate) fn footnote() -> &'static str {
    "Goals are those of the design of the engine for 10,000 publications; ¹ of the issue on speed."
}
