//! What is known of the words of a language, and nothing more: which kinds each belongs to.
//!
//! The floor of the house: whoever reads a text, from the cutting of sentences up, asks here. A word is mapped to its
//! classes, a name or a number word to what it stands for; what follows from that is decided above. One language so far:
//! [`english`]. Where a text is in another, hardly any word is found, and frequency in the two articles decides alone.

pub mod english;
mod table;

pub use table::{Table, past};
