//! What the words beside a name say of its kind: a row a sign, each with an example that the tests walk.

use super::{Around, vote};
use crate::compare::NameKind::{self, Organisation, Person, Place};
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::read::{Shape, Token};

/// A sign of a kind.
pub(super) struct Sign {
    /// What it is.
    #[cfg_attr(not(test), expect(dead_code, reason = "said for the reader, and by the tests"))]
    pub name: &'static str,
    /// A sentence that shows it of the name in brackets.
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    pub example: &'static str,
    /// The kind that it is a sign of.
    pub kind: NameKind,
    /// How much it says.
    pub votes: u32,
    /// Says whether a name shows it.
    pub shows: fn(&Around<'_>) -> bool,
}

macro_rules! signs {
    ($($name:literal $example:literal $kind:ident $votes:ident $shows:expr;)*) => {
        &[$(Sign { name: $name, example: $example, kind: $kind, votes: vote::$votes, shows: $shows }),*]
    };
}

/// All signs.
pub(super) const SIGNS: &[Sign] = signs! {
    "in a place" "They met in [Doral] today." Place BESIDE |it| it.in_place(&["in", "near", "across"]);
    "to a place" "They came from [Doral] today." Place HINT |it| it.to_place();
    "on a street" "They met on [Alan Street] today." Place PLAIN |it| it.on_street();
    "done to a place" "They flooded [Alan Street] today." Place PLAIN |it| it.is_done_to();
    "from a park" "They came from [Rosa Park] today." Place LIKELY |it| it.comes_from_park();
    "a place of a place" "They met in [Doral], Florida, today." Place LIKELY |it| it.has_place_behind();
    "a mayor of it" "The mayor of [Doral] came." Place BESIDE |it| it.has_mayor();
    "its people behind" "A [Doral] councilman came." Place LIKELY |it| !it.common && it.is_before(&["city", "councilman", "councilwoman", "native", "neighborhood", "neighbourhood", "resident", "residents", "suburb"]);
    "its police" "The [Doral] police came." Place HINT |it| it.is_before(&["authorities", "government", "mayor", "parliament", "police"]);
    "a city of people" "The people of [Doral] came." Place HINT |it| it.has_people();
    "said before" "It is over, said [Oberlin] then." Person HINT |it| it.is_told_before();
    "speaks" "It is over, [Oberlin] said." Person LIKELY |it| it.speaks() && !it.common;
    "a body speaks" "It is over, [Open Door] said." Organisation HINT |it| it.speaks() && it.common && it.run.last > it.run.first;
    "an occupation before" "It was senator [Oberlin] then." Person PLAIN |it| it.has_occupation();
    "an age behind" "Then [Oberlin], 45, left." Person PLAIN |it| it.has_age();
    "who" "Then [Oberlin], who was ill, left." Person BESIDE |it| it.is_who() && !it.common;
    "an office behind" "Then [Alan Street], the judge, left." Person PLAIN |it| it.has_office_behind();
    "kin before" "His wife, [Rosa Park], left." Person PLAIN |it| it.has_kin();
    "an administration" "The [Oberlin] administration left." Person BESIDE |it| it.is_before(&["administration"]);
    "a campaign" "The [Oberlin] campaign said no." Person HINT |it| !it.common && it.is_before(&["campaign", "presidency"]);
    "published in" "It was first published in [Oberlin] on Friday." Organisation PLAIN |it| it.is_print();
    "a kind of body before" "The newspaper [Marlow Echo] said so." Organisation PLAIN |it| it.has_body_before();
    "an office of it" "She is editor of the [Marlow Echo] now." Organisation BESIDE |it| it.has_office_of();
    "somebody of it" "Then Ana Ruiz of [Open Clinics] left." Organisation HINT |it| it.is_somebodys();
    "a kind of body behind" "The [Marlow] news agency said so." Organisation BESIDE |it| it.is_before(&["agency", "magazine", "news", "newspaper"]);
    "a group behind" "The [Marlow], an advocacy group, said so." Organisation PLAIN |it| it.has_group_behind();
};

/// Verbs with which places are acted upon; sorted.
const DONE_TO_PLACES: &[&str] = &[
    "blocked",
    "closed",
    "closes",
    "cordoned",
    "crossed",
    "evacuated",
    "flooded",
    "floods",
    "lined",
    "occupied",
    "opened",
    "overlooks",
    "paved",
    "redesigned",
    "renamed",
    "renovated",
    "reopen",
    "reopened",
    "sealed",
    "swept",
];

/// A name of a person has so many words more than one at most.
const LONGEST: usize = 4;

impl Around<'_> {
    fn plain_before(&self) -> Option<&Token<'_>> {
        self.before[0].filter(|_| self.gap_before.trim().is_empty())
    }

    /// The word right after, where it is written small.
    fn plain_after(&self) -> Option<&Token<'_>> {
        self.after[0].filter(|t| t.shape == Shape::Lower && self.gap_after == " ")
    }

    fn is_possessive(&self) -> bool {
        self.finder.token(self.run.last).is_some_and(Token::is_possessive)
    }

    fn in_place(&self, words: &[&str]) -> bool {
        !self.is_possessive() && !self.is_print() && self.plain_before().is_some_and(|t| words.contains(&&*t.word))
    }

    /// "published in TMZ": what is printed is printed in a newspaper.
    fn is_print(&self) -> bool {
        let press = |t: &Token<'_>| matches!(&*t.word, "published" | "wrote" | "writing");
        let inside = self.plain_before().is_some_and(|t| t.word == "in");
        let place = self.finder.known(self.run.first, self.run.last + 1).is_some_and(|(known, _)| known.kind == Place);
        inside && !place && self.gap_after != ", " && self.before[1].is_some_and(press)
    }

    fn has_mayor(&self) -> bool {
        let seat = |t: &Token<'_>| {
            matches!(
                &*t.word,
                "mayor" | "outskirts" | "streets" | "suburb" | "suburbs" | "neighborhood" | "neighbourhood"
            )
        };
        self.plain_before().is_some_and(|t| t.word == "of") && self.before[1].is_some_and(seat)
    }

    fn to_place(&self) -> bool {
        let other = |t: &Token<'_>| t.class.is(Class::WHERE) && !matches!(&*t.word, "in" | "near" | "across" | "at");
        !self.is_possessive() && self.plain_before().is_some_and(other)
    }

    /// A street, park or hill that something happens on.
    fn on_street(&self) -> bool {
        let on = |t: &Token<'_>| {
            matches!(&*t.word, "on" | "along" | "off" | "at" | "in" | "through" | "near" | "of" | "the")
        };
        self.has_tail() && self.plain_before().is_some_and(on)
    }

    /// "The council closed Rosa Park": what is done to streets and parks, and to nobody.
    fn is_done_to(&self) -> bool {
        self.has_tail() && self.plain_before().is_some_and(|t| DONE_TO_PLACES.binary_search(&&*t.word).is_ok())
    }

    fn comes_from_park(&self) -> bool {
        let ways = ["across", "around", "from", "inside", "into", "outside", "to", "towards"];
        self.has_tail() && !self.speaks() && self.plain_before().is_some_and(|t| ways.contains(&&*t.word))
    }

    fn has_tail(&self) -> bool {
        let tail = self.finder.token(self.run.last).is_some_and(|t| t.class.is(Class::PLACE));
        tail && self.run.last > self.run.first
    }

    fn has_place_behind(&self) -> bool {
        let title = self.finder.token(self.run.first).is_some_and(|t| t.class.is(Class::TITLE));
        let known = || self.finder.known(self.run.last + 1, self.end);
        let place = |last: usize| self.finder.token(last).is_some_and(|t| !t.is_possessive());
        self.gap_after == ", " && !title && known().is_some_and(|(known, last)| known.kind == Place && place(last))
    }

    fn has_people(&self) -> bool {
        let of = self.plain_before().is_some_and(|t| t.word == "of");
        of && self.before[1].is_some_and(|t| {
            matches!(
                &*t.word,
                "city" | "people" | "residents" | "town" | "village" | "north" | "south" | "east" | "west"
            )
        })
    }

    fn is_told_before(&self) -> bool {
        let says = |t: &Token<'_>| t.class.is(lexicon::SPEECH) && !matches!(&*t.word, "called" | "who" | "whose");
        self.plain_before().is_some_and(says) && !self.common
    }

    fn speaks(&self) -> bool {
        let says = self.after[0].is_some_and(|t| {
            t.class.is(lexicon::SPEECH) && t.shape == Shape::Lower && !matches!(&*t.word, "who" | "whose")
        });
        let long = self.run.last > self.run.first + LONGEST;
        says && !long && self.gap_after.chars().all(|c| matches!(c, ' ' | ','))
    }

    fn is_who(&self) -> bool {
        self.after[0].is_some_and(|t| matches!(&*t.word, "who" | "whose")) && matches!(self.gap_after, ", " | " ")
    }

    fn has_occupation(&self) -> bool {
        let said = Class::TITLE.or(Class::ROLE);
        self.plain_before().is_some_and(|t| t.shape == Shape::Lower && t.class.is(said))
    }

    fn has_age(&self) -> bool {
        let age =
            |t: &Token<'_>| t.shape == Shape::Number && t.word.len() == 2 && t.word.bytes().all(|b| b.is_ascii_digit());
        self.gap_after == ", " && self.after[0].is_some_and(age)
    }

    /// ", the judge", ", a lawyer".
    fn has_office_behind(&self) -> bool {
        let [Some(article), Some(_), ..] = self.after else { return false };
        let said = Class::TITLE.or(Class::ROLE).or(Class::KINSMAN).or(Class::KINSWOMAN);
        let is = |t: &Token<'_>| t.shape == Shape::Lower && t.class.is(said) && !t.class.is(Class::BODY);
        let articles = matches!(&*article.word, "the" | "a" | "an" | "his" | "her" | "their");
        self.gap_after == ", " && articles && self.ends_office(is) && !self.common
    }

    /// "the judge", "a retired judge", but not "the activist arm of".
    fn ends_office(&self, is: impl Fn(&Token<'_>) -> bool) -> bool {
        let at = |n: usize| self.after.get(n).copied().flatten();
        let free = |n: usize| {
            let next = self.finder.token(self.run.last + n + 2).filter(|_| at(n + 1).is_some());
            let noun = next
                .is_some_and(|t| t.shape == Shape::Lower && t.class.is(Class::COMMON.or(Class::BODY)) && !t.is_stop());
            !noun || self.finder.reading.gap(self.run.last + n + 2) != " "
        };
        let lower = |n: usize| at(n).is_some_and(|t| t.shape == Shape::Lower);
        at(1).is_some_and(&is) && free(1) || lower(1) && at(2).is_some_and(&is) && free(2)
    }

    fn has_kin(&self) -> bool {
        let kin = Class::KINSMAN.or(Class::KINSWOMAN);
        let near = matches!(self.gap_before, " " | ", ");
        near && self.before[0].is_some_and(|t| t.shape == Shape::Lower && t.class.is(kin))
    }

    fn is_before(&self, words: &[&str]) -> bool {
        self.plain_after().is_some_and(|t| words.contains(&&*t.word))
    }

    /// "the newspaper Marlow Echo", "the think tank Oak House", "the charity Open Door".
    fn has_body_before(&self) -> bool {
        let body = |t: &Token<'_>| t.class.is(Class::BODY) || matches!(&*t.word, "tank" | "charity" | "nonprofit");
        self.plain_before().is_some_and(|t| t.shape == Shape::Lower && body(t))
    }

    /// "editor of the Marlow Echo", "chair of the Harbour Watch".
    fn has_office_of(&self) -> bool {
        let office = |t: &Token<'_>| t.shape == Shape::Lower && t.class.is(Class::TITLE);
        let is = |at: usize, word: &str| self.before.get(at).copied().flatten().is_some_and(|t| t.word == word);
        // "the chairwoman of Open Clinics": words of a dictionary are no place.
        let bare = self.common && self.run.last > self.run.first && is(0, "of") && self.before[1].is_some_and(office);
        let far = is(0, "the") && is(1, "of") && self.before[2].is_some_and(office);
        self.gap_before.trim().is_empty() && (bare || far)
    }

    /// "Ana Ruiz of Open Clinics", "Ana Ruiz, of Marlow Echo".
    fn is_somebodys(&self) -> bool {
        let of = self.plain_before().is_some_and(|t| matches!(&*t.word, "of" | "with"));
        of && self.before[1].is_some_and(Token::is_capital) && self.common
    }

    /// ", an advocacy group", ", a nonprofit".
    fn has_group_behind(&self) -> bool {
        let [Some(article), rest @ ..] = &self.after else { return false };
        let group = |t: &Token<'_>| t.class.is(Class::BODY) || matches!(&*t.word, "nonprofit" | "charity" | "startup");
        self.gap_after == ", " && matches!(&*article.word, "a" | "an" | "the") && group_in(rest, group)
    }
}

