//! What was changed between two versions of an article: its passages, and in them the words.
//!
//! Word by word and in order, as an edit is made: the comparison of two accounts asks what both report, in whatever words
//! and order, and so passes over what an editor only moved or put otherwise. Paragraphs that are the same drop out first,
//! so that the words of the rest are few.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::article::Article;
use crate::text::fold::plain;
use crate::text::{Span, segment};

/// Words of a side of a changed passage that are compared word by word, at most; a longer one was changed as a whole.
const MOST: usize = 4_000;

/// Words that are the same between two changes which are told as one, at most.
const BETWEEN: usize = 2;

/// One change: words of the earlier version, and what stands for them in the newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the left text; none where something was added on the right.
    pub left: Option<Span>,
    /// In the right text; none where something is left out there.
    pub right: Option<Span>,
}

/// What two versions of an article do not have in common, in the order of their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The changes; words a few words apart are one.
    pub all: Vec<Change>,
    /// The words that only the left has, and those that only the right has, as spans of these texts.
    pub words: [Vec<Span>; 2],
}

impl Changes {
    /// Finds what was changed.
    #[must_use]
    pub fn of(left: &Article, right: &Article) -> Self {
        let (paragraphs, others) = (paragraphs(left), paragraphs(right));
        let key = |(_, key): &(Span, String)| key.clone();
        let keys = [&paragraphs, &others].map(|side| side.iter().map(key).collect::<Vec<_>>());
        let mut changes = Self::default();
        for op in capture_diff_slices(Algorithm::Patience, &keys[0], &keys[1]) {
            if !matches!(op, DiffOp::Equal { .. }) {
                let gone = words(left, paragraphs.get(op.old_range()).unwrap_or_default());
                let come = words(right, others.get(op.new_range()).unwrap_or_default());
                changes.compare(&gone, &come);
            }
        }
        changes.words[0] = joined(std::mem::take(&mut changes.words[0]), &left.text);
        changes.words[1] = joined(std::mem::take(&mut changes.words[1]), &right.text);
        changes
    }

    /// Exchanges left and right.
    #[must_use]
    pub fn swapped(mut self) -> Self {
        self.words.swap(0, 1);
        self.all.iter_mut().for_each(|change| std::mem::swap(&mut change.left, &mut change.right));
        self
    }

    /// Compares passages that are not the same, word by word.
    fn compare(&mut self, left: &[(Span, String)], right: &[(Span, String)]) {
        if left.len() > MOST || right.len() > MOST {
            return self.add(left, right, 0..left.len(), 0..right.len());
        }
        let keys = [left, right].map(|side| side.iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>());
        let mut open: Option<(Range<usize>, Range<usize>)> = None;
        for op in capture_diff_slices(Algorithm::Myers, &keys[0], &keys[1]) {
            let (old, new) = (op.old_range(), op.new_range());
            if let DiffOp::Equal { len, .. } = op {
                if len > BETWEEN
                    && let Some((old, new)) = open.take()
                {
                    self.add(left, right, old, new);
                }
                continue;
            }
            self.words[0].extend(left.get(old.clone()).into_iter().flatten().map(|(span, _)| *span));
            self.words[1].extend(right.get(new.clone()).into_iter().flatten().map(|(span, _)| *span));
            open = Some(match open {
                Some((from, other)) => (from.start..old.end, other.start..new.end),
                None => (old, new),
            });
        }
        if let Some((old, new)) = open {
            self.add(left, right, old, new);
        }
    }

    fn add(&mut self, left: &[(Span, String)], right: &[(Span, String)], old: Range<usize>, new: Range<usize>) {
        let span = |words: &[(Span, String)], range: Range<usize>| {
            let words = words.get(range)?;
            Some(Span::new(words.first()?.0.start, words.last()?.0.end))
        };
        let change = Change { left: span(left, old), right: span(right, new) };
        if change.left.is_some() || change.right.is_some() {
            if left.len() > MOST || right.len() > MOST {
                self.words[0].extend(change.left);
                self.words[1].extend(change.right);
            }
            self.all.push(change);
        }
    }
}

/// Returns the paragraphs of an article, each with its words.
fn paragraphs(article: &Article) -> Vec<(Span, String)> {
    let key = |span: Span| {
        let folded = plain(span.of(&article.text)).into_owned();
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    article.paragraphs.iter().map(|paragraph| (paragraph.span, key(paragraph.span))).collect()
}

/// Returns the words of paragraphs, with the signs that belong to them ("$5.2", "12 %", "really?"), each as it is
/// compared.
fn words(article: &Article, paragraphs: &[(Span, String)]) -> Vec<(Span, String)> {
    let mut words = Vec::new();
    for (paragraph, _) in paragraphs {
        let text = paragraph.of(&article.text);
        for chunk in chunks(text) {
            let written = chunk.of(text);
            let parts = if written.is_ascii() { Vec::new() } else { segment::words(written) };
            let parts = if parts.len() < 2 { vec![Span::new(0, written.len())] } else { parts };
            words.extend(parts.into_iter().filter_map(|part| {
                let span = part.shift(chunk.start + paragraph.start);
                let folded = plain(span.of(&article.text));
                let key: String = folded.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c)).to_owned();
                (!key.trim_matches('-').is_empty()).then_some((span, key))
            }));
        }
    }
    words
}

