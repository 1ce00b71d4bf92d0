//! Light or dark: asked of the terminal only where the theme is `auto`, once, with a deadline.

use std::io::{self, IsTerminal};
use std::time::Duration;

use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

/// A terminal that has not answered by then is taken to be dark; nobody waits for colours.
const DEADLINE: Duration = Duration::from_millis(20);

/// What the terminal said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// It is light.
    Light,
    /// It is dark, has not answered, or cannot be asked.
    Dark,
}

/// Asks the terminal for its background; to be called before anything else reads it.
#[must_use]
pub fn ask() -> Background {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Background::Dark;
    }
    let mut options = QueryOptions::default();
    options.timeout = DEADLINE;
    // An answer that comes too late is known for one when it is read, and is no key.
    match theme_mode(options) {
        Ok(ThemeMode::Light) => Background::Light,
        Ok(ThemeMode::Dark) | Err(_) => Background::Dark,
    }
}
