//! What of an article is its story, and how that begins.

use crate::article::{Article, Paragraph, ParagraphKind};
use crate::text::Span;

/// Returns what a paragraph tells of the story; nothing for furniture.
pub(super) fn story_part<'a>(article: &'a Article, paragraph: &Paragraph) -> &'a str {
    if paragraph.kind.is_furniture() {
        return "";
    }
    let start = if paragraph.lead.is_empty() { paragraph.span.start } else { paragraph.lead.end };
    Span::new(start, paragraph.span.end).of(&article.text)
}

/// The longest beginning that lists show, in characters.
const FIRST_WORDS: usize = 160;

/// Returns the first words of the story without its title, in one line.
pub(super) fn first_words(article: &Article) -> String {
    let paragraphs = article.paragraphs.iter().filter(|p| p.kind != ParagraphKind::Title);
    let words = paragraphs.flat_map(|p| story_part(article, p).split_whitespace());
    let mut line = String::new();
    let mut length = 0;
    for word in words {
        let room = FIRST_WORDS.saturating_sub(length + usize::from(length > 0));
        let own = word.chars().count();
        if own > room && length > 0 {
            break;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        match own > room {
            true => line.extend(word.chars().take(room)),
            false => line.push_str(word),
        }
        length += own.min(room);
    }
    line
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::identity::Identities;
    use crate::library::store::from_bytes;
    use crate::library::{Loaded, Origin};

    fn of_text(text: &str) -> Loaded {
        from_bytes(&Origin::Stdin, text.as_bytes(), &Identities::default()).unwrap()
    }

    #[test]
    fn first_words_are_one_line_that_ends_with_a_word() {
        let loaded = of_text(&format!("The ferry \t sank   today. {}", "Nobody was hurt. ".repeat(20)));
        let line = &loaded.entry.first_words;
        assert!(line.starts_with("The ferry sank today. Nobody was"), "{line}");
        assert!(line.chars().count() <= FIRST_WORDS && line.chars().count() > FIRST_WORDS - 10);
        assert_eq!(of_text(&"x".repeat(500)).entry.first_words.len(), FIRST_WORDS);
        let accented = of_text(&"élan – ".repeat(60)).entry.first_words;
        assert_eq!(accented.chars().count(), FIRST_WORDS, "{accented}");
        assert!(accented.starts_with("élan – élan") && accented.ends_with(" élan –"));
    }
}
