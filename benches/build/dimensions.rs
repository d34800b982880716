//! What a site can have much of: for each dimension, the files that have so much of it.
//!
//! In goes a folder and a number, out come files beside those of a small site. Each dimension is one line of
//! [`DIMENSIONS`]; what is written is as plain as it can be, so that nothing but the dimension grows.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::facts;
use crate::generate::{self, AS_OF, Mails, SOURCE, write_file};

/// A picture of one pixel.
const GIF: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// One thing of which there can be much.
#[derive(Clone, Copy)]
pub(crate) struct Dimension {
    /// Its name.
    pub(crate) name: &'static str,
    /// How much of it the smaller site has.
    pub(crate) size: usize,
    /// Whether a site with much of it has mistakes.
    pub(crate) is_faulty: bool,
    /// Writes a number of them.
    pub(crate) write: fn(&Ground<'_>, usize) -> io::Result<()>,
}

/// The dimensions.
pub(crate) static DIMENSIONS: [Dimension; 45] = [
    good("pages", 1_000, |to, n| each(n, |i| to.letter(&i.to_string(), "", "Words.\n"))),
    good("pages held back", 1_000, |to, n| each(n, |i| to.letter(&i.to_string(), "draft: true\n", "Words.\n"))),
    good("pages held back in the folder of another", 500, held_back_beside),
    good("pages that link to one another", 500, |to, n| {
        each(n, |i| {
            to.letter(&i.to_string(), "", &many(10, |k| format!("See [that]({}.md).\n\n", (i * 7 + k * 13) % n)))
        })
    }),
    good("translations", 500, |to, n| {
        let settings = generate::settings(Mails::On).replace("languages: [en]", "languages: [en, fr]");
        to.file("content/site.yaml", &settings)?;
        each(n, |i| {
            to.letter(&i.to_string(), "", "Words.\n").and_then(|()| to.letter(&format!("{i}.fr"), "", "Words.\n"))
        })
    }),
    good("mails", 500, |to, n| each(n, |i| to.mailed(&i.to_string(), "", "Words.\n"))),
    good("states of forty letters", 48, |to, n| {
        let states: Vec<&str> = facts::states().iter().take(n).map(|state| state.code).collect();
        let keys = format!("scope: states\nstates: [{}]\n", states.join(", "));
        each(40, |i| to.letter(&i.to_string(), &keys, "- Do it. {#it}\n"))
    }),
    good("recommendations of a letter", 4_000, |to, n| {
        // To one state, or the table of the session would be as large as recommendations times states.
        to.file("content/data/sessions.yaml", &session_of(0, 1))?;
        to.letter("x", "", &many(n, |i| format!("- Do the thing of number {i}. {{#r{i}}}\n")))
    }),
    good("wordings of a standing recommendation", 500, |to, n| {
        each(n, |i| to.letter(&i.to_string(), "", &format!("- Do it so, {i}. {{#standing}}\n")))
    }),
    good("items of an issue", 200, |to, n| {
        let items = many(n, |i| format!("  - {{title: Item {i}, text: Words, link: \"https://example.org/{i}\"}}\n"));
        let head =
            "---\ntitle: Issue\ndate: 2020-01-15\ndescription: An issue.\nnumber: 1\nnewsletter: false\nitems:\n";
        to.file("content/newsletters/1.md", &format!("{head}{items}---\n\nWords.\n"))
    }),
    good("sessions", 100, |to, n| to.file("content/data/sessions.yaml", &many(n + 1, session))),
    good("topics", 500, |to, n| {
        to.file(
            "content/data/topics.yaml",
            &many(n, |i| format!("- id: t{i}\n  title: T {i}\n  description: Words.\n")),
        )
    }),
    good("rows of treaties, for each state", 10, treaties),
    good("links to a page", 5_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("A [link](../pages/about.md), {i}.\n\n")))
    }),
    good("links to the web", 5_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("A [link](https://example.org/{i}), {i}.\n\n")))
    }),
    good("links with definitions", 2_000, |to, n| {
        let links = many(n, |i| format!("See [a{i}].\n\n"));
        to.letter("x", "", &(links + &many(n, |i| format!("[a{i}]: https://example.org/{i}\n"))))
    }),
    good("headings with the same words", 2_000, |to, n| to.letter("x", "", &"## Heading\n\nWords.\n\n".repeat(n))),
    good("headings with links to one another", 2_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("## Heading {i}\n\nSee [it](#heading-{}).\n\n", (i * 7) % n)))
    }),
    good("footnotes", 2_000, |to, n| {
        let notes = many(n, |i| format!("[^{i}]: A note.\n\n"));
        to.letter("x", "", &(many(n, |i| format!("Words.[^{i}]\n\n")) + &notes))
    }),
    good("rows of a table", 5_000, |to, n| {
        to.letter("x", "", &format!("| a | b |\n|---|---|\n{}", many(n, |i| format!("| {i} | words |\n"))))
    }),
    good("columns of a table", 250, |to, n| {
        let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(n));
        to.letter("x", "", &format!("{}{}{}", row("a"), row("---"), row("b").repeat(100)))
    }),
    good("items of a list", 5_000, |to, n| to.letter("x", "", &many(n, |i| format!("{}. Words.\n", i + 1)))),
    good("quotes in forty others", 1_000, |to, n| {
        to.letter("x", "", &format!("{}Words.\n\n", "> ".repeat(40)).repeat(n))
    }),
    good("depth of five hundred lists", 10, |to, n| {
        to.letter("x", "", &format!("{}Words.\n\nBetween.\n\n", "- ".repeat(n)).repeat(500))
    }),
    good("words of a paragraph", 100_000, |to, n| to.letter("x", "", &format!("{}\n", "word, ".repeat(n)))),
    good("letters of a word", 500_000, |to, n| to.letter("x", "", &format!("{}\n", "a".repeat(n)))),
    good("emphasis in a paragraph", 5_000, |to, n| {
        to.letter("x", "", &format!("{}\n", "*a **b* c** _d_ `e` ".repeat(n)))
    }),
    good("brackets that do not close", 5_000, |to, n| to.letter("x", "", &format!("{}\n", "[a ".repeat(n)))),
    good("quotation marks", 5_000, |to, n| to.letter("x", "", &format!("{}\n", "\"a 'b\" c' ".repeat(n)))),
    good("signs of other programs", 2_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("A [[page {i}]] and {{.x}}, `a` **.\n\n")))
    }),
    good("attachments", 250, |to, n| {
        to.letter(
            "x",
            &format!("attachments:\n{}", many(n, |i| format!("  - {{src: {i}.csv, title: A {i}}}\n"))),
            "Words.\n",
        )?;
        each(n, |i| to.file(&format!("content/letters/{i}.csv"), &i.to_string()))
    }),
    faulty("pictures of a mail, too many for it", 500, |to, n| {
        to.mailed("x", "", &many(n, |i| format!("![A dot]({i}.gif)\n\n")))?;
        each(n, |i| to.dot(i))
    }),
    good("photos, one a page", 500, |to, n| {
        each(n, |i| {
            to.dot(i)?;
            to.letter(&i.to_string(), &format!("photo: {{src: {i}.gif, alt: A dot, credit: Us}}\n"), "Words.\n")
        })
    }),
    good("static files", 5_000, |to, n| each(n, |i| to.file(&format!("layouts/static/{i}.txt"), &i.to_string()))),
    good("assets", 5_000, |to, n| each(n, |i| to.file(&format!("layouts/assets/{i}.txt"), &i.to_string()))),
    good("layouts", 500, |to, n| each(n, |i| to.file(&format!("layouts/{i}.html"), "Words."))),
    good("aliases", 500, |to, n| {
        to.letter("x", &format!("aliases:\n{}", many(n, |i| format!("  - /old/{i}/\n"))), "Words.\n")
    }),
    good("keys of front matter", 500, |to, n| {
        to.letter("x", &format!("extra:\n{}", many(n, |i| format!("  key{i}: words\n"))), "Words.\n")
    }),
    faulty("broken links in a file", 2_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("A [link](missing{i}.md).\n\n")))
    }),
    faulty("broken links, one a file", 500, |to, n| {
        each(n, |i| to.letter(&i.to_string(), "", &format!("A [link](missing{i}.md).\n")))
    }),
    faulty("missing pictures, one a file", 500, |to, n| {
        each(n, |i| to.letter(&i.to_string(), "", &format!("![A dot](missing{i}.svg)\n")))
    }),
    faulty("missing anchors in a file", 1_000, |to, n| {
        to.letter("x", "", &many(n, |i| format!("## Heading {i}\n\nSee [it](#haeding-{i}).\n\n")))
    }),
    faulty("unknown keys in a file", 500, |to, n| to.letter("x", &many(n, |i| format!("titel{i}: x\n")), "Words.\n")),
    faulty("unknown keys, one a file", 500, |to, n| each(n, |i| to.letter(&i.to_string(), "titel: x\n", "Words.\n"))),
    faulty("pages at one address", 1_000, |to, n| each(n, |i| to.letter(&i.to_string(), "slug: same\n", "Words.\n"))),
];

