//! The index: what is known of the articles on disk, so that a list need not read them. A *disposable cache*: the files
//! are the truth, and `index.sqlite` in the cache folder may be deleted at any time.
//!
//! ```text
//! folders   id, path                        as it was walked over, absolute
//! files     folder, name → doc, date, story, row  row: how the file was, and what a list needs of it (`row`)
//! prints    doc → fingerprint               only where articles had to be likened
//! untold    doc                             articles whose words are not known yet
//! words     doc → its words                 what a search asks first (`words`)
//! ```
//!
//! A file whose stamp is the one in its row is not read; another costs itself alone. Everything here may fail, at any
//! call: then it is done without, which is said once ([`Index::notices`]), and no list is another one for it. SQLite
//! rather than own files because two running programs write it at once; its log goes ahead of the file, so that who reads
//! never waits for who writes. No other module names the database.

mod file;
mod files;
mod recall;
mod row;
mod stamp;
mod words;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::Problem;
use super::identity::fingerprint::Fingerprint;
pub use file::IndexError;
pub(super) use files::{Files, Known};
pub(super) use recall::{ListedFolder, Rows};
pub(super) use row::{Row, Whole};
pub(super) use stamp::Stamp;
pub use words::Candidates;
pub(super) use words::Untold;

/// The index of all libraries.
#[derive(Debug)]
pub struct Index {
    path: PathBuf,
    /// When reading began: what changed later is read again.
    begun: SystemTime,
    /// None once it failed.
    database: Option<Connection>,
    folders: HashMap<PathBuf, i64>,
    /// How often nothing could be written, as another instance wrote.
    refused: usize,
    notices: Vec<Problem>,
}

/// So often it is tried to write: each time is waited for.
const MOST_REFUSED: usize = 3;

/// What is asked for of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// How they were, at the beginning of a row.
    Stamps,
    /// Their rows.
    Rows,
    /// Their rows, with the fingerprints of their texts.
    RowsAndPrints,
}

/// What was found out about a file, to be kept.
#[derive(Debug)]
pub(super) struct Fresh {
    /// Its folder, absolute.
    pub folder: Arc<Path>,
    /// Its name.
    pub name: Box<[u8]>,
    /// When its article counts as published, in seconds since 1970.
    pub dated: Option<i64>,
    /// The story that it names, folded.
    pub story: Option<Box<str>>,
    /// Its row.
    pub row: Vec<u8>,
    /// The fingerprint of its text, where it was taken.
    pub print: Option<Fingerprint>,
}

impl Index {
    /// Opens the index in the cache folder, at the time `begun`; makes it where there is none.
    ///
    /// # Errors
    /// Where it cannot be used.
    pub fn open(cache: &Path, begun: SystemTime) -> Result<Self, IndexError> {
        let path = cache.join("index.sqlite");
        let opened = file::open(&path)?;
        let mut index = Self {
            path,
            begun,
            database: Some(opened.connection),
            folders: HashMap::new(),
            refused: 0,
            notices: Vec::new(),
        };
        if opened.was_broken {
            index.tell("was broken and is made anew");
        }
        Ok(index)
    }

    /// Opens the index; where it cannot be used, says so instead.
    ///
    /// # Errors
    /// As [`Self::open`], as a notice for the reader.
    pub fn open_or_tell(cache: &Path, begun: SystemTime) -> Result<Self, Problem> {
        Self::open(cache, begun).map_err(|error| {
            Problem::of_index(cache.join("index.sqlite"), &format!("is done without: {}", why(&error)))
        })
    }

