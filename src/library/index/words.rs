//! The words of the texts: which articles have all of some words.
//!
//! ```text
//! untold   doc                              articles whose words are not known yet: they may have any
//! words    doc → its different words        FTS5 without texts and places: it says in which articles words are
//! ```
//!
//! Words come folded and cut and are compared byte by byte, so that nothing but the fold of the program decides. Places are
//! not kept: whoever shows a hit reads the text anyway, and without them the index is a third as large and made in half
//! the time.

use std::collections::HashSet;
use std::path::PathBuf;

use super::{Index, last_doc, number, path_of};
use crate::library::search::Part;

/// An article whose words are not known.
#[derive(Debug)]
pub(in crate::library) struct Untold {
    /// Its number.
    pub doc: u32,
    /// Its file.
    pub path: PathBuf,
    /// Its row, as bytes.
    pub row: Box<[u8]>,
}

/// Which articles may have some words.
#[derive(Debug)]
pub struct Candidates {
    /// The index in which they have their numbers.
    generation: i64,
    /// By number, a bit each.
    may: Vec<u64>,
}

impl Candidates {
    /// Says whether an article with this number may have the words: one without a number may.
    #[must_use]
    pub fn may_have(&self, doc: u32) -> bool {
        let place = usize::try_from(doc / 64).unwrap_or(usize::MAX);
        doc == 0 || self.may.get(place).is_none_or(|bits| bits & (1 << (doc % 64)) != 0)
    }

    /// Says whether the articles have their numbers from the index of this generation.
    #[must_use]
    pub const fn is_of(&self, generation: i64) -> bool {
        self.generation == generation
    }

    fn add(&mut self, doc: u32) {
        let place = usize::try_from(doc / 64).unwrap_or(usize::MAX);
        if let Some(bits) = self.may.get_mut(place) {
            *bits |= 1 << (doc % 64);
        }
    }
}

impl Index {
    /// Returns articles whose words are not known, the last that came first, at most `most`.
    pub(in crate::library) fn untold(&mut self, most: usize) -> Vec<Untold> {
        self.read(|_, database| {
            let mut statement = database.prepare(
                "SELECT doc, path, name, row FROM (SELECT doc FROM untold ORDER BY doc DESC LIMIT ?1)
                 JOIN files USING(doc) JOIN folders ON folders.id = folder",
            )?;
            let mut lines = statement.query([i64::try_from(most).unwrap_or(i64::MAX)])?;
            let mut untold = Vec::new();
            while let Some(line) = lines.next()? {
                let path = path_of(line.get_ref(1)?.as_blob()?).zip(path_of(line.get_ref(2)?.as_blob()?));
                let (doc, row) = (number(line.get(0)?), line.get_ref(3)?.as_blob()?.into());
                untold.extend(path.map(|(folder, name)| Untold { doc, path: folder.join(name), row }));
            }
            Ok(untold)
        })
    }

    /// Takes the words of articles; says whether they are kept.
    pub(in crate::library) fn keep_words(&mut self, words: &[(u32, HashSet<String>)]) -> bool {
        let told = self.write(|_, change| {
            let mut told = change.prepare("DELETE FROM untold WHERE doc = ?1")?;
            let mut insert = change.prepare("INSERT INTO words(rowid, word) VALUES(?1, ?2)")?;
            let mut all = String::new();
            for (doc, words) in words {
                // Another instance may have told it, or found out that its file is another one.
                if told.execute([doc])? == 0 {
                    continue;
                }
                all.clear();
                for word in words {
                    all.push_str(word);
                    all.push(' ');
                }
                insert.execute(rusqlite::params![doc, all])?;
            }
            Ok(())
        });
        told.is_some()
    }

    /// Returns which articles may have all of some words; none where that is not known.
    pub fn having(&mut self, parts: &[Part]) -> Option<Candidates> {
        let quoted =
            |part: &Part| format!("\"{}\"{}", part.word.replace('"', "\"\""), if part.goes_on { "*" } else { "" });
        let asked = parts.iter().map(quoted).collect::<Vec<_>>().join(" AND ");
        let generation = self.generation()?;
        self.read(|_, database| {
            let words = usize::try_from(last_doc(database)? / 64 + 1).unwrap_or(0);
            let mut candidates = Candidates { generation, may: vec![0; words] };
            let mut statement = database.prepare("SELECT rowid FROM words WHERE words MATCH ?1")?;
            let mut lines = statement.query([asked])?;
            while let Some(line) = lines.next()? {
                candidates.add(number(line.get(0)?));
            }
            let mut statement = database.prepare("SELECT doc FROM untold")?;
            let mut lines = statement.query([])?;
            while let Some(line) = lines.next()? {
                candidates.add(number(line.get(0)?));
            }
            Ok(Some(candidates))
        })
    }
}
