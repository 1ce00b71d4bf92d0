//! Comparing: two samples as large as real articles, and texts far beyond them.

use std::sync::atomic::AtomicBool;

use diptych::article::Article;
use diptych::article::import::{Format, import};
use diptych::compare::compare;
use diptych::library::samples::samples;
use divan::{Bencher, black_box};

use crate::texts::Dice;

fn sample(index: usize) -> Article {
    import(samples().get(index).map_or("", |(_, text)| *text), Format::Markdown).0
}

/// Two accounts of `words` words; every third sentence of the right one is told by the left one too.
fn accounts(words: usize) -> [Article; 2] {
    let (mut told, mut own) = (Dice::new(1), Dice::new(2));
    let (mut left, mut right) = (String::new(), String::new());
    for place in 0..words / 15 {
        let end = if place % 4 == 3 { "\n\n" } else { " " };
        let shared = told.sentence();
        left.extend([shared.as_str(), end]);
        right.extend([if place % 3 == 0 { shared } else { own.sentence() }.as_str(), end]);
    }
    [left, right].map(|text| import(&text, Format::Plain).0)
}

fn run(bencher: Bencher, [left, right]: [Article; 2]) {
    let never = AtomicBool::new(false);
    bencher.bench(|| compare(black_box(&left), black_box(&right), &never));
}

#[divan::bench(max_time = 2)]
fn two_samples(bencher: Bencher) {
    run(bencher, [sample(0), sample(1)]);
}

#[divan::bench(args = [5_000, 100_000], sample_count = 5, sample_size = 1)]
fn words(bencher: Bencher, words: usize) {
    run(bencher, accounts(words));
}
