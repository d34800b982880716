//! The door for other machines (`serve --lan`): who stands before it without the token learns nothing.
//!
//! All of 127.0.0.0/8 belongs to a Linux machine, so that 127.0.0.2 stands for an address in the network here.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::path::Path;

use demarche::diag::{Diagnostic, Span};
use demarche::serve::{Editor, Lan, Server, Start};

use super::{DEADLINE, Preview, Reply, SECRET, read_reply, send, site};

/// The address of the door.
const DOOR: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// Requests at the door that are refused: what it tries, what follows the path, the fields, and the status.
///
/// `PORT`, `HOST` and `TOKEN` stand for those of the server, `CUT` for the token without its last digit, `OTHER` for one
/// with another last digit, `UPPER` for one in capitals, and `COOKIE` for the field with the right cookie.
const ATTACKS: &[(&str, &str, &str, u16)] = &[
    ("no token", "", "Host: HOST", 403),
    ("another token", "?token=OTHER", "Host: HOST", 403),
    ("a shorter token", "?token=CUT", "Host: HOST", 403),
    ("a longer token", "?token=TOKEN0", "Host: HOST", 403),
    ("an empty token", "?token=", "Host: HOST", 403),
    ("a token in capitals", "?token=UPPER", "Host: HOST", 403),
    ("two tokens, one right", "?token=OTHER&token=TOKEN", "Host: HOST", 403),
    ("a token with a blank", "?token=%20TOKEN", "Host: HOST", 403),
    ("a token by another name", "?Token=TOKEN", "Host: HOST", 403),
    ("a token that is the query", "?TOKEN", "Host: HOST", 403),
    ("a token in the path", "TOKEN/", "Host: HOST", 403),
    ("a token in the path's fragment", "#token=TOKEN", "Host: HOST", 403),
    ("a token in a field of another kind", "", "Host: HOST\r\nAuthorization: Bearer TOKEN", 403),
    ("another cookie", "", "Host: HOST\r\nCookie: demarche-PORT=OTHER", 403),
    ("a shorter cookie", "", "Host: HOST\r\nCookie: demarche-PORT=CUT", 403),
    ("a cookie in capitals", "", "Host: HOST\r\nCookie: demarche-PORT=UPPER", 403),
    ("a quoted cookie", "", "Host: HOST\r\nCookie: demarche-PORT=\"TOKEN\"", 403),
    ("a cookie of another preview", "", "Host: HOST\r\nCookie: demarche-1=TOKEN", 403),
    ("a cookie by another name", "", "Host: HOST\r\nCookie: Demarche-PORT=TOKEN; demarche=TOKEN; TOKEN", 403),
    ("two fields of cookies", "", "Host: HOST\r\nCOOKIE\r\nCOOKIE", 400),
    ("Vite CVE-2025-24010: DNS rebinding, with the token", "?token=TOKEN", "Host: evil.example:PORT", 403),
    ("Vite CVE-2025-24010: DNS rebinding, with the cookie", "", "Host: evil.example:PORT\r\nCOOKIE", 403),
    ("Vite CVE-2025-24010: a name in the network", "?token=TOKEN", "Host: preview.local:PORT", 403),
    ("Vite CVE-2025-24010: an address as a name", "?token=TOKEN", "Host: 127.0.0.2.nip.example:PORT", 403),
    ("a name of this machine at the other door", "?token=TOKEN", "Host: localhost:PORT", 403),
    ("an address of the other door", "", "Host: 127.0.0.1:PORT\r\nCOOKIE", 403),
    ("webpack CVE-2025-30360: another address", "", "Host: 192.168.1.5:PORT\r\nCOOKIE", 403),
    ("webpack CVE-2025-30360: all addresses", "?token=TOKEN", "Host: 0.0.0.0:PORT", 403),
    ("webpack CVE-2025-30360: the address in other words", "?token=TOKEN", "Host: 127.2:PORT", 403),
    ("the address without the port", "?token=TOKEN", "Host: 127.0.0.2", 403),
    ("the address with another port", "?token=TOKEN", "Host: 127.0.0.2:1", 403),
    ("webpack CVE-2026-14631: two hosts", "?token=TOKEN", "Host: HOST\r\nHost: HOST", 400),
    ("webpack CVE-2026-14631: two hosts, one foreign", "?token=TOKEN", "Host: evil.example\r\nHost: HOST", 400),
    ("webpack CVE-2026-14631: no host", "?token=TOKEN", "X: y", 400),
    ("webpack CVE-2026-14631: host with a user", "?token=TOKEN", "Host: x@HOST", 400),
    ("foreign origin, with the cookie", "", "Host: HOST\r\nCOOKIE\r\nOrigin: https://evil.example", 403),
    ("foreign origin, with the token", "?token=TOKEN", "Host: HOST\r\nOrigin: https://evil.example", 403),
    ("Next CVE-2026-27977: null origin", "", "Host: HOST\r\nCOOKIE\r\nOrigin: null", 403),
    ("Next CVE-2025-48068: the other door as origin", "", "Host: HOST\r\nCOOKIE\r\nOrigin: http://localhost:PORT", 403),
    ("another port of the same address as origin", "", "Host: HOST\r\nCOOKIE\r\nOrigin: http://127.0.0.2:1", 403),
    ("own origin over TLS", "", "Host: HOST\r\nCOOKIE\r\nOrigin: https://HOST", 403),
    (
        "webpack CVE-2025-30359: script of another port",
        "",
        "Host: HOST\r\nCOOKIE\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors",
        403,
    ),
    (
        "hugo server: X-Forwarded-Host",
        "",
        "Host: HOST\r\nCOOKIE\r\nX-Forwarded-Host: evil.example\r\nOrigin: http://evil.example",
        403,
    ),
    ("hugo server: X-Forwarded-For of this machine", "", "Host: HOST\r\nX-Forwarded-For: 127.0.0.1", 403),
];

