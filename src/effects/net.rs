//! The network, and the only place that names the HTTP library: one request in, one answer out.
//!
//! Redirects are followed here and not by the library, for three things are asked of every hop: that it leads to http or
//! https, that it does not lead from a public address into the reader's own network, and whether it is permanent. A server
//! may be slow, endless or hostile: the time for the whole of it, the size of the head and that of the body *after*
//! decompression have bounds. No cookies are kept, no page is told where the reader came from.

mod address;
mod answer;
mod error;
mod names;
mod request;

use std::io::Read as _;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use ureq::http::{HeaderMap, HeaderValue, Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};

use crate::library::url::{Url, openable};
pub use address::is_near;
pub use answer::{Answer, Moved};
pub use error::NetError;
use names::Guard;
pub use names::Names;
pub use request::{Reach, Request, Validators};

/// What the program says it is: its name, its version, and what kind of program.
pub const USER_AGENT: &str = concat!("diptych/", env!("CARGO_PKG_VERSION"), " (a person's news reader)");

/// Bytes that are read at once; between two readings a request may be called off.
const CHUNK: usize = 64 << 10;

/// How often it is looked whether a request that is waited for was called off.
const GLANCE: Duration = Duration::from_millis(50);

/// The bounds of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The time for all of it, every hop and the last byte included.
    pub whole: Duration,
    /// The time to find and reach the server.
    pub connect: Duration,
    /// Bytes of an answer's head.
    pub head_bytes: usize,
    /// Bytes of an answer's body after decompression.
    pub body_bytes: u64,
    /// Redirects.
    pub hops: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            whole: Duration::from_secs(60),
            connect: Duration::from_secs(15),
            head_bytes: 64 << 10,
            body_bytes: 16 << 20,
            hops: 10,
        }
    }
}

/// Whether requests may be made, and who forbade them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// They may.
    Granted,
    /// `--offline` stands on the command line.
    Offline,
    /// The settings have `network = false`.
    Settings,
}

/// Makes requests; connections are kept for the next one to the same host.
#[derive(Clone, Debug)]
pub struct Client(Arc<Asker>);

/// What makes them, each on a thread of its own: a server that says nothing cannot be interrupted, only left.
#[derive(Debug)]
struct Asker {
    permission: Permission,
    limits: Limits,
    names: Names,
    /// What the program says it is, where a request says nothing else.
    user_agent: String,
    anywhere: Agent,
    public: Agent,
}

/// One hop that an answer asks for.
struct Hop {
    to: Url,
    for_good: bool,
}

impl Client {
    /// Makes a client; `names` are hosts that are not looked up.
    #[must_use]
    pub fn new(permission: Permission, limits: Limits, names: Names) -> Self {
        let agent = |reach| {
            let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
            let config = Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .save_redirect_history(false)
                .max_response_header_size(limits.head_bytes)
                .timeout_connect(Some(limits.connect))
                .timeout_resolve(Some(limits.connect))
                .max_idle_connections_per_host(1)
                .build();
            Agent::with_parts(config, ureq::unversioned::transport::DefaultConnector::new(), Guard::new(&names, reach))
        };
        let (anywhere, public) = (agent(Reach::Anywhere), agent(Reach::Public));
        Self(Arc::new(Asker { permission, limits, names, user_agent: USER_AGENT.to_owned(), anywhere, public }))
    }

    /// Tells with every request by which address the reader may be reached; nothing where there is none.
    #[must_use]
    pub fn with_contact(mut self, contact: &str) -> Self {
        if let Some(asker) = Arc::get_mut(&mut self.0).filter(|_| !contact.is_empty()) {
            asker.user_agent = USER_AGENT.replace(')', &format!("; {contact})"));
        }
        self
    }

    /// Says whether an address is in the reader's own network, as far as that is known.
    #[must_use]
    pub fn is_near(&self, url: &Url) -> bool {
        self.0.names.is_near(url)
    }

    /// Asks, and waits for the answer, or until it is called off.
    ///
    /// A status that says no is an answer too.
    ///
    /// # Errors
    /// Where no answer came, or none that may be taken.
    pub fn fetch(&self, request: &Request, cancel: &AtomicBool) -> Result<Answer, NetError> {
        let (sender, answer) = mpsc::channel();
        let left = Arc::new(AtomicBool::new(cancel.load(Ordering::Relaxed)));
        let (asker, request, called_off) = (Arc::clone(&self.0), request.clone(), Arc::clone(&left));
        let work = move || {
            // Nobody listens where it was called off.
            let _ = sender.send(asker.fetch(&request, &called_off));
        };
        let Ok(asking) = thread::Builder::new().name("asking".to_owned()).spawn(work) else {
            return Err(NetError::NoThread);
        };
        loop {
            match answer.recv_timeout(GLANCE) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if cancel.load(Ordering::Relaxed) => {
                    left.store(true, Ordering::Relaxed);
                    return Err(NetError::CalledOff);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => match asking.join() {
                    Err(panic) => resume_unwind(panic),
                    Ok(()) => return Err(NetError::CalledOff),
                },
            }
        }
    }
}

