//! An article from a file by itself, for those who have no library.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Article;
use super::import::{Format, import};
use crate::text::decode::{DecodeError, decode_owned};

/// Why a file is no article.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read.
    #[error("{} cannot be read", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What it holds is no text.
    #[error("{} is no text", path.display())]
    Decode {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
}

impl Article {
    /// Reads the article in the file at `path`, whole: its text in whatever encoding, front matter, paragraphs, sentences.
    ///
    /// What the front matter says amiss is passed over; [`import`] tells it.
    ///
    /// # Errors
    /// [`ReadError`] where the file cannot be read or is no text.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, ReadError> {
        let path = path.as_ref();
        let bytes = fs::read(path).map_err(|source| ReadError::Io { path: path.to_owned(), source })?;
        let decoded = decode_owned(bytes).map_err(|source| ReadError::Decode { path: path.to_owned(), source })?;
        Ok(import(&decoded.text, Format::of(path)).0)
    }
}

impl Format {
    /// Returns the format that the ending of `path` tells: Markdown for `md` and `markdown` in any case, else plain text.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let is = |ending: &&str| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending));
        if ["md", "markdown"].iter().any(is) { Self::Markdown } else { Self::Plain }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;

    fn written(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        (folder, path)
    }

    #[test]
    fn a_file_in_an_old_encoding_with_front_matter_is_an_article() {
        let (_folder, path) = written("a.md", b"+++\ntitle = \"Bridge\"\n+++\n\nThe *caf\xe9* is shut.\n");
        let article = Article::read(path).unwrap();
        assert_eq!(article.meta.title.as_deref(), Some("Bridge"));
        assert_eq!(article.text, "The café is shut.");
    }

    #[test]
    fn a_file_that_is_none_or_no_text_is_named() {
        let (folder, path) = written("a.txt", b"\x7fELF\0\0");
        let error = Article::read(&path).unwrap_err();
        assert!(matches!(error, ReadError::Decode { path: at, .. } if at == path));
        let missing = folder.path().join("none.txt");
        assert!(Article::read(&missing).unwrap_err().to_string().contains("none.txt"));
    }
}
