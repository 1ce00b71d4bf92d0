//! `diptych notes check`: reads everything that the reader has written and looks for every passage; changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::super::args::Format;
use super::super::error::{CliError, status};
use super::super::output::print;
use super::super::setting::Setting;
use super::look;
use crate::library::identity::Identities;
use crate::library::places::Places;
use crate::library::state::StateLog;
use crate::library::{Problem, atomic, decisions};
use crate::notes::check::{Check, Finding, Kind};
use crate::notes::draft;
use crate::notes::export::Exported;
use crate::notes::store::{Copies, Store};
use crate::notes::{Note, NoteId};

/// Checks the notes and all that belongs to them.
pub fn run(setting: &Setting, format: Format) -> Result<u8, CliError> {
    let (identities, problems) = Identities::load(&setting.places.identities);
    let mut check = Check::default();
    add(&mut check, problems);
    notes(setting, &identities, &mut check);
    drafts(setting, &identities, &mut check);
    add(&mut check, decisions::verify(&setting.places.decisions));
    match StateLog::open(&setting.places.reading, "check") {
        Ok(log) => add(&mut check, log.problems()),
        Err(error) => check.findings.push(Finding::of_problem(Problem {
            path: setting.places.reading.clone(),
            place: None,
            what: error.to_string(),
            hint: None,
        })),
    }
    lying_about(&setting.places, &mut check);
    check.sort();
    match format {
        Format::Text => print(&check.text())?,
        Format::Json => print(&check.json())?,
    }
    Ok(status(!check.is_well()))
}

fn add(check: &mut Check, problems: Vec<Problem>) {
    check.findings.extend(problems.into_iter().map(Finding::of_problem));
}

/// Reads every note and looks for its passages.
fn notes(setting: &Setting, identities: &Identities, check: &mut Check) {
    let mut store = Store::new(&setting.places.notes);
    let (notes, problems) = store.load();
    add(check, problems);
    let files: BTreeMap<NoteId, Copies> = store.copies().into_iter().map(|copies| (copies.id, copies)).collect();
    for (note, copies) in notes.iter().filter_map(|note| Some((note, files.get(&note.id)?))) {
        if !copies.others.is_empty() {
            check.copies(note, copies.held.clone(), &copies.others);
        }
    }
    let living: Vec<&Note> = notes.iter().filter(|note| !note.is_deleted()).collect();
    check.deleted = notes.len() - living.len();
    let mut standings = look::standings(setting, identities, &living, &[]);
    for note in living {
        let exported = Exported::new(note, standings.remove(&note.id).unwrap_or_default());
        check.look_at(&exported, files.get(&note.id).map_or(Path::new(""), |copies| &copies.held));
    }
    leftovers(store.temporaries(), check);
    store.others().iter().for_each(|path| check.findings.push(other(path.clone())));
}

/// Reads the drafts that nobody is writing, and tells those whose article is nowhere.
fn drafts(setting: &Setting, identities: &Identities, check: &mut Check) {
    let (drafts, problems) = draft::load(&setting.places.drafts);
    add(check, problems);
    check.drafts = drafts.len();
    let notes: Vec<&Note> = drafts.iter().map(|draft| &draft.note).collect();
    let standings = look::standings(setting, identities, &notes, &[]);
    for note in notes {
        let nowhere = standings.get(&note.id).is_none_or(|all| all.iter().any(|standing| standing.state().is_none()));
        if nowhere {
            let path = setting.places.drafts.join(format!("{}.json", note.id));
            let name = note.targets.first().map_or("an article", |target| target.about.name());
            let what = format!("its article, “{name}”, is nowhere");
            let hint = "it is kept, and offered at every start, until it is gone on with or thrown away";
            check.findings.push(Finding { note: Some(note.id), ..Finding::of_file(Kind::Draft, path, &what, hint) });
        }
    }
}

/// Tells the temporary files that nobody needs any more.
fn leftovers(temporaries: &[PathBuf], check: &mut Check) {
    let now = SystemTime::now();
    for path in temporaries.iter().filter(|path| atomic::is_left(path, now)) {
        let (what, hint) = ("a temporary file of a run that was killed", "the next start of the screen removes it");
        check.findings.push(Finding::of_file(Kind::Leftover, path.clone(), what, hint));
    }
}

/// Looks at the files of the other folders by their names.
fn lying_about(places: &Places, check: &mut Check) {
    for (folder, ending) in places.of_files().into_iter().zip(["json", "json", "jsonl", "json", "json"]) {
        leftovers(&atomic::temporaries(folder), check);
        let listed = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let visible = |path: &PathBuf| path.file_name().is_some_and(|name| !name.as_encoded_bytes().starts_with(b"."));
        let odd = |path: &PathBuf| path.extension().is_none_or(|e| e != ending);
        check.findings.extend(listed.filter(visible).filter(odd).map(other));
    }
}

/// Tells a file that is not read.
fn other(path: PathBuf) -> Finding {
    let aside = path.file_name().is_some_and(|name| name.to_string_lossy().contains(".json.broken-"));
    match aside {
        true => {
            Finding::of_file(Kind::Leftover, path, "it could not be read and was set aside", "mend it, or remove it")
        }
        false => Finding::of_file(Kind::Unknown, path, "it is not read", "move it out of the folder"),
    }
}
