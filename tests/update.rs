//! The state machine, driven by keys as text: state, keys, state, on one line where that can be.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice, reason = "a failed test should stop where it fails")]

mod support;

#[path = "update/adding.rs"]
mod adding;
#[path = "update/answers.rs"]
mod answers;
#[path = "update/compare.rs"]
mod compare;
#[path = "update/decisions.rs"]
mod decisions;
#[path = "update/editing.rs"]
mod editing;
#[path = "update/everywhere.rs"]
mod everywhere;
#[path = "update/feeds.rs"]
mod feeds;
#[path = "update/findings.rs"]
mod findings;
#[path = "update/folding.rs"]
mod folding;
#[path = "update/keys.rs"]
mod keys;
#[path = "update/library.rs"]
mod library;
#[path = "update/links.rs"]
mod links;
#[path = "update/notes.rs"]
mod notes;
#[path = "update/overlays.rs"]
mod overlays;
#[path = "update/pointing.rs"]
mod pointing;
#[path = "update/reader.rs"]
mod reader;
#[path = "update/rulings.rs"]
mod rulings;
#[path = "update/selection.rs"]
mod selection;
#[path = "update/state.rs"]
mod state;
#[path = "update/stories.rs"]
mod stories;
#[path = "update/trash.rs"]
mod trash;
#[path = "update/views.rs"]
mod views;
