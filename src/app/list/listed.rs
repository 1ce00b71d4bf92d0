//! Which entries filter and search let through.
//!
//! A letter that is added to the filter narrows what the letters before it let through, and one that is taken away goes
//! back to that; entries that come while the library is read are asked when they come.

use super::ListSearch;
use crate::app::core::shelf::Shelf;
use crate::library::Entry;
use crate::library::filter::{Filter, Fit, How, Known, Labels, Noted};
use crate::library::state::ReadingState;
use crate::library::versions::Versions;

/// What is let through.
#[derive(Clone, Debug, Default)]
pub(super) struct Listed {
    labels: Labels,
    /// What the filter let through as it was typed, letter by letter; none for no filter.
    steps: Vec<Step>,
    /// How many entries were asked.
    asked: usize,
    /// How many of them were versions of others when they were asked.
    families: usize,
    /// How well an entry fits the filter, 0 where it is not let through; empty where there is none.
    fits: Vec<Fit>,
    /// What notes say; none while no filter asks for it.
    noted: Option<Noted>,
    /// The hit of the search in each entry, [`NO_HIT`] where there is none; empty where nothing is searched for.
    hits: Vec<usize>,
    found: usize,
    searched: bool,
}

/// What a filter let through.
#[derive(Clone, Debug)]
struct Step {
    filter: Filter,
    /// Indices of entries, ascending, and how well they fit.
    entries: Vec<(usize, Fit)>,
    /// Those that are like what is asked for, where none has it exactly.
    like: Option<Vec<(usize, Fit)>>,
}

impl Step {
    /// Asks the entries at `asked`, which are all that may fit, and where none does, all for what is like it.
    fn new(filter: Filter, asked: &[usize], asking: &Asking<'_>) -> Self {
        let fitting = |asked: &[usize], how| filter.fitting(asking.entries, asking.labels, asked, how, asking.known);
        let entries = fitting(asked, How::Exactly);
        let like = (entries.is_empty() && filter.may_be_like()).then(|| {
            let all: Vec<usize> = (0..asking.entries.len()).collect();
            fitting(&all, How::Like)
        });
        Self { filter, entries, like }
    }

    /// Asks entries that have come, from the one at `from` on.
    fn follow(&mut self, from: usize, asking: &Asking<'_>) {
        let new: Vec<usize> = (from..asking.entries.len()).collect();
        let fitting = |how| self.filter.fitting(asking.entries, asking.labels, &new, how, asking.known);
        self.entries.extend(fitting(How::Exactly));
        match &mut self.like {
            Some(like) if self.entries.is_empty() => like.extend(fitting(How::Like)),
            _ => self.like = None,
        }
    }

    fn let_through(&self) -> &[(usize, Fit)] {
        self.like.as_ref().unwrap_or(&self.entries)
    }
}

/// Whom a filter asks.
struct Asking<'a> {
    entries: &'a [Entry],
    labels: &'a Labels,
    known: Known<'a>,
}

const NO_HIT: usize = usize::MAX;