impl Asker {
    /// Asks, and waits for the answer; `cancel` is looked at between hops and between the parts of a body.
    fn fetch(&self, request: &Request, cancel: &AtomicBool) -> Result<Answer, NetError> {
        match self.permission {
            Permission::Granted => {}
            forbidden => return Err(NetError::Forbidden(forbidden)),
        }
        let start = openable(&request.url).map_err(|why| NetError::NotWeb { url: request.url.clone(), why })?;
        let until = Instant::now() + self.limits.whole;
        let (mut url, mut reach, mut moved) = (start.clone(), request.reach, Moved::Not);
        for _ in 0..=self.limits.hops {
            let trusted = url.origin() == start.origin();
            let response = self.ask(request, &url, reach, trusted, until, cancel)?;
            let Some(hop) = hop(&response, &url)? else {
                let near = self.names.is_near(&url);
                return self.taken(response, &url, moved, near, cancel);
            };
            if !self.names.is_near(&url) {
                reach = Reach::Public;
            }
            let gives_up_https = url.scheme() == "https" && hop.to.scheme() == "http";
            let for_good = hop.for_good && moved != Moved::ForNow && !gives_up_https;
            moved = if for_good { Moved::ForGood } else { Moved::ForNow };
            url = hop.to;
        }
        Err(NetError::TooManyHops { url: start.into(), most: self.limits.hops })
    }

    fn ask(
        &self,
        request: &Request,
        url: &Url,
        reach: Reach,
        trusted: bool,
        until: Instant,
        cancel: &AtomicBool,
    ) -> Result<Response<ureq::Body>, NetError> {
        if cancel.load(Ordering::Relaxed) {
            return Err(NetError::CalledOff);
        }
        // A proxy looks names up itself, so that what needs no looking up is judged here.
        if reach == Reach::Public && self.names.is_near(url) {
            return Err(NetError::Inward { url: url.to_string() });
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(NetError::Slow { url: url.to_string(), after: self.limits.whole });
        }
        let agent = if reach == Reach::Public { &self.public } else { &self.anywhere };
        let mut asked = agent.get(url.as_str()).header("Accept", request.accept);
        asked = asked.header("User-Agent", request.user_agent.as_deref().unwrap_or(&self.user_agent));
        let Validators { etag, last_modified } = &request.validators;
        let sent = [("If-None-Match", etag), ("If-Modified-Since", last_modified)];
        for (name, value) in sent.into_iter().filter_map(|(name, value)| Some((name, latin1(value.as_deref()?)?))) {
            asked = asked.header(name, value);
        }
        if let Some(secret) = request.authorization.as_deref().filter(|_| trusted).and_then(latin1) {
            asked = asked.header("Authorization", secret);
        }
        let asked = asked.config().timeout_global(Some(left)).build();
        asked.call().map_err(|error| NetError::of(error, url, &self.limits))
    }

    /// Reads the answer at the end of the way.
    fn taken(
        &self,
        mut response: Response<ureq::Body>,
        url: &Url,
        moved: Moved,
        near: bool,
        cancel: &AtomicBool,
    ) -> Result<Answer, NetError> {
        let head = |name| text(response.headers(), name);
        let mut answer = Answer {
            status: response.status().as_u16(),
            url: url.to_string(),
            moved,
            near,
            content_type: head("Content-Type"),
            validators: Validators { etag: head("ETag"), last_modified: head("Last-Modified") },
            retry_after: head("Retry-After"),
            cache_control: head("Cache-Control"),
            expires: head("Expires"),
            ..Answer::default()
        };
        let mut reader = response.body_mut().as_reader().take(self.limits.body_bytes + 1);
        let mut chunk = vec![0; CHUNK];
        loop {
            if cancel.load(Ordering::Relaxed) {
                return Err(NetError::CalledOff);
            }
            match reader.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => answer.body.extend(chunk.iter().take(read)),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof && !answer.body.is_empty() => {
                    answer.cut = true;
                    break;
                }
                Err(error) => return Err(NetError::of(error.into(), url, &self.limits)),
            }
        }
        if answer.body.len() as u64 > self.limits.body_bytes {
            return Err(NetError::TooLarge { url: url.to_string(), most: self.limits.body_bytes });
        }
        Ok(answer)
    }
}

/// Returns where an answer sends on to.
fn hop(response: &Response<ureq::Body>, from: &Url) -> Result<Option<Hop>, NetError> {
    let for_good = match response.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT => true,
        StatusCode::FOUND | StatusCode::SEE_OTHER | StatusCode::TEMPORARY_REDIRECT => false,
        _ => return Ok(None),
    };
    let Some(location) = response.headers().get("Location") else { return Ok(None) };
    let written = String::from_utf8_lossy(location.as_bytes()).into_owned();
    let to = from.join(&written).map_err(Into::into).and_then(|to| openable(to.as_str()));
    match to {
        Ok(to) => Ok(Some(Hop { to, for_good })),
        Err(why) => Err(NetError::Astray { url: from.to_string(), to: written, why }),
    }
}

/// Returns a field of a head; a byte is a character.
fn text(head: &HeaderMap, name: &str) -> Option<String> {
    let value: String = head.get(name)?.as_bytes().iter().map(|byte| char::from(*byte)).collect();
    Some(value).filter(|value| !value.is_empty())
}

/// Returns the bytes of a field that is to be sent; none where it cannot be one.
fn latin1(value: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = value.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    HeaderValue::from_bytes(&bytes?).ok()
}
