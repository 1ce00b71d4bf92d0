//! The finders: each looks for one kind of finding in two articles and knows nothing of the others' insides.
//!
//! `matches` finds the sentences that report the same thing; `quotes`, `figures`, `names` and `lists` what stands on both
//! sides or on one; `guards` whether the two should be compared at all.

pub mod figures;
pub(in crate::compare) mod guards;
pub mod lists;
pub(in crate::compare) mod matches;
pub mod names;
pub mod quotes;
