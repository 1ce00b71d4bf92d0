//! The order of the list: grouped, then sorted.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};
use rayon::prelude::*;

use super::state::ReadingState;
use super::{Entry, Origin};
use crate::article::When;

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

/// A group of the arranged list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name; none for articles that stand alone.
    pub name: Option<String>,
    /// Indices into the entries, in order.
    pub entries: Vec<usize>,
}

/// Arranges those of `entries` whose indices are in `listed`.
///
/// Groups come by what is sorted by (stories by their newest article), months and states in their own order; articles
/// without a date or a group come last, whichever way round the order is.
#[must_use]
pub fn arrange(entries: &[Entry], listed: &[usize], state: &ReadingState, how: Arrangement) -> Vec<Section> {
    let mut order: Vec<(usize, Keys)> =
        listed.par_iter().filter_map(|&i| Some((i, Keys::of(entries.get(i)?, state)))).collect();
    order.par_sort_by(|(_, l), (_, r)| compare(l, r, how.sort, false));
    let mut sections: Vec<(GroupKey, Section, usize)> = Vec::new();
    let mut places: HashMap<GroupKey, usize> = HashMap::new();
    for (rank, (index, keys)) in order.iter().enumerate() {
        let Some(entry) = entries.get(*index) else { continue };
        let (key, name) = group_of(entry, keys, how.group);
        let place = *places.entry(key.clone()).or_insert_with(|| {
            sections.push((key, Section { name, entries: Vec::new() }, rank));
            sections.len() - 1
        });
        if let Some((_, section, _)) = sections.get_mut(place) {
            section.entries.push(*index);
        }
    }
    sections.sort_by(|l, r| compare_groups(l, r, how));
    if how.reverse {
        let keys: HashMap<usize, Keys> = order.into_iter().collect();
        for (_, section, _) in &mut sections {
            section.entries.sort_by(|l, r| match (keys.get(l), keys.get(r)) {
                (Some(l), Some(r)) => compare(l, r, how.sort, true),
                _ => Ordering::Equal,
            });
        }
    }
    sections.into_iter().map(|(_, section, _)| section).collect()
}

/// What an article is sorted by, made once.
struct Keys<'e> {
    date: Option<DateTime>,
    source: Option<String>,
    title: String,
    words: usize,
    stage: Stage,
    origin: &'e Origin,
}

/// How far an article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Stage {
    Unread,
    Begun,
    Read,
}

impl Stage {
    const fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Begun => "begun",
            Self::Read => "read",
        }
    }
}

impl<'e> Keys<'e> {
    fn of(entry: &'e Entry, state: &ReadingState) -> Self {
        let read = state.articles.get(&entry.id);
        let title = entry.meta.title.as_deref().unwrap_or(&entry.first_words);
        Self {
            date: entry.meta.published.map(instant),
            source: entry.meta.source.as_deref().map(folded).filter(|s| !s.is_empty()),
            title: folded(title.trim_start_matches(|c: char| !c.is_alphanumeric())),
            words: entry.words,
            stage: match read {
                Some(state) if state.read => Stage::Read,
                Some(state) if state.place > 0 => Stage::Begun,
                _ => Stage::Unread,
            },
            origin: &entry.origin,
        }
    }
}

/// Returns the date and time in UTC where the offset is known, else as written.
fn instant(when: When) -> DateTime {
    let written = when.date.to_datetime(when.time.unwrap_or(Time::midnight()));
    let seconds = when.offset.map_or(0, |offset| i64::from(offset.seconds()));
    written.checked_sub(SignedDuration::from_secs(seconds)).unwrap_or(written)
}

/// Makes names equal that differ in case and white space only.
fn folded(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        plain.extend((!plain.is_empty()).then_some(' '));
        plain.push_str(word);
    }
    if plain.is_ascii() {
        plain.make_ascii_lowercase();
        return plain;
    }
    plain.to_lowercase()
}

/// Compares by `sort`, then newest first, then by title and place, so that the order is always the same.
fn compare(l: &Keys<'_>, r: &Keys<'_>, sort: Sort, reverse: bool) -> Ordering {
    let turn = |order: Ordering| if reverse { order.reverse() } else { order };
    let newest = || missing_last(l.date.as_ref(), r.date.as_ref(), |l, r| turn(r.cmp(l)));
    let by = match sort {
        Sort::Date => Ordering::Equal,
        Sort::Source => missing_last(l.source.as_ref(), r.source.as_ref(), |l, r| turn(l.cmp(r))),
        Sort::Title => turn(l.title.cmp(&r.title)),
        Sort::Length => turn(r.words.cmp(&l.words)),
        Sort::State => turn(l.stage.cmp(&r.stage)),
    };
    by.then_with(newest).then_with(|| l.title.cmp(&r.title)).then_with(|| l.origin.cmp(r.origin))
}

fn missing_last<T>(l: Option<&T>, r: Option<&T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (l, r) {
        (Some(l), Some(r)) => compare(l, r),
        (l, r) => r.is_some().cmp(&l.is_some()),
    }
}

