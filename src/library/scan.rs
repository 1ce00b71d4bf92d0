//! Walking the library's folders: regular files only, loops and depths and sizes bounded, nothing hidden that failed.

mod again;
mod memory;
mod reading;
mod recall;

use std::collections::HashSet;
use std::path::PathBuf;

use rayon::prelude::*;

use super::card::Shared;
use super::editing::lay_over;
use super::identity::{Identities, Recognised, Recogniser, Sighting, Suspect, settle};
use super::index::{Fresh, Index};
use super::walk::Walk;
use super::{ArticleId, Entry, Limits, Origin, Problem};
use memory::{Asked, Memory};
use reading::Reader;

pub use again::{reread, reread_by};
pub use recall::recall;

/// Something that a scan came upon.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An article.
    Article(Box<Entry>),
    /// Articles as the index has them, without the first words of those that have a headline: many at once, in one piece
    /// of memory.
    Known(Vec<Entry>),
    /// Something that could not be read, or not wholly.
    Problem(Problem),
}

/// Files of the first batch: few, so that the list has its first articles at once.
const FIRST_BATCH: usize = 32;
/// Files of a later batch, at least: many, so that the list is not made anew all the time, and so few that what a reader
/// presses does not wait long while a batch is merged into the list.
const LATER_BATCH: usize = 512;
/// The share of all files so far that a later batch is, at least: making a list takes as long as the list is, so that it
/// is made as often whenever the library has doubled.
const SHARE: usize = 128;

/// Scans `roots` (folders and files) and hands over what it finds in batches, the first one soon; stops when `found`
/// returns false. Articles come in no particular order.
///
/// An article that only likeness can recognise comes last, when it is known which identities the others have.
pub fn scan(roots: &[PathBuf], limits: &Limits, identities: &Identities, found: &(dyn Fn(Vec<Found>) -> bool + Sync)) {
    scan_by(roots, limits, identities, None, found);
}

/// Scans as [`scan`] does, but reads no file that is as the index knows it; what is read is kept there.
pub fn scan_by(
    roots: &[PathBuf],
    limits: &Limits,
    identities: &Identities,
    index: Option<&mut Index>,
    found: &(dyn Fn(Vec<Found>) -> bool + Sync),
) {
    scan_with(roots, limits, identities, index, Late::sharing(), found);
}

/// Scans as [`scan_by`] does, for somebody who holds the articles for a moment only: names that several have are held
/// several times, for it takes long to find that out.
pub fn scan_to_print(
    roots: &[PathBuf],
    limits: &Limits,
    identities: &Identities,
    index: Option<&mut Index>,
    found: &(dyn Fn(Vec<Found>) -> bool + Sync),
) {
    scan_with(roots, limits, identities, index, Late::default(), found);
}

fn scan_with(
    roots: &[PathBuf],
    limits: &Limits,
    identities: &Identities,
    index: Option<&mut Index>,
    mut late: Late,
    found: &(dyn Fn(Vec<Found>) -> bool + Sync),
) {
    let found = &|batch| found(edited(batch, identities));
    let mut walk = Walk::new(roots, limits.max_depth);
    let recogniser = Recogniser::new(identities);
    let mut memory = Memory::new(index, &recogniser);
    let reader = Reader { limits, recogniser: &recogniser, begun: memory.begun() };
    let (mut size, mut all) = (FIRST_BATCH, 0);
    let mut asked = memory.ask_for(&mut walk, size);
    loop {
        let done = asked.len() < size;
        all += size;
        size = next_size(size, all);
        // While files are read, the walk goes on.
        let read = || asked.into_par_iter().map(|asked| reader.read(asked)).collect();
        let ahead = || if done { Vec::new() } else { memory.ask_for(&mut walk, size) };
        let (mut read, next): (Vec<(Read, Option<Fresh>)>, Vec<Asked>) = rayon::join(read, ahead);
        asked = next;
        memory.keep(&mut read);
        let mut batch = Vec::with_capacity(read.len());
        read.into_iter().for_each(|(read, _)| late.sift(read, &mut batch));
        if !batch.is_empty() && !found(batch) {
            return;
        }
        if done {
            break;
        }
    }
    let mut rest = Vec::new();
    late.settle(&mut rest);
    rest.extend(memory.end(roots).into_iter().map(Found::Problem));
    if !rest.is_empty() {
        found(rest);
    }
}

