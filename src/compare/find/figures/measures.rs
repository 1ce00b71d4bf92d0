//! Measures, money, shares, odds, ranges, scores, ordinals and years: numbers with a unit or a form of their own.

use super::amount::Amount;
use super::found::Kind;
use super::moment;
use super::noun::{self, Noun};
use super::number::{self, Number};
use super::sentence::{Draft, Sentence, plain};
use super::token::{Kind as Is, Token};
use super::unit::{self, Dimension};
use crate::language::english::{Classes, classes, poles};

/// Words of a sentence in which two numbers are what a vote or a game came to; sorted.
#[rustfmt::skip]
const DECIDED: &[&str] = &[
    "acquitted", "adopted", "against", "approved", "backed", "beat", "beaten", "bill", "carried", "cleared", "confirmed",
    "convicted", "defeated", "elected", "lost", "majority",
    "margin", "motion", "passed", "passes", "ratified", "rejected", "score", "scored", "victory", "vote", "voted",
    "votes", "win", "won",
];
/// Words after the number of a vote within which it is told for what they were.
const TO_POLE: usize = 4;
/// Nouns after an ordinal that make no place in a row of it; sorted.
const UNNUMBERED: &[&str] = &["day", "half", "hand", "lady", "minister", "month", "quarter", "sight", "step", "thing"];

/// Verbs after which an ordinal alone is a place; sorted.
const RANKS: &[&str] = &["came", "come", "finish", "finished", "finishes", "finishing", "placed", "ranked", "ranks"];

