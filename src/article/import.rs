//! From a file's decoded text to an [`Article`].

use super::Article;
use crate::text::Span;

/// Something in a file that the reader should know of; the text is readable all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What and why, with what is allowed, in one sentence.
    pub message: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
}

/// What kind of file the text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text as pasted: light Markdown is understood, indentation is not code.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

/// Reads a whole decoded file: front matter, paragraphs, furniture.
#[must_use]
pub fn import(file: &str, format: Format) -> (Article, Vec<Flaw>) {
    let _ = (file, format, Span::default());
    todo!()
}
