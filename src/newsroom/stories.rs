//! Stories by themselves: which articles are about one event, without being told.
//!
//! Each article is a vector of its 60 best terms (`vector`). Two groups of articles become one while the mean likeness
//! of all pairs between them is at least `ALIKE`, the most alike first (average linkage: one article between two events
//! does not join them, as it would if the nearest pair decided), and while they lie close in time:
//!
//! ```text
//! Mon        Tue        Wed        Thu  …  Tue
//! ●───.41────●                              ●      a group goes on until 72 hours pass without another article,
//! └───.35────┴────.22───●                          and never over more than 14 days: the same kind of event a week
//!                                                  later is another story
//! ```
//!
//! What readers and publishers say goes before likeness: articles that name one story are in one group, those that name
//! two are in two, and so are pairs that a reader has put together or apart ([`Told`]).
//!
//! ```
//! use diptych::newsroom::stories::{Account, Profile, Stems, Told, group};
//!
//! let mut stems = Stems::default();
//! let mut account = |title: &str, text: &str| Account::new(Profile::new(title, [text], &mut stems));
//! let accounts = [
//!     account("Ferry fire kills three off Tarnholm", "The ferry caught fire off Tarnholm harbour on Friday."),
//!     account("Council votes for a new school", "The school in Elmbridge will be built by the council."),
//!     account("Fire on Tarnholm ferry", "A fire on a ferry near the harbour of Tarnholm has killed three people."),
//! ];
//! assert_eq!(group(&accounts, &Told::default()), [vec![0, 2], vec![1]]);
//! ```

mod linkage;
pub mod listing;
mod near;
mod profile;
mod told;
mod vector;

use std::collections::HashMap;

use crate::article::{Article, ParagraphKind, When};
use crate::library::order::folded;
use linkage::{Cluster, Linkage};
pub use profile::{Profile, Stems};
pub use told::Told;
use vector::{Vector, Weights};

/// The mean likeness from which two groups are one story.
///
/// Chosen together with the weight of English on 179 articles of 60 events by three outlets (B-cubed F1 .979), and on the
/// same with all events moved into 6 to 30 days among 404 other texts (.964 to .984); flat from .16 to .18.
const ALIKE: f32 = 0.16;
/// The likeness from which a pair of articles is looked at at all.
const LINKED: f32 = 0.06;
/// Seconds after its latest article for which a story goes on.
const PAUSE: i64 = 72 * 60 * 60;
/// Seconds that a story lasts at most.
const LONGEST: i64 = 14 * 24 * 60 * 60;

/// An article as stories ask for it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// What it is about.
    pub profile: Profile,
    /// When it was published, in seconds of Unix time; an article without a date lies close to all others.
    pub at: Option<i64>,
    /// The story that it names itself.
    pub named: Option<String>,
}

impl Account {
    /// Makes the account of an article.
    #[must_use]
    pub fn of(article: &Article, stems: &mut Stems) -> Self {
        let is_told = |kind: ParagraphKind| kind != ParagraphKind::Title && !kind.is_furniture();
        let told = article.paragraphs.iter().filter(|paragraph| is_told(paragraph.kind));
        let texts = told.map(|paragraph| paragraph.span.of(&article.text));
        let meta = &article.meta;
        Self {
            profile: Profile::new(meta.title.as_deref().unwrap_or_default(), texts, stems),
            at: meta.published.map(When::seconds),
            named: meta.story.clone(),
        }
    }

    /// Makes an account without a date that names no story.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Self { profile, at: None, named: None }
    }
}

