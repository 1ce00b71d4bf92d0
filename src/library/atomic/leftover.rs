//! What a killed run leaves behind: temporary files that never got their name.
//!
//! Swept only where the name is one of ours, nobody holds the file, and it is old enough: whoever writes one holds it
//! from a moment after it is made, and where the file system knows no locks, age alone must do.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// What the names of temporary files begin with.
pub(super) const PREFIX: &str = ".diptych-";

/// What they end in.
pub(super) const SUFFIX: &str = ".tmp";

/// How old a temporary file is at least that is swept away; writing one takes far less.
const OLD: Duration = Duration::from_secs(60 * 60);

/// Says whether a file is named as one of our temporary files.
#[must_use]
pub fn is_temporary(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.strip_suffix(SUFFIX))
        .is_some_and(|random| !random.is_empty() && random.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// Returns the temporary files in `folder` itself, in use or left.
#[must_use]
pub fn temporaries(folder: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    listed.filter(|path| is_temporary(path)).collect()
}

/// Removes those of `temporaries` that killed runs left, as seen at `now`; returns how many. What cannot be removed is
/// left to the next time.
pub fn sweep(temporaries: &[PathBuf], now: SystemTime) -> usize {
    let left = temporaries.iter().filter(|path| is_temporary(path) && is_left(path, now));
    left.filter(|path| fs::remove_file(path).is_ok()).count()
}

/// Says whether nobody needs a temporary file any more. The lock that this takes is gone before the file is; a writer
/// that came between would hold one that is an hour old.
#[must_use]
pub fn is_left(path: &Path, now: SystemTime) -> bool {
    let Ok(about) = fs::symlink_metadata(path) else { return false };
    let old = about.modified().ok().and_then(|then| now.duration_since(then).ok()).is_some_and(|age| age >= OLD);
    let held = || File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(fs::TryLockError::WouldBlock)));
    about.is_file() && old && !held()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;

    #[test]
    fn only_what_is_ours_old_and_held_by_nobody_is_swept() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        let others = ["note.json", ".diptych-.tmp", ".diptych-a.b.tmp", "diptych-abc.tmp", ".diptych-abc.txt"];
        for name in others.into_iter().chain([".diptych-aB3.tmp", ".diptych-held.tmp"]) {
            fs::write(path(name), "half").unwrap();
        }
        fs::create_dir(path(".diptych-folder.tmp")).unwrap();
        let held = File::open(path(".diptych-held.tmp")).unwrap();
        held.try_lock().unwrap();
        let all = || fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        let now = SystemTime::now();
        assert_eq!(temporaries(dir.path()).len(), 3);
        assert_eq!(sweep(&all(), now), 0, "young");
        assert_eq!(sweep(&all(), now - OLD), 0, "of a clock that ran ahead");
        assert_eq!(sweep(&all(), now + OLD * 2), 1);
        assert!(!path(".diptych-aB3.tmp").exists() && path(".diptych-held.tmp").exists());
        drop(held);
        assert_eq!(sweep(&all(), now + OLD * 2), 1);
        assert!(others.into_iter().all(|name| path(name).exists()));
        assert!(temporaries(&path("nowhere")).is_empty());
    }
}