/// What makes articles one group; in the order of groups where they have one of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum GroupKey {
    /// Story or source, folded.
    Named(String),
    /// Months before the year 0 do not occur; counted backwards, so that the newest comes first.
    Month(i32),
    /// How far it is read.
    Stage(Stage),
    /// None of these.
    Rest,
}

fn group_of(entry: &Entry, keys: &Keys<'_>, group: Group) -> (GroupKey, Option<String>) {
    let named = |name: Option<&String>| match name.map(|n| (folded(n), n)) {
        Some((key, name)) if !key.is_empty() => (GroupKey::Named(key), Some(name.trim().to_owned())),
        _ => (GroupKey::Rest, None),
    };
    match group {
        Group::Story => named(entry.meta.story.as_ref()),
        Group::Source => named(entry.meta.source.as_ref()),
        Group::Date => match entry.meta.published {
            Some(When { date, .. }) => {
                let month = i32::from(date.year()) * 12 + i32::from(date.month());
                (GroupKey::Month(-month), Some(date.strftime("%B %Y").to_string()))
            }
            None => (GroupKey::Rest, Some("undated".into())),
        },
        Group::State => (GroupKey::Stage(keys.stage), Some(keys.stage.name().into())),
        Group::None => (GroupKey::Rest, None),
    }
}

/// Compares groups; `rank` is the place of the first article of each in the order of all.
fn compare_groups(l: &(GroupKey, Section, usize), r: &(GroupKey, Section, usize), how: Arrangement) -> Ordering {
    let rest = (l.0 == GroupKey::Rest).cmp(&(r.0 == GroupKey::Rest));
    let own_order = matches!(how.group, Group::Date | Group::State) || matches!(how.sort, Sort::Source | Sort::Title);
    rest.then_with(|| if own_order { l.0.cmp(&r.0) } else { l.2.cmp(&r.2) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Meta;
    use crate::library::ArticleId;
    use crate::library::state::Change;
    use jiff::civil::date;
    use jiff::tz::Offset;
    use proptest::prelude::*;

    /// An entry from `title|source|story|day of March|words`.
    fn entry(line: &str) -> Entry {
        let field = |i: usize| line.split('|').nth(i).filter(|f| !f.is_empty()).map(str::to_owned);
        let day = |d: String| When { date: date(2026, 3, d.parse().unwrap()), time: None, offset: None };
        Entry {
            origin: Origin::File(field(0).unwrap().into()),
            id: ArticleId(field(0).unwrap()),
            recognised: Default::default(),
            meta: Meta {
                title: field(0),
                source: field(1),
                story: field(2),
                published: field(3).map(day),
                ..Meta::default()
            },
            words: field(4).map_or(0, |w| w.parse().unwrap()),
            first_words: String::new(),
            flaws: Vec::new(),
        }
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
        let sections = arrange(&entries, &all, state, Arrangement { group, sort, reverse });
        let title = |i: &usize| entries[*i].meta.title.clone().unwrap();
        let section = |s: &Section| {
            let name = s.name.clone().unwrap_or("-".into());
            format!("{name}: {}", s.entries.iter().map(title).collect::<Vec<_>>().join(", "))
        };
        sections.iter().map(section).collect::<Vec<_>>().join("; ")
    }

    fn plain(group: Group, sort: Sort) -> String {
        shown(group, sort, false, &ReadingState::default())
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
    fn offsets_count_where_they_are_known() {
        let at = |hour, offset| When {
            date: date(2026, 3, 7),
            time: Some(Time::constant(hour, 0, 0, 0)),
            offset: Some(Offset::constant(offset)),
        };
        assert!(instant(at(12, -5)) > instant(at(16, 0)));
    }

    #[test]
    fn only_listed_entries_are_arranged_and_bad_indices_ignored() {
        let sections = arrange(&library(), &[4, 99], &ReadingState::default(), Arrangement::default());
        assert_eq!(sections, [Section { name: None, entries: vec![4] }]);
    }

    proptest! {
        #[test]
        fn every_listed_entry_comes_once_and_the_order_of_loading_does_not_count(
            listed in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(), group in 0..5, sort in 0..5, reverse: bool,
        ) {
            let group = [Group::Story, Group::Source, Group::Date, Group::State, Group::None][group as usize];
            let sort = [Sort::Date, Sort::Source, Sort::Title, Sort::Length, Sort::State][sort as usize];
            let (entries, state) = (library(), ReadingState::default());
            let how = Arrangement { group, sort, reverse };
            let sections = arrange(&entries, &listed, &state, how);
            prop_assert_eq!(&sections, &arrange(&entries, &[0, 1, 2, 3, 4], &state, how));
            let mut all: Vec<usize> = sections.into_iter().flat_map(|s| s.entries).collect();
            all.sort_unstable();
            prop_assert_eq!(all, [0, 1, 2, 3, 4]);
        }
    }
}
