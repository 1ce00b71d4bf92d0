//! What the screen fetches with.

use super::Desk;
use crate::effects::net::{Client, Limits, Names, Permission};

/// Where feeds, their states and their articles lie, and whether the network may be used.
#[derive(Clone, Debug)]
pub struct Newsroom {
    /// Where all lies.
    pub desk: Desk,
    /// Whether the network may be used.
    pub network: Permission,
    /// An address by which sites may reach the reader; empty for none.
    pub contact: String,
    /// Whether the library on the screen is another one than that of the feeds.
    pub elsewhere: bool,
}

impl Newsroom {
    /// Returns what makes requests, where it may.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::new(self.network, Limits::default(), Names::default()).with_contact(&self.contact)
    }
}
