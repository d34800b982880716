//! Mistakes in addresses, and in the raw HTML that a site allows.

use crate::address::AddressFault;
use crate::diag::{Diagnostic, Span};

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

/// Returns a character that nobody sees, in words.
pub(super) fn named(c: char) -> String {
    let what = match c {
        '\u{ad}' => "a soft hyphen",
        '\u{a0}' | '\u{202f}' | '\u{2007}' => "a no-break space",
        '\u{200b}' | '\u{feff}' | '\u{2060}' => "a space without width",
        '\u{200c}' | '\u{200d}' => "an invisible joiner",
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
