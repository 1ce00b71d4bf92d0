//! The command line: what may be written on it, and what it means.

pub mod args;
