//! What the keeping thread does, task by task.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use super::resting::Resting;
use super::unkept::Unkept;
use super::{Saved, Task};
use crate::app::core::editing::Edited;
use crate::app::message::{Decided, Msg, RequestId};
use crate::effects::correcting::Correcting;
use crate::effects::deciding::Deciding;
use crate::effects::editing;
use crate::effects::job::Answers;
use crate::effects::notes::{self, Noting};
use crate::effects::owed::Owed;
use crate::effects::patience::patiently;
use crate::effects::problems::tell_problems;
use crate::effects::shared::{Nameless, Shared};
use crate::effects::supervise;
use crate::effects::watch::Watcher;
use crate::library::corrections::Correction;
use crate::library::identity::{Identities, Kept};
use crate::library::state::{ArticleState, Change, StateError, StateLog};
use crate::library::views::{self, Change as ViewChange};
use crate::library::{ArticleId, Entry, Origin, atomic, corrections, decisions};
use crate::notes::store;

/// How long the end of the program waits for identities; what the reader did is waited for longer.
const LAST: Duration = Duration::from_secs(1);

/// What the thread knows.
pub struct Keeping {
    shared: Arc<Shared>,
    answers: Answers,
    log: Option<StateLog>,
    /// Changes that are not on disk yet.
    unsaved: Vec<Change>,
    /// Articles whose identity is to be kept.
    unkept: Unkept,
    deciding: Deciding,
    correcting: Correcting,
    noting: Noting,
    resting: Resting,
    owed: Arc<Owed>,
    /// Tasks in hand that keep something.
    in_hand: usize,
}

impl Keeping {
    /// Reads the state and who the articles are. Everybody waits for the latter: they are shared even where reading
    /// them fails in a way that nobody foresaw.
    pub fn open(shared: Arc<Shared>, answers: Answers, tasks: Sender<Task>, owed: Arc<Owed>) -> Self {
        let places = &shared.world.places;
        let log = supervise::once(|| open_log(&shared, &answers)).unwrap_or_else(|| {
            answers.send(Msg::Failed(supervise::told("reading the state")));
            None
        });
        let loaded = supervise::once(|| Identities::load(&places.identities));
        let (identities, problems) = loaded.unwrap_or_else(|| {
            answers.send(Msg::Failed(supervise::told("reading who the articles are")));
            Default::default()
        });
        let nameless = supervise::once(|| nameless(&shared, log.as_ref(), &identities)).unwrap_or_default();
        let keep = (tasks.clone(), Arc::clone(&owed));
        shared.set_nameless(Nameless::new(nameless, move |entry| {
            keep.1.add();
            let _ = keep.0.send(Task::Keep(Box::new(entry)));
        }));
        shared.set_identities(identities);
        tell_problems(&answers, &problems);
        for folder in places.of_files() {
            atomic::sweep(&atomic::temporaries(folder), SystemTime::now());
        }
        let deciding = Deciding::new(places.decisions.clone());
        // Watched from before they are read, so that no change between the two is missed.
        let watch = || watch_corrections(tasks.clone(), answers.clone(), places.stories.clone());
        let correcting = Correcting::new(places.stories.clone(), device(), shared.world.watch.then(watch));
        correcting.answer(&answers);
        let watcher = shared.world.watch.then(|| watch_notes(tasks, answers.clone()));
        let noting = Noting::new(places.notes.clone(), places.drafts.clone(), watcher);
        let (unsaved, unkept) = (Vec::new(), Unkept::default());
        let resting = Resting::default();
        Self { shared, answers, log, unsaved, unkept, deciding, correcting, noting, resting, owed, in_hand: 0 }
    }

