//! What becomes of one file: what the index knows of it, where it is as it was, or what is read of it.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::SystemTime;

use super::memory::{Asked, Place};
use super::{Read, path_of};
use crate::article::Meta;
use crate::library::identity::fingerprint::Fingerprint;
use crate::library::identity::{Look, Recognised, Recogniser, Seen, Sighting};
use crate::library::index::{Fresh, Known, Row, Stamp, Whole};
use crate::library::order::{folded, seconds};
use crate::library::store::{Imported, LoadError, read_origin};
use crate::library::walk::Step;
use crate::library::{Entry, Limits, Origin, Problem};

/// Reads files, several at once.
pub(super) struct Reader<'r> {
    pub limits: &'r Limits,
    pub recogniser: &'r Recogniser<'r>,
    /// When reading began; none where nothing is to be kept.
    pub begun: Option<SystemTime>,
}

impl Reader<'_> {
    /// Reads one file. Whatever is wrong with it, even a fault of this program, concerns this file alone.
    pub fn read(&self, asked: Asked) -> (Read, Option<Fresh>) {
        let path = match asked.step {
            Step::File(path) => path,
            Step::Problem(problem) => return (Read::Problem(problem), None),
        };
        let origin = Origin::File(path.clone());
        match catch_unwind(AssertUnwindSafe(|| self.article(&origin, &path, asked.place))) {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => (Read::Problem(refusal(&path, &error)), None),
            Err(_) => (
                Read::Problem(Problem {
                    path,
                    place: None,
                    what: "diptych failed on this file; it is left out".into(),
                    hint: Some("this is a fault of diptych: please report it".into()),
                }),
                None,
            ),
        }
    }

    fn article(&self, origin: &Origin, path: &Path, place: Option<Place>) -> Result<(Read, Option<Fresh>), LoadError> {
        let Some(place) = place else { return self.read_file(origin, None) };
        // Looked at before it is read: what changes in between has another stamp the next time.
        let about = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        let stamp = about.as_ref().map(Stamp::of);
        let known = stamp.as_ref().zip(place.known.as_ref());
        if let Some(read) = known.and_then(|(stamp, known)| self.known(origin, stamp, known)) {
            return Ok((read, None));
        }
        self.read_file(origin, stamp.map(|stamp| (stamp, place)))
    }

    /// Returns the article as the index knows it; none where the file must be read.
    fn known(&self, origin: &Origin, stamp: &Stamp, known: &Known) -> Option<Read> {
        let is_same = stamp.begins(known.row());
        let recalled = is_same.then(|| self.recalled(origin, known.row(), Whole::Yes, known.print.as_ref()))?;
        recalled.map(|(mut entry, sighting)| {
            entry.doc = known.doc;
            sighted(entry, sighting)
        })
    }

    /// Returns the article that a row tells of; none where the file must be read.
    pub fn recalled(
        &self,
        origin: &Origin,
        row: &[u8],
        whole: Whole,
        print: Option<&Fingerprint>,
    ) -> Option<(Entry, Sighting)> {
        if Stamp::size_in(row)? > self.limits.max_file_bytes {
            return None;
        }
        let Row { mut entry, content, url } = Row::read(row, origin.clone(), whole)?;
        let seen = print.map_or(Seen::Nothing, Seen::Print);
        let sighting = match self.recogniser.knows_nobody() {
            true => Sighting::Known(entry.id.clone(), Recognised::New),
            false => self.recogniser.sight_by(&Look::known(&entry, url, content), &seen)?,
        };
        if let Sighting::Known(id, how) = &sighting {
            (entry.id, entry.recognised) = (id.clone(), *how);
        }
        Some((entry, sighting))
    }

    fn read_file(&self, origin: &Origin, kept: Option<(Stamp, Place)>) -> Result<(Read, Option<Fresh>), LoadError> {
        let imported = Imported::outlined(origin, read_origin(origin, self.limits)?)?;
        let article = &imported.article;
        if article.text.trim().is_empty() && article.meta == Meta::default() {
            let what = "empty: there is nothing to read in it".into();
            return Ok((Read::Problem(Problem { path: path_of(origin), place: None, what, hint: None }), None));
        }
        let look = Look::at(origin, article, imported.wording.as_deref());
        let sighting = self.recogniser.sight(&look, &article.text);
        let kept = kept.filter(|(stamp, _)| self.begun.is_some_and(|begun| stamp.is_at_rest(begun)));
        let print = (kept.is_some() && self.recogniser.may_liken()).then(|| Fingerprint::of(&article.text));
        let entry = imported.into_entry(origin, look.own.clone(), Recognised::New);
        let mut row = Row { entry, content: look.content, url: look.url };
        let fresh = kept.and_then(|(stamp, place)| {
            let meta = &row.entry.meta;
            let (dated, story) = (meta.dated().map(seconds), meta.story.as_deref().map(|name| folded(name).into()));
            let row = row.to_bytes(&stamp)?;
            let name = path_of(origin).file_name()?.as_encoded_bytes().into();
            Some(Fresh { folder: place.folder, name, dated, story, row, print })
        });
        if let Sighting::Known(id, how) = &sighting {
            (row.entry.id, row.entry.recognised) = (id.clone(), *how);
        }
        Ok((sighted(row.entry, sighting), fresh))
    }
}

fn sighted(entry: Entry, sighting: Sighting) -> Read {
    match sighting {
        Sighting::Unknown(suspect) if !suspect.maybe.is_empty() => Read::Suspect(Box::new(entry), suspect),
        _ => Read::Article(Box::new(entry)),
    }
}

fn refusal(path: &Path, error: &LoadError) -> Problem {
    Problem { path: path.into(), place: None, what: error.what(), hint: error.hint().map(Into::into) }
}
