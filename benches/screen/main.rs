//! The speed budget as a person at the terminal has it: the program in a pseudo-terminal, from key to screen.
//!
//! `cargo bench --bench screen` takes about half a minute. `cargo bench --bench screen -- --all` adds the libraries of
//! 10,000 and 100,000 articles and needs a minute or two and 500 MB of temporary files; a further word chooses cases
//! by their names: `-- --all 16`. The times contain the pseudo-terminal and whatever else the machine does.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a bench that cannot go on fails loudly")]

mod pty;
#[path = "../shared/texts.rs"]
mod texts;

use std::fs;
use std::path::Path;
use std::time::Duration;

use pty::Pty;
use tempfile::TempDir;
use texts::Shape;

/// Bytes of an article of a library.
const USUAL: usize = 3 * 1024;

/// Bytes of a long article.
const LONG: usize = 16 << 20;

/// What is measured, and what it is measured against.
struct Report {
    words: Vec<String>,
    all: bool,
}

fn main() {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let all = words.iter().any(|word| word == "--all");
    words.retain(|word| !word.starts_with("--"));
    let report = Report { words, all };
    println!("{:<44} {:>9} {:>9} {:>9} {:>9}", "", "budget", "min", "median", "max");
    for articles in [0, 1_000, 10_000, 100_000] {
        report.library(articles);
    }
    for shape in Shape::ALL {
        report.article(shape);
    }
    for (what, bytes) in [("articles", USUAL), ("books of 100,000 words", 600 << 10), ("16 MB", LONG)] {
        report.pair(what, bytes);
    }
}