/// Groups accounts into stories: each in one group, groups by their first account, accounts in their order.
#[must_use]
pub fn group(accounts: &[Account], told: &Told) -> Vec<Vec<usize>> {
    let weights = Weights::of(accounts.iter().map(|account| &account.profile));
    let vectors: Vec<Vector> = accounts.iter().map(|account| weights.vector(&account.profile)).collect();
    let named = clusters(accounts, &vectors, told);
    let mut linkage = Linkage::new(named, accounts.len());
    near::pairs(accounts, &vectors).into_iter().for_each(|(one, other)| linkage.link(one, other));
    let mut groups = linkage.run();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// Returns the account whose text is nearest to the middle of its group: its headline stands for the story.
#[must_use]
pub fn nearest_middle(accounts: &[Account], group: &[usize]) -> Option<usize> {
    let own: Vec<&Account> = group.iter().filter_map(|index| accounts.get(*index)).collect();
    let weights = Weights::of(own.iter().map(|account| &account.profile));
    let vectors: Vec<Vector> = own.iter().map(|account| weights.vector(&account.profile)).collect();
    let middle = vectors.iter().fold(Vector::default(), |sum, vector| sum.plus(vector));
    let likeness = |at: &usize| vectors.get(*at).map_or(0.0, |vector| vector.dot(&middle));
    // The first of those as near: `max_by` alone would take the last.
    let best = (0..own.len()).rev().max_by(|l, r| likeness(l).total_cmp(&likeness(r)))?;
    group.get(best).copied()
}

/// Returns the accounts that share anything with account number `of`, the most alike first.
#[must_use]
pub fn nearest(accounts: &[Account], of: usize) -> Vec<usize> {
    let weights = Weights::of(accounts.iter().map(|account| &account.profile));
    let Some(own) = accounts.get(of).map(|account| weights.vector(&account.profile)) else { return Vec::new() };
    let others = accounts.iter().enumerate().filter(|(index, _)| *index != of);
    let mut near: Vec<(usize, f32)> =
        others.map(|(index, account)| (index, weights.vector(&account.profile).dot(&own))).collect();
    near.retain(|(_, likeness)| *likeness > 0.0);
    near.sort_by(|(l, one), (r, other)| other.total_cmp(one).then(l.cmp(r)));
    near.into_iter().map(|(index, _)| index).collect()
}

/// Makes a cluster of each account, and one of those that are said to be one story.
fn clusters(accounts: &[Account], vectors: &[Vector], told: &Told) -> Vec<Cluster> {
    let mut heads: Vec<usize> = (0..accounts.len()).collect();
    let mut first = HashMap::new();
    let folded = |account: &Account| account.named.as_deref().map(|name| folded(name).into_owned());
    let names: Vec<Option<String>> =
        accounts.iter().map(|account| folded(account).filter(|name| !name.is_empty())).collect();
    for (index, name) in names.iter().enumerate() {
        if let Some(name) = name {
            let head = *first.entry(name.as_str()).or_insert(index);
            join(&mut heads, head, index);
        }
    }
    told.same.iter().for_each(|(one, other)| join(&mut heads, *one, *other));
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut places = HashMap::new();
    for (index, ((account, vector), name)) in accounts.iter().zip(vectors).zip(&names).enumerate() {
        let mut cluster = Cluster::of(index, vector.clone(), account.at, name.clone());
        let apart = told.apart.iter().filter_map(|(one, other)| match index {
            _ if index == *one => Some(*other),
            _ if index == *other => Some(*one),
            _ => None,
        });
        cluster.apart.extend(apart);
        let place = *places.entry(head(&mut heads, index)).or_insert(clusters.len());
        match clusters.get_mut(place) {
            Some(known) => known.take(cluster),
            None => clusters.push(cluster),
        }
    }
    clusters
}

fn join(heads: &mut [usize], one: usize, other: usize) {
    let (one, other) = (head(heads, one), head(heads, other));
    if let Some(head) = heads.get_mut(one.max(other)) {
        *head = one.min(other);
    }
}

/// Returns the first account of those that `index` was joined with.
fn head(heads: &mut [usize], mut index: usize) -> usize {
    while let Some(&next) = heads.get(index).filter(|next| **next != index) {
        let over = heads.get(next).copied().unwrap_or(next);
        if let Some(head) = heads.get_mut(index) {
            *head = over;
        }
        index = next;
    }
    index
}

#[cfg(test)]
mod tests;
