//! Mistakes in `site.yaml`.

use super::listed;
use crate::address::normalised;
use crate::diag::{Diagnostic, Span};

/// There is no `site.yaml`.
pub fn no_site_file(path: &std::sync::Arc<str>) -> Diagnostic {
    Diagnostic::error("no-site-file", format!("there is no `{path}`"), Span::whole(path))
        .hint("`demarche new site DIR` makes a site to begin with")
}

/// A language tag that is none.
pub fn bad_language(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-language", format!("`{text}` is not the code of a language"), span)
        .hint("write `en`, `fr`, `ar`, `pt-BR`")
}

/// A language in a file's name that the site does not have.
pub fn unknown_language(span: Span, lang: &str, known: &[String]) -> Diagnostic {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Diagnostic::error(
        "unknown-language",
        format!("the file name says the language is `{lang}`, which the site does not have"),
        span,
    )
    .hint(format!("add it to `languages:` in `content/site.yaml`, which has {}", listed(&known)))
}

/// A base address that is none.
pub fn bad_base_url(span: Span, text: &str) -> Diagnostic {
    let is_web = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    let hint = match is_web.then(|| normalised(text)) {
        // What browsers would make of it, such as the name of a host in ASCII.
        Some(Ok(url)) if !url.contains(['@', '?', '#']) && url != text => format!("write `{url}`"),
        Some(Err(fault)) => fault.remedy().to_owned(),
        _ if has_host(text) => format!("put `https://` before it: `https://{}`", text.trim_start_matches('/')),
        _ => "write it like `https://example.org/`".to_owned(),
    };
    Diagnostic::error("bad-base-url", format!("`{text}` is not the address of a site"), span).hint(hint)
}

/// A time zone that is not known.
pub fn unknown_time_zone(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("unknown-time-zone", format!("there is no time zone `{text}`"), span)
        .hint("write it by continent and city, such as `Europe/Zurich`")
}

/// A `security.txt` that holds no more.
pub fn security_expired(span: Span) -> Diagnostic {
    Diagnostic::warning("security-expired", "`security.txt` has expired, so nobody goes by it", span)
        .hint("see whether the addresses are right still, and write a day within a year from now")
}

/// An e-mail address that is none.
pub fn bad_email(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-email", format!("`{text}` is not an e-mail address"), span)
        .hint("write it like `office@example.org`")
}

/// A web address that is none.
pub fn bad_url(span: Span, text: &str) -> Diagnostic {
    let hint = match has_host(text) {
        true => format!("put `https://` before it: `https://{}`", text.trim_start_matches('/')),
        false => "it begins with `https://`".to_owned(),
    };
    Diagnostic::error("bad-url", format!("`{text}` is not a web address"), span).hint(hint)
}

/// Tells whether a text is a web address that lacks its beginning: a name with a dot, perhaps a path.
fn has_host(text: &str) -> bool {
    let host = text.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or("");
    let parts: Vec<&str> = host.split('.').collect();
    let good = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    parts.len() > 1
        && parts.iter().all(good)
        && parts.last().is_some_and(|last| last.len() > 1 && last.chars().all(char::is_alphabetic))
        && !text.contains(char::is_whitespace)
}

/// What stands twice in a list, perhaps in other capitals; without a text where it is more than one.
pub fn listed_twice(span: Span, text: &str, first: Span) -> Diagnostic {
    let what = if text.is_empty() || text.contains('\n') { "the same".to_owned() } else { format!("`{text}`") };
    Diagnostic::error("listed-twice", format!("{what} stands twice in this list"), span)
        .also(first, "first here")
        .hint("remove one of the two")
}

/// A colour that is none.
pub fn bad_colour(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-colour", format!("`{text}` is not a colour"), span)
        .hint("write it like \"#1d5c72\", between quotes")
}

/// A colour that YAML takes for a comment.
pub fn colour_is_comment(span: Span) -> Diagnostic {
    Diagnostic::error("bad-colour", "there is no colour here: what follows a `#` is a comment", span)
        .hint("write it like \"#1d5c72\", between quotes")
}

/// A colour on which, or in which, something cannot be read.
pub fn unreadable_colour(
    span: Span,
    what: &str,
    (colour, ground): (&str, &str),
    (found, wanted): (f64, f64),
) -> Diagnostic {
    // Rounded down, so that what is too little never looks like enough.
    let found = (found * 100.0).floor() / 100.0;
    let message = format!("{what} `{colour}` on `{ground}`: a contrast of {found}:1, and {wanted}:1 is needed");
    Diagnostic::warning("unreadable-colour", message, span)
        .hint("take a colour that is darker or lighter (WCAG 2.2, 1.4.3 and 1.4.11)")
}

