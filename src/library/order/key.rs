//! What an article is compared by: numbers, made once.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::super::state::ReadingState;
use super::super::{ArticleId, Entry, InStory};
use super::{Arrangement, Group, Sort};
use crate::article::When;
use crate::text::fold::{self, Form};

/// What stands before a story that likeness found: the sign of what is likely, as everywhere.
const FOUND: char = '~';
/// What stands before one in which the reader put articles together: the key that does it.
const SAID: char = '=';

/// What an article is sorted and grouped by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    /// Seconds since 1970, in UTC where the offset is known, else as written.
    date: Option<i64>,
    /// The first letters of its folded title, so that the order of two of these is that of the titles.
    title: u64,
    words: u32,
    /// Its source, by its place among the names.
    pub source: Option<u32>,
    /// Its group, by its place among the groups.
    pub group: u32,
    pub stage: Stage,
    /// Its day of publication, as written: what a heading tells is read from keys, which lie close together.
    pub day: Option<Date>,
}

/// How far an article is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stage {
    #[default]
    Unread,
    Begun,
    Read,
}

/// What makes articles one group; in the order of groups where they have one of their own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum GroupKey {
    /// Story or source, folded.
    Named(String),
    /// A story that likeness found, by its oldest article.
    Found(ArticleId),
    /// Months before the year 0 do not occur; counted backwards, so that the newest comes first.
    Month(i32),
    /// How far it is read.
    Stage(Stage),
    /// None of these.
    Rest,
}

/// Groups and sources, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    groups: Vec<GroupKey>,
    group_places: HashMap<GroupKey, u32>,
    sources: Vec<String>,
    source_places: HashMap<String, u32>,
}

impl Names {
    /// Returns the group at `place`.
    pub fn group(&self, place: u32) -> &GroupKey {
        usize::try_from(place).ok().and_then(|place| self.groups.get(place)).unwrap_or(&GroupKey::Rest)
    }

    /// Says how many groups there are; the place of each is less.
    pub const fn groups(&self) -> usize {
        self.groups.len()
    }

    /// Says how many sources there are; the place of each is less.
    pub const fn sources(&self) -> usize {
        self.sources.len()
    }

    fn source(&self, place: u32) -> &str {
        usize::try_from(place).ok().and_then(|place| self.sources.get(place)).map_or("", String::as_str)
    }

    fn place_of_group(&mut self, key: GroupKey) -> u32 {
        if let Some(place) = self.group_places.get(&key) {
            return *place;
        }
        let place = u32::try_from(self.groups.len()).unwrap_or(u32::MAX);
        self.groups.push(key.clone());
        self.group_places.insert(key, place);
        place
    }

    fn place_of_source(&mut self, name: &str) -> Option<u32> {
        let name = folded(name);
        if name.is_empty() {
            return None;
        }
        if let Some(place) = self.source_places.get(name.as_ref()) {
            return Some(*place);
        }
        let place = u32::try_from(self.sources.len()).unwrap_or(u32::MAX);
        self.sources.push(name.to_string());
        self.source_places.insert(name.into_owned(), place);
        Some(place)
    }
}

impl Key {
    pub fn of(entry: &Entry, state: &ReadingState, how: Arrangement, names: &mut Names) -> Self {
        let by_state = how.group == Group::State || how.sort == Sort::State;
        let stage = if by_state { stage(entry, state) } else { Stage::default() };
        Self {
            date: entry.meta.dated().map(seconds),
            title: beginning(title(entry)),
            words: u32::try_from(entry.words).unwrap_or(u32::MAX),
            source: entry.meta.source.as_deref().and_then(|source| names.place_of_source(source)),
            group: names.place_of_group(group_key(entry, stage, how.group)),
            stage,
            day: entry.meta.published.map(|when| when.date),
        }
    }
}

/// Says how far an article is read.
pub(super) fn stage(entry: &Entry, state: &ReadingState) -> Stage {
    match state.articles.get(&entry.id) {
        Some(state) if state.read => Stage::Read,
        Some(state) if state.place > 0 => Stage::Begun,
        _ => Stage::Unread,
    }
}

fn group_key(entry: &Entry, stage: Stage, group: Group) -> GroupKey {
    let named = |name: Option<&str>| match name.map(folded) {
        Some(name) if !name.is_empty() => GroupKey::Named(name.into_owned()),
        _ => GroupKey::Rest,
    };
    match group {
        Group::Story => match entry.meta.in_story() {
            Some(InStory::Named(name)) => named(Some(name)),
            Some(InStory::Found(alike)) => GroupKey::Found(alike.oldest.clone()),
            None => GroupKey::Rest,
        },
        Group::Source => named(entry.meta.source.as_deref()),
        Group::Date => entry.meta.dated().map_or(GroupKey::Rest, |When { date, .. }| {
            GroupKey::Month(-(i32::from(date.year()) * 12 + i32::from(date.month())))
        }),
        Group::State => GroupKey::Stage(stage),
        Group::None => GroupKey::Rest,
    }
}

/// Says whether the group `of` is called anything.
pub(super) fn is_named(of: &GroupKey, group: Group) -> bool {
    match group {
        Group::Date => true,
        Group::None => false,
        Group::Story | Group::Source | Group::State => *of != GroupKey::Rest,
    }
}

