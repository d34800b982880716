//! Ten thousand requests that were spoilt somewhere: each is answered or refused, and the server lives.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;

use super::Preview;

/// How many requests are sent.
const REQUESTS: usize = 10_000;
/// The statuses that a server of this kind gives.
const STATUSES: [u16; 12] = [200, 206, 304, 307, 400, 403, 404, 405, 408, 414, 416, 431];
/// Pieces that mean something to somebody.
const PIECES: [&[u8]; 24] = [
    b"\r\n",
    b"\r\n\r\n",
    b"\n",
    b"\r",
    b"\0",
    b" ",
    b"\t",
    b":",
    b"?",
    b"#",
    b"%",
    b"%2e%2e/",
    b"%00",
    b"../",
    b"//",
    b"\xff\xfe",
    b"HTTP/0.9",
    b"Host: evil.example\r\n",
    b"Range: bytes=0-,-1\r\n",
    b"bytes=18446744073709551615-",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"\xe2\x80\xae",
    b"[::1]",
];

/// Draws numbers, the same ones every time (Knuth's MMIX constants).
struct Draw(u64);

impl Draw {
    /// Returns a number below another one.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    /// Spoils some bytes.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len());
        let end = (at + self.below(12)).min(bytes.len());
        match self.below(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
            1 => bytes.truncate(at),
            2 => _ = bytes.drain(at..end),
            3 => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
            _ => _ = bytes.splice(at..at, PIECES[self.below(PIECES.len())].iter().copied()),
        }
    }
}

/// Returns whole requests of many kinds.
fn whole(port: u16) -> Vec<Vec<u8>> {
    let targets = [
        "/",
        "/letters",
        "/letters/upr-49/?x=1",
        "/caf%C3%A9/",
        "/none",
        "/letters/upr-49/photo.jpg",
        "/newsletter/",
        "/_demarche/problems",
        "/_demarche/newsletter/2/",
        "/_demarche/preview.js",
    ];
    let fields = [
        String::new(),
        format!("Origin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n"),
        "Range: bytes=2-5\r\nIf-Range: \"a\"\r\nAccept: */*\r\n".to_owned(),
        "If-None-Match: \"a\", W/\"b\", *\r\nCookie: demarche-1=x\r\n".to_owned(),
    ];
    let mut requests = Vec::new();
    for (number, target) in targets.iter().enumerate() {
        for (at, fields) in fields.iter().enumerate() {
            let method = if (number + at) % 5 == 4 { "HEAD" } else { "GET" };
            requests.push(format!("{method} {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{fields}\r\n").into_bytes());
        }
    }
    requests
}

#[test]
fn ten_thousand_spoilt_requests_kill_nothing() {
    let preview = Preview::start();
    let requests = whole(preview.port());
    let mut draw = Draw(11);
    let mut answered = 0;
    for number in 0..REQUESTS {
        let mut request = requests[number % requests.len()].clone();
        for _ in 0..=draw.below(4) {
            draw.spoil(&mut request);
        }
        // The stream of events does not end by itself.
        if request.windows(6).any(|window| window == b"events") {
            continue;
        }
        let mut stream = preview.connect();
        let mut reply = Vec::new();
        // A server that has heard enough may close before all is sent, or read.
        let _ = stream.write_all(&request).and_then(|()| stream.shutdown(Shutdown::Write));
        let _ = stream.read_to_end(&mut reply);
        let shown = String::from_utf8_lossy(&request);
        if request.is_empty() {
            continue;
        }
        let head = String::from_utf8_lossy(&reply).into_owned();
        let status = head.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse::<u16>().ok());
        assert!(status.is_some_and(|status| STATUSES.contains(&status)), "{shown:?}: {head}");
        assert!(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"), "{shown:?}: {head}");
        answered += usize::from(status == Some(200));
    }
    // Some are spoilt where it matters to nobody.
    assert!(answered > REQUESTS / 50, "{answered}");
    assert_eq!(preview.get("/").status, 200);
}
