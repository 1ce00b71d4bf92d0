//! Links in the reader's folders that lead out of them: they are not written through.
//!
//! The folders of notes are carried about by git and synchronisers, and so are the links in them: one that somebody
//! else put there shall not make the program write where it has no business. Reading goes through every link.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing is written.
#[derive(Debug, thiserror::Error)]
#[error("{} is a link that leads out of {}, or nowhere: nothing is written through it", link.display(), root.display())]
struct LeadsOut {
    link: PathBuf,
    root: PathBuf,
}

/// Makes sure that no link between `root`, which may be one itself, and `path` leads out of `root`.
///
/// # Errors
/// Where one does, or leads nowhere; then [`leads_out`]. Also where a folder between cannot be looked at.
pub fn stay_inside(root: &Path, path: &Path) -> io::Result<()> {
    let mut at = root.to_path_buf();
    for part in path.strip_prefix(root).unwrap_or(path).components() {
        at.push(part);
        match fs::symlink_metadata(&at) {
            Ok(about) if about.is_symlink() && !leads_inside(root, &at) => {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, LeadsOut { link: at, root: root.into() }));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn leads_inside(root: &Path, link: &Path) -> bool {
    let inside = |root: PathBuf| fs::canonicalize(link).is_ok_and(|target| target.starts_with(root));
    fs::canonicalize(root).is_ok_and(inside)
}

/// Says whether that is why something was not written.
#[must_use]
pub fn leads_out(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|why| why.is::<LeadsOut>())
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use std::os::unix::fs::symlink;

    use super::super::{try_lock, write, write_all};
    use super::*;

    #[test]
    fn nothing_is_written_through_a_link_that_leads_out() {
        let dir = tempfile::tempdir().unwrap();
        let (root, out) = (dir.path().join("data"), dir.path().join("out"));
        [&root, &out].into_iter().for_each(|folder| fs::create_dir(folder).unwrap());
        fs::write(out.join("victim.json"), "mine").unwrap();
        symlink(&out, root.join("folder")).unwrap();
        symlink("../out/victim.json", root.join("file.json")).unwrap();
        symlink("../out/new.json", root.join("dangling.json")).unwrap();
        symlink("loop.json", root.join("loop.json")).unwrap();
        for name in ["folder/x.json", "folder/new/x.json", "file.json", "dangling.json", "loop.json"] {
            let path = root.join(name);
            let error = write(&root, &path, b"x").unwrap_err();
            assert!(leads_out(&error) && error.to_string().contains("is a link that leads out of"), "{name}: {error}");
            assert!(write_all(&root, &[(path.clone(), b"x".to_vec())]).iter().all(Result::is_err), "{name}");
            assert!(leads_out(&try_lock(&root, &path).unwrap_err()), "{name}");
        }
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
        assert_eq!(fs::read_to_string(out.join("victim.json")).unwrap(), "mine");
    }

    #[test]
    fn a_link_that_stays_inside_is_followed_and_the_root_may_lie_elsewhere() {
        let dir = tempfile::tempdir().unwrap();
        let (real, root) = (dir.path().join("real"), dir.path().join("data"));
        fs::create_dir_all(real.join("notes")).unwrap();
        symlink(&real, &root).unwrap();
        symlink("notes", root.join("old-notes")).unwrap();
        fs::write(real.join("notes/a.json"), "old").unwrap();
        symlink("notes/a.json", root.join("b.json")).unwrap();
        for name in ["notes/x.json", "old-notes/y.json", "b.json"] {
            write(&root, &root.join(name), b"new").unwrap();
        }
        assert!(fs::symlink_metadata(root.join("b.json")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(real.join("notes/a.json")).unwrap(), "new");
        assert!(real.join("notes/y.json").exists());
    }
}
