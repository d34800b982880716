//! Attacks on the preview's server, each with what it was learnt from: all are refused, and none learns a word.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

use super::{Preview, Reply, SECRET, read_reply};

/// Requests whose sender is not this machine's own browser at this server's own name: advisory, lines that replace
/// `Host`, and the status.
///
/// `PORT` stands for the server's port.
const SENDERS: &[(&str, &str, u16)] = &[
    ("Vite CVE-2025-24010: DNS rebinding", "Host: evil.example", 403),
    ("Vite CVE-2025-24010: DNS rebinding with the port", "Host: evil.example:PORT", 403),
    ("Vite CVE-2025-24010: foreign origin", "Host: localhost:PORT\r\nOrigin: https://evil.example", 403),
    ("Vite CVE-2025-24010: name that begins like ours", "Host: localhost.evil.example:PORT", 403),
    ("Vite CVE-2025-24010: name that ends like ours", "Host: evil-localhost:PORT", 403),
    (
        "esbuild GHSA-67mh-4wv8-2f99: another port of this machine",
        "Host: localhost:PORT\r\nOrigin: http://localhost:1",
        403,
    ),
    (
        "webpack CVE-2025-30359: script without CORS",
        "Host: localhost:PORT\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors",
        403,
    ),
    ("webpack CVE-2026-6402: no Sec-Fetch fields", "Host: 192.168.1.5:PORT", 403),
    ("webpack CVE-2025-30360: address as origin", "Host: localhost:PORT\r\nOrigin: http://203.0.113.9:PORT", 403),
    ("webpack CVE-2025-30360: own address in other words", "Host: 127.1:PORT", 403),
    ("webpack CVE-2025-30360: own address as a number", "Host: 2130706433:PORT", 403),
    ("webpack CVE-2025-30360: all addresses", "Host: 0.0.0.0:PORT", 403),
    ("webpack CVE-2025-30360: own address inside one of the new kind", "Host: [::ffff:127.0.0.1]:PORT", 403),
    ("webpack CVE-2025-30360: own new address at length", "Host: [0:0:0:0:0:0:0:1]:PORT", 403),
    ("webpack CVE-2025-30360: own name with a dot at its end", "Host: localhost.:PORT", 403),
    ("webpack CVE-2025-30360: own name in capitals", "Host: LOCALHOST:PORT", 403),
    ("webpack CVE-2025-30360: a name below our own", "Host: x.localhost:PORT", 403),
    ("webpack CVE-2025-30360: a port that begins like ours", "Host: localhost:PORT0", 403),
    ("webpack CVE-2025-30360: our port with a sign", "Host: localhost:+PORT", 400),
    ("webpack CVE-2026-14631: malformed host", "Host: [::1", 403),
    ("webpack CVE-2026-14631: host with a path", "Host: localhost:PORT/x", 400),
    ("webpack CVE-2026-14631: host with a user", "Host: evil@localhost:PORT", 400),
    ("webpack CVE-2026-14631: empty host", "Host: ", 400),
    ("webpack CVE-2026-14631: no host", "X: y", 400),
    ("webpack CVE-2026-14631: two hosts", "Host: localhost:PORT\r\nHost: localhost:PORT", 400),
    ("webpack CVE-2026-14631: two hosts, one foreign", "Host: localhost:PORT\r\nHost: evil.example", 400),
    ("webpack CVE-2026-14631: malformed origin", "Host: localhost:PORT\r\nOrigin: http://[", 403),
    (
        "webpack CVE-2026-14631: two origins",
        "Host: localhost:PORT\r\nOrigin: http://localhost:PORT\r\nOrigin: null",
        400,
    ),
    ("Next CVE-2026-27977: null origin", "Host: localhost:PORT\r\nOrigin: null", 403),
    ("Next CVE-2025-48068: own origin over TLS", "Host: localhost:PORT\r\nOrigin: https://localhost:PORT", 403),
    ("Next CVE-2025-48068: own origin of another name", "Host: localhost:PORT\r\nOrigin: http://127.0.0.1:PORT", 403),
    (
        "hugo server: X-Forwarded-Host",
        "Host: localhost:PORT\r\nX-Forwarded-Host: evil.example\r\nOrigin: http://evil.example",
        403,
    ),
    ("hugo server: X-Forwarded-Host in place of Host", "Host: evil.example\r\nX-Forwarded-Host: localhost:PORT", 403),
];

