//! Completions and the manual page, both from the table of arguments.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Args;
use super::error::CliError;
use super::output::print;

/// Prints completions for `shell`.
pub fn completions(shell: Shell) -> Result<u8, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "diptych", &mut script);
    print(&String::from_utf8_lossy(&script)).map(|()| 0)
}

/// Prints the manual page, which names the commands; `diptych COMMAND --help` tells the rest.
pub fn man() -> Result<u8, CliError> {
    let mut page = Vec::new();
    let failed = |error| CliError::failed(format_args!("the manual page cannot be made: {error}"));
    clap_mangen::Man::new(Args::command()).render(&mut page).map_err(failed)?;
    print(&String::from_utf8_lossy(&page)).map(|()| 0)
}
