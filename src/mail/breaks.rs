//! Long words: text of a mail comes in, the same text comes out with places at which a line may break.
//!
//! An address or a name without blanks would push a column wider than a telephone. Mail programs know neither `wbr` nor
//! the properties that break words alike; an empty box that stands in a line is known to all, leaves nothing behind when
//! the text is copied, and changes the order of no line. Addresses break after their marks. Letters without marks stand in
//! a box of their own, which goes to the next line as a whole; only where a line holds no more than the box are they cut,
//! and never within a character as people see it.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthChar as _;

/// A place at which a line may break.
const BREAK: &str = "<span style=\"display:inline-block\"></span>";
/// What opens a box that stays whole while a line holds it; what underlines a link goes through no box.
const BOX: &str = "<span style=\"display:inline-block;text-decoration:inherit\">";
/// What closes it.
const BOX_END: &str = "</span>";
/// The widest word that is left alone, in characters: about what a list on the narrowest telephone holds.
const WIDEST: usize = 24;
/// The widest part of a word between two breaks.
const PART: usize = 20;

/// Appends text of HTML, with breaks in words that are too wide for a telephone.
pub(super) fn push_breakable(text: &str, out: &mut String) {
    // Most words are short: what stands between two wide ones goes over in one piece. Looking back for a blank from where a
    // word would be too wide, most bytes are not looked at.
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while bytes.len() - at > WIDEST {
        if let Some(blank) = bytes[at..=at + WIDEST].iter().rposition(u8::is_ascii_whitespace) {
            at += blank + 1;
            continue;
        }
        let wide = at + WIDEST + 1;
        let end = bytes[wide..].iter().position(u8::is_ascii_whitespace).map_or(bytes.len(), |blank| wide + blank);
        out.push_str(&text[from..at]);
        push_run(&text[at..end], out);
        (from, at) = (end, end);
    }
    out.push_str(&text[from..]);
}

/// Appends text without the blanks of ASCII, with breaks in words that are too wide.
fn push_run(text: &str, out: &mut String) {
    let (mut from, mut at) = (0, 0);
    while at < text.len() {
        let end = at + word_end(&text[at..]);
        if end - at > WIDEST {
            out.push_str(&text[from..at]);
            push_word(&text[at..end], out);
            from = end;
        }
        at = end + text[end..].chars().next().map_or(0, |c| if c == '&' { "&nbsp;".len() } else { c.len_utf8() });
    }
    out.push_str(&text[from..]);
}

/// Returns where the word at the beginning of a text ends: at a blank, be it one that holds words together.
fn word_end(text: &str) -> usize {
    let mut from = 0;
    while let Some(at) = text[from..].find(|c: char| c == '&' || c.is_whitespace()) {
        let at = from + at;
        if text.as_bytes()[at] != b'&' || text[at..].starts_with("&nbsp;") {
            return at;
        }
        from = at + 1;
    }
    text.len()
}

/// Appends a word, with breaks if it is too wide.
fn push_word(word: &str, out: &mut String) {
    // People see no more characters than there are letters and signs.
    let is_short = word.chars().count() <= WIDEST || width(word) <= WIDEST;
    if is_short || word.chars().any(joins) {
        return out.push_str(word);
    }
    let mut wide = 0;
    for run in runs(word) {
        let next = width(run);
        if wide > 0 && wide + next > PART {
            out.push_str(BREAK);
            wide = 0;
        }
        wide += next;
        if next > PART && !run.chars().any(breaks_by_itself) {
            push_box(run, out);
        } else {
            out.push_str(run);
        }
    }
}

/// Appends letters that stay together, unless they are wider than a line.
fn push_box(run: &str, out: &mut String) {
    out.push_str(BOX);
    let mut wide = 0;
    let mut rest = run;
    while !rest.is_empty() {
        let (character, after) = rest.split_at(character(rest));
        let joins = character.chars().next().is_some_and(|c| c.width() == Some(0));
        if wide >= PART && !joins && !after.is_empty() {
            out.push_str(BREAK);
            wide = 0;
        }
        out.push_str(character);
        wide += usize::from(!joins);
        rest = after;
    }
    out.push_str(BOX_END);
}

/// Tells whether a letter is joined with the next, so that a break would change both.
fn joins(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefe}')
}

/// Tells whether programs break a line beside a letter by their own knowledge: between those of East Asia, and between the
/// words of the languages of South East Asia that are written without blanks (UAX 14, class SA).
fn breaks_by_itself(c: char) -> bool {
    let is_south_east = matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}'
        | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}');
    is_south_east || c.width() == Some(2)
}

/// Returns the parts of a word that stay whole: each up to the next mark after which an address may be parted.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = 0;
        while end < rest.len() {
            let next = character(&rest[end..]);
            let parts = ends_part(&rest[end..]);
            end += next;
            if parts {
                break;
            }
        }
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

/// Tells whether a word may be parted after its first character: a mark, or a reference to one.
fn ends_part(text: &str) -> bool {
    let marks = ['/', '-', '_', '.', '?', '=', ':', ',', ';', '#', '%', '@', '|', '+', '~'];
    text.starts_with(marks) || text.starts_with('&')
}

