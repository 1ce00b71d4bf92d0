//! Reading anew what changed on disk, and nothing else.
//!
//! A path that is named stands for what lies there now: an article, a folder with all in it, or nothing any more. Where
//! links or overlapping roots make it uncertain under which name the library lists a file, only a whole scan can tell.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::super::walk::{Step, Walk, is_article_name, is_hidden};
use super::memory::{Asked, Memory};
use super::reading::Reader;
use super::{Found, Late, Read, edited};
use crate::library::Limits;
use crate::library::identity::{Identities, Recogniser};
use crate::library::index::{Fresh, Index};

/// Reads what lies at `paths` under `roots`; none where only a scan of everything can tell.
///
/// Each path is told as the watched root and what follows it. What is found takes the place of everything that was known
/// of the paths and of what lay below them.
#[must_use]
pub fn reread(roots: &[PathBuf], paths: &[PathBuf], limits: &Limits, identities: &Identities) -> Option<Vec<Found>> {
    reread_by(roots, paths, limits, identities, None)
}

/// Reads as [`reread`] does, but no file that is as the index knows it; what is read is kept there.
#[must_use]
pub fn reread_by(
    roots: &[PathBuf],
    paths: &[PathBuf],
    limits: &Limits,
    identities: &Identities,
    index: Option<&mut Index>,
) -> Option<Vec<Found>> {
    if overlap(roots) {
        return None;
    }
    let steps: Option<Vec<Vec<Step>>> = outermost(paths).into_iter().map(|path| steps(roots, path, limits)).collect();
    let recogniser = Recogniser::new(identities);
    let mut memory = Memory::new(index, &recogniser);
    let reader = Reader { limits, recogniser: &recogniser, begun: memory.begun() };
    let asked: Vec<Asked> = steps?.into_iter().flatten().map(|step| memory.ask(step)).collect();
    let mut read: Vec<(Read, Option<Fresh>)> = asked.into_par_iter().map(|asked| reader.read(asked)).collect();
    let (mut late, mut found) = (Late::sharing(), Vec::new());
    memory.keep(&mut read);
    read.into_iter().for_each(|(read, _)| late.sift(read, &mut found));
    late.settle(&mut found);
    found.extend(memory.end_of_some(paths).into_iter().map(Found::Problem));
    Some(edited(found, identities))
}

/// Says whether one root lies in another, so that a file has two names.
pub(super) fn overlap(roots: &[PathBuf]) -> bool {
    let real: Vec<PathBuf> = roots.iter().filter_map(|root| fs::canonicalize(root).ok()).collect();
    real.iter().enumerate().any(|(i, one)| real.iter().enumerate().any(|(j, other)| i != j && one.starts_with(other)))
}

/// Leaves out the paths below other ones.
fn outermost(paths: &[PathBuf]) -> Vec<&PathBuf> {
    let mut sorted: Vec<&PathBuf> = paths.iter().collect();
    sorted.sort_unstable();
    sorted.dedup_by(|path, above| path.starts_with(above));
    sorted
}

