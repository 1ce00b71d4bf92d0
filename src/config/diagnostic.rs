//! A mistake in a configuration file, as the reader is told.

use std::fmt;
use std::path::PathBuf;

/// A wrong key, type, value, colour, action or key sequence; the default stays in force for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub level: Level,
    /// The file, or the option of the command line.
    pub path: PathBuf,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Column in characters, from 1; 0 where the whole file is meant.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What is allowed, and the nearest name.
    pub hint: Option<String>,
}

/// How much a mistake matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The default stays in force and the program goes on.
    Warning,
    /// What the command line asked for cannot be done; the program should say so and end.
    Error,
}

impl Diagnostic {
    /// A mistake of the command line, or one about a whole file.
    pub(super) fn whole(level: Level, path: impl Into<PathBuf>, what: impl Into<String>, hint: Option<String>) -> Self {
        Self { level, path: path.into(), line: 0, column: 0, what: what.into(), hint }
    }
}

/// Writes `path:line:column: what` on one line; the hint is for a line of its own.
impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.path.display())?;
        if self.line > 0 {
            write!(out, "{}:{}:", self.line, self.column)?;
        }
        write!(out, " {}", self.what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_shows_where_it_is() {
        let mut diagnostic = Diagnostic::whole(Level::Warning, "keys.toml", "no such key", Some("try another".into()));
        assert_eq!(diagnostic.to_string(), "keys.toml: no such key");
        (diagnostic.line, diagnostic.column) = (3, 7);
        assert_eq!(diagnostic.to_string(), "keys.toml:3:7: no such key");
    }
}
