//! How news comes in and is ordered: pure, without a disk, a network or a clock.

pub mod feed;
pub mod robots;
pub mod schedule;
pub mod stories;
