//! Many files at once, with few waits for the disk.
//!
//! All are written and synced, then named, then their folders synced, on many threads, since a disk writes what many wait
//! for at once. Each folder is looked at once. No file is open for longer than it takes to write it, for a process may have no
//! more than some hundred. The whole file system is not synced instead: that costs less work, but waits for what everybody
//! else writes too; beside some compilers it took three times as long.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempPath;

use super::{behind, make_unsynced, parent, stay_inside, sync_folder, temporary};

/// Threads that wait for the disk at once.
const WAITING: usize = 32;

/// Writes many files as [`super::write()`] does one, and says of each what came of it: all are written and synced before
/// the first has its name, and each folder is synced once.
#[must_use]
pub fn write_all(root: &Path, files: &[(PathBuf, Vec<u8>)]) -> Vec<io::Result<()>> {
    let mut folders = Folders { root, sound: HashMap::new(), made: BTreeSet::new() };
    let ready: Vec<_> = files.iter().map(|(path, _)| folders.ready(path)).collect();
    let mut made = folders.made;
    let write = |(target, (_, bytes)): (io::Result<PathBuf>, &(PathBuf, Vec<u8>))| {
        let target = target?;
        let mut file = temporary(parent(&target))?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok((file.into_temp_path(), target))
    };
    let written: Vec<_> =
        at_once(files.len(), || ready.into_par_iter().zip(files).with_max_len(1).map(write).collect());
    let named: Vec<io::Result<PathBuf>> = written.into_iter().map(name).collect();
    made.extend(named.iter().flatten().map(|target| parent(target).to_path_buf()));
    let folders: Vec<_> = made.into_iter().collect();
    let sync = |folder: PathBuf| sync_folder(&folder).err().map(|why| (folder, why));
    let unsynced: Vec<(PathBuf, io::Error)> =
        at_once(folders.len(), || folders.into_par_iter().with_max_len(1).filter_map(sync).collect());
    let settle = |target: PathBuf| {
        // A folder is an entry of the one above, so that an error there is one of all that lies in it.
        let why = unsynced.iter().find(|(folder, _)| target.starts_with(folder));
        why.map_or(Ok(()), |(_, why)| Err(io::Error::new(why.kind(), why.to_string())))
    };
    named.into_iter().map(|target| target.and_then(settle)).collect()
}

/// Does work that waits for the disk on more threads than there are processors.
fn at_once<T: Send>(files: usize, work: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(files.clamp(1, WAITING)).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Folders that are written into, each looked at once.
struct Folders<'r> {
    root: &'r Path,
    /// Whether no link leads out of the root on the way to it, and it is there.
    sound: HashMap<PathBuf, bool>,
    /// Those that hold a folder that was made, and are to be synced for it.
    made: BTreeSet<PathBuf>,
}

impl Folders<'_> {
    /// Makes the folder of a file that is to be written, and returns where that is.
    fn ready(&mut self, path: &Path) -> io::Result<PathBuf> {
        let folder = parent(path);
        let sound = match self.sound.get(folder) {
            Some(sound) => *sound,
            None => {
                let sound = stay_inside(self.root, folder).is_ok() && self.make(folder).is_ok();
                self.sound.insert(folder.to_path_buf(), sound);
                sound
            }
        };
        let is_link = || fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink());
        if sound && !is_link() {
            return Ok(path.to_path_buf());
        }
        stay_inside(self.root, path)?;
        let target = behind(path);
        self.make(parent(&target))?;
        Ok(target)
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let mut above = Vec::new();
        let done = make_unsynced(folder, &mut above);
        self.made.extend(above);
        done
    }
}

fn name(written: io::Result<(TempPath, PathBuf)>) -> io::Result<PathBuf> {
    let (file, target) = written?;
    file.persist(&target).map_err(|e| e.error)?;
    Ok(target)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::atomic::temporaries;

    #[test]
    fn few_or_many_all_are_written_and_what_fails_is_told_of_each() {
        for count in [0, 1, 63, 500] {
            let home = tempfile::tempdir().unwrap();
            let root = home.path().join("articles");
            let path = |n: usize| root.join(format!("{}/{}/{n}.md", n % 3, n % 40));
            let files: Vec<_> = (0..count).map(|n| (path(n), n.to_string().into_bytes())).collect();
            if count > 1 {
                fs::create_dir_all(path(1)).unwrap();
            }
            let done = write_all(&root, &files);
            let failed: Vec<usize> = (0..count).filter(|n| done.get(*n).unwrap().is_err()).collect();
            assert_eq!(failed, if count > 1 { vec![1] } else { vec![] }, "{count}");
            for n in (0..count).filter(|n| !failed.contains(n)) {
                assert_eq!(fs::read_to_string(path(n)).unwrap(), n.to_string());
            }
            assert!((0..count).all(|n| temporaries(parent(&path(n))).is_empty()), "{count}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_and_refused_outside_also_among_many() {
        let home = tempfile::tempdir().unwrap();
        let (root, out) = (home.path().join("data"), home.path().join("out"));
        fs::create_dir_all(root.join("in")).unwrap();
        fs::create_dir(&out).unwrap();
        fs::write(root.join("in/real.md"), "old").unwrap();
        fs::write(out.join("victim.md"), "mine").unwrap();
        std::os::unix::fs::symlink("in/real.md", root.join("link.md")).unwrap();
        std::os::unix::fs::symlink(out.join("victim.md"), root.join("away.md")).unwrap();
        std::os::unix::fs::symlink(&out, root.join("gone")).unwrap();
        let names = ["link.md", "away.md", "gone/x.md"];
        let mut files: Vec<_> = names.iter().map(|name| (root.join(name), b"new".to_vec())).collect();
        files.extend((0..64).map(|n| (root.join(format!("{n}.md")), b"x".to_vec())));
        let done = write_all(&root, &files);
        assert_eq!(done.iter().map(Result::is_ok).take(4).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(fs::read_to_string(root.join("in/real.md")).unwrap(), "new");
        assert_eq!(fs::read_to_string(out.join("victim.md")).unwrap(), "mine");
        assert!(root.join("link.md").is_symlink() && !out.join("x.md").exists());
    }
}
