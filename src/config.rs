//! Settings, keys and themes: defaults compiled in from `config/`, the user's files laid over them key by key.

pub mod action;
pub mod diagnostic;
pub mod keys;
pub mod settings;
pub mod theme;

pub use diagnostic::Diagnostic;

/// Everything configurable, resolved.
#[derive(Clone, Debug)]
pub struct Config {
    /// The settings of `config/default.toml`.
    pub settings: settings::Settings,
    /// The key table.
    pub keys: keys::KeyTable,
    /// The theme by name, as in the settings; `auto` is resolved by the binary, which asks the terminal.
    pub theme: theme::Theme,
}
