//! Sentences of the two sides that report the same thing, with a score and its evidence, and those that stand alone.
//!
//! ```text
//! rows (sentences that take part, their words) → index (what both sides share) → score (pairs, tiers) → only
//! ```

mod acronyms;
pub(in crate::compare) mod evidence;
pub(in crate::compare) mod features;
pub(in crate::compare) mod ground;
pub(in crate::compare) mod index;
pub(in crate::compare) mod only;
pub(in crate::compare) mod rows;
pub(in crate::compare) mod score;
pub(in crate::compare) mod telling;
pub(in crate::compare) mod tiers;
pub(in crate::compare) mod voices;
pub(in crate::compare) mod weight;
