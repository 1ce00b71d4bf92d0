//! How news is ordered as it comes in: pure, without a disk, a network or a clock.

pub mod robots;
pub mod schedule;
pub mod stories;
