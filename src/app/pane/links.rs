//! The links in a text: where they stand and where they lead.

use crate::app::pane::Pane;
use crate::article::{Inline, InlineStyle, Paragraph};
use crate::library::url::{self, Url};
use crate::text::Span;

/// A link in a text.
#[derive(Clone, Debug)]
pub struct TextLink {
    /// The words that are linked.
    pub span: Span,
    /// The address as it is written.
    pub written: String,
    /// The address as it may be opened, or why it may not be.
    pub address: Result<Url, String>,
}

impl Pane {
    /// Returns the links of the text in its order; what leads nowhere (`#`) is left out.
    #[must_use]
    pub fn links(&self) -> Vec<TextLink> {
        self.article.paragraphs.iter().flat_map(|paragraph| self.links_of(paragraph)).collect()
    }

    fn links_of<'p>(&'p self, paragraph: &'p Paragraph) -> impl Iterator<Item = TextLink> + 'p {
        paragraph.inlines.iter().filter_map(|inline| self.link(inline))
    }

    fn link(&self, inline: &Inline) -> Option<TextLink> {
        let InlineStyle::Link(index) = inline.style else { return None };
        let written = self.article.links.get(index).filter(|written| !written.trim().starts_with('#'))?.clone();
        let address = url::linked(&written, self.entry.meta.url.as_deref()).map_err(|why| why.to_string());
        Some(TextLink { span: inline.span, written, address })
    }

    /// Returns the link at byte `offset`.
    #[must_use]
    pub fn link_at(&self, offset: usize) -> Option<TextLink> {
        let paragraph = self.article.paragraphs.get(self.article.paragraph_at(offset))?;
        paragraph.inlines.iter().filter(|inline| inline.span.contains(offset)).find_map(|inline| self.link(inline))
    }

    /// Returns the links in `span`, which lies in one paragraph.
    #[must_use]
    pub fn links_in(&self, span: Span) -> Vec<TextLink> {
        let paragraph = self.article.paragraphs.get(self.article.paragraph_at(span.start));
        let inlines = paragraph.map_or(&[][..], |paragraph| paragraph.inlines.as_slice());
        inlines.iter().filter(|inline| inline.span.overlaps(span)).filter_map(|inline| self.link(inline)).collect()
    }

    /// Returns where the footnote begins whose number stands at byte `offset`, or whose number leads there.
    #[must_use]
    pub fn footnote_at(&self, offset: usize) -> Option<usize> {
        let here = self.article.paragraphs.get(self.article.paragraph_at(offset))?;
        let number = here.inlines.iter().find(|i| i.style == InlineStyle::Footnote && i.span.contains(offset))?;
        let label = number.span.of(&self.article.text);
        let note = self.article.paragraphs.iter().find(|paragraph| paragraph.shape.marker() == Some(label))?;
        Some(note.span.start)
    }
}
