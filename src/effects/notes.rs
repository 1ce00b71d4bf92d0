//! The reader's notes on their way to the disk and back, and those of other instances.
//!
//! What cannot be written stays here and is tried for the last time at the end; until it is on disk nothing says that
//! it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::export::resolved;
use super::job::{Answers, Desk, Job};
use super::owed::Owed;
use super::patience::patiently;
use super::scratch;
use super::watch::Watcher;
use crate::app::message::{Msg, NotesNews, RequestId, Wanted};
use crate::article::Article;
use crate::article::anchor::locate::Locator;
use crate::library::atomic;
use crate::notes::file::NoteError;
use crate::notes::store::{Saved, Store};
use crate::notes::{Note, NoteId, draft};

/// Something to be done about notes, in order.
pub(super) enum Task {
    /// Read all of them.
    Load,
    /// Write one.
    Save(Box<Note>),
    /// Look at what changed on disk.
    Refresh(Vec<PathBuf>),
    /// Write them to a file of the reader's choice.
    Elsewhere(PathBuf, Vec<Note>),
}

impl Task {
    /// Says whether it keeps something, rather than to read.
    pub const fn keeps(&self) -> bool {
        match self {
            Self::Save(_) | Self::Elsewhere(..) => true,
            Self::Load | Self::Refresh(_) => false,
        }
    }
}

/// Keeps notes in a folder.
pub(super) struct Noting {
    store: Store,
    folder: PathBuf,
    drafts: PathBuf,
    watcher: Option<Watcher>,
    /// Notes that are not on disk yet.
    unsaved: BTreeMap<NoteId, Note>,
    /// Whether notes were in the folder when it was last looked at.
    kept: bool,
}

impl Noting {
    pub fn new(folder: PathBuf, drafts: PathBuf, watcher: Option<Watcher>) -> Self {
        Self { store: Store::new(&folder), folder, drafts, watcher, unsaved: BTreeMap::new(), kept: false }
    }

    /// Does what is asked for and answers; what is only read is left where the program ends.
    pub fn perform(&mut self, task: Task, answers: &Answers, owed: &Owed) {
        let answer = match task {
            Task::Load => self.load(owed),
            Task::Save(note) => Some(self.save(&note, answers)),
            Task::Refresh(paths) => self.refresh(&paths),
            Task::Elsewhere(path, notes) => Some(elsewhere(&path, &notes)),
        };
        if let Some(answer) = answer {
            answers.send(answer);
        }
    }

    /// Says how many notes are not on disk.
    pub fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    fn load(&mut self, owed: &Owed) -> Option<Msg> {
        if let Some(watcher) = &self.watcher {
            // Watched before it is read, so that no change falls between the two; what is not there cannot be watched,
            // and where it cannot be made the first save will say why.
            let _ = atomic::make_folder(&self.folder);
            watcher.folders(vec![self.folder.clone()]);
        }
        let (notes, mut problems) = self.store.load_while(&|| !owed.is_over());
        if owed.is_over() {
            return None;
        }
        self.kept = !notes.is_empty();
        self.store.sweep(SystemTime::now());
        let (mut drafts, told) = draft::load(&self.drafts);
        problems.extend(told);
        drafts.retain(|draft| {
            let there = notes.binary_search_by_key(&draft.note.id, |note| note.id).ok().and_then(|at| notes.get(at));
            let saved = there.is_some_and(|note| draft.is_in(note));
            if saved {
                // One that cannot be removed is not offered either, and is tried again the next time.
                let _ = draft::forget(&self.drafts, draft.note.id);
            }
            !saved
        });
        let all = || notes.iter().chain(drafts.iter().map(|draft| &draft.note));
        scratch::sweep(SystemTime::now(), &|text| all().any(|note| note.text.trim_end() == text.trim_end()));
        Some(Msg::Notes(Box::new(NotesNews { notes, problems, whole: true, drafts })))
    }

    fn save(&mut self, note: &Note, answers: &Answers) -> Msg {
        // Until it is there, whatever happens.
        self.unsaved.insert(note.id, note.clone());
        let vanished = self.kept && !self.folder.exists();
        let saved = self.patiently(note).map_err(|error| told(&error));
        if let Ok(saved) = &saved {
            self.unsaved.remove(&note.id);
            self.kept = true;
            if vanished {
                answers.send(Msg::NotesGone(self.folder.clone()));
            }
            if !saved.problems.is_empty() {
                let problems = saved.problems.clone();
                answers.send(Msg::Notes(Box::new(NotesNews { problems, ..NotesNews::default() })));
            }
        }
        Msg::NoteSaved(note.id, note.changed, saved.map(|saved| saved.there.map(Box::new)))
    }

    /// Waits a while for another instance that writes just now, but not for one that was stopped while it did.
    fn patiently(&mut self, note: &Note) -> Result<Saved, NoteError> {
        patiently(NoteError::is_busy, || self.store.save(note))
    }

    fn refresh(&mut self, paths: &[PathBuf]) -> Option<Msg> {
        let (notes, problems) = self.store.refresh(paths);
        let news = NotesNews { notes, problems, ..NotesNews::default() };
        (!news.notes.is_empty() || !news.problems.is_empty()).then(|| Msg::Notes(Box::new(news)))
    }

    /// Tries for the last time; says what is lost.
    pub fn end(&mut self) -> Option<String> {
        let mut why = None;
        for note in self.unsaved.clone().into_values() {
            match self.patiently(&note) {
                Ok(_) => _ = self.unsaved.remove(&note.id),
                Err(error) => _ = why.get_or_insert(error),
            }
        }
        let count = self.unsaved.len();
        let lost = if count == 1 { "1 note is".to_owned() } else { format!("{count} notes are") };
        why.map(|error| format!("{lost} not saved: {}", told(&error)))
    }
}

fn told(error: &NoteError) -> String {
    format!("{error}; {}", error.hint())
}

/// Writes whole notes as one JSON list, which `diptych notes import` reads; never over another file.
fn elsewhere(path: &Path, notes: &[Note]) -> Msg {
    let path = resolved(path);
    if std::fs::symlink_metadata(&path).is_ok() {
        return Msg::Failed(format!("the notes are not saved: {}: it is there already; name another", path.display()));
    }
    let written = serde_json::to_string_pretty(notes)
        .map_err(std::io::Error::from)
        .and_then(|json| atomic::write_through(&path, (json + "\n").as_bytes()));
    let count = if notes.len() == 1 { "1 note".to_owned() } else { format!("{} notes", notes.len()) };
    match written {
        Ok(()) => Msg::Done(format!("{count} saved in {}", path.display())),
        Err(error) => Msg::Failed(format!("{count} not saved: {}: {error}", path.display())),
    }
}

/// Looks for passages of notes in an article.
pub(super) fn locate(id: RequestId, article: Arc<Article>, passages: Wanted) -> Job {
    let work = move |desk: &Desk| {
        let locator = Locator::new(&article);
        let found = passages.into_iter().map(|(note, target, anchor)| (note, target, locator.locate(&anchor)));
        desk.answers.send(Msg::Located(id, found.collect()));
    };
    Job { what: "looking for the notes", last: Some(Msg::Located(id, Vec::new())), work: Box::new(work) }
}

#[cfg(test)]
mod tests;
