//! Footnotes whose text stands inside something else: each is a piece of its own, and so is what is around it.

use std::collections::BTreeSet;

use crate::site_test::SiteTest;

/// What may stand around the text of a note, which stands at `N`, indented by as much as it takes.
const AROUND: [&str; 6] = [
    "- item{}[^1]\n\nN\n\n  more {}\n- next {}\n",
    "1. item{}[^1]\n\nN\n\n   more {}\n2. next {}\n",
    "- outer {}\n  - item{}[^1]\n\nN\n\n    more {}\n",
    "> quoted{}[^1]\n>\n> N\n>\n> more {}\n",
    "> - item{}[^1]\n>\n>   N\n>\n>   more {}\n",
    "text{}[^1]\n\nN\n\n- item {}\n\n  more {}\n",
];
/// What a note may say.
const SAID: [&str; 4] = ["[^1]: note {}", "[^1]: - note {}", "[^1]: note {}\n\n          note {}", "[^1]: > note {}"];
/// Words that are written with letters of one, two, three and four bytes.
const WORDS: [&str; 7] = ["Qq", "zé", "éééééééé", "сроксроксроксрок", "ខ្មែរខ្មែរ", "権利権利権利", "حقوقحقوق"];

#[test]
fn a_note_inside_something_is_a_piece_of_its_own() {
    let mut site = SiteTest::new();
    let mut bodies = Vec::new();
    for around in AROUND {
        for said in SAID {
            for indentation in 0..7 {
                for word in WORDS {
                    let said = format!("{}{said}", " ".repeat(indentation));
                    let body = around.replace('N', &said).replace("{}", &format!(" {word}"));
                    site = site.file(&file(bodies.len()), format!("---\ntitle: A page\n---\n{body}"));
                    bodies.push((body, word));
                }
            }
        }
    }
    // Where no note comes of it, the mention of one is a mistake; those pages are left out.
    let first = site.clone().build();
    let refused: BTreeSet<&str> = first.diagnostics.iter().map(|d| &*d.span.as_ref().expect("a place").file).collect();
    assert!(refused.len() * 3 < bodies.len(), "{}", super::shortened(&first.report()));
    let kept: Vec<usize> = (0..bodies.len()).filter(|at| !refused.contains(file(*at).as_str())).collect();
    let site = refused.iter().fold(site, |site, file| site.without(file));
    let built = site.build();
    assert!(built.diagnostics.is_empty(), "{}", super::shortened(&built.report()));
    for at in kept {
        let (body, word) = &bodies[at];
        let page = built.text(&format!("p{at}/index.html"));
        let text = page.split_once("<main").expect("the text").1.split_once("</main>").expect("its end").0;
        let count = |text: &str| text.matches(word).count();
        assert_eq!(count(text), count(body), "{body}\n{text}");
    }
}

/// Returns the file of a page.
fn file(at: usize) -> String {
    format!("content/pages/p{at}.md")
}