/// Starts a server with the door open.
fn start() -> (Preview, Lan) {
    let lan = Lan::open(IpAddr::V4(DOOR)).expect("a door");
    let root = Path::new("/home/someone/site");
    let start = Start { port: 0, root, editor: Editor::default(), lan: Some(lan.clone()) };
    let server = Server::start(start).expect("a port is free");
    server.show_site(&site(), &[]);
    (Preview(server), lan)
}

/// Connects to the door.
fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((DOOR, port)).expect("the door is there");
    stream.set_read_timeout(Some(DEADLINE)).expect("a time limit");
    stream
}

/// Sends a request to the door.
fn ask(port: u16, method: &str, target: &str, fields: &str) -> Reply {
    let mut stream = connect(port);
    let _ = stream.write_all(format!("{method} {target} HTTP/1.1\r\n{fields}\r\n\r\n").as_bytes());
    read_reply(&mut stream)
}

/// Gets a target with the right cookie.
fn get(port: u16, lan: &Lan, target: &str) -> Reply {
    ask(port, "GET", target, &format!("Host: {DOOR}:{port}\r\nCookie: a=b; demarche-{port}={}", lan.token()))
}

/// Returns a text with the words of an attack in place.
fn filled(text: &str, port: u16, token: &str) -> String {
    let (cut, last) = token.split_at(token.len() - 1);
    let other = if last == "0" { "1" } else { "0" };
    text.replace("COOKIE", "Cookie: demarche-PORT=TOKEN")
        .replace("HOST", "127.0.0.2:PORT")
        .replace("PORT", &port.to_string())
        .replace("TOKEN", token)
        .replace("CUT", cut)
        .replace("OTHER", &format!("{cut}{other}"))
        .replace("UPPER", &token.to_uppercase())
}

/// Fails unless an answer refuses and tells nothing.
#[track_caller]
fn assert_closed(reply: &Reply, status: u16, what: &str) {
    assert_eq!(reply.status, status, "{what}: {}", reply.head);
    reply.assert_guarded(what);
    assert!(!reply.text().contains(SECRET), "{what}: {}", reply.text());
    for field in ["location", "set-cookie", "etag", "allow"] {
        assert_eq!(reply.field(field), None, "{what}");
    }
}

