//! The screen of notes.

pub mod list;
