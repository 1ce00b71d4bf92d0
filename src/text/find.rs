//! Finding words in raw text the way a reader sees them.
//!
//! Text and query go through the one fold (`fold`) a letter at a time and are compared without building a folded copy: a
//! copy of a large article, with the map back to its offsets, would cost more than the search. A table of first bytes
//! keeps plain text quick.

use super::Span;
use super::cells::class::{is_mark, is_unseen};
use super::fold::{Form, letters};

/// Returns where `query` occurs in `text`, ascending and disjoint, at most `limit`.
///
/// Case counts only where the query has an upper-case letter; accents never do ("cafe" finds "café", and the other way
/// round). White space in the query matches any run of white space (line feeds too); characters that are not shown
/// (zero-width space, soft hyphen) are passed over, and typographic quotes and dashes match their plain forms. An empty
/// query finds nothing. A hit takes in whole letters with the marks on them.
#[must_use]
pub fn find_all(text: &str, query: &str, limit: usize) -> Vec<Span> {
    let needle = Needle::new(query);
    let mut hits = Vec::new();
    let mut at = 0;
    while hits.len() < limit
        && let Some(start) = needle.candidate(text, at)
    {
        match needle.matches(text, start) {
            Ok(hit) => {
                hits.push(hit);
                at = hit.end;
            }
            Err(resume) => at = resume,
        }
    }
    hits
}

/// Says whether a word begins at `at`, or something that is no word: by what is folded, so that it begins in the fold too.
#[must_use]
pub fn begins_word(text: &str, at: usize) -> bool {
    let is_inside = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    if !letters(after, Form::PLAIN).next().is_some_and(|letter| is_inside(letter.c)) {
        return true;
    }
    let seen = before.char_indices().rev().filter(|(_, c)| !is_mark(*c) && !is_unseen(*c));
    let mut last = seen.filter_map(|(from, _)| letters(before.get(from..).unwrap_or_default(), Form::PLAIN).last());
    !last.next().is_some_and(|letter| is_inside(letter.c))
}

/// Says whether a script has no white space between its words: Thai, Lao, Burmese, Khmer, kana, Han.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{312F}'
        | '\u{31A0}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A query made ready.
struct Needle {
    /// Folded, runs of white space as one space.
    folded: Vec<char>,
    form: Form,
    /// Which bytes may begin a hit.
    starts: [bool; 256],
}

impl Needle {
    fn new(query: &str) -> Self {
        let form = if query.chars().any(char::is_uppercase) { Form::BARE } else { Form::PLAIN };
        let mut folded: Vec<char> = letters(query, form).map(|letter| letter.c).collect();
        folded.dedup_by(|right, left| *right == ' ' && *left == ' ');
        if folded == [' '] {
            folded.clear();
        }
        let starts = starts(folded.first().copied(), form);
        Self { folded, form, starts }
    }

    /// Returns the next place from `at` whose byte may begin a hit.
    fn candidate(&self, text: &str, at: usize) -> Option<usize> {
        let bytes = text.as_bytes().get(at..)?;
        bytes.iter().position(|&byte| self.starts.get(usize::from(byte)).is_some_and(|&may| may)).map(|skip| at + skip)
    }

    /// Returns the hit at `start` or, where there is none, the place to go on from.
    fn matches(&self, text: &str, start: usize) -> Result<Span, usize> {
        let mut letters = letters(text.get(start..).unwrap_or(""), self.form).peekable();
        let Some(first) = letters.peek().map(|letter| letter.raw) else { return Err(text.len()) };
        let mut end = first.start;
        for &want in &self.folded {
            let Some(letter) = letters.next_if(|letter| letter.c == want) else {
                // A run of white space that did not lead to a hit will not from its middle either.
                let run = if self.folded.first() == Some(&' ') { end } else { 0 };
                return Err(start + run.max(first.end));
            };
            end = letter.raw.end;
            while want == ' '
                && let Some(more) = letters.next_if(|letter| letter.c == ' ')
            {
                end = more.raw.end;
            }
        }
        // Half of ß is no hit.
        if letters.peek().is_some_and(|letter| letter.nth > 0) {
            return Err(start + first.end);
        }
        Ok(Span::new(start + first.start, with_marks(text, start + end)))
    }
}

