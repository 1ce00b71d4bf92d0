//! Who wrote an article, where a line says so and nothing else.

/// Longer paragraphs are not bylines.
const LONGEST: usize = 200;

const LABELS: [&str; 10] = [
    "analysis by ",
    "written by ",
    "words by ",
    "story by ",
    "report by ",
    "reported by ",
    "author: ",
    "authors: ",
    "by: ",
    "by ",
];

/// Words of houses and posts, which tell a name from where its bearer works.
const HOUSES: [&str; 48] = [
    "press",
    "news",
    "times",
    "post",
    "reuters",
    "bbc",
    "afp",
    "ap",
    "cnn",
    "efe",
    "dpa",
    "herald",
    "guardian",
    "agency",
    "agencies",
    "tribune",
    "journal",
    "gazette",
    "chronicle",
    "standard",
    "telegraph",
    "mail",
    "staff",
    "writer",
    "reporter",
    "reporters",
    "correspondent",
    "editor",
    "columnist",
    "contributor",
    "bureau",
    "desk",
    "team",
    "radio",
    "television",
    "tv",
    "magazine",
    "online",
    "service",
    "wire",
    "media",
    "network",
    "producer",
    "chief",
    "newsroom",
    "presse",
    "review",
    "freelance",
];

const PARTICLES: [&str; 26] = [
    "de", "da", "do", "dos", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der", "den", "ter", "ten",
    "bin", "ibn", "al", "el", "y", "e", "af", "av", "zu",
];

/// Words of headlines that stand in nobody's name. Without a "By" they tell "Woman Killed in Oldtown" from "Ann Poe in
/// Oldtown", which look alike else.
const HEADLINE: [&str; 72] = [
    "accused",
    "after",
    "against",
    "amid",
    "announces",
    "arrest",
    "arrested",
    "arrests",
    "attack",
    "attacks",
    "beats",
    "boy",
    "calls",
    "charged",
    "child",
    "children",
    "clash",
    "cops",
    "crash",
    "dead",
    "deadly",
    "death",
    "dies",
    "dozens",
    "driver",
    "election",
    "erupt",
    "erupts",
    "explosion",
    "faces",
    "fire",
    "following",
    "found",
    "game",
    "girl",
    "hits",
    "hundreds",
    "hurt",
    "injured",
    "kill",
    "killed",
    "kills",
    "loses",
    "man",
    "men",
    "missing",
    "mother",
    "officials",
    "over",
    "people",
    "police",
    "protest",
    "protests",
    "record",
    "report",
    "riots",
    "says",
    "sets",
    "shooting",
    "shot",
    "students",
    "suspect",
    "talks",
    "teen",
    "thousands",
    "threat",
    "victory",
    "war",
    "wins",
    "woman",
    "women",
    "wounded",
];

/// Words of a name, or of a place, in a line without a "By": longer ones are headlines.
const MOST_UNSIGNED: usize = 3;

/// Returns the authors that `text` names where it is a byline: none of them where it is one of an agency or a desk.
///
/// `after_title` says that a line without "By" may be one, as nothing but a title stands above it.
pub(super) fn read(text: &str, after_title: bool) -> Option<Vec<String>> {
    let text = text.trim();
    if text.is_empty()
        || text.len() > LONGEST
        || text.ends_with(['.', '!', '?', ':', '”', '"']) && !ends_in_initial(text)
    {
        return None;
    }
    let label = LABELS.iter().find(|label| starts_with(text, label));
    let rest = label.map_or(text, |label| text.get(label.len()..).unwrap_or("").trim());
    if label.is_none() && is_headline(text) {
        return None;
    }
    let mut parts = Parts { signed: label.is_some(), ..Parts::default() };
    for part in split(rest) {
        parts.add(part)?;
    }
    let is_byline = match label {
        Some(_) => !parts.names.is_empty() || parts.houses > 0,
        None => after_title && !parts.names.is_empty() && (parts.houses > 0 || parts.placed > 0),
    };
    is_byline.then_some(parts.names)
}

