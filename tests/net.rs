//! The network against servers that are slow, wrong or hostile.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

#[path = "support/server.rs"]
mod server;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use diptych::effects::net::{
    Answer, Client, Limits, Moved, Names, NetError, Permission, Reach, Request, USER_AGENT, Validators,
};
use server::{Reply, Server, lead, say};

/// Bounds that a slow server reaches soon, and no other one ever.
const QUICK: Limits = Limits {
    whole: Duration::from_millis(300),
    connect: Duration::from_secs(30),
    head_bytes: 8 << 10,
    body_bytes: 1 << 20,
    hops: 10,
};

/// Bounds that only size reaches.
const PATIENT: Limits = Limits { whole: Duration::from_secs(600), ..QUICK };

fn fetch_with(limits: Limits, names: Names, request: &Request) -> Result<Answer, NetError> {
    Client::new(Permission::Granted, limits, names).fetch(request, &AtomicBool::new(false))
}

fn fetch(url: &str) -> Result<Answer, NetError> {
    fetch_with(PATIENT, Names::default(), &Request::document(url))
}

/// What one request to a server that always answers so comes to.
fn answered(limits: Limits, reply: impl Fn() -> Reply + Send + Sync + 'static) -> Result<Answer, NetError> {
    let server = Server::start(move |_| reply());
    fetch_with(limits, Names::default(), &Request::document(&server.at("/feed")))
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

#[test]
fn an_answer_says_all_that_a_reader_of_feeds_needs() {
    let server = Server::start(|_| {
        let head = [
            ("Content-Type", "application/rss+xml; charset=latin1"),
            ("ETag", "W/\"a, \\\"b\\\"\""),
            ("Last-Modified", "yesterday, roughly"),
            ("Cache-Control", "max-age=60"),
            ("Expires", "never"),
            ("Set-Cookie", "who=you"),
        ];
        say("200 OK", &head, "<rss/>")
    });
    let client = Client::new(Permission::Granted, PATIENT, Names::default());
    let request = Request::document(&server.at("/feed?a=1"));
    let answer = client.fetch(&request, &AtomicBool::new(false)).unwrap();
    let told = Answer {
        status: 200,
        url: server.at("/feed?a=1"),
        moved: Moved::Not,
        near: true,
        content_type: Some("application/rss+xml; charset=latin1".to_owned()),
        validators: Validators {
            etag: Some("W/\"a, \\\"b\\\"\"".to_owned()),
            last_modified: Some("yesterday, roughly".to_owned()),
        },
        retry_after: None,
        cache_control: Some("max-age=60".to_owned()),
        expires: Some("never".to_owned()),
        body: b"<rss/>".to_vec(),
        cut: false,
    };
    assert_eq!(answer, told);
    client.fetch(&request, &AtomicBool::new(false)).unwrap();
    for asked in server.asked() {
        assert_eq!(asked.head.get("user-agent").map(String::as_str), Some(USER_AGENT));
        assert!(asked.head["accept-encoding"].contains("gzip") && asked.head["accept-encoding"].contains("br"));
        assert!(!asked.head.contains_key("cookie") && !asked.head.contains_key("referer"), "{asked:?}");
    }
}

#[test]
fn validators_go_back_byte_for_byte_and_new_ones_come_with_not_modified() {
    let server = Server::start(|_| say("304 Not Modified", &[("ETag", "\"new\"")], ""));
    let etag = "W/\"caf\u{e9} 1\"";
    let known = Validators { etag: Some(etag.to_owned()), last_modified: Some("Mon, 1 Jan".to_owned()) };
    let answer = fetch_with(PATIENT, Names::default(), &Request::feed(&server.at("/"), known)).unwrap();
    assert_eq!((answer.status, answer.validators.etag.as_deref()), (304, Some("\"new\"")));
    let asked = server.asked();
    assert_eq!(asked[0].head["if-none-match"], etag);
    assert_eq!(asked[0].head["if-modified-since"], "Mon, 1 Jan");
}

#[test]
fn statuses_that_say_no_are_answers() {
    for (status, retry) in
        [("410 Gone", None), ("429 Too Many Requests", Some("120")), ("503 Busy", Some("Tue")), ("404 No", None)]
    {
        let head: Vec<(&str, &str)> = retry.iter().map(|after| ("Retry-After", *after)).collect();
        let head: Vec<(String, String)> = head.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let answer = answered(PATIENT, move || {
            let head: Vec<(&str, &str)> = head.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            say(status, &head, "no")
        });
        let answer = answer.unwrap();
        assert_eq!(
            (answer.status.to_string().as_str(), answer.retry_after.as_deref()),
            (status.split(' ').next().unwrap(), retry)
        );
    }
}

#[test]
fn a_server_that_says_nothing_or_drips_is_left() {
    let head: fn() -> Reply = || Reply::Drip(format!("{HEAD}X-Drip: ").into(), b"x".to_vec());
    let body: fn() -> Reply = || Reply::Drip(format!("{HEAD}\r\n").into(), b"x".to_vec());
    let counted: fn() -> Reply = || Reply::Drip(format!("{HEAD}Content-Length: 100000\r\n\r\n").into(), b"x".to_vec());
    let limits = Limits { head_bytes: 64 << 20, body_bytes: 64 << 20, ..QUICK };
    for reply in [head, body, counted, || Reply::Stall] {
        let error = answered(limits, reply).unwrap_err();
        assert!(matches!(error, NetError::Slow { .. }), "{error:?}");
        assert!(error.to_string().ends_with("/feed: no whole answer came within 0.3 seconds"), "{error}");
    }
}

#[test]
fn what_is_too_large_is_refused_however_small_it_came() {
    let head = answered(PATIENT, || Reply::Drip(HEAD.into(), format!("X-Long: {}\r\n", "x".repeat(4000)).into()));
    assert!(matches!(head.unwrap_err(), NetError::HeadTooLarge { .. }));
    let body = answered(PATIENT, || Reply::Drip(format!("{HEAD}\r\n").into(), vec![b'x'; 1 << 16]));
    assert!(matches!(body.unwrap_err(), NetError::TooLarge { most, .. } if most == 1 << 20));
    let large = answered(PATIENT, || say("200 OK", &[("Content-Encoding", "gzip")], bomb(200)));
    let error = large.unwrap_err();
    assert!(error.to_string().ends_with("the answer is larger than 1 MB"), "{error}");
    let small = answered(PATIENT, || say("200 OK", &[("Content-Encoding", "gzip")], bomb(1)));
    assert_eq!(small.unwrap().body, vec![0; 65_535], "what fits is unpacked");
    let brotli = answered(PATIENT, || say("200 OK", &[("Content-Encoding", "br")], b"\x0b\x02\x80hello\x03"));
    assert_eq!(brotli.unwrap().body, b"hello");
}

/// Returns gzip of `blocks` × 65,535 zeros in a handful of bytes each: stored blocks would be as long as what they hold,
/// so each is one literal and copies of what came before (fixed codes of RFC 1951).
fn bomb(blocks: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    let zeros = 65_535 * blocks;
    bits.put(0b1, 1); // the last block
    bits.put(0b01, 2); // fixed codes
    bits.code(0b0011_0000, 8); // the byte 0
    let mut left = zeros - 1;
    while left >= 258 + 3 || left == 258 {
        bits.code(0b1100_0101, 8); // a copy of 258 bytes
        bits.code(0, 5); // from one byte before
        left -= 258;
    }
    for _ in 0..left {
        bits.code(0b0011_0000, 8);
    }
    bits.code(0, 7); // the end
    let mut gzip = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];
    gzip.extend(bits.end());
    gzip.extend(checksum(zeros).to_le_bytes());
    gzip.extend(u32::try_from(zeros).unwrap().to_le_bytes());
    gzip
}

