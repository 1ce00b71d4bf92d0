//! Looking for the passages of notes in articles that need not be open: each article is read once, a batch at a time.

use std::sync::atomic::Ordering;

use rayon::prelude::*;

use super::job::{Desk, Job};
use crate::app::message::{Looked, Msg, RequestId, Wanted};
use crate::article::Article;
use crate::article::anchor::locate::{Locator, State};
use crate::article::anchor::{self, Anchor};
use crate::library::Entry;

/// Articles that are read before what was found is told.
const BATCH: usize = 64;

/// Looks for passages in articles; what cannot be read is passed over.
pub fn look_for(id: RequestId, asked: Vec<(Entry, Wanted)>) -> Job {
    let work = move |desk: &Desk| {
        for batch in asked.chunks(BATCH) {
            if desk.cancel.load(Ordering::Relaxed) {
                return;
            }
            let found = batch.par_iter().flat_map_iter(|(entry, wanted)| in_article(desk, entry, wanted)).collect();
            desk.answers.send(Msg::Looked(id, found, false));
        }
        desk.answers.send(Msg::Looked(id, Vec::new(), true));
    };
    let last = Some(Msg::Looked(id, Vec::new(), true));
    Job { what: "looking for the notes", last, work: Box::new(work) }
}

fn in_article(desk: &Desk, entry: &Entry, wanted: &Wanted) -> Vec<Looked> {
    // Who the article is, the list knows; and no passage asks for its sentences.
    let Ok(loaded) = desk.shared.load_entry(entry) else { return Vec::new() };
    looked(&loaded.article, wanted)
}

/// Looks for passages in one article; those not found for certain come with the places where they may be.
#[must_use]
pub fn looked(article: &Article, wanted: &Wanted) -> Vec<Looked> {
    let locator = Locator::new(article);
    let look = |(note, target, anchor): &(_, _, anchor::Anchor)| {
        let located = locator.locate(anchor);
        let certain = matches!(located.state, State::Exact | State::Moved);
        let found = located.span.filter(|_| located.state == State::Fuzzy);
        let spans = found.into_iter().chain(located.candidates.iter().map(|candidate| candidate.span));
        let mut places: Vec<Anchor> = Vec::new();
        for span in spans.filter(|_| !certain) {
            let place = Anchor::of_span(article, span);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Looked { note: *note, target: *target, located, places }
    };
    wanted.iter().map(look).collect()
}
