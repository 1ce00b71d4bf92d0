//! Where in a text short runs of scalars stand: finds exact words at once, and the places worth an approximate search.
//!
//! Every second run of four scalars is filed under its hash. Whatever of five scalars and more stands unchanged in the
//! text has one of its runs in the file, on whatever place it begins.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

/// Scalars of a run.
const RUN: usize = 4;

/// Of how many places of the text one is filed.
const STEP: usize = 2;

/// The fewest scalars that are always found by their runs.
const LEAST: usize = RUN + STEP - 1;

/// Filed places that are looked up for one passage; the rarest runs come first.
const LOOK_UPS: usize = 8_192;

/// Windows that are searched for one passage.
const WINDOWS: usize = 12;

/// A window with fewer runs than the best one divided by this is not searched.
const CLEAR: usize = 4;

/// Occurrences of one passage that are told, those first in the text.
const OCCURRENCES: usize = 65_536;

/// The file of runs.
#[derive(Debug)]
pub(super) struct Grams {
    /// For every hash, where its places begin in `places`; one more than there are hashes.
    begins: Vec<u32>,
    places: Vec<u32>,
}

impl Grams {
    /// Files the runs of `text`: two passes and a counting sort, linear in its length.
    pub fn new(text: &[char]) -> Self {
        let buckets = (text.len() / STEP).next_power_of_two().clamp(1 << 8, 1 << 20);
        let mut begins = vec![0_u32; buckets + 1];
        let runs = || text.windows(RUN).step_by(STEP).map(|run| hash(run, buckets));
        for bucket in runs() {
            if let Some(count) = begins.get_mut(bucket + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut begins {
            sum += *count;
            *count = sum;
        }
        let mut next = begins.clone();
        let mut places = vec![0; sum as usize];
        for (run, bucket) in runs().enumerate() {
            let Some(slot) = next.get_mut(bucket) else { continue };
            if let Some(place) = places.get_mut(*slot as usize) {
                *place = u32::try_from(run * STEP).unwrap_or(u32::MAX);
            }
            *slot += 1;
        }
        Self { begins, places }
    }

    /// Returns the places filed under the hash of `run`.
    fn filed(&self, run: &[char]) -> &[u32] {
        let bucket = hash(run, self.begins.len() - 1);
        let at = |index: usize| self.begins.get(index).map_or(0, |&at| at as usize);
        self.places.get(at(bucket)..at(bucket + 1)).unwrap_or_default()
    }

    /// Returns where `quote` stands in `text`, ascending; overlapping ones too.
    pub fn occurrences(&self, text: &[char], quote: &[char]) -> Vec<usize> {
        let stands = |&at: &usize| text.get(at..at.saturating_add(quote.len())) == Some(quote);
        if quote.len() < LEAST {
            return (0..text.len()).filter(stands).take(OCCURRENCES).collect();
        }
        // Runs beyond the first few hundred are not rarer than the rarest of these.
        let looked = quote.get(..quote.len().min(512)).unwrap_or(quote);
        let mut found = Vec::new();
        for parity in 0..STEP {
            let runs = looked.windows(RUN).enumerate().skip(parity).step_by(STEP);
            let Some((offset, places)) = runs.map(|(at, run)| (at, self.filed(run))).min_by_key(|(_, p)| p.len())
            else {
                continue;
            };
            let starts = places.iter().filter_map(|&place| (place as usize).checked_sub(offset));
            found.extend(starts.filter(stands).take(OCCURRENCES));
        }
        found.sort_unstable();
        found
    }

    /// Returns the parts of the text where something like `pattern` may stand, best first: those where most of its rare
    /// runs stand about as far from each other as they should. A window has room for `slack` scalars more on each side.
    pub fn windows(&self, text: &[char], pattern: &[char], slack: usize) -> Vec<Range<usize>> {
        let width = (pattern.len() + slack).max(1);
        let mut runs: Vec<_> = pattern.windows(RUN).enumerate().map(|(at, run)| (at, run, self.filed(run))).collect();
        runs.sort_by_key(|(at, _, places)| (places.len(), *at));
        let mut votes: HashMap<usize, usize> = HashMap::new();
        let mut looked_up = 0;
        for (offset, run, places) in runs {
            looked_up += places.len();
            if looked_up > LOOK_UPS {
                break;
            }
            let places = places.iter().map(|&place| place as usize);
            for place in places.filter(|&at| text.get(at..at + RUN) == Some(run)) {
                *votes.entry((place + slack).saturating_sub(offset) / width).or_default() += 1;
            }
        }
        let mut best: Vec<(usize, usize)> = votes.into_iter().collect();
        best.sort_unstable_by_key(|&(bucket, votes)| (Reverse(votes), bucket));
        let window = |(bucket, _): (usize, usize)| {
            let from = bucket * width;
            from.saturating_sub(2 * slack)..(from + width + pattern.len() + slack).min(text.len())
        };
        let most = best.first().map_or(0, |(_, votes)| *votes);
        best.into_iter().take(WINDOWS).take_while(|(_, votes)| votes * CLEAR >= most).map(window).collect()
    }
}

/// FNV-1a over the scalars, spread over the upper bits by a multiplication (Knuth), to one of a power of two of buckets.
fn hash(run: &[char], buckets: usize) -> usize {
    let mixed = run
        .iter()
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, &c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3));
    (mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & (buckets - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_occurrence_is_found(text in "[ab ]{1,120}", from in any::<prop::sample::Index>(), len in 1usize..12) {
            let text: Vec<char> = text.chars().collect();
            let quote: Vec<char> = text.iter().skip(from.index(text.len())).take(len).copied().collect();
            let all: Vec<usize> = (0..text.len()).filter(|&at| text[at..].starts_with(&quote)).collect();
            prop_assert_eq!(Grams::new(&text).occurrences(&text, &quote), all);
        }

        #[test]
        fn a_window_holds_what_still_stands_in_part(lead in "[x-z ]{0,900}", tail in "[x-z ]{0,900}") {
            let text: Vec<char> = format!("{lead}the captain blamed the thick fog{tail}").chars().collect();
            let pattern: Vec<char> = "the captain said it was the fog".chars().collect();
            let at = lead.chars().count();
            let windows = Grams::new(&text).windows(&text, &pattern, 15);
            prop_assert!(windows.iter().any(|w| w.start <= at && w.end >= at + 32), "{:?} {}", windows, at);
        }
    }
}
