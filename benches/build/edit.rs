//! The kinds of edits, and a site on disk to which they are made.
//!
//! In goes a generated site, out come edited files and, for each edit, the address at which a browser sees it and how
//! it tells. Before anything is measured the site gets what edits need: the layouts that are edited as files of its own,
//! and a photo for the letter. The same kinds are edited before a second build and under a running preview.

use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};

use image::{ImageFormat, Rgb, RgbImage};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::generate::{SOURCE, write_file};
use crate::sample::Sample;
use crate::served::Answer;

/// The root of the project, where the layouts are.
const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// A kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// No edit at all.
    Nothing,
    /// A sentence more in a letter, looked for in its page.
    Body,
    /// Another title of the letter, looked for in the first page of the listing.
    Title,
    /// Another date of the letter, looked for in its page.
    Date,
    /// A letter more, looked for at its address.
    Added,
    /// Another name of the file of that letter, looked for at the new address.
    Renamed,
    /// That letter removed: its address is to answer 404.
    Deleted,
    /// A line more in the layout of every page, looked for in the page of the letter.
    Layout,
    /// A rule more in the style sheet, whose new name is looked for in the page of the letter.
    Style,
    /// Another word of the layouts, looked for in the page of the letter.
    Word,
    /// Another photo under the same name, looked for at its address.
    Picture,
    /// Another row of a data file, looked for in the page of its state.
    Row,
    /// Another tagline of the site, looked for in the page of the letter.
    Setting,
    /// Another time zone, which decides how all texts are read; no page shows it.
    Zone,
}

impl Edit {
    /// All kinds, in an order in which each can be made: a page is renamed after it was added, and deleted last.
    pub(crate) const ALL: [Edit; 14] = [
        Edit::Nothing,
        Edit::Body,
        Edit::Title,
        Edit::Date,
        Edit::Added,
        Edit::Renamed,
        Edit::Deleted,
        Edit::Layout,
        Edit::Style,
        Edit::Word,
        Edit::Picture,
        Edit::Row,
        Edit::Setting,
        Edit::Zone,
    ];

    /// Returns the name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Edit::Nothing => "nothing",
            Edit::Body => "body",
            Edit::Title => "title",
            Edit::Date => "date",
            Edit::Added => "added page",
            Edit::Renamed => "renamed page",
            Edit::Deleted => "deleted page",
            Edit::Layout => "layout",
            Edit::Style => "style sheet",
            Edit::Word => "word",
            Edit::Picture => "picture",
            Edit::Row => "data row",
            Edit::Setting => "setting: tagline",
            Edit::Zone => "setting: time zone",
        }
    }

    /// Returns where the edit is looked for, in the words of a table.
    pub(crate) fn seen_in(self) -> &'static str {
        match self {
            Edit::Body | Edit::Date | Edit::Layout | Edit::Style | Edit::Word | Edit::Setting => "in the letter's page",
            Edit::Title => "in the listing",
            Edit::Added | Edit::Renamed => "at the new address",
            Edit::Deleted => "until 404",
            Edit::Picture => "at the photo's address",
            Edit::Row => "in the State's page",
            Edit::Nothing | Edit::Zone => "nowhere",
        }
    }

    /// Returns the text that tells the edit of this round from all others.
    fn mark(self, round: u32) -> String {
        format!("{self:?} edit number {round}.")
    }
}

/// What tells that an edit is seen.
#[derive(Clone, Debug)]
pub(crate) enum Sign {
    /// The page holds this text.
    Holds(String),
    /// There is no page.
    Gone,
    /// What follows this text, or the whole answer where the text is empty, is other than it was.
    Differs(&'static str, Vec<u8>),
}

impl Sign {
    /// Takes what an answer holds before the edit, where that matters.
    pub(crate) fn before(&mut self, answer: &Answer) {
        if let Sign::Differs(after, was) = self {
            *was = following(&answer.body, after);
        }
    }

