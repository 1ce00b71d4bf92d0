//! By what a file is known to be as it was: its bytes are not looked at.
//!
//! Size, time of modification and inode, and on Unix the time of the last change of any kind, which no program sets
//! back: a file that was written over with as many bytes and given its old time is another one all the same.

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Bytes of a stamp.
pub const BYTES: usize = 40;

/// A file that changed less than this long before it was read may change again without its times telling: some file
/// systems count in two seconds.
const GRAIN: Duration = Duration::from_secs(2);

/// How a file was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Moment,
    changed: Moment,
    inode: u64,
}

/// Seconds since 1970 and nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(i64, u32);

impl Stamp {
    /// Takes the stamp of a file.
    #[must_use]
    pub fn of(about: &Metadata) -> Self {
        let modified = about.modified().map_or(Moment::default(), Moment::of);
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt as _;
            (Moment(about.ctime(), u32::try_from(about.ctime_nsec()).unwrap_or(0)), about.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = (Moment::default(), 0);
        Self { size: about.len(), modified, changed, inode }
    }

    /// Says how many bytes the file had.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Says whether the file was at rest when reading began, at `begun`: a change after that shows in its times.
    #[must_use]
    pub fn is_at_rest(&self, begun: SystemTime) -> bool {
        let Some(before) = begun.checked_sub(GRAIN) else { return false };
        self.modified.max(self.changed) < Moment::of(before)
    }

    /// Writes it.
    pub fn write(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.size.to_le_bytes());
        for Moment(seconds, nanoseconds) in [self.modified, self.changed] {
            to.extend_from_slice(&seconds.to_le_bytes());
            to.extend_from_slice(&nanoseconds.to_le_bytes());
        }
        to.extend_from_slice(&self.inode.to_le_bytes());
    }

    /// Returns the bytes of the file whose stamp `row` begins with.
    #[must_use]
    pub fn size_in(row: &[u8]) -> Option<u64> {
        row.first_chunk().map(|size| u64::from_le_bytes(*size))
    }

    /// Says whether `row` begins with this stamp.
    #[must_use]
    pub fn begins(&self, row: &[u8]) -> bool {
        let mut own = Vec::with_capacity(BYTES);
        self.write(&mut own);
        row.starts_with(&own)
    }
}

impl Moment {
    fn of(time: SystemTime) -> Self {
        let (since, sign) = match time.duration_since(UNIX_EPOCH) {
            Ok(since) => (since, 1),
            Err(before) => (before.duration(), -1),
        };
        Self(i64::try_from(since.as_secs()).unwrap_or(i64::MAX) * sign, since.subsec_nanos())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use std::fs::{self, File, FileTimes};

    fn set(file: &std::path::Path, at: SystemTime) {
        File::options().write(true).open(file).unwrap().set_times(FileTimes::new().set_modified(at)).unwrap();
    }

    #[test]
    fn whatever_changes_of_a_file_changes_its_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let stamp = || Stamp::of(&fs::metadata(&path).unwrap());
        fs::write(&path, "One.").unwrap();
        let at = SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, 5);
        set(&path, at);
        let first = stamp();
        assert_eq!(first, stamp());
        let mut row = Vec::new();
        first.write(&mut row);
        assert!(row.len() == BYTES && first.begins(&row) && Stamp::size_in(&row) == Some(first.size()));
        // The same size in the same second.
        set(&path, at + Duration::from_nanos(1));
        assert!(stamp() != first && !stamp().begins(&row));
        // Another file with the same times and as many bytes.
        fs::write(dir.path().join("b.txt"), "Two.").unwrap();
        fs::rename(dir.path().join("b.txt"), &path).unwrap();
        set(&path, at);
        assert!(!cfg!(unix) || stamp() != first);
    }

    #[test]
    fn a_file_that_changed_just_now_is_not_at_rest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        fs::write(&path, "One.").unwrap();
        let about = fs::metadata(&path).unwrap();
        let (stamp, written) = (Stamp::of(&about), about.modified().unwrap());
        assert!(!stamp.is_at_rest(written) && !stamp.is_at_rest(UNIX_EPOCH));
        assert!(stamp.is_at_rest(written + Duration::from_secs(10)));
    }
}
