//! What in a pasted text is not the story.
//!
//! Conservative on purpose: hiding a sentence of the story costs the reader more than leaving a caption in it. Title,
//! standfirst, bylines and dates are looked for above the first paragraph of prose, copyright and topics below the
//! last one, and only what is unmistakable by itself (embeds, captions, advertisements) anywhere.

mod copyright;
mod lead;
mod patterns;

use super::{Article, InlineStyle, ParagraphKind, Shape, byline, dates};
use crate::text::Span;
use ParagraphKind::{Body, Boilerplate, Byline, Caption, Credit, Dateline, Embed, Heading, Standfirst, Title};

/// Longer paragraphs are no titles.
const LONGEST_TITLE: usize = 200;
/// Longer paragraphs are no standfirsts.
const LONGEST_STANDFIRST: usize = 400;
/// Longer paragraphs are no headings.
const LONGEST_HEADING: usize = 100;
/// Longer lines are no topics.
const LONGEST_TOPIC: usize = 60;

/// Gives every paragraph its kind and fills in what the front matter does not say.
pub(super) fn mark(article: &mut Article) {
    for index in 0..article.paragraphs.len() {
        if let Some(kind) = anywhere(article, index) {
            set(article, index, kind);
        }
    }
    let body = Head::new(article).read();
    foot(article, body);
    headings(article, body);
    lead::mark(article, body);
}

fn set(article: &mut Article, index: usize, kind: ParagraphKind) {
    if let Some(paragraph) = article.paragraphs.get_mut(index) {
        paragraph.kind = kind;
    }
}

fn kind(article: &Article, index: usize) -> Option<ParagraphKind> {
    article.paragraphs.get(index).map(|paragraph| paragraph.kind)
}

/// Judges a paragraph by itself.
fn anywhere(article: &Article, index: usize) -> Option<ParagraphKind> {
    let paragraph = article.paragraphs.get(index)?;
    match paragraph.shape {
        Shape::Code => return None,
        Shape::Heading(_) => {
            let text = article.paragraph_text(index);
            return Some(if patterns::is_notice(text) { Boilerplate } else { Heading });
        }
        _ => {}
    }
    let whole_link = paragraph.inlines.first().is_some_and(|inline| {
        matches!(inline.style, InlineStyle::Link(_)) && inline.span == paragraph.span && !paragraph.span.is_empty()
    });
    patterns::anywhere(article.paragraph_text(index), whole_link)
}

/// Says whether a paragraph is written out in sentences.
fn is_prose(text: &str) -> bool {
    let words = text.split_whitespace().take(5).count();
    (words == 5 && ends_in_stop(text)) || text.len() > LONGEST_STANDFIRST
}

/// Says whether `text` ends as sentences end, behind quotation marks and brackets.
fn ends_in_stop(text: &str) -> bool {
    let inner = text.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*']);
    inner.ends_with(['.', '!', '?', '…', ':', ';', ',', '。', '؟'])
}

/// Says whether `text` could stand above an article: one short line that is no sentence.
fn is_title_like(text: &str) -> bool {
    let text = text.trim();
    let ends_open = text.ends_with(['?', '!']);
    let first = text.chars().find(|c| c.is_alphanumeric());
    text.len() <= LONGEST_TITLE
        && !text.contains('\n')
        && (ends_open || !ends_in_stop(text) || text.ends_with("U.S.") || text.ends_with("U.K."))
        && first.is_some_and(|c| !c.is_lowercase())
        && text.split_whitespace().nth(1).is_some()
}

/// Compares two headlines as a reader would.
fn same_title(left: &str, right: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    left.len() <= 2 * right.len() + 64 && letters(left) == letters(right)
}

/// What stands above the first paragraph of the story.
struct Head<'a> {
    article: &'a mut Article,
    /// Whether a title is known, from the front matter or from the text.
    titled: bool,
    /// Whether the title, or what stands in its place, is behind.
    begun: bool,
    standfirst: bool,
    /// Where the last title, byline or date line stands.
    furnished: bool,
}

impl<'a> Head<'a> {
    fn new(article: &'a mut Article) -> Self {
        let titled = article.meta.title.is_some();
        Self { article, titled, begun: false, standfirst: false, furnished: false }
    }

    /// Marks the head and returns the index of the first paragraph after it.
    fn read(mut self) -> usize {
        let mut index = 0;
        while index < self.article.paragraphs.len() {
            let marked = match kind(self.article, index) {
                Some(Body | Heading) => self.paragraph(index),
                _ => true,
            };
            if !marked {
                break;
            }
            index += 1;
        }
        index
    }

    fn paragraph(&mut self, index: usize) -> bool {
        self.title(index)
            || self.date(index)
            || self.byline(index)
            || self.notice(index)
            || self.section(index)
            || self.headline(index)
            || self.standfirst(index)
    }

