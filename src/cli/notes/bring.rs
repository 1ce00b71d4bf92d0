//! `diptych notes import`: what came in on standard output, what did not, and why, on standard error.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::super::args::is_stdin;
use super::super::error::CliError;
use super::super::list;
use super::super::output::{complain, print};
use super::super::setting::Setting;
use super::{read, tell};
use crate::article::anchor::locate::State;
use crate::cli::error::status;
use crate::effects::patience::patiently;
use crate::library::identity::Identities;
use crate::library::{ArticleId, Loaded};
use crate::notes::book::Book;
use crate::notes::file::NoteError;
use crate::notes::import::{Draft, Fate, Parsed, Place, Placed, Refusal, Shelf, fate, parse, place};
use crate::notes::store::Store;
use crate::notes::{Note, Stamp, Target};
use crate::text::cells::truncate;
use crate::text::decode::decode_owned;

/// The longest file that is read, in bytes: some hundred thousand notes.
const MOST_BYTES: u64 = 64 << 20;

/// Files that are written and synced together.
const BATCH: usize = 256;

/// Columns of a message about one entry: it may quote what was written there.
const COLUMNS: usize = 240;

/// Imports the notes in `file`.
pub fn run(setting: &Setting, file: &Path) -> Result<u8, CliError> {
    let Parsed { drafts, refused } = parsed(file)?;
    let (mut store, mut book) = read(setting);
    let mut tally = Tally::default();
    refused.iter().for_each(|refusal| tally.refuse(refusal));
    // What is here already need not be placed, which may mean to read the whole library.
    let (new, known): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|draft| fate(&book, &draft.note, draft.dated).comes_in());
    known.iter().for_each(|draft| tally.count(draft, fate(&book, &draft.note, draft.dated)));
    if !new.is_empty() {
        let placed = placed(setting, new, &mut tally);
        save(&mut store, &mut book, &placed, &mut tally);
    }
    print(&tally.told())?;
    Ok(status(tally.refused > 0))
}

/// Finds article and passage of every draft and keeps who the articles are, which their notes depend on.
fn placed(setting: &Setting, drafts: Vec<Draft>, tally: &mut Tally) -> Vec<Placed> {
    let (mut identities, problems) = Identities::load(&setting.places.identities);
    problems.iter().for_each(tell);
    let (entries, limits) = (list::read(setting).0, setting.limits());
    let mut shelf = Shelf::new(&entries, &identities, &limits);
    let (placed, refused) = place(drafts, &mut shelf);
    let articles = shelf.into_read();
    refused.iter().for_each(|refusal| tally.refuse(refusal));
    let named: BTreeSet<&ArticleId> =
        placed.iter().flat_map(|one| &one.draft.note.targets).map(|target| &target.article).collect();
    let loaded: Vec<&Loaded> = named.into_iter().filter_map(|id| articles.get(id)).collect();
    for error in loaded.chunks(BATCH).flat_map(|batch| identities.keep_all(batch)) {
        let told = format!("who the article is cannot be kept: {error}");
        complain(format_args!("diptych: {}", truncate(&told, COLUMNS, "…")));
    }
    placed
}

/// Reads the file, within bounds.
fn parsed(file: &Path) -> Result<Parsed, CliError> {
    let name = if is_stdin(file) { "standard input".to_owned() } else { file.display().to_string() };
    let failed =
        |why: &dyn std::fmt::Display| CliError::failed(format_args!("the notes cannot be read: {name}: {why}"));
    let mut bytes = Vec::new();
    let done = if is_stdin(file) {
        io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
    };
    let length = done.map_err(|error| failed(&error))?;
    if u64::try_from(length).is_ok_and(|length| length > MOST_BYTES) {
        let error = failed(&format_args!("it is longer than {} MiB", MOST_BYTES >> 20));
        return Err(error.hint("import it in parts"));
    }
    let text = decode_owned(bytes).map_err(|error| failed(&error))?.text;
    let now = u64::try_from(jiff::Timestamp::now().as_millisecond()).unwrap_or(0);
    let hint =
        "it can be what diptych notes --format json or w3c prints, other Web Annotations, or a Hypothesis export";
    parse(&text, Stamp(now)).map_err(|error| failed(&error).hint(hint))
}

