//! Loading, comparing and searching articles.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::job::{Desk, Job};
use crate::app::message::{Msg, RequestId};
use crate::article::Article;
use crate::compare::{self, Cancelled, Options};
use crate::library::Origin;
use crate::text::find;

/// No reader walks through more hits than this in one article.
const MOST_HITS: usize = 10_000;

/// Loads an article.
pub fn load(id: RequestId, origin: Origin) -> Job {
    let work = move |desk: &Desk| {
        let loaded = desk.shared.load(&origin).map(Box::new);
        if !desk.cancel.load(Ordering::Relaxed) {
            desk.answers.send(Msg::Loaded(id, loaded));
        }
    };
    let last = Msg::Loaded(id, Err("the article cannot be read: internal error".to_owned()));
    Job { what: "reading the article", last: Some(last), work: Box::new(work) }
}

/// Compares two articles.
pub fn compare(id: RequestId, left: Arc<Article>, right: Arc<Article>) -> Job {
    let work = move |desk: &Desk| {
        let told = |stage| _ = desk.answers.send(Msg::Comparing(id, stage));
        let compared = compare::compare_by_stages(&left, &right, Options::default(), &desk.cancel, &told).map(Box::new);
        desk.answers.send(Msg::Compared(id, compared));
    };
    Job { what: "comparing", last: Some(Msg::Compared(id, Err(Cancelled))), work: Box::new(work) }
}

/// Searches one article.
pub fn search(id: RequestId, article: Arc<Article>, query: String) -> Job {
    let work = move |desk: &Desk| {
        let hits = find::find_all(&article.text, &query, MOST_HITS);
        if !desk.cancel.load(Ordering::Relaxed) {
            desk.answers.send(Msg::TextHits(id, hits));
        }
    };
    Job { what: "searching the article", last: Some(Msg::TextHits(id, Vec::new())), work: Box::new(work) }
}