/// Addresses that lead out of the map of the site: advisory, target, and the status.
const TARGETS: &[(&str, &str, u16)] = &[
    ("Vite CVE-2025-30208: raw query on what is none of ours", "/etc/passwd?import&raw??", 404),
    ("Vite CVE-2025-31486: dots behind a query", "/x/?/../../secret", 404),
    ("Vite CVE-2025-31486: dots before a query", "/../../etc/passwd?.svg?.wasm?init", 404),
    ("Vite CVE-2025-32395: fragment in the request", "/a#/../../x", 400),
    ("Vite CVE-2025-32395: fragment behind a page", "/letters/#", 400),
    ("Vite CVE-2025-46565: dot segment", "/letters/.", 404),
    ("Vite CVE-2025-46565: dot segment and slash", "/letters/./", 404),
    ("Vite CVE-2025-62522: trailing backslash", "/letters\\", 404),
    ("Vite CVE-2025-62522: encoded backslash", "/letters/upr-49%5c", 404),
    ("Vite CVE-2026-53571: NTFS stream", "/index.html::$DATA", 404),
    ("Vite CVE-2026-53571: short name", "/INDEX~1.HTM", 404),
    ("Astro CVE-2025-64765: encoded slash", "/..%2f..%2fetc/passwd", 404),
    ("Astro CVE-2025-64765: encoded slash to a page", "/letters%2Fupr-49/", 404),
    ("Astro CVE-2025-64765: encoded twice", "/%252e%252e%252fetc/passwd", 404),
    ("Astro GHSA-vj59-8hwv-xxmv: encoded twelve times", "/%25252525252525252525252e/x", 404),
    ("Astro GHSA-vj59-8hwv-xxmv: page encoded twice", "/%256cetters/", 404),
    ("Astro GHSA-vj59-8hwv-xxmv: encoded dots", "/letters/%2e%2e/index.html", 404),
    ("Astro GHSA-vj59-8hwv-xxmv: dots that stay in the site", "/letters/../index.html", 404),
    ("tower-http RUSTSEC-2022-0043: drive", "/letters/c:/windows/win.ini", 404),
    ("tower-http RUSTSEC-2022-0043: network name", "/\\\\server\\share\\x", 404),
    ("tower-http RUSTSEC-2022-0043: device path", "/\\\\?\\C:\\x", 404),
    ("hyper-staticfile RUSTSEC-2022-0072: other host behind two slashes", "//evil.example/%2e%2e", 404),
    ("Python CVE-2021-28861: folder behind two slashes", "//letters", 404),
    ("Python CVE-2021-28861: folder behind three slashes", "///letters", 404),
    ("python -m http.server: list of a folder", "/assets/", 404),
    ("python -m http.server: list of a folder without slash", "/assets", 404),
    ("Jekyll CVE-2018-17567: source of a page", "/content/letters/upr-49.md", 404),
    ("contract: NUL", "/letters/%00", 404),
    ("contract: malformed percent", "/letters/%zz", 400),
    ("contract: no UTF-8", "/letters/%ff%fe", 400),
    ("contract: absolute form", "http://localhost/", 400),
    ("contract: no path", "letters/", 400),
    ("contract: line break that would begin a field", "/letters%0d%0aSet-Cookie:%20x", 404),
    ("contract: line break in a folder that is there", "/letters/upr-49%0aX", 404),
    ("contract: endpoint that ends the server", "/_demarche/shutdown", 404),
    ("contract: endpoint that takes files", "/_demarche/upload", 404),
    ("contract: endpoint that takes commands", "/_demarche/build?drafts=1", 404),
    ("Parcel CVE-2025-56648: part of the preview that is none", "/_demarche/../index.html", 404),
    ("Parcel CVE-2025-56648: endpoint that opens an editor", "/_demarche/open?file=/etc/passwd", 404),
];

/// Fails unless an answer refuses with this status and tells nothing of the site but, at most, its page for what is
/// not found.
#[track_caller]
fn assert_refused(reply: &Reply, status: u16, what: &str) {
    assert_eq!(reply.status, status, "{what}: {}", reply.head);
    reply.assert_guarded(what);
    let own_page = status == 404 && reply.text().contains("<title>404.html</title>");
    assert!(own_page || !reply.text().contains(SECRET), "{what}: {}", reply.text());
    assert_eq!(reply.field("location"), None, "{what}");
}

#[test]
fn senders_that_are_not_our_own_are_refused() {
    let preview = Preview::start();
    for (what, fields, status) in SENDERS {
        let fields = fields.replace("PORT", &preview.port().to_string());
        for target in ["/letters/upr-49/", "/_demarche/events", "/_demarche/problems", "/_demarche/preview.js", "/none"]
        {
            let reply = preview.send(format!("GET {target} HTTP/1.1\r\n{fields}\r\n\r\n").as_bytes());
            assert_refused(&reply, *status, what);
        }
    }
}

