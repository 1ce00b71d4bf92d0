//! Two invented accounts of one event, of any length, the same on every run.
//!
//! What the engine looks at is there in about the measure of news: words by Zipf's law out of a vocabulary that grows
//! with the text, people, places and bodies that are named again, figures with what they count, days, quotations. Every
//! third sentence of the right account is told by the left one too: in other words, with other figures, or word for
//! word.

use std::fmt::Write as _;

use diptych::article::Article;
use diptych::article::import::{Format, import};

use crate::texts::Dice;

/// Words that hold a sentence together.
const SMALL: &[&str] = &["the", "of", "and", "to", "in", "was", "that", "for", "on", "with", "had", "by", "its", "a"];

/// What is counted.
const THINGS: &[&str] = &["ships", "people", "houses", "countries", "files", "workers", "miles", "hours", "percent"];

const SYLLABLES: &[&str] = &["ba", "ter", "lo", "min", "ra", "ve", "sil", "do", "gan", "pe", "lor", "shu", "ni", "mar"];

/// What one sentence reports.
#[derive(Clone)]
struct Fact {
    words: Vec<String>,
    name: Option<String>,
    figure: Option<(usize, &'static str)>,
    day: Option<usize>,
    quoted: bool,
}

/// Who tells, and out of which words.
struct Teller {
    dice: Dice,
    vocabulary: usize,
    people: usize,
}

/// Makes two accounts of about `words` words each.
pub fn accounts(words: usize) -> [Article; 2] {
    // Heaps' law: the vocabulary grows with the root of the text.
    let vocabulary = 60 * words.isqrt();
    let mut teller = Teller { dice: Dice::new(3), vocabulary, people: 6 + words / 150 };
    let mut left = Account::default();
    let mut right = Account::default();
    while left.words < words {
        let fact = teller.fact();
        left.add(&teller.tell(&fact));
        let other = match right.sentences % 3 {
            0 => teller.again(fact),
            _ => teller.fact(),
        };
        right.add(&teller.tell(&other));
    }
    [left, right].map(|account| import(&account.text, Format::Markdown).0)
}

struct Account {
    text: String,
    words: usize,
    sentences: usize,
}

impl Default for Account {
    fn default() -> Self {
        let text = "+++\ntitle = \"An account\"\npublished = 2026-03-09\nlang = \"en\"\n+++\n".to_owned();
        Self { text, words: 0, sentences: 0 }
    }
}

impl Account {
    fn add(&mut self, sentence: &str) {
        self.sentences += 1;
        self.words += sentence.split(' ').count();
        self.text.push_str(sentence);
        self.text.push_str(if self.sentences.is_multiple_of(3) { "\n\n" } else { " " });
    }
}

impl Teller {
    /// Returns a word: of rank n about one time in n.
    fn word(&mut self) -> String {
        let chance = self.dice.below(1 << 30) as f64 / f64::from(1 << 30);
        let rank = (self.vocabulary as f64).powf(chance) as usize;
        spelt(rank)
    }

    fn name(&mut self) -> String {
        let who = self.dice.below(self.people);
        let family = capital(&spelt(who * 7 + 100_003));
        match who % 6 {
            0 => format!("the {family} Council"),
            1 => format!("Port {family}"),
            2 => family,
            n if self.dice.below(2) == 0 => {
                format!("{} {family}", ["Ana", "Peter", "Maria"].get(n - 3).unwrap_or(&"Ana"))
            }
            _ => family,
        }
    }

    fn fact(&mut self) -> Fact {
        let count = 8 + self.dice.below(14);
        let words = (0..count).map(|_| if self.dice.below(5) < 2 { self.small() } else { self.word() }).collect();
        let name = (self.dice.below(2) == 0).then(|| self.name());
        let thing = self.dice.below(THINGS.len());
        let figure = (self.dice.below(4) == 0)
            .then(|| (2 + self.dice.below(400), THINGS.get(thing).copied().unwrap_or("people")));
        let day = (self.dice.below(10) == 0).then(|| 1 + self.dice.below(28));
        Fact { words, name, figure, day, quoted: self.dice.below(7) == 0 }
    }

    fn small(&mut self) -> String {
        let at = self.dice.below(SMALL.len());
        SMALL.get(at).copied().unwrap_or("the").to_owned()
    }

    /// Tells a fact as another house would: one time in four word for word, else some words changed.
    fn again(&mut self, mut fact: Fact) -> Fact {
        if self.dice.below(4) == 0 {
            return fact;
        }
        let changes = if fact.quoted { 1 } else { 1 + fact.words.len() / 3 };
        for _ in 0..changes {
            let (at, word) = (self.dice.below(fact.words.len()), self.word());
            if let Some(old) = fact.words.get_mut(at) {
                *old = word;
            }
        }
        if let Some((value, _)) = &mut fact.figure
            && self.dice.below(3) == 0
        {
            *value += 1 + self.dice.below(5);
        }
        fact
    }

    fn tell(&mut self, fact: &Fact) -> String {
        let mut body = capital(&fact.words.join(" "));
        if let Some((value, thing)) = fact.figure {
            let _ = write!(body, " {value} {thing}");
        }
        if let Some(day) = fact.day {
            let _ = write!(body, " on March {day}");
        }
        match (&fact.name, fact.quoted) {
            (Some(name), true) => format!("“{body},” {name} said."),
            (None, true) => format!("“{body},” a spokesman said."),
            (Some(name), false) => format!("{body} near {name}."),
            (None, false) => format!("{body}."),
        }
    }
}

/// Returns the invented name of somebody.
pub fn name(number: u32) -> String {
    capital(&spelt(number.wrapping_mul(2_654_435_761) as usize >> 8))
}

/// Spells a number in syllables.
fn spelt(mut number: usize) -> String {
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES.get(number % SYLLABLES.len()).copied().unwrap_or("ba"));
        number /= SYLLABLES.len();
        if number == 0 {
            return word;
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
