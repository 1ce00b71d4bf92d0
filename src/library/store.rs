//! Loading one article: a regular file within the limit, decoded, imported, recognised.
//!
//! What is named is looked at before it is opened, because opening a FIFO waits for its writer and opening a device can
//! do anything; it is looked at again once open, because it may have been replaced in between.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::{ArticleId, Entry, Limits, Loaded, Origin, identity::Identities, identity::Recognised, samples};
use crate::article::import::{import, outline};
use crate::article::{Article, Flaw, Format, Paragraph, ParagraphKind};
use crate::text::decode::{DecodeError, Decoded, decode_owned};
use crate::text::{Span, segment};

/// Why an article cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder, FIFO, device or socket.
    #[error("{}: not a regular file ({kind})", path.display())]
    NotAFile {
        /// What was named.
        path: PathBuf,
        /// What it is.
        kind: &'static str,
    },
    /// Over the limit.
    #[error("{}: {bytes} bytes are over the limit of {limit}", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Not text.
    #[error("{}: {source}", path.display())]
    Decode {
        /// The file.
        path: PathBuf,
        /// Why.
        source: DecodeError,
    },
}

impl LoadError {
    /// Says what the reader can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Read { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("its permissions keep you from reading it")
            }
            Self::NotAFile { kind: "a folder", .. } => {
                Some("name it alone, or with --library, to open it as the library")
            }
            Self::NotAFile { .. } => Some("copy its content to a file, or pipe it in and name it -"),
            Self::TooLarge { .. } => Some("raise store.max-file-bytes in the configuration to read it"),
            Self::Decode { .. } => Some("diptych reads plain text and Markdown"),
            Self::Read { .. } => None,
        }
    }

    /// Says what failed without the path, for a list that shows the path beside it.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Read { source, .. } => source.to_string(),
            Self::NotAFile { kind, .. } => format!("not a regular file ({kind})"),
            Self::TooLarge { bytes, limit, .. } => format!("{bytes} bytes are over the limit of {limit}"),
            Self::Decode { source, .. } => source.to_string(),
        }
    }
}

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
        let decoded = decode_owned(bytes).map_err(|source| LoadError::Decode { path: shown_path(origin), source })?;
        let (article, mut flaws) = import(&decoded.text, format_of(origin));
        flaws.extend(replaced(&decoded));
        Ok(Self { article, flaws })
    }

    fn recognised(self, origin: &Origin, identities: &Identities) -> Loaded {
        let (id, recognised) = identities.resolve(origin, &self.article);
        self.into_loaded(origin, id, recognised)
    }

    pub fn into_entry(self, origin: &Origin, id: ArticleId, recognised: Recognised) -> Entry {
        self.into_loaded(origin, id, recognised).entry
    }

    fn into_loaded(self, origin: &Origin, id: ArticleId, recognised: Recognised) -> Loaded {
        let Self { article, flaws } = self;
        let entry = Entry {
            origin: origin.clone(),
            id,
            recognised,
            meta: (&article.meta).into(),
            words: article.paragraphs.iter().map(|p| count_words(story_part(&article, p))).sum(),
            first_words: first_words(&article).into(),
            flaws: flaws.into(),
        };
        Loaded { entry, article }
    }
}

/// Reads what lies at `origin`, within the limit.
pub(super) fn read_origin(origin: &Origin, limits: &Limits) -> Result<Vec<u8>, LoadError> {
    match origin {
        Origin::File(path) => read_file(path, limits.max_file_bytes),
        Origin::Sample(name) => {
            let sample = samples::samples().iter().find(|(path, _)| path == name);
            let missing = || LoadError::Read { path: name.into(), source: io::ErrorKind::NotFound.into() };
            sample.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(missing)
        }
        Origin::Stdin => {
            Err(LoadError::NotAFile { path: shown_path(origin), kind: "standard input, which is read only once" })
        }
    }
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// Where it cannot be read, is no regular file or is too large.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, LoadError> {
    let failed = |source| LoadError::Read { path: path.into(), source };
    let check = |about: fs::Metadata| match kind(about.file_type()) {
        Some(kind) => Err(LoadError::NotAFile { path: path.into(), kind }),
        None if about.len() > limit => Err(too_large(path, about.len(), limit)),
        None => Ok(about.len()),
    };
    check(fs::metadata(path).map_err(failed)?)?;
    let mut file = open_without_waiting(path).map_err(failed)?;
    let bytes = check(file.metadata().map_err(failed)?)?;
    read_limited(&mut file, path, limit, bytes)
}

/// Opens for reading in such a way that a FIFO put in the file's place just now does not wait for a writer.
fn open_without_waiting(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, 0o4000); // O_NONBLOCK
    #[cfg(target_os = "macos")]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, 0x4); // O_NONBLOCK
    options.open(path)
}