    /// Does the next task, or keeps an identity where there is none; breaks off when all is to end.
    pub fn step(&mut self, inbox: &Receiver<Task>) -> ControlFlow<()> {
        self.account();
        let task = match inbox.try_recv() {
            Err(TryRecvError::Empty) if self.unkept.is_empty() => match self.resting.wait(inbox) {
                Err(RecvTimeoutError::Timeout) => {
                    self.save_rest();
                    return ControlFlow::Continue(());
                }
                task => task.ok(),
            },
            Err(TryRecvError::Empty) => {
                self.keep_some();
                return ControlFlow::Continue(());
            }
            task => task.ok(),
        };
        self.in_hand = usize::from(task.as_ref().is_some_and(Task::keeps));
        match task {
            Some(Task::Save(changes)) => self.save(changes),
            Some(Task::Rest(rest)) => self.resting.begin(*rest),
            Some(Task::Reject(entry)) => self.reject(&entry),
            Some(Task::Decide(id, decided)) => self.decide(id, *decided),
            Some(Task::Decisions(id, pair)) => self.deciding.answer(id, &pair, &self.answers),
            Some(Task::Note(task, entries)) => self.note(task, entries),
            Some(Task::Correct(words, entries)) => self.correct(words, entries),
            Some(Task::Edit(entry, asked)) => {
                let outcome = editing::edit(&self.shared, &entry, &asked);
                self.answers.send(Msg::ArticleEdited(Box::new(Edited { entry: *entry, asked: *asked, outcome })));
            }
            Some(Task::Views(changes)) => self.views(&changes),
            Some(Task::Corrections) => self.correcting.answer(&self.answers),
            Some(Task::Keep(entry)) => self.unkept.add(*entry),
            Some(Task::End) | None => return ControlFlow::Break(()),
            #[cfg(test)]
            Some(Task::Do(what)) => what(),
        }
        ControlFlow::Continue(())
    }

    /// Says what is still owed, now that the last task is done, however that went.
    fn account(&mut self) {
        let held = usize::from(self.resting.is_pending())
            + self.unsaved.len()
            + self.unkept.len()
            + self.deciding.unsaved()
            + self.correcting.unsaved()
            + self.noting.unsaved();
        self.owed.settle(std::mem::take(&mut self.in_hand), held);
    }

    /// Says how much of the reading state, of decisions and of notes is not on disk.
    pub fn unsaved(&self) -> usize {
        self.unsaved.len() + self.deciding.unsaved() + self.correcting.unsaved() + self.noting.unsaved()
    }

    /// Keeps where the reader has stood for a moment. Who the article is need not be looked at again each time.
    fn save_rest(&mut self) {
        let Some((entry, change)) = self.resting.take() else { return };
        if self.shared.identities().get(&entry.id).is_none() {
            self.unkept.add(entry);
        }
        self.unsaved.push(change);
        self.save(Vec::new());
    }

    fn save(&mut self, changes: Saved) {
        for (entry, change) in changes {
            self.resting.outdone(&change);
            self.unkept.add(entry);
            self.unsaved.push(change);
        }
        match self.flush() {
            Ok(true) => {
                let state = self.log.as_ref().map(|log| log.state().clone()).unwrap_or_default();
                self.answers.send(Msg::State(Box::new(state)));
            }
            Ok(false) => {}
            Err(error) => {
                self.answers.send(Msg::Failed(format!("the reading state is not saved yet: {error}")));
            }
        }
    }

    fn decide(&mut self, id: RequestId, decided: Decided) {
        self.deciding.save(id, &decided, now(), &self.answers);
        decided.entries.into_iter().for_each(|entry| self.unkept.add_first(entry));
    }

    fn views(&self, changes: &[ViewChange]) {
        let path = views::path(&self.shared.world.places.config);
        let done = if changes.is_empty() { views::read(&path) } else { views::change(&path, changes) };
        self.answers.send(Msg::Views(changes.is_empty(), done.map_err(|error| format!("the views: {error}"))));
    }

    fn correct(&mut self, words: Vec<Correction>, entries: Vec<Entry>) {
        self.correcting.save(words, &self.answers);
        entries.into_iter().for_each(|entry| self.unkept.add_first(entry));
    }

    fn note(&mut self, task: notes::Task, entries: Vec<Entry>) {
        self.noting.perform(task, &self.answers, &self.owed);
        entries.into_iter().for_each(|entry| self.unkept.add_first(entry));
    }

    /// Writes what is not on disk yet; says whether other instances had written meanwhile.
    fn flush(&mut self) -> Result<bool, StateError> {
        if self.log.is_none() {
            self.log = Some(StateLog::open(&self.shared.world.places.reading, &device())?);
        }
        let Some(log) = &mut self.log else { return Ok(false) };
        let others = log.refresh().is_ok_and(|changed| !changed.is_empty());
        patiently(StateError::is_busy, || log.append_all(&self.unsaved, now()))?;
        self.unsaved.clear();
        Ok(others)
    }

