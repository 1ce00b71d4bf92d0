//! News as it comes in: the list of feeds, what is remembered of them, and the articles that they bring, on disk.
//!
//! The order is what nothing is lost by: the articles of a feed are on disk before it is remembered that they were seen,
//! and before the validators are kept by which the site would not send them again. A run that is killed in between finds
//! the articles by the names of their files, so that none comes twice.

mod articles;
mod desk;
mod draft;
mod edits;
mod fetch;
mod forget;
mod forgotten;
mod full;
mod gate;
mod joining;
mod lying;
mod marked;
mod named;
mod newsroom;
mod secret;
mod trash;
mod turn;
mod via;

pub use desk::{Desk, DeskError};
pub use fetch::{Brought, Clock, Fetching, Outcome, Pacing, Ran, Which};
pub use forget::{Fate, GivenBack, Removed, Tidied, addresses};
pub use joining::{JoinError, Joined, plain_address, settled};
pub use newsroom::Newsroom;
pub use trash::Record;
