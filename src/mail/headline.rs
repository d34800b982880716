//! What lists of mails show of a mail: its subject line, and the preheader beside it.
//!
//! Takes titles and descriptions; gives lines that are short enough and, where there is enough to say, long enough.

use super::eml::one_line;

/// The longest subject line, in characters.
pub const SUBJECT_LIMIT: usize = 78;
/// The shortest and the longest preheader, in characters.
pub const PREHEADER: (usize, usize) = (40, 130);
/// What stands between two titles.
const BETWEEN: &str = " · ";

/// Returns a text as it stands beside a subject line: in one line, cut at a word where it is too long, and with more
/// behind it for as long as it is too short.
pub fn preheader(text: &str, more: &[&str]) -> String {
    let mut out = one_line(text);
    for more in more.iter().map(|more| one_line(more)).filter(|more| !more.is_empty()) {
        if out.chars().count() >= PREHEADER.0 {
            break;
        }
        out = if out.is_empty() { more } else { [&out, BETWEEN, &more].concat() };
    }
    cut(out, PREHEADER.1)
}

/// Returns a subject line made of as many titles as fit, in order; the first is cut where it alone does not.
pub fn subject_of_titles(titles: &[&str]) -> String {
    let mut titles = titles.iter().map(|title| one_line(title)).filter(|title| !title.is_empty());
    let mut out = cut(titles.next().unwrap_or_default(), SUBJECT_LIMIT);
    for title in titles {
        let longer = [&out, BETWEEN, &title].concat();
        if longer.chars().count() <= SUBJECT_LIMIT {
            out = longer;
        }
    }
    out
}

/// Returns a text of at most so many characters, cut after a word.
fn cut(text: String, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text;
    }
    let end = text.char_indices().nth(limit - 1).map_or(text.len(), |(at, _)| at);
    // In a script without blanks the last one may stand far before the end.
    let end = text[..end].rfind(' ').filter(|blank| blank * 2 > end).unwrap_or(end);
    format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '·']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preheader_is_filled_up_and_cut_at_a_word() {
        let check = |text: &str, more: &[&str], expected: &str| assert_eq!(preheader(text, more), expected);
        check("Short", &["Title", "Site"], "Short · Title · Site");
        check("", &["", "Title"], "Title");
        let long = "Forty characters are here, and not fewer.";
        check(long, &["Title"], long);
        let cut = preheader(&"word, ".repeat(40), &[]);
        assert!(cut.ends_with("word…") && cut.chars().count() <= 130, "{cut}");
        assert_eq!(preheader(&"é".repeat(200), &[]).chars().count(), 130);
        assert_eq!(preheader(&format!("UPR {}", "語".repeat(200)), &[]).chars().count(), 130);
    }

    #[test]
    fn subject_holds_the_titles_that_fit() {
        let check = |titles: &[&str], expected: &str| assert_eq!(subject_of_titles(titles), expected);
        check(&[], "");
        check(&["A letter", "Kenya\nand more"], "A letter · Kenya and more");
        check(&["A letter", &"long ".repeat(20), "Kenya"], "A letter · Kenya");
        let cut = subject_of_titles(&[&"word ".repeat(30), "Kenya"]);
        assert!(cut.ends_with("word…") && cut.chars().count() <= SUBJECT_LIMIT, "{cut}");
        let unparted = subject_of_titles(&[&format!("第49回 {}", "語".repeat(100))]);
        assert_eq!(unparted.chars().count(), SUBJECT_LIMIT, "{unparted}");
    }
}
