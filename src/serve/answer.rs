//! Answers: a status, header fields and a body.
//!
//! Takes what is to be said; gives the bytes that are sent. Promises: every answer, also one to nonsense, carries the
//! header fields that keep other sites from reading, framing or guessing at it, and none that lets them.

use std::sync::Arc;

use twox_hash::XxHash3_128;

use super::request::{Refusal, Request, Sender};
use super::status::Status;
use crate::html::escaped;
use crate::policy::{NOTHING, PREVIEW_FILE, PREVIEW_PAGE};
use crate::spill::Spilled;

/// What stands in every answer.
///
/// There is no `Access-Control-…` among them: no other site may read anything here.
const ALWAYS: &str = "X-Content-Type-Options: nosniff\r\n\
    Cross-Origin-Resource-Policy: same-origin\r\n\
    Cross-Origin-Opener-Policy: same-origin\r\n\
    X-Frame-Options: DENY\r\n\
    Referrer-Policy: no-referrer\r\n\
    Connection: close\r\n";
/// The body of an answer.
#[derive(Clone, Debug)]
pub(super) enum Body {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// A file of the site, or a part of it.
    File(Spilled, std::ops::Range<usize>),
    /// The events, for as long as the browser listens.
    Events,
}

/// One answer.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// The head, up to and with the empty line.
    pub(super) head: String,
    /// The body; not sent where only the head was asked for.
    pub(super) body: Body,
}

/// Returns the head of an answer.
fn head(status: Status, fields: &[(&str, &str)]) -> String {
    let mut head = format!("HTTP/1.1 {}\r\n{ALWAYS}", status.line());
    for (name, value) in fields {
        // Values are the program's own or percent-encoded, and hold no line break.
        debug_assert!(!value.contains(['\r', '\n']));
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head
}

/// Returns the answer that refuses a request, in a word that tells nothing of the site.
pub(super) fn refusal(refusal: Refusal) -> Answer {
    let text = format!("{}\n", refusal.why);
    let length = text.len().to_string();
    let mut fields = vec![
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Security-Policy", NOTHING),
        ("Cache-Control", "no-store"),
        ("Content-Length", length.as_str()),
    ];
    if refusal.status == Status::MethodNotAllowed {
        fields.push(("Allow", "GET, HEAD"));
    }
    Answer { head: head(refusal.status, &fields), body: Body::Bytes(text.into_bytes().into()) }
}

/// Returns the answer that opens the stream of events.
pub(super) fn events() -> Answer {
    let fields = [
        ("Content-Type", "text/event-stream; charset=utf-8"),
        ("Content-Security-Policy", NOTHING),
        ("Cache-Control", "no-store"),
    ];
    Answer { head: head(Status::Ok, &fields), body: Body::Events }
}

/// Returns the answer that sends the browser to another address of the site, given as a percent-encoded path.
pub(super) fn redirect(location: &str) -> Answer {
    let fields = [
        ("Location", location),
        ("Content-Security-Policy", NOTHING),
        ("Cache-Control", "no-store"),
        ("Content-Length", "0"),
    ];
    Answer { head: head(Status::TemporaryRedirect, &fields), body: Body::Bytes(Arc::from([])) }
}

/// Returns the answer to a browser that hands the token over: a cookie, and the way on to an address of the site.
///
/// A page that leads on and no redirect: where a link in another site's page was followed, the browser would keep the
/// strict cookie back on every redirect that comes of it, and the author would stand before a closed door.
pub(super) fn welcome(location: &str, cookie: &str) -> Answer {
    let location = escaped(location);
    let text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" \
         content=\"0;url={location}\">\n<title>Preview</title>\n<p><a href=\"{location}\">To the preview</a></p>\n"
    );
    let length = text.len().to_string();
    let fields = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Security-Policy", NOTHING),
        ("Cache-Control", "no-store"),
        ("Set-Cookie", cookie),
        ("Content-Length", &length),
    ];
    Answer { head: head(Status::Ok, &fields), body: Body::Bytes(text.into_bytes().into()) }
}

/// Returns the answer with a part of the preview itself: its script, its style, its list of problems, its own page.
pub(super) fn own(status: Status, content_type: &str, bytes: Arc<[u8]>) -> Answer {
    let policy = if content_type.starts_with("text/html") { PREVIEW_PAGE } else { NOTHING };
    let length = bytes.len().to_string();
    let fields = [
        ("Content-Type", content_type),
        ("Content-Security-Policy", policy),
        ("Cache-Control", "no-store"),
        ("Content-Length", &length),
    ];
    Answer { head: head(status, &fields), body: Body::Bytes(bytes) }
}

