//! What makes a sentence telling and stands in a sentence of the other side too, whatever the two score.
//!
//! ```text
//! left    His punishment will be known on June 28.         score .27, and yet not "no counterpart found":
//! right   A judge is to sentence the captain on June 28.   both have the day
//! ```
//!
//! *Only here* is a claim that an editor may print, and a low score alone does not carry it: two sentences in wholly other
//! words may tell of one thing. So two sentences are tied where both have a paired quotation, an agreeing exact figure, a
//! day or a year, a number that is not small, a person named seldom by full name, two words that both articles use
//! seldom, or two words that stand beside each other in both ("local communities") and hardly anywhere else; and where
//! both leave something open ("did not say whether") about a word that both have. What is in half of both articles ties
//! nothing, nor do rare words that are next to nothing of two long sentences.

mod phrases;
mod quoted;

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Evidence;
use super::ground::{Opposition, opposed};
use super::rows::{Pair, Row, Word, row_at};
use super::score::Scored;
use super::weight::Weights;
use crate::compare::{Bond, FigurePair, NameKind, Names, Place, QuotePair, SentenceRef, Side, Verdict};
use crate::language::english::{Classes, Known, Named, Turn, classes, known, month, turn};
use crate::reading::{hash, hash_on};

/// In how many sentences of either side a rare word stands at most.
const FEW: usize = 3;
/// In how many sentences of either side a day, a year or a number stands at most that ties.
const SOME: usize = 8;
/// In how many sentences of either side a word stands at most about which both leave something open.
const MANY: usize = 10;
/// The share of English sentences that have a rare word at most, and a word about which something is left open.
const RARE: f64 = 0.005;
const KNOWN: f64 = 0.02;
/// How often a side has a name at most that ties, and two words beside each other.
const SELDOM: usize = 2;
/// The share of either of two sentences, by the weight of its words, that rare words tie of which none is exact or a name.
/// Of what is claimed to have no counterpart, 3 sentences more on whole articles, and none of them wrong.
const SOMETHING: f64 = 0.12;
/// What ties two sentences; a rare word is half of it.
const TIED: u8 = 2;
/// What two sentences share that are of one subject, where one denies something.
const SUBJECT: u8 = 3;
/// The share of a clause's words, by weight, that the other sentence has where it tells the clause, and how many they are.
const TOLD: f64 = 0.60;
const WORDS: usize = 2;

/// What the other findings say of two sides.
#[derive(Clone, Copy)]
pub(in crate::compare) struct Found<'a> {
    pub quotes: &'a [QuotePair],
    pub figures: &'a [FigurePair],
    pub names: &'a Names,
    /// Where either side tells an exact amount, with a key that equal ones have in common.
    pub exact: &'a [Vec<(Place, u64)>; 2],
}

/// How two sentences are tied.
#[derive(Clone, Copy, Debug, Default)]
struct Tie {
    /// What they share, [`TIED`] being enough.
    weight: u8,
    /// What bears a match beside words.
    bond: Bond,
    /// Whether two words stand beside each other in both, or three in quotation marks.
    telling: bool,
    /// How many rare words are no names.
    plain: u8,
    /// Whether a rare word is a name, and whether both name one day of the week.
    name: bool,
    weekday: bool,
}

impl Tie {
    /// Says whether it is enough; `share` gives how much of either sentence the other has.
    fn holds(self, share: impl FnOnce() -> f64) -> bool {
        // One rare name on one day: "a tug named Barnacle" and "sent Barnacle down into the water", both on Sunday.
        let one = self.name && self.weekday;
        self.telling || one || self.weight >= TIED && (self.bond > Bond::Words || share() >= SOMETHING)
    }
}

/// Which sentences of two sides are tied.
#[derive(Debug, Default)]
pub(in crate::compare) struct Telling {
    ties: BTreeMap<(u32, u32), Tie>,
    /// Which rows of a side have a counterpart by a tie.
    tied: [Vec<bool>; 2],
    /// Which rows of a side have a clause that the other side tells.
    part: [Vec<bool>; 2],
}

