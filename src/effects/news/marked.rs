//! What the reader did with articles, as it lies on disk: what is held by it is never forgotten.
//!
//! In doubt an article is held. So the files of notes, drafts and decisions are not understood here but searched for
//! anything that is formed like the id of an article: one that is broken, of a later version, a copy that a synchroniser
//! made or a note in the trash holds its articles as well.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use super::DeskError;
use crate::library::identity::Identities;
use crate::library::places::Places;
use crate::library::state::StateLog;
use crate::library::{ArticleId, Entry};
use crate::newsroom::keeping::Hold;

/// Digits of an article's id.
const ID: usize = 32;
/// Folders in each other that are looked into.
const DEEPEST: usize = 4;

/// The articles that the reader did something with.
#[derive(Debug, Default)]
pub(super) struct Marked {
    noted: HashSet<String>,
    decided: HashSet<String>,
    in_story: HashSet<String>,
    starred: HashSet<ArticleId>,
    compared: HashSet<ArticleId>,
    /// Who articles are.
    pub identities: Identities,
}

impl Marked {
    /// Reads what lies in the folders of a reader; `also` are articles that count as noted, whatever lies there.
    ///
    /// # Errors
    /// Where a folder cannot be read, so that nobody knows what is held.
    pub fn read(places: &Places, also: &[ArticleId]) -> Result<Self, DeskError> {
        let mut all = Self::default();
        gather(&places.notes, DEEPEST, &mut all.noted)?;
        gather(&places.drafts, DEEPEST, &mut all.noted)?;
        all.noted.extend(also.iter().map(|id| id.0.clone()));
        gather(&places.decisions, DEEPEST, &mut all.decided)?;
        gather(&places.stories, DEEPEST, &mut all.in_story)?;
        let failed = |why| DeskError::Io { path: places.reading.clone(), why };
        let log = StateLog::open(&places.reading, "reader").map_err(|error| failed(io::Error::other(error)))?;
        for (id, state) in &log.state().articles {
            all.starred.extend(state.starred.then(|| id.clone()));
            all.compared.extend(state.compared.then(|| id.clone()));
        }
        all.identities = Identities::load(&places.identities).0;
        Ok(all)
    }

    /// Returns what the reader did with an article that holds it.
    pub fn hold(&self, entry: &Entry) -> Option<Hold> {
        let id = &entry.id;
        let told = entry.meta.story.as_ref().is_some_and(|story| !story.trim().is_empty());
        let set = self.identities.get(id).is_some_and(|kept| !kept.extra.is_empty());
        let holds = [
            (Hold::Noted, self.noted.contains(&id.0)),
            (Hold::Starred, self.starred.contains(id)),
            (Hold::Decided, self.decided.contains(&id.0)),
            (Hold::InStory, told || self.in_story.contains(&id.0)),
            (Hold::Compared, self.compared.contains(id)),
            (Hold::Changed, set),
        ];
        holds.into_iter().find_map(|(hold, holds)| holds.then_some(hold))
    }
}

/// Adds the ids in the names and the files of a folder; nothing where there is none.
fn gather(folder: &Path, deep: usize, ids: &mut HashSet<String>) -> Result<(), DeskError> {
    let failed = |why| DeskError::Io { path: folder.to_owned(), why };
    let listed = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        listed => listed.map_err(failed)?,
    };
    for entry in listed {
        let path = entry.map_err(failed)?.path();
        ids.extend(path.file_name().into_iter().flat_map(|name| ids_in(name.as_encoded_bytes())));
        if path.is_dir() {
            if deep > 0 {
                gather(&path, deep - 1, ids)?;
            }
        } else {
            take(&path, ids)?;
        }
    }
    Ok(())
}

/// Adds the ids in a file; nothing where there is none.
fn take(path: &Path, ids: &mut HashSet<String>) -> Result<(), DeskError> {
    match fs::read(path) {
        Ok(bytes) => ids.extend(ids_in(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(why) => return Err(DeskError::Io { path: path.to_owned(), why }),
    }
    Ok(())
}

/// Returns whatever is formed like the id of an article: so many small hexadecimal digits and no more.
fn ids_in(bytes: &[u8]) -> impl Iterator<Item = String> {
    let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let words = bytes.split(move |byte| !is_digit(byte)).filter(|word| word.len() == ID);
    words.map(|word| String::from_utf8_lossy(word).into_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::state::Change;

    fn id(n: u8) -> ArticleId {
        ArticleId(format!("{n:032x}"))
    }

    fn entry(n: u8) -> Entry {
        Entry {
            origin: crate::library::Origin::Stdin,
            id: id(n),
            recognised: Default::default(),
            meta: Default::default(),
            words: 1,
            first_words: Box::default(),
            wording: None,
            flaws: Box::default(),
            doc: 0,
        }
    }

    #[test]
    fn whatever_names_an_article_holds_it() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::new(home.path(), &|_| None);
        let put = |path: std::path::PathBuf, text: &str| {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        // A note, its link's other end, a folder of notes that nothing is read of, a broken file, a draft.
        put(places.notes.join(&id(1).0).join("n.json"), &format!("{{\"targets\":[{{\"article\":\"{}\"}}]}}", id(2).0));
        put(places.notes.join(&id(3).0).join("n.json"), "\u{0}");
        put(places.notes.join("copy (1)/n.json"), &format!("<<<<<<< {}", id(4).0));
        put(places.drafts.join("d.json"), &id(5).0);
        put(places.decisions.join(format!("{}--{}.json", id(6).0, id(7).0)), "{}");
        put(places.stories.join("desk.jsonl"), &format!("{{\"must\":[\"{}\"]}}", id(8).0));
        let mut log = StateLog::open(&places.reading, "desk").unwrap();
        let change = |n| Change { id: id(n), ..Change::default() };
        let changes = [
            Change { starred: Some(true), ..change(9) },
            Change { compared: Some(true), ..change(10) },
            Change { read: Some(true), place: Some(5), ..change(11) },
        ];
        log.append_all(&changes, 1).unwrap();
        let marked = Marked::read(&places, &[id(12)]).unwrap();
        let told: Vec<_> = (1..=13).map(|n| marked.hold(&entry(n))).collect();
        let (noted, decided) = (Some(Hold::Noted), Some(Hold::Decided));
        let (story, star, pair) = (Some(Hold::InStory), Some(Hold::Starred), Some(Hold::Compared));
        assert_eq!(
            told,
            [noted, noted, noted, noted, noted, decided, decided, story, star, pair, None, noted, None],
            "being read is no hold"
        );
        assert_eq!(Marked::read(&Places::new(&home.path().join("new"), &|_| None), &[]).unwrap().hold(&entry(1)), None);
    }

    #[test]
    fn an_id_is_so_many_digits_and_no_more() {
        let all = format!("x{}y{}0z{}A", id(1).0, id(2).0, id(3).0);
        assert_eq!(ids_in(all.as_bytes()).collect::<Vec<_>>(), [id(1).0, id(3).0]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_nothing_is_known() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::new(home.path(), &|_| None);
        fs::create_dir_all(&places.data).unwrap();
        fs::write(&places.notes, "a file where a folder should be").unwrap();
        assert!(Marked::read(&places, &[]).is_err());
    }
}
