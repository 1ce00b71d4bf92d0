//! A hash table that the compiler fills: nothing is built when the program starts, and a word is found in one step.
//!
//! Keys are pieces of a text that is compiled in, in lower case; open addressing, a power of two of slots, at most
//! three fifths of them full.

/// Words of `text` with what is known of each, in `N` slots.
#[derive(Debug)]
pub struct Table<V: 'static, const N: usize> {
    text: &'static [u8],
    keys: [Key; N],
    values: [V; N],
    /// For every first letter the lengths of its words, a bit each: most words that are asked for are none of these.
    lengths: [u32; 32],
}

/// A piece of the text; an empty one marks a free slot.
#[derive(Clone, Copy, Debug)]
struct Key {
    start: u32,
    len: u32,
}

impl<V: Copy, const N: usize> Table<V, N> {
    /// Returns a table without words; `N` is a power of two.
    #[must_use]
    pub const fn empty(text: &'static [u8], value: V) -> Self {
        assert!(N.is_power_of_two());
        Self { text, keys: [Key { start: 0, len: 0 }; N], values: [value; N], lengths: [0; 32] }
    }

    /// Takes the word at `start..end` of the text in, where it is not yet, and returns the number of its slot and
    /// whether it is new.
    pub const fn enter(&mut self, start: usize, end: usize) -> (usize, bool) {
        let slot = self.slot(self.text, start, end);
        let is_new = self.keys[slot].len == 0;
        self.keys[slot] = Key { start: start as u32, len: (end - start) as u32 };
        self.lengths[letter(self.text[start])] |= length(end - start);
        (slot, is_new)
    }

    /// Returns the value in a slot.
    #[must_use]
    pub const fn value(&self, slot: usize) -> V {
        self.values[slot]
    }

    /// Changes the value in a slot.
    pub const fn set(&mut self, slot: usize, value: V) {
        self.values[slot] = value;
    }

    /// Returns what is known of a word; its letters A to Z may be capitals.
    #[must_use]
    pub fn find(&self, word: &[u8]) -> Option<V> {
        let lengths = self.lengths.get(letter(*word.first()?))?;
        if lengths & length(word.len()) == 0 {
            return None;
        }
        let step = |hash: u32, b: &u8| (hash ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(PRIME);
        let mut slot = mixed(word.iter().fold(BASIS, step)) as usize & (N - 1);
        loop {
            let key = self.keys.get(slot).filter(|key| key.len > 0)?;
            let start = key.start as usize;
            let known = self.text.get(start..start + key.len as usize).unwrap_or(&[]);
            if known.eq_ignore_ascii_case(word) {
                return self.values.get(slot).copied();
            }
            slot = (slot + 1) & (N - 1);
        }
    }

    /// Returns all values that are set.
    #[cfg(test)]
    pub fn all(&self) -> impl Iterator<Item = (&'static str, V)> {
        let set = self.keys.iter().zip(&self.values).filter(|(key, _)| key.len > 0);
        set.map(|(key, value)| {
            let (start, len) = (key.start as usize, key.len as usize);
            (self.text.get(start..start + len).and_then(|word| str::from_utf8(word).ok()).unwrap_or(""), *value)
        })
    }

    /// Returns the slot that has the word at `start..end` of `text`, or the free one where it would go.
    const fn slot(&self, text: &[u8], start: usize, end: usize) -> usize {
        let mut slot = hash(text, start, end) as usize & (N - 1);
        while self.keys[slot].len != 0 && !self.is(self.keys[slot], text, start, end) {
            slot = (slot + 1) & (N - 1);
        }
        slot
    }

    const fn is(&self, key: Key, text: &[u8], start: usize, end: usize) -> bool {
        if key.len as usize != end - start {
            return false;
        }
        let mut at = start;
        while at < end {
            if self.text[key.start as usize + at - start] != text[at] {
                return false;
            }
            at += 1;
        }
        true
    }
}

/// Returns where the first of `marks` at or after `at` stands, or the end of the text.
#[must_use]
pub const fn past(text: &[u8], mut at: usize, marks: &[u8]) -> usize {
    while at < text.len() {
        let mut mark = 0;
        while mark < marks.len() {
            if text[at] == marks[mark] {
                return at;
            }
            mark += 1;
        }
        at += 1;
    }
    at
}

/// The number of a letter A to Z in the alphabet, small or capital; other bytes share those numbers.
const fn letter(byte: u8) -> usize {
    (byte & 31) as usize
}

/// The bit of a length; the longest words share one.
const fn length(bytes: usize) -> u32 {
    1 << if bytes < 31 { bytes } else { 31 }
}

/// FNV-1a, 32 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>).
const fn hash(text: &[u8], start: usize, end: usize) -> u32 {
    let (mut hash, mut at) = (BASIS, start);
    while at < end {
        hash = (hash ^ text[at] as u32).wrapping_mul(PRIME);
        at += 1;
    }
    mixed(hash)
}

const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Lets the high bits take part in choosing the slot.
const fn mixed(hash: u32) -> u32 {
    hash ^ hash >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_after_any_others_and_only_they() {
        const TEXT: &[u8] = b"oak elm ash yew";
        let mut table = Table::<u8, 4>::empty(TEXT, 0);
        for (n, start) in [0, 4, 8].into_iter().enumerate() {
            let (slot, is_new) = table.enter(start, start + 3);
            assert!(is_new);
            table.set(slot, n as u8 + 1);
        }
        assert!(!table.enter(4, 7).1, "elm was there");
        for (word, value) in [("oak", Some(1)), ("elm", Some(2)), ("ash", Some(3)), ("yew", None), ("oakelm", None)] {
            assert_eq!(table.find(word.as_bytes()), value, "{word}");
        }
        assert_eq!((table.find(b""), table.find(b"oa"), table.find(b"-ak")), (None, None, None));
        assert_eq!(table.find(b"Oak"), Some(1), "capitals are letters too");
        assert_eq!(table.find(b""), None);
    }
}