/// Makes a dimension of which a good site can have much.
const fn good(name: &'static str, size: usize, write: fn(&Ground<'_>, usize) -> io::Result<()>) -> Dimension {
    Dimension { name, size, is_faulty: false, write }
}

/// Makes a dimension of mistakes.
const fn faulty(name: &'static str, size: usize, write: fn(&Ground<'_>, usize) -> io::Result<()>) -> Dimension {
    Dimension { name, size, is_faulty: true, write }
}

/// The folder of a site.
pub(crate) struct Ground<'a>(pub(crate) &'a Path);

impl Ground<'_> {
    /// Writes the small site.
    pub(crate) fn lay(&self) -> io::Result<()> {
        self.file("content/site.yaml", &generate::settings(Mails::On))?;
        self.file("content/data/sessions.yaml", &session(0))?;
        for (name, _) in generate::PAGES {
            self.file(&format!("content/pages/{name}.md"), &format!("---\ntitle: {name}\n---\n\nWords.\n"))?;
        }
        let standing = "---\ntitle: Standing\ndate: 2008-01-15\ndescription: A text.\n---\n\nWords.\n";
        self.file("content/recommendations/standing.md", standing)?;
        self.letter("first", "", "Words.\n")
    }

    /// Writes a file.
    fn file(&self, path: &str, text: &str) -> io::Result<()> {
        write_file(&self.0.join(path), text)
    }

    /// Writes a picture of one pixel beside the letters.
    fn dot(&self, number: usize) -> io::Result<()> {
        fs::write(self.0.join(format!("content/letters/{number}.gif")), GIF)
    }

    /// Writes a letter without a mail, which may be longer than mail programs show.
    fn letter(&self, name: &str, keys: &str, body: &str) -> io::Result<()> {
        self.mailed(name, &format!("newsletter: false\n{keys}"), body)
    }

    /// Writes a letter.
    fn mailed(&self, name: &str, keys: &str, body: &str) -> io::Result<()> {
        let head = format!("title: \"Letter {name}\"\ndate: 2020-01-15\ndescription: A letter.\nsession: upr-0\n");
        self.file(&format!("content/letters/{name}.md"), &format!("---\n{head}{keys}---\n\n{body}"))
    }
}

