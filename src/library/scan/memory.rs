//! What the index knows of the files that a scan comes upon, folder by folder, and what it learns of them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;
use std::time::SystemTime;

use super::Read;
use crate::library::Problem;
use crate::library::identity::Recogniser;
use crate::library::index::path_of;
use crate::library::index::{Files, Fresh, Index, Known, What};
use crate::library::walk::{Step, Walk, is_article_name, is_hidden};

/// Something to look at, and what is known of it.
pub(super) struct Asked {
    pub step: Step,
    /// Where it stands in the index; none where there is no index.
    pub place: Option<Place>,
}

/// The place of a file in the index.
pub(super) struct Place {
    /// Its folder, absolute.
    pub folder: Arc<Path>,
    pub known: Option<Known>,
}

/// A folder as the index names it, and its files.
type Folder = (Arc<Path>, Files);

/// The index, as one scan asks it.
pub(super) struct Memory<'i> {
    index: Option<&'i mut Index>,
    what: What,
    /// Folders that were come upon, as the walk names them, and what is known of their files that did not come yet.
    folders: HashMap<PathBuf, Folder>,
    /// The folder of the file before: most files lie where the one before lay.
    here: Option<(PathBuf, Folder)>,
    /// Where something could not be looked at: what is known of it stays.
    troubled: Vec<PathBuf>,
}

impl<'i> Memory<'i> {
    pub fn new(index: Option<&'i mut Index>, recogniser: &Recogniser<'_>) -> Self {
        let what = if index.is_some() && recogniser.may_liken() { What::RowsAndPrints } else { What::Rows };
        Self::of(index, what)
    }

    /// Asks how files were, and no more.
    pub fn of_stamps(index: &'i mut Index) -> Self {
        Self::of(Some(index), What::Stamps)
    }

    fn of(index: Option<&'i mut Index>, what: What) -> Self {
        Self { index, what, folders: HashMap::new(), here: None, troubled: Vec::new() }
    }

    /// Says when reading began, where there is an index.
    pub fn begun(&self) -> Option<SystemTime> {
        self.index.as_ref().map(|index| index.begun())
    }

    /// Puts to what the walk came upon what is known of it.
    pub fn ask(&mut self, step: Step) -> Asked {
        let place = match (&step, &self.index) {
            (Step::File(path), Some(_)) => self.place(path),
            (Step::Problem(problem), Some(_)) => {
                self.troubled.extend(absolute(&problem.path));
                None
            }
            _ => None,
        };
        Asked { step, place }
    }

    /// Asks for what the walk comes upon next, at most `most`.
    pub fn ask_for(&mut self, walk: &mut Walk, most: usize) -> Vec<Asked> {
        walk.take(most).map(|step| self.ask(step)).collect()
    }

    fn place(&mut self, path: &Path) -> Option<Place> {
        let (above, name) = parted(path)?;
        if self.here.as_ref().is_none_or(|(here, _)| here.as_os_str() != above) {
            let index = self.index.as_mut()?;
            if let Some((left, folder)) = self.here.take() {
                self.folders.insert(left, folder);
            }
            let above = PathBuf::from(above);
            let known = self.folders.remove(&above);
            let folder = known.or_else(|| {
                let named = if above.as_os_str().is_empty() { Path::new(".") } else { &above };
                let folder: Arc<Path> = absolute(named).ok()?.into();
                let files = index.files(&folder, self.what);
                Some((folder, files))
            });
            self.here = Some((above, folder?));
        }
        let (_, (folder, files)) = self.here.as_mut()?;
        Some(Place { folder: Arc::clone(folder), known: files.take(name) })
    }

    /// Keeps what was found out about files, and gives the articles their numbers.
    pub fn keep(&mut self, read: &mut [(Read, Option<Fresh>)]) {
        let Some(index) = &mut self.index else { return };
        let (mut places, mut learned) = (Vec::new(), Vec::new());
        for (place, (_, fresh)) in read.iter_mut().enumerate() {
            if let Some(fresh) = fresh.take() {
                places.push(place);
                learned.push(fresh);
            }
        }
        for (place, doc) in places.into_iter().zip(index.keep(&learned)) {
            if let Some((read, _)) = read.get_mut(place) {
                read.number(doc);
            }
        }
    }

