//! Whose words two sentences report: what two people say about one matter is two things, however alike.
//!
//! ```text
//! left    The challenge from Nebraska and Oklahoma was “without merit”, John Suthers said.
//! right   “We support this action by Oklahoma and Nebraska,” Sabet said.          two voices: at most possible
//! ```

use std::collections::BTreeMap;

use super::rows::{Pair, Row, row_at};
use crate::compare::Side;
use crate::compare::find::quotes::{Quotation, Usage, same_speaker};

/// Who is quoted in each sentence of two sides.
pub(in crate::compare) struct Voices<'a> {
    sides: [BTreeMap<u32, Vec<&'a str>>; 2],
}

impl<'a> Voices<'a> {
    /// Collects the speakers of `quotations`, those of the left and of the right.
    pub fn new(pair: &Pair<'_>, quotations: [&'a [Quotation]; 2]) -> Self {
        let [left, right] = quotations;
        Self { sides: [of(pair.rows(Side::Left), left), of(pair.rows(Side::Right), right)] }
    }

    /// Says whether both rows quote somebody who is named, and nobody of one is anybody of the other.
    pub fn are_two(&self, left: usize, right: usize) -> bool {
        let [Some(left), Some(right)] =
            [(&self.sides[0], left), (&self.sides[1], right)].map(|(side, row)| side.get(&(row as u32)))
        else {
            return false;
        };
        left.iter().all(|l| right.iter().all(|r| same_speaker(Some(l), Some(r)) == Some(false)))
    }
}

fn of<'a>(rows: &[Row], quotations: &'a [Quotation]) -> BTreeMap<u32, Vec<&'a str>> {
    let mut speakers: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for quotation in quotations.iter().filter(|quotation| quotation.usage == Usage::Speech && quotation.depth == 0) {
        let Some(speaker) = quotation.speaker.as_deref() else { continue };
        for row in quotation.parts.iter().filter_map(|part| row_at(rows, part)) {
            speakers.entry(row).or_default().push(speaker);
        }
    }
    speakers
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use crate::compare::fixtures::article;
    use crate::compare::{Tier, compare_with};

    fn tier(left: &str, right: &str) -> Option<Tier> {
        let names = "Ana Melo and Ivo Brandt met at the quay.";
        let (left, right) = (article(&[left, names]), article(&[right, names]));
        let all = crate::compare::Options { min_score: 0.0 };
        let c = compare_with(&left, &right, all, &AtomicBool::new(false)).unwrap();
        c.matches.iter().find(|m| m.left.paragraph == 0 && m.right.paragraph == 0).map(|m| m.tier)
    }

    /// Two sentences, whether they are shown as one, and why.
    const CASES: &[(&str, &str, bool, &str)] = &[
        (
            "“The new dike puts every farm in the valley at risk,” Ana Melo said.",
            "“Every farm in the valley will gain from the new dike,” said Ivo Brandt.",
            false,
            "two people about one matter",
        ),
        (
            "“The new dike puts every farm in the valley at risk,” Ana Melo said.",
            "“With the new dike every farm down the valley is at some risk,” said Melo.",
            true,
            "one person in other words",
        ),
        (
            "“The new dike puts every farm in the valley at risk,” Ana Melo said.",
            "“The new dike puts every farm in the valley at risk,” Ivo Brandt said.",
            true,
            "one utterance given to two people: that is told as such",
        ),
        (
            "“The new dike puts every farm in the valley at risk,” Ana Melo said.",
            "The new dike puts every farm in the valley at risk, experts warned.",
            true,
            "only one of them quotes somebody",
        ),
        (
            "“The new dike puts every farm in the valley at risk,” the mayor said.",
            "“Every farm in the valley is at risk by the new dike,” said Ivo Brandt.",
            true,
            "the mayor may be he",
        ),
    ];

    #[test]
    fn what_two_people_say_is_two_things() {
        for (left, right, shown, why) in CASES {
            for (one, other) in [(left, right), (right, left)] {
                let tier = tier(one, other);
                assert_eq!(tier.is_some_and(|tier| tier > Tier::Possible), *shown, "{why}: {one} / {other}: {tier:?}");
            }
        }
    }
}
