//! The notes on disk.

use std::io;
use std::path::{Path, PathBuf};

use crate::library::{Problem, atomic};
use crate::notes::Note;

/// The folder of the notes.
pub struct Store(PathBuf);

impl Store {
    pub fn new(folder: &Path) -> Self {
        Self(folder.to_owned())
    }

    pub fn load(&mut self) -> (Vec<Note>, Vec<Problem>) {
        let mut notes = Vec::new();
        for folder in std::fs::read_dir(&self.0).into_iter().flatten().flatten() {
            for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
                let bytes = std::fs::read(file.path()).unwrap_or_default();
                notes.extend(serde_json::from_slice::<Note>(&bytes));
            }
        }
        (notes, Vec::new())
    }

    pub fn save(&mut self, note: &Note) -> io::Result<()> {
        let article = note.targets.first().map_or("", |target| &target.article.0);
        let path = self.0.join(article).join(format!("{}.json", note.id));
        atomic::write(&path, serde_json::to_string_pretty(note)?.as_bytes())
    }
}
