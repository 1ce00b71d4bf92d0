//! Looking for bytes a block at a time.
//!
//! Whether a text has any of a few bytes is asked of every file and every paragraph of a library. Asked of a block without
//! stopping inside it, the compiler tests sixteen bytes at once, which takes a tenth of asking one after the other.

/// Bytes that are tested without looking whether one was found.
const BLOCK: usize = 64;

/// Says whether `test` holds for any of `bytes`; to be quick, it must be a few comparisons and nothing else.
#[inline]
pub fn any(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    first_block(bytes, test).is_some()
}

/// Returns where the first block begins in which `test` holds for a byte.
#[inline]
pub fn first_block(bytes: &[u8], test: impl Fn(u8) -> bool) -> Option<usize> {
    let holds = |block: &[u8]| block.iter().fold(false, |any, byte| any | test(*byte));
    bytes.chunks(BLOCK).position(holds).map(|number| number * BLOCK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in [1, 63, 64, 65, 200] {
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b'@';
                }
                assert!(any(&bytes, |byte| byte == b'@'), "{at} of {length}");
                assert_eq!(first_block(&bytes, |byte| byte == b'@'), Some(at / 64 * 64));
            }
            assert!(!any(&vec![b'a'; length], |byte| byte == b'@'));
        }
        assert!(!any(b"", |_| true));
    }
}
