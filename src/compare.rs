//! What two articles share, where they differ and what each leaves out. Deterministic, offline, no IO.
//!
//! The types are the contract of DESIGN.md's `compare --format json`; the engine behind [`compare`] may change from
//! inside. It works in layers of its own, each reading only the ones before:
//!
//! ```text
//! rows (sentences that take part, their words) → index (what both sides share) → score (pairs, tiers)
//!      → only, guards → Comparison → blocks (for the screen), json, report
//! ```

pub mod blocks;
pub mod json;
pub mod report;

mod dates;
mod guards;
mod index;
mod only;
mod rows;
mod score;
mod stop;
mod swap;
mod types;

#[cfg(test)]
mod fixtures;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::article::Article;

pub use types::{
    Comparison, Coverage, DiffOp, DiffPart, EventVerdict, Figure, FigurePair, FigureValue, Guards, Input, ListPair,
    Match, Name, NameKind, Names, OnlyHere, Place, Quote, QuoteKind, QuotePair, SameEvent, SentenceRef, SharedRun,
    Side, Tier, Verdict,
};

/// What a caller may choose; none of it changes a score or a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The least score of the matches that are listed; 0 lists every pair of sentences that shares anything.
    pub min_score: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_score: score::POSSIBLE }
    }
}

/// The comparison was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the comparison was called off")]
pub struct Cancelled;

/// Compares two articles; gives up soon after `cancel` becomes true.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn compare(left: &Article, right: &Article, cancel: &AtomicBool) -> Result<Comparison, Cancelled> {
    compare_with(left, right, Options::default(), cancel)
}

/// Compares two articles as [`compare`] does, listing the matches that `options` asks for.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn compare_with(
    left: &Article,
    right: &Article,
    options: Options,
    cancel: &AtomicBool,
) -> Result<Comparison, Cancelled> {
    let pair = rows::Pair::new(left, right, cancel)?;
    let scored = score::score(&pair, options.min_score, cancel)?;
    let guards = guards::guards(&pair, &scored, cancel)?;
    Ok(Comparison {
        only_left: only::only(&pair, &scored, Side::Left),
        only_right: only::only(&pair, &scored, Side::Right),
        matches: score::listed(&pair, &scored, options.min_score, cancel)?,
        guards,
        ..Comparison::default()
    })
}

/// Fails once the comparison was called off.
fn go_on(cancel: &AtomicBool) -> Result<(), Cancelled> {
    if cancel.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
}

/// Rounds a score to the four places that the contract promises.
fn four_places(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}
