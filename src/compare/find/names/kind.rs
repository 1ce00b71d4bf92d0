//! What a name stands for, by votes: its own words, the words beside it, and what the lexicon knows.

use super::lexicon::{self, Class, Known};
use super::read::{Sentence, Shape};
use super::runs::{Finder, Run};
use crate::compare::NameKind;

/// Votes for each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Votes([u32; 3]);

impl Votes {
    fn add(&mut self, kind: NameKind, votes: u32) {
        if let Some(sum) = self.0.get_mut(kind as usize) {
            *sum = sum.saturating_add(votes);
        }
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
pub(super) fn votes(finder: Finder<'_>, sentence: &Sentence, run: Run, titled: bool, known: Option<Known>) -> Votes {
    let mut votes = Votes::default();
    if let Some(known) = known {
        votes.add(known.kind, vote::KNOWN);
    }
    if !finder.reading.english {
        return votes;
    }
    if known.is_none() {
        own_words(finder, run, &mut votes);
    }
    context(finder, sentence, run, &mut votes);
    if titled {
        votes.add(NameKind::Person, vote::TITLED);
    }
    votes
}

fn own_words(finder: Finder<'_>, run: Run, votes: &mut Votes) {
    let is = |at: usize, class: Class| finder.token(at).is_some_and(|t| t.class.is(class));
    let words = run.last - run.first + 1;
    let link = |i: usize| finder.token(i).is_some_and(|t| matches!(&*t.word, "of" | "for" | "on"));
    let linked = (run.first..run.last).find(|&i| link(i));
    let head = linked.map_or(run.last, |i| i.saturating_sub(1).max(run.first));
    let named =
        words > 1 && is(run.first, Class::GIVEN) && !is(run.last, Class::BODY.or(Class::PLACE).or(Class::THING));
    if words > 1 && (is(head, Class::BODY) || (linked.is_some() && is(head, Class::OF_HEAD.or(Class::FOR_HEAD)))) {
        let place = is(head, Class::PLACE) && !is(head, Class::BODY);
        votes.add(if place { NameKind::Place } else { NameKind::Organisation }, vote::HEAD);
    } else if linked.is_some_and(|i| finder.token(i).is_some_and(|t| t.word == "for")) {
        votes.add(NameKind::Organisation, vote::PLAIN);
    } else if words > 1 && is(head, Class::PLACE) && !named {
        votes.add(NameKind::Place, vote::HEAD);
    } else if words > 1 && is(head, Class::THING) {
        // Neither of the three.
    } else if named && linked.is_none() {
        votes.add(NameKind::Person, vote::GIVEN);
    } else if words > 1 && (is(run.first, Class::PLACE_HEAD)) {
        votes.add(NameKind::Place, vote::LIKELY);
    } else if (2..=3).contains(&words) && linked.is_none() && all_unknown(finder, run) {
        votes.add(NameKind::Person, vote::HINT);
    }
    let first = finder.token(run.first);
    if words == 1 && first.is_some_and(|t| t.shape == Shape::Upper && t.word.len() > 1) {
        votes.add(NameKind::Organisation, vote::LIKELY);
    }
    if words > 1 && linked.is_none() && first.is_some_and(|t| t.is_initials()) {
        votes.add(NameKind::Person, vote::BESIDE);
    }
    if is(run.first, Class::REGAL) && words > 1 || run.nickname.is_some() {
        votes.add(NameKind::Person, vote::PLAIN);
    }
    if words == 1 && is(run.first, Class::GIVEN) && !is(run.first, Class::COMMON) {
        votes.add(NameKind::Person, vote::HINT);
    }
}

/// Says whether no word of a run stands in a dictionary.
fn all_unknown(finder: Finder<'_>, run: Run) -> bool {
    (run.first..=run.last).all(|i| {
        finder.token(i).is_some_and(|t| {
            !t.class.is(Class::COMMON.or(Class::DEMONYM)) && t.shape != Shape::Upper || t.is_initials()
        })
    })
}

fn context(finder: Finder<'_>, sentence: &Sentence, run: Run, votes: &mut Votes) {
    let token = |at: usize| if sentence.tokens.contains(&at) { finder.token(at) } else { None };
    let before = run.first.checked_sub(1).and_then(token);
    let after = token(run.last + 1);
    let possessive = finder.token(run.last).is_some_and(|t| t.is_possessive());
    let gap = finder.reading.gap(run.last + 1);
    if let Some(before) = before {
        let plain = finder.reading.gap(run.first).trim().is_empty();
        let in_place = plain && before.class.is(Class::WHERE);
        if in_place && !possessive {
            let weight = match &*before.word {
                "in" | "near" | "across" => vote::BESIDE,
                "at" => 0,
                _ => vote::HINT,
            };
            votes.add(NameKind::Place, weight);
        }
        if plain && before.class.is(lexicon::SPEECH) && !matches!(&*before.word, "called" | "who" | "whose") {
            votes.add(NameKind::Person, vote::HINT);
        }
        // "the newspaper Marlow Echo", "the think tank Oak House".
        if plain
            && before.shape == Shape::Lower
            && (before.class.is(Class::BODY) || matches!(&*before.word, "tank" | "charity"))
        {
            votes.add(NameKind::Organisation, vote::PLAIN);
        }
        // "editor of the Marlow Echo", "chair of the Harbour Watch".
        let (of, office) = (run.first.checked_sub(2).and_then(token), run.first.checked_sub(3).and_then(token));
        let office = office.is_some_and(|t| t.shape == Shape::Lower && t.class.is(Class::TITLE));
        if plain && before.word == "the" && office && of.is_some_and(|t| t.word == "of") {
            votes.add(NameKind::Organisation, vote::BESIDE);
        }
        // "senator Ana Ruiz", "spokeswoman Ruiz".
        if plain && before.shape == Shape::Lower && before.class.is(Class::TITLE) {
            votes.add(NameKind::Person, vote::PLAIN);
        }
    }
    if let Some(after) = after {
        let speaks = after.class.is(lexicon::SPEECH) && after.shape == Shape::Lower;
        if speaks && gap.chars().all(|c| matches!(c, ' ' | ',')) {
            votes.add(NameKind::Person, vote::LIKELY);
        }
        // "the Ruizal administration".
        if after.shape == Shape::Lower && gap == " " && after.word == "administration" {
            votes.add(NameKind::Person, vote::BESIDE);
        }
        // "the Marlow news agency".
        if after.shape == Shape::Lower
            && gap == " "
            && matches!(&*after.word, "news" | "newspaper" | "agency" | "magazine")
        {
            votes.add(NameKind::Organisation, vote::BESIDE);
        }
        // "Ana Ruiz, 45, …"
        if after.shape == Shape::Number && gap == ", " && after.word.len() == 2 {
            votes.add(NameKind::Person, vote::PLAIN);
        }
        // "Doral, Florida"
        let known = finder.known(run.last + 1, sentence.tokens.end);
        let word = finder.token(run.first);
        if gap == ", "
            && known.is_some_and(|(k, _)| k.kind == NameKind::Place)
            && word.is_some_and(|t| !t.class.is(Class::TITLE))
        {
            votes.add(NameKind::Place, vote::LIKELY);
        }
    }
}
