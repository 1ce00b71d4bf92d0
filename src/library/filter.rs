//! The fuzzy filter of the list (nucleo-matcher).
//!
//! Every word of the pattern must match, each in a field of its own choice: letters spread over a title and a source
//! together would match nearly anything. Capitals count where the pattern has some; accents never do.

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Entry, Origin};

/// Entries that one thread matches at least; a matcher takes more time to make than a few entries to match.
const FEW: usize = 1024;

/// Returns the indices of the entries that match `pattern` (title, source, authors, story, tags, file name), best
/// first; all of them, in order, for an empty pattern.
#[must_use]
pub fn fuzzy(entries: &[Entry], pattern: &str) -> Vec<usize> {
    let pattern = parse(pattern);
    let matcher = || (Matcher::new(Config::DEFAULT), Vec::new());
    let score = |(matcher, buffer): &mut (Matcher, Vec<char>), (i, entry): (usize, &Entry)| {
        let fields = fields(entry);
        let best = |atom: &Atom| fields.iter().filter_map(|field| atom.score(letters(field, buffer), matcher)).max();
        let score: u32 = pattern.atoms.iter().map(best).map(|s| s.map(u32::from)).sum::<Option<u32>>()?;
        Some((score, i))
    };
    let entries = entries.par_iter().enumerate().with_min_len(FEW);
    let mut scored: Vec<(u32, usize)> = entries.map_init(matcher, score).flatten_iter().collect();
    scored.sort_by_key(|(score, i)| (std::cmp::Reverse(*score), *i));
    scored.into_iter().map(|(_, i)| i).collect()
}

/// Ranks plain strings (actions, help lines) against `pattern`; pairs of index and the matched character positions
/// (counted in `char`s), best first; all of them, in order and without positions, for an empty pattern.
#[must_use]
pub fn rank(lines: &[String], pattern: &str) -> Vec<(usize, Vec<u32>)> {
    let pattern = parse(pattern);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let mut places = Vec::new();
        if let Some(score) = pattern.indices(letters(line, &mut buffer), &mut matcher, &mut places) {
            places.sort_unstable();
            places.dedup();
            ranked.push((std::cmp::Reverse(score), i, in_chars(line, places)));
        }
    }
    ranked.sort_by_key(|(score, i, _)| (*score, *i));
    ranked.into_iter().map(|(_, i, places)| (i, places)).collect()
}

fn parse(pattern: &str) -> Pattern {
    let plain: String = pattern.graphemes(true).filter_map(|g| g.chars().next()).map(normalize).collect();
    Pattern::new(&plain, CaseMatching::Smart, Normalization::Smart, AtomKind::Fuzzy)
}

/// Returns the first character of every grapheme of `line`, which is what the matcher works on.
///
/// Not [`Utf32Str::new`]: where all these are ASCII, that takes the bytes of the whole line for them (0.3.1), and finds
/// nothing in "cafe" with a combining accent.
fn letters<'b>(line: &'b str, buffer: &'b mut Vec<char>) -> Utf32Str<'b> {
    if line.is_ascii() {
        return Utf32Str::Ascii(line.as_bytes());
    }
    buffer.clear();
    buffer.extend(line.graphemes(true).filter_map(|grapheme| grapheme.chars().next()));
    Utf32Str::Unicode(buffer)
}

/// Returns what a reader may look for in an entry.
fn fields(entry: &Entry) -> Vec<&str> {
    let meta = &entry.meta;
    let file = match &entry.origin {
        Origin::File(path) => path.file_name().and_then(|name| name.to_str()),
        Origin::Sample(name) => Some(*name),
        Origin::Stdin => None,
    };
    // Where there is no title, the list shows the first words in its place.
    let title = meta.title.as_deref().unwrap_or(&entry.first_words);
    let named = [Some(title), meta.source.as_deref(), meta.story.as_deref(), meta.section.as_deref(), file];
    let listed = meta.authors.iter().chain(&meta.tags).map(String::as_str);
    named.into_iter().flatten().chain(listed).collect()
}

/// The matcher counts graphemes where a line is not ASCII; screens count characters.
fn in_chars(line: &str, graphemes: Vec<u32>) -> Vec<u32> {
    if line.is_ascii() {
        return graphemes;
    }
    let starts: Vec<u32> = line
        .graphemes(true)
        .scan(0, |at, grapheme| {
            let start = *at;
            *at += u32::try_from(grapheme.chars().count()).unwrap_or(u32::MAX);
            Some(start)
        })
        .collect();
    graphemes.into_iter().filter_map(|g| starts.get(usize::try_from(g).ok()?).copied()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Meta;

    fn entry(title: &str, source: &str, file: &str) -> Entry {
        let meta = Meta { title: Some(title.into()), source: Some(source.into()), ..Meta::default() };
        Entry {
            origin: Origin::File(file.into()),
            id: Default::default(),
            recognised: Default::default(),
            meta,
            words: 1,
            first_words: String::new(),
            flaws: Vec::new(),
        }
    }

    fn library() -> Vec<Entry> {
        vec![
            entry("Harbour wall to be raised", "The Tide", "/l/one.txt"),
            entry("Ministers meet in Évian", "Lake Post", "/l/two.txt"),
            entry("Raised tariffs worry brewers", "Lake Post", "/l/three-tide.txt"),
        ]
    }

    #[test]
    fn an_empty_pattern_lists_everything_in_order() {
        assert_eq!(fuzzy(&library(), "  "), [0, 1, 2]);
        assert_eq!(rank(&["b".into(), "a".into()], ""), [(0, vec![]), (1, vec![])]);
    }

    #[test]
    fn all_words_must_match_but_each_where_it_likes() {
        assert_eq!(fuzzy(&library(), "raised tide"), [0, 2]);
        assert_eq!(fuzzy(&library(), "lake raised"), [2]);
        assert_eq!(fuzzy(&library(), "lake zebra"), [0_usize; 0]);
    }

    #[test]
    fn accents_never_count_and_case_where_it_is_typed() {
        assert_eq!(fuzzy(&library(), "evian"), [1]);
        assert_eq!(fuzzy(&library(), "évian"), [1]);
        assert_eq!(fuzzy(&library(), "RAISED"), [0_usize; 0]);
    }

    #[test]
    fn decomposed_letters_match_their_plain_form() {
        assert_eq!(fuzzy(&[entry("Cafe\u{301} closed", "x", "x")], "café"), [0]);
        assert_eq!(fuzzy(&[entry("Cafe\u{301} closed", "x", "x")], "cafe"), [0]);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let lines = ["e\u{301}e\u{301}x".to_owned()];
        assert_eq!(rank(&lines, "x"), [(0, vec![4])]);
    }

    #[test]
    fn signs_of_other_tools_are_plain_characters() {
        assert_eq!(rank(&["price $5!".into(), "other".into()], "$5!").len(), 1);
    }

    #[test]
    fn the_better_match_comes_first() {
        let ranked = rank(&["go to the last line".into(), "toggle".into()], "tog");
        assert_eq!(ranked.first().unwrap().0, 1);
    }
}
