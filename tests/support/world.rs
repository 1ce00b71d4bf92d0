//! What answers the state machine: effects carried out at once, in order, or held back until the test answers them.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock};

use diptych::app::core::adding::{Added, Find, Wanted};
use diptych::app::core::editing::{Edited, Editing, Restore};
use diptych::app::message::{Effect, Msg, NotesNews, Roots};
use diptych::article::Article;
use diptych::compare::{self, Comparison};
use diptych::effects::{adding, looking};
use diptych::library::adding::Said;
use diptych::library::decisions::{Kept, PairId};
use diptych::library::identity::Identities;
use diptych::library::scan::{Found, reread, scan};
use diptych::library::views::View;
use diptych::library::{Entry, Loaded, Origin, samples, search, store};
use diptych::notes::Note;
use diptych::text::find;

use super::{Harness, limits};

impl Harness {
    /// Keeps questions back from now on: they gather in `held`.
    pub fn hold(&mut self) -> &mut Self {
        self.holding = true;
        self
    }

    /// Answers what is held, in order, and everything after it at once.
    pub fn release(&mut self) -> &mut Self {
        self.holding = false;
        let held = std::mem::take(&mut self.held);
        self.perform(held);
        self
    }

    /// Answers a question that was held.
    pub fn answer(&mut self, effect: Effect) -> &mut Self {
        for msg in self.answers(effect) {
            self.send(msg);
        }
        self
    }

    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            if self.holding && asks(&effect) {
                self.held.push(effect);
                continue;
            }
            for msg in self.answers(effect) {
                queue.extend(self.app.update(msg));
            }
        }
    }

    fn answers(&mut self, effect: Effect) -> Vec<Msg> {
        let (limits, never) = (limits(), AtomicBool::new(false));
        match effect {
            Effect::Scan(id, roots) => vec![Msg::Scanned(id, self.found(roots)), Msg::ScanDone(id)],
            Effect::ReadAgain(id, paths) => {
                let found = reread(&self.roots, &paths, &limits, &self.identities);
                vec![Msg::ReadAgain(id, paths, found)]
            }
            // Tests that are about stories answer it themselves: texts of other tests are alike on purpose.
            Effect::FindStories(id, ..) => {
                self.asked_for_stories = Some(id);
                Vec::new()
            }
            Effect::FindNear(id, _, _) => {
                self.asked_for_near = Some(id);
                Vec::new()
            }
            Effect::Load(id, origin) => vec![Msg::Loaded(id, self.load(&origin).map(Box::new))],
            Effect::Compare(id, left, right) => vec![Msg::Compared(id, Ok(Box::new(compared(left, right))))],
            Effect::LoadDecisions(id, pair) => vec![Msg::Decisions(id, self.decisions(&pair))],
            Effect::SaveDecision(id, decided) => {
                decided.entries.iter().for_each(|entry| self.keep_identity(entry));
                let about = decided.pair();
                self.decided.push(*decided);
                vec![Msg::Decisions(id, self.decisions(&about))]
            }
            Effect::Views(changes) => {
                for (name, query) in &changes {
                    self.views.retain(|view| view.name != *name);
                    self.views.extend(query.clone().map(|query| View { name: name.clone(), query }));
                }
                let read = self.failing.clone().map_or_else(|| Ok(self.views.clone()), Err);
                vec![Msg::Views(changes.is_empty(), read)]
            }
            Effect::EditArticle(entry, asked) => {
                if let Editing::Fields(edits) = &*asked {
                    self.edited.push(edits.clone());
                }
                let outcome = match &self.failing {
                    Some(why) => Err(why.clone()),
                    None => in_head(&entry.origin, &asked),
                };
                vec![Msg::ArticleEdited(Box::new(Edited { entry: *entry, asked: *asked, outcome }))]
            }
            Effect::LoadNotes => vec![self.all_notes()],
            Effect::SaveNote(note, entries) => {
                entries.iter().for_each(|entry| self.keep_identity(entry));
                vec![self.save(*note)]
            }
            Effect::SaveDraft(draft) => {
                self.drafts.insert(draft.note.id, *draft);
                Vec::new()
            }
            Effect::DropDraft(id) => {
                self.drafts.remove(&id);
                Vec::new()
            }
            Effect::Locate(id, article, wanted) => {
                let found = looking::looked(&article, &wanted);
                vec![Msg::Located(id, found.into_iter().map(|l| (l.note, l.target, l.located)).collect())]
            }
            Effect::LookFor(id, asked) => {
                let found = asked.iter().flat_map(|(entry, wanted)| {
                    let loaded = self.load(&entry.origin).ok();
                    loaded.map_or_else(Vec::new, |loaded| looking::looked(&loaded.article, wanted))
                });
                vec![Msg::Looked(id, found.collect(), true)]
            }
            Effect::SearchLibrary(id, entries, query) => {
                let mut hits = Vec::new();
                search::search(&entries, &query, &limits, &never, &mut |batch| hits.extend(batch));
                vec![Msg::LibraryHits(id, hits), Msg::LibrarySearchDone(id)]
            }
            Effect::SearchText(id, article, query) => {
                vec![Msg::TextHits(id, find::find_all(&article.text, &query, 10_000))]
            }
            // Tests of feeds answer for the network themselves.
            Effect::LoadFeeds => vec![Msg::Feeds(Ok(Box::new(self.feeds.clone())))],
            Effect::FindAddition(id, wanted) => vec![Msg::AdditionFound(id, found_to_add(&wanted))],
            Effect::KeepAddition(id, all) => {
                // The samples lie in no folder: the test says that nothing can be kept there.
                let folder = self.roots.first().ok_or_else(|| "there is no library to add to".to_owned());
                let write = |one| adding::write(one, folder.clone()?, &Said::default()).map_err(|refused| refused.what);
                let paths: Result<Vec<_>, _> = all.iter().map(write).collect();
                vec![Msg::AdditionKept(id, paths.map(|paths| Added { paths, told: "added".to_owned(), whole: true }))]
            }
            other => {
                match &other {
                    Effect::KeepIdentity(entry) => self.keep_identity(entry),
                    Effect::SaveState(changes) => changes.iter().for_each(|(entry, _)| self.keep_identity(entry)),
                    _ => {}
                }
                self.outside.push(other);
                Vec::new()
            }
        }
    }

    /// Keeps who an article is, as whatever keeps something of it does.
    fn keep_identity(&mut self, entry: &Entry) {
        if let (Origin::File(_), Ok(loaded)) = (&entry.origin, store::load_entry(entry, &limits())) {
            self.identities.keep(&loaded).unwrap();
        }
    }

    fn load(&self, origin: &Origin) -> Result<Loaded, String> {
        if matches!(origin, Origin::Sample(_)) {
            let known = loaded_samples().iter().find(|loaded| loaded.entry.origin == *origin);
            return known.cloned().ok_or_else(|| "no such sample".to_owned());
        }
        store::load(origin, &limits(), &self.identities).map_err(|why| why.to_string())
    }

    /// Returns the notes and drafts as they lie on disk.
    pub fn all_notes(&self) -> Msg {
        let (notes, drafts) = (self.notes.values().cloned().collect(), self.drafts.values().cloned().collect());
        Msg::Notes(Box::new(NotesNews { notes, drafts, whole: true, ..NotesNews::default() }))
    }

    fn save(&mut self, note: Note) -> Msg {
        let (id, at) = (note.id, note.changed);
        match &self.failing {
            Some(why) => Msg::NoteSaved(id, at, Err(why.clone())),
            None => {
                self.notes.insert(id, note);
                Msg::NoteSaved(id, at, Ok(None))
            }
        }
    }

    /// Returns what was decided about a pair, as it would lie on disk.
    pub fn decisions(&self, pair: &PairId) -> Vec<Kept> {
        let mut all: Vec<Kept> = Vec::new();
        for kept in self.decided.iter().filter(|decided| decided.pair() == *pair).map(|decided| &decided.kept) {
            all.retain(|other| other.id != kept.id);
            all.push(kept.clone());
        }
        all
    }

    /// Reads a library, in a fixed order.
    pub fn found(&self, roots: Roots) -> Vec<Found> {
        if roots == Roots::Samples {
            return loaded_samples().iter().map(|loaded| Found::Article(Box::new(loaded.entry.clone()))).collect();
        }
        let found = Mutex::new(Vec::new());
        let keep = |batch: Vec<Found>| {
            found.lock().unwrap().extend(batch);
            true
        };
        scan(&self.roots, &limits(), &self.identities, &keep);
        let mut found = found.into_inner().unwrap();
        found.sort_by_key(|found| match found {
            Found::Article(entry) => format!("{:?}", entry.origin),
            Found::Known(entries) => format!("{:?}", entries.first().map(|entry| &entry.origin)),
            Found::Problem(problem) => format!("{:?}", problem.path),
        });
        found
    }
}

