//! Names of months as papers write them in the languages of Europe.

/// What names begin with, folded to small letters, a row a month. The first that fits counts, so that what is longer
/// comes first where one is the beginning of another.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "янв", "ιαν", "sty", "led", "oca", "tammi"],
    &["feb", "fév", "fev", "фев", "φεβ", "lut", "úno", "şub", "helmi"],
    &["mar", "mär", "mrt", "maa", "mrz", "мар", "μαρ", "μάρ", "bře", "bre", "már"],
    &["apr", "abr", "avr", "апр", "απρ", "kwi", "dub", "nis", "huhti", "ápr"],
    &["may", "mai", "maj", "mei", "mag", "мая", "май", "μαι", "μάι", "μαϊ", "kvě", "kve", "touko", "máj"],
    &["jun", "giu", "июн", "ιουν", "ιούν", "cze", "čer", "haz", "kesä", "jún"],
    &["jul", "juil", "lug", "июл", "ιουλ", "ιούλ", "lip", "čvc", "tem", "heinä", "júl"],
    &["aug", "ago", "aoû", "aou", "авг", "αυγ", "αύγ", "sie", "srp", "ağu", "elo"],
    &["sep", "set", "сен", "σεπ", "wrz", "zář", "eyl", "syys", "szep"],
    &["oct", "okt", "oto", "out", "ott", "окт", "οκτ", "paź", "říj", "rij", "eki", "loka"],
    &["nov", "noy", "ноя", "νοε", "νοέ", "lis", "kas", "marras"],
    &["dec", "dez", "dic", "déc", "дек", "δεκ", "gru", "pro", "ara", "joulu"],
];

/// Returns the month, 1 to 12, that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Finnish March and Polish November begin as other months do.
    for (begin, month) in [("marras", 11), ("juin", 6), ("juil", 7), ("listop", 11), ("červenec", 7)] {
        if word.starts_with(begin) {
            return Some(month);
        }
    }
    let found = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(found + 1).ok()
}
