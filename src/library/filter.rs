//! The fuzzy filter of the list.
//!
//! Every word of the pattern must match, each in a field of its own choice: letters spread over a title and a source
//! together would match nearly anything. Accents and the kinds of apostrophes, quotation marks and dashes never count
//! (`text::fold`); capitals count where the word has some.
//!
//! Two ways to ask, with one answer: [`Pattern::matches`] says whether an entry matches and is quick enough to be asked of a
//! hundred thousand entries at every letter typed; [`fuzzy`] and [`rank`] say how well (nucleo-matcher), for lists whose
//! order is that.

mod labels;

use std::thread;

use nucleo_matcher::chars::to_lower_case;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

pub use self::labels::Labels;
use super::{Entry, Origin};
use crate::text::Span;
use crate::text::fold::{self, Form};

/// Entries that one thread matches at least; a matcher takes more time to make than a few entries to match.
const FEW: usize = 1024;
/// Threads that a pattern is matched on at most.
const MOST_THREADS: usize = 8;

/// What is looked for, made ready.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    words: Vec<Word>,
}

/// A word of a pattern.
#[derive(Clone, Debug)]
struct Word {
    letters: Vec<char>,
    ignore_case: bool,
    /// For each letter the two bytes of an ASCII field that are it; none where a letter is in no such field.
    bytes: Option<Box<[[u8; 2]]>>,
}

impl Pattern {
    /// Reads what was typed: words, parted by white space.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let word = |word: &str| {
            let folded = fold::form_of(word, Form::BARE);
            let ignore_case = !folded.chars().any(char::is_uppercase);
            let lower = |c: char| if ignore_case { to_lower_case(c) } else { c };
            let letters: Vec<char> = firsts(&folded).map(lower).collect();
            let bytes = letters.iter().map(|letter| bytes_of(*letter, ignore_case)).collect();
            Word { letters, ignore_case, bytes }
        };
        Self { words: typed.split_whitespace().map(word).filter(|word| !word.letters.is_empty()).collect() }
    }

    /// Says whether an entry matches: every word in its title, source, authors, story, section, tags or file name.
    #[must_use]
    pub fn matches(&self, entry: &Entry) -> bool {
        self.words.iter().all(|word| any_field(entry, |field| word.is_in(field)))
    }

    /// Returns those of the entries at `asked` that match, in that order. Names that several have, which `labels` knows,
    /// are asked once.
    ///
    /// Asks on threads of its own: those that read the library may have hundreds of files before them, and a reader who
    /// types would wait for all of these.
    #[must_use]
    pub fn matching(&self, entries: &[Entry], labels: &Labels, asked: &[usize]) -> Vec<usize> {
        let names = labels.asked();
        let one = |index: &usize| {
            let named = |at, word: &Word, entry| {
                names.is_in_name(*index, at, word).unwrap_or_else(|| labels::names(entry).any(|name| word.is_in(name)))
            };
            entries.get(*index).is_some_and(|entry| {
                let fits = |(at, word): (usize, &Word)| {
                    word.is_in(title(entry))
                        || named(at, word, entry)
                        || file(entry).is_some_and(|name| word.is_in(name))
                };
                self.words.iter().enumerate().all(fits)
            })
        };
        let some = |part: &[usize]| part.iter().copied().filter(one).collect::<Vec<_>>();
        if asked.len() < 2 * FEW {
            return some(asked);
        }
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let mut parts = asked.chunks(asked.len().div_ceil(threads).max(FEW));
        let first = parts.next().unwrap_or_default();
        thread::scope(|scope| {
            let ask = |part| (part, thread::Builder::new().spawn_scoped(scope, move || some(part)).ok());
            let others: Vec<_> = parts.map(ask).collect();
            let mut found = some(first);
            for (part, thread) in others {
                // A thread that could not be had, or failed, is made good here.
                found.extend(thread.and_then(|thread| thread.join().ok()).unwrap_or_else(|| some(part)));
            }
            found
        })
    }

    fn atoms(&self) -> Vec<Atom> {
        let case = |word: &Word| if word.ignore_case { CaseMatching::Ignore } else { CaseMatching::Respect };
        let atom = |word: &Word| {
            let letters: String = word.letters.iter().collect();
            Atom::new(&letters, case(word), Normalization::Never, AtomKind::Fuzzy, false)
        };
        self.words.iter().map(atom).collect()
    }
}

impl Word {
    /// Says whether the letters stand in `field`, in order.
    fn is_in(&self, field: &str) -> bool {
        if field.is_ascii() {
            return self.bytes.as_ref().is_some_and(|bytes| is_among_bytes(bytes, field.as_bytes()));
        }
        self.is_among(firsts(&fold::form_of(field, Form::BARE)))
    }

    fn is_among(&self, field: impl Iterator<Item = char>) -> bool {
        let mut wanted = self.letters.iter();
        let Some(mut want) = wanted.next() else { return true };
        for c in field {
            let c = match (self.ignore_case, c.is_ascii()) {
                (true, true) => c.to_ascii_lowercase(),
                (true, false) => to_lower_case(c),
                (false, _) => c,
            };
            if c == *want {
                match wanted.next() {
                    Some(next) => want = next,
                    None => return true,
                }
            }
        }
        false
    }
}

