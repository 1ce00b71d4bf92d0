//! Byte offsets to counts of Unicode scalar values and back.
//!
//! Files and standard output count scalars, as the W3C annotation model does; the program counts bytes. Both
//! directions clamp rather than fail, because a coordinate may come from a file that somebody edited.

use super::span::floor_boundary;

/// Returns how many scalars of `text` lie before `byte`; an offset inside a character counts as the character's start.
#[must_use]
pub fn scalar_offset(text: &str, byte: usize) -> usize {
    text.get(..floor_boundary(text, byte)).map_or(0, |head| head.chars().count())
}

/// Returns the byte offset of the scalar numbered `scalar`; the text's end where there are fewer.
#[must_use]
pub fn byte_offset(text: &str, scalar: usize) -> usize {
    let mut chars = text.chars();
    if let Some(before) = scalar.checked_sub(1) {
        chars.nth(before);
    }
    text.len() - chars.as_str().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offsets_are_clamped_and_land_on_boundaries() {
        assert_eq!(scalar_offset("aé日", 2), 1);
        assert_eq!(scalar_offset("aé日", 3), 2);
        assert_eq!(scalar_offset("aé日", 99), 3);
        assert_eq!(byte_offset("aé日", 0), 0);
        assert_eq!(byte_offset("aé日", 2), 3);
        assert_eq!(byte_offset("aé日", 99), 6);
        assert_eq!(byte_offset("", 1), 0);
    }

    proptest! {
        #[test]
        fn the_two_ways_are_inverse_at_boundaries(text in ".{0,40}", pick in 0usize..200) {
            let byte = floor_boundary(&text, pick);
            prop_assert_eq!(byte_offset(&text, scalar_offset(&text, byte)), byte);
            prop_assert_eq!(scalar_offset(&text, byte_offset(&text, pick)), pick.min(text.chars().count()));
        }
    }
}
