//! The kept identities whose files are gone: the only ones that an unknown article may be by likeness alone.
//!
//! An inverted index from the hashes of their fingerprints to their places. What an article shares with each is counted
//! by place; likeness itself is worked out only for the few that share enough. Most articles share next to nothing with
//! anybody: a filter of bits tells so before their hashes are even sorted.

use std::path::Path;

use rayon::prelude::*;

use super::fingerprint::{Fingerprint, each_run};
use super::{Identities, Kept};
use crate::library::ArticleId;

/// The least likeness for a guess. Measured on 180 news texts: with 20 % of the words edited, at least 0.33 is left, with
/// 30 % a median of 0.34 and 0.28 for nine in ten; two reports of one event, which share quotations, reach 0.27.
const GUESS: f64 = 0.28;
/// Hashes that two texts must share at least: in very short texts a likeness rests on too little.
const SHARED: usize = 6;
/// Bits of the filter for every hash, and the most bits altogether (half a megabyte).
const BITS_A_HASH: usize = 64;
const MOST_BITS: usize = 1 << 22;

/// The identities whose files are gone.
pub(super) struct Lost<'i> {
    ids: Vec<&'i ArticleId>,
    prints: Vec<Fingerprint>,
    /// Pairs of a hash and a place in `prints`, sorted.
    pairs: Vec<(u32, u32)>,
    filter: Filter,
}

impl<'i> Lost<'i> {
    /// Asks of every identity whether its file is there.
    pub fn of(identities: &'i Identities) -> Self {
        let gone: Vec<&Kept> = identities.kept.par_iter().map(|(_, kept)| kept).filter(|kept| is_gone(kept)).collect();
        let prints: Vec<Fingerprint> = gone.iter().map(|kept| kept.fingerprint()).collect();
        let mut pairs = Vec::new();
        for (place, print) in (0..).zip(&prints) {
            pairs.extend(print.hashes().iter().map(|hash| (*hash, place)));
        }
        pairs.par_sort_unstable();
        let filter = Filter::of(&pairs);
        Self { ids: gone.into_iter().map(|kept| &kept.id).collect(), prints, pairs, filter }
    }

    /// Returns the identities that `text` is enough like for a guess, with the likeness, the most like first.
    pub fn like(&self, text: &str) -> Vec<(ArticleId, f64)> {
        self.print(text).map_or_else(Vec::new, |print| self.like_print(&print))
    }

    /// Says whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// As [`Self::like`], by the fingerprint of a text.
    pub fn like_print(&self, print: &Fingerprint) -> Vec<(ArticleId, f64)> {
        // No likeness is above the share of common hashes, so that most need not be worked out.
        #[expect(clippy::cast_precision_loss, reason = "at most 128")]
        let enough =
            |count: u16| usize::from(count) >= SHARED && f64::from(count) >= GUESS * print.hashes().len() as f64;
        let counts = self.shared(print);
        let near = counts.iter().zip(self.ids.iter().zip(&self.prints)).filter(|(count, _)| enough(**count));
        let alike = near.map(|(_, (id, other))| (id, other.likeness(print)));
        let mut maybe: Vec<(ArticleId, f64)> = alike
            .filter(|(_, (likeness, shared))| *likeness >= GUESS && *shared >= SHARED)
            .map(|(id, (likeness, _))| ((*id).clone(), likeness))
            .collect();
        maybe.sort_by(|l, r| r.1.total_cmp(&l.1).then_with(|| l.0.cmp(&r.0)));
        maybe
    }

    /// Returns the fingerprint of `text`; none where it cannot share enough with anybody.
    fn print(&self, text: &str) -> Option<Fingerprint> {
        if self.pairs.is_empty() {
            return None;
        }
        let mut met = 0;
        each_run(text, &mut |hash| met += usize::from(self.filter.may_have(hash)));
        (met >= SHARED).then(|| Fingerprint::of(text))
    }

