//! The functions that layouts have.

/// A function, a filter or a test.
#[derive(Debug)]
pub(super) struct Callable {
    /// Its name.
    pub(super) name: &'static str,
    /// How it is written.
    pub(super) written: &'static str,
    /// What comes of it; nothing where that is said already.
    pub(super) gives: &'static str,
    /// One sentence on it.
    pub(super) says: &'static str,
    /// Other names for the same.
    pub(super) also: &'static [&'static str],
}

impl Callable {
    /// Declares other names for the same.
    pub(super) const fn also(self, also: &'static [&'static str]) -> Callable {
        Callable { also, ..self }
    }
}

/// Declares something that can be called.
pub(super) const fn callable(
    name: &'static str,
    written: &'static str,
    gives: &'static str,
    says: &'static str,
) -> Callable {
    Callable { name, written, gives, says, also: &[] }
}

/// The functions, those of the engine of layouts last.
pub(super) static FUNCTIONS: [Callable; 13] = [
    callable(
        "partial",
        "partial(\"card\", x)",
        "HTML",
        "What `partials/card.html` makes of one entity; it sees `site`, `t` and `it`. It is rendered once for each entity, so \
         it is the way to show things that repeat. The name is that of the file.",
    ),
    callable("asset", "asset(\"style.css\")", "address", "The address of `assets/style.css`, with its fingerprint."),
    callable("absolute", "absolute(url)", "address", "An address with the host before it; in mails all have to be so."),
    callable("url", "url(\"/favicon.svg\")", "address", "An address on this host, with the base path."),
    callable("n_of", "n_of(n, \"letters\")", "text", "The counted form, from `plurals` in the strings."),
    callable(
        "latest",
        "latest(\"letters\", 5)",
        "list of pages",
        "The newest pages of `letters`, `briefs` or `newsletters` in the language of the page.",
    ),
    callable("plain", "plain(html)", "text", "The text of the body of a mail, for `.txt` layouts."),
    callable("wrap", "wrap(text)", "text", "A text in lines of 72 columns, for `.txt` layouts."),
    callable(
        "underline",
        "underline(text, \"=\")",
        "text",
        "A heading in lines, with marks under it, for `.txt` layouts.",
    ),
    callable("range", "range(1, 10, 2)", "list of numbers", "The numbers from one to before another, by steps."),
    callable("dict", "dict(a=1, b=2)", "map", "A map of these values."),
    callable(
        "namespace",
        "namespace(found=false)",
        "map",
        "Values that can be set within a loop and read after it: `{% set ns.found = true %}`.",
    ),
    callable("debug", "debug(x)", "text", "What a value is made of, while you write a layout."),
];

/// The names of all functions.
pub(in crate::render) static FUNCTION_NAMES: [&str; FUNCTIONS.len()] = names_of(&FUNCTIONS);

/// Returns the names of what is declared, in order.
pub(super) const fn names_of<const N: usize>(declared: &[Callable; N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut at = 0;
    while at < N {
        names[at] = declared[at].name;
        at += 1;
    }
    names
}
