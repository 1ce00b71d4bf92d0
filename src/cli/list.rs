//! `diptych list`: the library on standard output.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::SystemTime;

use rayon::prelude::*;

use super::args::{Format, ListArgs};
use super::error::{CliError, USAGE, status};
use super::notes::standings;
use super::output::{complain, print, terminal_width};
use super::setting::Setting;
use crate::article::anchor::locate::State;
use crate::config::nearest::nearest;
use crate::library::filter::{Filter, Fit, How, Known, Noted};
use crate::library::identity::Identities;
use crate::library::index::Index;
use crate::library::listing::Listing;
use crate::library::order::{self, Arrangement, arrange};
use crate::library::places::Library;
use crate::library::scan::{Found, scan_to_print};
use crate::library::state::{ReadingState, StateLog};
use crate::library::versions::{Behind, Versions};
use crate::library::{Entry, Origin, Problem, samples, store, views};
use crate::notes::Note;
use crate::notes::book::Book;
use crate::notes::store::Store;
use crate::text::cells::one_line;

/// Lists the library, or those of its articles that match.
pub fn run(setting: &Setting, wanted: &ListArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let view = wanted.view.as_deref().map(|name| view(setting, name)).transpose()?;
    let asked: Vec<&str> = view.iter().chain(&wanted.query).map(String::as_str).collect();
    let query = asked.join(" ");
    let filter = understood(&query)?;
    let library = setting.library();
    let (entries, problems) = read_library(setting, &library);
    let state = StateLog::open(&setting.places.reading, "list")
        .map_or_else(|_| ReadingState::default(), |log| log.state().clone());
    let versions = Versions::of(&entries);
    let shown: Vec<usize> = (0..entries.len()).filter(|index| versions.is_shown(*index)).collect();
    let listed = match asked.is_empty() {
        true => arranged(setting, &entries, &state, &shown),
        false => asked_for(setting, (&entries, &shown), &state, &filter, versions.behind()),
    };
    let listing = Listing::new((&entries, &versions), &listed, &state, &problems);
    match wanted.format {
        Format::Json => print(&listing.to_json())?,
        Format::Text => {
            print(&listing.to_text(terminal_width(), setting.config.settings.ascii))?;
            problems.iter().for_each(|problem| tell(what_failed(problem, setting, &library), problem));
        }
    }
    drop(listing);
    // The program ends: to give back what a hundred thousand articles hold takes longer than to print some of them.
    std::mem::forget(entries);
    // One bad file among many is a problem of the library; what was named itself and cannot be read is a failure.
    Ok(status(
        problems
            .iter()
            .any(|problem| problem.place.is_none() && !problem.is_notice() && library.roots.contains(&problem.path)),
    ))
}

/// Reads the library; the samples where they are asked for, or where nothing was named and nothing is there.
pub(super) fn read(setting: &Setting) -> (Vec<Entry>, Vec<Problem>) {
    read_library(setting, &setting.library())
}

/// Reads a library.
pub(super) fn read_library(setting: &Setting, library: &Library) -> (Vec<Entry>, Vec<Problem>) {
    let limits = setting.limits();
    let (identities, mut problems) = Identities::load(&setting.places.identities);
    if setting.samples || library.wants_samples(&limits) {
        let entries = samples::samples()
            .iter()
            .map(|(name, _)| store::load(&Origin::Sample(name), &limits, &identities).map(|loaded| loaded.entry));
        return (entries.filter_map(Result::ok).collect(), problems);
    }
    let mut index = match Index::open_or_tell(&setting.places.cache, SystemTime::now()) {
        Ok(index) => Some(index),
        Err(told) => {
            problems.push(told);
            None
        }
    };
    let found = Mutex::new(Vec::new());
    let take = |batch| found.lock().map(|mut all| all.extend(batch)).is_ok();
    scan_to_print(&library.roots, &limits, &identities, index.as_mut(), &take);
    let mut entries: Vec<Box<Entry>> = Vec::new();
    for one in found.into_inner().unwrap_or_default() {
        match one {
            Found::Article(entry) => entries.push(entry),
            Found::Known(known) => entries.extend(known.into_iter().map(Box::new)),
            Found::Problem(problem) => problems.push(problem),
        }
    }
    // A scan has no order of its own, and a list shall be the same every time. By bytes, for paths take long to compare.
    entries.par_sort_unstable_by(|one, other| bytes(&one.origin).cmp(bytes(&other.origin)));
    problems.sort_by(|one, other| (&one.path, one.place).cmp(&(&other.path, other.place)));
    (entries.into_iter().map(|entry| *entry).collect(), problems)
}

fn bytes(origin: &Origin) -> &[u8] {
    match origin {
        Origin::File(path) => path.as_os_str().as_encoded_bytes(),
        Origin::Sample(name) => name.as_bytes(),
        Origin::Stdin => &[],
    }
}

