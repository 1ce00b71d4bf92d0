//! The command line: what may be written on it, what it means, and what is done about it.

mod add;
pub mod args;
mod compare;
mod configure;
mod decided;
mod error;
mod feed;
mod fetch;
mod generate;
mod list;
mod man;
mod notes;
mod output;
mod run;
mod screen;
mod setting;
mod stories;

pub use run::run;