impl Telling {
    /// Looks for what ties the rows of a pair.
    pub fn new(pair: &Pair<'_>, weights: &Weights, evidence: &Evidence<'_>, found: Found<'_>) -> Self {
        let rows = [Side::Left, Side::Right].map(|side| vec![false; pair.rows(side).len()]);
        let mut telling = Self { ties: BTreeMap::new(), tied: rows.clone(), part: rows };
        telling.by_words(pair, weights);
        telling.by_findings(pair, found);
        telling.settle(pair, weights, evidence);
        telling
    }

    /// Says whether something telling of a row stands on the other side.
    pub fn is_tied(&self, side: Side, row: usize) -> bool {
        self.tied[side as usize].get(row).copied().unwrap_or(false)
    }

    /// Says whether the other side tells a clause of a row.
    pub fn is_told_in_part(&self, side: Side, row: usize) -> bool {
        self.part[side as usize].get(row).copied().unwrap_or(false)
    }

    /// Says what bears a match of two rows beside their words.
    pub fn bond(&self, left: usize, right: usize) -> Bond {
        self.ties.get(&(left as u32, right as u32)).map_or(Bond::Words, |tie| tie.bond)
    }

    fn tie(&mut self, (left, right): (u32, u32), weight: u8, bond: Bond) -> &mut Tie {
        let tie = self.ties.entry((left, right)).or_default();
        tie.weight = tie.weight.saturating_add(weight);
        tie.bond = tie.bond.max(bond);
        tie
    }

    /// Returns the pairs of sentences that share a rare word that is no name, speak of one
    /// subject from their first words on, are opposed, and are not
    /// matched otherwise; those that share most first, each sentence once.
    pub fn claims(&self, pair: &Pair<'_>, scored: &Scored) -> Vec<(SentenceRef, SentenceRef)> {
        let mut claims = Vec::new();
        for (&(left, right), tie) in self.ties.iter().filter(|(_, tie)| tie.plain > 0) {
            let (left, right) = (left as usize, right as usize);
            let rows = pair.rows(Side::Left).get(left).zip(pair.rows(Side::Right).get(right));
            let Some((l, r)) = rows.filter(|_| !scored.is_settled(left, right)) else { continue };
            if subject(pair, Side::Left, l).is_none_or(|key| subject(pair, Side::Right, r) != Some(key)) {
                continue;
            }
            let opposition = opposed([(pair.reading(Side::Left), l), (pair.reading(Side::Right), r)]);
            // A denial may be of anything: more has to be shared before it is of this.
            let enough =
                |opposition| opposition == Opposition::Poles || tie.weight >= SUBJECT && scored.is_apart(left, right);
            if let Some(opposition) = opposition.filter(|&opposition| enough(opposition)) {
                claims.push((opposition, tie.weight, l.at, r.at));
            }
        }
        claims.sort_by_key(|&(opposition, weight, left, right)| {
            (opposition, std::cmp::Reverse(weight), left.min(right), left.max(right))
        });
        let mut seen = [BTreeSet::new(), BTreeSet::new()];
        claims.retain(|&(_, _, left, right)| {
            let new = !seen[0].contains(&left) && !seen[1].contains(&right);
            if new {
                seen[0].insert(left);
                seen[1].insert(right);
            }
            new
        });
        claims.into_iter().map(|(_, _, left, right)| (left, right)).collect()
    }

