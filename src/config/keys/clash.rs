//! Clashes: a sequence that is the beginning of another can never let the longer one be reached.

use super::{Binding, KeyTable, LOOKUPS};
use crate::config::action::Context;

impl KeyTable {
    /// Returns a binding that `new` would hide, or that would hide `new`, in any of the lookups.
    pub(super) fn clash(&self, new: &Binding) -> Option<&Binding> {
        let lookups = LOOKUPS.iter().filter(|contexts| contexts.contains(&new.context));
        lookups.filter(|contexts| self.is_reached(contexts, new)).find_map(|contexts| {
            let others = self.bindings.iter().filter(|b| one_begins_the_other(b, new));
            others.filter(|b| contexts.contains(&b.context)).find(|b| self.is_reached(contexts, b))
        })
    }

    /// Tells whether no earlier context of `contexts` gives the sequence a meaning of its own.
    fn is_reached(&self, contexts: &[Context], binding: &Binding) -> bool {
        let mut earlier = contexts.iter().take_while(|context| **context != binding.context);
        earlier.all(|context| self.known(*context, &binding.keys).is_none())
    }

    /// Returns every pair of bindings of which one hides the other.
    #[cfg(test)]
    pub(super) fn clashes(&self) -> Vec<(String, String)> {
        let pairs = self.bindings.iter().filter_map(|b| Some((b, self.clash(b)?)));
        pairs.map(|(a, b)| (super::sequence(&a.keys), super::sequence(&b.keys))).collect()
    }
}

/// Tells whether one sequence is a beginning of the other, and not the whole.
fn one_begins_the_other(a: &Binding, b: &Binding) -> bool {
    a.keys.len() != b.keys.len() && (a.keys.starts_with(&b.keys) || b.keys.starts_with(&a.keys))
}
