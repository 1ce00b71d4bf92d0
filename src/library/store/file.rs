//! The bytes of an article: of a regular file within the limit, or of a sample.
//!
//! What is named is looked at before it is opened, because opening a FIFO waits for its writer and opening a device can
//! do anything; it is looked at again once open, because it may have been replaced in between.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::error::LoadError;
use crate::article::When;
use crate::library::{Limits, Origin, samples};

/// Reads what lies at `origin`, within the limit.
pub(in crate::library) fn read_origin(origin: &Origin, limits: &Limits) -> Result<Vec<u8>, LoadError> {
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
pub(super) fn read_limited(
    reader: &mut dyn io::Read,
    path: &Path,
    limit: u64,
    expected: u64,
) -> Result<Vec<u8>, LoadError> {
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

/// Returns the day on which a file was written, for an article that says it is published later than the day after.
pub(super) fn seen_before(origin: &Origin, published: When) -> Option<Date> {
    let Origin::File(path) = origin else { return None };
    let written = fs::metadata(path).and_then(|about| about.modified()).ok()?;
    let seen = Timestamp::try_from(written).ok()?.to_zoned(TimeZone::UTC).date();
    // East of here it may be tomorrow already.
    (published.date > seen.tomorrow().ok()?).then_some(seen)
}

/// Returns when a file was changed, in milliseconds since 1970; 0 where nobody knows.
pub(super) fn changed_at(origin: &Origin) -> i64 {
    let Origin::File(path) = origin else { return 0 };
    let changed = fs::metadata(path).and_then(|about| about.modified()).ok();
    changed.and_then(|changed| Timestamp::try_from(changed).ok()).map_or(0, Timestamp::as_millisecond)
}

/// Names an origin where errors need a path.
pub(super) fn shown_path(origin: &Origin) -> PathBuf {
    match origin {
        Origin::File(path) => path.clone(),
        Origin::Sample(name) => PathBuf::from(name),
        Origin::Stdin => PathBuf::from("-"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    #[cfg(unix)]
    #[test]
    fn a_fifo_and_a_device_are_refused_without_being_opened() {
        use super::*;
        let dir = tempfile::tempdir().unwrap();
        let fifo = dir.path().join("pipe.txt");
        assert!(std::process::Command::new("mkfifo").arg(&fifo).status().unwrap().success());
        assert!(matches!(read_file(&fifo, 64).unwrap_err(), LoadError::NotAFile { kind: "a FIFO", .. }));
        assert!(matches!(
            read_file(Path::new("/dev/zero"), 64).unwrap_err(),
            LoadError::NotAFile { kind: "a device", .. }
        ));
        // Even where the first look is passed, as after a race, opening does not wait for a writer.
        assert!(open_without_waiting(&fifo).is_ok());
    }
}
