//! The articles that were forgotten: none of them comes back with the next fetch, by whatever feed.
//!
//! A text file of lines that are only ever added, beside the articles, so that it goes where they go:
//!
//! ```text
//! 2026-11-28 0a1b2c3d4e5f,5f4e3d2c1b0a https://lissa.example/feed
//! ```
//!
//! The day, the marks of the article, and the feed that brought it. Copies that a synchroniser made of the file are read
//! with it. A feed that is subscribed to anew begins anew: its lines are taken out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::library::atomic;
use crate::newsroom::identity::Mark;

/// What the file is called; a copy of it has more behind that.
const NAME: &str = ".forgotten";

/// The file of the forgotten articles in a folder of feeds.
#[derive(Debug)]
pub(super) struct Forgotten {
    folder: PathBuf,
}

impl Forgotten {
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Returns the marks of all that was forgotten.
    pub fn marks(&self) -> Vec<String> {
        let texts = self.files().into_iter().filter_map(|path| fs::read_to_string(path).ok());
        texts.flat_map(|text| text.lines().flat_map(marks_of).collect::<Vec<_>>()).collect()
    }

    /// Adds articles of a feed, each with its marks; on disk when it returns.
    ///
    /// # Errors
    /// What the file system says; nothing is then added.
    pub fn add(&self, day: Date, feed: &str, articles: &[Vec<Mark>]) -> io::Result<()> {
        let mut text = self.own()?;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        for marks in articles.iter().filter(|marks| !marks.is_empty()) {
            let marks: Vec<&str> = marks.iter().map(|mark| mark.0.as_str()).collect();
            text.push_str(&format!("{day} {} {feed}\n", marks.join(",")));
        }
        atomic::write_through(&self.path(), text.as_bytes())
    }

    /// Takes out the lines that `back` chooses by their marks and their feed: these articles may come again.
    ///
    /// # Errors
    /// What the file system says.
    pub fn take_out(&self, back: &dyn Fn(&[String], &str) -> bool) -> io::Result<()> {
        for path in self.files() {
            let text = fs::read_to_string(&path)?;
            let stays = |line: &&str| !back(&marks_of(line), line.splitn(3, ' ').nth(2).unwrap_or(""));
            let left: String = text.split_inclusive('\n').filter(|line| stays(&line.trim_end_matches('\n'))).collect();
            if left != text {
                atomic::write_through(&path, left.as_bytes())?;
            }
        }
        Ok(())
    }

    fn own(&self) -> io::Result<String> {
        match fs::read_to_string(self.path()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            read => read,
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// Returns the file and copies of it.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let is_one = |entry: &fs::DirEntry| {
            entry.file_name().to_string_lossy().starts_with(NAME) && entry.file_type().is_ok_and(|kind| kind.is_file())
        };
        entries.filter(is_one).map(|entry| entry.path()).collect()
    }
}

fn marks_of(line: &str) -> Vec<String> {
    line.split(' ').nth(1).into_iter().flat_map(|marks| marks.split(',')).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn mark(text: &str) -> Mark {
        Mark(text.to_owned())
    }

    #[test]
    fn what_is_added_is_there_until_it_is_taken_out_copies_included() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("feeds");
        let forgotten = Forgotten::new(&folder);
        assert_eq!(forgotten.marks(), Vec::<String>::new());
        let day = Date::constant(2026, 3, 7);
        forgotten.add(day, "https://a.example/", &[vec![mark("1"), mark("2")], vec![], vec![mark("3")]]).unwrap();
        forgotten.add(day, "https://b.example/", &[vec![mark("4")]]).unwrap();
        let text = fs::read_to_string(folder.join(NAME)).unwrap();
        assert_eq!(text.lines().next(), Some("2026-03-07 1,2 https://a.example/"));
        fs::write(folder.join(".forgotten.sync-conflict-1"), "2026-03-07 5 https://a.example/\nnonsense\n\n").unwrap();
        let mut marks = forgotten.marks();
        marks.sort();
        assert_eq!(marks, ["1", "2", "3", "4", "5"]);
        forgotten.take_out(&|_, feed| feed == "https://a.example/").unwrap();
        assert_eq!(forgotten.marks(), ["4"]);
        assert!(fs::read_to_string(folder.join(".forgotten.sync-conflict-1")).unwrap().contains("nonsense"));
        forgotten.take_out(&|marks, _| marks.contains(&"4".to_owned())).unwrap();
        assert_eq!(forgotten.marks(), Vec::<String>::new());
    }
}