    fn by_words(&mut self, pair: &Pair<'_>, weights: &Weights) {
        let postings = [Side::Left, Side::Right].map(|side| postings(pair, weights, side));
        let [left, right] = &postings;
        for (key, mark) in left {
            let Some(other) = right.get(key) else { continue };
            let common = weights.commonness(*key);
            let most = mark.rows.len().max(other.rows.len());
            let kind = mark.kind.max(other.kind);
            if kind == Kind::Beside {
                if most <= SELDOM {
                    self.put_beside(mark, other);
                }
                continue;
            }
            if kind == Kind::Weekday {
                if most <= MANY {
                    self.put_day(mark, other);
                }
                continue;
            }
            let ties = match kind {
                Kind::Exact if most <= SOME => TIED,
                Kind::Name if most <= SELDOM => TIED,
                Kind::Word if most <= FEW && common <= RARE => TIED / 2,
                Kind::Word if most <= MANY && common <= KNOWN => 0,
                _ => continue,
            };
            let plain = weights.of(*key, 1).telling && ties == TIED / 2 && !mark.number;
            let bond = if kind > Kind::Word { Bond::Detail } else { Bond::Words };
            for &(l, l_open) in &mark.rows {
                for &(r, r_open) in &other.rows {
                    let open = l_open && r_open && kind == Kind::Word;
                    let ties = if open { TIED } else { ties };
                    if ties > 0 {
                        let tie = self.tie((l, r), ties, bond);
                        tie.plain += u8::from(plain);
                        tie.name |= mark.capital && other.capital && kind == Kind::Word;
                    }
                }
            }
        }
    }

    fn put_day(&mut self, left: &Mark, right: &Mark) {
        for &(l, _) in &left.rows {
            for &(r, _) in &right.rows {
                self.ties.entry((l, r)).or_default().weekday = true;
            }
        }
    }

    fn put_beside(&mut self, left: &Mark, right: &Mark) {
        for &(l, _) in &left.rows {
            for &(r, _) in &right.rows {
                self.ties.entry((l, r)).or_default().telling = true;
            }
        }
    }

    fn by_findings(&mut self, pair: &Pair<'_>, found: Found<'_>) {
        let row = |side, place: &Place| row_at(pair.rows(side), place);
        for quote in found.quotes {
            for rows in quoted::rows(pair, quote) {
                self.tie(rows, TIED, Bond::Quotation);
            }
        }
        for figure in found.figures.iter().filter(|figure| figure.verdict == Verdict::Agree) {
            let rows = row(Side::Left, &figure.left.place).zip(row(Side::Right, &figure.right.place));
            if let Some(rows) = rows {
                let printed =
                    |side, place: Place| place.span.of(pair.text(side)).contains(|c: char| c.is_ascii_digit());
                let exact = printed(Side::Left, figure.left.place) && printed(Side::Right, figure.right.place);
                self.tie(rows, TIED, if exact { Bond::Detail } else { Bond::Words });
            }
        }
        self.by_amounts(pair, found.exact);
        let seldom = |name: &&crate::compare::Name| {
            let whole = name.name.split_whitespace().count() > 1;
            name.kind == NameKind::Person && whole && name.left.len().max(name.right.len()) <= SELDOM
        };
        // Who is named again as "Ms. Pell" may be told anything of.
        let in_full = |side, place: &&Place| place.span.of(pair.text(side)).trim().contains(' ');
        for name in found.names.both.iter().filter(seldom) {
            for left in name.left.iter().filter(|p| in_full(Side::Left, p)).filter_map(|place| row(Side::Left, place)) {
                for right in
                    name.right.iter().filter(|p| in_full(Side::Right, p)).filter_map(|place| row(Side::Right, place))
                {
                    self.tie((left, right), TIED, Bond::Detail);
                }
            }
        }
    }

    /// Ties what tells one amount, in digits here and in words there.
    fn by_amounts(&mut self, pair: &Pair<'_>, [left, right]: &[Vec<(Place, u64)>; 2]) {
        let mut amounts: BTreeMap<u64, [BTreeSet<u32>; 2]> = BTreeMap::new();
        for (side, places) in [(Side::Left, left), (Side::Right, right)] {
            for (place, key) in places {
                let row = row_at(pair.rows(side), place);
                amounts.entry(*key).or_default()[side as usize].extend(row);
            }
        }
        for [left, right] in amounts.values().filter(|rows| rows.iter().all(|rows| rows.len() <= SOME)) {
            for (&l, &r) in left.iter().flat_map(|l| right.iter().map(move |r| (l, r))) {
                self.tie((l, r), TIED, Bond::Words);
            }
        }
    }