    fn text(&self, index: usize) -> &str {
        self.article.paragraph_text(index)
    }

    fn found(&mut self, index: usize, kind: ParagraphKind) -> bool {
        set(self.article, index, kind);
        self.furnished = true;
        true
    }

    /// The headline as the front matter has it, as a heading, or in bold behind a section's name.
    fn title(&mut self, index: usize) -> bool {
        let text = self.text(index);
        if self.article.meta.title.as_ref().is_some_and(|title| same_title(text, title)) && !self.begun {
            self.begun = true;
            return self.found(index, Title);
        }
        if self.titled || self.begun {
            return false;
        }
        let is_heading = self.article.paragraphs.get(index).is_some_and(|p| matches!(p.shape, Shape::Heading(1 | 2)));
        if is_heading {
            let title = text.to_owned();
            return self.titled_by(index, title);
        }
        let Some((section, title)) = glued(self.article, index) else { return false };
        if let Some(paragraph) = self.article.paragraphs.get_mut(index) {
            paragraph.lead = section;
        }
        let name = section.of(&self.article.text).trim().to_owned();
        self.article.meta.section.get_or_insert(name);
        let title = title.of(&self.article.text).trim().to_owned();
        self.titled_by(index, title)
    }

    fn titled_by(&mut self, index: usize, title: String) -> bool {
        self.article.meta.title = Some(title.split_whitespace().collect::<Vec<_>>().join(" "));
        self.titled = true;
        self.begun = true;
        self.found(index, Title)
    }

    fn date(&mut self, index: usize) -> bool {
        let Some(line) = dates::line(self.text(index)) else { return false };
        self.learn_date(line);
        self.found(index, Dateline)
    }

    fn learn_date(&mut self, line: dates::DateLine) {
        let meta = &mut self.article.meta;
        meta.published = meta.published.or(line.published);
        meta.updated = meta.updated.or(line.updated);
    }

    /// A byline of one line, or of several with posts and dates under the name.
    fn byline(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let above = self.furnished || self.article.meta.title.is_some();
        if text.len() > LONGEST_STANDFIRST {
            return false;
        }
        let mut authors = Vec::new();
        let mut found = false;
        let mut lines = Vec::new();
        for line in text.lines() {
            if let Some(date) = dates::line(line) {
                lines.push(date);
            } else if let Some(names) = byline::read(line, above) {
                found = true;
                authors.extend(names);
            } else if let Some(name) =
                byline::lone_name(line).filter(|_| above && !found && self.is_signed(index, line))
            {
                found = true;
                authors.push(name);
            } else if !(byline::is_role(line) && (found || self.follows_byline(index))) {
                return false;
            }
        }
        if !found && !self.follows_byline(index) {
            return false;
        }
        if self.article.meta.authors.is_empty() {
            self.article.meta.authors = authors;
        }
        for line in lines {
            self.learn_date(line);
        }
        self.found(index, Byline)
    }

    fn follows_byline(&self, index: usize) -> bool {
        index > 0 && kind(self.article, index - 1) == Some(Byline)
    }

    /// A name alone is a byline where its post or the date follows.
    fn is_signed(&self, index: usize, line: &str) -> bool {
        let text = self.text(index);
        let next = text.lines().skip_while(|other| *other != line).nth(1);
        let next = next.unwrap_or_else(|| self.text(index + 1));
        dates::line(next).is_some() || byline::is_role(next)
    }

    fn notice(&mut self, index: usize) -> bool {
        patterns::is_notice(self.text(index)) && self.found(index, Boilerplate)
    }

    /// The name of a section on a line of its own above the title.
    fn section(&mut self, index: usize) -> bool {
        let text = self.text(index).trim().to_owned();
        if self.begun || !patterns::is_section(&text) {
            return false;
        }
        let next_is_title = is_title_like(self.text(index + 1))
            || self.article.paragraphs.get(index + 1).is_some_and(|p| matches!(p.shape, Shape::Heading(_)));
        if !next_is_title {
            return false;
        }
        self.article.meta.section.get_or_insert(text);
        set(self.article, index, Boilerplate);
        true
    }

    /// A first short line without a final stop, with prose under it.
    fn headline(&mut self, index: usize) -> bool {
        let is_plain = self.article.paragraphs.get(index).is_some_and(|p| p.shape == Shape::Plain);
        if self.titled || self.begun || !is_plain || !is_title_like(self.text(index)) || !self.leads_to_prose(index) {
            return false;
        }
        let title = self.text(index).to_owned();
        self.titled_by(index, title)
    }

    /// Says whether prose stands soon after `index`, with nothing but lines that an article may begin with between.
    fn leads_to_prose(&self, index: usize) -> bool {
        (index + 1..self.article.paragraphs.len()).take(8).any(|next| {
            kind(self.article, next) == Some(Body) && is_prose(self.text(next)) && !patterns::is_notice(self.text(next))
        })
    }

