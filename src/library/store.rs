//! Loading one article.

use std::path::PathBuf;

use super::scan::Limits;
use super::{Entry, Origin, identity::Identities};
use crate::article::Article;
use crate::text::decode::DecodeError;

/// An article with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the list knows.
    pub entry: Entry,
    /// The article.
    pub article: Article,
}

/// Why an article cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder, FIFO, device or socket.
    #[error("{}: not a regular file ({kind})", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// Over the limit.
    #[error("{}: {bytes} bytes are over the limit of {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Not text.
    #[error("{}: {source}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
}

/// Loads the article at `origin`.
pub fn load(origin: &Origin, limits: &Limits, identities: &Identities) -> Result<Loaded, LoadError> {
    let _ = (origin, limits, identities);
    todo!()
}

/// Makes an article from the bytes of `origin`, as [`load`] does; for standard input and tests.
pub fn from_bytes(origin: &Origin, bytes: &[u8], identities: &Identities) -> Result<Loaded, LoadError> {
    let _ = (origin, bytes, identities);
    todo!()
}
