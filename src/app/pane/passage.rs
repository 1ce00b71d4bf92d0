//! Passages as notes take them: the words under the cursor or selected, remembered with their surroundings.

use crate::app::pane::Pane;
use crate::article::anchor::Anchor;
use crate::article::{CALLED_BY, first_words};
use crate::library::{Entry, Origin};
use crate::notes::{About, Target};
use crate::text::{Span, cells};

/// Characters of a passage that a word to the reader quotes.
const QUOTED: usize = 32;

/// A passage that was taken for one end of a link.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// Its article.
    pub entry: Entry,
    /// The passage.
    pub target: Target,
    /// Where it is now.
    pub span: Span,
}

impl End {
    /// Quotes its beginning.
    #[must_use]
    pub fn quoted(&self) -> String {
        quoted(&self.target.anchor.exact)
    }
}

/// Quotes the beginning of a passage on one line.
#[must_use]
pub fn quoted(words: &str) -> String {
    let line = cells::one_line(&words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    let mut begins: String = line.chars().take(QUOTED).collect();
    if begins.len() < line.len() {
        // No word is quoted in part, where there are several.
        let whole = line.get(begins.len()..).is_some_and(|rest| rest.starts_with(' '));
        let end = if whole { None } else { begins.rfind(' ').filter(|at| *at > 0) };
        begins.truncate(end.unwrap_or(begins.len()));
        begins = begins.trim_end().to_owned() + "…";
    }
    in_marks(&begins)
}

/// Puts quotation marks round words that do not begin with one themselves.
#[must_use]
pub fn in_marks(words: &str) -> String {
    if words.starts_with(['“', '"', '‘', '«', '„']) { words.to_owned() } else { format!("“{words}”") }
}

impl Pane {
    /// Returns what keys about notes are about: the selection, else the sentence under the cursor.
    #[must_use]
    pub fn passage(&self) -> Span {
        self.selected().unwrap_or_else(|| self.current_span())
    }

    /// Remembers a passage of this article for a note.
    #[must_use]
    pub fn target(&self, span: Span) -> Target {
        let meta = &self.entry.meta;
        let path = match &self.entry.origin {
            Origin::File(path) => Some(path.display().to_string()),
            Origin::Sample(path) => Some(format!("sample:{path}")),
            Origin::Stdin => None,
        };
        let published = meta.published.as_ref().map(ToString::to_string);
        let begins = || first_words(&self.entry.first_words, CALLED_BY);
        let about = About {
            title: meta.title.as_deref().map(str::to_owned),
            first_words: meta.title.is_none().then(begins).filter(|words| !words.is_empty()),
            source: meta.source.as_deref().map(str::to_owned),
            url: meta.url.as_deref().map(str::to_owned),
            published,
            path,
            ..About::default()
        };
        let anchor = Anchor::of_span(&self.article, span);
        Target { article: self.entry.id.clone(), about, anchor, ..Target::default() }
    }

    /// Takes a passage for one end of a link.
    #[must_use]
    pub fn end(&self, span: Span) -> End {
        End { entry: self.entry.clone(), target: self.target(span), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_quoted_in_part() {
        assert_eq!(quoted("Boats left at dawn."), "“Boats left at dawn.”");
        assert_eq!(quoted("Firefighters fought a blaze at the Marlow paper mill"), "“Firefighters fought a blaze at…”");
        assert_eq!(quoted("“We must act” now"), "“We must act” now");
        assert_eq!(quoted(&"x".repeat(40)), format!("“{}…”", "x".repeat(32)));
    }
}
