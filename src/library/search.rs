//! Search over titles and texts of the whole library, read from disk as it goes.

use std::sync::atomic::AtomicBool;

use super::{Entry, scan::Limits};

/// An article in which the words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index into the entries that were searched.
    pub entry: usize,
    /// How often, at most 1000.
    pub count: usize,
    /// Byte offset of the first hit in the article's text; none where only the title has it.
    pub offset: Option<usize>,
    /// The words around the first hit, at most about 120 characters, not sanitised.
    pub context: String,
    /// Where the hit lies in `context`.
    pub mark: crate::text::Span,
}

/// Searches `entries` in order for `query` (as `text::find` reads it); hands hits over in batches, stops where
/// `cancel` is true.
pub fn search(entries: &[Entry], query: &str, limits: &Limits, cancel: &AtomicBool, found: &mut dyn FnMut(Vec<Hit>)) {
    let _ = (entries, query, limits, cancel, found);
    todo!()
}
