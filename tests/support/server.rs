//! A web server on the machine itself that answers as it is told, wrongly too: no library of servers can cut a body short
//! or drip.

#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part; a test that cannot go on shall fail")]

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The path with its query.
    pub path: String,
    /// The fields of its head, their names in small letters.
    pub head: HashMap<String, String>,
}

/// What a server does with a request.
pub enum Reply {
    /// Sends this and waits for the next request.
    Say(Vec<u8>),
    /// Sends this and ends the connection.
    Cut(Vec<u8>),
    /// Sends this, then these bytes over and over, a few at a time, as long as somebody reads.
    Drip(Vec<u8>, Vec<u8>),
    /// Says nothing for as long as somebody waits.
    Stall,
}

/// Returns a whole answer.
pub fn say(status: &str, head: &[(&str, &str)], body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let fields: String = head.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let mut bytes = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n{fields}\r\n", body.len()).into_bytes();
    bytes.extend(body);
    Reply::Say(bytes)
}

/// Returns an answer that sends on.
pub fn lead(status: &str, to: &str) -> Reply {
    say(status, &[("Location", to)], "")
}

/// A running server; it ends with the test's process.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts a server that answers with `answer`.
    pub fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen) = (Arc::new(answer), Arc::clone(&asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                thread::spawn(move || serve(stream, &*answer, &seen));
            }
        });
        Self { address, asked }
    }

    /// Returns the address of a path.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Returns what was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// Returns the paths that were asked for so far.
    pub fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.path).collect()
    }
}

fn serve(stream: TcpStream, answer: &dyn Fn(&Asked) -> Reply, seen: &Mutex<Vec<Asked>>) {
    stream.set_nodelay(true).unwrap();
    let mut out = stream.try_clone().unwrap();
    let mut lines = BufReader::new(stream);
    loop {
        let Some(asked) = request(&mut lines) else { return };
        seen.lock().unwrap().push(asked.clone());
        match answer(&asked) {
            Reply::Say(bytes) => {
                if out.write_all(&bytes).is_err() {
                    return;
                }
            }
            Reply::Cut(bytes) => {
                let _ = out.write_all(&bytes);
                return;
            }
            Reply::Drip(first, again) => {
                let mut next = out.write_all(&first);
                while next.is_ok() {
                    thread::sleep(Duration::from_millis(2));
                    next = out.write_all(&again);
                }
                return;
            }
            Reply::Stall => {
                let _ = lines.read_to_end(&mut Vec::new());
                return;
            }
        }
    }
}

fn request(lines: &mut impl BufRead) -> Option<Asked> {
    let first = line(lines)?;
    let path = first.split_whitespace().nth(1)?.to_owned();
    let mut head = HashMap::new();
    loop {
        let line = line(lines)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        head.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Asked { path, head })
}

/// Reads a line; a byte is a character.
fn line(lines: &mut impl BufRead) -> Option<String> {
    let mut line = Vec::new();
    lines.read_until(b'\n', &mut line).ok().filter(|read| *read > 0)?;
    Some(line.into_iter().map(char::from).collect())
}
