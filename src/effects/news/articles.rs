//! The articles that feeds brought, as files of the library, each once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;
use std::{fs, io};

use jiff::civil::Date;

use super::forgotten::Forgotten;
use super::via;
use crate::article::Format;
use crate::article::import::outline;
use crate::library::adding::slug;
use crate::library::atomic;
use crate::newsroom::feed::Entry;
use crate::newsroom::identity::{MARK_LENGTH, Mark};

/// The folder under the library.
pub(super) const FOLDER: &str = "feeds";

/// The articles of all feeds.
pub(super) struct Articles {
    library: PathBuf,
    /// The marks of what is there or was there: from the states at first, from the names of files once something is new.
    known: Mutex<Known>,
}

struct Known {
    marks: HashSet<String>,
    /// The files by the marks in their names, once they were looked for, and those that were written.
    files: HashMap<String, PathBuf>,
    walked: bool,
    /// The files of each mark, the versions of one article, once they were asked for.
    versions: Option<HashMap<String, Vec<PathBuf>>>,
    /// Feeds that brought articles which another one had brought, by the marks of these.
    also: Vec<(String, String)>,
}

/// An article that is to be written.
pub(super) struct Draft {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl Articles {
    /// Begins with the marks that the states of all feeds remember.
    pub fn new(library: &Path, seen: impl IntoIterator<Item = String>) -> Self {
        let marks = seen.into_iter().collect();
        let known = Known { marks, files: HashMap::new(), walked: false, versions: None, also: Vec::new() };
        Self { library: library.to_owned(), known: Mutex::new(known) }
    }

    /// Says whether an entry is new, and takes it for whoever asks first.
    pub fn claim(&self, marks: &[Mark]) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = |known: &Known| marks.iter().any(|mark| known.marks.contains(&mark.0));
        if is_known(&known) {
            return false;
        }
        if self.walk(&mut known) && is_known(&known) {
            return false;
        }
        known.marks.extend(marks.iter().map(|mark| mark.0.clone()));
        true
    }

    /// Looks for the files that are there and for what was forgotten, once; says whether it did.
    fn walk(&self, known: &mut Known) -> bool {
        if std::mem::replace(&mut known.walked, true) {
            return false;
        }
        let folder = self.library.join(FOLDER);
        known.marks.extend(Forgotten::new(&folder).marks());
        known.marks.extend(marks_of_added(&self.library));
        for path in files(&folder) {
            let Some(mark) = mark_of(&path) else { continue };
            known.marks.insert(mark.clone());
            known.files.entry(mark).or_insert(path);
        }
        true
    }

    /// Returns the files of an article that a feed brought: its versions, in the order of their names. None where the
    /// reader took it out of the library.
    pub fn versions(&self, mark: &Mark) -> Vec<PathBuf> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let versions = known.versions.get_or_insert_with(|| {
            let mut versions: HashMap<String, Vec<PathBuf>> = HashMap::new();
            for path in files(&self.library.join(FOLDER)) {
                mark_of(&path).into_iter().for_each(|mark| versions.entry(mark).or_default().push(path.clone()));
            }
            versions
        });
        let mut there = versions.get(&mark.0).cloned().unwrap_or_default();
        there.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
        there
    }

    /// Takes note that an article which is there came by another feed too.
    pub fn came_also(&self, mark: &Mark, feed: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.also.push((mark.0.clone(), feed.to_owned()));
    }

    /// Writes into articles which other feeds brought them; what cannot be written is left as it is.
    pub fn tell_feeds(&self) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let also = std::mem::take(&mut known.also);
        if also.is_empty() {
            return;
        }
        self.walk(&mut known);
        let mut feeds: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
        for (mark, feed) in also {
            if let Some(path) = known.files.get(&mark) {
                feeds.entry(path.clone()).or_default().push(feed);
            }
        }
        drop(known);
        via::write(&self.library, feeds);
    }

    /// Returns the folder of a source, under the library.
    pub fn folder(source: &str) -> String {
        format!("{FOLDER}/{}", slug(source))
    }

    /// Returns where an article is to lie: `feeds/<source>/<yyyy-mm>/<yyyy-mm-dd>-<title>-<mark>.md`. A date to come says
    /// nothing about when an article came.
    pub fn path(&self, folder: &str, entry: &Entry, mark: &Mark, today: Date) -> PathBuf {
        let tomorrow = today.tomorrow().unwrap_or(today);
        let said = entry.published.or(entry.updated).map(|when| when.date);
        let date = said.filter(|date| *date <= tomorrow && date.year() > 0).unwrap_or(today);
        let name = format!("{date}-{}-{}.md", slug(&entry.title), mark.0);
        self.library.join(folder).join(date.strftime("%Y-%m").to_string()).join(name)
    }

    /// Returns where the `number`th version of an article is to lie: as [`Self::path`], with its number before the mark.
    pub fn version_path(&self, folder: &str, entry: &Entry, (mark, number): (&Mark, usize), today: Date) -> PathBuf {
        let path = self.path(folder, entry, mark, today);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let numbered = name.strip_suffix(&format!("-{}.md", mark.0)).unwrap_or(&name);
        path.with_file_name(format!("{numbered}-v{number}-{}.md", mark.0))
    }

    /// Writes articles, all of them synced when it is done.
    ///
    /// # Errors
    /// The first that could not be written, and why; the others are.
    pub fn write(&self, drafts: Vec<Draft>) -> Result<(), (PathBuf, io::Error)> {
        let named = drafts.iter().filter_map(|draft| Some((mark_of(&draft.path)?, draft.path.clone())));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).files.extend(named);
        let files: Vec<(PathBuf, Vec<u8>)> = drafts.into_iter().map(|draft| (draft.path, draft.bytes)).collect();
        let folders: HashSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
        for folder in folders {
            atomic::sweep(&atomic::temporaries(folder), SystemTime::now());
        }
        let done = atomic::write_all(&self.library, &files);
        let failed = files.into_iter().zip(done).find_map(|((path, _), done)| Some((path, done.err()?)));
        failed.map_or(Ok(()), Err)
    }
}

