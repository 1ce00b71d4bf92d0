//! Which articles are versions of one another: texts under one address that say other things of the same.
//!
//! ```text
//! one address  ─┬─ the same words            the same article twice: one row, nothing to compare
//!               ├─ other words, alike        versions: one row for the newest, the others behind it
//!               └─ words of another text     another article under a false address (that of a section, of a start
//!                                            page): each has a row of its own
//! ```
//!
//! Likeness decides, because an address alone swallows articles: sites put the address of a section into every head.

pub mod changes;
mod wording;

use std::cmp::Ordering;
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};

use super::{ArticleId, Entry, Origin};
use crate::article::When;
use crate::text::fold::plain;
pub use wording::{PARTS, Wording, words_of};

/// The least likeness of two texts under one address that are versions of one article: seven of the 64 parts. On invented
/// prose of 400 words an edit of a tenth leaves above 0.5, another text reaches below 0.05; it was not fitted on real pages.
pub(super) const ALIKE: f64 = 0.11;

/// Articles under one address at most that are compared with each other: more do not come of edits.
const MOST: usize = 256;

/// What stands behind the newest versions, by these.
pub type Behind = HashMap<ArticleId, Family>;

/// What stands behind the newest version of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// How many versions there are, the newest among them; 1 where the others say the same.
    pub versions: usize,
    /// The others, from the earliest on.
    pub earlier: Vec<ArticleId>,
}

/// The versions among the entries of a library.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The first entry under each address.
    first: HashMap<u64, usize>,
    /// All entries under addresses that several have.
    shared: BTreeMap<u64, Vec<usize>>,
    /// How many entries were taken up.
    known: usize,
    /// The families of entries that share an address, each by its entries, from the earliest on.
    families: Vec<Vec<usize>>,
    /// Which family an entry is of.
    family: HashMap<usize, usize>,
    behind: Behind,
}

impl Versions {
    /// Finds the versions among `entries`.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut versions = Self::default();
        versions.follow(entries);
        versions
    }

    /// Takes up the entries that were added at the end since the last time.
    pub fn follow(&mut self, entries: &[Entry]) {
        let mut is_more = false;
        for (index, entry) in entries.iter().enumerate().skip(self.known) {
            let Some(wording) = &entry.wording else { continue };
            match self.first.entry(wording.address) {
                Slot::Vacant(slot) => _ = slot.insert(index),
                Slot::Occupied(first) => {
                    self.shared.entry(wording.address).or_insert_with(|| vec![*first.get()]).push(index);
                    is_more = true;
                }
            }
        }
        self.known = entries.len();
        if is_more {
            self.group(entries);
        }
    }

    fn group(&mut self, entries: &[Entry]) {
        let families = self.shared.values().flat_map(|there| families(entries, there));
        self.families = families.filter(|family| family.len() > 1).collect();
        let places = self.families.iter().enumerate();
        self.family = places.flat_map(|(place, family)| family.iter().map(move |index| (*index, place))).collect();
        let behind = |family: &Vec<usize>| {
            let newest = *family.last()?;
            let id = |index: &usize| entries.get(*index).map(|entry| &entry.id);
            let own = id(&newest)?;
            let mut earlier: Vec<ArticleId> = family.iter().filter_map(id).filter(|id| *id != own).cloned().collect();
            earlier.dedup();
            Some((own.clone(), Family { versions: self.among(entries, newest).len(), earlier }))
        };
        self.behind = self.families.iter().filter_map(behind).collect();
    }

    /// Says how many entries share an address with others and are one article with some of them: where it changes, what is
    /// shown may have changed.
    #[must_use]
    pub fn families(&self) -> usize {
        self.family.len()
    }

    /// Says how many entries have no row of their own.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.family.len() - self.families.len()
    }

    /// Says whether an entry has a row of its own: it is the newest of its versions, or has no others.
    #[must_use]
    pub fn is_shown(&self, index: usize) -> bool {
        self.family_of(index).is_none_or(|family| family.last() == Some(&index))
    }

    /// Returns the versions that an entry is one of, from the earliest on, those of the same words once; itself where it
    /// has no others.
    #[must_use]
    pub fn among(&self, entries: &[Entry], index: usize) -> Vec<usize> {
        let Some(family) = self.family_of(index) else { return vec![index] };
        let mut told: Vec<usize> = Vec::new();
        // Of what says the same the latest counts, or the one that is asked for.
        for &one in family.iter().rev() {
            let Some(entry) = entries.get(one) else { continue };
            let same =
                told.iter().position(|other| entries.get(*other).is_some_and(|other| says_the_same(other, entry)));
            match same {
                None => told.push(one),
                Some(place) if one == index => told.iter_mut().skip(place).take(1).for_each(|slot| *slot = one),
                Some(_) => {}
            }
        }
        told.reverse();
        told
    }

    /// Returns what stands behind the newest versions.
    #[must_use]
    pub const fn behind(&self) -> &Behind {
        &self.behind
    }

    /// Says how many versions there are of what an entry says, itself among them.
    #[must_use]
    pub fn count(&self, entry: &Entry) -> usize {
        self.behind.get(&entry.id).map_or(1, |family| family.versions)
    }

    /// Returns the entry that stands for an entry in lists: the newest of its versions.
    #[must_use]
    pub fn newest(&self, index: usize) -> usize {
        self.family_of(index).and_then(|family| family.last()).copied().unwrap_or(index)
    }

    fn family_of(&self, index: usize) -> Option<&Vec<usize>> {
        self.families.get(*self.family.get(&index)?)
    }
}

