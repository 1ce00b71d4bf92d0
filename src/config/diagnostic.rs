//! A mistake in a configuration file, as the reader is told.

use std::path::PathBuf;

/// A wrong key, type, value, colour, action or key sequence; the default stays in force for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file.
    pub path: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What is allowed, and the nearest name.
    pub hint: Option<String>,
}
