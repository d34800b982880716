//! Words of a new site that wait to be replaced: `demarche new` writes them, and `demarche check` says how many are left.

use super::Sources;
use crate::diag::{Diagnostic, Span, mistakes};

/// The words, as they stand in the files of a new site and of new pages; nobody else writes them so.
pub const BLANKS: [&str; 29] = [
    "your-site.example",
    "[Its next session]",
    "[Say how one will know that it was done.]",
    "[Say in a sentence what you do.]",
    "[Say what is known, with its source, and what is not.]",
    "[Say what should be done, and by when.]",
    "[Say what there will be, and whether one has to tell you beforehand.]",
    "[Say what you have to say.]",
    "[Say what you write about, and why now.]",
    "[Say who you are, whom you write to, and how you can be reached.]",
    "[Say why it matters.]",
    "[The body to which you write]",
    "[The brief in one or two sentences, for readers in a hurry.]",
    "[To whom the letter goes]",
    "[What is due before it]",
    "[What mail programs show beside the subject, in 40 to 130 characters.]",
    "[What will be talked about, and for whom, in a sentence.]",
    "[What you do, in a few words]",
    "[What you do, in one or two sentences, for search engines and for readers who are shown a link to you.]",
    "[Where it is]",
    "[Where you write it]",
    "[Write here.]",
    "[Write here]",
    "[Your name]",
    "[Your role]",
    "[Your street]",
    "[Your town]",
    "[say in two sentences what this issue is about.]",
    "[what it is about]",
];

/// Returns what is to be said of the words that wait to be replaced, if there are some: their lines, each told once.
pub fn blanks(sources: &Sources) -> Option<Diagnostic> {
    let mut places: Vec<Span> = Vec::new();
    for file in sources.under("content/") {
        let Some(text) = file.held().filter(|text| BLANKS.iter().any(|blank| text.contains(blank))) else { continue };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if let Some((at, blank)) = BLANKS.iter().filter_map(|blank| Some((line.find(blank)?, *blank))).min() {
                places.push(Span::new(&file.path, &text, start + at..start + at + blank.len()));
            }
            start += line.len();
        }
    }
    mistakes::words_to_replace(places)
}
