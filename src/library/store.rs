//! Loading one article: a regular file within the limit, decoded, imported, recognised.

mod error;
mod file;
mod story;
mod words;

use std::io;

use super::versions::Wording;
use super::{ArticleId, Card, Entry, Limits, Loaded, Origin, identity::Identities, identity::Recognised};
use crate::article::import::{import, outline};
use crate::article::page;
use crate::article::{Article, Flaw, Format};
use crate::text::decode::{Decoded, decode_owned};

pub use error::LoadError;
pub use file::read_file;
pub(super) use file::read_origin;
use file::{changed_at, read_limited, seen_before, shown_path};
use story::{first_words, story_part};
use words::count_words;

/// Loads the article at `origin`.
///
/// # Errors
/// Where it cannot be read, is no regular file, too large or not text. Standard input can be read only once and not by
/// its name: see [`from_reader`].
pub fn load(origin: &Origin, limits: &Limits, identities: &Identities) -> Result<Loaded, LoadError> {
    Ok(Imported::new(origin, read_origin(origin, limits)?)?.recognised(origin, identities))
}

/// Loads the article of an entry of the list and leaves it the identity that the list gave it.
///
/// For keeping an identity: the sentences are left out, for the article may be open, and large, at the same time.
///
/// # Errors
/// As [`load`].
pub fn load_entry(entry: &Entry, limits: &Limits) -> Result<Loaded, LoadError> {
    let imported = Imported::outlined(&entry.origin, read_origin(&entry.origin, limits)?)?;
    Ok(imported.into_loaded(&entry.origin, entry.id.clone(), entry.recognised))
}

/// Makes an article from the bytes of `origin`, as [`load`] does; for standard input and tests.
///
/// # Errors
/// Where the bytes are not text.
pub fn from_bytes(origin: &Origin, bytes: &[u8], identities: &Identities) -> Result<Loaded, LoadError> {
    Ok(Imported::new(origin, bytes.to_vec())?.recognised(origin, identities))
}

/// Reads an article from `reader` to its end, within the limit; for standard input.
///
/// # Errors
/// As [`load`].
pub fn from_reader(
    origin: &Origin,
    reader: &mut dyn io::Read,
    limits: &Limits,
    identities: &Identities,
) -> Result<Loaded, LoadError> {
    let bytes = read_limited(reader, &shown_path(origin), limits.max_file_bytes, 0)?;
    Ok(Imported::new(origin, bytes)?.recognised(origin, identities))
}

/// An article whose identity is not known yet.
pub(super) struct Imported {
    pub article: Article,
    pub flaws: Vec<Flaw>,
    pub wording: Option<Box<Wording>>,
}

impl Imported {
    /// Reads the whole article.
    pub fn new(origin: &Origin, bytes: Vec<u8>) -> Result<Self, LoadError> {
        Self::read(origin, bytes, import)
    }

    /// Reads the article without its sentences, which a list does not need.
    pub fn outlined(origin: &Origin, bytes: Vec<u8>) -> Result<Self, LoadError> {
        Self::read(origin, bytes, outline)
    }

    fn read(
        origin: &Origin,
        bytes: Vec<u8>,
        import: impl FnOnce(&str, Format) -> (Article, Vec<Flaw>),
    ) -> Result<Self, LoadError> {
        if page::is_named(&shown_path(origin)) || page::is_page(&bytes) {
            let page = page::read(&bytes).map_err(|source| LoadError::Page { path: shown_path(origin), source })?;
            let (article, flaws) = import(&page.to_markdown(), Format::Markdown);
            return Ok(Self { wording: wording(origin, &article), article, flaws });
        }
        let decoded = decode_owned(bytes).map_err(|source| LoadError::Decode { path: shown_path(origin), source })?;
        let (article, mut flaws) = import(&decoded.text, format_of(origin));
        flaws.extend(replaced(&decoded));
        Ok(Self { wording: wording(origin, &article), article, flaws })
    }

    fn recognised(self, origin: &Origin, identities: &Identities) -> Loaded {
        let (id, recognised) = identities.resolve_worded(origin, &self.article, self.wording.as_deref());
        let mut loaded = self.into_loaded(origin, id, recognised);
        if let Some(edits) = identities.edits(&loaded.entry.id) {
            edits.lay_over_loaded(&mut loaded);
        }
        loaded
    }

    pub fn into_entry(self, origin: &Origin, id: ArticleId, recognised: Recognised) -> Entry {
        self.into_loaded(origin, id, recognised).entry
    }

    fn into_loaded(self, origin: &Origin, id: ArticleId, recognised: Recognised) -> Loaded {
        let Self { article, flaws, wording } = self;
        let stands = article.meta.published.and_then(|published| seen_before(origin, published));
        let entry = Entry {
            origin: origin.clone(),
            id,
            recognised,
            meta: Card { stands, ..(&article.meta).into() },
            words: article.paragraphs.iter().map(|p| count_words(story_part(&article, p))).sum(),
            first_words: first_words(&article).into(),
            wording,
            flaws: flaws.into(),
            doc: 0,
        };
        Loaded { entry, article }
    }
}

