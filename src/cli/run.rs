//! From the command line to the exit status: 0 done, 1 failed, 2 wrong usage.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use super::args::{Args, Command};
use super::error::{CliError, USAGE};
use super::output::{complain, print};
use super::setting::Setting;
use super::{add, compare, configure, feed, fetch, generate, list, notes, screen, stories};
use crate::library::atomic::open_private;
use crate::text::cells::sanitize;

/// Does what `line` asks for, the program's name first.
pub fn run<T: Into<OsString> + Clone>(line: impl IntoIterator<Item = T>) -> ExitCode {
    let done = match Args::read(line) {
        Ok(args) => dispatch(&args),
        Err(error) => explain(&error),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            complain(&error);
            ExitCode::from(error.status)
        }
    }
}

fn dispatch(args: &Args) -> Result<u8, CliError> {
    if let Some(path) = &args.common.log {
        log_to(path)?;
    }
    match &args.command {
        None => screen::run(args),
        Some(Command::Compare(wanted)) => compare::run(&Setting::read(args)?, wanted, &args.common),
        Some(Command::List(wanted)) => list::run(&Setting::read(args)?, wanted),
        Some(Command::Add(wanted)) => add::run(&Setting::read(args)?, wanted),
        Some(Command::Feed { command }) => feed::run(&Setting::read(args)?, command),
        Some(Command::Fetch(wanted)) => fetch::run(&Setting::read(args)?, wanted),
        Some(Command::Stories(wanted)) => stories::run(&Setting::read(args)?, wanted),
        Some(Command::Notes(wanted)) => notes::run(&Setting::read(args)?, wanted),
        Some(Command::Config { command }) => configure::run(&Setting::read(args)?, *command),
        Some(Command::Completions { shell }) => generate::completions(*shell),
        Some(Command::Man) => generate::man(),
    }
}

/// Prints help and version, or what is wrong with the usage. The words of the user are in it, so it is sanitised.
fn explain(error: &clap::Error) -> Result<u8, CliError> {
    if error.exit_code() == 0 {
        let help = error.render();
        let styled = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        return print(&if styled { help.ansi().to_string() } else { help.to_string() }).map(|()| 0);
    }
    let plain = error.render().to_string();
    let told = plain.strip_prefix("error: ").unwrap_or(&plain);
    complain(format_args!("diptych: {}", sanitize(told.trim_end()).display));
    Ok(USAGE)
}

/// Logs to `path`; what is logged names places and counts, never text of articles or notes.
fn log_to(path: &Path) -> Result<(), CliError> {
    let failed = |why: &dyn std::fmt::Display| {
        CliError::failed(format_args!("the log cannot be written: {}: {why}", path.display()))
    };
    let file = open_private(File::options().create(true).append(true), path).map_err(|error| failed(&error))?;
    let log = tracing_subscriber::fmt().with_writer(file).with_ansi(false).with_max_level(tracing::Level::DEBUG);
    log.try_init().map_err(|error| failed(&error))?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "begin");
    Ok(())
}