/// Returns the query of a saved view.
fn view(setting: &Setting, name: &str) -> Result<String, CliError> {
    let path = views::path(&setting.places.config);
    let all =
        views::read(&path).map_err(|error| CliError::failed(format_args!("the views cannot be read: {error}")))?;
    let names: Vec<&str> = all.iter().map(|view| view.name.as_str()).collect();
    let found = all.iter().find(|view| order::folded(&view.name) == order::folded(name));
    found.map(|view| view.query.clone()).ok_or_else(|| {
        let hint = match (names.as_slice(), nearest(name, &names)) {
            ([], _) => "there is none; , v in the list saves the filter as one".to_owned(),
            (_, Some(near)) => format!("did you mean {near}?"),
            (names, None) => format!("there are: {}", names.join(", ")),
        };
        CliError { status: USAGE, ..CliError::failed(format_args!("there is no view {name:?}")).hint(&hint) }
    })
}

/// Reads a query; what cannot be understood is wrong usage, told with what can.
fn understood(query: &str) -> Result<Filter, CliError> {
    let filter = Filter::new(query);
    let Some(mistake) = filter.query().mistakes().next() else { return Ok(filter) };
    let (what, known) = mistake.split_once("; ").unwrap_or((mistake, "`diptych list --help` tells what can be asked"));
    let error = CliError::failed(format!("the query is not understood: {what}")).hint(known);
    Err(CliError { status: USAGE, ..error })
}

/// Returns the articles that have what is asked for or, where none has, those that are like it; tells when it is so.
fn asked_for(
    setting: &Setting,
    (entries, shown): (&[Entry], &[usize]),
    state: &ReadingState,
    filter: &Filter,
    behind: &Behind,
) -> Vec<usize> {
    let noted = if filter.asks_of_notes() { noted(setting, filter.asks_for_lost()) } else { Noted::default() };
    let known = Known { state, noted: &noted, behind };
    let fitting = |how| {
        let fits = |index: &usize| Some((filter.fit(entries.get(*index)?, how, known)?, *index));
        shown.par_iter().filter_map(fits).collect::<Vec<(Fit, usize)>>()
    };
    let indices = |fits: Vec<(Fit, usize)>| fits.into_iter().map(|(_, index)| index).collect::<Vec<_>>();
    let exact = indices(fitting(How::Exactly));
    let query = filter.query().to_string();
    if !exact.is_empty() {
        return arranged(setting, entries, state, &exact);
    }
    let mut like = if filter.may_be_like() { fitting(How::Like) } else { Vec::new() };
    like.sort_by_key(|(fit, index)| (Reverse(*fit), *index));
    match like.len() {
        0 => complain(format_args!("diptych: no article matches “{}”", one_line(&query))),
        _ => complain(format_args!("diptych: nothing matches “{}” exactly; these are like it", one_line(&query))),
    }
    indices(like)
}

/// Reads what the notes say; where their passages are only if that is asked for, since every article is read for it.
fn noted(setting: &Setting, lost: bool) -> Noted {
    let (notes, problems) = Store::new(&setting.places.notes).load();
    problems.iter().for_each(|problem| tell("a note cannot be read", problem));
    let book = Book::new(notes);
    let living: Vec<&Note> = book.living().collect();
    let identities = Identities::load(&setting.places.identities).0;
    let standings = if lost { standings(setting, &identities, &living, &[]) } else { HashMap::new() };
    let mut noted = Noted::default();
    for note in living {
        for (at, target) in note.targets.iter().enumerate() {
            let standing = standings.get(&note.id).and_then(|all| all.get(at));
            let is_lost = standing.and_then(|standing| standing.state()).is_some_and(|state| state >= State::Ambiguous);
            noted.add(&target.article, note.label.as_deref(), &note.tags, is_lost);
        }
    }
    noted
}

/// A share of the library that is few articles.
const FEW: usize = 4;

/// Orders articles as the settings say.
fn arranged(setting: &Setting, entries: &[Entry], state: &ReadingState, listed: &[usize]) -> Vec<usize> {
    let list = &setting.config.settings.list;
    let how = Arrangement { group: list.group, sort: list.sort, reverse: false };
    if listed.len() > entries.len() / FEW {
        return arrange(entries, listed, state, how).entries;
    }
    // What is not listed need not be put in order.
    let few: Vec<Entry> = listed.iter().filter_map(|index| entries.get(*index)).cloned().collect();
    let order = arrange(&few, &(0..few.len()).collect::<Vec<_>>(), state, how).entries;
    order.into_iter().filter_map(|place| listed.get(place).copied()).collect()
}

/// Says what failed: one bad file of many is another thing than a library that is not there.
/// Says what a problem of the library means for whoever asked for it.
pub(super) fn what_failed(problem: &Problem, setting: &Setting, library: &Library) -> &'static str {
    match problem.place {
        _ if problem.path.starts_with(&setting.places.identities) => "who an article is cannot be read",
        _ if problem.is_of_index() => "a notice",
        _ if problem.is_notice() => "left out of the library",
        Some(_) => "the article is read with a mistake",
        None if library.roots.contains(&problem.path) => "the library cannot be read",
        None => "left out of the library",
    }
}

/// Prints a problem to standard error, with what to do about it.
pub(super) fn tell(what_failed: &str, problem: &Problem) {
    let place = problem.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let told = format!("{what_failed}: {}{place}: {}", problem.path.display(), problem.what);
    complain(format_args!("diptych: {}", one_line(&told)));
    if let Some(hint) = &problem.hint {
        complain(one_line(hint));
    }
}