    /// Marks the rows that are tied, and those that have a clause which a row that they share a rare word with tells.
    fn settle(&mut self, pair: &Pair<'_>, weights: &Weights, evidence: &Evidence<'_>) {
        let keys = [Side::Left, Side::Right].map(|side| pair.rows(side).iter().map(keys).collect::<Vec<_>>());
        for (&(left, right), tie) in &self.ties {
            if tie.holds(|| share(evidence, left as usize, right as usize)) {
                for (side, row) in self.tied.iter_mut().zip([left, right]) {
                    side.get_mut(row as usize).into_iter().for_each(|tied| *tied = true);
                }
            }
            let (l, r) = (pair.rows(Side::Left).get(left as usize), pair.rows(Side::Right).get(right as usize));
            let Some((l, r)) = l.zip(r) else { continue };
            let known = keys[0].get(left as usize).zip(keys[1].get(right as usize));
            let Some((left_keys, right_keys)) = known else { continue };
            let part = [
                has_clause(l, right_keys, pair.text(Side::Left), weights),
                has_clause(r, left_keys, pair.text(Side::Right), weights),
            ];
            for ((side, row), part) in self.part.iter_mut().zip([left, right]).zip(part) {
                side.get_mut(row as usize).into_iter().for_each(|told| *told |= part);
            }
        }
    }
}

/// Returns the share of the better covered of two rows that the other has.
fn share(evidence: &Evidence<'_>, left: usize, right: usize) -> f64 {
    let all = evidence.weight(Side::Left, left).min(evidence.weight(Side::Right, right));
    evidence.shared(left, right).weight() / all.max(f64::MIN_POSITIVE)
}

/// Returns the first word of a row that says anything and is no country: what it speaks of, more often than not.
fn subject(pair: &Pair<'_>, side: Side, row: &Row) -> Option<u64> {
    let country = |word: &Word| {
        let printed = word.span.of(pair.text(side));
        let folded = printed.to_lowercase().replace('.', "");
        matches!(known(&folded), Some(Known { named: Named::Place, .. })) || classes(&folded).is(Classes::DEMONYM)
    };
    row.words.iter().find(|word| !(word.stop || word.capital && country(word))).map(|word| word.key)
}

/// What kind of thing a key stands for, the more telling last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    #[default]
    Word,
    /// A day of the week.
    Weekday,
    /// Two words beside each other, not both of names, or three in quotation marks.
    Beside,
    /// Two capitalised words of a name.
    Name,
    /// A day, a year, a number of three digits and more or with a fraction.
    Exact,
}

/// The rows of a side that have a key, each with whether it leaves something open.
#[derive(Debug, Default)]
struct Mark {
    kind: Kind,
    /// Whether it is a number.
    number: bool,
    /// Whether it is always written with a capital.
    capital: bool,
    rows: Vec<(u32, bool)>,
}

