//! Whether a word of a text can be read in what was made of it.

use super::text::{Kind, Text, Word};
use crate::site_test::Built;

/// What became of a word.
pub(super) enum Fate {
    /// It is shown wherever it has to be.
    Shown,
    /// A message has its place in the word's paragraph.
    Named,
    /// It stands in a comment.
    Hidden,
    /// It is lost, or shown although it must not be.
    Wrong(String),
}

/// What readers see of one text.
pub(super) struct Account {
    /// The name of each output, its words with blanks, and without.
    outputs: Vec<(&'static str, String, String)>,
}

impl Account {
    /// Reads the page and the two mails of a text.
    pub(super) fn of(built: &Built, number: usize) -> Account {
        let text = |name: &str| {
            let path = format!("letters/t-{number}/{name}");
            let bytes = built.files.get(&path).unwrap_or_else(|| panic!("there is no {path}\n{}", built.report()));
            String::from_utf8(bytes.clone()).expect("a text file")
        };
        let page = text("index.html");
        let start = page.find("<div class=\"prose\">").expect("a text");
        let end = page[start..].find("<p class=\"source\">").expect("an end of the text") + start;
        let outputs = [
            ("page", readable(&page[start..end])),
            ("HTML mail", readable(&text("newsletter.html"))),
            ("plain mail", text("newsletter.txt")),
        ];
        let outputs = outputs.map(|(name, text)| {
            let spaced = plain(&text);
            let joined = spaced.split(' ').collect();
            (name, spaced, joined)
        });
        Account { outputs: outputs.into() }
    }

    /// Tells what became of a word, where something was reported in these lines.
    pub(super) fn fate(&self, text: &Text, word: &Word, reported: &[usize]) -> Fate {
        let found = |(_, spaced, joined): &(&str, String, String)| match word.breaks {
            true => joined.contains(&word.text),
            false => spaced.contains(&word.text),
        };
        let paragraph = text.paragraph_of(word.line);
        let is_named = reported.iter().any(|line| paragraph.contains(line));
        let shown = self.outputs.iter().filter(|output| found(output)).map(|(name, ..)| *name);
        match word.kind {
            Kind::Comment => match shown.clone().next() {
                Some(output) if text.is_whole() => {
                    Fate::Wrong(format!("a comment is shown in the {output}: {}", word.text))
                }
                _ => Fate::Hidden,
            },
            Kind::Struck | Kind::Shown => {
                let may_be_left_out = |name: &str| word.kind == Kind::Struck && name == "plain mail";
                let lost = self.outputs.iter().find(|output| !found(output) && !may_be_left_out(output.0));
                match lost {
                    None => Fate::Shown,
                    Some(_) if is_named => Fate::Named,
                    Some((output, ..)) => {
                        Fate::Wrong(format!("`{}` in line {} is not in the {output}", word.text, word.line))
                    }
                }
            }
        }
    }
}

/// Elements inside a word or between words, which end no word.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "wbr",
];

/// Returns what can be read of HTML: its text, and the descriptions and titles in its attributes.
fn readable(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut notes = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if !INLINE.contains(&name) {
            out.push(' ');
        }
        for key in [" alt=\"", " title=\""] {
            let value = tag.split(key).nth(1).and_then(|rest| rest.split('"').next());
            notes.extend(value.into_iter().flat_map(|value| [" ", value]));
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out + &notes
}

/// Returns the letters and figures of a text, with one blank between words.
fn plain(text: &str) -> String {
    let shown = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let letters = text.chars().filter(shown).filter(|c| !c.is_ascii_punctuation());
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
