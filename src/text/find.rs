//! Finding words in raw text the way a reader sees them.
//!
//! Text and query are folded a character at a time and compared without building a folded copy: a copy of a large
//! article, with the map back to its offsets, would cost more than the search. A table of first bytes keeps plain
//! text quick.

use super::Span;
use super::cells::class::{is_mark, is_unseen};

/// Returns where `query` occurs in `text`, ascending and disjoint, at most `limit`.
///
/// Case counts only where the query has an upper-case letter. White space in the query matches any run of white space
/// (line feeds too); characters that are not shown (zero-width space, soft hyphen) are passed over, and typographic
/// quotes and dashes match their plain forms. An empty query finds nothing. A hit takes in the marks on its last letter.
#[must_use]
pub fn find_all(text: &str, query: &str, limit: usize) -> Vec<Span> {
    let needle = Needle::new(query);
    let mut hits = Vec::new();
    let mut at = 0;
    while hits.len() < limit
        && let Some(start) = needle.candidate(text, at)
    {
        match needle.matches(text, start) {
            Ok(end) => {
                hits.push(Span::new(start, end));
                at = end;
            }
            Err(resume) => at = resume,
        }
    }
    hits
}

/// A query made ready.
struct Needle {
    /// Folded, runs of white space as one space, without what is not shown.
    folded: Vec<char>,
    ignore_case: bool,
    /// Which bytes may begin a hit.
    starts: [bool; 256],
}

impl Needle {
    fn new(query: &str) -> Self {
        let ignore_case = !query.chars().any(char::is_uppercase);
        let mut folded: Vec<char> = query.chars().filter(|&c| !is_unseen(c)).map(|c| fold(c, ignore_case)).collect();
        folded.dedup_by(|right, left| *right == ' ' && *left == ' ');
        if folded == [' '] {
            folded.clear();
        }
        let starts = starts(folded.first().copied(), ignore_case);
        Self { folded, ignore_case, starts }
    }

    /// Returns the next place from `at` whose byte may begin a hit.
    fn candidate(&self, text: &str, at: usize) -> Option<usize> {
        let bytes = text.as_bytes().get(at..)?;
        bytes.iter().position(|&byte| self.starts.get(usize::from(byte)).is_some_and(|&may| may)).map(|skip| at + skip)
    }

    /// Returns the end of the hit at `start` or, where there is none, the place to go on from.
    fn matches(&self, text: &str, start: usize) -> Result<usize, usize> {
        let rest = text.get(start..).unwrap_or("");
        let mut chars = rest.chars().peekable();
        let past_first = start + chars.peek().map_or(1, |c| c.len_utf8());
        let mut end = start;
        for &want in &self.folded {
            let mut seen = false;
            while let Some(&c) = chars.peek() {
                let got = fold(c, self.ignore_case);
                if is_unseen(c) && end > start {
                    end += c.len_utf8();
                } else if got == want && !(seen && want != ' ') {
                    seen = true;
                    end += c.len_utf8();
                } else {
                    break;
                }
                chars.next();
                if seen && want != ' ' {
                    break;
                }
            }
            if !seen {
                // A run of white space that did not lead to a hit will not from its middle either.
                return Err(if self.folded.first() == Some(&' ') { end.max(past_first) } else { past_first });
            }
        }
        Ok(with_marks(text, end))
    }
}

/// Moves `end` past the marks that stand there, so that a hit never ends inside a letter.
fn with_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    end + rest.len() - rest.trim_start_matches(is_mark).len()
}

/// Returns which bytes may begin a character that folds to `first`.
fn starts(first: Option<char>, ignore_case: bool) -> [bool; 256] {
    let mut table = [false; 256];
    let Some(first) = first else { return table };
    for (byte, may) in (0_u8..=255).zip(&mut table) {
        *may = if byte.is_ascii() {
            fold(char::from(byte), ignore_case) == first
        } else {
            // Letters but k (the kelvin sign) and s (the long s) come from ASCII only; all else is looked at.
            byte >= 0xC0 && (!first.is_ascii_alphanumeric() || matches!(first, 'k' | 's'))
        };
    }
    table
}

/// Folds one character: white space, quotes, dashes, and case where it does not count.
fn fold(c: char, ignore_case: bool) -> char {
    match c {
        'A'..='Z' if ignore_case => c.to_ascii_lowercase(),
        // What stays as it is, sooner than by asking the tables.
        '!'..='~' | 'а'..='џ' | '\u{3001}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => c,
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ if c.is_whitespace() => ' ',
        _ if ignore_case && !c.is_ascii() => fold_letter(c),
        _ => c,
    }
}

/// Folds the case of one letter where that is one letter again.
fn fold_letter(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some('ς'), None) => 'σ',
        (Some('ſ'), None) => 's',
        (Some(one), None) => one,
        _ => c,
    }
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
