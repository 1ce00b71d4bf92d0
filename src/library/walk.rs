//! Walking folders: which files are articles, each listed once, whatever links lead to it.
//!
//! Real folders are walked first, and folders that are reached by links after them, each once: so a loop of links ends
//! by itself and an article is listed under its real path where that lies in the library.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Problem;
use walkdir::{DirEntry, WalkDir};

/// What a walk comes upon.
pub(super) enum Step {
    /// A file to read; it may turn out not to be a regular one.
    File(PathBuf),
    /// A folder or link that cannot be followed.
    Problem(Problem),
}

/// The walk over some roots; an iterator, so that the first articles are read before the last ones are found.
pub(super) struct Walk {
    max_depth: usize,
    folders: VecDeque<Folder>,
    /// Files named as roots or reached by links; they come last, unless they were walked over already.
    files: Vec<PathBuf>,
    now: Option<(walkdir::IntoIter, usize)>,
    /// Folders walked over, by their real path.
    seen: HashSet<PathBuf>,
    seen_files: HashSet<PathBuf>,
    /// Files whose names are none of articles, counted by their endings; told once, at the root of the library.
    passed: BTreeMap<String, usize>,
    told_at: Option<PathBuf>,
}

struct Folder {
    path: PathBuf,
    /// How deep its root lies under a root of the library.
    depth: usize,
}

impl Walk {
    /// Starts at `roots`, folders or files.
    pub fn new(roots: &[PathBuf], max_depth: usize) -> Self {
        let mut walk = Self {
            max_depth,
            folders: VecDeque::new(),
            files: Vec::new(),
            now: None,
            seen: HashSet::new(),
            seen_files: HashSet::new(),
            passed: BTreeMap::new(),
            told_at: roots.iter().find(|root| root.is_dir()).cloned(),
        };
        for root in roots {
            match fs::metadata(root) {
                Ok(about) if about.is_dir() => walk.folders.push_back(Folder { path: root.clone(), depth: 0 }),
                _ => walk.files.push(root.clone()),
            }
        }
        walk
    }

    /// Starts at a folder that lies `depth` deep in the library.
    pub fn below(folder: &Path, depth: usize, max_depth: usize) -> Self {
        let mut walk = Self::new(&[], max_depth);
        walk.folders.push_back(Folder { path: folder.into(), depth });
        walk
    }

    /// Opens the next folder that was not walked over yet.
    fn open(&mut self) -> Option<()> {
        loop {
            let folder = self.folders.pop_front()?;
            if self.enter(&folder.path) {
                self.now = Some((WalkDir::new(&folder.path).into_iter(), folder.depth));
                return Some(());
            }
        }
    }

    /// Says whether the folder is new, and remembers it.
    fn enter(&mut self, folder: &Path) -> bool {
        fs::canonicalize(folder).is_ok_and(|real| self.seen.insert(real))
    }

