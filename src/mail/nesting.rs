//! Nesting: which elements stand within which, so that a browser takes a mail as it is written.
//!
//! A browser closes and moves elements that stand where they may not (HTML, section 13.2.6). Takes tags in order and says
//! whether it would do so with one of them; what is rare in mails counts as if it would.

/// An element of mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    kind: Kind,
    /// The number of its name among all names.
    number: u8,
}

/// What an element is to those around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Html,
    Head,
    Body,
    /// What stands in the head; the first has no end.
    Meta,
    Title,
    Style,
    /// What ends a paragraph before it.
    Block,
    /// A block through which a browser looks for an item that another would end.
    Division,
    Paragraph,
    Heading,
    Item,
    Term,
    /// What stands in a line.
    Inline,
    Link,
    /// What stands in a line and has no end.
    Mark,
    Rule,
    Table,
    Caption,
    Rows,
    Row,
    Cell,
}

/// How many names there are.
pub(super) const NAMES: usize = 73;

impl Element {
    /// Returns the element of a name.
    pub(super) fn named(name: &str) -> Option<Element> {
        use Kind::*;
        let (kind, number) = match name {
            "html" => (Html, 0),
            "head" => (Head, 1),
            "body" => (Body, 2),
            "meta" => (Meta, 3),
            "title" => (Title, 4),
            "style" => (Style, 5),
            "address" => (Division, 6),
            "article" => (Block, 7),
            "aside" => (Block, 8),
            "blockquote" => (Block, 9),
            "center" => (Block, 10),
            "div" => (Division, 11),
            "dl" => (Block, 12),
            "figcaption" => (Block, 13),
            "figure" => (Block, 14),
            "footer" => (Block, 15),
            "header" => (Block, 16),
            "main" => (Block, 17),
            "nav" => (Block, 18),
            "ol" => (Block, 19),
            "section" => (Block, 20),
            "ul" => (Block, 21),
            "p" => (Paragraph, 22),
            "h1" => (Heading, 23),
            "h2" => (Heading, 24),
            "h3" => (Heading, 25),
            "h4" => (Heading, 26),
            "h5" => (Heading, 27),
            "h6" => (Heading, 28),
            "li" => (Item, 29),
            "dt" => (Term, 30),
            "dd" => (Term, 31),
            "b" => (Inline, 32),
            "big" => (Inline, 33),
            "code" => (Inline, 34),
            "em" => (Inline, 35),
            "font" => (Inline, 36),
            "i" => (Inline, 37),
            "s" => (Inline, 38),
            "small" => (Inline, 39),
            "strike" => (Inline, 40),
            "strong" => (Inline, 41),
            "tt" => (Inline, 42),
            "u" => (Inline, 43),
            "abbr" => (Inline, 44),
            "bdi" => (Inline, 45),
            "bdo" => (Inline, 46),
            "cite" => (Inline, 47),
            "del" => (Inline, 48),
            "dfn" => (Inline, 49),
            "ins" => (Inline, 50),
            "kbd" => (Inline, 51),
            "mark" => (Inline, 52),
            "q" => (Inline, 53),
            "samp" => (Inline, 54),
            "span" => (Inline, 55),
            "sub" => (Inline, 56),
            "sup" => (Inline, 57),
            "time" => (Inline, 58),
            "var" => (Inline, 59),
            "a" => (Link, 60),
            "br" => (Mark, 61),
            "img" => (Mark, 62),
            "wbr" => (Mark, 63),
            "hr" => (Rule, 64),
            "table" => (Table, 65),
            "caption" => (Caption, 66),
            "tbody" => (Rows, 67),
            "thead" => (Rows, 68),
            "tfoot" => (Rows, 69),
            "tr" => (Row, 70),
            "td" => (Cell, 71),
            "th" => (Cell, 72),
            _ => return None,
        };
        Some(Element { kind, number })
    }

    /// Returns the number of its name, below [`NAMES`].
    pub(super) fn number(self) -> usize {
        usize::from(self.number)
    }

    /// Tells whether it has no content and no closing tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self.kind, Kind::Meta | Kind::Mark | Kind::Rule)
    }

    /// Tells which part of a mail it is, if it is a part.
    pub(super) fn part(self) -> Option<Part> {
        match self.kind {
            Kind::Head => Some(Part::Head),
            Kind::Html | Kind::Body => Some(Part::Whole),
            Kind::Style => Some(Part::Style),
            _ => None,
        }
    }

    /// Returns how it takes its width from an attribute.
    pub(super) fn shape(self) -> Shape {
        match (self.kind, self.number) {
            (Kind::Table | Kind::Cell, _) => Shape::Table,
            (Kind::Mark, 62) => Shape::Picture,
            _ => Shape::Other,
        }
    }
}