/// Room that reading to the end wants to find free before it looks whether the end is there.
const PROBE: usize = 33;

/// Reads to the end, but never more than one byte past the limit: a file may grow while it is read.
///
/// `expected` is how many bytes there are likely to be: with room for them, and for seeing the end, two reads do.
fn read_limited(reader: &mut dyn io::Read, path: &Path, limit: u64, expected: u64) -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected.min(limit)).unwrap_or(0).saturating_add(PROBE));
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let read = read.map_err(|source| LoadError::Read { path: path.into(), source })?;
    let read = u64::try_from(read).unwrap_or(u64::MAX);
    if read > limit { Err(too_large(path, read, limit)) } else { Ok(bytes) }
}

fn too_large(path: &Path, bytes: u64, limit: u64) -> LoadError {
    LoadError::TooLarge { path: path.into(), bytes, limit }
}

/// Names what is not a regular file.
fn kind(file: FileType) -> Option<&'static str> {
    if file.is_file() {
        return None;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if file.is_fifo() {
            return Some("a FIFO");
        } else if file.is_socket() {
            return Some("a socket");
        } else if file.is_block_device() || file.is_char_device() {
            return Some("a device");
        }
    }
    Some(if file.is_dir() { "a folder" } else { "of an unknown kind" })
}

/// Names an origin where errors need a path.
fn shown_path(origin: &Origin) -> PathBuf {
    match origin {
        Origin::File(path) => path.clone(),
        Origin::Sample(name) => PathBuf::from(name),
        Origin::Stdin => PathBuf::from("-"),
    }
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

/// Returns what a paragraph tells of the story; nothing for furniture.
fn story_part<'a>(article: &'a Article, paragraph: &Paragraph) -> &'a str {
    if paragraph.kind.is_furniture() {
        return "";
    }
    let start = if paragraph.lead.is_empty() { paragraph.span.start } else { paragraph.lead.end };
    Span::new(start, paragraph.span.end).of(&article.text)
}

/// Counts words: what white space parts and has a letter or digit; where a script writes none, as Unicode cuts it.
fn count_words(text: &str) -> usize {
    let (mut words, mut at) = (Words::default(), 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (plain, beyond) = rest.split_at(plain_bytes(rest.as_bytes()));
        words.take_all(plain.as_bytes());
        at += plain.len();
        let Some(c) = beyond.chars().next() else { break };
        if !(c < '\u{0E00}' || ('\u{2000}'..'\u{2E80}').contains(&c)) {
            return segment::count_words(text);
        }
        words.take(match c {
            '\u{2010}'..='\u{2027}' => b'-',
            _ if c.is_alphanumeric() => b'a',
            _ if c.is_whitespace() => b' ',
            _ => b'-',
        });
        at += c.len_utf8();
    }
    words.count
}

/// Returns how many bytes of ASCII `bytes` begins with.
fn plain_bytes(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<8>();
    let plain = blocks.iter().take_while(|block| block.is_ascii()).count() * 8;
    let rest = bytes.get(plain..).unwrap_or(&[]);
    plain + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// Bytes that are looked at without stopping in between.
const BLOCK: usize = 32;

/// The words so far.
#[derive(Default)]
struct Words {
    count: usize,
    /// What the last byte did, of [`STEPS`].
    step: u8,
}

impl Words {
    /// Takes bytes of ASCII in.
    fn take_all(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            if !self.take_block(block) {
                block.iter().for_each(|byte| self.take(*byte));
            }
        }
        rest.iter().for_each(|byte| self.take(*byte));
    }

    /// Takes a block in, the compiler many bytes at once; not one with signs side by side behind which a word may go
    /// on, for which each byte must be looked at.
    fn take_block(&mut self, block: &[u8; BLOCK]) -> bool {
        // What stands before is as good as a letter inside a word, and as white space otherwise.
        let (mut letters, mut signs) = ([0; BLOCK + 2], [0; BLOCK + 2]);
        letters[1] = self.step & INSIDE;
        for (at, byte) in block.iter().enumerate() {
            let letter = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
            let space = u8::from(*byte == b' ') | u8::from(byte.wrapping_sub(0x09) < 5);
            letters[at + 2] = letter;
            signs[at + 2] = 1 ^ (letter | space);
        }
        let (mut begun, mut unsure) = (0_u8, signs[BLOCK] & signs[BLOCK + 1]);
        for at in 0..BLOCK {
            let inside = letters[at + 1] | (signs[at + 1] & letters[at]);
            begun = begun.wrapping_add(letters[at + 2] & (1 ^ inside));
            unsure |= letters[at + 2] & signs[at + 1] & signs[at];
        }
        if unsure == 0 {
            self.count += usize::from(begun);
            self.step = letters[BLOCK + 1] | (signs[BLOCK + 1] & letters[BLOCK]);
        }
        unsure == 0
    }

    /// Takes the next byte of ASCII in.
    fn take(&mut self, byte: u8) {
        let steps = STEPS.get(usize::from(self.step & INSIDE));
        self.step = steps.and_then(|steps| steps.get(usize::from(byte))).copied().unwrap_or(0);
        self.count = self.count.wrapping_add(usize::from(self.step >> 1));
    }
}

