//! `diptych`: a terminal news reader that puts two accounts of one event side by side.
//!
//! The modules are layers and imports point down only (`tests/layers.rs` checks it):
//! `cli`, `term`, `effects` → `ui` → `app` → `config` → `notes` → `report` → `compare`, `library` → `article` → `text` → `language`.

pub mod app;
pub mod article;
pub mod cli;
pub mod compare;
pub mod config;
pub mod effects;
pub mod language;
pub mod library;
pub mod notes;
pub mod report;
pub mod term;
pub mod text;
pub mod ui;