#[test]
fn door_stays_shut_without_the_token_in_its_place() {
    let (preview, lan) = start();
    let port = preview.port();
    for (what, end, fields, status) in ATTACKS {
        let (end, fields) = (filled(end, port, lan.token()), filled(fields, port, lan.token()));
        let mut answers = Vec::new();
        for path in
            ["/", "/letters/upr-49/", "/none/", "/_demarche/events", "/_demarche/problems", "/_demarche/preview.js"]
        {
            for method in ["GET", "HEAD"] {
                let reply = ask(port, method, &format!("{path}{end}"), &fields);
                assert_closed(&reply, *status, what);
                answers.push((reply.head.clone(), reply.text()));
            }
        }
        // What is there is refused in the same words as what is not.
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{what}: {answers:?}");
    }
}

#[test]
fn no_method_and_no_address_is_told_apart_without_the_token() {
    let (preview, lan) = start();
    let port = preview.port();
    let host = format!("Host: {DOOR}:{port}");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        assert_closed(&ask(port, method, "/", &host), 403, method);
        let cookie = format!("{host}\r\nCookie: demarche-{port}={}", lan.token());
        assert_eq!(ask(port, method, "/", &cookie).status, 405, "{method}");
    }
    for target in ["/%zz", "/..%2f..%2fetc/passwd", "http://evil.example/", "/content/site.yaml"] {
        assert_closed(&ask(port, "GET", target, &host), 403, target);
        let reply = get(port, &lan, target);
        assert!(matches!(reply.status, 400 | 404), "{target}: {}", reply.head);
    }
}

#[test]
fn link_hands_the_token_over_and_leads_on() {
    let (preview, lan) = start();
    let port = preview.port();
    let link = preview.0.lan_link().expect("a link");
    assert_eq!(link, format!("http://{DOOR}:{port}/?token={}", lan.token()));
    let host = format!("Host: {DOOR}:{port}");
    for (path, leads_to) in [
        ("/", "/"),
        ("/letters/upr-49/", "/letters/upr-49/"),
        ("/letters", "/letters/"),
        ("/caf%C3%A9/", "/caf%C3%A9/"),
        // Never anywhere else: hyper-staticfile RUSTSEC-2022-0072, Python CVE-2021-28861.
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("/%2e%2e/", "/"),
        ("/none", "/"),
        ("/_demarche/events", "/"),
    ] {
        let reply = ask(port, "GET", &format!("{path}?a=b&token={}", lan.token()), &host);
        assert_eq!(reply.status, 200, "{path}: {}", reply.head);
        reply.assert_guarded(path);
        let cookie = format!("demarche-{port}={}; Path=/; HttpOnly; SameSite=Strict", lan.token());
        assert_eq!(reply.field("set-cookie"), Some(cookie.as_str()), "{path}");
        assert!(reply.text().contains(&format!("content=\"0;url={leads_to}\"")), "{path}: {}", reply.text());
        assert!(!reply.text().contains(SECRET) && !reply.text().contains(lan.token()), "{}", reply.text());
    }
    for target in ["/", "/letters/upr-49/", "/_demarche/problems", "/_demarche/preview.js"] {
        let reply = get(port, &lan, target);
        assert_eq!(reply.status, 200, "{target}");
        reply.assert_guarded(target);
        assert_eq!(reply.field("set-cookie"), None, "{target}");
        assert_eq!(reply.field("cache-control"), Some("no-store"), "no draft stays on the other machine: {target}");
    }
    assert!(get(port, &lan, "/letters/upr-49/").text().contains(SECRET));
}

#[test]
fn events_are_heard_with_the_cookie() {
    let (preview, lan) = start();
    let port = preview.port();
    let mut stream = connect(port);
    let request = format!(
        "GET /_demarche/events HTTP/1.1\r\nHost: {DOOR}:{port}\r\nOrigin: http://{DOOR}:{port}\r\n\
         Cookie: demarche-{port}={}\r\n\r\n",
        lan.token()
    );
    stream.write_all(request.as_bytes()).expect("the request is sent");
    let mut lines = BufReader::new(stream).lines().map(|line| line.expect("the stream goes on"));
    assert!(lines.by_ref().any(|line| line == "data: 1 page"));
    preview.0.show_problems(&[Diagnostic::error("x", SECRET, Span::whole(&"content/a.md".into()))]);
    let news: Vec<String> = lines.filter(|line| line.starts_with("data: ")).take(2).collect();
    assert_eq!(news, ["data: 1 problems", "data: 2 problems"]);
}