/// Says whether a word of the phrase right behind an article is one: "an immigrant advocacy group".
fn group_in(words: &[Option<&Token<'_>>], is: impl Fn(&Token<'_>) -> bool) -> bool {
    words.iter().map_while(|t| t.filter(|t| t.shape == Shape::Lower && !t.is_stop())).any(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::names::candidates::{Finder, Run};
    use crate::compare::find::names::evidence::Evidence;
    use crate::compare::find::names::read::Reading;
    use crate::compare::fixtures::article;
    use crate::reading::Reading as Words;

    #[test]
    fn every_sign_shows_in_its_example_and_not_without_the_name() {
        for sign in SIGNS {
            let it = article(&[&sign.example.replace(['[', ']'], "")]);
            let words = Words::new(&it);
            let reading = Reading::new(&words, &words);
            let readings = [&reading];
            let evidence = Evidence::new(&readings);
            let finder = Finder { reading: &reading, evidence: &evidence };
            let (from, to) = (sign.example.find('[').unwrap_or(0), sign.example.find(']').unwrap_or(0) - 1);
            let first = reading.tokens.iter().position(|t| t.span.start == from).unwrap_or(0);
            let last = reading.tokens.iter().position(|t| t.span.end == to).unwrap_or(0);
            let sentence = &reading.sentences[0];
            let shows = |run: Run| (sign.shows)(&Around::new(finder, sentence, run));
            assert!(shows(Run::new(first, last)), "{}", sign.name);
            let end = reading.tokens.len() - 1;
            assert!(!shows(Run::new(end, end)), "{}", sign.name);
        }
    }
}
