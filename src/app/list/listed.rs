//! Which entries filter and search let through.
//!
//! A letter that is added to the filter narrows what the letters before it let through, and one that is taken away goes
//! back to that; entries that come while the library is read are asked when they come.

use super::ListSearch;
use crate::library::Entry;
use crate::library::filter::{Labels, Pattern};

/// What is let through.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    labels: Labels,
    /// What the filter let through as it was typed, letter by letter; none for no filter.
    steps: Vec<Step>,
    /// How many entries were asked.
    asked: usize,
    /// Whether the filter lets an entry through; empty where there is none.
    passes: Vec<bool>,
    /// The hit of the search in each entry, [`NO_HIT`] where there is none; empty where nothing is searched for.
    hits: Vec<usize>,
    found: usize,
    searched: bool,
}

/// What a filter let through.
#[derive(Clone, Debug)]
struct Step {
    typed: String,
    /// Indices of entries, ascending.
    entries: Vec<usize>,
}

const NO_HIT: usize = usize::MAX;

impl Listed {
    /// Asks filter and search anew, as far as anything has changed.
    pub fn refresh(&mut self, entries: &[Entry], filter: &str, search: Option<&ListSearch>) {
        self.narrow(entries, filter);
        self.searched = search.is_some();
        self.hits.clear();
        self.found = 0;
        if let Some(search) = search {
            self.hits.resize(entries.len(), NO_HIT);
            self.found = search.hits.len();
            for (place, hit) in search.hits.iter().enumerate() {
                if let Some(of_entry) = self.hits.get_mut(hit.entry) {
                    *of_entry = place;
                }
            }
        }
    }

    fn narrow(&mut self, entries: &[Entry], filter: &str) {
        self.labels.follow(entries);
        if self.asked < entries.len() {
            self.ask_the_new(entries);
        }
        while self.steps.last().is_some_and(|step| !filter.starts_with(&step.typed)) {
            self.steps.pop();
        }
        if !filter.is_empty() && self.steps.last().is_none_or(|step| step.typed != filter) {
            let pattern = Pattern::new(filter);
            let entries = match self.steps.last() {
                Some(step) => pattern.matching(entries, &self.labels, &step.entries),
                None => pattern.matching(entries, &self.labels, &(0..entries.len()).collect::<Vec<_>>()),
            };
            self.steps.push(Step { typed: filter.to_owned(), entries });
        }
        self.passes.clear();
        if let Some(step) = self.steps.last() {
            self.passes.resize(entries.len(), false);
            for &index in &step.entries {
                if let Some(passes) = self.passes.get_mut(index) {
                    *passes = true;
                }
            }
        }
    }

    /// Asks the entries that have come since the last time; what was let through before the last letter is forgotten.
    fn ask_the_new(&mut self, entries: &[Entry]) {
        let old = self.steps.len().saturating_sub(1);
        self.steps.drain(..old);
        for step in &mut self.steps {
            let pattern = Pattern::new(&step.typed);
            let new = entries.iter().enumerate().skip(self.asked).filter(|(_, entry)| pattern.matches(entry));
            step.entries.extend(new.map(|(index, _)| index));
        }
        self.asked = entries.len();
    }

    /// Follows entries that changed in their places: all are asked anew.
    pub fn change(&mut self, entries: &[Entry], changed: &[usize]) {
        self.labels.change(entries, changed);
        (self.steps, self.asked) = (Vec::new(), 0);
    }

    /// Follows entries that were taken out; `gone` are the indices that they had, ascending.
    pub fn forget(&mut self, gone: &[usize]) {
        self.labels.forget(gone);
        (self.steps, self.asked) = (Vec::new(), 0);
    }

    /// Says whether an entry is let through.
    pub fn has(&self, index: usize) -> bool {
        let passes = self.steps.is_empty() || self.passes.get(index).copied().unwrap_or(false);
        passes && (!self.searched || self.hit(index).is_some())
    }

    /// Returns the place of the hit in an entry.
    pub fn hit(&self, index: usize) -> Option<usize> {
        self.hits.get(index).copied().filter(|hit| *hit != NO_HIT)
    }

    /// Says how many hits there are.
    pub const fn hits(&self) -> usize {
        self.found
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::Origin;
    use crate::library::identity::Identities;
    use crate::library::store::from_bytes;
    use proptest::prelude::*;

    fn entries(titles: &[String]) -> Vec<Entry> {
        let entry = |title: &String| {
            let text = format!("+++\ntitle = \"{title}\"\n+++\nText.");
            from_bytes(&Origin::Stdin, text.as_bytes(), &Identities::default()).unwrap().entry
        };
        titles.iter().map(entry).collect()
    }

    proptest! {
        #[test]
        fn however_it_is_typed_the_filter_lets_through_what_matches(
            titles in prop::collection::vec("[a-dA-D ]{1,6}", 1..12),
            typed in prop::collection::vec(("[a-d A-D]{0,4}", 0_usize..12), 1..6),
        ) {
            let entries = entries(&titles);
            let mut listed = Listed::default();
            let mut known = 0;
            for (filter, more) in typed {
                known = (known + more).min(entries.len());
                let there = entries.get(..known).unwrap();
                listed.refresh(there, &filter, None);
                let pattern = Pattern::new(&filter);
                let expected: Vec<bool> = there.iter().map(|entry| pattern.matches(entry)).collect();
                let got: Vec<bool> = (0..known).map(|index| listed.has(index)).collect();
                prop_assert_eq!(got, expected);
            }
        }
    }
}
