//! How two amounts stand to each other: at the grain in which both are told, and no further.
//!
//! Exact numbers are equal or differ. One that is visibly round, or hedged, agrees with what rounds to it. A bound, a
//! vague number and a hedge that is only near say less than the other: both can be right, and neither confirms the other.
//!
//! ```text
//! told as    exact   about   nearly   range   vague   at most   at least        looser to the right: the looser of two
//! reaches      │     ±15 %   −15 %    └──┘    └───┘   ────┤        ├───        figures says what fits the other
//! ```

use super::amount::{Amount, Hedge};

/// How two amounts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// One value, told alike.
    Equal,
    /// One is round or hedged, and the other rounds to it.
    Rounded,
    /// Both can be right, but they do not say the same.
    Loose,
    /// Both can be right, but one says little beside the other ("at least two", "at least 31").
    Far,
    /// Nothing can be said.
    Open,
    /// Both cannot be right.
    Apart,
}

/// How an amount is told, from the strictest to the loosest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Told {
    Exact,
    About,
    Nearly,
    Range,
    Vague,
    AtMost,
    AtLeast,
}

/// What rounding may hide of a round number that nobody hedged, as a share of it.
const ROUNDED: f64 = 0.025;
/// The same of a hedged one, and of a round one that may be right.
const HEDGED: f64 = 0.10;
/// How far "about" reaches, and how far nothing can be said of it.
const ABOUT: f64 = 0.15;
const DOUBT: f64 = 0.25;
/// What rounding may hide of a bound.
const AT_A_BOUND: f64 = 0.02;
/// What conversion to another unit may hide.
const CONVERTED: f64 = 0.05;
/// How many times itself a bound may be the other.
const NEAR_A_BOUND: f64 = 2.0;
/// Multiples of its grain up to which a number is round.
const ROUND: f64 = 100.0;

impl Amount {
    /// Says how the two stand to each other; the same whichever comes first.
    pub fn fit(&self, other: &Self) -> Fit {
        let (a, b) = if self.told() >= other.told() { (self, other) } else { (other, self) };
        let in_two_units = (a.by / b.by).ln().abs() > 1e-6;
        let slack = if in_two_units { CONVERTED } else { 1e-9 };
        if a.told() == b.told() && a.share_apart(b) <= slack {
            return Fit::Equal;
        }
        let slack = slack.max(AT_A_BOUND);
        match (a.told(), b.told()) {
            (Told::Exact, _) if in_two_units => Fit::Apart,
            (Told::Exact, _) => a.exactly(b),
            (Told::About, _) => a.about(b),
            (Told::Nearly, _) => a.nearly(b),
            (Told::Range | Told::Vague, Told::Range) if !a.vague => a.overlaps(b, Fit::Apart),
            (Told::Range | Told::Vague, _) => a.overlaps(b, Fit::Loose),
            (Told::AtMost, _) => a.at_most(b, slack),
            (Told::AtLeast, _) => a.at_least(b, slack),
        }
    }

    fn told(&self) -> Told {
        match (self.hedge, self.range) {
            (Hedge::AtLeast, _) => Told::AtLeast,
            (Hedge::AtMost, _) => Told::AtMost,
            // "A dozen" is said of eleven and of thirteen.
            (_, Some((low, high))) if self.vague && high < 1.25 * low => Told::About,
            (_, Some(_)) if self.vague => Told::Vague,
            (_, Some(_)) => Told::Range,
            (Hedge::Nearly, None) => Told::Nearly,
            (Hedge::About, None) => Told::About,
            (Hedge::None, None) => Told::Exact,
        }
    }

    /// Returns the least and the most that is told.
    fn ends(&self) -> (f64, f64) {
        self.range.filter(|_| self.told() != Told::About).unwrap_or((self.value, self.value))
    }

    /// Returns by which share of the larger the two differ, ranges by the ends that differ most.
    fn share_apart(&self, other: &Self) -> f64 {
        let share = |a: f64, b: f64| (a - b).abs() / a.abs().max(b.abs()).max(f64::MIN_POSITIVE);
        let (a, b) = (self.ends(), other.ends());
        share(a.0, b.0).max(share(a.1, b.1))
    }

