//! How news comes in and is ordered: pure, without a disk, a network or a clock.

pub mod discover;
pub mod feed;
pub mod identity;
pub mod keeping;
pub mod opml;
pub mod robots;
pub mod schedule;
pub mod standing;
pub mod state;
pub mod stories;
pub mod subscriptions;
