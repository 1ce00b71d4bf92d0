//! The reader's rulings on checks: who is wrong, or nobody.
//!
//! A ruling is tied to the two sentences and to the words that were looked at. It is kept through every edit that leaves
//! those words; where one of them changed, what was ruled is no longer what stands there, and the ruling rests.

use serde::{Deserialize, Serialize};

use super::checks::sentence;
use super::{Check, CheckKind, Comparison, Place, SentenceRef};
use crate::article::Article;
use crate::article::anchor::{Anchor, Finder};
use crate::text::fold::plain;

/// What a reader makes of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RulingKind {
    /// Nothing is wrong.
    Fine,
    /// The left is wrong.
    LeftWrong,
    /// The right is wrong.
    RightWrong,
    /// Both are wrong.
    BothWrong,
    /// It is no matter here.
    SetAside,
}

impl RulingKind {
    /// All kinds, in the order of a list.
    pub const ALL: [Self; 5] = [Self::Fine, Self::LeftWrong, Self::RightWrong, Self::BothWrong, Self::SetAside];

    /// Returns it in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::LeftWrong => "left wrong",
            Self::RightWrong => "right wrong",
            Self::BothWrong => "both wrong",
            Self::SetAside => "set aside",
        }
    }

    /// Returns the same with the sides exchanged.
    #[must_use]
    pub const fn swapped(self) -> Self {
        match self {
            Self::LeftWrong => Self::RightWrong,
            Self::RightWrong => Self::LeftWrong,
            other => other,
        }
    }
}

/// A ruling on a check.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ruling {
    /// What it says.
    pub kind: RulingKind,
    /// A word of the reader's; empty where there is none.
    pub text: String,
}

/// What a ruling is tied to: the kind of check, both sentences, the words of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruled {
    /// The kind of the check.
    pub kind: CheckKind,
    /// The sentences, left and right.
    pub sentences: [Anchor; 2],
    /// The words that were looked at, left and right.
    pub words: [String; 2],
}

impl Ruled {
    /// Ties a ruling to a check of two articles.
    #[must_use]
    pub fn of(check: &Check, [left, right]: [&Article; 2]) -> Option<Self> {
        let anchor = |article: &Article, place: Place| {
            let at = sentence(article, place)?;
            Anchor::of(article, at.paragraph, at.sentence)
        };
        let words = |article: &Article, place: Place| place.span.of(&article.text).to_owned();
        Some(Self {
            kind: check.kind,
            sentences: [anchor(left, check.left)?, anchor(right, check.right)?],
            words: [words(left, check.left), words(right, check.right)],
        })
    }

    /// Returns the same with the sides exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        let [left, right] = self.sentences;
        let [l, r] = self.words;
        Self { sentences: [right, left], words: [r, l], ..self }
    }
}

