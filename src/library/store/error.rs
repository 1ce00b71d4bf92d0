//! Why an article cannot be loaded, in words for its reader.

use std::io;
use std::path::PathBuf;

use crate::article::page::PageError;
use crate::text::decode::DecodeError;

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
    /// A web page that is no article.
    #[error("{}: {source}", path.display())]
    Page {
        /// The file.
        path: PathBuf,
        /// Why.
        source: PageError,
    },
}

impl LoadError {
    /// Says what the reader can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Read { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("its permissions keep you from reading it")
            }
            Self::NotAFile { kind: "a folder", .. } => {
                Some("name it alone, or with --library, to open it as the library")
            }
            Self::NotAFile { .. } => Some("copy its content to a file, or pipe it in and name it -"),
            Self::TooLarge { .. } => Some("raise store.max-file-bytes in the configuration to read it"),
            Self::Decode { .. } => Some("diptych reads plain text, Markdown and web pages"),
            Self::Page { .. } | Self::Read { .. } => None,
        }
    }

    /// Says what failed without the path, for a list that shows the path beside it.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Read { source, .. } => source.to_string(),
            Self::NotAFile { kind, .. } => format!("not a regular file ({kind})"),
            Self::TooLarge { bytes, limit, .. } => format!("{bytes} bytes are over the limit of {limit}"),
            Self::Decode { source, .. } => source.to_string(),
            Self::Page { source, .. } => source.to_string(),
        }
    }
}
