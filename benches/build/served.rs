//! A server that runs as a process of its own, and a browser that asks it again and again.
//!
//! In goes a command line and a port, out come answers and how long it took until one was as wanted. Connections are
//! kept where the server keeps them; demarche closes each. Between an answer and the next question lies half a
//! millisecond, so that asking takes little of the processor from whoever is asked. The process ends with the value.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long nothing is asked after an answer that is not as wanted.
const PAUSE: Duration = Duration::from_micros(500);
/// How long a server must have used no processor to count as idle.
const IDLE: Duration = Duration::from_millis(200);
/// How long a single answer may take.
const ANSWER_TIME: Duration = Duration::from_secs(120);

/// An answer.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Tells whether it is a page that holds a text.
    pub(crate) fn holds(&self, text: &str) -> bool {
        self.status == 200 && self.body.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

/// A running server.
pub(crate) struct Served {
    child: Child,
    port: u16,
    /// The connection, and what has been read from it and not been used.
    stream: Option<(TcpStream, Vec<u8>)>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // A process that has ended by itself is gone as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns a port that nobody listens on.
pub(crate) fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

impl Served {
    /// Starts a server that is to listen on `port`, with what it says going to a file; waits until a page answers, and
    /// gives the time that took.
    pub(crate) fn start(command: &mut Command, port: u16, target: &str, said: &Path) -> io::Result<(Served, Duration)> {
        let (out, err) = (File::create(said)?, File::options().append(true).open(said)?);
        let begin = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn()?;
        let mut served = Served { child, port, stream: None };
        loop {
            match served.get(target) {
                Ok(answer) if answer.status == 200 => return Ok((served, begin.elapsed())),
                _ => sleep(PAUSE),
            }
            if let Some(status) = served.child.try_wait()? {
                let text = fs::read_to_string(said).unwrap_or_default();
                return Err(io::Error::other(format!("the server has ended with {status}: {text}")));
            }
        }
    }

    /// Asks for a target until the answer is as wanted and returns the time since `begin`; nothing if that is not so
    /// within `patience`.
    pub(crate) fn until(
        &mut self,
        target: &str,
        begin: Instant,
        patience: Duration,
        wanted: impl Fn(&Answer) -> bool,
    ) -> io::Result<Option<Duration>> {
        loop {
            let answer = self.get(target)?;
            if wanted(&answer) {
                return Ok(Some(begin.elapsed()));
            }
            if begin.elapsed() > patience {
                return Ok(None);
            }
            sleep(PAUSE);
        }
    }

    /// Asks for a target once.
    pub(crate) fn get(&mut self, target: &str) -> io::Result<Answer> {
        let kept = self.stream.take();
        let reused = kept.is_some();
        match self.ask(kept, target) {
            // A server may close a connection that it has kept so far.
            Err(_) if reused => self.ask(None, target),
            result => result,
        }
    }

    /// Asks over a connection, or over a new one.
    fn ask(&mut self, kept: Option<(TcpStream, Vec<u8>)>, target: &str) -> io::Result<Answer> {
        let (mut stream, mut unused) = match kept {
            Some(kept) => kept,
            None => {
                let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
                stream.set_nodelay(true)?;
                stream.set_read_timeout(Some(ANSWER_TIME))?;
                (stream, Vec::new())
            }
        };
        stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).as_bytes())?;
        let head = take_until(&mut stream, &mut unused, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        let malformed = || io::Error::other(format!("no answer that can be read: {head}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(malformed)?;
        let body = match (field("content-length"), field("transfer-encoding")) {
            (Some(length), _) => take(&mut stream, &mut unused, length.trim().parse().map_err(|_| malformed())?)?,
            (None, Some("chunked")) => take_chunks(&mut stream, &mut unused)?,
            _ => {
                let mut body = std::mem::take(&mut unused);
                stream.read_to_end(&mut body)?;
                return Ok(Answer { status, body });
            }
        };
        if field("connection") != Some("close") {
            self.stream = Some((stream, unused));
        }
        Ok(Answer { status, body })
    }

    /// Waits until the server has nothing more to do.
    pub(crate) fn settle(&self) -> io::Result<()> {
        let mut before = self.processor_time()?;
        loop {
            sleep(IDLE);
            let now = self.processor_time()?;
            if now == before {
                return Ok(());
            }
            before = now;
        }
    }

    /// Returns how long the process has used processors, in ticks of the kernel (proc(5), `/proc/pid/stat`).
    fn processor_time(&self) -> io::Result<u64> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after_name = text.rsplit(')').next().unwrap_or_default();
        Ok(after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum())
    }

    /// Returns the resident memory of the process, in megabytes of a million bytes.
    pub(crate) fn memory(&self) -> io::Result<f64> {
        let text = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.map(|kilobytes| kilobytes * 1024.0 / 1e6).ok_or_else(|| io::Error::other("no VmRSS"))
    }
}

/// Reads some bytes more.
fn read_more(stream: &mut TcpStream, unused: &mut Vec<u8>) -> io::Result<()> {
    let mut part = [0; 64 * 1024];
    match stream.read(&mut part)? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        count => {
            unused.extend_from_slice(&part[..count]);
            Ok(())
        }
    }
}

/// Takes so many bytes.
fn take(stream: &mut TcpStream, unused: &mut Vec<u8>, count: usize) -> io::Result<Vec<u8>> {
    while unused.len() < count {
        read_more(stream, unused)?;
    }
    let rest = unused.split_off(count);
    Ok(std::mem::replace(unused, rest))
}

/// Takes everything up to and with an end.
fn take_until(stream: &mut TcpStream, unused: &mut Vec<u8>, end: &[u8]) -> io::Result<Vec<u8>> {
    loop {
        if let Some(at) = unused.windows(end.len()).position(|window| window == end) {
            return take(stream, unused, at + end.len());
        }
        read_more(stream, unused)?;
    }
}

/// Takes a body that comes in chunks (RFC 9112, section 7.1).
fn take_chunks(stream: &mut TcpStream, unused: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = take_until(stream, unused, b"\r\n")?;
        let line = String::from_utf8_lossy(&line).into_owned();
        let length = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16);
        let length = length.map_err(io::Error::other)?;
        body.extend(take(stream, unused, length)?);
        take(stream, unused, 2)?;
        if length == 0 {
            return Ok(body);
        }
    }
}
