//! The bottom layer: byte ranges, decoding, sanitising, segmentation, widths, wrapping.
//!
//! Nothing here knows of articles or screens. Every coordinate is a byte [`Span`] into a `&str`.

pub mod bytes;
pub mod cells;
pub mod decode;
pub mod find;
pub mod fold;
pub mod scalars;
pub mod segment;
pub mod span;
pub mod wrap;

pub use span::Span;
