//! Changes on disk, told in batches.
//!
//! Folders are watched rather than files, because editors replace a file instead of writing it. A burst of events is
//! gathered until it pauses; between bursts nothing wakes. The folder of decisions is watched too, so that what another
//! instance or a synchroniser writes there is taken up; before it is made, the nearest folder above it is.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf, absolute};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::job::Answers;
use super::supervise;
use crate::app::message::Msg;

/// A burst is over after this long without an event.
const PAUSE: Duration = Duration::from_millis(150);

/// A burst that does not pause is told in pieces of this length.
const PIECE: Duration = Duration::from_secs(1);

/// So often in a row may watching fail in a way that nobody foresaw; `R` reads the library anew all the same.
const FALLS: usize = 3;

/// The watching thread, seen from outside.
#[derive(Debug)]
pub struct Watcher(Sender<Word>);

enum Word {
    Folders(Vec<PathBuf>),
    Files(Vec<PathBuf>),
    Decisions(PathBuf),
    Changed(Vec<PathBuf>),
    Everything,
    Unseen(notify::Error),
    #[cfg(test)]
    Fall,
}

impl Watcher {
    /// Starts watching nothing yet.
    pub fn start(answers: Answers) -> Self {
        let (words, inbox) = mpsc::channel();
        let (events, fallen) = (words.clone(), answers.clone());
        let mut watching = None;
        let step = move || match &mut watching {
            None => {
                watching = Watching::new(events.clone(), &answers).ok();
                if watching.is_some() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            }
            Some(watching) => watching.step(&inbox, &answers),
        };
        let fell = move |falls| {
            fallen.send(Msg::Failed(supervise::told("watching for changes on disk")));
            if falls < FALLS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        // Without a thread there is no watching; the first scan will say so through its own failure to start one.
        let _ = supervise::steps("watching", step, fell);
        Self(words)
    }

    /// Watches whole folders.
    pub fn folders(&self, folders: Vec<PathBuf>) {
        let _ = self.0.send(Word::Folders(folders));
    }

    /// Watches single files.
    pub fn files(&self, files: Vec<PathBuf>) {
        let _ = self.0.send(Word::Files(files));
    }

    /// Watches the folder of decisions, which need not be there yet.
    pub fn decisions(&self, folder: PathBuf) {
        let _ = self.0.send(Word::Decisions(folder));
    }
}

/// A path as the program names it, and as the system may name it.
struct Known {
    given: PathBuf,
    names: [PathBuf; 2],
    whole: bool,
}

impl Known {
    fn new(given: PathBuf, whole: bool) -> Self {
        let full = absolute(&given).unwrap_or_else(|_| given.clone());
        let real = real(&full);
        Self { given, names: [full, real], whole }
    }

