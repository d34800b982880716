//! Clients: those that listen for events, and those that are slow, silent or many.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use demarche::serve::{Files, Marks};

use super::{Preview, SECRET, read_reply, site};

/// A browser that listens for events.
struct Listener(BufReader<TcpStream>);

impl Listener {
    /// Begins to listen, and reads what is said first.
    fn start(preview: &Preview) -> Listener {
        let mut stream = preview.connect();
        let request = format!("GET /_demarche/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
        stream.write_all(request.as_bytes()).expect("the request is sent");
        let mut listener = Listener(BufReader::new(stream));
        while !listener.line().is_empty() {}
        assert!(listener.event().ends_with(" page"));
        assert!(listener.event().ends_with(" problems"));
        listener
    }

    /// Reads one line.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("the stream goes on");
        assert!(line.ends_with('\n'), "the stream has ended");
        line.trim_end().to_owned()
    }

    /// Reads up to the next event and returns what it says, after making sure that nothing else was said.
    fn event(&mut self) -> String {
        loop {
            let line = self.line();
            match line.strip_prefix("data: ") {
                Some(event) => return event.to_owned(),
                None => assert!(["", ":", "retry: 500"].contains(&line.as_str()), "{line}"),
            }
        }
    }
}

/// Returns the site with one file replaced.
fn site_with(route: &str, text: &str) -> Files {
    let mut files = site();
    files.insert(route.to_owned(), text.as_bytes().into());
    files
}

#[test]
fn events_hold_a_number_and_a_word() {
    let preview = Preview::start();
    let mut listener = Listener::start(&preview);
    let wrong = demarche::Diagnostic::error("x", SECRET, demarche::diag::Span::whole(&"content/secret.md".into()));
    preview.0.show_site(&site_with("letters/index.html", "secret"), &[]);
    preview.0.show_problems(std::slice::from_ref(&wrong));
    preview.0.show_problems(&[wrong]);
    preview.0.show_site(&site_with("letters/upr-49/photo.jpg", "secret"), &[]);
    preview.0.show_site(&site_with("letters/upr-49/photo.jpg", "secret"), &[]);
    preview.0.show_site(&site_with("secret/index.html", "secret"), &[]);
    let events: Vec<String> = (0..5).map(|_| listener.event()).collect();
    // Neither the same problems nor the same files again are an event.
    assert_eq!(events, ["2 page", "3 problems", "5 files", "5 problems", "7 files"]);
}

#[test]
fn other_marks_are_an_event_and_the_same_are_none() {
    let preview = Preview::start();
    let mut listener = Listener::start(&preview);
    let marks = |why: &str| Marks { hidden: [("index.html".to_owned(), why.to_owned())].into(), at: None };
    preview.0.set_marks(marks("a secret draft"));
    preview.0.set_marks(marks("a secret draft"));
    preview.0.set_marks(Marks::default());
    preview.0.show_site(&site_with("index.html", "new"), &[]);
    assert_eq!([(); 3].map(|()| listener.event()), ["2 page", "3 page", "4 page"]);
}

#[test]
fn new_style_alone_is_told_apart() {
    let preview = Preview::start();
    let styled = |name: &str| {
        let mut files = site();
        files.remove("assets/style.0123456789abcdef.css");
        files.insert(format!("assets/style.{name}.css"), b"p{}"[..].into());
        let page = format!("<link rel=\"stylesheet\" href=\"/assets/style.{name}.css\">");
        files.insert("index.html".to_owned(), page.into_bytes().into());
        files
    };
    preview.0.show_site(&styled("1111111111111111"), &[]);
    let mut listener = Listener::start(&preview);
    preview.0.show_site(&styled("1112222222222222"), &[]);
    assert_eq!(listener.event(), "3 css");
    let mut more = styled("3333333333333333");
    more.insert("letters/index.html".to_owned(), b"other"[..].into());
    preview.0.show_site(&more, &[]);
    assert_eq!(listener.event(), "4 files");
}

#[test]
fn many_half_open_connections_hold_back_nobody() {
    let preview = Preview::start();
    let mut listener = Listener::start(&preview);
    let mut half_open = Vec::new();
    for number in 0..300 {
        let mut stream = preview.connect();
        // A third says nothing, a third begins a line, a third begins a header.
        let text = ["", "GET /", "GET / HTTP/1.1\r\nHost: loc"][number % 3];
        stream.write_all(text.as_bytes()).expect("the server listens");
        half_open.push(stream);
        if number % 20 == 0 {
            assert_eq!(preview.get("/").status, 200, "after {number}");
        }
    }
    for _ in 0..50 {
        assert!(preview.get("/letters/").text().contains(SECRET));
    }
    // Whoever listened before is still told.
    preview.0.show_site(&site_with("index.html", "new"), &[]);
    assert_eq!(listener.event(), "2 page");
}

#[test]
fn pages_that_are_looked_at_are_shown_before_the_build_is_done() {
    let preview = Preview::start();
    let mut listener = Listener::start(&preview);
    let stage = preview.0.stage();
    assert_eq!(stage.viewed(), [""; 0]);
    for path in ["/letters/", "/letters/upr-49/photo.jpg", "/nowhere/", "/_demarche/problems", "/letters/upr-49/"] {
        preview.get(path);
    }
    assert_eq!(stage.viewed(), ["letters/index.html", "letters/upr-49/index.html"]);
    stage.show([("letters/index.html".to_owned(), Some(b"new".as_slice().into()))].into());
    assert_eq!(listener.event(), "2 page");
    assert!(preview.get("/letters/").text().starts_with("new"));
    assert!(preview.get("/").text().contains(SECRET));
}

#[test]
fn request_that_does_not_come_is_given_up() {
    let preview = Preview::start();
    let mut slow = preview.connect();
    slow.write_all(b"GET / HTTP/1.1\r\n").expect("the server listens");
    let mut dripping = preview.connect();
    let drip = std::thread::spawn(move || {
        let mut sent = 0;
        // A byte now and then does not buy more time.
        while dripping.write_all(b"G").is_ok() && sent < 100 {
            sent += 1;
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        sent
    });
    let reply = read_reply(&mut slow);
    assert_eq!(reply.status, 408);
    reply.assert_guarded("a slow request");
    assert!(drip.join().expect("the thread ends") < 100);
}

#[test]
fn clients_that_go_away_or_do_not_read_harm_nobody() {
    let preview = Preview::start();
    preview.0.show_site(&site_with("big.bin", &"x".repeat(8 * 1024 * 1024)), &[]);
    let request = format!("GET /big.bin HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port());
    let mut open = Vec::new();
    for number in 0..40 {
        let mut stream = preview.connect();
        stream.write_all(request.as_bytes()).expect("the request is sent");
        // Half go away in the middle, half stay and never read.
        if number % 2 == 0 {
            open.push(stream);
        }
    }
    for _ in 0..20 {
        assert_eq!(preview.get("/").status, 200);
    }
    assert_eq!(preview.get("/big.bin").body.len(), 8 * 1024 * 1024);
}

#[test]
fn browser_that_saw_a_page_of_the_first_build_loads_it_again_when_all_is_there() {
    let preview = Preview(super::server("/home/someone/site"));
    let mut listener = Listener::start(&preview);
    let page = Some(site()["letters/index.html"].clone());
    preview.0.stage().show([("letters/index.html".to_owned(), page)].into());
    assert_eq!(listener.event(), "1 page");
    // Its pictures were yet to come.
    preview.0.show_site(&site(), &[]);
    assert_eq!(listener.event(), "2 files");
}
