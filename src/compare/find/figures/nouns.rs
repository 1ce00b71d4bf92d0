//! The nouns and function words by which the counted thing is found.

/// Words that end a noun phrase or cannot be in one after its number.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "a", "about", "across", "after", "afterwards", "against", "ago", "also", "always", "am", "an", "and", "are",
    "around", "as", "at", "away", "be", "because", "been", "before", "behind", "being", "besides", "between", "but",
    "by", "came", "can", "could", "did", "do", "does", "during", "each", "earlier", "every", "for", "from", "had",
    "has", "have", "he", "her", "here", "him", "his", "how", "i", "if", "in", "including", "inside", "into", "is",
    "it", "its", "itself", "just", "later", "may", "me", "might", "must", "my", "no", "nor", "not", "now", "of",
    "off", "on", "only", "onto", "or", "our", "out", "outside", "over", "per", "perhaps", "plus", "said", "says",
    "she", "should", "since", "so", "still", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "through", "thus", "to", "towards", "under", "until", "up", "us", "versus", "was",
    "we", "went", "were", "when", "where", "which", "while", "who", "whom", "whose", "will", "with", "within",
    "without", "would", "yes", "yet", "you", "your",
];

/// Plurals without an s, and singulars with one.
pub(super) const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("policemen", "policeman"),
    ("gunmen", "gunman"),
    ("fishermen", "fisherman"),
    ("lives", "life"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("police", "police"),
    ("aircraft", "aircraft"),
    ("troops", "soldier"),
    ("crew", "crew"),
    ("personnel", "personnel"),
    ("staff", "worker"),
    ("sheep", "sheep"),
    ("cattle", "cattle"),
    ("dead", "death"),
    ("species", "species"),
    ("series", "series"),
    ("criteria", "criterion"),
    ("spacecraft", "spacecraft"),
    ("wounded", "injury"),
    ("injured", "injury"),
];

/// Words that end in s and are no plurals, or are read with the noun after them.
#[rustfmt::skip]
pub(super) const NO_PLURALS: &[&str] = &[
    "access", "address", "analysis", "anonymous", "arms", "basis", "bonus", "boss", "bus", "business", "campus",
    "census", "chess", "class", "congress", "consensus", "continuous", "crisis", "cross", "dangerous", "endless",
    "express", "famous", "focus", "gas", "glass", "harness", "homeless", "illness", "indigenous", "less", "loss",
    "mass", "news", "nuclear-arms", "numerous", "plus", "politics", "precious", "press", "previous", "process",
    "religious", "serious", "sports", "status", "success", "suspicious", "tennis", "various", "virus", "wireless",
    "witness",
];

/// Nouns that count one kind of thing, each class by its first member.
pub(super) const CLASSES: &[&[&str]] = &[
    &["person", "individual", "soul", "human"],
    &["death", "fatality", "corpse"],
    &["injury", "wound"],
    &["country", "nation", "government"],
    &["ship", "vessel", "boat", "freighter"],
    &["plane", "aircraft", "jet", "airplane", "aeroplane", "airliner"],
    &["worker", "employee", "staffer"],
    &["soldier", "serviceman", "serviceperson"],
    &["migrant", "immigrant"],
    &["protester", "protestor", "demonstrator"],
    &["pirate", "brigand"],
    &["officer", "policeman", "cop"],
    &["home", "house"],
    &["file", "document"],
    &["game", "match"],
    &["child", "kid"],
    &["lawmaker", "legislator"],
    &["company", "firm"],
    &["gunman", "shooter", "attacker", "assailant"],
    &["robber", "thief", "burglar"],
    &["telescope", "observatory"],
    &["disk", "disc", "drive"],
    &["shot", "bullet"],
    &["scientist", "researcher"],
    &["spectator", "fan", "supporter"],
    &["astronaut", "cosmonaut"],
    &["vote", "ballot"],
];

/// Nouns for people that do not end in -er or -or.
#[rustfmt::skip]
pub(super) const PERSONS: &[&str] = &[
    "activist", "adult", "agent", "american", "arrest", "astronaut", "attendee", "baby", "boy", "brother",
    "bystander", "casualty", "child", "citizen", "civilian", "colleague", "cosmonaut", "crew", "daughter", "death",
    "delegate", "democrat", "deputy", "detainee", "employee", "evacuee", "expert", "family", "fan", "fatality",
    "fireman", "fisherman", "friend", "girl", "guard", "guest", "gunman", "hostage", "immigrant", "injury",
    "inmate", "insurgent", "israeli", "judge", "life", "man", "member", "mexican", "migrant", "militant",
    "national", "official", "palestinian", "parent", "participant", "patient", "person", "personnel", "pirate",
    "police", "rebel", "recruit", "refugee", "relative", "representative", "republican", "resident", "scientist",
    "sister", "son", "spectator", "student", "survivor", "suspect", "teen", "teenager", "terrorist", "thief",
    "tourist", "victim", "villager", "woman",
];

/// Nouns in -er and -or that are no people.
#[rustfmt::skip]
pub(super) const THINGS: &[&str] = &[
    "answer", "barrier", "behavior", "bomber", "border", "car", "carrier", "center", "chamber", "chapter",
    "cluster", "color", "computer", "container", "corner", "cover", "crater", "dinner", "disaster", "dollar",
    "door", "drawer", "effort", "encounter", "error", "factor", "filter", "finger", "floor",
    "folder", "freighter", "hammer", "harbor", "helicopter", "layer", "letter", "manner", "matter", 
    "meter", "mirror", "monitor", "motor", "newspaper", "number", "offer", "order", "paper", "poster", "power",
    "printer", "quarter", "reactor", "reader", "river", "rumor", "sector", "server", "shelter", "summer", "tanker",
    "thruster", "tower", "tracker", "tractor", "trailer", "transfer", "tumor", "water", "winter",
];

/// Words after which fewer than all are counted, or others than those counted before.
#[rustfmt::skip]
pub(super) const PARTS: &[&str] = &[
    "more", "other", "others", "additional", "further", "extra", "another", "remaining", "fewer", "less", "new",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_that_are_searched_are_sorted() {
        for list in [ENDS, NO_PLURALS, PERSONS, THINGS] {
            assert!(list.is_sorted());
        }
    }
}
