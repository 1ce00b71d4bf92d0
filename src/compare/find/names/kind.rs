//! The third stage: what a name stands for, by votes: its own words, the words beside it, and what the lexicon knows.
//!
//! Every sign is a row of [`SIGNS`]. A mention has the votes of the signs that it shows; all mentions of a name, on both
//! sides, vote together, so that "Mayor Rosa Park" here says what "Rosa Park" is there.

mod own;
mod signs;

use super::candidates::{Finder, Make, Run};
use super::cut::Piece;
use super::lexicon::{Class, Known};
use super::read::{Sentence, Token};
use crate::compare::NameKind;
use signs::SIGNS;

/// Votes for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes([u32; 3]);

impl Votes {
    fn add(&mut self, kind: NameKind, votes: u32) {
        if let Some(sum) = self.0.get_mut(kind as usize) {
            *sum = sum.saturating_add(votes);
        }
    }

    /// Adds a hint at a kind.
    pub fn lean(&mut self, kind: NameKind) {
        self.add(kind, vote::HINT);
    }

    /// Adds the votes of another mention of the same.
    pub fn join(&mut self, other: Self) {
        for (sum, votes) in self.0.iter_mut().zip(other.0) {
            *sum = sum.saturating_add(votes);
        }
    }

    /// Returns the votes without those for one kind.
    pub fn without(mut self, kind: Option<NameKind>) -> Self {
        if let Some(sum) = kind.and_then(|kind| self.0.get_mut(kind as usize)) {
            *sum = 0;
        }
        self
    }

    /// Returns the votes for a kind.
    pub fn of(self, kind: NameKind) -> u32 {
        self.0.get(kind as usize).copied().unwrap_or(0)
    }

    /// Returns the kind with the most votes; the first of person, place, organisation where several have them.
    pub fn kind(self) -> NameKind {
        let most = self.0.iter().copied().max().unwrap_or(0);
        let kinds = [NameKind::Person, NameKind::Place, NameKind::Organisation];
        kinds.into_iter().find(|kind| most > 0 && self.of(*kind) == most).unwrap_or(NameKind::Other)
    }
}

/// What each sign of a kind votes. Set by hand, so that what names the kind ("… Court", "senator …") outweighs what only
/// suggests it; the cases of `names/cases.rs` hold them.
mod vote {
    /// It is known by heart.
    pub const KNOWN: u32 = 20;
    /// Its head says what it is: "Chatham House", "Orinoco River".
    pub const HEAD: u32 = 8;
    /// Titles stand before it: "Mr. Ruiz", "President Ana Ruiz".
    pub const TITLED: u32 = 6;
    /// It begins with a given name: "Ana Oberlin".
    pub const GIVEN: u32 = 5;
    /// "Doctors for Peace"; "Pope Leo"; "the newspaper Marlow Echo"; "senator Ruiz"; "Ana Ruiz, 45, …".
    pub const PLAIN: u32 = 4;
    /// "J. P. Oberlin"; "editor of the Marlow Echo"; "the Ruizal administration"; "in Doral", "near Doral".
    pub const BESIDE: u32 = 3;
    /// "San Oberlin"; "UNHCR"; "…, Ruiz said"; "Doral, Florida".
    pub const LIKELY: u32 = 2;
    /// Two or three words that no dictionary has; a given name alone; "said Ruiz"; "from Doral".
    pub const HINT: u32 = 1;
}

/// Counts the votes for a mention.
pub(super) fn votes(finder: Finder<'_>, sentence: &Sentence, piece: &Piece, known: Option<Known>) -> Votes {
    let mut votes = Votes::default();
    if let Some(known) = known {
        votes.add(known.kind, vote::KNOWN);
    }
    // A case in court, and a programme, a law or a day that is known, are nobody and nowhere.
    if piece.run.make == Make::Case || known.is_some_and(|known| known.kind == NameKind::Other) {
        return Votes::default();
    }
    if !finder.reading.english {
        return votes;
    }
    if piece.full.is_some() {
        votes.add(NameKind::Organisation, vote::HEAD);
        return votes;
    }
    if known.is_none() {
        own::votes(finder, piece.run, &mut votes);
    }
    if piece.title.is_some() {
        votes.add(NameKind::Person, vote::TITLED);
        // "Mayor Hope Field"
        let full = piece.run.last == piece.run.first + 1;
        if full && finder.token(piece.run.first).is_some_and(|t| t.class.is(Class::GIVEN)) {
            votes.add(NameKind::Person, vote::HEAD);
        }
    }
    let around = Around::new(finder, sentence, piece.run);
    SIGNS.iter().filter(|sign| (sign.shows)(&around)).for_each(|sign| votes.add(sign.kind, sign.votes));
    votes
}

/// A name and the words of its sentence around it.
pub(super) struct Around<'a> {
    finder: Finder<'a>,
    run: Run,
    /// The words before it, the nearest first.
    before: [Option<&'a Token<'a>>; 3],
    /// What stands between it and the word before.
    gap_before: &'a str,
    /// The words after it, the nearest first.
    after: [Option<&'a Token<'a>>; 5],
    /// What stands between it and the word after.
    gap_after: &'a str,
    /// Where the sentence ends.
    end: usize,
    /// Whether a dictionary has all its words.
    common: bool,
}

impl<'a> Around<'a> {
    fn new(finder: Finder<'a>, sentence: &Sentence, run: Run) -> Self {
        let token = |at: usize| if sentence.tokens.contains(&at) { finder.token(at) } else { None };
        Self {
            finder,
            run,
            before: [1, 2, 3].map(|back| run.first.checked_sub(back).and_then(token)),
            gap_before: finder.reading.gap(run.first),
            after: [1, 2, 3, 4, 5].map(|on| token(run.last + on)),
            gap_after: finder.reading.gap(run.last + 1),
            end: sentence.tokens.end,
            common: own::is_common(finder, run),
        }
    }
}
