//! Articles that something is kept of but not who they are: a run was killed, or its end did not wait, before their
//! identities were on disk. As long as nobody edits them they have the same id, so whoever comes upon one has it kept.

use std::collections::HashSet;
use std::fmt;

use crate::library::identity::Recognised;
use crate::library::{ArticleId, Entry};

/// The ids, and who keeps an identity.
pub struct Nameless {
    ids: HashSet<ArticleId>,
    keep: Box<dyn Fn(Entry) + Send + Sync>,
}

impl Nameless {
    /// Has the articles of `ids` kept by `keep` as they are come upon.
    pub fn new(ids: HashSet<ArticleId>, keep: impl Fn(Entry) + Send + Sync + 'static) -> Self {
        Self { ids, keep: Box::new(keep) }
    }

    /// Has the identity of `entry` kept, where it is one of them.
    pub fn meet(&self, entry: &Entry) {
        if entry.recognised == Recognised::New && self.ids.contains(&entry.id) {
            (self.keep)(entry.clone());
        }
    }
}

impl fmt::Debug for Nameless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nameless").field("ids", &self.ids).finish_non_exhaustive()
    }
}