/// Reads what is to be added, but for what lies in the network.
fn found_to_add(wanted: &Wanted) -> Result<Box<Find>, String> {
    let known = Identities::default();
    let found = match wanted {
        Wanted::Text(text) => adding::of_bytes(&Origin::Stdin, Path::new("pasted text"), text.as_bytes(), &known),
        Wanted::Line(line) if Path::new(line).is_dir() => {
            let found = adding::in_folder(Path::new(line), &limits(), &known, &AtomicBool::new(false));
            return found.map(Box::new).map_err(|refused| refused.what);
        }
        Wanted::Line(line) => adding::in_file(Path::new(line), &limits(), &known),
    };
    let found = found.map(|one| Find::Articles { all: vec![one], problems: Vec::new() });
    found.map(Box::new).map_err(|refused| refused.what)
}

/// Sets what is asked for in the head of a file, as if all files were diptych's own.
fn in_head(origin: &Origin, asked: &Editing) -> Result<Restore, String> {
    let Origin::File(path) = origin else { return Err("no file".to_owned()) };
    let file = std::fs::read_to_string(path).unwrap();
    let restore = match asked {
        Editing::Fields(edits) => {
            let changed = edits.in_head(&file).map_err(|error| error.to_string())?;
            Restore { head: Some((file.clone(), changed)), set: None }
        }
        Editing::Restore(restore) => restore.clone(),
    };
    let (from, to) = restore.head.clone().unwrap();
    assert_eq!(from, file);
    std::fs::write(path, to).unwrap();
    Ok(restore)
}

