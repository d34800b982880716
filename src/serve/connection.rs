//! Connections: bytes in, bytes out, within limits.
//!
//! Takes a connection; reads the head of one request, sends one answer and closes it. Promises: a client that is slow,
//! silent or broken holds back nobody else; no more than [`CONNECTIONS_LIMIT`] connections stand at a door, and to make
//! room the one that has been silent longest goes. One request a connection: nothing can follow a request that was misread.

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::broadcast::error::RecvError;
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use super::answer::{Answer, Body, refusal, unreadable, welcome};
use super::change::Word;
use super::request::{Entrance, Refusal, Request, Sender, parse_request};
use super::status::Status;
use super::{Door, Shared};
use crate::diag::net::caught;
use crate::spill::Spilled;

/// How many connections may stand at a door at a time.
const CONNECTIONS_LIMIT: usize = 256;
/// The longest head of a request, in bytes.
const HEAD_LIMIT: usize = 16 * 1024;
/// How long a client may take for the head of its request.
const HEAD_TIME: Duration = Duration::from_secs(5);
/// How long a client may take for the next part of its answer.
const IDLE_TIME: Duration = Duration::from_secs(30);
/// How long a client may take to close a connection, so that it has read the answer before.
const CLOSING_TIME: Duration = Duration::from_secs(1);
/// How often a browser that listens for events is sent an empty line, which shows whether it is still there.
const HEARTBEAT: Duration = Duration::from_secs(10);
/// How much is sent before a client has to show that it reads.
const PART: usize = 64 * 1024;

/// What is said where an answer could not be made.
const OWN_MISTAKE: &str = "this is a mistake of demarche's own; report it to those who make it, with this address";

/// A connection that stands.
struct Guest {
    number: u64,
    /// Whether its request has not come yet.
    silent: Arc<AtomicBool>,
    task: AbortHandle,
}

/// The connections that stand, oldest first.
#[derive(Default)]
pub(super) struct Guests {
    standing: Mutex<(u64, Vec<Guest>)>,
}

impl Guests {
    /// Begins to serve a connection, and makes room for it where there is none.
    fn admit(shared: &Arc<Shared>, stream: TcpStream, door: Door) {
        let silent = Arc::new(AtomicBool::new(true));
        let mut standing = shared.guests(door).standing.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, guests) = &mut *standing;
        if guests.len() >= CONNECTIONS_LIMIT {
            let longest = guests.iter().position(|guest| guest.silent.load(Ordering::Relaxed)).unwrap_or(0);
            guests.remove(longest).task.abort();
        }
        *count += 1;
        let number = *count;
        let (shared, heard) = (Arc::clone(shared), Arc::clone(&silent));
        let task = tokio::spawn(async move {
            // A connection that breaks is over, and nobody need know.
            let _ = serve(stream, door, &shared, &heard).await;
            let mut standing = shared.guests(door).standing.lock().unwrap_or_else(PoisonError::into_inner);
            standing.1.retain(|guest| guest.number != number);
        });
        guests.push(Guest { number, silent, task: task.abort_handle() });
    }
}

/// Accepts connections at a door for as long as the server stands.
pub(super) async fn accept_all(listener: TcpListener, door: Door, shared: Arc<Shared>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => Guests::admit(&shared, stream, door),
            // The system may be short of something that it has again soon.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Serves one connection.
async fn serve(mut stream: TcpStream, door: Door, shared: &Shared, heard: &AtomicBool) -> io::Result<()> {
    let head = match timeout(HEAD_TIME, read_head(&mut stream)).await {
        Err(_) => Err(Refusal { status: Status::RequestTimeout, why: "the request did not come in time" }),
        Ok(Err(error)) => return Err(error),
        Ok(Ok(head)) => head,
    };
    heard.store(false, Ordering::Relaxed);
    let lan = shared.lan.as_ref().filter(|_| door == Door::Lan);
    let answer = || match head.and_then(|head| parse_request(&head, Entrance { port: shared.port, lan })) {
        Ok(request) => (answer_to(&request, shared), request.head_only),
        Err(found) => (refusal(found), false),
    };
    let fallen = |_| (refusal(Refusal { status: Status::Failed, why: OWN_MISTAKE }), false);
    let (answer, head_only) = caught(answer).unwrap_or_else(fallen);
    send_answer(&mut stream, &answer, head_only, shared).await?;
    close(stream).await
}

/// Returns the answer to a request.
fn answer_to(request: &Request, shared: &Shared) -> Answer {
    #[cfg(test)]
    super::net_tests::fall(&request.path);
    match (request.sender, &shared.lan) {
        (Sender::New, Some(lan)) => welcome(&shared.state().url_of(&request.path), &lan.cookie(shared.port)),
        _ => {
            let state = shared.state();
            if let Some(route) = state.page_of(request) {
                shared.viewed.note(route);
            }
            state.answer(request)
        }
    }
}

/// Reads the head of a request, up to and with the empty line.
async fn read_head(stream: &mut TcpStream) -> io::Result<Result<Vec<u8>, Refusal>> {
    let mut head = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = stream.read(&mut part).await?;
        if count == 0 {
            return match head.is_empty() {
                true => Err(io::ErrorKind::UnexpectedEof.into()),
                false => Ok(Err(Refusal { status: Status::BadRequest, why: "the request is not complete" })),
            };
        }
        // The end may stand across two parts.
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&part[..count]);
        let end = head[from..].windows(4).position(|window| window == b"\r\n\r\n");
        if let Some(end) = end.map(|at| from + at + 4).filter(|end| *end <= HEAD_LIMIT) {
            head.truncate(end);
            return Ok(Ok(head));
        }
        if head.len() > HEAD_LIMIT {
            return Ok(Err(Refusal { status: Status::HeadersTooLarge, why: "the head of the request is too large" }));
        }
    }
}