/// Says whether a sign at the edge of a word says something: what others are there is punctuation.
const fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '%' | '°' | '+' | '-' | '−' | '?')
}

/// Cuts a text at its white space.
fn chunks(text: &str) -> Vec<Span> {
    let (mut chunks, mut begun) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), begun) {
            (true, Some(start)) => {
                chunks.push(Span::new(start, at));
                begun = None;
            }
            (false, None) => begun = Some(at),
            _ => {}
        }
    }
    chunks.extend(begun.map(|start| Span::new(start, text.len())));
    chunks
}

/// Joins words with nothing but white space between them.
fn joined(spans: Vec<Span>, text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if text.get(last.end..span.start).is_some_and(|between| between == " ") => last.end = span.end,
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Format;
    use crate::article::import::import;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        import(&format!("+++\ntitle = \"T\"\n+++\n\n{text}\n"), Format::Plain).0
    }

    /// Every change as `left > right`.
    fn told(left: &str, right: &str) -> Vec<String> {
        let (left, right) = (article(left), article(right));
        let of = |span: Option<Span>, article: &Article| span.map_or("", |span| span.of(&article.text)).to_owned();
        let changes = Changes::of(&left, &right);
        changes.all.iter().map(|it| format!("{} > {}", of(it.left, &left), of(it.right, &right))).collect()
    }

    #[test]
    fn words_that_were_changed_are_told_in_order() {
        let left = "The bridge will be shut for the whole summer, the council said.\n\nEngineers found twelve cracks in it.\n\n\
                    Nobody was told before.";
        let right = "The bridge will be shut until the autumn, the council said.\n\nEngineers found seventeen cracks in it.\n\n\
                     A correction: the number was wrong.";
        let changes = ["for the whole summer, > until the autumn,", "twelve > seventeen"];
        let last = "Nobody was told before. > A correction: the number was wrong.";
        assert_eq!(told(left, right), [changes[0], changes[1], last]);
    }

    #[test]
    fn what_was_added_or_taken_out_stands_alone() {
        let (one, two, three) = ("One stays as it is.", "Two comes later.", "Three stays as it is.");
        let both = format!("{one}\n\n{three}");
        let all = format!("{one}\n\n{two}\n\n{three}");
        assert_eq!(told(&both, &all), [format!(" > {two}")]);
        assert_eq!(told(&all, &both), [format!("{two} > ")]);
        assert_eq!(told("It is so.", "It is really not so."), [" > really not"]);
    }

    #[test]
    fn signs_that_say_something_count_and_punctuation_does_not() {
        let left = "It cost “$5.2 million”, said Ana; was it dear? No.";
        assert_eq!(told(left, "It cost €5.2 million – said Ana – was it dear. No"), ["“$5.2 > €5.2", "dear? > dear."]);
        assert_eq!(told(left, "It  cost '$5.2 million' said\nAna was it dear? No!"), Vec::<String>::new());
    }

    #[test]
    fn a_passage_of_very_many_words_was_changed_as_a_whole() {
        let long = |word: &str| (0..=MOST).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(told(&long("a"), &long("b")).len(), 1);
    }

    proptest! {
        #[test]
        fn without_what_was_changed_both_say_the_same(
            left in prop::collection::vec("[abc]{1,2}( [abc]{1,2}){0,6}", 1..6),
            right in prop::collection::vec("[abc]{1,2}( [abc]{1,2}){0,6}", 1..6),
        ) {
            let (left, right) = (article(&left.join("\n\n")), article(&right.join("\n\n")));
            let changes = Changes::of(&left, &right);
            let rest = |article: &Article, gone: &[Span]| -> Vec<String> {
                let all = words(article, &paragraphs(article));
                let stays = |(span, _): &(Span, String)| !gone.iter().any(|gone| gone.start <= span.start && span.end <= gone.end);
                all.into_iter().filter(stays).map(|(_, key)| key).collect()
            };
            prop_assert_eq!(rest(&left, &changes.words[0]), rest(&right, &changes.words[1]));
            prop_assert_eq!(Changes::of(&right, &left).all.is_empty(), changes.all.is_empty());
            prop_assert!(Changes::of(&left, &left).all.is_empty());
        }
    }
}
