//! How the work grows with what is read, for the shapes that invite a quadratic step.
//!
//! `cargo bench --bench growth` reads each shape at two sizes, prints the exponent, and fails where one is over what is
//! allowed. Least times of several runs are compared, one size after the other, so that a busy machine does little harm.
#![allow(clippy::print_stdout, reason = "a bench prints")]

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use diptych::article::Article;
use diptych::article::import::{Format, import};
use diptych::compare::Comparison;
use diptych::text::segment::sentences;

/// Bytes of the smaller text.
const SIZE: usize = 60_000;

/// So much larger is the other.
const TIMES: usize = 6;

/// Runs of each, of which the quickest counts.
const RUNS: usize = 3;

/// The greatest exponent that is allowed; below 1 ms nothing is said.
const MOST: f64 = 1.3;

/// Pieces of which text is made that a reader of marks or sentences may stumble over.
const PIECES: &[&str] = &[
    "[", "](", "*a", "a*", "**a", "`", "`a``", ">", "> ", "- ", "_a_ ", "![", "[a](b", "<h", "\\", "&", "https://",
    "***", "a\n", "1. a\n", "#", "— (@", "a", ".", ". ", ".) ", ".”", "… ", "a.B", ". (", "“", ". —", "。", "1. ",
];

fn main() -> ExitCode {
    let mut worst: f64 = 0.0;
    let mut tell = |name: &str, piece: &str, work: &dyn Fn(&str)| {
        let [small, large] = [SIZE, SIZE * TIMES].map(|size| piece.repeat(size / piece.len()));
        let [few, many] = [least(|| work(&small)), least(|| work(&large))];
        let exponent = (many / few).ln() / (TIMES as f64).ln();
        println!("{name:<20} {piece:>8?} {:>9.2} ms {:>9.2} ms   {exponent:.2}", few * 1e3, many * 1e3);
        worst = worst.max(if few > 1e-3 { exponent } else { 0.0 });
    };
    for piece in PIECES {
        tell("reading Markdown", piece, &|text| drop(black_box(import(text, Format::Markdown))));
        tell("reading plain text", piece, &|text| drop(black_box(import(text, Format::Plain))));
        tell("parting sentences", piece, &|text| drop(black_box(sentences(text))));
    }
    for piece in ["“We sailed for the harbour,” Melo said.\n\n", "“We sailed “for the harbour.\n\n"] {
        tell("comparing", piece, &|text| {
            let article: Article = import(text, Format::Plain).0;
            drop(black_box(Comparison::of(&article, &article)));
        });
    }
    println!("the greatest exponent of what takes over a millisecond: {worst:.2} (allowed: {MOST})");
    if worst <= MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Returns the least time of some runs, in seconds.
fn least(work: impl Fn()) -> f64 {
    let time = || {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64()
    };
    (0..RUNS).map(|_| time()).fold(f64::INFINITY, f64::min)
}
