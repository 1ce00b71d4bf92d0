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
    /// They were shot or stabbed, dead or not.
    Struck,
}

impl Role {
    /// Returns what the noun itself says ("12 dead", "three arrests").
    pub(super) fn of_noun(class: &str) -> Option<Self> {
        match class {
            "death" => Some(Self::Dead),
            "injury" => Some(Self::Injured),
            "arrest" => Some(Self::Arrested),
            "casualty" => Some(Self::Struck),
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
            Self::Struck => "hurt or killed",
        }
    }
}

/// Words with a role, sorted; those that need an object before the number ("killing one") are marked.
const WORDS: &[(&str, Role, bool)] = &[
    ("apprehended", Role::Arrested, true),
    ("apprehending", Role::Arrested, true),
    ("arrest", Role::Arrested, true),
    ("arrested", Role::Arrested, true),
    ("arresting", Role::Arrested, true),
    ("arrests", Role::Arrested, true),
    ("captured", Role::Arrested, true),
    ("capturing", Role::Arrested, true),
    ("dead", Role::Dead, false),
    ("death", Role::Dead, false),
    ("deaths", Role::Dead, false),
    ("detained", Role::Arrested, true),
    ("detaining", Role::Arrested, true),
    ("die", Role::Dead, false),
    ("died", Role::Dead, false),
    ("dies", Role::Dead, false),
    ("drown", Role::Dead, true),
    ("drowned", Role::Dead, true),
    ("drowning", Role::Dead, true),
    ("drowns", Role::Dead, true),
    ("dying", Role::Dead, false),
    ("fatalities", Role::Dead, false),
    ("hurt", Role::Injured, true),
    ("hurting", Role::Injured, true),
    ("injure", Role::Injured, true),
    ("injured", Role::Injured, true),
    ("injures", Role::Injured, true),
    ("injuries", Role::Injured, false),
    ("injuring", Role::Injured, true),
    ("kill", Role::Dead, true),
    ("killed", Role::Dead, true),
    ("killing", Role::Dead, true),
    ("kills", Role::Dead, true),
    ("lives", Role::Dead, false),
    ("missing", Role::Missing, false),
    ("murdered", Role::Dead, true),
    ("murdering", Role::Dead, true),
    ("nabbed", Role::Arrested, true),
    ("perished", Role::Dead, false),
    ("rescued", Role::Rescued, true),
    ("rescues", Role::Rescued, true),
    ("rescuing", Role::Rescued, true),
    ("saved", Role::Rescued, true),
    ("shooting", Role::Struck, true),
    ("shoots", Role::Struck, true),
    ("shot", Role::Struck, true),
    ("slain", Role::Dead, false),
    ("stabbed", Role::Struck, true),
    ("stabbing", Role::Struck, true),
    ("unaccounted", Role::Missing, false),
    ("wounded", Role::Injured, true),
    ("wounding", Role::Injured, true),
    ("wounds", Role::Injured, true),
];

/// Words that may stand between the counted and what became of them, sorted.
#[rustfmt::skip]
const BETWEEN: &[&str] = &[
    "all", "also", "are", "as", "be", "been", "being", "believed", "confirmed", "critically", "declared", "feared",
    "found", "go", "gone", "had", "has", "have", "is", "later", "left", "listed", "more", "other", "others",
    "people", "persons", "pronounced", "reported", "reportedly", "seriously", "still", "that", "to", "was", "went",
    "were", "who",
];

fn role(token: &Token<'_>) -> Option<(Role, bool)> {
    let at =
        WORDS.binary_search_by(|(word, ..)| (*word).cmp(&token.lower)).ok().filter(|_| token.kind == Kind::Word)?;
    WORDS.get(at).map(|&(_, role, object)| (role, object))
}

/// Returns what became of those counted from token `start` to before `end`, and where the word lies.
pub(super) fn read(tokens: &[Token<'_>], start: usize, end: usize) -> Option<(Role, usize)> {
    directly_after(tokens, end).or_else(|| before(tokens, start))
}

fn directly_after(tokens: &[Token<'_>], end: usize) -> Option<(Role, usize)> {
    for at in end..end + 6 {
        let token = tokens.get(at)?;
        if let Some((role, _)) = role(token) {
            // "shot dead", "stabbed to death"
            let dead = (1..=2).any(|by| tokens.get(at + by).is_some_and(|t| t.is_any(&["dead", "death"])));
            let role = if role == Role::Struck && dead { Role::Dead } else { role };
            // "two killed three": the first killed.
            let object = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number);
            return (!object || at > end).then_some((role, at));
        }
        if BETWEEN.binary_search(&token.lower.as_ref()).is_err() {
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
            let shot = token.is("dead") && at > 0 && tokens.get(at - 1).is_some_and(|t| t.is_any(&["shot", "shoots"]));
            let lives = token.is("lives") || token.is("death") || token.is("deaths") || shot;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_are_searched_are_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0) && BETWEEN.is_sorted());
    }
}
