//! What is known of the files of one folder: all of it in one piece of memory, for a folder may hold all of a library.

use std::ops::Range;
use std::sync::Arc;

use super::Fingerprint;

/// The files of a folder, by their names.
#[derive(Debug, Default)]
pub struct Files {
    bytes: Arc<Vec<u8>>,
    /// By name, ascending, as SQLite compares them: byte by byte.
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    name: Range<usize>,
    row: Range<usize>,
    doc: u32,
    print: Option<Fingerprint>,
    was_taken: bool,
}

/// What is known of one file.
#[derive(Debug)]
pub struct Known {
    bytes: Arc<Vec<u8>>,
    row: Range<usize>,
    /// Its number.
    pub doc: u32,
    /// The fingerprint of its text, where it was asked for and is known.
    pub print: Option<Fingerprint>,
}

impl Known {
    /// Returns its row, as bytes.
    pub fn row(&self) -> &[u8] {
        self.bytes.get(self.row.clone()).unwrap_or_default()
    }
}

impl Files {
    /// Adds the file that comes next by its name.
    pub fn add(&mut self, name: &[u8], row: &[u8], doc: u32, print: Option<Fingerprint>) {
        let bytes = Arc::make_mut(&mut self.bytes);
        let from = bytes.len();
        bytes.extend_from_slice(name);
        let middle = bytes.len();
        bytes.extend_from_slice(row);
        self.files.push(File { name: from..middle, row: middle..bytes.len(), doc, print, was_taken: false });
    }

    /// Returns what is known of the file called `name`, once.
    pub fn take(&mut self, name: &[u8]) -> Option<Known> {
        let Self { bytes, files } = self;
        let place = files.binary_search_by(|file| bytes.get(file.name.clone()).unwrap_or_default().cmp(name));
        let file = files.get_mut(place.ok()?).filter(|file| !file.was_taken)?;
        file.was_taken = true;
        Some(Known { bytes: Arc::clone(bytes), row: file.row.clone(), doc: file.doc, print: file.print.take() })
    }

    /// Returns the names that were not asked for.
    pub fn left(&self) -> impl Iterator<Item = &[u8]> {
        self.files.iter().filter(|file| !file.was_taken).filter_map(|file| self.bytes.get(file.name.clone()))
    }
}