/// Lays what the reader set about articles over what was found.
fn edited(mut found: Vec<Found>, identities: &Identities) -> Vec<Found> {
    let lay = |entry: &mut Entry| {
        if let Some(edits) = identities.edits(&entry.id) {
            lay_over(entry, Some(edits));
            // The index knows the words of its file, not those of a headline that the reader set.
            entry.doc = 0;
        }
    };
    for one in &mut found {
        match one {
            Found::Article(entry) => lay(entry),
            Found::Known(entries) => entries.iter_mut().for_each(lay),
            Found::Problem(_) => {}
        }
    }
    found
}

/// Returns how many files are read after a batch of `size`, with which `all` are read.
fn next_size(size: usize, all: usize) -> usize {
    (size * 4).min(LATER_BATCH.max(all / SHARE))
}

/// What became of one step of the walk.
enum Read {
    Article(Box<Entry>),
    /// An article that may be a kept one.
    Suspect(Box<Entry>, Suspect),
    Problem(Problem),
}

impl Read {
    /// Gives the article its number in the index.
    fn number(&mut self, doc: u32) {
        if let Self::Article(entry) | Self::Suspect(entry, _) = self {
            entry.doc = doc;
        }
    }
}

/// Articles that wait for the end of the scan.
#[derive(Default)]
struct Late {
    /// The names so far, where they are shared.
    shared: Option<Shared>,
    claimed: HashSet<ArticleId>,
    suspects: Vec<Suspect>,
    entries: Vec<Entry>,
}

impl Late {
    /// Shares the names of articles that stay.
    fn sharing() -> Self {
        Self { shared: Some(Shared::default()), ..Self::default() }
    }

    /// Lets pass what is certain.
    fn sift(&mut self, read: Read, found: &mut Vec<Found>) {
        match read {
            Read::Problem(problem) => found.push(Found::Problem(problem)),
            Read::Suspect(mut entry, suspect) => {
                self.share(&mut entry);
                self.suspects.push(suspect);
                self.entries.push(*entry);
            }
            Read::Article(mut entry) => {
                self.share(&mut entry);
                if entry.recognised != Recognised::New {
                    self.claimed.insert(entry.id.clone());
                }
                with_flaws(entry, found);
            }
        }
    }

    fn share(&mut self, entry: &mut Entry) {
        if let Some(shared) = &mut self.shared {
            shared.share(&mut entry.meta);
        }
    }

    /// Takes what the index knows: hands back what is certain.
    fn sift_known(&mut self, (mut entry, sighting): (Entry, Sighting)) -> Option<Entry> {
        self.share(&mut entry);
        match sighting {
            Sighting::Unknown(suspect) if !suspect.maybe.is_empty() => {
                self.suspects.push(suspect);
                self.entries.push(entry);
                None
            }
            _ => {
                if entry.recognised != Recognised::New {
                    self.claimed.insert(entry.id.clone());
                }
                Some(entry)
            }
        }
    }

    fn settle(self, found: &mut Vec<Found>) {
        let settled = settle(&self.suspects, &|id| self.claimed.contains(id));
        for (mut entry, (id, recognised)) in self.entries.into_iter().zip(settled) {
            (entry.id, entry.recognised) = (id, recognised);
            with_flaws(Box::new(entry), found);
        }
    }
}

/// Tells of an article, and of each of its flaws as a problem.
fn with_flaws(entry: Box<Entry>, found: &mut Vec<Found>) {
    let problems = flaws(&entry);
    found.push(Found::Article(entry));
    found.extend(problems.into_iter().map(Found::Problem));
}

fn flaws(entry: &Entry) -> Vec<Problem> {
    let problem = |flaw: &crate::article::Flaw| Problem {
        path: path_of(&entry.origin),
        place: Some((flaw.line, flaw.column)),
        what: flaw.message.clone(),
        hint: Some("the article can be read all the same".into()),
    };
    entry.flaws.iter().map(problem).collect()
}

