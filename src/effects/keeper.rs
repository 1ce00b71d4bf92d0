//! What is kept on disk: the reading state, decisions, notes and who the articles are, written by one thread, in order.
//!
//! The state is appended at once. Identities, which need the article's text, follow when nothing else is to be done:
//! marking a whole library as read must not hold up the program's end. What cannot be written stays here and is tried
//! again with the next change and at the end.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::deciding::Deciding;
use super::job::Answers;
use super::notes::{self, Noting};
use super::patience::patiently;
use super::shared::Shared;
use super::watch::Watcher;
use crate::app::message::Decided;
use crate::app::message::{Msg, RequestId};
use crate::library::decisions::PairId;
use crate::library::identity::Identities;
use crate::library::state::{Change, StateError, StateLog};
use crate::library::{Entry, Origin, Problem, atomic};
use crate::notes::Note;

/// How long the end of the program waits for identities; what the reader did is waited for longer.
const LAST: Duration = Duration::from_secs(1);

/// How long the end of the program waits for a disk that does not answer.
const LONGEST: Duration = Duration::from_secs(10);

type Saved = Vec<(Entry, Change)>;

enum Task {
    Save(Saved),
    Reject(Box<Entry>),
    Decide(RequestId, Box<Decided>),
    Decisions(RequestId, PairId),
    Note(notes::Task, Vec<Entry>),
    Keep(Box<Entry>),
    End,
}

/// The keeping thread, seen from outside.
#[derive(Debug)]
pub struct Keeper {
    tasks: Sender<Task>,
    /// What is lost, once everything else is on disk; none after that was heard.
    done: Option<Receiver<Vec<String>>>,
}

impl Keeper {
    /// Starts with reading: the state is answered first, then the identities are shared.
    pub fn start(shared: Arc<Shared>, answers: Answers) -> Self {
        let (tasks, inbox) = mpsc::channel();
        let (sender, done) = mpsc::channel();
        let body = {
            let (shared, answers, tasks) = (Arc::clone(&shared), answers.clone(), tasks.clone());
            move || {
                let _ = sender.send(Keeping::open(shared, answers, tasks).run(&inbox));
            }
        };
        let thread = thread::Builder::new().name("keeping".to_owned()).spawn(body);
        if let Err(error) = &thread {
            shared.set_identities(Identities::default());
            answers.send(Msg::Failed(format!("nothing is kept: no thread can be started: {error}")));
        }
        Self { tasks, done: thread.ok().map(|_| done) }
    }

    /// Saves changes of the reading state.
    pub fn save(&self, changes: Saved) {
        self.send(Task::Save(changes));
    }

    /// Keeps an article apart from the one that it was taken for.
    pub fn reject(&self, entry: Entry) {
        self.send(Task::Reject(Box::new(entry)));
    }

    /// Keeps a decision and answers with all about its pair.
    pub fn decide(&self, id: RequestId, decided: Decided) {
        self.send(Task::Decide(id, Box::new(decided)));
    }

    /// Answers with the decisions about `pair`.
    pub fn decisions(&self, id: RequestId, pair: PairId) {
        self.send(Task::Decisions(id, pair));
    }

    /// Does something about notes.
    pub fn note(&self, task: notes::Task) {
        self.send(Task::Note(task, Vec::new()));
    }

    /// Keeps the identity of an article.
    pub fn keep(&self, entry: Box<Entry>) {
        self.send(Task::Keep(entry));
    }

    /// Keeps a note and the identities of its articles.
    pub fn save_note(&self, note: Box<Note>, entries: Vec<Entry>) {
        self.send(Task::Note(notes::Task::Save(note), entries));
    }

    /// Waits until everything is on disk; says what is not.
    pub fn finish(mut self) -> Vec<String> {
        self.end()
    }

    fn end(&mut self) -> Vec<String> {
        let Some(done) = self.done.take() else { return Vec::new() };
        self.send(Task::End);
        match done.recv_timeout(LONGEST) {
            Ok(unsaved) => unsaved,
            Err(RecvTimeoutError::Timeout) => {
                vec!["what was changed last may not be saved: the disk does not answer".to_owned()]
            }
            Err(RecvTimeoutError::Disconnected) => {
                vec!["what was changed last may not be saved: internal error".to_owned()]
            }
        }
    }

    fn send(&self, task: Task) {
        let _ = self.tasks.send(task);
    }
}

/// A panic of the main loop does not cost what was handed over before it.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

struct Keeping {
    shared: Arc<Shared>,
    answers: Answers,
    log: Result<StateLog, StateError>,
    /// Changes that are not on disk yet.
    unsaved: Vec<Change>,
    /// Articles whose identity is to be kept.
    unkept: VecDeque<Entry>,
    deciding: Deciding,
    noting: Noting,
}