/// Says whether `text` is a lone name, which is a byline only where its neighbours say so.
pub(super) fn lone_name(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() <= 40 && !is_house(text)).then(|| name(text)).flatten()
}

/// Says whether `text` is a lone post or house, such as "Staff writer" or "BBC News, Cairo".
pub(super) fn is_role(text: &str) -> bool {
    text.len() <= 60
        && !text.ends_with('.')
        && text.split_whitespace().count() <= 6
        && is_house(text)
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.split_whitespace().filter(|word| word.chars().next().is_some_and(char::is_lowercase)).count() <= 2
}

/// Says whether `text`, which does not begin with a "By", has a word that only headlines have, such as a later "By".
fn is_headline(text: &str) -> bool {
    let of_headline = |word: &str| HEADLINE.iter().any(|headline| headline.eq_ignore_ascii_case(word));
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("by") || of_headline(word))
}

/// "By Sammy Davis Jr."
fn ends_in_initial(text: &str) -> bool {
    ["Jr.", "Sr."].iter().any(|end| text.ends_with(end))
}

/// Says whether `text` begins with `start`, whatever the case of its letters.
///
/// Every paragraph of a library is asked for a few hundred beginnings; the first letter answers nearly all of them.
#[inline]
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    (first(text) == first(start) || start.is_empty())
        && text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// What the parts of a byline are.
#[derive(Default)]
struct Parts {
    /// Whether a "By" stands before them.
    signed: bool,
    names: Vec<String>,
    houses: usize,
    /// How many names came with a place ("Ann Poe in Cairo").
    placed: usize,
}

impl Parts {
    /// Takes one part in; `None` where it can be no part of a byline.
    fn add(&mut self, part: &str) -> Option<()> {
        let (who, place) = match part.split_once(" in ").or_else(|| part.split_once(" at ")) {
            Some((who, place)) => (who.trim(), Some(place.trim())),
            None => (part, None),
        };
        let (who, house) = match who.split_once(" for ").or_else(|| who.split_once(" of ")) {
            Some((who, house)) if !is_house(who) => (who.trim(), is_capitalised(house) && self.fits(house)),
            _ => (who, false),
        };
        if place.is_some_and(|place| !is_capitalised(place) || !self.fits(place)) {
            return None;
        }
        self.placed += usize::from(place.is_some());
        if is_house(who) && (self.signed || !self.names.is_empty()) {
            self.houses += 1;
        } else if let Some(name) = name(who).filter(|_| self.fits(who)) {
            self.names.push(name);
            self.houses += usize::from(house);
        } else if self.names.is_empty() || place.is_some() || !is_capitalised(who) || !self.fits(who) {
            // After a name, a word alone is the place it was written in.
            return None;
        }
        Some(())
    }

    /// Says whether a name or a place is short enough.
    fn fits(&self, text: &str) -> bool {
        let proper = text.split_whitespace().filter(|word| !PARTICLES.contains(word)).count();
        self.signed || proper <= MOST_UNSIGNED
    }
}

/// Splits at commas, bars, ampersands and "and".
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '|', '&', '·', '•', ';', '/', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" with "))
        .map(|part| part.trim().trim_start_matches("and ").trim_start_matches("By ").trim())
        .filter(|part| !part.is_empty())
}

/// Says whether one of the words is a house's or a post's.
fn is_house(text: &str) -> bool {
    text.split_whitespace().any(|word| HOUSES.iter().any(|house| word.eq_ignore_ascii_case(house)))
}

/// Says whether `text` is a few words with capital letters.
fn is_capitalised(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words)
        && text.split_whitespace().all(|word| {
            let first = word.chars().find(|c| c.is_alphanumeric());
            first.is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
                || PARTICLES.contains(&word)
                || matches!(word, "the" | "of")
        })
}

