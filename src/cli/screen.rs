//! `diptych`, `diptych DIR`, `diptych ARTICLE`, `diptych LEFT RIGHT`: the program on the screen.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Args, COMMANDS, Opening, is_stdin};
use super::error::{CliError, FAILED};
use super::fetch::desk;
use super::output::complain;
use super::setting::Setting;
use crate::app::Start;
use crate::app::message::Roots;
use crate::config::Config;
use crate::config::nearest::nearest;
use crate::config::theme::depth;
use crate::effects::news::Newsroom;
use crate::effects::{Door, World};
use crate::library::Origin;
use crate::library::places::Library;
use crate::term::background::{self, Background};
use crate::term::{self, Ending, Program};
use crate::text::cells::one_line;

/// What to do where there is no screen.
const NO_SCREEN: &str = "to print instead: diptych compare LEFT RIGHT --format text, or diptych list";

/// Opens the screen and stays until it is left.
pub fn run(args: &Args) -> Result<u8, CliError> {
    let setting = Setting::read(args)?;
    setting.refuse_errors()?;
    let (start, library) = opening(args, &setting)?;
    if !term::available() {
        let what = "the screen cannot be opened: standard output: it is not a terminal";
        return Err(CliError::failed(what).hint(NO_SCREEN));
    }
    refuse_dumb(env::var("TERM").ok().as_deref())?;
    let piped = take_piped(args)?;
    let notices = setting.summary().into_iter().collect();
    let config = dressed(setting.config.clone());
    let (limits, watch, given) = (setting.limits(), config.settings.store.watch, args.paths.clone());
    let contact = setting.config.settings.contact.clone();
    let newsroom = desk(&setting).ok().map(|desk| {
        let elsewhere = !library.roots.iter().any(|root| root == desk.articles());
        Newsroom { desk, network: setting.network, contact: contact.clone(), elsewhere }
    });
    let folder = library.roots.iter().find(|root| !root.is_file()).cloned();
    let network = setting.network;
    let door = folder.map(|folder| Door { folder, network, contact });
    let world = World { library, limits, watch, places: setting.places, piped, given, newsroom, door };
    let program = Program { config: Arc::new(config), start, world, notices };
    let (ending, unsaved) = program.run().map_err(|error| CliError::failed(&error))?;
    Ok(farewell(ending, &unsaved))
}

/// Says what could not be saved, where there is still somebody to say it to.
fn farewell(ending: Ending, unsaved: &[String]) -> u8 {
    for what in unsaved {
        complain(format_args!("diptych: {}", one_line(what)));
    }
    match ending.status() {
        0 if !unsaved.is_empty() => FAILED,
        status => status,
    }
}

/// Returns what the program begins with, and its library.
fn opening(args: &Args, setting: &Setting) -> Result<(Start, Library), CliError> {
    let library = setting.library();
    Ok(match args.opening() {
        Opening::Library => (Start::Library(Roots::Own), library),
        Opening::Samples => (Start::Library(Roots::Samples), library),
        Opening::One(path) if !is_stdin(&path) && path.is_dir() => {
            (Start::Library(Roots::Own), Setting::library_of(path))
        }
        Opening::One(path) => (Start::Read(origin(path)?), library),
        Opening::Two(left, right) => (Start::Compare(origin(left)?, origin(right)?), library),
    })
}

/// Returns where an article comes from; what is plainly no article is refused before the screen is opened.
fn origin(path: PathBuf) -> Result<Origin, CliError> {
    if is_stdin(&path) {
        return Ok(Origin::Stdin);
    }
    let failed = |why: &str| CliError::failed(format_args!("the article cannot be opened: {}: {why}", path.display()));
    match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(missing(&path, failed("there is no such file"))),
        Err(error) => Err(failed(&error.to_string())),
        Ok(found) if found.is_dir() => {
            Err(failed("it is a folder").hint("to read a folder as the library, name it alone: diptych DIR"))
        }
        // Notes and state remember where the file lies, wherever the program is started the next time.
        Ok(_) => Ok(Origin::File(std::path::absolute(&path).unwrap_or(path))),
    }
}

/// What is no file may be a command with a slip in it.
fn missing(path: &Path, error: CliError) -> CliError {
    match path.to_str().and_then(|name| nearest(name, COMMANDS)) {
        Some(name) => error.hint(format_args!("did you mean the command `diptych {name}`?")),
        None => error,
    }
}

/// Refuses a terminal that says of itself that it can do nothing but print.
fn refuse_dumb(term: Option<&str>) -> Result<(), CliError> {
    let why = match term.map(str::trim) {
        _ if cfg!(not(unix)) => return Ok(()),
        None | Some("") => "TERM is not set".to_owned(),
        Some(term @ ("dumb" | "unknown")) => format!("TERM is {term}"),
        Some(_) => return Ok(()),
    };
    let what = format!("the screen cannot be opened: {why}: no terminal that can be drawn on");
    Err(CliError::failed(what).hint(format_args!("where it can be: TERM=xterm-256color diptych; {NO_SCREEN}")))
}

/// Sets a piped article aside, so that keys come from the terminal.
fn take_piped(args: &Args) -> Result<Option<File>, CliError> {
    let piped = term::take_piped().map_err(|error: io::Error| {
        CliError::failed(format_args!("the keyboard cannot be read: standard input is no terminal: {error}"))
            .hint(NO_SCREEN)
    })?;
    let wanted = args.paths.iter().any(|path: &PathBuf| is_stdin(Path::new(path)));
    if wanted && piped.is_none() {
        let what = "the article cannot be read: standard input: it is a terminal";
        return Err(CliError::failed(what).hint("pipe an article in: curl -s URL | diptych -"));
    }
    Ok(piped.filter(|_| wanted))
}

/// Fits the theme to the terminal: light or dark where that is left open, and as many colours as it has.
fn dressed(config: Config) -> Config {
    let asked = config.asks_for_background().then(background::ask);
    let mut config = config.with_background(asked.map(|background| background == Background::Light));
    let depth = depth(config.settings.color, |name| env::var(name).ok());
    config.theme = config.theme.at_depth(depth);
    config.settings.hyperlinks = config.settings.hyperlinks.decided(|name| env::var(name).ok());
    config
}
