//! Throughput of the text layer and of the import, over texts of a megabyte.

use diptych::article::import::{Format, import, outline};
use diptych::text::wrap::{Wrap, wrap};
use diptych::text::{cells, decode, find, segment};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use crate::texts::{self, Shape};

const MEGABYTE: usize = 1 << 20;

/// Benches `work` over a text of every shape that says something of its own.
fn over(bencher: Bencher, shape: &str, work: impl Fn(&str) + Sync) {
    let shape = if shape == "latin" { Shape::Paragraph } else { Shape::Cjk };
    let text = texts::text(shape, MEGABYTE);
    bencher.counter(BytesCount::of_str(&text)).bench(|| work(black_box(&text)));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn wrapping(bencher: Bencher, shape: &str) {
    let how = Wrap { width: 66, first_indent: 0, next_indent: 0, keep_breaks: false };
    over(bencher, shape, |text| drop(black_box(wrap(text, how))));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn sentences(bencher: Bencher, shape: &str) {
    over(bencher, shape, |text| drop(black_box(segment::sentences(text))));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn words(bencher: Bencher, shape: &str) {
    over(bencher, shape, |text| drop(black_box(segment::words(text))));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn finding(bencher: Bencher, shape: &str) {
    over(bencher, shape, |text| drop(black_box(find::find_all(text, "treaty of nobody", 10_000))));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn sanitising(bencher: Bencher, shape: &str) {
    over(bencher, shape, |text| drop(black_box(cells::sanitize(text))));
}

#[divan::bench(args = ["latin", "cjk"], max_time = 1)]
fn decoding(bencher: Bencher, shape: &str) {
    over(bencher, shape, |text| drop(black_box(decode::decode(text.as_bytes()))));
}

#[divan::bench(args = Shape::ALL, max_time = 1)]
fn importing(bencher: Bencher, shape: Shape) {
    let text = texts::text(shape, MEGABYTE);
    bencher.counter(BytesCount::of_str(&text)).bench(|| import(black_box(&text), Format::Plain));
}

#[divan::bench(args = Shape::ALL, max_time = 1)]
fn outlining(bencher: Bencher, shape: Shape) {
    let text = texts::text(shape, MEGABYTE);
    bencher.counter(BytesCount::of_str(&text)).bench(|| outline(black_box(&text), Format::Plain));
}