/// A part of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The whole, or all that is shown.
    Whole,
    /// The head.
    Head,
    /// A style sheet.
    Style,
}

/// How an element takes its width from an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In pixels or per cent.
    Table,
    /// In pixels.
    Picture,
    /// Not at all.
    Other,
}

/// What is open around a place.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// A paragraph that any block would end.
    paragraph: bool,
    /// An item that another would end.
    item: bool,
    /// A term or what is said of it, that another would end.
    term: bool,
    /// A link that another would end.
    link: bool,
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<(Element, Around)>,
    has_head: bool,
    has_body: bool,
    has_ended: bool,
}

impl Nesting {
    /// Opens an element, if a browser leaves it where it is.
    pub(super) fn open(&mut self, element: Element) -> Option<()> {
        let Some((last, around)) = self.open.last().copied() else {
            let first = element.kind == Kind::Html && !self.has_ended;
            self.open.push((element, Around::default()));
            return first.then_some(());
        };
        let stays = match (last.kind, element.kind) {
            (Kind::Html, Kind::Head) => !std::mem::replace(&mut self.has_head, true),
            (Kind::Html, Kind::Body) => self.has_head && !std::mem::replace(&mut self.has_body, true),
            (Kind::Head, kind) => matches!(kind, Kind::Meta | Kind::Title | Kind::Style),
            (Kind::Table, kind) => matches!(kind, Kind::Caption | Kind::Rows | Kind::Row),
            (Kind::Rows, kind) => kind == Kind::Row,
            (Kind::Row, kind) => kind == Kind::Cell,
            (Kind::Html | Kind::Title | Kind::Style, _) => false,
            (within, kind) => stays_in_text(within, around, kind),
        };
        if stays && !element.is_void() {
            self.open.push((element, around.within(element.kind)));
        }
        stays.then_some(())
    }

    /// Closes an element, if it is the innermost.
    pub(super) fn close(&mut self, element: Element) -> Option<()> {
        let (last, _) = self.open.pop()?;
        self.has_ended |= self.open.is_empty();
        (last == element).then_some(())
    }

    /// Tells whether words may stand here, and not blanks alone.
    pub(super) fn takes_words(&self) -> bool {
        let Some((last, _)) = self.open.last() else { return false };
        !matches!(last.kind, Kind::Html | Kind::Head | Kind::Table | Kind::Rows | Kind::Row)
    }

    /// Tells whether a browser drops blanks here.
    pub(super) fn drops_blanks(&self) -> bool {
        !self.has_head
    }

    /// Tells whether a comment stays where it is.
    pub(super) fn takes_comments(&self) -> bool {
        match self.open.as_slice() {
            [] => false,
            [_] => !self.has_body,
            [.., (last, _)] => last.kind != Kind::Title,
        }
    }

    /// Tells whether all that was opened was closed.
    pub(super) fn is_whole(&self) -> bool {
        self.has_ended && self.has_body
    }
}

/// Tells whether an element stays where it is in a text.
fn stays_in_text(within: Kind, around: Around, kind: Kind) -> bool {
    match kind {
        Kind::Inline | Kind::Mark => true,
        Kind::Link => !around.link,
        Kind::Block | Kind::Division | Kind::Paragraph | Kind::Rule | Kind::Table => !around.paragraph,
        Kind::Heading => !around.paragraph && within != Kind::Heading,
        Kind::Item => !around.paragraph && !around.item,
        Kind::Term => !around.paragraph && !around.term,
        _ => false,
    }
}

impl Around {
    /// Returns what is open within an element.
    fn within(self, kind: Kind) -> Around {
        match kind {
            Kind::Paragraph => Around { paragraph: true, ..self },
            Kind::Link => Around { link: true, ..self },
            Kind::Item => Around { item: true, term: false, ..self },
            Kind::Term => Around { item: false, term: true, ..self },
            Kind::Inline | Kind::Division => self,
            // A table ends no paragraph around it, and neither links nor items reach into its cells.
            Kind::Table | Kind::Rows | Kind::Row => Around { paragraph: false, item: false, term: false, ..self },
            Kind::Caption | Kind::Cell => Around::default(),
            _ => Around { item: false, term: false, ..self },
        }
    }
}
