//! What became of the people who are counted: killed, injured, missing, arrested.
//!
//! English only. The word nearest to the number decides; one directly after it ("two dead", "three people were killed")
//! before one ahead of it ("killing one and injuring two").

use super::token::{Kind, Token};

/// What became of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// They died.
    Dead,
    /// They were hurt.
    Injured,
    /// Nobody knows where they are.
    Missing,
    /// They were arrested.
    Arrested,
    /// They were brought to safety.
    Rescued,
}

impl Role {
    /// Returns what the noun itself says ("12 dead", "three arrests").
    pub(super) fn of_noun(class: &str) -> Option<Self> {
        match class {
            "death" => Some(Self::Dead),
            "injury" => Some(Self::Injured),
            "arrest" => Some(Self::Arrested),
            _ => None,
        }
    }

    /// Returns the word that the comparison uses.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Dead => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Arrested => "arrested",
            Self::Rescued => "rescued",
        }
    }
}

/// Words with a role; those that need an object before the number ("killing one") are marked.
const WORDS: &[(&str, Role, bool)] = &[
    ("kill", Role::Dead, true),
    ("kills", Role::Dead, true),
    ("killed", Role::Dead, true),
    ("killing", Role::Dead, true),
    ("dead", Role::Dead, false),
    ("die", Role::Dead, false),
    ("dies", Role::Dead, false),
    ("died", Role::Dead, false),
    ("dying", Role::Dead, false),
    ("deaths", Role::Dead, false),
    ("death", Role::Dead, false),
    ("fatalities", Role::Dead, false),
    ("perished", Role::Dead, false),
    ("slain", Role::Dead, false),
    ("murdered", Role::Dead, true),
    ("murdering", Role::Dead, true),
    ("lives", Role::Dead, false),
    ("injure", Role::Injured, true),
    ("injures", Role::Injured, true),
    ("injured", Role::Injured, true),
    ("injuring", Role::Injured, true),
    ("injuries", Role::Injured, false),
    ("wounds", Role::Injured, true),
    ("wounded", Role::Injured, true),
    ("wounding", Role::Injured, true),
    ("hurt", Role::Injured, true),
    ("hurting", Role::Injured, true),
    ("missing", Role::Missing, false),
    ("unaccounted", Role::Missing, false),
    ("arrest", Role::Arrested, true),
    ("arrests", Role::Arrested, true),
    ("arrested", Role::Arrested, true),
    ("arresting", Role::Arrested, true),
    ("detained", Role::Arrested, true),
    ("detaining", Role::Arrested, true),
    ("captured", Role::Arrested, true),
    ("capturing", Role::Arrested, true),
    ("apprehended", Role::Arrested, true),
    ("apprehending", Role::Arrested, true),
    ("nabbed", Role::Arrested, true),
    ("rescued", Role::Rescued, true),
    ("rescuing", Role::Rescued, true),
    ("rescues", Role::Rescued, true),
    ("saved", Role::Rescued, true),
];

/// Words that may stand between the counted and what became of them.
const BETWEEN: &[&str] = &[
    "were",
    "was",
    "are",
    "is",
    "have",
    "has",
    "had",
    "been",
    "being",
    "be",
    "also",
    "reported",
    "reportedly",
    "feared",
    "confirmed",
    "later",
    "left",
    "believed",
    "who",
    "that",
    "still",
    "to",
    "seriously",
    "critically",
    "all",
    "others",
    "other",
    "more",
    "people",
    "persons",
    "go",
    "went",
    "gone",
    "listed",
    "as",
    "declared",
    "found",
    "pronounced",
];

fn role(token: &Token<'_>) -> Option<(Role, bool)> {
    let found = WORDS.iter().find(|(word, ..)| *word == token.lower).filter(|_| token.kind == Kind::Word);
    found.map(|&(_, role, object)| (role, object))
}

/// Returns what became of those counted from token `start` to before `end`, and where the word lies.
pub(super) fn read(tokens: &[Token<'_>], start: usize, end: usize) -> Option<(Role, usize)> {
    directly_after(tokens, end).or_else(|| before(tokens, start))
}

fn directly_after(tokens: &[Token<'_>], end: usize) -> Option<(Role, usize)> {
    for at in end..end + 6 {
        let token = tokens.get(at)?;
        if let Some((role, _)) = role(token) {
            // "two killed three": the first killed.
            let object = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number);
            return (!object || at > end).then_some((role, at));
        }
        if !BETWEEN.contains(&token.lower.as_ref()) {
            return None;
        }
    }
    None
}

/// Looks back for a verb whose object the number is, or "death toll".
fn before(tokens: &[Token<'_>], start: usize) -> Option<(Role, usize)> {
    for at in (start.saturating_sub(5)..start).rev() {
        let token = tokens.get(at)?;
        let toll = token.is("toll") && at > 0 && tokens.get(at - 1).is_some_and(|t| t.is("death"));
        if toll {
            return Some((Role::Dead, at));
        }
        if let Some((role, object)) = role(token) {
            let lives = token.is("lives") || token.is("death") || token.is("deaths");
            return (object || lives).then_some((role, at));
        }
        let crosses = token.kind == Kind::Number
            || token.is_any(&[".", ";", ",", "and", "when", "as", "while", "after", "in", "by"]);
        if crosses {
            return None;
        }
    }
    None
}
