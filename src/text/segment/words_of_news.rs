//! The words that tell a stop that ends a sentence from one that does not.

use crate::language::english::{Classes, Named, classes, known};

/// What an abbreviation lets follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Never ends a sentence.
    Bound,
    /// Ends one only where a plain starter follows.
    Loose,
    /// Does not end one before a number.
    Numbering,
    /// `a.m.` and `p.m.`: do not end one before a day or a time zone.
    Hour,
}

/// Looks up `word`, the text before a full stop.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if matches!(word, "a.m" | "p.m" | "A.M" | "P.M") {
        return Some(Abbreviation::Hour);
    }
    // "then-Rep." and "ex-Gov." are what stands behind the hyphen.
    let word = match word.rsplit_once('-') {
        Some((before, title)) if before.starts_with(char::is_lowercase) && is_capital(title) => title,
        _ => word,
    };
    let class = classes(word);
    let (capital, plain) = (is_capital(word), class.is(Classes::PLAIN_STOP));
    let date = class.is_date_word() && class.is(Classes::SHORT);
    // "vs." and "v." have none of it with a capital: that one is an initial.
    if class.is(Classes::BOUND) && capital != plain {
        Some(Abbreviation::Bound)
    } else if (capital || plain) && (date || class.is(Classes::LOOSE)) || is_initials(word) {
        Some(Abbreviation::Loose)
    } else {
        ((capital || plain) && class.is(Classes::NUMBERING)).then_some(Abbreviation::Numbering)
    }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Says whether `word` is an initial or several with stops between: `J`, `U.S`, `D.C`, `Ph.D`.
fn is_initials(word: &str) -> bool {
    let dotted = word.contains('.');
    word != "I"
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            let capital = letters.next().is_some_and(|c| c.is_uppercase() || (dotted && c.is_lowercase()));
            capital && letters.as_str().len() <= usize::from(dotted) && letters.all(char::is_alphabetic)
        })
}

/// Says whether `word` is a given name.
pub(super) fn is_given(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::GIVEN)
}

/// Says whether `word` begins a sentence and no name.
pub(super) fn is_starter(word: &str) -> bool {
    let shouted = word.chars().nth(1).is_some_and(char::is_uppercase);
    is_capital(word) && !shouted && classes(word).is(Classes::STARTER)
}

/// Says whether `word` may follow an hour within a sentence: a day, a month, a time zone.
pub(super) fn follows_hour(word: &str) -> bool {
    let shouted = word.len() <= 4 && word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    let class = classes(word);
    let date = class.is(Classes::MONTH.or(Classes::WEEKDAY)) && !class.is(Classes::SHORT);
    shouted || is_capital(word) && (date || class.is(Classes::ZONE))
}

/// Says whether `word` is short for a state or the like: `D.C`, `Fla`.
pub(super) fn is_place(word: &str) -> bool {
    known(&word.replace('.', "")).is_some_and(|known| known.named == Named::Place)
}

/// Says whether `word` may follow a place within a name: an office, a body, a court's circuit.
pub(super) fn is_of_place(word: &str) -> bool {
    let of_place = Classes::TITLE.or(Classes::BODY).or(Classes::PLACE).or(Classes::MODIFIER).or(Classes::THING);
    classes(word).is(of_place) || matches!(word, "Circuit" | "Metro" | "Metropolitan" | "National" | "Public")
}

/// Says whether `word` attributes a quotation.
pub(super) fn is_speech(word: &str) -> bool {
    classes(word).is(Classes::SAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_says_as_much_as_its_word_lets_it() {
        use Abbreviation::{Bound, Loose, Numbering};
        for (word, says) in [("Gen", Bound), ("vs", Bound), ("Jan", Loose), ("Calif", Loose), ("etc", Loose)] {
            assert_eq!(abbreviation(word), Some(says), "{word}");
        }
        assert_eq!(["No", "no", "Fig"].map(abbreviation), [Some(Numbering); 3]);
        assert_eq!(["gen", "miss", "sun", "Sun", "January", "may", "V."].map(abbreviation), [None; 7]);
    }

    #[test]
    fn initials_are_told_from_words() {
        for word in ["J", "U.S", "U.N", "D.C", "Ph.D", "J.D"] {
            assert_eq!(abbreviation(word), Some(Abbreviation::Loose), "{word}");
        }
        for word in ["I", "It", "over", "x", "example.com", "", "3.5"] {
            assert_eq!(abbreviation(word), None, "{word}");
        }
    }
}
