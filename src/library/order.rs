//! The order of the list: grouped, then sorted.
//!
//! An [`Order`] is kept beside the entries and grows with them: what comes later is sorted by itself and merged in, and a
//! filter takes the listed ones out of the order instead of sorting them anew. What entries are compared by is small
//! numbers (`key`); titles are folded only where the first letters of two are the same.

mod key;
mod sections;

use std::cmp::Ordering;

use self::key::{Key, Names};
pub use self::key::{folded, seconds};
pub use self::sections::{Section, Sections};
use super::Entry;
use super::state::ReadingState;

/// What the list is grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// The story; articles without one stand alone, after the stories.
    #[default]
    Story,
    /// The source.
    Source,
    /// The month of publication.
    Date,
    /// Unread, reading, read.
    State,
    /// Nothing.
    None,
}

/// What the articles of a group are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Date of publication, the newest first.
    #[default]
    Date,
    /// Source, then date.
    Source,
    /// Title.
    Title,
    /// Length, the longest first.
    Length,
    /// Unread first.
    State,
}

impl Group {
    /// Returns what people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Source => "source",
            Self::Date => "month",
            Self::State => "state",
            Self::None => "nothing",
        }
    }

    /// Returns the next one, round the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Story => Self::Source,
            Self::Source => Self::Date,
            Self::Date => Self::State,
            Self::State => Self::None,
            Self::None => Self::Story,
        }
    }
}

impl Sort {
    /// Returns what people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Source => "source",
            Self::Title => "title",
            Self::Length => "length",
            Self::State => "state",
        }
    }

    /// Returns the next one, round the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Date => Self::Source,
            Self::Source => Self::Title,
            Self::Title => Self::Length,
            Self::Length => Self::State,
            Self::State => Self::Date,
        }
    }
}

/// How the list is arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The groups.
    pub group: Group,
    /// The order inside.
    pub sort: Sort,
    /// Whether the order inside a group is turned round.
    pub reverse: bool,
}

/// Arranges those of `entries` whose indices are in `listed`.
///
/// Groups come by what is sorted by (stories by their newest article), months and states in their own order; articles
/// without a date or a group come last, whichever way round the order is.
#[must_use]
pub fn arrange(entries: &[Entry], listed: &[usize], state: &ReadingState, how: Arrangement) -> Sections {
    let mut order = Order::default();
    order.update(entries, state, how);
    let mut is_listed = vec![false; entries.len()];
    for &index in listed {
        if let Some(is_listed) = is_listed.get_mut(index) {
            *is_listed = true;
        }
    }
    order.sections(&|index| is_listed.get(index).copied().unwrap_or(false))
}

/// The order of all entries.
///
/// ```text
/// entries      0  1  2  3  4 | 5  6     as they were found; 5 and 6 have come since
/// forward      3  0  4  1  2            by their keys
/// 5 and 6 sorted, 6  5, and merged:
/// forward      3  6  0  4  5  1  2
/// listed       3  .  0  .  .  1  .      what a filter lets through, taken out in order, falls into its groups
/// ```
#[derive(Clone, Debug, Default)]
pub struct Order {
    how: Arrangement,
    keys: Vec<Key>,
    names: Names,
    /// All entries, in order.
    forward: Vec<usize>,
    /// The same the other way round, where that is asked for: what is missing comes last in both.
    backward: Vec<usize>,
}

impl Order {
    /// Takes up the entries that were added at the end since the last time; all of them where the arrangement is another.
    pub fn update(&mut self, entries: &[Entry], state: &ReadingState, how: Arrangement) {
        if how != self.how || entries.len() < self.keys.len() {
            *self = Self { how, ..Self::default() };
        }
        let known = self.keys.len();
        let added = entries.iter().skip(known).map(|entry| Key::of(entry, state, how, &mut self.names));
        self.keys.extend(added);
        self.insert(entries, (known..entries.len()).collect());
    }