    /// Says whether the other rounds to this one at the grain in which this one is written.
    fn rounds(&self, other: &Self) -> bool {
        (self.value - other.value).abs() <= 0.5 * self.grain * (1.0 + 1e-9)
    }

    /// Says whether it looks rounded: "18,000", "5.7 billion".
    fn is_round(&self) -> bool {
        self.grain / self.by >= 100.0 && self.value < ROUND * self.grain
    }

    fn exactly(&self, other: &Self) -> Fit {
        let (coarse, fine) = if self.grain > other.grain { (self, other) } else { (other, self) };
        let apart = coarse.share_apart(fine);
        if coarse.grain < 1.5 * fine.grain || !coarse.rounds(fine) || apart > HEDGED {
            return Fit::Apart;
        }
        let [coarsely, finely] = [coarse, fine].map(|a| a.grain / a.by);
        match coarse.is_round() && coarse.value >= 1_000.0 * coarse.by && apart <= ROUNDED {
            true => Fit::Rounded,
            false if coarsely >= 100.0 || finely < 1.0 && coarsely <= 1.0 || !coarse.exact => Fit::Loose,
            false => Fit::Apart,
        }
    }

    fn about(&self, other: &Self) -> Fit {
        match self.share_apart(other) {
            apart if other.told() == Told::Exact && (apart < 1e-9 || self.rounds(other) && apart <= HEDGED) => {
                Fit::Rounded
            }
            apart if apart <= ABOUT => Fit::Loose,
            apart if apart <= DOUBT => Fit::Open,
            _ => Fit::Apart,
        }
    }

    fn nearly(&self, other: &Self) -> Fit {
        let apart = self.share_apart(other);
        match other.value <= self.value * (1.0 + 1e-9) {
            true if other.told() == Told::Exact && (apart <= 0.05 || self.rounds(other) && apart <= HEDGED) => {
                Fit::Rounded
            }
            true if apart <= ABOUT => Fit::Loose,
            false if apart <= CONVERTED => Fit::Loose,
            _ if apart <= DOUBT => Fit::Open,
            _ => Fit::Apart,
        }
    }

    /// Says how a range stands to what is no bound; `overlapping` is for two ranges of which neither has the other.
    fn overlaps(&self, other: &Self, overlapping: Fit) -> Fit {
        let ((low, high), (l, h)) = (self.ends(), other.ends());
        let room = if matches!(other.told(), Told::About | Told::Nearly) { ABOUT * h.abs() } else { 0.0 };
        let within = low <= l && h <= high || l <= low && high <= h;
        match low <= h + room && l - room <= high {
            true if within || room > 0.0 => Fit::Loose,
            true => overlapping,
            false => Fit::Apart,
        }
    }

    fn at_most(&self, other: &Self, slack: f64) -> Fit {
        let ((_, most), (low, high)) = (self.ends(), other.ends());
        match low <= most * (1.0 + slack) {
            true if high * NEAR_A_BOUND >= most => Fit::Loose,
            true => Fit::Open,
            false if other.told() == Told::AtMost => Fit::Open,
            false => Fit::Apart,
        }
    }

    fn at_least(&self, other: &Self, slack: f64) -> Fit {
        let ((least, _), (low, high)) = (self.ends(), other.ends());
        let both = other.told() == Told::AtLeast;
        let far = low.max(least) / low.min(least).max(f64::MIN_POSITIVE);
        match high >= least * (1.0 - slack) {
            _ if both => {
                if far <= NEAR_A_BOUND {
                    Fit::Loose
                } else {
                    Fit::Far
                }
            }
            true if other.told() == Told::AtMost => Fit::Open,
            // "Tens of thousands" and "more than 60,000"
            true if far <= NEAR_A_BOUND || low <= least && other.range.is_some() => Fit::Loose,
            true => Fit::Far,
            false => Fit::Apart,
        }
    }