/// Returns the answer where a file of the site was made but cannot be read any more.
pub(super) fn unreadable() -> Answer {
    refusal(Refusal {
        status: Status::Failed,
        why: "the preview cannot read this file from the disk any more; start it again",
    })
}

/// Returns the entity tag of some bytes.
pub(super) fn tag_of(bytes: &[u8]) -> String {
    tag(XxHash3_128::oneshot(bytes))
}

/// Returns the entity tag of bytes with a fingerprint.
fn tag(fingerprint: u128) -> String {
    format!("\"{fingerprint:032x}\"")
}

/// Returns the answer with a file of the site, or with the part of it that was asked for, or that it stands as it was.
pub(super) fn file(request: &Request, status: Status, content_type: &str, bytes: Spilled) -> Answer {
    let tag = &*tag(bytes.fingerprint());
    let mut fields = vec![
        ("Content-Type", content_type),
        ("Content-Security-Policy", PREVIEW_FILE),
        // Kept by the author's browser, and asked about each time; no draft stays on another machine.
        ("Cache-Control", if request.sender == Sender::Home { "no-cache" } else { "no-store" }),
        ("ETag", tag),
        ("Accept-Ranges", "bytes"),
    ];
    if status == Status::Ok && request.if_none_match.as_deref().is_some_and(|tags| holds_tag(tags, tag)) {
        return Answer { head: head(Status::NotModified, &fields), body: Body::Bytes(Arc::from([])) };
    }
    let range = request.range.as_deref().filter(|_| status == Status::Ok);
    let range = range.filter(|_| request.if_range.as_deref().is_none_or(|wanted| wanted == tag));
    let total = bytes.len();
    match range.and_then(|text| parse_range(text, total)) {
        None => {
            let length = total.to_string();
            fields.push(("Content-Length", &length));
            Answer { head: head(status, &fields), body: Body::File(bytes, 0..total) }
        }
        Some(Some(part)) => {
            let length = part.len().to_string();
            let place = format!("bytes {}-{}/{total}", part.start, part.end - 1);
            fields.extend([("Content-Length", length.as_str()), ("Content-Range", &place)]);
            Answer { head: head(Status::PartialContent, &fields), body: Body::File(bytes, part) }
        }
        Some(None) => {
            let place = format!("bytes */{total}");
            fields.extend([("Content-Length", "0"), ("Content-Range", &place)]);
            Answer { head: head(Status::RangeNotSatisfiable, &fields), body: Body::Bytes(Arc::from([])) }
        }
    }
}

/// Tells whether a list of entity tags holds this one (RFC 9110, section 13.1.2: weak comparison).
fn holds_tag(tags: &str, tag: &str) -> bool {
    tags.split(',').map(str::trim).any(|found| found == "*" || found.strip_prefix("W/").unwrap_or(found) == tag)
}

/// Reads a single range of bytes (RFC 9110, section 14.1.2): nothing if it is to be ignored, as several ranges are;
/// `Some(None)` if no byte lies in it.
fn parse_range(text: &str, total: usize) -> Option<Option<std::ops::Range<usize>>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| -> Option<usize> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // A number too great to be counted lies behind every end.
        digits.then(|| text.parse().unwrap_or(usize::MAX))
    };
    let range = match (first, last) {
        ("", length) => total.saturating_sub(number(length)?)..total,
        (first, "") => number(first)?..total,
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            first..last.saturating_add(1).min(total)
        }
    };
    Some((range.start < range.end).then_some(range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges_are_read() {
        let check = |text: &str, expected| assert_eq!(parse_range(text, 10), expected, "{text}");
        check("bytes=0-4", Some(Some(0..5)));
        check("bytes=5-", Some(Some(5..10)));
        check("bytes=-3", Some(Some(7..10)));
        check("bytes=-30", Some(Some(0..10)));
        check("bytes=8-99999999999999999999999", Some(Some(8..10)));
        check("bytes=10-", Some(None));
        check("bytes=-0", Some(None));
        check("bytes=4-2", None);
        check("bytes=0-1,3-4", None);
        check("bytes=+1-2", None);
        check("lines=0-1", None);
    }

    #[test]
    fn tags_are_compared_weakly() {
        assert!(holds_tag("\"a\", W/\"b\"", "\"b\""));
        assert!(holds_tag("*", "\"b\""));
        assert!(!holds_tag("\"ab\"", "\"b\""));
    }
}