    /// Counts the hashes that each identity shares with `print`.
    fn shared(&self, print: &Fingerprint) -> Vec<u16> {
        let mut counts = vec![0; self.prints.len()];
        for hash in print.hashes() {
            let from = self.pairs.partition_point(|(other, _)| other < hash);
            let here = self.pairs.iter().skip(from).take_while(|(other, _)| other == hash);
            for (_, place) in here {
                if let Some(count) = usize::try_from(*place).ok().and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
        }
        counts
    }
}

/// Says whether the file of an identity was there and is not any more.
pub(super) fn is_gone(kept: &Kept) -> bool {
    kept.now.path.as_deref().is_some_and(|path| !path.starts_with("sample:") && !Path::new(path).exists())
}

/// Which hashes may be in the index: a bit for each, more than one hash a bit.
struct Filter {
    bits: Vec<u64>,
    mask: u32,
}

impl Filter {
    fn of(pairs: &[(u32, u32)]) -> Self {
        let bits = (pairs.len() * BITS_A_HASH).next_power_of_two().clamp(64, MOST_BITS);
        let mask = u32::try_from(bits - 1).unwrap_or(u32::MAX);
        let mut filter = Self { bits: vec![0; bits / 64], mask };
        for (hash, _) in pairs {
            let (word, bit) = filter.place(*hash);
            if let Some(word) = filter.bits.get_mut(word) {
                *word |= bit;
            }
        }
        filter
    }

    fn may_have(&self, hash: u32) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Fingerprints keep the smallest hashes, so that only the low bits tell them apart.
    const fn place(&self, hash: u32) -> (usize, u64) {
        let bit = hash & self.mask;
        ((bit / 64) as usize, 1 << (bit % 64))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::super::fingerprint::tests::{edited, prose};
    use super::super::{Look, Recogniser, Sighting};
    use super::*;
    use crate::library::store::from_bytes;
    use crate::library::{Loaded, Origin};
    use std::fs;

    /// Keeps articles of 300 words, one for every seed, as files of a folder.
    fn kept(folder: &Path, seeds: std::ops::Range<u64>) -> (Identities, Vec<Loaded>) {
        let mut identities = Identities::default();
        let keep = |seed: u64| {
            let (path, text) = (folder.join(format!("{seed}.txt")), prose(300, seed));
            fs::write(&path, &text).unwrap();
            let loaded = from_bytes(&Origin::File(path), text.as_bytes(), &Identities::default()).unwrap();
            identities.keep(&loaded).unwrap();
            loaded
        };
        let loaded = seeds.map(keep).collect();
        (identities, loaded)
    }

    #[test]
    fn only_identities_whose_files_are_gone_are_likened() {
        let dir = tempfile::tempdir().unwrap();
        let (identities, loaded) = kept(dir.path(), 1..5);
        assert!(Lost::of(&identities).pairs.is_empty());
        fs::remove_file(dir.path().join("2.txt")).unwrap();
        let lost = Lost::of(&identities);
        assert_eq!(lost.ids, [&loaded.get(1).unwrap().entry.id]);
        let near = |seed| lost.like(&edited(&prose(300, seed), 10, 7));
        assert_eq!(near(2).iter().map(|(id, _)| id).collect::<Vec<_>>(), lost.ids);
        assert_eq!(near(3), []);
    }

    #[test]
    fn a_library_in_its_place_is_recognised_without_asking_for_lost_files() {
        let dir = tempfile::tempdir().unwrap();
        let (identities, loaded) = kept(dir.path(), 1..9);
        let recogniser = Recogniser::new(&identities);
        for loaded in &loaded {
            let sighting =
                recogniser.sight(&Look::at(&loaded.entry.origin, &loaded.article, None), &loaded.article.text);
            assert!(matches!(sighting, Sighting::Known(id, _) if id == loaded.entry.id));
        }
        assert!(recogniser.lost.get().is_none());
    }

    #[test]
    fn a_text_that_shares_nothing_gets_no_fingerprint() {
        let dir = tempfile::tempdir().unwrap();
        let (identities, _) = kept(dir.path(), 1..5);
        drop(dir);
        let lost = Lost::of(&identities);
        assert_eq!(lost.ids.len(), 4);
        assert_eq!(lost.print("Nothing of this stands anywhere else, whatever is asked of it, today or later."), None);
        assert!(lost.print(&prose(300, 3)).is_some());
    }

    #[test]
    fn the_filter_knows_every_hash_of_the_index() {
        let pairs: Vec<(u32, u32)> = (0..500_u32).map(|i| (i.wrapping_mul(0x9e37_79b9), i)).collect();
        let filter = Filter::of(&pairs);
        assert!(pairs.iter().all(|(hash, _)| filter.may_have(*hash)));
        let others = (0..10_000_u32).filter(|i| filter.may_have(i.wrapping_mul(0x85eb_ca6b).wrapping_add(17)));
        assert!(others.count() < 1_000);
    }
}