/// Lays `rulings` over the checks of `comparison`, which compares `left` with `right`; of several about one check the
/// last holds. Returns the check that each is about, by its place in the list; none for one that rests.
pub fn rule(
    comparison: &mut Comparison,
    rulings: &[(Ruled, Ruling)],
    left: &Article,
    right: &Article,
) -> Vec<Option<usize>> {
    if rulings.is_empty() {
        return Vec::new();
    }
    let finders = [Finder::new(left), Finder::new(right)];
    let articles = [left, right];
    let about = |ruled: &Ruled| {
        let at = |side: usize| {
            let (paragraph, sentence) = finders.get(side)?.find(ruled.sentences.get(side)?)?;
            Some(SentenceRef { paragraph, sentence })
        };
        let pair = (at(0)?, at(1)?);
        let says = |side: usize, place: Place| {
            let here = articles.get(side).map(|article| plain(place.span.of(&article.text)));
            here == ruled.words.get(side).map(|words| plain(words))
        };
        comparison.checks.iter().position(|check| {
            check.kind == ruled.kind
                && sentence(left, check.left).zip(sentence(right, check.right)) == Some(pair)
                && says(0, check.left)
                && says(1, check.right)
        })
    };
    let places: Vec<Option<usize>> = rulings.iter().map(|(ruled, _)| about(ruled)).collect();
    for (place, (_, ruling)) in places.iter().zip(rulings) {
        if let Some(check) = place.and_then(|place| comparison.checks.get_mut(place)) {
            check.ruling = Some(ruling.clone());
        }
    }
    places
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::import::{Format, import};

    const LEFT: &str = "The ferry sank off Corran Point on Monday.\n\nThe ferry carried 240 passengers and 18 crew, the coast guard said.\n";
    const RIGHT: &str = "The ferry sank off Corran Point on Monday.\n\nThe ferry carried 260 passengers and 18 crew, the coast guard said.\n";

    fn article(text: &str) -> Article {
        import(text, Format::Plain).0
    }

    fn ruling(kind: RulingKind, text: &str) -> Ruling {
        Ruling { kind, text: text.to_owned() }
    }

    /// Rules on the first check of the two texts.
    fn ruled() -> Ruled {
        let (left, right) = (article(LEFT), article(RIGHT));
        Ruled::of(&Comparison::of(&left, &right).checks[0], [&left, &right]).unwrap()
    }

    /// Lays the ruling over two other texts and returns what the checks then say.
    fn laid(left: &str, right: &str, ruled: Ruled, kind: RulingKind) -> (Vec<Option<usize>>, Vec<Option<RulingKind>>) {
        let (left, right) = (article(left), article(right));
        let mut comparison = Comparison::of(&left, &right);
        let places = rule(&mut comparison, &[(ruled, ruling(kind, ""))], &left, &right);
        (places, comparison.checks.iter().map(|check| check.ruling.as_ref().map(|ruling| ruling.kind)).collect())
    }

    #[test]
    fn a_ruling_is_found_again_while_its_words_stand() {
        let (kind, moved) = (RulingKind::LeftWrong, format!("A storm had been forecast for days.\n\n{LEFT}"));
        let cases = [
            ("nothing changed", LEFT.to_owned(), RIGHT.to_owned(), true),
            ("a paragraph was put before it", moved, RIGHT.to_owned(), true),
            (
                "the sentence was edited elsewhere",
                LEFT.replace("the coast guard said", "said the coast guard"),
                RIGHT.to_owned(),
                true,
            ),
            ("the figure was corrected", LEFT.replace("240", "250"), RIGHT.to_owned(), false),
            (
                "the sentence is gone",
                "The ferry sank off Corran Point on Monday.\n".to_owned(),
                RIGHT.to_owned(),
                false,
            ),
        ];
        for (name, left, right, found) in cases {
            let (places, checks) = laid(&left, &right, ruled(), kind);
            assert_eq!(places, [found.then_some(0)], "{name}");
            assert_eq!(checks.contains(&Some(kind)), found, "{name}");
        }
    }

    #[test]
    fn a_ruling_changes_sides_with_the_articles() {
        let (_, checks) = laid(RIGHT, LEFT, ruled().swapped(), RulingKind::LeftWrong.swapped());
        assert_eq!(checks, [Some(RulingKind::RightWrong)]);
        let (left, right) = (article(LEFT), article(RIGHT));
        let mut comparison = Comparison::of(&left, &right);
        rule(&mut comparison, &[(ruled(), ruling(RulingKind::LeftWrong, "see the manifest"))], &left, &right);
        let ruling = comparison.swapped().checks[0].ruling.clone().unwrap();
        assert_eq!((ruling.kind, ruling.text.as_str()), (RulingKind::RightWrong, "see the manifest"));
    }

    #[test]
    fn the_last_of_several_rulings_on_one_check_holds() {
        let (left, right) = (article(LEFT), article(RIGHT));
        let mut comparison = Comparison::of(&left, &right);
        let both = [(ruled(), ruling(RulingKind::Fine, "")), (ruled(), ruling(RulingKind::BothWrong, ""))];
        rule(&mut comparison, &both, &left, &right);
        assert_eq!(comparison.checks[0].ruling.as_ref().unwrap().kind, RulingKind::BothWrong);
    }
}
