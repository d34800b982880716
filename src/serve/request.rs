//! Requests: what a browser asks for, judged before anything is looked up.
//!
//! Takes the head of a request as it came; gives a [`Request`] with a decoded path, or the [`Refusal`] that answers it.
//! Promises: a request is answered from the site only if its `Host`, and its `Origin` where it has one, are this
//! server's own, and if it brings the token where it came from another machine; paths are percent-decoded exactly once,
//! and one that would decode further is refused.

use super::lan::Lan;
use super::status::Status;

/// How many header fields a request may have.
const HEADERS_LIMIT: usize = 64;
/// The longest request target, in bytes.
const TARGET_LIMIT: usize = 8 * 1024;

/// Where a connection came in.
#[derive(Clone, Copy)]
pub(super) struct Entrance<'a> {
    /// The port.
    pub(super) port: u16,
    /// The door for other machines, if it came in there.
    pub(super) lan: Option<&'a Lan>,
}

/// Who asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sender {
    /// A browser on this machine.
    #[default]
    Home,
    /// A browser of the network that has the token.
    Known,
    /// A browser of the network that hands the token over.
    New,
}

/// A request that may be answered.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// The decoded path, beginning with `/`.
    pub(super) path: String,
    /// Who asks.
    pub(super) sender: Sender,
    /// Whether only the head of the answer is wanted.
    pub(super) head_only: bool,
    /// The value of `If-None-Match`.
    pub(super) if_none_match: Option<String>,
    /// The value of `Range`.
    pub(super) range: Option<String>,
    /// The value of `If-Range`.
    pub(super) if_range: Option<String>,
}

/// Why a request is not answered from the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The status of the answer.
    pub(super) status: Status,
    /// The reason, in words that tell nothing of the site.
    pub(super) why: &'static str,
}

/// Returns a refusal.
fn refuse<T>(status: Status, why: &'static str) -> Result<T, Refusal> {
    Err(Refusal { status, why })
}

/// Reads the head of a request.
pub(super) fn parse_request(head: &[u8], entrance: Entrance<'_>) -> Result<Request, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_LIMIT];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(head) {
        Ok(httparse::Status::Complete(length)) if length == head.len() => {}
        Ok(httparse::Status::Complete(_)) => return refuse(Status::BadRequest, "something follows the request"),
        Ok(httparse::Status::Partial) => return refuse(Status::BadRequest, "the request is not complete"),
        Err(httparse::Error::TooManyHeaders) => {
            return refuse(Status::HeadersTooLarge, "the request has too many headers");
        }
        Err(_) => return refuse(Status::BadRequest, "the request is malformed"),
    }
    let headers = Headers(parsed.headers);
    check_sender(&headers, entrance)?;
    let target = parsed.path.unwrap_or_default();
    let sender = check_token(&headers, target, entrance)?;
    let head_only = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return refuse(Status::MethodNotAllowed, "only GET and HEAD are answered"),
    };
    if headers.one("content-length")?.is_some_and(|length| length != "0") || headers.one("transfer-encoding")?.is_some()
    {
        return refuse(Status::BadRequest, "the request has a body");
    }
    let path = decode_target(target)?;
    let text = |name| headers.one(name).ok().flatten().map(str::to_owned);
    let (if_none_match, range, if_range) = (text("if-none-match"), text("range"), text("if-range"));
    Ok(Request { path, sender, head_only, if_none_match, range, if_range })
}

/// The header fields of a request.
struct Headers<'a>(&'a [httparse::Header<'a>]);

impl<'a> Headers<'a> {
    /// Returns the value of a field that may stand once.
    fn one(&self, name: &str) -> Result<Option<&'a str>, Refusal> {
        let mut found = self.0.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        let Some(first) = found.next() else { return Ok(None) };
        if found.next().is_some() {
            return refuse(Status::BadRequest, "a header stands twice");
        }
        match std::str::from_utf8(first.value) {
            Ok(value) => Ok(Some(value)),
            Err(_) => refuse(Status::BadRequest, "a header is malformed"),
        }
    }
}