    /// Returns what is to be told of it since the last time.
    pub fn notices(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notices)
    }

    /// Returns the number of this index: where it is another one, it was made anew, and articles have other numbers.
    pub fn generation(&mut self) -> Option<i64> {
        let select = "SELECT number FROM counted WHERE what = 'generation'";
        self.read(|_, database| database.query_row(select, [], |row| row.get(0)).map(Some))
    }

    /// Says when reading began.
    pub(super) const fn begun(&self) -> SystemTime {
        self.begun
    }

    /// Returns what is known of the files of a folder, which is absolute.
    pub(super) fn files(&mut self, folder: &Path, what: What) -> Files {
        let select = match what {
            What::Stamps => "SELECT name, substr(row, 1, 40), NULL, doc FROM files WHERE folder = ?1 ORDER BY name",
            What::Rows => "SELECT name, row, NULL, doc FROM files WHERE folder = ?1 ORDER BY name",
            What::RowsAndPrints => {
                "SELECT name, row, print, doc FROM files LEFT JOIN prints USING(doc) WHERE folder = ?1 ORDER BY name"
            }
        };
        self.read(|index, database| {
            let Some(id) = folder_id(database, &mut index.folders, folder)? else { return Ok(Files::default()) };
            let mut statement = database.prepare(select)?;
            let mut rows = statement.query([id])?;
            let mut files = Files::default();
            while let Some(row) = rows.next()? {
                let (name, bytes) = (row.get_ref(0)?.as_blob()?, row.get_ref(1)?.as_blob()?);
                let print = row.get_ref(2)?.as_blob_or_null()?.and_then(Fingerprint::from_bytes);
                files.add(name, bytes, number(row.get(3)?), print);
            }
            Ok(files)
        })
    }

    /// Returns the folders of which files are known.
    pub(super) fn folders(&mut self) -> Vec<PathBuf> {
        self.read(|_, database| {
            let mut statement = database.prepare("SELECT path FROM folders")?;
            let mut rows = statement.query([])?;
            let mut folders = Vec::new();
            while let Some(row) = rows.next()? {
                folders.extend(path_of(row.get_ref(0)?.as_blob()?));
            }
            Ok(folders)
        })
    }

    /// Keeps what was found out about files, in the place of what was known of them; returns their numbers, none where
    /// nothing could be kept.
    pub(super) fn keep(&mut self, fresh: &[Fresh]) -> Vec<u32> {
        if fresh.is_empty() {
            return Vec::new();
        }
        let kept = self.write(|index, change| {
            let first = last_doc(change)?;
            let mut delete = change.prepare("DELETE FROM files WHERE folder = ?1 AND name = ?2")?;
            let mut insert = change.prepare("INSERT INTO files VALUES(?1, ?2, ?3, ?4, ?5, ?6)")?;
            let mut print = change.prepare("INSERT INTO prints VALUES(?1, ?2)")?;
            let mut untold = change.prepare("INSERT INTO untold VALUES(?1)")?;
            let mut doc = first;
            for one in fresh {
                let folder = made_folder(change, &mut index.folders, &one.folder)?;
                doc += 1;
                delete.execute(params![folder, one.name])?;
                insert.execute(params![folder, one.name, doc, one.dated, one.story, one.row])?;
                untold.execute([doc])?;
                if let Some(taken) = &one.print {
                    print.execute(params![doc, taken.to_bytes()])?;
                }
            }
            change.execute("UPDATE counted SET number = ?1 WHERE what = 'doc'", [doc])?;
            Ok((first + 1..=doc).map(number).collect())
        });
        kept.unwrap_or_default()
    }

    /// Forgets files of a folder, by their names.
    pub(super) fn forget(&mut self, folder: &Path, names: &[&[u8]]) {
        if names.is_empty() {
            return;
        }
        let _ = self.write(|index, change| {
            let Some(id) = folder_id(change, &mut index.folders, folder)? else { return Ok(()) };
            let mut delete = change.prepare("DELETE FROM files WHERE folder = ?1 AND name = ?2")?;
            names.iter().try_for_each(|name| delete.execute(params![id, name]).map(drop))
        });
    }

    /// Forgets a folder and its files.
    pub(super) fn forget_folder(&mut self, folder: &Path) {
        let _ = self.write(|index, change| {
            let Some(id) = folder_id(change, &mut index.folders, folder)? else { return Ok(()) };
            index.folders.remove(folder);
            change.execute("DELETE FROM files WHERE folder = ?1", [id])?;
            change.execute("DELETE FROM folders WHERE id = ?1", [id]).map(drop)
        });
    }

    /// Reads; nothing where that fails.
    fn read<T: Default>(&mut self, act: impl FnOnce(&mut Self, &Connection) -> rusqlite::Result<T>) -> T {
        let done = self.try_to(act);
        if let Some(Err(error)) = &done {
            // Who reads waits for nobody: whoever holds it so does not let go soon.
            self.database = None;
            self.tell(&format!("is done without: {error}"));
        }
        done.and_then(Result::ok).unwrap_or_default()
    }

    /// Changes the database: all of it or nothing.
    fn write<T>(&mut self, act: impl FnOnce(&mut Self, &Transaction<'_>) -> rusqlite::Result<T>) -> Option<T> {
        if self.refused >= MOST_REFUSED {
            return None;
        }
        let done = self.try_to(|index, database| {
            let change = Transaction::new_unchecked(database, TransactionBehavior::Immediate)?;
            let done = act(index, &change)?;
            change.commit()?;
            Ok(done)
        });
        if !matches!(done, Some(Ok(_))) {
            // What was made in it is not there. What another instance writes just now is read the next time.
            self.folders.clear();
            self.refused += 1;
        }
        done.and_then(Result::ok)
    }

    /// Does something with the database; an error that another instance holds it. After another error there is none
    /// any more.
    fn try_to<T>(
        &mut self,
        act: impl FnOnce(&mut Self, &Connection) -> rusqlite::Result<T>,
    ) -> Option<rusqlite::Result<T>> {
        let database = self.database.take()?;
        match act(self, &database) {
            Err(error) if !file::is_busy(&error) => {
                drop(database);
                self.fail(&error);
                None
            }
            done => {
                self.database = Some(database);
                Some(done)
            }
        }
    }

    /// Takes it that the database cannot be used any more; the next start makes a broken one anew.
    fn fail(&mut self, error: &rusqlite::Error) {
        if file::is_broken(error) && file::remove(&self.path).is_ok() {
            self.tell("was broken; it is made anew when the library is read the next time");
        } else {
            self.tell(&format!("is done without: {error}"));
        }
    }

    fn tell(&mut self, what: &str) {
        self.notices.push(Problem::of_index(self.path.clone(), what));
    }
}

