//! What the reader says of a story, seen at once: the articles stand where they belong before stories are found anew.
//!
//! ```text
//! = on A of {A a}, with B of {B b}      A is one story with b, B and its own a     {A a B b}
//! a was put apart from b before         a stays where it is                        {A B b} {a}
//! - on A of {A B b}                     A is apart from B and b                    {B b} {A}
//! ```

use std::sync::Arc;

use super::{Shelf, same_name};
use crate::article::When;
use crate::library::corrections::{Correction, Said};
use crate::library::{Alike, ArticleId, Entry, InStory, Origin};

/// Articles, each with the story that it is found in; none where it stands alone.
pub type Placing = Vec<(Origin, Option<Arc<Alike>>)>;

/// A word about a story, and where articles stand by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The word.
    pub correction: Correction,
    /// Where articles stand then.
    pub places: Placing,
    /// How many articles are one story then.
    pub together: usize,
}

/// Why a word about a story is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It is the same article, or another file of it.
    Itself,
    /// They are one story already.
    Together,
    /// It is in no story.
    Alone,
    /// Its head names the story.
    Named(String),
    /// Their heads name two stories.
    TwoNames(String, String),
}

impl Shelf {
    /// Finds what it means that two articles, by their indices, are one story; said at `at`.
    ///
    /// # Errors
    /// Why it cannot be said.
    pub fn together(&self, one: usize, other: usize, at: u64) -> Result<Word, Unsaid> {
        let (Some(own), Some(theirs)) = (self.entries.get(one), self.entries.get(other)) else {
            return Err(Unsaid::Itself);
        };
        if own.id == theirs.id {
            return Err(Unsaid::Itself);
        }
        let (own_story, their_story) = (self.with_story(one, own), self.with_story(other, theirs));
        if their_story.contains(&one) {
            return Err(Unsaid::Together);
        }
        let their_name = self.name_of(&their_story);
        if let (Some(own_name), Some(their_name)) = (named(own), their_name)
            && !same_name(own_name, their_name)
        {
            return Err(Unsaid::TwoNames(own_name.to_owned(), their_name.to_owned()));
        }
        let own_name = self.name_of(&own_story);
        let fits = own_name.zip(their_name).is_none_or(|(own, their)| same_name(own, their));
        let (mates, left): (Vec<usize>, Vec<usize>) = own_story
            .iter()
            .copied()
            .filter(|index| *index != one)
            .partition(|mate| fits && !self.is_apart_from(*mate, &their_story));
        let all: Vec<usize> = their_story.iter().chain(&mates).chain([&one]).copied().collect();
        let alike = Alike {
            named: their_name.or(own_name.filter(|_| fits)).map(Into::into),
            oldest: self.oldest(&all).map_or_else(|| theirs.id.clone(), |oldest| oldest.id.clone()),
            title: title_of(theirs).or_else(|| title_of(own)).unwrap_or_else(|| headline(theirs)),
            by_reader: true,
        };
        let alike = Arc::new(alike);
        let mut places: Placing =
            all.iter().filter_map(|index| Some((self.origin(*index)?, Some(Arc::clone(&alike))))).collect();
        places.extend(self.left_alone(&left));
        let others = self.ids(&all, &own.id);
        let correction = Correction { at, article: own.id.clone(), others, said: Said::Same };
        Ok(Word { correction, places, together: all.len() })
    }

    /// Finds what it means that an article is not of its story; said at `at`.
    ///
    /// # Errors
    /// Why it cannot be said.
    pub fn apart(&self, one: usize, at: u64) -> Result<Word, Unsaid> {
        let own = self.entries.get(one).ok_or(Unsaid::Alone)?;
        let rest = self.same_story(own);
        if rest.is_empty() {
            return Err(Unsaid::Alone);
        }
        if let Some(name) = named(own) {
            return Err(Unsaid::Named(name.to_owned()));
        }
        let others = self.ids(&rest, &own.id);
        if others.is_empty() {
            return Err(Unsaid::Itself);
        }
        let mut places: Placing = vec![(own.origin.clone(), None)];
        places.extend(self.left_alone(&rest));
        let correction = Correction { at, article: own.id.clone(), others, said: Said::Apart };
        Ok(Word { correction, places, together: rest.len() })
    }

    /// Returns where articles stand now that a word would place otherwise.
    #[must_use]
    pub fn standing(&self, places: &Placing) -> Placing {
        places.iter().map(|(origin, _)| (origin.clone(), self.story_before(origin))).collect()
    }

    /// Puts articles where they belong; returns the indices of those that stood elsewhere.
    pub fn place(&mut self, places: &Placing) -> Vec<usize> {
        let mut changed = Vec::new();
        for (origin, alike) in places {
            let Some(index) = self.index_of(origin) else { continue };
            if let Some(entry) = Arc::make_mut(&mut self.entries).get_mut(index)
                && entry.meta.alike != *alike
            {
                entry.meta.alike.clone_from(alike);
                changed.push(index);
            }
        }
        changed
    }

    /// Returns an article and those of its story, by their indices.
    fn with_story(&self, index: usize, entry: &Entry) -> Vec<usize> {
        std::iter::once(index).chain(self.same_story(entry)).collect()
    }

    /// Returns what the first article of these that names its story calls it.
    fn name_of(&self, all: &[usize]) -> Option<&str> {
        all.iter().find_map(|index| named(self.entries.get(*index)?))
    }

    fn oldest(&self, all: &[usize]) -> Option<&Entry> {
        let at = |entry: &&Entry| entry.meta.published.map(When::seconds);
        all.iter().filter_map(|index| self.entries.get(*index)).min_by_key(|entry| (at(entry).is_none(), at(entry)))
    }

    fn is_apart_from(&self, index: usize, all: &[usize]) -> bool {
        let Some(entry) = self.entries.get(index) else { return true };
        let mut others = all.iter().filter_map(|other| self.entries.get(*other));
        others.any(|other| self.corrections.of(&entry.id, &other.id) == Said::Apart)
    }

    /// A single article that is left of a story is none; of more nothing changes.
    fn left_alone(&self, left: &[usize]) -> Option<(Origin, Option<Arc<Alike>>)> {
        if let [only] = left { Some((self.origin(*only)?, None)) } else { None }
    }

    fn origin(&self, index: usize) -> Option<Origin> {
        Some(self.entries.get(index)?.origin.clone())
    }

    /// Returns who articles are, each once, `but` one.
    fn ids(&self, all: &[usize], but: &ArticleId) -> Vec<ArticleId> {
        let mut ids: Vec<ArticleId> =
            all.iter().filter_map(|index| Some(self.entries.get(*index)?.id.clone())).filter(|id| id != but).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

/// Returns the story that an article names itself.
fn named(entry: &Entry) -> Option<&str> {
    entry.meta.story.as_deref().filter(|name| !name.trim().is_empty())
}

/// Returns the headline of the story that an article was found in.
fn title_of(entry: &Entry) -> Option<Box<str>> {
    match entry.meta.in_story()? {
        InStory::Found(alike) => Some(alike.title.clone()),
        InStory::Named(_) => None,
    }
}

fn headline(entry: &Entry) -> Box<str> {
    entry.meta.title.clone().unwrap_or_else(|| entry.first_words.clone())
}