impl Keeping {
    fn open(shared: Arc<Shared>, answers: Answers, tasks: Sender<Task>) -> Self {
        let places = &shared.world.places;
        let log = StateLog::open(&places.reading, &device());
        match &log {
            Ok(log) => {
                answers.send(Msg::State(Box::new(log.state().clone())));
                tell_problems(&answers, &log.problems());
            }
            Err(error) => {
                answers.send(Msg::Failed(format!("the reading state is not kept: {error}")));
            }
        }
        // Everybody waits for the identities: they are shared even where reading them fails in a way nobody foresaw.
        let loaded = catch_unwind(AssertUnwindSafe(|| Identities::load(&places.identities)));
        let (identities, problems) = loaded.unwrap_or_default();
        shared.set_identities(identities);
        tell_problems(&answers, &problems);
        let places = &shared.world.places;
        for folder in places.of_files() {
            atomic::sweep(&atomic::temporaries(folder), SystemTime::now());
        }
        let deciding = Deciding::new(places.decisions.clone());
        let watcher = shared.world.watch.then(|| watch_notes(tasks, answers.clone()));
        let noting = Noting::new(places.notes.clone(), places.drafts.clone(), watcher);
        Self { shared, answers, log, unsaved: Vec::new(), unkept: VecDeque::new(), deciding, noting }
    }

    fn run(mut self, inbox: &Receiver<Task>) -> Vec<String> {
        loop {
            let task = match inbox.try_recv() {
                Err(TryRecvError::Empty) if self.unkept.is_empty() => inbox.recv().ok(),
                Err(TryRecvError::Empty) => {
                    self.keep_next();
                    continue;
                }
                task => task.ok(),
            };
            match task {
                Some(Task::Save(changes)) => self.save(changes),
                Some(Task::Reject(entry)) => self.reject(&entry),
                Some(Task::Decide(id, decided)) => self.decide(id, *decided),
                Some(Task::Decisions(id, pair)) => self.deciding.answer(id, &pair, &self.answers),
                Some(Task::Note(task, entries)) => self.note(task, entries),
                Some(Task::Keep(entry)) => self.keep_later(*entry),
                Some(Task::End) | None => return self.end(),
            }
        }
    }

