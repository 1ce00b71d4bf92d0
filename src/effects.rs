//! The world around the state machine: effects in, messages out.
//!
//! Slow work has a thread of its own for each request; what is kept on disk goes through one thread, in order, which
//! is waited for at the end. A worker that panics becomes a message; it never takes the program with it.

pub mod adding;
mod article;
mod browser;
mod clipboard;
mod correcting;
mod deadline;
mod deciding;
mod door;
mod drafts;
mod editing;
mod export;
mod feeds;
mod job;
mod keeper;
pub mod looking;
pub mod net;
pub mod news;
mod notes;
mod owed;
pub mod patience;
mod problems;
mod scan;
pub mod scratch;
mod shared;
mod stories;
pub mod supervise;
mod watch;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use crate::app::message::{Effect, RequestId};
use drafts::Drafter;
use job::{Job, start};
use keeper::Keeper;
use shared::Shared;
use watch::Watcher;

pub use door::Door;
pub use job::Answers;
pub use shared::World;

/// Performs effects.
#[derive(Debug)]
pub struct Effects {
    shared: Arc<Shared>,
    answers: Answers,
    keeper: Keeper,
    drafter: Drafter,
    watcher: Option<Watcher>,
    calls: HashMap<RequestId, Weak<AtomicBool>>,
}

impl Effects {
    /// Starts with reading the state, which is answered before everything else.
    #[must_use]
    pub fn new(world: World, answers: Answers) -> Self {
        let watcher = world.watch.then(|| Watcher::start(answers.clone()));
        let shared = Arc::new(Shared::new(world));
        let keeper = Keeper::start(Arc::clone(&shared), answers.clone());
        let drafter = Drafter::start(shared.world.places.drafts.clone(), answers.clone());
        Self { shared, answers, keeper, drafter, watcher, calls: HashMap::new() }
    }

    /// Performs one effect; what concerns the screen is not done here.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Scan(id, roots) => self.scan(id, roots),
            Effect::FindStories(id, entries, said) => self.job(id, stories::find(id, entries, said)),
            Effect::FindNear(id, entries, of) => self.job(id, stories::find_near(id, entries, of)),
            Effect::ReadAgain(id, paths) => self.job(id, scan::read_again(id, paths)),
            Effect::Load(id, origin) => self.job(id, article::load(id, origin)),
            Effect::Compare(id, left, right) => self.job(id, article::compare(id, left, right)),
            Effect::LoadDecisions(id, pair) => self.load_decisions(id, pair),
            Effect::SaveDecision(id, decided) => self.keeper.decide(id, *decided),
            Effect::SearchLibrary(id, entries, query) => self.job(id, scan::search(id, entries, query)),
            Effect::SearchText(id, text, query) => self.job(id, article::search(id, text, query)),
            Effect::CallOff(id) => self.call_off(id),
            Effect::SaveState(changes) => self.keeper.save(changes),
            Effect::Rest(rest) => self.keeper.rest(rest),
            Effect::RejectGuess(entry) => self.keeper.reject(*entry),
            Effect::SaveCorrections(words, entries) => self.keeper.correct(words, entries),
            Effect::EditArticle(entry, asked) => self.keeper.edit(entry, asked),
            Effect::Views(changes) => self.keeper.views(changes),
            Effect::LoadNotes => self.keeper.note(notes::Task::Load),
            Effect::KeepIdentity(entry) => self.keeper.keep(entry),
            Effect::SaveNote(note, entries) => self.keeper.save_note(note, entries),
            Effect::LoadFeeds => self.quick(feeds::load()),
            Effect::Fetch(id, urls) => self.job(id, feeds::fetch(id, urls)),
            Effect::AddFeed(id, said) => self.job(id, feeds::add(id, said)),
            Effect::SurveyFeed(url, also) => self.quick(feeds::survey(url, also)),
            Effect::RemoveFeed(removal) => self.quick(feeds::remove(removal)),
            Effect::GiveFeedBack(name) => self.quick(feeds::give_back(name)),
            Effect::ChangeFeed(url, change) => self.quick(feeds::change(url, change)),
            Effect::FindAddition(id, wanted) => self.job(id, adding::look(id, wanted)),
            Effect::KeepAddition(id, all) => self.quick(adding::keep(id, all)),
            Effect::SubscribeFound(id) => self.quick(adding::subscribe(id)),
            Effect::LookFor(id, wanted) => self.job(id, looking::look_for(id, wanted)),
            Effect::SaveNotesElsewhere(path, all) => self.keeper.note(notes::Task::Elsewhere(path, all)),
            Effect::Locate(id, article, passages) => self.job(id, notes::locate(id, article, passages)),
            Effect::Export(wanted) => self.quick(export::export(wanted)),
            Effect::SaveDraft(draft) => self.drafter.save(draft),
            Effect::DropDraft(id) => self.drafter.drop_draft(id),
            Effect::Watch(files) => self.watch(files),
            Effect::OpenUrl(url) => self.quick(browser::open(url)),
            Effect::Copy(text) => self.quick(clipboard::copy(text)),
            Effect::Tick | Effect::Redraw | Effect::Suspend | Effect::EditOutside(_) | Effect::Quit => {}
        }
    }

    /// Calls off what is still being done, waits until everything is on disk, and says what could not be kept.
    #[must_use]
    pub fn finish(self) -> Vec<String> {
        for call in self.calls.values().filter_map(Weak::upgrade) {
            call.store(true, Ordering::Relaxed);
        }
        let mut lost = self.keeper.finish();
        lost.extend(self.drafter.finish());
        lost
    }

    fn scan(&mut self, id: RequestId, roots: crate::app::message::Roots) {
        if let Some(watcher) = &self.watcher {
            watcher.folders(self.shared.world.roots(roots));
        }
        self.job(id, scan::scan(id, roots));
    }

    fn load_decisions(&self, id: RequestId, pair: crate::library::decisions::PairId) {
        // Watched from before they are read, so that no change between the two is missed.
        if let Some(watcher) = &self.watcher {
            watcher.decisions(self.shared.world.places.decisions.clone());
        }
        self.keeper.decisions(id, pair);
    }

    fn watch(&self, files: Vec<std::path::PathBuf>) {
        if let Some(watcher) = &self.watcher {
            watcher.files(files);
        }
    }

    fn job(&mut self, id: RequestId, job: Job) {
        let cancel = Arc::new(AtomicBool::new(false));
        self.calls.retain(|_, call| call.strong_count() > 0);
        self.calls.insert(id, Arc::downgrade(&cancel));
        start(job, Arc::clone(&self.shared), self.answers.clone(), cancel);
    }

    fn quick(&self, job: Job) {
        start(job, Arc::clone(&self.shared), self.answers.clone(), Arc::default());
    }

    fn call_off(&mut self, id: RequestId) {
        if let Some(call) = self.calls.remove(&id).and_then(|call| call.upgrade()) {
            call.store(true, Ordering::Relaxed);
        }
    }
}
