//! What could not be read, as the reader is told.

use std::path::PathBuf;

/// A file or folder that the library leaves out, or reads with a flaw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// Line and column in it, from 1, where there is a place.
    pub place: Option<(usize, usize)>,
    /// What and why, in one sentence.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}
