//! Requests that nobody means well: what fuzzing sends to the preview.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::{Body, refusal, welcome};
use super::lan::Lan;
use super::request::{Entrance, Sender, parse_request};
use super::site::State;
use crate::spill::Spilled;

/// The port that is named in requests.
const PORT: u16 = 3030;

/// Answers the head of a request at both doors; each answer has a whole head of its own, and a body that is there.
pub(crate) fn answer(head: &[u8]) {
    let lan = Lan::known();
    let file = |text: &str| Spilled::from(text.as_bytes());
    let files = BTreeMap::from([
        ("index.html".to_owned(), file("<!doctype html><title>Home</title><p>Home")),
        ("letters/a b/index.html".to_owned(), file("<p>A letter")),
        ("a.jpg".to_owned(), file("0123456789")),
        ("404.html".to_owned(), file("<p>Nothing")),
    ]);
    let bases = Some((format!("http://localhost:{PORT}/"), format!("http://{}/", lan.host(PORT))));
    let state = State { files: Some(Arc::new(files)), bases, ..State::default() };
    for door in [None, Some(&lan)] {
        let answer = match parse_request(head, Entrance { port: PORT, lan: door }) {
            Ok(request) if request.sender == Sender::New => welcome(&state.url_of(&request.path), &lan.cookie(PORT)),
            Ok(request) => {
                _ = state.page_of(&request);
                state.answer(&request)
            }
            Err(found) => refusal(found),
        };
        let lines = answer.head.strip_suffix("\r\n\r\n").expect("a head ends with an empty line");
        assert!(lines.split("\r\n").all(|line| !line.is_empty() && !line.contains(['\r', '\n'])), "{lines:?}");
        if let Body::File(bytes, range) = &answer.body {
            assert!(bytes.read_part(range.clone()).is_ok(), "a part that is not there");
        }
    }
}
