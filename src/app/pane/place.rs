//! Finding a place again after the text around it has changed.

use crate::article::Article;
use crate::text::Span;

/// Bytes of text looked for at the old place.
const PROBE: usize = 60;

/// Carries byte `offset` of `old` over to `new`: to the same words nearest to where they stood, else to the same
/// share of the text.
#[must_use]
pub fn carry_over(old: &Article, offset: usize, new: &Article) -> usize {
    let from = old.text.floor_char_boundary(offset.min(old.text.len()));
    let until = old.text.floor_char_boundary((from + PROBE).min(old.text.len()));
    let probe = Span::new(from, until).of(&old.text);
    let expected = proportional(offset, old.text.len(), new.text.len());
    let nearest = new.text.match_indices(probe).map(|(at, _)| at).min_by_key(|at| at.abs_diff(expected));
    match nearest {
        Some(at) if !probe.is_empty() => at,
        _ => expected,
    }
}

fn proportional(offset: usize, old: usize, new: usize) -> usize {
    if old == 0 { 0 } else { ((offset as u128 * new as u128) / old as u128) as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article { text: text.to_owned(), ..Article::default() }
    }

    #[test]
    fn place_follows_its_words_when_text_is_inserted_before() {
        let old = article("One two three. The bridge is closed until May, the town says.");
        let new = article("A new first line. One two three. The bridge is closed until May, the town says.");
        assert_eq!(carry_over(&old, 15, &new), 33);
    }

    #[test]
    fn lost_place_becomes_the_same_share_of_the_text() {
        let old = article(&"a".repeat(100));
        let new = article(&"b".repeat(200));
        assert_eq!(carry_over(&old, 50, &new), 100);
    }

    #[test]
    fn emptied_text_is_no_trouble() {
        assert_eq!(carry_over(&article("word"), 2, &article("")), 0);
        assert_eq!(carry_over(&article(""), 0, &article("word")), 0);
    }
}