    fn save(&mut self, changes: Saved) {
        for (entry, change) in changes {
            self.keep_later(entry);
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

    fn keep_later(&mut self, entry: Entry) {
        if !self.unkept.iter().any(|other| other.id == entry.id) {
            self.unkept.push_back(entry);
        }
    }

    fn decide(&mut self, id: RequestId, decided: Decided) {
        self.deciding.save(id, &decided, now(), &self.answers);
        decided.entries.into_iter().for_each(|entry| self.keep_later(entry));
    }

    fn note(&mut self, task: notes::Task, entries: Vec<Entry>) {
        self.noting.perform(task, &self.answers);
        entries.into_iter().for_each(|entry| self.keep_later(entry));
    }

    /// Writes what is not on disk yet; says whether other instances had written meanwhile.
    fn flush(&mut self) -> Result<bool, StateError> {
        if self.log.is_err() {
            self.log = Ok(StateLog::open(&self.shared.world.places.reading, &device())?);
        }
        let Ok(log) = &mut self.log else { return Ok(false) };
        let others = log.refresh().is_ok_and(|changed| !changed.is_empty());
        patiently(StateError::is_busy, || log.append_all(&self.unsaved, now()))?;
        self.unsaved.clear();
        Ok(others)
    }

    /// Keeps the identity of one article.
    fn keep_next(&mut self) {
        let Some(entry) = self.unkept.pop_front() else { return };
        // An article that is gone has an identity of its own making; there is nothing to keep.
        let Ok(loaded) = self.shared.load_entry(&entry) else { return };
        if let Err(error) = self.shared.change_identities(|identities| identities.keep(&loaded)) {
            self.answers.send(Msg::Failed(format!("the article's identity is not kept: {error}")));
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

    fn end(mut self) -> Vec<String> {
        let flushed = self.flush();
        let undecided = self.deciding.end(now());
        let unnoted = self.noting.end();
        let began = Instant::now();
        while !self.unkept.is_empty() && began.elapsed() < LAST {
            self.keep_next();
        }
        let count = self.unsaved.len();
        let lost = if count == 1 { "1 change".to_owned() } else { format!("{count} changes") };
        let lost = |error| format!("the reading state is not saved ({lost}): {error}");
        flushed.err().filter(|_| count > 0).map(lost).into_iter().chain(undecided).chain(unnoted).collect()
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

/// Tells the first of `problems` and how many there are.
pub(super) fn tell_problems(answers: &Answers, problems: &[Problem]) {
    let Some(first) = problems.first() else { return };
    let more = if problems.len() > 1 { format!(" ({} more)", problems.len() - 1) } else { String::new() };
    answers.send(Msg::Failed(format!("{}: {}{more}", first.path.display(), first.what)));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

    use super::*;
    use crate::effects::World;
    use crate::library::places::{Library, Places};
    use crate::library::scan::Limits;
    use std::fs;
    use std::path::Path;

    fn shared(home: &Path) -> Arc<Shared> {
        Arc::new(Shared::new(World {
            library: Library { roots: vec![home.join("articles")], named: true },
            places: Places::new(home, &|_| None),
            limits: Limits { max_file_bytes: 1 << 20, max_depth: 8 },
            watch: false,
            piped: None,
        }))
    }

    /// Starts keeping in `home`, does `work` with an article there, ends, and returns the answers and what is lost.
    fn kept(home: &Path, work: impl FnOnce(&Keeper, Entry)) -> (Vec<Msg>, Vec<String>) {
        let path = home.join("a.txt");
        fs::write(&path, "The harbour reopened on Monday. Boats left at dawn.\n").unwrap();
        let (sender, inbox) = mpsc::channel();
        let shared = shared(home);
        let keeper = Keeper::start(Arc::clone(&shared), Answers::new(move |msg| sender.send(msg).is_ok()));
        work(&keeper, shared.load(&Origin::File(path)).unwrap().entry);
        let lost = keeper.finish();
        (inbox.try_iter().collect(), lost)
    }

    fn star(keeper: &Keeper, entry: Entry) {
        let change = Change { id: entry.id.clone(), starred: Some(true), ..Change::default() };
        keeper.save(vec![(entry, change)]);
    }

    fn starred(answers: &[Msg]) -> usize {
        let states = answers.iter().filter_map(|msg| if let Msg::State(state) = msg { Some(state) } else { None });
        states.flat_map(|state| state.articles.values()).filter(|article| article.starred).count()
    }

    #[test]
    fn what_was_saved_is_answered_first_the_next_time() {
        let home = tempfile::tempdir().unwrap();
        let (answers, lost) = kept(home.path(), star);
        assert_eq!((starred(&answers), lost), (0, vec![]));
        let (answers, _) = kept(home.path(), |_, _| {});
        assert!(matches!(answers.first(), Some(Msg::State(_))), "{answers:?}");
        assert_eq!(starred(&answers), 1);
    }

    #[test]
    fn an_article_with_state_has_its_identity_kept() {
        let home = tempfile::tempdir().unwrap();
        kept(home.path(), star);
        let (identities, _) = Identities::load(&Places::new(home.path(), &|_| None).identities);
        assert_eq!(identities.len(), 1);
    }

    #[test]
    fn the_articles_of_a_decision_have_their_identities_kept() {
        use crate::article::anchor::Anchor;
        use crate::library::decisions::{Kept, Kind};
        let home = tempfile::tempdir().unwrap();
        let (answers, lost) = kept(home.path(), |keeper, entry| {
            let kept = Kept::new(Kind::Rejected, Anchor::default(), Anchor::default());
            keeper.decide(RequestId(3), Decided { entries: [entry.clone(), entry], kept });
        });
        assert_eq!(lost, Vec::<String>::new());
        assert!(answers.iter().any(|msg| matches!(msg, Msg::Decisions(RequestId(3), kept) if kept.len() == 1)));
        let (identities, _) = Identities::load(&Places::new(home.path(), &|_| None).identities);
        assert_eq!(identities.len(), 1);
    }

    #[test]
    fn what_cannot_be_saved_is_told_and_said_again_at_the_end() {
        let home = tempfile::tempdir().unwrap();
        // A file where the folder should be.
        fs::create_dir_all(home.path().join(".local")).unwrap();
        fs::write(home.path().join(".local/state"), "").unwrap();
        let (answers, lost) = kept(home.path(), star);
        let failures = answers.iter().filter(|msg| matches!(msg, Msg::Failed(_))).count();
        assert!(failures >= 2, "{answers:?}");
        assert_eq!(lost.len(), 1);
        assert!(lost.concat().contains("the reading state is not saved (1 change)"), "{lost:?}");
    }

    #[test]
    fn what_could_not_be_saved_is_saved_once_that_is_possible() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join(".local/state");
        fs::create_dir_all(home.path().join(".local")).unwrap();
        fs::write(&blocked, "").unwrap();
        let (_, lost) = kept(home.path(), |keeper, entry| {
            star(keeper, entry);
            fs::remove_file(&blocked).unwrap();
        });
        assert_eq!(lost, Vec::<String>::new());
        assert_eq!(starred(&kept(home.path(), |_, _| {}).0), 1);
    }

    #[test]
    fn a_rejected_guess_is_read_again() {
        let home = tempfile::tempdir().unwrap();
        let (answers, _) = kept(home.path(), |keeper, entry| {
            star(keeper, entry.clone());
            keeper.reject(entry);
        });
        assert!(answers.iter().any(|msg| matches!(msg, Msg::Changed(paths) if paths.len() == 1)), "{answers:?}");
    }
}
