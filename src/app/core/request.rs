//! The number that ties an answer to its question, in a file of its own: everything that waits for something holds one.

/// Ties an answer to the question; answers to questions that nobody waits for any more are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);
