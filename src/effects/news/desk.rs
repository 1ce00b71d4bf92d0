//! The reader's list of feeds and what is remembered of each, as files.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::effects::patience::patiently;
use crate::library::atomic;
use crate::library::places::Places;
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::{Subscriptions, SubscriptionsError};

/// What the list of feeds is called in the configuration folder.
const LIST: &str = "feeds.toml";
/// Bytes of a list or a state; what is larger is something else.
const LARGEST: u64 = 16 << 20;

/// Why the list or the states cannot be read or written. The words begin with the path.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The list is broken, or cannot be changed.
    #[error("{}:{why}", .path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// What is wrong with it.
        why: SubscriptionsError,
    },
    /// The file system says no.
    #[error("{}: {why}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it says.
        why: io::Error,
    },
    /// There is no such feed.
    #[error("no feed of that address is in the list any more: {0}")]
    NotListed(String),
    /// Nothing of that name was removed.
    #[error("nothing of that name lies in the trash of feeds: {0}")]
    NotInTrash(String),
    /// Another run fetches just now.
    #[error("another run of diptych fetches just now")]
    Busy,
}

/// Where the list of feeds, the states and the articles lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    list: PathBuf,
    places: Places,
    articles: PathBuf,
}

impl Desk {
    /// Makes a desk of the configuration folder, the folders of the reader, and the folder of the library that articles
    /// are written into.
    #[must_use]
    pub fn new(config: &Path, places: &Places, library: &Path) -> Self {
        Self { list: config.join(LIST), places: places.clone(), articles: library.to_owned() }
    }

    /// Returns the folders of the reader.
    pub(super) fn places(&self) -> &Places {
        &self.places
    }

    fn states(&self) -> &Path {
        &self.places.feeds
    }

    /// Returns the path of the list.
    #[must_use]
    pub fn list(&self) -> &Path {
        &self.list
    }

    /// Returns the folder of the library that articles are written into.
    #[must_use]
    pub fn articles(&self) -> &Path {
        &self.articles
    }

    /// Reads the list of feeds; an empty one where there is none.
    ///
    /// # Errors
    /// Where it cannot be read, or is broken.
    pub fn subscriptions(&self) -> Result<Subscriptions, DeskError> {
        let io = |why| DeskError::Io { path: self.list.clone(), why };
        let text = match fs::metadata(&self.list) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Subscriptions::default()),
            Ok(about) if about.len() > LARGEST => {
                return Err(io(io::Error::other("it is too large to be a list of feeds")));
            }
            _ => fs::read_to_string(&self.list).map_err(io)?,
        };
        Subscriptions::read(&text).map_err(|why| self.wrong(why))
    }

    /// Words what is wrong with the list, or with a change of it.
    #[must_use]
    pub fn wrong(&self, why: SubscriptionsError) -> DeskError {
        DeskError::List { path: self.list.clone(), why }
    }

    /// Writes the list.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn keep(&self, list: &Subscriptions) -> Result<(), DeskError> {
        let wrote = atomic::write_through(&self.list, list.text().as_bytes());
        wrote.map_err(|why| DeskError::Io { path: self.list.clone(), why })
    }

    /// Returns what is remembered of a feed; what cannot be read counts as nothing.
    #[must_use]
    pub fn state(&self, url: &str) -> FeedState {
        let bytes = fs::read(self.state_file(url)).unwrap_or_default();
        let state: Option<FeedState> = serde_json::from_slice(&bytes).ok();
        state.filter(|state| state.url == url).unwrap_or_else(|| FeedState::new(url))
    }

    /// Remembers a feed.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn remember(&self, state: &FeedState) -> Result<(), DeskError> {
        let path = self.state_file(&state.url);
        let json = serde_json::to_vec(state).expect("strings, numbers and lists of them are always JSON");
        atomic::write_loose(self.states(), &path, &json).map_err(|why| DeskError::Io { path, why })
    }

    /// Forgets a feed; that there was nothing to forget is no error.
    pub fn forget(&self, url: &str) {
        let _ = fs::remove_file(self.state_file(url));
    }

    /// Keeps other runs from fetching for as long as the answer is held; waits a while for one that is about to end.
    ///
    /// # Errors
    /// Where another one goes on fetching, or the folder cannot be written.
    pub fn lock(&self) -> Result<Option<File>, DeskError> {
        let io = |why: io::Error| match why.kind() {
            io::ErrorKind::WouldBlock => DeskError::Busy,
            _ => DeskError::Io { path: self.states().to_owned(), why },
        };
        atomic::make_folder(self.states()).map_err(io)?;
        let path = self.states().join(".lock");
        let busy = |error: &io::Error| error.kind() == io::ErrorKind::WouldBlock;
        patiently(busy, || atomic::try_lock(self.states(), &path)).map_err(io)
    }

    /// Removes what killed runs left in the folder of the states.
    pub(super) fn sweep(&self) {
        atomic::sweep(&atomic::temporaries(self.states()), std::time::SystemTime::now());
    }

    fn state_file(&self, url: &str) -> PathBuf {
        let name: String = blake3::hash(url.as_bytes()).to_hex().chars().take(24).collect();
        self.states().join(format!("{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn desk(home: &Path) -> Desk {
        Desk::new(home, &Places::new(home, &|_| None), home)
    }

    #[test]
    fn a_state_that_is_broken_or_of_another_feed_is_none() {
        let home = tempfile::tempdir().unwrap();
        let desk = desk(home.path());
        let state = FeedState { articles: 5, ..FeedState::new("https://a.example/") };
        desk.remember(&state).unwrap();
        assert_eq!(desk.state("https://a.example/"), state);
        assert_eq!(desk.state("https://b.example/"), FeedState::new("https://b.example/"));
        fs::write(desk.state_file("https://a.example/"), "{\"url\":").unwrap();
        assert_eq!(desk.state("https://a.example/"), FeedState::new("https://a.example/"));
        desk.forget("https://a.example/");
        desk.forget("https://a.example/");
        assert!(atomic::temporaries(desk.states()).is_empty());
    }

    #[test]
    fn the_list_is_written_where_a_link_leads_and_one_run_fetches() {
        let home = tempfile::tempdir().unwrap();
        let desk = desk(home.path());
        assert_eq!(desk.subscriptions().unwrap(), Subscriptions::default());
        fs::write(home.path().join("feeds.toml"), "[[feed]]\nurl = 3\n").unwrap();
        let told = desk.subscriptions().unwrap_err().to_string();
        assert!(told.contains("feeds.toml:2:7: "), "{told}");
        let held = desk.lock().unwrap();
        assert!(held.is_some() && matches!(desk.lock(), Err(DeskError::Busy)));
    }
}