fn postings(pair: &Pair<'_>, weights: &Weights, side: Side) -> BTreeMap<u64, Mark> {
    let mut marks: BTreeMap<u64, Mark> = BTreeMap::new();
    for (number, row) in pair.rows(side).iter().enumerate() {
        let open = leaves_open(pair, side, row);
        let lexemes = pair.reading(side).lexemes();
        let mut take_word = |key, kind, digits: bool, capital: bool| {
            let mark = marks.entry(key).or_insert_with(|| Mark { capital: true, ..Mark::default() });
            mark.capital &= capital;
            mark.kind = mark.kind.max(kind);
            mark.number |= digits;
            if mark.rows.last().is_none_or(|last| last.0 != number as u32) {
                mark.rows.push((number as u32, open));
            }
        };
        let printed = |at: usize| row.words.get(at).map_or("", |word| word.span.of(pair.text(side)));
        for (at, word) in row.words.iter().enumerate() {
            if !word.stop {
                let number =
                    lexemes.get(word.form).is_some_and(|lexeme| lexeme.spelt().bytes().all(|b| b.is_ascii_digit()));
                let weekday =
                    word.capital && lexemes.get(word.form).is_some_and(|lexeme| lexeme.classes.is(Classes::WEEKDAY));
                let kind = match () {
                    () if is_exact(printed(at)) => Kind::Exact,
                    () if weekday => Kind::Weekday,
                    () => Kind::Word,
                };
                take_word(word.key, kind, number, word.capital);
            }
            let mut take = |key, kind, digits| take_word(key, kind, digits, false);
            if let Some(day) = day(printed(at), printed(at + 1)) {
                take(day, Kind::Exact, true);
            }
        }
        let mut take = |key, kind, digits| take_word(key, kind, digits, false);
        phrases::quoted(row, pair.text(side)).for_each(|three| take(three, Kind::Beside, false));
        phrases::beside(row, weights).for_each(|two| take(two, Kind::Beside, false));
        phrases::names(row, &printed).for_each(|name| take(name, Kind::Name, false));
        row.full.iter().for_each(|word| take(word.key, Kind::Word, false));
    }
    marks
}

/// Says whether a number is so long, or so exact, that two sentences hardly have it by chance.
fn is_exact(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let only = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    only && (digits >= 3 || digits >= 2 && word.contains('.'))
}

/// Returns the key of a day that two words in a row name: "June 28", "28 June".
fn day(first: &str, second: &str) -> Option<u64> {
    let number = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok();
    let of = |name: &str, day: &str| {
        let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        let month = month(name).filter(|_| capital)?;
        Some((month, number(day).filter(|day| (1..=31).contains(day))?))
    };
    let (month, day) = of(first, second).or_else(|| of(second, first))?;
    Some(hash_on(hash(b"day"), &[u8::try_from(month).ok()?, day]))
}

/// Says whether a sentence denies something or leaves it open.
fn leaves_open(pair: &Pair<'_>, side: Side, row: &Row) -> bool {
    let lexemes = pair.reading(side).lexemes();
    let turns = row.words.iter().filter_map(|word| turn(&lexemes.get(word.form)?.plain));
    turns.into_iter().any(|turn| matches!(turn, Turn::Open | Turn::Not))
}

/// Collects the keys of all that a row says, ascending.
fn keys(row: &Row) -> Vec<u64> {
    let mut keys: Vec<u64> = row.meant().filter(|word| !word.stop).map(|word| word.key).collect();
    keys.sort_unstable();
    keys
}

/// Says whether a sentence of words with the keys `other` tells a clause of `row`: nearly all that a stretch between two
/// marks says, and not its names alone.
fn has_clause(row: &Row, other: &[u64], text: &str, weights: &Weights) -> bool {
    let there = |key: u64| other.binary_search(&key).is_ok();
    clauses(row, text).any(|words| {
        let telling = words.iter().filter(|word| !word.stop && !word.frame);
        if telling.clone().filter(|word| there(word.key)).count() < WORDS {
            return false;
        }
        let (mut all, mut told, mut plain) = (0.0, 0.0, 0);
        for word in telling {
            let weight = weights.of(word.key, 1);
            all += weight.value;
            if there(word.key) {
                told += weight.value;
                plain += usize::from(weight.telling);
            }
        }
        plain >= WORDS && told >= TOLD * all
    })
}

