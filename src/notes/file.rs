//! One note as a file: JSON, a field a line, keys sorted, written over what the file had.
//!
//! What this program does not know in a file stays as it is, to the last digit, at every level. Fields that it knows
//! are its own; so the new content is the old one with the note's fields laid over it.

mod numbers;
mod overlay;

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::{Note, VERSION};
use crate::library::store::{LoadError, read_file};
use crate::library::{Problem, atomic};
use crate::text::decode::unmarked;

/// The longest file that is read or written, in bytes.
pub const MOST_BYTES: u64 = 16 << 20;

/// What tells the bytes of one file from those of another.
pub(super) type Digest = blake3::Hash;

/// Why a note is not read or not written.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// The file cannot be read, is none or is too long.
    #[error(transparent)]
    Read(#[from] LoadError),
    /// It is not the JSON of a note.
    #[error("{}: not a note: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// It is about nothing, or too long to be read again.
    #[error("{}: {what}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why.
        what: &'static str,
    },
    /// A later diptych wrote it.
    #[error("{}: version {version} was written by a later diptych", path.display())]
    Later {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
    /// It cannot be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl NoteError {
    /// Says whether another instance is writing just now, so that it is worth trying again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Write { source, .. } if source.kind() == io::ErrorKind::WouldBlock)
    }

    /// Says what the reader can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read(LoadError::Read { source, .. }) if source.kind() == io::ErrorKind::PermissionDenied => {
                "its permissions keep you from reading it"
            }
            Self::Read(LoadError::NotAFile { .. } | LoadError::TooLarge { .. }) => {
                "it is left as it is; move it out of the folder"
            }
            Self::Read(_) => "it is left as it is",
            Self::Json { .. } => "it is left as it is; mend it, or move it out of the folder",
            Self::Refused { .. } => "it is left as it is",
            Self::Later { .. } => "it is left untouched; use that version to change it",
            Self::Write { source, .. } => match source.kind() {
                io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, or save the notes elsewhere",
                io::ErrorKind::FileTooLarge => "a limit of file sizes is in the way; save the notes elsewhere",
                io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
                    "make the folder writable, or save the notes elsewhere"
                }
                _ if atomic::leads_out(source) => {
                    "put the folder or file itself there; what shall lie elsewhere is the whole folder, by a link or XDG_DATA_HOME"
                }
                _ => "save the notes elsewhere if this goes on",
            },
        }
    }

    /// Says whether what lies there can be moved out of a note's way: it was read, and is no note.
    pub(super) const fn is_broken(&self) -> bool {
        matches!(
            self,
            Self::Json { .. }
                | Self::Refused { .. }
                | Self::Read(LoadError::NotAFile { .. } | LoadError::TooLarge { .. } | LoadError::Decode { .. })
        )
    }

    /// Says whether there is no such file.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Read(LoadError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound)
    }

    /// Returns it as the reader is told.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let (path, what, place) = match self {
            Self::Read(error) => {
                let (LoadError::Read { path, .. }
                | LoadError::NotAFile { path, .. }
                | LoadError::TooLarge { path, .. }
                | LoadError::Decode { path, .. }
                | LoadError::Page { path, .. }) = error;
                (path, format!("the note cannot be read: {}", error.what()), None)
            }
            Self::Json { path, source } => {
                (path, format!("not a note: {source}"), Some((source.line(), source.column())))
            }
            Self::Refused { path, what } => (path, format!("not a note: {what}"), None),
            Self::Later { path, version } => {
                (path, format!("version {version} was written by a later diptych and cannot be shown"), None)
            }
            Self::Write { path, source } => (path, format!("the note cannot be written: {source}"), None),
        };
        Problem { path: path.clone(), place, what, hint: Some(self.hint().to_owned()) }
    }
}

/// A note and the bytes that it was read from.
#[derive(Debug)]
pub(super) struct Read {
    pub note: Note,
    pub bytes: Vec<u8>,
}

impl Read {
    /// Reads the file at `path`.
    pub fn new(path: &Path) -> Result<Self, NoteError> {
        let bytes = read_file(path, MOST_BYTES)?;
        Ok(Self { note: parse(path, unmarked(&bytes))?, bytes })
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Note, NoteError> {
    let broken = |source| NoteError::Json { path: path.into(), source };
    let mut note: Note = serde_json::from_slice(bytes).or_else(|error| understood(bytes, error)).map_err(|error| {
        let later = version(bytes).filter(|version| *version > VERSION);
        later.map_or_else(|| broken(error), |version| NoteError::Later { path: path.into(), version })
    })?;
    // A list that was read one by one has room for four, and a target is large.
    note.targets.shrink_to_fit();
    note.tags.shrink_to_fit();
    match note.targets.is_empty() {
        true => Err(NoteError::Refused { path: path.into(), what: "it is about no article" }),
        false => Ok(note),
    }
}

/// Reads a note once more with numbers as text that no number type holds, which may stand in fields not known here.
fn understood(bytes: &[u8], error: serde_json::Error) -> Result<Note, serde_json::Error> {
    let plain = std::str::from_utf8(bytes).ok().map(|text| numbers::quoted(text, ""));
    plain.and_then(|text| serde_json::from_str(&text).ok()).ok_or(error)
}

/// Returns the version that a file says it has, whatever else it holds.
fn version(bytes: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Versioned {
        version: u64,
    }
    serde_json::from_slice::<Versioned>(bytes).ok().map(|it| it.version)
}

/// Returns what a file says that holds `note`, where it said `before`.
pub(super) fn content(path: &Path, note: &Note, before: Option<&[u8]>) -> Result<Vec<u8>, NoteError> {
    let broken = |source| NoteError::Json { path: path.into(), source };
    let new = serde_json::to_value(note).map_err(broken)?;
    let text = before.and_then(|bytes| std::str::from_utf8(unmarked(bytes)).ok()).unwrap_or("");
    let mark = numbers::mark(text);
    let old: Option<Value> = serde_json::from_str(&numbers::quoted(text, &mark)).ok();
    let mut value = match old {
        Some(old) => overlay::laid(new, old),
        None => new,
    };
    value.sort_all_objects();
    let json = serde_json::to_string_pretty(&value).map_err(broken)? + "\n";
    let bytes = numbers::bare(&json, &mark).into_bytes();
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= MOST_BYTES => Ok(bytes),
        _ => Err(NoteError::Refused { path: path.into(), what: "the note is longer than 16 MB" }),
    }
}

#[cfg(test)]
mod tests;
