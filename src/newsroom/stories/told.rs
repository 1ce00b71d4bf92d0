//! What holds of what a reader said of stories, once heads and later words had their say.
//!
//! Words may contradict each other: A and B are one story, B and C are one, A and C are not. The latest goes first, and
//! an earlier one that it leaves no room for is passed over:
//!
//! ```text
//! named     A “Fire”                       what an article names itself goes before everything
//! latest    A apart C                      taken
//!           B same  C                      taken      {B C}
//! earliest  A same  B                      not taken: A would be with C
//! ```

use std::collections::HashMap;

use super::{head, join};
use crate::library::ArticleId;
use crate::library::corrections::{Corrections, Said};
use crate::library::order::folded;
use crate::library::versions::Behind;

/// What a reader has said of pairs of articles, by their places among the accounts; none contradicts another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Pairs that are one story.
    pub same: Vec<(usize, usize)>,
    /// Pairs that are not.
    pub apart: Vec<(usize, usize)>,
}

impl Told {
    /// Finds what holds among articles, each with the story that it names itself; what was said of an earlier version of
    /// one holds of it.
    #[must_use]
    pub fn new(corrections: &Corrections, articles: &[(&ArticleId, Option<&str>)], behind: &Behind) -> Self {
        if corrections.is_empty() {
            return Self::default();
        }
        let mut places: HashMap<&ArticleId, Vec<usize>> = HashMap::new();
        articles.iter().enumerate().for_each(|(index, (id, _))| places.entry(id).or_default().push(index));
        for (index, family) in articles.iter().enumerate().filter_map(|(index, (id, _))| Some((index, behind.get(id)?)))
        {
            family.earlier.iter().for_each(|id| places.entry(id).or_default().push(index));
        }
        let mut heads = Heads::new(articles);
        let mut told = Self::default();
        for (one, other, said) in corrections.latest_first() {
            let (Some(ones), Some(others)) = (places.get(one), places.get(other)) else { continue };
            // An article that lies in the library twice is meant with all its files.
            for pair in ones.iter().flat_map(|one| others.iter().map(|other| (*one, *other))) {
                match said {
                    Said::Same if heads.join(pair, &told.apart) => told.same.push(pair),
                    Said::Apart if heads.may_be_apart(pair) => told.apart.push(pair),
                    _ => {}
                }
            }
        }
        told
    }

    /// Says whether any of these articles is there because the reader said so.
    #[must_use]
    pub fn joins(&self, group: &[usize]) -> bool {
        self.same.iter().any(|(one, other)| group.contains(one) && group.contains(other))
    }
}

/// The articles that are one story so far, each by the first of them, and what that is named.
struct Heads {
    heads: Vec<usize>,
    named: Vec<Option<String>>,
}