/// Returns the number that an article got last.
fn last_doc(database: &Connection) -> rusqlite::Result<i64> {
    database.query_row("SELECT number FROM counted WHERE what = 'doc'", [], |row| row.get(0))
}

/// The number of an article as the rest of the program has it: 0 for none.
fn number(doc: i64) -> u32 {
    u32::try_from(doc).unwrap_or(0)
}

/// Says why without the path, which a problem has already.
fn why(error: &IndexError) -> String {
    match error {
        IndexError::Io { source, .. } => source.to_string(),
        IndexError::Sql { source, .. } => source.to_string(),
    }
}

fn folder_id(database: &Connection, known: &mut HashMap<PathBuf, i64>, folder: &Path) -> rusqlite::Result<Option<i64>> {
    if let Some(id) = known.get(folder) {
        return Ok(Some(*id));
    }
    let bytes = folder.as_os_str().as_encoded_bytes();
    let mut statement = database.prepare("SELECT id FROM folders WHERE path = ?1")?;
    let id: Option<i64> = statement.query_row([bytes], |row| row.get(0)).optional()?;
    known.extend(id.map(|id| (folder.to_owned(), id)));
    Ok(id)
}

fn made_folder(database: &Connection, known: &mut HashMap<PathBuf, i64>, folder: &Path) -> rusqlite::Result<i64> {
    if let Some(id) = folder_id(database, known, folder)? {
        return Ok(id);
    }
    database.execute("INSERT INTO folders(path) VALUES(?1)", [folder.as_os_str().as_encoded_bytes()])?;
    let id = database.last_insert_rowid();
    known.insert(folder.to_owned(), id);
    Ok(id)
}

/// Reads a path as it was written; none where it is none on this system.
pub(super) fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        Some(OsStr::from_bytes(bytes).into())
    }
    #[cfg(not(unix))]
    std::str::from_utf8(bytes).ok().map(|path| OsStr::new(path).into())
}

#[cfg(test)]
mod cases;
