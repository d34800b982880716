//! Files that other programs leave beside texts: copies of two people's edits, locks, rests of merges.
//!
//! Takes the name of a file or folder; tells what it is. Such files hold words that somebody wrote, so they are named and
//! not passed over in silence, and they are never published.

use memchr::memmem;
use unicode_normalization::UnicodeNormalization;

/// What another program left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Leftover {
    /// A copy, for two people wrote at once in a shared folder.
    Conflict,
    /// The mark of a document that is open.
    Lock,
    /// What a merge of two wordings left.
    Merge,
}

/// How the word for a conflict begins in many languages, in small letters.
const CONFLICTS: [&str; 9] =
    ["conflict", "konflikt", "conflit", "skonfliktowan", "конфликт", "競合", "冲突", "衝突", "충돌"];
/// How the word for a copy begins in those languages.
const COPIES: [&str; 14] = [
    "copy",
    "kopie",
    "copie",
    "copia",
    "cópia",
    "kopia",
    "kopi",
    "kopya",
    "копи",
    "コピー",
    "副本",
    "複本",
    "사본",
    "복사",
];
/// What stands in brackets beside a name without a word for a copy.
const CERTAIN: [&str; 5] =
    ["case conflict", "selective sync conflict", "unicode encoding conflict", "white space conflict", "sfconflict "];

/// Tells what a file or folder of this name is, if another program left it.
pub fn leftover(name: &str) -> Option<Leftover> {
    if name.starts_with("~$") {
        return Some(Leftover::Lock);
    }
    if name.len() > ".rej".len() && name.ends_with(".rej") {
        return Some(Leftover::Merge);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.contains('_')
        && ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"].iter().any(|mark| ends_with_figures(stem, mark))
    {
        return Some(Leftover::Merge);
    }
    (name_of_sync(name) || name_of_computer(stem) || words_in_brackets(stem).is_some_and(|words| is_conflict(&words)))
        .then_some(Leftover::Conflict)
}

/// Returns the name, without its suffix, of what a file seems to be a copy of: `a` of `a (1)`, `a - Copy`, `Copy of a`.
///
/// A file of such a name may be meant; it is hardly meant where the other one stands beside it.
pub fn copied_from(stem: &str) -> Option<&str> {
    let (bare, count) = match stem.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((bare, inner)) if !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()) => (bare, true),
        Some((bare, inner)) if is_copy(inner) => return Some(bare),
        _ => (stem, false),
    };
    let word = |rest: &str| is_copy(rest);
    let behind = bare.rsplit_once(" - ").filter(|(_, rest)| word(rest)).or_else(|| {
        let (front, last) = bare.rsplit_once(' ')?;
        let (front, last) = match last.bytes().all(|byte| byte.is_ascii_digit()) {
            true => front.rsplit_once(' ')?,
            false => (front, last),
        };
        word(last).then_some((front, last))
    });
    let before = || {
        let (first, rest) = bare.split_once(' ')?;
        let (between, rest) = rest.split_once(' ')?;
        (word(first) && ["of", "von", "de", "di", "van", "av", "af"].contains(&between)).then_some(rest)
    };
    behind.map(|(front, _)| front).or_else(before).or(count.then_some(bare))
}

/// Tells whether a word is one for a copy.
fn is_copy(word: &str) -> bool {
    let word: String = word.nfc().flat_map(char::to_lowercase).collect();
    !word.contains(' ') && COPIES.contains(&word.as_str())
}

/// Tells whether words in brackets speak of two edits at once.
fn is_conflict(words: &str) -> bool {
    let holds = |list: &[&str]| list.iter().any(|word| words.contains(word));
    words == "conflicted" || holds(&CERTAIN) || holds(&CONFLICTS) && holds(&COPIES)
}

/// Returns the words in the brackets at the end of a name, in small letters.
fn words_in_brackets(stem: &str) -> Option<String> {
    let (_, words) = match stem.strip_suffix(')') {
        // A second copy has its number in brackets within.
        Some(rest) => rest
            .strip_suffix(')')
            .and_then(|rest| rest.rsplit_once('('))
            .map_or(rest, |(rest, _)| rest)
            .rsplit_once('(')?,
        None => stem.strip_suffix(']')?.rsplit_once('[')?,
    };
    Some(words.nfc().flat_map(char::to_lowercase).collect())
}

