//! Notes that are being written, one file each, so that a crash or a closed terminal costs no word.
//!
//! Drafts are state, not data: they belong to one device, and a synchroniser does not carry them about. Whoever writes
//! one holds it, so that another instance does not offer what is being written next door; a crash lets it go.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::file::{MOST_BYTES, NoteError};
use super::{Note, NoteId, Stamp};
use crate::library::store::read_file;
use crate::library::{Problem, atomic};
use crate::text::decode::unmarked;

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

/// The file of a draft, held for as long as this lives: two instances that write on one note have a file each.
#[derive(Debug)]
pub struct Held {
    root: PathBuf,
    path: PathBuf,
    _file: Option<File>,
}

/// Holds a file for the draft of a note; where another instance has its own, one beside it, told apart by `own`.
#[must_use]
pub fn hold(folder: &Path, id: NoteId, own: u32) -> Held {
    let name = id.to_string();
    let beside = format!("{id}.{own}");
    let name = if is_held(folder, &name) { beside } else { name };
    // Without the folder there is nobody to share it with; a lock that cannot be had is no reason not to write.
    let _ = atomic::make_folder(folder);
    let root = atomic::parent(folder).to_path_buf();
    let lock = atomic::try_lock(&root, &lock_path(folder, &name));
    Held { path: folder.join(format!("{name}.json")), _file: lock.ok().flatten(), root }
}

/// Says whether an instance that runs holds the draft in the file of this name.
fn is_held(folder: &Path, name: &str) -> bool {
    let lock = File::open(lock_path(folder, name)).map(|lock| lock.try_lock());
    matches!(lock, Ok(Err(TryLockError::WouldBlock)))
}

fn lock_path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!(".{name}.lock"))
}

/// Reads the drafts in `folder` that nobody holds, the earliest made first, and what is wrong with others.
#[must_use]
pub fn load(folder: &Path) -> (Vec<Draft>, Vec<Problem>) {
    let Ok(listed) = fs::read_dir(folder) else { return (Vec::new(), Vec::new()) };
    let mut paths: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let (mut drafts, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        match read(&path) {
            Ok(_) if path.file_stem().is_some_and(|name| is_held(folder, &name.to_string_lossy())) => {}
            Ok(draft) => drafts.push(draft),
            Err(error) => {
                let problem = error.problem();
                problems.push(Problem { what: format!("a draft: {}", problem.what), ..problem });
            }
        }
    }
    drafts.sort_by_key(|draft| (draft.note.id, draft.at));
    (drafts, problems)
}

fn read(path: &Path) -> Result<Draft, NoteError> {
    let bytes = read_file(path, MOST_BYTES)?;
    serde_json::from_slice(unmarked(&bytes)).map_err(|source| NoteError::Json { path: path.into(), source })
}

impl Held {
    /// Keeps a draft.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save(&self, draft: &Draft) -> Result<(), NoteError> {
        let path = self.path.clone();
        let json =
            serde_json::to_string_pretty(draft).map_err(|source| NoteError::Json { path: path.clone(), source })?;
        atomic::write(&self.root, &path, (json + "\n").as_bytes()).map_err(|source| NoteError::Write { path, source })
    }
}

/// Drops every draft of a note that no other instance is writing; that there is none is no failure.
///
/// # Errors
/// Where one cannot be removed.
pub fn forget(folder: &Path, id: NoteId) -> Result<(), NoteError> {
    let Ok(listed) = fs::read_dir(folder) else { return Ok(()) };
    let begins = id.to_string();
    for path in listed.flatten().map(|entry| entry.path()) {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_draft = name.starts_with(&begins) && path.extension().is_some_and(|e| e == "json");
        if is_draft && !is_held(folder, &name) {
            let _ = fs::remove_file(lock_path(folder, &name));
            fs::remove_file(&path).map_err(|source| NoteError::Write { path, source })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;

    fn draft(id: u8, text: &str) -> Draft {
        let note = Note { id: NoteId::new(Stamp(1), [id; 10]), text: text.to_owned(), ..Note::default() };
        Draft { note, at: Stamp(7), is_new: true }
    }

    fn save(folder: &Path, draft: &Draft) {
        hold(folder, draft.note.id, 7).save(draft).unwrap();
    }

    #[test]
    fn a_draft_is_there_until_it_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("drafts");
        save(&folder, &draft(1, "half a"));
        save(&folder, &draft(1, "half a sentence"));
        save(&folder, &draft(2, "other"));
        assert_eq!(load(&folder), (vec![draft(1, "half a sentence"), draft(2, "other")], vec![]));
        forget(&folder, draft(1, "").note.id).unwrap();
        forget(&folder, draft(1, "").note.id).unwrap();
        assert_eq!(load(&folder).0, [draft(2, "other")]);
    }

    #[test]
    fn a_draft_that_is_being_written_next_door_is_not_offered() {
        let dir = tempfile::tempdir().unwrap();
        let held = hold(dir.path(), draft(1, "").note.id, 7);
        held.save(&draft(1, "half")).unwrap();
        assert_eq!(load(dir.path()), (vec![], vec![]));
        drop(held);
        assert_eq!(load(dir.path()).0, [draft(1, "half")]);
    }

    #[test]
    fn two_instances_that_write_on_one_note_keep_a_draft_each() {
        let dir = tempfile::tempdir().unwrap();
        let id = draft(1, "").note.id;
        let (mine, theirs) = (hold(dir.path(), id, 7), hold(dir.path(), id, 8));
        mine.save(&draft(1, "mine")).unwrap();
        theirs.save(&draft(1, "theirs")).unwrap();
        drop(theirs);
        forget(dir.path(), id).unwrap();
        drop(mine);
        assert_eq!(load(dir.path()).0, [draft(1, "mine")]);
    }

    #[test]
    fn a_broken_draft_is_told_and_the_others_are_read() {
        let dir = tempfile::tempdir().unwrap();
        save(dir.path(), &draft(1, "whole"));
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
