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

/// What is said of files that are no articles by their endings.
const PASSED_OVER: &str = "no article by the ending, and passed over: ";

/// What is said of the index.
const INDEX: &str = "the index of the library";

impl Problem {
    /// Tells of `files` ("2 files are") below `folder` that are no articles by their `endings`: a notice, for which
    /// nothing fails.
    #[must_use]
    pub fn passed_over(folder: PathBuf, files: &str, endings: &str) -> Self {
        let hint = Some("articles end in .txt, .md, .markdown, .html or .htm".into());
        Self { path: folder, place: None, what: format!("{files} {PASSED_OVER}{endings}"), hint }
    }

    /// Tells that the index at `path` is not as it should be: a notice, for nothing is another for it but slower.
    #[must_use]
    pub fn of_index(path: PathBuf, what: &str) -> Self {
        let hint = Some("nothing is lost: it only makes the list come sooner, and may be deleted at any time".into());
        Self { path, place: None, what: format!("{INDEX} {what}"), hint }
    }

    /// Says whether it only tells of what is no article, or of the index.
    #[must_use]
    pub fn is_notice(&self) -> bool {
        self.place.is_none() && (self.what.contains(PASSED_OVER) || self.is_of_index())
    }

    /// Says whether it only tells of the index.
    #[must_use]
    pub fn is_of_index(&self) -> bool {
        self.place.is_none() && self.what.starts_with(INDEX)
    }
}
