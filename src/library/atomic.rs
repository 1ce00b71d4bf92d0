//! Writing a small file so that it is whole at every moment: temporary file, fsync, rename, fsync of the folder.
//!
//! A crash or a full disk leaves the old file or the new one, never half of either, and what was said to be written
//! outlives a power cut. Files are the reader's alone (0600), and so are the folders that are made (0700); folders that
//! are there already keep the permissions that they have.
//!
//! What is promised of each kind of file:
//!
//! | what | how it is written | what is lost at worst |
//! | --- | --- | --- |
//! | notes, identities, decisions, drafts | [`write()`] | nothing that was said to be saved |
//! | many notes at once (an import) | [`write_all`] | as above, said of the whole batch at its end |
//! | reading state | appended and synced a batch | what was done since the last batch; a torn line is passed over |
//! | configuration | [`write_through`] | nothing that was said to be saved; a link to it stays a link |
//! | articles that feeds brought | [`write_all`] | what was fetched since the last batch, which is fetched again |
//! | what is remembered of feeds | [`write_loose`] | when a feed was last asked; it is asked again |
//! | locks, the log of `--log` | not synced | nothing that anybody needs |

mod batch;
mod leftover;
mod link;

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

pub use batch::write_all;
pub use leftover::{is_left, is_temporary, sweep, temporaries};
pub use link::{leads_out, stay_inside};

/// What writing a file consists of, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Write,
    SyncFile,
    Rename,
    SyncFolder,
}

/// Writes `bytes` as the whole content of the file at `path`, which lies in `root`; makes its folder where there is
/// none.
///
/// # Errors
/// What the file system says; the old content is then still there, or the new one whole but not yet proof against a
/// power cut. Also where a link leads out of `root` ([`leads_out`]): nothing is then written.
pub fn write(root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    stay_inside(root, path)?;
    write_through(path, bytes)
}

/// Writes a file that is not there yet, as [`write()`] does; one that came there meanwhile stays as it is.
///
/// # Errors
/// What the file system says; that something is there, as [`io::ErrorKind::AlreadyExists`].
pub fn write_new(root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    stay_inside(root, path)?;
    let folder = parent(path);
    make_folder(folder)?;
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// Writes as [`write()`] does, but waits for no disk: whole at every moment, and after a power cut perhaps the old content
/// or an empty file. For what can be made again.
///
/// # Errors
/// As [`write()`].
pub fn write_loose(root: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    stay_inside(root, path)?;
    let target = behind(path);
    make_unsynced(parent(&target), &mut Vec::new())?;
    let mut file = temporary(parent(&target))?;
    file.write_all(bytes)?;
    file.persist(&target).map(drop).map_err(|error| error.error)
}

/// Writes as [`write()`] does, wherever links lead: a file that is kept elsewhere, as in a repository of dotfiles, stays
/// a link.
///
/// # Errors
/// What the file system says, as with [`write()`].
pub fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_in_steps(path, bytes, &mut |_| Ok(()))
}

/// Writes, asking `may` before each step, so that tests see the order and let any step fail.
fn write_in_steps(path: &Path, bytes: &[u8], may: &mut dyn FnMut(Step) -> io::Result<()>) -> io::Result<()> {
    let target = behind(path);
    let folder = parent(&target);
    make_folder(folder)?;
    let mut file = temporary(folder)?;
    may(Step::Write)?;
    file.write_all(bytes)?;
    may(Step::SyncFile)?;
    file.as_file().sync_all()?;
    may(Step::Rename)?;
    file.persist(&target).map_err(|e| e.error)?;
    may(Step::SyncFolder)?;
    sync_folder(folder)
}

/// Returns the file that a link leads to.
fn behind(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Makes a file that has no name that anybody reads, held for as long as it is open, so that nobody sweeps it away.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let file = tempfile::Builder::new().prefix(leftover::PREFIX).suffix(leftover::SUFFIX).tempfile_in(folder)?;
    // Where there are no locks, its age protects it.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Opens a file of the reader alone, for `options`.
///
/// # Errors
/// What the file system says.
pub fn open_private(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// Takes the lock at `path`, which lies in `root` and is a file of its own, because writing replaces the files beside
/// it; waits for nobody. None where the file system knows no locks.
///
/// A child process holds what its parent held until it is another program, so that a lock may be taken for a moment
/// though no other instance runs: whoever asks shall ask again for a while before saying so.
///
/// # Errors
/// Where the lock cannot be made, or a link leads out of `root`, and `WouldBlock` where another instance has it.
pub fn try_lock(root: &Path, path: &Path) -> io::Result<Option<File>> {
    stay_inside(root, path)?;
    let lock = open_private(OpenOptions::new().create(true).truncate(false).write(true), path)?;
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
    let mut above = Vec::new();
    make_unsynced(folder, &mut above)?;
    above.iter().try_for_each(|folder| sync_folder(folder))
}

/// Makes folders and adds to `above` those that hold them and are to be synced.
fn make_unsynced(folder: &Path, above: &mut Vec<PathBuf>) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let holder = parent(folder);
    if holder != folder {
        make_unsynced(holder, above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made?,
    }
    above.push(holder.to_path_buf());
    Ok(())
}

/// Returns the folder that something lies in.
#[must_use]
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// Makes a rename in `folder` outlive a power cut; systems that cannot open folders do it by themselves.
///
/// # Errors
/// What the file system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
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
        write_through(&path, b"a first, longer content").unwrap();
        write_through(&path, b"second").unwrap();
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

    #[test]
    fn what_can_be_made_again_is_replaced_whole_too() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b.json");
        for content in ["a first, longer content", "second"] {
            write_loose(dir.path(), &path, content.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), content);
        }
        assert_eq!(fs::read_dir(dir.path().join("a")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        fs::write(&real, "old").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write_through(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
    }

    #[test]
    fn a_batch_says_of_each_file_what_came_of_it_and_leaves_nothing_beside_them() {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("taken.json")).unwrap();
        fs::write(dir.path().join("file"), "not a folder").unwrap();
        let names = ["new/1.json", "new/2.json", "taken.json", "file/3.json", "4.json"];
        let files: Vec<_> = names.iter().map(|name| (dir.path().join(name), name.as_bytes().to_vec())).collect();
        let done: Vec<bool> = write_all(dir.path(), &files).iter().map(Result::is_ok).collect();
        assert_eq!(done, [true, true, false, false, true]);
        for name in ["new/1.json", "new/2.json", "4.json"] {
            assert_eq!(fs::read_to_string(dir.path().join(name)).unwrap(), name);
        }
        let left = |folder: &Path| fs::read_dir(folder).unwrap().count();
        assert_eq!((left(dir.path()), left(&dir.path().join("new"))), (4, 2));
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_the_readers_alone_and_those_that_are_there_stay_as_they_are() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let mode = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions().mode() & 0o777;
        let open = dir.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        write(dir.path(), &open.join("made/a/b.json"), b"x").unwrap();
        assert!(write_all(dir.path(), &[(open.join("also/c.json"), b"x".to_vec())]).iter().all(Result::is_ok));
        try_lock(dir.path(), &open.join(".lock")).unwrap();
        assert_eq!(["open", "open/made", "open/made/a", "open/also"].map(mode), [0o755, 0o700, 0o700, 0o700]);
        assert_eq!(["open/made/a/b.json", "open/also/c.json", "open/.lock"].map(mode), [0o600; 3]);
    }
}