/// Sends an answer.
async fn send_answer(stream: &mut TcpStream, answer: &Answer, head_only: bool, shared: &Shared) -> io::Result<()> {
    // Events from here on are not missed, whatever is sent meanwhile.
    let news = shared.news.subscribe();
    match &answer.body {
        Body::File(bytes, range) if !head_only => return send_file(stream, answer, bytes, range.clone()).await,
        _ => send(stream, answer.head.as_bytes()).await?,
    }
    match &answer.body {
        Body::Bytes(bytes) if !head_only => send(stream, bytes).await,
        Body::Events if !head_only => send_events(stream, shared, news).await,
        _ => Ok(()),
    }
}

/// Sends an answer with a file, of which no more than a part is held at a time.
async fn send_file(stream: &mut TcpStream, answer: &Answer, bytes: &Spilled, range: Range<usize>) -> io::Result<()> {
    let part = |start: usize| bytes.read_part(start..(start + PART).min(range.end));
    // Once the head is sent, nothing can be said but by breaking off.
    let Ok(mut sent) = part(range.start) else {
        let answer = unreadable();
        send(stream, answer.head.as_bytes()).await?;
        return match &answer.body {
            Body::Bytes(bytes) => send(stream, bytes).await,
            Body::File(..) | Body::Events => Ok(()),
        };
    };
    send(stream, answer.head.as_bytes()).await?;
    let mut start = range.start;
    loop {
        send(stream, &sent).await?;
        start += sent.len();
        if start >= range.end {
            return Ok(());
        }
        sent = part(start)?;
    }
}

/// Sends events until the browser goes away: a number and a word each, and nothing of the site.
async fn send_events(
    stream: &mut TcpStream,
    shared: &Shared,
    mut news: tokio::sync::broadcast::Receiver<(u64, Word)>,
) -> io::Result<()> {
    // Whoever begins to listen may have loaded an older page, and asks whether it still stands.
    let generation = shared.state().generation;
    let first = format!("retry: 500\n\n{}{}", event(generation, Word::Page), event(generation, Word::Problems));
    send(stream, first.as_bytes()).await?;
    loop {
        let text = match timeout(HEARTBEAT, news.recv()).await {
            Err(_) => ":\n\n".to_owned(),
            Ok(Ok((generation, word))) => event(generation, word),
            Ok(Err(RecvError::Lagged(_))) => {
                let generation = shared.state().generation;
                format!("{}{}", event(generation, Word::Files), event(generation, Word::Problems))
            }
            Ok(Err(RecvError::Closed)) => return Ok(()),
        };
        send(stream, text.as_bytes()).await?;
    }
}

/// Returns an event (HTML, section 9.2).
fn event(generation: u64, word: Word) -> String {
    format!("data: {generation} {}\n\n", word.text())
}

/// Sends bytes to a client that reads them.
async fn send(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    for part in bytes.chunks(PART) {
        match timeout(IDLE_TIME, stream.write_all(part)).await {
            Ok(result) => result?,
            Err(_) => return Err(io::ErrorKind::TimedOut.into()),
        }
    }
    Ok(())
}

/// Closes a connection after the client has read everything.
///
/// Closing it with bytes of the client unread would take the answer away from it (RFC 9112, section 9.6).
async fn close(mut stream: TcpStream) -> io::Result<()> {
    stream.shutdown().await?;
    let drain = async {
        let mut part = [0; 4096];
        let mut rest = 2 * HEAD_LIMIT;
        while rest > 0 {
            match stream.read(&mut part).await {
                Ok(0) | Err(_) => return,
                Ok(count) => rest = rest.saturating_sub(count),
            }
        }
    };
    // A client that does not close has had its answer all the same.
    let _ = timeout(CLOSING_TIME, drain).await;
    Ok(())
}
