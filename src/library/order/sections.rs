//! The groups of the listed articles: the articles in one list, and of each group which part of that is its own.
//!
//! They are made anew at every letter of a filter, tens of thousands of them, so that nothing is allocated for a group;
//! its name is looked up where it is drawn.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::super::Entry;
use super::key::{self, GroupKey, Key};
use super::{Group, Order, Sort};

/// The listed articles in their groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// The groups, in order.
    pub groups: Vec<Section>,
    /// Indices of the listed entries, one group after another, in order.
    pub entries: Vec<usize>,
    /// How many groups have a name.
    pub named: usize,
}

/// A group of the arranged list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its first article, as an index into the listed entries.
    from: usize,
    /// The article after its last.
    to: usize,
    /// Whether it has a name; articles that stand alone have none.
    pub is_named: bool,
    /// The entry that it is called after.
    pub called_after: usize,
    /// The first and the last day of publication of its articles.
    pub days: Option<(Date, Date)>,
    /// How many sources its articles come from; names that differ in case, accents or white space are one.
    pub sources: usize,
    /// Its group, by its place among the groups.
    group: u32,
}

/// An article on its way into its section.
#[derive(Clone, Copy)]
struct Placed {
    section: usize,
    entry: usize,
}

/// No section yet, of a group or a source.
const NONE: usize = usize::MAX;

impl Sections {
    /// Returns the articles of a group, as indices into the entries.
    #[must_use]
    pub fn of(&self, section: &Section) -> &[usize] {
        self.entries.get(section.from..section.to).unwrap_or_default()
    }
}

impl Order {
    /// Returns the groups of those entries that `is_listed` lets through.
    #[must_use]
    pub fn sections(&self, is_listed: &dyn Fn(usize) -> bool) -> Sections {
        let mut groups: Vec<Section> = Vec::new();
        // The section of each group: a table, as every letter typed into the filter looks up every article.
        let mut table = vec![NONE; self.names.groups()];
        let mut placed = Vec::new();
        for (entry, key) in self.listed(&self.forward, is_listed) {
            let Some(slot) = slot(&mut table, key) else { continue };
            if *slot == NONE {
                *slot = groups.len();
                groups.push(Section { called_after: entry, group: key.group, ..Section::default() });
            }
            placed.push(Placed { section: *slot, entry });
            if let Some(section) = groups.get_mut(*slot) {
                section.take(key);
            }
        }
        if self.how.reverse {
            placed.clear();
            for (entry, key) in self.listed(&self.backward, is_listed) {
                placed.extend(slot(&mut table, key).map(|slot| Placed { section: *slot, entry }));
            }
        }
        self.laid_out(groups, &placed)
    }

    /// Returns what a group is called; nothing where articles stand alone.
    #[must_use]
    pub fn name_of(&self, entries: &[Entry], section: &Section) -> Option<String> {
        let entry = entries.get(section.called_after)?;
        key::group_name(entry, self.names.group(section.group), self.how.group)
    }

    /// Returns the listed entries in an order, each with its key.
    fn listed<'o>(
        &'o self,
        order: &'o [usize],
        is_listed: &'o dyn Fn(usize) -> bool,
    ) -> impl Iterator<Item = (usize, &'o Key)> {
        let listed = order.iter().copied().filter(|index| is_listed(*index));
        listed.filter_map(|index| Some((index, self.keys.get(index)?)))
    }

    /// Puts the groups into their order and each article into its group.
    fn laid_out(&self, groups: Vec<Section>, placed: &[Placed]) -> Sections {
        let mut order: Vec<usize> = (0..groups.len()).collect();
        let group =
            |index: &usize| groups.get(*index).map_or(&GroupKey::Rest, |section| self.names.group(section.group));
        // Groups come by their first article, as they were found, where they have no order of their own.
        let own =
            matches!(self.how.group, Group::Date | Group::State) || matches!(self.how.sort, Sort::Source | Sort::Title);
        order.sort_by(|l, r| {
            let (l, r) = (group(l), group(r));
            let rest = (*l == GroupKey::Rest).cmp(&(*r == GroupKey::Rest));
            rest.then_with(|| if own { l.cmp(r) } else { Ordering::Equal })
        });
        let mut sections = Sections { entries: vec![0; placed.len()], ..Sections::default() };
        let mut next = vec![0; groups.len()];
        let mut from = 0;
        for index in order {
            let (Some(section), Some(next)) = (groups.get(index), next.get_mut(index)) else { continue };
            let to = from + section.to;
            let is_named = key::is_named(self.names.group(section.group), self.how.group);
            *next = from;
            sections.named += usize::from(is_named);
            sections.groups.push(Section { from, to, is_named, ..section.clone() });
            from = to;
        }
        for Placed { section, entry } in placed {
            let Some(next) = next.get_mut(*section) else { continue };
            if let Some(place) = sections.entries.get_mut(*next) {
                *place = *entry;
            }
            *next += 1;
        }
        self.count_sources(&mut sections);
        sections
    }

    /// Counts the sources of each group that has a heading to tell it.
    fn count_sources(&self, sections: &mut Sections) {
        let mut seen_in = vec![NONE; self.names.sources()];
        let Sections { groups, entries, .. } = sections;
        for (place, section) in groups.iter_mut().enumerate().filter(|(_, section)| section.is_named) {
            let own = entries.get(section.from..section.to).unwrap_or_default();
            for source in own.iter().filter_map(|index| self.keys.get(*index)?.source) {
                let seen = usize::try_from(source).ok().and_then(|source| seen_in.get_mut(source));
                if let Some(seen) = seen.filter(|seen| **seen != place) {
                    *seen = place;
                    section.sources += 1;
                }
            }
        }
    }
}

impl Section {
    /// Counts an article in, which gets its place once all are counted.
    fn take(&mut self, key: &Key) {
        self.to += 1;
        if let Some(day) = key.day {
            let (first, last) = self.days.unwrap_or((day, day));
            self.days = Some((first.min(day), last.max(day)));
        }
    }
}

/// Returns where the section of an article's group is noted.
fn slot<'t>(table: &'t mut [usize], key: &Key) -> Option<&'t mut usize> {
    table.get_mut(usize::try_from(key.group).ok()?)
}
