//! `diptych notes`: the notes on standard output, or notes from a file among them.

mod bring;
mod check;
mod look;

use std::io;

pub use look::standings;

use super::args::{NotesArgs, NotesCommand, NotesFormat, is_stdin};
use super::compare::unreadable;
use super::error::CliError;
use super::output::{complain, print};
use super::setting::Setting;
use crate::library::identity::Identities;
use crate::library::{Loaded, Origin, Problem, store};
use crate::notes::Note;
use crate::notes::book::Book;
use crate::notes::export::{self, Exported, Paths};
use crate::notes::store::Store;
use crate::text::cells::one_line;

/// Prints the notes, imports some, or checks them.
pub fn run(setting: &Setting, wanted: &NotesArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    match &wanted.command {
        Some(NotesCommand::Import { file }) => bring::run(setting, file),
        Some(NotesCommand::Check { format }) => check::run(setting, *format),
        None => list(setting, wanted),
    }
}

fn list(setting: &Setting, wanted: &NotesArgs) -> Result<u8, CliError> {
    let (identities, problems) = Identities::load(&setting.places.identities);
    problems.iter().for_each(tell);
    let given = wanted.article.as_deref().map(|path| {
        let loaded = if is_stdin(path) {
            store::from_reader(&Origin::Stdin, &mut io::stdin().lock(), &setting.limits(), &identities)
        } else {
            store::load(&Origin::File(path.to_owned()), &setting.limits(), &identities)
        };
        loaded.map_err(|error| unreadable(&error))
    });
    let given = given.transpose()?;
    let book = read(setting).1;
    let notes = chosen(&book, given.as_ref());
    let given: Vec<&Loaded> = given.iter().collect();
    let mut standings = look::standings(setting, &identities, &notes, &given);
    let exported: Vec<_> =
        notes.iter().map(|note| Exported::new(note, standings.remove(&note.id).unwrap_or_default())).collect();
    print(&written(&exported, wanted)).map(|()| 0)
}

/// Reads the notes; what cannot be read is told.
fn read(setting: &Setting) -> (Store, Book) {
    let mut store = Store::new(&setting.places.notes);
    let (notes, problems) = store.load();
    problems.iter().for_each(tell);
    (store, Book::new(notes))
}

/// Reads the notes; what cannot be read is told.
pub fn book(setting: &Setting) -> Book {
    read(setting).1
}

/// Returns the notes on either article of a pair, with where their passages are.
pub fn of_pair<'a>(
    setting: &Setting,
    identities: &Identities,
    book: &'a Book,
    pair: [&Loaded; 2],
) -> Vec<Exported<'a>> {
    let notes = book.of_any(&pair.map(|loaded| &loaded.entry.id));
    let mut standings = look::standings(setting, identities, &notes, &pair);
    notes.into_iter().map(|note| Exported::new(note, standings.remove(&note.id).unwrap_or_default())).collect()
}

/// Returns the notes of an article, or all.
fn chosen<'a>(book: &'a Book, article: Option<&'a Loaded>) -> Vec<&'a Note> {
    match article {
        Some(loaded) => book.of(&loaded.entry.id).collect(),
        None => book.living().collect(),
    }
}

/// Writes the notes; all forms are safe to be shown as they are.
fn written(notes: &[Exported<'_>], wanted: &NotesArgs) -> String {
    let paths = if wanted.paths { Paths::Told } else { Paths::Kept };
    match wanted.format.unwrap_or_default() {
        NotesFormat::Markdown => export::markdown(notes),
        NotesFormat::Json => export::json(notes),
        NotesFormat::W3c => export::w3c::with(notes, paths),
        NotesFormat::Csv => export::csv::with(notes, paths),
    }
}

fn tell(problem: &Problem) {
    let place = problem.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let told = format!("{}{place}: {}", problem.path.display(), problem.what);
    complain(format_args!("diptych: {}", one_line(&told)));
    if let Some(hint) = &problem.hint {
        complain(one_line(hint));
    }
}