/// The CRC-32 of `count` zeros.
fn checksum(count: usize) -> u32 {
    let step = |crc: u32| (0..8).fold(crc, |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 });
    !(0..count).fold(u32::MAX, |crc, _| (crc >> 8) ^ step(crc & 0xFF))
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    byte: u8,
    filled: u32,
}

impl Bits {
    /// Puts bits, the lowest first.
    fn put(&mut self, bits: u32, count: u32) {
        for at in 0..count {
            self.byte |= u8::try_from(bits >> at & 1).unwrap() << self.filled;
            self.filled += 1;
            if self.filled == 8 {
                self.bytes.push(self.byte);
                (self.byte, self.filled) = (0, 0);
            }
        }
    }

    /// Puts a code, the highest bit first.
    fn code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }

    fn end(mut self) -> Vec<u8> {
        self.bytes.push(self.byte);
        self.bytes
    }
}

#[test]
fn a_body_that_was_cut_short_is_given_and_said_to_be_so() {
    let answer = answered(PATIENT, || Reply::Cut(format!("{HEAD}Content-Length: 100\r\n\r\nfirst part").into()));
    let answer = answer.unwrap();
    assert!(answer.cut);
    assert_eq!(answer.body, b"first part");
    let chunked = format!("{HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
    let answer = answered(PATIENT, move || Reply::Cut(chunked.clone().into())).unwrap();
    assert!(answer.cut);
    assert_eq!(answer.body, b"first");
    let longer = answered(PATIENT, || Reply::Cut(format!("{HEAD}Content-Length: 3\r\n\r\nabcdef").into())).unwrap();
    assert_eq!((longer.body.as_slice(), longer.cut), (b"abc".as_slice(), false));
}

#[test]
fn what_is_no_http_is_told_with_its_address() {
    for bytes in [
        "SSH-2.0-nothing\r\n\r\n".to_owned(),
        format!("{HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\nfirst\r\n"),
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n".to_owned(),
        String::new(),
        "\u{0}\u{1}\u{2}".repeat(100),
    ] {
        let sent = bytes.clone();
        let error = answered(PATIENT, move || Reply::Cut(sent.clone().into())).unwrap_err();
        assert!(matches!(&error, NetError::Failed { url, .. } if url.ends_with("/feed")), "{bytes:?}: {error:?}");
    }
    let broken = answered(PATIENT, || say("200 OK", &[("Content-Encoding", "gzip")], "no gzip"));
    assert!(broken.is_err());
    let plain = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", plain.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = plain.accept().unwrap();
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 400 Bad\r\n\r\n").unwrap();
        let _ = std::io::Read::read_to_end(&mut stream, &mut Vec::new());
    });
    let error = fetch(&url).unwrap_err();
    assert!(error.to_string().contains("no safe connection: "), "{error}");
    let refused = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let error = fetch(&refused).unwrap_err();
    assert!(error.to_string().ends_with("no server listens there (connection refused)"), "{error}");
}

