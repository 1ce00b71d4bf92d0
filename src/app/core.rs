//! What all screens share and none of them is: messages and effects, the terminal's geometry, keys on their way to actions,
//! the shelf, history and jumps.

pub mod adding;
pub mod decided;
pub mod direction;
pub mod editing;
pub mod feeds;
pub mod geometry;
pub mod history;
pub mod input;
pub mod jumps;
pub mod marked;
pub mod message;
pub mod moment;
pub mod pointer;
pub mod request;
pub mod scope;
pub mod session;
pub mod shelf;
