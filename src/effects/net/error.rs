//! Why a request has no answer, in the reader's words.

use std::io;
use std::time::Duration;

use super::names::NotPublic;
use super::{Limits, Permission, Url};
use crate::library::url::Unopenable;

/// Why a request has no answer. The words begin with the address, where there is one.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The reader forbade it.
    #[error("the network is not used: {}", match .0 {
        Permission::Settings => "`network = false` in the settings",
        _ => "--offline was given",
    })]
    Forbidden(Permission),
    /// The system starts no thread.
    #[error("the system starts no thread for it")]
    NoThread,
    /// It is no address of the web.
    #[error("{url}: {why}")]
    NotWeb {
        /// As it was written.
        url: String,
        /// What is wrong with it.
        why: Unopenable,
    },
    /// A redirect leads to what is no address of the web.
    #[error("{url}: it leads on to {to}, which is not followed: {why}")]
    Astray {
        /// Where the redirect stood.
        url: String,
        /// As it was written.
        to: String,
        /// What is wrong with it.
        why: Unopenable,
    },
    /// A public address leads into the reader's own network.
    #[error("{url}: a public address leads to it, and it lies in your own network; that is not followed")]
    Inward {
        /// Where it leads.
        url: String,
    },
    /// One redirect after the other.
    #[error("{url}: it leads on and on, over more than {most} redirects")]
    TooManyHops {
        /// Where it began.
        url: String,
        /// How many are followed.
        most: usize,
    },
    /// It took too long.
    #[error("{url}: no whole answer came within {} seconds", .after.as_secs_f32())]
    Slow {
        /// The address.
        url: String,
        /// How long was waited.
        after: Duration,
    },
    /// The body has no end.
    #[error("{url}: the answer is larger than {} MB", .most >> 20)]
    TooLarge {
        /// The address.
        url: String,
        /// Bytes that are taken.
        most: u64,
    },
    /// The head has no end.
    #[error("{url}: the head of the answer is larger than {} KB", .most >> 10)]
    HeadTooLarge {
        /// The address.
        url: String,
        /// Bytes that are taken.
        most: usize,
    },
    /// The host is not known.
    #[error("{url}: no server of that name is known")]
    NoHost {
        /// The address.
        url: String,
    },
    /// The server cannot be reached, or what it says is no HTTP.
    #[error("{url}: {why}")]
    Failed {
        /// The address.
        url: String,
        /// What the system, the certificate or the protocol says.
        why: String,
    },
    /// It was called off.
    #[error("it was called off")]
    CalledOff,
}

impl NetError {
    /// Words what the library says.
    pub(super) fn of(error: ureq::Error, url: &Url, limits: &Limits) -> Self {
        let url = url.to_string();
        match error {
            ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                Self::Failed { url, why: format!("no server answers within {} seconds", limits.connect.as_secs_f32()) }
            }
            ureq::Error::Timeout(_) => Self::Slow { url, after: limits.whole },
            ureq::Error::LargeResponseHeader(..) => Self::HeadTooLarge { url, most: limits.head_bytes },
            ureq::Error::HostNotFound => Self::NoHost { url },
            ureq::Error::Other(other) if other.is::<NotPublic>() => Self::Inward { url },
            ureq::Error::Io(error) => Self::of_system(&error, url),
            ureq::Error::Protocol(why) => Self::Failed { url, why: format!("what it says is no HTTP: {why}") },
            ureq::Error::Decompress(_, _) => Self::Failed { url, why: "its compressed answer is broken".to_owned() },
            ureq::Error::Rustls(why) => Self::Failed { url, why: format!("no safe connection: {why}") },
            ureq::Error::Tls(why) => Self::Failed { url, why: format!("no safe connection: {why}") },
            other => Self::Failed { url, why: other.to_string() },
        }
    }

    fn of_system(error: &io::Error, url: String) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                Self::Failed { url, why: "the server ended the connection in the middle".to_owned() }
            }
            io::ErrorKind::ConnectionRefused => {
                Self::Failed { url, why: "no server listens there (connection refused)".to_owned() }
            }
            // What TLS says comes as an error of the system.
            io::ErrorKind::InvalidData if url.starts_with("https:") => {
                Self::Failed { url, why: format!("no safe connection: {error}") }
            }
            // The library that looks names up has no kind of its own for one that there is not.
            _ if error.to_string().contains("failed to lookup address") => Self::NoHost { url },
            _ => Self::Failed { url, why: error.to_string() },
        }
    }

    /// Returns what can be done about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Forbidden(Permission::Settings) => Some("set `network = true` in config.toml to use it"),
            Self::NoHost { .. } => Some("is the name right, and is the machine online?"),
            Self::NotWeb { why: Unopenable::NotAUrl(_), .. } => Some("an address begins with https://"),
            _ => None,
        }
    }
}
