//! Moments by which the later of two words is told: milliseconds since 1970, whatever clock they come from.
//!
//! A clock may be years ahead, and a file may say anything. A word is always dated after what it outdoes, so no moment
//! may be so late that none comes after it.

/// The latest moment that is believed, some hundred million years from now: there is always room after it.
const LATEST: u64 = 1 << 62;

/// Returns a moment that was read, or the latest one that is believed.
pub(super) const fn passable(at: u64) -> u64 {
    if at > 2 * LATEST { LATEST } else { at }
}
