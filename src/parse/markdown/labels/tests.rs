//! Texts made of lines that nearly are lists: no word is lost, and what opens is closed.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::{Labelled, Piece, read_at};

/// What lines are made of.
const PARTS: [&str; 50] = [
    "(a) x;\n(b) y;\n",
    "\n(c) z\n",
    "(i) *x*\n(ii) y\n",
    "\n(iii) z",
    "1.1 x.\n> 1.2 y.\n",
    "A. x;  \n  B. y;\n",
    "(a) ",
    "(b) ",
    "(c) ",
    "(i) ",
    "(ii) ",
    "(h) ",
    "(j) ",
    "1.1 ",
    "1.2 ",
    "1.2.1 ",
    "§ 4 ",
    "§ 5 ",
    "A. ",
    "B. ",
    "a) ",
    "b) ",
    "1. ",
    "3. ",
    "7) ",
    "- ",
    "> ",
    "    ",
    "  ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "*",
    "**",
    "`",
    "[^1]",
    "[^1]: ",
    "words; ",
    "and ",
    "{#x}",
    "<b>",
    "| x | y |\n|---|---|\n",
    "(أ) ",
    "(ب) كلمة؛ ",
    "é",
    "[x](y) ",
    ": ",
];

/// Returns the events of a text, as they are and as they are handed on.
fn read(text: &str) -> (Vec<Piece<'_>>, Vec<Piece<'_>>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let events = || Parser::new_ext(text, options).into_offset_iter();
    (events().collect(), Labelled::new(text, events()).collect())
}

/// Returns all letters of events, with the labels of items that are read from the text.
fn letters(text: &str, events: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for (event, range) in events {
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(words),
            Event::Start(Tag::Item) => out.push_str(read_at(text, range.start).unwrap_or("")),
            _ => {}
        }
    }
    out.retain(|c| !c.is_whitespace());
    out
}

/// Fails unless what opens is closed, in order, and within what it stands in.
fn assert_closed(text: &str, events: &[Piece<'_>]) {
    let mut open = Vec::new();
    for (event, range) in events {
        assert!(range.start <= range.end && text.get(range.clone()).is_some(), "{range:?} in {text:?}");
        match event {
            Event::Start(tag) => open.push((tag.to_end(), range.clone())),
            Event::End(tag) => {
                let (opened, place) = open.pop().unwrap_or_else(|| panic!("{tag:?} closes nothing in {text:?}"));
                assert_eq!(*tag, opened, "{text:?}");
                assert!(place.start <= range.start && range.end <= place.end, "{tag:?} {range:?} in {text:?}");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} in {text:?}");
}

#[test]
fn no_word_is_lost_and_what_opens_is_closed() {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut lists = 0;
    for _ in 0..6_000 {
        let mut text = String::new();
        for _ in 0..24 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            text.push_str(PARTS[(seed >> 33) as usize % PARTS.len()]);
        }
        let (before, after) = read(&text);
        assert_closed(&text, &after);
        assert_eq!(letters(&text, &after), letters(&text, &before), "{text:?}");
        lists += usize::from(after.len() > before.len());
    }
    assert!(lists > 1_000, "{lists} lists are too few to tell");
}

#[test]
fn many_labels_are_read_in_little_time() {
    let labels = ["(a) x\n", "(b) x\n", "1.1 x\n", "(i) x\n", "§ 4 x\n", "a) x\n"];
    let text: String = (0..60_000).map(|at| labels[at * 7 % 6]).collect();
    let (before, after) = read(&text);
    assert_eq!(letters(&text, &after), letters(&text, &before));
}
