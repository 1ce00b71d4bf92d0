//! What every command starts from: where things lie and the configuration.

use std::env;
use std::path::{Path, PathBuf};

use super::args::Args;
use super::error::{CliError, FAILED, USAGE};
use super::output::complain;
use crate::config::{self, Config, Diagnostic, Level};
use crate::effects::net::{Client, Limits as NetLimits, Names, Permission};
use crate::library::Limits;
use crate::library::places::{Library, Places};
use crate::text::cells::one_line;

/// What every command starts from.
#[derive(Debug)]
pub struct Setting {
    /// The reader's folders.
    pub places: Places,
    /// Where configuration is looked for.
    pub config_places: config::Places,
    /// The configuration in force.
    pub config: Config,
    /// The mistakes in it.
    pub mistakes: Vec<Diagnostic>,
    /// Whether the samples are read instead of the library.
    pub samples: bool,
    /// Whether the network may be used, and who forbade it.
    pub network: Permission,
}

impl Setting {
    /// Finds the folders and reads the configuration.
    pub fn read(args: &Args) -> Result<Self, CliError> {
        let places = Places::of_environment().map_err(|error| {
            CliError::failed(format_args!("the home folder is not known: {error}")).hint("set HOME")
        })?;
        let config_places = config::Places {
            config_dir: Some(places.config.clone()),
            config_file: args.common.config.clone(),
            home: etcetera::home_dir().ok(),
        };
        let (config, mistakes) = config::load(&config_places, &args.overrides(|name| env::var_os(name)));
        let network = match config.settings.network {
            true => Permission::Granted,
            false if args.common.offline => Permission::Offline,
            false => Permission::Settings,
        };
        Ok(Self { places, config_places, config, mistakes, samples: args.samples, network })
    }

    /// Fails where the command line asks for what there is not: a theme, a configuration file.
    pub fn refuse_errors(&self) -> Result<(), CliError> {
        let Some(error) = self.mistakes.iter().find(|mistake| mistake.level == Level::Error) else { return Ok(()) };
        let usage = error.path.to_string_lossy().starts_with("--");
        let status = if usage { USAGE } else { FAILED };
        Err(CliError { what: format!("the configuration cannot be used: {error}"), hint: error.hint.clone(), status })
    }

    /// Prints the mistakes of the configuration to standard error, for commands that go on in spite of them.
    pub fn warn(&self) {
        if let Some(warning) = self.summary() {
            complain(format_args!("diptych: {}", one_line(&warning)));
        }
    }

    /// Returns how many mistakes there are and the first one, on one line.
    pub fn summary(&self) -> Option<String> {
        let first = self.mistakes.first()?;
        let hint = first.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
        Some(match self.mistakes.len() {
            1 => format!("{first}{hint}"),
            all => format!(
                "{all} mistakes in the configuration, diptych config check lists them; the first: {first}{hint}"
            ),
        })
    }

    /// Returns the library that was chosen.
    pub fn library(&self) -> Library {
        let nothing = |_: &str| None;
        // The command line, the environment and the settings are laid over each other already.
        self.places.library(&self.config.settings.library, &[], Path::new(""), &nothing)
    }

    /// Returns a library of `root` alone.
    pub fn library_of(root: PathBuf) -> Library {
        Library { roots: vec![root], named: true }
    }

    /// Returns what makes requests, where it may.
    pub fn client(&self) -> Client {
        Client::new(self.network, NetLimits::default(), Names::default()).with_contact(&self.config.settings.contact)
    }

    /// Returns the bounds of loading.
    pub fn limits(&self) -> Limits {
        let store = &self.config.settings.store;
        Limits { max_file_bytes: store.max_file_bytes, max_depth: store.max_depth }
    }
}