#[test]
fn addresses_that_lead_out_of_the_site_are_refused() {
    let preview = Preview::start();
    for (what, target, status) in TARGETS {
        assert_refused(&preview.get(target), *status, what);
    }
}

#[test]
fn query_never_changes_what_is_found() {
    // Vite CVE-2025-30208, CVE-2025-31125.
    let preview = Preview::start();
    let plain = preview.get("/letters/upr-49/photo.jpg");
    assert_eq!(plain.status, 200);
    for number in 0..10 {
        for query in ["import&raw??", "raw", ".svg?.wasm?init", "inline&import", "url=..%2f..%2f%00"] {
            let reply = preview.get(&format!("/letters/upr-49/photo.jpg?{query}&{number}"));
            assert_eq!((reply.status, reply.body), (200, plain.body.clone()), "{query}");
        }
    }
}

#[test]
fn only_get_and_head_are_answered() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get", "PROPFIND"] {
        let reply = preview.ask(method, "/", "Content-Length: 3\r\n");
        assert_refused(&reply, 405, method);
        assert_eq!(reply.field("allow"), Some("GET, HEAD"));
    }
    for body in
        ["Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "Content-Length: 0\r\nContent-Length: 5\r\n"]
    {
        assert_refused(&preview.ask("GET", "/", body), 400, body);
    }
}

