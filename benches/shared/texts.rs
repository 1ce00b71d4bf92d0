//! Texts of any size, the same on every run: invented words strung to sentences, paragraphs and articles.

use std::fmt::Write as _;

/// Words of plain English, without a meaning together.
const WORDS: &[&str] = &[
    "the",
    "council",
    "of",
    "ministers",
    "met",
    "on",
    "a",
    "proposal",
    "to",
    "restore",
    "river",
    "trade",
    "after",
    "storm",
    "had",
    "closed",
    "harbour",
    "and",
    "its",
    "envoys",
    "said",
    "that",
    "grain",
    "would",
    "reach",
    "seven",
    "ports",
    "before",
    "winter",
    "while",
    "critics",
    "called",
    "plan",
    "costly",
    "in",
    "an",
    "open",
    "letter",
    "signed",
    "by",
    "forty",
    "mayors",
    "who",
    "want",
    "money",
    "for",
    "bridges",
    "roads",
    "schools",
    "instead",
    "nobody",
    "could",
    "explain",
    "why",
    "treaty",
    "was",
    "delayed",
    "again",
    "until",
    "spring",
    "vote",
    "committee",
    "heard",
    "witnesses",
    "from",
    "northern",
    "towns",
    "where",
    "water",
    "rose",
    "faster",
    "than",
    "expected",
    "with",
];

/// Names and figures, which comparing looks at.
const NAMES: &[&str] = &["Almira", "Port Vale", "Dorran", "17 towns", "Minister Okoye", "3.5 percent", "Lake Senn"];

/// Characters of Chinese and Japanese sentences.
const CJK: &[&str] =
    &["外交", "部長", "会議", "は", "昨日", "首都", "で", "開", "かれ", "三時間", "続", "いた", "経済", "政策"];

/// A generator of numbers that look random and are not (splitmix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Starts at `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }

    /// Returns a sentence of 6 to 24 words.
    pub fn sentence(&mut self) -> String {
        let count = 6 + self.below(19);
        let mut sentence = String::new();
        for place in 0..count {
            let word = if self.below(12) == 0 { self.pick(NAMES) } else { self.pick(WORDS) };
            if place == 0 {
                let mut letters = word.chars();
                sentence.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                sentence.push_str(letters.as_str());
            } else {
                sentence.push(' ');
                sentence.push_str(word);
            }
        }
        sentence + if self.below(9) == 0 { ", “it is so.”" } else { "." }
    }

    fn cjk_sentence(&mut self) -> String {
        let count = 8 + self.below(12);
        (0..count).map(|_| self.pick(CJK)).collect::<String>() + "。"
    }
}

/// The shapes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Paragraphs of four sentences.
    Prose,
    /// One paragraph.
    Paragraph,
    /// Paragraphs of one letter.
    Letters,
    /// One Japanese paragraph.
    Cjk,
}

impl Shape {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Prose, Self::Paragraph, Self::Letters, Self::Cjk];

    /// Says what it is.
    #[allow(dead_code, reason = "not both benches that share this file print it")]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prose => "paragraphs",
            Self::Paragraph => "one paragraph",
            Self::Letters => "one-letter paragraphs",
            Self::Cjk => "CJK, one paragraph",
        }
    }
}

/// Makes a text of `bytes` bytes or a little more.
pub fn text(shape: Shape, bytes: usize) -> String {
    let mut dice = Dice::new(7);
    let mut text = String::with_capacity(bytes + 512);
    let mut sentences = 0_usize;
    while text.len() < bytes {
        match shape {
            Shape::Letters => text.push_str("a\n\n"),
            Shape::Cjk => text.push_str(&dice.cjk_sentence()),
            Shape::Paragraph | Shape::Prose => {
                sentences += 1;
                text.push_str(&dice.sentence());
                text.push_str(if shape == Shape::Prose && sentences.is_multiple_of(4) { "\n\n" } else { " " });
            }
        }
    }
    text
}

/// Makes the file of article number `number`, about `bytes` bytes long, with front matter. Every third stands alone.
pub fn article(number: usize, bytes: usize) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    let mut file = String::with_capacity(bytes + 512);
    let source = ["The Vale Post", "Harbour Times", "Lake Courier"].get(number % 3).copied().unwrap_or("");
    let day = number % 28 + 1;
    let title = dice.sentence();
    let _ = write!(file, "+++\ntitle = \"{}\"\nsource = \"{source}\"\n", title.trim_end_matches(['.', '”']));
    let _ = write!(file, "published = 2026-03-{day:02}\nurl = \"https://news.example/{number}\"\n");
    if !number.is_multiple_of(3) {
        let _ = writeln!(file, "story = \"Story {}\"", number / 6);
    }
    file.push_str("+++\n");
    let body = file.len();
    while file.len() < body + bytes {
        for _ in 0..3 {
            file.push_str(&dice.sentence());
            file.push(' ');
        }
        file.push_str("\n\n");
    }
    file
}
