//! Which articles have notes, and notes that have lost their passage. The latter is looked for on disk, once a filter
//! asks for it.

use std::collections::{HashMap, HashSet};

use super::ListScreen;
use crate::app::core::message::{Effect, Looked, Wanted};
use crate::app::core::request::RequestId;
use crate::app::ctx::Ctx;
use crate::article::anchor::locate::State;
use crate::library::filter::{Filter, Noted};
use crate::library::{ArticleId, Entry};
use crate::notes::NoteId;
use crate::notes::book::Book;

/// What is known of lost passages.
#[derive(Clone, Debug, Default)]
pub(super) struct Lost {
    /// Targets of notes that are in no place of their article, or in several.
    found: HashSet<(NoteId, usize)>,
    request: Option<RequestId>,
    /// Whether all were looked for.
    looked: bool,
}

impl Lost {
    /// Returns what the notes say of articles.
    pub fn noted(&self, book: &Book) -> Noted {
        let mut noted = Noted::default();
        for note in book.living() {
            for (at, target) in note.targets.iter().enumerate() {
                noted.add(&target.article, note.label.as_deref(), &note.tags, self.found.contains(&(note.id, at)));
            }
        }
        noted
    }
}

impl ListScreen {
    /// Looks for the passages of all notes, where the filter asks for that and nobody has yet.
    pub(super) fn look_for_lost(&mut self, ctx: &mut Ctx<'_>) {
        let asks = Filter::new(&self.filter).asks_for_lost();
        if !asks || self.lost.looked || self.lost.request.is_some() {
            return;
        }
        let asked = asked(&ctx.shelf.entries, &ctx.notes.book);
        let id = ctx.request();
        self.lost = Lost { request: Some(id), ..Lost::default() };
        ctx.ask(Effect::LookFor(id, asked));
    }

    /// Takes where passages are, if `id` is the question that was asked; says whether the list is to be arranged anew.
    pub(crate) fn take_looked(&mut self, id: RequestId, found: &[Looked], last: bool) -> bool {
        if self.lost.request != Some(id) {
            return false;
        }
        let lost = found.iter().filter(|looked| looked.located.state >= State::Ambiguous);
        self.lost.found.extend(lost.map(|looked| (looked.note, looked.target)));
        if last {
            (self.lost.request, self.lost.looked) = (None, true);
        }
        last && self.listed.notes_changed()
    }

    /// Takes it that notes changed, or the articles that they are about; says whether the list is to be arranged anew.
    pub(crate) fn notes_changed(&mut self, ctx: &mut Ctx<'_>) -> bool {
        ctx.call_off(self.lost.request.take());
        self.lost.looked = false;
        self.look_for_lost(ctx);
        self.listed.notes_changed()
    }

    /// Says whether lost passages are being looked for.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.lost.request.is_some()
    }
}

/// Returns all passages of notes whose articles are known, by article.
fn asked(entries: &[Entry], book: &Book) -> Vec<(Entry, Wanted)> {
    let mut wanted: HashMap<&ArticleId, Wanted> = HashMap::new();
    for note in book.living() {
        for (at, target) in note.targets.iter().enumerate() {
            wanted.entry(&target.article).or_default().push((note.id, at, target.holding().clone()));
        }
    }
    entries.iter().filter_map(|entry| Some((entry.clone(), wanted.remove(&entry.id)?))).collect()
}