/// Returns the files of the months of the sources below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let months = list(folder).flat_map(|source| list(&source).collect::<Vec<_>>());
    months.flat_map(|month| list(&month).collect::<Vec<_>>()).collect()
}

/// Bytes of a file in which the address at its head is looked for.
const HEAD: u64 = 8 * 1024;

/// Returns the marks of the addresses of articles that the reader added: they lie in the library itself, and a feed that
/// brings one brings nothing new.
fn marks_of_added(library: &Path) -> Vec<String> {
    let listed = fs::read_dir(library).into_iter().flatten().flatten().map(|file| file.path());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "md" || ending == "txt");
    let mark = |path: PathBuf| {
        let mut head = Vec::new();
        fs::File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
        let (article, _) = outline(&String::from_utf8_lossy(&head), Format::Plain);
        Some(Mark::of_link(article.meta.url.as_deref()?)?.0)
    };
    listed.filter(|path| is_text(path) && path.is_file()).filter_map(mark).collect()
}

/// Returns the mark in the name of a file.
pub(super) fn mark_of(path: &Path) -> Option<String> {
    let mark = path.file_name()?.to_str()?.strip_suffix(".md")?.rsplit_once('-')?.1;
    (mark.len() == MARK_LENGTH && mark.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| mark.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::When;

    fn mark(text: &str) -> Mark {
        Mark(format!("{text:0>12}"))
    }

    #[test]
    fn an_entry_is_new_once_whether_a_state_or_a_file_knows_it() {
        let home = tempfile::tempdir().unwrap();
        let articles = Articles::new(home.path(), [mark("a").0]);
        let entry = Entry { title: "Ship freed".to_owned(), ..Entry::default() };
        let path = articles.path("feeds/quay", &entry, &mark("b"), Date::constant(2026, 3, 7));
        assert!(path.ends_with("feeds/quay/2026-03/2026-03-07-ship-freed-00000000000b.md"), "{}", path.display());
        articles.write(vec![Draft { path: path.clone(), bytes: b"x".to_vec() }]).unwrap();
        fs::write(path.with_file_name("mine-000000000-00c.md"), "x").unwrap();
        assert!(!articles.claim(&[mark("x"), mark("a")]), "a state knows it");
        assert!(!articles.claim(&[mark("b")]), "a file is named by it");
        assert!(articles.claim(&[mark("c"), mark("d")]));
        assert!(!articles.claim(&[mark("d"), mark("e")]), "taken");
        assert!(articles.claim(&[mark("e")]));
    }

    #[test]
    fn a_file_lies_in_the_month_of_its_article_or_of_today() {
        let articles = Articles::new(Path::new("/l"), []);
        let place = |date: &str| {
            let entry = Entry { published: When::from_text(date), title: "../X".to_owned(), ..Entry::default() };
            let path = articles.path("feeds/a", &entry, &mark("1"), Date::constant(2026, 3, 31));
            path.to_string_lossy().into_owned()
        };
        for (date, month) in [
            ("2020-02-29", "2020-02/2020-02-29"),
            ("2026-04-01", "2026-04/2026-04-01"),
            ("2026-04-02", "2026-03/2026-03-31"),
            ("", "2026-03/2026-03-31"),
        ] {
            assert_eq!(place(date), format!("/l/feeds/a/{month}-x-000000000001.md"), "{date}");
        }
    }
}
