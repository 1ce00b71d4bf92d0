//! What the screen adds articles with.

use std::path::PathBuf;

use super::net::{Client, Limits, Names, Permission};

/// What the screen adds with.
#[derive(Clone, Debug)]
pub struct Door {
    /// The folder of the library that articles are written into.
    pub folder: PathBuf,
    /// Whether the network may be used.
    pub network: Permission,
    /// An address by which sites may reach the reader; empty for none.
    pub contact: String,
}

impl Door {
    /// Returns what makes requests, where it may.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::new(self.network, Limits::default(), Names::default()).with_contact(&self.contact)
    }
}