/// Moves `end` past the marks that stand there, so that a hit never ends inside a letter.
fn with_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    end + rest.len() - rest.trim_start_matches(is_mark).len()
}

/// Returns which bytes may begin a letter that folds to `first`.
fn starts(first: Option<char>, form: Form) -> [bool; 256] {
    let mut table = [false; 256];
    let Some(first) = first else { return table };
    for (byte, may) in (0_u8..=255).zip(&mut table) {
        *may = match byte {
            0..=0x7F => letters(char::from(byte).encode_utf8(&mut [0; 4]), form).any(|letter| letter.c == first),
            0x80..=0xC1 => false,
            // What folds to ASCII is Latin, a sign or another shape of those: not Greek, Cyrillic, Arabic, Han, Hangul.
            _ if first.is_ascii() => matches!(byte, 0xC2..=0xCD | 0xD5 | 0xE1..=0xE3 | 0xEA | 0xEF | 0xF0),
            _ => true,
        };
    }
    table
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "a wrong boundary should fail the test")]

    use super::*;
    use proptest::prelude::*;

    fn hits<'t>(text: &'t str, query: &str) -> Vec<&'t str> {
        find_all(text, query, usize::MAX).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_word_begins_where_its_fold_begins() {
        for (text, at, begins) in [
            ("The harbour", 4, true),
            ("The harbour", 5, false),
            ("L’eau", "L’".len(), true),
            ("hy\u{AD}phen", "hy\u{AD}".len(), false),
            ("e\u{301}t", 3, false),
            ("東京x", 3, true),
            ("x東", 1, true),
            ("東x", 3, true),
            ("a—b", 1, true),
            ("", 0, true),
        ] {
            assert_eq!(begins_word(text, at), begins, "{text} {at}");
        }
    }

    #[test]
    fn an_empty_or_unseen_query_finds_nothing() {
        assert!(hits("abc", "").is_empty());
        assert!(hits("a b", " ").is_empty());
        assert!(hits("a\u{200B}b", "\u{200B}").is_empty());
        assert!(hits("", "a").is_empty());
    }

    #[test]
    fn case_counts_only_where_the_query_has_a_capital() {
        assert_eq!(hits("Doral doral DORAL", "doral"), ["Doral", "doral", "DORAL"]);
        assert_eq!(hits("Doral doral DORAL", "Doral"), ["Doral"]);
        assert_eq!(hits("ÉTÉ été Été", "été"), ["ÉTÉ", "été", "Été"]);
        assert_eq!(hits("ΣΟΦΟΣ σοφος", "σοφος"), ["ΣΟΦΟΣ", "σοφος"]);
        assert_eq!(hits("Москва МОСКВА", "москва"), ["Москва", "МОСКВА"]);
        assert_eq!(hits("\u{212A}elvin", "kelvin"), ["\u{212A}elvin"]);
    }

    #[test]
    fn accents_never_count() {
        for query in ["cafe", "café", "cafe\u{301}"] {
            assert_eq!(hits("Café cafe CAFE\u{301}S", query), ["Café", "cafe", "CAFE\u{301}"]);
        }
        assert_eq!(hits("Győr gyor", "Gyor"), ["Győr"]);
        assert_eq!(hits("Straße Strasse", "strasse"), ["Straße", "Strasse"]);
        assert_eq!(hits("ﬁrm", "firm"), ["ﬁrm"]);
        assert_eq!(hits("Straße", "s"), ["S"]);
        assert_eq!(hits("мой мои", "мои"), ["мои"]);
    }

    #[test]
    fn every_letter_that_folds_to_ascii_is_looked_at() {
        for form in [Form::BARE, Form::PLAIN] {
            for c in '\u{80}'..=char::MAX {
                let mut bytes = [0; 4];
                let raw = c.encode_utf8(&mut bytes);
                let Some(first) = letters(raw, form).next().filter(|letter| letter.c.is_ascii()) else { continue };
                let lead = usize::from(raw.as_bytes()[0]);
                assert!(starts(Some(first.c), form)[lead], "{c:?} {first:?}");
            }
        }
    }

    #[test]
    fn white_space_matches_any_run_of_it() {
        assert_eq!(hits("the  \n\t United\u{A0}States", "the united states"), ["the  \n\t United\u{A0}States"]);
        assert_eq!(hits("a b", "a  b"), ["a b"]);
        assert_eq!(hits("ab", "a b"), Vec::<&str>::new());
        assert_eq!(hits("in the end", " the"), [" the"]);
    }

    #[test]
    fn what_is_not_seen_is_passed_over() {
        assert_eq!(hits("my pass\u{200B}word", "password"), ["pass\u{200B}word"]);
        assert_eq!(hits("hy\u{AD}phen a\u{2060}b\u{FEFF}c", "hyphen"), ["hy\u{AD}phen"]);
        assert_eq!(hits("a\u{2060}b\u{FEFF}c", "abc"), ["a\u{2060}b\u{FEFF}c"]);
        assert_eq!(hits("password", "pass\u{AD}word"), ["password"]);
        assert_eq!(hits("葛\u{E0100}飾", "葛飾"), ["葛\u{E0100}飾"]);
        assert_eq!(hits("a \u{200B} b", "a b"), ["a \u{200B} b"]);
    }

    #[test]
    fn quotes_and_dashes_match_their_plain_forms() {
        assert_eq!(hits("“It’s—so”", "\"it's-so\""), ["“It’s—so”"]);
        assert_eq!(hits("it's", "it’s"), ["it's"]);
        assert_eq!(hits("2024–25", "2024-25"), ["2024–25"]);
        assert_eq!(hits("Trump’s mayorʼs", "trump's mayor's"), ["Trump’s mayorʼs"]);
        assert_eq!(hits("wait… wait...", "wait..."), ["wait…", "wait..."]);
    }

    #[test]
    fn hits_are_disjoint_and_limited_and_keep_marks_whole() {
        assert_eq!(find_all("aaaa", "aa", 9), [Span::new(0, 2), Span::new(2, 4)]);
        assert_eq!(find_all("aaaa", "a", 3).len(), 3);
        assert_eq!(hits("cafe\u{301}s", "cafe"), ["cafe\u{301}"]);
        assert_eq!(hits("aab", "ab"), ["ab"]);
    }

    #[test]
    fn long_runs_of_white_space_take_linear_time() {
        let text = format!("x{}", " ".repeat(300_000));
        assert!(hits(&text, " y").is_empty());
        assert!(hits(&text, "x y").is_empty());
        assert!(hits(&" \u{200B}".repeat(100_000), " y").is_empty());
        assert!(hits(&"\u{200B}".repeat(100_000), "-").is_empty());
        assert!(hits(&format!("x{}", "\u{301}".repeat(100_000)), "日").is_empty());
    }

    proptest! {
        #[test]
        fn a_piece_of_the_text_is_found_in_it(head in "[a-cé日 “]{0,8}", piece in "[a-cé日]{1,4}", tail in "[a-c\u{AD} ]{0,8}") {
            let text = format!("{head}{piece}{tail}");
            let found = find_all(&text, &piece, usize::MAX);
            prop_assert!(!found.is_empty());
            prop_assert!(found.iter().any(|span| span.start <= head.len()));
            prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }

        #[test]
        fn any_text_can_be_searched(text in any::<String>(), query in any::<String>()) {
            let mut end = 0;
            for span in find_all(&text, &query, 100) {
                prop_assert!(span.start >= end && !span.of(&text).is_empty());
                end = span.end;
            }
        }
    }
}
