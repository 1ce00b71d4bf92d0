//! The fuzzy filter of the list (nucleo-matcher).

use super::Entry;

/// Returns the indices of the entries that match `pattern` (title, source, authors, story, tags, file name), best
/// first; all of them, in order, for an empty pattern.
#[must_use]
pub fn fuzzy(entries: &[Entry], pattern: &str) -> Vec<usize> {
    let _ = (entries, pattern);
    todo!()
}

/// Ranks plain strings (actions, help lines) against `pattern`; pairs of index and the matched character positions.
#[must_use]
pub fn rank(lines: &[String], pattern: &str) -> Vec<(usize, Vec<u32>)> {
    let _ = (lines, pattern);
    todo!()
}
