//! All that is known of a library, the newest articles first, without a look at its files.

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, Row as Line};

use super::{Fingerprint, Index, number, path_of};

/// Articles that come first: more than a screen shows.
const FIRST: usize = 256;
/// Articles of other libraries that are passed over for them at most.
const PASSED: usize = 20_000;
/// Articles that come at once after them: each time a list is made of all there are.
const NEXT: usize = 12_000;

/// Some rows, in one piece of memory.
#[derive(Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    rows: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    /// Its folder, by its place among those that are listed.
    folder: usize,
    name: Range<usize>,
    row: Range<usize>,
    doc: u32,
    print: Option<Fingerprint>,
}

/// A row that is known.
#[derive(Debug)]
pub struct Remembered<'r> {
    /// Its file, as the library lists it.
    pub path: PathBuf,
    /// The row, as bytes.
    pub row: &'r [u8],
    /// Its number.
    pub doc: u32,
    /// The fingerprint of its text, where it is known.
    pub print: Option<&'r Fingerprint>,
}

/// A folder whose files are listed.
#[derive(Debug)]
pub struct ListedFolder {
    id: i64,
    /// As the library lists it.
    pub path: PathBuf,
}

impl Rows {
    /// Says how many there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns the row at a place.
    pub fn get<'r>(&'r self, place: usize, folders: &[ListedFolder]) -> Option<Remembered<'r>> {
        let Place { folder, name, row, doc, print } = self.rows.get(place)?;
        let path = folders.get(*folder)?.path.join(path_of(self.bytes.get(name.clone())?)?);
        Some(Remembered { path, row: self.bytes.get(row.clone())?, doc: *doc, print: print.as_ref() })
    }

    /// Takes the row of a line: name, row, fingerprint.
    fn take(&mut self, folder: usize, line: &Line<'_>) -> rusqlite::Result<()> {
        let from = self.bytes.len();
        self.bytes.extend_from_slice(line.get_ref(0)?.as_blob()?);
        let middle = self.bytes.len();
        self.bytes.extend_from_slice(line.get_ref(1)?.as_blob()?);
        let print = line.get_ref(2)?.as_blob_or_null()?.and_then(Fingerprint::from_bytes);
        self.rows.push(Place {
            folder,
            name: from..middle,
            row: middle..self.bytes.len(),
            doc: number(line.get(3)?),
            print,
        });
        Ok(())
    }
}

impl Index {
    /// Returns the folders of which files are known and listed: those for which `listed` says how the library names them.
    pub(in crate::library) fn listed_folders(
        &mut self,
        listed: &dyn Fn(&Path) -> Option<PathBuf>,
    ) -> Vec<ListedFolder> {
        self.read(|_, database| {
            let mut statement = database.prepare("SELECT id, path FROM folders")?;
            let mut lines = statement.query([])?;
            let mut folders = Vec::new();
            while let Some(line) = lines.next()? {
                let path = path_of(line.get_ref(1)?.as_blob()?).and_then(|path| listed(&path));
                let id = line.get(0)?;
                folders.extend(path.map(|path| ListedFolder { id, path }));
            }
            folders.sort_by_key(|folder| folder.id);
            Ok(folders)
        })
    }

    /// Hands over what is known of the files of `folders`: the newest and those of their stories first, then the rest; stops
    /// where `take` says so.
    pub(in crate::library) fn recall(
        &mut self,
        folders: &[ListedFolder],
        likened: bool,
        take: &mut dyn FnMut(Rows) -> bool,
    ) {
        let select = |from: &str| match likened {
            true => format!("SELECT name, row, print, doc FROM files LEFT JOIN prints USING(doc) WHERE {from}"),
            false => format!("SELECT name, row, NULL, doc FROM files WHERE {from}"),
        };
        self.read(|_, database| {
            let first = Newest { database, folders, select: select("folder = ?1 AND name = ?2") }.rows()?;
            let mut sent: Vec<HashSet<Box<[u8]>>> = vec![HashSet::new(); folders.len()];
            for row in &first.rows {
                let name = first.bytes.get(row.name.clone()).unwrap_or_default();
                sent.get_mut(row.folder).map(|sent| sent.insert(name.into()));
            }
            if first.len() > 0 && !take(first) {
                return Ok(());
            }
            let mut rest = Rows::default();
            let mut statement = database.prepare(&select("folder = ?1"))?;
            for (place, folder) in folders.iter().enumerate() {
                let mut lines = statement.query([folder.id])?;
                while let Some(line) = lines.next()? {
                    let name = line.get_ref(0)?.as_blob()?;
                    if !sent.get(place).is_some_and(|sent| sent.contains(name)) {
                        rest.take(place, line)?;
                    }
                    if rest.len() == NEXT && !take(std::mem::take(&mut rest)) {
                        return Ok(());
                    }
                }
            }
            if rest.len() > 0 {
                take(rest);
            }
            Ok(())
        });
    }
}

/// The articles that stand first in a list by date, with those that stand beside them in a list by story.
struct Newest<'d> {
    database: &'d Connection,
    folders: &'d [ListedFolder],
    select: String,
}

impl Newest<'_> {
    fn rows(&self) -> rusqlite::Result<Rows> {
        let mut names: Vec<(i64, Vec<u8>)> = Vec::new();
        let mut stories: HashSet<String> = HashSet::new();
        let mut statement =
            self.database.prepare("SELECT folder, name, story FROM files ORDER BY dated DESC LIMIT ?1")?;
        let mut lines = statement.query([i64::try_from(PASSED).unwrap_or(i64::MAX)])?;
        while let Some(line) = lines.next()?.filter(|_| names.len() < FIRST) {
            if self.place(line.get(0)?).is_some() {
                names.push((line.get(0)?, line.get(1)?));
                stories.extend(line.get::<_, Option<String>>(2)?);
            }
        }
        let mut statement = self.database.prepare("SELECT folder, name FROM files WHERE story = ?1")?;
        for story in stories {
            let mut lines = statement.query([story])?;
            while let Some(line) = lines.next()? {
                names.push((line.get(0)?, line.get(1)?));
            }
        }
        names.sort_unstable();
        names.dedup();
        let mut rows = Rows::default();
        let mut statement = self.database.prepare(&self.select)?;
        for (folder, name) in names {
            let Some(place) = self.place(folder) else { continue };
            let mut lines = statement.query(rusqlite::params![folder, name])?;
            while let Some(line) = lines.next()? {
                rows.take(place, line)?;
            }
        }
        Ok(rows)
    }

    fn place(&self, id: i64) -> Option<usize> {
        self.folders.binary_search_by_key(&id, |folder| folder.id).ok()
    }
}
