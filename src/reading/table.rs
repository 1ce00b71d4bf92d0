//! Tables of words known beforehand, for look-ups by the thousand.
//!
//! The standard hash map with a hash that takes eight bytes a step. It has no seed, which is safe here and nowhere else:
//! the keys are the program's own, so that no text can make them collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Words of the program and what they stand for.
pub(super) type Table<V> = HashMap<&'static str, V, BuildHasherDefault<Quick>>;

/// A multiply-and-rotate hash after the one of the Rust compiler.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quick(u64);

impl Quick {
    const fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.mix(u64::from_le_bytes(*eight)));
        self.mix(rest.iter().fold(rest.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
    }

    /// Ends a word, whose length is already in the hash.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_are_not() {
        let words = ["", "a", "ab", "ba", "harbour", "harbours", "harbourside", "harbourmaster", "Harbour", "é"];
        let table: Table<usize> = words.iter().enumerate().map(|(i, w)| (*w, i)).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(table.get(word), Some(&i), "{word}");
        }
        assert!(!table.contains_key("harbou") && !table.contains_key("aa"));
    }
}