/// A logo of which most has the colour of what it stands on.
pub fn logo_not_seen(span: Span, src: &str, (paper, is_dark): (&str, bool), has_dark: bool) -> Diagnostic {
    let screen = if is_dark { "dark" } else { "light" };
    let message = format!("most of the logo `{src}` cannot be seen on {screen} screens, where it stands on `{paper}`");
    Diagnostic::warning("logo-not-seen", message, span).hint(match (is_dark, has_dark) {
        (true, false) => "name one for dark screens: `logo: {light: …, dark: …, alt: …}`",
        (true, true) => "take a lighter one as `dark`",
        _ => "take a darker one; a light one is for `dark`",
    })
}

/// A font whose name is not that of a WOFF2.
pub fn no_woff2(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-font", format!("`{text}` is not a font in WOFF2"), span).hint(WOFF2)
}

/// A font that browsers do not take.
pub fn bad_font(span: Span, path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("bad-font", format!("the font `{path}` cannot be used: {why}"), span).hint(WOFF2)
}

/// How one has a font in WOFF2.
const WOFF2: &str = "name a file in WOFF2, as foundries have it for the web, or make one: `woff2_compress font.ttf`";

/// A font that readers wait for.
pub fn large_font(span: Span, path: &str, size: u64, limit: u64) -> Diagnostic {
    let message = format!(
        "the font `{path}` has {} kB, which every reader loads; {} kB do for most",
        size / 1_000,
        limit / 1_000
    );
    Diagnostic::warning("large-font", message, span)
        .hint("leave out the letters of scripts that the site does not write: `pyftsubset font.ttf --unicodes=0-24F,1E00-20CF --layout-features='*' --flavor=woff2`")
}

/// An icon that is neither a drawing nor a PNG.
pub fn bad_favicon(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error("bad-favicon", format!("`{text}` is neither an SVG nor a PNG"), span)
        .hint("browsers show a square drawing, `favicon: icon.svg`, or a square picture of 180 pixels or more, `favicon: icon.png`")
}

/// An address of statistics that no policy can name.
pub fn statistics_not_secure(span: Span, url: &str) -> Diagnostic {
    Diagnostic::error("statistics-not-secure", format!("pages cannot load `{url}`"), span)
        .hint("the address begins with `https://` and has no `;`, `,` or quotation mark in its path, no `*` or `@` in its host")
}

/// An attribute that the script of statistics cannot have.
pub fn statistics_attribute(span: Span, name: &str) -> Diagnostic {
    let message = format!("`{}` cannot be an attribute of the script", name.escape_debug());
    Diagnostic::error("statistics-attribute", message, span)
        .hint("attributes begin with `data-`, as in `data-domain: example.org`")
}

/// Statistics of which no page tells.
pub fn statistics_untold(span: Span, host: &str) -> Diagnostic {
    Diagnostic::warning("statistics-untold", format!("pages load a script of `{host}`, and none tells readers"), span)
        .hint("put a block `::: privacy` into the page that says what becomes of data: it says what pages load")
}

/// A host of players that is none; `meant` is the one in it.
pub fn embed_host(span: Span, text: &str, meant: Option<&str>) -> Diagnostic {
    let hint = match meant {
        Some(host) => format!("write the host alone, in small letters: `{host}`"),
        None => "write a host, such as `player.vimeo.com`".to_owned(),
    };
    Diagnostic::error("embed-host", format!("`{}` is no host", text.escape_debug()), span).hint(hint)
}

/// A host of players that no film uses.
pub fn embed_unused(span: Span, host: &str) -> Diagnostic {
    Diagnostic::warning("embed-unused", format!("no block `video` has a `player` of `{host}`"), span)
        .hint("take the host out, so that pages allow no more than they show")
}

/// Players of which no page tells.
pub fn embed_untold(span: Span, host: &str) -> Diagnostic {
    let message =
        format!("pages show players of `{host}` to those who ask for it, and none tells readers what that means");
    Diagnostic::warning("embed-untold", message, span).hint(
        "put a block `::: privacy` into the page that says what becomes of data: it says what is loaded, and when",
    )
}
