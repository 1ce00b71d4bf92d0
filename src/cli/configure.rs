//! `diptych config`: what is in force, where it is looked for, what is wrong with it.

use std::fmt::Write as _;
use std::path::Path;

use super::args::ConfigCommand;
use super::error::CliError;
use super::error::status;
use super::output::print;
use super::setting::Setting;
use crate::config;
use crate::effects::news::Desk;
use crate::text::cells::{one_line, sanitize};

/// Does what `command` asks for.
pub fn run(setting: &Setting, command: ConfigCommand) -> Result<u8, CliError> {
    match command {
        ConfigCommand::Show => show(setting),
        ConfigCommand::Path => print(&paths(setting)).map(|()| 0),
        ConfigCommand::Check => check(setting),
    }
}

fn show(setting: &Setting) -> Result<u8, CliError> {
    setting.warn();
    print(&sanitize(&config::render(&setting.config)).display).map(|()| 0)
}

fn paths(setting: &Setting) -> String {
    let places = &setting.config_places;
    let all = [
        ("settings", places.settings_file()),
        ("keys", places.keys_file()),
        ("themes", places.themes_folder()),
        ("feeds", Some(desk(setting).list().to_owned())),
        ("library", Some(setting.library().roots).filter(|roots| roots.len() == 1).and_then(|mut roots| roots.pop())),
        ("data", Some(setting.places.data.clone())),
        ("state", Some(setting.places.reading.clone())),
        ("cache", Some(setting.places.cache.clone())),
    ];
    all.into_iter().filter_map(|(name, path)| Some(line(name, &path?))).collect()
}

fn line(name: &str, path: &Path) -> String {
    let missing = if path.exists() { "" } else { "  (not there)" };
    format!("{name:<9} {}{missing}\n", one_line(&path.to_string_lossy()))
}

fn check(setting: &Setting) -> Result<u8, CliError> {
    let mut report = String::new();
    for mistake in &setting.mistakes {
        let _ = writeln!(report, "{}", one_line(&mistake.to_string()));
        if let Some(hint) = &mistake.hint {
            let _ = writeln!(report, "  {}", one_line(hint));
        }
    }
    if let Err(error) = desk(setting).subscriptions() {
        let _ = writeln!(report, "{}", one_line(&error.to_string()));
    }
    let found = !report.is_empty();
    if !found {
        report.push_str("no mistakes\n");
    }
    print(&report)?;
    Ok(status(found))
}

/// Returns where the list of feeds lies; of the library nothing is asked here.
fn desk(setting: &Setting) -> Desk {
    let config = setting.config_places.folder().unwrap_or(&setting.places.config);
    Desk::new(config, &setting.places, &setting.places.articles)
}