    /// Tells whether an answer shows the edit.
    pub(crate) fn is_in(&self, answer: &Answer) -> bool {
        match self {
            Sign::Holds(text) => answer.holds(text),
            Sign::Gone => answer.status == 404,
            Sign::Differs(after, was) => answer.status == 200 && following(&answer.body, after) != *was,
        }
    }
}

/// Returns what stands after a text up to the next quotation mark; after no text, everything.
fn following(body: &[u8], after: &str) -> Vec<u8> {
    if after.is_empty() {
        return body.to_vec();
    }
    let place = body.windows(after.len()).position(|window| window == after.as_bytes());
    let rest = place.map_or(&[][..], |place| &body[place + after.len()..]);
    rest.iter().copied().take_while(|byte| *byte != b'"').collect()
}

/// A site, with the files that are edited as they were.
#[derive(Debug)]
pub(crate) struct Site {
    root: PathBuf,
    /// Path of the letter below `content/`, without its suffix.
    letter: String,
    /// The files whose text is edited: letter, layout, style sheet, words, rows, settings; Hugo's site has the first two.
    texts: Vec<(PathBuf, String)>,
    /// The photos that take turns, made before any clock runs; Hugo's site has none.
    photos: Vec<Vec<u8>>,
}

/// The places in `texts`.
const LETTER: usize = 0;
const LAYOUT: usize = 1;
const STYLE: usize = 2;
const WORDS: usize = 3;
const ROWS: usize = 4;
const SETTINGS: usize = 5;

/// The address of the letter that is added, and that of the same letter renamed.
const ADDED: &str = "letters/added-by-the-benchmark";
const RENAMED: &str = "letters/renamed-by-the-benchmark";

/// Returns the path below `content/` of the letter that listings show first, without its suffix.
fn newest_letter(size: usize) -> String {
    let sample = Sample::new(size);
    let letters = (0..sample.letters).map(|number| sample.publication(number));
    let newest = letters.max_by_key(|letter| letter.date).map(|letter| letter.path).unwrap_or_default();
    newest.trim_end_matches(".md").to_owned()
}

/// Returns a photo: a plane of one colour, as large as a camera's after it was made smaller for a site.
fn plane(shade: u8) -> io::Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    let photo = RgbImage::from_pixel(1600, 900, Rgb([shade, 90, 120]));
    photo.write_to(&mut bytes, ImageFormat::Png).map_err(io::Error::other)?;
    Ok(bytes.into_inner())
}

impl Site {
    /// Gives demarche's site of a size what edits need, and reads the files that they are made to.
    pub(crate) fn of_demarche(root: &Path, size: usize) -> io::Result<Site> {
        let letter = newest_letter(size);
        let path = root.join(format!("content/{letter}.md"));
        let photo = "photo:\n  src: photo-of-the-benchmark.png\n  alt: A plane of one colour.\n  credit: Sample Organisation\n---\n";
        let text = fs::read_to_string(&path)?;
        let (front, body) =
            text.split_once("\n---\n").ok_or_else(|| io::Error::other("a letter without front matter"))?;
        write_file(&path, &format!("{front}\n{photo}{body}"))?;
        for name in ["base.html", "assets/style.css", "strings/en.yaml"] {
            let own = fs::read_to_string(Path::new(PROJECT).join("layouts").join(name))?;
            write_file(&root.join("layouts").join(name), &own)?;
        }
        let names =
            ["layouts/base.html", "layouts/assets/style.css", "layouts/strings/en.yaml"].map(|name| root.join(name));
        let more = ["content/data/focal-points.yaml", "content/site.yaml"].map(|name| root.join(name));
        let mut site = Site::open(root, letter, [path].into_iter().chain(names).chain(more))?;
        site.photos = [20, 120].map(plane).into_iter().collect::<io::Result<_>>()?;
        site.make(Edit::Picture, 0)?;
        Ok(site)
    }

    /// Reads the files of Hugo's site of a size to which edits are made.
    pub(crate) fn of_hugo(root: &Path, size: usize) -> io::Result<Site> {
        let letter = newest_letter(size);
        let path = root.join(format!("content/{letter}.md"));
        Site::open(root, letter, [path, root.join("layouts/baseof.html")].into_iter())
    }

    /// Reads the files.
    fn open(root: &Path, letter: String, paths: impl Iterator<Item = PathBuf>) -> io::Result<Site> {
        let texts = paths.map(|path| Ok((path.clone(), fs::read_to_string(path)?))).collect::<io::Result<_>>()?;
        Ok(Site { root: root.to_owned(), letter, texts, photos: Vec::new() })
    }

    /// Returns the address of the letter.
    pub(crate) fn letter(&self) -> String {
        format!("/{}/", self.letter)
    }

    /// Returns the source of a publication at an address.
    fn source(&self, address: &str) -> PathBuf {
        self.root.join(format!("content/{address}.md"))
    }

    /// Returns the photo of the letter.
    fn photo(&self) -> PathBuf {
        self.source(&self.letter).with_file_name("photo-of-the-benchmark.png")
    }

