//! Completions and the manual page, both from the table of arguments.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Args;
use super::error::CliError;
use super::man::page;
use super::output::print;

/// Prints completions for `shell`.
pub fn completions(shell: Shell) -> Result<u8, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "diptych", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| 0)
}

/// Prints the manual page.
pub fn man() -> Result<u8, CliError> {
    print(&page(Args::command())).map(|()| 0)
}
