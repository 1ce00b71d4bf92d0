//! Learning the words of the articles that the index has, a few files at a time.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::tokens::words_of;
use crate::library::index::{Index, Row, Untold, Whole};
use crate::library::store::{Imported, read_origin};
use crate::library::{Limits, Origin};

/// Articles that are learned at once: while they are written, another instance waits.
const BATCH: usize = 128;

/// Reads the texts of all articles whose words the index does not know; stops where `cancel` is true, and what is learned by
/// then stays.
pub fn learn(index: &mut Index, limits: &Limits, cancel: &AtomicBool) {
    while !cancel.load(Ordering::Relaxed) {
        let untold = index.untold(BATCH);
        let words: Vec<_> = untold.par_iter().map(|untold| (untold.doc, words(untold, limits))).collect();
        if words.is_empty() || !index.keep_words(&words) {
            return;
        }
    }
}

/// Returns the words of title and text; of an article that cannot be read any more those of its title.
fn words(untold: &Untold, limits: &Limits) -> HashSet<String> {
    let origin = Origin::File(untold.path.clone());
    let title = Row::read(&untold.row, origin.clone(), Whole::No).and_then(|row| row.entry.meta.title);
    let read = read_origin(&origin, limits).and_then(|bytes| Imported::outlined(&origin, bytes));
    let text = read.map(|imported| imported.article.text).unwrap_or_default();
    words_of(&[title.as_deref().unwrap_or_default(), &text])
}