    /// Ends a scan of all of `roots`: forgets the files that are gone, and returns what is to be told of the index.
    pub fn end(mut self, roots: &[PathBuf]) -> Vec<Problem> {
        let (left, unseen) = self.left(&|folder| is_below(roots, folder).then(|| folder.to_owned()));
        let Some(index) = self.index else { return Vec::new() };
        for (folder, names) in left {
            let names: Vec<&[u8]> = names.iter().map(|name| &**name).collect();
            index.forget(&folder, &names);
        }
        unseen.iter().for_each(|folder| index.forget_folder(folder));
        index.notices()
    }

    /// Ends a look at all files of the folders that are `listed`, which says how the library names them: returns the paths
    /// where nothing was come upon that is known, and what is to be told of the index.
    pub fn gone(mut self, listed: &dyn Fn(&Path) -> Option<PathBuf>) -> (Vec<PathBuf>, Vec<Problem>) {
        let (left, unseen) = self.left(listed);
        let mut gone = unseen;
        for (folder, names) in left {
            let names = names
                .iter()
                .filter_map(|name| path_of(name))
                .filter(|name| name.file_name().is_some_and(|name| is_article_name(name) && !is_hidden(name)));
            gone.extend(names.map(|name| folder.join(name)));
        }
        (gone, self.index.map_or_else(Vec::new, Index::notices))
    }

    /// Returns the names of files that were not come upon in the folders that are `listed`, and the folders of which no file
    /// was come upon; not where something could not be looked at.
    #[expect(clippy::type_complexity, reason = "two lists that are used at once")]
    fn left(&mut self, listed: &dyn Fn(&Path) -> Option<PathBuf>) -> (Vec<(PathBuf, Vec<Box<[u8]>>)>, Vec<PathBuf>) {
        let Some(index) = self.index.as_mut() else { return (Vec::new(), Vec::new()) };
        self.folders.extend(self.here.take());
        let is_troubled = |folder: &Path| self.troubled.iter().any(|path| folder.starts_with(path));
        // A file that could not be looked at is none that is gone.
        let named = |name: &[u8]| self.troubled.iter().any(|path| is_named(path, name));
        let mut left = Vec::new();
        let mut seen: Vec<&Path> = Vec::new();
        for (folder, files) in self.folders.values() {
            let names: Vec<Box<[u8]>> = files.left().filter(|name| !named(name)).map(Box::from).collect();
            let folder_listed = listed(folder).filter(|_| !names.is_empty() && !is_troubled(folder));
            left.extend(folder_listed.map(|listed| (listed, names)));
            seen.push(folder);
        }
        seen.sort_unstable();
        let known = index.folders();
        let unseen =
            known.iter().filter(|folder| seen.binary_search(&folder.as_path()).is_err() && !is_troubled(folder));
        (left, unseen.filter_map(|folder| listed(folder)).collect())
    }

    /// Ends the reading of single files, of which those at `paths` that did not come are gone.
    pub fn end_of_some(self, paths: &[PathBuf]) -> Vec<Problem> {
        let Some(index) = self.index else { return Vec::new() };
        for path in paths.iter().filter_map(|path| absolute(path).ok()) {
            let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { continue };
            if !path.exists() {
                index.forget(folder, &[name.as_encoded_bytes()]);
                let below = index.folders().into_iter().filter(|folder| folder.starts_with(&path));
                below.for_each(|folder| index.forget_folder(&folder));
            }
        }
        index.notices()
    }
}

/// Says whether a folder, which is absolute, lies in one of `roots` that is a folder and there.
fn is_below(roots: &[PathBuf], folder: &Path) -> bool {
    let full = roots.iter().filter(|root| root.is_dir()).filter_map(|root| absolute(root).ok());
    full.into_iter().any(|root| folder.starts_with(root))
}

fn is_named(path: &Path, name: &[u8]) -> bool {
    path.file_name().is_some_and(|of_path| of_path.as_encoded_bytes() == name)
}

/// Returns the folder of a path and the name in it, as they are written.
fn parted(path: &Path) -> Option<(&OsStr, &[u8])> {
    #[cfg(unix)]
    {
        // The same by its bytes, which takes a tenth of the time, where nothing is odd about them.
        use std::os::unix::ffi::OsStrExt as _;
        let bytes = path.as_os_str().as_bytes();
        let slash = bytes.iter().rposition(|byte| *byte == b'/').filter(|slash| *slash > 0);
        let (above, name) = slash.and_then(|slash| bytes.split_at_checked(slash)).unwrap_or_default();
        if let Some(name) = name.get(1..).filter(|name| !above.ends_with(b"/") && name.len() > 2) {
            return Some((OsStr::from_bytes(above), name));
        }
    }
    Some((path.parent()?.as_os_str(), path.file_name()?.as_encoded_bytes()))
}