/// In a step: a word has begun and no white space has ended it.
const INSIDE: u8 = 1;
/// In a step: it begins here.
const BEGINS: u8 = 2;

/// What every byte of ASCII does outside a word and inside one: asking a table is quicker than deciding.
const STEPS: [[u8; 256]; 2] = {
    let mut steps = [[0; 256], [INSIDE; 256]];
    let mut byte = 0;
    while byte < 256 {
        match byte as u8 {
            b' ' | 0x09..=0x0D => steps[1][byte] = 0,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => steps[0][byte] = INSIDE | BEGINS,
            _ => {}
        }
        byte += 1;
    }
    steps
};

/// The longest beginning that lists show, in characters.
const FIRST_WORDS: usize = 160;

/// Returns the first words of the story without its title, in one line.
fn first_words(article: &Article) -> String {
    let paragraphs = article.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Title);
    let words = paragraphs.flat_map(|p| story_part(article, p).split_whitespace());
    let mut line = String::new();
    let mut length = 0;
    for word in words {
        let room = FIRST_WORDS.saturating_sub(length + usize::from(length > 0));
        let own = word.chars().count();
        if own > room && length > 0 {
            break;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        match own > room {
            true => line.extend(word.chars().take(room)),
            false => line.push_str(word),
        }
        length += own.min(room);
    }
    line
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]
    use super::*;

    const LIMITS: Limits = Limits { max_file_bytes: 64, max_depth: 4 };

    fn of_text(text: &str) -> Loaded {
        from_bytes(&Origin::Stdin, text.as_bytes(), &Identities::default()).unwrap()
    }

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

    #[cfg(unix)]
    #[test]
    fn a_fifo_and_a_device_are_refused_without_being_opened() {
        let dir = tempfile::tempdir().unwrap();
        let fifo = dir.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        assert!(matches!(refused(&fifo), LoadError::NotAFile { kind: "a FIFO", .. }));
        assert!(matches!(refused(Path::new("/dev/zero")), LoadError::NotAFile { kind: "a device", .. }));
        // Even where the first look is passed, as after a race, opening does not wait for a writer.
        assert!(open_without_waiting(&fifo).is_ok());
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
    fn first_words_are_one_line_that_ends_with_a_word() {
        let loaded = of_text(&format!("The ferry \t sank   today. {}", "Nobody was hurt. ".repeat(20)));
        let line = &loaded.entry.first_words;
        assert!(line.starts_with("The ferry sank today. Nobody was"), "{line}");
        assert!(line.chars().count() <= FIRST_WORDS && line.chars().count() > FIRST_WORDS - 10);
        assert_eq!(of_text(&"x".repeat(500)).entry.first_words.len(), FIRST_WORDS);
        let accented = of_text(&"élan – ".repeat(60)).entry.first_words;
        assert_eq!(accented.chars().count(), FIRST_WORDS, "{accented}");
        assert!(accented.starts_with("élan – élan") && accented.ends_with(" élan –"));
    }

    #[test]
    fn words_are_counted_in_any_script() {
        assert_eq!(count_words("Ships - 12 of them - can't sail."), 6);
        assert_eq!(count_words("Der Flußlauf — über 3 km — trocknet"), 6);
        assert!(count_words("市議会は月曜日に開かれた") > 2);
        assert_eq!(count_words(""), 0);
        assert_eq!(count_words("one\u{A0}two\u{2003}three \u{B}four — “”"), 4);
        assert_eq!(count_words("été"), 1);
        assert_eq!(count_words("- — a—b c-d 'e' \u{7f}f\tg\nh"), 6);
        for sign in ["", "-", "--", "---", "'", " ", " - ", "-- ", " --", "é", "—", " “"] {
            // Wherever the border of a block falls.
            for before in 0..40 {
                let text = format!("{}{}", "x".repeat(before), format!("{sign}y").repeat(40));
                let parted = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                assert_eq!(count_words(&text), parted, "{text}");
            }
        }
        assert_eq!(count_words(&"-a b\u{A0}c—".repeat(9)), 2 * 9 + 1);
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