#[test]
fn nonsense_and_excess_are_refused() {
    let preview = Preview::start();
    let host = format!("Host: localhost:{}\r\n", preview.port());
    let many: String = (0..65).fold(String::new(), |mut text, at| {
        let _ = write!(text, "X-{at}: y\r\n");
        text
    });
    for (what, request, status) in [
        ("no HTTP", "hello\r\n\r\n".to_owned(), 400),
        ("TLS", "\u{16}\u{3}\u{1}\0\r\n\r\n".to_owned(), 400),
        ("another version", format!("GET / HTTP/3.0\r\n{host}\r\n"), 400),
        ("HTTP/1.0 without host", "GET / HTTP/1.0\r\n\r\n".to_owned(), 400),
        ("folded header", format!("GET / HTTP/1.1\r\n{host}X: a\r\n b\r\n\r\n"), 400),
        ("blank before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n".to_owned(), 400),
        ("lone carriage return", format!("GET / HTTP/1.1\r\n{host}X: a\rb\r\n\r\n"), 400),
        ("too many headers", format!("GET / HTTP/1.1\r\n{host}{many}\r\n"), 431),
        ("too large a head", format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "y".repeat(17_000)), 431),
        ("too long an address", format!("GET /{} HTTP/1.1\r\n{host}\r\n", "y".repeat(9_000)), 414),
        ("head without end", format!("GET / HTTP/1.1\r\n{host}X: {}", "y".repeat(40_000)), 431),
    ] {
        assert_refused(&preview.send(request.as_bytes()), status, what);
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn what_is_no_request_has_an_answer_of_our_own() {
    // hyper 1.12.0 was tried in place of `serve/connection.rs`, with one request a connection and the same limits. It answers
    // eight of these before anybody is asked, without the fields that every answer has. To the beginning of HTTP/2 and to
    // what is cut off it says nothing, as it says nothing to what does not come in time (`clients.rs`); twice the same length it
    // takes for one. The fragment of an address (`TARGETS`) it cuts off, and the rest is answered.
    let preview = Preview::start();
    let get = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", preview.port());
    for (what, request, status) in [
        ("a cut-off line", "GET / HT".to_owned(), 400),
        ("a cut-off head", get.clone(), 400),
        ("the beginning of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), 400),
        ("two lengths", format!("{get}Content-Length: 0\r\nContent-Length: 5\r\n\r\n"), 400),
        ("twice the same length", format!("{get}Content-Length: 0\r\nContent-Length: 0\r\n\r\n"), 400),
        ("a list of lengths", format!("{get}Content-Length: 0, 0\r\n\r\n"), 400),
        ("a length with a sign", format!("{get}Content-Length: +0\r\n\r\n"), 400),
        ("an unknown coding", format!("{get}Transfer-Encoding: xchunked\r\n\r\n"), 400),
        (
            "a length and a coding",
            format!("{get}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            400,
        ),
        ("a host in the next line", "GET / HTTP/1.1\r\nHost:\r\n localhost\r\n\r\n".to_owned(), 400),
        ("a NUL in a field", format!("{get}X: a\0b\r\n\r\n"), 400),
        ("two blanks", get.replace(" / ", "  /  ") + "\r\n", 400),
        ("an address longer than a head", format!("GET /{} HTTP/1.1\r\n\r\n", "y".repeat(70_000)), 431),
    ] {
        let mut stream = preview.connect();
        // A server that has heard enough may close before all is sent.
        let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.shutdown(Shutdown::Write));
        let reply = read_reply(&mut stream);
        assert_refused(&reply, status, what);
        assert!(!reply.body.is_empty(), "{what}: {}", reply.head);
    }
}

#[test]
fn ten_thousand_mangled_hosts_and_origins_kill_nothing() {
    // webpack CVE-2026-14631. Half go in one connection each for the whole request, the fields drawn from bytes that
    // matter; a small generator with a fixed seed (Knuth's MMIX constants) makes them the same every time.
    let preview = Preview::start();
    let mut seed = 42_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let alphabet = b"[]:/@.%#?\\\t \x00\x7f\xff\xc3localhost127.0.0.1http://null";
    for number in 0..10_000 {
        let mangled: Vec<u8> = (0..draw(24)).map(|_| alphabet[draw(alphabet.len())]).collect();
        let own = format!("localhost:{}", preview.port()).into_bytes();
        let mut request = b"GET / HTTP/1.1\r\nHost: ".to_vec();
        request.extend(if number % 2 == 0 { &mangled } else { &own });
        request.extend(b"\r\nOrigin: ");
        request.extend(&mangled);
        request.extend(b"\r\n\r\n");
        let reply = preview.send(&request);
        assert!(matches!(reply.status, 400 | 403), "{} {}", String::from_utf8_lossy(&request), reply.head);
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn other_machines_find_no_server() {
    // python -m http.server binds all interfaces. Connecting a datagram socket sends nothing; it tells the address this
    // machine has towards others.
    let preview = Preview::start();
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).expect("a socket");
    let outside = socket.connect(("192.0.2.1", 9)).and_then(|()| socket.local_addr()).map(|address| address.ip());
    // A machine without the newer addresses has none that could be asked.
    let newer = UdpSocket::bind((Ipv6Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect(("2001:db8::1", 9))?;
        Ok(socket.local_addr()?.ip())
    });
    for address in outside.into_iter().chain(newer).chain([IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2))]) {
        let address = SocketAddr::new(address, preview.port());
        let own = address.ip().is_loopback() && address.ip() != Ipv4Addr::new(127, 0, 0, 2);
        assert!(own || TcpStream::connect_timeout(&address, Duration::from_secs(5)).is_err(), "{address}");
    }
}

#[test]
fn second_request_of_a_connection_is_not_answered() {
    // What a program before or behind this one takes for a body could be a request to it; here is nothing to misread.
    let preview = Preview::start();
    let one = format!("GET /letters/ HTTP/1.1\r\nHost: localhost:{}\r\nConnection: keep-alive\r\n\r\n", preview.port());
    for rest in [one.as_str(), "GET /_demarche/problems HTTP/1.1\r\nHost: evil.example\r\n\r\n", "x", "\r\n\r\n"] {
        let mut stream = preview.connect();
        stream.write_all(format!("{one}{rest}").as_bytes()).expect("the requests are sent");
        let mut all = String::new();
        stream.read_to_string(&mut all).expect("the server closes");
        assert_eq!((all.matches("HTTP/1.1 ").count(), all.matches("<title>").count()), (1, 1), "{rest:?}: {all}");
    }
}

#[test]
fn events_are_guarded_like_everything_else() {
    // esbuild GHSA-67mh-4wv8-2f99: the field that opened all was on the stream of events too.
    let preview = Preview::start();
    let mut stream = preview.connect();
    let request = format!("GET /_demarche/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
    stream.write_all(request.as_bytes()).expect("the request is sent");
    let lines = BufReader::new(stream).lines().map(|line| line.expect("the head comes"));
    let head = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\r\n");
    let reply = Reply { status: 200, head, body: Vec::new() };
    assert!(reply.head.starts_with("HTTP/1.1 200 OK"), "{}", reply.head);
    reply.assert_guarded("the events");
}

#[test]
fn script_of_another_site_is_kept_out_without_any_word_of_the_browser() {
    // webpack CVE-2025-30359 and CVE-2026-6402: a page elsewhere names our files in its elements, over a browser that says
    // nothing of where it comes from. What keeps the bytes from that page is on the answer itself.
    let preview = Preview::start();
    for target in ["/", "/assets/style.0123456789abcdef.css", "/letters/upr-49/photo.jpg", "/_demarche/problems"] {
        let reply = preview.ask("GET", target, "Referer: https://evil.example/\r\nAccept: */*\r\n");
        assert_eq!(reply.field("cross-origin-resource-policy"), Some("same-origin"), "{target}");
        assert_eq!(reply.field("x-content-type-options"), Some("nosniff"), "{target}");
    }
}