/// Returns how many bytes the first character takes as people see it, be it written as a reference.
fn character(text: &str) -> usize {
    let first = text.bytes().next().unwrap_or(b' ');
    if first == b'&' {
        let end = text.bytes().take(12).position(|byte| byte == b';');
        let end = end.map_or(1, |end| end + 1);
        // What stands on a character stays on it.
        let signs = text[end..].chars().take_while(|c| c.width() == Some(0));
        return end + signs.map(char::len_utf8).sum::<usize>();
    }
    if first.is_ascii() && text.as_bytes().get(1).is_none_or(u8::is_ascii) {
        return 1;
    }
    text.graphemes(true).next().map_or(1, str::len)
}

/// Returns how wide a word is, in characters; a character reference is one.
fn width(word: &str) -> usize {
    let mut rest = word;
    let mut wide = 0;
    while !rest.is_empty() {
        rest = &rest[character(rest)..];
        wide += 1;
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks a text and compares, with `^` for each break and brackets around each box.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = String::new();
        push_breakable(text, &mut out);
        let out = out.replace(BREAK, "^").replace(BOX, "[").replace(BOX_END, "]");
        assert_eq!(out, expected, "{text}");
    }

    #[test]
    fn words_that_fit_are_left_alone() {
        for text in
            ["", " a\n b ", "intergovernmental non-discrimination", "a&nbsp;b", "نكتبنكتبنكتبنكتبنكتبنكتبنكتب", "é"]
        {
            check(text, text);
        }
        check(&"语".repeat(60), &"语".repeat(60));
        check(&"&amp;".repeat(24), &"&amp;".repeat(24));
        // Signs that stand on a letter take no room.
        check(&"e\u{301}".repeat(24), &"e\u{301}".repeat(24));
    }

    #[test]
    fn looking_back_for_blanks_finds_the_same_words() {
        // A small generator with a fixed seed (Knuth's MMIX constants).
        let mut seed = 3_u64;
        let mut draw = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let pieces = [
            " ",
            "\n",
            "&nbsp;",
            "&amp;",
            "a",
            "word",
            "é",
            "\u{a0}",
            "\u{2003}",
            "\u{b}",
            "-",
            "twelve-bytes",
            "语语语",
            "نص",
        ];
        for _ in 0..5_000 {
            let text: String = (0..draw(30)).map(|_| pieces[draw(pieces.len())]).collect();
            let (mut out, mut expected) = (String::new(), String::new());
            push_breakable(&text, &mut out);
            push_run(&text, &mut expected);
            assert_eq!(out, expected, "{text:?}");
        }
    }

    #[test]
    fn languages_without_blanks_are_left_to_programs_that_know_them() {
        for word in ["សេចក្តីប្រកាសជាសកលស្តីពីសិទ្ធិមនុស្ស", "ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน", "ຖະແຫຼງການວ່າດ້ວຍສິດທິມະນຸດ"]
        {
            check(word, word);
        }
        check("https://example.org/ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน", "https://example.org/^ปฏิญญาสากลว่าด้วยสิทธิมนุษยชน");
    }

    #[test]
    fn addresses_break_after_their_marks() {
        check(
            "see https://example.org/letters/upr-49/?a=1&amp;b=2 and",
            "see https://example.org/^letters/upr-49/?a=1&amp;^b=2 and",
        );
    }

    #[test]
    fn words_without_marks_are_cut_only_where_a_line_holds_no_more() {
        check("Menschenrechtsverteidigerin", "[Menschenrechtsvertei^digerin]");
        check("(Menschenrechtsverteidiger),", "[(Menschenrechtsverte^idiger),]");
        check(&"x".repeat(45), &format!("[{0}^{0}^xxxxx]", "x".repeat(20)));
        check(&format!("a&nbsp;{}", "é".repeat(25)), &format!("a&nbsp;[{}^{}]", "é".repeat(20), "é".repeat(5)));
        check(&"e\u{301}".repeat(25), &format!("[{}^{}]", "e\u{301}".repeat(20), "e\u{301}".repeat(5)));
        let run = "abcdefghijklmnopqrstuvwxyz";
        check(
            &format!("https://example.org/{run}/{run}"),
            &format!("https://example.org/^[{0}^{1}/]^[{0}^{1}]", &run[..20], &run[20..]),
        );
    }

    #[test]
    fn conjuncts_stay_whole() {
        let word = "क्षि".repeat(30);
        check(&word, &format!("[{}^{}]", "क्षि".repeat(20), "क्षि".repeat(10)));
    }

    #[test]
    fn references_are_one_character() {
        check(&"&lt;".repeat(25), &format!("{}^{}", "&lt;".repeat(20), "&lt;".repeat(5)));
        check(
            &format!("{}&amp;\u{301}", "x".repeat(30)),
            &format!("[{}^{}&amp;\u{301}]", "x".repeat(20), "x".repeat(10)),
        );
    }
}
