//! The files of the reading state: `reading/<device>.jsonl`, one line a change, only ever appended to.
//!
//! One file a device, so that a synchroniser never sees two writers of one file; all are read and merged by time, field
//! by field. Instances on one device append under a lock, with one write that is synced before it is said to be done, as
//! notes are. The lock is a file of its own: compacting replaces the log, and a lock on a file that was replaced holds
//! nothing. A folder that vanishes is made again by the next change, with all that was known.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use super::line::{Line, Stamp, Unread, parse};
use super::{Change, ReadingState};
use crate::library::{ArticleId, Problem, atomic, lines};

/// A log under this size is never compacted, in bytes.
const SMALL: u64 = 256 * 1024;
/// A log is compacted when it has this many lines for each that still counts.
const GROWN: usize = 4;

/// Why the reading state cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// A file or folder of it cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl StateError {
    /// Says whether another instance is writing just now, so that it is worth trying again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::WouldBlock)
    }
}

/// The reading state and the files that it is kept in.
#[derive(Debug)]
pub struct StateLog {
    folder: PathBuf,
    device: String,
    state: ReadingState,
    /// When each field of each article was last set, and by whom.
    stamps: HashMap<ArticleId, [Stamp; 4]>,
    /// How far each file was read.
    files: HashMap<PathBuf, Progress>,
    own_lines: usize,
}

/// How far a file was read.
#[derive(Clone, Debug, Default)]
struct Progress {
    /// Bytes up to the last whole line.
    offset: u64,
    /// Which file that was; compacting puts another one in its place.
    inode: u64,
    /// Lines that could not be understood.
    broken: usize,
    /// The first of them, from 1.
    first_broken: usize,
    lines: usize,
}

impl StateLog {
    /// Opens the state kept in `folder` and reads what all devices wrote; `device` names this one. Nothing is made by
    /// reading: a folder that is not there holds nothing.
    ///
    /// # Errors
    /// Where the folder cannot be read.
    pub fn open(folder: &Path, device: &str) -> Result<Self, StateError> {
        let mut log = Self {
            folder: folder.into(),
            device: lines::file_name(device),
            state: ReadingState::default(),
            stamps: HashMap::new(),
            files: HashMap::new(),
            own_lines: 0,
        };
        log.refresh()?;
        Ok(log)
    }

    /// Returns the state as far as it was read.
    #[must_use]
    pub const fn state(&self) -> &ReadingState {
        &self.state
    }