/// Cuts a row at its commas, colons, semicolons and dashes.
fn clauses<'r>(row: &'r Row, text: &'r str) -> impl Iterator<Item = &'r [Word]> {
    row.words.chunk_by(move |a, b| {
        let between = text.get(a.span.end..b.span.start).unwrap_or("");
        !between.contains([',', ';', ':', '—', '–', '(', ')'])
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use crate::compare::fixtures::article;
    use crate::compare::{Coverage, compare};

    fn left_state(left: &str, right: &str) -> Option<Coverage> {
        let (left, right) = (article(&[left]), article(&[right]));
        let c = compare(&left, &right, &AtomicBool::new(false)).expect("nobody calls it off");
        c.only_left.first().map(|only| only.state)
    }

    /// Two sentences, whether the first may be called without a counterpart, and why.
    const CASES: &[(&str, &str, bool, &str)] = &[
        ("Geese slept on the weir.", "The bakery raised its prices.", true, "nothing is shared"),
        (
            "Old Hanna Brill fed the swans herself.",
            "One of those who came to the hearing was Hanna Brill, whose barn had burned.",
            false,
            "a rare full name",
        ),
        (
            "The verdict is expected on May 17.",
            "Whoever lost a boat may write to the court until 17 May.",
            false,
            "a day in two styles",
        ),
        ("The verdict is expected on May 17.", "Boats were counted on May 18.", true, "another day"),
        ("The lock was built in 1871.", "Not since 1871 had so much ice been seen.", false, "a year"),
        (
            "With her brothers beside her the princess smashed a bottle against a tug named Barnacle on Sunday.",
            "It all began on Sunday: the young woman sent Barnacle, a fat little ship, down into the water.",
            false,
            "a rare name on one day",
        ),
        (
            "With her brothers beside her the princess smashed a bottle against a tug named Barnacle on Sunday.",
            "It all began on Monday: the young woman sent Barnacle, a fat little ship, down into the water.",
            true,
            "a rare name on another day",
        ),
        ("Nine men pulled the rope.", "For nine weeks no letter came.", true, "a small number by chance"),
        (
            "The mill owes 4,310 crowns.",
            "Somebody put 4,310 crowns into the poor box.",
            false,
            "an exact number, whatever for",
        ),
        (
            "They sold it as a “harbour of hearts” evening.",
            "The bill was for the so-called Harbour of Hearts.",
            false,
            "two rare words of one name",
        ),
        (
            "The minister did not say whether the survey will be repeated.",
            "It is unclear how long the survey took.",
            false,
            "both leave open something about the survey",
        ),
        (
            "Hay would bring money to the mountain villages, he said.",
            "Those who keep a mountain village alive deserve the help of the county, the letter says.",
            false,
            "two words beside each other in both",
        ),
        (
            "“Nobody can exclude that it might take weeks,” he said.",
            "It was a change of tune: on Monday she had called the ship a stranded whale whose rescue “might take weeks”.",
            false,
            "three words in quotation marks",
        ),
        (
            "“Nobody can exclude that it might take weeks,” he said.",
            "It was a change of tune: on Monday she had called the ship a stranded whale whose rescue might take weeks.",
            true,
            "three common words that only one of them quotes",
        ),
        (
            "A village on the far mountain has no road.",
            "The mountain rose behind the last village.",
            false,
            "two rare words apart",
        ),
        (
            "The survey will be repeated in autumn, the minister said.",
            "Pupils helped with the survey.",
            true,
            "one common subject",
        ),
    ];

    #[test]
    fn what_is_telling_and_stands_on_the_other_side_is_not_called_missing() {
        for (left, right, none, why) in CASES {
            for (one, other) in [(left, right), (right, left)] {
                let state = left_state(one, other);
                assert_eq!(state == Some(Coverage::None), *none, "{why}: {one} / {other}: {state:?}");
            }
        }
    }

    #[test]
    fn a_clause_that_the_other_side_tells_makes_a_sentence_told_in_part() {
        let long = "The dike at Tarrow broke on Monday night, while in the capital the ministers were still quarrelling \
                    about the price of hay, the pensions of carters and a new anthem for the fleet.";
        let told = "Pilgrims from six valleys were singing on the ferry landing when, at Tarrow, the old dike broke, and \
                    their lanterns, drums, banners and baskets of plums were swept into the reeds below the chapel.";
        assert_eq!(left_state(long, told), Some(Coverage::Partial));
        assert_eq!(left_state(long, "Nobody at Tarrow sang."), Some(Coverage::None));
    }
}