    /// Forgets everything; the next update takes up all entries.
    pub fn clear(&mut self) {
        self.keys.clear();
        *self = Self { how: self.how, ..Self::default() };
    }

    /// Finds the new places of entries that are others than they were, or whose reading state is another.
    pub fn change(&mut self, entries: &[Entry], state: &ReadingState, changed: &[usize]) {
        for &index in changed {
            if let (Some(entry), Some(key)) = (entries.get(index), self.keys.get_mut(index)) {
                *key = Key::of(entry, state, self.how, &mut self.names);
            }
        }
        let mut again: Vec<usize> = changed.iter().copied().filter(|index| *index < self.keys.len()).collect();
        again.sort_unstable();
        again.dedup();
        for order in [&mut self.forward, &mut self.backward] {
            order.retain(|index| again.binary_search(index).is_err());
        }
        self.insert(entries, again);
    }

    /// Finds the new places of entries whose reading state is another; for an arrangement by it.
    pub fn restage(&mut self, entries: &[Entry], state: &ReadingState) {
        let is_other = |(entry, key): (&Entry, &Key)| key.stage != key::stage(entry, state);
        let stages = entries.iter().zip(&self.keys).enumerate();
        let changed: Vec<usize> = stages.filter(|(_, pair)| is_other(*pair)).map(|(index, _)| index).collect();
        self.change(entries, state, &changed);
    }

    /// Forgets entries that were taken out; `gone` are their indices before that, ascending.
    pub fn forget(&mut self, gone: &[usize]) {
        let mut place = 0;
        self.keys.retain(|_| {
            place += 1;
            gone.binary_search(&(place - 1)).is_err()
        });
        for order in [&mut self.forward, &mut self.backward] {
            order.retain(|index| gone.binary_search(index).is_err());
            order.iter_mut().for_each(|index| *index -= gone.partition_point(|gone| gone < index));
        }
    }

    /// Sorts `added` and merges it into the order.
    fn insert(&mut self, entries: &[Entry], added: Vec<usize>) {
        if added.is_empty() {
            return;
        }
        let ways = if self.how.reverse { &[false, true][..] } else { &[false] };
        for &reverse in ways {
            let mut added = added.clone();
            added.sort_unstable_by(|l, r| self.compare(entries, *l, *r, reverse));
            let old = std::mem::take(if reverse { &mut self.backward } else { &mut self.forward });
            let merged = merge(&old, &added, |l, r| self.compare(entries, l, r, reverse));
            *(if reverse { &mut self.backward } else { &mut self.forward }) = merged;
        }
    }

    fn compare(&self, entries: &[Entry], l: usize, r: usize, reverse: bool) -> Ordering {
        match (self.keys.get(l), self.keys.get(r), entries.get(l), entries.get(r)) {
            (Some(lk), Some(rk), Some(left), Some(right)) => {
                let by = key::compare(lk, rk, self.how.sort, reverse, &self.names, || key::titles(left, right));
                by.then_with(|| left.origin.cmp(&right.origin)).then(l.cmp(&r))
            }
            _ => Ordering::Equal,
        }
    }
}