impl Listed {
    /// Asks filter and search anew, as far as anything has changed; `noted` tells what notes say, if that is asked for.
    pub fn refresh(
        &mut self,
        (entries, versions): (&[Entry], &Versions),
        state: &ReadingState,
        filter: &str,
        noted: impl FnOnce() -> Noted,
        search: Option<&ListSearch>,
    ) {
        if std::mem::replace(&mut self.families, versions.families()) != versions.families() {
            self.ask_anew();
        }
        self.narrow((entries, versions), state, Filter::new(filter), noted);
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

    fn narrow(
        &mut self,
        (entries, versions): (&[Entry], &Versions),
        state: &ReadingState,
        filter: Filter,
        noted: impl FnOnce() -> Noted,
    ) {
        self.labels.follow(entries);
        if filter.asks_of_notes() && self.noted.is_none() {
            self.noted = Some(noted());
        }
        let nothing = Noted::default();
        let behind = versions.behind();
        let known = Known { state, noted: self.noted.as_ref().unwrap_or(&nothing), behind };
        let asking = Asking { entries, labels: &self.labels, known };
        if self.asked < entries.len() {
            // What was let through before the last letter is forgotten.
            let old = self.steps.len().saturating_sub(1);
            self.steps.drain(..old);
            self.steps.iter_mut().for_each(|step| step.follow(self.asked, &asking));
            self.asked = entries.len();
        }
        while self.steps.last().is_some_and(|step| !filter.query().narrows(step.filter.query())) {
            self.steps.pop();
        }
        if !filter.query().is_empty() && self.steps.last().is_none_or(|step| step.filter != filter) {
            let asked: Vec<usize> = match self.steps.last() {
                Some(step) => step.entries.iter().map(|(index, _)| *index).collect(),
                None => (0..entries.len()).collect(),
            };
            self.steps.push(Step::new(filter, &asked, &asking));
        }
        self.fits.clear();
        if let Some(step) = self.steps.last() {
            self.fits.resize(entries.len(), 0);
            for &(index, fit) in step.let_through() {
                if let Some(fits) = self.fits.get_mut(index) {
                    *fits = fit;
                }
            }
        }
    }

    /// Counts the shown entries that a filter lets through.
    pub fn count(shelf: &Shelf, filter: &Filter, noted: &Noted) -> usize {
        let known = Known { state: &shelf.state, noted, behind: shelf.versions.behind() };
        let shown = shelf.entries.iter().enumerate().filter(|(index, _)| shelf.versions.is_shown(*index));
        shown.filter(|(_, entry)| filter.fit(entry, How::Exactly, known).is_some()).count()
    }

    /// Follows entries that changed in their places: all are asked anew.
    pub fn change(&mut self, entries: &[Entry], changed: &[usize]) {
        self.labels.change(entries, changed);
        self.ask_anew();
    }

    /// Follows entries that were taken out; `gone` are the indices that they had, ascending.
    pub fn forget(&mut self, gone: &[usize]) {
        self.labels.forget(gone);
        self.ask_anew();
    }

    fn ask_anew(&mut self) {
        (self.steps, self.asked) = (Vec::new(), 0);
    }

    /// Takes it that what was read or starred changed; says whether the filter asks for it.
    pub fn reading_changed(&mut self) -> bool {
        let asks = self.steps.iter().any(|step| step.filter.asks_of_reading());
        if asks {
            self.ask_anew();
        }
        asks
    }

    /// Takes it that notes changed; says whether the filter asks for them.
    pub fn notes_changed(&mut self) -> bool {
        let asks = self.steps.iter().any(|step| step.filter.asks_of_notes());
        self.noted = None;
        if asks {
            self.ask_anew();
        }
        asks
    }

    /// Says whether an entry is let through.
    pub fn has(&self, index: usize) -> bool {
        let passes = self.steps.is_empty() || self.fit(index) > 0;
        passes && (!self.searched || self.hit(index).is_some())
    }

    /// Says how well an entry fits the filter; 0 where it is not let through, and where there is no filter.
    pub fn fit(&self, index: usize) -> Fit {
        self.fits.get(index).copied().unwrap_or(0)
    }

    /// Returns the filter, where it asks for anything, and how words fit those that are let through.
    pub fn filter(&self) -> Option<(&Filter, How)> {
        let step = self.steps.last()?;
        Some((&step.filter, if step.like.is_some() { How::Like } else { How::Exactly }))
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
    use crate::library::versions::Behind;
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
        fn however_it_is_typed_the_filter_lets_through_what_fits(
            titles in prop::collection::vec("[a-dA-D ]{1,6}", 1..12),
            typed in prop::collection::vec(("(-|is:|\"|[a-d A-D]){0,5}", 0_usize..12), 1..6),
        ) {
            let (entries, state, noted) = (entries(&titles), ReadingState::default(), Noted::default());
            let mut listed = Listed::default();
            let mut there = 0;
            for (typed, more) in typed {
                there = (there + more).min(entries.len());
                let there = entries.get(..there).unwrap();
                listed.refresh((there, &Versions::default()), &state, &typed, Noted::default, None);
                let (filter, known) = (Filter::new(&typed), Known { state: &state, noted: &noted, behind: &Behind::default() });
                let fit = |how| there.iter().map(|entry| filter.fit(entry, how, known).unwrap_or(0)).collect::<Vec<_>>();
                let mut expected = fit(How::Exactly);
                let is_like = !there.is_empty() && filter.may_be_like() && expected.iter().all(|fit| *fit == 0);
                if is_like {
                    expected = fit(How::Like);
                }
                prop_assert_eq!((0..there.len()).map(|index| listed.has(index)).collect::<Vec<_>>(), expected.iter().map(|fit| *fit > 0).collect::<Vec<_>>());
                if !filter.query().is_empty() {
                    prop_assert_eq!((0..there.len()).map(|index| listed.fit(index)).collect::<Vec<_>>(), expected);
                    prop_assert!(there.is_empty() || (listed.filter().unwrap().1 == How::Like) == is_like);
                }
            }
        }
    }
}
