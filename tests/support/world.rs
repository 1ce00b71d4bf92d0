//! What answers the state machine: effects carried out at once, in order, or held back until the test answers them.

use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, OnceLock};

use diptych::app::message::{Effect, Msg, Roots};
use diptych::compare;
use diptych::library::identity::Identities;
use diptych::library::scan::{Found, scan};
use diptych::library::{Entry, Origin, samples, search, store};
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
        let (limits, identities, never) = (limits(), Identities::default(), AtomicBool::new(false));
        match effect {
            Effect::Scan(id, roots) => vec![Msg::Scanned(id, self.found(roots)), Msg::ScanDone(id)],
            Effect::Load(id, origin) => {
                let loaded = store::load(&origin, &limits, &identities).map(Box::new).map_err(|why| why.to_string());
                vec![Msg::Loaded(id, loaded)]
            }
            Effect::Compare(id, left, right) => {
                vec![Msg::Compared(id, compare::compare(&left, &right, &never).map(Box::new))]
            }
            Effect::SearchLibrary(id, entries, query) => {
                let mut hits = Vec::new();
                search::search(&entries, &query, &limits, &never, &mut |batch| hits.extend(batch));
                vec![Msg::LibraryHits(id, hits), Msg::LibrarySearchDone(id)]
            }
            Effect::SearchText(id, article, query) => {
                vec![Msg::TextHits(id, find::find_all(&article.text, &query, 10_000))]
            }
            other => {
                self.outside.push(other);
                Vec::new()
            }
        }
    }

    /// Reads a library, in a fixed order.
    pub fn found(&self, roots: Roots) -> Vec<Found> {
        if roots == Roots::Samples {
            return sample_entries().iter().map(|entry| Found::Article(Box::new(entry.clone()))).collect();
        }
        let found = Mutex::new(Vec::new());
        let keep = |batch: Vec<Found>| {
            found.lock().unwrap().extend(batch);
            true
        };
        scan(&self.roots, &limits(), &Identities::default(), &keep);
        let mut found = found.into_inner().unwrap();
        found.sort_by_key(|found| match found {
            Found::Article(entry) => format!("{:?}", entry.origin),
            Found::Problem(problem) => format!("{:?}", problem.path),
        });
        found
    }
}

/// Says whether an effect is a question that has an answer.
fn asks(effect: &Effect) -> bool {
    use Effect::{Compare, Load, Scan, SearchLibrary, SearchText};
    matches!(effect, Scan(..) | Load(..) | Compare(..) | SearchLibrary(..) | SearchText(..))
}

/// Reads the samples once for all tests of a program.
fn sample_entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let entry = |(path, text): &(&'static str, &'static str)| {
            store::from_bytes(&Origin::Sample(path), text.as_bytes(), &Identities::default()).unwrap().entry
        };
        samples::samples().iter().map(entry).collect()
    })
}