fn wording(origin: &Origin, article: &Article) -> Option<Box<Wording>> {
    Wording::of(article, article.meta.url.as_ref().map_or(0, |_| changed_at(origin)))
}

/// Returns how a file is read, by its name.
pub(super) fn format_of(origin: &Origin) -> Format {
    Format::of(&shown_path(origin))
}

/// Tells of bytes that are not text in the encoding that the rest of the file has.
fn replaced(decoded: &Decoded) -> Option<Flaw> {
    let before = (decoded.replaced > 0).then(|| decoded.text.split('\u{FFFD}').next()).flatten()?;
    let message = match decoded.replaced {
        1 => format!("1 malformed character was replaced: not all of it is {}", decoded.encoding),
        n => format!("{n} malformed characters were replaced: not all of it is {}", decoded.encoding),
    };
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Some(Flaw { message, line: before.matches('\n').count() + 1, column })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]
    use std::fs;
    use std::path::Path;

    use super::*;

    const LIMITS: Limits = Limits { max_file_bytes: 64, max_depth: 4 };

    fn refused(path: &Path) -> LoadError {
        load(&Origin::File(path.into()), &LIMITS, &Identities::default()).unwrap_err()
    }

    #[test]
    fn a_file_over_the_limit_is_refused_with_the_setting_to_raise() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("big.txt");
        fs::write(&path, "x".repeat(65)).unwrap();
        let error = refused(&path);
        assert!(error.to_string().ends_with("big.txt: 65 bytes are over the limit of 64"), "{error}");
        assert!(error.hint().unwrap().contains("store.max-file-bytes"));
        fs::write(&path, "x".repeat(64)).unwrap();
        assert!(load(&Origin::File(path), &LIMITS, &Identities::default()).is_ok());
    }

    #[test]
    fn what_says_it_is_of_the_future_stands_where_it_was_first_seen() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.md");
        let written = |date: &str| {
            fs::write(&path, format!("+++\npublished = {date}\n+++\nWords.")).unwrap();
            load(&Origin::File(path.clone()), &Limits { max_file_bytes: 100, max_depth: 4 }, &Identities::default())
                .unwrap()
                .entry
                .meta
        };
        let meta = written("2999-01-01");
        let seen = meta.stands.unwrap();
        assert!(seen.year() < 2999 && meta.dated().map(|when| when.date) == Some(seen), "{seen}");
        let meta = written("2001-01-01");
        assert_eq!((meta.stands, meta.dated()), (None, meta.published));
        assert!(meta.published.is_some());
    }

    #[test]
    fn a_stream_is_read_to_the_limit_and_no_further() {
        let error = from_reader(&Origin::Stdin, &mut io::repeat(b'x'), &LIMITS, &Identities::default()).unwrap_err();
        assert!(matches!(error, LoadError::TooLarge { bytes: 65, limit: 64, .. }));
        let mut short = b"Words.".as_slice();
        assert_eq!(
            from_reader(&Origin::Stdin, &mut short, &LIMITS, &Identities::default()).unwrap().article.text,
            "Words."
        );
    }

    #[test]
    fn a_folder_and_a_missing_file_say_what_they_are() {
        let dir = tempfile::tempdir().unwrap();
        assert!(refused(dir.path()).to_string().ends_with("not a regular file (a folder)"));
        assert!(matches!(refused(&dir.path().join("no")), LoadError::Read { .. }));
    }

    #[test]
    fn markdown_is_told_by_the_name_alone() {
        for (name, format) in [
            ("a.md", Format::Markdown),
            ("a.MARKDOWN", Format::Markdown),
            ("a.txt", Format::Plain),
            ("md", Format::Plain),
        ] {
            assert_eq!(format_of(&Origin::File(name.into())), format, "{name}");
        }
    }

    #[test]
    fn malformed_bytes_are_told_with_their_place() {
        let text =
            b"All is well here.\nBut not \xff here, in a text long enough to be taken for UTF-8 \xe2\x80\x94 yes.";
        let loaded = from_bytes(&Origin::Stdin, text, &Identities::default()).unwrap();
        let flaw = loaded.entry.flaws.first().unwrap();
        assert_eq!((flaw.line, flaw.column), (2, 9), "{flaw:?}");
    }

    #[test]
    fn an_entry_keeps_the_identity_that_the_list_gave_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "First.").unwrap();
        let mut entry = load(&Origin::File(path.clone()), &LIMITS, &Identities::default()).unwrap().entry;
        entry.id = ArticleId("0".repeat(32));
        fs::write(&path, "Second.").unwrap();
        let loaded = load_entry(&entry, &LIMITS).unwrap();
        assert_eq!((loaded.entry.id, loaded.article.text.as_str()), (entry.id, "Second."));
    }
}