impl Heads {
    /// Begins with what articles name themselves.
    fn new(articles: &[(&ArticleId, Option<&str>)]) -> Self {
        let mut heads: Vec<usize> = (0..articles.len()).collect();
        let name = |named: &Option<&str>| named.map(|name| folded(name).into_owned()).filter(|name| !name.is_empty());
        let named: Vec<Option<String>> = articles.iter().map(|(_, named)| name(named)).collect();
        let mut first = HashMap::new();
        for (index, name) in named.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_ref()?))) {
            let head = *first.entry(name.clone()).or_insert(index);
            join(&mut heads, head, index);
        }
        Self { heads, named }
    }

    fn named(&self, head: usize) -> Option<&String> {
        self.named.get(head).and_then(Option::as_ref)
    }

    /// Makes two articles one story, unless they name two or a later word keeps any of them apart.
    fn join(&mut self, (one, other): (usize, usize), apart: &[(usize, usize)]) -> bool {
        let (one, other) = (head(&mut self.heads, one), head(&mut self.heads, other));
        if one == other {
            return true;
        }
        let two_names = self.named(one).zip(self.named(other)).is_some_and(|(one, other)| one != other);
        let mut between = apart.iter().map(|(l, r)| (head(&mut self.heads, *l), head(&mut self.heads, *r)));
        if two_names || between.any(|pair| pair == (one, other) || pair == (other, one)) {
            return false;
        }
        let (kept, gone) = (one.min(other), one.max(other));
        let name = self.named.get_mut(gone).and_then(Option::take);
        if let Some(own) = self.named.get_mut(kept) {
            *own = own.take().or(name);
        }
        join(&mut self.heads, one, other);
        true
    }

    fn may_be_apart(&mut self, (one, other): (usize, usize)) -> bool {
        head(&mut self.heads, one) != head(&mut self.heads, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::corrections::Correction;
    use proptest::prelude::*;

    fn id(n: usize) -> ArticleId {
        ArticleId(format!("{n:032x}"))
    }

    /// Finds what holds among five articles; words as `(article, other, said)`, the earliest first.
    fn told(names: [&str; 5], words: &[(usize, usize, Said)]) -> Told {
        let ids: Vec<ArticleId> = (0..5).map(id).collect();
        let articles: Vec<_> =
            ids.iter().zip(names).map(|(id, name)| (id, (!name.is_empty()).then_some(name))).collect();
        let mut corrections = Corrections::default();
        for (at, (one, other, said)) in words.iter().enumerate() {
            let at = u64::try_from(at).unwrap_or(0);
            let _ = corrections.take(&Correction { at, article: id(*one), others: vec![id(*other)], said: *said });
        }
        Told::new(&corrections, &articles, &Behind::default())
    }

    const UNNAMED: [&str; 5] = [""; 5];

    #[test]
    fn the_later_of_two_words_that_contradict_each_other_holds() {
        let (same, apart) = (Said::Same, Said::Apart);
        let found = told(UNNAMED, &[(0, 1, same), (1, 2, same), (0, 2, apart)]);
        assert_eq!(found, Told { same: vec![(1, 2)], apart: vec![(0, 2)] });
        let found = told(UNNAMED, &[(0, 2, apart), (0, 1, same), (1, 2, same)]);
        assert_eq!(found, Told { same: vec![(1, 2), (0, 1)], apart: vec![] });
    }

    #[test]
    fn what_articles_name_goes_before_what_a_reader_says() {
        let names = ["Fire", "fire ", "Flood", "", ""];
        let found = told(names, &[(0, 1, Said::Apart), (0, 2, Said::Same), (1, 3, Said::Same), (3, 2, Said::Same)]);
        assert_eq!(found, Told { same: vec![(2, 3)], apart: vec![] });
    }

    #[test]
    fn articles_that_are_not_there_are_passed_over() {
        assert_eq!(told(UNNAMED, &[(0, 77, Said::Same), (78, 79, Said::Apart)]), Told::default());
    }

    #[test]
    fn what_was_said_of_an_earlier_version_holds_of_the_newest() {
        use crate::library::versions::Family;
        let (newest, other, earlier) = (id(0), id(1), id(9));
        let mut corrections = Corrections::default();
        let word = Correction { at: 1, article: earlier.clone(), others: vec![other.clone()], said: Said::Same };
        assert!(corrections.take(&word));
        let articles = [(&newest, None), (&other, None)];
        let family = Family { versions: 2, earlier: vec![earlier] };
        let found = Told::new(&corrections, &articles, &Behind::from([(newest.clone(), family)]));
        assert!(found.joins(&[0, 1]) && found.apart.is_empty(), "{found:?}");
    }

    proptest! {
        #[test]
        fn nothing_that_holds_contradicts_anything_else(
            words in prop::collection::vec((0_usize..5, 0_usize..5, any::<bool>()), 0..14),
            names in prop::collection::vec("[AB]?", 5),
        ) {
            let said = |same: bool| if same { Said::Same } else { Said::Apart };
            let words: Vec<_> = words.iter().filter(|(l, r, _)| l != r).map(|(l, r, same)| (*l, *r, said(*same))).collect();
            let all: Vec<&str> = names.iter().map(String::as_str).collect();
            let names: [&str; 5] = all.try_into().unwrap_or(UNNAMED);
            let found = told(names, &words);
            let mut heads: Vec<usize> = (0..5).collect();
            for (one, other) in &found.same {
                join(&mut heads, *one, *other);
            }
            for (l, r) in &found.apart {
                prop_assert!(head(&mut heads, *l) != head(&mut heads, *r));
            }
            for (l, r) in (0..5).flat_map(|l| (0..5).map(move |r| (l, r))) {
                let together = head(&mut heads, l) == head(&mut heads, r);
                prop_assert!(!together || names[l].is_empty() || names[r].is_empty() || names[l] == names[r]);
            }
            // The latest word of all holds, unless heads speak against it.
            if let Some((l, r, said)) = words.last().filter(|(l, r, _)| names[*l].is_empty() && names[*r].is_empty()) {
                let pair = (*l.min(r), *l.max(r));
                let holding = if *said == Said::Same { &found.same } else { &found.apart };
                prop_assert!(holding.contains(&pair));
            }
        }
    }
}