/// Parts the entries under one address into families, each from the earliest on.
fn families(entries: &[Entry], there: &[usize]) -> Vec<Vec<usize>> {
    let of = |index: &usize| entries.get(*index);
    let mut families: Vec<Vec<usize>> = Vec::new();
    for index in there {
        let Some(entry) = of(index) else { continue };
        let is_one = |other: &usize| {
            of(other).is_some_and(|other| says_the_same(entry, other) || (there.len() <= MOST && is_like(entry, other)))
        };
        // One that is like two families ties them: the version in between.
        let (mut own, rest): (Vec<Vec<usize>>, Vec<Vec<usize>>) =
            families.into_iter().partition(|family| family.iter().any(is_one));
        let mut joined = own.drain(..).flatten().collect::<Vec<_>>();
        joined.push(*index);
        families = rest;
        families.push(joined);
    }
    for family in &mut families {
        let by_day = family.iter().filter_map(of).any(|entry| dated(entry).is_some_and(|when| when.time.is_none()));
        family.sort_by(|left, right| match (of(left), of(right)) {
            (Some(left), Some(right)) => in_time(left, right, by_day),
            _ => Ordering::Equal,
        });
    }
    families
}

fn is_like(left: &Entry, right: &Entry) -> bool {
    let (Some(one), Some(other)) = (&left.wording, &right.wording) else { return false };
    one.likeness(other) >= ALIKE || are_titled_alike(left, right)
}

/// Says whether two entries have one headline of some words: what a feed says in two lines and its page in full shares
/// little else.
fn are_titled_alike(left: &Entry, right: &Entry) -> bool {
    let title = |entry: &Entry| entry.meta.title.as_deref().map(folded).filter(|title| title.contains(' '));
    title(left).is_some_and(|one| title(right).is_some_and(|other| one == other))
}

/// Says whether two entries under one address say the same: the words of their stories, and of their titles where both
/// have one.
#[must_use]
pub fn says_the_same(left: &Entry, right: &Entry) -> bool {
    let (Some(one), Some(other)) = (&left.wording, &right.wording) else { return false };
    let titles = (&left.meta.title, &right.meta.title);
    let alike = || matches!(titles, (Some(one), Some(other)) if one == other || folded(one) == folded(other));
    one.words == other.words && (titles.0.is_none() || titles.1.is_none() || alike())
}

/// Returns the entries that one is a version of: those under its address that are alike, whether they say the same or not.
pub fn others<'e>(entries: &'e [Entry], entry: &'e Entry) -> impl Iterator<Item = &'e Entry> {
    let address = entry.wording.as_ref().map(|wording| wording.address);
    let is_there = move |other: &&Entry| other.wording.as_ref().map(|wording| wording.address) == address;
    let is_one = move |other: &&Entry| says_the_same(entry, other) || is_like(entry, other);
    entries.iter().filter(move |_| address.is_some()).filter(is_there).filter(is_one)
}

/// Says which of two articles is the newer version of the other, `Less` where that is the right one; none where they are no
/// versions of one article.
#[must_use]
pub fn order(left: &Entry, right: &Entry) -> Option<Ordering> {
    let (one, other) = (left.wording.as_ref()?, right.wording.as_ref()?);
    let are = one.address == other.address && is_like(left, right) && !says_the_same(left, right);
    let by_day = [left, right].into_iter().any(|entry| dated(entry).is_some_and(|when| when.time.is_none()));
    are.then(|| in_time(left, right, by_day))
}