    fn standfirst(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let is_plain =
            self.article.paragraphs.get(index).is_some_and(|p| matches!(p.shape, Shape::Plain | Shape::Heading(_)));
        if self.standfirst || !self.titled || !is_plain || text.len() > LONGEST_STANDFIRST || text.contains('\n') {
            return false;
        }
        if !(self.begun || self.furnished) && index > 0 {
            return false;
        }
        let open = !ends_in_stop(text) && text.split_whitespace().nth(5).is_some() && self.leads_to_prose(index);
        if !(open || self.is_above_byline(index)) {
            return false;
        }
        self.standfirst = true;
        self.found(index, Standfirst)
    }

    /// Says whether a byline or a date line stands under `index`, with nothing but pictures between.
    fn is_above_byline(&self, index: usize) -> bool {
        for next in index + 1..self.article.paragraphs.len().min(index + 6) {
            let text = self.text(next);
            match kind(self.article, next) {
                Some(Caption | Credit | Embed | Boilerplate) => {}
                Some(Body) if patterns::is_notice(text) => {}
                _ => return dates::line(text).is_some() || byline::read(text, true).is_some(),
            }
        }
        false
    }
}

/// Returns a section's name and the headline in bold glued to it ("World affairs**Minister calls for talks**").
fn glued(article: &Article, index: usize) -> Option<(Span, Span)> {
    let paragraph = article.paragraphs.get(index)?;
    let [bold] = paragraph.inlines.as_slice() else { return None };
    let section = Span::new(paragraph.span.start, bold.span.start);
    let (name, title) = (section.of(&article.text), bold.span.of(&article.text));
    let is_glued = bold.style == InlineStyle::Strong && bold.span.end == paragraph.span.end;
    let is_name =
        !name.trim().is_empty() && name.len() <= 48 && !ends_in_stop(name) && name.split_whitespace().count() <= 6;
    (is_glued && is_name && !name.ends_with(' ') && title.len() <= LONGEST_TITLE && !title.trim().is_empty())
        .then_some((section, bold.span))
}

/// Marks what stands below the last paragraph of the story; `body` is where the head ended.
fn foot(article: &mut Article, body: usize) {
    let count = article.paragraphs.len();
    let mut start = count;
    let mut topics = None;
    while start > body {
        let index = start - 1;
        let text = article.paragraph_text(index);
        let is_furniture = kind(article, index).is_some_and(ParagraphKind::is_furniture);
        if patterns::opens_topics(text) {
            topics = Some(index);
        } else if !(is_furniture || patterns::is_foot(text) || is_topic(text)) {
            break;
        }
        start = index;
    }
    for index in start..count {
        let text = article.paragraph_text(index);
        let is_listed = topics.is_some_and(|topics| index >= topics);
        let is_marked = kind(article, index).is_some_and(ParagraphKind::is_furniture);
        if article.meta.source.is_none()
            && let Some(holder) = copyright::holder(text)
        {
            article.meta.source = Some(holder);
        }
        if !is_marked && (is_listed || patterns::is_foot(article.paragraph_text(index))) {
            set(article, index, Boilerplate);
        }
    }
}

/// Says whether `text` could be one of a list of topics.
fn is_topic(text: &str) -> bool {
    text.len() <= LONGEST_TOPIC && !ends_in_stop(text)
}

/// Marks the headings inside the story: short lines that are no sentences, with prose under them.
fn headings(article: &mut Article, body: usize) {
    for index in body..article.paragraphs.len() {
        if kind(article, index) == Some(Body) && is_heading(article, index) {
            set(article, index, Heading);
        }
    }
}

fn is_heading(article: &Article, index: usize) -> bool {
    let text = article.paragraph_text(index);
    let Some(paragraph) = article.paragraphs.get(index) else { return false };
    if paragraph.shape != Shape::Plain || text.len() > LONGEST_HEADING || text.contains('\n') || index == 0 {
        return false;
    }
    let bold = paragraph.inlines.first().is_some_and(|i| i.style == InlineStyle::Strong && i.span == paragraph.span);
    let first = text.chars().next();
    let is_line = first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && (!ends_in_stop(text) || text.ends_with('?'))
        && text.split_whitespace().count() <= 12
        && (!text.ends_with('?') || text.split_whitespace().nth(2).is_some());
    let next = article.paragraphs.get(index + 1);
    let leads = next.is_some_and(|next| next.kind == Body && next.shape == Shape::Plain || next.kind.is_furniture())
        && (index + 1..article.paragraphs.len().min(index + 4))
            .find(|next| kind(article, *next) == Some(Body))
            .is_some_and(|next| is_prose(article.paragraph_text(next)));
    leads && (is_line || (bold && !text.ends_with('.')))
}