    /// Returns what the program calls `path`, where it belongs here.
    fn named(&self, path: &Path) -> Option<PathBuf> {
        self.names.iter().find_map(|name| {
            let rest = path.strip_prefix(name).ok()?;
            match rest.as_os_str().is_empty() {
                true => Some(self.given.clone()),
                false => self.whole.then(|| self.given.join(rest)),
            }
        })
    }
}

/// Resolves links in the folder of `path` but not in its last part, which may be gone for a moment.
fn real(path: &Path) -> PathBuf {
    match (path.parent().and_then(|folder| folder.canonicalize().ok()), path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// The folder of decisions.
struct Decisions {
    folder: Known,
    /// The folder that is watched for it: itself, or the nearest above that is there.
    watched: PathBuf,
}

/// What changed in a burst.
#[derive(Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    decisions: bool,
}

impl Changes {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.decisions
    }

    /// Tells all; says whether anybody listens.
    fn tell(self, answers: &Answers) -> bool {
        let decisions = !self.decisions || answers.send(Msg::DecidedElsewhere);
        decisions && (self.paths.is_empty() || answers.send(Msg::Changed(self.paths.into_iter().collect())))
    }
}

/// Returns `folder`, or the nearest above it that is there.
fn nearest(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(folder).to_owned()
}

struct Watching {
    system: RecommendedWatcher,
    known: Vec<Known>,
    decisions: Option<Decisions>,
    complained: bool,
}

impl Watching {
    fn new(words: Sender<Word>, answers: &Answers) -> notify::Result<Self> {
        let system = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let word = match event {
                // Events were lost: anything may have changed.
                Ok(event) if event.need_rescan() => Word::Everything,
                Ok(event) if matters(event.kind) => Word::Changed(event.paths),
                Ok(_) => return,
                Err(error) => Word::Unseen(error),
            };
            let _ = words.send(word);
        });
        let mut complained = false;
        let system = system.inspect_err(|error| complain(error, answers, &mut complained))?;
        Ok(Self { system, known: Vec::new(), decisions: None, complained })
    }

    /// Waits for a word, and where it tells of a change, for the end of the burst; tells what changed.
    fn step(&mut self, inbox: &Receiver<Word>, answers: &Answers) -> ControlFlow<()> {
        let mut changed = Changes::default();
        let Ok(word) = inbox.recv() else { return ControlFlow::Break(()) };
        let began = Instant::now();
        self.heed(word, answers, &mut changed);
        while !changed.is_empty() && began.elapsed() < PIECE {
            match inbox.recv_timeout(PAUSE) {
                Ok(word) => self.heed(word, answers, &mut changed),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return ControlFlow::Break(()),
            }
        }
        let heard = changed.is_empty() || changed.tell(answers);
        if heard { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn heed(&mut self, word: Word, answers: &Answers, changed: &mut Changes) {
        match word {
            Word::Folders(folders) => folders.into_iter().for_each(|folder| self.watch(folder, true, answers)),
            Word::Files(files) => files.into_iter().for_each(|file| self.watch(file, false, answers)),
            Word::Decisions(folder) => self.watch_decisions(folder, answers),
            Word::Changed(paths) => {
                changed.decisions |= self.decided(&paths, answers);
                changed.paths.extend(paths.iter().filter_map(|path| self.named(path)));
            }
            Word::Everything => {
                changed.decisions |= self.decisions.is_some();
                changed.paths.extend(self.known.iter().map(|known| known.given.clone()));
            }
            Word::Unseen(error) => complain(&error, answers, &mut self.complained),
            #[cfg(test)]
            #[allow(clippy::panic, reason = "how a test makes it fall")]
            Word::Fall => panic!("secret"),
        }
    }

    /// Says whether one of `paths` is a file of decisions, or the folder of them that was made meanwhile.
    fn decided(&mut self, paths: &[PathBuf], answers: &Answers) -> bool {
        let Some(Decisions { folder, watched }) = &self.decisions else { return false };
        let is_file = |path: &PathBuf| path.extension().is_some_and(|kind| kind == "json" || kind == "jsonl");
        if paths.iter().any(|path| is_file(path) && folder.named(path).is_some()) {
            return true;
        }
        let [full, _] = &folder.names;
        let nearer = watched != full && nearest(full) != *watched;
        let (full, given) = (full.clone(), folder.given.clone());
        if nearer {
            self.decisions = None;
            self.watch_decisions(given, answers);
        }
        // Asked after it is watched, so that a decision in a folder made just now is not missed.
        nearer && full.is_dir()
    }

    fn watch_decisions(&mut self, given: PathBuf, answers: &Answers) {
        if self.decisions.as_ref().is_some_and(|known| known.folder.given == given) {
            return;
        }
        let folder = Known::new(given, true);
        let [full, _] = &folder.names;
        let mut watched = nearest(full);
        loop {
            if let Err(error) = self.system.watch(&watched, RecursiveMode::NonRecursive) {
                complain(&error, answers, &mut self.complained);
                break;
            }
            // What was made in it before it was watched is told by nobody.
            let nearer = nearest(full);
            if nearer == watched {
                break;
            }
            watched = nearer;
        }
        self.decisions = Some(Decisions { folder, watched });
    }

    fn named(&self, path: &Path) -> Option<PathBuf> {
        self.known.iter().find_map(|known| known.named(path))
    }

    fn watch(&mut self, given: PathBuf, folder: bool, answers: &Answers) {
        if self.known.iter().any(|known| known.given == given) {
            return;
        }
        let known = Known::new(given, folder);
        let [full, _] = &known.names;
        let whole = folder && full.is_dir();
        let target = if whole { full.as_path() } else { full.parent().unwrap_or(full) };
        // What is not there yet, such as the default library of a new reader, is asked for again by the next scan.
        if !target.is_dir() {
            return;
        }
        let mode = if whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        if let Err(error) = self.system.watch(target, mode) {
            complain(&error, answers, &mut self.complained);
        }
        self.known.push(known);
    }
}

/// Says once that changes are not seen.
fn complain(error: &notify::Error, answers: &Answers, complained: &mut bool) {
    if !std::mem::replace(complained, true) {
        answers.send(Msg::Failed(format!("changes on disk are not seen: {error}; `R` reads the library anew")));
    }
}

/// Reading a file is not changing it.
const fn matters(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

    use super::*;
    use std::fs;

    /// How long a change may take to be told on a busy machine.
    const PATIENCE: Duration = Duration::from_secs(120);

    fn told() -> (Answers, Receiver<Msg>) {
        let (sender, inbox) = mpsc::channel();
        (Answers::new(move |msg| sender.send(msg).is_ok()), inbox)
    }

    /// Writes again and again, because watching begins some time after it was asked for, until something is told that
    /// is `wanted`; returns all that was told.
    fn change_until(inbox: &Receiver<Msg>, wanted: impl Fn(&Msg) -> bool, write: impl Fn()) -> Vec<Msg> {
        let began = Instant::now();
        let mut all = Vec::new();
        while began.elapsed() < PATIENCE {
            write();
            if let Ok(msg) = inbox.recv_timeout(4 * PAUSE) {
                all.push(msg);
                if all.last().is_some_and(&wanted) {
                    return all;
                }
            }
        }
        unreachable!("nothing of the kind is told: {all:?}")
    }

    fn changed(paths: &Path) -> impl Fn(&Msg) -> bool {
        move |msg| matches!(msg, Msg::Changed(told) if told.iter().any(|path| path == paths))
    }

    #[test]
    fn a_change_deep_in_a_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        fs::create_dir(folder.path().join("deep")).unwrap();
        let file = folder.path().join("deep/a.txt");
        let watcher = Watcher::start(answers);
        watcher.folders(vec![folder.path().to_owned()]);
        change_until(&inbox, changed(&file), || fs::write(&file, "x").unwrap());
    }

    #[test]
    fn a_burst_is_told_once_when_it_pauses() {
        let (answers, inbox) = told();
        let mut watching = Watching::new(mpsc::channel().0, &answers).unwrap();
        watching.known.push(Known::new(PathBuf::from("/articles"), true));
        let names = ["/articles/a", "/articles/b", "/articles/c"].map(PathBuf::from);
        let (words, burst) = mpsc::channel();
        names.iter().for_each(|name| words.send(Word::Changed(vec![name.clone()])).unwrap());
        assert!(watching.step(&burst, &answers).is_continue());
        assert!(matches!(inbox.try_recv(), Ok(Msg::Changed(paths)) if paths == names));
        assert!(inbox.try_recv().is_err());
    }

    #[test]
    fn neighbours_of_an_open_file_are_not_told() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        let (file, neighbour) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        fs::write(&file, "x").unwrap();
        let watcher = Watcher::start(answers);
        watcher.files(vec![file.clone()]);
        let all = change_until(&inbox, changed(&file), || {
            fs::write(&neighbour, "y").unwrap();
            fs::write(&file, "z").unwrap();
        });
        assert!(!all.iter().any(changed(&neighbour)), "{all:?}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_no_failure() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        let (file, none) = (folder.path().join("a.txt"), folder.path().join("none/articles"));
        let watcher = Watcher::start(answers);
        watcher.folders(vec![none]);
        watcher.files(vec![file.clone()]);
        let all = change_until(&inbox, changed(&file), || fs::write(&file, "x").unwrap());
        assert!(all.iter().all(|msg| matches!(msg, Msg::Changed(_))), "{all:?}");
    }

    const fn decided(msg: &Msg) -> bool {
        matches!(msg, Msg::DecidedElsewhere)
    }

    #[test]
    fn decisions_that_another_instance_writes_are_told() {
        let home = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        let watcher = Watcher::start(answers);
        watcher.decisions(home.path().to_owned());
        change_until(&inbox, decided, || fs::write(home.path().join("a--b.json"), "{}").unwrap());
    }

    #[test]
    fn a_lock_is_no_decision() {
        let home = tempfile::tempdir().unwrap();
        let (answers, _inbox) = told();
        let mut watching = Watching::new(mpsc::channel().0, &answers).unwrap();
        watching.watch_decisions(home.path().to_owned(), &answers);
        assert!(!watching.decided(&[home.path().join(".lock")], &answers));
        assert!(watching.decided(&[home.path().join("a--b.json")], &answers));
    }

    #[test]
    fn the_first_decision_of_all_is_told_though_its_folder_was_not_there() {
        let home = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        let folder = home.path().join("share/diptych/decisions");
        let watcher = Watcher::start(answers);
        watcher.decisions(folder.clone());
        change_until(&inbox, decided, || {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("a--b.json"), "{}").unwrap();
        });
    }

    #[test]
    fn folders_made_while_the_watch_moves_are_followed_to_the_end() {
        let home = tempfile::tempdir().unwrap();
        let (answers, _inbox) = told();
        let folder = home.path().join("share/diptych/decisions");
        let mut watching = Watching::new(mpsc::channel().0, &answers).unwrap();
        watching.watch_decisions(folder.clone(), &answers);
        fs::create_dir_all(&folder).unwrap();
        // Only the outermost is told, as where the others were made before it was watched.
        assert!(watching.decided(&[home.path().join("share")], &answers));
        assert_eq!(watching.decisions.unwrap().watched, folder);
    }

    #[test]
    fn a_panic_is_told_and_changes_are_seen_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let (answers, inbox) = told();
        let file = folder.path().join("a.txt");
        let watcher = Watcher::start(answers);
        watcher.0.send(Word::Fall).unwrap();
        watcher.files(vec![file.clone()]);
        let all = change_until(&inbox, changed(&file), || fs::write(&file, "x").unwrap());
        assert!(matches!(&all[0], Msg::Failed(why) if why.contains("watching for changes on disk: internal error")));
    }

    #[test]
    fn names_come_back_as_they_were_given() {
        let known = Known::new(PathBuf::from("articles"), true);
        let [full, _] = &known.names;
        assert_eq!(known.named(&full.join("x/a.txt")), Some(PathBuf::from("articles/x/a.txt")));
        assert_eq!(known.named(Path::new("/elsewhere/a.txt")), None);
        let file = Known::new(PathBuf::from("a.txt"), false);
        assert_eq!(file.named(&file.names[0].join("b")), None);
    }
}