/// Saves what comes in, a batch at a time, so that the disk is not waited for at every note and others get their turn.
fn save(store: &mut Store, book: &mut Book, placed: &[Placed], tally: &mut Tally) {
    let mut rest = placed;
    while !rest.is_empty() {
        // Once more: a file may hold a note twice, and then the second depends on what became of the first.
        let mut ids = BTreeSet::new();
        let apart = rest.iter().take_while(|one| ids.len() < BATCH && ids.insert(one.draft.note.id)).count();
        let (batch, more) = rest.split_at(apart);
        rest = more;
        let (new, known): (Vec<_>, Vec<_>) = batch
            .iter()
            .map(|one| (one, fate(book, &one.draft.note, one.draft.dated)))
            .partition(|(_, fate)| fate.comes_in());
        known.iter().for_each(|(one, fate)| tally.count(&one.draft, *fate));
        save_batch(store, book, &new, tally);
    }
}

fn save_batch(store: &mut Store, book: &mut Book, new: &[(&Placed, Fate)], tally: &mut Tally) {
    let notes: Vec<&Note> = new.iter().map(|(one, _)| &one.draft.note).collect();
    let refusal = |error: &NoteError| format!("it cannot be saved: {error}; {}", error.hint());
    let done = match patiently(NoteError::is_busy, || store.save_all(&notes)) {
        Ok(done) => done.into_iter().map(|one| one.map_err(|error| refusal(&error))).collect(),
        Err(error) => vec![Err(refusal(&error)); notes.len()],
    };
    for ((one, fate), done) in new.iter().zip(done) {
        match done {
            Ok(saved) => {
                saved.problems.iter().for_each(tell);
                book.put(saved.there.unwrap_or_else(|| one.draft.note.clone()));
                tell_doubts(one);
                tally.count(&one.draft, *fate);
            }
            Err(why) => tally.refuse(&Refusal { number: one.draft.number, why }),
        }
    }
}

/// What became of the entries.
#[derive(Debug, Default)]
struct Tally {
    new: usize,
    updated: usize,
    unchanged: usize,
    refused: usize,
}

impl Tally {
    fn refuse(&mut self, refusal: &Refusal) {
        self.refused += 1;
        tell_entry(refusal.number, &format!("not imported: {}", refusal.why));
    }

    /// Counts a note, and tells why it did not come in where that is not plain.
    fn count(&mut self, draft: &Draft, fate: Fate) {
        match fate {
            Fate::New => self.new += 1,
            Fate::Newer => self.updated += 1,
            Fate::Same | Fate::Older | Fate::Deleted => self.unchanged += 1,
        }
        match fate {
            Fate::Older => tell_entry(draft.number, "unchanged: the note here is newer"),
            Fate::Deleted => tell_entry(draft.number, "unchanged: the note was deleted here, and stays so"),
            Fate::New | Fate::Newer | Fate::Same => {}
        }
    }

    fn told(&self) -> String {
        let Self { new, updated, unchanged, refused } = self;
        format!("{new} imported, {updated} updated, {unchanged} unchanged, {refused} not imported\n")
    }
}

/// Tells what did not come in whole, and what is doubtful about where it was put.
fn tell_doubts(placed: &Placed) {
    let Placed { draft, places } = placed;
    draft.remarks.iter().for_each(|remark| tell_entry(draft.number, remark));
    let doubts = draft.note.targets.iter().zip(places).filter_map(|(target, place)| doubt(target, *place));
    doubts.for_each(|doubt| tell_entry(draft.number, &doubt));
}

/// Says what is doubtful about where a passage was put.
fn doubt(target: &Target, place: Place) -> Option<String> {
    let about = &target.about;
    let article = about.title.as_deref().or(about.url.as_deref()).or(about.path.as_deref()).unwrap_or("the article");
    Some(match place {
        Place::Found(State::Exact | State::Moved) => return None,
        Place::Found(State::Fuzzy) => format!("fuzzy: only words like its own are in “{article}”; to be confirmed"),
        Place::Found(State::Ambiguous) => format!("ambiguous: its words are in several places of “{article}”"),
        Place::Found(State::Orphan) => format!("orphan: its words are not in “{article}”; the note is kept with them"),
        Place::Absent => format!("article not found: “{article}” is not here; the note is kept until it is"),
    })
}

fn tell_entry(number: usize, told: &str) {
    complain(format_args!("diptych: {}", truncate(&format!("entry {number}: {told}"), COLUMNS, "…")));
}