impl Report {
    fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }

    fn times(&self, name: &str, budget: u64, mut times: Vec<Duration>) {
        times.sort();
        let at = |index: usize| times.get(index).map_or_else(|| "-".to_owned(), |t| millis(*t));
        let last = times.len().saturating_sub(1);
        let met = if times.get(last / 2).is_some_and(|t| *t <= Duration::from_millis(budget)) { "" } else { "  over" };
        println!("{name:<44} {:>9} {:>9} {:>9} {:>9}{met}", format!("{budget} ms"), at(0), at(last / 2), at(last));
    }

    /// The first frame, the filled list, its keys and its memory.
    fn library(&self, articles: usize) {
        let name = format!("library of {articles}");
        if !self.wants(&name) || (articles > 1_000 && !self.all) {
            return;
        }
        let folder = library(articles);
        let (mut first, mut filled, mut peak) = (Vec::new(), Vec::new(), 0);
        let runs = if articles > 10_000 { 5 } else { 15 };
        for _ in 0..runs {
            let mut pty = Pty::start(folder.path());
            first.push(pty.until("the first frame", |screen| screen.contains("diptych")));
            let all = format!("{articles} article");
            let full = |screen: &str| screen.contains(&all) && !screen.contains("reading");
            filled.push(match articles {
                0 => pty.until("the empty list", |screen| screen.contains("No articles here")),
                _ => pty.until("the whole list", full),
            });
            peak = peak.max(pty.peak().unwrap_or(0));
        }
        self.times(&format!("{name}: first frame"), 25, first);
        let budget = (articles as u64 / 10).max(150);
        self.times(&format!("{name}: filled"), budget, filled);
        println!("{:<44} {:>9} {:>9}", format!("{name}: peak memory"), "", mebi(peak));
        if articles > 0 {
            self.list_keys(&name, folder.path(), articles);
        }
    }

    fn list_keys(&self, name: &str, folder: &Path, articles: usize) {
        let mut pty = Pty::start(folder);
        let all = format!("{articles} article");
        pty.until("the whole list", |screen| screen.contains(&all) && !screen.contains("reading"));
        for (what, keys) in [("j", "j"), ("Space", " "), ("G", "G"), ("g g", "gg"), ("filter", "f"), ("a letter", "r")]
        {
            let repeat = if keys.len() == 1 && "j ".contains(keys) { 10 } else { 1 };
            self.key(&mut pty, &format!("{name}: {what}"), keys, repeat);
        }
        self.key(&mut pty, &format!("{name}: a second letter"), "i", 1);
    }

    fn key(&self, pty: &mut Pty, name: &str, keys: &str, repeat: usize) {
        let mut times = Vec::new();
        for _ in 0..repeat {
            pty.settle();
            times.extend(pty.answer(keys));
        }
        self.times(name, 16, times);
    }

    /// A long article: opened, walked through, searched, and what it costs.
    fn article(&self, shape: Shape) {
        let name = format!("16 MB, {}", shape.name());
        if !self.wants(&name) {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut pty = Pty::start(folder.path());
        pty.until("the empty list", |screen| screen.contains("No articles here"));
        pty.settle();
        let base = pty.peak().unwrap_or(0);
        drop(pty);
        let path = folder.path().join("long.txt");
        fs::write(&path, texts::text(shape, LONG)).unwrap();
        let mut pty = Pty::start(&path);
        self.open(&mut pty, &name);
        println!(
            "{:<44} {:>9} {:>9}",
            format!("{name}: memory over {}", mebi(base)),
            mebi(64 << 10),
            mebi(pty.peak().unwrap_or(0).saturating_sub(base))
        );
        for (what, keys) in [("j", "j"), ("Space", " "), ("w", "w"), (")", ")"), ("}", "}"), ("<", "<")] {
            self.key(&mut pty, &format!("{name}: {what}"), keys, 10);
        }
        for (what, keys) in
            [("G", "G"), ("Ctrl-b", "\x02"), ("g g", "gg"), ("G", "G"), ("k", "k"), ("b", "b"), ("(", "("), ("{", "{")]
        {
            self.key(&mut pty, &format!("{name}: {what}"), keys, 1);
        }
        self.resizes(&mut pty, &name);
        self.search(&mut pty, &name);
        println!(
            "{:<44} {:>9} {:>9}",
            format!("{name}: memory at the end"),
            mebi(64 << 10),
            mebi(pty.peak().unwrap_or(0).saturating_sub(base))
        );
    }

    /// Two accounts side by side: keys while they are compared and after, however long that takes.
    fn pair(&self, what: &str, bytes: usize) {
        let name = format!("pair of {what}");
        if !self.wants(&name) || (bytes > 1 << 20 && !self.all) {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let [left, right] = ["left.txt", "right.txt"].map(|file| folder.path().join(file));
        let text = texts::text(Shape::ALL[0], bytes);
        // The right tells the same from its middle on, then from its beginning.
        let middle = text.floor_char_boundary(text.len() / 2);
        let middle = text.get(middle..).unwrap_or("").find("\n\n").map_or(middle, |at| middle + at + 2);
        fs::write(&left, &text).unwrap();
        fs::write(&right, format!("{}\n\n{}", text.get(middle..).unwrap_or(""), text.get(..middle).unwrap_or("")))
            .unwrap();
        let mut pty = Pty::start_on(&[&left, &right]);
        pty.until("both texts", |screen| {
            screen.contains("left.txt") && screen.contains('│') && !screen.contains("reading ")
        });
        let mut while_comparing = Vec::new();
        while pty.shows(|screen| screen.contains("comparing")) {
            while_comparing.extend(pty.answer("j"));
            pty.breathe();
        }
        let longest = while_comparing.iter().max().copied().unwrap_or_default();
        println!("{:<44} {:>9} {:>9}", format!("{name}: longest answer while comparing"), "16 ms", millis(longest));
        self.times(&format!("{name}: j while comparing"), 16, while_comparing);
        for (what, keys) in
            [("j", "j"), ("Space", " "), ("Tab", "\t"), ("]", "]"), ("Enter", "\r"), ("S", "S"), ("z", "z")]
        {
            self.key(&mut pty, &format!("{name}: {what}"), keys, 10);
        }
        for (what, keys) in [("G", "G"), ("g g", "gg")] {
            self.key(&mut pty, &format!("{name}: {what}"), keys, 3);
        }
        println!("{:<44} {:>9} {:>9}", format!("{name}: peak memory"), "", mebi(pty.peak().unwrap_or(0)));
    }

    /// Has the screen drawn anew again and again while the article is loaded: the longest answer is the longest gap.
    fn open(&self, pty: &mut Pty, name: &str) {
        let reading = |screen: &str| screen.contains("reading long.txt");
        let first = pty.until("the first frame", reading);
        self.times(&format!("{name}: first frame"), 25, vec![first]);
        let mut gaps = Vec::new();
        while pty.shows(reading) || !pty.shows(|screen| screen.contains('%')) {
            gaps.extend(pty.answer("\x0c"));
            pty.breathe();
        }
        let gap = gaps.iter().max().copied().unwrap_or_default();
        let count = gaps.len();
        self.times(&format!("{name}: redrawn while loading"), 16, gaps);
        println!("{:<44} {:>9} {:>9}", format!("{name}: longest gap of {count}"), "16 ms", millis(gap));
        let opened = pty.until("the article", |screen| screen.contains('%'));
        println!("{:<44} {:>9} {:>9}", format!("{name}: opened"), "", millis(opened));
    }

    fn resizes(&self, pty: &mut Pty, name: &str) {
        let mut times = Vec::new();
        for round in 0..10 {
            pty.settle();
            times.extend(pty.resize(40 - round % 2, 120 - 30 * (round % 3)));
        }
        pty.settle();
        self.times(&format!("{name}: resize"), 16, times);
    }

    fn search(&self, pty: &mut Pty, name: &str) {
        self.key(pty, &format!("{name}: /"), "/", 1);
        self.key(pty, &format!("{name}: typing"), "treaty", 1);
        self.key(pty, &format!("{name}: Enter, the search begins"), "\r", 1);
        self.key(pty, &format!("{name}: n"), "n", 1);
    }
}

/// Makes a library of usual articles.
fn library(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..articles {
        let month = folder.path().join(format!("{:03}", number / 500));
        if number.is_multiple_of(500) {
            fs::create_dir(&month).unwrap();
        }
        fs::write(month.join(format!("{number:06}.md")), texts::article(number, USUAL)).unwrap();
    }
    folder
}

fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

fn mebi(kibi: u64) -> String {
    format!("{} MiB", kibi >> 10)
}