#[test]
fn redirects_are_followed_and_only_all_of_them_permanent_are_permanent() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/301" => lead("301 Moved", "/end"),
        "/308" => lead("308 Moved", "/301"),
        "/302" => lead("302 Found", "/301"),
        "/mixed" => lead("301 Moved", "/302"),
        "/303" => lead("303 Other", "end"),
        "/307" => lead("307 Other", "?307"),
        "/end" | "/307?307" => say("200 OK", &[], "here"),
        other => lead("302 Found", other),
    });
    for (path, moved) in [
        ("/end", Moved::Not),
        ("/301", Moved::ForGood),
        ("/308", Moved::ForGood),
        ("/302", Moved::ForNow),
        ("/mixed", Moved::ForNow),
        ("/303", Moved::ForNow),
    ] {
        let answer = fetch(&server.at(path)).unwrap();
        assert_eq!((answer.moved, answer.url), (moved, server.at("/end")), "{path}");
        assert_eq!(answer.body, b"here");
    }
    assert_eq!(fetch(&server.at("/307")).unwrap().url, server.at("/307?307"));
    let before = server.paths().len();
    let error = fetch(&server.at("/loop")).unwrap_err();
    assert!(matches!(error, NetError::TooManyHops { most: 10, .. }), "{error:?}");
    assert_eq!(server.paths().len() - before, 11);
}

#[test]
fn redirects_lead_to_the_web_only() {
    for to in ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "data:text/html,x", "http://"] {
        let server = Server::start(move |_| lead("302 Found", to));
        let error = fetch(&server.at("/")).unwrap_err();
        assert!(matches!(&error, NetError::Astray { to: told, .. } if told == to), "{to}: {error:?}");
        assert_eq!(server.paths().len(), 1);
    }
}