/// Returns what the group `of` is called after one of its articles; nothing where they stand alone.
pub(super) fn group_name(entry: &Entry, of: &GroupKey, group: Group) -> Option<String> {
    let name = match (group, of) {
        (Group::Story, _) => match entry.meta.in_story()? {
            InStory::Named(name) => name,
            InStory::Found(alike) => {
                let sign = if alike.by_reader { SAID } else { FOUND };
                return Some(format!("{sign} {}", alike.title.trim()));
            }
        },
        (Group::Source, GroupKey::Named(_)) => entry.meta.source.as_deref()?,
        (Group::Date, _) => {
            let month = entry.meta.dated().map(|when| when.date.strftime("%B %Y").to_string());
            return Some(month.unwrap_or_else(|| "undated".into()));
        }
        (_, GroupKey::Stage(stage)) => stage.name(),
        _ => return None,
    };
    Some(name.trim().to_owned())
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

/// Compares by `sort`, then newest first, then by title; `titles` compares the whole titles.
pub(super) fn compare(
    l: &Key,
    r: &Key,
    sort: Sort,
    reverse: bool,
    names: &Names,
    titles: impl Fn() -> Ordering,
) -> Ordering {
    let turn = |order: Ordering| if reverse { order.reverse() } else { order };
    let by_title = || l.title.cmp(&r.title).then_with(&titles);
    let source = |place: u32| names.source(place);
    let by = match sort {
        Sort::Date => Ordering::Equal,
        Sort::Source => missing_last(l.source, r.source, |l, r| turn(source(l).cmp(source(r)))),
        Sort::Title => turn(by_title()),
        Sort::Length => turn(r.words.cmp(&l.words)),
        Sort::State => turn(l.stage.cmp(&r.stage)),
    };
    by.then_with(|| missing_last(l.date, r.date, |l, r| turn(r.cmp(&l)))).then_with(by_title)
}

fn missing_last<T>(l: Option<T>, r: Option<T>, compare: impl Fn(T, T) -> Ordering) -> Ordering {
    match (l, r) {
        (Some(l), Some(r)) => compare(l, r),
        (l, r) => r.is_some().cmp(&l.is_some()),
    }
}

/// Compares the whole titles of two articles, folded.
pub(super) fn titles(l: &Entry, r: &Entry) -> Ordering {
    folded(title(l)).cmp(&folded(title(r)))
}

/// Returns what an article is called in the order: from its first letter or digit on.
fn title(entry: &Entry) -> &str {
    let title = entry.meta.title.as_deref().unwrap_or(&entry.first_words);
    title.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Returns the first eight bytes of the folded title as a number.
fn beginning(title: &str) -> u64 {
    let cut = title.char_indices().nth(ENOUGH).and_then(|(at, _)| title.get(..at));
    // Where white space and what is not seen take up the characters, or the last is cut off its accent.
    let known = cut.map(folded).filter(|known| known.len() >= ENOUGH / 2);
    let known = known.unwrap_or_else(|| folded(title));
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(known.bytes()).for_each(|(to, from)| *to = from);
    u64::from_be_bytes(bytes)
}

/// Characters of a title from which its first eight folded bytes nearly always come.
const ENOUGH: usize = 24;

/// Makes names equal that differ in case, accents, signs and white space only.
#[must_use]
pub fn folded(name: &str) -> Cow<'_, str> {
    let plain = fold::form_of(name, Form::PLAIN);
    let is_single = !plain.starts_with(' ') && !plain.ends_with(' ') && !plain.contains("  ");
    if is_single { plain } else { plain.split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// Returns the seconds since 1970 in UTC where the offset is known, else as written.
#[must_use]
pub fn seconds(when: When) -> i64 {
    let written: DateTime = when.date.to_datetime(when.time.unwrap_or(Time::midnight()));
    let offset = SignedDuration::from_secs(when.offset.map_or(0, |offset| i64::from(offset.seconds())));
    (written.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)) - offset).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff::tz::Offset;
    use proptest::prelude::*;

    #[test]
    fn offsets_count_where_they_are_known() {
        let at = |hour, offset| When {
            date: date(2026, 3, 7),
            time: Some(Time::constant(hour, 0, 0, 0)),
            offset: Some(Offset::constant(offset)),
        };
        assert!(seconds(at(12, -5)) > seconds(at(16, 0)));
        let last = When { date: date(9999, 12, 31), time: None, offset: Some(Offset::constant(-24)) };
        assert!(seconds(last) > seconds(When { offset: None, ..last }));
    }

    #[test]
    fn names_are_folded_and_their_white_space_is_one_space() {
        assert_eq!(folded("  The\tÉvian \u{A0} Post’s "), "the evian post's");
        assert_eq!(folded(" \n"), "");
    }

    proptest! {
        #[test]
        fn beginnings_never_contradict_the_titles(l in "[a-cA-Cé  ’\u{301}\u{AD}ß.]{0,40}", r in "[a-cA-Cé  ’\u{301}\u{AD}ß.]{0,40}") {
            let (short, whole) = (beginning(&l).cmp(&beginning(&r)), folded(&l).cmp(&folded(&r)));
            prop_assert!(short == whole || short.is_eq(), "{} {}", folded(&l), folded(&r));
        }
    }
}
