//! Walking the library's folders: regular files only, loops and depths and sizes bounded, nothing hidden that failed.

use std::path::PathBuf;

use super::{Entry, Problem, identity::Identities};

/// Bounds of loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// How deep folders are followed.
    pub max_depth: usize,
}

/// Something that a scan came upon.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An article.
    Article(Box<Entry>),
    /// Something that could not be read, or not wholly.
    Problem(Problem),
}

/// Scans `roots` (folders and files) and hands over what it finds in batches, the first one soon; stops when `found`
/// returns false. Articles come in no particular order.
pub fn scan(roots: &[PathBuf], limits: &Limits, identities: &Identities, found: &(dyn Fn(Vec<Found>) -> bool + Sync)) {
    let _ = (roots, limits, identities, found);
    todo!()
}
