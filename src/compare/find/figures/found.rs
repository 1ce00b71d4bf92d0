//! A figure as it was found, with all that a verdict needs to know of it.

use super::amount::{Amount, Hedge};
use super::clause::Clause;
use super::context::{Context, Rarity};
use super::contrast::Contrast;
pub use super::kind::Kind;
use super::moment::Moment;
use super::noun::Noun;
use super::role::Role;
use crate::compare::{Figure, SentenceRef};

/// A figure of an article.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its place, value and unit.
    pub figure: Figure,
    /// The sentence it stands in.
    pub at: SentenceRef,
    /// What it tells.
    pub kind: Kind,
    /// What was hedged.
    pub hedge: Hedge,
    /// What became of the people counted.
    pub role: Option<Role>,
    /// What a verdict needs besides.
    pub(super) detail: Detail,
}

/// What a verdict needs to know of a figure besides its value.
#[derive(Clone, Debug)]
pub(super) struct Detail {
    /// Its value with its room; nothing for a moment.
    pub amount: Option<Amount>,
    /// Its moment.
    pub moment: Option<Moment>,
    /// What is counted.
    pub noun: Noun,
    /// "a day" of "$5 a day".
    pub rate: Option<String>,
    /// Whether it is drawn from a source that is named, and so may be a part ("$4 million from the road fund").
    pub drawn: bool,
    /// Capitalised words beside an age, in lower case.
    pub names: Vec<String>,
    /// Whether it was added up ("a man and two women").
    pub sum: bool,
    /// Whether it is a part of a sum that was read ("two women" of "a man and two women").
    pub listed: bool,
    /// Whether it is true at any time (how many children somebody has).
    pub timeless: bool,
    /// What else the sentence says about the time it speaks of.
    pub frame: Frame,
    /// The words around it that set it apart.
    pub contrast: Contrast,
    /// What its clause tells.
    pub clause: Clause,
    /// The words around it.
    pub context: Context,
}

impl Detail {
    /// Weighs the words around it.
    pub fn weigh(&mut self, rarity: &Rarity) {
        self.context.weigh(rarity);
        rarity.weigh(&mut self.clause.words);
    }
}

/// The time that a sentence speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Frame {
    /// The years it names, ascending.
    pub years: Vec<i16>,
    /// Whether it looks back.
    pub past: bool,
    /// How many days it names.
    pub moments: usize,
    /// Whether it reports speech near the moment in question.
    pub speech: bool,
}
