//! The hash by which words meet.

/// FNV-1a, 64 bits: small, without a seed, the same on every machine (<http://www.isthe.com/chongo/tech/comp/fnv/>).
#[must_use]
pub fn hash(bytes: &[u8]) -> u64 {
    hash_on(0xcbf2_9ce4_8422_2325, bytes)
}

/// Goes on with a hash as if `bytes` had stood behind the hashed ones.
#[must_use]
pub fn hash_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_goes_on_as_if_both_words_were_one() {
        assert_eq!(hash_on(hash(b"data"), b"center"), hash(b"datacenter"));
    }
}