/// Returns the two bytes that are `letter` in an ASCII field, which may be the same.
fn bytes_of(letter: char, ignore_case: bool) -> Option<[u8; 2]> {
    let byte = u8::try_from(letter).ok().filter(u8::is_ascii)?;
    Some(match byte {
        // The fold changes nothing else of ASCII that a word can have.
        b'\'' => [byte, b'`'],
        _ if ignore_case => [byte, byte.to_ascii_uppercase()],
        _ => [byte; 2],
    })
}

/// Says whether letters stand in an ASCII field, in order.
fn is_among_bytes(letters: &[[u8; 2]], field: &[u8]) -> bool {
    let mut rest = field.iter();
    letters.iter().all(|[one, other]| rest.any(|byte| byte == one || byte == other))
}

/// Returns the indices of the entries that match `pattern` (title, source, authors, story, tags, file name), best
/// first; all of them, in order, for an empty pattern.
#[must_use]
pub fn fuzzy(entries: &[Entry], pattern: &str) -> Vec<usize> {
    let atoms = Pattern::new(pattern).atoms();
    let matcher = || (Matcher::new(Config::DEFAULT), Vec::new());
    let score = |(matcher, buffer): &mut (Matcher, Vec<char>), (i, entry): (usize, &Entry)| {
        let mut best = vec![None; atoms.len()];
        any_field(entry, |field| {
            let folded = fold::form_of(field, Form::BARE);
            let letters = letters(&folded, buffer);
            best.iter_mut().zip(&atoms).for_each(|(best, atom)| *best = (*best).max(atom.score(letters, matcher)));
            false
        });
        let score: u32 = best.into_iter().map(|score| score.map(u32::from)).sum::<Option<u32>>()?;
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
    let atoms = Pattern::new(pattern).atoms();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let folded = fold::fold(line, Form::BARE);
        let letters = letters(folded.text(), &mut buffer);
        let mut places = Vec::new();
        let scores = atoms.iter().map(|atom| atom.indices(letters, &mut matcher, &mut places).map(u32::from));
        if let Some(score) = scores.sum::<Option<u32>>() {
            ranked.push((std::cmp::Reverse(score), i, in_chars(line, &folded, places)));
        }
    }
    ranked.sort_by_key(|(score, i, _)| (*score, *i));
    ranked.into_iter().map(|(_, i, places)| (i, places)).collect()
}

/// Returns the first character of every grapheme of a folded text, which is what is matched.
fn firsts(folded: &str) -> impl Iterator<Item = char> {
    let ascii = folded.is_ascii();
    let bytes = folded.bytes().filter(move |_| ascii).map(char::from);
    let graphemes = if ascii { "" } else { folded }.graphemes(true);
    bytes.chain(graphemes.filter_map(|grapheme| grapheme.chars().next()))
}

/// Returns what [`firsts`] does in the form that the matcher takes.
///
/// Not [`Utf32Str::new`]: where all these are ASCII, that takes the bytes of the whole line for them (0.3.1), and finds
/// nothing in a word with a combining mark.
fn letters<'b>(folded: &'b str, buffer: &'b mut Vec<char>) -> Utf32Str<'b> {
    if folded.is_ascii() {
        return Utf32Str::Ascii(folded.as_bytes());
    }
    buffer.clear();
    buffer.extend(firsts(folded));
    Utf32Str::Unicode(buffer)
}

/// Says whether `test` holds for any of what a reader may look for in an entry.
fn any_field(entry: &Entry, mut test: impl FnMut(&str) -> bool) -> bool {
    test(title(entry)) || labels::names(entry).any(|name| test(name)) || file(entry).is_some_and(test)
}

/// Returns the title; where there is none, the list shows the first words in its place.
fn title(entry: &Entry) -> &str {
    entry.meta.title.as_deref().unwrap_or(&entry.first_words)
}

/// Returns the name of the file. Asked last: it takes longer to find than a title takes to match.
fn file(entry: &Entry) -> Option<&str> {
    match &entry.origin {
        Origin::File(path) => path.file_name().and_then(|name| name.to_str()),
        Origin::Sample(name) => Some(name),
        Origin::Stdin => None,
    }
}