/// A server that plays a public host and a private one, by what it is asked as.
fn house() -> (Server, Names) {
    let server = Server::start(|asked| {
        let port = asked.head["host"].rsplit(':').next().unwrap().to_owned();
        let to = |host: &str| lead("301 Moved", &format!("http://{host}:{port}/end"));
        match asked.path.as_str() {
            "/to-number" => to("127.0.0.1"),
            "/to-mapped" => to("[::ffff:127.0.0.1]"),
            "/to-name" => to("router.example"),
            "/to-localhost" => to("localhost"),
            "/to-public" => to("public.example"),
            "/there-and-back" => lead("302 Found", &format!("http://public.example:{port}/to-name")),
            _ => say("200 OK", &[], asked.head["host"].as_str()),
        }
    });
    let hosts = [("public.example", false), ("router.example", true)];
    let names = Names::told(hosts.map(|(name, near)| (name.to_owned(), server.address, near)));
    (server, names)
}

#[test]
fn a_public_address_never_leads_into_the_readers_own_network() {
    let (server, names) = house();
    let port = server.address.port();
    let ask = |host: &str, path: &str| {
        fetch_with(PATIENT, names.clone(), &Request::document(&format!("http://{host}:{port}{path}")))
    };
    for path in ["/to-number", "/to-mapped", "/to-name", "/to-localhost"] {
        let error = ask("public.example", path).unwrap_err();
        assert!(matches!(error, NetError::Inward { .. }), "{path}: {error:?}");
    }
    assert_eq!(server.paths().iter().filter(|path| *path == "/end").count(), 0);
    assert!(matches!(ask("router.example", "/there-and-back"), Err(NetError::Inward { .. })));
    assert!(!ask("public.example", "/to-public").unwrap().near);
    assert!(ask("router.example", "/to-number").unwrap().near, "who is at home may go on at home");
    let public = Request { reach: Reach::Public, ..Request::document(&format!("http://router.example:{port}/end")) };
    assert!(matches!(fetch_with(PATIENT, names.clone(), &public), Err(NetError::Inward { .. })));
    let looked_up = Request { reach: Reach::Public, ..Request::document(&server.at("/end")) };
    assert!(matches!(fetch(&looked_up.url).map(|answer| answer.near), Ok(true)));
    assert!(matches!(fetch_with(PATIENT, Names::default(), &looked_up), Err(NetError::Inward { .. })));
}

#[test]
fn a_password_goes_to_the_host_that_it_is_for_and_no_other() {
    let (server, names) = house();
    let port = server.address.port();
    let url = format!("http://router.example:{port}/to-public");
    let request = Request { authorization: Some("Basic c2VjcmV0".to_owned()), ..Request::document(&url) };
    fetch_with(PATIENT, names, &request).unwrap();
    let sent: Vec<bool> = server.asked().iter().map(|asked| asked.head.contains_key("authorization")).collect();
    assert_eq!(sent, [true, false]);
}

#[test]
fn nothing_is_asked_where_it_is_forbidden_called_off_or_no_address_of_the_web() {
    let server = Server::start(|_| say("200 OK", &[], "x"));
    let request = Request::document(&server.at("/"));
    for (permission, told) in
        [(Permission::Offline, "--offline was given"), (Permission::Settings, "`network = false`")]
    {
        let client = Client::new(permission, PATIENT, Names::default());
        let error = client.fetch(&request, &AtomicBool::new(false)).unwrap_err();
        assert!(error.to_string().contains(told), "{error}");
    }
    let client = Client::new(Permission::Granted, PATIENT, Names::default());
    assert!(matches!(client.fetch(&request, &AtomicBool::new(true)), Err(NetError::CalledOff)));
    for url in [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "smb://host/share",
        "-e id",
        "file:///etc/passwd",
        "http://x/\u{1b}]52;",
    ] {
        assert!(matches!(fetch(url), Err(NetError::NotWeb { .. })), "{url:?}");
    }
    assert!(server.asked().is_empty());
}