    /// Returns the next step inside the folder at hand; none where it is done or nothing came of an entry.
    fn step(&mut self, entry: walkdir::Result<DirEntry>, base: usize) -> Option<Step> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Step::Problem(unreadable(&error))),
        };
        let depth = base + entry.depth();
        if entry.depth() > 0 && is_hidden(entry.file_name()) {
            self.skip(&entry);
            None
        } else if entry.depth() == 0 {
            None
        } else if entry.file_type().is_dir() {
            self.folder(&entry, depth)
        } else if entry.file_type().is_symlink() {
            self.link(&entry, depth)
        } else {
            if !is_article_name(entry.file_name()) {
                *self.passed.entry(ending(entry.file_name())).or_default() += 1;
                return None;
            }
            Some(Step::File(entry.into_path()))
        }
    }

    fn folder(&mut self, entry: &DirEntry, depth: usize) -> Option<Step> {
        if depth > self.max_depth {
            self.skip(entry);
            return Some(Step::Problem(too_deep(entry.path(), self.max_depth)));
        }
        if !self.enter(entry.path()) {
            self.skip(entry);
        }
        None
    }

    fn link(&mut self, entry: &DirEntry, depth: usize) -> Option<Step> {
        let path = entry.path();
        let problem = |what: String| Some(Step::Problem(Problem { path: path.into(), place: None, what, hint: None }));
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                let real = fs::canonicalize(path).ok()?;
                let here = path.parent().and_then(|p| fs::canonicalize(p).ok())?;
                if here.starts_with(&real) {
                    return problem("a link to a folder that it lies in itself; not followed".into());
                } else if depth > self.max_depth {
                    return Some(Step::Problem(too_deep(path, self.max_depth)));
                }
                self.folders.push_back(Folder { path: path.into(), depth });
                None
            }
            Ok(_) if is_article_name(entry.file_name()) => {
                self.files.push(path.into());
                None
            }
            Err(error) if is_loop(&error) => problem("a link that leads back to itself; not followed".into()),
            Err(error) if is_article_name(entry.file_name()) => problem(format!("a link that leads nowhere: {error}")),
            _ => None,
        }
    }

    fn skip(&mut self, entry: &DirEntry) {
        if let Some((walk, _)) = self.now.as_mut().filter(|_| entry.file_type().is_dir()) {
            walk.skip_current_dir();
        }
    }

    /// Tells once how many files were passed over.
    fn passed_over(&mut self) -> Option<Step> {
        let path = self.told_at.take()?;
        let count: usize = self.passed.values().sum();
        let mut by_count: Vec<(&String, &usize)> = self.passed.iter().collect();
        by_count.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let told: Vec<String> = by_count.iter().take(MOST_ENDINGS).map(|(e, count)| format!("{count} {e}")).collect();
        let more = if by_count.len() > MOST_ENDINGS { ", …" } else { "" };
        let files = if count == 1 { "1 file is".to_owned() } else { format!("{count} files are") };
        let told = format!("{}{more}", told.join(", "));
        (count > 0).then(|| Step::Problem(Problem::passed_over(path, &files, &told)))
    }

    /// Returns the next of the files that wait for the folders' end.
    fn late_file(&mut self) -> Option<Step> {
        while let Some(path) = self.files.pop() {
            let Ok(real) = fs::canonicalize(&path) else { return Some(Step::File(path)) };
            let name = real.file_name().unwrap_or_default();
            let walked = real.parent().is_some_and(|p| self.seen.contains(p));
            let listed = walked && is_article_name(name) && !is_hidden(name);
            if !listed && self.seen_files.insert(real) {
                return Some(Step::File(path));
            }
        }
        None
    }
}

impl Iterator for Walk {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        loop {
            let Some((walk, base)) = self.now.as_mut() else {
                if self.open().is_none() {
                    return self.late_file().or_else(|| self.passed_over());
                }
                continue;
            };
            let base = *base;
            match walk.next() {
                None => self.now = None,
                Some(entry) => {
                    if let Some(step) = self.step(entry, base) {
                        return Some(step);
                    }
                }
            }
        }
    }
}

/// Endings that are told of the files that are passed over.
const MOST_ENDINGS: usize = 6;

/// Returns the ending of a name by which files are counted.
fn ending(name: &OsStr) -> String {
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.filter(|ending| ending.len() <= 12).map_or_else(|| "without an ending".to_owned(), |e| format!(".{e}"))
}

/// Says whether a file of a folder is taken for an article: `.txt`, `.md`, `.markdown`, `.html`, `.htm`, in any case.
pub(super) fn is_article_name(name: &OsStr) -> bool {
    // Asked of every file of a library: by its bytes.
    let name = name.as_encoded_bytes();
    let dot = name.iter().rposition(|byte| *byte == b'.').filter(|dot| *dot > 0);
    let ending = dot.and_then(|dot| name.get(dot + 1..)).unwrap_or_default();
    ["txt", "md", "markdown", "html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known.as_bytes()))
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn is_loop(error: &std::io::Error) -> bool {
    // `ErrorKind::FilesystemLoop` is not stable; ELOOP is 40 on Linux and 62 on macOS.
    cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62))
}

fn too_deep(path: &Path, limit: usize) -> Problem {
    Problem {
        path: path.into(),
        place: None,
        what: format!("a folder more than {limit} deep; not read"),
        hint: Some("raise store.max-depth in the configuration to read it".into()),
    }
}

fn unreadable(error: &walkdir::Error) -> Problem {
    let path = error.path().map(Path::to_path_buf).unwrap_or_default();
    let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Problem { path, place: None, what: format!("the folder cannot be read: {why}"), hint: None }
}
