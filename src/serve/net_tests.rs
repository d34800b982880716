//! A request that falls over a mistake of the program ends alone.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;

use super::{Editor, Server, Start};

/// The path that falls, in tests alone.
const FALLS: &str = "falls-on-purpose";

/// Falls, if this is the path that does.
pub(super) fn fall(path: &str) {
    assert!(!path.contains(FALLS), "on purpose");
}

/// Returns the whole answer to a request.
fn answer(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port())).expect("the server listens");
    let host = format!("Host: localhost:{}\r\n\r\n", server.port());
    stream.write_all(format!("{request} HTTP/1.1\r\n{host}").as_bytes()).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is answered");
    answer
}

#[test]
fn request_that_falls_is_told_and_the_next_is_answered() {
    let start = Start { port: 0, root: Path::new("."), editor: Editor::default(), lan: None };
    let server = Server::start(start).expect("a port is free");
    let before = answer(&server, "GET /");
    for _ in 0..3 {
        let fallen = answer(&server, &format!("GET /{FALLS}/"));
        assert!(fallen.starts_with("HTTP/1.1 500 "), "{fallen}");
        assert!(fallen.contains("this is a mistake of demarche's own") && !fallen.contains("on purpose"), "{fallen}");
        // Header fields that every answer has.
        assert!(fallen.contains("X-Content-Type-Options: nosniff"), "{fallen}");
    }
    assert_eq!(answer(&server, "GET /"), before);
}
