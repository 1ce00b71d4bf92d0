//! Notes that are being written, one file each, so that a crash or a closed terminal costs no word.
//!
//! Drafts are state, not data: they belong to one device, and a synchroniser does not carry them about.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{MOST_BYTES, NoteError};
use super::{Note, NoteId, Stamp};
use crate::library::store::read_file;
use crate::library::{Problem, atomic};

/// A note that is being written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The note as it is in the editor.
    pub note: Note,
    /// When it was written last.
    pub at: Stamp,
    /// Whether the note was never saved.
    pub is_new: bool,
}

impl Draft {
    /// Says whether `saved` has all that the draft has, as it does where the program was killed between saving a note
    /// and dropping its draft.
    #[must_use]
    pub fn is_in(&self, saved: &Note) -> bool {
        let what = |note: &Note| (note.id, note.text.clone(), note.label.clone(), note.tags.clone(), note.relation);
        what(&self.note) == what(saved)
    }
}

/// Reads the drafts in `folder`, the earliest made first, and what is wrong with others.
#[must_use]
pub fn load(folder: &Path) -> (Vec<Draft>, Vec<Problem>) {
    let Ok(listed) = fs::read_dir(folder) else { return (Vec::new(), Vec::new()) };
    let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let (mut drafts, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match read(&path) {
            Ok(draft) => drafts.push(draft),
            Err(error) => {
                let problem = error.problem();
                problems.push(Problem { what: format!("a draft: {}", problem.what), ..problem });
            }
        }
    }
    (drafts, problems)
}

fn read(path: &Path) -> Result<Draft, NoteError> {
    let bytes = read_file(path, MOST_BYTES)?;
    serde_json::from_slice(&bytes).map_err(|source| NoteError::Json { path: path.into(), source })
}

/// Keeps a draft.
///
/// # Errors
/// Where it cannot be written.
pub fn save(folder: &Path, draft: &Draft) -> Result<(), NoteError> {
    let path = path(folder, draft.note.id);
    let json = serde_json::to_string_pretty(draft).map_err(|source| NoteError::Json { path: path.clone(), source })?;
    atomic::write(&path, (json + "\n").as_bytes()).map_err(|source| NoteError::Write { path, source })
}

/// Drops a draft; one that is not there is no failure.
///
/// # Errors
/// Where it cannot be removed.
pub fn remove(folder: &Path, id: NoteId) -> Result<(), NoteError> {
    let path = path(folder, id);
    match fs::remove_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|source| NoteError::Write { path, source }),
    }
}

fn path(folder: &Path, id: NoteId) -> PathBuf {
    folder.join(format!("{id}.json"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;

    fn draft(id: u8, text: &str) -> Draft {
        let note = Note { id: NoteId::new(Stamp(1), [id; 10]), text: text.to_owned(), ..Note::default() };
        Draft { note, at: Stamp(7), is_new: true }
    }

    #[test]
    fn a_draft_is_there_until_it_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("drafts");
        save(&folder, &draft(1, "half a")).unwrap();
        save(&folder, &draft(1, "half a sentence")).unwrap();
        save(&folder, &draft(2, "other")).unwrap();
        assert_eq!(load(&folder), (vec![draft(1, "half a sentence"), draft(2, "other")], vec![]));
        remove(&folder, draft(1, "").note.id).unwrap();
        remove(&folder, draft(1, "").note.id).unwrap();
        assert_eq!(load(&folder).0, [draft(2, "other")]);
    }

    #[test]
    fn a_broken_draft_is_told_and_the_others_are_read() {
        let dir = tempfile::tempdir().unwrap();
        save(dir.path(), &draft(1, "whole")).unwrap();
        fs::write(dir.path().join("x.json"), "{").unwrap();
        let (drafts, problems) = load(dir.path());
        assert_eq!((drafts.len(), problems.len()), (1, 1));
        assert!(problems[0].what.starts_with("a draft: not a note"), "{problems:?}");
    }

    #[test]
    fn a_draft_that_was_saved_is_known_as_such() {
        let it = draft(1, "words");
        assert!(it.is_in(&Note { changed: Stamp(99), ..it.note.clone() }));
        assert!(!it.is_in(&draft(1, "word").note));
    }
}