/// Returns the words of a title.
#[must_use]
pub fn folded(title: &str) -> String {
    plain(title).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Returns when an entry says that it was last changed, else published.
#[must_use]
pub fn dated(entry: &Entry) -> Option<When> {
    entry.wording.as_ref().and_then(|wording| wording.updated).or(entry.meta.published)
}

/// Orders two versions in time: as they say, to the day where one of the family says no more, else as their files were
/// changed.
fn in_time(left: &Entry, right: &Entry, by_day: bool) -> Ordering {
    const DAY: i64 = 24 * 60 * 60;
    let changed = |entry: &Entry| entry.wording.as_ref().map_or(0, |wording| wording.changed);
    let said = |entry: &Entry| {
        let at = dated(entry).map_or_else(|| changed(entry).div_euclid(1000), When::seconds);
        if by_day { at.div_euclid(DAY) } else { at }
    };
    let by_name = || name_order(&left.origin).cmp(&name_order(&right.origin));
    said(left).cmp(&said(right)).then_with(|| changed(left).cmp(&changed(right))).then_with(by_name)
}

/// Files of one second are in the order of their names, `-v10` after `-v9`.
fn name_order(origin: &Origin) -> (usize, &Origin) {
    let length = if let Origin::File(path) = origin { path.as_os_str().len() } else { 0 };
    (length, origin)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::identity::Identities;
    use crate::library::identity::fingerprint::tests::{edited, prose};
    use crate::library::store::from_bytes;
    use proptest::prelude::*;

    const URL: &str = "https://n.example/bridge";

    /// An article of a file that is not there, so that only its head dates it.
    fn entry(name: &str, url: &str, head: &str, text: &str) -> Entry {
        let file = format!("+++\nurl = \"{url}\"\n{head}\n+++\n\n{text}\n");
        from_bytes(&Origin::File(name.into()), file.as_bytes(), &Identities::default()).unwrap().entry
    }

    /// The names of the shown entries, each with those of its versions, from the earliest on.
    fn told(entries: &[Entry]) -> Vec<String> {
        let versions = Versions::of(entries);
        let name = |index: usize| match &entries[index].origin {
            Origin::File(path) => path.to_string_lossy().into_owned(),
            _ => String::new(),
        };
        let of = |index: usize| versions.among(entries, index).into_iter().map(name).collect::<Vec<_>>().join("<");
        (0..entries.len()).filter(|index| versions.is_shown(*index)).map(of).collect()
    }

    #[test]
    fn two_texts_under_one_address_are_versions_and_the_newest_is_shown() {
        let text = prose(200, 1);
        let first = entry("a", URL, "published = 2026-03-07", &text);
        let second =
            entry("b", "http://n.example/bridge/?utm_source=x", "published = 2026-03-08", &edited(&text, 10, 2));
        assert_ne!(first.id, second.id);
        for entries in [[first.clone(), second.clone()], [second.clone(), first.clone()]] {
            assert_eq!(told(&entries), ["a<b"]);
            let behind = Versions::of(&entries).behind().clone();
            let family = Family { versions: 2, earlier: vec![first.id.clone()] };
            assert_eq!(behind.into_iter().collect::<Vec<_>>(), [(second.id.clone(), family)]);
        }
    }

    #[test]
    fn the_newest_is_told_by_its_update_then_its_publication() {
        let text = prose(200, 1);
        for (head, other, newest) in [
            ("published = 2026-03-07\nupdated = 2026-03-09", "published = 2026-03-08", "b<a"),
            ("published = 2026-03-07T10:00:00Z", "published = 2026-03-07T09:00:00+01:00", "b<a"),
            ("published = 2026-03-07T10:00:00Z", "published = 2026-03-07T12:00:00Z", "a<b"),
            // A day and a time of it: nobody knows, so that the files decide, and of these the names.
            ("published = 2026-03-07T10:00:00Z", "published = 2026-03-07", "a<b"),
            ("published = 2026-03-07", "", "b<a"),
        ] {
            let entries = [entry("a", URL, head, &text), entry("b", URL, other, &edited(&text, 10, 2))];
            assert_eq!(told(&entries), [newest], "{head} {other}");
        }
    }

    #[test]
    fn the_same_words_twice_are_one_row_and_no_version() {
        let text = prose(200, 1);
        for other in [text.clone(), text.replace(' ', "\n"), format!("{text}\n\n12 comments")] {
            let entries = [entry("a", URL, "", &text), entry("b", URL, "", &other)];
            assert_eq!(entries[0].id, entries[1].id);
            let versions = Versions::of(&entries);
            assert_eq!((told(&entries), versions.hidden()), (vec!["b".to_owned()], 1));
            assert_eq!(versions.count(&entries[0]), 1);
        }
    }

    #[test]
    fn another_headline_is_another_version_but_a_missing_one_is_not() {
        let text = prose(200, 1);
        let titled = |name, title: &str| entry(name, URL, &format!("title = \"{title}\""), &text);
        assert_eq!(told(&[titled("a", "Shut for summer"), titled("b", "Shut until autumn")]), ["a<b"]);
        assert_eq!(told(&[titled("a", "Shut for summer"), titled("b", "SHUT, for “summer”")]), ["b"]);
        assert_eq!(told(&[titled("a", "Shut for summer"), entry("b", URL, "", &text)]), ["b"]);
    }

    #[test]
    fn different_articles_under_the_address_of_a_section_do_not_swallow_each_other() {
        let section = "https://n.example/news";
        let entries: Vec<Entry> = (0..40).map(|n| entry(&format!("{n:02}"), section, "", &prose(200, n))).collect();
        let shown = told(&entries);
        assert_eq!(shown.len(), 40, "{shown:?}");
        // And an edit of one of them is a version of that one.
        let mut entries = entries;
        entries.push(entry("new", section, "", &edited(&prose(200, 7), 10, 3)));
        assert_eq!(told(&entries).iter().filter(|told| told.contains('<')).collect::<Vec<_>>(), ["07<new"]);
    }

    #[test]
    fn a_summary_and_its_page_are_one_by_their_headline() {
        let titled = |name, title: &str, text: &str| entry(name, URL, &format!("title = \"{title}\""), text);
        let (short, long) = ("The council shut it.", prose(300, 1));
        assert_eq!(told(&[titled("a", "Bridge shut", short), titled("b", "Bridge Shut!", &long)]), ["a<b"]);
        assert_eq!(told(&[titled("a", "News", short), titled("b", "News", &long)]), ["a", "b"]);
    }

    #[test]
    fn articles_without_an_address_are_never_versions() {
        let text = prose(200, 1);
        let bare = |name: &str, text: &str| entry(name, "https://n.example/", "", text);
        assert_eq!(told(&[bare("a", &text), bare("b", &edited(&text, 5, 2)), bare("c", &text)]), ["a", "b", "c"]);
    }

    #[test]
    fn versions_that_are_unlike_are_tied_by_the_one_between_them() {
        let (text, last) = (prose(200, 1), prose(200, 2));
        let between = format!("{text}\n\n{last}");
        let entries = [entry("a", URL, "", &text), entry("c", URL, "", &last), entry("b", URL, "", &between)];
        assert_eq!(told(&entries[..2]).len(), 2);
        assert_eq!(told(&entries).len(), 1);
    }

    #[test]
    fn so_many_under_one_address_come_of_no_edits() {
        let text = prose(60, 1);
        let entries: Vec<Entry> = (0..=MOST).map(|n| entry(&n.to_string(), URL, "", &format!("{text} {n}"))).collect();
        assert_eq!(told(&entries).len(), entries.len());
    }

    proptest! {
        #[test]
        fn in_whatever_order_they_come_the_same_are_shown(
            order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(), cut in 0_usize..8,
        ) {
            let text = prose(150, 9);
            let all: Vec<Entry> = (0..8).map(|n| {
                let url = if n % 2 == 0 { URL } else { "https://n.example/news" };
                let words = if n % 2 == 0 { edited(&text, 8, n) } else { prose(150, n % 4) };
                entry(&n.to_string(), url, "", &words)
            }).collect();
            let entries: Vec<Entry> = order.iter().map(|at| all[*at].clone()).collect();
            let mut grown = Versions::default();
            grown.follow(&entries[..cut]);
            grown.follow(&entries);
            let shown = |versions: &Versions| -> Vec<bool> { (0..8).map(|index| versions.is_shown(index)).collect() };
            prop_assert_eq!(shown(&grown), shown(&Versions::of(&entries)));
            let (mut one, mut other) = (told(&entries), told(&all));
            one.sort();
            other.sort();
            prop_assert_eq!(one, other);
        }
    }
}