    /// Says whether the two have the same digits and are a thousand, a million times each other.
    pub fn is_slip(&self, other: &Self) -> bool {
        let times = (self.value.max(other.value) / self.value.min(other.value).max(f64::MIN_POSITIVE)).log10();
        let exact = self.range.is_none() && other.range.is_none() && self.by.total_cmp(&other.by).is_eq();
        exact && [3.0, 6.0].iter().any(|zeros| (times - zeros).abs() < 1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::figures::extract;
    use crate::compare::fixtures::article;

    fn amount(text: &str) -> Amount {
        let found = extract(&article(&[&format!("They saw {text} there.")]));
        found.iter().find_map(|f| f.detail.amount).expect("the text has an amount")
    }

    #[test]
    fn two_amounts_stand_to_each_other_as_they_are_told() {
        use Fit::{Apart, Equal, Far, Loose, Open, Rounded};
        for (a, b, fit, why) in [
            ("281 people", "281 people", Equal, "one number"),
            ("281 people", "280 people", Apart, "two exact counts, though one ends in a nought"),
            ("281 people", "some 280 people", Rounded, "281 rounds to what is hedged"),
            ("281 people", "some 270 people", Loose, "281 does not round to 270"),
            ("281 people", "about 230 people", Open, "too far for about, too near to differ"),
            ("281 people", "about 150 people", Apart, "nobody says about 150 of 281"),
            ("281 people", "nearly 300 people", Rounded, "281 rounds to 300 from below"),
            ("310 people", "nearly 300 people", Loose, "nearly is from below"),
            ("281 people", "300 people", Loose, "300 may be round, and nobody says so"),
            ("12 people", "13 people", Apart, "two exact counts"),
            ("12 people", "a dozen people", Rounded, "a dozen is about twelve"),
            ("14 people", "a dozen people", Loose, "a dozen may be 14"),
            ("17 people", "a dozen people", Apart, "a dozen is not 17"),
            ("four people", "at least three people", Loose, "a bound leaves room"),
            ("three people", "at least three people", Loose, "a bound is no exact number"),
            ("two people", "at least three people", Apart, "the bound excludes it"),
            ("at least 3 people", "at least three people", Equal, "one bound"),
            ("at least two people", "at least 31 people", Far, "two bounds never exclude each other"),
            ("up to 30 people", "31 people", Apart, "the bound excludes it"),
            ("up to 30 people", "28 people", Loose, "the bound leaves room"),
            ("up to 30 people", "3 people", Open, "the bound says nothing of three"),
            ("18,000 people", "18,342 people", Rounded, "visibly round"),
            ("18,000 people", "18,900 people", Apart, "does not round to it"),
            ("18,342 people", "18,341 people", Apart, "two exact counts"),
            ("$5,687.75", "$5,587.75", Apart, "exact to the cent"),
            ("$5.7 billion", "$5.68 billion", Rounded, "visibly round"),
            ("$5.7 billion", "$5.7 million", Apart, "a thousand times"),
            ("$60 million", "$61 million", Apart, "told to the million"),
            ("21.4 percent", "21 percent", Loose, "a coarser telling"),
            ("21 percent", "20 percent", Apart, "told to the percent"),
            ("2,000 feet", "609 metres", Equal, "one length in two units"),
            ("about 200 feet", "about 150 metres", Apart, "61 metres are not 150"),
            ("three months", "90 days", Equal, "one time in two units"),
            ("10 to 15 people", "12 people", Loose, "within the range"),
            ("10 to 15 people", "10 to 15 people", Equal, "one range"),
            ("10 to 15 people", "20 people", Apart, "outside the range"),
            ("10 to 15 people", "12 to 20 people", Apart, "two ranges"),
            ("hundreds of people", "700 people", Loose, "vague, and not excluded"),
            ("hundreds of people", "7,000 people", Apart, "excluded"),
            ("tens of thousands of people", "100,000 people", Apart, "excluded"),
            ("tens of thousands of people", "tens of thousands of people", Equal, "told alike"),
        ] {
            let (x, y) = (amount(a), amount(b));
            assert_eq!(x.fit(&y), fit, "{a} / {b}: {why}");
            assert_eq!(y.fit(&x), fit, "{b} / {a}: {why}");
        }
    }

    #[test]
    fn a_slip_is_a_thousand_times_the_same_digits() {
        for (a, b, slip) in [
            ("$5.7 billion", "$5.7 million", true),
            ("40 tonnes", "40,000 tonnes", true),
            ("$5.7 billion", "$5.6 million", false),
            ("900 feet", "90 feet", false),
        ] {
            assert_eq!(amount(a).is_slip(&amount(b)), slip, "{a} / {b}");
        }
    }
}