/// Reads a person's name: two to five words with capitals, particles between them.
fn name(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.last()?;
    let proper = words.iter().filter(|word| is_name_word(word)).count();
    let fits = words.iter().all(|word| is_name_word(word) || PARTICLES.contains(word));
    if !fits || proper < 2 || words.len() > 5 || !is_name_word(last) || is_common(words.first()?) {
        return None;
    }
    let shouted = words.iter().all(|word| !word.chars().any(char::is_lowercase));
    Some(if shouted { words.iter().map(|word| calm(word)).collect::<Vec<_>>().join(" ") } else { words.join(" ") })
}

fn is_name_word(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && chars.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.' | '\u{300}'..='\u{36f}'))
}

/// Words that begin headlines and sections, never names.
fn is_common(word: &str) -> bool {
    ["The", "A", "An", "In", "On", "At", "For", "New", "No", "How", "Why", "What", "When", "Who", "This", "Our", "By"]
        .iter()
        .any(|common| common.eq_ignore_ascii_case(word))
}

/// Turns a name in capitals into one that is read: "ANNE-MARIE" and "O'NEIL" keep their inner capitals.
fn calm(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut start = true;
    for c in word.chars() {
        if start || out == "Mc" {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        start = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let expected: Vec<String> = expected.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(read(text, true), Some(expected), "{text}");
    }

    #[test]
    fn authors_are_read_from_the_usual_forms() {
        check("By Jane Doe", &["Jane Doe"]);
        check("By JANE DOE and JOHN ROE", &["Jane Doe", "John Roe"]);
        check("BY ANNE-MARIE O'NEIL", &["Anne-Marie O'Neil"]);
        check("By Jane Doe, John Roe and Ann Poe", &["Jane Doe", "John Roe", "Ann Poe"]);
        check("By Jane Doe, Associated Press", &["Jane Doe"]);
        check("Jane Doe | Staff writer", &["Jane Doe"]);
        check("Jane Doe, BBC News, Cairo", &["Jane Doe"]);
        check("Zoë Ångström in Oldtown and José van der Berg in New Harbour", &["Zoë Ångström", "José van der Berg"]);
        check("Written by J. R. Roe", &["J. R. Roe"]);
        check("By Jane Doe in Cairo", &["Jane Doe"]);
        check("By Jane Doe, Cairo", &["Jane Doe"]);
        check("By Sammy Poe Jr.", &["Sammy Poe Jr."]);
    }

    #[test]
    fn an_agency_is_no_author() {
        check("By Reuters", &[]);
        check("By The Associated Press", &[]);
        check("By Staff", &[]);
    }

    #[test]
    fn sentences_and_headings_are_no_bylines() {
        for text in [
            "By Monday the river had risen.",
            "By Monday",
            "By the river",
            "By far the worst flood",
            "Minister calls for talks",
            "Jane Doe",
            "A night in Cairo",
            "Three dead in Oldtown",
            "Said Jane Doe.",
            "",
        ] {
            assert_eq!(read(text, true), None, "{text}");
        }
    }

    #[test]
    fn a_headline_with_capitals_is_no_byline() {
        for text in [
            "Merriweather Sets Rowing Record in Oldtown",
            "Woman Killed in Oldtown Hit-And-Run, Police Hold Allegedly Drunk Driver",
            "Man Shot in Oldtown",
            "Crowds Gather Following Verdict of Jury",
            "Windows Smashed in Newport, Mayor Asked By Council",
            "Harbour Ferry Service Resumes in Oldtown, Mayor Pleased",
            "Oldtown Rowers Take Bronze Again in Newport",
        ] {
            assert_eq!(read(text, true), None, "{text}");
        }
    }

    #[test]
    fn without_a_title_above_it_a_line_needs_its_by() {
        assert_eq!(read("Jane Doe in Doral and John Roe in Cairo", false), None);
        assert!(read("By Jane Doe", false).is_some());
    }
}