    /// Returns what could not be read of it.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let broken = self.files.iter().filter(|(_, progress)| progress.broken > 0);
        let mut problems: Vec<Problem> = broken.map(|(path, progress)| problem(path, progress)).collect();
        problems.sort_by(|l, r| l.path.cmp(&r.path));
        problems
    }

    /// Reads what other instances and devices wrote since, and returns the articles whose state that changed.
    ///
    /// # Errors
    /// Where the folder cannot be read. A file that cannot be read is left as it was known.
    pub fn refresh(&mut self) -> Result<Vec<ArticleId>, StateError> {
        let listed = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            listed => listed.map_err(|source| self.failed(source))?,
        };
        let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|e| e == "jsonl") && path.is_file());
        files.sort();
        let mut changed = HashSet::new();
        for path in files {
            // One unreadable device does not take the others with it.
            let _ = self.read_on(&path, &mut changed);
        }
        let mut changed: Vec<ArticleId> = changed.into_iter().collect();
        changed.sort();
        Ok(changed)
    }

    /// Appends `change`, made at `at_ms` (milliseconds since 1970), and applies it, as [`Self::append_all`] does.
    ///
    /// # Errors
    /// As [`Self::append_all`].
    pub fn append(&mut self, change: &Change, at_ms: u64) -> Result<(), StateError> {
        self.append_all(std::slice::from_ref(change), at_ms)
    }

    /// Appends `changes`, made at `at_ms`, in order, and applies them once they are on disk; waits for nobody.
    ///
    /// A change always wins over what is known: where another device's clock runs ahead, it is dated after that.
    ///
    /// # Errors
    /// Where the file cannot be written or another instance writes just now ([`StateError::is_busy`]); no change is
    /// then applied.
    pub fn append_all(&mut self, changes: &[Change], at_ms: u64) -> Result<(), StateError> {
        if changes.is_empty() {
            return Ok(());
        }
        atomic::make_folder(&self.folder).map_err(|source| self.failed(source))?;
        let lock = self.lock().map_err(|source| self.failed(source))?;
        let lines = self.dated(changes, at_ms);
        let path = self.own_file();
        // A file that was there and is gone took with it what only memory has now.
        let lost = self.own_lines > 0 && !path.exists();
        let again = if lost { self.known() } else { Vec::new() };
        let written = [again.as_slice(), &lines].concat();
        let text: Vec<String> = written.iter().map(Line::to_json).collect();
        lines::append(self.root(), &path, &text).map_err(|source| StateError::Io { path, source })?;
        let device = device_key(&self.device);
        for line in &lines {
            self.apply(line, device);
        }
        self.own_lines = written.len() + if lost { 0 } else { self.own_lines };
        if lock.is_some() && self.is_overgrown() {
            // A log that stays long is no reason to tell the reader that the change was not kept.
            let _ = self.compact();
        }
        Ok(())
    }

    /// Returns all that is known as lines, a field each, with the dates that they have.
    fn known(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (id, stamps) in &self.stamps {
            let state = self.state.of(id);
            let change = || Change { id: id.clone(), ..Change::default() };
            let fields = [
                Change { read: Some(state.read), ..change() },
                Change { starred: Some(state.starred), ..change() },
                Change { place: Some(state.place), ..change() },
                Change { compared: Some(state.compared), ..change() },
            ];
            let set = stamps.iter().zip(fields).filter(|(stamp, _)| stamp.at > 0);
            lines.extend(set.map(|(stamp, change)| Line::new(&change, stamp.at)));
        }
        lines.sort_by(|l, r| (l.at, &l.id).cmp(&(r.at, &r.id)));
        lines
    }

    /// Returns changes as lines, each dated after what is known of its article.
    fn dated(&self, changes: &[Change], at_ms: u64) -> Vec<Line> {
        let known = |id| self.stamps.get(id).into_iter().flatten().map(|stamp| stamp.at).max().unwrap_or(0);
        let mut latest: HashMap<&ArticleId, u64> = HashMap::new();
        let mut lines = Vec::with_capacity(changes.len());
        for change in changes {
            let latest = latest.entry(&change.id).or_insert_with(|| known(&change.id));
            *latest = at_ms.max(latest.saturating_add(1));
            lines.push(Line::new(change, *latest));
        }
        lines
    }

    fn apply(&mut self, line: &Line, device: u64) -> bool {
        let stamps = self.stamps.entry(line.id.clone()).or_default();
        let stamp = Stamp { at: line.at, device };
        let mut change = line.change();
        if !stamp.wins(&mut stamps[0], change.read.is_some()) {
            change.read = None;
        }
        if !stamp.wins(&mut stamps[1], change.starred.is_some()) {
            change.starred = None;
        }
        if !stamp.wins(&mut stamps[2], change.place.is_some()) {
            change.place = None;
        }
        if !stamp.wins(&mut stamps[3], change.compared.is_some()) {
            change.compared = None;
        }
        let before = self.state.articles.get(&line.id).cloned();
        self.state.apply(&change);
        before.as_ref() != self.state.articles.get(&line.id)
    }

    /// Reads the lines of `path` that are new.
    fn read_on(&mut self, path: &Path, changed: &mut HashSet<ArticleId>) -> io::Result<()> {
        let mut file = File::open(path)?;
        let about = file.metadata()?;
        let mut progress = self.files.get(path).cloned().unwrap_or_default();
        if progress.inode != inode(&about) || progress.offset > about.len() {
            progress = Progress { inode: inode(&about), ..Progress::default() };
        }
        if progress.offset == about.len() {
            return Ok(());
        }
        file.seek(SeekFrom::Start(progress.offset))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let device = device_key(&path.file_stem().unwrap_or_default().to_string_lossy());
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            // A last line without its line feed is being written, or was torn by a crash.
            let Some(line) = line.strip_suffix(b"\n") else { break };
            progress.offset += u64::try_from(line.len() + 1).unwrap_or(u64::MAX);
            progress.lines += 1;
            match parse(line) {
                Ok(line) => {
                    if self.apply(&line, device) {
                        changed.insert(line.id);
                    }
                }
                Err(Unread::Torn) => {}
                Err(Unread::Broken) => progress.note_broken(),
            }
        }
        if path == self.own_file() {
            self.own_lines = progress.lines;
        }
        self.files.insert(path.into(), progress);
        Ok(())
    }

    fn own_file(&self) -> PathBuf {
        self.folder.join(format!("{}.jsonl", self.device))
    }

    /// Keeps the other instances on this device out; none where the file system knows no locks: appending is safe
    /// enough there, compacting is not.
    fn lock(&self) -> io::Result<Option<File>> {
        atomic::try_lock(self.root(), &self.folder.join(format!(".{}.lock", self.device)))
    }

    /// Returns the folder that no link may lead out of.
    fn root(&self) -> &Path {
        atomic::parent(&self.folder)
    }

    fn is_overgrown(&self) -> bool {
        let big = || fs::metadata(self.own_file()).is_ok_and(|about| about.len() > SMALL);
        self.own_lines > GROWN * self.stamps.len().max(1) && big()
    }

    /// Drops the lines of the own file that later ones of it outdo, as they stand, so that fields of later versions
    /// stay. The caller holds the lock.
    fn compact(&mut self) -> io::Result<()> {
        let path = self.own_file();
        let bytes = fs::read(&path)?;
        let kept = still_counting(&bytes);
        self.own_lines = kept.len();
        let mut text = kept.join(&b'\n');
        text.push(b'\n');
        atomic::write(self.root(), &path, &text)
    }

    fn failed(&self, source: io::Error) -> StateError {
        StateError::Io { path: self.folder.clone(), source }
    }
}