/// Returns what a walk would come upon at `path`.
fn steps(roots: &[PathBuf], path: &Path, limits: &Limits) -> Option<Vec<Step>> {
    let Some(inner) = roots.iter().find_map(|root| path.strip_prefix(root).ok()) else { return Some(Vec::new()) };
    if inner.components().any(|part| is_hidden(part.as_os_str())) {
        return Some(Vec::new());
    }
    let (depth, named) = (inner.components().count(), inner.as_os_str().is_empty());
    match fs::symlink_metadata(path) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Some(Vec::new()),
        Ok(about) if about.is_symlink() => None,
        Ok(about) if about.is_dir() && (named || depth > limits.max_depth) => None,
        Ok(about) if about.is_dir() => Some(Walk::below(path, depth, limits.max_depth).collect()),
        _ if named || path.file_name().is_some_and(is_article_name) => Some(vec![Step::File(path.into())]),
        _ => Some(Vec::new()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]
    use super::super::tests::{LIMITS, tree};
    use super::*;
    use crate::library::Origin;
    use std::collections::BTreeSet;

    /// The names of the articles and problems that are found at `paths`, all under `dir`.
    fn found(dir: &tempfile::TempDir, paths: &[&str]) -> Option<BTreeSet<String>> {
        let paths: Vec<PathBuf> = paths.iter().map(|path| dir.path().join(path)).collect();
        let found = reread(&[dir.path().into()], &paths, &LIMITS, &Identities::default())?;
        let name = |path: &Path| path.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned();
        let named = found.iter().map(|found| match found {
            Found::Article(entry) => match &entry.origin {
                Origin::File(path) => name(path),
                other => panic!("{other:?}"),
            },
            Found::Known(known) => panic!("{known:?}"),
            Found::Problem(problem) => format!("{}: {}", name(&problem.path), problem.what),
        });
        Some(named.collect())
    }

    fn set(names: &[&str]) -> Option<BTreeSet<String>> {
        Some(names.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn only_what_is_named_is_read() {
        let dir = tree(&[("a.txt", "One."), ("b.txt", "Two."), ("c/d.md", "Three."), ("c/e/f.md", "Four.")]);
        assert_eq!(found(&dir, &["a.txt"]), set(&["a.txt"]));
        assert_eq!(found(&dir, &["c"]), set(&["c/d.md", "c/e/f.md"]));
        assert_eq!(found(&dir, &["c/e/f.md", "c", "c/d.md"]), set(&["c/d.md", "c/e/f.md"]), "each once");
        assert_eq!(found(&dir, &["gone.txt", "gone", "a.txt/x"]), set(&[]));
    }

    #[test]
    fn what_a_scan_would_pass_over_is_passed_over() {
        let dir = tree(&[(".a.txt", "One."), (".git/b.txt", "Two."), ("c.pdf", "no"), ("d.txt", "")]);
        assert_eq!(found(&dir, &[".a.txt", ".git", ".git/b.txt", "c.pdf"]), set(&[]));
        assert_eq!(found(&dir, &["d.txt"]), set(&["d.txt: empty: there is nothing to read in it"]));
        let elsewhere = tree(&[("a.txt", "One.")]);
        let paths = [elsewhere.path().join("a.txt")];
        assert_eq!(reread(&[dir.path().into()], &paths, &LIMITS, &Identities::default()), Some(vec![]));
    }

    #[test]
    fn folders_are_followed_as_deep_as_by_a_scan() {
        let dir = tree(&[("1/2/3/4/in.txt", "In."), ("1/2/3/4/5/out.txt", "Out.")]);
        let read = found(&dir, &["1/2"]).unwrap();
        assert!(read.contains("1/2/3/4/in.txt"), "{read:?}");
        assert!(read.iter().any(|name| name.starts_with("1/2/3/4/5: a folder more than 4 deep")), "{read:?}");
    }

    #[test]
    fn a_named_file_is_read_whatever_its_name() {
        let dir = tree(&[("story", "One.")]);
        let root = dir.path().join("story");
        let found = reread(std::slice::from_ref(&root), std::slice::from_ref(&root), &LIMITS, &Identities::default());
        assert_eq!(found.map(|found| found.len()), Some(1));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_overlapping_roots_are_left_to_a_scan() {
        let dir = tree(&[("a/one.txt", "One."), ("two.txt", "Two.")]);
        std::os::unix::fs::symlink(dir.path().join("two.txt"), dir.path().join("three.txt")).unwrap();
        assert_eq!(found(&dir, &["three.txt"]), None);
        let roots = [dir.path().to_owned(), dir.path().join("a")];
        assert_eq!(reread(&roots, &[dir.path().join("two.txt")], &LIMITS, &Identities::default()), None);
        assert_eq!(found(&dir, &[""]), None, "the whole library");
    }
}
