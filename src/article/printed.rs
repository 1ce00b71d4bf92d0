//! An article as a careful house would print it, for whoever reads its words.
//!
//! Soft hyphens and word joiners, letters in two code points, ligatures and odd apostrophes would cut words in two or
//! make two of one. What looks for words (furniture, sentences, the whole comparison) reads this instead, and the places
//! that it finds are led back to the text as it is. Nearly every article is printed well already and is borrowed.

use std::borrow::Cow;

use super::{Article, Paragraph, Shape};
use crate::text::Span;
use crate::text::fold::{Folded, Form, fold};

/// An article in [`Form::PRINTED`] and the way back.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    article: Cow<'a, Article>,
    way: Folded<'a>,
}

impl<'a> Printed<'a> {
    /// Prints `article`.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let way = fold(&article.text, Form::PRINTED);
        if way.is_raw() {
            return Self { article: Cow::Borrowed(article), way };
        }
        let paragraphs = article.paragraphs.iter().map(|paragraph| printed(paragraph, &way)).collect();
        let printed = Article { text: way.text().to_owned(), paragraphs, ..article.clone() };
        Self { article: Cow::Owned(printed), way }
    }

    /// Returns it as printed.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// Says whether the article is printed so already.
    #[must_use]
    pub fn is_raw(&self) -> bool {
        self.way.is_raw()
    }

    /// Leads `span` of the printed text back to the article's own.
    #[must_use]
    pub fn raw(&self, span: Span) -> Span {
        self.way.raw(span)
    }

    /// Leads `span` of the article's own text to the printed one.
    #[must_use]
    pub fn folded(&self, span: Span) -> Span {
        self.way.folded(span)
    }
}

fn printed(paragraph: &Paragraph, way: &Folded<'_>) -> Paragraph {
    let mut printed = paragraph.clone();
    printed.span = way.folded(paragraph.span);
    let lead = way.folded(paragraph.lead);
    printed.lead = if paragraph.lead.is_empty() { Span::new(printed.span.start, printed.span.start) } else { lead };
    printed.sentences.iter_mut().for_each(|span| *span = way.folded(*span));
    if let Shape::Table(table) = &mut printed.shape {
        table.rows.iter_mut().flatten().for_each(|cell| *cell = way.folded(*cell));
    }
    printed.inlines.iter_mut().for_each(|inline| inline.span = way.folded(inline.span));
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::import::{Format, import};

    #[test]
    fn a_printed_article_has_its_paragraphs_and_sentences_and_the_way_back() {
        let file = "Bridge closed\n\nBy Jose\u{301} Ro\u{AD}e\n\nThe shop\u{AD}keepers wait. The mayorʼs ﬁrm waits.\n";
        let (article, _) = import(file, Format::Plain);
        let printed = Printed::new(&article);
        let (it, text) = (printed.article(), &printed.article().text);
        assert_eq!(it.paragraph_text(1), "By José Roe");
        let sentences = it.paragraphs.get(2).map(|p| p.sentences.iter().map(|s| s.of(text)).collect::<Vec<_>>());
        assert_eq!(sentences, Some(vec!["The shopkeepers wait.", "The mayor’s firm waits."]));
        let at = text.find("shopkeepers").unwrap_or_default();
        assert_eq!(printed.raw(Span::new(at, at + 11)).of(&article.text), "shop\u{AD}keepers");
    }

    #[test]
    fn what_is_printed_well_is_borrowed() {
        let (article, _) = import("“It’s so,” José Roe said – twice.", Format::Plain);
        assert!(Printed::new(&article).is_raw());
    }
}
