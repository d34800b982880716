//! Pages as the preview shows them: with its script, and a policy that lets it run.
//!
//! Takes the bytes of a page; gives them with one more element before the end of the body. Nothing of this is ever
//! in what `build` writes.

use super::answer::{self, Answer, tag_of};
use super::status::Status;
use crate::html::escaped;

/// How the policy of a page begins, in the element that holds it.
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
/// What the preview needs of a policy: its script, its requests to this server, its style.
const NEEDED: [&str; 3] = ["script-src", "connect-src", "style-src"];

/// Returns a page with the script of the preview in it.
///
/// The script is told the fingerprint of the page as it was built: when a new build leaves the page as it is, there is
/// nothing to load. `marks` are attributes that say more of it.
pub(super) fn with_preview(bytes: &[u8], marks: &str) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let script = format!("<script src=\"/_demarche/preview.js\" data-page={}{marks} defer></script>\n", tag_of(bytes));
    let end = text.rfind("</body>").unwrap_or(text.len());
    let mut out = String::with_capacity(text.len() + script.len() + 100);
    // Only the head of a page has a policy; the words may stand in an article too.
    let head_end = text.find("<body").unwrap_or(end).min(end);
    push_with_policy(&mut out, &text[..head_end]);
    out.push_str(&text[head_end..end]);
    out.push_str(&script);
    out.push_str(&text[end..]);
    out.into_bytes()
}

/// Returns a page whose absolute addresses of this site begin with another base, and nothing where it has none.
pub(super) fn with_base(bytes: &[u8], from: &str, to: &str) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.contains(from).then(|| text.replace(from, to).into_bytes())
}

/// Appends the head of a page, with a policy that lets the preview work.
fn push_with_policy(out: &mut String, head: &str) {
    let found = head.find(POLICY).map(|at| at + POLICY.len());
    let range = found.and_then(|start| head[start..].find('"').map(|length| start..start + length));
    match range {
        None => out.push_str(head),
        Some(range) => {
            out.push_str(&head[..range.start]);
            out.push_str(&allow_preview(&head[range.clone()]));
            out.push_str(&head[range.end..]);
        }
    }
}

/// Returns a policy (Content Security Policy Level 3) under which the preview works, as strict as before otherwise.
fn allow_preview(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy.split(';').map(|part| part.split_whitespace().collect()).collect();
    directives.retain(|words: &Vec<&str>| !words.is_empty());
    let fallback = directives.iter().find(|words| words[0] == "default-src").map(|words| words[1..].to_vec());
    for name in NEEDED {
        match (directives.iter_mut().find(|words| words[0] == name), &fallback) {
            (Some(words), _) => allow_self(words),
            (None, Some(sources)) => {
                let mut words = [&[name][..], sources].concat();
                allow_self(&mut words);
                directives.push(words);
            }
            // Nothing is said of it, so all is allowed.
            (None, None) => {}
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

/// Adds the page's own origin to the sources of a directive.
fn allow_self(words: &mut Vec<&str>) {
    words.retain(|word| *word != "'none'");
    if !words.contains(&"'self'") {
        words.push("'self'");
    }
}

/// Returns the server's own page, for as long as there was no good build; without a report one goes on.
pub(super) fn waiting(report: &str) -> Answer {
    let (title, until) = match report {
        "" => ("The site is being built", "it is made"),
        _ => ("The site cannot be built yet", "what is wrong is mended"),
    };
    let text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/_demarche/preview.css\">\n</head>\n<body class=\"waiting\">\n<main>\n\
         <h1>{title}</h1>\n<p>This page becomes the site as soon as {until}.</p>\n\
         <pre>{}</pre>\n</main>\n<script src=\"/_demarche/preview.js\" data-page=\"\" defer></script>\n</body>\n</html>\n",
        escaped(report)
    );
    answer::own(Status::Unavailable, "text/html; charset=utf-8", text.into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_gains_what_the_preview_needs_and_no_more() {
        let check = |policy: &str, expected: &str| assert_eq!(allow_preview(policy), expected);
        check(
            "default-src 'none'; img-src 'self'; style-src 'self'",
            "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'",
        );
        check("default-src 'self'", "default-src 'self'; script-src 'self'; connect-src 'self'; style-src 'self'");
        check("script-src 'none';", "script-src 'self'");
        check("", "");
    }

    #[test]
    fn script_comes_before_the_end_of_the_body() {
        let check = |page: &str, before: &str| {
            let served = String::from_utf8(with_preview(page.as_bytes(), " data-at=\"x\"")).expect("text");
            assert!(served.starts_with(before), "{served}");
            assert!(
                served[before.len()..].starts_with("<script src=\"/_demarche/preview.js\" data-page=\""),
                "{served}"
            );
        };
        check("<body><p>x</p></body></html>", "<body><p>x</p>");
        check("<p>x</p>", "<p>x</p>");
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\">";
        check(
            &format!("<head>{policy}</head><body>{policy}</body>"),
            &format!("<head>{}</head><body>{policy}", policy.replace("none", "self")),
        );
    }
}