/// Merges two sorted lists. Looks for each of `added` in growing steps, so that a few are merged into many by a few
/// comparisons.
fn merge(old: &[usize], added: &[usize], compare: impl Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut merged = Vec::with_capacity(old.len() + added.len());
    let mut rest = old;
    for &new in added {
        let is_before = |old: &usize| compare(*old, new).is_lt();
        let mut step = 1;
        while rest.get(step - 1).is_some_and(is_before) {
            step *= 2;
        }
        let (from, to) = (step / 2, step.min(rest.len()));
        let before = from + rest.get(from..to).unwrap_or_default().partition_point(is_before);
        let (earlier, later) = rest.split_at(before.min(rest.len()));
        merged.extend_from_slice(earlier);
        merged.push(new);
        rest = later;
    }
    merged.extend_from_slice(rest);
    merged
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::{Meta, When};
    use crate::library::state::Change;
    use crate::library::{ArticleId, Origin};
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    /// An entry from `title|source|story|day of March|words`.
    fn entry(line: &str) -> Entry {
        let field = |i: usize| line.split('|').nth(i).filter(|f| !f.is_empty()).map(str::to_owned);
        let day = |d: String| When { date: date(2026, 3, d.parse().unwrap()), time: None, offset: None };
        Entry {
            origin: Origin::File(field(0).unwrap().into()),
            id: ArticleId(field(0).unwrap()),
            recognised: Default::default(),
            meta: (&Meta {
                title: field(0),
                source: field(1),
                story: field(2),
                published: field(3).map(day),
                ..Meta::default()
            })
                .into(),
            words: field(4).map_or(0, |w| w.parse().unwrap()),
            first_words: Box::default(),
            wording: None,
            flaws: Box::default(),
            doc: 0,
        }
    }

    /// A group as a reader sees it.
    #[derive(Debug, Default, PartialEq)]
    struct Told {
        name: Option<String>,
        entries: Vec<usize>,
        days: Option<(Date, Date)>,
        sources: usize,
    }

    fn told_of(order: &Order, entries: &[Entry], sections: &Sections) -> Vec<Told> {
        let told = |group: &Section| {
            let name = order.name_of(entries, group);
            assert_eq!(name.is_some(), group.is_named);
            Told { name, entries: sections.of(group).to_vec(), days: group.days, sources: group.sources }
        };
        sections.groups.iter().map(told).collect()
    }

    fn arranged(entries: &[Entry], listed: &[usize], state: &ReadingState, how: Arrangement) -> Vec<Told> {
        let mut order = Order::default();
        order.update(entries, state, how);
        told_of(&order, entries, &arrange(entries, listed, state, how))
    }

    fn library() -> Vec<Entry> {
        let lines = [
            "Alone|Tide|||10",
            "Bridge opens|Post|The bridge|3|30",
            "Bridge closed|Tide|the  Bridge |9|20",
            "Dike holds|Post|The dike|20|50",
            "zebra|post||25|40",
        ];
        lines.iter().map(|line| entry(line)).collect()
    }

    /// The arrangement as `name: titles; …`.
    fn shown(group: Group, sort: Sort, reverse: bool, state: &ReadingState) -> String {
        let entries = library();
        let all: Vec<usize> = (0..entries.len()).collect();
        let sections = arranged(&entries, &all, state, Arrangement { group, sort, reverse });
        let title = |i: &usize| entries[*i].meta.title.clone().unwrap();
        let section = |s: &Told| {
            let name = s.name.clone().unwrap_or("-".into());
            format!("{name}: {}", s.entries.iter().map(title).collect::<Vec<_>>().join(", "))
        };
        sections.iter().map(section).collect::<Vec<_>>().join("; ")
    }

    fn plain(group: Group, sort: Sort) -> String {
        shown(group, sort, false, &ReadingState::default())
    }

    #[test]
    fn what_is_dated_after_it_was_seen_stands_where_it_was_seen() {
        let mut entries = ["old||||", "late|||9|", "new|||5|", "first|||2|"].map(entry).to_vec();
        entries[1].meta.stands = Some(date(2026, 3, 4));
        let how = Arrangement { group: Group::None, ..Arrangement::default() };
        let sections = arrange(&entries, &[0, 1, 2, 3], &ReadingState::default(), how);
        assert_eq!(sections.entries, [2, 1, 3, 0]);
    }

    #[test]
    fn stories_come_by_their_newest_article_and_lone_articles_last() {
        assert_eq!(
            plain(Group::Story, Sort::Date),
            "The dike: Dike holds; the  Bridge: Bridge closed, Bridge opens; -: zebra, Alone"
        );
    }

    #[test]
    fn sources_that_differ_in_case_are_one() {
        assert_eq!(
            plain(Group::Source, Sort::Title),
            "post: Bridge opens, Dike holds, zebra; Tide: Alone, Bridge closed".replace("post:", "Post:")
        );
    }

    #[test]
    fn months_are_named_and_the_undated_come_last() {
        assert_eq!(
            plain(Group::Date, Sort::Length),
            "March 2026: Dike holds, zebra, Bridge opens, Bridge closed; undated: Alone"
        );
    }

    #[test]
    fn states_are_unread_begun_and_read() {
        let mut state = ReadingState::default();
        state.apply(&Change { id: ArticleId("zebra".into()), read: Some(true), ..Change::default() });
        state.apply(&Change { id: ArticleId("Alone".into()), place: Some(9), ..Change::default() });
        assert_eq!(
            shown(Group::State, Sort::Date, false, &state),
            "unread: Dike holds, Bridge closed, Bridge opens; begun: Alone; read: zebra"
        );
        assert_eq!(
            shown(Group::None, Sort::State, false, &state),
            "-: Dike holds, Bridge closed, Bridge opens, Alone, zebra"
        );
    }

    #[test]
    fn turning_round_leaves_what_is_missing_last() {
        assert_eq!(
            shown(Group::None, Sort::Date, true, &ReadingState::default()),
            "-: Bridge opens, Bridge closed, Dike holds, zebra, Alone"
        );
        assert_eq!(
            shown(Group::Story, Sort::Date, true, &ReadingState::default()),
            "The dike: Dike holds; the  Bridge: Bridge opens, Bridge closed; -: zebra, Alone"
        );
    }

    #[test]
    fn only_listed_entries_are_arranged_and_bad_indices_ignored() {
        let sections = arranged(&library(), &[4, 99], &ReadingState::default(), Arrangement::default());
        assert_eq!(
            sections.iter().map(|group| (&group.name, &group.entries[..])).collect::<Vec<_>>(),
            [(&None, &[4][..])]
        );
    }

    #[test]
    fn a_heading_knows_the_days_and_sources_of_its_articles() {
        let entries = library();
        let sections = arranged(&entries, &[0, 1, 2, 3, 4], &ReadingState::default(), Arrangement::default());
        let bridge = sections.iter().find(|section| section.name.as_deref() == Some("the  Bridge")).unwrap();
        assert_eq!((bridge.days, bridge.sources), (Some((date(2026, 3, 3), date(2026, 3, 9))), 2));
        let all: Vec<usize> = (0..5).collect();
        let how = Arrangement { group: Group::Date, ..Arrangement::default() };
        let sections = arranged(&entries, &all, &ReadingState::default(), how);
        assert_eq!(sections.first().unwrap().sources, 2, "Post and post are one");
    }

    #[test]
    fn names_that_differ_in_accents_or_signs_are_one_group() {
        let entries = [entry("a|Évian Post|Trump’s deal|1|1"), entry("b|Evian  post|trump's Deal|2|1")];
        for group in [Group::Source, Group::Story] {
            let how = Arrangement { group, ..Arrangement::default() };
            assert_eq!(arranged(&entries, &[0, 1], &ReadingState::default(), how).len(), 1, "{group:?}");
        }
    }

    #[test]
    fn a_few_are_merged_into_many_by_few_comparisons() {
        let old: Vec<usize> = (0..10_000).map(|n| n * 2).collect();
        for added in [vec![1, 9_999, 19_999], vec![15_001], vec![]] {
            let asked = std::cell::Cell::new(0);
            let merged = merge(&old, &added, |l, r| {
                asked.set(asked.get() + 1);
                l.cmp(&r)
            });
            assert!(merged.is_sorted() && merged.len() == old.len() + added.len());
            assert!(asked.get() <= added.len() * 30, "{} for {added:?}", asked.get());
        }
    }

    /// What an order says of a library, whatever way it came to it.
    fn told(order: &Order, entries: &[Entry]) -> Vec<Told> {
        told_of(order, entries, &order.sections(&|_| true))
    }

    #[test]
    fn groups_share_one_list_and_as_many_are_named_as_are_said_to_be() {
        let (entries, how) = (library(), Arrangement::default());
        let all: Vec<usize> = (0..entries.len()).collect();
        let sections = super::arrange(&entries, &all, &ReadingState::default(), how);
        assert_eq!(sections.entries, [3, 2, 1, 4, 0]);
        assert_eq!(sections.groups.iter().flat_map(|group| sections.of(group)).count(), 5);
        assert_eq!((sections.groups.len(), sections.named), (3, 2));
    }

    fn arrangements() -> impl Strategy<Value = Arrangement> {
        let group = prop::sample::select(vec![Group::Story, Group::Source, Group::Date, Group::State, Group::None]);
        let sort = prop::sample::select(vec![Sort::Date, Sort::Source, Sort::Title, Sort::Length, Sort::State]);
        (group, sort, any::<bool>()).prop_map(|(group, sort, reverse)| Arrangement { group, sort, reverse })
    }

    fn lines() -> impl Strategy<Value = Vec<Entry>> {
        let line =
            "(b|Bridge [ab]|brücke)[a-c]{1,2}\\|(Post|Tide)?\\|(x|Y)?\\|([1-9])?\\|[0-3]".prop_map(|line| entry(&line));
        prop::collection::vec(line, 0..24)
    }

    proptest! {
        #[test]
        fn every_listed_entry_comes_once_and_the_order_of_loading_does_not_count(
            listed in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(), how in arrangements(),
        ) {
            let (entries, state) = (library(), ReadingState::default());
            let sections = arranged(&entries, &listed, &state, how);
            prop_assert_eq!(&sections, &arranged(&entries, &[0, 1, 2, 3, 4], &state, how));
            let mut all: Vec<usize> = sections.into_iter().flat_map(|s| s.entries).collect();
            all.sort_unstable();
            prop_assert_eq!(all, [0, 1, 2, 3, 4]);
        }

        #[test]
        fn an_order_that_grew_is_the_order_made_at_once(entries in lines(), cuts in prop::collection::vec(0_usize..24, 0..4), how in arrangements()) {
            let state = ReadingState::default();
            let mut order = Order::default();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(entries.len())).collect();
            cuts.sort_unstable();
            for cut in cuts.into_iter().chain([entries.len()]) {
                order.update(entries.get(..cut).unwrap(), &state, how);
            }
            let all: Vec<usize> = (0..entries.len()).collect();
            prop_assert_eq!(told(&order, &entries), arranged(&entries, &all, &state, how));
        }

        #[test]
        fn an_order_follows_what_is_changed_and_taken_out(
            entries in lines(), others in lines(), gone in prop::collection::btree_set(0_usize..24, 0..6), how in arrangements(),
        ) {
            let state = ReadingState::default();
            let mut order = Order::default();
            order.update(&entries, &state, how);
            let mut now = entries;
            let changed: Vec<usize> = (0..now.len()).filter(|i| i % 3 == 0).collect();
            for (entry, other) in now.iter_mut().step_by(3).zip(others) {
                *entry = other;
            }
            order.change(&now, &state, &changed);
            let gone: Vec<usize> = gone.into_iter().filter(|i| *i < now.len()).collect();
            for index in gone.iter().rev() {
                now.remove(*index);
            }
            order.forget(&gone);
            let all: Vec<usize> = (0..now.len()).collect();
            prop_assert_eq!(told(&order, &now), arranged(&now, &all, &state, how));
        }

        #[test]
        fn an_order_follows_the_reading_state(entries in lines(), read in prop::collection::vec(any::<bool>(), 24), how in arrangements()) {
            let mut order = Order::default();
            order.update(&entries, &ReadingState::default(), how);
            let mut state = ReadingState::default();
            for (entry, read) in entries.iter().zip(read) {
                state.apply(&Change { id: entry.id.clone(), read: Some(read), ..Change::default() });
            }
            order.restage(&entries, &state);
            let all: Vec<usize> = (0..entries.len()).collect();
            prop_assert_eq!(told(&order, &entries), arranged(&entries, &all, &state, how));
        }
    }
}
