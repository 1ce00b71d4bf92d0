//! Where the files of notes lie: in a folder an article, under names that only people read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::library::{ArticleId, Problem, atomic};

/// Makes a folder's name of an article's id, which may come from a file that somebody wrote by hand.
pub(super) fn name(article: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match (1..=64).contains(&article.len()) && article.chars().all(plain) {
        true => article.to_owned(),
        false => blake3::hash(article.as_bytes()).to_hex().chars().take(32).collect(),
    }
}

/// Returns the articles that have notes in `root`, by the names of their folders.
#[must_use]
pub fn articles(root: &Path) -> Vec<ArticleId> {
    let name = |path: PathBuf| path.file_name()?.to_str().map(|name| ArticleId(name.to_owned()));
    let folders = entries(root).0.into_iter().filter(|(path, is_folder)| *is_folder && !is_hidden(path));
    folders.filter_map(|(path, _)| name(path)).collect()
}

/// What lies in the folders of notes.
#[derive(Debug, Default)]
pub struct Inventory {
    /// The files of notes, in order: those of `root` itself, then folder by folder.
    pub notes: Vec<PathBuf>,
    /// Temporary files, in use or left by killed runs.
    pub temporaries: Vec<PathBuf>,
    /// What else lies there that is not hidden: files that were set aside, and those of other programs.
    pub others: Vec<PathBuf>,
    /// What cannot be listed.
    pub problems: Vec<Problem>,
}

/// Lists everything in `root`.
pub(super) fn inventory(root: &Path) -> Inventory {
    let (entries, problems) = entries(root);
    let (folders, files): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(_, is_folder)| *is_folder);
    let path = |(path, _): (PathBuf, bool)| path;
    let (mut folders, mut files): (Vec<_>, Vec<_>) =
        (folders.into_iter().map(path).collect(), files.into_iter().map(path).collect());
    folders.sort();
    files.sort();
    let listed: Vec<_> = folders.par_iter().filter(|folder| !is_hidden(folder)).map(|folder| list(folder)).collect();
    let mut all = Inventory { problems, ..Inventory::default() };
    files.into_iter().for_each(|path| all.sort_in(path));
    for (files, problems) in listed {
        files.into_iter().for_each(|path| all.sort_in(path));
        all.problems.extend(problems);
    }
    all
}

impl Inventory {
    fn sort_in(&mut self, path: PathBuf) {
        if is_named(&path) {
            self.notes.push(path);
        } else if atomic::is_temporary(&path) {
            self.temporaries.push(path);
        } else if !is_hidden(&path) {
            self.others.push(path);
        }
    }
}

/// Lists the files in a folder that is `root` or lies in it.
pub(super) fn beneath(root: &Path, path: &Path) -> (Vec<PathBuf>, Vec<Problem>) {
    match depth(root, path) {
        Some(0) => {
            let Inventory { notes, problems, .. } = inventory(root);
            (notes, problems)
        }
        Some(1) if !is_hidden(path) => {
            let (mut files, problems) = list(path);
            files.retain(|path| is_named(path));
            (files, problems)
        }
        _ => (Vec::new(), Vec::new()),
    }
}

/// Says whether `path` is where the file of a note may be, or may have been.
pub(super) fn is_file(root: &Path, path: &Path) -> bool {
    let depth = depth(root, path);
    is_named(path) && (depth == Some(2) || (depth == Some(1) && !path.is_dir()))
}

fn depth(root: &Path, path: &Path) -> Option<usize> {
    path.strip_prefix(root).ok().map(|rest| rest.components().count())
}

/// Says whether the file at `path` is named as one of a note: `.json`, not hidden.
fn is_named(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) && !is_hidden(path)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Lists what is in one folder, in order.
fn list(folder: &Path) -> (Vec<PathBuf>, Vec<Problem>) {
    let (entries, problems) = entries(folder);
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|(path, _)| path).collect();
    // All are in one folder: their bytes tell their order, and comparing paths part by part takes long.
    paths.sort_unstable_by(|one, other| one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes()));
    (paths, problems)
}

/// Lists what is in one folder, and whether it is a folder, which the system tells with the name; a folder that is not
/// there is empty.
fn entries(folder: &Path) -> (Vec<(PathBuf, bool)>, Vec<Problem>) {
    let is_folder = |entry: &fs::DirEntry| match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => kind.is_dir(),
        _ => entry.path().is_dir(),
    };
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    match listed {
        Ok(entries) => (entries.into_iter().map(|entry| (entry.path(), is_folder(&entry))).collect(), Vec::new()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound) => (Vec::new(), Vec::new()),
        Err(error) => {
            let what = format!("the notes in it cannot be read: {error}");
            let hint = match error.kind() {
                io::ErrorKind::PermissionDenied => "its permissions keep you from reading it",
                _ => "notes are kept in folders; it is left as it is",
            };
            (Vec::new(), vec![Problem { path: folder.into(), place: None, what, hint: Some(hint.to_owned()) }])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_from_a_file_never_leads_out_of_the_folder() {
        assert_eq!(name("0123456789abcdef0123456789abcdef"), "0123456789abcdef0123456789abcdef");
        for odd in ["", "..", "../x", "/etc", "a/b", ".hidden", "é", "a\u{0}b"] {
            assert_eq!(name(odd).len(), 32, "{odd}");
        }
        assert_ne!(name("../x"), name("../y"));
    }

    #[test]
    fn only_json_in_the_folder_of_an_article_is_a_note() {
        let root = Path::new("/notes");
        for (path, is) in [
            ("/notes/a/x.json", true),
            ("/notes/a/x (conflicted copy).json", true),
            ("/notes/x.json", true),
            ("/notes/a/.diptych-1.tmp", false),
            ("/notes/a/.x.json", false),
            ("/notes/a/x.json.broken-1", false),
            ("/notes/.lock", false),
            ("/notes/a/b/x.json", false),
            ("/elsewhere/a/x.json", false),
        ] {
            assert_eq!(is_file(root, Path::new(path)), is, "{path}");
        }
    }
}