#[test]
fn home_door_is_as_it_was() {
    let (preview, lan) = start();
    let port = preview.port();
    let reply = preview.get(&format!("/letters/upr-49/?token={}", lan.token()));
    assert_eq!((reply.status, reply.field("set-cookie")), (200, None), "no token is asked for or taken here");
    assert!(reply.text().contains(SECRET));
    let fields = format!("GET / HTTP/1.1\r\nHost: {DOOR}:{port}\r\nCookie: demarche-{port}={}\r\n\r\n", lan.token());
    assert_closed(&send(port, fields.as_bytes()), 403, "the name of one door at the other");
}

#[test]
fn each_run_has_a_token_of_its_own() {
    let ((first, key), (second, other)) = (start(), start());
    assert_ne!(key.token(), other.token());
    for (preview, token) in [(&first, &other), (&second, &key)] {
        assert_closed(&get(preview.port(), token, "/"), 403, "the token of another run");
    }
    let closed = Preview::start();
    assert!(TcpStream::connect((DOOR, closed.port())).is_err(), "no door unless it is asked for");
    assert_eq!(closed.0.lan_link(), None);
}

#[test]
fn addresses_of_this_site_lead_other_machines_back_to_their_door() {
    let (preview, lan) = start();
    let port = preview.port();
    let mut files = site();
    let mail = format!("<html><body><img src=\"http://localhost:{port}/logo.png\"></body></html>");
    files.insert("letters/upr-49/newsletter.html".to_owned(), mail.clone().into_bytes().into());
    files.insert("letters/upr-49/newsletter.txt".to_owned(), mail.clone().into_bytes().into());
    preview.0.show_site(&files, &[]);
    let there = get(port, &lan, "/letters/upr-49/newsletter.html").text();
    assert!(
        there.contains(&format!("src=\"http://{DOOR}:{port}/logo.png\"")) && !there.contains("localhost"),
        "{there}"
    );
    assert!(preview.get("/letters/upr-49/newsletter.html").text().contains(&mail[..mail.len() - 14]));
    // What is no page is sent as it is.
    assert_eq!(get(port, &lan, "/letters/upr-49/newsletter.txt").text(), mail);
}

#[test]
fn other_machines_learn_no_folder_and_open_no_editor() {
    let (preview, lan) = start();
    let port = preview.port();
    preview.0.show_problems(&[Diagnostic::error("x", "wrong", Span::whole(&"content/a.md".into()))]);
    let there = get(port, &lan, "/_demarche/problems").text();
    assert!(there.contains("\"file\":\"content/a.md\"") && there.contains("\"open\":null"), "{there}");
    assert!(!there.contains("/home/someone"), "{there}");
    let here = preview.get("/_demarche/problems").text();
    assert!(here.contains("\"open\":\"vscode://file/home/someone/site/content/a.md:1:1\""), "{here}");
}

#[test]
fn crowd_before_the_door_keeps_nobody_from_the_other() {
    let (preview, _) = start();
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
    let statuses = (0..5).map(|_| {
        // The author's connection has said nothing yet: it would be the first to go if room were made for others.
        let mut slow = preview.connect();
        let crowd: Vec<TcpStream> = (0..400).map(|_| connect(preview.port())).collect();
        let _ = slow.write_all(request.as_bytes());
        let mut answer = String::new();
        let _ = slow.read_to_string(&mut answer);
        assert_eq!(preview.get("/").status, 200);
        drop(crowd);
        answer.get(9..12).unwrap_or("none").to_owned()
    });
    // On a slow machine the crowd may take longer to come than a request may.
    assert!(statuses.into_iter().any(|status| status == "200"));
}

#[test]
fn door_at_an_address_of_another_machine_is_an_error() {
    let lan = Lan::open("203.0.113.9".parse().expect("an address")).expect("a door");
    let start = Start { port: 0, root: Path::new("/"), editor: Editor::default(), lan: Some(lan) };
    let error = Server::start(start).err().expect("no such address here").to_string();
    assert!(error.contains("`203.0.113.9`"), "{error}");
}
