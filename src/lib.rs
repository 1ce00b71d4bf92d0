//! `diptych`: two accounts of one event, side by side: what they share, where they differ, what each leaves out.
//!
//! The crate is a program, a terminal news reader, and the engine under it. The engine needs no terminal, no network, no
//! clock and no model: `default-features = false` leaves it alone, and leaves out what
//! a terminal needs.
//!
//! ```
//! use diptych::article::Article;
//! use diptych::article::import::{Format, import};
//! use diptych::compare::{Comparison, Verdict};
//!
//! // From files it is `Article::read("left.md")?`.
//! let (left, _) = import("The fire at the Marlow mill sent 240 workers home on Friday.", Format::Plain);
//! let (right, _) = import("On Friday 260 workers were sent home by a fire at the Marlow mill.", Format::Plain);
//!
//! let found = Comparison::of(&left, &right);
//! let conflicts: Vec<(&str, &str)> = found
//!     .figures
//!     .iter()
//!     .filter(|pair| pair.verdict == Verdict::Conflict)
//!     .map(|pair| (pair.left.place.span.of(&left.text), pair.right.place.span.of(&right.text)))
//!     .collect();
//! assert_eq!(conflicts, [("240 workers", "260 workers")]);
//! ```
//!
//! Where to look: [`article`] for what an article is and how files become one, [`compare`] for the findings and how to
//! call a comparison off, [`compare::json`] for the versioned contract with other programs.
//!
//! The modules are layers and imports point down only (`tests/layers.rs` checks it): `cli`, `term`, `effects` → `ui` →
//! `app` → `config` → `newsroom`, `notes` → `report` → `compare`, `library` → `reading` → `article` → `text` → `language`.

pub mod article;
pub mod compare;
pub mod language;
pub mod reading;
pub mod text;

#[cfg(feature = "tui")]
pub mod app;
#[cfg(feature = "tui")]
pub mod cli;
#[cfg(feature = "tui")]
pub mod config;
#[cfg(feature = "tui")]
pub mod effects;
#[cfg(feature = "tui")]
pub mod library;
#[cfg(feature = "tui")]
pub mod newsroom;
#[cfg(feature = "tui")]
pub mod notes;
#[cfg(feature = "tui")]
pub mod report;
#[cfg(feature = "tui")]
pub mod term;
#[cfg(feature = "tui")]
pub mod ui;
