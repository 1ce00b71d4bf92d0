//! Byte spans of an article as scalar counts of a paragraph, without counting a paragraph anew for every span.

use crate::article::Article;

/// Bytes between two remembered counts.
const STEP: usize = 256;

/// The counts of one article.
pub(super) struct Scalars<'a> {
    text: &'a str,
    starts: Vec<usize>,
    /// Scalars before the first character at or after each multiple of [`STEP`], with that character's byte.
    marks: Vec<(usize, usize)>,
}

impl<'a> Scalars<'a> {
    /// Counts the scalars of an article's text once.
    pub fn new(article: &'a Article) -> Self {
        let mut marks = Vec::new();
        for (count, (byte, _)) in article.text.char_indices().enumerate() {
            if byte >= marks.len() * STEP {
                marks.push((byte, count));
            }
        }
        Self { text: &article.text, starts: article.paragraphs.iter().map(|p| p.span.start).collect(), marks }
    }

    /// Returns the text.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns how many scalars of `paragraph` stand before byte `offset` of the text.
    pub fn within(&self, paragraph: usize, offset: usize) -> usize {
        let start = self.starts.get(paragraph).copied().unwrap_or(0);
        self.before(offset).saturating_sub(self.before(start))
    }

    fn before(&self, offset: usize) -> usize {
        let mark = self.marks.partition_point(|m| m.0 <= offset).checked_sub(1);
        let (byte, count) = mark.and_then(|i| self.marks.get(i)).copied().unwrap_or((0, 0));
        count + self.text.get(byte..offset).map_or(0, |part| part.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::article;

    #[test]
    fn counts_agree_with_counting_from_the_start() {
        let it = article(&["añb€c𝄞".repeat(90).as_str(), "é".repeat(700).as_str()]);
        let scalars = Scalars::new(&it);
        for (count, (byte, _)) in it.text.char_indices().enumerate() {
            assert_eq!(scalars.within(0, byte), count);
        }
        assert_eq!(scalars.within(1, it.text.len()), 700);
        assert_eq!(Scalars::new(&Article::default()).within(3, 9), 0);
    }
}
