//! Mistakes in newsletter versions.

use crate::diag::{Diagnostic, Span};

/// What the hints say last: how to do without a newsletter version.
const OFF: &str = "`newsletter: false` in the front matter leaves this page without a newsletter version";

/// Mails are made and carry no postal address.
pub fn missing_postal_address(span: Span) -> Diagnostic {
    let message = "the newsletter versions carry no postal address, which the law of many countries asks for";
    Diagnostic::warning("missing-postal-address", message, span)
        .hint("add `address:` with its lines, or `mail: false` to make no newsletter versions")
}

/// A title that is too long for a subject line, where no other is named.
pub fn long_subject(span: Span, length: usize, limit: usize) -> Diagnostic {
    let message = format!("as a subject line this title is too long: {length} characters, of which {limit} are shown");
    Diagnostic::warning("long-subject", message, span).hint("name a shorter one: `newsletter: {subject: …}`").hint(OFF)
}

/// A subject line of a letter or brief that is too long.
pub fn mail_subject_too_long(span: Span, length: usize, limit: usize) -> Diagnostic {
    let message = format!("the subject line has {length} characters; at most {limit} fit");
    Diagnostic::error("mail-subject-too-long", message, span).hint("give a shorter `newsletter.subject:`")
}

/// A picture that no mail program shows.
pub fn picture_not_in_mail(span: Span, path: &str, format: &str) -> Diagnostic {
    let message = format!("mail programs do not show {format} pictures; in mails `{path}` is a link");
    Diagnostic::warning("picture-not-in-mail", message, span).hint("use a JPEG or PNG, or leave it at that").hint(OFF)
}

/// A colour that cannot be read as text in mails.
pub fn low_contrast(span: Span, colour: &str, ground: &str, contrast: f64, instead: &str) -> Diagnostic {
    let message = format!("text in `{colour}` on `{ground}` has a contrast of {contrast:.1}:1; reading takes 4.5:1");
    Diagnostic::warning("low-contrast", message, span)
        .hint(format!("in mails `{instead}` stands for it; name that one"))
}

/// A mail that is on its way to being cut off.
pub fn mail_heavy(span: Span, bytes: usize) -> Diagnostic {
    let message =
        format!("the newsletter version has {} kB; Gmail cuts off what comes after 100", bytes.div_ceil(1_000));
    Diagnostic::warning("mail-heavy", message, span).hint("shorten the text, or split it into two pages").hint(OFF)
}

/// A mail that would be cut off.
pub fn mail_too_large(span: Span, bytes: usize) -> Diagnostic {
    let message =
        format!("the newsletter version has {} kB; Gmail cuts off what comes after 100", bytes.div_ceil(1_000));
    Diagnostic::error("mail-too-large", message, span).hint("shorten the text, or split it into two pages").hint(OFF)
}

/// Something that a finished mail should not have; it comes from a layout.
pub fn mail_fault(span: Span, layout: &str, what: &str, remedy: &str) -> Diagnostic {
    let message = format!("the newsletter version made by `layouts/{layout}.html` has {what}");
    Diagnostic::warning("mail-fault", message, span).hint(remedy.to_owned())
}

/// A message that cannot name its sender.
pub fn no_sender(span: Span, why: &str) -> Diagnostic {
    Diagnostic::error("no-sender", format!("the message cannot name its sender: {why}"), span)
        .hint("give an address: `mail: {from: office@example.org}` in `content/site.yaml`")
}