    /// Returns the address at which an edit is looked for, and what tells that it is seen.
    pub(crate) fn seen_at(&self, edit: Edit, round: u32) -> (String, Sign) {
        let mark = Sign::Holds(edit.mark(round));
        match edit {
            Edit::Title => ("/letters/".to_owned(), mark),
            Edit::Date => (self.letter(), Sign::Holds(format!("published_time\" content=\"{}", self.date(round)))),
            Edit::Added => (format!("/{ADDED}/"), mark),
            Edit::Renamed => (format!("/{RENAMED}/"), Sign::Holds("<h1".to_owned())),
            Edit::Deleted => (format!("/{}/", self.stray()), Sign::Gone),
            Edit::Style => (self.letter(), Sign::Differs("<link rel=\"stylesheet\" href=\"", Vec::new())),
            Edit::Picture => ("/letters/photo-of-the-benchmark.png".to_owned(), Sign::Differs("", Vec::new())),
            Edit::Row => ("/states/afg/".to_owned(), mark),
            _ => (self.letter(), mark),
        }
    }

    /// Returns the address of the added letter, under whichever of its names it stands.
    fn stray(&self) -> &'static str {
        if self.source(RENAMED).exists() { RENAMED } else { ADDED }
    }

    /// Returns the date that the letter had at first.
    fn first_date(&self) -> Date {
        let line = self.texts[LETTER].1.lines().find_map(|line| line.strip_prefix("date: "));
        line.and_then(|date| date.parse().ok()).unwrap_or_default()
    }

    /// Returns the date of the letter in a round, some days later than it was.
    fn date(&self, round: u32) -> Date {
        self.first_date() + i64::from(1 + round % 20).days()
    }

    /// Makes an edit.
    pub(crate) fn make(&self, edit: Edit, round: u32) -> io::Result<()> {
        let mark = edit.mark(round);
        let titled = |text: &str| text.replacen("title: \"", &format!("title: \"{mark} "), 1);
        let text = |place: usize| self.texts.get(place).map_or("", |(_, text)| text);
        let save = |place: usize, text: &str| write_file(&self.texts[place].0, text);
        match edit {
            Edit::Nothing => Ok(()),
            Edit::Body => save(LETTER, &format!("{}\n{mark}\n", text(LETTER))),
            Edit::Title => save(LETTER, &titled(text(LETTER))),
            Edit::Date => {
                let was = format!("\ndate: {}\n", self.first_date());
                save(LETTER, &text(LETTER).replacen(&was, &format!("\ndate: {}\n", self.date(round)), 1))
            }
            Edit::Added => {
                // What must be there once is left out of the page that is added.
                let lines = text(LETTER).lines().filter(|line| !line.starts_with("reference:"));
                let added: String = lines.map(|line| format!("{line}\n")).collect();
                write_file(&self.source(ADDED), &titled(&added))
            }
            Edit::Renamed => fs::rename(self.source(ADDED), self.source(RENAMED)),
            Edit::Deleted => fs::remove_file(self.source(self.stray())),
            // No comment, since Hugo takes these out.
            Edit::Layout => save(LAYOUT, &text(LAYOUT).replace("</body>", &format!("<p>{mark}</p></body>"))),
            Edit::Style => save(STYLE, &format!("{}\n.round-{round} {{ margin: 0 }}\n", text(STYLE))),
            Edit::Word => save(WORDS, &text(WORDS).replacen("\nhow_to_cite: ", &format!("\nhow_to_cite: {mark} "), 1)),
            Edit::Picture => fs::write(self.photo(), &self.photos[round as usize % self.photos.len()]),
            Edit::Row => save(ROWS, &text(ROWS).replacen(SOURCE, &mark, 1)),
            Edit::Setting => save(SETTINGS, &text(SETTINGS).replacen("\ntagline: ", &format!("\ntagline: {mark} "), 1)),
            Edit::Zone => {
                let zone = ["Europe/Zurich", "Africa/Nairobi"][round as usize % 2];
                save(SETTINGS, &text(SETTINGS).replacen("time_zone: UTC", &format!("time_zone: {zone}"), 1))
            }
        }
    }

    /// Puts everything back as it was.
    pub(crate) fn restore(&self) -> io::Result<()> {
        for stray in [ADDED, RENAMED].map(|address| self.source(address)) {
            if stray.exists() {
                fs::remove_file(stray)?;
            }
        }
        for (path, text) in &self.texts {
            if fs::read_to_string(path)? != *text {
                write_file(path, text)?;
            }
        }
        Ok(())
    }
}
