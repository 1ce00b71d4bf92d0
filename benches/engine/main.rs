//! The comparison engine, whole and by stages, beside a plain TF-IDF cosine of all pairs of sentences.
//!
//! `cargo bench --bench engine` takes about a minute; a further word chooses inputs by their names, as in
//! `cargo bench --bench engine -- suez`. Loading is not measured. The texts of 100,000 words are compared first: the
//! peak of the process's memory is theirs. Where `../shared/articles` holds a real pair, it is measured too.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on fails loudly"
)]

mod accounts;
mod cosine;
#[path = "../shared/texts.rs"]
#[allow(dead_code, reason = "of the shared texts this bench takes the dice alone")]
mod texts;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use diptych::article::Article;
use diptych::article::import::{Format, import};
use diptych::compare::{Options, Stage, compare, compare_by_stages};
use diptych::library::samples::samples;
use diptych::text::segment;

/// How long one input is measured at most.
const PATIENCE: Duration = Duration::from_secs(2);

type Pair = [Article; 2];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()));
    println!("{:<26} {:>9} {:>10} {:>10} {:>10} {:>11}", "", "words", "first", "min", "median", "of a cosine");
    let mut growth = Vec::new();
    for words in [100_000, 20_000, 5_000, 800] {
        let name = format!("{words} words");
        if wants(&name) {
            let pair = accounts::accounts(words);
            let median = report(&name, &pair, 0);
            growth.push((words, median));
        }
    }
    for (name, text) in hostile().into_iter().filter(|(name, _)| wants(name)) {
        let it = import(&text, Format::Plain).0;
        report(name, &[it.clone(), it], 0);
    }
    for (name, pair) in sample_pairs().into_iter().chain(real_pair()).filter(|(name, _)| wants(name)) {
        report(&name, &pair, 20);
    }
    growth.reverse();
    for (words, median) in growth {
        println!("{words:>9} words: {:>7.3} µs a word", median.as_secs_f64() * 1e6 / words as f64);
    }
}

/// Measures one pair `least` times or more; returns the median.
fn report(name: &str, pair: &Pair, least: usize) -> Duration {
    let [left, right] = pair;
    let never = AtomicBool::new(false);
    let whole = times(least, || drop(black_box(compare(black_box(left), black_box(right), &never))));
    let peak = peak().filter(|_| name.starts_with("100000"));
    let plain = times(least / 4, || _ = black_box(cosine::alike(black_box(left), black_box(right))));
    let words = segment::count_words(&left.text).max(segment::count_words(&right.text));
    let ratio = median(&whole).as_secs_f64() / median(&plain).as_secs_f64();
    line(name, &words.to_string(), &whole, &format!("{ratio:.2}"));
    if let Some(peak) = peak {
        println!("  {:<24} {:>9} {:>7} MiB", "peak memory", "", peak / 1_024);
    }
    line("  a plain cosine", "", &plain, "1");
    stages(pair, whole.len());
    median(&whole)
}

fn stages([left, right]: &Pair, runs: usize) {
    let never = AtomicBool::new(false);
    let mut taken = vec![Vec::new(); Stage::ALL.len()];
    // One thread does one stage after the other, so that each can be timed.
    let Ok(alone) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
    for _ in 0..runs {
        let begun = Mutex::new(Vec::new());
        let tell = |_| begun.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
        drop(black_box(alone.install(|| compare_by_stages(left, right, Options::default(), &never, &tell))));
        let mut begun = begun.into_inner().unwrap_or_else(PoisonError::into_inner);
        begun.push(Instant::now());
        begun.windows(2).zip(&mut taken).for_each(|(ends, taken)| taken.push(ends[1] - ends[0]));
    }
    for (stage, taken) in Stage::ALL.iter().zip(&taken) {
        line(&format!("  {}", stage.name()), "", taken, "");
    }
}

/// Runs `work` at least `least` times, once where one is enough for anybody's patience.
fn times(least: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.is_empty() || times.len() < least || (begun.elapsed() < PATIENCE && times.len() < 200) {
        let start = Instant::now();
        work();
        times.push(start.elapsed());
    }
    times
}

fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

fn line(name: &str, words: &str, times: &[Duration], ratio: &str) {
    let [first, min, median] = [times[0], *times.iter().min().unwrap(), median(times)].map(millis);
    println!("{name:<26} {words:>9} {first:>10} {min:>10} {median:>10} {ratio:>11}");
}

fn millis(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1e3)
}

/// Texts that no newspaper prints, each compared with itself.
fn hostile() -> [(&'static str, String); 4] {
    let names: String = (0..6_000_u32).map(|n| format!("{} and ", accounts::name(n))).collect();
    [
        ("names without end", names),
        ("one name without end", "Lima, ".repeat(30_000)),
        ("figures without end", "17 countries, ".repeat(20_000)),
        ("one figure again", "The mill sent 240 workers home on Friday.\n\n".repeat(3_000)),
    ]
}

/// Every two embedded samples of one story.
fn sample_pairs() -> Vec<(String, Pair)> {
    let all: Vec<_> = samples().iter().filter(|(path, _)| path.ends_with(".md")).collect();
    let story = |path: &str| path.split('/').next().unwrap_or("").to_owned();
    let read = |text: &str| import(text, Format::Markdown).0;
    let pairs = all.windows(2).filter(|two| story(two[0].0) == story(two[1].0));
    pairs.map(|two| (format!("sample {}", story(two[0].0)), [read(two[0].1), read(two[1].1)])).collect()
}

/// The two articles beside the repository, where they are.
fn real_pair() -> Option<(String, Pair)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles"));
    let mut paths: Vec<_> = fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let [left, right] = paths.get(..2)? else { return None };
    let read = |path: &Path| Some(import(&fs::read_to_string(path).ok()?, Format::Plain).0);
    Some(("the real pair".to_owned(), [read(left)?, read(right)?]))
}

/// Returns the most memory that the process ever had, in KiB.
fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
