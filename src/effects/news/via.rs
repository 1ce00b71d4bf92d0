//! An article that came by several feeds says so: the first is `feed` in its head, the others are `via`.
//!
//! The file is the reader's to edit, so that a line is put in or changed and all else stays, and where that does not come
//! out as it should the file is left alone. It keeps the time of its last change, which tells whether somebody edited it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use toml::{Table, Value};

use crate::article::front_matter::{Head, split};
use crate::library::atomic;

/// Bytes of an article that is written anew for this, at most.
const LARGEST: u64 = 16 << 20;

/// Writes into articles of a library which other feeds brought them.
pub(super) fn write(library: &Path, feeds: BTreeMap<PathBuf, Vec<String>>) {
    let (mut files, mut times) = (Vec::new(), Vec::new());
    for (path, feeds) in feeds {
        let Some((text, time)) = read(&path) else { continue };
        if let Some(text) = with(&text, &feeds) {
            files.push((path, text.into_bytes()));
            times.push(time);
        }
    }
    let done = atomic::write_all(library, &files);
    for (((path, _), time), done) in files.iter().zip(times).zip(done) {
        if done.is_ok() {
            // An article that counts as edited is kept: no harm is done.
            let _ = File::options().write(true).open(path).and_then(|file| file.set_modified(time));
        }
    }
}

fn read(path: &Path) -> Option<(String, SystemTime)> {
    let about = fs::symlink_metadata(path).ok().filter(|about| about.is_file() && about.len() <= LARGEST)?;
    Some((fs::read_to_string(path).ok()?, about.modified().ok()?))
}

/// Returns a file whose head names some feeds too; none where it names them, or cannot be changed.
fn with(text: &str, feeds: &[String]) -> Option<String> {
    let (Head::Toml(head), _) = split(text)? else { return None };
    let table: Table = head.parse().ok()?;
    let mut via = table.get("via").and_then(Value::as_array).cloned().unwrap_or_default();
    let before = via.len();
    for feed in feeds {
        let feed = Value::String(feed.clone());
        if table.get("feed") != Some(&feed) && !via.contains(&feed) {
            via.push(feed);
        }
    }
    let mut wanted = table.clone();
    wanted.insert("via".to_owned(), Value::Array(via.clone()));
    let line = format!("via = {}\n", Value::Array(via));
    let start = text.find(head)?;
    let place = |key: &str| {
        let mut at = start;
        let starts = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
        head.split_inclusive('\n').find_map(|line| {
            at += line.len();
            starts(line).then_some((at - line.len(), at))
        })
    };
    let (from, to) = place("via").or_else(|| place("feed").map(|(_, to)| (to, to)))?;
    let mut new = text.to_owned();
    new.replace_range(from..to, &line);
    let (Head::Toml(head), _) = split(&new)? else { return None };
    let grew = wanted.get("via").and_then(Value::as_array).is_some_and(|via| via.len() > before);
    (grew && head.parse::<Table>().ok()? == wanted).then_some(new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    const MINE: &str = "+++\ntitle = \"Ship\"\nfeed = \"https://a.example/\"\n# mine\nguid = \"1\"\n+++\n\nvia = 5\n";

    fn named(feeds: &[&str]) -> Vec<String> {
        feeds.iter().map(|feed| format!("https://{feed}.example/")).collect()
    }

    #[test]
    fn a_line_is_put_in_or_changed_and_all_else_stays() {
        let one = with(MINE, &named(&["b"])).unwrap();
        let line = "via = [\"https://b.example/\"]\n";
        assert_eq!(one, MINE.replace("# mine", &format!("{line}# mine")));
        let two = with(&one, &named(&["b", "c", "a"])).unwrap();
        assert_eq!(two, one.replace("b.example/\"]", "b.example/\", \"https://c.example/\"]"));
        assert_eq!(with(&two, &named(&["a", "b", "c"])), None, "it says so already");
    }

    #[test]
    fn what_is_written_otherwise_is_left_alone() {
        for text in [
            "no head",
            "+++\ntitle = 5\n+++\n",
            "+++\nbroken\n+++\n",
            "+++\nfeed = \"x\"\nvia = [\n\"y\"]\n+++\n",
            "---\nfeed: x\n---\n",
        ] {
            assert_eq!(with(text, &named(&["b"])), None, "{text}");
        }
    }

    #[test]
    fn the_time_of_the_last_change_stays() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.md");
        fs::write(&path, MINE).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
        write(home.path(), BTreeMap::from([(path.clone(), named(&["b"])), (home.path().join("gone"), named(&["b"]))]));
        assert!(fs::read_to_string(&path).unwrap().contains("via = "));
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    }
}