/// Says whether an effect is a question that has an answer.
fn asks(effect: &Effect) -> bool {
    use Effect::{
        Compare, FindAddition, KeepAddition, Load, ReadAgain, SaveDecision, SaveNote, Scan, SearchLibrary, SearchText,
    };
    matches!(
        effect,
        SaveNote(..)
            | FindAddition(..)
            | KeepAddition(..)
            | SaveDecision(..)
            | Scan(..)
            | ReadAgain(..)
            | Load(..)
            | Compare(..)
            | SearchLibrary(..)
            | SearchText(..)
    )
}

/// Two articles and what was found.
type Known = (Arc<Article>, Arc<Article>, Comparison);

/// Compares the few pairs of the samples that most tests open once for all of them.
fn compared(left: Arc<Article>, right: Arc<Article>) -> Comparison {
    static KNOWN: Mutex<Vec<Known>> = Mutex::new(Vec::new());
    let same = |(l, r, _): &&Known| l.text == left.text && r.text == right.text && **l == *left && **r == *right;
    if let Some((.., known)) = KNOWN.lock().unwrap().iter().find(same) {
        return known.clone();
    }
    let found = compare::compare(&left, &right, &AtomicBool::new(false)).unwrap();
    let mut known = KNOWN.lock().unwrap();
    if known.len() < 16 {
        known.push((left, right, found.clone()));
    }
    found
}

/// Reads the samples once for all tests of a program.
fn loaded_samples() -> &'static [Loaded] {
    static SAMPLES: OnceLock<Vec<Loaded>> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let load = |(path, text): &(&'static str, &'static str)| {
            store::from_bytes(&Origin::Sample(path), text.as_bytes(), &Identities::default()).unwrap()
        };
        samples::samples().iter().map(load).collect()
    })
}
