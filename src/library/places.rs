//! Where things lie: the XDG folders of configuration, data, state and cache, and the library that was asked for.
//!
//! Pure but for two questions to the file system; the environment comes in as a function, so that tests need none.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Limits;
use super::walk::{Step, Walk};

/// The folders of one reader. None of them is made by asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Configuration: `config.toml`, `keys.toml`, themes.
    pub config: PathBuf,
    /// Data: what must never be lost.
    pub data: PathBuf,
    /// The default library.
    pub articles: PathBuf,
    /// The identities of articles.
    pub identities: PathBuf,
    /// The notes.
    pub notes: PathBuf,
    /// The decisions on matches.
    pub decisions: PathBuf,
    /// What the reader says of stories.
    pub stories: PathBuf,
    /// The reading state.
    pub reading: PathBuf,
    /// Notes that are being written.
    pub drafts: PathBuf,
    /// What is remembered of feeds.
    pub feeds: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
}

impl Places {
    /// Finds the folders from environment variables, by `lookup`, and the home folder. A variable that is empty or not
    /// an absolute path does not count, as the XDG specification has it.
    #[must_use]
    pub fn new(home: &Path, lookup: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let base = |variable: &str, default: &str| {
            let named = lookup(variable).map(PathBuf::from).filter(|path| path.is_absolute());
            named.unwrap_or_else(|| home.join(default)).join("diptych")
        };
        let data = base("XDG_DATA_HOME", ".local/share");
        let state = base("XDG_STATE_HOME", ".local/state");
        Self {
            config: base("XDG_CONFIG_HOME", ".config"),
            articles: data.join("articles"),
            identities: data.join("identities"),
            notes: data.join("notes"),
            decisions: data.join("decisions"),
            stories: data.join("stories"),
            reading: state.join("reading"),
            drafts: state.join("drafts"),
            feeds: state.join("feeds"),
            cache: base("XDG_CACHE_HOME", ".cache"),
            data,
        }
    }

    /// Returns the folders in which the program itself keeps files, those of notes aside, which lie deeper.
    #[must_use]
    pub fn of_files(&self) -> [&Path; 5] {
        [&self.identities, &self.decisions, &self.reading, &self.drafts, &self.feeds]
    }

    /// Finds the folders of the person who runs the program.
    ///
    /// # Errors
    /// Where the home folder is not known.
    pub fn of_environment() -> Result<Self, etcetera::HomeDirError> {
        Ok(Self::new(&etcetera::home_dir()?, &|variable| std::env::var_os(variable)))
    }

    /// Chooses the library: what `--library` names, else `DIPTYCH_LIBRARY` (paths joined as in `PATH`), else the
    /// configuration, else the default place. A leading `~/` in the configuration is the home folder.
    #[must_use]
    pub fn library(
        &self,
        named: &[PathBuf],
        configured: &[PathBuf],
        home: &Path,
        lookup: &dyn Fn(&str) -> Option<OsString>,
    ) -> Library {
        if !named.is_empty() {
            return Library { roots: named.to_vec(), named: true };
        }
        let variable = lookup("DIPTYCH_LIBRARY").unwrap_or_default();
        let listed: Vec<PathBuf> = std::env::split_paths(&variable).filter(|p| !p.as_os_str().is_empty()).collect();
        if !listed.is_empty() {
            return Library { roots: listed, named: true };
        }
        if !configured.is_empty() {
            return Library { roots: configured.iter().map(|path| at_home(path, home)).collect(), named: true };
        }
        Library { roots: vec![self.articles.clone()], named: false }
    }
}

/// The library that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Library {
    /// Its folders and files.
    pub roots: Vec<PathBuf>,
    /// Whether the reader named it, rather than leaving it to the default.
    pub named: bool,
}

impl Library {
    /// Says whether the samples are to be shown: nothing was named, and no article lies in the default place yet.
    #[must_use]
    pub fn wants_samples(&self, limits: &Limits) -> bool {
        let there: Vec<PathBuf> = self.roots.iter().filter(|root| root.exists()).cloned().collect();
        !self.named && !Walk::new(&there, limits.max_depth).any(|step| matches!(step, Step::File(_)))
    }
}

fn at_home(path: &Path, home: &Path) -> PathBuf {
    path.strip_prefix("~").map_or_else(|_| path.to_path_buf(), |rest| home.join(rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    const NOTHING: &dyn Fn(&str) -> Option<OsString> = &|_| None;
    const LIMITS: Limits = Limits { max_file_bytes: 1000, max_depth: 8 };

    fn places() -> Places {
        Places::new(Path::new("/home/reader"), NOTHING)
    }

    #[test]
    fn without_variables_the_places_lie_under_home() {
        let places = places();
        assert_eq!(places.config, Path::new("/home/reader/.config/diptych"));
        assert_eq!(places.articles, Path::new("/home/reader/.local/share/diptych/articles"));
        assert_eq!(places.reading, Path::new("/home/reader/.local/state/diptych/reading"));
        assert_eq!(places.cache, Path::new("/home/reader/.cache/diptych"));
    }

    #[test]
    fn absolute_variables_count_and_others_do_not() {
        let lookup = |name: &str| match name {
            "XDG_DATA_HOME" => Some("/data".into()),
            "XDG_CONFIG_HOME" => Some("relative".into()),
            "XDG_STATE_HOME" => Some("".into()),
            _ => None,
        };
        let places = Places::new(Path::new("/h"), &lookup);
        assert_eq!(places.identities, Path::new("/data/diptych/identities"));
        assert_eq!(places.config, Path::new("/h/.config/diptych"));
        assert_eq!(places.reading, Path::new("/h/.local/state/diptych/reading"));
    }

    #[test]
    fn the_library_is_the_nearest_named_one() {
        let home = Path::new("/home/reader");
        let set = |name: &str| (name == "DIPTYCH_LIBRARY").then(|| "/env:/more".into());
        let (named, configured) = (["/named".into()], ["~/news".into(), "/conf".into()]);
        let roots = |library: Library| library.roots.iter().map(|p| p.display().to_string()).collect::<Vec<_>>();
        assert_eq!(roots(places().library(&named, &configured, home, &set)), ["/named"]);
        assert_eq!(roots(places().library(&[], &configured, home, &set)), ["/env", "/more"]);
        assert_eq!(roots(places().library(&[], &configured, home, NOTHING)), ["/home/reader/news", "/conf"]);
        let default = places().library(&[], &[], home, NOTHING);
        assert!(!default.named);
        assert_eq!(default.roots, [places().articles]);
    }

    #[test]
    fn samples_are_shown_until_there_is_an_article() {
        let dir = tempfile::tempdir().unwrap();
        let mut library = Library { roots: vec![dir.path().join("articles")], named: false };
        assert!(library.wants_samples(&LIMITS), "no folder yet");
        std::fs::create_dir_all(dir.path().join("articles/sub")).unwrap();
        assert!(library.wants_samples(&LIMITS), "an empty folder");
        std::fs::write(dir.path().join("articles/sub/one.txt"), "Words.").unwrap();
        assert!(!library.wants_samples(&LIMITS));
        library = Library { roots: vec![dir.path().join("elsewhere")], named: true };
        assert!(!library.wants_samples(&LIMITS), "a library that was named is never replaced");
    }
}
