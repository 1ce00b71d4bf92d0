//! The words that tell a stop that ends a sentence from one that does not.

/// Titles and their kind: always followed by what they belong to.
const BOUND: &[&str] = &[
    "Adm", "Amb", "Asst", "Atty", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Det", "Dr", "Drs", "Fr", "Gen", "Gens", "Gov",
    "Govs", "Hon", "Insp", "Lt", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Mx", "Pfc", "Pres", "Prof",
    "Profs", "Pvt", "Rep", "Reps", "Rev", "Sen", "Sens", "Sgt", "Spc", "Supt", "Treas", "approx", "ca", "cf", "viz",
    "vs", "v", "i.e", "e.g",
];

/// Abbreviations that may also be a sentence's last word.
const LOOSE: &[&str] = &[
    "Ala", "Apr", "Ariz", "Ark", "Assn", "Aug", "Ave", "Blvd", "Bros", "Calif", "Co", "Colo", "Conn", "Corp", "Dec",
    "Del", "Dept", "Esq", "Feb", "Fla", "Ft", "Ga", "Ill", "Inc", "Ind", "Jan", "Jr", "Jul", "Jun", "Kan", "Ky", "La",
    "Ltd", "Mar", "Mass", "Md", "Mich", "Minn", "Miss", "Mont", "Mt", "Neb", "Nev", "Nov", "Oct", "Okla", "Ore", "Pa",
    "Rd", "Sec", "Sep", "Sept", "Sr", "St", "Ste", "Tenn", "Tex", "Thurs", "Tues", "Univ", "Va", "Vt", "Wash", "Wed",
    "Wis", "Wyo", "Yahoo", "al", "dept", "est", "etc", "govt",
];

/// Abbreviations before a number, words of their own elsewhere.
const NUMBERING: &[&str] =
    &["No", "Nos", "no", "nos", "Art", "Ch", "Fig", "Figs", "Vol", "fig", "p", "pp", "vol", "Op", "op"];

/// Words that begin a sentence and no name: after an abbreviation they are what tells that it ended one.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "Although",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "Neither",
    "No",
    "Nobody",
    "None",
    "Not",
    "Nothing",
    "Now",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Without",
    "Yes",
    "Yet",
    "You",
    "Your",
];

/// Days, months and time zones: what follows `a.m.` and `p.m.` within a sentence.
const CALENDAR: &[&str] = &[
    "April",
    "Atlantic",
    "August",
    "Central",
    "December",
    "Eastern",
    "February",
    "Friday",
    "Greenwich",
    "January",
    "July",
    "June",
    "London",
    "March",
    "May",
    "Monday",
    "Mountain",
    "November",
    "October",
    "Pacific",
    "Saturday",
    "September",
    "Sunday",
    "Thursday",
    "Tuesday",
    "Wednesday",
];

/// Verbs that attribute a quotation.
const SPEECH: &[&str] = &[
    "added",
    "announced",
    "answered",
    "argued",
    "asked",
    "called",
    "continued",
    "cried",
    "declared",
    "demanded",
    "exclaimed",
    "explained",
    "insisted",
    "joked",
    "noted",
    "posted",
    "quipped",
    "recalled",
    "remarked",
    "replied",
    "responded",
    "said",
    "says",
    "shouted",
    "told",
    "tweeted",
    "warned",
    "wondered",
    "wrote",
    "yelled",
];

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
    if matches!(word, "a.m" | "p.m" | "A.M" | "P.M" | "AM" | "PM" | "am" | "pm") && word.contains('.') {
        Some(Abbreviation::Hour)
    } else if BOUND.contains(&word) {
        Some(Abbreviation::Bound)
    } else if LOOSE.contains(&word) || is_initials(word) {
        Some(Abbreviation::Loose)
    } else {
        NUMBERING.contains(&word).then_some(Abbreviation::Numbering)
    }
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

/// Says whether `word` begins a sentence and no name.
pub(super) fn is_starter(word: &str) -> bool {
    STARTERS.binary_search(&word).is_ok()
}

/// Says whether `word` may follow an hour within a sentence.
pub(super) fn follows_hour(word: &str) -> bool {
    let shouted = word.len() <= 4 && word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    shouted || CALENDAR.contains(&word)
}

/// Says whether `word` attributes a quotation.
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_sorted_for_the_search() {
        assert!(STARTERS.is_sorted());
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
