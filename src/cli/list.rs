//! `diptych list`: the library on standard output.

use std::sync::Mutex;

use super::args::{Format, ListArgs};
use super::error::CliError;
use super::error::status;
use super::output::{complain, print, terminal_width};
use super::setting::Setting;
use crate::library::identity::Identities;
use crate::library::listing::Listing;
use crate::library::order::{Arrangement, arrange};
use crate::library::scan::{Found, scan};
use crate::library::state::{ReadingState, StateLog};
use crate::library::{Entry, Origin, Problem, filter, samples, store};
use crate::text::cells::one_line;

/// Lists the library, or those of its articles that match.
pub fn run(setting: &Setting, wanted: &ListArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let (entries, problems) = read(setting);
    let state = StateLog::open(&setting.places.reading, "list")
        .map_or_else(|_| ReadingState::default(), |log| log.state().clone());
    let listed = match &wanted.query {
        Some(query) => filter::fuzzy(&entries, query),
        None => arranged(setting, &entries, &state),
    };
    let listing = Listing::new(&entries, &listed, &state, &problems);
    match wanted.format {
        Format::Json => print(&listing.to_json())?,
        Format::Text => {
            print(&listing.to_text(terminal_width(), setting.config.settings.ascii))?;
            problems.iter().for_each(|problem| tell(what_failed(problem, setting), problem));
        }
    }
    if let (Some(query), true) = (&wanted.query, listed.is_empty()) {
        complain(format_args!("diptych: no article matches “{}”", one_line(query)));
    }
    // One bad file among many is a problem of the library; what was named itself and cannot be read is a failure.
    let roots = setting.library().roots;
    Ok(status(problems.iter().any(|problem| problem.place.is_none() && roots.contains(&problem.path))))
}

/// Reads the library; the samples where they are asked for, or where nothing was named and nothing is there.
pub(super) fn read(setting: &Setting) -> (Vec<Entry>, Vec<Problem>) {
    let (library, limits) = (setting.library(), setting.limits());
    let (identities, mut problems) = Identities::load(&setting.places.identities);
    if setting.samples || library.wants_samples(&limits) {
        let entries = samples::samples()
            .iter()
            .map(|(name, _)| store::load(&Origin::Sample(name), &limits, &identities).map(|loaded| loaded.entry));
        return (entries.filter_map(Result::ok).collect(), problems);
    }
    let found = Mutex::new(Vec::new());
    scan(&library.roots, &limits, &identities, &|batch| found.lock().map(|mut all| all.extend(batch)).is_ok());
    let mut entries = Vec::new();
    for one in found.into_inner().unwrap_or_default() {
        match one {
            Found::Article(entry) => entries.push(*entry),
            Found::Problem(problem) => problems.push(problem),
        }
    }
    // A scan has no order of its own, and a list shall be the same every time.
    entries.sort_by(|one, other| one.origin.cmp(&other.origin));
    problems.sort_by(|one, other| (&one.path, one.place).cmp(&(&other.path, other.place)));
    (entries, problems)
}

/// Orders the list as the settings say.
fn arranged(setting: &Setting, entries: &[Entry], state: &ReadingState) -> Vec<usize> {
    let list = &setting.config.settings.list;
    let how = Arrangement { group: list.group, sort: list.sort, reverse: false };
    let all: Vec<usize> = (0..entries.len()).collect();
    arrange(entries, &all, state, how).entries
}

/// Says what failed: one bad file of many is another thing than a library that is not there.
fn what_failed(problem: &Problem, setting: &Setting) -> &'static str {
    match problem.place {
        _ if problem.path.starts_with(&setting.places.identities) => "who an article is cannot be read",
        Some(_) => "the article is read with a mistake",
        None if setting.library().roots.contains(&problem.path) => "the library cannot be read",
        None => "left out of the library",
    }
}

fn tell(what_failed: &str, problem: &Problem) {
    let place = problem.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let told = format!("{what_failed}: {}{place}: {}", problem.path.display(), problem.what);
    complain(format_args!("diptych: {}", one_line(&told)));
    if let Some(hint) = &problem.hint {
        complain(one_line(hint));
    }
}