/// Checks that the request was meant for this server and comes from nowhere else.
///
/// A page of another site can make a browser send requests here, also under another name that leads here (DNS
/// rebinding): then `Host` is that name. What proxies add (`X-Forwarded-Host`) is never looked at.
fn check_sender(headers: &Headers<'_>, entrance: Entrance<'_>) -> Result<(), Refusal> {
    let Some(host) = headers.one("host")? else { return refuse(Status::BadRequest, "the request names no host") };
    let well_formed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(well_formed) {
        return refuse(Status::BadRequest, "the host is malformed");
    }
    let is_own = match entrance.lan {
        None => is_own_host(host, entrance.port),
        Some(lan) => host == lan.host(entrance.port),
    };
    if !is_own {
        return refuse(Status::Forbidden, "this server is asked under a name that is not its own");
    }
    if headers.one("origin")?.is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return refuse(Status::Forbidden, "another site asks");
    }
    // Browsers that say so are believed; those that do not have been judged by `Host` and `Origin` already.
    let foreign = headers.one("sec-fetch-site")?.is_some_and(|site| matches!(site, "cross-site" | "same-site"));
    if foreign && headers.one("sec-fetch-mode")? != Some("navigate") {
        return refuse(Status::Forbidden, "another site asks");
    }
    Ok(())
}

/// Returns who asks; on the door for other machines, nobody is heard without the token.
///
/// It comes before everything else that could tell one address or method from another.
fn check_token(headers: &Headers<'_>, target: &str, entrance: Entrance<'_>) -> Result<Sender, Refusal> {
    let Some(lan) = entrance.lan else { return Ok(Sender::Home) };
    let query = target.split_once('?').map_or("", |(_, query)| query);
    if lan.is_in_query(query) {
        return Ok(Sender::New);
    }
    match headers.one("cookie")?.is_some_and(|cookies| lan.is_in_cookies(cookies, entrance.port)) {
        true => Ok(Sender::Known),
        false => refuse(Status::Forbidden, "this preview opens with the link that its terminal shows"),
    }
}

/// Tells whether a host is this server's own name and port.
fn is_own_host(host: &str, port: u16) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| match host.strip_prefix(name) {
        // Browsers leave the port of the scheme away.
        Some("") => port == 80,
        Some(rest) => rest.strip_prefix(':') == Some(port.to_string().as_str()),
        None => false,
    })
}

/// Returns the decoded path of a request target; the query is ignored.
fn decode_target(target: &str) -> Result<String, Refusal> {
    if target.len() > TARGET_LIMIT {
        return refuse(Status::TargetTooLong, "the address is too long");
    }
    if !target.starts_with('/') || !target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#') {
        return refuse(Status::BadRequest, "the address is malformed");
    }
    let path = target.split('?').next().unwrap_or_default();
    let lower = path.to_ascii_lowercase();
    if ["%2f", "%5c", "%00"].iter().any(|code| lower.contains(code)) {
        return refuse(Status::NotFound, "no address holds an encoded separator");
    }
    let Some(decoded) = decode_percent(path) else { return refuse(Status::BadRequest, "the address is malformed") };
    let lower = decoded.to_ascii_lowercase();
    if ["%2e", "%2f", "%5c", "%00", "%25"].iter().any(|code| lower.contains(code)) {
        return refuse(Status::NotFound, "no address is encoded twice");
    }
    Ok(decoded)
}

/// Decodes percent-encoding exactly once; nothing if it is malformed or no UTF-8.
fn decode_percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|byte| char::from(byte).to_digit(16));
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asserts what a target decodes to, or the status it is refused with.
    fn check(target: &str, expected: Result<&str, Status>) {
        let result = decode_target(target).map_err(|refusal| refusal.status);
        assert_eq!(
            result.as_deref().map_err(|status| *status),
            expected.as_deref().map_err(|status| *status),
            "{target}"
        );
    }

    #[test]
    fn targets_are_decoded_exactly_once() {
        check("/letters/upr-49/", Ok("/letters/upr-49/"));
        check("/caf%C3%A9/?x=%00", Ok("/café/"));
        check("/50%25/", Ok("/50%/"));
        check("/%2e%2e/x", Ok("/../x"));
        check("/%252e%252e%252fx", Err(Status::NotFound));
        check("/..%2fx", Err(Status::NotFound));
        check("/a%5Cb", Err(Status::NotFound));
        check("/a%00b", Err(Status::NotFound));
        check("/a%zz", Err(Status::BadRequest));
        check("/a%4", Err(Status::BadRequest));
        check("/%ff", Err(Status::BadRequest));
        check("/a#b", Err(Status::BadRequest));
        check("http://localhost/", Err(Status::BadRequest));
        check("*", Err(Status::BadRequest));
    }

    #[test]
    fn only_own_names_are_hosts() {
        for host in ["localhost:3030", "127.0.0.1:3030", "[::1]:3030"] {
            assert!(is_own_host(host, 3030), "{host}");
        }
        for host in
            ["localhost", "localhost:3031", "localhost:03030", "localhost.evil:3030", "127.0.0.2:3030", "::1:3030"]
        {
            assert!(!is_own_host(host, 3030), "{host}");
        }
        assert!(is_own_host("localhost", 80));
    }
}
