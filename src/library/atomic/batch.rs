//! Many files at once, with few waits for the disk.
//!
//! All are written, then synced, then named, then their folders synced. A few are synced one by one, on many threads, since
//! a disk writes what many wait for at once; of many the whole file system is synced, where the system can do that: it costs
//! a wait or two however many they are, and what others wrote meanwhile is waited for too. No file is open for longer than it
//! takes to write it, for a process may have no more than some hundred.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempPath;

use super::{behind, make_unsynced, parent, stay_inside, sync_folder, temporary};

/// Threads that wait for the disk at once.
const WAITING: usize = 32;
/// From so many files on the whole file system is synced.
const MANY: usize = 64;
/// From so many folders on.
const MANY_FOLDERS: usize = 16;

/// Writes many files as [`super::write()`] does one, and says of each what came of it: all are written and synced before
/// the first has its name, and each folder is synced once.
#[must_use]
pub fn write_all(root: &Path, files: &[(PathBuf, Vec<u8>)]) -> Vec<io::Result<()>> {
    let mut folders = Folders { root, sound: HashMap::new(), made: BTreeSet::new() };
    let ready: Vec<_> = files.iter().map(|(path, _)| folders.ready(path)).collect();
    let mut made = folders.made;
    let together = if files.len() < MANY { None } else { file_system(&ready) };
    let write = |(target, (_, bytes)): (io::Result<PathBuf>, &(PathBuf, Vec<u8>))| {
        let target = target?;
        let mut file = temporary(parent(&target))?;
        file.write_all(bytes)?;
        if together.is_none() {
            file.as_file().sync_all()?;
        }
        Ok((file.into_temp_path(), target))
    };
    let all = ready.into_par_iter().zip(files);
    let mut written: Vec<io::Result<(TempPath, PathBuf)>> = match &together {
        Some(_) => all.map(write).collect(),
        None => at_once(files.len(), || all.with_max_len(1).map(write).collect()),
    };
    if let Some(Err(why)) = together.as_ref().map(sync_all) {
        written = written.into_iter().map(|file| file.and(Err(again(&why)))).collect();
    }
    let named: Vec<io::Result<PathBuf>> = written.into_iter().map(name).collect();
    made.extend(named.iter().flatten().map(|target| parent(target).to_path_buf()));
    let unsynced = sync_folders(made, together.as_ref());
    let settle = |target: PathBuf| {
        // A folder is an entry of the one above, so that an error there is one of all that lies in it.
        let why = unsynced.iter().find(|(folder, _)| target.starts_with(folder));
        why.map_or(Ok(()), |(_, why)| Err(again(why)))
    };
    named.into_iter().map(|target| target.and_then(settle)).collect()
}

/// Syncs folders, and returns those that could not be.
fn sync_folders(folders: BTreeSet<PathBuf>, together: Option<&File>) -> Vec<(PathBuf, io::Error)> {
    if let Some(file_system) = together.filter(|_| folders.len() >= MANY_FOLDERS) {
        let why = sync_all(file_system).err();
        return why
            .into_iter()
            .flat_map(|why| folders.iter().map(move |folder| (folder.clone(), again(&why))).collect::<Vec<_>>())
            .collect();
    }
    let folders: Vec<_> = folders.into_iter().collect();
    let sync = |folder: PathBuf| sync_folder(&folder).err().map(|why| (folder, why));
    at_once(folders.len(), || folders.into_par_iter().with_max_len(1).filter_map(sync).collect())
}

/// An error of several files, for one of them.
fn again(why: &io::Error) -> io::Error {
    io::Error::new(why.kind(), why.to_string())
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

/// Returns a folder of the file system that all files lie on; none where they lie on several, or it cannot be synced.
#[cfg(target_os = "linux")]
fn file_system(ready: &[io::Result<PathBuf>]) -> Option<File> {
    use std::os::unix::fs::MetadataExt as _;

    let folders: BTreeSet<&Path> = ready.iter().flatten().map(|path| parent(path)).collect();
    let mut devices = BTreeSet::new();
    for folder in &folders {
        devices.insert(fs::metadata(folder).ok()?.dev());
    }
    if devices.len() == 1 { File::open(folders.first()?).ok() } else { None }
}

#[cfg(not(target_os = "linux"))]
fn file_system(_: &[io::Result<PathBuf>]) -> Option<File> {
    None
}

/// Syncs all that was written to a file system.
#[cfg(target_os = "linux")]
fn sync_all(file_system: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(file_system)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_all(file_system: &File) -> io::Result<()> {
    file_system.sync_all()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::atomic::temporaries;

    #[test]
    fn few_or_many_all_are_written_and_what_fails_is_told_of_each() {
        for count in [0, 1, MANY - 1, MANY, 500] {
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
        files.extend((0..MANY).map(|n| (root.join(format!("{n}.md")), b"x".to_vec())));
        let done = write_all(&root, &files);
        assert_eq!(done.iter().map(Result::is_ok).take(4).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(fs::read_to_string(root.join("in/real.md")).unwrap(), "new");
        assert_eq!(fs::read_to_string(out.join("victim.md")).unwrap(), "mine");
        assert!(root.join("link.md").is_symlink() && !out.join("x.md").exists());
    }
}
