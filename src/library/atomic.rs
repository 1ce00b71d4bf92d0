//! Writing a small file so that it is whole at every moment: temporary file, fsync, rename, fsync of the folder.
//!
//! A crash or a full disk leaves the old file or the new one, never half of either.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

/// What writing a file consists of, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Write,
    SyncFile,
    Rename,
    SyncFolder,
}

/// Writes `bytes` as the whole content of the file at `path`; makes its folder where there is none.
///
/// # Errors
/// What the file system says; the old content is then still there, or the new one whole but not yet proof against a
/// power cut.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_in_steps(path, bytes, &mut |_| Ok(()))
}

/// Writes, asking `may` before each step, so that tests see the order and let any step fail.
fn write_in_steps(path: &Path, bytes: &[u8], may: &mut dyn FnMut(Step) -> io::Result<()>) -> io::Result<()> {
    // A link is followed, so that a file kept elsewhere (a dotfile repository) stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = parent(&target);
    make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(".diptych-").suffix(".tmp").tempfile_in(folder)?;
    may(Step::Write)?;
    file.write_all(bytes)?;
    may(Step::SyncFile)?;
    file.as_file().sync_all()?;
    may(Step::Rename)?;
    file.persist(&target).map_err(|e| e.error)?;
    may(Step::SyncFolder)?;
    sync_folder(folder)
}

/// Waits for the other instances on this device; none where the file system knows no locks. The lock is a file of its
/// own, because writing replaces the files beside it.
///
/// # Errors
/// Where the lock cannot be made in `folder`.
pub fn lock(folder: &Path) -> io::Result<Option<File>> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(".lock"))?;
    Ok(lock.lock().ok().map(|()| lock))
}

/// Takes the lock as [`lock`] does, but waits for nobody.
///
/// # Errors
/// As [`lock`], and `WouldBlock` where another instance has it.
pub fn try_lock(folder: &Path) -> io::Result<Option<File>> {
    let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(".lock"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => {
            Err(io::Error::new(io::ErrorKind::WouldBlock, "another instance of diptych holds the folder"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Makes a folder and those above it where they are missing, so that they outlive a power cut: each is an entry of the
/// one above.
///
/// # Errors
/// What the file system says.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = parent(folder);
    if above != folder {
        make_folder(above)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    sync_folder(above)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes a rename in `folder` outlive a power cut; systems that cannot open folders do it by themselves.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    const STEPS: [Step; 4] = [Step::Write, Step::SyncFile, Step::Rename, Step::SyncFolder];

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b.json");
        write(&path, b"a first, longer content").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(dir.path().join("a")).unwrap().count(), 1);
    }

    #[test]
    fn the_content_is_on_the_disk_before_it_has_the_name_and_the_name_before_it_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("b.json");
        fs::write(&path, "old").unwrap();
        let mut seen = Vec::new();
        let look = &mut |step| {
            seen.push((step, fs::read_to_string(&path)?));
            Ok(())
        };
        write_in_steps(&path, b"new", look).unwrap();
        let expected: Vec<_> = STEPS.into_iter().zip(["old", "old", "old", "new"].map(str::to_owned)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn a_step_that_fails_is_said_and_leaves_one_whole_file() {
        for failing in STEPS {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().join("b.json");
            fs::write(&path, "old").unwrap();
            let may = &mut |step| if step == failing { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) };
            let error = write_in_steps(&path, b"new", may).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            let left = if failing == Step::SyncFolder { "new" } else { "old" };
            assert_eq!(fs::read_to_string(&path).unwrap(), left, "{failing:?}");
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{failing:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }
}
