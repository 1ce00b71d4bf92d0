//! What all workers share: where things lie, who articles are, and what was piped in.

mod nameless;

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::door::Door;
use super::net::Answer;
use super::news::Newsroom;
use super::stories::Accounts;
use crate::app::message::Roots;
use crate::library::identity::Identities;
use crate::library::places::{Library, Places};
use crate::library::store::{self, LoadError};
use crate::library::{Entry, Limits, Loaded, Origin};
pub use nameless::Nameless;

/// Where things lie outside.
#[derive(Debug)]
pub struct World {
    /// The library.
    pub library: Library,
    /// The folders of configuration, data and state.
    pub places: Places,
    /// Bounds of loading.
    pub limits: Limits,
    /// Whether changes on disk are watched for.
    pub watch: bool,
    /// The article on standard input, where one is piped in.
    pub piped: Option<File>,
    /// The articles that were named on the command line, as they were typed.
    pub given: Vec<PathBuf>,
    /// Where feeds come in; none where the library has no folder for them.
    pub newsroom: Option<Newsroom>,
    /// What articles are added with; none where the library has no folder for them.
    pub door: Option<Door>,
}

impl World {
    /// Returns the folders and files of `roots`; none for the samples.
    #[must_use]
    pub fn roots(&self, roots: Roots) -> Vec<PathBuf> {
        match roots {
            Roots::Own => self.library.roots.clone(),
            Roots::Samples => Vec::new(),
        }
    }

    /// Returns how an article was named: a file of the command line as it was typed, another by its path.
    #[must_use]
    pub fn named(&self, origin: &Origin) -> String {
        let typed = |path: &PathBuf| {
            let typed = self.given.iter().find(|given| std::path::absolute(given).is_ok_and(|it| it == *path));
            typed.unwrap_or(path).to_string_lossy().into_owned()
        };
        match origin {
            Origin::File(path) => typed(path),
            Origin::Sample(path) => (*path).to_owned(),
            Origin::Stdin => "-".to_owned(),
        }
    }
}

/// From which index the articles have their numbers, each having a number of its own.
#[derive(Clone, Copy, Debug, Default)]
pub enum Generation {
    /// From none that is known.
    #[default]
    Unknown,
    /// From this one.
    One(i64),
    /// From more than one, as one was made anew meanwhile.
    Several,
}

/// What all workers share.
#[derive(Debug)]
pub struct Shared {
    /// Where things lie.
    pub world: World,
    /// Set once they are read; workers take a copy of the pointer, so that nobody waits for a writer.
    identities: OnceLock<Mutex<Arc<Identities>>>,
    /// Set before them.
    nameless: OnceLock<Nameless>,
    /// What was piped in, once somebody asked; at most one byte over the limit.
    piped: OnceLock<Vec<u8>>,
    /// Whether the library was read once.
    pub recalled: AtomicBool,
    /// The index from which the articles have their numbers.
    pub generation: Mutex<Generation>,
    /// Held by whoever learns the words of the articles.
    pub learning: Mutex<()>,
    /// What articles were about when the stories were last looked for.
    pub accounts: Mutex<Accounts>,
    /// Held while the list of feeds is changed or read and told, so that what was read first is told first.
    pub list_of_feeds: Mutex<()>,
    /// The feed that was found where an article was looked for: its address and what it sent.
    pub offered: Mutex<Option<(String, Answer)>>,
}

impl Shared {
    /// Shares `world`.
    pub fn new(world: World) -> Self {
        Self {
            world,
            identities: OnceLock::new(),
            nameless: OnceLock::new(),
            piped: OnceLock::new(),
            recalled: AtomicBool::new(false),
            generation: Mutex::default(),
            learning: Mutex::default(),
            accounts: Mutex::default(),
            list_of_feeds: Mutex::default(),
            offered: Mutex::default(),
        }
    }

    /// Sets which articles have no identity though something is kept of them; to be called before
    /// [`Self::set_identities`].
    pub fn set_nameless(&self, nameless: Nameless) {
        let _ = self.nameless.set(nameless);
    }

    /// Has the identity of an article kept that was just read, where something is kept of it already.
    pub fn meet(&self, entry: &Entry) {
        if let Some(nameless) = self.nameless.get() {
            nameless.meet(entry);
        }
    }

    /// Sets the identities as they were read.
    pub fn set_identities(&self, identities: Identities) {
        let _ = self.identities.set(Mutex::new(Arc::new(identities)));
    }

    /// Returns the identities, waiting until they are read.
    pub fn identities(&self) -> Arc<Identities> {
        let identities = self.identities.wait();
        Arc::clone(&identities.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the identities.
    pub fn change_identities<T>(&self, change: impl FnOnce(&mut Identities) -> T) -> T {
        let identities = self.identities.wait();
        change(Arc::make_mut(&mut identities.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Loads an article; where it cannot be, the text says why and what to do.
    pub fn load(&self, origin: &Origin) -> Result<Loaded, String> {
        let identities = self.identities();
        let loaded = match origin {
            Origin::Stdin => self.load_piped(&identities),
            _ => store::load(origin, &self.world.limits, &identities),
        };
        let loaded = loaded.map_err(|error| told(&error))?;
        self.meet(&loaded.entry);
        Ok(loaded)
    }

    /// Loads the article of `entry` as the one that `entry` says it is.
    pub fn load_entry(&self, entry: &Entry) -> Result<Loaded, String> {
        match entry.origin {
            Origin::Stdin => self.load(&entry.origin),
            _ => store::load_entry(entry, &self.world.limits).map_err(|error| told(&error)),
        }
    }

    /// Loads what was piped in, which can be read but once and is kept for a second time.
    fn load_piped(&self, identities: &Identities) -> Result<Loaded, LoadError> {
        let path = PathBuf::from("standard input");
        let limits = &self.world.limits;
        let nothing = || io::Error::other("nothing is piped in");
        let mut pipe = self
            .world
            .piped
            .as_ref()
            .ok_or_else(nothing)
            .map_err(|source| LoadError::Read { path: path.clone(), source })?;
        let mut failed = None;
        let bytes = self.piped.get_or_init(|| {
            let mut bytes = Vec::new();
            failed =
                Read::by_ref(&mut pipe).take(limits.max_file_bytes.saturating_add(1)).read_to_end(&mut bytes).err();
            bytes
        });
        match failed {
            Some(source) => Err(LoadError::Read { path, source }),
            None => store::from_reader(&Origin::Stdin, &mut bytes.as_slice(), limits, identities),
        }
    }
}

fn told(error: &LoadError) -> String {
    error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}"))
}