/// The matcher counts graphemes of the fold; screens count characters of the line.
fn in_chars(line: &str, folded: &fold::Folded<'_>, mut graphemes: Vec<u32>) -> Vec<u32> {
    graphemes.sort_unstable();
    graphemes.dedup();
    if line.is_ascii() {
        return graphemes;
    }
    let text = folded.text();
    let starts: Vec<(usize, usize)> = match text.is_ascii() {
        true => (0..text.len()).map(|at| (at, 1)).collect(),
        false => text.grapheme_indices(true).map(|(at, grapheme)| (at, grapheme.len())).collect(),
    };
    let place = |grapheme: u32| {
        let (at, len) = *starts.get(usize::try_from(grapheme).ok()?)?;
        let raw = folded.raw(Span::new(at, at + len));
        u32::try_from(line.get(..raw.start)?.chars().count()).ok()
    };
    let mut places: Vec<u32> = graphemes.into_iter().filter_map(place).collect();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Meta;
    use proptest::prelude::*;

    fn entry(title: &str, source: &str, file: &str) -> Entry {
        let meta = Meta { title: Some(title.into()), source: Some(source.into()), ..Meta::default() };
        Entry {
            origin: Origin::File(file.into()),
            id: Default::default(),
            recognised: Default::default(),
            meta: (&meta).into(),
            words: 1,
            first_words: Box::default(),
            flaws: Box::default(),
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
    fn apostrophes_quotes_and_dashes_of_all_kinds_match_as_they_are_typed() {
        let library = [
            entry("Trump’s tariffs — “now”", "x", "x"),
            entry("Trump\u{2bc}s tariffs", "x", "x"),
            entry("The word `typed`", "x", "x"),
        ];
        for (pattern, found) in
            [("trump's", &[0, 1][..]), ("trump’s", &[0, 1]), ("\"now\"", &[0]), ("-", &[0]), ("'typed'", &[2])]
        {
            let mut listed = fuzzy(&library, pattern);
            listed.sort_unstable();
            assert_eq!(listed, found, "{pattern}");
        }
    }

    #[test]
    fn places_of_a_folded_line_are_those_of_the_line() {
        let lines = ["Straße – Trump’s".to_owned()];
        assert_eq!(rank(&lines, "trump's"), [(0, (9..16).collect())]);
        assert_eq!(rank(&lines, "strasse"), [(0, (0..6).collect())]);
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

    #[test]
    fn many_entries_are_asked_as_few_are_and_stay_in_order() {
        let entries: Vec<Entry> = (0..5 * FEW).map(|i| entry(&format!("Tide {i}"), "x", "x")).collect();
        let asked: Vec<usize> = (0..entries.len() + 1).rev().collect();
        let pattern = Pattern::new("tide 77");
        let one = |index: &usize| entries.get(*index).is_some_and(|entry| pattern.matches(entry));
        let expected: Vec<usize> = asked.iter().copied().filter(one).collect();
        assert!(expected.len() > 50);
        let mut labels = Labels::default();
        labels.follow(&entries);
        assert_eq!(pattern.matching(&entries, &labels, &asked), expected);
    }

    proptest! {
        #[test]
        fn what_matches_is_what_is_ranked(
            titles in prop::collection::vec("[a-cA-Céß’'` \u{301}ก\u{e34}к]{0,10}", 1..6), typed in "[a-cA-Cé’'` \\\\\u{301}ก\u{e34}к]{0,5}",
        ) {
            let entries: Vec<Entry> = titles.iter().map(|title| entry(title, "b a", "/x/c.md")).collect();
            let pattern = Pattern::new(&typed);
            let matched: Vec<usize> = (0..entries.len()).filter(|i| pattern.matches(&entries[*i])).collect();
            let mut ranked = fuzzy(&entries, &typed);
            ranked.sort_unstable();
            prop_assert_eq!(matched, ranked);
        }

        #[test]
        fn names_that_are_asked_once_match_as_each_article_does(
            lines in prop::collection::vec(("[ab]{0,3}", "[a-c]{0,2}", "[a-c]{0,2}"), 1..12), others in prop::collection::vec("[a-c]{0,2}", 12),
            typed in "[a-c]{0,2}( [a-c]{0,2}){0,3}", gone in prop::collection::btree_set(0_usize..12, 0..4), many in prop::sample::select(vec![1, 70]),
        ) {
            let mut entries: Vec<Entry> = lines.iter().map(|(title, source, _)| entry(title, source, "/x/d.md")).collect();
            entries.iter_mut().zip(&lines).for_each(|(entry, (_, _, tag))| entry.meta.tags = [tag.as_str().into()].into());
            let mut labels = Labels::default();
            labels.follow(&entries[..entries.len() / 2]);
            labels.follow(&entries);
            let changed: Vec<usize> = (0..entries.len()).step_by(2).collect();
            for index in &changed {
                entries[*index].meta.source = Some(others[*index].as_str().into());
            }
            labels.change(&entries, &changed);
            let gone: Vec<usize> = gone.into_iter().filter(|index| *index < entries.len()).collect();
            for index in gone.iter().rev() {
                entries.remove(*index);
            }
            labels.forget(&gone);
            let pattern = Pattern::new(&format!("{typed} ").repeat(many));
            let all: Vec<usize> = (0..entries.len()).collect();
            let expected: Vec<usize> = all.iter().copied().filter(|index| pattern.matches(&entries[*index])).collect();
            prop_assert_eq!(pattern.matching(&entries, &labels, &all), expected);
        }

        #[test]
        fn more_letters_never_match_more(title in "[a-cA-Céß’ \u{301}]{0,12}", typed in "[a-cA-Cé’ ]{0,5}", more in "[a-cA-Cé’ ]{0,2}") {
            let entry = entry(&title, "x", "x");
            let (short, long) = (Pattern::new(&typed), Pattern::new(&(typed.clone() + &more)));
            prop_assert!(short.matches(&entry) || !long.matches(&entry));
        }
    }
}