fn path_of(origin: &Origin) -> PathBuf {
    match origin {
        Origin::File(path) => path.clone(),
        Origin::Sample(name) => name.into(),
        Origin::Stdin => "-".into(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may fail by panicking")]
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::sync::Mutex;

    pub(super) const LIMITS: Limits = Limits { max_file_bytes: 100_000, max_depth: 4 };

    /// Makes files, and folders where they are needed.
    pub(super) fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    fn found(roots: &[PathBuf], identities: &Identities) -> (Vec<Entry>, Vec<Problem>) {
        let all = Mutex::new(Vec::new());
        scan(roots, &LIMITS, identities, &|batch| {
            all.lock().unwrap().extend(batch);
            true
        });
        let (mut entries, mut problems) = (Vec::new(), Vec::new());
        for found in all.into_inner().unwrap() {
            match found {
                Found::Article(entry) => entries.push(*entry),
                Found::Known(known) => entries.extend(known),
                Found::Problem(problem) => problems.push(problem),
            }
        }
        entries.sort_by(|l, r| l.origin.cmp(&r.origin));
        problems.sort_by(|l, r| l.path.cmp(&r.path));
        (entries, problems)
    }

    /// The names that a scan of `roots` under `dir` lists, and its problems as `name: what`.
    fn names(dir: &tempfile::TempDir, roots: &[&str]) -> (Vec<String>, Vec<String>) {
        let roots: Vec<PathBuf> = roots.iter().map(|root| dir.path().join(root)).collect();
        let (entries, problems) = found(&roots, &Identities::default());
        let name = |path: &Path| path.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned();
        let told = problems.iter().map(|p| format!("{}: {}", name(&p.path), p.what)).collect();
        (entries.iter().map(|e| name(&path_of(&e.origin))).collect(), told)
    }

    #[test]
    fn articles_are_listed_by_their_extension_and_nothing_hidden() {
        let dir = tree(&[
            ("a.txt", "One."),
            ("b.MD", "Two."),
            ("c/d.markdown", "Three."),
            ("e.pdf", "no"),
            ("README", "no"),
            (".hidden.txt", "no"),
            (".git/f.txt", "no"),
        ]);
        let passed = ": 2 files are no article by the ending, and passed over: 1 .pdf, 1 without an ending";
        let listed = vec!["a.txt".into(), "b.MD".into(), "c/d.markdown".into()];
        assert_eq!(names(&dir, &[""]), (listed, vec![passed.to_owned()]));
    }

    #[test]
    fn a_named_file_may_have_any_name() {
        let dir = tree(&[("story", "One."), (".x", "Two.")]);
        assert_eq!(names(&dir, &["story", ".x"]).0, [".x", "story"]);
    }

    #[test]
    fn a_missing_root_is_named() {
        let dir = tree(&[("a.txt", "One.")]);
        let (listed, told) = names(&dir, &["", "nowhere"]);
        assert_eq!(listed, ["a.txt"]);
        assert!(told.len() == 1 && told.first().unwrap().starts_with("nowhere: "), "{told:?}");
    }

    #[test]
    fn overlapping_roots_list_an_article_once() {
        let dir = tree(&[("a/b/one.txt", "One."), ("a/two.txt", "Two.")]);
        for roots in [["a", "a/b", "a/b/one.txt", "a"], ["a/b/one.txt", "a/b", "a", "a/../a"]] {
            assert_eq!(names(&dir, &roots).0, ["a/b/one.txt", "a/two.txt"], "{roots:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end_and_are_told_once() {
        use std::os::unix::fs::symlink;
        let dir = tree(&[("a/one.txt", "One."), ("b/two.txt", "Two.")]);
        symlink(dir.path().join("a"), dir.path().join("a/again")).unwrap();
        symlink(dir.path().join("b"), dir.path().join("a/to-b")).unwrap();
        symlink(dir.path().join("a"), dir.path().join("b/to-a")).unwrap();
        symlink("self.txt", dir.path().join("self.txt")).unwrap();
        let (listed, told) = names(&dir, &[""]);
        assert_eq!(listed, ["a/one.txt", "b/two.txt"]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().any(|t| t.starts_with("a/again: a link to a folder that it lies in")), "{told:?}");
        assert!(told.iter().any(|t| t.starts_with("self.txt: a link that leads back to itself")), "{told:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_to_elsewhere_are_followed_and_dead_ones_told() {
        use std::os::unix::fs::symlink;
        let outside = tree(&[("far/three.txt", "Three."), ("four.txt", "Four.")]);
        let dir = tree(&[("one.txt", "One.")]);
        symlink(outside.path().join("far"), dir.path().join("far")).unwrap();
        symlink(outside.path().join("four.txt"), dir.path().join("four.txt")).unwrap();
        symlink(dir.path().join("one.txt"), dir.path().join("same.txt")).unwrap();
        symlink("nowhere", dir.path().join("dead.txt")).unwrap();
        let (listed, told) = names(&dir, &[""]);
        assert_eq!(listed, ["far/three.txt", "four.txt", "one.txt"]);
        assert!(told.len() == 1 && told.first().unwrap().starts_with("dead.txt: a link that leads nowhere"));
    }

    #[cfg(unix)]
    #[test]
    fn a_fifo_and_a_socket_are_named_and_never_opened() {
        let dir = tree(&[("a.txt", "One.")]);
        let fifo = dir.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("socket.md")).unwrap();
        let (listed, told) = names(&dir, &["", "pipe.txt"]);
        assert_eq!(listed, ["a.txt"]);
        assert_eq!(told, ["pipe.txt: not a regular file (a FIFO)", "socket.md: not a regular file (a socket)"]);
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_folder_is_named() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tree(&[("a.txt", "One."), ("locked/b.txt", "Two.")]);
        let locked = dir.path().join("locked");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(&locked).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
        let (listed, told) = names(&dir, &[""]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(listed, ["a.txt"]);
        assert!(told.len() == 1 && told.first().unwrap().starts_with("locked: the folder cannot be read"), "{told:?}");
    }

    #[test]
    fn a_folder_that_is_too_deep_is_named_with_the_setting() {
        let dir = tree(&[("1/2/3/4/in.txt", "In."), ("1/2/3/4/5/out.txt", "Out."), ("1/2/3/4/5/6/out.txt", "Out.")]);
        let (entries, problems) = found(&[dir.path().into()], &Identities::default());
        assert_eq!(entries.len(), 1);
        let [problem] = problems.as_slice() else { panic!("{problems:?}") };
        assert!(problem.path.ends_with("1/2/3/4/5"));
        assert!(problem.hint.as_ref().unwrap().contains("store.max-depth"));
    }

    #[test]
    fn a_bad_file_never_takes_the_others_with_it() {
        let dir = tree(&[
            ("a.txt", "One."),
            ("big.txt", &"long ".repeat(30_000)),
            ("binary.txt", "PK\0\0\0"),
            ("empty.txt", ""),
            ("blank.txt", " \n\n \u{FEFF}\n"),
            ("flawed.txt", "+++\ntitle = 3\n+++\nStill readable."),
        ]);
        let (listed, told) = names(&dir, &[""]);
        assert_eq!(listed, ["a.txt", "flawed.txt"]);
        let [big, binary, blank, empty, flawed] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!(big, "big.txt: 150000 bytes are over the limit of 100000");
        assert!(binary.contains("binary"), "{binary}");
        assert!(blank.contains("empty") && empty.contains("empty"), "{blank} {empty}");
        assert!(flawed.starts_with("flawed.txt: "));
    }

    #[test]
    fn a_flaw_has_its_place() {
        let dir = tree(&[("flawed.txt", "+++\ntitle = 3\n+++\nStill readable.")]);
        let (entries, problems) = found(&[dir.path().into()], &Identities::default());
        assert_eq!(&*entries.first().unwrap().first_words, "Still readable.");
        assert_eq!(problems.first().unwrap().place.unwrap().0, 2);
    }

    #[test]
    fn the_scan_stops_when_nobody_listens_and_the_first_batch_is_small() {
        let files: Vec<(String, &str)> = (0..200).map(|i| (format!("{i}.txt"), "Words.")).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let dir = tree(&files);
        let batches = Mutex::new(Vec::new());
        scan(&[dir.path().into()], &LIMITS, &Identities::default(), &|batch| {
            batches.lock().unwrap().push(batch.len());
            false
        });
        assert_eq!(*batches.lock().unwrap(), [FIRST_BATCH]);
    }

    #[test]
    fn batches_are_small_beside_the_library_and_the_lists_made_of_them_grow_as_it_does() {
        for files in [1_000, 100_000, 10_000_000] {
            let (mut size, mut all, mut listed) = (FIRST_BATCH, 0, 0);
            while all < files {
                all += size;
                // A list is made of all that is read.
                listed += all;
                assert!(size <= 512.max(all / 100), "{size} of {all}");
                size = next_size(size, all);
            }
            assert!(listed < all * 150, "{listed} for {all}");
        }
    }

    #[test]
    fn of_two_edited_copies_the_clearly_nearer_is_the_moved_article() {
        use crate::library::identity::fingerprint::tests::{edited, prose};
        use crate::library::store;
        let text = prose(400, 3);
        let dir = tree(&[("old.txt", &text)]);
        let data = tempfile::tempdir().unwrap();
        let (mut identities, _) = Identities::load(data.path());
        let old = Origin::File(dir.path().join("old.txt"));
        let loaded = store::load(&old, &LIMITS, &identities).unwrap();
        identities.keep(&loaded).unwrap();
        fs::remove_file(dir.path().join("old.txt")).unwrap();
        fs::write(dir.path().join("near.txt"), edited(&text, 8, 5)).unwrap();
        fs::write(dir.path().join("far.txt"), edited(&text, 30, 6)).unwrap();
        fs::write(dir.path().join("other.txt"), prose(400, 4)).unwrap();
        let (entries, _) = found(&[dir.path().into()], &identities);
        let how: Vec<_> = entries.iter().map(|e| (e.id == loaded.entry.id, e.recognised)).collect();
        assert!(
            matches!(how[..], [(false, Recognised::New), (true, Recognised::Likeness(l)), (false, Recognised::New)] if l > 0.5),
            "{how:?}"
        );
        // Where the original turns up elsewhere, it is the article, and the edited copies are others.
        fs::write(dir.path().join("moved.txt"), &text).unwrap();
        let (entries, _) = found(&[dir.path().into()], &identities);
        let same: Vec<_> = entries.iter().filter(|e| e.id == loaded.entry.id).map(|e| e.recognised).collect();
        assert_eq!(same, [Recognised::Content]);
    }

    #[test]
    fn kept_words_that_were_copied_before_the_file_was_edited_stay_with_the_copy() {
        use crate::library::identity::fingerprint::tests::{edited, prose};
        use crate::library::store;
        let text = prose(300, 3);
        let with_url = |text: &str| format!("+++\nurl = \"https://n.example/a\"\n+++\n\n{text}\n");
        let dir = tree(&[("a.md", &with_url(&text))]);
        let data = tempfile::tempdir().unwrap();
        let (mut identities, _) = Identities::load(data.path());
        let loaded = store::load(&Origin::File(dir.path().join("a.md")), &LIMITS, &identities).unwrap();
        identities.keep(&loaded).unwrap();
        fs::write(dir.path().join("earlier.md"), with_url(&text)).unwrap();
        fs::write(dir.path().join("a.md"), with_url(&edited(&text, 10, 5))).unwrap();
        let (entries, _) = found(&[dir.path().into()], &identities);
        let how: Vec<_> = entries.iter().map(|e| (e.id == loaded.entry.id, e.recognised)).collect();
        assert_eq!(how, [(false, Recognised::New), (true, Recognised::Url)]);
        // Without the copy, the edited file is the article.
        fs::remove_file(dir.path().join("earlier.md")).unwrap();
        let (entries, _) = found(&[dir.path().into()], &identities);
        let how: Vec<_> = entries.iter().map(|e| (e.id == loaded.entry.id, e.recognised)).collect();
        assert_eq!(how, [(true, Recognised::Path)]);
    }

    #[test]
    fn of_two_new_versions_the_nearer_is_the_one_that_moved() {
        use crate::library::identity::fingerprint::tests::{edited, prose};
        use crate::library::store;
        let text = prose(300, 3);
        let with_url = |text: &str| format!("+++\nurl = \"https://n.example/a\"\n+++\n\n{text}\n");
        let dir = tree(&[("a.md", &with_url(&text))]);
        let mut identities = Identities::default();
        let loaded = store::load(&Origin::File(dir.path().join("a.md")), &LIMITS, &identities).unwrap();
        identities.keep(&loaded).unwrap();
        fs::remove_file(dir.path().join("a.md")).unwrap();
        fs::write(dir.path().join("far.md"), with_url(&edited(&text, 30, 5))).unwrap();
        fs::write(dir.path().join("near.md"), with_url(&edited(&text, 5, 6))).unwrap();
        let (entries, _) = found(&[dir.path().into()], &identities);
        let how: Vec<_> = entries.iter().map(|e| (e.id == loaded.entry.id, e.recognised)).collect();
        assert_eq!(how, [(false, Recognised::New), (true, Recognised::Url)]);
    }
}