/// Tells whether a name ends in a mark and figures.
fn ends_with_figures(stem: &str, mark: &str) -> bool {
    let figures = stem.rsplit_once(mark).map(|(_, figures)| figures);
    figures.is_some_and(|figures| figures.len() > 1 && figures.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Tells whether Syncthing made a name: `a.sync-conflict-20260105-120000-ABCDEFG.md`.
fn name_of_sync(name: &str) -> bool {
    const MARK: &str = ".sync-conflict-";
    // Hardly a name has it, and every name is looked at.
    let rest = memmem::find(name.as_bytes(), MARK.as_bytes()).map(|at| &name.as_bytes()[at + MARK.len()..]);
    rest.is_some_and(|rest| rest.len() > 8 && rest[..8].iter().all(u8::is_ascii_digit))
}

/// Tells whether OneDrive made a name, with that of a computer at its end: `a-DESKTOP-AB12CD3`, `a-LAPTOP-AB12CD3-2`.
fn name_of_computer(stem: &str) -> bool {
    if !stem.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let rest = ["-DESKTOP-", "-LAPTOP-"].iter().find_map(|mark| stem.rsplit_once(mark)).map(|(_, rest)| rest);
    let good = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    rest.is_some_and(|rest| rest.split('-').next().is_some_and(|part| part.len() > 3) && rest.split('-').all(good))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_other_programs_are_known() {
        for name in [
            "x (Anna's conflicted copy 2026-01-05).md",
            "x (Anna’s conflicted copy 2026-01-05 (1)).md",
            "x (conflicted copy 2026-01-05 120000).md",
            "x (Annas in Konflikt stehende Kopie 2026-01-05).md",
            "x (Copie en conflit de Anna 2026-01-05).md",
            "x (Copia en conflicto de Anna 2026-01-05).md",
            "x (copia in conflitto di Anna 2026-01-05).md",
            "x (co\u{301}pia em conflito de Anna 2026-01-05).md",
            "x (Anna's conflicterende kopie 2026-01-05).md",
            "x (конфликтующая копия Анны 2026-01-05).md",
            "x (Anna の競合コピー 2026-01-05).md",
            "x (Case Conflict 1).md",
            "x (SFConflict anna@example.org 2026-01-05-12-00-00).md",
            "x [conflicted].md",
            "x.sync-conflict-20260105-120000-ABCDEFG.md",
            "x.fr-DESKTOP-AB12.md",
            "x-LAPTOP-AB12CD34-2.md",
            "letters (Anna's conflicted copy 2026-01-05)",
        ] {
            assert_eq!(leftover(name), Some(Leftover::Conflict), "{name}");
        }
        assert_eq!(leftover("~$letter.docx"), Some(Leftover::Lock));
        for name in ["x.md.rej", "x_BACKUP_1234.md", "x_REMOTE_1234.md"] {
            assert_eq!(leftover(name), Some(Leftover::Merge), "{name}");
        }
        for name in [
            "x.md",
            "peace (armed conflict).md",
            "sudan (conflict 2026-01-05).md",
            "conflict-copy.md",
            "a (copy).md",
            "conflict of copies.md",
            "x-DESKTOP-.md",
            "x-desktop-ab12.md",
            "x (1).md",
            "LOCAL_12.md",
            "(.md",
            ").md",
            "",
            "é).md",
        ] {
            assert_eq!(leftover(name), None, "{name}");
        }
    }

    #[test]
    fn copies_are_told_from_what_they_copy() {
        for (stem, expected) in [
            ("x (1)", Some("x")),
            ("x y (12)", Some("x y")),
            ("x - Copy", Some("x")),
            ("x - Copy (2)", Some("x")),
            ("x - Kopie", Some("x")),
            ("x copy", Some("x")),
            ("x copy 2", Some("x")),
            ("x (copie)", Some("x")),
            ("Copy of x", Some("x")),
            ("Kopie von x y", Some("x y")),
            ("x", None),
            ("x 2", None),
            ("x (a)", None),
            ("x ()", None),
            ("copy", None),
            ("copyright of x", None),
            ("x (2", None),
            ("é (", None),
        ] {
            assert_eq!(copied_from(stem), expected, "{stem}");
        }
    }
}
