//! Mistakes in `content/redirects.csv`.

use crate::csv::Fault;
use crate::diag::{Diagnostic, Span};

/// A file that is not in UTF-8.
pub fn csv_not_utf8(span: Span) -> Diagnostic {
    Diagnostic::error("csv-not-utf8", "the file is not in UTF-8", span).hint("save it once more as \"CSV UTF-8\"")
}

/// A row that cannot be read.
pub fn bad_csv(span: Span, fault: &Fault) -> Diagnostic {
    let (message, hint) = match fault {
        Fault::NotClosed => {
            ("a quotation mark is not closed", "close it, or write it twice where it is part of the text")
        }
        Fault::BehindQuote => (
            "something stands behind the closing quotation mark",
            "put a comma between, or write the mark twice where it is part of the text",
        ),
    };
    Diagnostic::error("bad-csv", message, span).hint(hint)
}

/// A first line that does not name the columns.
pub fn redirects_head(span: Span) -> Diagnostic {
    Diagnostic::error("redirects-head", "the first line does not name the two columns, `from` and `to`", span)
        .hint("write `from,to` above the first address, and no other column")
}

/// A row with more or fewer values than two.
pub fn redirect_row(span: Span, length: usize) -> Diagnostic {
    let word = if length == 1 { "value" } else { "values" };
    Diagnostic::error("redirect-row", format!("the row has {length} {word}, and not two"), span)
        .hint("write the old address, a comma and the new one; an address with a comma stands between quotation marks")
}

/// An old address that cannot be one.
pub fn bad_redirect_from(span: Span, text: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-redirect-from", format!("`{text}` cannot be redirected: {why}"), span)
        .hint("write one old address of the site, such as `/2019/letter/` or `https://old.example.org/2019/letter/`")
}

/// A new address that cannot be one.
pub fn bad_redirect_to(span: Span, text: &str) -> Diagnostic {
    let message = match text.is_empty() {
        true => "nothing says where the old address leads".to_owned(),
        false => format!("an old address cannot lead to `{text}`"),
    };
    Diagnostic::error("bad-redirect-to", message, span)
        .hint("write a page by its path from `content/`, such as `letters/upr-49.md`, an address of this site, `/letters/`, or one that begins with `https://`")
}

/// Two old addresses that are one.
pub fn redirect_twice(span: Span, text: &str, first: Span) -> Diagnostic {
    Diagnostic::error("redirect-twice", format!("`{text}` is redirected twice"), span)
        .also(first, "first here")
        .hint("remove one of the two rows; capitals, the last slash and the encoding make no difference")
}

/// Redirects that lead round.
pub fn redirect_loop(span: Span, from: &str, to: Span) -> Diagnostic {
    Diagnostic::error("redirect-loop", format!("`{from}` leads round, and never to a page"), span)
        .also(to, "by way of this")
        .hint("let it lead to a page")
}

/// A redirect to a page that does not exist.
pub fn redirect_to_no_page(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error("redirect-to-nowhere", format!("there is no page `{path}`"), span)
        .hint("name it by its path from `content/`, such as `letters/upr-49.md`")
}

/// A redirect to an address at which nothing stands.
pub fn redirect_to_nowhere(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error("redirect-to-nowhere", format!("nothing stands at `{path}`"), span)
        .hint("name the page by its path from `content/`; the redirect then follows it")
}

/// A redirect to a page that is not published.
pub fn redirect_to_hidden(span: Span, to: &str, reason: &str) -> Diagnostic {
    Diagnostic::error("redirect-to-hidden", format!("`{to}` is {reason}, so nothing may lead there"), span)
        .hint("take the row out until the page is published")
}

/// A redirect at the address of something else.
pub fn redirect_onto(span: Span, route: &str, other: &str) -> Diagnostic {
    Diagnostic::error("redirect-onto", format!("`{route}` is an address of this site: it is {other}"), span)
        .hint("take the row out; nothing is redirected where something stands")
}

/// Old addresses that no page can answer.
pub fn redirects_of_hosts(span: Span, count: usize) -> Diagnostic {
    let (addresses, work) = if count == 1 { ("address", "works") } else { ("addresses", "work") };
    Diagnostic::warning(
        "redirects-of-hosts",
        format!(
            "{count} old {addresses} with a query or the name of a file {work} only where the host reads `_redirects`"
        ),
        span,
    )
    .hint("Netlify reads all of them, Cloudflare Pages those without a query; other hosts answer that there is no page")
}
