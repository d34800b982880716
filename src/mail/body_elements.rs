//! The elements of a page as a mail has them.

use super::markup::Attributes;

/// What stands around the cell of a link that is a button, as in `layouts/newsletter/macros.html`.
pub(super) const BUTTON: (&str, &str) = (
    "<table role=\"presentation\" class=\"button\" cellspacing=\"0\" cellpadding=\"0\" border=\"0\"><tbody>\n<tr>",
    "</td></tr>\n</tbody></table>",
);

/// Returns the class and the name under which an element of a page stands in a mail; no name for one that leaves what it holds.
pub(super) fn written<'a>(name: &'a str, attributes: Attributes<'_>) -> (&'static str, &'a str) {
    match name {
        "figure" => ("figure", "div"),
        "figcaption" if attributes.has_class("words") => ("caption soft", "div"),
        "summary" => ("alert-title", "p"),
        "figcaption" => ("caption soft", "p"),
        "pre" => ("pre", "div"),
        "aside" if attributes.has_class("alert") => ("alert", "div"),
        "p" if attributes.has_class("alert-title") => ("alert-title", "p"),
        "ol" if attributes.has_class("wide") => ("wide", "ol"),
        "h1" => ("", "h2"),
        "strike" => ("", "s"),
        "samp" | "tt" => ("", "code"),
        "var" | "dfn" => ("", "i"),
        "acronym" => ("", "abbr"),
        "section" | "article" | "aside" | "header" | "footer" | "nav" | "details" | "center" => ("", "div"),
        "br" | "hr" => ("", name),
        // What mail programs may not know leaves what it holds.
        _ if closing(name).is_empty() => ("", ""),
        _ => ("", name),
    }
}

/// Returns the tag that closes an element.
pub(super) fn closing(name: &str) -> &'static str {
    match name {
        "div" => "</div>",
        "p" => "</p>",
        "span" => "</span>",
        "li" => "</li>",
        "ul" => "</ul>",
        "ol" => "</ol>",
        "h2" => "</h2>",
        "h3" => "</h3>",
        "h4" => "</h4>",
        "h5" => "</h5>",
        "h6" => "</h6>",
        "dl" => "</dl>",
        "dt" => "</dt>",
        "dd" => "</dd>",
        "blockquote" => "</blockquote>",
        "code" => "</code>",
        "em" => "</em>",
        "strong" => "</strong>",
        "b" => "</b>",
        "i" => "</i>",
        "u" => "</u>",
        "s" => "</s>",
        "del" => "</del>",
        "ins" => "</ins>",
        "sub" => "</sub>",
        "sup" => "</sup>",
        "small" => "</small>",
        "mark" => "</mark>",
        "abbr" => "</abbr>",
        "q" => "</q>",
        "cite" => "</cite>",
        "kbd" => "</kbd>",
        "bdi" => "</bdi>",
        "bdo" => "</bdo>",
        _ => "",
    }
}