impl Progress {
    fn note_broken(&mut self) {
        self.broken += 1;
        if self.broken == 1 {
            self.first_broken = self.lines;
        }
    }
}

/// Returns the lines that set a field last, and those of unknown shape, in order.
fn still_counting(bytes: &[u8]) -> Vec<&[u8]> {
    let lines: Vec<(&[u8], Result<Line, Unread>)> =
        bytes.split(|b| *b == b'\n').filter(|l| !l.is_empty()).map(|line| (line, parse(line))).collect();
    let mut last: HashMap<(&ArticleId, usize), (u64, usize)> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter_map(|(i, (_, line))| Some((i, line.as_ref().ok()?))) {
        for field in line.fields() {
            let latest = last.entry((&line.id, field)).or_default();
            *latest = (*latest).max((line.at, at));
        }
    }
    let counting: HashSet<usize> = last.values().map(|(_, i)| *i).collect();
    let keep = |i: usize, line: &Result<Line, Unread>| match line {
        Ok(_) => counting.contains(&i),
        Err(Unread::Broken) => true,
        Err(Unread::Torn) => false,
    };
    lines.iter().enumerate().filter(|(i, (_, line))| keep(*i, line)).map(|(_, (raw, _))| *raw).collect()
}

/// Decides between changes of the same millisecond, the same way on every device.
fn device_key(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(unix)]
fn inode(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> u64 {
    0
}

fn problem(path: &Path, progress: &Progress) -> Problem {
    let what = match progress.broken {
        1 => "1 line of the reading state cannot be understood and is passed over".into(),
        n => format!("{n} lines of the reading state cannot be understood and are passed over"),
    };
    let hint = Some("they were damaged, or written by a later diptych; nothing else is lost".into());
    Problem { path: path.into(), place: Some((progress.first_broken, 1)), what, hint }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::state::ArticleState;

    fn id(n: usize) -> ArticleId {
        ArticleId(format!("{n:032x}"))
    }

    fn read(n: usize, read: bool) -> Change {
        Change { id: id(n), read: Some(read), ..Change::default() }
    }

    fn place(n: usize, place: usize) -> Change {
        Change { id: id(n), place: Some(place), ..Change::default() }
    }

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    fn state_of(dir: &tempfile::TempDir, n: usize) -> ArticleState {
        StateLog::open(dir.path(), "reader").unwrap().state().of(&id(n))
    }

    #[test]
    fn state_survives_and_fields_are_apart() {
        let dir = folder();
        let mut log = StateLog::open(&dir.path().join("made/here"), "desk").unwrap();
        log.append(&read(1, true), 10).unwrap();
        log.append(&place(1, 812), 20).unwrap();
        log.append(&Change { id: id(1), starred: Some(true), ..Change::default() }, 30).unwrap();
        log.append(&Change { id: id(1), compared: Some(true), ..Change::default() }, 30).unwrap();
        let again = StateLog::open(&dir.path().join("made/here"), "desk").unwrap();
        assert_eq!(again.state().of(&id(1)), ArticleState { read: true, starred: true, compared: true, place: 812 });
        assert_eq!(again.state(), log.state());
    }

    #[test]
    fn the_last_writer_of_a_field_wins_whatever_device_it_is() {
        let dir = folder();
        let line = |at: u64, rest: &str| format!("{{\"at\":{at},\"id\":\"{}\",{rest}}}\n", id(1).0);
        fs::write(dir.path().join("a.jsonl"), line(50, "\"read\":true") + &line(10, "\"place\":7")).unwrap();
        fs::write(dir.path().join("b.jsonl"), line(40, "\"read\":false,\"place\":9") + &line(30, "\"place\":8"))
            .unwrap();
        assert_eq!(state_of(&dir, 1), ArticleState { read: true, place: 9, ..ArticleState::default() });
    }

    #[test]
    fn what_the_reader_does_now_wins_over_a_clock_that_runs_ahead() {
        let dir = folder();
        let mut ahead = StateLog::open(dir.path(), "ahead").unwrap();
        ahead.append(&read(1, true), 1_000_000).unwrap();
        let mut here = StateLog::open(dir.path(), "here").unwrap();
        here.append(&read(1, false), 5).unwrap();
        assert!(!here.state().of(&id(1)).read);
        assert!(!state_of(&dir, 1).read);
    }

    #[test]
    fn a_torn_last_line_is_passed_over_and_the_next_line_is_whole() {
        let dir = folder();
        let path = dir.path().join("desk.jsonl");
        let mut log = StateLog::open(dir.path(), "desk").unwrap();
        log.append(&read(1, true), 1).unwrap();
        log.append(&read(2, true), 2).unwrap();
        let whole = fs::read(&path).unwrap();
        let first = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
        for cut in first..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let mut log = StateLog::open(dir.path(), "desk").unwrap();
            assert!(log.state().of(&id(1)).read && !log.state().of(&id(2)).read, "{cut}");
            log.append(&read(3, true), 3).unwrap();
            let again = StateLog::open(dir.path(), "desk").unwrap();
            assert!(again.state().of(&id(1)).read && again.state().of(&id(3)).read, "{cut}");
            assert_eq!(again.problems(), [], "{cut}");
        }
    }

    #[test]
    fn broken_lines_are_counted_and_unknown_fields_ignored() {
        let dir = folder();
        let good = format!("{{\"at\":1,\"id\":\"{}\",\"read\":true,\"mood\":[1]}}\n", id(1).0);
        let text = format!("{good}nonsense\n{{\"at\":\"soon\"}}\n\n{{\"at\":2}}\n");
        fs::write(dir.path().join("desk.jsonl"), text).unwrap();
        let log = StateLog::open(dir.path(), "desk").unwrap();
        assert!(log.state().of(&id(1)).read);
        let [problem] = &log.problems()[..] else { panic!("{:?}", log.problems()) };
        assert_eq!(problem.place, Some((2, 1)));
        assert!(problem.what.starts_with("3 lines"), "{}", problem.what);
    }

    #[test]
    fn an_instance_sees_what_another_one_did() {
        let dir = folder();
        let mut left = StateLog::open(dir.path(), "desk").unwrap();
        let mut right = StateLog::open(dir.path(), "desk").unwrap();
        right.append(&read(1, true), 1).unwrap();
        assert_eq!(left.refresh().unwrap(), [id(1)]);
        assert_eq!(left.refresh().unwrap(), []);
        left.append(&place(1, 5), 2).unwrap();
        assert_eq!(right.refresh().unwrap(), [id(1)]);
        assert_eq!(left.state(), right.state());
    }

    #[test]
    fn two_instances_lose_nothing_of_each_other_while_logs_are_compacted() {
        let dir = folder();
        let write = |first: usize| {
            let mut log = StateLog::open(dir.path(), "desk").unwrap();
            for n in 0..60 {
                let batch: Vec<_> = (n * 50..(n + 1) * 50).map(|i| place(first + i % 7, i)).collect();
                while let Err(error) = log.append_all(&batch, u64::try_from(n * 50).unwrap()) {
                    assert!(error.is_busy(), "{error}");
                    std::thread::yield_now();
                }
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| write(0));
            scope.spawn(|| write(100));
        });
        let log = StateLog::open(dir.path(), "desk").unwrap();
        for first in [0, 100] {
            for i in 2993..3000 {
                assert_eq!(log.state().of(&id(first + i % 7)).place, i);
            }
        }
        assert_eq!(log.problems(), []);
        let size = fs::metadata(dir.path().join("desk.jsonl")).unwrap().len();
        assert!(size < SMALL + 20_000, "{size} bytes: never compacted");
    }

    #[test]
    fn compacting_keeps_the_last_of_each_field_and_what_it_does_not_know() {
        let line = |at: u64, rest: &str| format!("{{\"at\":{at},\"id\":\"{}\",{rest}}}", id(1).0);
        let lines = [
            line(1, "\"read\":true,\"mood\":1"),
            line(2, "\"place\":1"),
            line(3, "\"place\":2"),
            "{\"version\":9}".into(),
            "{\"at\":1,\"i".into(),
        ];
        let kept = still_counting(lines.join("\n").as_bytes()).join(&b'\n');
        assert_eq!(String::from_utf8(kept).unwrap(), [lines[0].as_str(), &lines[2], &lines[3]].join("\n"));
    }

    #[test]
    fn a_device_may_have_any_name() {
        let dir = folder();
        let mut log = StateLog::open(dir.path(), "../up/and \u{1b}[31m away").unwrap();
        log.append(&read(1, true), 1).unwrap();
        assert!(state_of(&dir, 1).read);
        assert!(StateLog::open(dir.path(), "").is_ok());
    }

    #[test]
    fn a_change_that_cannot_be_written_is_not_applied() {
        let dir = folder();
        let mut log = StateLog::open(dir.path(), "desk").unwrap();
        fs::create_dir(dir.path().join("desk.jsonl")).unwrap();
        assert!(log.append(&read(1, true), 1).is_err());
        assert!(!log.state().of(&id(1)).read);
    }

    #[test]
    fn a_folder_that_vanishes_is_made_again_and_what_is_done_then_is_kept() {
        let dir = folder();
        let folder = dir.path().join("state/reading");
        let mut log = StateLog::open(&folder, "desk").unwrap();
        log.append(&read(1, true), 1).unwrap();
        fs::remove_dir_all(dir.path().join("state")).unwrap();
        assert_eq!(log.refresh().unwrap(), []);
        log.append_all(&[read(2, true), place(2, 5)], 2).unwrap();
        let again = StateLog::open(&folder, "desk").unwrap();
        assert_eq!(again.state().of(&id(2)), ArticleState { read: true, place: 5, ..ArticleState::default() });
        assert_eq!(again.state(), log.state(), "what was done before is there too");
        assert!(again.state().of(&id(1)).read);
        log.append(&read(1, false), 3).unwrap();
        let lines = fs::read_to_string(folder.join("desk.jsonl")).unwrap().lines().count();
        assert_eq!(lines, 4, "one field that was known, two changes, and the next: it is written again once");
    }

    #[test]
    fn reading_makes_no_folder() {
        let dir = folder();
        assert_eq!(*StateLog::open(&dir.path().join("none"), "desk").unwrap().state(), ReadingState::default());
        assert!(!dir.path().join("none").exists());
    }

    #[test]
    fn what_another_instance_writes_just_now_is_waited_for_by_whoever_asks() {
        let dir = folder();
        let mut log = StateLog::open(dir.path(), "desk").unwrap();
        let held = log.lock().unwrap();
        let error = log.append(&read(1, true), 1).unwrap_err();
        assert!(error.is_busy() && error.to_string().contains("another instance"), "{error}");
        assert!(!log.state().of(&id(1)).read);
        drop(held);
        log.append(&read(1, true), 1).unwrap();
    }

    #[test]
    fn a_byte_order_mark_hides_no_line_and_no_clock_is_beyond_being_passed() {
        let dir = folder();
        let far = format!("\u{feff}{{\"at\":{},\"id\":\"{}\",\"read\":true}}\n", u64::MAX, id(1).0);
        fs::write(dir.path().join("a.jsonl"), far).unwrap();
        for device in ["z", "0", "desk"] {
            let mut log = StateLog::open(dir.path(), device).unwrap();
            assert_eq!((log.problems(), log.state().articles.len()), (vec![], 1));
            let before = log.state().of(&id(1)).read;
            log.append(&read(1, !before), 5).unwrap();
            assert_eq!(state_of(&dir, 1).read, !before, "{device}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_appended_through_a_link_that_leads_out() {
        let dir = folder();
        let (folder, victim) = (dir.path().join("state/reading"), dir.path().join("victim"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(&victim, "mine\n").unwrap();
        std::os::unix::fs::symlink(&victim, folder.join("desk.jsonl")).unwrap();
        let error = StateLog::open(&folder, "desk").unwrap().append(&read(1, true), 1).unwrap_err();
        assert!(error.to_string().contains("is a link that leads out of"), "{error}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine\n");
    }
}