/// Does something with each number below another.
fn each(n: usize, mut write: impl FnMut(usize) -> io::Result<()>) -> io::Result<()> {
    (0..n).try_for_each(&mut write)
}

/// Puts together a text for each number below another.
fn many(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

/// Returns a session; all states are under review in the first.
fn session(number: usize) -> String {
    session_of(number, if number == 0 { facts::states().len() } else { 14 })
}

/// Returns a session with a number of states.
fn session_of(number: usize, count: usize) -> String {
    let states = facts::states();
    let codes: Vec<&str> = (0..count).map(|at| states[(number * 14 + at) % states.len()].code).collect();
    let year = 2020 + number % 5;
    format!(
        "- id: upr-{number}\n  number: {}\n  cycle: 1\n  starts: {year}-01-20\n  ends: {year}-01-31\n  states: [{}]\n  \
         source: {SOURCE}\n  as_of: {AS_OF}\n",
        number + 1,
        codes.join(", "),
    )
}

/// Writes instruments, and a row for each state and each of them.
fn treaties(to: &Ground<'_>, n: usize) -> io::Result<()> {
    let instrument = |i: usize| {
        format!(
            "- id: i{i}\n  title: Treaty {i}\n  short: T{i}\n  adopted: 1990-01-01\n  depositary: Us\n  description: Words.\n"
        )
    };
    to.file("content/data/instruments.yaml", &many(n, instrument))?;
    let mut rows = String::new();
    for (state, i) in facts::states().iter().flat_map(|state| (0..n).map(move |i| (state, i))) {
        let _ = write!(
            rows,
            "- state: {}\n  instrument: i{i}\n  status: \"party\"\n  acts: [{{act: ratification, date: 1991-01-01}}]\n  \
             source: {SOURCE}\n  certainty: high\n  as_of: {AS_OF}\n",
            state.code
        );
    }
    to.file("content/data/treaty-actions.yaml", &rows)
}

/// Writes pages that are held back into the folder of one that is not, each with a file that it names.
fn held_back_beside(to: &Ground<'_>, n: usize) -> io::Result<()> {
    to.letter("b/index", "", &many(n, |i| format!("A [file](shown-{i}.csv).\n\n")))?;
    each(n, |i| {
        to.file(&format!("content/letters/b/shown-{i}.csv"), &i.to_string())?;
        to.file(&format!("content/letters/b/held-{i}.csv"), &i.to_string())?;
        to.letter(&format!("b/{i}"), "draft: true\n", &format!("A [file](held-{i}.csv).\n"))
    })
}
