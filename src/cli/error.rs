//! Errors as the reader sees them: `diptych: what failed: where: why`, a hint on a second line, an exit status.
//!
//! What a file is called and what stands in it is foreign text, so everything is sanitised on its way out.

use std::fmt::{self, Display};

use crate::text::cells::one_line;

/// The exit status of something that failed.
pub const FAILED: u8 = 1;

/// The exit status of wrong usage.
pub const USAGE: u8 = 2;

/// The exit status of a comparison in which something is left to check.
pub const UNRULED: u8 = 3;

/// Why a command ends without doing what it was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct CliError {
    /// What failed, where and why, in this order and with colons between them.
    pub what: String,
    /// What can be done about it.
    pub hint: Option<String>,
    /// The exit status.
    pub status: u8,
}

impl CliError {
    /// Something failed.
    pub fn failed(what: impl Display) -> Self {
        Self { what: what.to_string(), hint: None, status: FAILED }
    }

    /// Adds what can be done about it.
    #[must_use]
    pub fn hint(self, hint: impl Display) -> Self {
        Self { hint: Some(hint.to_string()), ..self }
    }
}

impl Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "diptych: {}", one_line(&self.what))?;
        self.hint.iter().try_for_each(|hint| write!(f, "\n{}", one_line(hint)))
    }
}

/// Returns the status of a command that ends with `failed` things left undone.
pub const fn status(failed: bool) -> u8 {
    if failed { FAILED } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_and_its_hint_another_whatever_a_file_is_called() {
        let error = CliError::failed("the article cannot be read: a\nb\x1b[31m.txt: no such file").hint("try\nthis");
        let shown = error.to_string();
        assert_eq!(shown.lines().count(), 2, "{shown:?}");
        assert!(shown.starts_with("diptych: the article cannot be read: "));
        assert!(!shown.contains('\x1b'));
    }
}