impl Sentence<'_> {
    /// Says whether "of a mile" and the like follow.
    pub fn is_part_of_unit(&self, at: usize) -> bool {
        self.is(at, &["of"]) && self.is(at + 1, &["a", "an"]) && unit::read(self.tokens, at + 2).is_some()
    }

    pub fn money(&self, start: usize, code: &'static str, at: usize) -> (Option<Draft>, usize) {
        let Some(mut number) = number::read(self.tokens, at, true) else { return (None, start + 1) };
        let mut amount = plain(&number);
        let joined = self.is(number.end, &["and", "to", "-", "–"]);
        let second = unit::currency_before(self.tokens, number.end + 1).map_or(number.end + 1, |(_, end)| end);
        let range = self.is(number.end, &["to", "-", "–"]) || self.before(start, 1).is_some_and(|t| t.is("between"));
        if joined
            && range
            && let Some(high) = number::read(self.tokens, second, true)
        {
            let low =
                if amount.value < 1_000.0 && high.value >= 1e6 { amount.value * scale_of(&high) } else { amount.value };
            amount.range = Some((low, high.value.max(low)));
            number.end = high.end;
        }
        let end = unit::currency_after(self.tokens, number.end).map_or(number.end, |(_, end)| end);
        let draft = Draft { amount: Some(amount), ..Draft::bare(Kind::Money(code), start, end) };
        (Some(draft), end)
    }

    /// Reads "the 11th round", "the third woman".
    pub fn ordinal(&self, at: usize) -> Option<Draft> {
        let token = self.tokens.get(at)?;
        let suffix = self.tokens.get(at + 1).is_some_and(|t| t.glued && t.is_any(&["st", "nd", "rd", "th"]));
        let (value, next) = match token.kind {
            Is::Number if suffix => (token.raw.parse().ok()?, at + 2),
            Is::Word => (number::ordinal(&token.lower)?, at + 1),
            _ => return None,
        };
        // "Third Path" and "the Second Amendment" are names, wherever they stand.
        let capital = |at: usize| self.tokens.get(at).is_some_and(Token::capital);
        // "Her fourth Tarn Marathon" is one of several of a name.
        let name = token.capital() && at > 0 || capital(next) && (token.kind == Is::Number || token.capital());
        if self.hyphen(next) || self.is_named(at) || name {
            return None;
        }
        let number = |end| Number { value, vague: None, grain: 1.0, digits: true, end };
        let mut noun = noun::read(self.tokens, next, true);
        if noun.class.is_empty() && self.before(at, 1).is_some_and(|t| RANKS.binary_search(&t.lower.as_ref()).is_ok()) {
            let noun = Noun { class: "place".into(), head: "place".into(), end: next, ..Noun::default() };
            return Some(Draft { noun, ..Draft::new(Kind::Ordinal, &number(next), at, next) });
        }
        if self.is(next, &["one"]) || noun.class == "one" {
            noun = self.counted_before(at).map_or(noun.clone(), |class| Noun { class, ..noun });
        }
        let verb = noun.modifiers.iter().any(|word| word.ends_with("ed"));
        let idle = UNNUMBERED.binary_search(&noun.class.as_str()).is_ok() || value < 2.0 && noun.class == "time";
        if noun.class.is_empty() || noun.is_people() || verb || idle {
            return None;
        }
        let end = noun.end;
        Some(Draft { noun, ..Draft::new(Kind::Ordinal, &number(end), at, end) })
    }

    /// Returns the class of the noun that "one" stands for: "Sunday's fire was the third one".
    fn counted_before(&self, at: usize) -> Option<String> {
        let is = (at.saturating_sub(3)..at).find(|&i| self.is(i, &["was", "is", "were", "are", "became", "marked"]))?;
        let noun = self.before(is, 1).filter(|t| t.kind == Is::Word && !classes(&t.lower).is(Classes::NOUN_END))?;
        Some(noun::class(&noun::singular(&noun.lower)).to_owned())
    }

    pub fn year(&self, at: usize, number: &Number) -> Option<Draft> {
        let noun = noun::read(self.tokens, number.end, false);
        let moment =
            moment::bare_year(self.tokens, at, noun.person || !noun.head.is_empty() && noun.modifiers.is_empty())?;
        Some(Draft { moment: Some(moment), ..Draft::bare(Kind::Moment, at, number.end) })
    }

    pub fn magnitude(&self, at: usize, number: &Number) -> Option<Draft> {
        let before = self.before(at, 1)?;
        let of = before.is("of") && self.before(at, 2).is_some_and(|t| t.is("magnitude"));
        let dash = before.is("-") && self.before(at, 2).is_some_and(|t| t.is("magnitude"));
        let hyphen = usize::from(self.is(number.end, &["-"]));
        let after = self.is(number.end + hyphen, &["magnitude"]);
        let richter = (number.end..number.end + 4).any(|i| self.is(i, &["richter"]));
        let told = before.is("magnitude") || of || dash || after || richter;
        if !(told && number.digits && number.value < 10.0) {
            return None;
        }
        let end = if after { number.end + hyphen + 1 } else { number.end };
        let mut draft = Draft::new(Kind::Measure(Dimension::Magnitude), number, at, end);
        draft.amount = Some(plain(number));
        Some(draft)
    }

    /// Reads "2 in 3", "two-in-three", "one in five".
    pub fn odds(&self, at: usize, number: &Number) -> Option<Draft> {
        let skip = |i: usize| i + usize::from(self.hyphen(i));
        let word = skip(number.end);
        let of = self.is(word, &["out"]) && self.is(word + 1, &["of"]);
        if !(self.is(word, &["in"]) || of) {
            return None;
        }
        let second = number::read(self.tokens, skip(word + 1) + usize::from(of), false)?;
        let unit = unit::read(self.tokens, second.end).is_some_and(|(u, _)| u.dimension == Dimension::Duration);
        let fits = second.value > number.value && second.value <= 1_000.0 && second.vague.is_none() && !unit;
        let clock = moment::read(self.tokens, second.end - 1, None).is_some();
        let amount = Amount { value: number.value / second.value * 100.0, grain: 1.0, ..plain(number) };
        (fits && !clock).then(|| Draft { amount: Some(amount), ..Draft::bare(Kind::Odds, at, second.end) })
    }

    /// Reads "112 to 98", "112 votes to 89", "a 112-to-98 vote": what a vote or a game came to.
    pub fn score(&self, at: usize, first: &Number) -> Option<Draft> {
        let votes = self.is(first.end, &["vote", "votes", "points", "goals", "seats"]);
        let join = first.end + usize::from(votes);
        // "112-to-98": the hyphens tie the three to one word.
        let tied = self.hyphen(join) && self.is(join + 1, &["to"]) && self.hyphen(join + 2);
        let join = join + usize::from(tied);
        let to = self.is(join, &["to", "against", "–"]) && !self.before(at, 1).is_some_and(|t| t.is("from"));
        let second = number::read(self.tokens, join + 1 + usize::from(tied), false)
            .filter(|n| to && n.vague.is_none() && n.grain >= 1.0)?;
        let noun = noun::read(self.tokens, second.end, false);
        let counted = !(noun.class.is_empty() || noun.class == "vote") || unit::read(self.tokens, second.end).is_some();
        let decided = || self.tokens.iter().any(|t| DECIDED.binary_search(&t.lower.as_ref()).is_ok());
        let small = first.vague.is_none() && first.grain >= 1.0 && first.value < 1_000.0 && second.value < 1_000.0;
        if counted || !small || !(votes || decided() && (first.value > second.value || first.digits)) {
            return None;
        }
        let end = second.end + usize::from(self.is(second.end, &["vote", "votes"]));
        let amount = Amount { range: Some((first.value, second.value)), ..plain(first) };
        Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Score, at, end) })
    }

    /// Reads "187 members voted against it and 134 for it", "187 in favour, 134 against".
    pub fn tally(&self, at: usize, first: &Number) -> Option<Draft> {
        let pole = |from: usize| {
            let near = (from..from + TO_POLE).take_while(|&i| self.tokens.get(i).is_some_and(|t| t.kind == Is::Word));
            // "For" says so of a vote alone.
            let word = |i: usize| self.tokens.get(i).map_or("", |t| if t.is("for") { "favor" } else { &*t.lower });
            let axis = poles("against").next().map(|(axis, _)| axis);
            let told = near.flat_map(|i| poles(word(i)).map(move |pole| (pole, i)));
            told.into_iter().find(move |((of, _), _)| Some(*of) == axis)
        };
        let whole = |n: &Number| n.vague.is_none() && n.grain >= 1.0 && n.value < 1_000.0;
        let ((_, side), told) = pole(first.end).filter(|_| whole(first))?;
        let join = (told + 1..=told + TO_POLE).find(|&i| self.is(i, &["and", ",", "with", "while"]))?;
        let join = join + usize::from(self.is(join, &[","]) && self.is(join + 1, &["and", "with", "while"]));
        let second = number::read(self.tokens, join + 1, false).filter(whole)?;
        let (_, end) = pole(second.end).filter(|((_, other), _)| *other != side)?;
        let amount = Amount { range: Some((first.value, second.value)), ..plain(first) };
        Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Score, at, end + 1) })
    }

    /// Reads "10 to 15 people", "10-15 km", "between two and three", and the score "25-7".
    pub fn range(&self, at: usize, low: &Number) -> Option<Draft> {
        let between = self.before(at, 1).is_some_and(|t| t.is("between")) && self.is(low.end, &["and"]);
        // "A 30- to 45-hour course"
        let join = low.end + usize::from(self.hyphen(low.end) && self.is(low.end + 1, &["to", "or"]));
        let to = self.is(join, &["to", "or"]) && !self.before(at, 1).is_some_and(|t| t.is("from"));
        let dash = self.hyphen(join) || self.is(join, &["–"]);
        if !(between || to || dash) {
            return None;
        }
        let high = number::read(self.tokens, join + 1, false).filter(|h| h.vague.is_none() && low.vague.is_none())?;
        let scale = if low.value < 1_000.0 && high.value >= 1_000.0 { scale_of(&high) } else { 1.0 };
        let ends = (low.value * scale, high.value);
        let amount = Amount { range: Some(ends), value: ends.0, ..plain(&high) };
        if ends.0 < ends.1
            && let Some(draft) = self.measure(at, &high, amount, high.end)
        {
            return Some(draft);
        }
        let noun = noun::read(self.tokens, high.end, false);
        if ends.0 < ends.1 && !noun.class.is_empty() && !(dash && low.value < 20.0 && noun.class == "victory") {
            return self.count(at, amount, &high);
        }
        let score =
            dash && low.digits && high.digits && low.grain >= 1.0 && high.grain >= 1.0 && ends.0.max(ends.1) < 1_000.0;
        score.then(|| Draft { amount: Some(amount), ..Draft::bare(Kind::Score, at, high.end) })
    }

    pub fn measure(&self, at: usize, number: &Number, mut amount: Amount, end: usize) -> Option<Draft> {
        if let Some((code, end)) = unit::currency_after(self.tokens, end) {
            return Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Money(code), at, end) });
        }
        let (mut unit, mut end) = unit::read(self.tokens, end)?;
        // "a day", "one day" and "one night" are rarely figures; "two and a half" has its half after the unit too.
        if !number.digits && number.value <= 1.0 && unit.dimension == Dimension::Duration && unit.by >= 86_400.0 {
            return None;
        }
        if self.is(end, &["and"]) && self.is(end + 1, &["a"]) && self.is(end + 2, &["half"]) {
            (amount.value, amount.grain, end) = (amount.value + 0.5, 0.5, end + 3);
        }
        if unit.dimension == Dimension::Temperature && unit.add < 0.0 && amount.value < 20.0 {
            // So few degrees are a difference, not a temperature.
            unit.add = 0.0;
        }
        amount.exact = matches!(unit.dimension, Dimension::Duration | Dimension::Share | Dimension::Points);
        let base = |v: f64| v * unit.by + unit.add;
        amount.value = base(amount.value);
        amount.range = amount.range.map(|(low, high)| (base(low), base(high)));
        amount.grain *= unit.by;
        amount.by = unit.by;
        Some(Draft { amount: Some(amount), ..Draft::bare(Kind::Measure(unit.dimension), at, end) })
    }
}

fn scale_of(number: &Number) -> f64 {
    10_f64.powi((number.value.log10() / 3.0).floor() as i32 * 3)
}