    /// Keeps the identities of the next articles. They are written beside those that others read meanwhile, who do not
    /// wait for the disk, and are known once they are on it.
    fn keep_some(&mut self) {
        let (shared, batch) = (&self.shared, self.unkept.take());
        let identities = shared.identities();
        let to_keep = |entry: &Entry| -> Option<Kept> {
            // An article that is gone has an identity of its own making; there is nothing to keep.
            let loaded = shared.load_entry(entry).ok()?;
            identities.to_be_kept(&loaded)
        };
        let read = |entry: &Entry| supervise::once(|| to_keep(entry)).flatten();
        let all: Vec<Kept> = batch.par_iter().filter_map(read).collect();
        let (kept, failed) = identities.write(all);
        drop(identities);
        shared.change_identities(|identities| identities.take(kept));
        if let Some(error) = failed.first() {
            let what = if failed.len() == 1 { "an article's identity is" } else { "identities of articles are" };
            self.answers.send(Msg::Failed(format!("{what} not kept: {error}")));
        }
    }

    fn reject(&mut self, entry: &Entry) {
        let rejected = self.shared.load_entry(entry).and_then(|loaded| {
            self.shared.change_identities(|all| all.forget_guess(&loaded)).map_err(|error| error.to_string())
        });
        self.answers.send(match (rejected, &entry.origin) {
            (Err(why), _) => Msg::Failed(format!("the article is not kept apart: {why}")),
            // It is another article now, so whoever shows it reads it again.
            (Ok(_), Origin::File(path)) => Msg::Changed(vec![path.clone()]),
            (Ok(_), _) => Msg::Done("the article is kept apart".to_owned()),
        });
    }

    /// Tries everything for the last time; says what is lost.
    pub fn end(&mut self) -> Vec<String> {
        self.unsaved.extend(self.resting.take().map(|(_, change)| change));
        let flushed = self.flush();
        let undecided = self.deciding.end(now());
        let uncorrected = self.correcting.end();
        let unnoted = self.noting.end();
        let began = Instant::now();
        while !self.unkept.is_empty() && began.elapsed() < LAST {
            self.keep_some();
        }
        let count = self.unsaved.len();
        let lost = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
        let lost = |error| format!("the reading state is not saved ({lost}): {error}");
        flushed
            .err()
            .filter(|_| count > 0)
            .map(lost)
            .into_iter()
            .chain(undecided)
            .chain(uncorrected)
            .chain(unnoted)
            .collect()
    }
}

/// Returns the articles that something is kept of but not who they are.
fn nameless(shared: &Shared, log: Option<&StateLog>, identities: &Identities) -> HashSet<ArticleId> {
    let places = &shared.world.places;
    let state = log.into_iter().flat_map(|log| &log.state().articles);
    let marked = state.filter(|(_, state)| **state != ArticleState::default()).map(|(id, _)| id.clone());
    let written = decisions::articles(&places.decisions).into_iter().chain(store::articles(&places.notes));
    let written = written.chain(corrections::articles(&places.stories));
    marked.chain(written).filter(|id| identities.get(id).is_none()).collect()
}

fn open_log(shared: &Shared, answers: &Answers) -> Option<StateLog> {
    match StateLog::open(&shared.world.places.reading, &device()) {
        Ok(log) => {
            answers.send(Msg::State(Box::new(log.state().clone())));
            tell_problems(answers, &log.problems());
            Some(log)
        }
        Err(error) => {
            answers.send(Msg::Failed(format!("the reading state is not kept: {error}")));
            None
        }
    }
}

/// Watches for notes of other instances; what changed comes in order with what is to be written, so that nothing this
/// instance writes is taken for another's.
fn watch_notes(tasks: Sender<Task>, answers: Answers) -> Watcher {
    Watcher::start(Answers::new(move |msg| match msg {
        Msg::Changed(paths) => tasks.send(Task::Note(notes::Task::Refresh(paths), Vec::new())).is_ok(),
        other => answers.send(other),
    }))
}

/// Watches for what other instances say of stories.
fn watch_corrections(tasks: Sender<Task>, answers: Answers, folder: PathBuf) -> Watcher {
    let watcher = Watcher::start(Answers::new(move |msg| match msg {
        Msg::DecidedElsewhere => tasks.send(Task::Corrections).is_ok(),
        other => answers.send(other),
    }));
    watcher.decisions(folder);
    watcher
}

/// Returns the time in milliseconds since 1970.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Names this device.
fn device() -> String {
    #[cfg(unix)]
    let name = rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").unwrap_or_default();
    if name.is_empty() { "device".to_owned() } else { name }
}
