//! Mistakes in addresses, and in the raw HTML that a site allows.

use crate::address::AddressFault;
use crate::diag::{Diagnostic, Severity, Span};

/// An address outside of this site that leads nowhere.
pub fn bad_address(span: Span, dest: &str, fault: &AddressFault) -> Diagnostic {
    Diagnostic::error("bad-address", format!("the address `{dest}` {}", fault.told()), span).hint(fault.remedy())
}

/// An address that holds a character nobody sees.
pub fn unseen_in_address(span: Span, dest: &str, c: char) -> Diagnostic {
    let shown = with_unseen_shown(dest);
    let message = format!("the address `{shown}` holds {}", named(c));
    let mut encoded = String::new();
    crate::route::push_percent_encoded(&mut encoded, c.encode_utf8(&mut [0; 4]));
    Diagnostic::error("unseen-character", message, span)
        .hint(format!("remove it; where it is meant, write `{encoded}`"))
}

/// An id that holds a character nobody sees.
pub fn unseen_in_id(span: Span, id: &str, c: char) -> Diagnostic {
    let message = format!("the id `{}` holds {}", with_unseen_shown(id), named(c));
    Diagnostic::error("unseen-character", message, span).hint("remove it; links could not name the id otherwise")
}

/// An address that a layout or a style sheet has written out, at which nothing stands.
pub fn dead_address(span: Span, address: &str) -> Diagnostic {
    const WHOLE: &str =
        "what another program publishes on this host is named by its whole address, as in `https://example.org/x/`";
    let found = Diagnostic::warning("dead-address", format!("nothing stands at `{address}`"), span);
    found.hint_if(address.starts_with('/').then(|| WHOLE.to_owned()))
}

/// An address in a file that was made, at which nothing stands.
pub fn dead_address_made(span: Option<Span>, route: &str, address: &str, layout: Option<&str>) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: "dead-address",
        message: format!("`{route}` leads to `{address}`, and nothing stands there"),
        span,
        also: Vec::new(),
        hints: Vec::new(),
    }
    .hint_if(
        layout.map(|layout| format!("the address is made by `layouts/{layout}.html`, or by a layout that it uses")),
    )
}

/// Returns what is told of many mistakes of one kind, with the number of those that are left out.
pub fn with_rest(mut told: Vec<Diagnostic>, more: usize) -> Vec<Diagnostic> {
    if let Some(last) = told.last_mut().filter(|_| more > 0) {
        last.hints.push(format!("{more} more addresses lead nowhere"));
    }
    told
}

/// Returns the hint at a character in the name of a file that nobody sees.
pub fn unseen_hint(c: char) -> String {
    format!("it holds {}; remove it", named(c))
}

/// Returns a character that nobody sees, in words.
pub(super) fn named(c: char) -> String {
    let what = match c {
        '\u{ad}' => "a soft hyphen",
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        '\u{200b}' | '\u{feff}' | '\u{2060}' => "a space without width",
        '\u{200c}' | '\u{200d}' | '\u{34f}' => "an invisible joiner",
        '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            "an invisible mark that chooses the form of a letter"
        }
        c if crate::disguise::is_unseen(c) && !crate::route::is_bidi_control(c) => "an invisible character",
        _ => "an invisible mark of direction",
    };
    format!("{what} (U+{:04X})", c as u32)
}

/// Returns a text with the characters that nobody sees as their numbers.
pub(super) fn with_unseen_shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match crate::address::is_unseen(c) {
            true => shown.push_str(&format!("[U+{:04X}]", c as u32)),
            false => shown.push(c),
        }
    }
    shown
}

/// A picture in raw HTML without a description.
pub fn missing_alt_in_html(span: Span, src: &str) -> Diagnostic {
    Diagnostic::error("missing-alt", format!("the image `{src}` has no alternative text"), span)
        .hint("say what it shows: `alt=\"Delegates in the hall\"`; `alt=\"\"` for an ornament (WCAG 2.2, 1.1.1)")
}

/// An element of raw HTML that is left out.
pub fn element_left_out(span: Span, name: &str, count: usize) -> Diagnostic {
    let hint = match name {
        "iframe" | "frame" | "frameset" | "embed" | "object" | "param" | "video" | "audio" | "track" => {
            "readers would be seen by whoever serves it; write a link: `[The statement (video)](https://…)`"
        }
        "form" | "input" | "button" | "select" | "option" | "textarea" | "label" | "fieldset" | "legend" => {
            "pages have no forms; write a link to the page that has one"
        }
        "svg" => "save the drawing as a file beside the page: `![What it shows](drawing.svg)`",
        "math" => "write the formula in words, or as a picture: `![What it says](formula.svg)`",
        "script" | "noscript" => "pages run no programs of their texts; write what readers should see",
        "style" | "link" => "styles stand in `layouts/assets/style.css`; texts can name them by `class`",
        "img" => "name its file: `src=\"hall.jpg\"`",
        "picture" | "source" => "write one picture: `![What it shows](hall.jpg)`",
        "?" | "!" => "remove it; what readers should see stands outside of it",
        _ => "take it out, or write what it shows in Markdown; the words in it stay",
    };
    let shown = match name {
        "?" => "an instruction, `<?…>`,".to_owned(),
        "!" => "a declaration, `<!…>`,".to_owned(),
        name => format!("`<{name}>`"),
    };
    let message = format!("{shown} is left out{}", in_all(count));
    Diagnostic::warning("html-left-out", message, span).hint(hint)
}

/// An attribute of an element of raw HTML that is left out.
pub fn attribute_left_out(span: Span, name: &str, element: &str, count: usize) -> Diagnostic {
    let hint = match (name, element) {
        (name, _) if name.starts_with("on") => "pages run no programs of their texts; take it out",
        ("style" | "color" | "bgcolor" | "face", _) => {
            "styles stand in `layouts/assets/style.css`; name one there with `class`"
        }
        ("width" | "height" | "srcset" | "sizes", "img") => {
            "take it out; a picture is shown in its own size, no wider than the text"
        }
        ("target", _) => "take it out; readers choose themselves where a link opens",
        ("cite", _) => "begin it with `https://`, or write a link",
        _ => "take it out",
    };
    let message = format!("`{name}` of `<{element}>` is left out{}", in_all(count));
    Diagnostic::warning("html-left-out", message, span).hint(hint)
}

/// Returns how often something stands in a file, where it is more than once.
fn in_all(count: usize) -> String {
    match count {
        1 => String::new(),
        count => format!(", {count} times in this file"),
    }
}
