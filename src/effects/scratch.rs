//! The file that the reader's own editor works on, `diptych-PID-RANDOM.md` among the system's temporary files.
//!
//! It is gone once its words are taken. A program that is killed leaves it, and a later start sweeps it: only where the
//! reader owns it, the program that made it is gone, and either its words are kept elsewhere and it is an hour old, or it
//! is a week old, for what was written in an editor that outlived the program stands nowhere else. What was told to the
//! reader is under another name by then and stays for ever.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{Duration, SystemTime};

use tempfile::TempPath;

use crate::library::store::read_file;

const PREFIX: &str = "diptych-";
const SUFFIX: &str = ".md";

/// The longest text that is taken from an editor, in bytes.
pub const MOST_BYTES: u64 = 8 << 20;

/// How old a file is that is swept where its words are kept elsewhere.
const OLD: Duration = Duration::from_secs(60 * 60);

/// How old a file is that is swept whatever it holds.
const GIVEN_UP: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// Writes `text` to a file for the editor, a line feed at its end.
///
/// # Errors
/// Where it cannot be written.
pub fn write(text: &str) -> io::Result<TempPath> {
    let prefix = format!("{PREFIX}{}-", process::id());
    let mut file = tempfile::Builder::new().prefix(&prefix).suffix(SUFFIX).tempfile()?;
    file.write_all(with_line_feed(text).as_bytes())?;
    Ok(file.into_temp_path())
}

/// Returns `text` as an editor leaves it: with a line feed at its end, where it has any.
#[must_use]
pub fn with_line_feed(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { text.to_owned() + "\n" }
}

/// Keeps the file, under a name by which nothing sweeps it, and returns where it is now.
///
/// # Errors
/// Where it is gone.
pub fn keep(path: TempPath) -> io::Result<PathBuf> {
    let random = |name: &str| name.rsplit('-').next().map(|random| format!("{PREFIX}{random}"));
    let name = path.file_name().and_then(|name| name.to_str()).and_then(random);
    let kept = name.map_or_else(|| path.to_path_buf(), |name| path.with_file_name(name));
    match path.persist_noclobber(&kept) {
        Ok(()) => Ok(kept),
        // Better under a name that is swept some day than not at all.
        Err(error) => error.path.keep().map_err(|error| error.error),
    }
}

/// Removes the files that killed programs left, as seen at `now`; `is_kept` says of a text, without the line feed at its
/// end, whether it is kept elsewhere. What cannot be removed is left to the next time.
pub fn sweep(now: SystemTime, is_kept: &dyn Fn(&str) -> bool) {
    sweep_in(&std::env::temp_dir(), now, is_kept);
}

fn sweep_in(folder: &Path, now: SystemTime, is_kept: &dyn Fn(&str) -> bool) {
    let listed = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = listed.filter(|entry| entry.file_name().to_str().and_then(maker).is_some_and(|pid| !runs(pid)));
    for path in paths.map(|entry| entry.path()) {
        let Some(age) = fs::symlink_metadata(&path).ok().filter(is_own).and_then(|about| age(&about, now)) else {
            continue;
        };
        if age >= GIVEN_UP || (age >= OLD && holds(&path, is_kept)) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Returns the process that made the file of this name, where it is one of ours.
fn maker(name: &str) -> Option<u32> {
    let (pid, random) = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?;
    let random = !random.is_empty() && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    pid.parse().ok().filter(|_| random)
}

fn age(about: &fs::Metadata, now: SystemTime) -> Option<Duration> {
    now.duration_since(about.modified().ok()?).ok()
}

/// Says whether the words of a file are kept elsewhere; a file without words is.
fn holds(path: &Path, is_kept: &dyn Fn(&str) -> bool) -> bool {
    let text = read_file(path, MOST_BYTES).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| text.trim().is_empty() || is_kept(text.strip_suffix('\n').unwrap_or(&text)))
}

#[cfg(unix)]
fn is_own(about: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.is_file() && about.uid() == rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
fn is_own(about: &fs::Metadata) -> bool {
    about.is_file()
}

/// Says whether a process of this number runs; another one that has it now only puts the sweeping off.
#[cfg(unix)]
fn runs(pid: u32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    pid.is_some_and(|pid| !matches!(test_kill_process(pid), Err(rustix::io::Errno::SRCH)))
}

/// Where that cannot be asked, age alone must do.
#[cfg(not(unix))]
const fn runs(_: u32) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;

    /// Makes files, sweeps them when they are so old, and returns which are left.
    fn left(files: &[(&str, &str)], age: Duration) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(dir.path().join(name), text).unwrap();
        }
        let now = SystemTime::now() + age;
        sweep_in(dir.path(), now, &|text| text == "kept words");
        let mut names: Vec<String> =
            fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The number of a process that has run and is gone.
    fn gone() -> u32 {
        let mut child = process::Command::new("true").spawn().unwrap();
        child.wait().unwrap();
        child.id()
    }

    #[test]
    fn what_a_killed_program_left_is_swept_once_it_is_old_and_its_words_are_kept() {
        let name = format!("diptych-{}-aB3.md", gone());
        for (text, hours, stays) in [
            ("kept words\n", 0, true),
            ("kept words\n", 2, false),
            ("kept words", 2, false),
            ("\n", 2, false),
            ("words that stand nowhere else\n", 2, true),
            ("words that stand nowhere else\n", 24 * 8, false),
        ] {
            let left = left(&[(&name, text)], Duration::from_secs(hours * 3600));
            assert_eq!(!left.is_empty(), stays, "{text:?} after {hours} hours");
        }
    }

    #[test]
    fn nothing_is_swept_that_is_another_programs_or_that_one_that_runs_works_on() {
        let own = format!("diptych-{}-aB3.md", process::id());
        let pid = gone();
        let names = [format!("diptych-{pid}.md"), format!("diptych-{pid}-.md"), format!("diptych-{pid}-a.b.md")];
        let others = ["diptych-aB3x9Z.md", "diptych-notes-aB3.md", "notes-1-aB3.md", &own];
        let mut files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "kept words")).collect();
        files.extend(others.map(|name| (name, "kept words")));
        let mut all: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        all.sort_unstable();
        assert_eq!(left(&files, GIVEN_UP * 2), all);
    }

    #[test]
    fn a_link_is_left_alone_wherever_it_leads() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("words"), "kept words").unwrap();
        let link = dir.path().join(format!("diptych-{}-aB3.md", gone()));
        std::os::unix::fs::symlink(dir.path().join("words"), &link).unwrap();
        sweep_in(dir.path(), SystemTime::now() + GIVEN_UP * 2, &|_| true);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
    }

    #[test]
    fn what_is_kept_has_a_name_that_is_never_swept() {
        let path = write("words").unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(maker(&name), Some(process::id()));
        let kept = keep(path).unwrap();
        assert_eq!(fs::read_to_string(&kept).unwrap(), "words\n");
        assert_eq!(maker(kept.file_name().unwrap().to_str().unwrap()), None);
        fs::remove_file(kept).unwrap();
    }
}
