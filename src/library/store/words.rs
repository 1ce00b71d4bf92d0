//! Counting words, quickly where a text is ASCII: a library is a hundred thousand texts.

use crate::text::segment;

/// Counts words: what white space parts and has a letter or digit; where a script writes none, as Unicode cuts it.
pub(super) fn count_words(text: &str) -> usize {
    let (mut words, mut at) = (Words::default(), 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (plain, beyond) = rest.split_at(plain_bytes(rest.as_bytes()));
        words.take_all(plain.as_bytes());
        at += plain.len();
        let Some(c) = beyond.chars().next() else { break };
        if !(c < '\u{0E00}' || ('\u{2000}'..'\u{2E80}').contains(&c)) {
            return segment::count_words(text);
        }
        words.take(match c {
            '\u{2010}'..='\u{2027}' => b'-',
            _ if c.is_alphanumeric() => b'a',
            _ if c.is_whitespace() => b' ',
            _ => b'-',
        });
        at += c.len_utf8();
    }
    words.count
}

/// Returns how many bytes of ASCII `bytes` begins with.
fn plain_bytes(bytes: &[u8]) -> usize {
    let (blocks, _) = bytes.as_chunks::<8>();
    let plain = blocks.iter().take_while(|block| block.is_ascii()).count() * 8;
    let rest = bytes.get(plain..).unwrap_or(&[]);
    plain + rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len())
}

/// Bytes that are looked at without stopping in between.
const BLOCK: usize = 32;

/// The words so far.
#[derive(Default)]
struct Words {
    count: usize,
    /// What the last byte did, of [`STEPS`].
    step: u8,
}

impl Words {
    /// Takes bytes of ASCII in.
    fn take_all(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        for block in blocks {
            if !self.take_block(block) {
                block.iter().for_each(|byte| self.take(*byte));
            }
        }
        rest.iter().for_each(|byte| self.take(*byte));
    }

    /// Takes a block in, the compiler many bytes at once; not one with signs side by side behind which a word may go
    /// on, for which each byte must be looked at.
    fn take_block(&mut self, block: &[u8; BLOCK]) -> bool {
        // What stands before is as good as a letter inside a word, and as white space otherwise.
        let (mut letters, mut signs) = ([0; BLOCK + 2], [0; BLOCK + 2]);
        letters[1] = self.step & INSIDE;
        for (at, byte) in block.iter().enumerate() {
            let letter = u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10);
            let space = u8::from(*byte == b' ') | u8::from(byte.wrapping_sub(0x09) < 5);
            letters[at + 2] = letter;
            signs[at + 2] = 1 ^ (letter | space);
        }
        let (mut begun, mut unsure) = (0_u8, signs[BLOCK] & signs[BLOCK + 1]);
        for at in 0..BLOCK {
            let inside = letters[at + 1] | (signs[at + 1] & letters[at]);
            begun = begun.wrapping_add(letters[at + 2] & (1 ^ inside));
            unsure |= letters[at + 2] & signs[at + 1] & signs[at];
        }
        if unsure == 0 {
            self.count += usize::from(begun);
            self.step = letters[BLOCK + 1] | (signs[BLOCK + 1] & letters[BLOCK]);
        }
        unsure == 0
    }

    /// Takes the next byte of ASCII in.
    fn take(&mut self, byte: u8) {
        let steps = STEPS.get(usize::from(self.step & INSIDE));
        self.step = steps.and_then(|steps| steps.get(usize::from(byte))).copied().unwrap_or(0);
        self.count = self.count.wrapping_add(usize::from(self.step >> 1));
    }
}

/// In a step: a word has begun and no white space has ended it.
const INSIDE: u8 = 1;
/// In a step: it begins here.
const BEGINS: u8 = 2;

/// What every byte of ASCII does outside a word and inside one: asking a table is quicker than deciding.
const STEPS: [[u8; 256]; 2] = {
    let mut steps = [[0; 256], [INSIDE; 256]];
    let mut byte = 0;
    while byte < 256 {
        match byte as u8 {
            b' ' | 0x09..=0x0D => steps[1][byte] = 0,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => steps[0][byte] = INSIDE | BEGINS,
            _ => {}
        }
        byte += 1;
    }
    steps
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_any_script() {
        assert_eq!(count_words("Ships - 12 of them - can't sail."), 6);
        assert_eq!(count_words("Der Flußlauf — über 3 km — trocknet"), 6);
        assert!(count_words("市議会は月曜日に開かれた") > 2);
        assert_eq!(count_words(""), 0);
        assert_eq!(count_words("one\u{A0}two\u{2003}three \u{B}four — “”"), 4);
        assert_eq!(count_words("été"), 1);
        assert_eq!(count_words("- — a—b c-d 'e' \u{7f}f\tg\nh"), 6);
        for sign in ["", "-", "--", "---", "'", " ", " - ", "-- ", " --", "é", "—", " “"] {
            // Wherever the border of a block falls.
            for before in 0..40 {
                let text = format!("{}{}", "x".repeat(before), format!("{sign}y").repeat(40));
                let parted = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
                assert_eq!(count_words(&text), parted, "{text}");
            }
        }
        assert_eq!(count_words(&"-a b\u{A0}c—".repeat(9)), 2 * 9 + 1);
    }
}
