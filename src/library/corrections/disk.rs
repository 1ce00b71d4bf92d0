//! The lines of what the reader says of stories: `{"at":1772900000000,"article":"…","others":["…"],"said":"same"}`.
//!
//! Instances on one device append under a lock, with one write that is synced before it is said to be done. The files
//! are small (a line a word) and read whole; lines of later versions are passed over and stay.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Correction, Corrections};
use crate::library::moment::passable;
use crate::library::{ArticleId, Problem, atomic, lines};
use crate::text::decode::unmarked;

/// Why what is said of stories cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionsError {
    /// A file or folder of it cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl CorrectionsError {
    /// Says whether another instance is writing just now, so that it is worth trying again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::WouldBlock)
    }
}

/// Reads what all devices wrote into `folder`, and says what of it cannot be understood. A folder that is not there holds
/// nothing.
#[must_use]
pub fn read(folder: &Path) -> (Corrections, Vec<Problem>) {
    let (mut corrections, mut problems) = (Corrections::default(), Vec::new());
    for path in files(folder) {
        match fs::read(&path) {
            Ok(bytes) => problems.extend(read_file(&path, &bytes, &mut corrections)),
            Err(error) => problems.push(Problem {
                path,
                place: None,
                what: format!("what you said of stories is not read: {error}"),
                hint: None,
            }),
        }
    }
    (corrections, problems)
}

/// Returns the articles that something is said of, those of which nothing holds any more included.
#[must_use]
pub fn articles(folder: &Path) -> BTreeSet<ArticleId> {
    let (corrections, _) = read(folder);
    corrections.pairs.into_keys().flat_map(|(one, other)| [one, other]).collect()
}

/// Appends words to the file of `device` in `folder`.
///
/// # Errors
/// Where the file cannot be written or another instance writes just now ([`CorrectionsError::is_busy`]); nothing is then
/// written.
pub fn append(folder: &Path, device: &str, words: &[Correction]) -> Result<(), CorrectionsError> {
    let failed = |source| CorrectionsError::Io { path: folder.into(), source };
    let (root, name) = (atomic::parent(folder), lines::file_name(device));
    atomic::make_folder(folder).map_err(failed)?;
    let _lock = atomic::try_lock(root, &folder.join(format!(".{name}.lock"))).map_err(failed)?;
    let path = folder.join(format!("{name}.jsonl"));
    let json = |word| serde_json::to_string(word).expect("numbers, strings and lists of them are always JSON");
    let words: Vec<String> = words.iter().map(json).collect();
    lines::append(root, &path, &words).map_err(|source| CorrectionsError::Io { path, source })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.retain(|path| path.extension().is_some_and(|kind| kind == "jsonl") && path.is_file());
    files.sort();
    files
}

/// Takes the words of a file; returns what is wrong with it.
fn read_file(path: &Path, bytes: &[u8], corrections: &mut Corrections) -> Option<Problem> {
    let (mut broken, mut first) = (0_usize, 0);
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        // A last line without its line feed is being written, or was torn by a crash.
        let Some(line) = line.strip_suffix(b"\n").map(unmarked) else { break };
        match parse(line) {
            Ok(Some(word)) => _ = corrections.take(&word),
            Ok(None) => {}
            Err(_) => {
                first = if broken == 0 { number + 1 } else { first };
                broken += 1;
            }
        }
    }
    let what = match broken {
        0 => return None,
        1 => "1 line about stories cannot be understood and is passed over".to_owned(),
        n => format!("{n} lines about stories cannot be understood and are passed over"),
    };
    let hint = Some("they were damaged, or written by a later diptych; nothing else is lost".to_owned());
    Some(Problem { path: path.into(), place: Some((first, 1)), what, hint })
}

/// Reads a line; none where a crash left only its beginning.
fn parse(line: &[u8]) -> serde_json::Result<Option<Correction>> {
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    match serde_json::from_slice::<Correction>(line) {
        Ok(word) => Ok(Some(Correction { at: passable(word.at), ..word })),
        Err(error) if error.is_eof() => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::corrections::Said;

    fn word(at: u64, article: u8, other: u8, said: Said) -> Correction {
        let id = |n: u8| ArticleId(format!("{n:032x}"));
        Correction { at, article: id(article), others: vec![id(other)], said }
    }

    #[test]
    fn words_of_all_devices_are_read_and_the_latest_of_a_pair_holds() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("data/stories");
        assert_eq!(read(&folder), (Corrections::default(), Vec::new()));
        append(&folder, "desk", &[word(5, 1, 2, Said::Same), word(6, 1, 3, Said::Same)]).unwrap();
        append(&folder, "lap top/", &[word(9, 2, 1, Said::Apart)]).unwrap();
        append(&folder, "desk", &[word(7, 1, 2, Said::Same)]).unwrap();
        let (read, problems) = read(&folder);
        let of = |one: u8, other: u8| read.of(&ArticleId(format!("{one:032x}")), &ArticleId(format!("{other:032x}")));
        assert_eq!((of(1, 2), of(1, 3), problems.len()), (Said::Apart, Said::Same, 0));
        assert_eq!(articles(&folder).len(), 3);
    }

    #[test]
    fn a_torn_line_is_passed_over_and_a_strange_one_is_told_with_its_place() {
        let dir = tempfile::tempdir().unwrap();
        append(dir.path(), "desk", &[word(5, 1, 2, Said::Same)]).unwrap();
        let path = dir.path().join("desk.jsonl");
        let good = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{good}\n{{\"at\":1,\"art\nnonsense\n{{\"at\":2")).unwrap();
        append(dir.path(), "desk", &[word(6, 1, 3, Said::Apart)]).unwrap();
        let (read, problems) = read(dir.path());
        assert_eq!(read.latest_first().len(), 2);
        let [problem] = problems.as_slice() else { unreachable!("{problems:?}") };
        assert_eq!(problem.place, Some((4, 1)));
        assert!(problem.what.starts_with("1 line about stories"), "{problem:?}");
        assert_eq!(fs::read_to_string(&path).unwrap().matches("nonsense").count(), 1, "nothing is rewritten");
    }

    #[test]
    fn a_folder_that_cannot_be_written_says_where() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("stories");
        fs::write(&folder, "a file").unwrap();
        let error = append(&folder, "desk", &[word(1, 1, 2, Said::Same)]).unwrap_err();
        assert!(error.to_string().contains("stories") && !error.is_busy(), "{error}");
    }
}
