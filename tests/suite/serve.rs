//! The preview's server: what browsers get, what they and others do not, over raw sockets.

mod answers;
mod arguments;
mod attacks;
mod broken_saves;
mod clients;
mod first;
#[cfg(target_os = "linux")]
mod lan;
mod mails;
mod mutations;
mod session;
mod spilled;

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::time::Duration;

use demarche::serve::{Editor, Files, Server, Start};

/// How long a test waits for what must come: far longer than it takes, beside other tests and on a machine with other work.
pub(crate) const DEADLINE: Duration = Duration::from_secs(300);
/// A text that stands in every file of the site under test, and in no answer that refuses.
const SECRET: &str = "a sentence of the site";
/// The fields that every answer must have.
const REQUIRED: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("connection", "close"),
];

/// A server with a small site.
struct Preview(Server);

/// One answer.
struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Preview {
    /// Starts the server.
    fn start() -> Preview {
        let server = server("/home/someone/site");
        server.show_site(&site(), &[]);
        Preview(server)
    }

    /// Returns the port.
    fn port(&self) -> u16 {
        self.0.port()
    }

    /// Connects.
    fn connect(&self) -> TcpStream {
        connect(self.port())
    }

    /// Sends bytes and returns the answer.
    fn send(&self, bytes: &[u8]) -> Reply {
        send(self.port(), bytes)
    }

    /// Asks for a target with further header fields, each ending in a line break.
    fn ask(&self, method: &str, target: &str, fields: &str) -> Reply {
        let port = self.port();
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: localhost:{port}\r\n{fields}\r\n").as_bytes())
    }

    /// Gets a target.
    fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, "")
    }
}

impl Reply {
    /// Returns the value of a header field.
    fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// Returns the body as text.
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Fails unless the answer has what every answer must have, and nothing that opens the site to others.
    #[track_caller]
    fn assert_guarded(&self, what: &str) {
        for (name, value) in REQUIRED {
            assert_eq!(self.field(name), Some(value), "{what}: {}", self.head);
        }
        assert!(matches!(self.field("cache-control"), Some("no-store" | "no-cache")), "{what}: {}", self.head);
        assert!(self.field("content-security-policy").is_some(), "{what}: {}", self.head);
        assert!(!self.head.to_lowercase().contains("access-control"), "{what}: {}", self.head);
    }
}

/// Starts a server for the site in a folder, on any port.
fn server(root: &str) -> Server {
    let start = Start { port: 0, root: Path::new(root), editor: Editor::default(), lan: None };
    Server::start(start).expect("a port is free")
}

/// Returns the files of the site under test.
fn site() -> Files {
    let page = |title: &str| {
        let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">";
        format!("<!doctype html><html><head>{policy}<title>{title}</title></head><body>{SECRET}</body></html>")
    };
    let mut files = Files::new();
    for route in ["index.html", "404.html", "letters/index.html", "letters/upr-49/index.html", "café/index.html"] {
        files.insert(route.to_owned(), page(route).into_bytes().into());
    }
    for route in ["assets/style.0123456789abcdef.css", "letters/upr-49/photo.jpg", "sitemap.xml", "_headers"] {
        files.insert(route.to_owned(), format!("{SECRET} {route}").into_bytes().into());
    }
    files
}

/// Connects to a server.
fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the server listens");
    stream.set_read_timeout(Some(DEADLINE)).expect("a time limit");
    stream
}

/// Sends bytes to a server and returns the answer.
fn send(port: u16, bytes: &[u8]) -> Reply {
    let mut stream = connect(port);
    // A server that has heard enough may close before all is sent.
    let _ = stream.write_all(bytes);
    read_reply(&mut stream)
}

/// Reads an answer up to its end.
fn read_reply(stream: &mut TcpStream) -> Reply {
    let mut bytes = Vec::new();
    let result = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
    let Some(end) = end else { panic!("no answer: {result:?} {:?}", String::from_utf8_lossy(&bytes)) };
    let head = String::from_utf8(bytes[..end].to_vec()).expect("the head is text");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Reply { status, head, body: bytes[end + 4..].to_vec() }
}
