//! The looks of a site: its colours, and fonts of its own.

use super::identity::read_colour;
use crate::diag::mistakes;
use crate::yaml::{self, Key, Map, Node, Shape};

/// The colours and fonts of a site; what it does not say is that of the style sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// The accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// The colours for light screens, each with its name.
    pub light: Vec<(&'static str, String)>,
    /// The colours for dark screens, each with its name.
    pub dark: Vec<(&'static str, String)>,
    /// The files of fonts.
    pub fonts: Vec<Font>,
}

/// A colour that a site may choose: a variable of the built-in style sheet.
#[derive(Clone, Copy, Debug)]
pub struct Colour {
    /// Its name, which is that of the variable.
    pub name: &'static str,
    /// What it is on light screens; nothing where it is made of the accent.
    pub light: &'static str,
    /// What it is on dark screens; nothing where it is made of the accent.
    pub dark: &'static str,
}

/// The colours that a site may choose.
pub const COLOURS: [Colour; 7] = [
    Colour { name: "paper", light: "#fcfbf8", dark: "#14181b" },
    Colour { name: "raised", light: "#f4f1ea", dark: "#1c2226" },
    Colour { name: "ink", light: "#191d21", dark: "#e9e6df" },
    Colour { name: "soft", light: "#4f565d", dark: "#a9b0b5" },
    Colour { name: "rule", light: "#dcd7cb", dark: "#323a40" },
    Colour { name: "edge", light: "#8b8678", dark: "#76808a" },
    Colour { name: "deep", light: "", dark: "" },
];

/// The keys of `colours`.
pub(super) const COLOUR_KEYS: [Key; 8] = [
    PAPER,
    RAISED,
    INK,
    SOFT,
    RULE,
    EDGE,
    DEEP,
    Key::new(
        "dark",
        Shape::Map(&[PAPER, RAISED, INK, SOFT, RULE, EDGE, DEEP]),
        "The same for dark screens; default: those of the style sheet.",
    ),
];

const PAPER: Key = Key::new("paper", Shape::Colour, "What pages stand on.");
const RAISED: Key = Key::new("raised", Shape::Colour, "What boxes and heads of tables stand on.");
const INK: Key = Key::new("ink", Shape::Colour, "The text.");
const SOFT: Key = Key::new("soft", Shape::Colour, "Text that stands back: dates, labels, captions.");
const RULE: Key = Key::new("rule", Shape::Colour, "Lines between parts.");
const EDGE: Key = Key::new("edge", Shape::Colour, "The edges of buttons and of what opens.");
const DEEP: Key =
    Key::new("deep", Shape::Colour, "What the foot stands on, with light text; default: made of `accent`.");

/// For what a font is, and the variable of the style sheet that it fills.
pub const FONT_ROLES: [&str; 3] = ["text", "heading", "interface"];

/// A file of a font.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Font {
    /// For what it is: one of [`FONT_ROLES`].
    pub role: &'static str,
    /// Which of the files of that role it is; nothing where it is the only one.
    pub cut: Option<&'static str>,
    /// Its content path.
    pub src: String,
}

/// The files of a font, each with its key.
const CUTS: [&str; 4] = ["regular", "bold", "italic", "bold_italic"];

/// The keys of a font of several files.
pub(super) const CUT_KEYS: [Key; 4] = [
    Key::required("regular", Shape::File(".woff2"), "The upright file."),
    Key::new("bold", Shape::File(".woff2"), "The bold file."),
    Key::new("italic", Shape::File(".woff2"), "The italic file."),
    Key::new("bold_italic", Shape::File(".woff2"), "The file that is both."),
];

impl Font {
    /// Returns the place of the value that names it.
    pub fn place(&self) -> String {
        let cut = self.cut.map_or_else(String::new, |cut| format!(".{cut}"));
        format!("fonts.{}{cut}", self.role)
    }

    /// Tells whether pages need it at once.
    pub fn is_first(&self) -> bool {
        self.cut.is_none_or(|cut| cut == "regular")
    }
}

impl Looks {
    /// Returns what pages stand on, on light or on dark screens.
    pub fn paper(&self, is_dark: bool) -> &str {
        self.colour("paper", is_dark)
    }

    /// Returns a colour by its name: the site's own, or that of the style sheet; nothing for one that is made of the accent.
    pub fn colour(&self, name: &str, is_dark: bool) -> &str {
        let own = if is_dark { &self.dark } else { &self.light };
        let own = own.iter().find(|(known, _)| *known == name).map(|(_, colour)| colour.as_str());
        own.unwrap_or_else(|| {
            let found = COLOURS.iter().find(|colour| colour.name == name);
            found.map_or("", |colour| if is_dark { colour.dark } else { colour.light })
        })
    }
}

/// Reads `accent`, `colours` and `fonts`.
pub(super) fn read_looks(map: &mut Map<'_>) -> Looks {
    if map.is_blank("accent") {
        map.note_key("accent", mistakes::colour_is_comment);
    }
    let accent = map.field("accent", read_colour);
    let colours = map.field("colours", |node| {
        node.map(|map| {
            let light = read_colours(map);
            let dark = map.field("dark", |node| node.map(|map| Some(read_colours(map)))).unwrap_or_default();
            Some((light, dark))
        })
    });
    let (light, dark) = colours.unwrap_or_default();
    let fonts = map.field("fonts", |node| node.map(|map| Some(read_fonts(map)))).unwrap_or_default();
    Looks { accent, light, dark, fonts }
}

/// Reads colours by their names.
fn read_colours(map: &mut Map<'_>) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for Colour { name, .. } in COLOURS {
        if map.is_blank(name) {
            map.note_key(name, mistakes::colour_is_comment);
        }
        found.extend(map.field(name, read_colour).map(|colour| (name, colour)));
    }
    found
}

/// Reads fonts by what they are for.
fn read_fonts(map: &mut Map<'_>) -> Vec<Font> {
    let mut fonts = Vec::new();
    for role in FONT_ROLES {
        fonts.extend(map.field(role, |node| read_font(node, role)).unwrap_or_default());
    }
    fonts
}

/// Reads a font: a file, or several by their cuts.
fn read_font(node: Node<'_>, role: &'static str) -> Option<Vec<Font>> {
    if !node.value().is_map() {
        return read_file(node).map(|src| vec![Font { role, cut: None, src }]);
    }
    node.map(|map| {
        let mut fonts = Vec::new();
        for cut in CUTS {
            let src = if cut == "regular" { map.required(cut, read_file) } else { map.field(cut, read_file) };
            fonts.extend(src.map(|src| Font { role, cut: Some(cut), src }));
        }
        Some(fonts)
    })
}

/// Reads the path of a font.
fn read_file(node: Node<'_>) -> Option<String> {
    let text = yaml::filled_text(node)?;
    let suffix = text.rsplit_once('.').map_or("", |(_, suffix)| suffix).to_ascii_lowercase();
    if suffix != "woff2" {
        node.note(move |span| mistakes::no_woff2(span, &text));
        return None;
    }
    Some(text)
}
