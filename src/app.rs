//! The state machine: `update` takes a message and returns effects. No IO, no clock, no threads.

pub mod find;
pub mod flow;
pub mod geometry;
pub mod head;
pub mod message;
pub mod motion;
pub mod pane;
pub mod place;

use std::sync::Arc;

use crate::config::Config;
use crate::library::Origin;
use geometry::Size;
use message::{Effect, Msg};

/// What the program begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The library: the reader's own, or the samples.
    Library(message::Roots),
    /// One article.
    Read(Origin),
    /// Two articles side by side.
    Compare(Origin, Origin),
}

/// The whole program but the world around it.
#[derive(Debug)]
pub struct App {
    /// Settings, keys, theme.
    pub config: Arc<Config>,
    /// The terminal's size.
    pub size: Size,
}

impl App {
    /// Makes the program as it begins, and what it asks for first.
    #[must_use]
    pub fn new(config: Arc<Config>, start: Start, size: Size) -> (Self, Vec<Effect>) {
        let _ = start;
        (Self { config, size }, Vec::new())
    }

    /// Takes a message and returns what is to be done outside.
    #[must_use]
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let _ = msg;
        Vec::new()
    }
}
